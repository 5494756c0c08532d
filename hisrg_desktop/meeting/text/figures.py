"""Numbers in Roman figures and in letters, and back."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LARGEST_ROMAN = 32_767
_MOST_LETTERS = 780
"""Word repeats a letter at most thirty times and then begins again with "a"."""


def roman(number: int) -> str:
    """The number in lower-case roman figures; "" for zero and below."""
    out, left = "", min(number, _LARGEST_ROMAN)
    for value, figure in _ROMAN:
        times, left = divmod(left, value) if left > 0 else (0, left)
        out += figure * times
    return out


def from_roman(figures: str) -> int | None:
    """The number that roman figures stand for; None where they are not well formed."""
    values = {figure: value for value, figure in _ROMAN if len(figure) == 1}
    low = figures.lower()
    if not low or any(figure not in values for figure in low):
        return None
    total = 0
    for here, after in zip(low, [*low[1:], ""], strict=True):
        total += -values[here] if values[here] < values.get(after, 0) else values[here]
    return total if roman(total) == low else None


def letters(number: int) -> str:
    """The number as Word counts in letters: a to z, aa, bb to zz, aaa; "" for zero and below."""
    if number < 1:
        return ""
    times, place = divmod((number - 1) % _MOST_LETTERS, len(_LETTERS))
    return _LETTERS[place] * (times + 1)


def from_letters(text: str) -> int | None:
    """The number that repeated letters stand for; None where they are not one letter repeated."""
    low = text.lower()
    if not low or low[0] not in _LETTERS or set(low) != {low[0]}:
        return None
    return (len(low) - 1) * len(_LETTERS) + _LETTERS.index(low[0]) + 1

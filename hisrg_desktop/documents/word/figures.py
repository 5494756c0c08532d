"""Numbers as they are written in lists: 4, iv, D, 04, 4th; and read back from a label."""

from collections.abc import Callable

from hisrg_desktop.meeting.text.figures import letters, roman

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINAL_WORDS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def ordinal(number: int) -> str:
    """The number with its English ending: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def in_words(number: int) -> str:
    """The number below ten thousand in English words, otherwise in figures."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    return f"{in_words(many)} {word}" + (f" {in_words(rest)}" if rest else "")


def ordinal_in_words(number: int) -> str:
    """The place in English words: first, twenty-third."""
    words = in_words(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _ORDINAL_WORDS:
        return head + _ORDINAL_WORDS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda number: in_words(number).capitalize(),
    "ordinalText": lambda number: ordinal_in_words(number).capitalize(),
    "hex": "{:X}".format,
    "numberInDash": "- {} -".format,
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""How each `w:numFmt` writes a number; the many that are not here are written in plain figures."""


def written(number: int, kind: str) -> str:
    """The number as a `w:numFmt` writes it."""
    if kind.startswith("0"):  # a custom format such as "001, 002, 003, ..."
        return str(number).zfill(len(kind.split(",")[0].strip()))
    return FORMATS.get(kind, str)(number)

"""Words as they are drawn from left to right: Arabic letters joined, what is read from the right turned round.

Only what names need: one line, no marks of direction. The joined letters are Unicode's own presentation forms.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

_RIGHT = ("R", "AL")
_NUMBERS = ("EN", "AN")
_FORMS = ("isolated", "final", "initial", "medial")
_LAM = "\N{ARABIC LETTER LAM}"


def is_from_right(text: str) -> bool:
    """Whether any of it is read from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _RIGHT for sign in text)


def as_drawn(text: str) -> str:
    """The signs in the order in which they stand on the line, from the left."""
    if not is_from_right(text):
        return text
    found = clusters(joined(text))
    levels = _levels([cluster[0] for cluster in found])
    for level in range(max(levels), 0, -1):
        found, levels = _turned(found, levels, level)
    return "".join(found)


def joined(text: str) -> str:
    """The text with each Arabic letter in the form that its neighbours give it."""
    bare = [sign for sign in text if unicodedata.category(sign) != "Mn"]
    if not any(sign in _forms() for sign in bare):
        return text
    written: list[str] = []
    place = 0
    skip = False
    for sign in text:
        if unicodedata.category(sign) == "Mn":
            written.append(sign)
            continue
        before, after = (bare[place - 1] if place else ""), (bare[place + 1] if place + 1 < len(bare) else "")
        place += 1
        if skip:
            skip = False
        elif sign == _LAM and _LAM + after in _forms():
            written.append(_form(_LAM + after, before, ""))
            skip = True
        else:
            written.append(_form(sign, before, after))
    return "".join(written)


def _form(sign: str, before: str, after: str) -> str:
    forms = _forms().get(sign)
    if forms is None:
        return sign
    back, on = _joins_on(before) and "final" in forms, _joins_back(after) and "initial" in forms
    if back and on and "medial" in forms:
        return forms["medial"]
    if back:
        return forms["final"]
    return forms["initial"] if on else forms.get("isolated", sign)


def _joins_on(sign: str) -> bool:
    """Whether a letter reaches out to the next one."""
    return sign == "\N{ARABIC TATWEEL}" or "initial" in _forms().get(sign, {})


def _joins_back(sign: str) -> bool:
    return sign == "\N{ARABIC TATWEEL}" or "final" in _forms().get(sign, {})


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The forms of each letter, and of lam with an alef, as Unicode lists them."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        form = kind.strip("<>")
        plain = "".join(chr(int(letter, 16)) for letter in letters)
        if form in _FORMS and (len(plain) == 1 or (plain[0] == _LAM and len(plain) == 2 and code >= 0xFEF5)):
            forms.setdefault(plain, {})[form] = chr(code)
    return forms


def clusters(text: str) -> list[str]:
    """The signs, each with the marks that stand above and below it."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.category(sign) == "Mn":
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _levels(signs: list[str]) -> list[int]:
    """How deep each sign is nested: odd ones are read from the right."""
    kinds = [unicodedata.bidirectional(sign) for sign in signs]
    strong = next((kind for kind in kinds if kind in ("L", *_RIGHT)), "L")
    base = "r" if strong in _RIGHT else "l"
    sides, last = [], base
    for kind in kinds:
        # A number takes the side of the letters before it, and is read from the left on either.
        if kind in _RIGHT:
            last = "r"
        elif kind == "L":
            last = "l"
        sides.append(last if kind in ("L", *_RIGHT, *_NUMBERS) else "")
    settled = [side or _between(sides, place, base) for place, side in enumerate(sides)]
    return [_level(side, kind, base) for side, kind in zip(settled, kinds, strict=True)]


def _between(sides: list[str], place: int, base: str) -> str:
    """The side of a space or a sign between letters: theirs, if both have the same."""
    before = next((one for one in reversed(sides[:place]) if one), base)
    after = next((one for one in sides[place + 1 :] if one), base)
    return before if before == after else base


def _level(side: str, kind: str, base: str) -> int:
    if side == "r":
        return 2 if kind in _NUMBERS else 1
    return 2 if base == "r" else 0


def _turned(clusters: list[str], levels: list[int], level: int) -> tuple[list[str], list[int]]:
    """Every stretch at least this deep turned round; a bracket there is drawn as its mirror image."""
    turned: list[tuple[str, int]] = []
    pairs = zip(clusters, levels, strict=True)
    for deep, stretch in groupby(pairs, key=lambda pair: pair[1] >= level):
        several = list(stretch)
        turned += [(_mirrored(one, level), own) for one, own in reversed(several)] if deep else several
    return [one for one, _ in turned], [own for _, own in turned]


def _mirrored(cluster: str, level: int) -> str:
    return cluster.translate(_MIRROR) if level % 2 else cluster


_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")

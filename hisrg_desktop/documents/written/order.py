"""The order in which words stand on a line, what is read from the right going from the right (after Unicode's annex 9).

Letters that take another form or place beside their neighbours are no matter of order: `shaping` sees to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key")

_RIGHT = ("R", "AL")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of the scripts that are read from the right."""
_NUMBERS = ("EN", "AN")
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_VIRAMA = 9
"""The combining class of the sign that binds a consonant to the next one."""


class Drawn(NamedTuple, Generic[Key]):
    """Words as they are read, with how they are set; drawn from the right where they are read from there."""

    key: Key
    words: str
    from_right: bool


def is_from_right(text: str) -> bool:
    """Whether any of it is read from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def begins_from_right(line: Sequence[tuple[Key, str]]) -> bool:
    """Whether the first letter is read from the right; then the whole is."""
    if not any(is_from_right(words) for _, words in line):
        return False
    kinds = (unicodedata.bidirectional(sign) for _, words in line for sign in words)
    return next((kind for kind in kinds if kind in ("L", *_RIGHT)), "L") in _RIGHT


def as_drawn(line: Sequence[tuple[Key, str]], from_right: bool | None = None) -> list[Drawn[Key]]:
    """The words of a line in the order in which they stand on it, from the left.

    `from_right` says how the paragraph is read of which it is a line; otherwise its first letter does.
    """
    if not any(is_from_right(words) for _, words in line):
        return [Drawn(key, words, False) for key, words in line]
    signs = [(key, cluster) for key, words in line for cluster in clusters(words)]
    whole = begins_from_right(line) if from_right is None else from_right
    levels = _levels([cluster[0] for _, cluster in signs], "r" if whole else "l")
    stretches = [
        (Drawn(key, "".join(cluster for (_, cluster), _ in several), level % 2 == 1), level)
        for (key, level), several in groupby(zip(signs, levels, strict=True), key=lambda one: (one[0][0], one[1]))
    ]
    for level in range(max(levels), 0, -1):
        stretches = _turned(stretches, level)
    return [drawn for drawn, _ in stretches]


def clusters(text: str) -> list[str]:
    """The signs, each with what cannot be parted from it: marks, joiners, consonants bound to one another."""
    found: list[str] = []
    for sign in text:
        if found and (sign in _JOINERS or unicodedata.category(sign)[0] == "M" or _is_bound(found[-1], sign)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _is_bound(before: str, sign: str) -> bool:
    """Whether the sign before binds this letter to itself."""
    last = before.rstrip(_JOINERS)[-1:]
    return bool(last) and unicodedata.combining(last) == _VIRAMA and unicodedata.category(sign) == "Lo"


def _levels(signs: list[str], base: str) -> list[int]:
    """How deep each sign is nested: odd ones are read from the right."""
    kinds = [unicodedata.bidirectional(sign) for sign in signs]
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


def _turned(stretches: list[tuple[Drawn[Key], int]], level: int) -> list[tuple[Drawn[Key], int]]:
    """The stretches with those at least this deep the other way round."""
    turned: list[tuple[Drawn[Key], int]] = []
    for deep, several in groupby(stretches, key=lambda one: one[1] >= level):
        stood = list(several)
        turned += reversed(stood) if deep else stood
    return turned

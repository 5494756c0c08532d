"""Words made to fit: as large as the room allows, broken where a name may be broken, never cut.

A line ends between words, behind a hyphen, between Chinese, Japanese or Korean signs, never behind a particle ("van
der" stays with the name that follows); inside a word only where nothing else keeps it readable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.pdfgen.canvas import Canvas

from hisrg_desktop.documents.written.faces import SANS, Fragment, faced, what_is_missing
from hisrg_desktop.documents.written.order import clusters
from hisrg_desktop.documents.written.shaping import draw_line, line_width

LEADING = 1.16
_USUAL_DEPTH = 0.5
"""How far below its line a typeface may reach without asking for room, in sizes."""
_HYPHENS = "-‐‑–/"
_PARTICLE_WORDS = """
van von der den de del della di da dos das do du la le les el al bin binti ibn ben abu af av zu zur ter ten te
of the and for und et y e i d' l' st. o ó ní nic uí mc mac عبد أبو ابن بن آل
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# How much wider a line may be before one of these breaks is taken rather than one between words.
_AT_HYPHEN, _AFTER_PARTICLE, _IN_WORD = 1.12, 1.9, 3.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size they are set in, in points; `is_whole` says that no word had to be broken between its letters."""

    lines: tuple[tuple[Fragment, ...], ...]
    size: float
    is_whole: bool = True

    @property
    def height(self) -> float:
        """The room from the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * self.leading

    @property
    def leading(self) -> float:
        """From line to line, in sizes: more where letters hang far below, as in Tibetan."""
        return max((_leading(line) for line in self.lines), default=LEADING)


@dataclass(frozen=True, slots=True)
class _Bit:
    """What stays together on a line; `gap` is what stands behind it if the line goes on, `cost` what a break here costs."""

    text: str
    gap: str
    cost: float


@lru_cache(maxsize=4096)
def fitted(
    text: str, width: float, height: float, *, largest: float, smallest: float, bold: bool = True, lines: int = 3
) -> Fitted | None:
    """The words in this room, at most so many lines; None where the typefaces cannot set them rightly.

    Where even the smallest size does not fit, lines are added and, at last, words are broken between letters.
    """
    if not text.strip():
        return Fitted((), largest)
    if what_is_missing(text):
        return None
    bits = tuple(_bits(text))
    best = _best(bits, width, height, largest, bold, range(1, lines + 1))
    if best.size >= smallest:
        return best
    more = _best(bits, width, height, largest, bold, range(lines + 1, lines + 3))
    if more.size >= smallest:
        return more
    letters = tuple(_letters(bits, width / smallest, bold))
    broken = _best(letters, width, height, largest, bold, range(2, lines + 4))
    return Fitted(broken.lines, broken.size, is_whole=letters == bits)


def _best(bits: tuple[_Bit, ...], width: float, height: float, largest: float, bold: bool, counts: range) -> Fitted:
    """The largest setting among these numbers of lines; of two alike, the one with fewer lines."""
    found: Fitted | None = None
    for count in counts:
        if found is not None and count > len(bits):
            break
        lines = _broken(bits, count, bold)
        widest = max((_width(line, bold) for line in lines), default=1.0) or 1.0
        set_lines = tuple(tuple(faced(line, _face(bold))) for line in lines)
        leading = max(_leading(line) for line in set_lines)
        size = min(largest, width / widest, height / (len(lines) * leading))
        if found is None or size > found.size * 1.08:
            found = Fitted(set_lines, size)
    assert found is not None
    return found


def _broken(bits: tuple[_Bit, ...], count: int, bold: bool) -> list[str]:
    """The bits in so many lines, the widest of them as narrow as can be, breaks at bad places counted as width."""
    count = min(count, len(bits))
    wide = [_width(bit.text, bold) for bit in bits]
    gaps = [_width(bit.gap, bold) if bit.gap else 0.0 for bit in bits]

    def line(first: int, after: int) -> float:
        return sum(wide[first:after]) + sum(gaps[first : after - 1])

    # ends[after] is the best way to set the bits before `after` in the lines so far: (cost, where each line ends).
    ends: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(count):
        last = number == count - 1
        afters = [len(bits)] if last else range(number + 1, len(bits) - (count - number - 1) + 1)
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for after in afters:
            factor = 1.0 if after == len(bits) else bits[after - 1].cost
            ways = ((max(cost, line(first, after) * factor), at) for first, (cost, at) in ends.items() if first < after)
            cost, at = min(ways, default=(float("inf"), ()))
            if cost < float("inf"):
                following[after] = (cost, (*at, after))
        ends = following
    _, at = ends[len(bits)]
    firsts = (0, *at[:-1])
    return [_line(bits[first:after]) for first, after in zip(firsts, at, strict=True)]


def _line(bits: tuple[_Bit, ...]) -> str:
    return "".join(bit.text + bit.gap for bit in bits[:-1]) + bits[-1].text


def _bits(text: str) -> Iterator[_Bit]:
    words = text.split()
    for number, word in enumerate(words):
        parts = [part for piece in re.split(f"(?<=[{_HYPHENS}])(?=\\w)", word) for part in _signs(piece)]
        for part in parts[:-1]:
            yield _Bit(part, "", _AT_HYPHEN)
        gap = " " if number < len(words) - 1 else ""
        yield _Bit(parts[-1], gap, _AFTER_PARTICLE if parts[-1].casefold() in _PARTICLES else 1.0)


def _signs(word: str) -> list[str]:
    """Chinese and Japanese signs one by one: between them a line may end."""
    if len(word) < 6 or not any("CJK" in unicodedata.name(sign, "") for sign in word):
        return [word]
    return list(word)


def _letters(bits: tuple[_Bit, ...], width: float, bold: bool) -> Iterator[_Bit]:
    """The bits, those wider than a line cut into even pieces that fit, each but the last with a hyphen."""
    for bit in bits:
        pieces = -(-_width(bit.text, bold) // (width * 0.94))
        if pieces <= 1:
            yield bit
            continue
        signs = clusters(bit.text)
        each = -(-len(signs) // int(pieces))
        cut = ["".join(signs[at : at + each]) for at in range(0, len(signs), each)]
        yield from (_Bit(f"{piece}-", "", _IN_WORD) for piece in cut[:-1])
        yield _Bit(cut[-1], bit.gap, bit.cost)


@lru_cache(maxsize=16384)
def _width(text: str, bold: bool) -> float:
    """How wide the words are at a size of one point."""
    return line_width(faced(text, _face(bold)), 1.0)


def _leading(line: tuple[Fragment, ...]) -> float:
    below = max((-getAscentDescent(face, 1)[1] for face, _ in line), default=0.0)
    return LEADING + max(0.0, below - _USUAL_DEPTH) / 2


def _face(bold: bool) -> str:
    return f"{SANS}-Bold" if bold else SANS


def draw_centred(canvas: Canvas, there: Fitted, middle: float, top: float) -> None:
    """Draw the lines one below the other around a middle, from the top down."""
    for number, line in enumerate(there.lines):
        left = middle - line_width(line, there.size) / 2
        draw_line(canvas, line, there.size, left, top - (number * there.leading + 0.92) * there.size)

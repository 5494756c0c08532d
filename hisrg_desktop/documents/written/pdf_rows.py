"""A long table on PDF pages: lines broken once, headings on every page, a tall row split between its lines.

reportlab's own tables lay out every cell before the first page; ten thousand rows take it minutes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

Fragment = tuple[str, str]
"""A font and words set in it."""
Line = list[Fragment]
Row = list[list[Line]]
Cell = Sequence[Fragment]

SIZE, LEADING, PAD = 8.0, 10.4, 3.6
_JOINT = re.compile(r"(?<=\w[-/])(?=\w)")
_RULE, _SHADE = HexColor("#B9B6AD"), HexColor("#EEF2F6")


@dataclass(slots=True)
class Breaker:
    """Breaks words into lines; remembers how wide each word is."""

    widths: dict[Fragment, float] = field(default_factory=dict)

    def width(self, font: str, word: str) -> float:
        found = self.widths.get((font, word))
        if found is None:
            found = self.widths[(font, word)] = pdfmetrics.stringWidth(word, font, SIZE)
        return found

    def lines(self, cell: Cell, width: float) -> list[Line]:
        """The lines of a cell; a word wider than the cell is broken between letters."""
        lines: list[Line] = [[]]
        left = width
        for font, text in cell:
            for count, stretch in enumerate(text.split("\n")):
                if count:
                    lines.append([])
                    left = width
                for word in _words(stretch):
                    for bit in self._bits(font, word, width):
                        left = self._place(lines, (font, bit), left, width)
        return lines

    def _place(self, lines: list[Line], bit: Fragment, left: float, width: float) -> float:
        if self.width(bit[0], bit[1].rstrip(" ")) > left and lines[-1]:
            lines.append([])
            left = width
        line = lines[-1]
        if line and line[-1][0] == bit[0]:
            line[-1] = (bit[0], line[-1][1] + bit[1])
        else:
            line.append(bit)
        return left - self.width(*bit)

    def _bits(self, font: str, word: str, width: float) -> list[str]:
        if self.width(font, word.rstrip(" ")) <= width:
            return [word]
        bits, bit, used = [], "", 0.0
        for letter in word:
            wide = self.width(font, letter)
            if bit and used + wide > width:
                bits.append(bit)
                bit, used = "", 0.0
            bit, used = bit + letter, used + wide
        return [*bits, bit]


def _words(text: str) -> list[str]:
    """The words, each with the space behind it; a hyphen or a stroke between letters is a place to break."""
    words = text.replace("\t", " ").split(" ")
    spaced = [word + " " for word in words[:-1]] + ([words[-1]] if words[-1] else [])
    return [bit for word in spaced for bit in _JOINT.split(word)]


@dataclass(frozen=True, slots=True)
class Grid:
    """What all pages of one table share: widths in points, headings, cells, backgrounds, the least height of a row."""

    widths: Sequence[float]
    headings: Sequence[Cell]
    cells: Sequence[Sequence[Cell]]
    shading: Mapping[tuple[int, int], str]
    least: float = 0.0
    breaker: Breaker = field(default_factory=Breaker)

    def broken(self, cells: Sequence[Cell]) -> Row:
        return [self.breaker.lines(cell, width - 2 * PAD) for cell, width in zip(cells, self.widths, strict=True)]


def fits_on_a_line(cell: Cell, room: float) -> bool:
    """Whether the words of a cell need one line only in a column this wide, in points."""
    return sum(pdfmetrics.stringWidth(words, font, SIZE) for font, words in cell) <= room - 2 * PAD


def _height(row: Row, least: float = 0.0) -> float:
    return max(least, max((len(lines) for lines in row), default=1) * LEADING + PAD)


class Rows(Flowable):
    """The rows of a grid from `begin` on; `carried` are the lines left of a row begun on the page before."""

    def __init__(self, grid: Grid, begin: int = 0, end: int | None = None, carried: Row | None = None) -> None:
        super().__init__()
        self.hAlign = "CENTER"
        self.spaceBefore, self.spaceAfter = 2, 10
        self._grid, self._begin = grid, begin
        self._end = len(grid.cells) if end is None else end
        self._head = grid.broken(grid.headings)
        self._broken: dict[int, Row] = {} if carried is None else {begin: carried}

    def _row(self, number: int) -> Row:
        if number not in self._broken:
            self._broken[number] = self._grid.broken(self._grid.cells[number])
        return self._broken[number]

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """The size needed; where it is more than there is, only as much as says so."""
        needed = _height(self._head)
        for number in range(self._begin, self._end):
            needed += _height(self._row(number), self._grid.least)
            if needed > height:
                break
        self.width, self.height = sum(self._grid.widths), needed
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:  # noqa: ARG002
        """The rows that fit and the rest; a row is split only where it would leave half a page empty."""
        left = height - _height(self._head)
        number = self._begin
        while number < self._end and _height(self._row(number), self._grid.least) <= left:
            left -= _height(self._row(number), self._grid.least)
            number += 1
        if number == self._end:
            return [self]
        if number > self._begin and (left < 220 or _height(self._row(number), self._grid.least) < 220):
            return [self._part(self._begin, number), self._part(number, self._end)]
        fitting = int((left - PAD) / LEADING)
        if fitting < 1 or (number == self._begin and height < 220):
            return []
        return self._split_row(number, fitting)

    def _split_row(self, number: int, fitting: int) -> list[Flowable]:
        row = self._row(number)
        upper = self._part(self._begin, number + 1)
        upper._broken[number] = [lines[:fitting] for lines in row]
        return [upper, Rows(self._grid, number, self._end, [lines[fitting:] for lines in row])]

    def _part(self, begin: int, end: int) -> Rows:
        part = Rows(self._grid, begin, end)
        part._broken = {number: row for number, row in self._broken.items() if begin <= number < end}
        return part

    def draw(self) -> None:
        """Draw what is on this page, top down."""
        canvas, top = self.canv, self.height
        canvas.setStrokeColor(_RULE)
        canvas.setLineWidth(0.5)
        numbers: list[int | None] = [None, *range(self._begin, self._end)]
        canvas.line(0, top, self.width, top)
        for number in numbers:
            row = self._head if number is None else self._row(number)
            bottom = top - _height(row, 0.0 if number is None else self._grid.least)
            self._shade(canvas, number, top, bottom)
            # Where somebody is to write in the row, the words stand in its middle.
            spare = _height(row, self._grid.least) - _height(row) if number is not None else 0.0
            self._words(canvas, row, top - spare / 2)
            canvas.line(0, bottom, self.width, bottom)
            top = bottom
        for at in [*self._lefts(), self.width]:
            canvas.line(at, self.height, at, top)

    def _lefts(self) -> list[float]:
        return [sum(self._grid.widths[:count]) for count in range(len(self._grid.widths))]

    def _shade(self, canvas: Canvas, number: int | None, top: float, bottom: float) -> None:
        for at, (left, width) in enumerate(zip(self._lefts(), self._grid.widths, strict=True)):
            fill = None if number is None else self._grid.shading.get((number, at))
            if number is None or fill:
                canvas.setFillColor(HexColor(f"#{fill}") if fill else _SHADE)
                canvas.rect(left, bottom, width, top - bottom, stroke=0, fill=1)

    def _words(self, canvas: Canvas, row: Row, top: float) -> None:
        canvas.setFillColor(HexColor("#1C2430"))
        for left, lines in zip(self._lefts(), row, strict=True):
            for count, line in enumerate(lines):
                text = canvas.beginText(left + PAD, top - PAD - SIZE + 1.2 - count * LEADING)
                for font, words in line:
                    text.setFont(font, SIZE)
                    text.textOut(words)
                canvas.drawText(text)

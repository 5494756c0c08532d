"""A long table on PDF pages: lines broken once, headings on every page, a tall row split between its lines.

reportlab's own tables lay out every cell before the first page; ten thousand rows take it minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from hisrg_desktop.documents.written.faces import Fragment
from hisrg_desktop.documents.written.lines import Breaker
from hisrg_desktop.documents.written.order import begins_from_right
from hisrg_desktop.documents.written.shaping import draw_line, width

Row = list[list[list[Fragment]]]
"""The lines of each cell."""
Cell = Sequence[Fragment]

SIZE, LEADING, PAD = 8.0, 10.4, 3.6
_RULE, _SHADE = HexColor("#B9B6AD"), HexColor("#EEF2F6")


def _measure(words: str, face: str) -> float:
    return width(words, face, SIZE)


@dataclass(frozen=True, slots=True)
class Grid:
    """What all pages of one table share: widths in points, headings, cells, backgrounds, the least height of a row."""

    widths: Sequence[float]
    headings: Sequence[Cell]
    cells: Sequence[Sequence[Cell]]
    shading: Mapping[tuple[int, int], str]
    least: float = 0.0
    breaker: Breaker[str] = field(default_factory=partial(Breaker, _measure))

    def broken(self, cells: Sequence[Cell]) -> Row:
        return [self.breaker.lines(cell, room - 2 * PAD) for cell, room in zip(cells, self.widths, strict=True)]


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
        for at, (left, wide) in enumerate(zip(self._lefts(), self._grid.widths, strict=True)):
            fill = None if number is None else self._grid.shading.get((number, at))
            if number is None or fill:
                canvas.setFillColor(HexColor(f"#{fill}") if fill else _SHADE)
                canvas.rect(left, bottom, wide, top - bottom, stroke=0, fill=1)

    def _words(self, canvas: Canvas, row: Row, top: float) -> None:
        canvas.setFillColor(HexColor("#1C2430"))
        for left, lines in zip(self._lefts(), row, strict=True):
            from_right = begins_from_right([fragment for line in lines for fragment in line])
            for count, line in enumerate(lines):
                draw_line(canvas, line, SIZE, left + PAD, top - PAD - SIZE + 1.2 - count * LEADING, from_right)

"""Paragraphs on PDF pages: reportlab's own, and one for words in several scripts, broken, ordered and shaped line by line.

reportlab's paragraph shapes a word with one typeface only and leaves what is read from the right in the wrong order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus import Flowable, Paragraph

from hisrg_desktop.documents.written.faces import faced, register
from hisrg_desktop.documents.written.lines import Breaker
from hisrg_desktop.documents.written.order import Drawn, as_drawn, begins_from_right
from hisrg_desktop.documents.written.shaping import draw_line, draw_ordered, width

_UNDERLINE, _STRIKE = -0.125, 0.25
"""How high these lines are drawn, in sizes, as reportlab draws them."""


def marked(text: str) -> str:
    """The words as reportlab's mark-up; a tab would be eaten."""
    return escape(text).replace("\t", "&nbsp;&nbsp;&nbsp;&nbsp;").replace("\n", "<br/>")


def paragraph(mark_up: str, style: ParagraphStyle, label: str | None = None) -> Flowable:
    """A paragraph, with a number or a sign before it."""
    known = register()
    said = mark_up + (label or "")
    if said.isascii() or all(ord(sign) in known for sign in said):
        return Paragraph(mark_up, style, bulletText=label)
    return ManyScripts(_looked(mark_up, style), style, label)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; `rise` in points, `lines` are drawn through or under them at these heights."""

    face: str
    size: float
    colour: Color
    rise: float = 0.0
    lines: tuple[float, ...] = ()


Words = tuple[Look, str]


def _looked(mark_up: str, style: ParagraphStyle) -> list[Words]:
    """The words of a mark-up, each with its look in a typeface that has it."""
    return [one for part in Paragraph(mark_up, style).frags for one in _words(part)]


def _words(part: Any) -> Iterator[Words]:
    heights = {"underline": _UNDERLINE, "strike": _STRIKE}
    lines = tuple(heights[line[1]] for line in part.us_lines)
    said = "\n" if getattr(part, "lineBreak", False) else part.text
    for face, words in faced(said, part.fontName):
        yield Look(face, part.fontSize, part.textColor, part.rise, lines), words


def _measure(words: str, look: Look) -> float:
    return width(words, look.face, look.size)


class ManyScripts(Flowable):
    """A paragraph whose words need several typefaces; its lines are broken once for each width."""

    def __init__(self, words: Sequence[Words], style: ParagraphStyle, label: str | None) -> None:
        super().__init__()
        self.style = style
        self._all, self._label = words, label
        self._from_right = begins_from_right(words)
        self._lines: list[list[Words]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """The size needed in this width."""
        if self._lines is None or self.width != width:
            room = width - self.style.leftIndent - self.style.rightIndent
            self._lines = Breaker(_measure).lines(self._all, room)
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit and the rest."""
        self.wrap(width, height)
        fitting = int(height / self.style.leading)
        if fitting < 1 or self._lines is None:
            return []
        if fitting >= len(self._lines):
            return [self]
        return [self._part(self._lines[:fitting], self._label), self._part(self._lines[fitting:], None)]

    def _part(self, lines: list[list[Words]], label: str | None) -> ManyScripts:
        words = [word for line in lines for word in line]
        part = ManyScripts(words, self.style, label)
        part._lines, part.width, part._from_right = lines, self.width, self._from_right
        return part

    def draw(self) -> None:
        """Draw its lines, top down."""
        style = self.style
        base = self.height - getAscentDescent(style.fontName, style.fontSize)[0]
        if self._label:
            self.canv.setFillColor(style.textColor)
            draw_line(
                self.canv, faced(self._label, style.bulletFontName), style.bulletFontSize, style.bulletIndent, base
            )
        for line in self._lines or ():
            left = style.leftIndent
            if style.alignment == TA_RIGHT:
                left = self.width - style.rightIndent - sum(_measure(words, look) for look, words in line)
            self._draw(line, left, base)
            base -= style.leading

    def _draw(self, line: list[Words], left: float, base: float) -> None:
        for look, words, from_right in as_drawn(line, self._from_right):
            self.canv.setFillColor(look.colour)
            draw_ordered(self.canv, [Drawn(look.face, words, from_right)], look.size, left, base + look.rise)
            wide = _measure(words, look)
            for height in look.lines:
                self.canv.setStrokeColor(look.colour)
                self.canv.setLineWidth(look.size / 16)
                self.canv.line(left, base + height * look.size, left + wide, base + height * look.size)
            left += wide

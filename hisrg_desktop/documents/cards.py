"""What badges and place cards share: sheets of A4 with marks to cut at, bands that say the class, names set to fit."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hisrg_desktop.documents.charts import COLOURS, draw_box
from hisrg_desktop.documents.fitted import Fitted, draw_centred, fitted
from hisrg_desktop.documents.guests import Guest
from hisrg_desktop.documents.written.faces import what_is_missing
from hisrg_desktop.documents.written.shaping import draw_line, line_width
from hisrg_desktop.meeting.charts.groups import SERIES
from hisrg_desktop.meeting.charts.layout import Box

INK, SOFT, LINE = HexColor(COLOURS["ink"]), HexColor(COLOURS["soft"]), HexColor("#8C8F94")
BY_HAND = "to be written by hand"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How cards lie on a page of A4, in millimetres; `fold` is how high above its foot a card is folded."""

    across: int
    down: int
    width: float
    height: float
    fold: float = 0.0

    @property
    def cards(self) -> int:
        """How many cards a page has."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """The lower left corner of a card in points; places are counted line by line from the top."""
        row, column = divmod(place, self.across)
        return self.left + column * self.width * mm, self.foot + (self.down - 1 - row) * self.height * mm

    @property
    def left(self) -> float:
        """Where the cards begin, in points."""
        return (A4[0] - self.across * self.width * mm) / 2

    @property
    def foot(self) -> float:
        """Where the lowest cards end, in points."""
        return (A4[1] - self.down * self.height * mm) / 2


@dataclass(frozen=True, slots=True)
class Unset:
    """A person of whom something is to be written by hand: who, on which page, and why."""

    guest: Guest
    page: int
    what: str
    why: str


class Paper:
    """Pages of cards, and what could not be set on them."""

    def __init__(self, sheet: Sheet, title: str, author: str, at: datetime) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, invariant=1, lang="en-GB")
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        # The date is the record's; reportlab knows only now and the year 2000.
        when = at.astimezone(UTC)
        stamp: Any = self.canvas.__dict__["_doc"]._timeStamp
        stamp.YMDhms = (when.year, when.month, when.day, when.hour, when.minute, when.second)
        self.sheet = sheet
        self.unset: list[Unset] = []
        self.page = 0

    def lay(self, people: Sequence[Guest], draw: Callable[[Guest, float, float], None]) -> None:
        """A card for each person. The pages cut as one pile, and the piles laid on each other, keep their order."""
        pages = -(-len(people) // self.sheet.cards)
        for page in range(pages):
            self.page = page + 1
            _marks(self.canvas, self.sheet)
            for place in range(self.sheet.cards):
                number = place * pages + page
                if number < len(people):
                    draw(people[number], *self.sheet.corner(place))
            self.canvas.showPage()

    def words(self, guest: Guest, text: str, what: str, width: float, height: float, **sizes: Any) -> Fitted | None:
        """The words set to fit; None, and remembered, where they are to be written by hand."""
        there = fitted(text, width, height, **sizes)
        if there is None and not any(one.guest == guest and one.what == what for one in self.unset):
            self.unset.append(Unset(guest, self.page, what, what_is_missing(text)))
        return there

    def finished(self) -> bytes:
        """The bytes of the PDF, with a last page about what is to be written by hand, if there is any."""
        if self.unset:
            _last_page(self.canvas, self.unset)
        self.canvas.save()
        return self._buffer.getvalue()


def _marks(canvas: Canvas, sheet: Sheet) -> None:
    """Marks in the margins, in line with every cut; those for folding are dashed."""
    right = sheet.left + sheet.across * sheet.width * mm
    top = sheet.foot + sheet.down * sheet.height * mm
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(INK)
    for column in range(sheet.across + 1):
        x = sheet.left + column * sheet.width * mm
        canvas.line(x, top + 1.5 * mm, x, top + 6 * mm)
        canvas.line(x, sheet.foot - 1.5 * mm, x, sheet.foot - 6 * mm)
    for row in range(sheet.down + 1):
        y = sheet.foot + row * sheet.height * mm
        _side_marks(canvas, y, sheet.left, right)
        if sheet.fold and row < sheet.down:
            canvas.setDash(2, 1.5)
            _side_marks(canvas, y + sheet.fold * mm, sheet.left, right)
            canvas.setDash()


def _side_marks(canvas: Canvas, y: float, left: float, right: float) -> None:
    canvas.line(left - 1.5 * mm, y, left - 6 * mm, y)
    canvas.line(right + 1.5 * mm, y, right + 6 * mm, y)


def band(canvas: Canvas, guest: Guest, x: float, y: float, width: float, height: float) -> None:
    """The class in a word on a band of its pattern: plain, hatched, dotted or only an outline, whatever the colours."""
    series = SERIES[guest.letter]
    draw_box(canvas, Box(0, 0, width, height, series.fill, series.tone), x, y + height)
    there = fitted(guest.word.upper(), width - 16 * mm, height * 0.86, largest=height * 0.62, smallest=6, lines=1)
    if there is None:
        return
    wide = _widest(there) + 4 * mm
    if series.fill != "solid":
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.rect(x + (width - wide) / 2, y + 0.5, wide, height - 1, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF") if series.fill == "solid" else HexColor(COLOURS[series.tone]))
    draw_centred(canvas, there, x + width / 2, y + (height + there.height) / 2)


def _widest(there: Fitted) -> float:
    return max(line_width(line, there.size) for line in there.lines)


def line_by_hand(canvas: Canvas, middle: float, base: float, width: float, what: str) -> None:
    """A line to write on, with a small word below it that says what belongs there."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.6)
    canvas.line(middle - width / 2, base, middle + width / 2, base)
    there = fitted(f"{what}, {BY_HAND}", width, 10, largest=6.5, smallest=5, bold=False, lines=1)
    canvas.setFillColor(SOFT)
    if there:
        draw_centred(canvas, there, middle, base - 1.5)


def _last_page(canvas: Canvas, unset: Sequence[Unset]) -> None:
    width = A4[0] - 40 * mm
    y = A4[1] - 25 * mm
    said = (
        "There is no typeface here that has these signs. Their cards have a line to write on; "
        "a Word list of participants shows them."
    )
    for text, bold, size in (("To be written by hand", True, 15.0), (said, False, 9.5)):
        y = _written(canvas, text, bold, size, y, width) - 8
    for one in unset:
        known = [one.guest.word, one.guest.organisation, one.guest.sort]
        named = " · ".join(text for text in known if text and not what_is_missing(text))
        line = f"Page {one.page}: {one.what} of {named} ({one.why})"
        if y < 30 * mm:
            canvas.showPage()
            y = A4[1] - 25 * mm
        y = _written(canvas, line, False, 9.5, y, width) - 3
    canvas.showPage()


def _written(canvas: Canvas, text: str, bold: bool, size: float, top: float, width: float) -> float:
    """Words from the left at this height; where they end."""
    there = fitted(text, width, 200, largest=size, smallest=size * 0.9, bold=bold, lines=4)
    canvas.setFillColor(INK)
    for number, line in enumerate(there.lines if there else ()):
        assert there is not None
        draw_line(canvas, line, there.size, 20 * mm, top - (number + 1) * there.size * there.leading)
    return top - (there.height if there else 0.0)

"""Badges: ten to a page of A4, with marks to cut at; the name large, the class in a word and a band."""

from datetime import datetime

from reportlab.lib.units import mm

from hisrg_desktop.documents.cards import INK, SOFT, Paper, Sheet, band, line_by_hand
from hisrg_desktop.documents.fitted import draw_centred, fitted
from hisrg_desktop.documents.guests import Guest, Occasion
from hisrg_desktop.documents.outline import REHEARSAL

SHEET = Sheet(across=2, down=5, width=90, height=55)
SMALLEST_NAME = 11.0
"""The smallest size of a name on a badge, in points: twice that of a printed page."""
_BAND, _SIDE = 9.5 * mm, 5 * mm


def badges(people: list[Guest], occasion: Occasion, at: datetime) -> bytes:
    """The PDF; pages cut as one pile keep the order of the people."""
    paper = Paper(SHEET, "Badges", occasion.group, at)

    def draw(guest: Guest, x: float, y: float) -> None:
        _badge(paper, guest, occasion, x, y)

    paper.lay(people, draw)
    return paper.finished()


def _badge(paper: Paper, guest: Guest, occasion: Occasion, x: float, y: float) -> None:
    width, height = SHEET.width * mm, SHEET.height * mm
    canvas, middle, room = paper.canvas, x + width / 2, width - 2 * _SIDE
    band(canvas, guest, x, y, width, _BAND)
    top = y + height - 4 * mm
    canvas.setFillColor(SOFT)
    head = REHEARSAL if occasion.rehearsal else occasion.group
    for text, bold, size in ((head, True, 7.6), (occasion.meeting, False, 6.6)):
        there = fitted(text, room, 18, largest=size, smallest=5.6, bold=bold, lines=1)
        if there:
            draw_centred(canvas, there, middle, top)
            top -= there.height
    _person(paper, guest, middle, room, (top - 2.2 * mm, y + _BAND + 2 * mm))


def _person(paper: Paper, guest: Guest, middle: float, room: float, between: tuple[float, float]) -> None:
    """Honorific, name and organisation, together in the middle of what is left of the badge."""
    top, foot = between
    canvas = paper.canvas
    body = paper.words(
        guest, guest.organisation, "organisation", room, 25, largest=9.5, smallest=6.6, bold=False, lines=2
    )
    title = fitted(guest.honorific, room, 11, largest=9, smallest=6.6, bold=False, lines=1) if guest.honorific else None
    under = (body.height if body else 14) + 2.5 * mm
    left = top - foot - under - (title.height if title else 0)
    name = paper.words(guest, guest.name, "name", room, left, largest=24, smallest=SMALLEST_NAME, lines=2)
    used = (name.height if name else 30) + under + (title.height if title else 0)
    top -= max(0.0, (top - foot - used) / 2)
    canvas.setFillColor(SOFT)
    if title:
        draw_centred(canvas, title, middle, top)
        top -= title.height
    canvas.setFillColor(INK)
    if name:
        draw_centred(canvas, name, middle, top)
        top -= name.height
    else:
        line_by_hand(canvas, middle, top - 22, room, "name")
        top -= 30
    canvas.setFillColor(INK)
    if body:
        draw_centred(canvas, body, middle, top - 2 * mm)
    elif guest.organisation:
        line_by_hand(canvas, middle, top - 14, room, "organisation")

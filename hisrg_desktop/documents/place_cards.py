"""Place cards: two to a page of A4, folded to stand on the table, the name on both sides."""

from datetime import datetime

from reportlab.lib.units import mm

from hisrg_desktop.documents.cards import INK, SOFT, Paper, Sheet, band, line_by_hand
from hisrg_desktop.documents.fitted import draw_centred, fitted
from hisrg_desktop.documents.guests import Guest, Occasion
from hisrg_desktop.documents.outline import REHEARSAL

SHEET = Sheet(across=1, down=2, width=180, height=132, fold=66)
SMALLEST_NAME = 20.0
"""The smallest size of a name on a place card, in points: read across the table."""
_BAND, _SIDE = 9 * mm, 10 * mm


def place_cards(people: list[Guest], occasion: Occasion, at: datetime) -> bytes:
    """The PDF; pages cut as one pile keep the order of the people."""
    paper = Paper(SHEET, "Place cards", occasion.group, at)

    def draw(guest: Guest, x: float, y: float) -> None:
        _side(paper, guest, occasion, x, y)
        paper.canvas.saveState()
        # The other side stands on its head, so that both read rightly once it is folded.
        paper.canvas.translate(2 * x + SHEET.width * mm, 2 * y + SHEET.height * mm)
        paper.canvas.rotate(180)
        _side(paper, guest, occasion, x, y)
        paper.canvas.restoreState()

    paper.lay(people, draw)
    return paper.finished()


def _side(paper: Paper, guest: Guest, occasion: Occasion, x: float, y: float) -> None:
    width, height = SHEET.width * mm, SHEET.fold * mm
    canvas, middle, room = paper.canvas, x + width / 2, width - 2 * _SIDE
    band(canvas, guest, x, y, width, _BAND)
    top, foot = y + height - 5 * mm, y + _BAND + 3 * mm
    if occasion.rehearsal:
        said = fitted(REHEARSAL, room, 14, largest=9, smallest=7, lines=1)
        canvas.setFillColor(SOFT)
        if said:
            draw_centred(canvas, said, middle, top + 2 * mm)
    body = paper.words(
        guest, guest.organisation, "organisation", room, 42, largest=17, smallest=11, bold=False, lines=2
    )
    under = (body.height if body else 24) + 2 * mm
    name = paper.words(guest, guest.name, "name", room, top - foot - under, largest=54, smallest=SMALLEST_NAME, lines=2)
    used = (name.height if name else 50) + under
    top -= (top - foot - used) / 2
    canvas.setFillColor(INK)
    if name:
        draw_centred(canvas, name, middle, top)
    else:
        line_by_hand(canvas, middle, top - 40, room, "name")
    top -= (name.height if name else 50) + 2 * mm
    canvas.setFillColor(SOFT)
    if body:
        draw_centred(canvas, body, middle, top)
    elif guest.organisation:
        line_by_hand(canvas, middle, top - 18, room, "organisation")

"""Agreed and merely proposed never look alike: on the session page, on the text page, on the wall."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.look.palette import LIGHT, WALL_DARK
from hisrg_desktop.ui.text import shown
from hisrg_desktop.ui.widgets.marked import MarkedLayout
from hisrg_desktop.ui.windows.walled import wall_view
from tests.ui.conftest import Room, person


@pytest.fixture
def place(room: Room) -> str:
    """10.1 with one word agreed and one proposed, both replaced."""
    found = find_place(room.record, "10.1")
    assert found
    assert found.provision
    room.do(GoTo(provision=found.provision))
    for words, agreed in (("Everybody", True), ("nowhere.", False)):
        text = room.record.get(Provision, found.provision).text
        wanted = f"{words} {text.split(' ', 1)[1]}" if agreed else f"{text.rsplit(' ', 1)[0]} {words}"
        by = person(room.record, "Okafor")
        room.do(TakeDown(text="So.", speaker=by, provision=found.provision, kind="proposal", proposes=wanted))
        if agreed:
            room.do(Declare(words="Agreed.", proposals=(list(room.record.each(Proposal))[-1].id,)))
    return found.provision


def laid_on_session(room: Room, place: str) -> MarkedLayout:
    room.window.go("session", place)
    return room.window.current.centre.text.laid


def laid_on_text(room: Room, place: str) -> MarkedLayout:
    room.window.go("text", place)
    line = next(line for line in shown.lines(room.record, "room") if line.key == place)
    return room.window.current.document._delegate._layout(line, 900)


def laid_on_wall(room: Room, place: str) -> MarkedLayout:
    return MarkedLayout(wall_view(room.record).pieces, WALL_DARK, 1200, 36)


def share(laid: MarkedLayout, words: str) -> float:
    """The share of the fullest line beneath these words that is drawn in the colour of insertions."""
    image = QImage(round(laid.width), round(laid.height), QImage.Format.Format_RGB32)
    image.fill(QColor(laid.tones.card))
    painter = QPainter(image)
    laid.draw(painter, QPointF(0, 0))
    painter.end()
    start = laid.text.index(words)
    rect = laid.rects(start, start + len(words))[0]
    foot = round(rect.top() + laid._metrics.ascent())
    columns = range(round(rect.left()) + 1, round(rect.right()) - 1)
    rows = range(foot + 2, min(image.height(), round(rect.bottom()) + 2))
    colour = laid.tones.insertion
    return max(sum(image.pixelColor(x, y).name() == colour for x in columns) / len(columns) for y in rows)


@pytest.mark.parametrize("laid", [laid_on_session, laid_on_text, laid_on_wall])
def test_agreed_is_solid_and_proposed_is_broken_with_its_number(room: Room, place: str, laid) -> None:
    found = laid(room, place)
    assert found.tones in (LIGHT, WALL_DARK)
    assert share(found, "Everybody") > 0.97
    assert 0.3 < share(found, "nowhere") < 0.85
    chips = [run.text.strip() for run in found.runs if run.sign == "chip"]
    assert chips == [list(room.record.each(Proposal))[-1].number]

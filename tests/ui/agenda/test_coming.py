"""Who looks at the session sees in one quiet line what starts next and when; it follows the record and the clock."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem, agenda_of
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting, PlanHours, current_sitting, sittings_of
from hisrg_desktop.meeting.text.parts import Block
from tests.ui.conftest import TEN


@pytest.fixture
def planned(room):
    """A morning from 12:00 to 15:00 on the clock of the room; the opening was to take 30 minutes, and a reading follows."""
    meeting = next(room.record.each(Meeting)).id
    (sitting, *_) = sittings_of(room.record, meeting)
    room.do(PlanHours(sitting=sitting.id, planned_from=TEN, planned_to=TEN + timedelta(hours=3)))
    first, second, *_ = agenda_of(room.record, meeting)
    room.do(ChangeAgendaItem(item=first.id, minutes=30))
    room.do(ChangeAgendaItem(item=second.id, minutes=30, blocks=()))
    blocks = tuple(block.id for block in room.record.each(Block) if block.number)
    room.do(AddAgendaItem(meeting=meeting, title="Third reading", minutes=30, blocks=blocks[:2]))
    room.window.go("session")
    return room


def line(room) -> QLabel:
    found = room.window.page("session").findChild(QLabel, "sessionComing")
    assert isinstance(found, QLabel)
    return found


def test_the_session_says_what_starts_next(planned, qtbot):
    numbers = [block.number for block in planned.record.each(Block) if block.number][:2]
    qtbot.waitUntil(lambda: bool(line(planned).text()))
    assert line(planned).text() == f"Then Blocks {', '.join(numbers)} at 13:00"
    assert line(planned).isVisible()
    assert line(planned).accessibleName() == f"As planned Blocks {', '.join(numbers)} start at 13:00."


def test_it_follows_the_delay(planned, qtbot):
    planned.clock.at = TEN + timedelta(minutes=60)
    planned.do(TakeUpItem(item=planned.record.one(AgendaItem, number="2").id))
    qtbot.waitUntil(lambda: "late" in line(planned).text())
    assert line(planned).text().startswith("Then Blocks")
    assert line(planned).accessibleName().startswith("At this pace Blocks")


def test_the_clock_alone_moves_it_on_at_its_own_slow_beat(planned, qtbot):
    qtbot.waitUntil(lambda: line(planned).text().endswith("13:00"))
    planned.clock.at = TEN + timedelta(minutes=90)
    planned.window.page("session")._coming._clock.timeout.emit()
    assert not line(planned).text().endswith("13:00")
    assert planned.window.page("session")._coming._clock.interval() >= 10_000


def test_without_an_open_sitting_there_is_no_line(planned, qtbot):
    qtbot.waitUntil(lambda: line(planned).isVisible())
    planned.do(CloseSitting(sitting=current_sitting(planned.record).id))
    qtbot.waitUntil(lambda: not line(planned).isVisible())


def test_the_chair_sees_it_until_something_is_not_in_order(planned, qtbot):
    planned.window.screens.do_chair()
    view = planned.window.screens.chair.view
    coming = view.findChild(QLabel, "chairComing")
    assert coming.text().startswith("As planned Blocks")
    assert coming.isVisible()
    view.tell("Nobody waits for the floor.")
    assert not coming.isVisible()
    view.tell("")
    assert coming.isVisible()

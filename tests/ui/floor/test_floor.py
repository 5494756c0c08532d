"""The floor through the window: points of order, interruptions, the closed list, limits of time, observers, pauses."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.floor.giving import AskForFloor, GiveFloor, QueueEntry, asking, queue
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak
from hisrg_desktop.meeting.floor.limits import SetTimeLimit, TimeLimit
from hisrg_desktop.meeting.floor.points import PointOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.ui.widgets.floor import NowSpeaking
from hisrg_desktop.ui.widgets.words import Words
from tests.ui.conftest import person

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(room):
    """The session page; Okafor and both Linds are in the room, Okafor has the floor."""
    room.window.go("session")
    linds = tuple(p for p in (person(room.record, "Lind"), oskar(room)) if not is_present(room.record, p))
    room.do(Arrive(people=linds))
    room.do(GiveFloor(person=person(room.record, "Okafor")))
    return room.window.page("session")


def oskar(room) -> str:
    from hisrg_desktop.meeting.people.persons import Person

    return next(p.id for p in room.record.each(Person) if p.name == "Oskar Lind")


def press(room, qtbot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the window and wait until everything asked for is done."""
    QTest.keyClick(QApplication.focusWidget() or room.window, key, modifier)
    settle(room, qtbot)


def settle(room, qtbot) -> None:
    qtbot.waitUntil(lambda: room.bridge.record is room.bridge.desk.record)
    QApplication.processEvents()


def answer(room, page, qtbot, text: str) -> None:
    assert page.ask_line.isVisible()
    page.ask_line.line.clear()
    QTest.keyClicks(page.ask_line.line, text)
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    QTest.qWait(0)
    settle(room, qtbot)


def sitting(room):
    return current_sitting(room.record)


def has_floor(room) -> str:
    turn = running(room.record)
    return turn.speaker if turn else ""


def words_of(page) -> str:
    return "\n".join(label.text() for label in page.floor.findChildren(Words) if label.isVisibleTo(page.floor))


def test_a_point_of_order_is_raised_ruled_on_and_the_speaker_goes_on_by_keys(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F9)
    answer(room, page, qtbot, "astrid about the quorum")
    qtbot.waitUntil(lambda: has_floor(room) == person(room.record, "Lind"))
    offered = "Point of order by A. Lind about the quorum: no ruling yet. B. Okafor was interrupted"
    qtbot.waitUntil(lambda: offered in words_of(page))
    press(room, qtbot, Qt.Key.Key_F9)
    answer(room, page, qtbot, "not upheld")
    qtbot.waitUntil(lambda: has_floor(room) == person(room.record, "Okafor"))
    assert next(room.record.each(PointOfOrder)).ruling == "not upheld"
    qtbot.waitUntil(lambda: "Point of order" not in words_of(page))
    assert page.window().focusWidget() is page.capture.editor


def test_one_is_let_in_and_the_floor_given_back_by_keys(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F4, CTRL)
    answer(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: has_floor(room) == oskar(room))
    qtbot.waitUntil(lambda: "B. Okafor was interrupted" in words_of(page))
    press(room, qtbot, Qt.Key.Key_F9, SHIFT)
    qtbot.waitUntil(lambda: has_floor(room) == person(room.record, "Okafor"))
    qtbot.waitUntil(lambda: "interrupted" not in words_of(page))
    assert len(list(room.record.each(Intervention))) == 3


def test_the_clock_goes_on_from_where_the_turn_was_interrupted(room, page, qtbot):
    room.clock.at += timedelta(minutes=2)
    press(room, qtbot, Qt.Key.Key_F4, CTRL)
    answer(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: has_floor(room) == oskar(room))
    room.clock.at += timedelta(minutes=5)
    page.floor.findChild(QPushButton, "floorReturnFloorButton").click()
    qtbot.waitUntil(lambda: has_floor(room) == person(room.record, "Okafor"))
    room.clock.at += timedelta(minutes=1)
    now = page.floor.findChild(NowSpeaking, "floorNow")
    qtbot.waitUntil(lambda: any(label.text() == "3:00" for label in now.findChildren(Words)))


def test_a_limit_of_time_is_set_by_key_and_warns_in_words(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F2, CTRL)
    answer(room, page, qtbot, "3 minutes")
    qtbot.waitUntil(lambda: [t.seconds for t in room.record.each(TimeLimit)] == [180])
    left = page.floor.findChild(Words, "floorTimeLeft")
    qtbot.waitUntil(lambda: "left of 3:00" in left.text() and "⚠" not in left.text())
    room.clock.at += timedelta(minutes=2, seconds=40)
    qtbot.waitUntil(lambda: left.text().startswith("⚠ 0:"))
    assert left.text().endswith("left of 3:00")
    room.clock.at += timedelta(minutes=1)
    qtbot.waitUntil(lambda: left.text().startswith("⚠ over by 0:"))


@pytest.mark.parametrize(
    ("typed", "limits"),
    [
        ("2", [(None, 120)]),
        ("1:30", [(None, 90)]),
        ("3 for item", [("1", 180)]),
        ("no limit for item 2", [("2", 0)]),
        ("no limit", []),
        ("soon", []),
        ("3 for item 9", []),
    ],
)
def test_limits_are_typed_as_people_say_them(room, page, qtbot, typed, limits):
    from hisrg_desktop.meeting.agenda.items import AgendaItem

    page.holding.do_timeLimit()
    answer(room, page, qtbot, typed)
    numbers = {item.id: str(item.number) for item in room.record.each(AgendaItem)}
    qtbot.waitUntil(lambda: [(numbers.get(t.item or ""), t.seconds) for t in room.record.each(TimeLimit)] == limits)


def test_a_closed_list_is_shown_and_lets_in_by_the_remedys_key(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F2, SHIFT)
    qtbot.waitUntil(lambda: "the list is closed" in _tags(page))
    press(room, qtbot, Qt.Key.Key_F2)
    answer(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: room.window.messages.banner.isVisible())
    press(room, qtbot, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: any(q.although_closed for q in room.record.each(QueueEntry)))
    qtbot.waitUntil(lambda: "although the list is closed" in words_of(page))
    press(room, qtbot, Qt.Key.Key_F2, SHIFT)
    qtbot.waitUntil(lambda: "the list is closed" not in _tags(page))


def _tags(page) -> list[str]:
    from hisrg_desktop.ui.widgets.tags import Tag

    return [tag.accessibleName() for tag in page.floor.findChildren(Tag) if tag.isVisibleTo(page.floor)]


def test_the_queue_is_reached_gone_through_and_moved_by_keys(room, page, qtbot):
    for who in (oskar(room), person(room.record, "Lind")):
        room.do(AskForFloor(person=who))
    qtbot.waitUntil(lambda: len(page.floor.rows()) == 2)
    press(room, qtbot, Qt.Key.Key_G, CTRL | SHIFT)
    press(room, qtbot, Qt.Key.Key_Down)
    press(room, qtbot, Qt.Key.Key_Up, ALT)
    sitting = current_sitting(room.record)
    assert sitting
    qtbot.waitUntil(
        lambda: [q.person for q in queue(room.record, sitting)] == [person(room.record, "Lind"), oskar(room)]
    )
    qtbot.waitUntil(lambda: "moved by hand" in words_of(page))
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.floor.rows()[0])
    press(room, qtbot, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.capture.editor


def test_the_last_word_and_first_speeches_are_said_in_the_queue(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F2, CTRL | SHIFT)
    answer(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: "last word" in words_of(page))
    qtbot.waitUntil(lambda: "first speech" in words_of(page))


def test_an_observer_is_invited_for_the_item_and_the_invitation_withdrawn(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_F3, CTRL)
    answer(room, page, qtbot, "elske")
    qtbot.waitUntil(lambda: "E. van der Wiel, for this item" in words_of(page))
    button = next(b for b in page.floor.findChildren(QPushButton) if b.objectName().startswith("withdraw-"))
    button.click()
    qtbot.waitUntil(lambda: "for this item" not in words_of(page))


def test_after_a_pause_the_floor_is_offered_to_who_had_it(room, page, qtbot):
    press(room, qtbot, Qt.Key.Key_S, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Suspended since" in words_of(page))
    press(room, qtbot, Qt.Key.Key_S, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "had the floor when the sitting was suspended" in _banner(room))
    press(room, qtbot, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: has_floor(room) == person(room.record, "Okafor"))


def _banner(room) -> str:
    return "\n".join(label.text() for label in room.window.messages.banner.findChildren(Words))


def test_the_turn_is_put_down_to_another_by_key(room, page, qtbot):
    before = running(room.record)
    assert before
    press(room, qtbot, Qt.Key.Key_F4, CTRL | SHIFT)
    answer(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: has_floor(room) == oskar(room))
    after = running(room.record)
    assert after
    assert (after.id, after.began_at) == (before.id, before.began_at)


def test_times_spoken_are_shown_for_each_class(room, page, qtbot):
    room.clock.at += timedelta(minutes=4, seconds=1)
    press(room, qtbot, Qt.Key.Key_F4, SHIFT)
    qtbot.waitUntil(lambda: "Member 4:0" in words_of(page))
    qtbot.waitUntil(lambda: "B. Okafor 4:0" in words_of(page))


def test_a_limit_set_earlier_holds_for_who_comes_next(room, page, qtbot):
    room.do(SetTimeLimit(seconds=60))
    room.do(GiveFloor(person=oskar(room)))
    left = page.floor.findChild(Words, "floorTimeLeft")
    qtbot.waitUntil(lambda: left.isVisibleTo(page.floor) and "left of 1:00" in left.text())


# --- the roll call beside the capture line --------------------------------------------------------------------------


def test_the_roll_is_called_beside_the_capture_line_until_esc(room, page, qtbot):
    from hisrg_desktop.meeting.roll.attendance import Leave

    room.do(Leave(people=(oskar(room), person(room.record, "Lind"))))
    press(room, qtbot, Qt.Key.Key_I, CTRL | SHIFT)
    for typed in ("os", "ast", "-okaf"):
        QTest.keyClicks(page.ask_line.line, typed)
        QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
        assert page.ask_line.line.hasFocus()
    qtbot.waitUntil(lambda: is_present(room.record, person(room.record, "Okafor")) is None)
    settle(room, qtbot)
    assert is_present(room.record, oskar(room))
    assert is_present(room.record, person(room.record, "Lind"))
    assert "2 of 3 members, majority" in page.ask_line.line.accessibleName()
    QTest.keyClicks(page.ask_line.line, "lind")
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "in the room already" in _banner(room))
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Escape)
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.capture.editor
    assert page.capture.text == ""


def test_who_still_waits_when_the_room_goes_on_is_named_listed_and_brought_along_by_key(room, page, qtbot):
    observer = person(room.record, "van der Wiel")
    room.do(InviteToSpeak(person=observer))
    room.do(AskForFloor(person=oskar(room)))
    room.do(AskForFloor(person=observer))
    qtbot.waitUntil(lambda: len(page.floor.rows()) == 2)
    room.do(TakeUpItem(item=list(room.record.each(AgendaItem))[1].id))
    said = "Still waiting · Item 1: O. Lind, E. van der Wiel. They are listed at the floor."
    qtbot.waitUntil(lambda: room.window.messages.banner.accessibleName() == said)
    qtbot.waitUntil(lambda: "item 1 · Common Chart Room" in words_of(page))
    assert "E. van der Wiel, on item 1, not on this one" in words_of(page)
    assert not page.floor.findChild(QPushButton, "floorNextButton").isEnabled()
    press(room, qtbot, Qt.Key.Key_G, CTRL | SHIFT)
    press(room, qtbot, Qt.Key.Key_Down)
    press(room, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [q.person for q in asking(room.record, sitting(room))] == [observer])
    qtbot.waitUntil(lambda: "item 1 · Regolith Tools" not in words_of(page))
    assert page.window().focusWidget() is page.capture.editor
    for left in ([], [oskar(room), observer]):
        room.bridge.undo()
        settle(room, qtbot)
        qtbot.waitUntil(lambda left=left: [q.person for q in queue(room.record, sitting(room))] == left)
    qtbot.waitUntil(lambda: "Waiting on other items" not in words_of(page))

"""A past turn of speech put right through the window, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.correcting import corrections_of
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import uninvited
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import current_sitting
from tests.ui.conftest import person

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(room):
    """The session page; Okafor has spoken and then Oskar Lind, each for a minute."""
    room.window.go("session")
    people = (person(room.record, "Okafor"), named(room, "Oskar Lind"), named(room, "Astrid Lind"))
    room.do(Arrive(people=tuple(p for p in people if not is_present(room.record, p))))
    for key in people[:2]:
        room.do(GiveFloor(person=key))
        room.do(TakeDown(text="We agree."))
        room.clock.at = room.clock.at.replace(microsecond=0, minute=room.clock.at.minute + 1)
    room.do(EndIntervention())
    return room.window.page("session")


def named(room, name: str) -> str:
    return next(p.id for p in room.record.each(Person) if p.name == name)


def turns(room) -> list[Intervention]:
    return sorted(room.record.each(Intervention), key=lambda i: i.began_at)


def press(room, qtbot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or room.window, key, modifier)
    qtbot.waitUntil(lambda: room.bridge.record is room.bridge.desk.record)
    QApplication.processEvents()


def write(words: str) -> None:
    """Type over what is selected where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), words)


def over(words: str) -> None:
    QApplication.focusWidget().selectAll()
    write(words)


def has_keyboard(name: str) -> bool:
    there = QApplication.focusWidget()
    return there is not None and there.objectName() == name


def told(room) -> str:
    return room.window.messages.banner.accessibleName()


def test_the_wrong_speaker_in_a_closed_sitting_is_corrected_by_keys_with_the_reason_marked(room, page, qtbot):
    first = turns(room)[0]
    room.do(CloseSitting(sitting=first.sitting))
    qtbot.waitUntil(lambda: "A copy of the dossier was made" in told(room))
    room.window.go("agenda")
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    assert has_keyboard("turnFind")
    write("okaf")
    press(room, qtbot, Qt.Key.Key_Return)
    assert has_keyboard("turnSpeaker")
    write("Astrid Lind")
    press(room, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "say why" in told(room))
    assert not QApplication.activePopupWidget()
    # Without a window manager nobody gives the window the keyboard back once the list of names is gone.
    room.window.activateWindow()
    for _ in range(3):
        press(room, qtbot, Qt.Key.Key_Tab)
    assert has_keyboard("turnWhy")
    write("the name was misheard")
    press(room, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.record.get(Intervention, first.id).speaker == named(room, "Astrid Lind"))
    assert corrections_of(room.record, first) == ("the name was misheard",)
    assert next(c for c in room.record.each(Comment) if c.intervention == first.id).author == named(room, "Astrid Lind")
    qtbot.waitUntil(lambda: "spoken by Astrid Lind): the name was misheard." in told(room))
    page.correcting.card.line.clear()
    rows = {row.key: row for row in page.correcting.card.rows.rows}
    assert rows[first.id].mark == "corrected: the name was misheard"
    assert page.correcting.card.why.text() == ""
    press(room, qtbot, Qt.Key.Key_Escape)
    assert page.over is None
    assert has_keyboard("sessionCaptureLine")


def test_times_that_reach_into_anothers_turn_are_refused_and_the_remedy_is_on_its_key(room, page, qtbot):
    first, second = turns(room)
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    press(room, qtbot, Qt.Key.Key_Return)
    press(room, qtbot, Qt.Key.Key_Return)
    assert has_keyboard("turnBegan")
    over("late")
    press(room, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "“late” is no time" in told(room))
    earlier = second.began_at.replace(second=0, microsecond=0, minute=second.began_at.minute - 1)
    over(f"{local(earlier):%H:%M}:30")
    press(room, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Bayo Okafor had the floor then" in told(room))
    press(room, qtbot, Qt.Key.Key_F10)
    wanted = earlier.replace(second=30)
    qtbot.waitUntil(lambda: room.record.get(Intervention, second.id).began_at == wanted)
    assert room.record.get(Intervention, first.id).ended_at == wanted
    press(room, qtbot, Qt.Key.Key_Escape)
    assert [one.slot for one in room.bridge.desk.kept() if "turn:" in one.slot and one.text] == []


def test_a_missing_invitation_is_ticked_and_the_flag_goes(room, page, qtbot):
    observer = person(room.record, "van der Wiel")
    room.do(TakeDown(text="If I may.", speaker=observer))
    room.do(EndIntervention())
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    card = page.correcting.card
    assert "! invitation missing" in card.row.mark
    assert card.invited.isVisible()
    card.invited.setFocus()
    press(room, qtbot, Qt.Key.Key_Space)
    press(room, qtbot, Qt.Key.Key_Return, CTRL)
    sitting = current_sitting(room.record).id
    qtbot.waitUntil(lambda: uninvited(room.record, sitting) == [])
    assert not card.invited.isVisible()
    assert "not marked present" in card.row.mark


def test_what_was_typed_is_there_again_when_the_card_is_left_without_an_answer(room, page, qtbot):
    first = turns(room)[0]
    room.do(CloseSitting(sitting=first.sitting))
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    page.correcting.card.why.setFocus()
    write("half a reason")
    press(room, qtbot, Qt.Key.Key_Escape)
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    assert page.correcting.card.why.text() == "half a reason"
    press(room, qtbot, Qt.Key.Key_Up)
    assert page.correcting.card.why.text() == ""
    press(room, qtbot, Qt.Key.Key_Down)
    assert page.correcting.card.why.text() == "half a reason"


def test_from_what_was_taken_down_one_comes_to_its_turn(room, page, qtbot):
    first = turns(room)[0]
    page.to_capture()
    press(room, qtbot, Qt.Key.Key_Up)
    press(room, qtbot, Qt.Key.Key_Up)
    press(room, qtbot, Qt.Key.Key_T, ALT)
    assert page.correcting.is_open
    assert page.correcting.card.key == first.id
    assert has_keyboard("turnSpeaker")


def test_from_the_debate_one_comes_to_its_turn_and_one_that_goes_on_is_left_alone(room, page, qtbot):
    said = {c.intervention: c.id for c in room.record.each(Comment)}
    page.centre.asked.emit("turn", said[turns(room)[1].id])
    assert page.correcting.card.key == turns(room)[1].id
    page.correcting.card.leave()
    room.do(GiveFloor(person=named(room, "Astrid Lind")))
    room.do(TakeDown(text="And now?"))
    page.centre.asked.emit("turn", list(room.record.each(Comment))[-1].id)
    assert not page.correcting.is_open
    assert "it is corrected once it has ended" in told(room)


def test_a_decision_prepared_beneath_the_card_is_not_declared_by_its_key(room, page, qtbot):
    page.deciding.do_declare()
    page.deciding.form.words.setPlainText("The provision stands.")
    press(room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    press(room, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Nothing about this turn of speech is different" in told(room))
    assert list(room.record.each(Decision)) == []


def test_before_anybody_had_the_floor_there_is_nothing_to_correct(empty_room, qtbot):
    empty_room.window.go("session")
    press(empty_room, qtbot, Qt.Key.Key_F3, CTRL | SHIFT)
    assert told(empty_room) == "Nobody has had the floor yet."

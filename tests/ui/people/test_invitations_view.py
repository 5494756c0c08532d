"""Invitations in the window: answers by typing, the waiting list by keyboard, seats, whom to tell, the next meeting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit

from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.answers import AnswerInvitation, MeetingAnswer, answer_of
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.inviting import MeetingInvitation
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, number_of
from hisrg_desktop.meeting.roll.seats import seating
from hisrg_desktop.meeting.roll.telling import to_tell
from tests.ui.conftest import TEN, person
from tests.ui.people.test_pages_are_reachable import acted_on

OBSERVERS = ("Aro", "Bly", "Cox")


@pytest.fixture
def page(room):
    room.window.go("people")
    return room.window.page("people")


@pytest.fixture
def view(page):
    return page.choose_view("invitations")


@pytest.fixture
def waiting(room, view):
    """Three more observers who come, and seats for three members and one observer."""
    for name in OBSERVERS:
        added = AddPerson(name=f"Person {name}", given="Person", family=name)
        room.do(Enrol(person=added, organisation=f"House {name}", kind="observer", since=date(2026, 1, 5)))
    meeting = room.record.get(Meeting, view.meeting.id)
    room.do(ChangeMeeting(meeting=meeting.id, capacity=4))
    for name in OBSERVERS:
        room.do(AnswerInvitation(meeting=meeting.id, person=person(room.record, name), says="comes"))
    return view


def say(room, view, qtbot, typed: str) -> None:
    before = len(list(room.record.each(MeetingAnswer)))
    QTest.keyClicks(view.box.line, typed)
    QTest.keyClick(view.box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(list(room.record.each(MeetingAnswer))) == before + 1)


def row(view, name: str):
    return next(one for one in view.table.rows.rows if one.name == name)


def settle(room) -> None:
    room.bridge.desk.look(lambda _: None).result()
    QApplication.processEvents()


def test_all_concerned_are_listed_with_what_they_are_invited_as(view):
    assert {one.name: one.basis for one in view.table.rows.rows} == {
        "Astrid Lind": "member since 5 January 2026",
        "Bayo Okafor": "member since 5 January 2026",
        "Oskar Lind": "member since 5 January 2026",
        "Elske van der Wiel": "observer, face-to-face meeting",
    }
    assert [view.tabs.tabText(i) for i in range(2)] == ["All 4", "Not invited 4"]


def test_one_button_notes_that_the_invitations_are_out(room, view, qtbot):
    button = view.findChild(object, "invitationsSend")
    assert button.text() == "Note 4 as invited"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(room.record.each(MeetingInvitation))) == 4)
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert row(view, "Bayo Okafor").sent == "16 Apr"


def test_answers_are_typed_like_the_roll_call(room, view, qtbot):
    meeting = view.meeting.id
    for typed, name, said in (
        ("oka", "Bayo Okafor", "comes"),
        ("-oka", "Bayo Okafor", "does not come"),
        ("oskar ?", "Oskar Lind", "undecided"),
        ("wiel", "Elske van der Wiel", "comes"),
    ):
        say(room, view, qtbot, typed)
        key = next(p.id for p in room.record.each(Person) if p.name == name)
        there = answer_of(room.record, meeting, key)
        assert there is not None
        assert there.says == said
    assert view.box.line.text() == ""
    assert row(view, "Bayo Okafor").answer.startswith("does not come · 16 Apr")


def test_who_comes_instead_is_typed_with_for(room, view, qtbot):
    room.do(AddPerson(name="Berta Olt", given="Berta", family="Olt"))
    say(room, view, qtbot, "olt for okafor")
    there = answer_of(room.record, view.meeting.id, person(room.record, "Okafor"))
    assert there is not None
    assert there.alternate == person(room.record, "Olt")


def test_why_nobody_is_meant_is_said_beside_the_line(room, view, qtbot):
    QTest.keyClicks(view.box.line, "haddad")
    assert view.box.why.text() == "Farida Haddad is neither member nor observer then and holds no function."
    view.box.line.clear()
    QTest.keyClicks(view.box.line, "lind")
    QTest.keyClick(view.box.line, Qt.Key.Key_Return)
    assert "Several may be meant" in view.box.why.text()


def test_the_waiting_list_is_put_in_order_by_keyboard(room, waiting, qtbot):
    view, table = waiting, waiting.seats.waiting
    assert [one.name for one in table.rows.rows] == ["Person Bly · House Bly", "Person Cox · House Cox"]
    table.setFocus()
    table.choose(person(room.record, "Cox"))
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: table.rows.rows[0].key == person(room.record, "Cox"))
    assert seating(room.record, view.meeting.id).waiting[0] == person(room.record, "Cox")
    assert table.key == person(room.record, "Cox")


def test_whom_to_tell_stays_until_it_is_ticked_off(room, waiting, qtbot):
    view = waiting
    assert [one.news for one in view.seats.due.rows.rows] == ["is on the waiting list"] * 2
    view.seats.due.choose(person(room.record, "Bly"))
    qtbot.mouseClick(view.findChild(object, "invitationsTold"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(to_tell(room.record, view.meeting.id)) == 1)
    qtbot.mouseClick(view.findChild(object, "invitationsAllTold"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not to_tell(room.record, view.meeting.id))
    qtbot.waitUntil(lambda: view.seats.due.isHidden())


def test_the_number_of_seats_is_asked_and_a_missing_one_is_said(room, waiting, qtbot):
    view = waiting
    view.ask_seats()
    line = view.form.findChild(object, "invitationsFormSeats")
    line.setText("2")
    view.form.answer()
    qtbot.waitUntil(lambda: view.meeting.capacity == 2)
    assert view.seats.missing.text().startswith("Too small: 1 of those")
    assert not seating(room.record, view.meeting.id).seated


def test_an_answer_is_asked_for_with_its_day_and_corrected(room, view, qtbot):
    view.table.choose(person(room.record, "Okafor"))
    view.ask_answer()
    view.form.findChild(object, "invitationsFormRemark").setText("Arrives on the second day.")
    view.form.answer()
    qtbot.waitUntil(lambda: "Arrives on the second day." in row(view, "Bayo Okafor").answer)


def test_the_next_meeting_is_made_from_the_one_shown(room, view, qtbot):
    view.ask_next()
    view.form.answer()
    qtbot.waitUntil(lambda: len(list(room.record.each(Meeting))) == 2)
    qtbot.waitUntil(lambda: number_of(room.record, view.meeting) == "2.5")
    assert view.meeting.place == "Leiden"


def test_what_can_be_acted_on_has_a_name(room, waiting):
    waiting.ask_next()
    for widget in acted_on(waiting):
        assert widget.objectName(), type(widget)
        text = getattr(widget, "text", str)() if hasattr(widget, "isCheckable") else ""
        assert widget.accessibleName() or text, widget.objectName()


def test_without_a_meeting_the_view_says_where_one_is_made(empty_room):
    empty_room.window.go("people")
    page = empty_room.window.page("people")
    view = page.choose_view("invitations")
    assert view.meeting is None
    assert "No meeting is on record yet" in view._empty.accessibleName()
    over = page.choose_view("meetings")
    assert over._stack.currentIndex() == 1


def test_a_teleconference_lists_no_observer_and_has_no_seats(room, view):
    phase = view.meeting.phase
    room.do(CreateMeeting(phase=phase, kind="teleconference", planned_from=TEN.date(), planned_to=TEN.date()))
    view.meetings.setCurrentIndex(
        next(i for i in range(view.meetings.count()) if view.meetings.itemText(i).startswith("Teleconference 2.T1"))
    )
    assert "Elske van der Wiel" not in {one.name for one in view.table.rows.rows}
    assert view.seats.bar.isHidden()


def test_the_report_over_the_meetings_follows_the_roll_call(room, page):
    view = page.choose_view("meetings")
    assert [one.members for one in view.rows.rows] == ["1 of 3"]
    people = tuple(person(room.record, name) for name in ("Lind", "van der Wiel"))
    room.do(Arrive(people=people))
    settle(room)
    assert view._sentence.text() == "The meeting was attended by a majority of members and one observer."
    view.copy()
    assert QApplication.clipboard().text() == view._sentence.text()


def test_a_phase_is_named_ended_and_followed_by_the_next(room, page, qtbot):
    view = page.choose_view("meetings")
    view.ask_change()
    view.form.findChild(object, "overMeetingsFormName").setText("Second phase")
    view.form.answer()
    qtbot.waitUntil(lambda: view._phases.text().startswith("Phase 2, Second phase"))
    view.ask_end()
    ended = view.form.findChild(QDateEdit, "overMeetingsFormEnded")
    ended.setDate(ended.date().addDays(-1))
    view.form.answer()
    qtbot.waitUntil(lambda: view.form.purpose == "end")
    assert next(room.record.each(Phase)).ended is None, "a meeting of it goes on today"
    view.form.leave()
    view.ask_begin()
    view.form.answer()
    qtbot.waitUntil(lambda: len(list(room.record.each(Phase))) == 2)

"""The roll call on the people page, by keyboard: who comes, leaves, apologises, stands in; the room at any moment."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.participations import active
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Apology, Arrive, Attendance, Leave, is_present, members_present
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting
from tests.ui.conftest import TEN, person

SYLLABLES = ("Bar", "Cov", "Dem", "Fyl", "Gos", "Hux")


@pytest.fixture
def page(room):
    room.window.go("people")
    return room.window.page("people").group


def call(room, page, qtbot, typed: str) -> None:
    QTest.keyClicks(page.roll.line, typed)
    QTest.keyClick(page.roll.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.bridge.record is room.bridge.desk.record)


def named(room, name: str) -> str:
    return next(p.id for p in room.record.each(Person) if p.name == name)


def test_thirty_five_members_are_marked_present_by_three_letters_each(room, page, qtbot):
    there = len(active(room.record, "member", TEN.date()))
    letters = [f"{a}{b.lower()}" for a in SYLLABLES for b in SYLLABLES][: 35 - there]
    for number, family in enumerate(letters):
        added = AddPerson(name=f"Member {family}", given="Member", family=family)
        room.do(Enrol(person=added, organisation=f"House {number}", kind="member", since=date(2026, 1, 5)))
    for family in letters:
        call(room, page, qtbot, family[:4].lower())
    for typed in ("ast", "osk"):
        call(room, page, qtbot, typed)
    sitting = current_sitting(room.record)
    assert sitting
    qtbot.waitUntil(lambda: len(members_present(room.record, sitting.id, room.clock.at)) == 35)
    qtbot.waitUntil(lambda: page.roll.headcount.text().startswith("35 of 35 members · majority"))


def test_apologies_are_typed_after_the_letters_and_taken_back_so(room, page, qtbot):
    call(room, page, qtbot, "oskar apologies")
    qtbot.waitUntil(lambda: [a.person for a in room.record.each(Apology)] == [named(room, "Oskar Lind")])
    call(room, page, qtbot, "oskar apo")
    qtbot.waitUntil(lambda: not list(room.record.each(Apology)))


def test_an_alternate_sits_in_the_members_seat(room, page, qtbot):
    room.do(Leave(people=(person(room.record, "Okafor"),)))
    call(room, page, qtbot, "haddad for okafor")
    qtbot.waitUntil(lambda: is_present(room.record, person(room.record, "Haddad")) is not None)
    stay = is_present(room.record, person(room.record, "Haddad"))
    assert stay
    assert stay.stands_in_for == person(room.record, "Okafor")
    qtbot.waitUntil(lambda: page.roll.headcount.text().startswith("1 of 3 members"))


def test_what_happened_earlier_is_typed_with_its_time(room, page, qtbot):
    room.clock.at += timedelta(minutes=50)
    call(room, page, qtbot, "oskar 12:20")
    qtbot.waitUntil(lambda: is_present(room.record, named(room, "Oskar Lind")) is not None)
    stay = is_present(room.record, named(room, "Oskar Lind"))
    assert stay
    assert stay.arrived_at == TEN + timedelta(minutes=20)
    assert any(row.arrived == "12:20 late" for row in page.roll.room.rows.rows)
    call(room, page, qtbot, "-oskar 12:40")
    qtbot.waitUntil(lambda: is_present(room.record, named(room, "Oskar Lind")) is None)
    call(room, page, qtbot, "oskar")
    qtbot.waitUntil(lambda: any("back" in row.arrived for row in page.roll.room.rows.rows))


def test_who_was_in_the_room_when_a_decision_was_declared_is_told_with_names(room, page, qtbot):
    room.do(Arrive(people=(person(room.record, "Lind"), person(room.record, "van der Wiel"))))
    room.clock.at += timedelta(minutes=1)
    room.do(Declare(words="The Group agreed to meet again."))
    room.clock.at += timedelta(minutes=1)
    room.do(Leave(people=(person(room.record, "Lind"),)))
    index = next(i for i in range(page.roll.moment.count()) if page.roll.moment.itemText(i).startswith("D-"))
    page.roll.moment.setFocus()
    for _ in range(index):
        QTest.keyClick(page.roll.moment, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.roll.room.rows.rows[0].name == "Astrid Lind")
    assert [r.name for r in page.roll.room.rows.rows] == ["Astrid Lind", "Bayo Okafor", "Elske van der Wiel"]
    assert page.roll.headcount.text().startswith("2 of 3 members · majority · 1 observer")


def test_attendance_is_corrected_after_the_sitting_and_marked_as_such(room, page, qtbot):
    sitting = next(room.record.each(Sitting))
    room.clock.at += timedelta(minutes=90)
    room.do(CloseSitting(sitting=sitting.id))
    page.roll.moment.setCurrentIndex(page.roll.moment.findData(sitting.id))
    page.roll.room.choose(page.roll.room.rows.rows[0].key)
    page.roll._correct.click()
    for name, words in (("to", "12:30"), ("why", "")):
        page.form.input(name).setText(words)
    page.form.answer()
    assert not list(room.record.each(Correction))
    page.form.input("why").setText("Left early, as the list at the door says.")
    page.form.answer()
    qtbot.waitUntil(lambda: len(list(room.record.each(Correction))) == 1)
    (stay,) = room.record.each(Attendance)
    assert stay.left_at == TEN + timedelta(minutes=30)
    assert page.roll.room.rows.rows[0].arrived == "12:00–12:30 · corrected"


def test_somebody_who_was_there_too_is_recorded_afterwards(room, page, qtbot):
    sitting = next(room.record.each(Sitting))
    room.clock.at += timedelta(minutes=90)
    room.do(CloseSitting(sitting=sitting.id))
    page.roll.moment.setCurrentIndex(page.roll.moment.findData(sitting.id))
    page.roll._missing.click()
    for name, words in (("person", "Oskar Lind"), ("from", "12:15"), ("to", "12:40"), ("why", "Seen by all.")):
        page.form.input(name).setText(words)
    page.form.answer()
    qtbot.waitUntil(lambda: len(list(room.record.each(Attendance))) == 2)
    assert "12:15–12:40 late · corrected" in [row.arrived for row in page.roll.room.rows.rows]

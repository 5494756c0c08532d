"""The people page: who belongs to the Group, and the roll call by typing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import SetUpPanel
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import active, class_of
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import is_present
from hisrg_desktop.ui.people import lines, shown
from tests.ui.conftest import TEN, person

TODAY = TEN.date()


@pytest.fixture
def page(room):
    room.window.go("people")
    return room.window.page("people").group


def names(page) -> list[str]:
    return [who.name for who in page.lists.names.rows.rows]


def call(page, qtbot, letters: str) -> None:
    page.roll.line.clear()
    qtbot.keyClicks(page.roll.line, letters)


def test_the_lists_count_members_of_thirty_five(page):
    assert page.lists.tabs.tabText(0) == "Members 3/35"
    assert page.lists.tabs.tabText(1) == "Observers 1"
    assert page.lists.tabs.tabText(4) == "Applicants 1"
    assert names(page) == ["Astrid Lind", "Oskar Lind", "Bayo Okafor"]


def test_typing_filters_the_list_by_name_and_organisation(page):
    page.lists.filter.setText("distant")
    assert names(page) == ["Bayo Okafor"]


def test_letters_and_enter_mark_present(room, page, qtbot):
    call(page, qtbot, "wi")
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.roll.line, Qt.Key.Key_Return)
    assert is_present(room.record, person(room.record, "van der Wiel"))
    assert page.roll.room.rows.rows[0].name == "Elske van der Wiel"
    assert page.roll.line.text() == ""


def test_a_hyphen_before_the_letters_marks_as_having_left(room, page, qtbot):
    call(page, qtbot, "-ok")
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.roll.line, Qt.Key.Key_Return)
    assert not is_present(room.record, person(room.record, "Okafor"))
    assert page.roll.room.rows.rows == []


def test_several_who_may_be_meant_are_chosen_with_the_arrows(room, page, qtbot):
    call(page, qtbot, "lind")
    assert page.roll.call.candidates.count() == 2
    with qtbot.assertNotEmitted(page.roll.taken):
        qtbot.keyClick(page.roll.line, Qt.Key.Key_Return)
    qtbot.keyClick(page.roll.line, Qt.Key.Key_Down)
    qtbot.keyClick(page.roll.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.roll.line, Qt.Key.Key_Return)
    oskar = next(p.id for p in room.record.each(Person) if p.name == "Oskar Lind")
    assert is_present(room.record, oskar)


def test_who_is_in_the_room_cannot_arrive_again(page, qtbot):
    call(page, qtbot, "okafor")
    assert page.roll.call.candidates.isHidden()
    assert page.roll.call.why.text() == "Bayo Okafor is in the room already."


def test_an_applicant_may_not_attend_and_the_line_says_why(page, qtbot):
    call(page, qtbot, "hadd")
    assert "neither member nor observer" in page.roll.call.why.text()


def test_the_headcount_says_whether_there_is_a_majority(room, page, qtbot):
    assert page.roll.headcount.text().startswith("1 of 3 members · no majority")
    call(page, qtbot, "astrid")
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.roll.line, Qt.Key.Key_Return)
    assert page.roll.headcount.text().startswith("2 of 3 members · majority")


def test_an_application_is_admitted(room, page, qtbot):
    page.lists.tabs.setCurrentIndex(lines.LISTS.index("applications"))
    asked = next(a for a in room.record.each(Application) if a.outcome == "waiting")
    page.lists.names.choose(asked.id)
    with qtbot.waitSignal(room.bridge.news):
        page.lists.admit.click()
    assert class_of(room.record, person(room.record, "Haddad"), TODAY) == "observer"
    assert not page.lists.admit.isEnabled()


def test_a_person_of_a_new_organisation_is_added_as_one_entry(room, page, qtbot):
    before = len(room.bridge.desk.entries)
    page.ask_person()
    for name, text in (("given", "Yuki"), ("family", "Tanaka"), ("organisation", "Institute of Lunar Commerce")):
        page.form.input(name).setText(text)
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    assert len(room.bridge.desk.entries) == before + 1
    assert "Yuki Tanaka" in names(page)
    assert any(o.name == "Institute of Lunar Commerce" for o in room.record.each(Organisation))


def test_an_observer_added_has_an_application_on_record(room):
    room.do(enrolled("Tui", "observer", "Salvors"))
    held = active(room.record, "observer", TODAY)[-1]
    assert room.record.get(Application, held.application).outcome == "admitted"


def test_a_second_observer_of_an_organisation_is_refused_with_the_form_kept(room, page, qtbot):
    page.ask_person()
    page.form.input("given").setText("Tui")
    page.form.input("organisation").setText("Regolith Tools")
    page.form.input("kind").setCurrentIndex(1)
    with qtbot.waitSignal(room.bridge.refused) as told:
        page.form.answer()
    assert "has an observer already" in told.args[0].message
    assert page.form.input("given").text() == "Tui"
    assert not any(p.name == "Tui" for p in room.record.each(Person))


def test_who_is_entered_as_member_needs_an_organisation(room):
    with pytest.raises(OutOfOrder, match="needs an organisation"):
        room.do(enrolled("Tui", "member", ""))


def test_the_card_shows_class_functions_and_turns(room, page):
    page.select(person(room.record, "Lind"))
    lines = dict(shown.card(room.record, person(room.record, "Lind"), TEN).lines)
    assert lines["Class"] == "member, since 5 Jan 2026 (Institute of Orbital Law)"
    assert lines["Functions"] == "chair, since 5 Jan 2026"
    assert lines["Spoken in this meeting"] == "not yet"


def test_a_person_is_appointed(room, page, qtbot):
    page.select(person(room.record, "Okafor"))
    page._asked("appoint")
    page.form.input("role").setCurrentText("rapporteur")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    assert [who.note for who in lines.lists(room.record, TODAY)["functions"]] == ["chair", "rapporteur"]


def test_a_panel_chair_is_appointed_for_a_panel(room, page, qtbot):
    room.do(SetUpPanel(name="Technical Panel"))
    page.select(person(room.record, "Okafor"))
    page._asked("appoint")
    page.form.input("role").setCurrentText("panel chair")
    page.form.input("panel").setCurrentText("Technical Panel")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    assert lines.lists(room.record, TODAY)["functions"][-1].note == "panel chair, Technical Panel"


def test_apologies_are_shown_and_taken_back(room, page, qtbot):
    page.select(person(room.record, "Okafor"))
    with qtbot.waitSignal(room.bridge.news):
        page._asked("apologise")
    assert page.roll._sorry.text() == "Apologies: B. Okafor"
    with qtbot.waitSignal(room.bridge.news):
        page._asked("apologise")
    assert page.roll._sorry.text() == ""


def test_escape_puts_the_form_away(page, qtbot):
    page.ask_organisation()
    qtbot.keyClick(page.form.input("name"), Qt.Key.Key_Escape)
    assert page.form.isHidden()


def test_an_empty_group_asks_for_its_chair_first(empty_room, qtbot):
    empty_room.window.go("people")
    page = empty_room.window.page("people").group
    assert page.lists._stack.currentWidget() is page.lists.empty
    page.lists.empty._button.click()
    page.form.input("given").setText("Wirjanti")
    page.form.input("organisation").setText("Harbour College")
    with qtbot.waitSignal(empty_room.bridge.news):
        page.form.answer()
    chair = next(empty_room.record.each(Person))
    assert badge_of(empty_room.record, chair.id, TODAY) == "C"


def enrolled(name: str, kind: str, organisation: str) -> Enrol:
    act = {"person": AddPerson(name=name), "kind": kind, "organisation": organisation, "since": date(2026, 4, 1)}
    return Enrol.model_validate(act)

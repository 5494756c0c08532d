"""One person in full: what they were, where they came, how they spoke, what they commented; each leads to its place."""

import pytest
from PySide6.QtCore import Qt

from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.people.alternates import alternates_of
from hisrg_desktop.meeting.people.merging import MergePersons
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from tests.ui.conftest import TEN, person


@pytest.fixture
def okafor(room):
    """A member in the room who has spoken once, and commented in writing and in the room."""
    key = person(room.record, "Okafor")
    for act in (GiveFloor(person=key), TakeDown(text="Three years is enough.", speaker=key), EndIntervention()):
        room.bridge.desk.do(act).result()
    return key


@pytest.fixture
def view(room, okafor):
    room.window.go("people")
    page = room.window.page("people")
    page.select(okafor)
    return page.choose_view("person")


def columns(part) -> list[tuple[str, ...]]:
    return [told.columns for told in part.rows.rows]


def test_the_person_on_whom_the_page_is_is_told_in_full(view):
    assert view._name.text() == "Bayo Okafor"
    assert columns(view.held) == [("member", "Ministry of Distant Affairs", "5 Jan 2026 –")]
    assert columns(view.came)[0][0] == "2.4  Thursday morning"
    assert view.came.sum.text() == "1 meeting, 1 sitting"
    assert len(columns(view.spoke)) == 1
    assert view.spoke.sum.text() == "once, less than a minute in all"
    assert columns(view.wrote)[0][2] == "Three years is enough."
    assert columns(view.wrote)[1][1] == "10.1"
    assert view.wrote.sum.text() == "2, 1 open"


def test_a_click_on_a_comment_leads_to_it(room, view, qtbot):
    index = view.wrote.rows.index(1, 0)
    with qtbot.waitSignal(view.go):
        view.wrote.table.clicked.emit(index)
    page = room.window.page("comments")
    assert page.isVisible()
    assert page.table.keys == [view.wrote.rows.rows[1].key]


def test_enter_on_a_turn_of_speech_leads_to_what_was_taken_down_then(room, view, qtbot):
    view.spoke.table.choose_row(0)
    view.spoke.table.setFocus()
    with qtbot.waitSignal(view.go) as went:
        qtbot.keyClick(view.spoke.table, Qt.Key.Key_Return)
    assert went.args == ["comments", view.wrote.rows.rows[0].key]


def test_a_sitting_leads_to_who_was_in_the_room(room, view, qtbot):
    with qtbot.waitSignal(view.go):
        view.came.table.clicked.emit(view.came.rows.index(0, 0))
    page = room.window.page("people")
    assert page.view is page.group
    assert page.group.roll.moment.currentText() == "Whole sitting: Thursday morning"


def test_another_name_in_the_list_is_told(room, view):
    view.names.choose(person(room.record, "Haddad"))
    assert view._name.text() == "Farida Haddad"
    assert columns(view.held) == [("application", "Wellspring Carriers", "received 5 Jan 2026, waiting")]
    assert view.came.sum.text() == "has not come yet"
    assert view.spoke.sum.text() == "has not spoken yet"


def test_a_person_is_corrected(room, view, okafor, qtbot):
    view.forms.ask("correct", okafor)
    assert view.form.input("sort").text() == "Okafor, Bayo"
    view.form.input("name").setText("Bayo de Okafor")
    view.form.input("family").setText("de Okafor")
    view.form.input("others").setText("B. Okafor; Bay")
    with qtbot.waitSignal(room.bridge.news):
        view.do_activate()
    there = room.record.get(Person, okafor)
    assert (there.sort_name, there.other_names) == ("Okafor, Bayo de", ("B. Okafor", "Bay"))
    assert view._name.text() == "Bayo de Okafor"


def test_an_alternate_is_named_from_the_members_side(room, view, okafor, qtbot):
    view.forms.ask("alternate", okafor)
    view.form.input("who").setText("Farida Haddad")
    with qtbot.waitSignal(room.bridge.news):
        view.do_activate()
    assert [p.name for p in alternates_of(room.record, okafor, TEN.date())] == ["Farida Haddad"]
    assert ("has an alternate", "Farida Haddad") in [c[:2] for c in columns(view.held)]


def test_a_name_that_is_not_on_record_keeps_the_form(view, okafor, qtbot):
    view.forms.ask("alternate", okafor)
    view.form.input("who").setText("Nobody")
    with qtbot.waitSignal(view.says):
        view.do_activate()
    assert not view.form.isHidden()


def test_a_person_takes_part_in_another_class(room, view, okafor, qtbot):
    view.forms.ask("class", okafor)
    view.form.input("kind").setCurrentIndex(1)
    with qtbot.waitSignal(room.bridge.refused):
        # Who is in the room as a member today is not made an external person from today on.
        view.do_activate()
    assert class_of(room.record, okafor, TEN.date()) == "member"


def test_who_is_on_record_twice_is_merged_and_taken_apart(room, view, okafor, qtbot):
    with qtbot.waitSignal(room.bridge.news):
        room.bridge.do(AddPerson(name="B. Okafor"))
    other = next(p.id for p in room.record.each(Person) if p.name == "B. Okafor")
    view.forms.ask("same", okafor)
    view.form.input("who").setText("B. Okafor")
    view.form.input("stays").setCurrentIndex(1)
    with qtbot.waitSignal(room.bridge.news):
        view.do_activate()
    assert room.record.get(Person, other).merged_into == okafor
    assert "merged with B. Okafor" in view._about.text()
    view._offer()
    action = next(a for a in view._menu.actions() if a.text() == "Take apart from B. Okafor")
    with qtbot.waitSignal(room.bridge.news):
        view._menu.triggered.emit(action)
    assert room.record.get(Person, other).merged_into is None


def test_a_person_who_is_merged_while_seen_gives_way_to_whom_they_were_merged_into(room, view, okafor, qtbot):
    with qtbot.waitSignal(room.bridge.news):
        room.bridge.do(AddPerson(name="B. Okafor"))
    other = next(p.id for p in room.record.each(Person) if p.name == "B. Okafor")
    view.look_at(other)
    view.show_record()
    with qtbot.waitSignal(room.bridge.news):
        room.bridge.do(MergePersons(survivor=okafor, merged=other))
    assert view._name.text() == "Bayo Okafor"


def test_nobody_is_asked_for_where_nobody_is_selected(room):
    room.window.go("people")
    view = room.window.page("people").choose_view("person")
    assert view._stack.currentWidget() is view._nobody

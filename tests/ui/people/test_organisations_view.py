"""The view of organisations: likely duplicates are offered, merged and taken apart; an organisation is corrected."""

from datetime import date

import pytest

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.duplicates import Distinct
from hisrg_desktop.meeting.people.merging import Merging
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation, known_as
from hisrg_desktop.meeting.people.persons import AddPerson, Person, people
from hisrg_desktop.ui.people import bodies

DAY = date(2026, 4, 16)


@pytest.fixture
def twice(room):
    """The Institute of Orbital Law is on record twice."""
    room.bridge.desk.do(AddOrganisation(name="Institute of Orbital-Law e.V.")).result()


@pytest.fixture
def view(room):
    room.window.go("people")
    return room.window.page("people").choose_view("organisations")


def test_each_organisation_says_who_takes_part_for_it(view):
    says = {body.name: body.people for body in view.rows.rows}
    assert says["Institute of Orbital Law"] == "1 member"
    assert says["Regolith Tools"] == "1 observer"
    assert says["Wellspring Carriers"] == ""


def test_typing_filters_the_organisations(view):
    view.filter.setText("tools")
    assert [body.name for body in view.rows.rows] == ["Regolith Tools"]


def test_the_seats_of_members_are_seen_in_every_view(room, view):
    assert room.window.page("people").seats.text() == "3 of 35 members · 32 seats are free"


def test_none_is_offered_where_none_is_likely_twice(view):
    assert view.pairs.table.isHidden()
    assert view.pairs.merge.isHidden()
    assert view.pairs.tabs.tabText(0) == "Likely on record twice: 0"


def test_two_that_are_likely_one_are_merged_and_taken_apart(room, twice, view, qtbot):
    assert view.pairs.tabs.tabText(0) == "Likely on record twice: 1"
    assert view.pairs._says.text() == "Merging keeps “Institute of Orbital Law”; it can be taken apart."
    with qtbot.waitSignal(room.bridge.news):
        view.pairs.merge.click()
    assert known_as(room.record, "institute of orbital-law e.v.").name == "Institute of Orbital Law"
    assert view.pairs.tabs.tabText(0) == "Likely on record twice: 0"
    view.pairs.tabs.setCurrentIndex(1)
    assert view.pairs.pair.names == "Institute of Orbital-Law e.V. was merged into Institute of Orbital Law"
    with qtbot.waitSignal(room.bridge.news):
        view.pairs.take_apart.click()
    assert not list(room.record.each(Merging))
    assert len(view.rows.rows) == 6


def test_the_other_of_the_two_can_stay(room, twice, view, qtbot):
    with qtbot.waitSignal(room.bridge.news):
        view.pairs.other.click()
    assert known_as(room.record, "Institute of Orbital Law").name == "Institute of Orbital-Law e.V."


def test_two_that_are_not_the_same_are_not_offered_again(room, twice, view, qtbot):
    with qtbot.waitSignal(room.bridge.news):
        view.pairs.apart.click()
    assert len(list(room.record.each(Distinct))) == 1
    assert view.pairs.pair is None


def test_a_person_on_record_twice_is_offered_as_well(room, view, qtbot):
    with qtbot.waitSignal(room.bridge.news):
        room.bridge.do(AddPerson(name="Okafor, Bayo"))
    assert view.pairs.pair.names == "Bayo Okafor (Ministry of Distant Affairs) = Okafor, Bayo?"
    with qtbot.waitSignal(room.bridge.news):
        view.pairs.merge.click()
    assert [p.other_names for p in people(room.record) if p.name == "Bayo Okafor"] == [("Okafor, Bayo",)]


def test_an_organisation_is_corrected_in_the_form(room, view, qtbot):
    view.filter.setText("tools")
    view.table.choose_row(0)
    view.form.input("aliases").setText("RT; Regolith")
    view.form.input("parent").setText("Common Chart Room")
    view.form.input("category").setText("industry")
    with qtbot.waitSignal(room.bridge.news):
        view.do_activate()
    there = known_as(room.record, "regolith")
    assert (there.aliases, there.category) == (("RT", "Regolith"), "industry")
    assert room.record.get(Organisation, there.parent).name == "Common Chart Room"
    assert view.rows.rows[0].counts == "Common Chart Room"


def test_a_refused_correction_leaves_the_form_as_it_was_filled_in(room, view, qtbot):
    view.filter.setText("tools")
    view.table.choose_row(0)
    view.form.input("short").setText("Common Chart Room")
    with qtbot.waitSignal(room.bridge.refused) as refused:
        view.do_activate()
    assert isinstance(refused.args[0], OutOfOrder)
    assert refused.args[0].remedy is not None
    assert not view.form.isHidden()
    assert view.form.input("short").text() == "Common Chart Room"


def test_a_parent_that_is_not_on_record_is_asked_for(view, qtbot):
    view.ask_new()
    view.form.input("name").setText("Moonworks")
    view.form.input("parent").setText("Nobody knows it")
    with qtbot.waitSignal(view.says) as said:
        view.do_activate()
    assert "Put the organisation “Nobody knows it” on record first." in said.args[0]
    assert not view.form.isHidden()


def test_a_new_organisation_is_put_on_record(room, view, qtbot):
    view.ask_new()
    view.form.input("name").setText("Moonworks")
    with qtbot.waitSignal(room.bridge.news):
        view.do_activate()
    assert "Moonworks" in [body.name for body in view.rows.rows]


def test_news_leave_a_form_that_is_being_filled_in(room, view, qtbot):
    view.table.choose_row(0)
    view.form.input("name").setText("Half typed")
    with qtbot.waitSignal(room.bridge.news):
        room.bridge.do(AddPerson(name="Somebody Else"))
    assert view.form.input("name").text() == "Half typed"


def test_of_two_persons_the_one_with_the_higher_class_stays(room):
    desk = room.bridge.desk
    desk.do(AddPerson(name="Okafor, Bayo")).result()
    pair = bodies.likely(desk.record, DAY)[0]
    stays, _ = bodies.survivor_of(desk.record, pair)
    assert desk.record.get(Person, stays).name == "Bayo Okafor"

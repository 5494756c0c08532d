"""The decisions page: decisions with who was present and what they changed, corrections, parked items, actions."""

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from hisrg_desktop.meeting.comments.days import read_day
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Held, Park
from hisrg_desktop.meeting.redline.pieces import after, before
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, PlanSitting, Sitting
from hisrg_desktop.ui.decisions import shown
from hisrg_desktop.ui.decisions.page import DecisionsPage


@pytest.fixture
def page(room) -> DecisionsPage:
    """The decisions page, seen."""
    room.window.go("decisions")
    page = room.window.page("decisions")
    assert isinstance(page, DecisionsPage)
    return page


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def cells(page, row):
    model = page.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_a_decision_tells_where_how_and_with_how_many(room, page):
    number, place, words, method, _, present, _ = cells(page, 0)
    assert (number, place, method, present) == ("D-1.1-001", "1.1", "consensus", "2 of 3")
    assert words == "The Group agrees on “should” in 1.1."


def test_a_decision_shows_what_it_changed(room, page):
    whole = page.detail.whole
    assert [(effect.place, before(effect.pieces), after(effect.pieces)) for effect in whole.effects] == [
        ("1.1", "The Group shall meet.", "The Group should meet.")
    ]


def test_the_members_present_are_named_on_request(room, page):
    names = page.detail.findChild(QAbstractButton, "decisionNames")
    assert names.text() == "Members present: 2"
    assert page.detail._names.isHidden()
    names.click()
    assert page.detail._names.text() == "Ada Quist, Mara Venn"
    assert not page.detail._names.isHidden()


def test_positions_are_told_with_their_reason(room, page):
    held = Held(person=room.ids["mara"], kind="reservation", reason="the cost")
    room.do(Declare(words="Noted.", positions=(held,)))
    page.select(next(d.id for d in room.record.each(Decision) if d.words == "Noted."))
    assert page.detail.whole.positions == ("Mara Venn: reservation, the cost",)


def test_a_decision_of_an_open_sitting_offers_no_correction(room, page):
    assert page.findChild(QAbstractButton, "decisionCorrect").isHidden()


def test_a_correcting_decision_names_what_it_corrects(room, page):
    room.do(CloseSitting(sitting=room.ids["sitting"]))
    room.do(PlanSitting(meeting=room.ids["meeting"], title="Afternoon"))
    afternoon = next(s.id for s in room.record.each(Sitting) if s.title == "Afternoon")
    room.do(OpenSitting(sitting=afternoon))
    press(page, "decisionCorrect")
    page.detail.form.words.setPlainText("“Should” was read out wrongly.")
    press(page, "correctingDeclare")
    room.wait(lambda: page.detail.form.isHidden())
    first, second = room.record.each(Decision)
    assert second.corrects == first.id
    assert (second.provision, second.words) == (first.provision, "“Should” was read out wrongly.")
    assert (cells(page, 0)[-1], cells(page, 1)[-1]) == ("corrected by D-1.1-002", "corrects D-1.1-001")


def test_a_correction_refused_keeps_its_words(room, page, qtbot):
    room.do(CloseSitting(sitting=room.ids["sitting"]))
    press(page, "decisionCorrect")
    page.detail.form.words.setPlainText("Half of it")
    with qtbot.waitSignal(room.bridge.refused):
        press(page, "correctingDeclare")
    assert page.detail.form.words.toPlainText() == "Half of it"
    assert not page.detail.form.isHidden()


def test_what_is_parked_is_returned_to(room, page):
    room.do(Park(provision=room.place("2.1"), what="the word “way”", until="day 2"))
    assert [(row.place, row.until) for row in shown.parked_rows(room.record)] == [("2.1", "day 2")]
    page.parked.table.selectRow(0)
    press(page, "parkedReturn")
    room.wait(lambda: not shown.parked_rows(room.record))


def test_an_action_is_added_with_owner_and_day_and_then_done(room, page):
    page.actions_list.what.setText("Write to the registry")
    page.actions_list.owner.setText("oto")
    page.actions_list.due.setText("30 June")
    press(page, "actionAdd")
    room.wait(lambda: page.actions_list.what.text() == "")
    action = next(room.record.each(ActionItem))
    assert (action.owner, action.due) == (room.ids["oto"], date(2024, 6, 30))
    page.actions_list.table.selectRow(0)
    press(page, "actionDone")
    room.wait(lambda: next(room.record.each(ActionItem)).done_at is not None)


def test_a_day_that_is_none_is_said_to_be_none_and_nothing_is_lost(room, page, qtbot):
    page.actions_list.what.setText("Write")
    page.actions_list.due.setText("soon")
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: "soon" in words):
        press(page, "actionAdd")
    assert page.actions_list.what.text() == "Write"
    assert not list(room.record.each(ActionItem))


@pytest.mark.parametrize("typed", ["2024-06-30", "30.6.2024", "30/06/2024", "30 Jun", "30 june 2024"])
def test_days_are_read_as_people_type_them(typed):
    assert read_day(typed, date(2024, 4, 16)) == date(2024, 6, 30)

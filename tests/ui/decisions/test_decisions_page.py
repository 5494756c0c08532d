"""The decisions page: decisions with who was present and what they changed, corrections, parked items, actions."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.days import read_day
from hisrg_desktop.meeting.comments.received import Disposition, ReceiveComment
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Held
from hisrg_desktop.meeting.decisions.objections import Object
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.decisions.polls import Hands, TakePoll
from hisrg_desktop.meeting.decisions.silence import BeginSilence
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement, Statement
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


def numbers(page):
    return [cells(page, row)[0] for row in range(page.table.model().rowCount())]


def test_typing_filters_the_decisions_by_words_place_number_and_names(room, page):
    held = Held(person=room.ids["mara"], kind="reservation", reason="the cost")
    room.do(Declare(words="Noted.", provision=room.place("2.1"), positions=(held,)))
    for typed, found in (
        ("", ["D-1.1-001", "D-1.1-002"]),
        ("should", ["D-1.1-001"]),
        ("venn COST", ["D-1.1-002"]),
        ("2.1 noted", ["D-1.1-002"]),
        ("nothing has this", []),
    ):
        page.filter.setText(typed)
        assert numbers(page) == found
    assert not page._no_match.isHidden()


def test_a_decision_is_copied_as_it_was_read_out(room, page):
    press(page, "decisionCopy")
    copied = QApplication.clipboard().text()
    assert copied.startswith("D-1.1-001\nThe Group agrees on “should” in 1.1.\n")
    assert "2 of 3 members present" in copied


def test_what_was_agreed_and_disposed_of_by_a_decision_is_told(room, page):
    room.do(Declare(words="Block 1 agreed.", block=room.place("1"), settles=True))
    page.select(next(d.id for d in room.record.each(Decision) if d.settled))
    assert page.detail.whole.also == ("Provisionally agreed as it stands: 1.1, 1.2, a).",)
    page.select(next(d.id for d in room.record.each(Decision)))
    number = next(c.number for c in room.record.each(Comment))
    assert f"Comments disposed of by it: {number}." in page.detail.whole.also


def test_the_dispositions_that_follow_are_filled_from_here_as_well(room, page):
    same = ReceiveComment(
        text="The same.", author=room.ids["oto"], provision=room.place("1.1"), proposes="The Group should meet."
    )
    room.do(same)
    assert page.findChild(QAbstractButton, "decisionFill").text() == "Fill 1 disposition…"
    press(page, "decisionFill")
    assert [row.word for row in page.detail.review.rows.taken] == ["accepted"]
    press(page, "reviewFill")
    room.wait(lambda: page.detail.review.isHidden())
    comment = next(c for c in room.record.each(Comment) if c.text == "The same.")
    assert room.record.get(Disposition, comment.id).decided == "accepted"
    assert page.findChild(QAbstractButton, "decisionFill").isHidden()


def test_an_announced_statement_is_received_with_its_text(room, page):
    room.do(AnnounceStatement(person=room.ids["oto"], about="the lane"))
    assert page.todo.tabText(2) == "Statements 1"
    page.statements.text.setPlainText("We hold that it is too wide.")
    press(page, "statementReceive")
    room.wait(lambda: page.todo.tabText(2) == "Statements")
    (statement,) = room.record.each(Statement)
    assert statement.text == "We hold that it is too wide."


def test_a_statement_is_received_from_a_file_that_is_kept(room, page, tmp_path):
    room.do(AnnounceStatement(person=room.ids["oto"]))
    (tmp_path / "statement.pdf").write_bytes(b"%PDF-1.4 of a kind")
    page.take_file(next(room.record.each(Statement)).id, tmp_path / "statement.pdf")
    room.wait(lambda: next(room.record.each(Statement)).received_at is not None)
    kept = room.record.get(Attachment, next(room.record.each(Statement)).attachment)
    assert (kept.name, kept.size) == ("statement.pdf", 18)
    assert page.statements._rows.rows[0].state.endswith("statement.pdf")


def test_the_text_of_a_statement_is_kept_while_it_is_typed(room, page):
    room.do(AnnounceStatement(person=room.ids["oto"]))
    page.statements.text.setPlainText("Half of")
    room.bridge.desk.notes.settle()
    kept = {one.slot: one.text for one in room.bridge.desk.notes._scratch.all()}
    assert kept[f"statement-{next(room.record.each(Statement)).id}"] == "Half of"
    room.do(AnnounceStatement(person=room.ids["mara"]))
    assert page.statements.text.toPlainText() == "Half of"


def test_hands_and_objections_are_listed_and_an_objection_is_lifted(room, page):
    room.do(TakePoll(hands=Hands(in_favour=1, against=1), proposal=room.ids["open"]))
    room.do(Object(person=room.ids["mara"], proposal=room.ids["open"], reason="too wide"))
    assert [(r.on, r.what) for r in page.polls._rows.rows] == [
        ("2.1 P-002", "1 for, 1 against, 0 abstaining, 2 members present")
    ]
    assert [(r.what, r.at) for r in page.objections._rows.rows] == [("Mara Venn: too wide", "unresolved")]
    assert page.todo.tabText(4) == "Objections 1"
    page.objections.table.selectRow(0)
    press(page, "objectionsButton")
    room.wait(lambda: page.todo.tabText(4) == "Objections")
    assert page.objections._rows.rows[0].at == "lifted"


def test_a_silence_is_seen_as_running_and_confirmed_by_one_act_when_it_is_over(room, page):
    declares = Declare(words="Agreed in silence.", proposals=(room.ids["open"],))
    room.do(BeginSilence(declares=declares, until=room.bridge.now + timedelta(hours=1)))
    assert page.todo.tabText(5) == "Silence 1"
    (row,) = page.silences._rows.rows
    assert (row.on, row.what, row.at[:12]) == ("2.1 P-002", "Agreed in silence.", "runs until 1")
    refusals = []
    room.bridge.refused.connect(refusals.append)
    press(page, "silencesButton")
    room.wait(lambda: any("it can be confirmed then" in r.message for r in refusals))
    assert len(room.record.all(Decision)) == 1
    room.small.clock.at += timedelta(hours=2)
    press(page, "silencesButton")
    room.wait(lambda: page.todo.tabText(5) == "Silence")
    assert page.silences._rows.rows[0].at.endswith(": D-1.1-002")
    assert not page.findChild(QAbstractButton, "silencesButton").isEnabled()


def test_a_silence_is_given_up(room, page):
    declares = Declare(words="Agreed in silence.", proposals=(room.ids["open"],))
    room.do(BeginSilence(declares=declares, until=room.bridge.now + timedelta(hours=1)))
    assert page.silences.table.keys
    press(page, "silencesGiveUp")
    room.wait(lambda: page.silences._rows.rows[0].at == "given up")

"""Deciding at the session page: the form, the consensus call, the ways out, the review; nothing typed in it is lost."""

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.alternatives import open_alternatives
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import AmendProposal, Proposal
from hisrg_desktop.meeting.comments.received import Dispose, Disposition, ReceiveComment
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Position
from hisrg_desktop.meeting.decisions.objections import Objection, unresolved
from hisrg_desktop.meeting.decisions.parking import Parked, parked
from hisrg_desktop.meeting.decisions.polls import AllowVotes, Poll
from hisrg_desktop.meeting.decisions.silence import silences
from hisrg_desktop.meeting.decisions.statements import Statement
from hisrg_desktop.meeting.panels.reports import Panel, SetUpPanel
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.brackets import brackets_in
from hisrg_desktop.meeting.text.parts import Footnote, Provision
from hisrg_desktop.meeting.text.tabling import ProposeChange
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.session.deciding import SLOT, Unfinished
from hisrg_desktop.ui.session.settle_hand import SLOT as EDITORIAL
from hisrg_desktop.ui.session.settling import Batch
from hisrg_desktop.ui.windows.main import MainWindow
from tests.ui.text import room as small

room = small.room
"""The window on the small meeting."""


@pytest.fixture
def page(room):
    """The session page, looking at 2.1, on which one proposal is open."""
    room.window.go("session")
    page = room.window.page("session")
    page.look_at(room.place("2.1"))
    return page


@pytest.fixture
def form(page):
    """The form, prepared for the proposal on 2.1."""
    page.deciding.do_declare()
    return page.deciding.form


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def press_key(room, name):
    room.window.menus.actions[name].trigger()


def call(form, words):
    form.call.setText(words)
    QTest.keyClick(form.call, Qt.Key.Key_Return)


def declared(room, page, count=2):
    press_key(room, "activate")
    room.wait(lambda: len(room.record.all(Decision)) == count and page.deciding.form.isHidden())
    return list(room.record.each(Decision))[-1]


def told(form):
    return [form.held.item(i).text() for i in range(form.held.count())]


# --- prefilled ------------------------------------------------------------------------------------------------------


def test_the_words_follow_from_the_proposal_and_can_be_edited(room, page, form):
    assert form.words.toPlainText() == "The Group agrees that 2.1 reads: ““Lane” means a travelled way.”"
    form.words.setPlainText("So agreed.")
    decision = declared(room, page)
    assert (decision.words, decision.proposals) == ("So agreed.", (room.ids["open"],))
    assert room.record.get(Provision, room.place("2.1")).text == "“Lane” means a travelled way."


def test_without_a_proposal_the_words_are_those_of_the_last_summing_up(room, page):
    place = room.place("1.2")
    act = TakeDown(text="The Group takes note of 1.2.", speaker=room.ids["chair"], provision=place, kind="summing-up")
    room.do(act.model_copy(update={"text": "An earlier attempt."}))
    room.do(act)
    page.look_at(place)
    page.deciding.do_declare()
    assert page.deciding.form.words.toPlainText() == "The Group takes note of 1.2."
    decision = declared(room, page)
    assert decision.provision == place
    page.deciding.do_declare()
    assert page.deciding.form.words.toPlainText() == ""


def test_a_summing_up_is_prefilled_from_the_proposal_and_taken_down(room, page):
    press_key(room, "sumUp")
    assert page.capture.text == "! The Group agrees that 2.1 reads: ““Lane” means a travelled way.”"
    QTest.keyClick(page.capture.editor, Qt.Key.Key_Return)
    room.wait(lambda: bool(room.record.where(Comment, kind="summing-up")))
    (said,) = room.record.where(Comment, kind="summing-up")
    assert said.text == "The Group agrees that 2.1 reads: ““Lane” means a travelled way.”"


# --- the consensus call ---------------------------------------------------------------------------------------------


def test_two_letters_of_a_name_and_one_for_the_position_are_enough(room, page, form):
    call(form, "ma r the cost")
    assert told(form) == ["Mara Venn has a reservation: the cost"]
    decision = declared(room, page)
    position = room.record.one(Position, decision=decision.id)
    assert (position.person, position.kind, position.reason) == (room.ids["mara"], "reservation", "the cost")


def test_a_member_has_one_position_and_the_last_counts(form):
    call(form, "ma r")
    call(form, "ma s")
    assert told(form) == ["Mara Venn stands aside"]
    call(form, "ma c")
    assert told(form) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("oto o", "Oto Lake is not marked present; only members present hold positions."),
        ("zzz o", "Nobody is called “zzz”."),
        ("mara", "Type a few letters of a name"),
    ],
)
def test_what_cannot_be_entered_is_said_beside_the_line_and_the_letters_stay(form, typed, why):
    call(form, typed)
    assert why in form._why.text()
    assert not form._why.isHidden()
    assert form.call.text() == typed
    assert told(form) == []


def test_the_remedy_for_an_absent_member_is_offered_and_then_the_position_is_taken(room, page, form):
    call(form, "oto o")
    room.window.do_remedy()
    room.wait(lambda: len(form.prepared.members) == 3)
    call(form, "oto o")
    assert told(form) == ["Oto Lake objects"]


def test_positions_are_chosen_with_the_mouse_as_well(form):
    form.member.setCurrentText("Mara Venn")
    press(form, "declareStandAside")
    assert told(form) == ["Mara Venn stands aside"]
    press(form, "declareTakeBack")
    assert told(form) == []


def test_letters_left_in_the_line_are_a_position_before_anything_is_declared(room, page, form):
    form.call.setText("ma r")
    decision = declared(room, page)
    assert room.record.one(Position, decision=decision.id)


def test_one_who_left_before_the_declaration_holds_no_position_and_the_form_says_so(room, page, form):
    call(form, "ma r the cost")
    room.do(Leave(people=(room.ids["mara"],)))
    press_key(room, "activate")
    room.wait(lambda: "Mara Venn is not marked present" in form._why.text())
    assert not form.isHidden()
    assert told(form) == ["somebody who has left has a reservation: the cost"]
    assert len(room.record.all(Decision)) == 1


# --- objections and ways out ----------------------------------------------------------------------------------------


def test_while_a_member_objects_the_ways_out_stand_there_and_nothing_is_declared(room, page, form):
    assert form._out.isHidden()
    call(form, "ma o too wide")
    assert not form._out.isHidden()
    assert not page.findChild(QAbstractButton, "declareButton").isEnabled()
    press_key(room, "activate")
    room.wait(lambda: "so there is no consensus" in form._why.text())
    assert len(room.record.all(Decision)) == 1


def test_parking_puts_the_objection_on_record_and_carries_its_reason_over(room, page, form):
    call(form, "ma o too wide")
    press(page, "declareWayParked")
    room.wait(lambda: bool(parked(room.record)))
    assert [(p.proposal, p.what) for p in parked(room.record)] == [(room.ids["open"], "too wide")]
    assert [(o.person, o.reason) for o in unresolved(room.record)] == [(room.ids["mara"], "too wide")]
    assert form.isHidden()
    room.bridge.undo()
    room.wait(lambda: not parked(room.record) and not room.record.all(Objection))


def test_withdrawing_ends_the_proposal_and_the_objection_with_it(room, page, form):
    call(form, "ma o")
    press(page, "declareWayWithdrawn")
    room.wait(lambda: room.record.get(Proposal, room.ids["open"]).state == "withdrawn")
    assert len(room.record.all(Objection)) == 1
    assert not unresolved(room.record)


def test_amending_opens_the_wording_in_the_editor_and_the_objection_waits_on_record(room, page, form):
    call(form, "ma o too wide")
    form.words.setPlainText("The Group agrees that 2.1 reads: “A lane is a narrow way.”")
    press(page, "declareWayAmended")
    room.wait(lambda: bool(unresolved(room.record)))
    assert page.centre.editor.text == "A lane is a narrow way."
    page.deciding.card_declare(room.ids["open"])
    assert told(form) == ["Mara Venn objects: too wide  (on record)"]
    assert form.words.toPlainText() == "The Group agrees that 2.1 reads: “A lane is a narrow way.”"
    call(form, "ma c")
    room.wait(lambda: not told(form))
    assert [o.resolved for o in room.record.each(Objection)] == ["amended"]
    declared(room, page)


def test_a_footnote_meets_the_objection_and_is_declared_with_the_decision(room, page, form):
    call(form, "ma o too wide")
    press(page, "declareWayFootnote")
    room.wait(lambda: bool(unresolved(room.record)))
    assert not form.footnote.isHidden()
    assert not page.findChild(QAbstractButton, "declareButton").isEnabled()
    QTest.keyClicks(form.footnote, "One member would have it narrower.")
    assert page.findChild(QAbstractButton, "declareButton").isEnabled()
    decision = declared(room, page)
    assert [o.resolved for o in room.record.each(Objection)] == ["footnote"]
    notes = [n.text for n in room.record.where(Footnote, provision=room.place("2.1"))]
    assert notes == ["One member would have it narrower."]
    assert [a.operation for a in room.record.where(Amendment, decision=decision.id)] == ["replace", "add footnote"]
    room.bridge.undo()
    room.wait(lambda: bool(unresolved(room.record)))
    assert not room.record.where(Footnote, provision=room.place("2.1"))


def test_words_follow_an_amended_proposal_and_words_of_ones_own_are_to_be_read_again(room, page, form):
    amend = AmendProposal(proposal=room.ids["open"], after="A lane is a narrow way.")
    form.leave()
    room.do(amend)
    page.deciding.prepare(room.ids["open"])
    assert form.words.toPlainText() == "The Group agrees that 2.1 reads: “A lane is a narrow way.”"
    form.words.setPlainText("Words of our own.")
    form.leave()
    room.do(amend.model_copy(update={"after": "A lane is a broad way."}))
    page.deciding.prepare(room.ids["open"])
    assert form.words.toPlainText() == "Words of our own."
    assert "has changed since these words were written" in form._why.text()


def take_way(room, form, number):
    """Take a way out of the objection just entered, by its key."""
    form.call.setFocus()
    QTest.keyClick(form.call, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: bool(room.record.all(Objection)))


def test_brackets_take_the_words_of_the_form_over_and_say_who_asked_for_them(room, page, form):
    form.words.setPlainText("The Group agrees that 2.1 reads: “A lane means a broad way.”")
    call(form, "ma o too wide")
    take_way(room, form, 2)
    assert page.centre.editor.text == "[“Lane”] [A lane] means a [broad] way."
    press_key(room, "activate")
    room.wait(lambda: room.record.get(Proposal, room.ids["open"]).after.startswith("[“Lane”]"))
    press_key(room, "declare")
    assert form.words.toPlainText() == "The Group agrees that 2.1 reads: “[“Lane”] [A lane] means a [broad] way.”"
    call(form, "ma c")
    room.wait(lambda: not told(form))
    declared(room, page)
    assert [o.resolved for o in room.record.each(Objection)] == ["bracketed"]
    provision = room.record.get(Provision, room.place("2.1"))
    asked = [(b.words, b.bracket.asked_by, b.bracket.why) for b in brackets_in(room.record, provision)]
    assert asked == [(words, room.ids["mara"], "too wide") for words in ("“Lane”", "A lane", "broad")]


def test_where_the_words_stand_already_brackets_ask_which_of_them_and_know_who_objects(room, page):
    page.look_at(room.place("1.2"))
    press_key(room, "declare")
    form = page.deciding.form
    form.words.setPlainText("The Group agrees on 1.2.")
    call(form, "ma o what of?")
    take_way(room, form, 2)
    line = page.ask_line.line
    assert (line.text(), line.selectedText()) == ("It takes note:", "It takes note:")
    QTest.keyClicks(line, "takes note")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Mara Venn: what of?"
    QTest.keyClick(line, Qt.Key.Key_Return)
    room.wait(lambda: room.record.get(Provision, room.place("1.2")).text == "It [takes note]:")
    (there,) = brackets_in(room.record, room.record.get(Provision, room.place("1.2")))
    assert (there.bracket.asked_by, there.bracket.why) == (room.ids["mara"], "what of?")
    press_key(room, "bracket")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    press_key(room, "bracket")
    assert line.text() == ""


def test_an_alternative_begins_with_the_words_of_the_form_and_stands_beside_the_proposal(room, page, form):
    form.words.setPlainText("The Group agrees that 2.1 reads: “A lane means a broad way.”")
    call(form, "ma o")
    take_way(room, form, 3)
    assert page.centre.editor.text == "A lane means a broad way."
    press_key(room, "activate")
    room.wait(lambda: len(open_alternatives(room.record, room.place("2.1"))) == 2)
    ours, theirs = (
        room.record.get(Proposal, one.proposal) for one in open_alternatives(room.record, room.place("2.1"))
    )
    assert (ours.id, theirs.after) == (room.ids["open"], "A lane means a broad way.")
    room.wait(page.centre.editor.isHidden)
    assert page.centre.tab == "alternatives"


def test_the_proposal_as_it_is_becomes_an_alternative_to_the_text_without_a_second_proposal(room, page, form):
    call(form, "ma o")
    take_way(room, form, 3)
    count = len(room.record.all(Proposal))
    press_key(room, "activate")
    room.wait(lambda: len(open_alternatives(room.record, room.place("2.1"))) == 2)
    stood = [one.proposal for one in open_alternatives(room.record, room.place("2.1"))]
    assert stood == [None, room.ids["open"]]
    assert len(room.record.all(Proposal)) == count


def test_amending_what_is_agreed_without_a_proposal_begins_one_with_the_words_of_the_form(room, page):
    page.look_at(room.place("1.2"))
    press_key(room, "declare")
    page.deciding.form.words.setPlainText("The Group agrees that 1.2 reads: “It takes due note:”")
    call(page.deciding.form, "ma o what of?")
    take_way(room, page.deciding.form, 1)
    assert page.centre.editor.text == "It takes due note:"
    press_key(room, "activate")
    room.wait(lambda: bool(room.record.where(Proposal, provision=room.place("1.2"))))


def test_a_block_is_parked_or_referred_and_offers_no_way_out_that_needs_words(room, page):
    press_key(room, "agreeBlock")
    form = page.deciding.form
    call(form, "ma o")
    offered = [name for name, button in form._ways.items() if not button.isHidden()]
    assert offered == ["parked", "referred"]


def test_a_proposal_to_delete_is_met_by_brackets_about_the_words(room, page):
    place, mara = room.place("1.2"), room.ids["mara"]
    room.do(ProposeChange(operation="delete", provision=place, speaker=mara, text="Not needed."))
    page.look_at(room.place("1.2"))
    press_key(room, "declare")
    form = page.deciding.form
    call(form, "ma o needed")
    offered = [name for name, button in form._ways.items() if not button.isHidden()]
    assert offered == ["bracketed", "footnote", "parked", "referred", "withdrawn"]
    take_way(room, form, 2)
    assert page.ask_line.line.text() == "It takes note:"


def test_referring_by_key_asks_to_whom_and_takes_the_reason_along(room, page, form):
    room.do(SetUpPanel(name="Technical Panel"))
    call(form, "ma o too wide")
    form.call.setFocus()
    QTest.keyClick(form.call, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: page.ask_line.isVisible())
    QTest.keyClicks(page.ask_line.line, "Tech")
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    room.wait(lambda: bool(parked(room.record)))
    (there,) = parked(room.record)
    assert (there.state, there.what, there.proposal) == ("referred", "too wide", room.ids["open"])
    assert room.record.get(Proposal, room.ids["open"]).state == "referred"


def test_withdrawing_and_the_footnote_are_taken_by_key(room, page, form):
    call(form, "ma o")
    take_way(room, form, 4)
    assert room.window.focusWidget() is form.footnote
    QTest.keyClick(form.footnote, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: room.record.get(Proposal, room.ids["open"]).state == "withdrawn")


def test_a_way_out_is_taken_by_one_key(room, page, form):
    call(form, "ma o")
    form.call.setFocus()
    QTest.keyClick(form.call, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: bool(parked(room.record)))


# --- silence --------------------------------------------------------------------------------------------------------


@pytest.fixture
def silent(room, page, form):
    """The proposal on 2.1 put in silence until 18:00, by keyboard."""
    form.method.setFocus()
    QTest.keyClick(form.method, Qt.Key.Key_Down)
    QTest.keyClick(form.method, Qt.Key.Key_Tab)
    assert room.window.focusWidget() is form.until
    QTest.keyClicks(form.until, "18:00")
    press_key(room, "activate")
    room.wait(lambda: form.isHidden() and bool(silences(room.record)))
    return silences(room.record)[0]


def test_silence_needs_to_be_told_until_when_it_runs(room, page, form):
    form.method.setCurrentIndex(1)
    assert form._declare.text() == "Begin  Ctrl+Enter"
    form.until.setText("soon")
    press_key(room, "activate")
    assert "Say until when silence runs" in form._why.text()
    assert room.window.focusWidget() is form.until
    form.leave()
    page.deciding.do_declare()
    assert (form.method.currentText(), form.until.text()) == ("silence procedure", "soon")


def test_silence_runs_and_is_confirmed_in_the_form_when_it_is_over(room, page, form, silent):
    press_key(room, "declare")
    assert form._silent.text() == "Silence runs until 18:00. One objection breaks it."
    assert form.words.isReadOnly()
    press_key(room, "activate")
    room.wait(lambda: "Silence runs until 18:00; it can be confirmed then." in form._why.text())
    assert len(room.record.all(Decision)) == 1
    room.small.clock.at += timedelta(hours=9)
    form.leave()
    press_key(room, "declare")
    assert form._silent.text() == "Silence kept until 18:00, to be confirmed."
    decision = declared(room, page)
    assert (decision.method, decision.words) == ("silence procedure", silent.words)
    assert room.record.get(Provision, room.place("2.1")).text == "“Lane” means a travelled way."


def test_an_objection_typed_while_silence_runs_breaks_it_and_the_ways_out_stand_there(room, page, form, silent):
    press_key(room, "declare")
    call(form, "oto r the cost")
    assert "only an objection counts" in form._why.text()
    call(form, "oto o by letter: too wide")
    # The news and the answer come one after the other; the line is empty once the answer is there.
    room.wait(lambda: not silences(room.record) and told(form) != [] and form.call.text() == "")
    assert told(form) == ["Oto Lake objects: by letter: too wide  (on record)"]
    assert not form._out.isHidden()
    assert not form.words.isReadOnly()


def test_an_objection_chosen_with_the_mouse_breaks_a_silence_too(room, page, form, silent):
    press_key(room, "declare")
    form.member.setCurrentText("Mara Venn")
    form.call.setText("too wide")
    press(form, "declareObjection")
    room.wait(lambda: told(form) == ["Mara Venn objects: too wide  (on record)"])
    assert not silences(room.record)


def test_a_silence_given_up_gives_the_form_back(room, page, form, silent):
    press_key(room, "declare")
    press(page, "declareGiveUp")
    room.wait(lambda: form._silent.isHidden())
    assert not form.words.isReadOnly()
    declared(room, page)


# --- kept -----------------------------------------------------------------------------------------------------------


def test_the_form_left_and_opened_again_has_its_words(room, page, form):
    form.words.setPlainText("Half of")
    call(form, "ma r")
    form.leave()
    page.deciding.prepare(room.place("1.2"))
    assert form.words.toPlainText() == ""
    page.deciding.prepare(room.ids["open"])
    assert (form.words.toPlainText(), told(form)) == ("Half of", ["Mara Venn has a reservation"])


def test_killed_between_decision_and_declaration_the_form_comes_back_with_everything(room, page, form, look, qtbot):
    form.words.setPlainText("Half of a decision")
    form.settles.setChecked(True)
    call(form, "ma o too wide")
    form.call.setText("ch")
    page.deciding.keep_unfinished()
    desk = room.bridge.desk
    desk.notes.settle()
    path = desk.path
    kept = [one for one in desk.notes._scratch.all() if one.slot.startswith(SLOT)]
    assert [json.loads(one.text)["words"] for one in kept] == ["Half of a decision"]
    desk.close()
    window = MainWindow(look)
    window.show()
    window.show_dossier(Bridge(Desk.open(path), window))
    window.go("session")
    again = window.page("session").deciding.form
    assert not again.isHidden()
    assert again.prepared.proposal == room.ids["open"]
    assert (again.words.toPlainText(), again.settles.isChecked()) == ("Half of a decision", True)
    assert (told(again), again.call.text()) == (["Mara Venn objects: too wide"], "ch")
    assert window.page("session").capture.text == ""
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_once_declared_nothing_of_the_form_is_kept(room, page, form):
    form.words.setPlainText("So agreed.")
    page.deciding.keep_unfinished()
    declared(room, page)
    page.keep_unfinished()
    room.bridge.desk.notes.settle()
    assert not [one for one in room.bridge.desk.notes._scratch.all() if one.text]


def test_kept_words_that_are_no_decision_are_left_alone():
    assert Unfinished.read("no decision") is None
    assert Unfinished.read('{"subject": "p", "unknown": 1}') is None
    assert Unfinished.read(Unfinished("p", "words").kept()) == Unfinished("p", "words")


# --- the review -----------------------------------------------------------------------------------------------------


def test_linked_comments_are_reviewed_and_filled_in_one_step(room, page):
    place = room.place("2.1")
    other = ReceiveComment(text="Too wide.", author=room.ids["oto"], provision=place)
    same = other.model_copy(update={"text": "Agreed.", "proposes": "“Lane” means a travelled way."})
    room.do(other)
    room.do(same)
    said = {c.text: c.id for c in room.record.each(Comment)}
    page.deciding.do_declare()
    declared(room, page)
    review = page.deciding.review
    assert not review.isHidden()
    assert [(r.key, r.link, r.word) for r in review.rows.rows] == [
        (said["Agreed."], "asks the same", "accepted"),
        (said["Too wide."], "same provision", "noted"),
    ]
    assert [r.key for r in review.rows.taken] == [said["Agreed."]]
    review.table.selectRow(1)
    QTest.keyClick(review.table, Qt.Key.Key_Space)
    review.word.setCurrentText("not accepted")
    review.word.activated.emit(review.word.currentIndex())
    QTest.keyClicks(review.observation, " The Group agreed.")
    press_key(room, "activate")
    room.wait(lambda: len(room.record.where(Disposition, decided="not accepted")) == 1 and review.isHidden())
    disposition = room.record.get(Disposition, said["Too wide."])
    assert "The Group agreed." in disposition.observation
    assert room.record.get(Disposition, said["Agreed."]).decided == "accepted"


def test_the_review_can_wait(room, page):
    room.do(ReceiveComment(text="Too wide.", author=room.ids["oto"], provision=room.place("2.1")))
    page.deciding.do_declare()
    declared(room, page)
    QTest.keyClick(page.deciding.review, Qt.Key.Key_Escape)
    assert page.deciding.review.isHidden()
    assert not room.record.where(Disposition, decided="noted")


# --- hands, statements, actions, parking ----------------------------------------------------------------------------


def answer(page, typed):
    page.ask_line.line.setText(typed)
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)


def test_hands_are_counted_against_the_members_present(room, page, qtbot):
    page.noting.do_poll()
    assert "2 members present" in page.ask_line.line.accessibleName()
    with qtbot.waitSignal(room.bridge.refused, check_params_cb=lambda r: "3 hands were counted" in r.message):
        answer(page, "2 1 0")
    page.noting.do_poll()
    answer(page, "1 for, 1 against")
    room.wait(lambda: bool(room.record.all(Poll)))
    (poll,) = room.record.each(Poll)
    assert (poll.in_favour, poll.against, poll.provision) == (1, 1, room.place("2.1"))


def test_a_vote_is_offered_only_where_it_is_switched_on(room, page, form):
    assert [form.method.itemText(i) for i in range(form.method.count())] == ["consensus", "silence procedure"]
    room.do(AllowVotes(on=True))
    page.deciding.prepare(room.ids["open"])
    form.method.setCurrentIndex(2)
    form.hands.setText("2 0")
    decision = declared(room, page)
    assert (decision.method, room.record.one(Poll, decision=decision.id).in_favour) == ("vote", 2)


def test_a_statement_is_announced_for_whoever_has_the_floor_and_due_at_a_time(room, page):
    press_key(room, "statement")
    answer(page, "about the width by 17:00")
    room.wait(lambda: bool(room.record.all(Statement)))
    (statement,) = room.record.each(Statement)
    assert (statement.person, statement.about) == (room.ids["mara"], "the width")
    assert f"{statement.due:%H:%M}" == "15:00"


def test_an_action_follows_from_the_form(room, page, form):
    press(page, "declareAction")
    answer(page, "Oto: write to the registry by 30 June")
    room.wait(lambda: bool(room.record.all(ActionItem)))
    (action,) = room.record.each(ActionItem)
    assert (action.title, action.owner, str(action.due)) == ("write to the registry", room.ids["oto"], "2024-06-30")


def test_what_is_parked_says_what_with_whom_until_when_and_one_key_comes_back_to_it(room, page):
    press_key(room, "park")
    answer(page, "the word way, with Oto, until after lunch")
    room.wait(lambda: bool(parked(room.record)))
    (there,) = room.record.each(Parked)
    assert (there.what, there.owner, there.until) == ("the word way", room.ids["oto"], "after lunch")
    assert "2.1 the word way — with Oto Lake, after lunch" in page._parked.text()
    page.look_at(room.place("1.1"))
    press_key(room, "return")
    room.wait(lambda: not parked(room.record))
    assert page.looked == room.place("2.1")


def test_a_provision_is_referred_to_a_panel_by_the_beginning_of_its_name(room, page):
    room.do(SetUpPanel(name="Technical Panel"))
    press_key(room, "refer")
    answer(page, "tech: how wide")
    room.wait(lambda: room.record.get(Provision, room.place("2.1")).state == "referred")
    (there,) = room.record.each(Parked)
    assert (there.panel, there.what) == (next(room.record.each(Panel)).id, "how wide")
    assert "2.1 how wide — referred to the Technical Panel" in page._parked.text()
    press(page, "sessionReturnButton")
    room.wait(lambda: room.record.get(Provision, room.place("2.1")).state == "open")


def test_enter_alone_parks_as_it_is(room, page):
    press_key(room, "park")
    answer(page, "")
    room.wait(lambda: bool(parked(room.record)))


# --- at once --------------------------------------------------------------------------------------------------------


def test_editorial_points_are_adopted_at_once_without_those_taken_out(room, page):
    for place, words in (("1.1", "The Group ought to meet."), ("1.2", "It takes due note:")):
        room.do(
            ReceiveComment(
                text="Style.", author=room.ids["oto"], type="ed", provision=room.place(place), proposes=words
            )
        )
    press_key(room, "editorial")
    form = page.settling.editorial
    assert [r.place for r in form.rows.taken] == ["1.1", "1.2"]
    assert "P-003 and P-004" in form.words.toPlainText()
    form.table.selectRow(1)
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    assert form.words.toPlainText().endswith("proposed in P-003.")
    press_key(room, "activate")
    room.wait(lambda: form.isHidden())
    assert room.record.get(Provision, room.place("1.1")).text == "The Group ought to meet."
    assert room.record.get(Provision, room.place("1.2")).text == "It takes note:"


@pytest.fixture
def editorial(room, page):
    """The list of editorial points on 1.1 and 1.2, open."""
    for place, words in (("1.1", "The Group ought to meet."), ("1.2", "It takes due note:")):
        point_on(room, place, words)
    press_key(room, "editorial")
    return page.settling.editorial


def point_on(room, place, words):
    fields = {"author": room.ids["oto"], "type": "ed", "provision": room.place(place), "proposes": words}
    room.do(ReceiveComment(text="Style.", **fields))


def kept_of_the_list(room):
    """What of the list is on disk."""
    room.bridge.desk.notes.settle()
    return [one.text for one in room.bridge.desk.notes._scratch.all() if one.slot == EDITORIAL and one.text]


def test_killed_with_the_list_of_editorial_points_open_it_is_open_again_as_it_was(room, page, editorial, look):
    editorial.table.choose_row(1)
    QTest.keyClick(editorial.table, Qt.Key.Key_Space)
    editorial.words.setPlainText("Adopted at one go.")
    room.wait(lambda: bool(kept_of_the_list(room)) and "at one go" in kept_of_the_list(room)[0])
    desk, path = room.bridge.desk, room.bridge.desk.path
    desk.close()
    window = MainWindow(look)
    window.show()
    window.show_dossier(Bridge(Desk.open(path), window))
    window.go("session")
    again = window.page("session").settling.editorial
    assert not again.isHidden()
    assert [p.place for p in again.rows.taken] == ["1.1"]
    assert again.words.toPlainText() == "Adopted at one go."
    assert window.page("session").capture.text == ""
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_the_list_left_and_opened_again_is_as_it_was_and_a_new_point_is_not_chosen(room, page, editorial):
    QTest.keyClick(editorial.table, Qt.Key.Key_Space)
    QTest.keyClick(editorial.table, Qt.Key.Key_Escape)
    point_on(room, "1.2a", "of everything there is;")
    press_key(room, "editorial")
    assert [(p.place, p in editorial.rows.taken) for p in editorial.rows.rows] == [
        ("1.1", False), ("1.2", True), ("1.2a", False)
    ]  # fmt: skip
    assert editorial.words.toPlainText().endswith("proposed in P-004.")
    press_key(room, "activate")
    room.wait(editorial.isHidden)
    assert room.record.get(Provision, room.place("1.2")).text == "It takes due note:"
    assert not kept_of_the_list(room)
    press_key(room, "editorial")
    assert [p.place for p in editorial.rows.taken] == ["1.1", "1.2a"]


def test_a_list_only_looked_at_is_not_kept(room, page, editorial):
    QTest.keyClick(editorial.table, Qt.Key.Key_Escape)
    assert not kept_of_the_list(room)
    assert Batch.read("no choice") is None


def test_a_block_is_agreed_as_it_stands(room, page):
    page.look_at(room.place("1.1"))
    press_key(room, "agreeBlock")
    form = page.deciding.form
    assert form.settles.isChecked()
    assert form.words.toPlainText() == "The Group provisionally agrees on Block 1, Objective, as it stands."
    declared(room, page)
    assert room.record.get(Provision, room.place("1.2a")).state == "provisionally agreed"


def test_the_text_is_adopted_when_what_stands_in_the_way_is_cleared(room, page):
    comment = ReceiveComment(text="By letter.", author=room.ids["oto"], provision=room.place("1.1"))
    room.do(comment)
    room.do(comment.model_copy(update={"author": None, "by": "A reader"}))
    page.deciding.do_declare()
    declared(room, page)
    page.deciding.review.leave()
    press_key(room, "adopt")
    form = page.settling.adoption
    assert [(r.where, r.comment != "") for r in form.rows.rows] == [("1.1", True)]
    assert page.findChild(QAbstractButton, "adoptionReady").isHidden()
    press(page, "adoptionNote")
    room.wait(lambda: page.findChild(QAbstractButton, "adoptionNote").isHidden())
    room.do(Dispose(comments=(form.rows.rows[0].comment,), word="noted"))
    room.wait(lambda: not page.findChild(QAbstractButton, "adoptionReady").isHidden())
    press(page, "adoptionReady")
    assert page.deciding.form.words.toPlainText() == "The Group adopts the Small Text as a whole."
    declared(room, page, 3)
    assert {p.state for p in room.record.each(Provision)} == {"adopted"}


def test_arriving_members_are_counted_in_the_open_form(room, page, form):
    assert form._present.text() == "2 of 3 members present"
    room.do(Arrive(people=(room.ids["oto"],)))
    assert form._present.text() == "3 of 3 members present"


def test_the_forms_leave_the_keyboard_to_the_capture_line(room, page, form):
    QTest.keyClick(form.words, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert room.window.focusWidget() is page.capture.editor or page.capture.isAncestorOf(room.window.focusWidget())

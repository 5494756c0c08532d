"""A provision edited in place on the Session page: tabled, kept, set beside others, bracketed, merged and decided."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.alternatives import Alternative, SetAlternatives, open_alternatives
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, rewordings
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.redline.pieces import after
from hisrg_desktop.meeting.text.amendments import CorrectEditorially
from hisrg_desktop.meeting.text.brackets import Bracket, SetBracket
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.centre import TABS
from hisrg_desktop.ui.session.page import SessionPage
from tests.ui.conftest import Room, person


@pytest.fixture
def page(room: Room, qtbot) -> SessionPage:
    """The session page on 10.1; Okafor has the floor."""
    room.do(GoTo(provision=at(room, "10.1")))
    room.do(GiveFloor(person=person(room.record, "Okafor")))
    room.window.go("session")
    page = room.window.current
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.looked == at(room, "10.1"))
    return page


def at(room: Room, locator: str) -> str:
    place = find_place(room.record, locator)
    assert place
    assert place.provision
    return place.provision


def text_of(room: Room, locator: str) -> str:
    return room.record.get(Provision, at(room, locator)).text


def heard(room: Room, qtbot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: done() and room.bridge.record is room.bridge.desk.record)


def latest(room: Room) -> Proposal:
    return list(room.record.each(Proposal))[-1]


def key(room: Room, name: str) -> None:
    """Choose a key of the window, as its menu entry does."""
    room.window.findChild(QAction, f"action{name[0].upper()}{name[1:]}").trigger()


def propose(room: Room, words: str, by: str = "Okafor", locator: str = "10.1") -> Proposal:
    who = person(room.record, by)
    room.do(TakeDown(text="Words.", speaker=who, provision=at(room, locator), kind="proposal", proposes=words))
    return latest(room)


# --- typed in place ---------------------------------------------------------------------------------------------------


def test_the_provision_becomes_an_editor_in_place_with_the_speaker_as_sponsor(room, page):
    key(room, "proposeText")
    assert page.centre.editor.isVisible()
    assert page.centre.editor.words.toPlainText() == text_of(room, "10.1")
    assert page.centre.editor.words.hasFocus()
    assert page.centre.editor.sponsor.text() == "Bayo Okafor"
    assert not page.centre.text.isVisible()


def test_the_change_is_shown_beneath_while_it_is_typed(room, page, qtbot):
    key(room, "proposeText")
    qtbot.keyClicks(page.centre.editor.words, " And at once.")
    qtbot.waitUntil(lambda: after(page.centre.editor.change.laid.pieces).endswith(" And at once."))
    marks = [p.inserted for p in page.centre.editor.change.laid.pieces if p.inserted]
    assert [(mark.agreed, mark.reference) for mark in marks] == [(False, "Bayo Okafor")]


def test_ctrl_enter_tables_what_was_typed_as_a_comment_with_its_proposal(room, page, qtbot):
    key(room, "proposeText")
    qtbot.keyClicks(page.centre.editor.words, " And at once.")
    before = len(room.record.all(Proposal))
    key(room, "activate")
    heard(room, qtbot, lambda: len(room.record.all(Proposal)) == before + 1)
    made = latest(room)
    assert (made.after, made.sponsor) == (text_of(room, "10.1") + " And at once.", person(room.record, "Okafor"))
    comment = room.record.get(Comment, made.comment)
    assert (comment.kind, comment.text) == ("proposal", "Proposes to add “And at once.”.")
    heard(room, qtbot, page.centre.editor.isHidden)
    assert page.capture.editor.hasFocus()
    assert page.centre.tab == "proposals"


def test_all_of_it_goes_by_the_keyboard(room, page, qtbot):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    page.capture.setFocus()
    qtbot.keyClick(page.capture.editor, Qt.Key.Key_T, both)
    assert page.centre.editor.words.hasFocus()
    qtbot.keyClicks(page.centre.editor.words, " And at once.")
    before = len(room.record.all(Proposal))
    qtbot.keyClick(page.centre.editor.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    heard(room, qtbot, lambda: len(room.record.all(Proposal)) == before + 1)
    qtbot.waitUntil(page.capture.editor.hasFocus)
    qtbot.keyClick(page.capture.editor, Qt.Key.Key_F5)
    assert page.centre.editor.words.hasFocus()


def test_the_sponsor_is_changed_by_typing_a_name(room, page, qtbot):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Other words.")
    page.centre.editor.sponsor.setText("Oskar Lind")
    before = len(room.record.all(Proposal))
    key(room, "activate")
    heard(room, qtbot, lambda: len(room.record.all(Proposal)) == before + 1)
    sponsor = room.record.get(Proposal, latest(room).id).sponsor
    assert room.record.get(Person, sponsor).name == "Oskar Lind"


def test_a_name_that_nobody_has_keeps_the_editor_and_its_words(room, page, qtbot):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Other words.")
    page.centre.editor.sponsor.setText("Nobody Known")
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: "Nobody Known" in words):
        key(room, "activate")
    assert page.centre.editor.text == "Other words."
    assert page.centre.editor.isVisible()


def test_words_that_were_left_unfinished_are_there_again(room, page, qtbot):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Half a")
    qtbot.keyClick(page.centre.editor.words, Qt.Key.Key_Escape)
    assert page.centre.editor.isHidden()
    assert page.capture.editor.hasFocus()
    key(room, "proposeText")
    assert page.centre.editor.words.toPlainText() == "Half a"


def test_unfinished_words_are_put_back_after_the_program_was_killed(room, page, open_room, tmp_path: Path, qtbot):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Half a sentence")
    page.changing.keep_unfinished()
    room.bridge.desk.notes.settle()
    room.window.close()
    room.bridge.close()
    again = open_room(tmp_path / "small.hisrg")
    again.window.go("session")
    there = again.window.current
    qtbot.waitUntil(lambda: there.centre.editor.words.toPlainText() == "Half a sentence")
    assert there.capture.text == ""
    assert there.looked == at(again, "10.1")


def test_what_others_do_leaves_the_words_alone_that_are_being_edited(room, page):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Half a")
    room.do(CorrectEditorially(provision=at(room, "10.2"), text="Something else."))
    propose(room, "Quite other words.", "Lind")
    assert page.centre.editor.words.toPlainText() == "Half a"
    assert page.centre.editor.isVisible()


def test_looking_at_another_place_puts_the_editor_by_and_coming_back_shows_it(room, page):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Half a")
    page.look_at(at(room, "10.2"))
    assert page.centre.editor.isHidden()
    page.look_at(at(room, "10.1"))
    assert page.centre.editor.isVisible()
    assert page.centre.editor.words.toPlainText() == "Half a"


def test_of_a_hundred_thousand_characters_only_what_stands_about_the_change_is_shown(room, page, qtbot):
    key(room, "proposeText")
    words = "lantern " * 12_500 + "burns."
    page.centre.editor.words.setPlainText(words)
    page.centre.editor._show_change()
    assert len(page.centre.editor.change.laid.text) < 2_000
    key(room, "activate")
    qtbot.waitUntil(page.centre.editor.isHidden)
    assert latest(room).after == words


def test_what_is_adopted_while_somebody_types_is_not_undone_by_their_words(room, page, qtbot):
    text = text_of(room, "10.1")
    key(room, "proposeText")
    page.centre.editor.words.setPlainText(f"{text} At once.")
    room.do(CorrectEditorially(provision=at(room, "10.1"), text=f"Every {text.split(' ', 1)[1]}"))
    assert "It reads now: “Every" in page.centre.editor._note.text()
    key(room, "activate")
    qtbot.waitUntil(page.centre.editor.isHidden)
    assert latest(room).after == f"Every {text.split(' ', 1)[1]} At once."


def test_words_on_which_somebody_else_was_quicker_are_read_again_before_they_are_tabled(room, page, qtbot):
    text = text_of(room, "10.1")
    rest = text.split(" ", 1)[1]
    key(room, "proposeText")
    page.centre.editor.words.setPlainText(f"No {rest}")
    room.do(CorrectEditorially(provision=at(room, "10.1"), text=f"Every {rest}"))
    before = len(room.record.all(Proposal))
    key(room, "activate")
    assert page.centre.editor.isVisible()
    assert "The same words were changed" in page.centre.editor._note.text()
    key(room, "activate")
    qtbot.waitUntil(page.centre.editor.isHidden)
    assert len(room.record.all(Proposal)) == before + 1
    assert latest(room).after == f"No {rest}"


# --- amended, overtaken -----------------------------------------------------------------------------------------------


def test_a_proposal_is_amended_in_place(room, page, qtbot):
    made = propose(room, text_of(room, "10.1") + " At once.")
    page.changing.card_amend(made.id)
    assert page.centre.editor.words.toPlainText() == made.after
    page.centre.editor.words.setPlainText(made.after + " Everywhere.")
    key(room, "activate")
    heard(room, qtbot, lambda: bool(rewordings(room.record, made.id)))
    assert room.record.get(Proposal, made.id).after == made.after + " Everywhere."


def buttons(page: SessionPage) -> set[str]:
    return {b.property("does") for b in page.centre._made["proposals"] if not b.isHidden()}


def test_after_an_adoption_the_cards_say_what_conflicts_and_what_is_overtaken_and_what_to_do(room, page, qtbot):
    text = text_of(room, "10.1")
    rest = text.split(" ", 1)[1]
    adopted = propose(room, f"Every {rest}")
    conflicts, overtaken = propose(room, f"No {rest}", "Lind"), propose(room, f"Every {rest}", "Lind")
    page.centre.show_tab("proposals")
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: f"no longer fits: {conflicts.number}" in words):
        room.do(Declare(words="Agreed.", proposals=(adopted.id,)))
    tags = {v.key: [t for t, _ in v.tags] for v in page.centre._views()}
    assert "conflicts with today’s text" in tags[conflicts.id]
    assert "overtaken: it reads so already" in tags[overtaken.id]
    page.centre.cards.choose(conflicts.id)
    assert "repropose" in buttons(page)
    assert "declare" not in buttons(page)
    page.centre.cards.choose(overtaken.id)
    assert "superseded" in buttons(page)


def test_a_conflicting_proposal_is_made_anew_with_one_key_and_ctrl_enter(room, page, qtbot):
    rest = text_of(room, "10.1").split(" ", 1)[1]
    adopted, conflicts = propose(room, f"Every {rest}"), propose(room, f"No {rest}", "Lind")
    room.do(Declare(words="Agreed.", proposals=(adopted.id,)))
    page.changing.card_repropose(conflicts.id)
    assert page.centre.editor.words.toPlainText() == f"No {rest}"
    key(room, "activate")
    heard(room, qtbot, lambda: room.record.get(Proposal, conflicts.id).before == f"Every {rest}")


def test_names_of_the_backers_are_shown_on_request(room, page):
    made = propose(room, "Other words.", "Okafor")
    room.do(TakeDown(text="Yes.", speaker=room.record.get(Proposal, made.id).sponsor, supports=made.id))
    room.do(TakeDown(text="Yes.", speaker=lind(room), supports=made.id))
    page.centre.show_tab("proposals")
    words = {v.key: v.words for v in page.centre._views()}
    assert "For:" not in words[made.id]
    page.changing.card_names(made.id)
    words = {v.key: v.words for v in page.centre._views()}
    assert "For: A. Lind" in words[made.id]


def lind(room: Room) -> str:
    return person(room.record, "Lind")


# --- alternatives -----------------------------------------------------------------------------------------------------


def test_open_proposals_are_set_side_by_side_by_one_key(room, page, qtbot):
    propose(room, "One wording."), propose(room, "Another wording.", "Lind")
    key(room, "alternative")
    heard(room, qtbot, lambda: len(open_alternatives(room.record, at(room, "10.1"))) == 2)
    qtbot.waitUntil(lambda: page.centre.tab == "alternatives")
    assert [after(c.view.pieces) for c in page.centre.beside.columns] == ["One wording.", "Another wording."]
    assert page.centre.badge.accessibleName() == "alternatives"


def test_the_wording_that_is_edited_becomes_an_alternative_to_the_text(room, page, qtbot):
    key(room, "proposeText")
    page.centre.editor.words.setPlainText("Quite another wording.")
    key(room, "alternative")
    qtbot.waitUntil(page.centre.editor.isHidden)
    assert len(open_alternatives(room.record, at(room, "10.1"))) == 2
    assert latest(room).after == "Quite another wording."


def test_an_alternative_that_lost_can_be_read_and_proposed_again(room, page, qtbot):
    one, other = propose(room, "One wording."), propose(room, "Another wording.", "Lind")
    room.do(SetAlternatives(provision=at(room, "10.1"), proposals=(one.id, other.id)))
    room.do(Declare(words="Agreed.", proposals=(other.id,)))
    page.centre.show_tab("alternatives")
    views = {c.view.letter: c.view for c in page.centre.beside.columns}
    assert views["A"].tag[0].startswith("not agreed · D-")
    assert after(views["A"].pieces) == "One wording."
    lost = next(a for a in room.record.each(Alternative) if a.proposal == one.id)
    page.changing.card_tableAgain(lost.id)
    assert "One wording." in page.centre.editor.words.toPlainText()


# --- brackets ---------------------------------------------------------------------------------------------------------


def test_selected_words_go_into_brackets_with_who_asked_and_why(room, page, qtbot):
    text = text_of(room, "10.1")
    word = text.split()[1]
    start = page.centre.text.laid.text.index(word)
    page.centre.text._anchor, page.centre.text._end = start, start + len(word)
    key(room, "bracket")
    page.ask_line.line.setText("too vague")
    qtbot.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    heard(room, qtbot, lambda: bool(room.record.all(Bracket)))
    assert f"[{word}]" in text_of(room, "10.1")
    (bracket,) = room.record.each(Bracket)
    assert (bracket.asked_by, bracket.why) == (person(room.record, "Okafor"), "too vague")
    assert f"[{word}] asked by B. Okafor: too vague" in page.centre._under.text()


def test_words_to_be_bracketed_can_be_typed(room, page, qtbot):
    word = text_of(room, "10.1").split()[1]
    key(room, "bracket")
    for answer in (word, "Okafor: too vague"):
        page.ask_line.line.setText(answer)
        qtbot.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    heard(room, qtbot, lambda: bool(room.record.all(Bracket)))
    assert f"[{word}]" in text_of(room, "10.1")


def test_brackets_come_off_where_who_asked_for_them_has_the_floor(room, page, qtbot):
    word = text_of(room, "10.1").split()[1]
    start = text_of(room, "10.1").index(word)
    act = SetBracket(
        provision=at(room, "10.1"), start=start, end=start + len(word), asked_by=person(room.record, "Okafor")
    )
    room.do(act)
    key(room, "bracket")
    page.ask_line.line.setText(word)
    qtbot.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    heard(room, qtbot, lambda: f"[{word}]" not in text_of(room, "10.1"))


# --- merging ----------------------------------------------------------------------------------------------------------


def chosen(box: QWidget, name: str) -> None:
    box.findChild(QWidget, name).click()


def test_merged_proposals_go_to_the_decision_and_are_agreed_as_amended(room, page, qtbot):
    text = text_of(room, "10.1")
    rest = text.split(" ", 1)[1]
    one, other = propose(room, f"Every {rest}"), propose(room, f"{text} At once.", "Lind")
    key(room, "merge")
    box = page.changing.merging
    for proposal in room.record.where(Proposal, provision=at(room, "10.1")):
        if proposal.id not in (one.id, other.id):
            box.chips[proposal.id].setChecked(False)
    qtbot.waitUntil(lambda: after(box.wording.laid.pieces) == f"Every {rest} At once.")
    key(room, "activate")
    assert page.deciding.is_open
    assert text_of(room, "10.1") == text
    assert page.deciding.form.words.toPlainText().endswith(f"“Every {rest} At once.”")
    key(room, "activate")
    heard(room, qtbot, lambda: text_of(room, "10.1") == f"Every {rest} At once.")
    assert {room.record.get(Proposal, p.id).state for p in (one, other)} == {"agreed as amended"}


def test_a_collision_is_listed_and_settled_by_choosing_or_by_hand(room, page, qtbot):
    rest = text_of(room, "10.1").split(" ", 1)[1]
    one, other = propose(room, f"Every {rest}"), propose(room, f"No {rest}", "Lind")
    key(room, "merge")
    box = page.changing.merging
    for proposal, chip in box.chips.items():
        chip.setChecked(proposal in (one.id, other.id))
    assert [row.state.accessibleName() for row in box.rows] == ["open"]
    assert not box.decide.isEnabled()
    chosen(box, "mergeChoice1x0")
    assert box.rows[0].state.accessibleName() == "resolved"
    assert box.decide.isEnabled()
    box.rows[0].by_hand.setText("Any")
    qtbot.keyClick(box.rows[0].by_hand, Qt.Key.Key_Return)
    assert after(box.wording.laid.pieces) == f"Any {rest}"


def test_where_the_window_is_small_the_merged_wording_stands_in_place_of_the_provision(room, page, qtbot):
    rest = text_of(room, "10.1").split(" ", 1)[1]
    propose(room, f"Every {rest}")
    propose(room, f"No {rest}", "Lind")
    key(room, "merge")
    box = page.changing.merging
    qtbot.waitUntil(lambda: box.wording.isVisible() and not page.centre.text.isVisible())
    assert box.rect().contains(box.wording.mapTo(box, box.wording.rect().topLeft()))
    box.leave()
    qtbot.waitUntil(page.centre.text.isVisible)


def test_merged_proposals_become_one(room, page, qtbot):
    text = text_of(room, "10.1")
    one, other = propose(room, f"Every {text.split(' ', 1)[1]}"), propose(room, f"{text} At once.", "Lind")
    key(room, "merge")
    box = page.changing.merging
    for proposal, chip in box.chips.items():
        chip.setChecked(proposal in (one.id, other.id))
    chosen(box, "sessionMergeOne")
    heard(room, qtbot, lambda: room.record.get(Proposal, other.id).state == "merged into")
    assert room.record.get(Proposal, one.id).after == f"Every {text.split(' ', 1)[1]} At once."
    QApplication.processEvents()
    assert box.isHidden()


def test_the_tabs_are_all_there(page):
    assert [page.centre.tabs.tabText(n).split()[0] for n in range(len(TABS))] == [
        "Comments", "Proposals", "Alternatives", "Panel", "Debate"
    ]  # fmt: skip

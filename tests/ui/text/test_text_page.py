"""The text page: the document in four readings, the story of a provision, corrections and reopenings."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTabBar

from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.redline.pieces import after, before
from hisrg_desktop.meeting.text.amendments import CorrectEditorially
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.meeting.text.tabling import ProposeChange
from hisrg_desktop.ui.text import shown
from hisrg_desktop.ui.text.page import TextPage


@pytest.fixture
def page(room) -> TextPage:
    """The text page, seen."""
    room.window.go("text")
    page = room.window.page("text")
    assert isinstance(page, TextPage)
    return page


def words(lines, key):
    return "".join(p.text for line in lines if line.key == key for p in line.pieces)


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def test_the_room_reads_what_is_agreed_and_what_is_proposed(room, page):
    lines = shown.lines(room.record, "room")
    proposed = next(line for line in lines if line.key == room.place("2.1"))
    marks = [piece.inserted for piece in proposed.pieces if piece.inserted]
    assert [(mark.agreed, mark.reference) for mark in marks] == [(False, "P-002")]
    assert words(lines, room.place("1.1")) == "The Group shallshould meet."


def test_agreed_only_leaves_out_what_is_proposed(room, page):
    lines = shown.lines(room.record, "agreed")
    assert words(lines, room.place("2.1")) == "“Lane” means a way."
    assert words(lines, room.place("1.1")) == "The Group shallshould meet."


def test_clean_is_the_text_as_it_stands(room, page):
    lines = shown.lines(room.record, "clean")
    assert words(lines, room.place("1.1")) == "The Group should meet."


def test_as_drafted_is_the_draft(room, page):
    lines = shown.lines(room.record, "drafted")
    assert words(lines, room.place("1.1")) == "The Group shall meet."
    assert [line.kind for line in lines] == ["title", "block", *["provision"] * 3, "note", "block", "provision"]


def test_footnotes_stand_under_their_block(room, page):
    kinds = [(line.kind, line.label) for line in shown.lines(room.record, "room")]
    assert kinds.index(("note", "1")) == kinds.index(("block", "2")) - 1


def test_the_reading_is_switched_and_the_place_stays_selected(room, page):
    page.select(room.place("1.2"))
    for index in (3, 1, 2, 0):
        page.findChild(QTabBar, "textReadings").setCurrentIndex(index)
        assert page.document.key == room.place("1.2")


def test_a_click_in_the_outline_jumps_there(room, page):
    page.tree.select(room.place("2.1"))
    assert page.document.key == room.place("2.1")


def test_the_story_names_the_decision_with_who_was_present(room, page):
    page.select(room.place("1.1"))
    story = shown.changes(room.record, room.record.get(Provision, room.place("1.1")))
    assert [view.name for view in story] == ["D-1.1-001"]
    assert "By consensus, 2 of 3 members present." in story[0].words
    assert after(story[0].pieces) == "The Group should meet."
    assert page.story.tabs.tabText(0) == "Changes 1"


def test_an_editorial_correction_is_made_in_place(room, page):
    page.select(room.place("2.1"))
    press(page, "textCorrectButton")
    page.story.correct_form.words.setPlainText("“Lane” means a road.")
    press(page, "textCorrectSave")
    room.wait(lambda: page.story.correct_form.isHidden())
    assert room.record.get(Provision, room.place("2.1")).text == "“Lane” means a road."
    assert [v.name for v in shown.changes(room.record, room.record.get(Provision, room.place("2.1")))] == [
        "Editorial correction"
    ]


def test_news_leaves_a_correction_that_is_being_typed_alone(room, page):
    page.select(room.place("2.1"))
    press(page, "textCorrectButton")
    page.story.correct_form.words.setPlainText("half a sen")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="It takes notice:"))
    assert page.story.correct_form.words.toPlainText() == "half a sen"
    assert not page.story.correct_form.isHidden()


def test_an_agreed_provision_is_reopened_with_a_reason_only(room, page):
    key = room.place("1.2")
    room.do(Declare(words="1.2 is agreed.", provision=key, settles=True))
    page.select(key)
    assert page.findChild(QAbstractButton, "textCorrectButton").isHidden()
    press(page, "textReopenButton")
    assert not page.findChild(QAbstractButton, "textReopenSave").isEnabled()
    page.story.reopen_form.reason.setText("New facts.")
    press(page, "textReopenSave")
    room.wait(lambda: room.record.get(Provision, key).state == "open")
    assert "New facts." in shown.changes(room.record, room.record.get(Provision, key))[-1].words


def test_what_was_not_understood_is_listed(room, page):
    press(page, "textNotUnderstoodButton")
    assert page.not_understood.toPlainText() == "a page footer: Page 9 of 9"


def test_the_place_is_shown_on_the_session_page(room, page):
    page.select(room.place("2.1"))
    press(page, "textGoToSession")
    assert room.window.current is room.window.page("session")
    assert room.window.page("session").tree.key == room.place("2.1")


def test_a_typed_place_is_gone_to_and_an_unknown_one_is_said_to_be_unknown(room, page, qtbot):
    page.go_to.setText("2.1")
    qtbot.keyClick(page.go_to, Qt.Key.Key_Return)
    assert page.document.key == room.place("2.1")
    page.go_to.setText("77.7")
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: "77.7" in words):
        qtbot.keyClick(page.go_to, Qt.Key.Key_Return)


def test_lines_hang_together_and_only_what_changed_is_told(room, page, qtbot):
    model = page.document.model()
    told = []
    model.dataChanged.connect(lambda top, _bottom: told.append(top.row()))
    room.do(CorrectEditorially(provision=room.place("2.1"), text="“Lane” means a road."))
    assert told == [model.row_of(room.place("2.1"))]
    heights = [page.document.visualRect(model.index(row)) for row in range(model.rowCount())]
    assert all(above.bottom() < below.bottom() for above, below in pairwise(heights))


def test_a_click_in_the_document_selects_without_moving_it(room, page, qtbot):
    page.document.setFixedHeight(140)
    page.select(room.place("1.1"))
    qtbot.waitUntil(lambda: page.document.verticalScrollBar().value() > 0)
    row = page.document.model().row_of(room.place("1.2"))
    rect = page.document.visualRect(page.document.model().index(row, 0))
    before = page.document.verticalScrollBar().value()
    qtbot.mouseClick(page.document.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert page.tree.key == room.place("1.2")
    assert page.document.verticalScrollBar().value() == before


def test_a_heading_that_was_renamed_and_a_block_that_was_deleted_are_marked(room, page):
    block = find_place(room.record, "2").block
    for operation, words in (("rename", "Meanings"), ("delete", "")):
        act = ProposeChange(
            operation=operation,
            provision=room.place("2.1"),
            target=block,
            after=words,
            speaker=room.ids["mara"],
            text="A change of the block.",
        )
        room.do(act)
        room.do(Declare(words="Agreed.", proposals=(list(room.record.each(Proposal))[-1].id,)))
        line = next(line for line in shown.lines(room.record, "agreed") if line.key == block)
        if operation == "rename":
            assert (before(line.pieces), after(line.pieces)) == ("Terms", "Meanings")
    assert after(line.pieces) == ""
    assert not any(line.key == block for line in shown.lines(room.record, "clean"))

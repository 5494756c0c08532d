"""The text page: a provision edited in its place, proposals merged, where a word comes from, what is not clean."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.redline.merge import Clash
from hisrg_desktop.meeting.redline.pieces import after
from hisrg_desktop.meeting.text.brackets import SetBracket
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.text import shown
from hisrg_desktop.ui.text.merge import ClashRow
from hisrg_desktop.ui.text.page import TextPage
from hisrg_desktop.ui.text.provenance import provenance, word_at


@pytest.fixture
def page(room) -> TextPage:
    """The text page, seen, with 2.1 selected."""
    room.window.go("text")
    page = room.window.page("text")
    assert isinstance(page, TextPage)
    page.select(room.place("2.1"))
    return page


def key(room, name):
    room.window.findChild(QAction, f"action{name[0].upper()}{name[1:]}").trigger()


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def row_rect(page, place):
    model = page.document.model()
    return page.document.visualRect(model.index(model.row_of(place), 0))


# --- edited in place --------------------------------------------------------------------------------------------------


def test_the_editor_stands_where_its_paragraph_stood(room, page, qtbot):
    key(room, "proposeText")
    qtbot.waitUntil(lambda: row_rect(page, room.place("2.1")).contains(page.editor.geometry().center()))
    assert page.editor.isVisible()
    assert page.editor.words.hasFocus()
    model = page.document.model()
    rects = [page.document.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    assert all(one.bottom() < other.top() + 1 for one, other in pairwise(rects))


def test_what_is_typed_there_is_tabled_by_ctrl_enter(room, page, qtbot):
    key(room, "proposeText")
    page.editor.words.setPlainText("“Lane” means a lit way.")
    page.editor.sponsor.setText("Mara Venn")
    before = len(room.record.all(Proposal))
    key(room, "activate")
    room.wait(lambda: len(room.record.all(Proposal)) == before + 1)
    made = list(room.record.each(Proposal))[-1]
    assert (made.after, made.sponsor) == ("“Lane” means a lit way.", room.ids["mara"])
    room.wait(page.editor.isHidden)
    assert row_rect(page, room.place("2.1")).height() < 80


def test_esc_leaves_and_the_words_are_there_again(room, page, qtbot):
    key(room, "proposeText")
    page.editor.words.setPlainText("Half a")
    qtbot.keyClick(page.editor.words, Qt.Key.Key_Escape)
    assert page.editor.isHidden()
    key(room, "proposeText")
    assert page.editor.words.toPlainText() == "Half a"


def test_news_and_another_reading_leave_the_editor_with_its_words(room, page):
    key(room, "proposeText")
    page.editor.words.setPlainText("Half a")
    room.small.propose("1.2", "It notes:", "later")
    page.readings.setCurrentIndex(2)
    page.readings.setCurrentIndex(0)
    assert page.editor.words.toPlainText() == "Half a"
    assert page.editor.isVisible()


# --- merging ----------------------------------------------------------------------------------------------------------


def test_the_merge_box_shows_proposals_as_chips_and_the_wording_as_it_becomes(room, page):
    room.small.propose("2.1", "“Lane” means a way in space.", "second")
    room.wait(lambda: room.bridge.record is room.bridge.desk.record)
    key(room, "merge")
    numbers = [room.record.get(Proposal, one).number for one in page.merging.chips]
    assert [chip.text().split()[0] for chip in page.merging.chips.values()] == numbers
    assert after(page.merging.wording.laid.pieces) == "“Lane” means a travelled way in space."
    marks = {p.inserted.reference for p in page.merging.wording.laid.pieces if p.inserted}
    assert marks == set(numbers)
    next(iter(page.merging.chips.values())).setChecked(False)
    assert after(page.merging.wording.laid.pieces) == "“Lane” means a way in space."


def test_nothing_is_applied_before_the_decision_which_is_prepared_on_session(room, page):
    room.small.propose("2.1", "“Lane” means a way in space.", "second")
    room.wait(lambda: room.bridge.record is room.bridge.desk.record)
    key(room, "merge")
    press(page, "textMergeDecide")
    session = room.window.page("session")
    assert room.window.current is session
    assert session.deciding.is_open
    assert "“Lane” means a travelled way in space." in session.deciding.form.words.toPlainText()
    assert room.record.get(Provision, room.place("2.1")).text == "“Lane” means a way."


def test_a_collision_stays_open_until_somebody_settles_it(room, page):
    room.small.propose("2.1", "“Lane” means a lit way.", "second")
    room.wait(lambda: room.bridge.record is room.bridge.desk.record)
    key(room, "merge")
    (row,) = page.merging.rows
    assert row.state.accessibleName() == "open"
    assert not page.findChild(QAbstractButton, "textMergeDecide").isEnabled()
    page.merging.findChild(QWidget, "mergeChoice1x1").click()
    assert row.state.accessibleName() == "resolved"
    assert page.findChild(QAbstractButton, "textMergeDecide").isEnabled()


# --- where a word comes from ------------------------------------------------------------------------------------------


def told(room, place, reading, word):
    line = next(line for line in shown.lines(room.record, reading) if line.key == place)
    offset = "".join(p.text for p in line.pieces).index(word)
    return provenance(room.record, room.record.get(Provision, place), line.pieces, offset)


def test_an_agreed_word_tells_its_decision_and_its_proposal(room, page):
    views = told(room, room.place("1.1"), "room", "should")
    assert [view.name.split()[0] for view in views][:2] == ["D-1.1-001", "P-001"]
    assert "2 of 3 members present" in views[0].words


def test_a_proposed_word_tells_who_proposes_it(room, page):
    views = told(room, room.place("2.1"), "room", "travelled")
    assert views[0].name == "P-002  Mara Venn"


def test_a_word_that_always_stood_there_says_so(room, page):
    assert told(room, room.place("2.1"), "room", "means")[0].line == "as it stood in Draft 1"


def test_a_click_on_a_word_opens_its_story(room, page, qtbot):
    place = room.place("1.1")
    page.select(place)
    room.wait(lambda: row_rect(page, place).height() > 0)
    rect = row_rect(page, place)
    line = next(line for line in shown.lines(room.record, "room") if line.key == place)
    points = (QPoint(x, rect.center().y() + 4) for x in range(rect.left(), rect.right(), 6))
    at = next(
        p
        for p in points
        if (o := page.document._delegate.offset_at(line, rect, p)) is not None
        and word_at(line.pieces, o)[0] == "should"
    )
    qtbot.mouseClick(page.document.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.story.tab == "word"
    assert page.story.cards.model().views[0].name == "D-1.1-001"


# --- clean ------------------------------------------------------------------------------------------------------------


def test_the_clean_reading_says_what_is_not_clean_and_the_story_who_asked_for_brackets(room, page):
    page.readings.setCurrentIndex(2)
    assert page._legend.text() == "the text as it stands; it is clean"
    room.do(SetBracket(provision=room.place("2.1"), start=14, end=19, asked_by=room.ids["mara"], why="which way?"))
    assert page._legend.text() == "not clean yet: 2.1 (words in brackets)"
    story = shown.changes(room.record, room.record.get(Provision, room.place("2.1")))
    assert (story[-1].name, story[-1].words) == ("Brackets", "Asked by Mara Venn: which way?")


def test_what_can_be_chosen_is_laid_in_as_many_columns_as_there_is_room_for(look, qtbot):
    words = (("a", "or, where they differ, five of them"), ("b", "four"))
    row = ClashRow(look, Clash((0, 0), "", words), lambda key: f"P-00{key}", 1)
    qtbot.addWidget(row)
    for room in (1200, 560, 420):
        row.lay(room)
        assert row.minimumSizeHint().width() <= room
    wide = row.layout().sizeHint().height()
    row.lay(1200)
    assert row.layout().sizeHint().height() < wide

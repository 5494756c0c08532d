"""Two versions of the text compared: in one, or side by side and scrolled together."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from hisrg_desktop.meeting.redline.pieces import Piece, after, before
from hisrg_desktop.ui.text.compare import ScrolledTogether
from hisrg_desktop.ui.text.compared import compare, lines_of, versions
from hisrg_desktop.ui.text.document import DocumentView
from hisrg_desktop.ui.text.page import TextPage
from hisrg_desktop.ui.text.shown import Line

WORDS = "The crew notifies the registry of the centre, the radius and the expected duration of the zone. "


@pytest.fixture
def page(room) -> TextPage:
    """The text page, comparing."""
    room.window.go("text")
    page = room.window.page("text")
    page.readings.setCurrentIndex(4)
    return page


def words(lines, key):
    return "".join(p.text for line in lines if line.key == key for p in line.pieces)


def test_the_drafts_the_sittings_and_the_text_as_it_stands_can_be_compared(room):
    assert [version.name for version in versions(room.record)] == ["Draft 1", "Before Morning, 16 Apr", "As it stands"]


def test_a_version_reads_as_it_stood_then(room):
    draft, morning, now = (version.key for version in versions(room.record))
    place = room.place("1.1")
    assert words(lines_of(room.record, draft), place) == "The Group shall meet."
    assert words(lines_of(room.record, morning), place) == "The Group shall meet."
    assert words(lines_of(room.record, now), place) == "The Group should meet."


def test_what_changed_between_two_versions_is_marked_in_one_and_on_either_side(room):
    found = compare(room.record, versions(room.record)[0].key, "now")
    line = next(line for line in found.inline if line.key == room.place("1.1"))
    assert (before(line.pieces), after(line.pieces)) == ("The Group shall meet.", "The Group should meet.")
    assert words(found.older, line.key) == "The Group shall meet."
    assert words(found.newer, line.key) == "The Group should meet."
    assert found.changed == 1


def test_compared_the_other_way_round_it_is_the_other_way_round(room):
    found = compare(room.record, "now", versions(room.record)[0].key)
    line = next(line for line in found.inline if line.key == room.place("1.1"))
    assert (before(line.pieces), after(line.pieces)) == ("The Group should meet.", "The Group shall meet.")


def test_the_page_compares_in_one_and_side_by_side(room, page):
    assert words(page.document.model().lines, room.place("1.1")) == "The Group shallshould meet."
    page.findChild(QAbstractButton, "textCompareBeside").click()
    assert page.other.isVisible()
    assert words(page.document.model().lines, room.place("1.1")) == "The Group shall meet."
    assert words(page.other.model().lines, room.place("1.1")) == "The Group should meet."
    page.readings.setCurrentIndex(0)
    assert not page.other.isVisible()


def test_another_version_is_chosen(room, page):
    choice = page.findChild(QComboBox, "textCompareOlder")
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert "0 paragraphs differ" in page._legend.text()


@pytest.fixture
def two(look, qtbot):
    """Two documents of two hundred paragraphs, of which the second has shorter ones and lacks a few."""
    lines = tuple(Line(f"k{n}", "provision", f"1.{n}", (Piece(WORDS * 3),)) for n in range(200))
    views = []
    for shown in (lines, tuple(replace(x, pieces=(Piece(WORDS),)) for x in lines if x.key not in ("k90", "k91"))):
        view = DocumentView(look)
        qtbot.addWidget(view)
        view.resize(500, 400)
        view.show()
        view.show_lines(shown)
        views.append(view)
    together = ScrolledTogether(*views)
    together.on = True
    return (*views, together)


def top_of(view, key):
    return view.visualRect(view.model().index(view.model().row_of(key), 0)).top()


def test_two_documents_scroll_together_by_their_paragraphs(two, qtbot):
    one, other, together = two
    one.choose("k120")
    qtbot.waitUntil(lambda: top_of(one, "k120") == 0 and one.verticalScrollBar().value() > 0)
    together.follow(one)
    qtbot.waitUntil(lambda: top_of(other, "k120") == 0)


def test_where_a_paragraph_is_missing_the_one_before_it_is_shown(two, qtbot):
    one, other, together = two
    one.choose("k91")
    qtbot.waitUntil(lambda: top_of(one, "k91") == 0 and one.verticalScrollBar().value() > 0)
    together.follow(one)
    qtbot.waitUntil(lambda: top_of(other, "k89") == 0)

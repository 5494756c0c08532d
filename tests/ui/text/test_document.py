"""The document: six hundred provisions, laid out as they are needed, with the person's place kept."""

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.ui.text.document import DocumentView
from hisrg_desktop.ui.text.shown import Line

WORDS = "The crew notifies the registry of the centre, the radius and the expected duration of the zone. " * 2
LONG = tuple(Line(f"k{number}", "provision", f"1.{number}", (Piece(WORDS),)) for number in range(600))


@pytest.fixture
def document(look, qtbot) -> DocumentView:
    """A document of six hundred provisions, seen."""
    view = DocumentView(look)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_lines(LONG)
    return view


def top_of(view, key):
    return view.visualRect(view.model().index(view.model().row_of(key), 0)).top()


def test_a_place_far_down_is_reached_as_soon_as_it_is_laid_out(document, qtbot):
    document.choose("k500")
    qtbot.waitUntil(lambda: top_of(document, "k500") == 0 and document.verticalScrollBar().value() > 0)


def test_the_place_read_stays_when_the_window_is_made_narrower(document, qtbot):
    document.choose("k300")
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0 and document.verticalScrollBar().value() > 0)
    document.resize(520, 500)
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0)


def test_the_place_selected_is_shown_again_when_everything_is_made_larger(document, look, qtbot):
    document.choose("k300")
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0 and document.verticalScrollBar().value() > 0)
    before = document.verticalScrollBar().value()
    look.set_zoom(150)
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0 and document.verticalScrollBar().value() > before)


def test_no_paragraph_is_a_widget_of_its_own(document):
    assert len(document.findChildren(QWidget)) < 20


def test_a_change_far_away_moves_nothing_here(document, qtbot):
    document.choose("k300")
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0 and document.verticalScrollBar().value() > 0)
    document.verticalScrollBar().setValue(document.verticalScrollBar().value() + 30)
    document.show_lines([*LONG[:599], replace(LONG[599], pieces=(Piece("Short."),))])
    qtbot.waitUntil(lambda: top_of(document, "k300") == -30)
    assert document.key == "k300"


def test_a_paragraph_that_comes_before_leaves_the_place_read_where_it_is(document, qtbot):
    document.choose("k300")
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0 and document.verticalScrollBar().value() > 0)
    document.show_lines([Line("new", "provision", "1.0", (Piece(WORDS),)), *LONG])
    assert document.key == "k300"
    qtbot.waitUntil(lambda: top_of(document, "k300") == 0)


def test_scrolling_draws_only_what_is_seen(document, qtbot):
    document.choose("k599")
    qtbot.waitUntil(lambda: top_of(document, "k599") >= 0 and document.verticalScrollBar().value() > 0)
    began = perf_counter()
    for step in range(20):
        document.verticalScrollBar().setValue(step * 900)
        QApplication.processEvents()
    assert (perf_counter() - began) / 20 < 0.05

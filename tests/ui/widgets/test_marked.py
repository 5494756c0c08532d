"""Marked text: agreed and merely proposed never look alike, and the words can be taken out."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QScrollArea

from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.ui.look.palette import LIGHT
from hisrg_desktop.ui.widgets.marked import (
    MarkedLayout,
    MarkedText,
    Note,
    abridged,
    bracketed_spans,
    in_words,
    runs_of,
)

AT = datetime(2026, 4, 16, 10, 41, tzinfo=UTC)
PROPOSED = Mark("B. Okafor", AT, "P-044", agreed=False)
OTHER = Mark("Y. Tanaka", AT, "P-051", agreed=False)
AGREED = Mark("Group", AT, "D-1")
PIECES = (Piece("the operator "), Piece("shall", deleted=PROPOSED), Piece("should", inserted=PROPOSED), Piece(" set"))


def drawn(laid: MarkedLayout, seen: QRectF | None = None) -> QImage:
    image = QImage(round(laid.width), round(laid.height), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.card))
    painter = QPainter(image)
    laid.draw(painter, QPointF(0, 0), seen=seen)
    painter.end()
    return image


def alone(piece: Piece) -> MarkedLayout:
    return MarkedLayout((piece,), LIGHT, 400, 40, chips=False)


def coloured(image: QImage, row: int, left: float, right: float, colour: str) -> int:
    """How many pixels of a row are of that colour."""
    return sum(image.pixelColor(x, row).name() == colour for x in range(round(left) + 1, round(right) - 1))


def fullest_row(laid: MarkedLayout, colour: str, *, below: bool) -> tuple[float, int]:
    """The share of the fullest row in that colour below the letters' feet (or above), and how thick such rows are."""
    image, rect = drawn(laid), laid.rects(0, len(laid.text))[0]
    foot = round(laid.baseline)
    rows = range(foot + 3, round(rect.bottom()) + 1) if below else range(foot - 14, foot - 4)
    counts = [coloured(image, row, rect.left(), rect.right(), colour) / (rect.width() - 2) for row in rows]
    return max(counts), sum(count > 0.95 for count in counts)


def test_an_agreed_insertion_has_a_solid_line_and_a_proposed_one_a_broken_one(look):
    solid, _ = fullest_row(alone(Piece("nearby", inserted=AGREED)), LIGHT.insertion, below=True)
    broken, _ = fullest_row(alone(Piece("nearby", inserted=PROPOSED)), LIGHT.insertion, below=True)
    assert solid > 0.97
    assert 0.4 < broken < 0.8


def test_a_proposed_deletion_is_struck_thinner_than_an_agreed_one(look):
    _, agreed = fullest_row(alone(Piece("noun", deleted=AGREED)), LIGHT.deletion, below=False)
    _, proposed = fullest_row(alone(Piece("noun", deleted=PROPOSED)), LIGHT.deletion, below=False)
    assert agreed > proposed >= 1


def test_only_an_agreed_insertion_is_tinted(look):
    def tinted(mark: Mark) -> bool:
        laid = alone(Piece("nearby", inserted=mark))
        image, rect = drawn(laid), laid.rects(0, 6)[0]
        return coloured(image, round(rect.top()) + 5, rect.left(), rect.right(), LIGHT.insertion_tint) > 20

    assert tinted(AGREED)
    assert not tinted(PROPOSED)


def test_brackets_are_dotted_underneath(look):
    laid = alone(Piece("[publishes]"))
    image, rect = drawn(laid), laid.rects(0, 11)[0]
    strip = range(round(rect.bottom()) - 4, min(image.height(), round(rect.bottom()) + 5))
    assert max(coloured(image, row, rect.left(), rect.right(), LIGHT.warn) for row in strip) > 10


def test_the_number_of_a_proposal_stands_once_after_its_whole_change(look):
    signs = [(run.sign, run.text.strip()) for run in runs_of(PIECES)]
    assert [text for sign, text in signs if sign == "chip"] == ["P-044"]
    assert signs.index(("chip", "P-044")) > signs.index(("", "should"))


def test_two_proposals_side_by_side_keep_their_own_numbers(look):
    pieces = (Piece("a", deleted=PROPOSED), Piece("b", inserted=PROPOSED), Piece("c", inserted=OTHER))
    assert [run.text.strip() for run in runs_of(pieces) if run.sign == "chip"] == ["P-044", "P-051"]


def test_an_agreed_change_shows_no_number(look):
    assert [run for run in runs_of((Piece("x", inserted=AGREED),)) if run.sign == "chip"] == []


def test_a_proposal_without_a_number_shows_whose_it_is(look):
    nameless = Mark("B. Okafor", AT, "", agreed=False)
    assert [run.text.strip() for run in runs_of((Piece("x", inserted=nameless),)) if run.sign == "chip"] == [
        "B. Okafor"
    ]


def test_a_footnote_stands_where_its_anchor_is(look):
    shown = [(run.sign, run.text) for run in runs_of((Piece("one two"),), (Note(3, 7), Note(7, 8)))]
    assert shown == [("", "one"), ("note", "7"), ("", " two"), ("note", "8")]


@pytest.mark.parametrize(
    ("text", "spans"),
    [("a [b] c", [(2, 5)]), ("[a [b] c]", [(0, 9)]), ("a ] b [", []), ("[a][b]", [(0, 3), (3, 6)])],
)
def test_brackets_are_found_outermost(text, spans):
    assert bracketed_spans(text) == spans


def test_the_mark_up_is_said_in_words(look, qtbot):
    said = in_words(PIECES)
    assert "proposed for deletion by P-044: shall" in said
    assert "proposed by P-044: should" in said
    widget = MarkedText(look)
    qtbot.addWidget(widget)
    widget.set_pieces(PIECES, "10.3")
    assert widget.accessibleName().startswith("10.3 the operator")
    assert "proposed by P-044: should" in widget.accessibleName()


def test_copying_takes_the_words_and_neither_signs_nor_what_is_deleted(look, qtbot):
    widget = MarkedText(look)
    qtbot.addWidget(widget)
    widget.set_pieces(PIECES)
    widget.resize(600, 60)
    widget.show()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "the operator should set"


def test_a_double_click_selects_a_word(look, qtbot):
    widget = MarkedText(look)
    qtbot.addWidget(widget)
    widget.set_pieces(PIECES)
    widget.resize(600, 60)
    widget.show()
    at = widget.laid.rects(5, 8)[0].center().toPoint()
    qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)
    assert widget.selected == "operator"


def test_narrower_is_higher(look, qtbot):
    widget = MarkedText(look)
    qtbot.addWidget(widget)
    widget.set_pieces(PIECES * 10)
    assert widget.heightForWidth(200) > widget.heightForWidth(800) > 0


def test_the_blank_behind_a_proposals_number_has_no_line_of_its_own(look):
    proposed = MarkedLayout(
        (Piece("opened "), Piece("or altered ", inserted=PROPOSED), Piece("before")), LIGHT, 600, 40
    )
    chip = next(run for run in proposed.runs if run.sign == "chip")
    behind = proposed.runs[proposed.runs.index(chip) + 1]
    assert behind.text == " "
    start = sum(len(run.text) for run in proposed.runs[: proposed.runs.index(behind)])
    rect = proposed.rects(start, start + 1)[0]
    image = drawn(proposed)
    rows = range(round(proposed.baseline) + 3, round(rect.bottom()) + 1)
    assert sum(coloured(image, row, rect.left(), rect.right(), LIGHT.insertion) for row in rows) == 0
    assert "or altered before" in proposed.words_between(0, len(proposed.text))


def test_the_part_that_is_looked_at_is_drawn_as_in_the_whole_and_the_rest_is_left_out(look):
    pieces = (*PIECES, Piece(" [of them] and "), Piece("the registry ", inserted=AGREED)) * 12
    laid = MarkedLayout(pieces, LIGHT, 300, 20, notes=(Note(40, 1),))
    seen = QRectF(0, 100, 300, 110)
    whole, part = drawn(laid), drawn(laid, seen)
    assert whole.copy(seen.toRect()) == part.copy(seen.toRect())
    empty = QImage(300, 30, QImage.Format.Format_RGB32)
    empty.fill(QColor(LIGHT.card))
    assert part.copy(0, 320, 300, 30) == empty
    assert whole.copy(0, 320, 300, 30) != empty


def test_a_very_long_text_has_its_true_height_where_it_is_scrolled(look, qtbot):
    widget, area = MarkedText(look), QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.resize(400, 200)
    area.show()
    widget.set_pieces((Piece("Operators inform the registry of what they find. " * 600),))
    qtbot.waitUntil(lambda: widget.height() == round(widget.laid.height) + 2)
    area.resize(640, 200)
    qtbot.waitUntil(lambda: widget.width() > 500 and widget.height() == round(widget.laid.height) + 2)


def test_of_what_is_long_the_beginning_and_the_end_are_kept():
    short, long = Piece("set "), Piece("begins " + "and goes on " * 500 + "ends", inserted=PROPOSED)
    first, second = abridged((short, long, Piece("")))
    assert first == short
    assert second.inserted == PROPOSED
    assert second.text.startswith("begins and")
    assert second.text.endswith("on ends")
    assert " … " in second.text
    assert len(second.text) < 600

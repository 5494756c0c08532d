"""The capture line: words are told while typed, handed over when finished, and never lost."""

from itertools import pairwise
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.widgets.capture import CaptureLine
from hisrg_desktop.ui.widgets.offers import OfferView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def line(look, qtbot):
    line = CaptureLine(look)
    qtbot.addWidget(line)
    line.resize(900, 100)
    line.show()
    return line


def test_enter_hands_over_the_words_and_the_line_is_empty_at_once(line, qtbot):
    qtbot.keyClicks(line.editor, "would accept should")
    with qtbot.waitSignal(line.finished) as told:
        qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    assert told.args == ["would accept should"]
    assert line.text == ""


def test_enter_on_an_empty_line_takes_nothing_down(line, qtbot):
    with qtbot.assertNotEmitted(line.finished):
        qtbot.keyClick(line.editor, Qt.Key.Key_Return)


def test_shift_enter_begins_a_new_line_and_the_field_grows(line, qtbot):
    low = line.editor.height()
    qtbot.keyClicks(line.editor, "one")
    qtbot.keyClick(line.editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(line.editor, "two")
    assert line.text == "one\ntwo"
    assert line.editor.height() > low * 1.7


def test_the_field_grows_to_four_lines_and_no_further(line):
    line.editor.setPlainText("\n".join("abcd"))
    four = line.editor.height()
    line.editor.setPlainText("\n".join("abcdefgh"))
    assert line.editor.height() == four


def test_typing_without_a_pause_is_told_all_the_same_and_at_most_five_times_a_second(line, qtbot):
    told: list[tuple[float, str]] = []
    line.typing.connect(lambda words: told.append((monotonic(), words)))
    began = monotonic()
    while len(told) < 3 and monotonic() - began < 5:
        qtbot.keyClick(line.editor, Qt.Key.Key_A)
        qtbot.wait(10)
    assert len(told) == 3, "a key every ten milliseconds put the telling off for ever"
    assert all(later - earlier > 0.15 for (earlier, _), (later, _) in pairwise(told))
    assert [len(words) for _, words in told] == sorted({len(words) for _, words in told})


def test_leaving_the_line_tells_at_once(line, qtbot):
    qtbot.keyClicks(line.editor, "half a sent")
    told: list[str] = []
    line.typing.connect(told.append)
    QApplication.sendEvent(line.editor, QFocusEvent(QEvent.Type.FocusOut))
    assert told == ["half a sent"]


def test_what_was_taken_down_is_not_told_again_as_unfinished(line, qtbot):
    told: list[str] = []
    line.typing.connect(told.append)
    qtbot.keyClicks(line.editor, "quick")
    qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    line.editor.tell()
    assert told == []


def test_words_refused_come_back(line):
    line.put_back("would accept should")
    assert line.text == "would accept should"


def test_words_refused_come_back_before_newer_ones(line, qtbot):
    qtbot.keyClicks(line.editor, "newer")
    line.put_back("older")
    assert line.text == "older\nnewer"
    qtbot.keyClicks(line.editor, "!")
    assert line.text == "older\nnewer!"


def test_undo_takes_back_typing_and_on_an_empty_line_asks_for_the_act(line, qtbot):
    qtbot.keyClicks(line.editor, "oops")
    with qtbot.assertNotEmitted(line.undo_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Z, CTRL)
    assert line.text == ""
    with qtbot.waitSignal(line.undo_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Z, CTRL)


def test_redo_brings_typing_back_and_on_an_empty_line_asks_for_the_act(line, qtbot):
    again = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(line.redo_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Z, again)
    qtbot.keyClicks(line.editor, "words")
    qtbot.keyClick(line.editor, Qt.Key.Key_Z, CTRL)
    with qtbot.assertNotEmitted(line.redo_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Z, again)
    assert line.text == "words"


def test_escape_is_told(line, qtbot):
    with qtbot.waitSignal(line.escape):
        qtbot.keyClick(line.editor, Qt.Key.Key_Escape)


def test_the_line_can_be_found(line):
    assert line.editor.objectName() == "sessionCaptureLine"
    assert line.editor.accessibleName()
    line.set_context("A. Lind", "10.3", "remark")
    assert line.editor.accessibleDescription() == "A. Lind › 10.3 › remark"


# --- completion -----------------------------------------------------------------------------------------------------

LIND = OfferView(0, 3, "Lind: ", "Astrid Lind", "ILL", "member")
OSKAR = OfferView(0, 3, "Oskar Lind: ", "Oskar Lind", "CCRT", "observer")


@pytest.fixture
def offering(line, qtbot):
    """The line with three letters typed and two people offered."""
    line.activateWindow()
    line.editor.setFocus()
    qtbot.waitUntil(line.editor.hasFocus)
    qtbot.keyClicks(line.editor, "lin")
    line.show_offers((LIND, OSKAR))
    return line


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_tab_or_right_takes_what_is_offered_and_undo_gives_the_letters_back(offering, qtbot, key):
    qtbot.keyClick(offering.editor, key)
    assert offering.text == "Lind: "
    assert offering.editor.hasFocus()
    assert offering.editor.offers.current is None
    qtbot.keyClick(offering.editor, Qt.Key.Key_Z, CTRL)
    assert offering.text == "lin"


def test_the_arrows_choose_among_what_is_offered(offering, qtbot):
    qtbot.keyClick(offering.editor, Qt.Key.Key_Down)
    assert "observer" in offering.editor.offers.accessibleDescription()
    qtbot.keyClick(offering.editor, Qt.Key.Key_Tab)
    assert offering.text == "Oskar Lind: "


def test_enter_takes_the_words_down_whatever_is_offered(offering, qtbot):
    with qtbot.waitSignal(offering.finished) as told:
        qtbot.keyClick(offering.editor, Qt.Key.Key_Return)
    assert told.args == ["lin"]
    assert offering.editor.offers.current is None


def test_escape_puts_the_offers_away_first(offering, qtbot):
    with qtbot.assertNotEmitted(offering.escape):
        qtbot.keyClick(offering.editor, Qt.Key.Key_Escape)
    with qtbot.waitSignal(offering.escape):
        qtbot.keyClick(offering.editor, Qt.Key.Key_Escape)
    assert offering.text == "lin"


def test_a_click_takes_the_row_that_was_clicked(offering, qtbot):
    offers = offering.editor.offers
    qtbot.mouseClick(offers, Qt.MouseButton.LeftButton, pos=offers.rect().topLeft() + QPoint(40, 45))
    assert offering.text == "Oskar Lind: "


def test_the_letters_before_the_caret_are_told_at_every_key(line, qtbot):
    told: list[tuple[str, int]] = []
    line.typed.connect(lambda letters, at: told.append((letters, at)))
    qtbot.keyClicks(line.editor, "li")
    qtbot.keyClick(line.editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(line.editor, "n")
    assert told[:2] == [("l", 0), ("li", 0)]
    assert told[-1] == ("\nn", 2)


# --- abbreviations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [" ", ",", ";", ")"])
def test_an_abbreviation_expands_when_the_word_is_finished(line, qtbot, ending):
    line.set_expansions({"sz": "safety zone"})
    qtbot.keyClicks(line.editor, f"the sz{ending}")
    assert line.text == f"the safety zone{ending}"


def test_undo_right_after_an_expansion_gives_the_letters_back(line, qtbot):
    line.set_expansions({"sz": "safety zone"})
    qtbot.keyClicks(line.editor, "the sz ")
    qtbot.keyClick(line.editor, Qt.Key.Key_Z, CTRL)
    assert line.text == "the sz "
    qtbot.keyClicks(line.editor, "is wide")
    assert line.text == "the sz is wide"


def test_an_abbreviation_inside_a_word_or_with_more_letters_stays(line, qtbot):
    line.set_expansions({"sz": "safety zone"})
    qtbot.keyClicks(line.editor, "szs asz sz-like sz.x ")
    assert line.text == "szs asz sz-like sz.x "


def test_the_last_word_expands_when_the_line_is_finished(line, qtbot):
    line.set_expansions({"sz": "safety zone"})
    qtbot.keyClicks(line.editor, "a wide sz")
    with qtbot.waitSignal(line.finished) as told:
        qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    assert told.args == ["a wide safety zone"]


def test_alt_and_a_figure_ask_for_a_stored_text(line, qtbot):
    with qtbot.waitSignal(line.stored_wanted) as told:
        qtbot.keyClick(line.editor, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]
    assert line.text == ""


# --- what is pasted -------------------------------------------------------------------------------------------------

HUGE = ("The zone is wide, and the words go on. " * 2600)[:100_000].strip()


@pytest.mark.parametrize("words", [HUGE, "x" * 100_000, "line\n" * 20_000 + "end", "שלום " * 20_000 + "🌙"])
def test_a_hundred_thousand_letters_are_pasted_typed_on_and_handed_over_whole(line, qtbot, words):
    line.editor.insert_words(words)
    qtbot.keyClicks(line.editor, "!")
    assert line.text == words + "!"
    with qtbot.waitSignal(line.finished) as told:
        qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    assert told.args == [words + "!"]
    assert line.text == ""


def test_no_paragraph_of_what_is_pasted_is_long_enough_to_hold_the_windows(line):
    line.editor.insert_words(HUGE)
    block = line.editor.document().begin()
    while block.isValid():
        assert len(block.text()) <= 2000
        block = block.next()


def test_words_are_pasted_in_the_middle_of_others(line, qtbot):
    qtbot.keyClicks(line.editor, "before after")
    cursor = line.editor.textCursor()
    cursor.setPosition(7)
    line.editor.setTextCursor(cursor)
    line.editor.insert_words(f"{HUGE}\nand ")
    assert line.text == f"before {HUGE}\nand after"


def test_what_was_pasted_is_undone_in_one_step(line, qtbot):
    qtbot.keyClicks(line.editor, "kept ")
    line.editor.insert_words(HUGE)
    qtbot.keyClick(line.editor, Qt.Key.Key_Z, CTRL)
    assert line.text == "kept "


def test_up_from_an_empty_line_goes_to_what_was_taken_down(line, qtbot):
    with qtbot.waitSignal(line.back_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Up)
    qtbot.keyClicks(line.editor, "words")
    with qtbot.assertNotEmitted(line.back_wanted):
        qtbot.keyClick(line.editor, Qt.Key.Key_Up)

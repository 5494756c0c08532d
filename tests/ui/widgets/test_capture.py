"""The capture line: words are told while typed, handed over when finished, and never lost."""

from itertools import pairwise
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.widgets.capture import CaptureLine

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


def test_escape_is_told(line, qtbot):
    with qtbot.waitSignal(line.escape):
        qtbot.keyClick(line.editor, Qt.Key.Key_Escape)


def test_the_line_can_be_found(line):
    assert line.editor.objectName() == "sessionCaptureLine"
    assert line.editor.accessibleName()
    line.set_context("A. Lind", "10.3", "remark")
    assert line.editor.accessibleDescription() == "A. Lind › 10.3 › remark"

"""Choosing keys, finding commands, printing the legend."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.windows.commands import fits
from hisrg_desktop.ui.windows.keys import KEYS, Key
from hisrg_desktop.ui.windows.legend import Legend
from hisrg_desktop.ui.windows.main import MainWindow
from hisrg_desktop.ui.windows.shortcuts import may_be_chosen


def key(name: str) -> Key:
    return next(one for one in KEYS if one.name == name)


def keys_of(window: MainWindow, name: str) -> list[str]:
    return [one.toString() for one in window.menus.actions[name].shortcuts()]


@pytest.fixture
def legend(empty: MainWindow) -> Legend:
    empty.do_legend()
    return empty.findChild(Legend)


def choose(legend: Legend, name: str) -> None:
    legend.view.choose(name)
    legend.change()


def press(legend: Legend, pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(legend.field, QKeyEvent(QEvent.Type.KeyPress, pressed, held))


def test_keys_that_are_chosen_do_it_at_once_and_are_remembered(empty: MainWindow, legend: Legend, look) -> None:
    choose(legend, "park")
    press(legend, Qt.Key.Key_F13)
    assert keys_of(empty, "park") == ["F13"]
    assert not legend.field.isVisible()
    assert [one.toString() for one in MainWindow(look).menus.actions["park"].shortcuts()] == ["F13"]


def test_keys_that_do_something_else_are_given_only_on_a_second_word(empty: MainWindow, legend: Legend) -> None:
    choose(legend, "park")
    press(legend, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert keys_of(empty, "park") == ["Ctrl+Shift+K"]
    assert "Go to a place" in legend.field.accessibleDescription()
    press(legend, Qt.Key.Key_Return)
    assert keys_of(empty, "park") == ["Ctrl+G"]
    assert keys_of(empty, "goTo") == []


@pytest.mark.parametrize("keys", ["Ctrl+D", "Ctrl+K", "Ctrl+E", "Ctrl+U", "Ctrl+Z", "Shift+A", "a", "Return", "Esc"])
def test_keys_of_whoever_types_cannot_be_taken(keys: str) -> None:
    assert not may_be_chosen(keys)


@pytest.mark.parametrize("keys", ["F5", "Shift+F12", "Ctrl+Shift+D", "Alt+1", "Ctrl+Alt+Backspace"])
def test_function_keys_and_keys_with_ctrl_or_alt_can_be_chosen(keys: str) -> None:
    assert may_be_chosen(keys)


def test_every_key_of_the_table_may_be_chosen() -> None:
    assert [keys for one in KEYS for keys in one.keys if not may_be_chosen(keys)] == []


def test_backspace_takes_the_keys_away_and_the_menu_stays(empty: MainWindow, legend: Legend) -> None:
    choose(legend, "park")
    press(legend, Qt.Key.Key_Backspace)
    assert keys_of(empty, "park") == []
    assert empty.menus.actions["park"].isEnabled()


def test_keys_can_be_had_as_they_were(empty: MainWindow, legend: Legend) -> None:
    choose(legend, "park")
    press(legend, Qt.Key.Key_F13)
    legend.reset()
    assert keys_of(empty, "park") == ["Ctrl+Shift+K"]
    choose(legend, "park")
    press(legend, Qt.Key.Key_F13)
    QTest.mouseClick(legend._buttons["resetAll"], Qt.MouseButton.LeftButton)
    assert keys_of(empty, "park") == ["Ctrl+Shift+K"]


def test_the_legend_is_found_by_words_and_printed_whole(legend: Legend, tmp_path) -> None:
    QTest.keyClicks(legend.search, "speaker next")
    assert [line.key.name for line in legend._rows.rows] == ["next"]
    printed = legend.as_html()
    missing = [one.name for one in KEYS if one.keys and QKeySequence(one.keys[0]).toString() not in printed]
    assert not missing
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    legend.print_to(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "found"), [("queue add", True), ("ADD", True), ("to the qu", True), ("queue wall", False), ("", True)]
)
def test_words_find_a_command_in_any_order(typed: str, found: bool) -> None:
    assert fits("Add to the queue", typed) is found


def test_a_command_is_done_by_its_words_and_the_line_has_the_keyboard_again(empty: MainWindow, qtbot) -> None:
    empty.do_commands()
    palette = empty._commands
    QTest.keyClicks(palette.line, "dark light view")
    was = empty.look.dark
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert empty.look.dark is not was
    assert not palette.isVisible()
    assert empty.focusWidget() is empty.page("session").capture.editor


def test_escape_leaves_the_commands_and_nothing_is_done(empty: MainWindow) -> None:
    empty.do_commands()
    entries = len(empty.bridge.desk.entries)
    QTest.keyClick(empty._commands.line, Qt.Key.Key_Escape)
    assert not empty._commands.isVisible()
    assert len(empty.bridge.desk.entries) == entries


def test_words_that_fit_nothing_say_so(empty: MainWindow) -> None:
    empty.do_commands()
    QTest.keyClicks(empty._commands.line, "xyzzy")
    assert empty._commands.list.count() == 0
    assert empty._commands._nothing.isVisible()
    QTest.keyClick(empty._commands.line, Qt.Key.Key_Return)
    assert empty._commands.isVisible()

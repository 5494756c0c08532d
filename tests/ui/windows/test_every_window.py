"""Every window, page and form, opened by its key: whoever cannot see it, or tests it, finds what can be acted on by name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.windows.keys import KEYS
from hisrg_desktop.ui.windows.main import MainWindow

ACTED_ON = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit,
)  # fmt: skip
OWN_PARTS = re.compile(r"^(qt_|ScrollLeft|ScrollRight|CornerButton)")
"""Buttons that Qt puts inside its own widgets."""
ASK_FOR_FILES = frozenset(
    (
        "new",
        "open",
        "quit",
        "takeInComments",
        "takeInPeople",
        "dayFile",
        "saveCopy",
        "handOver",
        "takeBack",
        "takePen",
        "rehearse",
        "nextDraft",
    )
)
"""Keys that ask the system for a file, or leave the dossier."""


def acted_on() -> Iterator[QWidget]:
    """What can be acted on now in any window that is seen."""
    for widget in QApplication.allWidgets():
        if not isinstance(widget, ACTED_ON) or not widget.isVisible() or isinstance(widget.window(), QMenu):
            continue
        if not OWN_PARTS.match(widget.objectName()) and not inside_another(widget):
            yield widget


def inside_another(widget: QWidget) -> bool:
    """Whether Qt put the widget into another one, such as the list of a combo box."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QComboBox, QAbstractItemView, QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit)):
            return not above.objectName().startswith("taken")
        above = above.parentWidget()
    return False


def heard(widget: QWidget) -> str:
    """What a person who listens hears of a widget."""
    there = QAccessible.queryAccessibleInterface(widget)
    return (there.text(QAccessible.Text.Name) if there else "") or widget.accessibleName() or widget.toolTip()


def without_names() -> set[str]:
    """What cannot be found by name, or is silent, in the windows that are seen now."""
    bare = {f"a {type(w).__name__} of {w.window().objectName()} has no name" for w in acted_on() if not w.objectName()}
    return bare | {f"{w.objectName()} is silent" for w in acted_on() if not heard(w)}


@pytest.mark.parametrize("page", ["session", "text"])
def test_what_a_key_opens_has_names(window: MainWindow, page: str) -> None:
    faults: dict[str, set[str]] = {}
    for key in KEYS:
        if key.name in ASK_FOR_FILES or key.name.startswith("page"):
            continue
        window.go(page)
        window.menus.actions[key.name].trigger()
        for _ in range(4):
            QApplication.processEvents()
        if found := without_names():
            faults[key.name] = found
    assert not faults


def test_the_review_of_returned_files_has_names(window: MainWindow, qtbot) -> None:
    files = Path(__file__).parents[2] / "returns" / "files"
    window.take_returned([files / "09 castellane.docx", files / "14 wojcicki.docx"])
    page = window.page("comments")
    qtbot.waitUntil(lambda: bool(page.review.pile.files), timeout=30_000)
    page.review.show_result("placed with doubt")
    page.review.ask_name()
    QApplication.processEvents()
    assert not without_names()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_names_where_there_is_nothing_yet(empty: MainWindow, page: str) -> None:
    empty.go(page)
    QApplication.processEvents()
    assert not without_names()


def test_the_welcome_has_names(look, qtbot) -> None:
    window = MainWindow(look)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert not without_names()
    window.close()

"""The window as a whole: its pages, its keys, its names, what the wall may show."""

import re
from collections import Counter
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from hisrg_desktop.meeting.people.persons import AddPerson
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.ui.watch import Watch
from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.windows.keys import KEYS
from hisrg_desktop.ui.windows.main import MainWindow
from hisrg_desktop.ui.windows.walled import wall_view

ACTED_ON = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
OWN_PARTS = re.compile(r"^(qt_|ScrollLeft|ScrollRight|CornerButton)")
"""Buttons that Qt puts inside its own widgets."""


def acted_on(window: MainWindow) -> list[QWidget]:
    """The widgets of every page that a person can act on."""
    for page in PAGES:
        window.go(page)
    return acted_on_in(window)


def acted_on_in(window: MainWindow) -> list[QWidget]:
    """The widgets made so far that a person can act on."""
    found = [w for w in window.findChildren(QWidget) if isinstance(w, ACTED_ON)]
    return [w for w in found if not OWN_PARTS.match(w.objectName()) and not inside_another(w)]


def inside_another(widget: QWidget) -> bool:
    """Whether the widget is a part that Qt puts into another one, such as the list of a combo box."""
    above = widget.parent()
    while above is not None:
        if isinstance(above, ACTED_ON):
            return True
        above = above.parent()
    return False


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_practice_meeting_and_an_empty_dossier(
    window: MainWindow, empty: MainWindow, page: str
) -> None:
    for one in (window, empty):
        one.go(page)
        assert one.current is not None
        assert one.current.objectName() == f"{page}Page"
        assert not one.grab().isNull()


def test_every_widget_that_can_be_acted_on_has_a_name_for_tests(window: MainWindow) -> None:
    nameless = {type(w).__name__ for w in acted_on(window) if not w.objectName()}
    assert not nameless


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_that_is_seen_has_a_name_for_ears(window: MainWindow, page: str) -> None:
    window.go(page)
    seen = [w for w in acted_on_in(window) if w.isVisible()]
    assert seen
    silent = {
        w.objectName()
        for w in seen
        if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()) or w.toolTip())
    }
    assert not silent


def test_no_key_stands_for_two_things() -> None:
    keys = Counter(key for one in KEYS for key in one.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_takes_from_text_fields_what_is_theirs() -> None:
    theirs = {"Ctrl+D", "Ctrl+K", "Ctrl+E", "Ctrl+U"}
    assert not theirs & {key for one in KEYS for key in one.keys}


def test_every_key_has_a_menu_entry(window: MainWindow) -> None:
    for key in KEYS:
        assert window.menus.actions[key.name].objectName()
        assert window.menus.actions[key.name].text()


def test_the_wall_shows_the_active_provision_and_nothing_that_is_not_for_the_room(window: MainWindow, qtbot) -> None:
    desk = window.bridge.desk
    session = window.page("session")
    QTest.keyClicks(session.capture.editor, "private thought of the secretary")
    with qtbot.waitSignal(window.bridge.news):
        desk.do(AddPerson(name="Somebody New", email="somebody@example.org")).result()
    view = wall_view(desk.record)
    shown = " ".join(str(getattr(view, f.name)) for f in fields(view))
    assert view.label == "10.3"
    assert "private thought" not in shown
    assert "@" not in shown
    assert desk.path.name not in shown
    assert str(desk.path.parent) not in shown


def test_a_position_is_not_on_the_wall_before_the_decision_is_declared(window: MainWindow) -> None:
    session = window.page("session")
    window.menus.actions["declare"].trigger()
    form = session.deciding.form
    form.hold(form.prepared.members[0][0], "reservation", "a reason nobody has heard yet")
    view = wall_view(window.bridge.record)
    assert "a reason nobody has heard yet" not in str(view)
    assert all(isinstance(piece, Piece) for piece in view.pieces)


def test_a_frozen_wall_keeps_what_it_shows_and_a_blank_one_shows_nothing(window: MainWindow, qtbot) -> None:
    window.do_wall()
    window.screens.do_freeze()
    before = window.wall.face.view
    session = window.page("session")
    place = find_place(session.record, "2.9")
    with qtbot.waitSignal(window.bridge.news):
        session.places.go_to(place.provision)
    assert window.wall.face.view == before
    window.screens.do_blank()
    assert window.wall.face.view.blank
    window.screens.do_showWall()
    assert window.wall.face.view.label != before.label
    window.do_wall()


def test_selecting_another_provision_moves_nothing_in_the_room(window: MainWindow) -> None:
    session = window.page("session")
    entries = len(window.bridge.desk.entries)
    session.tree.select(session.tree.model().index(3, 0).data(Qt.ItemDataRole.UserRole).key)
    assert len(window.bridge.desk.entries) == entries
    assert session.tree.active != session.tree.key


def test_news_leave_unfinished_words_alone(window: MainWindow, qtbot) -> None:
    editor = window.page("session").capture.editor
    QTest.keyClicks(editor, "half a sent")
    with qtbot.waitSignal(window.bridge.news):
        window.bridge.desk.do(AddPerson(name="Somebody New")).result()
    QTest.keyClicks(editor, "ence")
    assert editor.toPlainText() == "half a sentence"


def test_fifty_lines_at_full_speed_never_hold_the_windows_for_a_second(window: MainWindow, qtbot) -> None:
    watch = Watch(window)
    watch.start()
    editor = window.page("session").capture.editor
    before = len(window.bridge.desk.entries)
    for number in range(50):
        QTest.keyClicks(editor, f"point {number} on the plan")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: len(window.bridge.desk.entries) == before + 50, timeout=20000)
    qtbot.wait(50)
    watch.stop()
    assert watch.longest < 1.0

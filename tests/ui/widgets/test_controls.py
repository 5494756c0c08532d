"""Buttons, filters and parts that scroll, as whoever works by keyboard or by ear meets them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button, set_kind
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides


def test_a_button_is_heard_as_what_stands_on_it_also_after_that_has_changed(qtbot) -> None:
    button = push_button("suspend", "Suspend ▾")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Suspend"
    button.setText("Resume")
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Resume"


def test_a_button_looks_otherwise_once_it_is_the_one_to_press(look: Look, qtbot) -> None:
    inside = QWidget()
    qtbot.addWidget(inside)
    button = push_button("open", "Open")
    QVBoxLayout(inside).addWidget(button)
    look.part(inside)
    inside.show()
    before = button.grab().toImage()
    set_kind(button, "primary")
    assert button.grab().toImage() != before
    set_kind(button, "")
    assert button.grab().toImage() == before


def filtered(look: Look, qtbot) -> tuple[QWidget, FilterLine, RowsView]:
    window = QWidget()
    qtbot.addWidget(window)
    model: RowsModel[str] = RowsModel({"Letter": str}, str)
    table = RowsView(look, "letters")
    table.setModel(model)
    model.show(["a", "b"])
    line = FilterLine("filter", "Filter", "Filter", table)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(table)
    window.show()
    line.setFocus()
    return window, line, table


def test_enter_and_down_lead_from_the_filter_to_the_row_selected(look: Look, qtbot) -> None:
    window, line, table = filtered(look, qtbot)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.focusWidget() is table
    assert table.keys == ["a"]
    table.choose("b")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert table.keys == ["b"]


def test_where_nothing_is_left_the_keyboard_stays_in_the_filter(look: Look, qtbot) -> None:
    window, line, table = filtered(look, qtbot)
    table.model().show([])
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert window.focusWidget() is line


def test_what_has_the_focus_is_scrolled_into_sight(look: Look, qtbot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    lines = [QLineEdit() for _ in range(30)]
    for line in lines:
        column.addWidget(line)
    scrolled = Scrolled(inside)
    qtbot.addWidget(scrolled)
    scrolled.resize(200, 150)
    scrolled.show()
    scrolled.activateWindow()
    QApplication.processEvents()
    lines[-1].setFocus()
    assert lines[-1].visibleRegion().boundingRect().height() == lines[-1].height()
    assert scrolled.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_parts_side_by_side_are_never_narrower_than_they_may_be_at_any_zoom(look: Look, qtbot) -> None:
    sides = Sides(look, Side(QWidget(), 100, 300), Side(QWidget(), 200, 300))
    qtbot.addWidget(sides)
    look.set_zoom(150)
    assert [sides.widget(n).minimumWidth() for n in range(2)] == [150, 300]

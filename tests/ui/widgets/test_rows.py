"""The quiet table: which row is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView


def test_a_row_chosen_for_the_person_stays_chosen_while_ctrl_is_held(look: Look, qtbot) -> None:
    model: RowsModel[str] = RowsModel({"Letter": str.upper}, str)
    view = RowsView(look, "letters")
    qtbot.addWidget(view)
    view.setModel(model)
    model.show(["a", "b", "c"])
    QTest.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for key in ("b", "b", "c"):
        view.choose(key)
        assert view.keys == [key]
    QTest.keyRelease(view, Qt.Key.Key_Control)


def columns(look: Look, qtbot, width: int) -> RowsView:
    model: RowsModel[str] = RowsModel({"Name": str.upper, "From": str, "To": str}, str)
    view = RowsView(look, "letters", wide=0, widths=(0, 200, 100))
    qtbot.addWidget(view)
    view.setModel(model)
    model.show(["a", "b"])
    view.resize(width, 200)
    view.show()
    return view


def test_columns_give_way_evenly_where_there_is_no_room_and_come_back(look: Look, qtbot) -> None:
    view = columns(look, qtbot, 300)
    assert view.columnWidth(0) >= 88
    assert view.columnWidth(1) == 2 * view.columnWidth(2)
    assert sum(view.columnWidth(n) for n in range(3)) <= view.viewport().width()
    view.resize(700, 200)
    assert [view.columnWidth(n) for n in (1, 2)] == [200, 100]


def test_columns_keep_their_widths_through_a_change_of_zoom_and_back(look: Look, qtbot) -> None:
    view = columns(look, qtbot, 1000)
    look.set_zoom(140)
    assert [view.columnWidth(n) for n in (1, 2)] == [280, 140]
    look.set_zoom(100)
    assert [view.columnWidth(n) for n in (1, 2)] == [200, 100]


def test_home_and_end_go_to_the_first_row_and_the_last(look: Look, qtbot) -> None:
    view = columns(look, qtbot, 400)
    view.choose_row(0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.keys == ["b"]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.keys == ["a"]

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

"""The line by which a table is filtered: typing narrows it, Enter and Down lead into it, Escape shows all again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from hisrg_desktop.ui.rows import RowsView


class FilterLine(QLineEdit):
    """A filter of this table."""

    def __init__(self, name: str, says: str, hint: str, table: RowsView) -> None:
        super().__init__()
        self._table = table
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down lead to the row selected, else to the first; Escape empties the line."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.enter_table()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def enter_table(self) -> None:
        """Give the keyboard to the table, if there is anything in it."""
        if self._table.model().rowCount():
            if not self._table.keys:
                self._table.choose_row(0)
            self._table.setFocus()

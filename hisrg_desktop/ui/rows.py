"""A table in a window: rows and what stands in each column; a new list needs no new class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_WIDE, _NARROW = 90, 36
"""What the column that takes the room has at the least, and any other, in pixels at 100 %."""
KEY = Qt.ItemDataRole.UserRole
"""The role under which a row gives its key."""


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows in columns, each column a heading and what it says of a row. Rows that stay keep their place and selection."""

    def __init__(self, columns: dict[str, Callable[[T], str]], key: Callable[[T], str]) -> None:
        super().__init__()
        self._headings = list(columns)
        self._says = list(columns.values())
        self._key = key
        self.rows: list[T] = []

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows; only what differs is drawn anew."""
        new = list(rows)
        if [self._key(row) for row in new] == [self._key(row) for row in self.rows]:
            before, self.rows = self.rows, new
            for index, (was, becomes) in enumerate(zip(before, new, strict=True)):
                if was is not becomes and was != becomes:
                    self.dataChanged.emit(self.index(index, 0), self.index(index, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The place of the row with this key; -1 where there is none."""
        return next((index for index, row in enumerate(self.rows) if self._key(row) == key), -1)

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._says)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, whole as a tooltip, and the row's key."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = self._says[index.column()](row)
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return self._key(row) if role == KEY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


class RowsView(QTableView):
    """A quiet table: rows are chosen whole, one column takes the room that is left.

    Where too little is left for it the others give way evenly, so that no column is out of sight.
    """

    def __init__(
        self, look: Look, name: str, *, wide: int = -1, widths: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._wide = wide
        self._widths = tuple(widths)
        self.setObjectName(name)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self._zoom = look.zoom
        self._wanted: dict[int, int] = {}
        self.horizontalHeader().sectionResized.connect(self._drag)
        look.changed.connect(self._restyle)

    def setModel(self, model: Any) -> None:
        """Take the model, and give the columns their widths."""
        super().setModel(model)
        header = self.horizontalHeader()
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, self._look.px(width))
        if self._wide >= 0:
            header.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(self._look.px(32))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the room there is."""
        super().resizeEvent(event)
        self._make_room()

    def setColumnWidth(self, column: int, width: int) -> None:
        """Give a column this width wherever there is room."""
        self._wanted[column] = width
        super().setColumnWidth(column, width)
        self._make_room()

    def _drag(self, column: int, _: int, width: int) -> None:
        """Keep the width to which the person draws a column; Qt also tells of those that only follow."""
        if QApplication.mouseButtons() and width and column != self._wide:
            self._wanted[column] = width

    def _make_room(self) -> None:
        if self._wide < 0 or self.model() is None:
            return
        others = {c: w for c, w in self._wanted.items() if c != self._wide and not self.isColumnHidden(c)}
        room = self.viewport().width() - self._look.px(_WIDE)
        part = min(1.0, max(0, room) / max(1, sum(others.values())))
        for column, width in others.items():
            super().setColumnWidth(column, max(min(width, self._look.px(_NARROW)), int(width * part)))

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first row and the last: rows are chosen whole."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self.model().rowCount():
            return self.model().index(ends[action] % self.model().rowCount(), max(0, self.currentIndex().column()))
        return super().moveCursor(action, held)

    def _restyle(self) -> None:
        """Keep what the person made of the columns, in the size of now."""
        before, self._zoom = self._zoom, self._look.zoom
        if before != self._zoom and self.model() is not None:
            self.verticalHeader().setDefaultSectionSize(self._look.px(32))
            self._wanted = {column: round(width * self._zoom / before) for column, width in self._wanted.items()}
            self._make_room()

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that are selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [str(self.model().index(row, 0).data(KEY)) for row in rows]

    def choose(self, key: str) -> None:
        """Select the row with this key and show it."""
        for row in range(self.model().rowCount()):
            if self.model().index(row, 0).data(KEY) == key:
                self.choose_row(row)
                self.scrollTo(self.model().index(row, 0))
                return

    def choose_row(self, row: int) -> None:
        """Select one row and no other, whichever keys are held down: `selectRow` would toggle it while Ctrl is."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, _ALONE)

"""A table whose rows can be taken out: those ticked are meant, the others are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.tags import Kind, paint_tag, tag_size

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class TickedRows(RowsModel[T]):
    """Rows with a tick in the first column, where they may have one.

    Signals:
        ticked: a row was taken in or out.
    """

    ticked = Signal()

    def __init__(
        self, columns: dict[str, Callable[[T], str]], key: Callable[[T], str], may: Callable[[T], bool]
    ) -> None:
        super().__init__(columns, key)
        self._may = may
        self.out: set[str] = set()

    def begin(self, rows: Sequence[T], out: set[str]) -> None:
        """Show these rows; those in `out` are not ticked."""
        self.out = out
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        self.ticked.emit()

    @property
    def taken(self) -> list[T]:
        """The rows that are meant."""
        return [row for row in self.rows if self._may(row) and self._key(row) not in self.out]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows are ticked in the first column."""
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self._may(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick of a row, and what stands in a cell."""
        if role == _CHECK and index.isValid() and index.column() == 0:
            row = self.rows[index.row()]
            if not self._may(row):
                return None
            return Qt.CheckState.Unchecked if self._key(row) in self.out else Qt.CheckState.Checked
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a row in or out."""
        if role != _CHECK or not index.isValid():
            return False
        key = self._key(self.rows[index.row()])
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.out.discard(key)
        else:
            self.out.add(key)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class TickedView(RowsView):
    """A table of such rows; Space takes the selected one in or out, wherever in the row one is."""

    def __init__(
        self, look: Look, name: str, *, wide: int, widths: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, name, wide=wide, widths=widths, parent=parent)
        self.setSelectionMode(RowsView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: Any) -> None:
        """Space ticks."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            first = index.siblingAtColumn(0)
            there = first.data(_CHECK)
            if there is not None:
                on = Qt.CheckState(there) == Qt.CheckState.Checked
                self.model().setData(first, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, _CHECK)
            return
        super().keyPressEvent(event)


class TagCells(QStyledItemDelegate):
    """Draws the cells of some columns as tags: a recommendation dashed, a decision filled."""

    def __init__(self, look: Look, kind_of: Callable[[str], Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._kind_of = kind_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the ground and the tag."""
        text = str(index.data() or "")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._look.colour("accent_tint"))
        painter.fillRect(
            QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), self._look.colour("line")
        )
        if text:
            zoom, px = self._look.zoom / 100, self._look.px
            width, height = tag_size(text, zoom)
            top = option.rect.top() + (option.rect.height() - height) / 2
            rect = QRectF(option.rect.left() + px(6), top, min(width + 1, option.rect.width() - px(10)), height)
            paint_tag(painter, rect, text, self._kind_of(text), self._look.tones, zoom)
        painter.restore()

"""Names in a list: the sign of the class before the name, the rest beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.marks import paint_class
from hisrg_desktop.ui.windows.shown import CLASSES, class_of_letter

AnyIndex = QModelIndex | QPersistentModelIndex


class NamesView(RowsView):
    """A list of people; its rows have a `letter` for the sign that stands before the first column."""

    def __init__(
        self, look: Look, name: str, columns: dict[str, Callable[[Any], str]], *, wide: int, widths: tuple[int, ...]
    ) -> None:
        super().__init__(look, name, wide=wide, widths=widths)
        self.rows: RowsModel[Any] = RowsModel(columns, lambda row: row.key)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(0, _Signed(look, self))

    @property
    def key(self) -> str:
        """The row the person is on."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else ""

    def show_rows(self, rows: list[Any]) -> None:
        """Show these; the one the person is on stays chosen if it is still there."""
        on = self.key
        self.rows.show(rows)
        if on and self.key != on and self.rows.row_of(on) >= 0:
            self.choose(on)


class _Signed(QStyledItemDelegate):
    """Draws the sign of the class and the name."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, sign, name; a dot says who is in the room."""
        model = index.model()
        assert isinstance(model, RowsModel)
        row = model.rows[index.row()]
        px, colour = self._look.px, self._look.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_tint"))
        painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(
                QRectF(option.rect.left(), option.rect.top(), px(3), option.rect.height()), colour("accent")
            )
        side = px(18)
        inside = QRectF(option.rect).adjusted(px(10), 0, -px(4), -1)
        sign = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
        if row.letter in CLASSES:
            paint_class(painter, sign, class_of_letter(row.letter), self._look.tones)
        else:
            painter.setPen(colour("soft"))
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, row.letter)
        painter.setFont(self._look.font("body"))
        painter.setPen(colour("ink"))
        room = inside.adjusted(side + px(8), 0, 0, 0)
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

"""The items of the agenda as a list: what each is, its time, when it starts; moved by drag and by Alt with an arrow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hisrg_desktop.ui.agenda.shown import Item
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import Role
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.rows import KEY, RowsModel, RowsView
from hisrg_desktop.ui.widgets.tags import paint_tag, tag_size

if TYPE_CHECKING:
    from hisrg_desktop.ui.widgets.tags import Kind

AnyIndex = QModelIndex | QPersistentModelIndex
HIGH = 48
"""The height of a row: two lines."""
SIGN, NUMBER, TITLE, TIME, STARTS, THEN = range(6)
_WAYS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Right: "in",
    Qt.Key.Key_Left: "out",
}


class ItemsModel(RowsModel[Item]):
    """The items as rows that can be dragged; a screen reader hears each cell in words."""

    def __init__(self, headings: Sequence[str]) -> None:
        says = (
            lambda item: item.sign,
            lambda item: item.number,
            lambda item: " · ".join(filter(None, (item.title, *item.marks, item.about))),
            lambda item: item.time_words,
            lambda item: " · ".join(filter(None, (item.starts, item.late))),
            lambda item: " · ".join(filter(None, (item.tried, item.then, item.then_late))),
        )
        super().__init__(dict(zip(headings, says, strict=True)), lambda item: item.key)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """An item can be dragged, and others dropped on it and between."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Items are moved."""
        return Qt.DropAction.MoveAction


class ItemsView(RowsView):
    """The list of items; Alt and an arrow move the one selected: up, down, under the one before it, out again.

    Signals:
        stepped: the way in which the item selected goes: ``up``, ``down``, ``in``, ``out``.
        placed: an item was dropped: its key, the key of the item it was dropped at (empty: at the end), and where there:
            ``before``, ``after``, ``under``.
        removed: the item selected is to go.
    """

    stepped = Signal(str)
    placed = Signal(str, str, str)
    removed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "agendaItems", wide=TITLE, widths=(30, 58, 200, 150, 116, 132))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setItemDelegate(_Delegate(look, self))
        look.changed.connect(self._heighten)

    def setModel(self, model: Any) -> None:
        """Take the model; its rows are two lines high."""
        super().setModel(model)
        self._heighten()
        self.setColumnHidden(THEN, True)

    def show_items(self, rows: Sequence[Item]) -> None:
        """Show these items: what was selected stays so, and nothing moves under the eye."""
        model = self.model()
        assert isinstance(model, ItemsModel)
        on, at = self.keys, self.verticalScrollBar().value()
        model.show(rows)
        if on and not self.keys and model.row_of(on[0]) >= 0:
            self.choose_row(model.row_of(on[0]))
        self.verticalScrollBar().setValue(at)

    def let_choose(self, *, several: bool) -> None:
        """Let one item be chosen, or several at once."""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        if not several and self.keys:
            self.choose_row(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the item; Delete is for taking it off."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(way)
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where the item was dropped; the record decides whether it goes there."""
        if event.source() is not self or not self.keys:
            event.ignore()
            return
        point = event.position().toPoint()
        index = self.indexAt(point)
        target = str(index.siblingAtColumn(0).data(KEY)) if index.isValid() else ""
        # The rows stay: what moves them is the news of the act.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.placed.emit(self.keys[0], target, self._where(point.y(), index))

    def _where(self, y: int, index: QModelIndex) -> str:
        """Before, after or under the row at this height: where the indicator stood."""
        rect = self.visualRect(index)
        edge = min(12, max(2, round(rect.height() / 5.5)))
        return "before" if y < rect.top() + edge else "after" if y > rect.bottom() - edge else "under"

    def _heighten(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(HIGH))


class _Delegate(QStyledItemDelegate):
    """Draws a cell by its column: two lines for what an item is, a bar for its time."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, hairline and what the column shows."""
        model = index.model()
        assert isinstance(model, RowsModel)
        item: Item = model.rows[index.row()]
        px, colour = self._look.px, self._look.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_tint"))
        painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus and index.column() == 0:
            painter.fillRect(
                QRectF(option.rect.left(), option.rect.top(), px(3), option.rect.height()), colour("accent")
            )
        inside = QRectF(option.rect).adjusted(px(8), px(5), -px(6), -px(6))
        soft = item.done or item.outcome == "put off" or item.tried == "put off"
        match index.column():
            case 2:
                self._draw_title(painter, inside.adjusted(item.depth * px(18), 0, 0, 0), item, soft)
            case 3:
                self._draw_time(painter, inside, item)
            case 4:
                self._draw_two(painter, inside, item.starts, item.late, "soft" if soft else "ink")
            case 5:
                self._draw_two(painter, inside, item.tried or item.then, self._then(item), "ink")
            case _:
                tone: Tone = "accent" if item.active else "soft" if soft else "ink"
                self._draw_line(painter, self._upper(inside), str(index.data()), tone)
        painter.restore()

    @staticmethod
    def _then(item: Item) -> str:
        return f"at {item.then}" if item.tried and item.then else item.then_late

    @staticmethod
    def _upper(inside: QRectF) -> QRectF:
        return QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)

    @staticmethod
    def _lower(inside: QRectF) -> QRectF:
        return QRectF(inside.left(), inside.center().y(), inside.width(), inside.height() / 2)

    def _draw_line(self, painter: QPainter, box: QRectF, text: str, tone: Tone, role: Role = "body") -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.colour(tone))
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitting)

    def _draw_title(self, painter: QPainter, inside: QRectF, item: Item, soft: bool) -> None:
        self._draw_line(painter, self._upper(inside), item.title, "soft" if soft else "ink")
        rest = self._lower(inside)
        for mark in item.marks:
            rest = self._draw_mark(painter, rest, mark)
        self._draw_line(painter, rest, item.about, "soft", "small")

    def _draw_mark(self, painter: QPainter, rest: QRectF, mark: str) -> QRectF:
        """A tag where there is room for it; the room that is left."""
        zoom = self._look.zoom / 100
        width, height = tag_size(mark, zoom)
        if width > rest.width():
            return rest
        kind: Kind = "warn" if mark == "members only" else "plain"
        top = rest.center().y() - height / 2
        paint_tag(painter, QRectF(rest.left(), top, width + 1, height), mark, kind, self._look.tones, zoom)
        return rest.adjusted(width + self._look.px(6), 0, 0, 0)

    def _draw_two(self, painter: QPainter, inside: QRectF, first: str, second: str, tone: Tone) -> None:
        late = second.endswith("late") or first == "no time left"
        if not second:
            self._draw_line(painter, self._upper(inside), first, "bad" if late else tone)
            return
        self._draw_line(painter, self._upper(inside), first, tone)
        self._draw_line(painter, self._lower(inside), second, "warn" if late else "soft", "small")

    def _draw_time(self, painter: QPainter, inside: QRectF, item: Item) -> None:
        """The time in words, and below it a bar: how much of the box is used, and what is over in another pattern."""
        box, px, colour = item.limit or item.planned, self._look.px, self._look.colour
        over = bool(box) and item.used > (box or 0)
        self._draw_line(painter, self._upper(inside), item.time_words, "warn" if over else "ink" if box else "soft")
        if not box:
            return
        whole = max(box, item.used)
        track = QRectF(inside.left(), self._lower(inside).center().y() - px(3), inside.width(), px(6))
        painter.setPen(colour("line"))
        painter.setBrush(colour("quiet"))
        painter.drawRoundedRect(track, px(3), px(3))
        painter.setPen(Qt.PenStyle.NoPen)
        if item.used:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(track.adjusted(0, 0, track.width() * (item.used / whole - 1), 0), px(3), px(3))
        if over:
            begins = track.left() + track.width() * box / whole
            painter.setBrush(colour("warn"))
            painter.drawRect(QRectF(begins, track.top() - px(2), track.right() - begins, track.height() + px(4)))

"""The blocks and provisions of the draft as a tree; what is looked at is not what is active."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.widgets.marks import State, paint_state, state_word

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the draft: its key, number, heading or first words, state, what stands at the right, what is below."""

    key: str
    label: str
    heading: str
    state: State = "none"
    count: str = ""
    below: tuple["Node", ...] = ()


@dataclass
class _Place:
    """A node in its place among the others."""

    number: int
    node: Node
    row: int
    above: "_Place | None"
    below: list["_Place"]


class PlacesModel(QAbstractItemModel):
    """The places of the draft as Qt asks for them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: list[_Place] = []
        self._rows: list[_Place] = []
        self._by_key: dict[str, _Place] = {}

    def show(self, nodes: Sequence[Node]) -> bool:
        """Show these; whether the tree was built anew, which it is only where places came, went or moved."""
        numbers = count()
        new = [_placed(node, row, None, numbers) for row, node in enumerate(nodes)]
        if _shape(new) == _shape(self._tops):
            for place in _all(new):
                self._renew(place.node)
            return False
        self.beginResetModel()
        self._tops, self._rows = new, list(_all(new))
        self._by_key = {place.node.key: place for place in _all(new)}
        self.endResetModel()
        return True

    def index_of(self, key: str) -> QModelIndex:
        """Where the place with that key is; nowhere if it is not there."""
        place = self._by_key.get(key)
        return self.createIndex(place.row, 0, place.number) if place else QModelIndex()

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        """The place in that row below the other."""
        rows = self._below(parent)
        return (
            self.createIndex(row, column, rows[row].number) if 0 <= row < len(rows) and column == 0 else QModelIndex()
        )

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The place above."""
        above = self._place(index).above if index.isValid() else None
        return self.createIndex(above.row, 0, above.number) if above else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many places are below."""
        return len(self._below(parent))

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """One: the delegate draws number, heading and count."""
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The place's words, what is read aloud, or the node itself."""
        node: Node = self._place(index).node
        if role == Qt.ItemDataRole.UserRole:
            return node
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = f"{node.label} {node.heading}".strip()
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (f"{node.label} {node.heading}", state_word(node.state), node.count) if part
            )
        return None

    def _place(self, index: AnyIndex) -> _Place:
        # A number and no pointer: an index that has outlived its place must not lead into freed memory.
        return self._rows[index.internalId()]

    def _below(self, parent: AnyIndex) -> list[_Place]:
        return self._place(parent).below if parent.isValid() else self._tops

    def _renew(self, node: Node) -> None:
        place = self._by_key[node.key]
        if place.node != node:
            place.node = node
            index = self.index_of(node.key)
            self.dataChanged.emit(index, index)


def _placed(node: Node, row: int, above: _Place | None, numbers: Iterator[int]) -> _Place:
    place = _Place(next(numbers), node, row, above, [])
    place.below = [_placed(child, at, place, numbers) for at, child in enumerate(node.below)]
    return place


def _all(places: Sequence[_Place]) -> Iterator[_Place]:
    for place in places:
        yield place
        yield from _all(place.below)


def _shape(places: Sequence[_Place]) -> list[tuple[str, str]]:
    return [(place.node.key, place.above.node.key if place.above else "") for place in _all(places)]


class PlaceDelegate(QStyledItemDelegate):
    """Draws a place: state, number, heading shortened, count; the active one bold with a bar at its left."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.active = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line."""
        return QSize(self._look.px(120), self._look.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the place."""
        node: Node = index.data(Qt.ItemDataRole.UserRole)
        px = self._look.px
        # The row begins at the tree's left edge, not where its words are indented to.
        row = QRectF(0, option.rect.top(), option.rect.right() + 1, option.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, row, node)
        left = option.rect.left() + px(4)
        self._state(painter, row, left, node, bool(node.below) or not index.parent().isValid())
        left += px(18)
        right = self._count(painter, row, node)
        self._words(painter, QRectF(left, row.top(), max(0.0, right - left), row.height()), node)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: QRectF, node: Node) -> None:
        px, colour = self._look.px, self._look.colour
        inner = row.adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colour("accent_tint"))
            painter.drawRoundedRect(inner, px(6), px(6))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("quiet"))
            painter.drawRoundedRect(inner, px(6), px(6))
        if node.key == self.active:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(0, inner.top() + px(4), px(3), inner.height() - px(8)), 1.5, 1.5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), px(6), px(6))

    def _state(self, painter: QPainter, row: QRectF, left: float, node: Node, top: bool) -> None:
        if node.state == "none" and not top:
            return
        side = self._look.px(9)
        paint_state(painter, QRectF(left, row.center().y() - side / 2, side, side), node.state, self._look.tones)

    def _count(self, painter: QPainter, row: QRectF, node: Node) -> float:
        font = self._look.font("small", 600 if node.key == self.active else 400)
        painter.setFont(font)
        painter.setPen(self._look.colour("soft"))
        right = row.right() - self._look.px(8)
        painter.drawText(QRectF(0, row.top(), right, row.height()), _RIGHT, node.count)
        return right - QFontMetricsF(font).horizontalAdvance(node.count) - self._look.px(8)

    def _words(self, painter: QPainter, box: QRectF, node: Node) -> None:
        active = node.key == self.active
        font = self._look.font("reading", 600 if active else 400)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.colour("accent" if active else "soft"))
        painter.drawText(box, _LEFT, node.label)
        box.setLeft(box.left() + metrics.horizontalAdvance(node.label) + self._look.px(8 if node.label else 0))
        painter.setPen(self._look.colour("ink"))
        painter.drawText(box, _LEFT, metrics.elidedText(node.heading, Qt.TextElideMode.ElideRight, box.width()))


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ProvisionTree(QTreeView):
    """Blocks and provisions. Going through them moves nothing in the room.

    Signals:
        looked_at: the key of the place the person selected.
        wanted: the key of the place the person asks to make active, by Enter or a double click.
    """

    looked_at = Signal(str)
    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("provisionTree")
        self.setAccessibleName(self.tr("Blocks and provisions"))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places = PlacesModel(self)
        self._delegate = PlaceDelegate(look, self)
        self.setModel(self._places)
        self.setItemDelegate(self._delegate)
        self._wire()
        self._restyle()

    def show_places(self, nodes: Sequence[Node]) -> None:
        """Show these; what is open, selected and scrolled to stays so."""
        on, scrolled = self.key, self.verticalScrollBar().value()
        if not self._places.show(nodes):
            return
        if self._delegate.active:
            self.expand(self._places.index_of(self._delegate.active).parent())
            self.expand(self._places.index_of(self._delegate.active))
        if on:
            self.select(on)
        self.verticalScrollBar().setValue(scrolled)

    def select(self, key: str) -> None:
        """Look at the place with that key."""
        self.setCurrentIndex(self._places.index_of(key))

    def set_active(self, key: str) -> None:
        """Show that place as the active one; the selection stays where it is."""
        self._delegate.active = key
        index = self._places.index_of(key)
        if index.isValid():
            self.expand(index.parent())
            self.expand(index)
        self.viewport().update()

    @property
    def key(self) -> str:
        """The key of the place selected."""
        node = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return node.key if isinstance(node, Node) else ""

    @property
    def active(self) -> str:
        """The key of the active place."""
        return self._delegate.active

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what the person is on, unless they had scrolled away from it."""
        before = event.oldSize().height()
        at = self.visualRect(self.currentIndex())
        super().resizeEvent(event)
        if self.currentIndex().isValid() and (before <= 0 or (at.top() >= 0 and at.bottom() <= before)):
            self.scrollTo(self.currentIndex())

    def drawBranches(self, painter: QPainter, rect: Any, index: AnyIndex) -> None:
        """Draw nothing: the numbers show what is below what."""

    def _wire(self) -> None:
        self.selectionModel().currentChanged.connect(self._tell)
        self.activated.connect(self._want)
        self._look.changed.connect(self._restyle)

    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.looked_at.emit(self.key)

    def _want(self, index: QModelIndex) -> None:
        self.wanted.emit(index.data(Qt.ItemDataRole.UserRole).key)

    def _restyle(self) -> None:
        self.setIndentation(self._look.px(18))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

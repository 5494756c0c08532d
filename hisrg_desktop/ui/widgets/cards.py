"""Comments as cards: one at a time, or two hundred in a list that draws only what is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import SIZES
from hisrg_desktop.ui.widgets.marked import MarkedLayout, Pieces, abridged, in_words
from hisrg_desktop.ui.widgets.marks import Class, class_word, paint_class
from hisrg_desktop.ui.widgets.tags import Kind, paint_tag, tag_size

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LONG = 6_000
"""Characters of a change from which on a card shows only what is about it; the provision itself shows the whole."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """What a card shows: who, from where and when, their words, the change they propose, and tags in their kinds."""

    key: str
    klass: Class
    name: str
    line: str = ""
    words: str = ""
    pieces: Pieces = ()
    tags: tuple[tuple[str, Kind], ...] = ()

    def said(self) -> str:
        """The card as one sentence for who hears it."""
        tags = ", ".join(text for text, _ in self.tags)
        parts = (class_word(self.klass), self.name, self.line, self.words, in_words(self.pieces), tags)
        return "; ".join(part for part in parts if part)


@dataclass
class CardFace:
    """A card laid out in a width: how high it is, and how it is drawn."""

    view: CommentView
    look: Look
    width: float
    height: float = field(init=False)

    def __post_init__(self) -> None:
        """Break the words and the proposed change into lines."""
        self._zoom = self.look.zoom / 100
        room = max(40.0, self.width - 2 * self._pad)
        self._words_font = self.look.font("body")
        metrics = QFontMetricsF(self._words_font)
        flags = Qt.TextFlag.TextWordWrap
        box = QRectF(0, 0, room, 1e6)
        self._words_height = metrics.boundingRect(box, flags, self.view.words).height() if self.view.words else 0.0
        size = SIZES["card"].pixels * self._zoom
        pieces = self.view.pieces
        if sum(len(piece.text) for piece in pieces) > _LONG:
            pieces = abridged(pieces)
        self._marked = MarkedLayout(pieces, self.look.tones, room, size, 1.45) if pieces else None
        parts = [self._head]
        parts += [self._words_height + 4 * self._zoom] if self.view.words else []
        parts += [self._marked.height + 3 * self._zoom] if self._marked else []
        self.height = round(sum(parts) + 2 * self._pad - 2 * self._zoom)

    def draw(self, painter: QPainter, rect: QRectF, *, chosen: bool = False, focused: bool = False) -> None:
        """Draw the card into the rectangle; the chosen one is tinted, the focused one ringed."""
        tones = self.look.tones
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tones.of("accent" if focused or chosen else "line")
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.setBrush(tones.of("accent_tint" if chosen else "card"))
        half = 1.0 if focused else 0.5
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 8 * self._zoom, 8 * self._zoom)
        inside = rect.adjusted(self._pad, self._pad - 1, -self._pad, 0)
        self._draw_head(painter, inside)
        self._draw_body(painter, inside)
        painter.restore()

    @property
    def _pad(self) -> float:
        return 12 * self.look.zoom / 100

    @property
    def _head(self) -> float:
        return 20 * self.look.zoom / 100

    def _draw_head(self, painter: QPainter, inside: QRectF) -> None:
        right = self._draw_tags(painter, inside)
        side = 19 * self._zoom
        paint_class(painter, QRectF(inside.left(), inside.top(), side, side), self.view.klass, self.look.tones)
        left = inside.left() + side + 9 * self._zoom
        for text, weight, tone in ((self.view.name, 600, "ink"), (self.view.line, 400, "soft")):
            font = self.look.font("body", weight)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, right - left))
            painter.setFont(font)
            painter.setPen(self.look.colour("ink" if tone == "ink" else "soft"))
            painter.drawText(QRectF(left, inside.top(), max(0.0, right - left), side), _MIDDLE, shown)
            left += metrics.horizontalAdvance(shown) + 8 * self._zoom

    def _draw_tags(self, painter: QPainter, inside: QRectF) -> float:
        right = inside.right()
        for text, kind in reversed(self.view.tags):
            width, height = tag_size(text, self._zoom)
            width = min(width, inside.width() * 0.45)
            paint_tag(
                painter, QRectF(right - width, inside.top(), width, height), text, kind, self.look.tones, self._zoom
            )
            right -= width + 6 * self._zoom
        return right - 4 * self._zoom

    def _draw_body(self, painter: QPainter, inside: QRectF) -> None:
        top = inside.top() + self._head + 4 * self._zoom
        if self.view.words:
            painter.setFont(self._words_font)
            painter.setPen(self.look.colour("ink"))
            box = QRectF(inside.left(), top, inside.width(), self._words_height)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, self.view.words)
            top += self._words_height + 3 * self._zoom
        if self._marked:
            self._marked.draw(painter, QPointF(inside.left(), top))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CommentCard(QWidget):
    """One comment as a card."""

    def __init__(self, look: Look, view: CommentView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._face: CardFace | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._forget)
        self.set_view(view)

    def set_view(self, view: CommentView) -> None:
        """Show this comment."""
        self._view = view
        self.setAccessibleName(view.said())
        self._forget()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height the card needs in that width."""
        return round(self._in(width).height)

    def sizeHint(self) -> QSize:
        """A comfortable width and the height that goes with it."""
        width = max(self.width(), self._look.px(320))
        return QSize(self._look.px(320), self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        self._in(self.width()).draw(QPainter(self), QRectF(self.rect()))

    def _in(self, width: int) -> CardFace:
        if self._face is None or self._face.width != width:
            self._face = CardFace(self._view, self._look, width)
        return self._face

    def _forget(self) -> None:
        self._face = None
        self.updateGeometry()
        self.update()


class Views(Sequence[CommentView]):
    """Cards of which only the keys are known; each is made when it is first looked at."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], CommentView]) -> None:
        self.keys = tuple(keys)
        self.made: dict[str, CommentView] = {}
        self._make = make

    @classmethod
    def of(cls, views: Sequence[CommentView]) -> "Views":
        """Cards that are there already."""
        if isinstance(views, Views):
            return views
        made = {view.key: view for view in views}
        return cls([view.key for view in views], made.__getitem__)

    @overload
    def __getitem__(self, at: int) -> CommentView: ...
    @overload
    def __getitem__(self, at: slice) -> "Views": ...
    def __getitem__(self, at: int | slice) -> "CommentView | Views":
        """The card at that place."""
        if isinstance(at, slice):
            return Views(self.keys[at], self._make)
        key = self.keys[at]
        if key not in self.made:
            self.made[key] = self._make(key)
        return self.made[key]

    def __len__(self) -> int:
        """How many there are, made or not."""
        return len(self.keys)


class CardsModel(QAbstractListModel):
    """The comments shown, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views = Views.of(())

    def show(self, views: Sequence[CommentView]) -> None:
        """Show these; where those shown before all stay in their order, only what came or differs is told."""
        before, new = self.views, Views.of(views)
        first, gone, fresh = _differing(before.keys, new.keys)
        if gone:
            self.beginResetModel()
            self.views = new
            self.endResetModel()
            return
        if fresh:
            self.beginInsertRows(_NOWHERE, first, first + fresh - 1)
            self.views = new
            self.endInsertRows()
        self.views = new
        self._tell_changed(before.made)

    def _tell_changed(self, before: dict[str, CommentView]) -> None:
        for row, key in enumerate(self.views.keys):
            if key in before and before[key] != self.views[row]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many comments there are."""
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The comment's words, what is read aloud, or the comment itself."""
        view = self.views[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: view.name,
            Qt.ItemDataRole.UserRole: view,
        }
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return view.said()
        return answers.get(Qt.ItemDataRole(role))


def _differing(before: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Where two rows of keys begin to differ, and how many keys of each differ from there on."""
    first = _alike(before, new)
    last = _alike(before[first:][::-1], new[first:][::-1])
    return first, len(before) - first - last, len(new) - first - last


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class CardDelegate(QStyledItemDelegate):
    """Draws the comments of a list; a card is laid out once for a width and a look."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._faces: dict[str, CardFace] = {}
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay every card out anew."""
        self._faces.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As wide as the list, as high as the card, with air below."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, round(self._face(index, width).height) + self._gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the card."""
        rect = QRectF(option.rect.marginsRemoved(QMargins(0, 0, 0, self._gap)))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._face(index, option.rect.width()).draw(painter, rect, chosen=chosen, focused=focused)

    @property
    def _gap(self) -> int:
        return self._look.px(8)

    def _face(self, index: AnyIndex, width: int) -> CardFace:
        view: CommentView = index.data(Qt.ItemDataRole.UserRole)
        face = self._faces.get(view.key)
        if face is None or face.width != width or face.view is not view:
            face = self._faces[view.key] = CardFace(view, self._look, width)
        return face


class CardList(QListView):
    """Comments as cards, one under another; arrows go through them, Enter opens one.

    Signals:
        chosen: the key of the comment the person is on; empty when on none.
        opened: the key of the comment the person opened.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("commentCards")
        self.setAccessibleName(self.tr("Comments"))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self._cards = CardsModel(self)
        self._delegate = CardDelegate(look, self)
        self.setModel(self._cards)
        self.setItemDelegate(self._delegate)
        self._wire()

    def show_comments(self, views: Sequence[CommentView]) -> None:
        """Show these; the one the person is on stays chosen, and the list stays where it was scrolled, if it can."""
        on, scrolled = self.key, self.verticalScrollBar().value()
        self._cards.show(views)
        if on and self.key != on:
            self.choose(on)
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, key: str) -> None:
        """Go to the comment with that key; to none if it is not shown."""
        keys = self._cards.views.keys
        self.setCurrentIndex(self._cards.index(keys.index(key) if key in keys else -1))

    @property
    def key(self) -> str:
        """The key of the comment the person is on."""
        view = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return view.key if isinstance(view, CommentView) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the cards anew for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _wire(self) -> None:
        self.selectionModel().currentChanged.connect(self._tell)
        self.activated.connect(self._open)
        # Other cards: those that were laid out for the ones before need not be kept.
        self._cards.modelReset.connect(self._delegate.forget)
        self._look.changed.connect(self._restyle)

    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(self.key if current.isValid() else "")

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole).key)

    def _restyle(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

"""The draft as a document: a list that lays out a paragraph once for a width and draws only what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import LEGAL, sized
from hisrg_desktop.ui.text.shown import Line, LineKind
from hisrg_desktop.ui.widgets.marked import Face, MarkedLayout, in_words
from hisrg_desktop.ui.widgets.marks import paint_state

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Setting:
    """How a kind of paragraph is set: its size, the air above it, whether it is bold."""

    pixels: float
    above: int
    bold: bool = False
    leading: float = 1.45


SETTINGS: dict[LineKind, Setting] = {
    "title": Setting(26, 28, True, 1.3),
    "subtitle": Setting(16, 4),
    "block": Setting(19, 30, True, 1.35),
    "heading": Setting(17, 18, True),
    "provision": Setting(16.5, 9),
    "note": Setting(13, 6),
}
WIDEST = 760
"""The longest line in pixels that is read with ease."""
HANG = 52
"""How far the words of a provision stand from the left, so that their labels hang before them."""
STEP = 34
"""How much further items stand."""
AT_ONCE = 25
"""How many paragraphs are laid out at once without holding the window."""


class LinesModel(QAbstractListModel):
    """The paragraphs in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._rows: dict[str, int] = {}

    def show(self, lines: Sequence[Line]) -> bool:
        """Show these; whether the list was built anew, which it is only where paragraphs came or went."""
        new = tuple(lines)
        if [line.key for line in new] == [line.key for line in self.lines]:
            before, self.lines = self.lines, new
            for row, (was, becomes) in enumerate(zip(before, new, strict=True)):
                if was is not becomes and was != becomes:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self.lines = new
        self._rows = {line.key: row for row, line in enumerate(new)}
        self.endResetModel()
        return True

    def row_of(self, key: str) -> int:
        """The place of the paragraph with this key; -1 where there is none."""
        return self._rows.get(key, -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many paragraphs there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The paragraph, and its words with the mark-up said in words."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = f"{line.label} {in_words(line.pieces, self.tr)}".strip()
            return f"{words}; {line.word}" if line.word else words
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Blocks and provisions can be selected; titles and footnotes are only read."""
        if index.isValid() and self.lines[index.row()].kind in ("title", "subtitle", "note"):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class LineDelegate(QStyledItemDelegate):
    """Draws paragraphs; each is broken into lines once for a width, a size and its words."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.inset = ""
        self.inset_height = 0
        self._laid: dict[str, tuple[Line, float, MarkedLayout]] = {}

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def missing(self, lines: Sequence[Line]) -> int:
        """How many of these paragraphs have still to be laid out."""
        known = ((self._laid.get(line.key), line) for line in lines)
        return sum(laid is None or (laid[0] is not line and laid[0] != line) for laid, line in known)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As wide as the list, as high as the paragraph with the air above it."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        line: Line = index.data(LINE)
        above = self._look.px(SETTINGS[line.kind].above)
        if line.key == self.inset:
            return QSize(1, self.inset_height + above + self._look.px(5))
        return QSize(1, round(self._layout(line, width).height) + above + self._look.px(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the label, the words, the sign of the state; what is selected is tinted."""
        line: Line = index.data(LINE)
        if line.key == self.inset:
            return
        width = option.rect.width()
        layout = self._layout(line, width)
        top = option.rect.top() + self._look.px(SETTINGS[line.kind].above)
        left, hang = self._left(width), self._hang(line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(left - self._look.px(14), top - 3, self._measure(width) + self._look.px(28), layout.height + 6)
        self._ground(painter, option, ground)
        self._label(painter, line, left + hang, top + layout.baseline)
        if line.pieces and any(piece.text for piece in line.pieces):
            layout.draw(painter, QPointF(left + hang, top), seen=_seen(option.widget))
        elif line.kind == "provision":
            self._nothing_yet(painter, QRectF(left + hang, top, self._measure(width) - hang, layout.height))
        if line.kind == "provision" and line.state != "none":
            side = self._look.px(9)
            box = QRectF(ground.right() + self._look.px(8), top + (layout.baseline - side) / 2 + 2, side, side)
            paint_state(painter, box, line.state, self._look.tones)
        painter.restore()

    def offset_at(self, line: Line, rect: QRect, point: QPoint) -> int | None:
        """The offset into the paragraph's joined pieces of the word at a point; None where there is none."""
        layout = self._layout(line, rect.width())
        left = self._left(rect.width()) + self._hang(line)
        top = rect.top() + self._look.px(SETTINGS[line.kind].above)
        at = layout.offset_at(QPointF(point) - QPointF(left, top))
        found = layout.source_between(max(0, at - 1), at + 1)
        return found[0] if found else None

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, ground: QRectF) -> None:
        px, colour = self._look.px, self._look.colour
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colour("accent_tint"))
            painter.drawRoundedRect(ground, px(6), px(6))
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(ground.left(), ground.top() + 4, px(3), ground.height() - 8), 1.5, 1.5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))

    def _label(self, painter: QPainter, line: Line, right: float, baseline: float) -> None:
        if not line.label:
            return
        setting = SETTINGS[line.kind]
        font = sized(setting.pixels * self._zoom * 0.94, 700 if setting.bold else 400, LEGAL)
        painter.setFont(font)
        painter.setPen(self._look.colour("soft" if line.kind == "note" else "ink"))
        width = QFontMetricsF(font).horizontalAdvance(line.label)
        painter.drawText(QPointF(right - max(width + 10 * self._zoom, self._hang_width(line)), baseline), line.label)

    def _nothing_yet(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("soft"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags, self.tr("no text yet"))

    @property
    def _zoom(self) -> float:
        return self._look.zoom / 100

    def _measure(self, width: float) -> float:
        return max(120.0, min(WIDEST * self._zoom, width - 84 * self._zoom))

    def _left(self, width: float) -> float:
        return max(34 * self._zoom, (width - self._measure(width)) / 2)

    def _hang_width(self, line: Line) -> float:
        return (STEP if line.depth or line.kind == "note" else HANG) * self._zoom

    def _hang(self, line: Line) -> float:
        if line.kind in ("title", "subtitle") or (line.kind == "heading" and not line.label):
            return 0
        if line.kind == "note":
            return (HANG + STEP) * self._zoom
        if line.kind == "block":
            return HANG * self._zoom
        return (HANG + STEP * line.depth) * self._zoom if line.label or line.depth else 0

    def _layout(self, line: Line, width: int) -> MarkedLayout:
        room = self._measure(width) - self._hang(line)
        known = self._laid.get(line.key)
        if known is not None and known[1] == room and (known[0] is line or known[0] == line):
            return known[2]
        setting = SETTINGS[line.kind]
        length = sum(len(piece.text) for piece in line.pieces)
        faces = (Face(0, length, "bold"),) if setting.bold else ()
        pixels = setting.pixels * self._zoom
        made = MarkedLayout(line.pieces, self._look.tones, room, pixels, setting.leading, notes=line.notes, faces=faces)
        self._laid[line.key] = (line, room, made)
        return made


class DocumentView(QListView):
    """The draft, paragraph under paragraph; arrows go through it, Enter opens a place.

    Signals:
        chosen: the key of the block or provision the person is on.
        opened: the key of the place the person opened.
        word: a word was clicked; the key of its place, and where it stands in the paragraph's pieces.
    """

    chosen = Signal(str)
    opened = Signal(str)
    word = Signal(str, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._inset: QWidget | None = None
        self._wanted: tuple[str, int] | None = None
        self._quiet = False
        self.setObjectName("textDocument")
        self.setAccessibleName(self.tr("The text"))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Six hundred paragraphs laid out at once would hold the window; a batch at a time does not.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(AT_ONCE)
        self._lines = LinesModel(self)
        self._delegate = LineDelegate(look, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.verticalScrollBar().setSingleStep(look.px(24))
        self._wire()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; what is selected and scrolled to stays so, if it is still there."""
        on, read = self.key, self._wanted or self._read_at()
        # Where one paragraph changed Qt places all of them anew; with the others laid out already that is quick, and
        # done at once it does not lose the person's place on the way.
        self._in_batches(self._delegate.missing(lines) > AT_ONCE)
        if self._lines.show(lines) and on:
            self._set_current(on)
        self._wanted = read
        self._reach()

    def choose(self, key: str) -> bool:
        """Go to the place with this key, and show it; whether it stands in this reading."""
        if self._lines.row_of(key) < 0:
            return False
        self._set_current(key)
        self._wanted = (key, 0)
        self._reach()
        return True

    @property
    def read_at(self) -> tuple[str, int]:
        """The paragraph at the top and how far it has been scrolled past; an empty key at the very top."""
        return self._read_at() or ("", 0)

    def read_from(self, key: str, beyond: int) -> None:
        """Scroll so that this paragraph is at the top, as far past its beginning as that."""
        if not key:
            self.verticalScrollBar().setValue(0)
        elif self._lines.row_of(key) >= 0:
            self._wanted = (key, beyond)
            self._reach()

    def has(self, key: str) -> bool:
        """Whether a paragraph stands in this reading."""
        return self._lines.row_of(key) >= 0

    def keys_to(self, key: str) -> list[str]:
        """The keys of the paragraphs from this one upwards."""
        row = self._lines.row_of(key)
        return [line.key for line in reversed(self._lines.lines[: row + 1])]

    def set_inset(self, key: str, widget: QWidget | None) -> None:
        """Show a widget in the place of a paragraph; with none, show the paragraph again."""
        self._delegate.inset = key if widget is not None else ""
        if self._inset is not None and self._inset is not widget:
            self._inset.removeEventFilter(self)
        self._inset = widget
        if widget is not None:
            widget.setParent(self.viewport())
            widget.installEventFilter(self)
            widget.show()
        self._refit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paragraph's place grows with the widget in it."""
        if watched is self._inset and event.type() is QEvent.Type.LayoutRequest:
            self._refit()
        return super().eventFilter(watched, event)

    def _refit(self) -> None:
        if self._inset is not None:
            high = max(self._inset.sizeHint().height(), self._inset.minimumSizeHint().height())
            if high == self._delegate.inset_height and self._delegate.inset:
                self._place_inset()
                return
            self._delegate.inset_height = high
        read = self._wanted or self._read_at()
        # All paragraphs are laid out already; placing them in batches would lose the place that is read.
        self._in_batches(False)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._wanted = read
        self._reach()
        self._place_inset()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Whenever paragraphs were placed, the widget in one of them is."""
        super().updateGeometries()
        self._place_inset()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The widget in a paragraph scrolls with it."""
        super().scrollContentsBy(dx, dy)
        self._place_inset()

    def _place_inset(self) -> None:
        if self._inset is None:
            return
        rect = self.visualRect(self._lines.index(self._lines.row_of(self._delegate.inset)))
        px = self._look.px
        if rect.isValid():
            side = px(24)
            top = rect.top() + px(SETTINGS["provision"].above)
            width = self.viewport().width() - 2 * side
            self._inset.setGeometry(side, top, width, self._delegate.inset_height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a word tells which."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = index.data(LINE)
        if event.button() is Qt.MouseButton.LeftButton and isinstance(line, Line) and line.kind == "provision":
            offset = self._delegate.offset_at(line, self.visualRect(index), event.position().toPoint())
            if offset is not None:
                self.word.emit(line.key, offset)

    @property
    def key(self) -> str:
        """The key of the place the person is on."""
        line = self.currentIndex().data(LINE)
        return line.key if isinstance(line, Line) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the paragraphs anew for the new width, and stay where the person reads."""
        read = self._wanted or self._read_at()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wanted = read
            self._in_batches(True)
            self.scheduleDelayedItemsLayout()

    def _wire(self) -> None:
        self.selectionModel().currentChanged.connect(self._tell)
        self.activated.connect(self._open)
        self._look.changed.connect(self._restyle)
        self.verticalScrollBar().rangeChanged.connect(self._reach)

    def _set_current(self, key: str) -> None:
        self._quiet = True
        self.selectionModel().setCurrentIndex(
            self._lines.index(self._lines.row_of(key)), self.selectionModel().SelectionFlag.ClearAndSelect
        )
        self._quiet = False

    def _in_batches(self, batches: bool) -> None:
        mode = QListView.LayoutMode.Batched if batches else QListView.LayoutMode.SinglePass
        self.setLayoutMode(mode)

    def _read_at(self) -> tuple[str, int] | None:
        """The paragraph at the top and how far it has been scrolled past; None at the very top."""
        index = self.indexAt(self.viewport().rect().topLeft())
        line = index.data(LINE)
        if not isinstance(line, Line) or not self.verticalScrollBar().value():
            return None
        return line.key, self.visualRect(index).top()

    def _reach(self, *_: int, again: bool = False) -> None:
        """Scroll to the place wanted as soon as it has been laid out."""
        if self._wanted is None:
            return
        key, beyond = self._wanted
        index = self._lines.index(self._lines.row_of(key))
        if not index.isValid():
            self._wanted = None
        elif self.visualRect(index).height() > 0:
            self._wanted = None
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - beyond)
            # Laid out already, but the scroll bar may not yet know how far it goes now: then once more, a moment later.
            if not again and abs(self.visualRect(index).top() - beyond) > 1:
                self._wanted = (key, beyond)
                QTimer.singleShot(0, self, self._reach_at_last)

    def _reach_at_last(self) -> None:
        self._reach(again=not self._delegate.missing(self._lines.lines))

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll there, except when the selection is only set anew behind the person's back."""
        if not self._quiet:
            super().scrollTo(index, hint)

    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.key)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line.kind in ("provision", "heading", "block"):
            self.opened.emit(line.key)

    def _restyle(self) -> None:
        # The new style has laid everything out already, so that only the selection still knows the person's place.
        self._wanted = (self.key, 0) if self.key else None
        self._delegate.forget()
        self._in_batches(True)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _seen(view: QWidget | None) -> QRectF | None:
    """What is looked at of a list, in the coordinates in which it is painted."""
    return QRectF(view.viewport().rect()) if isinstance(view, QListView) else None

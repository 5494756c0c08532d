"""What was taken down last: a row each, put right in place and by keys, without leaving the line for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import LEGAL, SIZES, sized
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.widgets.marks import Class, class_word, paint_class
from hisrg_desktop.ui.widgets.tags import Kind, paint_tag, tag_size
from hisrg_desktop.ui.widgets.words import Words

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HIGH = 26
_AT_REST, _IN_USE = 2, 6
"""Rows that are seen while the keyboard is in the line, and while it is here."""
_ROOMY = 950
"""Pixels of a window high enough for twice as many at rest."""


@dataclass(frozen=True, slots=True)
class TakenView:
    """One entry: when, who, where, of what kind, the words; `remedy` says what puts right what is out of order."""

    key: str
    time: str
    name: str
    words: str
    klass: Class | None = None
    place: str = ""
    tags: tuple[tuple[str, Kind], ...] = ()
    remedy: str = ""
    private: bool = False
    struck: bool = False

    def said(self) -> str:
        """The entry as one sentence for who hears it."""
        who = f"{class_word(self.klass)} {self.name}" if self.klass else self.name
        tags = ", ".join(text for text, _ in self.tags)
        return "; ".join(part for part in (self.time, who, self.place, tags, self.words) if part)


ACTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("edit", "Edit  ⏎", "", "Edit the words where they stand; the caret says where they are split"),
    ("speaker", "Speaker  Alt+S", "", "Give it to who has the floor; where it is theirs already, ask who said it"),
    ("place", "Place  Alt+P", "", "Move it to the active place; where it stands there already, ask for another"),
    ("join", "Join  Alt+J", "", "Join it with the entry before it by the same speaker"),
    ("turn", "Turn  Alt+T", "", "Correct the turn of speech it was said in: who spoke, from when to when"),
    ("strike", "Strike out  Del", "quiet", "Strike it out, or restore it"),
)
"""What can be done with an entry: name, words with its key, kind of button, what it does. Splitting is in `edit`."""

_KEYS: dict[tuple[Qt.Key, bool], str] = {
    (Qt.Key.Key_Return, False): "edit",
    (Qt.Key.Key_Enter, False): "edit",
    (Qt.Key.Key_S, True): "speaker",
    (Qt.Key.Key_P, True): "place",
    (Qt.Key.Key_J, True): "join",
    (Qt.Key.Key_T, True): "turn",
    (Qt.Key.Key_Delete, False): "strike",
}
"""By key and whether Alt is held."""


class TakenModel(QAbstractListModel):
    """The entries, the oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views: tuple[TakenView, ...] = ()

    def show(self, views: Sequence[TakenView]) -> None:
        """Show these."""
        if tuple(views) != self.views:
            self.beginResetModel()
            self.views = tuple(views)
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry, or what is read aloud."""
        view = self.views[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return view
        return view.said() if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole) else None


class _Rows(QStyledItemDelegate):
    """Draws an entry in one line."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line."""
        return QSize(self._look.px(200), self._look.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw time, who, where, words, and the tags at the right."""
        view: TakenView = index.data(Qt.ItemDataRole.UserRole)
        look, px = self._look, self._look.px
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or view.private:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_tint" if chosen else "panel_tint"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), px(5), px(5))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), px(5), px(5))
        right = self._tags(painter, rect, view) - px(8)
        left = rect.left() + px(8)
        left = self._write(painter, rect, left, right, view.time, look.font("small"), "soft", px(62))
        if view.klass:
            side = px(17)
            paint_class(painter, QRectF(left, rect.center().y() - side / 2, side, side), view.klass, look.tones)
            left += side + px(7)
        left = self._write(painter, rect, left, right, view.name, look.font("body", 600), "ink", 0)
        left = self._write(painter, rect, left, right, view.place, look.font("small"), "soft", 0)
        self._write(painter, rect, left, right, " ".join(view.words.split()), self._words(view), self._tone(view), 0)
        painter.restore()

    def _words(self, view: TakenView) -> QFont:
        font = QFont(self._look.font("body"))
        if view.private:
            font = sized(SIZES["body"].pixels * self._look.zoom / 100, family=LEGAL)
            font.setItalic(True)
        font.setStrikeOut(view.struck)
        return font

    def _tone(self, view: TakenView) -> str:
        return "soft" if view.struck else "panel" if view.private else "ink"

    def _write(
        self, painter: QPainter, rect: QRectF, left: float, right: float, text: str, font: QFont, tone: str, least: int
    ) -> float:
        room = max(0.0, right - left)
        metrics = QFontMetricsF(font)
        # A whole speech need not be measured to draw its beginning.
        shown = metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, room) if text else ""
        painter.setFont(font)
        painter.setPen(QPen(getattr(self._look.tones, tone)))
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), _MIDDLE, shown)
        wide = metrics.horizontalAdvance(shown)
        return left + max(float(least), wide + self._look.px(9) if shown else 0.0)

    def _tags(self, painter: QPainter, rect: QRectF, view: TakenView) -> float:
        right, zoom = rect.right() - self._look.px(6), self._look.zoom / 100
        for text, kind in reversed(view.tags):
            width, height = tag_size(text, zoom)
            box = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_tag(painter, box, text, kind, self._look.tones, zoom)
            right -= width + self._look.px(6)
        return right


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class TakenRows(QListView):
    """The rows. Letters typed here go to the line: nobody looks where the keyboard is before typing.

    Signals:
        wanted: an action from `ACTIONS` on the entry the person is on.
        typed: letters that were typed here.
        left: the person goes back to the line.
    """

    wanted = Signal(str)
    typed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sessionTakenRows")
        self.setAccessibleName(self.tr("What was taken down last"))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Rows(look, self))
        self.setModel(TakenModel(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys act on the entry; letters are words for the line; Down behind the last goes back to it."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = modifiers == Qt.KeyboardModifier.AltModifier
        action = _KEYS.get((Qt.Key(event.key()), alt)) if alt or not modifiers else None
        last = self.currentIndex().row() == self.model().rowCount() - 1
        if action:
            self.wanted.emit(action)
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Down and last):
            self.left.emit()
        elif event.text().isprintable() and event.text() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class EntryEditor(QPlainTextEdit):
    """The words of one entry. Enter keeps them, Shift+Enter begins a new line, Ctrl+Shift+Enter splits at the caret.

    Signals:
        kept: the words are as they should be.
        split: split the entry at this many characters.
        left: the person leaves the words as they were; what was typed stays in scratch.
    """

    kept = Signal()
    split = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionEntryEditor")
        self.setAccessibleName(self.tr("The words of the entry"))
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter, Ctrl+Shift+Enter and Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if enter and modifiers == both:
            self.split.emit(self.textCursor().position())
        elif enter and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif enter and not modifiers:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TakenList(QWidget):
    """The rows with what can be done to them, and the editor for one of them.

    Signals:
        wanted: an action from `ACTIONS`, or "remedy", on the entry with this key.
        kept: the entry with this key should read so.
        split: the entry with this key should read so and be split at this many characters.
        typed: letters that belong in the line.
        left: the keyboard goes back to the line; carries the key of the entry whose editor was left, if one was.
    """

    wanted = Signal(str, str)
    kept = Signal(str, str)
    split = Signal(str, str, int)
    typed = Signal(str)
    left = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._edits = ""
        self._by_name: dict[str, QPushButton] = {}
        self.setObjectName("sessionTaken")
        self.rows = TakenRows(look, self)
        self.editor = EntryEditor(self)
        self._about = Words(look, "", "small", "soft", shortens=True, parent=self)
        self._bar = QWidget(self)
        self._remedy = self._button("remedy", "", "primary")
        self._strip = QWidget(self)
        self._keep = self._edit_button("sessionEntryKeep", self.tr("Keep  ⏎"), "primary")
        self._split = self._edit_button("sessionEntrySplit", self.tr("Split at the caret  Ctrl+Shift+⏎"), "")
        self._leave = self._edit_button("sessionEntryLeave", self.tr("Leave  Esc"), "quiet")
        self._arrange()
        self._wire()
        self._settle()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self._look.px
        bar, keys, strip = QHBoxLayout(self._bar), QHBoxLayout(), QVBoxLayout(self._strip)
        for row in (bar, keys, strip):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(8))
        for name, words, kind, does in ACTIONS:
            button = self._button(name, words, kind)
            button.setToolTip(self.tr(does))
            bar.addWidget(button)
        bar.addWidget(self._remedy)
        bar.addStretch(1)
        keys.addWidget(self._about, 1)
        for button in (self._split, self._leave, self._keep):
            keys.addWidget(button)
        strip.addLayout(keys)
        strip.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(6), px(18), px(4))
        column.setSpacing(px(6))
        for widget in (self._bar, self.rows, self._strip):
            column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(self.tr(words) if words else "", self._bar)
        button.setObjectName(f"sessionTaken{name[0].upper()}{name[1:]}")
        button.setProperty("kind", kind)
        button.setProperty("does", name)
        button.clicked.connect(self._press)
        self._by_name[name] = button
        return button

    def _edit_button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words, self._strip)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        return button

    def _wire(self) -> None:
        self.rows.wanted.connect(self._ask)
        self.rows.typed.connect(self.typed)
        self.rows.left.connect(self._leave_rows)
        self.rows.doubleClicked.connect(self._open)
        self.rows.selectionModel().currentChanged.connect(self._offer)
        self.editor.kept.connect(self._keep_words)
        self.editor.split.connect(self._split_words)
        self.editor.left.connect(self._leave_editor)
        self._keep.clicked.connect(self._keep_words)
        self._split.clicked.connect(self._split_here)
        self._leave.clicked.connect(self._leave_editor)
        self._look.changed.connect(self._settle)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_entries(self, views: Sequence[TakenView]) -> None:
        """Show these, the oldest first; the one the person is on stays chosen, and the last is seen."""
        on = self.key
        model = self.rows.model()
        assert isinstance(model, TakenModel)
        model.show(views)
        self.choose(on)
        if not self.rows.hasFocus():
            self.rows.scrollToBottom()
        self._settle()

    def choose(self, key: str) -> None:
        """Go to the entry with this key; to none if it is not shown."""
        model = self.rows.model()
        row = next((n for n in range(model.rowCount()) if model.index(n, 0).data(_VIEW).key == key), -1)
        self.rows.setCurrentIndex(model.index(row, 0))
        self._offer()

    def enter(self) -> None:
        """Take the keyboard, on the last entry."""
        count = self.rows.model().rowCount()
        if count:
            self.rows.setCurrentIndex(self.rows.model().index(count - 1, 0))
            self.rows.setFocus()

    @property
    def key(self) -> str:
        """The key of the entry the person is on; empty on none."""
        view = self.rows.currentIndex().data(_VIEW)
        return view.key if isinstance(view, TakenView) else ""

    @property
    def edits(self) -> str:
        """The key of the entry that is being edited; empty for none."""
        return self._edits

    def edit(self, key: str, about: str) -> None:
        """Show the editor for an entry; whoever asked fills it."""
        self._edits = key
        self._about.setText(about)
        self.choose(key)
        self._settle()
        self.editor.setFocus()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def end_editing(self) -> None:
        """Put the editor away."""
        self._edits = ""
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """See how high the window is."""
        super().showEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line"))

    def _settle(self) -> None:
        """As many rows as there is use for."""
        px = self._look.px
        count = self.rows.model().rowCount()
        in_use = self._in_use()
        self._bar.setVisible(in_use and not self._edits)
        self._strip.setVisible(bool(self._edits))
        at_rest = _AT_REST if self.window().height() < px(_ROOMY) else 2 * _AT_REST
        shown = min(count, _IN_USE if in_use and not self._edits else at_rest)
        self.rows.setFixedHeight(shown * px(_HIGH))
        self.editor.setFixedHeight(px(76))
        self.setVisible(bool(count) or bool(self._edits))
        if in_use:
            self.rows.scrollTo(self.rows.currentIndex())
        else:
            self.rows.scrollToBottom()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if (old and self.isAncestorOf(old)) or (new and self.isAncestorOf(new)):
            self._settle()

    def _in_use(self) -> bool:
        return self.rows.hasFocus() or any(button.hasFocus() for button in self._by_name.values())

    def _offer(self) -> None:
        view = self.rows.currentIndex().data(_VIEW)
        there = isinstance(view, TakenView)
        for name, button in self._by_name.items():
            private = there and view.private and name in ("speaker", "place", "join")
            button.setEnabled(there and not private)
        self._by_name["strike"].setText(
            self.tr("Restore  Del") if there and view.struck else self.tr("Strike out  Del")
        )
        self._remedy.setVisible(there and bool(view.remedy))
        words = view.remedy if there else ""
        room = self._look.px(240)
        self._remedy.setText(self._remedy.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self._remedy.setAccessibleName(words)
        self._remedy.setToolTip(tip(words))

    # --- what is done ----------------------------------------------------------------------------------------------

    def _press(self) -> None:
        self._ask(str(self.sender().property("does")))

    def _ask(self, action: str) -> None:
        if self.key and self._by_name[action].isEnabled():
            self.wanted.emit(action, self.key)

    def _open(self) -> None:
        self._ask("edit")

    def _keep_words(self) -> None:
        self.kept.emit(self._edits, self.editor.toPlainText())

    def _split_here(self) -> None:
        self._split_words(self.editor.textCursor().position())

    def _split_words(self, at: int) -> None:
        self.split.emit(self._edits, self.editor.toPlainText(), at)

    def _leave_editor(self) -> None:
        edited = self._edits
        self.end_editing()
        self.left.emit(edited)

    def _leave_rows(self) -> None:
        self.left.emit("")


_VIEW = Qt.ItemDataRole.UserRole

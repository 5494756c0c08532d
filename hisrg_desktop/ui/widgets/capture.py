"""The capture line: what is being said, taken down; words are told while typed and handed over when finished."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import Words

_EVERY = 200
"""Milliseconds between two tellings of unfinished words; the store has the rest of the 300 to keep them."""
_MOST_LINES = 4


class CaptureEditor(QPlainTextEdit):
    """Where the words are typed: one line that grows to four.

    Signals:
        typing: unfinished words, at most five times a second, and at once when the line is left.
        finished: the words to take down; the line is empty again at once.
        undo_wanted: undo was asked for on an empty line.
        escape: Esc was pressed.
        focused: whether the line has the keyboard now.
    """

    typing = Signal(str)
    finished = Signal(str)
    undo_wanted = Signal()
    escape = Signal()
    focused = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told = ""
        self.setObjectName("sessionCaptureLine")
        self.setAccessibleName(self.tr("Capture line: what is being said"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(self.tr("What is being said…"))
        self.document().setDocumentMargin(0)
        # A throttle: it runs from the first key on, whether or not the typing pauses.
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.setInterval(_EVERY)
        self._wire()
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes down, Shift+Enter begins a new line, Esc and undo on an empty line are told."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if enter and other:
            event.ignore()
        elif enter and shifted:
            self.insertPlainText("\n")
        elif enter:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape.emit()
        elif _is_undo(event) and not self.toPlainText():
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what is not finished before the focus is gone."""
        self.tell()
        super().focusOutEvent(event)
        self.focused.emit(False)

    def finish(self) -> None:
        """Hand over the words and be empty; with nothing but blanks, only be empty."""
        words = self.toPlainText().strip()
        self._throttle.stop()
        self._told = ""
        self._empty()
        if words:
            self.finished.emit(words)

    def tell(self) -> None:
        """Tell the unfinished words if they differ from what was told last."""
        self._throttle.stop()
        if (words := self.toPlainText()) != self._told:
            self._told = words
            self.typing.emit(words)

    def put_back(self, text: str) -> None:
        """Give back words that were refused: before newer words if there are any, never over them."""
        newer = self.toPlainText()
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start)
        cursor.insertText(f"{text}\n" if newer.strip() else text)
        if not newer.strip():
            self.moveCursor(cursor.MoveOperation.End)

    def sizeHint(self) -> QSize:
        """One line, or as many as there are up to four."""
        lines = max(1, min(_MOST_LINES, self._lines()))
        return QSize(self._look.px(320), lines * self.fontMetrics().lineSpacing() + self._look.px(2))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(120), self.fontMetrics().lineSpacing())

    def _wire(self) -> None:
        self.textChanged.connect(self._changed)
        self._throttle.timeout.connect(self.tell)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._look.changed.connect(self._restyle)

    def _changed(self) -> None:
        if not self._throttle.isActive():
            self._throttle.start()
        self._grow()

    def _grow(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _lines(self) -> int:
        # The plain text layout measures its height in lines.
        return round(self.document().documentLayout().documentSize().height())

    def _empty(self) -> None:
        # Also forgets what could be undone: those words are in the record now.
        self.clear()
        self._throttle.stop()

    def _restyle(self) -> None:
        self.setFont(self._look.font("capture"))
        self.setStyleSheet("QPlainTextEdit, QPlainTextEdit:focus { background: transparent; border: 0; padding: 0; }")
        self.setCursorWidth(max(2, self._look.px(2)))
        self._grow()


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class _Box(QWidget):
    """The border around the line: in the accent, thicker while it has the focus."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.focused = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 2.0 if self.focused else 1.0
        painter.setPen(QPen(self._look.colour("accent" if self.focused else "soft"), thick))
        painter.setBrush(self._look.colour("card"))
        radius = self._look.px(8)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), radius, radius)


class _Chip(Words):
    """Who, where and what kind of entry, on a tint."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "", "strong", "accent", parent=parent)

    def sizeHint(self) -> QSize:
        """Room for the words and the air around them."""
        return super().sizeHint() + QSize(self._look.px(20), self._look.px(8))

    def minimumSizeHint(self) -> QSize:
        """The same: it is short."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_tint"))
        painter.drawRoundedRect(self.rect(), self._look.px(6), self._look.px(6))
        painter.setPen(self._look.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class CaptureLine(QWidget):
    """The line with its context before it, its key behind it, and below it what was understood and taken down last.

    Signals: those of `CaptureEditor`.
    """

    typing = Signal(str)
    finished = Signal(str)
    undo_wanted = Signal()
    escape = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("captureLine")
        self._box = _Box(look, self)
        self._context = _Chip(look, self._box)
        self.editor = CaptureEditor(look, self._box)
        self._key = KeyCap(look, self.tr("⏎ take down"), self._box)
        self._echo = Words(look, "", "small", "soft", shortens=True, parent=self)
        self._last = Words(look, "", "small", "soft", shortens=True, parent=self)
        self._echo.setAccessibleName(self.tr("Understood"))
        self._last.setAccessibleName(self.tr("Taken down last"))
        self._last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._inner = QHBoxLayout(self._box)
        self._below = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._inner.addWidget(self._context, 0, Qt.AlignmentFlag.AlignTop)
        self._inner.addWidget(self.editor, 1, Qt.AlignmentFlag.AlignVCenter)
        self._inner.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below.addWidget(self._echo, 1)
        self._below.addWidget(self._last, 1)
        self._column.addWidget(self._box)
        self._column.addLayout(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.editor)
        self._wire()
        self.set_context()
        self._restyle()

    @property
    def text(self) -> str:
        """The words in the line."""
        return self.editor.toPlainText()

    def set_context(self, *parts: str) -> None:
        """Show who speaks, where and what is taken down: ``set_context("A. Lind", "10.3", "remark")``."""
        self._context.setText(" › ".join(part for part in parts if part))
        self._context.setVisible(bool(self._context.text()))
        self.editor.setAccessibleDescription(self._context.text())

    def set_echo(self, text: str) -> None:
        """Show what was understood of the words so far."""
        self._echo.setText(text)
        self._echo.setAccessibleDescription(text)

    def set_last(self, text: str) -> None:
        """Show what was taken down last."""
        self._last.setText(text)
        self._last.setAccessibleDescription(text)

    def put_back(self, text: str) -> None:
        """Give back words that were refused, never over newer ones."""
        self.editor.put_back(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line"))

    def _wire(self) -> None:
        self.editor.typing.connect(self.typing)
        self.editor.finished.connect(self.finished)
        self.editor.undo_wanted.connect(self.undo_wanted)
        self.editor.escape.connect(self.escape)
        self.editor.focused.connect(self._mark_focus)
        self._look.changed.connect(self._restyle)

    def _mark_focus(self, focused: bool) -> None:
        self._box.focused = focused
        self._box.update()

    def _restyle(self) -> None:
        px = self._look.px
        self._inner.setContentsMargins(px(12), px(9), px(12), px(9))
        self._inner.setSpacing(px(10))
        self._column.setContentsMargins(px(18), px(12), px(18), px(10))
        self._column.setSpacing(px(8))
        self._below.setSpacing(px(24))
        self.update()

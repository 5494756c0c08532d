"""The capture line: what is being said, taken down; words are told while typed and handed over when finished."""

import re
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import LEGAL, SIZES, sized
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.widgets.offers import OfferList, OfferView
from hisrg_desktop.ui.widgets.pasted import words_of_html, words_of_rtf
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import Words

_EVERY = 200
"""Milliseconds between two tellings of unfinished words; the store has the rest of the 300 to keep them."""
_MOST_LINES = 4
_LONGEST_PARAGRAPH = 2000
"""Letters; Qt lays a paragraph out anew at every key, and one of a hundred thousand holds the windows for 25 ms."""
_LOOKED_AT = 200
"""Letters before the caret that may be completed."""
_AS_TYPED, _AT_BLANK, _IN_WORD = 0, 1, 2
"""How a paragraph of the editor ends: as it was typed, or cut where a blank stood, or cut inside a word."""
_JOINTS = {_AS_TYPED: "\n", _AT_BLANK: " ", _IN_WORD: ""}
_LAST_WORD = re.compile(r"[^\W_][\w.&-]*$")


class CaptureEditor(QPlainTextEdit):
    """Where the words are typed: one line that grows to four.

    Signals:
        typing: unfinished words, at most five times a second, and at once when the line is left.
        typed: the letters before the caret at every key, and where the first of them stands; they begin with a line
            break where other words come before them.
        finished: the words to take down; the line is empty again at once.
        undo_wanted, redo_wanted: undo or redo was asked for on an empty line.
        back_wanted: the person went up from an empty line, to what was taken down.
        stored_wanted: the stored text with this number was asked for, from 0.
        escape: Esc was pressed.
        focused: whether the line has the keyboard now.
    """

    typing = Signal(str)
    typed = Signal(str, int)
    finished = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    back_wanted = Signal()
    stored_wanted = Signal(int)
    escape = Signal()
    focused = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told = ""
        self._private = False
        self._cut = False
        self.offers: OfferList | None = None
        self.expansions: Mapping[str, str] = {}
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

    # --- the words -------------------------------------------------------------------------------------------------

    def words(self) -> str:
        """The words as they were typed or pasted: where a long paragraph was cut for the screen it is whole again."""
        if not self._cut:
            return self.toPlainText()
        made: list[str] = []
        block = self.document().begin()
        while block.isValid():
            following = block.next()
            made.append(block.text())
            if following.isValid():
                made.append(_JOINTS.get(block.userState(), "\n"))
            block = following
        return "".join(made).replace("\u2028", "\n")

    def insert_words(self, words: str) -> None:
        """Put words in at the caret, as one step that undo takes back."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for piece, end in _pieces(words):
            cursor.insertText(piece)
            if end is not None:
                ended = cursor.block()
                cursor.insertBlock()
                _state(cursor.block(), max(ended.userState(), _AS_TYPED))
                _state(cursor.block().previous(), end)
                self._cut = self._cut or end != _AS_TYPED
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def set_words(self, words: str) -> None:
        """Put these words in the place of what is there, as one step that undo takes back."""
        self.selectAll()
        self.insert_words(words)

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of those between two places, as one step that undo takes back."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words, without the noise of where they come from."""
        self.insert_words(pasted(source))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Anything that has words."""
        return source.hasText() or source.hasHtml() or source.hasFormat(_RTF)

    def set_private(self, private: bool) -> None:
        """Look like a private note, or not."""
        self._private = private
        self.setPlaceholderText(self.tr("A note for yourself…") if private else self.tr("What is being said…"))
        self._restyle()

    # --- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes down, Shift+Enter begins a new line, Esc and undo on an empty line are told."""
        if self._to_offers(event):
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        stored = _stored_number(event)
        if enter and other:
            event.ignore()
        elif enter and shifted:
            self._expand()
            self.insertPlainText("\n")
        elif enter:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape.emit()
        elif stored is not None:
            self.stored_wanted.emit(stored)
        elif event.key() == Qt.Key.Key_Up and not other and self.document().isEmpty():
            self.back_wanted.emit()
        elif _is_undo(event) and self.document().isEmpty():
            self.undo_wanted.emit()
        elif _is_redo(event) and self.document().isEmpty() and not self.document().isRedoAvailable():
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)
            if event.text() and not (event.text().isalnum() or event.text() in "_.&-") and event.text().isprintable():
                self._expand(len(event.text()))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is offered, and otherwise leaves the line."""
        if forward and self.offers and self.offers.current:
            self.take_offer(self.offers.current)
            return True
        return super().focusNextPrevChild(forward)

    def _to_offers(self, event: QKeyEvent) -> bool:
        """Whether the key belonged to what is offered. Enter never does."""
        offers = self.offers
        if offers is None or offers.current is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        at_end = self.textCursor().atBlockEnd() and not self.textCursor().hasSelection()
        if event.key() == Qt.Key.Key_Right and at_end:
            self.take_offer(offers.current)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offers.go(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            offers.show_offers((), self)
        else:
            return False
        return True

    def take_offer(self, offer: OfferView) -> None:
        """Put what is offered in the place of the letters it completes."""
        if self.offers:
            self.offers.show_offers((), self)
        if "\n" in offer.words or len(offer.words) > _LONGEST_PARAGRAPH:
            self.replace(offer.start, offer.end, "")
            self.insert_words(offer.words)
        else:
            self.replace(offer.start, offer.end, offer.words)

    def _expand(self, behind: int = 0) -> None:
        """Expand the word that has just been finished, so many letters before the caret; undo takes the letters back."""
        cursor = self.textCursor()
        caret = cursor.positionInBlock()
        text = cursor.block().text()
        last = _LAST_WORD.search(text[: max(0, caret - behind)][-80:])
        whole = self.expansions.get(last[0]) if last else None
        if last and whole:
            # With what finished it, so that undo leaves the caret behind that.
            at = cursor.position()
            cursor.setPosition(at - behind - len(last[0]))
            cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(whole + text[caret - behind : caret])

    # --- telling ---------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what is not finished before the focus is gone."""
        self.tell()
        if self.offers:
            self.offers.show_offers((), self)
        super().focusOutEvent(event)
        self.focused.emit(False)

    def finish(self) -> None:
        """Hand over the words and be empty; with nothing but blanks, only be empty."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._expand()
        words = self.words().strip()
        self._throttle.stop()
        self._told = ""
        self._empty()
        if self.offers:
            self.offers.show_offers((), self)
        if words:
            self.finished.emit(words)

    def tell(self) -> None:
        """Tell the unfinished words if they differ from what was told last."""
        self._throttle.stop()
        if (words := self.words()) != self._told:
            self._told = words
            self.typing.emit(words)

    def put_back(self, text: str) -> None:
        """Give back words that were refused: before newer words if there are any, never over them."""
        newer = bool(self.words().strip())
        cursor = self.textCursor()
        caret = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.insert_words(f"{text}\n" if newer else text)
        if newer:
            cursor.setPosition(caret + self.textCursor().position())
            self.setTextCursor(cursor)
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

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
        self.typed.emit(*self._before_caret())

    def _before_caret(self) -> tuple[str, int]:
        cursor = self.textCursor()
        block, column = cursor.block(), cursor.positionInBlock()
        begins = max(0, column - _LOOKED_AT)
        letters = block.text()[begins:column]
        if begins or block.blockNumber():
            letters = f"\n{letters}"
        return letters, cursor.position() - len(letters)

    def _grow(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _lines(self) -> int:
        # The plain text layout measures its height in lines.
        return round(self.document().documentLayout().documentSize().height())

    def _empty(self) -> None:
        # Also forgets what could be undone: those words are in the record now.
        self.clear()
        self._cut = False
        self._throttle.stop()

    def _restyle(self) -> None:
        font = self._look.font("capture")
        if self._private:
            font = sized(SIZES["capture"].pixels * self._look.zoom / 100, family=LEGAL)
            font.setItalic(True)
        self.setFont(font)
        colour = f" color: {self._look.tones.panel};" if self._private else ""
        self.setStyleSheet(
            f"QPlainTextEdit, QPlainTextEdit:focus {{ background: transparent; border: 0; padding: 0;{colour} }}"
        )
        self.setCursorWidth(max(2, self._look.px(2)))
        self._grow()


_RTF = "text/rtf"


def pasted(source: QMimeData) -> str:
    """The words on the clipboard; tables come from HTML, because not every program puts their cells apart in plain text."""
    if source.hasHtml() and ("<table" in source.html().lower() or not source.hasText()):
        return words_of_html(source.html())
    if source.hasText():
        return source.text()
    return words_of_rtf(bytes(source.data(_RTF).data()).decode("latin-1"))


def _pieces(words: str) -> Iterator[tuple[str, int | None]]:
    """The paragraphs of words, the long ones cut, each with how it ends; None for the last."""
    paragraphs = re.split(r"\r\n?|[\n\u2028\u2029]", words)
    for number, paragraph in enumerate(paragraphs):
        rest = paragraph
        while len(rest) > _LONGEST_PARAGRAPH:
            blank = rest.rfind(" ", 1, _LONGEST_PARAGRAPH)
            cut = blank if blank > 0 else _LONGEST_PARAGRAPH
            yield rest[:cut], _AT_BLANK if blank > 0 else _IN_WORD
            rest = rest[cut + 1 :] if blank > 0 else rest[cut:]
        yield rest, _AS_TYPED if number < len(paragraphs) - 1 else None


def _state(block: QTextBlock, state: int) -> None:
    block.setUserState(state)


def _stored_number(event: QKeyEvent) -> int | None:
    """The number of the stored text that Alt and a figure ask for, from 0."""
    alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    first, last = int(Qt.Key.Key_1), int(Qt.Key.Key_9)
    return int(event.key()) - first if alt and first <= int(event.key()) <= last else None


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_redo(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Z and event.modifiers() == held


class _Box(QWidget):
    """The border around the line: in the accent, thicker while it has the focus."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.focused = False
        self.tone: Tone = "accent"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 2.0 if self.focused else 1.0
        painter.setPen(QPen(self._look.colour(self.tone if self.focused else "soft"), thick))
        painter.setBrush(self._look.colour("card"))
        radius = self._look.px(8)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), radius, radius)


class _Chip(Words):
    """Who, where and what kind of entry, on a tint."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "", "strong", "accent", parent=parent)
        self.private = False

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
        painter.setBrush(self._look.colour("panel_tint" if self.private else "accent_tint"))
        painter.drawRoundedRect(self.rect(), self._look.px(6), self._look.px(6))
        painter.setPen(self._look.colour("panel" if self.private else "accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class CaptureLine(QWidget):
    """The line with its context before it, its key behind it, and below it what was understood and what helps.

    Signals: those of `CaptureEditor`.
    """

    typing = Signal(str)
    typed = Signal(str, int)
    finished = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    back_wanted = Signal()
    stored_wanted = Signal(int)
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
        self._hint = Words(look, self.tr("/ helps · ↑ what was taken down"), "small", "soft", parent=self)
        self._echo.setAccessibleName(self.tr("Understood"))
        self._inner = QHBoxLayout(self._box)
        self._below = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._inner.addWidget(self._context, 0, Qt.AlignmentFlag.AlignTop)
        self._inner.addWidget(self.editor, 1, Qt.AlignmentFlag.AlignVCenter)
        self._inner.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below.addWidget(self._echo, 1)
        self._below.addWidget(self._hint)
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
        return self.editor.words()

    def set_context(self, *parts: str) -> None:
        """Show who speaks, where and what is taken down: ``set_context("A. Lind", "10.3", "remark")``."""
        self._context.setText(" › ".join(part for part in parts if part))
        self._context.setVisible(bool(self._context.text()))
        self.editor.setAccessibleDescription(self._context.text())

    def set_echo(self, text: str) -> None:
        """Show what was understood of the words so far."""
        self._echo.setText(text)
        self._echo.setAccessibleDescription(text)

    def set_private(self, private: bool) -> None:
        """Look like the place for a private note: other letters, another colour; or for the record again."""
        if private == self._context.private:
            return
        self._context.private = private
        self._box.tone = "panel" if private else "accent"
        self.editor.set_private(private)
        self._context.update()
        self._box.update()

    def set_expansions(self, expansions: Mapping[str, str]) -> None:
        """Expand these words when they are finished."""
        self.editor.expansions = expansions

    def show_offers(self, offers: Sequence[OfferView]) -> None:
        """Offer these to complete the letters before the caret; the list is made when it is first needed."""
        if self.editor.offers is None:
            if not offers:
                return
            self.editor.offers = OfferList(self._look, self.window())
            self.editor.offers.taken.connect(self.editor.take_offer)
        self.editor.offers.show_offers(offers if self.editor.hasFocus() else (), self._box)

    def put_back(self, text: str) -> None:
        """Give back words that were refused, never over newer ones."""
        self.editor.put_back(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is offered while the line is not seen."""
        super().hideEvent(event)
        self.show_offers(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is offered stood above the line as it was."""
        super().resizeEvent(event)
        if self.editor.offers and self.editor.offers.isVisible():
            self.editor.offers.place(self._box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line"))

    def _wire(self) -> None:
        self.editor.typing.connect(self.typing)
        self.editor.typed.connect(self.typed)
        self.editor.finished.connect(self.finished)
        self.editor.undo_wanted.connect(self.undo_wanted)
        self.editor.redo_wanted.connect(self.redo_wanted)
        self.editor.back_wanted.connect(self.back_wanted)
        self.editor.stored_wanted.connect(self.stored_wanted)
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

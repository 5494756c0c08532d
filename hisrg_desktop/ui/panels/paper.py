"""The text of a report, page by page; words in it can be marked, and what was marked is seen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.panels.shown import Marked, Page

WIDEST = 800
"""The widest the text of a report is set, in pixels."""


class ReportPaper(QPlainTextEdit):
    """A report to read. Marking words offers them; a click on words marked before chooses their item.

    Signals:
        offered: the page and the words that are marked; no words where nothing is.
        chosen: the key of the item whose words were clicked.
    """

    offered = Signal(int, str)
    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pages: tuple[Page, ...] = ()
        self._starts: list[int] = []
        self._marked: list[Marked] = []
        self._on = ""
        self._without_text = ""
        self.setObjectName("panelsReportText")
        self.setAccessibleName(self.tr("Text of the report"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_pages(self, pages: Sequence[Page], without_text: str) -> None:
        """Show these pages; what stands for one that holds no text is `without_text`."""
        if tuple(pages) == self._pages:
            return
        self._pages = tuple(pages)
        self._without_text = without_text
        self._starts = []
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for page in self._pages:
            if self._starts:
                cursor.insertBlock()
            cursor.insertText(self.tr("Page %1").replace("%1", str(page.number)), self._heading())
            cursor.insertBlock()
            self._starts.append(cursor.position())
            cursor.insertText(page.text or without_text, QTextCharFormat() if page.text else self._heading())
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_marked(self, marked: Sequence[Marked], on: str = "") -> None:
        """Show where items stand; the one that is chosen stands out."""
        self._marked, self._on = list(marked), on
        self.setExtraSelections([self._selection(one) for one in self._marked])

    def go_to(self, key: str) -> None:
        """Show the words of this item."""
        for one in self._marked:
            if one.key == key:
                cursor = self.textCursor()
                cursor.setPosition(self._position(one.page, one.start))
                self.setTextCursor(cursor)
                self.centerCursor()
                return

    @property
    def words(self) -> tuple[int, str]:
        """The page and the words that are marked, headings of pages left out."""
        cursor = self.textCursor()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        parts = []
        first = 0
        for page, start in zip(self._pages, self._starts, strict=True):
            part = _cut(page.text, begin - start, end - start)
            if part.strip():
                first = first or page.number
                parts.append(part)
        return first, " ".join(" ".join(parts).split())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short enough to be read with ease."""
        beside = max(0, (self.width() - self._look.px(WIDEST)) // 2)
        if self.viewportMargins().left() != beside:
            self.setViewportMargins(beside, 0, beside, 0)
        super().resizeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer what was marked, or choose the item that was clicked."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            self._offer()
        else:
            self.offered.emit(0, "")
            self._choose(self.textCursor().position())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Offer what was marked with the keys."""
        super().keyReleaseEvent(event)
        if self.textCursor().hasSelection():
            self._offer()

    def mark(self, start: int, end: int) -> None:
        """Mark the words between two positions, as a mouse would."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._offer()

    def unmark(self) -> None:
        """Let go of what is marked."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _offer(self) -> None:
        page, words = self.words
        self.offered.emit(page, words)

    def _choose(self, position: int) -> None:
        for one in self._marked:
            if self._position(one.page, one.start) <= position <= self._position(one.page, one.end):
                self.chosen.emit(one.key)
                return

    def _position(self, page: int, offset: int) -> int:
        at = next(index for index, known in enumerate(self._pages) if known.number == page)
        return self._starts[at] + _units(self._pages[at].text[:offset])

    def _heading(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font("section"))
        form.setForeground(self._look.colour("soft"))
        return form

    def _selection(self, one: Marked) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(one.page, one.start))
        cursor.setPosition(self._position(one.page, one.end), QTextCursor.MoveMode.KeepAnchor)
        chosen = one.key == self._on
        form = QTextCharFormat()
        form.setBackground(self._look.colour("accent_tint" if chosen else "panel_tint"))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(self._look.colour("accent" if chosen else "panel"))
        selection.cursor, selection.format = cursor, form
        return selection

    def _restyle(self) -> None:
        self.setFont(self._look.font("card"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._look.colour("card"))
        self.setPalette(palette)
        pages, self._pages = self._pages, ()
        self.document().setDocumentMargin(self._look.px(20))
        if pages:
            self.show_pages(pages, self._without_text)
            self.show_marked(self._marked, self._on)


def _units(text: str) -> int:
    """How many positions a text takes up: Qt counts in halves of four bytes, Python in characters."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, begin: int, end: int) -> str:
    """The part of a text between two of Qt's positions, which may lie outside it."""
    raw = text.encode("utf-16-le")
    return raw[2 * max(0, begin) : 2 * max(0, end)].decode("utf-16-le", "ignore")

"""Calling people by letters of their names: a line to type in, and below it those who may be meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

MOST_SHOWN = 8


class CallLine(QLineEdit):
    """The line; arrows go through those who may be meant.

    Signals:
        moved: by how much to go down among those who may be meant.
        left: Escape was pressed where nothing was typed.
    """

    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Escape empties, then leaves."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            if not self.text():
                self.left.emit()
            self.clear()
        else:
            super().keyPressEvent(event)


class CallBox(QWidget):
    """The line with what can be typed into it, and who may be meant by what is.

    Signals:
        typed: letters were typed.
        taken: the person with this key is meant by the line.
        left: Escape was pressed where nothing was typed.
    """

    typed = Signal(str)
    taken = Signal(str)
    left = Signal()

    def __init__(self, look: Look, title: str, how: str) -> None:
        super().__init__()
        self._look = look
        self._many = False
        self._title = SectionLabel(look, title)
        self._how = Words(look, how, "small", "soft")
        self.line = CallLine()
        self.candidates = QListWidget()
        self.why = Words(look, "", "small", "warn")
        self.last = Words(look, "", "small", "soft")
        self._arrange()
        self._wire()

    def name(self, line: str, candidates: str, says: str, hint: str) -> None:
        """Name the parts: for tests and tools, for ears, and by the hint that stands in the empty line."""
        self.line.setObjectName(line)
        self.line.setAccessibleName(says)
        self.line.setPlaceholderText(hint)
        self.candidates.setObjectName(candidates)
        self.candidates.setAccessibleName(self.tr("Who may be meant"))

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap(self._look, "⏎"))
        self.line.setMinimumHeight(px(38))
        self.candidates.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.candidates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.candidates.setTextElideMode(Qt.TextElideMode.ElideRight)
        for words in (self._how, self.why, self.last):
            words.setWordWrap(True)
        for away in (self.candidates, self.why, self.last):
            away.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        for widget in (self.line, self._how, self.candidates, self.why, self.last):
            column.addWidget(widget)
        self._restyle()

    def _wire(self) -> None:
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self._enter)
        self.line.moved.connect(self._move)
        self.line.left.connect(self.left)
        self.candidates.itemClicked.connect(self._take)
        self.candidates.currentRowChanged.connect(self._say_who)
        self._look.changed.connect(self._restyle)

    def set_title(self, title: str) -> None:
        """Say what people are called for."""
        self._title.setText(title)

    def show_meant(self, people: Sequence[tuple[str, str]], why: str) -> None:
        """Show who may be meant, by key and in words; where there is nobody, why."""
        shown = people[:MOST_SHOWN]
        self._many = len(people) > 1
        self.candidates.clear()
        for key, words in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.candidates.addItem(item)
        self.candidates.setVisible(bool(shown))
        self.candidates.setFixedHeight(self._look.px(30) * len(shown) + self._look.px(6))
        self.candidates.setCurrentRow(0 if len(people) == 1 else -1)
        more = len(people) - len(shown)
        self.tell(why or (self.tr("and %1 more; type on").replace("%1", str(more)) if more else ""))

    def tell(self, words: str) -> None:
        """Say why nobody is meant, or what to do."""
        self.why.setText(words)
        self.why.setVisible(bool(words))
        self._say_who()

    def echo(self, words: str) -> None:
        """Say what was understood and is on record now; it stays until the next is."""
        self.last.setText(f"✓  {words}")
        self.last.show()
        self.line.setAccessibleDescription(words)

    def _say_who(self) -> None:
        """The line has the focus and not the list: whoever listens hears of the choice at the line."""
        item = self.candidates.currentItem()
        self.line.setAccessibleDescription(item.text() if item else self.why.text())

    def _enter(self) -> None:
        if self.candidates.currentRow() >= 0:
            self._take(self.candidates.currentItem())
        elif self._many:
            self.tell(self.tr("Several may be meant: choose with the arrows, or type on."))

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        self.line.clear()
        self.line.setFocus()

    def _move(self, by: int) -> None:
        count = self.candidates.count()
        if count:
            at = self.candidates.currentRow()
            self.candidates.setCurrentRow((at + by) % count if at >= 0 else (0 if by > 0 else count - 1))

    def _restyle(self) -> None:
        self.line.setFont(self._look.font("capture"))

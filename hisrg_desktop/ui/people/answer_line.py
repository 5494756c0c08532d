"""Answers by typing: letters of a name and Enter, as at the roll call; below the line those who may be meant."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hisrg_desktop.meeting.roll.answering import AnswerLine
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.roll import MOST_SHOWN, RollLine
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class AnswerBox(QWidget):
    """The line and who may be meant by it.

    Signals:
        typed: letters were typed.
        taken: the person with this key is meant by the line.
        left: Escape was pressed.
    """

    typed = Signal(str)
    taken = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._read: AnswerLine | None = None
        self.line = RollLine()
        self.candidates = QListWidget()
        self._title = SectionLabel(look, self.tr("Answers"))
        how = self.tr("With “lin” for Lind: -lin does not come · lin ? is undecided · oka for lin comes instead")
        self._how = Words(look, how, "small", "soft")
        self.why = Words(look, "", "small", "warn")
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        self.line.setObjectName("invitationsAnswerLine")
        self.line.setPlaceholderText(self.tr("Letters of a name ⏎ comes"))
        self.line.setAccessibleName(
            self.tr(
                "Answers: letters of a name; a hyphen before them for who does not come; a question mark after them "
                "for who is undecided; “for” and a member for who comes instead"
            )
        )
        self.candidates.setObjectName("invitationsCandidates")
        self.candidates.setAccessibleName(self.tr("Who may be meant"))
        self.candidates.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.candidates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.candidates.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.candidates.hide()
        self.why.hide()

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap(self._look, "⏎"))
        self.line.setMinimumHeight(px(38))
        for words in (self._how, self.why):
            words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        for widget in (self.line, self._how, self.candidates, self.why):
            column.addWidget(widget)
        self._restyle()

    def _wire(self) -> None:
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self._enter)
        self.line.moved.connect(self._move)
        self.line.left.connect(self.left)
        self.candidates.itemClicked.connect(self._take)
        self._look.changed.connect(self._restyle)

    def show_read(self, read: AnswerLine, people: list[tuple[str, str]]) -> None:
        """Show who may be meant: their keys, and their names with what the line says of them."""
        self._read = read
        shown = people[:MOST_SHOWN]
        self.candidates.clear()
        for key, words in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.candidates.addItem(item)
        self.candidates.setVisible(bool(shown))
        self.candidates.setFixedHeight(self._look.px(30) * len(shown) + self._look.px(6))
        self.candidates.setCurrentRow(0 if len(people) == 1 else -1)
        more = len(people) - len(shown)
        self.tell(read.why or (self.tr("and %1 more; type on").replace("%1", str(more)) if more else ""))

    def tell(self, words: str) -> None:
        """Say why nobody is meant, or what to do."""
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def _enter(self) -> None:
        if self.candidates.currentRow() >= 0:
            self._take(self.candidates.currentItem())
        elif self._read and len(self._read.people) > 1:
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

"""A short question beside the capture line: whom to put on the queue, which place to go to. Never a dialog."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.words import Words


class AskLine(QWidget):
    """One line that asks one thing and goes away.

    Signals:
        answered: what was typed.
        left: the person gave no answer.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askLine")
        self._question = Words(look, "", "strong")
        self.line = QLineEdit()
        self.line.setObjectName("askLineEdit")
        self._or_nothing = False
        self._stays = False
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(18), look.px(8), look.px(18), 0)
        row.addWidget(self._question)
        row.addWidget(self.line, 1)
        row.addWidget(Words(look, self.tr("Enter · Esc leaves"), "small", "soft"))
        self.line.returnPressed.connect(self._answer)
        self.hide()

    def ask(self, question: str, among: list[str], or_nothing: bool = False, stays: bool = False) -> None:
        """Ask this, offering these answers as the person types; `or_nothing` takes an empty line for an answer.

        A question that `stays` is asked again and again until Esc or an empty line; what was answered is typed over.
        """
        self._or_nothing, self._stays = or_nothing, stays
        self.put(question)
        self._names.setStringList(among)
        self.line.clear()
        self.line.show()
        self.show()
        self.line.setFocus()

    def put(self, question: str) -> None:
        """Put the question into other words."""
        self._question.setText(question)
        self.line.setAccessibleName(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves without an answer."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        text = self.line.text().strip()
        if text and self._stays:
            self.line.selectAll()
            self.answered.emit(text)
            return
        self._put_away()
        if text or self._or_nothing:
            self.answered.emit(text)
        else:
            self.left.emit()

    def _put_away(self) -> None:
        # The list of answers gives the keyboard back to its line when it has closed; only one that is hidden itself,
        # and not merely within this, leaves the window's own idea of who has the keyboard alone.
        self.line.hide()
        self.hide()

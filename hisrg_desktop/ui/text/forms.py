"""The forms beside the text: an editorial correction, and the reopening of what was agreed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class _Form(Form):
    """A form that Escape puts away."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, bar=True)
        self.setObjectName(name)
        self.provision = ""
        self.title = SectionLabel(look, "")
        self.column.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(12))
        self.column.setSpacing(look.px(8))
        self.column.addWidget(self.title)
        self.hide()

    def buttons(self, done: QPushButton, left: QPushButton) -> QVBoxLayout:
        """A row with both buttons, at the foot of the form."""
        row = QHBoxLayout()
        row.addWidget(done)
        row.addWidget(left)
        row.addStretch(1)
        self.column.addLayout(row)
        left.clicked.connect(self.leave)
        return self.column


class CorrectForm(_Form):
    """The words of a provision, to be corrected by the secretariat.

    Signals:
        corrected: the provision and the words it is to have.
        left: the form was put away.
    """

    corrected = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "textCorrectForm")
        self.words = QPlainTextEdit()
        self.words.setObjectName("textCorrectWords")
        self.words.setAccessibleName(self.tr("The corrected words"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(look.px(150))
        self._look = look
        note = Words(
            look, self.tr("Slips of the pen only. What changes the meaning needs a decision."), "small", "soft"
        )
        note.setWordWrap(True)
        self._save = QPushButton(self.tr("Correct  Ctrl+Enter"))
        self._save.setObjectName("textCorrectSave")
        self._save.setProperty("kind", "primary")
        away = QPushButton(self.tr("Leave  Esc"))
        away.setObjectName("textCorrectLeave")
        self.column.addWidget(self.words, 1)
        self.column.addWidget(note)
        self.buttons(self._save, away)
        self._save.clicked.connect(self.finish)

    def prepare(self, provision: str, place: str, text: str) -> None:
        """Show the words of this provision to be corrected."""
        self.provision = provision
        self.title.setText(self.tr("Editorial correction of %1").replace("%1", place))
        self.words.setFont(self._look.font("card"))
        self.words.setPlainText(text)
        self.show()
        self.words.setFocus()

    def finish(self) -> None:
        """Ask for the correction."""
        self.corrected.emit(self.provision, self.words.toPlainText())


class ReopenForm(_Form):
    """Who reopens an agreed provision, and why.

    Signals:
        reopened: the provision, the person who presides, the reason.
        left: the form was put away.
    """

    reopened = Signal(str, str, str)

    def __init__(self, look: Look, name: str = "text") -> None:
        super().__init__(look, f"{name}ReopenForm")
        self.by = QComboBox()
        self.by.setObjectName(f"{name}ReopenBy")
        self.by.setAccessibleName(self.tr("Who presides"))
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{name}ReopenReason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("why it is opened again"))
        self._reopen = QPushButton(self.tr("Reopen  Ctrl+Enter"))
        self._reopen.setObjectName(f"{name}ReopenSave")
        self._reopen.setProperty("kind", "primary")
        away = QPushButton(self.tr("Leave  Esc"))
        away.setObjectName(f"{name}ReopenLeave")
        self.column.addWidget(self.by)
        self.column.addWidget(self.reason)
        self.buttons(self._reopen, away)
        self._reopen.clicked.connect(self.finish)
        self.reason.textChanged.connect(self._offer)

    def prepare(self, provision: str, place: str, presiding: list[tuple[str, str]]) -> None:
        """Ask who of these reopens this provision, and why."""
        self.provision = provision
        self.title.setText(self.tr("Reopen %1").replace("%1", place))
        self.by.clear()
        for person, name in presiding:
            self.by.addItem(name, person)
        self.reason.clear()
        self._offer()
        self.show()
        self.reason.setFocus()

    def finish(self) -> None:
        """Ask for the reopening, if a reason is given."""
        if self.reason.text().strip():
            self.reopened.emit(self.provision, self.by.currentData() or "", self.reason.text().strip())

    def _offer(self) -> None:
        self._reopen.setEnabled(bool(self.reason.text().strip()))

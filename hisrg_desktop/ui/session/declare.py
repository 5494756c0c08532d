"""The form in which a decision is prepared: the words to read out, what it settles, who does not consent."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_KINDS = ("reservation", "stand aside", "objection")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the form starts from: the proposal decided, its number, the place, the words, and the members by name."""

    proposal: str
    number: str
    provision: str
    place: str
    words: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NonConsent:
    """A member who does not simply consent."""

    person: str
    kind: str
    reason: str


class DeclareForm(Card):
    """Prepares a decision beside the text; nothing is decided before it is declared.

    Signals:
        declared: the words, the method, whether the provision is settled, the members who do not consent.
        left: the form was put away.
    """

    declared = Signal(str, str, bool, object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("declareForm")
        self.prepared: Prepared | None = None
        self._positions: list[NonConsent] = []
        self._title = SectionLabel(look, self.tr("Decision"))
        self.words = QPlainTextEdit()
        self.words.setObjectName("declareWords")
        self.words.setAccessibleName(self.tr("The words to be read out"))
        self.words.setMaximumHeight(look.px(92))
        self.words.setTabChangesFocus(True)
        self.method = QComboBox()
        self.method.addItems([self.tr("consensus"), self.tr("silence procedure")])
        self.method.setObjectName("declareMethod")
        self.method.setAccessibleName(self.tr("Method"))
        self.settles = QCheckBox()
        self.settles.setObjectName("declareSettles")
        self.member = QComboBox()
        self.member.setObjectName("declareMember")
        self.member.setAccessibleName(self.tr("Member who does not consent"))
        self.kind = QComboBox()
        self.kind.addItems([self.tr("has a reservation"), self.tr("stands aside"), self.tr("objects")])
        self.kind.setObjectName("declareKind")
        self.kind.setAccessibleName(self.tr("How the member does not consent"))
        self.reason = QLineEdit()
        self.reason.setObjectName("declareReason")
        self.reason.setPlaceholderText(self.tr("reason, if given"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self._add = QPushButton(self.tr("Add"))
        self._add.setObjectName("declareAddPosition")
        self._held = Words(look, "", "small", "soft")
        self._held.setWordWrap(True)
        self._declare = QPushButton(self.tr("Declare  Ctrl+Enter"))
        self._declare.setObjectName("declareButton")
        self._declare.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._leave.setObjectName("declareLeave")
        self._arrange(look)
        self._wire()
        self.hide()

    def _arrange(self, look: Look) -> None:
        how, who, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        how.addWidget(Words(look, self.tr("By"), "body", "soft"))
        how.addWidget(self.method)
        how.addWidget(self.settles)
        how.addStretch(1)
        for widget in (self.member, self.kind):
            who.addWidget(widget)
        who.addWidget(self.reason, 1)
        who.addWidget(self._add)
        buttons.addWidget(self._declare)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column = self.column
        column.addWidget(self._title)
        column.addWidget(self.words)
        column.addLayout(how)
        column.addLayout(who)
        column.addWidget(self._held)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self._add.clicked.connect(self._add_position)
        self._declare.clicked.connect(self.declare)
        self._leave.clicked.connect(self.leave)

    def prepare(self, prepared: Prepared) -> None:
        """Show the form for this proposal, or for a decision without one."""
        self.prepared = prepared
        self._positions = []
        self._title.setText(self.tr("Decision on %1").replace("%1", prepared.number or prepared.place))
        self.words.setPlainText(prepared.words)
        self.method.setCurrentIndex(0)
        self.settles.setChecked(False)
        self.settles.setText(self.tr("%1 is then agreed as it stands").replace("%1", prepared.place))
        self.settles.setVisible(bool(prepared.provision))
        self.member.clear()
        for person, name in prepared.members:
            self.member.addItem(name, person)
        self.reason.clear()
        self._tell_held()
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def declare(self) -> None:
        """Ask that the decision be declared."""
        methods = ("consensus", "silence procedure")
        self.declared.emit(
            self.words.toPlainText(),
            methods[self.method.currentIndex()],
            self.settles.isChecked(),
            tuple(self._positions),
        )

    def leave(self) -> None:
        """Put the form away."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter declares, Escape leaves."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _add_position(self) -> None:
        if self.member.currentData():
            kind = _KINDS[self.kind.currentIndex()]
            self._positions.append(NonConsent(self.member.currentData(), kind, self.reason.text().strip()))
            self.reason.clear()
            self._tell_held()

    def _tell_held(self) -> None:
        names = {self.member.itemData(i): self.member.itemText(i) for i in range(self.member.count())}
        told = [f"{names[p.person]}: {p.kind}{', ' + p.reason if p.reason else ''}" for p in self._positions]
        self._held.setText(self.tr("Everybody consents.") if not told else "   ·   ".join(told))

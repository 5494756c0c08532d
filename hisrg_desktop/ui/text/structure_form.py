"""The forms in which the structure of the text is changed, and the lists of what that leaves to be put right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.kept_words import KeptWords
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_ROWS = 6
"""How many rows are seen before one scrolls."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks about one change: the words of its fields (empty: none), and what they begin with."""

    kind: str
    title: str
    where: str = ""
    words: str = ""
    hint: str = ""
    begins_where: str = ""
    begins_words: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    kind: str
    where: str
    words: str
    speaker: str
    reason: str


class StructureForm(Form):
    """One change of the structure: what, where, with which words; by whom it is proposed, or why it is made.

    Signals:
        chosen: another kind of change.
        tabled: it is to be a proposal.
        made: the secretariat makes it itself, editorially.
        left: the form was put away.
    """

    chosen = Signal(str)
    tabled = Signal()
    made = Signal()

    def __init__(self, bridge: Bridge, look: Look, name: str, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__(look, bar=True)
        self.setObjectName(f"{name}Structure")
        self._asked = Asked("", "")
        self.title = SectionLabel(look, "")
        self.what = QComboBox()
        for key, words in kinds:
            self.what.addItem(words, key)
        self.where, self.speaker, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self._kept = KeptWords(bridge, self.words)
        self._places, self._names = QStringListModel(self), QStringListModel(self)
        self._labels = [Words(look, "", "small", "soft") for _ in range(3)]
        self._hint = Words(look, "", "small", "soft")
        self._hint.setWordWrap(True)
        self._table = QPushButton(self.tr("Table as a proposal  Ctrl+Enter"))
        self._table.setProperty("kind", "primary")
        self._make = QPushButton(self.tr("Change it editorially"))
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._name_all(name)
        self._arrange()
        self._wire()
        self.hide()

    def _name_all(self, name: str) -> None:
        for widget, what, said in (
            (self.what, "What", self.tr("What is changed")),
            (self.where, "Where", self.tr("Where")),
            (self.words, "Words", self.tr("The words")),
            (self.speaker, "Speaker", self.tr("Who proposes it")),
            (self.reason, "Reason", self.tr("Why the secretariat makes it")),
            (self._table, "Table", self.tr("Table as a proposal")),
            (self._make, "Make", self.tr("Change it editorially")),
            (self._leave, "Leave", self.tr("Leave")),
        ):
            widget.setObjectName(f"{name}Structure{what}")
            widget.setAccessibleName(said)
        for line, among in ((self.where, self._places), (self.speaker, self._names)):
            completer = QCompleter(among, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)

    def _arrange(self) -> None:
        px = self._look.px
        head, buttons, fields = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.what)
        fields.setHorizontalSpacing(px(10))
        fields.setVerticalSpacing(px(6))
        fields.setColumnStretch(1, 1)
        by, why = self._labels[2], Words(self._look, self.tr("or why, if editorial"), "small", "soft")
        by.setText(self.tr("Proposed by"))
        fields.addWidget(self._labels[0], 0, 0)
        fields.addWidget(self.where, 0, 1, 1, 3)
        fields.addWidget(self._labels[1], 1, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.words, 1, 1, 1, 3)
        fields.addWidget(by, 2, 0)
        fields.addWidget(self.speaker, 2, 1)
        fields.addWidget(why, 2, 2)
        fields.addWidget(self.reason, 2, 3)
        fields.setColumnStretch(3, 1)
        self.words.setFixedHeight(px(84))
        for button in (self._table, self._make, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(8))
        self.column.addLayout(head)
        self.column.addWidget(self._hint)
        self.column.addLayout(fields)
        self.column.addLayout(buttons)

    def _wire(self) -> None:
        self.what.activated.connect(self._choose)
        self._table.clicked.connect(self.tabled)
        self._make.clicked.connect(self.made)
        self._leave.clicked.connect(self.leave)
        self.reason.textChanged.connect(self._offer)

    def _choose(self) -> None:
        self.chosen.emit(self.what.currentData())

    def _offer(self) -> None:
        self._make.setEnabled(bool(self.reason.text().strip()))

    def ask(self, asked: Asked, slot: str, places: list[str], names: list[str], speaker: str) -> None:
        """Ask about this change; words that were being typed for it are there again."""
        self._asked = asked
        self.title.setText(asked.title)
        self.what.setCurrentIndex(self.what.findData(asked.kind))
        self._places.setStringList(places)
        self._names.setStringList(names)
        for label, widget, words in (
            (self._labels[0], self.where, asked.where),
            (self._labels[1], self.words, asked.words),
        ):
            label.setText(words)
            label.setVisible(bool(words))
            widget.setVisible(bool(words))
        self._hint.setText(asked.hint)
        self._hint.setVisible(bool(asked.hint))
        self.where.setText(asked.begins_where)
        self._kept.open(f"structure:{slot}", asked.begins_words)
        self.speaker.setText(speaker)
        self.reason.clear()
        self._offer()
        self.show()
        self._first().setFocus()

    def _first(self) -> QLineEdit | QPlainTextEdit | QPushButton:
        """What is filled in first: what asks for something that is not there yet."""
        if self._asked.where and not self._asked.begins_where:
            return self.where
        return self.words if self._asked.words else self.where if self._asked.where else self._table

    @property
    def filled(self) -> Filled:
        """What stands in the fields."""
        return Filled(
            self._asked.kind,
            self.where.text().strip(),
            self.words.toPlainText().strip(),
            self.speaker.text().strip(),
            self.reason.text().strip(),
        )

    def keep_unfinished(self) -> None:
        """Keep the words that are being typed."""
        self._kept.keep()

    def finish(self) -> None:
        """Put the form away; its words are on record."""
        self._kept.done()
        self.hide()

    def leave(self) -> None:
        """Put the form away; its words are kept."""
        self._kept.leave()
        self.hide()
        self.left.emit()


@dataclass(frozen=True, slots=True)
class Astray:
    """A row of what a change of structure leaves to be put right: where, what, and what it would be instead."""

    key: str
    place: str
    where: str
    what: str
    instead: str
    mends: bool = False


class AstrayForm(Form):
    """A list of what points or stands astray, each with its place; what can be corrected is corrected here.

    Signals:
        opened: show this place.
        corrected: correct these.
        left: the list was put away.
    """

    opened = Signal(str)
    corrected = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, bar=True)
        self.setObjectName(f"{name}Astray")
        self._title = SectionLabel(look, "")
        self.rows: RowsModel[Astray] = RowsModel(
            {
                self.tr("In"): lambda r: r.where,
                self.tr("What"): lambda r: r.what,
                self.tr("Instead"): lambda r: r.instead,
            },
            lambda r: r.key,
        )
        self.table = RowsView(look, f"{name}AstrayTable", wide=1, widths=(110, 300, 220))
        self.table.setAccessibleName(self.tr("What is to be put right"))
        self.table.setModel(self.rows)
        self._go = push_button(f"{name}AstrayGo", self.tr("Go there  Enter"))
        self._one = push_button(f"{name}AstrayOne", self.tr("Correct what is chosen"))
        self._all = push_button(f"{name}AstrayAll", self.tr("Correct all"), "primary")
        self._leave = push_button(f"{name}AstrayLeave", self.tr("Leave  Esc"))
        buttons = QHBoxLayout()
        for button in (self._all, self._one, self._go, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        px = look.px
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(8))
        self.column.addWidget(self._title)
        self.column.addWidget(self.table)
        self.column.addLayout(buttons)
        self.table.activated.connect(self._open)
        self._go.clicked.connect(self._open)
        self._one.clicked.connect(self._correct_one)
        self._all.clicked.connect(self.correct_all)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def show_rows(self, title: str, rows: Sequence[Astray]) -> None:
        """Show these under a title; an empty list is put away."""
        self._title.setText(title)
        self.rows.show(rows)
        px = self._look.px
        self.table.setFixedHeight(px(40) + px(32) * min(_ROWS, max(1, len(rows))))
        mends = any(row.mends for row in rows)
        self._all.setVisible(mends)
        self._one.setVisible(mends)
        self.setVisible(bool(rows))
        if rows and not self.table.keys:
            self.table.choose_row(0)

    def start(self) -> None:
        """Give the rows to the keyboard."""
        self.table.setFocus()

    def _open(self) -> None:
        row = next((r for r in self.rows.rows if r.key in self.table.keys), None)
        if row:
            self.opened.emit(row.place)

    def _correct_one(self) -> None:
        self._correct([r for r in self.rows.rows if r.key in self.table.keys])

    def correct_all(self) -> None:
        """Ask that all be corrected that can be."""
        self._correct(self.rows.rows)

    def _correct(self, rows: Sequence[Astray]) -> None:
        keys = tuple(row.key for row in rows if row.mends)
        if keys:
            self.corrected.emit(keys)

"""The card on which a turn of speech that has ended is put right: the list of turns, and one turn's fields beneath."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.kept_words import KeptWords
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.session.covering import Covering
from hisrg_desktop.ui.session.turns_shown import TurnRow, found
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_WHO, _MARKED = 1, 3
"""The columns that have less room, or none, on a narrow card."""
_NARROW = 480
"""In pixels at 100 %."""


class FindLine(QLineEdit):
    """A line to find a turn by; arrows go through those found.

    Signals:
        moved: by how much to go down among those found.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class TurnCard(Covering):
    """Turns of speech and what can be corrected of one; stands where the place of the text stands otherwise.

    Signals:
        sitting_wanted: the turns of another sitting.
        correct_wanted: the turn with this key is to be as the fields say.
    """

    sitting_wanted = Signal(str)
    correct_wanted = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("turnCard")
        self._look = look
        self._turns: list[TurnRow] = []
        self._filled: TurnRow | None = None
        self.sitting = QComboBox()
        self.line = FindLine()
        self.rows: RowsModel[TurnRow] = RowsModel(
            {
                self.tr("From"): lambda row: row.began,
                self.tr("Who"): lambda row: row.who,
                self.tr("First words"): lambda row: row.said,
                self.tr("Marked"): lambda row: row.mark,
            },
            lambda row: row.key,
        )
        self.view = RowsView(look, "turnRows", wide=2, widths=(76, 164, 120, 160))
        self.view.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.view.setModel(self.rows)
        self.speaker, self.began, self.ended, self.why = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.invited = QCheckBox(self.tr("The chair had invited them"))
        self._kept = {field: KeptWords(bridge, field) for field in self._fields}
        self._names = QStringListModel(self)
        self._listed = QCompleter(self._names, self)
        self._told = Words(look, "", "small", "warn")
        self._why_label = Words(look, "", "small", "soft")
        self._correct = QPushButton(self.tr("Correct  Ctrl+Enter"))
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._name()
        self._arrange()
        self._wire()
        self.setFocusProxy(self.line)

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.speaker, self.began, self.ended, self.why

    def _name(self) -> None:
        for widget, name, said in (
            (self.sitting, "turnSitting", self.tr("Sitting")),
            (self.line, "turnFind", self.tr("Find a turn by name, organisation, words or time")),
            (self.view, "turnRows", self.tr("Turns of speech in this sitting")),
            (self.speaker, "turnSpeaker", self.tr("Who spoke")),
            (self.began, "turnBegan", self.tr("From when")),
            (self.ended, "turnEnded", self.tr("Until when")),
            (self.invited, "turnInvited", self.tr("The chair had invited them")),
            (self.why, "turnWhy", self.tr("Why this is corrected")),
            (self._correct, "turnCorrectButton", self.tr("Correct this turn of speech")),
            (self._leave, "turnLeaveButton", self.tr("Leave")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(said)
        self.line.setPlaceholderText(self.tr("Whose turn, or words said in it…"))
        self._correct.setProperty("kind", "primary")
        self._leave.setProperty("kind", "quiet")
        self._listed.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._listed.setFilterMode(Qt.MatchFlag.MatchContains)
        self.speaker.setCompleter(self._listed)

    def _arrange(self) -> None:
        px = self._look.px
        card = Card(self._look, bar=True)
        card.column.setContentsMargins(px(20), px(12), px(16), px(12))
        card.column.setSpacing(px(8))
        head, buttons, fields = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        head.addWidget(self.line, 1)
        head.addWidget(self.sitting)
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(2))
        for column, (words, field) in enumerate(
            ((self.tr("Who spoke"), self.speaker), (self.tr("From"), self.began), (self.tr("Until"), self.ended))
        ):
            fields.addWidget(Words(self._look, words, "small", "soft"), 0, column)
            fields.addWidget(field, 1, column)
        fields.addWidget(self._why_label, 2, 0, 1, 3)
        fields.addWidget(self.why, 3, 0, 1, 3)
        fields.setColumnStretch(0, 1)
        for field in (self.began, self.ended):
            field.setFixedWidth(px(92))
        self.sitting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sitting.setMinimumContentsLength(14)
        for button in (self._correct, self._leave):
            buttons.addWidget(button)
        buttons.addWidget(self.invited)
        buttons.addStretch(1)
        card.column.addWidget(SectionLabel(self._look, self.tr("Correct a past turn of speech")))
        card.column.addLayout(head)
        card.column.addWidget(self.view, 1)
        card.column.addLayout(fields)
        card.column.addWidget(self._told)
        card.column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(28), px(14), px(28), px(8))
        whole.addWidget(card, 1)
        order = (self.line, self.sitting, self.view, *self._fields, self.invited, self._correct, self._leave)
        for one, following in itertools.pairwise(order):
            self.setTabOrder(one, following)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is marked stands beneath the list only."""
        super().resizeEvent(event)
        narrow = self.width() < self._look.px(_NARROW)
        self.view.setColumnHidden(_MARKED, narrow)
        self.view.setColumnWidth(_WHO, self._look.px(124 if narrow else 164))

    def _wire(self) -> None:
        self.sitting.currentIndexChanged.connect(self._other_sitting)
        self.line.textChanged.connect(self._show_found)
        self.line.moved.connect(self._move)
        self.line.returnPressed.connect(self._to_fields)
        self.view.activated.connect(self._to_fields)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        for field in (self.speaker, self.began):
            field.returnPressed.connect(self.focusNextChild)
        self.ended.returnPressed.connect(self._after_times)
        self.why.returnPressed.connect(self.correct)
        self._correct.clicked.connect(self.correct)
        self._leave.clicked.connect(self.leave)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The turn that is chosen."""
        return next(iter(self.view.keys), "")

    @property
    def row(self) -> TurnRow | None:
        """The same, as it is shown."""
        return next((row for row in self.rows.rows if row.key == self.key), None)

    def show_sittings(self, sittings: Sequence[tuple[str, str]], names: list[str]) -> None:
        """Offer these sittings, and these names for who spoke; the one that is looked at stays."""
        self._names.setStringList(names)
        there = [(self.sitting.itemData(at), self.sitting.itemText(at)) for at in range(self.sitting.count())]
        if there == list(sittings):
            return
        on = self.sitting.currentData()
        # Filling the list is no choice of the person's.
        self.sitting.blockSignals(True)
        self.sitting.clear()
        for key, words in sittings:
            self.sitting.addItem(words, key)
        self.sitting.setCurrentIndex(max(0, self.sitting.findData(on)))
        self.sitting.blockSignals(False)

    def show_turns(self, turns: list[TurnRow], chosen: str = "") -> None:
        """Show these turns; the one that is chosen stays so, else the last is."""
        self._turns = turns
        self._show_found(chosen=chosen or self.key)

    def _show_found(self, _: str = "", chosen: str = "") -> None:
        on = chosen or self.key
        shown = found(self._turns, self.line.text())
        self.rows.show(shown)
        if shown:
            self.view.choose(on if self.rows.row_of(on) >= 0 else shown[-1].key)
        self._choose(self.view.currentIndex(), QModelIndex())

    def _choose(self, at: QModelIndex, _: QModelIndex) -> None:
        row = self.rows.rows[at.row()] if 0 <= at.row() < len(self.rows.rows) else None
        if row != self._filled:
            self._fill(row)

    def _fill(self, row: TurnRow | None) -> None:
        """Put what is on record into the fields; what was typed before and never done is there again."""
        before, self._filled = self._filled, row
        if row and before and before.key == row.key and row.reasons[-1:] == (self.why.text(),):
            self.forget()
        starts = (row.name, row.began, row.ended, "") if row else ("", "", "", "")
        for (field, kept), start in zip(self._kept.items(), starts, strict=True):
            kept.open(f"turn:{row.key if row else ''}:{field.objectName()}", start)
            field.setEnabled(row is not None)
        self.invited.setChecked(False)
        self.invited.setVisible(bool(row and row.uninvited))
        for field in (self.began, self.ended):
            field.setEnabled(bool(row and not row.thrown_in))
        closed = bool(row and row.closed)
        self.why.setVisible(closed)
        self._why_label.setVisible(closed)
        self._why_label.setText(self.tr("Why – the sitting is closed, this is a correction"))
        self._correct.setEnabled(row is not None)
        self._tell(row)

    def _tell(self, row: TurnRow | None) -> None:
        """What is out of order about the turn, and why it was corrected."""
        words = [self.tr("%1 was not marked present then.").replace("%1", row.name)] if row and row.absent else []
        words += [self.tr("The chair's invitation is not on record.")] if row and row.uninvited else []
        words += [self.tr("Corrected: %1").replace("%1", "; ".join(row.reasons))] if row and row.reasons else []
        words += [] if self._turns else [self.tr("Nobody has had the floor in this sitting.")]
        self._told.setText("  ".join(words))
        self._told.setVisible(bool(words))

    # --- what is done ----------------------------------------------------------------------------------------------

    def correct(self) -> None:
        """Ask that the turn be as the fields say."""
        # The window's key finishes while the names are still listed.
        if listed := self._listed.popup():
            listed.hide()
        if self._filled:
            self.correct_wanted.emit(self._filled.key)

    def refill(self) -> None:
        """Put what is on record into the fields again."""
        self._fill(self.row)

    def forget(self) -> None:
        """What was typed is on record: nothing of it is unfinished."""
        for kept in self._kept.values():
            kept.done()

    def keep_unfinished(self) -> None:
        """Keep what is being typed."""
        for kept in self._kept.values():
            kept.keep()

    def enter_fields(self) -> None:
        """Give the keyboard to the turn's fields."""
        self.speaker.setFocus()
        self.speaker.selectAll()

    def leave(self) -> None:
        """Put the card away; what was typed stays kept."""
        self.keep_unfinished()
        super().leave()

    def _to_fields(self) -> None:
        if self._filled:
            self.enter_fields()

    def _after_times(self) -> None:
        if self.why.isVisible():
            self.why.setFocus()
        else:
            self.correct()

    def _move(self, by: int) -> None:
        at = self.view.currentIndex().row() + by
        if 0 <= at < len(self.rows.rows):
            self.view.choose(self.rows.rows[at].key)

    def _other_sitting(self) -> None:
        self.sitting_wanted.emit(str(self.sitting.currentData() or ""))

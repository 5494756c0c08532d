"""What a decision makes of the comments linked to it: suggested, reviewed, filled in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.received import disposition_of
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.filling import Suggested, unfilled
from hisrg_desktop.meeting.lists import DispositionWord
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.decisions.ticked import TagCells, TickedRows, TickedView
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.tags import Kind, disposition_kind
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

WORDS: tuple[str, ...] = get_args(DispositionWord)


@dataclass(frozen=True, slots=True)
class Row:
    """A comment with what it would be given."""

    key: str
    number: str
    who: str
    link: str
    words: str
    recommended: str
    word: str
    observation: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision with the comments linked to it; `out` are those that are offered but not meant."""

    decision: str
    number: str
    rows: tuple[Row, ...]
    out: frozenset[str]


def reviewed(record: Record, decision: str) -> Reviewed:
    """The comments linked to a decision whose disposition is not decided yet."""
    found = unfilled(record, decision)
    rows = tuple(_row(record, one) for one in found)
    return Reviewed(
        decision,
        record.get(Decision, decision).number,
        rows,
        frozenset(one.comment for one in found if not one.taken),
    )


def _row(record: Record, one: Suggested) -> Row:
    comment = record.get(Comment, one.comment)
    there = disposition_of(record, comment.id)
    return Row(
        comment.id,
        comment.number,
        author_name(record, comment),
        one.link,
        comment.text,
        (there.recommended or "") if there else "",
        one.word,
        one.observation,
    )


class Review(Form):
    """The comments linked to a decision, each with its disposition; some can be changed or left out before all are filled.

    Signals:
        filled: the decision, and for each comment that is meant its key, the word and the observation.
        left: nothing is to be filled now.
    """

    filled = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("reviewForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._decision = ""
        self._title = SectionLabel(look, "")
        self._hint = Words(look, self.tr("Space takes one out or in"), "small", "soft")
        self.rows: TickedRows[Row] = TickedRows(
            {
                self.tr("Comment"): lambda r: r.number,
                self.tr("Why"): lambda r: r.link,
                self.tr("Recommended"): lambda r: r.recommended,
                self.tr("Disposition"): lambda r: r.word,
                self.tr("Observation"): lambda r: r.observation,
            },
            lambda r: r.key,
            lambda _: True,
        )
        self.table = TickedView(look, "reviewTable", wide=4, widths=(128, 96, 108, 108, 120))
        self.table.setAccessibleName(self.tr("Comments linked to the decision"))
        self.table.setModel(self.rows)
        self.table.setItemDelegateForColumn(2, TagCells(look, _recommended, self.table))
        self.table.setItemDelegateForColumn(3, TagCells(look, disposition_kind, self.table))
        self._said = Words(look, "", "small", "soft", shortens=True)
        self.word = QComboBox()
        self.word.setObjectName("reviewWord")
        self.word.setAccessibleName(self.tr("Disposition of the selected comment"))
        self.word.addItems(list(WORDS))
        self.observation = QLineEdit()
        self.observation.setObjectName("reviewObservation")
        self.observation.setPlaceholderText(self.tr("observation: the reason, in the Group's words"))
        self.observation.setAccessibleName(self.tr("Observation on the selected comment"))
        self._fill = QPushButton()
        self._fill.setObjectName("reviewFill")
        self._fill.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Not now  Esc"))
        self._leave.setObjectName("reviewLeave")
        self._arrange(look)
        self._wire()
        self.hide()

    def _arrange(self, look: Look) -> None:
        px = look.px
        head, edit, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._hint)
        edit.addWidget(self.word)
        edit.addWidget(self.observation, 1)
        for button in (self._fill, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(6))
        self.column.addLayout(head)
        self.column.addWidget(self.table)
        self.column.addWidget(self._said)
        self.column.addLayout(edit)
        self.column.addLayout(buttons)

    def _wire(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.rows.ticked.connect(self._count)
        self.word.activated.connect(self._change)
        self.observation.textEdited.connect(self._change)
        self._fill.clicked.connect(self.finish)
        self._leave.clicked.connect(self.leave)

    def show_decision(self, reviewed: Reviewed) -> None:
        """Show what a decision makes of the comments linked to it."""
        self._decision = reviewed.decision
        self._title.setText(self.tr("Comments linked to %1").replace("%1", reviewed.number))
        self.rows.begin(reviewed.rows, set(reviewed.out))
        px = self._look.px
        self.table.setFixedHeight(px(40) + px(32) * min(5, max(1, len(reviewed.rows))))
        if reviewed.rows:
            self.table.choose_row(0)
        self.show()

    def start(self) -> None:
        """Give the rows to the keyboard."""
        self.table.setFocus()

    def finish(self) -> None:
        """Ask that those meant be filled."""
        taken = self.rows.taken
        if taken:
            self.filled.emit(self._decision, tuple((r.key, r.word, r.observation) for r in taken))
        else:
            self.leave()

    def _count(self) -> None:
        count = len(self.rows.taken)
        words = self.tr("Fill 1 disposition") if count == 1 else self.tr("Fill %1 dispositions")
        self._fill.setText(f"{words.replace('%1', str(count))}  Ctrl+Enter")
        self._fill.setEnabled(count > 0)

    @property
    def _at(self) -> int:
        return self.table.currentIndex().row()

    def _show_row(self) -> None:
        if 0 <= self._at < len(self.rows.rows):
            row = self.rows.rows[self._at]
            self._said.setText(f"{row.who}: {row.words}")
            self.word.setCurrentText(row.word)
            self.observation.setText(row.observation)

    def _change(self) -> None:
        at = self._at
        if not 0 <= at < len(self.rows.rows):
            return
        row = self.rows.rows[at]
        self.rows.rows[at] = replace(row, word=self.word.currentText(), observation=self.observation.text())
        self.rows.dataChanged.emit(self.rows.index(at, 0), self.rows.index(at, self.rows.columnCount() - 1))


def _recommended(_: str) -> Kind:
    return "recommended"

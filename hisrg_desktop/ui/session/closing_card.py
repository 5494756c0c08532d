"""The card that lists what is open when a sitting is about to be closed, each line with its remedy."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.session.covering import Covering
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


@dataclass(frozen=True, slots=True)
class EndRow:
    """A line of the card: whether it must be settled, what is open, what Enter does about it, shortly and in full."""

    key: str
    must: bool
    words: str
    short: str
    remedy: str


class ClosingCard(Covering):
    """What is open in the sitting; stands where the place of the text stands otherwise.

    Signals:
        settle: carry out the remedy of the line with this key.
        close_wanted: close the sitting.
    """

    settle = Signal(str)
    close_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closingCard")
        self._title = Words(look, "", "title")
        self._told = Words(look, "", "body", "soft")
        self._told.setWordWrap(True)
        self.rows: RowsModel[EndRow] = RowsModel(
            {self.tr("Closing"): self._standing, self.tr("What is open"): _words, self.tr("Enter to"): _short},
            _key,
        )
        self.view = RowsView(look, "closingRows", wide=1, widths=(104, 300, 124))
        self.view.setAccessibleName(self.tr("What is open in this sitting"))
        self.view.setModel(self.rows)
        self.view.setWordWrap(True)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._doing = Words(look, "", "small", "soft")
        self._doing.setWordWrap(True)
        self._remedy = QPushButton(self.tr("Carry out  Enter"))
        self._remedy.setObjectName("closingRemedyButton")
        self._close = QPushButton(self.tr("Close the sitting  Ctrl+Enter"))
        self._close.setObjectName("closingCloseButton")
        self._close.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._leave.setObjectName("closingLeaveButton")
        self._leave.setProperty("kind", "quiet")
        self._arrange(look)
        self._wire()
        self.setFocusProxy(self.view)

    def _arrange(self, look: Look) -> None:
        px = look.px
        card = Card(look, bar=True)
        card.column.setSpacing(px(10))
        card.column.addWidget(SectionLabel(look, self.tr("Closing")))
        card.column.addWidget(self._title)
        card.column.addWidget(self._told)
        card.column.addWidget(self.view, 1)
        card.column.addWidget(self._doing)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._close, self._remedy, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(14), px(28), px(8))
        column.addWidget(card, 1)

    def _wire(self) -> None:
        self.view.activated.connect(self._activated)
        self.view.selectionModel().currentRowChanged.connect(self._chosen)
        self._remedy.clicked.connect(self.carry_out)
        self._close.clicked.connect(self.close_wanted)
        self._leave.clicked.connect(self.leave)

    def show_ends(self, sitting: str, rows: list[EndRow]) -> None:
        """Show what is open; the line after the one just settled is chosen."""
        at = max(0, self.view.currentIndex().row())
        self.rows.show(rows)
        self._title.setText(self.tr("Close %1").replace("%1", sitting))
        must = sum(row.must for row in rows)
        self._told.setText(self._sentence(must, len(rows) - must))
        self._remedy.setEnabled(bool(rows))
        self._close.setEnabled(not must)
        if rows:
            self.view.choose_row(min(at, len(rows) - 1))
        self._chosen(self.view.currentIndex(), QModelIndex())

    def _sentence(self, must: int, may: int) -> str:
        if must:
            words = self.tr("%1 to settle before the sitting can be closed; %2 may stay open.")
            return words.replace("%1", str(must)).replace("%2", str(may))
        if may:
            return self.tr("Nothing keeps the sitting from being closed. These may stay open, or be settled now.")
        return self.tr("Nothing is open any more.")

    def carry_out(self) -> None:
        """Ask for the remedy of the chosen line."""
        for key in self.view.keys[:1]:
            self.settle.emit(key)

    def _chosen(self, now: QModelIndex, _: QModelIndex) -> None:
        row = self.rows.rows[now.row()] if 0 <= now.row() < len(self.rows.rows) else None
        self._doing.setText(self.tr("Enter: %1").replace("%1", row.remedy) if row else "")

    def _activated(self, _: QModelIndex) -> None:
        self.carry_out()

    def _standing(self, row: EndRow) -> str:
        return self.tr("! settle first") if row.must else self.tr("may stay")


def _key(row: EndRow) -> str:
    return row.key


def _words(row: EndRow) -> str:
    return row.words


def _short(row: EndRow) -> str:
    return row.short

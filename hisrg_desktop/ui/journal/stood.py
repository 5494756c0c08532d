"""The record as it stood, beside the journal."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.decisions.shown import moment_words
from hisrg_desktop.ui.journal.shown import Stood, stood
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.marks import StateBadge
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class AsItStood(QWidget):
    """Asks for an instant and shows what was officially so then.

    Signals:
        asked: the instant, as typed.
    """

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._record: Record | None = None
        self._at: datetime | None = None
        self.shown: Stood | None = None
        self.instant = self._line("journalInstant", self.tr("15:40, or 4 May 15:40"), self.tr("As it stood at"))
        self._show = QPushButton(self.tr("Show"))
        self._show.setObjectName("journalShowInstant")
        self._title = Words(look, "", "heading")
        self._sitting = self._soft()
        self._room = Words(look, "", "strong")
        self._grid = QGridLayout()
        self._figures: list[tuple[Words, Words]] = []
        self.place = self._line("journalPlace", self.tr("another place: 10.3"), self.tr("Place of the text"))
        self._place = Words(look, "", "strong")
        self.badge = StateBadge(look)
        self._heading = self._soft()
        self.text = MarkedText(look, 16)
        self.text.setObjectName("journalStoodText")
        self._below = QWidget()
        self._hint = self._soft()
        self._hint.setText(
            self.tr(
                "Type a time, or select an entry and press “As it stood then”: who was in the room, and how the text read."
            )
        )
        self._arrange()
        self._wire()
        self._below.hide()

    def _line(self, name: str, hint: str, called: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setAccessibleName(called)
        return line

    def _soft(self) -> Words:
        words = Words(self._look, "", "body", "soft")
        words.setWordWrap(True)
        return words

    def _arrange(self) -> None:
        px = self._look.px
        ask = QHBoxLayout()
        ask.addWidget(self.instant, 1)
        ask.addWidget(self._show)
        told = QVBoxLayout(self._below)
        told.setContentsMargins(0, px(4), 0, 0)
        told.setSpacing(px(8))
        for widget in (self._title, self._sitting, self._room):
            told.addWidget(widget)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)
        told.addLayout(self._grid)
        head = QHBoxLayout()
        head.addWidget(self._place)
        head.addWidget(self.badge)
        head.addStretch(1)
        self.place.setMaximumWidth(px(160))
        told.addSpacing(px(8))
        told.addWidget(self.place)
        told.addLayout(head)
        told.addWidget(self._heading)
        told.addWidget(self.text)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("journalStoodScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(18), px(12))
        column.setSpacing(px(8))
        column.addWidget(SectionLabel(self._look, self.tr("As it stood at")))
        column.addLayout(ask)
        column.addWidget(self._hint)
        column.addWidget(scroll, 1)

    def _wire(self) -> None:
        self.instant.returnPressed.connect(self._ask)
        self._show.clicked.connect(self._ask)
        self.place.returnPressed.connect(self._tell)

    def show_stood(self, record: Record, at: datetime) -> None:
        """Show this record, which is as it stood at this instant."""
        self._record, self._at = record, at
        self._tell()

    def _ask(self) -> None:
        if self.instant.text().strip():
            self.asked.emit(self.instant.text())

    def _tell(self) -> None:
        if self._record is None or self._at is None:
            return
        self.shown = told = stood(self._record, self._at, self.place.text())
        self._hint.hide()
        self._below.show()
        self._title.setText(moment_words(self._at) + f"{self._at::%S}")
        self._sitting.setText(told.sitting)
        self._room.setText(told.room)
        self._room.setVisible(bool(told.room))
        self._show_heads(told.heads)
        where = self.tr("Provision %1").replace("%1", told.place) if told.place else self.tr("No provision was active")
        if self.place.text().strip() and not told.place:
            where = self.tr("There was no provision %1").replace("%1", self.place.text().strip())
        self._place.setText(where)
        self.badge.setVisible(bool(told.place))
        self.badge.set_state(told.state, told.word)
        self._heading.setText(told.heading)
        self.text.set_pieces(told.pieces)

    def _show_heads(self, heads: tuple[tuple[str, int], ...]) -> None:
        while len(self._figures) < len(heads):
            pair = (Words(self._look, "", "figures"), Words(self._look, "", "body", "soft"))
            for column, words in enumerate(pair):
                self._grid.addWidget(words, len(self._figures), column)
            self._figures.append(pair)
        for (figure, name), (called, count) in zip(self._figures, heads, strict=True):
            figure.setText(f"{count:,}")
            name.setText(called)

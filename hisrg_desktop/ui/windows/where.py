"""The card "where are we": the standing questions answered at a glance, and what is due, while one types on."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.decisions.due import due_words, waiting
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import SectionLabel, Words
from hisrg_desktop.ui.windows.answered import Answer, answers, place

_SEVERAL = 5
"""More lines than this are counted and not shown: the card is read at a glance."""


class WhereCard(Card):
    """Lies over the upper part of what it is shown over; the keyboard stays where it was.

    Signals:
        left: it is gone.
    """

    left = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(look, bar=True, parent=over)
        self.setObjectName("whereCard")
        self.setAccessibleName(self.tr("Where are we"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over = over
        self._first = Words(look, "", "title", shortens=True)
        self._second = Words(look, "", "reading", "soft", shortens=True)
        head, titles = QHBoxLayout(), QVBoxLayout()
        titles.addWidget(self._first)
        titles.addWidget(self._second)
        head.addLayout(titles, 1)
        for key in ("F12", "Esc"):
            head.addWidget(KeyCap(look, key), 0, Qt.AlignmentFlag.AlignTop)
        self._cells = [_Cell(look) for _ in range(4)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(32))
        grid.setVerticalSpacing(look.px(18))
        for number, cell in enumerate(self._cells):
            grid.addWidget(cell, number // 2, number % 2)
        self._due = _Cell(look)
        grid.addWidget(self._due, 2, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(head)
        self.column.addSpacing(look.px(12))
        self.column.addLayout(grid)
        over.installEventFilter(self)
        self.hide()

    def show_record(self, record: Record, at: datetime) -> None:
        """Show the answers as they are now."""
        first, second = place(record)
        self._first.setText(first)
        self._second.setText(second)
        for cell, answer in zip(self._cells, answers(record), strict=True):
            cell.show_answer(answer)
        due = waiting(record, at)
        self._due.show_answer(Answer("What is due?", due_words(record, at), tuple(_shortened(due))))
        self._due.setVisible(bool(due))
        told = [f"{a.question} {a.answer}" for a in answers(record)]
        self.setAccessibleDescription(" ".join([*told, *due]))
        self._place()

    def appear(self, record: Record, at: datetime) -> None:
        """Come up over the page."""
        self.show_record(record, at)
        self.show()
        self.raise_()
        self._place()

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place over a page that changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.rect()
        wide = min(room.width() - 48, self._look.px(940))
        self.setFixedWidth(max(320, wide))
        high = max(self.sizeHint().height(), self.heightForWidth(self.width()))
        self.setGeometry((room.width() - self.width()) // 2, self._look.px(20), self.width(), high)


def _shortened(lines: list[str]) -> list[str]:
    rest = len(lines) - _SEVERAL
    return lines if rest <= 0 else [*lines[:_SEVERAL], f"and {rest} more, on the Decisions page"]


class _Cell(QWidget):
    """One question with its answer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._question = SectionLabel(look)
        self._answer = Words(look, "", "heading")
        self._more = Words(look, "", "body", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        for words in (self._question, self._answer, self._more):
            column.addWidget(words)
        for words in (self._answer, self._more):
            words.setWordWrap(True)
        column.addStretch(1)

    def show_answer(self, answer: Answer) -> None:
        """Show this question and its answer."""
        self._question.setText(answer.question)
        self._answer.setText(answer.answer)
        self._more.setText("\n".join(line for line in answer.more if line))

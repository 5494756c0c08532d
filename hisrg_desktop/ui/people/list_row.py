"""One row of a list of people: why it comes to what it comes to, who is meant, and whether it is left out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from hisrg_desktop.meeting.people.taking_in import Line
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.listed import detail_words
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_LINES = 6
"""So many lines say why and what; more are shown as a tooltip."""


class RowCard(Card):
    """The row the person is on.

    Signals:
        answered: who is meant by the row: its number, whether a person or an organisation is meant, and the answer.
        left_out: whether the row, by its number, is left out.
    """

    answered = Signal(int, str, str)
    left_out = Signal(int, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("peopleListRow")
        self._line: Line | None = None
        self._title = SectionLabel(look)
        self._why = Words(look, "", "body")
        self._why.setWordWrap(True)
        self.who = {"person": QComboBox(), "organisation": QComboBox()}
        self.out = QPushButton()
        self.out.setObjectName("peopleListLeaveOut")
        self.out.setProperty("kind", "quiet")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self._title, 1)
        row.addWidget(self.out)
        self.column.addLayout(row)
        self.column.addWidget(self._why)
        names = {"person": self.tr("Who is meant"), "organisation": self.tr("Which organisation is meant")}
        for about, choice in self.who.items():
            choice.setObjectName(f"peopleList{about.capitalize()}")
            choice.setAccessibleName(names[about])
            choice.activated.connect(self._answer)
            self.column.addWidget(choice)
        self.column.setSpacing(look.px(6))
        self.out.clicked.connect(self._leave)

    def show_line(self, line: Line | None) -> None:
        """Show this row; nothing where there is none."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._title.setText(self.tr("Row %1 · %2").replace("%1", str(line.row)).replace("%2", line.name))
        lines = detail_words(line).split("\n")
        said = "\n".join(lines if len(lines) <= _LINES else (*lines[: _LINES - 1], "…"))
        self._why.setText(said or self.tr("Everything in this row is on record already."))
        self._why.setToolTip("\n".join(lines) if len(lines) > _LINES else "")
        out = line.result == "left out"
        if out:
            self._why.setText(self.tr("This row is left out."))
        self.out.setText(self.tr("Take it in after all") if out else self.tr("Leave this row out"))
        asked = {question.about: question for question in line.questions}
        for about, choice in self.who.items():
            question = asked.get(about)  # type: ignore[call-overload]
            choice.setVisible(question is not None)
            choice.clear()
            if question is not None:
                for key, words in question.answers:
                    choice.addItem(words, key)
                choice.setCurrentIndex(choice.findData(question.chosen))

    def _answer(self) -> None:
        about = next(about for about, choice in self.who.items() if choice is self.sender())
        if self._line is not None:
            self.answered.emit(self._line.row, about, self.who[about].currentData())

    def _leave(self) -> None:
        if self._line is not None:
            self.left_out.emit(self._line.row, self._line.result != "left out")

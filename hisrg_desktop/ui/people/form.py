"""A short form beside the work: its questions are data, and it goes away when it is answered or left. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a form asks.

    `text` is a line, `long` several lines, `choice` one of the answers, `pick` a line that knows the answers but takes
    others too, `date` a day, `number` a whole number or nothing. `needed` must not be left empty. A `pick` that is
    `known` takes none but the answers: letters that occur in one of them alone are enough.
    """

    name: str
    words: str
    kind: Literal["text", "long", "choice", "pick", "date", "number"] = "text"
    answers: tuple[tuple[str, str], ...] = ()
    value: str | date | None = None
    hint: str = ""
    needed: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """What was typed into a `pick`, and the key of the answer it names; the key is empty where it names none."""

    key: str
    text: str


Answers = dict[str, Any]


class Form(Card):
    """A form that asks what it is told to ask.

    Signals:
        filled: what the form was for, and the answers by name.
        left: the person gave no answer.
        opened: the form is asked, or away again.
    """

    filled = Signal(str, object)
    left = Signal()
    opened = Signal()

    def __init__(self, look: Look, name: str, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(look, bar=True, parent=parent)
        self.setObjectName(name)
        self._columns = columns
        self._for = ""
        self._questions: tuple[Question, ...] = ()
        self._inputs: dict[str, QWidget] = {}
        self._last: QWidget | None = None
        self._as_asked: Answers = {}
        self._title = SectionLabel(look)
        self._wrong = Words(look, "", "small", "bad")
        self._wrong.setWordWrap(True)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._done = QPushButton()
        self._done.setObjectName(f"{name}Done")
        self._done.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._leave.setObjectName(f"{name}Leave")
        self._leave.setProperty("kind", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._arrange()
        self._done.clicked.connect(self.answer)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def _arrange(self) -> None:
        px = self._look.px
        buttons = QHBoxLayout()
        buttons.addWidget(self._wrong, 1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._done)
        self.column.addWidget(self._title)
        self.column.addWidget(self._body)
        self.column.addSpacing(px(4))
        self.column.addLayout(buttons)

    @property
    def purpose(self) -> str:
        """What the form is for now; empty while it is away."""
        return "" if self.isHidden() else self._for

    @property
    def changed(self) -> bool:
        """Whether the form is open and says otherwise than it was asked."""
        return bool(self.purpose) and self._as_asked != {q.name: self._said(q) for q in self._questions}

    def ask(self, purpose: str, title: str, questions: Sequence[Question], done: str) -> None:
        """Ask these questions; `done` stands on the button."""
        self._for, self._questions = purpose, tuple(questions)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._wrong.setText("")
        self._done.setText(done)
        self._done.setAccessibleName(done)
        self._fill()
        self._as_asked = {q.name: self._said(q) for q in self._questions}
        self.show()
        next(iter(self._inputs.values())).setFocus()

    def answer(self) -> None:
        """Hand the answers over, unless one is missing or wrong."""
        answers = {q.name: self._said(q) for q in self._questions}
        missing = next((q for q in self._questions if q.needed and _is_empty(answers[q.name])), None)
        if missing:
            self._wrong.setText(self.tr("“%1” is missing.").replace("%1", missing.words))
            self._inputs[missing.name].setFocus()
            return
        self._last = self.focusWidget()
        self.hide()
        self.filled.emit(self._for, answers)

    def do(self, bridge: Bridge, act: Act, then: Callable[[Any], None] | None = None) -> None:
        """Do the act that was answered; where it is refused the form is there again, as it was filled in."""
        bridge.do(act, then=then, otherwise=partial(self._refused, bridge))

    def ask_again(self, name: str = "") -> None:
        """Show the form again, as it was filled in; the keyboard is in this answer, else where it was."""
        self.show()
        at = self._inputs.get(name) or self._last
        if at is not None and at in self._inputs.values():
            at.setFocus()
        else:
            next(iter(self._inputs.values())).setFocus()

    def _refused(self, bridge: Bridge, fault: object) -> None:
        self.ask_again()
        bridge.object_to(fault)

    def leave(self) -> None:
        """Put the form away without an answer."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Escape leaves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not (isinstance(self.focusWidget(), QPlainTextEdit) and not event.modifiers()):
            self.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that the form is asked: its button is the one to press now."""
        super().showEvent(event)
        self.opened.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the form is away."""
        super().hideEvent(event)
        self.opened.emit()

    def input(self, name: str) -> QWidget:
        """The widget in which this question is answered."""
        return self._inputs[name]

    def _fill(self) -> None:
        old = self._body
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, self._look.px(4), 0, 0)
        self._grid.setHorizontalSpacing(self._look.px(12))
        self._grid.setVerticalSpacing(self._look.px(6))
        self.column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        self._inputs = {}
        at = 0
        for question in self._questions:
            wide = question.kind == "long"
            at += (-at) % self._columns if wide else 0
            self._place(question, *divmod(at, self._columns), self._columns if wide else 1)
            at += self._columns if wide else 1
        self._order()

    def _order(self) -> None:
        """Let Tab go from question to question and then to the buttons: what was made last would come last of all."""
        within = set(self._inputs.values())
        before = self._leave.previousInFocusChain()
        # Qt orders nothing after what takes no focus.
        while before is not None and (before.focusPolicy() == Qt.FocusPolicy.NoFocus or before in within):
            before = before.previousInFocusChain()
        for made in self._inputs.values():
            if before is None or before is self._leave:
                return
            QWidget.setTabOrder(before, made)
            before = made

    def _place(self, question: Question, row: int, column: int, span: int) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(self._look.px(2))
        made = self._made(question)
        made.setObjectName(f"{self.objectName()}{question.name[0].upper()}{question.name[1:]}")
        made.setAccessibleName(question.words)
        self._inputs[question.name] = made
        label = Words(self._look, question.words, "small", "soft")
        label.setBuddy(made)
        cell.addWidget(label)
        cell.addWidget(made)
        self._grid.addLayout(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 1)

    def _made(self, question: Question) -> QWidget:
        makers = {"long": self._long, "choice": self._choice, "date": self._date}
        return makers.get(question.kind, self._line)(question)

    def _line(self, question: Question) -> QWidget:
        line = QLineEdit(str(question.value or ""))
        line.setPlaceholderText(question.hint)
        if question.answers:
            completer = QCompleter([words for _, words in question.answers], line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def _long(self, question: Question) -> QWidget:
        text = QPlainTextEdit(str(question.value or ""))
        text.setPlaceholderText(question.hint)
        text.setTabChangesFocus(True)
        text.setFixedHeight(self._look.px(72))
        return text

    def _choice(self, question: Question) -> QWidget:
        combo = _Narrow()
        for key, words in question.answers:
            combo.addItem(words, key)
        combo.setCurrentIndex(max(0, combo.findData(question.value)))
        return combo

    def _date(self, question: Question) -> QWidget:
        day = question.value if isinstance(question.value, date) else date.today()  # noqa: DTZ011 - only a first guess
        edit = QDateEdit(QDate(day.year, day.month, day.day))
        edit.setDisplayFormat("d MMM yyyy")
        return edit

    def _said(self, question: Question) -> Any:
        there = self._inputs[question.name]
        if isinstance(there, QComboBox):
            return there.currentData()
        if isinstance(there, QDateEdit):
            return there.date().toPython()
        if isinstance(there, QPlainTextEdit):
            return there.toPlainText().strip()
        assert isinstance(there, QLineEdit)
        text = there.text().strip()
        if question.kind == "pick":
            return Picked(_named(question, text), text)
        if question.kind == "number":
            return int(text) if text.isdecimal() and int(text) else None
        return text


class _Narrow(QComboBox):
    """A choice that is no wider than its column."""

    def minimumSizeHint(self) -> QSize:
        """Room for a short word; the list below it is as wide as it needs."""
        return QSize(60, super().minimumSizeHint().height())


def _named(question: Question, text: str) -> str:
    wanted = text.casefold()
    exact = next((key for key, words in question.answers if words.casefold() == wanted), "")
    if exact or not question.known or not wanted:
        return exact
    meant = [key for key, words in question.answers if wanted in words.casefold()]
    return meant[0] if len(meant) == 1 else ""


def _is_empty(answer: object) -> bool:
    return answer in ("", None) or (isinstance(answer, Picked) and not answer.text)

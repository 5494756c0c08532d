"""Below the decisions: what is to be done, what is parked, statements, shows of hands, objections."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.decisions.shown import ActionRow, ParkedRow, StatementRow, ToldRow
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.words import Words


class Actions(QWidget):
    """Tasks with an owner and a day, and a line to add one.

    Signals:
        adding: what is to be done, by whom, until when, as typed.
        done: the task with this key is done.
    """

    adding = Signal(str, str, str)
    done = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: RowsModel[ActionRow] = RowsModel(
            {
                self.tr("No."): lambda a: a.number,
                self.tr("Action"): lambda a: a.title,
                self.tr("Owner"): lambda a: a.owner,
                self.tr("Due"): lambda a: a.due,
            },
            lambda a: a.key,
        )
        self.table = RowsView(look, "actionsTable", wide=1, widths=(56, 240, 160, 150))
        self.table.setAccessibleName(self.tr("Actions"))
        self.table.setModel(self._rows)
        self.what = self._line("actionWhat", self.tr("What is to be done"))
        self.owner = self._line("actionOwner", self.tr("by whom"))
        self.due = self._line("actionDue", self.tr("by when: 30 Jun"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.owner.setCompleter(completer)
        self._add = QPushButton(self.tr("Add"))
        self._add.setObjectName("actionAdd")
        self._done = QPushButton(self.tr("Done"))
        self._done.setObjectName("actionDone")
        self._arrange(look)
        self._wire()

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        return line

    def _arrange(self, look: Look) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for widget, stretch in ((self.what, 4), (self.owner, 2), (self.due, 2), (self._add, 0), (self._done, 0)):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def _wire(self) -> None:
        self._add.clicked.connect(self._ask_add)
        self._done.clicked.connect(self._ask_done)
        for line in (self.what, self.owner, self.due):
            line.returnPressed.connect(self._ask_add)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self._offer()

    def show_rows(self, rows: list[ActionRow], names: list[str]) -> None:
        """Show these tasks; names are offered for the owner."""
        chosen = self.table.keys
        self._rows.show(rows)
        for key in chosen[:1]:
            self.table.choose(key)
        if self._names.stringList() != names:
            self._names.setStringList(names)
        self._offer()

    def clear(self) -> None:
        """Empty the line."""
        for line in (self.what, self.owner, self.due):
            line.clear()
        self.what.setFocus()

    def _offer(self) -> None:
        keys = self.table.keys
        chosen = next((row for row in self._rows.rows if keys and row.key == keys[0]), None)
        self._done.setEnabled(chosen is not None and not chosen.done)

    def _ask_add(self) -> None:
        if self.what.text().strip():
            self.adding.emit(self.what.text().strip(), self.owner.text(), self.due.text())

    def _ask_done(self) -> None:
        for key in self.table.keys[:1]:
            self.done.emit(key)


class ParkedList(QWidget):
    """What the room will come back to.

    Signals:
        returning: the room comes back to what is parked under this key.
        opened: the person wants to see the place of what is parked under this key.
    """

    returning = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: RowsModel[ParkedRow] = RowsModel(
            {
                self.tr("Place"): lambda p: p.place,
                self.tr("What"): lambda p: p.what,
                self.tr("With"): lambda p: p.whose,
                self.tr("Until"): lambda p: p.until,
                self.tr("Since"): lambda p: p.since,
            },
            lambda p: p.key,
        )
        self.table = RowsView(look, "parkedTable", wide=1, widths=(64, 200, 150, 150, 110))
        self.table.setAccessibleName(self.tr("Parked"))
        self.table.setModel(self._rows)
        self._return = QPushButton(self.tr("Return to it"))
        self._return.setObjectName("parkedReturn")
        row = QHBoxLayout()
        row.addWidget(self._return)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self._return.clicked.connect(self._ask)
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self._offer()

    def show_rows(self, rows: list[ParkedRow]) -> None:
        """Show what is parked."""
        chosen = self.table.keys
        self._rows.show(rows)
        for key in chosen[:1]:
            self.table.choose(key)
        self._offer()

    def _offer(self) -> None:
        self._return.setEnabled(bool(self.table.keys))

    def _ask(self) -> None:
        for key in self.table.keys[:1]:
            self.returning.emit(key)

    def _open(self) -> None:
        for key in self.table.keys[:1]:
            self.opened.emit(key)


class Statements(QWidget):
    """Statements for the record: what was announced, and where what came is put.

    Signals:
        received: the statement with this key came, with this text.
        file: the statement with this key is in a file.
        withdrawn: the statement with this key will not come.
        typing: the text of the statement with this key, as far as it is typed.
    """

    received = Signal(str, str)
    file = Signal(str)
    withdrawn = Signal(str)
    typing = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unfinished: dict[str, str] = {}
        self._rows: RowsModel[StatementRow] = RowsModel(
            {
                self.tr("From"): lambda s: s.who,
                self.tr("About"): lambda s: s.about,
                self.tr("Place"): lambda s: s.place,
                self.tr("State"): lambda s: s.state,
            },
            lambda s: s.key,
        )
        self.table = RowsView(look, "statementsTable", wide=1, widths=(140, 160, 56, 190))
        self.table.setAccessibleName(self.tr("Statements for the record"))
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setModel(self._rows)
        self.text = QPlainTextEdit()
        self.text.setObjectName("statementText")
        self.text.setAccessibleName(self.tr("Text of the statement"))
        self.text.setPlaceholderText(self.tr("The text of the selected statement, as it was received"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.px(64))
        self._receive = push_button("statementReceive", self.tr("Received"), "primary")
        self._file = push_button("statementFile", self.tr("From a file…"))
        self._withdraw = push_button("statementWithdraw", self.tr("Will not come"), "quiet")
        row = QHBoxLayout()
        for button in (self._receive, self._file, self._withdraw):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.table, 1)
        column.addWidget(self.text)
        column.addLayout(row)
        self._wire()

    def _wire(self) -> None:
        self._receive.clicked.connect(self._ask_receive)
        self._file.clicked.connect(self._ask_file)
        self._withdraw.clicked.connect(self._ask_withdraw)
        self.table.selectionModel().selectionChanged.connect(self._show_text)
        self.text.textChanged.connect(self._type)
        self._show_text()

    def show_rows(self, rows: list[StatementRow]) -> None:
        """Show these statements; what is being typed for one stays."""
        chosen = self.table.keys
        self._rows.show(rows)
        for key in chosen[:1]:
            self.table.choose(key)
        if rows and not self.table.keys:
            self.table.choose_row(0)
        self._show_text()

    def put_back(self, key: str, text: str) -> None:
        """Put back the text that was being typed for a statement."""
        self._unfinished[key] = text
        self._show_text()

    @property
    def _row(self) -> StatementRow | None:
        keys = self.table.keys
        return next((row for row in self._rows.rows if keys and row.key == keys[0]), None)

    def _show_text(self) -> None:
        row = self._row
        wanted = self._unfinished.get(row.key, row.text) if row else ""
        if self.text.toPlainText() != wanted:
            self.text.blockSignals(True)
            self.text.setPlainText(wanted)
            self.text.blockSignals(False)
        self.text.setEnabled(row is not None)
        self._offer()

    def _offer(self) -> None:
        row = self._row
        self._receive.setEnabled(bool(row and self.text.toPlainText().strip() not in ("", row.text)))
        self._file.setEnabled(row is not None)
        self._withdraw.setEnabled(bool(row and row.waits))

    def _type(self) -> None:
        row = self._row
        if row:
            self._unfinished[row.key] = self.text.toPlainText()
            self.typing.emit(row.key, self.text.toPlainText())
        self._offer()

    def came(self, key: str) -> None:
        """Forget what was being typed for a statement; it is on record."""
        self._unfinished.pop(key, None)

    def _ask_receive(self) -> None:
        if self._row:
            self.received.emit(self._row.key, self.text.toPlainText())

    def _ask_file(self) -> None:
        if self._row:
            self.file.emit(self._row.key)

    def _ask_withdraw(self) -> None:
        if self._row:
            self.withdrawn.emit(self._row.key)


class Told(QWidget):
    """Facts of the room in rows: on what, what, when; opening one shows its place.

    Signals:
        opened: show this place.
        asked: the person did with the row under this key what the button offers.
    """

    opened = Signal(str)
    asked = Signal(str)

    def __init__(
        self, look: Look, name: str, words: tuple[str, str, str, str], offers: str = "", *, state: int = 200
    ) -> None:
        super().__init__()
        what, at, nothing, heard = words
        self._nothing = Words(look, nothing, "body", "soft")
        self._nothing.setWordWrap(True)
        self._rows: RowsModel[ToldRow] = RowsModel(
            {self.tr("On"): lambda r: r.on, what: lambda r: r.what, at: lambda r: r.at}, lambda r: r.key
        )
        self.table = RowsView(look, f"{name}Table", wide=1, widths=(96, 240, state))
        self.table.setAccessibleName(heard)
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setModel(self._rows)
        self._button = QPushButton(offers)
        self._button.setObjectName(f"{name}Button")
        self._button.setVisible(bool(offers))
        self._offers = bool(offers)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.buttons = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        column.addStretch()
        column.addLayout(row)
        self.table.activated.connect(self._open)
        self._button.clicked.connect(self._ask)

    def show_rows(self, rows: list[ToldRow]) -> None:
        """Show these."""
        chosen = self.table.keys
        self._rows.show(rows)
        for key in chosen[:1]:
            self.table.choose(key)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._button.setVisible(self._offers and bool(rows))

    @property
    def _row(self) -> ToldRow | None:
        keys = self.table.keys
        return next((row for row in self._rows.rows if keys and row.key == keys[0]), None)

    def _open(self) -> None:
        if self._row and self._row.place:
            self.opened.emit(self._row.place)

    def _ask(self) -> None:
        if self._row:
            self.asked.emit(self._row.key)


class Silences(Told):
    """Silence procedures: those that run are confirmed when their time is over, or given up.

    Signals:
        given_up: the silence with this key is given up.
    """

    given_up = Signal(str)

    def __init__(self, look: Look, words: tuple[str, str, str, str], offers: str) -> None:
        super().__init__(look, "silences", words, offers, state=250)
        self._give_up = QPushButton(self.tr("Give it up"))
        self._give_up.setObjectName("silencesGiveUp")
        self._give_up.setProperty("kind", "quiet")
        self.buttons.insertWidget(1, self._give_up)
        self._give_up.clicked.connect(self._ask_give_up)
        self.table.selectionModel().selectionChanged.connect(self._offer)

    def show_rows(self, rows: list[ToldRow]) -> None:
        """Show these; the first is chosen where none is."""
        super().show_rows(rows)
        if rows and not self.table.keys:
            self.table.choose_row(0)
        self._give_up.setVisible(bool(rows))
        self._offer()

    def _offer(self) -> None:
        row = self._row
        for button in (self._button, self._give_up):
            button.setEnabled(bool(row and row.waits))

    def _ask_give_up(self) -> None:
        if self._row:
            self.given_up.emit(self._row.key)


L = TypeVar("L", ParkedList, Silences, Statements, Told)


class Later(QWidget, Generic[L]):
    """The place of a list that is made when it is first looked at: a page with few widgets follows a new look sooner."""

    def __init__(self, make: Callable[[], L]) -> None:
        super().__init__()
        self._make: Callable[[], L] = make
        self._made: L | None = None
        self._rows: list[Any] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> L:
        """The list, with its rows."""
        if self._made is None:
            self._made = self._make()
            self._inside.addWidget(self._made)
            self._made.show_rows(self._rows)
        return self._made

    def show_rows(self, rows: list[Any]) -> None:
        """Show these, now or when the list is looked at."""
        self._rows = rows
        if self._made is not None:
            self._made.show_rows(rows)

    def showEvent(self, event: QShowEvent) -> None:
        """Be looked at."""
        super().showEvent(event)
        assert self.made is not None

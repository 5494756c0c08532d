"""Below the decisions: what is to be done, and what is parked."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.decisions.shown import ActionRow, ParkedRow
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.words import SectionLabel


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
        self._title = SectionLabel(look, "")
        self._rows: RowsModel[ActionRow] = RowsModel(
            {
                self.tr("No."): lambda a: a.number,
                self.tr("Action"): lambda a: a.title,
                self.tr("Owner"): lambda a: a.owner,
                self.tr("Due"): lambda a: a.due,
            },
            lambda a: a.key,
        )
        self.table = RowsView(look, "actionsTable", wide=1, widths=(56, 240, 112, 130))
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
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._title)
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
        unfinished = sum(not row.done for row in rows)
        self._title.setText(self.tr("Actions · %1 open").replace("%1", str(unfinished)))
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
        self._title = SectionLabel(look, "")
        self._rows: RowsModel[ParkedRow] = RowsModel(
            {
                self.tr("Place"): lambda p: p.place,
                self.tr("What"): lambda p: p.what,
                self.tr("Until"): lambda p: p.until,
            },
            lambda p: p.key,
        )
        self.table = RowsView(look, "parkedTable", wide=1, widths=(56, 120, 96))
        self.table.setAccessibleName(self.tr("Parked"))
        self.table.setModel(self._rows)
        self._return = QPushButton(self.tr("Return to it"))
        self._return.setObjectName("parkedReturn")
        row = QHBoxLayout()
        row.addWidget(self._return)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._title)
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
        self._title.setText(self.tr("Parked · %1").replace("%1", str(len(rows))))
        self._offer()

    def _offer(self) -> None:
        self._return.setEnabled(bool(self.table.keys))

    def _ask(self) -> None:
        for key in self.table.keys[:1]:
            self.returning.emit(key)

    def _open(self) -> None:
        for key in self.table.keys[:1]:
            self.opened.emit(key)

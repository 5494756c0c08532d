"""The entries of the journal as a table, newest first, without a copy of them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.rows import KEY

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EntriesModel(QAbstractTableModel):
    """What was done: number, time, by whom, the sentence, what became of it.

    It reads the desk's own list, of which only the first `count` are told of; they never change.
    """

    def __init__(self, look: Look, entries: Callable[[], Sequence[Entry]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries = entries
        self._count = 0
        self._filter: tuple[str, ...] = ()
        self._kept: list[int] | None = None
        self.taken_back: dict[int, int] = {}
        self._struck = QFont()
        self._struck.setStrikeOut(True)
        self.headings = [self.tr("No."), self.tr("Time"), self.tr("By"), self.tr("What was done"), ""]

    def keep_up(self, count: int) -> None:
        """Tell of the entries up to this number."""
        for number in range(self._count + 1, count + 1):
            self._take(self._entries()[number - 1])

    def begin(self, count: int) -> None:
        """Show all entries up to this number at once."""
        self.beginResetModel()
        entries = self._entries()
        for number in range(self._count + 1, count + 1):
            self._note(entries[number - 1])
        self._count = count
        self._kept = self._matching() if self._filter else None
        self.endResetModel()

    def again(self) -> None:
        """Show the entries as they are told now."""
        self.beginResetModel()
        self._kept = self._matching() if self._filter else None
        self.endResetModel()

    def filter(self, typed: str) -> None:
        """Show only entries that hold all these words."""
        words = tuple(typed.casefold().split())
        if words != self._filter:
            self.beginResetModel()
            self._filter = words
            self._kept = self._matching() if words else None
            self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The entry in this row."""
        number = self._kept[-1 - row] if self._kept is not None else self._count - row
        return self._entries()[number - 1]

    def row_of(self, number: int) -> int:
        """The row of the entry with this number; -1 where it is not shown."""
        if self._kept is None:
            return self._count - number if 1 <= number <= self._count else -1
        return len(self._kept) - 1 - self._kept.index(number) if number in self._kept else -1

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many entries are shown."""
        if parent.isValid():
            return 0
        return self._count if self._kept is None else len(self._kept)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Number, time, by, sentence, what became of it."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; what was taken back is struck and soft, and says so in words."""
        if not index.isValid():
            return None
        entry = self.entry(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = self._words(entry, index.column())
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == KEY:
            return str(entry.number)
        gone = entry.number in self.taken_back
        if role == Qt.ItemDataRole.FontRole and gone and index.column() == 3:
            return self._struck
        if role == Qt.ItemDataRole.ForegroundRole and (gone or index.column() in (0, 4)):
            return self._look.colour("soft")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None

    def _words(self, entry: Entry, column: int) -> str:
        if column == 0:
            return str(entry.number)
        if column == 1:
            at = local(entry.at)
            return f"{at.day} {at:%b  %H:%M:%S}"
        if column == 2:
            return entry.by or self.tr("desk")
        if column == 3:
            return entry.sentence
        by = self.taken_back.get(entry.number)
        return self.tr("taken back by %1").replace("%1", str(by)) if by else ""

    def _note(self, entry: Entry) -> int | None:
        """Keep what an entry says of an earlier one; that one's number."""
        if entry.undoes is not None:
            self.taken_back[entry.undoes] = entry.number
            return entry.undoes
        if entry.redoes is not None:
            self.taken_back.pop(entry.redoes, None)
            return entry.redoes
        return None

    def _take(self, entry: Entry) -> None:
        touched = self._note(entry)
        if self._kept is None:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._count += 1
            self.endInsertRows()
        else:
            self._count += 1
            if self._matches(entry):
                self.beginInsertRows(QModelIndex(), 0, 0)
                self._kept.append(entry.number)
                self.endInsertRows()
        row = self.row_of(touched) if touched else -1
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _matching(self) -> list[int]:
        return [entry.number for entry in self._entries()[: self._count] if self._matches(entry)]

    def _matches(self, entry: Entry) -> bool:
        said = f"{entry.number} {entry.by} {entry.sentence}".casefold()
        return all(word in said for word in self._filter)

"""The entries made so far: taking one back, doing it again, the record as it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.desk.asked import Decided
from hisrg_desktop.meeting.journal import Entry, Undoable
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.erasing import told_anew
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.standing import using
from hisrg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Past:
    """The entries, oldest first, which of them stand or were taken back, and the ledger with what each changed."""

    entries: Sequence[Entry]
    undoable: Undoable
    ledger: Ledger

    def undone(self, record: Record, number: int | None) -> Decided:
        """What taking back this entry, or the last one, would change; refused where someone has built on it."""
        if not self.undoable.done:
            raise OutOfOrder("There is nothing to take back.")
        number = number or self.undoable.done[-1]
        entry = self._entry(number)
        if number in record.derive(told_anew):
            raise OutOfOrder(f"“{entry.sentence}” held data that was erased, and cannot be taken back.")
        if number not in self.undoable.done:
            raise OutOfOrder(f"“{entry.sentence}” has been taken back already.")
        changes = [c.reversed() for c in reversed(self.ledger.changes_of(number)) if not c.kind.lasting]
        self._refuse_built_on(record, changes, entry)
        return Decided(changes, "Undo", f"Take back: {entry.sentence}", undoes=number)

    def redone(self, record: Record) -> Decided:
        """What doing again what was last taken back would change."""
        if not self.undoable.undone:
            raise OutOfOrder("There is nothing to do again.")
        number = self.undoable.undone[-1]
        entry = self._entry(number)
        changes = [c for c in self.ledger.changes_of(number) if not c.kind.lasting]
        self._refuse_built_on(record, changes, entry)
        return Decided(changes, "Redo", f"Do again: {entry.sentence}", redoes=number)

    def as_it_stood(self, record: Record, at: datetime) -> Record:
        """The record as it stood at an instant: everything entered since, taken back."""
        last = next((e.number for e in reversed(self.entries) if e.at <= at), 0)
        for _, changes in self.ledger.changes_after(last):
            record = record.after([c.reversed() for c in reversed(changes)])
        return record

    def _refuse_built_on(self, record: Record, changes: Sequence[Change], entry: Entry) -> None:
        """Refused where a row is no longer as the entry left it, or where a row it would remove is in use."""
        if not changes:
            raise OutOfOrder(f"What “{entry.sentence}” changed is no longer kept.")
        after = record.after(changes)
        for change in changes:
            if record.find(change.kind, change.row.id) != change.before:
                raise self._built_on(entry, change.row.id)
            user = using(after, change.kind, change.row.id) if change.after is None else None
            if user:
                raise self._built_on(entry, user.id)

    def _built_on(self, entry: Entry, key: str) -> OutOfOrder:
        """The refusal that names the last entry still standing which touched this row."""
        still = (n for n in self.ledger.touching(key) if n in self.undoable.done and n != entry.number)
        later = next(still, None)
        built = f" by “{self._entry(later).sentence}”" if later else ""
        return OutOfOrder(f"“{entry.sentence}” has been built on since{built}; take that back first.")

    def _entry(self, number: int) -> Entry:
        found = next((e for e in self.entries[number - 1 :: -1] if e.number == number), None)
        if found is None:
            raise OutOfOrder(f"There is no entry {number}.")
        return found

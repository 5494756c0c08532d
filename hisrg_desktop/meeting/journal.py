"""The journal: how the record came to be as it is, one entry for each act, undo or redo."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on record. `undoes` names the entry taken back, `redoes` the one done again.

    `scratch` says which unfinished words became this entry ("capture:17"), so that they are not offered again.
    """

    number: int
    at: datetime
    by: str
    station: str
    act: str
    sentence: str
    undoes: int | None = None
    redoes: int | None = None
    scratch: str = ""


LASTING = frozenset({"HandOver", "ReceivePen", "TakePenBack", "NoteMovedClock", "ErasePerson"})
"""The acts that are never taken back: where the pen went, what befell the clock, and whose data was erased."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The entries that can be taken back, and those taken back that can be done again; the latest is last."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()

    def after(self, entry: Entry) -> "Undoable":
        """What can be undone and redone after one more entry."""
        if entry.act in LASTING:
            return self
        if entry.undoes is not None:
            rest = tuple(n for n in self.done if n != entry.undoes)
            return Undoable(rest, (*self.undone, entry.undoes))
        if entry.redoes is not None:
            rest = tuple(n for n in self.undone if n != entry.redoes)
            return Undoable((*self.done, entry.redoes), rest)
        return Undoable((*self.done, entry.number), ())

    def without(self, numbers: Container[int]) -> "Undoable":
        """What can be undone and redone where these entries can be neither."""
        return Undoable(
            tuple(n for n in self.done if n not in numbers), tuple(n for n in self.undone if n not in numbers)
        )


def undoable(entries: Iterable[Entry]) -> Undoable:
    """What can be undone and redone after these entries; worked out anew whenever a dossier is opened."""
    done: list[int] = []
    undone: list[int] = []
    for entry in entries:
        if entry.act in LASTING:
            continue
        if entry.undoes is not None:
            if entry.undoes in done[-1:]:
                done.pop()
            elif entry.undoes in done:
                done.remove(entry.undoes)
            undone.append(entry.undoes)
        elif entry.redoes is not None:
            if entry.redoes in undone:
                undone.remove(entry.redoes)
            done.append(entry.redoes)
        else:
            done.append(entry.number)
            undone = []
    return Undoable(tuple(done), tuple(undone))

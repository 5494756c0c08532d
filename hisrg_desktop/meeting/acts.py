"""Acts: things someone asks to do. An act decides what would change, or refuses with a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, field_validator

from hisrg_desktop.meeting.counters import Counter
from hisrg_desktop.meeting.hygiene import cleaned
from hisrg_desktop.meeting.order import NotOnRecord, OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added, changed_only, replaced


class Moment:
    """When and by whom an act is done, with ids and numbers for what it makes. Nothing in it is left to chance."""

    def __init__(self, at: datetime, entry: int, by: str = "") -> None:
        self.at = at
        self.entry = entry
        self.by = by
        self._made = 0
        self._counters: dict[str, Counter] = {}
        self._counted: list[Change] = []

    def new_id(self) -> str:
        """An id that nothing else has; ids sort by time."""
        self._made += 1
        return f"{int(self.at.timestamp() * 1000):011x}{self.entry:06x}{self._made:05x}"

    def next_number(self, record: Record, counter: str) -> int:
        """The next number of a counter; undo does not give it back."""
        row = self._counters.get(counter) or record.find(Counter, counter)
        if row is None:
            change = added(Counter(id=counter, last=1))
        else:
            change = replaced(row, last=row.last + 1)
        self._counted.append(change)
        assert isinstance(change.after, Counter)
        self._counters[counter] = change.after
        return change.after.last

    def counted(self) -> list[Change]:
        """The changes of the counters used, which belong to the entry."""
        return changed_only(self._counted)


class Act(BaseModel):
    """A thing someone asks to do. The first line of the docstring is its name for undo and the journal."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _hygiene(cls, value: Any) -> Any:
        return cleaned(value)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What would change, or `OutOfOrder`."""
        raise NotImplementedError

    def sentence(self, record: Record) -> str:
        """What the act does, in words for the journal and for undo; without a full stop."""
        return (type(self).__doc__ or type(self).__name__).strip().splitlines()[0].rstrip(".")


class Together(Act):
    """Several acts as one entry, decided one after the other; all or none."""

    acts: tuple[SerializeAsAny[Act], ...] = Field(min_length=1)
    called: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The changes of all of them; the first refusal refuses the whole."""
        return decide_all(self.acts, record, moment)

    def sentence(self, record: Record) -> str:
        """The name given, or that of the last act, which is what the person asked for."""
        return self.called or self.acts[-1].sentence(record)


def decide_all(acts: Iterable[Act], record: Record, moment: Moment) -> list[Change]:
    """The changes of acts done one after the other on this record.

    A remedy for one in the middle is offered only where it does not rest on what those before it would have added.
    """
    changes: list[Change] = []
    there = record
    for act in acts:
        try:
            decided = act.decide(there, moment)
        except OutOfOrder as refused:
            if refused.remedy is None or _can_be_told(refused.remedy, record):
                raise
            raise OutOfOrder(refused.message) from refused
        there = there.after(decided)
        changes += decided
    return changes


def _can_be_told(act: Act, record: Record) -> bool:
    """Whether everything that an act speaks of is on record."""
    try:
        act.sentence(record)
    except NotOnRecord:
        return False
    return True

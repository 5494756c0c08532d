"""What a merging changes: rows given other values, each field noted so that it can be put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, changed_only, name_of, references

NOTHING = "-"
"""How it is written that a field was empty."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One field of a row that a merging changed.

    `was` and `now` say from what to what where that cannot be told from the two that were merged: an instant, a day, an
    id, or `NOTHING`.
    """

    kind: str
    id: str
    field: str
    was: str = ""
    now: str = ""

    @classmethod
    def read(cls, written: str) -> Touched:
        """What `str` wrote."""
        return cls(*written.split(" ", 4))

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.field} {self.was} {self.now}".strip()


class Rows:
    """Rows being changed, each as it is by now, and what was touched; the fields `left_out` are not noted."""

    def __init__(self, record: Record, left_out: frozenset[str]) -> None:
        self._record = record
        self._left_out = left_out
        self._now: dict[tuple[str, str], Row] = {}
        self.touched: list[Touched] = []

    def get(self, kind: str, key: str) -> Row | None:
        """The row as it is by now."""
        return self._now.get((kind, key)) or self._record.find(KINDS[kind], key)

    def give(self, row: Row, fields: Mapping[str, object], *, exactly: bool = False) -> None:
        """Give the row other values in these fields; `exactly` notes from what to what."""
        kind = name_of(type(row))
        there = self.get(kind, row.id) or row
        self._now[kind, row.id] = type(row)(**{**there.__dict__, **fields})
        for field, value in fields.items():
            if field not in self._left_out:
                told = (written(getattr(there, field)), written(value)) if exactly else ()
                self.touched.append(Touched(kind, row.id, field, *told))

    def change(self, row: Row, fields: Mapping[str, object]) -> None:
        """The same for the fields in which the value is another, noted exactly."""
        there = self.get(name_of(type(row)), row.id) or row
        news = {field: value for field, value in fields.items() if getattr(there, field) != value}
        if news:
            self.give(row, news, exactly=True)

    def changes(self) -> list[Change]:
        """What changed, each row once."""
        found = self._record.find
        return changed_only(Change(found(KINDS[kind], key), row) for (kind, key), row in self._now.items())


def written(value: object) -> str:
    """A day, an instant or an id in one word."""
    if value is None:
        return NOTHING
    return value.isoformat() if isinstance(value, date) else str(value)


def earlier(kind: type[Row], one: Touched) -> object:
    """The value that a field had, as `written` wrote it."""
    if one.was == NOTHING:
        return None
    if one.field in dict(references(kind)):
        return one.was
    return datetime.fromisoformat(one.was) if "T" in one.was else date.fromisoformat(one.was)

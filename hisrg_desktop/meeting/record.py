"""The record: everything that is officially so, as immutable rows in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar

from pydantic import field_validator
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from hisrg_desktop.meeting.hygiene import cleaned
from hisrg_desktop.meeting.order import NotOnRecord

KINDS: dict[str, type[Row]] = {}
"""Every kind of fact by its name in the store, in the order in which the modules were read."""


class Row(SQLModel):
    """One fact. Nothing edits a row: an act replaces it, so any thread may hold one.

    A kind whose rows undo must leave alone (a counter) sets ``lasting``; ``searched`` names the fields that search finds,
    ``listed`` the fields that are lists of ids, each with the name of the kind it lists.
    """

    model_config = SQLModelConfig(frozen=True, extra="forbid", defer_build=True)

    lasting: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ()
    listed: ClassVar[Mapping[str, str]] = {}

    id: str = Field(primary_key=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        KINDS[name_of(cls)] = cls

    @field_validator("*", mode="before")
    @classmethod
    def _hygiene(cls, value: object) -> object:
        return cleaned(value)


R = TypeVar("R", bound=Row)
T = TypeVar("T")


@cache
def name_of(kind: type[Row]) -> str:
    """The kind's name in the store: ``AgendaItem`` is ``agenda_item``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def references(kind: type[Row]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind that point at other rows, each with the name of the kind they point at."""
    return tuple(
        (field, target.split(".")[0])
        for field, info in kind.model_fields.items()
        if isinstance(target := getattr(info, "foreign_key", None), str)
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; an added row has no before, a removed one no after."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it is after, or as it was when it was removed."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def kind(self) -> type[Row]:
        """The kind of the row."""
        return type(self.row)

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


def added(row: Row) -> Change:
    """The change that puts a new row on record."""
    return Change(None, row)


def removed(row: Row) -> Change:
    """The change that takes a row off the record."""
    return Change(row, None)


def replaced(row: R, **fields: object) -> Change:
    """The change that gives a row other values in the named fields, validated like a new row."""
    return Change(row, type(row)(**{**row.__dict__, **fields}))


def changed_only(changes: Iterable[Change]) -> list[Change]:
    """The changes without those that change nothing, and with one change for each row."""
    folded: dict[tuple[type[Row], str], Change] = {}
    for change in changes:
        key = (change.kind, change.row.id)
        earlier = folded.get(key)
        folded[key] = Change(earlier.before, change.after) if earlier else change
    return [change for change in folded.values() if change.before != change.after]


Derivation = Callable[["Record"], Any]


class Record:
    """A mapping from kind to rows by id, in the order of their ids; what is derived from it is kept beside it."""

    __slots__ = ("_derived", "_groups", "_kinds")

    def __init__(self, kinds: Mapping[type[Row], dict[str, Row]] | None = None) -> None:
        self._kinds: dict[type[Row], dict[str, Row]] = dict(kinds or {})
        self._groups: dict[tuple[type[Row], str], dict[object, tuple[Row, ...]]] = {}
        self._derived: dict[Derivation, Any] = {}

    def all(self, kind: type[R]) -> Mapping[str, R]:
        """The rows of a kind by id."""
        return self._kinds.get(kind, {})  # type: ignore[return-value]

    def each(self, kind: type[R]) -> Iterator[R]:
        """The rows of a kind in the order in which they came to be."""
        return iter(self.all(kind).values())

    def get(self, kind: type[R], key: str) -> R:
        """The row with this id; `NotOnRecord` where there is none."""
        row = self.find(kind, key)
        if row is None:
            raise NotOnRecord(f"There is no {name_of(kind).replace('_', ' ')} {key!r} on record.")
        return row

    def find(self, kind: type[R], key: str | None) -> R | None:
        """The row with this id, or None."""
        return self.all(kind).get(key) if key is not None else None

    def where(self, kind: type[R], /, **fields: object) -> tuple[R, ...]:
        """The rows of a kind with these values, oldest first; the first field named is looked up, the others are compared."""
        (first, value), *others = fields.items()
        rows: tuple[R, ...] = self._group(kind, first).get(value, ())  # type: ignore[assignment]
        if not others:
            return rows
        return tuple(row for row in rows if all(getattr(row, name) == wanted for name, wanted in others))

    def one(self, kind: type[R], /, **fields: object) -> R | None:
        """The latest row of a kind with these values, or None."""
        rows = self.where(kind, **fields)
        return rows[-1] if rows else None

    def _group(self, kind: type[Row], field: str) -> dict[object, tuple[Row, ...]]:
        groups = self._groups.get((kind, field))
        if groups is None:
            gathered: dict[object, list[Row]] = {}
            for row in self.each(kind):
                gathered.setdefault(getattr(row, field), []).append(row)
            groups = {value: tuple(rows) for value, rows in gathered.items()}
            self._groups[kind, field] = groups
        return groups

    def derive(self, derivation: Callable[[Record], T]) -> T:
        """What a function marked with `derived` says of this record, worked out once and kept until its kinds change."""
        if derivation not in self._derived:
            self._derived[derivation] = derivation(self)
        known: T = self._derived[derivation]
        return known

    def bare(self) -> Record:
        """The same rows with nothing worked out beside them, which thousands of steps would each carry along."""
        return Record(self._kinds)

    def catch_up(self, earlier: Record) -> None:
        """Know, as it is now, what was worked out of an earlier record while this one came to be."""
        for derivation, value in earlier._derived.copy().items():
            if derivation in _FOLLOWS and derivation not in self._derived:
                kinds = _DEPENDS[derivation]
                changes = [change for kind in kinds for change in _between(earlier.all(kind), self.all(kind))]
                self._derived[derivation] = _FOLLOWS[derivation](value, earlier, self, changes)

    def after(self, changes: Iterable[Change]) -> Record:
        """The record with these changes made; only the kinds that changed are copied."""
        by_kind: dict[type[Row], list[Change]] = {}
        for change in changes:
            by_kind.setdefault(change.kind, []).append(change)
        new = Record(self._kinds)
        for kind, several in by_kind.items():
            new._kinds[kind] = _with(self._kinds.get(kind, {}), several)
        # Any thread may look something up in this record meanwhile, which adds to both; copying them is one step.
        new._groups = {
            (kind, field): _regrouped(groups, field, by_kind[kind]) if kind in by_kind else groups
            for (kind, field), groups in self._groups.copy().items()
        }
        known = self._derived.copy()
        new._derived = {d: v for d, v in known.items() if not _DEPENDS[d] & by_kind.keys()}
        # In the order in which they were worked out: one that rests on another finds it up to date.
        for derivation, value in known.items():
            if derivation not in new._derived and derivation in _FOLLOWS:
                rows = [c for kind in _DEPENDS[derivation] for c in by_kind.get(kind, ())]
                new._derived[derivation] = _FOLLOWS[derivation](value, self, new, rows)
        return new

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        kinds = {kind for record in (self, other) for kind, rows in record._kinds.items() if rows}
        return all(self.all(kind) == other.all(kind) for kind in kinds)

    __hash__ = None  # type: ignore[assignment]


_DEPENDS: dict[Derivation, frozenset[type[Row]]] = {}
Follow = Callable[[T, "Record", "Record", list[Change]], T]
"""Given what was derived before, the record before, the record after and the changes: what is derived now."""
_FOLLOWS: dict[Derivation, Follow[Any]] = {}


def derived(*kinds: type[Row]) -> Callable[[Callable[[Record], T]], Callable[[Record], T]]:
    """Marks a function of the record whose answer depends on these kinds only, so that it is worked out once per change."""

    def mark(function: Callable[[Record], T]) -> Callable[[Record], T]:
        _DEPENDS[function] = frozenset(kinds)
        return function

    return mark


def follows(derivation: Callable[[Record], T]) -> Callable[[Follow[T]], Follow[T]]:
    """Marks how the answer of a derivation follows from the one before, where working it out anew takes too long.

    The value before is shared and may not be changed.
    """

    def mark(follow: Follow[T]) -> Follow[T]:
        _FOLLOWS[derivation] = follow
        return follow

    return mark


def _between(before: Mapping[str, Row], after: Mapping[str, Row]) -> list[Change]:
    """What came and differs, then what went."""
    here = [Change(before.get(key), row) for key, row in after.items() if before.get(key) is not row]
    return here + [removed(row) for key, row in before.items() if key not in after]


def _with(rows: dict[str, Row], changes: list[Change]) -> dict[str, Row]:
    copy = dict(rows)
    last = next(reversed(rows), "")
    in_order = True
    for change in changes:
        if change.after is None:
            copy.pop(change.row.id, None)
        else:
            in_order = in_order and (change.row.id in copy or change.row.id > last)
            copy[change.row.id] = change.after
            last = max(last, change.row.id)
    return copy if in_order else dict(sorted(copy.items()))


def _regrouped(
    groups: dict[object, tuple[Row, ...]], field: str, changes: list[Change]
) -> dict[object, tuple[Row, ...]]:
    copy = dict(groups)
    for change in changes:
        was = getattr(change.before, field) if change.before else None
        now = getattr(change.after, field) if change.after else None
        if change.before and (change.after is None or was != now):
            copy[was] = tuple(row for row in copy.get(was, ()) if row.id != change.row.id)
        if change.after:
            there = copy.get(now, ())
            if there and there[-1].id < change.row.id:
                copy[now] = (*there, change.after)
            else:
                others = (row for row in there if row.id != change.row.id)
                copy[now] = tuple(sorted((*others, change.after), key=lambda row: row.id))
    return copy

"""Merging two that are one, persons or organisations, and taking them apart again at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Class
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation, overlap
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, added, changed_only, name_of, references, removed
from hisrg_desktop.meeting.standing import standing

Party = Person | Organisation
_KINDS: dict[str, type[Person] | type[Organisation]] = {"person": Person, "organisation": Organisation}
_NAMES = {"person": "other_names", "organisation": "aliases"}
"""The field that takes the names of the one merged."""
_FILLED = {
    "person": ("given", "family", "honorific", "email", "country"),
    "organisation": ("short", "country", "category"),
}
"""The fields that the survivor takes over where it has nothing there itself."""
_OWN = frozenset({"merged_into"})


class Merging(Row):
    """One that was merged into another: what pointed at it and has pointed at the survivor since.

    Each of `touched` is a kind, an id and a field, for a day that was moved with the day before. It holds no names:
    what the survivor took over is read off the one merged, which stays on record.
    """

    of: Literal["person", "organisation"]
    merged: str = Field(index=True)
    survivor: str = Field(index=True)
    at: datetime
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """One field of a row that a merging changed; `was` is the day before, for a participation that was shortened."""

    kind: str
    id: str
    field: str
    was: str = ""

    @classmethod
    def read(cls, written: str) -> Touched:
        """What `str` wrote."""
        return cls(*written.split(" ", 3))

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.field} {self.was}".strip()


def touched_by(merging: Merging) -> list[Touched]:
    """The fields that a merging changed."""
    return [Touched.read(written) for written in merging.touched]


class _Rows:
    """Rows being changed, each as it is by now, and what was touched."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._now: dict[tuple[str, str], Row] = {}
        self.touched: list[Touched] = []

    def get(self, kind: str, key: str) -> Row | None:
        """The row as it is by now."""
        return self._now.get((kind, key)) or self._record.find(KINDS[kind], key)

    def give(self, row: Row, fields: Mapping[str, object], was: str = "") -> None:
        """Give the row other values in these fields."""
        kind = name_of(type(row))
        there = self.get(kind, row.id) or row
        self._now[kind, row.id] = type(row)(**{**there.__dict__, **fields})
        self.touched += [Touched(kind, row.id, field, was) for field in fields if field not in _OWN]

    def changes(self) -> list[Change]:
        """What changed, each row once."""
        found = self._record.find
        return changed_only(Change(found(KINDS[kind], key), row) for (kind, key), row in self._now.items())


# --- merging --------------------------------------------------------------------------------------------------------


class _Merge(Act):
    survivor: str
    merged: str

    def _decide(self, record: Record, moment: Moment, of: Literal["person", "organisation"]) -> list[Change]:
        survivor, merged = _two(record, of, self.survivor, self.merged)
        rows = _Rows(record)
        left = _join_times(record, rows, self) if of == "person" else frozenset()
        for row, field in pointing_at(record, of, merged.id):
            if row.id not in left and row.id != merged.id:
                rows.give(row, {field: _above(row, merged, survivor)})
        for row, field in listing(record, of, merged.id):
            ids = [survivor.id if key == merged.id else key for key in getattr(row, field)]
            rows.give(row, {field: tuple(dict.fromkeys(ids))})
        _take_over(rows, of, survivor, merged)
        rows.give(merged, {"merged_into": survivor.id})
        kept = Merging(
            id=moment.new_id(),
            of=of,
            merged=merged.id,
            survivor=survivor.id,
            at=moment.at,
            touched=tuple(str(one) for one in rows.touched),
        )
        return [*rows.changes(), added(kept)]


class MergeOrganisations(_Merge):
    """Merge an organisation into another that is the same."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Everything that pointed at the one points at the other; its names become aliases."""
        return self._decide(record, moment, "organisation")

    def sentence(self, record: Record) -> str:
        """Names both."""
        one, other = (record.get(Organisation, key).name for key in (self.merged, self.survivor))
        return f"Merge {one} into {other}"


class MergePersons(_Merge):
    """Merge a person into another who is the same.

    Where both took part on the same days the survivor's class holds; what the one merged held then stays with them as
    history.
    """

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Everything that pointed at the one points at the other, who is also called so from now on."""
        return self._decide(record, moment, "person")

    def sentence(self, record: Record) -> str:
        """Names both."""
        one, other = (record.get(Person, key).name for key in (self.merged, self.survivor))
        return f"Merge {one} into {other}"


def _two(record: Record, of: str, survivor: str, merged: str) -> tuple[Party, Party]:
    keeps, goes = record.get(_KINDS[of], survivor), record.get(_KINDS[of], merged)
    if keeps.id == goes.id:
        raise OutOfOrder(f"{keeps.name} cannot be merged into itself.")
    for one in (goes, keeps):
        if one.merged_into:
            into = record.get(_KINDS[of], one.merged_into).name
            raise OutOfOrder(f"{one.name} was merged into {into} already.")
    return keeps, goes


def pointing_at(record: Record, of: str, key: str) -> Iterator[tuple[Row, str]]:
    """The rows that point at this one, each with the field, whatever their kind."""
    for kind in KINDS.values():
        for field, target in references(kind):
            if target == of and field not in _OWN and record.all(kind):
                yield from ((row, field) for row in record.where(kind, **{field: key}))


def listing(record: Record, of: str, key: str) -> Iterator[tuple[Row, str]]:
    """The rows in one of whose lists this one stands, each with the field."""
    for kind in KINDS.values():
        for field, target in kind.listed.items():
            if target == of:
                yield from ((row, field) for row in record.each(kind) if key in getattr(row, field))


def _above(row: Row, merged: Party, survivor: Party) -> str | None:
    """The survivor; for a part of the one merged that survives it, what that was part of."""
    return getattr(merged, "parent", None) if row.id == survivor.id else survivor.id


def _take_over(rows: _Rows, of: str, survivor: Party, merged: Party) -> None:
    known = {name.casefold() for name in _called(survivor)}
    names = tuple(name for name in _called(merged) if name.casefold() not in known)
    if names:
        field = _NAMES[of]
        rows.give(survivor, {field: (*getattr(survivor, field), *names)})
    filled = {f: getattr(merged, f) for f in _FILLED[of] if getattr(merged, f) and not getattr(survivor, f)}
    if of == "person" and survivor.name != merged.name:
        # The parts of another name would not be those of this one.
        filled = {field: value for field, value in filled.items() if field not in ("given", "family")}
    if filled:
        rows.give(survivor, filled)


def _called(party: Party) -> tuple[str, ...]:
    return party.names if isinstance(party, Organisation) else (party.name, *party.other_names)


# --- two who took part on the same days -----------------------------------------------------------------------------

_WEIGHT: dict[Class, int] = {"member": 3, "observer": 2, "external": 1}
_DAY = timedelta(days=1)


def _join_times(record: Record, rows: _Rows, act: _Merge) -> frozenset[str]:
    """The ids of the participations that stay with the one merged, and of their applications; the others are shortened.

    What goes over covers the days on which the survivor held nothing; what has no such day stays.
    """
    held = record.where(Participation, person=act.survivor)
    left: set[str] = set()
    for one in record.where(Participation, person=act.merged):
        crossing = [other for other in held if overlap(one, other)]
        if any(_WEIGHT[other.kind] < _WEIGHT[one.kind] for other in crossing):
            lesser = next(other for other in crossing if _WEIGHT[other.kind] < _WEIGHT[one.kind])
            raise _the_other_way(record, act, one, lesser)
        since, until = _free_days(record, one, crossing, act)
        if crossing and until is not None and until < since:
            left |= {one.id, one.application or one.id}
            continue
        if since != one.since:
            rows.give(one, {"since": since}, str(one.since))
        if until != one.until:
            rows.give(one, {"until": until}, str(one.until or "-"))
    return frozenset(left)


def _free_days(
    record: Record, one: Participation, crossing: list[Participation], act: _Merge
) -> tuple[date, date | None]:
    """The first and the last of the days that only this one covers; none where the last comes before the first."""
    since, until = one.since, one.until
    for other in sorted(crossing, key=lambda p: p.since):
        before, after = since < other.since, other.until is not None and (until is None or other.until < until)
        if before and after:
            raise _the_other_way(record, act, one, other)
        if before:
            until = other.since - _DAY
        elif after and other.until is not None:
            since = other.until + _DAY
        else:
            until = since - _DAY
    return since, until


def _the_other_way(record: Record, act: _Merge, one: Participation, other: Participation) -> OutOfOrder:
    """The refusal where the other of the two should survive, or neither can."""
    keeps, goes = record.get(Person, act.survivor).name, record.get(Person, act.merged).name
    held = f"{goes} is {one.kind} on days on which {keeps} is {other.kind}"
    theirs = record.where(Participation, person=act.merged)
    pairs = ((mine, her) for mine in record.where(Participation, person=act.survivor) for her in theirs)
    if any(overlap(mine, her) and _WEIGHT[mine.kind] > _WEIGHT[her.kind] for mine, her in pairs):
        return OutOfOrder(f"{held}, and the other way round on others; a person has one class at a time.")
    return OutOfOrder(
        f"{held}; merge {keeps} into {goes}, not the other way round.",
        remedy=MergePersons(survivor=act.merged, merged=act.survivor),
    )


# --- taking apart ---------------------------------------------------------------------------------------------------


class TakeApart(Act):
    """Take apart two that were merged.

    What pointed at the one merged and still points at the survivor points at it again; what came since stays.
    """

    merging: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Both on record again, each with what was its own."""
        merging = record.get(Merging, self.merging)
        kind = _KINDS[merging.of]
        survivor, merged = record.get(kind, merging.survivor), record.get(kind, merging.merged)
        if survivor.merged_into:
            later = record.one(Merging, merged=survivor.id)
            into = record.get(kind, survivor.merged_into).name
            raise OutOfOrder(
                f"{survivor.name} was itself merged into {into} since; take that apart first.",
                remedy=TakeApart(merging=later.id) if later else None,
            )
        rows = _Rows(record)
        later_moved = _moved_later(record, merging)
        for one in touched_by(merging):
            row = rows.get(one.kind, one.id)
            if row is not None and (one.kind, one.id, one.field) not in later_moved:
                _put_back(rows, row, one, survivor, merged)
        rows.give(merged, {"merged_into": None})
        return [*rows.changes(), removed(merging)]

    def sentence(self, record: Record) -> str:
        """Names both."""
        merging = record.get(Merging, self.merging)
        one, other = (record.get(_KINDS[merging.of], key).name for key in (merging.merged, merging.survivor))
        return f"Take {one} and {other} apart"


def _moved_later(record: Record, merging: Merging) -> set[tuple[str, str, str]]:
    """The references that a later merging into the same survivor moved: they are no longer this one's to put back."""
    several = (other for other in record.where(Merging, survivor=merging.survivor) if other.id > merging.id)
    pointing = {(name_of(kind), field) for kind in KINDS.values() for field, _ in references(kind)}
    return {
        (one.kind, one.id, one.field)
        for other in several
        for one in touched_by(other)
        if (one.kind, one.field) in pointing
    }


def _put_back(rows: _Rows, row: Row, one: Touched, survivor: Party, merged: Party) -> None:
    value = getattr(row, one.field)
    if one.field in dict(references(type(row))):
        if value == _above(row, merged, survivor):
            rows.give(row, {one.field: merged.id})
    elif one.field in type(row).listed:
        ids = [merged.id if key == survivor.id else key for key in value]
        rows.give(row, {one.field: tuple(ids)})
    elif one.was:
        rows.give(row, {one.field: None if one.was == "-" else date.fromisoformat(one.was)})
    elif isinstance(value, tuple):
        names = {name.casefold() for name in _called(merged)}
        rows.give(row, {one.field: tuple(name for name in value if name.casefold() not in names)})
    elif value == getattr(merged, one.field):
        rows.give(row, {one.field: type(row).model_fields[one.field].default})


def merging_of(record: Record, key: str) -> Merging | None:
    """How the one with this id was merged into another, or None."""
    return record.one(Merging, merged=key)


def merged_with(record: Record, key: str) -> tuple[Merging, ...]:
    """The mergings by which others became this one, oldest first."""
    return record.where(Merging, survivor=key)


# --- what holds -----------------------------------------------------------------------------------------------------


def only_moved(changes: Iterable[Change]) -> frozenset[str]:
    """The rows in which nothing changed but whom they point at, by a merging among these changes or its taking apart."""
    several = list(changes)
    moved: dict[str, set[str]] = {}
    for change in several:
        if isinstance(change.row, Merging):
            for one in touched_by(change.row):
                moved.setdefault(one.id, set()).add(one.field)
    return frozenset(
        change.row.id
        for change in several
        if change.before and change.after and change.row.id in moved and _differing(change) <= moved[change.row.id]
    )


def _differing(change: Change) -> set[str]:
    assert change.before is not None
    assert change.after is not None
    before, after = change.before.__dict__, change.after.__dict__
    return {field for field in before if before[field] != after[field]}


@standing()
def nothing_new_belongs_to_one_merged(before: Record, after: Record, changes: list[Change]) -> str | None:
    """What was merged into another is history: new facts point at the survivor, undo and redo included."""
    for change in changes:
        if change.after is None or getattr(change.after, "merged_into", None):
            continue
        for field, target in references(change.kind):
            if target not in _KINDS or field in _OWN:
                continue
            key = getattr(change.after, field)
            there = after.find(_KINDS[target], key)
            if there and there.merged_into and (change.before is None or getattr(change.before, field) != key):
                into = after.get(_KINDS[target], there.merged_into).name
                return f"{there.name} was merged into {into}; choose {into}."
    return None

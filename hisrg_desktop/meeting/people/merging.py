"""Merging two that are one, persons or organisations, and taking them apart again at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.joining import OtherWayRoundError, join
from hisrg_desktop.meeting.people.organisations import Organisation, above
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.touched import Rows, Touched, earlier, written
from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, added, name_of, references, removed
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting
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

    Each of `touched` is a kind, an id and a field, for a day or an instant that was moved with the one before and the
    one after. It holds no names: what the survivor took over is read off the one merged, which stays on record.
    """

    of: Literal["person", "organisation"]
    merged: str = Field(index=True)
    survivor: str = Field(index=True)
    at: datetime
    touched: tuple[str, ...] = ()


def touched_by(merging: Merging) -> list[Touched]:
    """The fields that a merging changed."""
    return [Touched.read(written) for written in merging.touched]


# --- merging --------------------------------------------------------------------------------------------------------


class _Merge(Act):
    survivor: str
    merged: str

    def _decide(self, record: Record, moment: Moment, of: Literal["person", "organisation"]) -> list[Change]:
        survivor, merged = _two(record, of, self.survivor, self.merged)
        rows = Rows(record, _OWN)
        left = self._joined(record, rows, moment) if of == "person" else {survivor.id}
        if isinstance(survivor, Organisation) and isinstance(merged, Organisation):
            _take_place(record, rows, survivor, merged)
        for row, field in pointing_at(record, of, merged.id):
            if row.id not in left and row.id != merged.id and _still(rows, row, field) == merged.id:
                rows.give(row, {field: survivor.id})
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

    def _joined(self, record: Record, rows: Rows, moment: Moment) -> frozenset[str]:
        try:
            return join(record, rows, self.survivor, self.merged, moment)
        except OtherWayRoundError as why:
            remedy = MergePersons(survivor=self.merged, merged=self.survivor) if why.helps else None
            raise OutOfOrder(str(why), remedy=remedy) from None


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
    history. Where both were in the room at once they were there from the earlier coming to the later going.
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


def _still(rows: Rows, row: Row, field: str) -> object:
    """What a field points at, as the row is by now."""
    return getattr(rows.get(name_of(type(row)), row.id) or row, field)


def _take_place(record: Record, rows: Rows, survivor: Organisation, merged: Organisation) -> None:
    """The survivor is part of what the one merged was part of, where it is part of nothing else."""
    below = merged.id in {one.id for one in above(record, survivor)}
    over = record.find(Organisation, merged.parent)
    if survivor.parent and not below:
        return
    if over and survivor.id in {over.id, *(one.id for one in above(record, over))}:
        return
    rows.change(survivor, {"parent": merged.parent})
    if over and merged.separate_because and not survivor.separate_because:
        rows.give(survivor, {"separate_because": merged.separate_because})


def _take_over(rows: Rows, of: str, survivor: Party, merged: Party) -> None:
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
        rows = Rows(record, _OWN)
        later_moved = _moved_later(record, merging)
        for one in touched_by(merging):
            row = rows.get(one.kind, one.id)
            if row is not None and (one.kind, one.id, one.field) not in later_moved:
                _put_back(rows, row, one, survivor, merged)
        _end_stays(record, rows, merging)
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


def _put_back(rows: Rows, row: Row, one: Touched, survivor: Party, merged: Party) -> None:
    """Give a field what it had, unless it has been changed since."""
    value = getattr(row, one.field)
    if one.was:
        if written(value) == one.now:
            rows.give(row, {one.field: earlier(type(row), one)})
    elif one.field in dict(references(type(row))):
        if value == survivor.id:
            rows.give(row, {one.field: merged.id})
    elif one.field in type(row).listed:
        ids = [merged.id if key == survivor.id else key for key in value]
        rows.give(row, {one.field: tuple(ids)})
    elif isinstance(value, tuple):
        names = {name.casefold() for name in _called(merged)}
        rows.give(row, {one.field: tuple(name for name in value if name.casefold() not in names)})
    elif value == getattr(merged, one.field):
        rows.give(row, {one.field: type(row).model_fields[one.field].default})


def _end_stays(record: Record, rows: Rows, merging: Merging) -> None:
    """End the stays that went on when the two were merged, where the sitting has been closed since."""
    for key in {one.id for one in touched_by(merging) if one.kind == "attendance"}:
        stay = rows.get("attendance", key)
        sitting = record.find(Sitting, getattr(stay, "sitting", None))
        if isinstance(stay, Attendance) and stay.left_at is None and sitting and sitting.closed_at:
            rows.give(stay, {"left_at": max(sitting.closed_at, stay.arrived_at)})


def merging_of(record: Record, key: str) -> Merging | None:
    """How the one with this id was merged into another, or None."""
    return record.one(Merging, merged=key)


def merged_with(record: Record, key: str) -> tuple[Merging, ...]:
    """The mergings by which others became this one, oldest first."""
    return record.where(Merging, survivor=key)


# --- what holds -----------------------------------------------------------------------------------------------------


def only_moved(changes: Iterable[Change]) -> frozenset[str]:
    """The rows in which nothing changed but what a merging among these changes, or its taking apart, says it touched.

    That is whom they point at; of two stays that turn out to be one person's, also from when to when they were.
    """
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

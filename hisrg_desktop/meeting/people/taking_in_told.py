"""What changes do to a person, in words: which field from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.people.alternates import Alternate
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.taking_in_columns import HEADING
from hisrg_desktop.meeting.record import Change, Record, Row, changed_only
from hisrg_desktop.meeting.roll.attendance import Attendance


@dataclass(frozen=True, slots=True)
class Told:
    """A field by the heading of its column, with what it says before and after; nothing before is somebody new."""

    field: str
    before: str
    after: str


_OF_PERSON = {
    "name": "name", "given": "given", "family": "family", "honorific": "honorific", "sort_name": "sort",
    "email": "email", "country": "country",
}  # fmt: skip
_OF_ORGANISATION = {
    "name": "organisation", "short": "short", "aliases": "aliases", "parent": "parent", "country": "org_country",
    "category": "category", "separate_because": "separate",
}  # fmt: skip
_ORDER = {heading: at for at, heading in enumerate(HEADING.values())}


def told(before: Record, after: Record, changes: Iterable[Change]) -> tuple[Told, ...]:
    """Every field that changes, in the order of the columns."""
    several = changed_only(changes)
    ended = next((c.after for c in several if c.before and isinstance(c.after, Participation)), None)
    begun = any(c.before is None and isinstance(c.after, Participation) for c in several)
    found: list[Told] = []
    for change in several:
        if not (begun and change.after is ended):
            found += _told(after, change, ended)
    known = {one.field: one for one in found}
    # The organisation is told once, against the one before.
    known[HEADING["organisation"]] = max(
        (one for one in found if one.field == HEADING["organisation"]), key=_has_before, default=Told("", "", "")
    )
    return tuple(sorted((one for one in known.values() if one.field), key=_place))


def _has_before(one: Told) -> bool:
    return bool(one.before)


def _place(one: Told) -> int:
    return _ORDER[one.field]


def _told(record: Record, change: Change, ended: Participation | None) -> list[Told]:
    row = change.after
    if isinstance(row, Participation):
        return _class(record, change, ended)
    if isinstance(row, Person):
        return _fields(record, change, _OF_PERSON)
    if isinstance(row, Organisation):
        return _fields(record, change, _OF_ORGANISATION)
    if isinstance(row, Application):
        return _application(record, change)
    if isinstance(row, Function):
        return [Told(HEADING["role"], "", row.role)]
    if isinstance(row, Alternate):
        return [Told(HEADING["alternate"], "", record.get(Person, row.member).name)]
    return [Told(HEADING["present"], "", "yes")] if isinstance(row, Attendance) else []


def _fields(record: Record, change: Change, names: dict[str, str]) -> list[Told]:
    pairs = [(key, _said(record, change.before, f), _said(record, change.after, f)) for f, key in names.items()]
    # A name to sort by that was made of the name says nothing new.
    made = change.before is None
    return [Told(HEADING[key], was, now) for key, was, now in pairs if was != now and not (made and key == "sort")]


def _said(record: Record, row: Row | None, field: str) -> str:
    value = getattr(row, field) if row else None
    if field == "parent":
        above = record.find(Organisation, value)
        return above.name if above else ""
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _class(record: Record, change: Change, ended: Participation | None) -> list[Told]:
    """The class with its organisation and days, told against what it follows."""
    held = change.after
    assert isinstance(held, Participation)
    if change.before is not None:
        return [Told(HEADING["until"], "", _said(record, held, "until"))]
    was = ended if ended is not None and ended.person == held.person else None
    pairs = [
        ("kind", was.kind if was else "", held.kind),
        ("organisation", _body(record, was), _body(record, held)),
        ("since", was.since.isoformat() if was else "", held.since.isoformat()),
        ("until", "", held.until.isoformat() if held.until else ""),
    ]
    return [Told(HEADING[key], before, after) for key, before, after in pairs if before != after]


def _body(record: Record, held: Participation | None) -> str:
    return record.get(Organisation, held.organisation).name if held else ""


def _application(record: Record, change: Change) -> list[Told]:
    asked = change.after
    assert isinstance(asked, Application)
    found = [Told(HEADING["applied"], "", asked.received_on.isoformat())] if change.before is None else []
    key = {"admitted": "admitted", "declined": "declined"}.get(asked.outcome)
    if key and asked.decided_on:
        found.append(Told(HEADING[key], "", asked.decided_on.isoformat()))
    return found

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
    found: list[Told] = []
    for change in several:
        row = change.after
        if isinstance(row, Participation):
            found += _class(after, change, ended)
        elif isinstance(row, Person):
            found += _fields(after, change, _OF_PERSON)
        elif isinstance(row, Organisation):
            found += _fields(after, change, _OF_ORGANISATION)
        elif isinstance(row, Application):
            found += _application(after, change)
        elif isinstance(row, Function):
            found.append(Told(HEADING["role"], "", row.role))
        elif isinstance(row, Alternate):
            found.append(Told(HEADING["alternate"], "", after.get(Person, row.member).name))
        elif isinstance(row, Attendance):
            found.append(Told(HEADING["present"], "", "yes"))
    return tuple(sorted(found, key=lambda one: _ORDER[one.field]))


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
    held = change.after
    assert isinstance(held, Participation)
    if change.before is not None:
        return [Told(HEADING["until"], "", _said(record, held, "until"))] if held is not ended or held.until else []
    was = ended if ended is not None and ended.person == held.person else None
    found = [Told(HEADING["kind"], was.kind if was else "", held.kind)]
    if was and was.organisation != held.organisation:
        names = [record.get(Organisation, p.organisation).name for p in (was, held)]
        found.append(Told(HEADING["organisation"], *names))
    found.append(Told(HEADING["since"], was.since.isoformat() if was else "", held.since.isoformat()))
    if held.until:
        found.append(Told(HEADING["until"], "", held.until.isoformat()))
    return found


def _application(record: Record, change: Change) -> list[Told]:
    asked = change.after
    assert isinstance(asked, Application)
    found = [Told(HEADING["applied"], "", asked.received_on.isoformat())] if change.before is None else []
    key = {"admitted": "admitted", "declined": "declined"}.get(asked.outcome)
    if key and asked.decided_on:
        found.append(Told(HEADING[key], "", asked.decided_on.isoformat()))
    return found

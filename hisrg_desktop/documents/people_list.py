"""The people on record as a list, under the headings by which such a list is read again; and an example of one."""

from datetime import date

from hisrg_desktop.documents.outline import Column, Table
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.alternates import Alternate
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.erasing import erased
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.people.taking_in_columns import FIELDS
from hisrg_desktop.meeting.record import Record

_WIDTHS = {
    "name": 3200, "given": 2200, "family": 2800, "sort": 3400, "email": 3400, "organisation": 4600, "aliases": 3400,
    "parent": 3400, "org_country": 3000, "category": 2600, "separate": 2600, "role": 2200, "panel": 2600,
    "applied": 2500, "alternate": 2600,
}  # fmt: skip
_USUAL = 1600
_NOT_LISTED = frozenset({"present"})
"""What a list says of a day in the room, which is no lasting fact about a person."""

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "name": "Astrid Example", "given": "Astrid", "family": "Example", "honorific": "Dr",
        "email": "astrid@example.org", "country": "Netherlands", "organisation": "Institute of Examples",
        "short": "IEX", "category": "academia", "kind": "member", "since": "2020-01-15",
    },
    {
        "name": "Bram van der Voorbeeld", "given": "Bram", "family": "van der Voorbeeld", "honorific": "Mr",
        "email": "bram@example.com", "country": "Belgium", "organisation": "Sample Carriers", "category": "industry",
        "kind": "observer", "since": "2020-03-01", "applied": "2020-02-03", "admitted": "2020-03-01",
    },
    {
        "name": "Chantal Modèle", "given": "Chantal", "family": "Modèle", "honorific": "Mme",
        "email": "chantal@example.net", "country": "France", "organisation": "Société Modèle", "kind": "applicant",
        "applied": "2020-04-20",
    },
    {
        "name": "Didi", "email": "didi@example.edu", "organisation": "Letters from Elsewhere", "kind": "external",
        "since": "2020-05-01",
    },
)  # fmt: skip
"""Invented people, one of each class."""


def people_list(record: Record) -> Table:
    """Everybody on record, by name, each with what they are now, or were last."""
    gone = record.derive(erased)
    return _table([_row(record, person) for person in people_by_name(record) if person.id not in gone])


def example_list() -> Table:
    """A list with one person of each class, to be filled in."""
    return _table(list(EXAMPLES))


def _table(rows: list[dict[str, str]]) -> Table:
    listed = [field for field in FIELDS if field.key not in _NOT_LISTED]
    columns = [Column(field.heading, _WIDTHS.get(field.key, _USUAL)) for field in listed]
    return Table(columns, [[row.get(field.key, "") for field in listed] for row in rows])


def _row(record: Record, person: Person) -> dict[str, str]:
    held = max(record.where(Participation, person=person.id), key=lambda p: p.since, default=None)
    asked = _asked(record, person.id, held)
    organisation = record.find(Organisation, held.organisation if held else asked.organisation if asked else None)
    said = {
        "name": person.name,
        "given": person.given,
        "family": person.family or "",
        "honorific": person.honorific,
        "sort": person.sort_name,
        "email": person.email,
        "country": person.country,
        "kind": held.kind if held else "applicant" if asked and asked.outcome == "waiting" else "",
    }
    return {**said, **_organisation(record, organisation), **_days(held, asked), **_functions(record, person.id)}


def _asked(record: Record, person: str, held: Participation | None) -> Application | None:
    """The application by which they observe, else the last one for the organisation they stand with."""
    if held and held.kind == "observer":
        return record.find(Application, held.application)
    several = record.where(Application, person=person)
    return next((a for a in reversed(several) if held is None or a.organisation == held.organisation), None)


def _organisation(record: Record, there: Organisation | None) -> dict[str, str]:
    if there is None:
        return {}
    above = record.find(Organisation, there.parent)
    return {
        "organisation": there.name,
        "short": there.short,
        "aliases": "; ".join(there.aliases),
        "parent": above.name if above else "",
        "org_country": there.country,
        "category": there.category,
        "separate": there.separate_because,
    }


def _days(held: Participation | None, asked: Application | None) -> dict[str, str]:
    decided = asked.decided_on if asked else None
    return {
        "since": _day(held.since if held else None),
        "until": _day(held.until if held else None),
        "applied": _day(asked.received_on if asked else None),
        "admitted": _day(decided) if asked and asked.outcome == "admitted" else "",
        "declined": _day(decided) if asked and asked.outcome == "declined" else "",
    }


def _functions(record: Record, person: str) -> dict[str, str]:
    held = [f for f in record.where(Function, person=person) if f.until is None]
    panels = dict.fromkeys(record.get(Panel, f.panel).name for f in held if f.panel)
    seats = [record.get(Person, a.member).name for a in record.where(Alternate, person=person) if a.until is None]
    return {
        "role": "; ".join(dict.fromkeys(f.role for f in held)),
        "panel": next(iter(panels), ""),
        "alternate": "; ".join(seats),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

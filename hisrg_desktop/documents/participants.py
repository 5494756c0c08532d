"""Who took part in a meeting, as what they were then; no contact data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.documents.head import counted, document
from hisrg_desktop.documents.outline import Column, Document, Heading, Outline, Paragraph, Part, Run, Table, Words
from hisrg_desktop.meeting.charts.groups import GROUPS, group_in_room
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.functions import Function, roles_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance, apologised, was_there
from hisrg_desktop.meeting.roll.meetings import Meeting, sittings_of

ORDER = tuple(GROUPS.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """A person who took part: what the list says of them."""

    group: str
    sort: str
    name: str
    role: str
    organisation: str
    country: str


def participants(record: Record, meeting: Meeting) -> Document:
    """The list of participants."""
    parts = participant_parts(record, meeting)
    return document(record, meeting, "List of participants", parts)


def participant_parts(record: Record, meeting: Meeting) -> Outline:
    """The tables of those who took part and of those who sent apologies, with how many there are of each."""
    there = taking_part(record, meeting)
    away = apologies(record, meeting)
    parts: list[Part] = [Paragraph(counts(there, len(away)))]
    for group in ORDER:
        parts += _listed(group, [one for one in there if one.group == group])
    parts += _listed("Apologies", away)
    return parts


def counts(there: list[Taken], away: int) -> str:
    """How many took part, in a sentence."""
    words = {"Members": "member", "Panel chairs": "panel chair", "Observers": "observer"}
    found = [(sum(one.group == group for one in there), word) for group, word in words.items()]
    found_words = [counted(n, word) for n, word in found if n]
    secretariat = sum(one.group == "Secretariat" for one in there)
    if secretariat:
        found_words.append(f"{secretariat} of the secretariat")
    sent = f" {away} sent apologies." if away else ""
    return (
        f"{len(there)} took part: {', '.join(found_words)}.{sent}"
        if there
        else f"Nobody has been marked present.{sent}"
    )


def taking_part(record: Record, meeting: Meeting) -> list[Taken]:
    """Everybody who was in the room at some time, members first, by their names."""
    first: dict[str, Attendance] = {}
    for sitting in sittings_of(record, meeting.id):
        for stay in filter(was_there, record.where(Attendance, sitting=sitting.id)):
            first.setdefault(stay.person, stay)
    found = [taken(record, stay) for stay in first.values()]
    return sorted(found, key=lambda one: (ORDER.index(one.group), one.sort.casefold(), one.name))


def apologies(record: Record, meeting: Meeting) -> list[Taken]:
    """Those who said that they would not come."""
    on = meeting.held_from or meeting.planned_from
    found = [_person(record, a.person, on, "Apologies") for a in apologised(record, meeting.id).values()]
    return sorted(found, key=lambda one: (one.sort.casefold(), one.name))


def taken(record: Record, stay: Attendance) -> Taken:
    """The person of a stay, as what they were then."""
    on = stay.arrived_at.date()
    there = _person(record, stay.person, on, GROUPS[group_in_room(record, stay)])
    if stay.stands_in_for is None:
        return there
    seat = record.get(Person, stay.stands_in_for)
    organisation = organisation_of(record, seat.id, on)
    named = there.organisation or (organisation.name if organisation else "")
    return Taken(there.group, there.sort, there.name, f"alternate for {seat.name}", named, there.country)


def _person(record: Record, key: str, on: date, group: str) -> Taken:
    person = record.get(Person, key)
    organisation = organisation_of(record, key, on)
    name = f"{person.honorific} {person.name}".strip()
    country = person.country or (organisation.country if organisation else "")
    return Taken(group, person.sort_name or person.name, name, _role(record, key, on), _named(organisation), country)


def _named(organisation: Organisation | None) -> str:
    if organisation is None:
        return ""
    return f"{organisation.name} ({organisation.short})" if organisation.short else organisation.name


def _role(record: Record, key: str, on: date) -> str:
    words = []
    for role in roles_of(record, key, on):
        function = record.one(Function, person=key, role=role)
        panel = record.find(Panel, function.panel) if function else None
        words.append(f"chair, {panel.name}" if role == "panel chair" and panel else role)
    return ", ".join(words)


def _listed(group: str, people: list[Taken]) -> Iterator[Part]:
    if not people:
        return
    yield Heading(f"{group} ({len(people)})", 2)
    columns = [(heading, width, says) for heading, width, says in _COLUMNS[group] if any(says(one) for one in people)]
    spare = 9298 - sum(width for _, width, _ in columns)
    widths = [width + (spare if index == len(columns) - 1 else 0) for index, (_, width, _) in enumerate(columns)]
    headings = [Column(heading, width) for (heading, _, _), width in zip(columns, widths, strict=True)]
    yield Table(headings, [[says(one) for _, _, says in columns] for one in people])


def _named_with_role(one: Taken) -> Words:
    return [Run(one.name), Run(f" – {one.role}", soft=True)] if one.role else one.name


def _name(one: Taken) -> Words:
    return one.name


def _function(one: Taken) -> Words:
    return one.role


def _organisation(one: Taken) -> Words:
    return one.organisation


def _country(one: Taken) -> Words:
    return one.country


_Says = Callable[[Taken], Words]
_BY_ORGANISATION: tuple[tuple[str, int, _Says], ...] = (
    ("Name", 3700, _named_with_role),
    ("Organisation", 3700, _organisation),
    ("Country", 1898, _country),
)
_BY_FUNCTION: tuple[tuple[str, int, _Says], ...] = (
    ("Name", 3900, _name),
    ("Function", 2400, _function),
    ("Organisation", 1500, _organisation),
    ("Country", 1498, _country),
)
_COLUMNS = {
    "Members": _BY_ORGANISATION,
    "Observers": _BY_ORGANISATION,
    "Apologies": _BY_ORGANISATION,
    "Panel chairs": _BY_FUNCTION,
    "Secretariat": _BY_FUNCTION,
}

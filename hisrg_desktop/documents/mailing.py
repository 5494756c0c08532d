"""Lists of people to write to: for a mail merge of the invitations, and the addresses by circulation."""

from collections.abc import Iterable
from datetime import date

from hisrg_desktop.documents.head import last_change
from hisrg_desktop.documents.outline import Column, Table
from hisrg_desktop.meeting.comments.called import folded
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.participations import active, class_of, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.entitled import preparing
from hisrg_desktop.meeting.roll.inviting import invited
from hisrg_desktop.meeting.roll.meetings import Meeting, day_of
from hisrg_desktop.meeting.roll.seats import Seating, seating

NO_ADDRESS = "no e-mail address on record"
_SEATS = {"kept": "a seat is kept", "seated": "has a seat", "waiting": "on the waiting list", "": ""}


# --- mail merge -----------------------------------------------------------------------------------------------------


def mail_merge(record: Record, meeting: Meeting) -> Table:
    """A row for everybody who is to be invited to a meeting: how to address them, on what basis, which seat."""
    there, on = seating(record, meeting.id), day_of(meeting)
    columns = [
        Column("Honorific", 1300),
        Column("Name", 2600),
        Column("Address line", 4600),
        Column("Salutation", 3000),
        Column("Organisation", 3400),
        Column("E-mail", 3000),
        Column("Invited as", 3200),
        Column("Invited on", 1500),
        Column("Seat", 1900),
        Column("Note", 2700),
    ]
    people = sorted((record.get(Person, key) for key in there.basis), key=_by_name)
    return Table(columns, [_merged(record, meeting, there, person, on) for person in people])


def _merged(record: Record, meeting: Meeting, there: Seating, person: Person, on: date) -> tuple[str, ...]:
    house = _house(record, person.id, on)
    sent = invited(record, meeting.id).get(person.id)
    seat = there.seat_of(person.id) if meeting.kind == "face-to-face" else ""
    return (
        person.honorific,
        person.name,
        ", ".join(filter(None, (f"{person.honorific} {person.name}".strip(), house))),
        salutation(person),
        house,
        person.email,
        there.basis[person.id].basis,
        day_in_words(sent.sent_on) if sent else "",
        _SEATS[seat],
        "" if person.email else NO_ADDRESS,
    )


def salutation(person: Person) -> str:
    """How a letter begins: with honorific and family name, else with the whole name."""
    if person.honorific and person.family:
        return f"Dear {person.honorific} {person.family}"
    return f"Dear {person.name}"


# --- addresses by circulation ---------------------------------------------------------------------------------------

LISTS = ("members", "members and observers", "informed persons", "preparation of the meeting")
"""The lists in the order of the sheet; a wider circulation holds the narrower. What is public needs no addresses."""


def distribution(record: Record) -> Table:
    """A row for each list and person on it; who has no address comes first in the list, and is named as such."""
    on = last_change(record).date()
    columns = [Column("List", 2800), Column("Name", 2800), Column("As", 2200), Column("Organisation", 3600)]
    columns += [Column("E-mail", 3400), Column("Note", 2800)]
    rows = [row for name in LISTS for row in _listed(record, name, on)]
    return Table(columns, rows)


def _listed(record: Record, name: str, on: date) -> list[tuple[str, ...]]:
    people = [record.get(Person, key) for key in dict.fromkeys(on_list(record, name, on))]
    people.sort(key=lambda person: (bool(person.email), *_by_name(person)))
    return [
        (
            name,
            person.name,
            _as_what(record, person.id, on),
            _house(record, person.id, on),
            person.email,
            "" if person.email else NO_ADDRESS,
        )
        for person in people
    ]


def on_list(record: Record, name: str, on: date) -> Iterable[str]:
    """The people on a list on a day."""
    if name == LISTS[3]:
        return preparing(record, on)
    roles = preparing(record, on)
    members = [p.person for p in active(record, "member", on)]
    members += [person for person, held in roles.items() if {"chair", "vice-chair"} & set(held)]
    if name == LISTS[0]:
        return members
    # Panel chairs come to the meetings with the observers, and receive what those receive.
    observers = [*members, *(p.person for p in active(record, "observer", on))]
    observers += [person for person, held in roles.items() if "panel chair" in held]
    if name == LISTS[1]:
        return observers
    return [*observers, *(p.person for p in active(record, "external", on))]


def _as_what(record: Record, person: str, on: date) -> str:
    words = [class_of(record, person, on) or "", *roles_of(record, person, on)]
    return ", ".join(filter(None, words))


def _house(record: Record, person: str, on: date) -> str:
    organisation = organisation_of(record, person, on)
    return organisation.name if organisation else ""


def _by_name(person: Person) -> tuple[str, str]:
    return (folded(person.sort_name or person.name), person.id)

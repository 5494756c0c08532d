"""A meeting for people's calendars: an event for each sitting whose hours are planned, else one for the whole days.

Written by RFC 5545 (Internet Calendaring and Scheduling, September 2009): lines end with CR LF and are folded after 75
octets (3.1); text is escaped (3.3.11); local times name a zone that the file itself defines (3.6.5); an event keeps its
UID and counts its revisions in SEQUENCE (3.8.4.7, 3.8.7.4), so that a calendar replaces what it has. The first sitting
has the UID of the meeting: it takes the place of the whole days that were sent before there were hours.

Where the secretariat has an address on record the file publishes the meeting in its name (RFC 5546, 3.2.1: METHOD PUBLISH
asks for an ORGANIZER); without one it has no METHOD and carries the events as they are (RFC 5545, 3.7.2).
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hisrg_desktop.documents.head import last_change, meeting_line
from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, day_of, named, sittings_of

_OCTETS = 75
_SENDERS: tuple[Role, ...] = ("executive secretary", "secretariat")
_ADDRESS = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")
"""What can stand behind "mailto:" as it is."""
_AMSTERDAM, _LUXEMBOURG = "Europe/Amsterdam", "Europe/Luxembourg"
_ZONE = (
    "BEGIN:DAYLIGHT",
    "DTSTART:19810329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
)
"""Summer time in the European Union, as it has been since 1996: both places share it."""


def calendar(record: Record, meeting: Meeting, *, rehearsal: bool = False) -> bytes:
    """The meeting as a calendar file. The same data give the same bytes."""
    organiser = _organiser(record, meeting)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hisrg-desktop//Meetings//EN",
        "CALSCALE:GREGORIAN",
        *(["METHOD:PUBLISH"] if organiser else []),
        "BEGIN:VTIMEZONE",
        f"TZID:{zone_of(meeting)}",
        *_ZONE,
        "END:VTIMEZONE",
        *_events(record, meeting, "REHEARSAL " if rehearsal else "", organiser),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def zone_of(meeting: Meeting) -> str:
    """The zone of the place; the Group meets in Leiden or Luxembourg, and elsewhere Leiden's clock counts."""
    return _LUXEMBOURG if "luxemb" in f"{meeting.place} {meeting.venue}".casefold() else _AMSTERDAM


def _organiser(record: Record, meeting: Meeting) -> list[str]:
    """The line that names who sends it: the executive secretary, else somebody of the secretariat, with an address."""
    holders = (holder for role in _SENDERS for holder in record.where(Function, role=role))
    on = day_of(meeting)
    people = (record.get(Person, f.person) for f in holders if f.since <= on and (f.until is None or on <= f.until))
    sender = next((person for person in people if _ADDRESS.fullmatch(person.email)), None)
    if sender is None:
        return []
    # In quotation marks, which a parameter cannot hold itself (RFC 5545, 3.2).
    name = " ".join(sender.name.replace('"', "'").split())
    return [f'ORGANIZER;CN="{name}":mailto:{sender.email}']


def _events(record: Record, meeting: Meeting, prefix: str, organiser: list[str]) -> Iterator[str]:
    title = f"{prefix}{group_name(record)}: {meeting_line(record, meeting)}"
    planned = [(s, s.planned_from, s.planned_to) for s in sittings_of(record, meeting.id)]
    with_hours = [(s, first, last) for s, first, last in planned if first and last]
    if not with_hours:
        yield from _event(record, meeting, meeting.id, title, [*_whole_days(meeting), *organiser])
    for at, (sitting, first, last) in enumerate(with_hours):
        key, when = sitting.id if at else meeting.id, _between(meeting, first, last)
        yield from _event(record, meeting, key, f"{title}, {named(sitting)}", [*when, *organiser])


def _whole_days(meeting: Meeting) -> list[str]:
    """The days from first to last; the end of an event is the day on which it is over."""
    first, after = meeting.planned_from, meeting.planned_to + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{_day(first)}", f"DTEND;VALUE=DATE:{_day(after)}"]


def _between(meeting: Meeting, first: datetime, last: datetime) -> list[str]:
    """From one instant to another, by the clock of the place."""
    zone = zone_of(meeting)
    return [f"DTSTART;TZID={zone}:{local(first):%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{local(last):%Y%m%dT%H%M%S}"]


def _event(record: Record, meeting: Meeting, key: str, title: str, more: list[str]) -> list[str]:
    where = ", ".join(filter(None, (meeting.venue, meeting.place)))
    if meeting.kind == "teleconference":
        where = where or "Teleconference"
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@hisrg-desktop",
        f"DTSTAMP:{last_change(record).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{meeting.revised}",
        *more,
        f"SUMMARY:{escaped(title)}",
        *([f"LOCATION:{escaped(where)}"] if where else []),
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def escaped(text: str) -> str:
    """Text as it stands in a property: backslash, comma, semicolon and line end escaped."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of which cuts a character; those after the first begin with a blank."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"

"""Who gets a badge and a place card for a meeting: those who may come and have not sent apologies, as they are then."""

from __future__ import annotations

from dataclasses import dataclass

from hisrg_desktop.documents.head import meeting_line, place_and_days
from hisrg_desktop.meeting.charts.groups import GROUPS, group_of
from hisrg_desktop.meeting.people.functions import Function, may_attend, roles_of
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.participations import Participation, class_of, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Apology, Attendance
from hisrg_desktop.meeting.roll.meetings import Meeting, sittings_of


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a badge: the letter of their group, and what stands on the badge."""

    letter: str
    sort: str
    honorific: str
    name: str
    organisation: str
    country: str
    word: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What every badge of a meeting says."""

    group: str
    meeting: str
    rehearsal: bool = False


def occasion(record: Record, meeting: Meeting, *, rehearsal: bool) -> Occasion:
    """The Group, and the meeting with its place and days."""
    when = place_and_days(meeting)
    return Occasion(group_name(record), f"{meeting_line(record, meeting).split(' (')[0]} · {when}", rehearsal)


def guests(record: Record, meeting: Meeting) -> list[Guest]:
    """By group in the order of lists, then by name. Whoever was in the room is among them, apologies or not."""
    away = {one.person for one in record.where(Apology, meeting=meeting.id)}
    came = {stay.person for s in sittings_of(record, meeting.id) for stay in record.where(Attendance, sitting=s.id)}
    known = dict.fromkeys((*(p.person for p in record.each(Participation)), *(f.person for f in record.each(Function))))
    found = [
        _guest(record, person, meeting)
        for person in known
        if person in came or (person not in away and _may_come(record, person, meeting))
    ]
    found += [_guest(record, person, meeting) for person in came - known.keys()]
    return sorted(found, key=lambda one: (list(GROUPS).index(one.letter), one.sort.casefold(), one.name))


def _may_come(record: Record, person: str, meeting: Meeting) -> bool:
    """Observers are not invited to teleconferences; external persons attend no meeting."""
    day = meeting.held_from or meeting.planned_from
    held, roles = class_of(record, person, day), roles_of(record, person, day)
    if meeting.kind == "teleconference" and held != "member" and not roles:
        return False
    return may_attend(record, person, day)


def _guest(record: Record, key: str, meeting: Meeting) -> Guest:
    day = meeting.held_from or meeting.planned_from
    person, organisation = record.get(Person, key), organisation_of(record, key, day)
    letter = _seat(record, key, meeting) or group_of(record, key, day)
    return Guest(
        letter,
        person.sort_name or person.name,
        person.honorific,
        person.name,
        organisation.name if organisation else "",
        person.country or (organisation.country if organisation else ""),
        _word(letter, list(roles_of(record, key, day))),
    )


def _seat(record: Record, person: str, meeting: Meeting) -> str:
    """Whoever stands in for a member sits in that member's seat."""
    for sitting in sittings_of(record, meeting.id):
        if any(stay.stands_in_for for stay in record.where(Attendance, sitting=sitting.id, person=person)):
            return "M"
    return ""


def _word(letter: str, roles: list[str]) -> str:
    """The class and the functions in words: "Member · Chair"."""
    words = {"M": "Member", "P": "", "O": "Observer", "S": "" if roles else "Secretariat"}[letter]
    return " · ".join(filter(None, (words, *(role[:1].upper() + role[1:] for role in roles))))

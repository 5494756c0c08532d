"""Who gets a badge and a place card for a meeting: those for whom there is a seat, as what they are then."""

from __future__ import annotations

from dataclasses import dataclass

from hisrg_desktop.documents.head import meeting_line, place_and_days
from hisrg_desktop.meeting.charts.groups import GROUPS, group_of
from hisrg_desktop.meeting.panels.reports import panels_chaired
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.answers import MeetingAnswer, answer_of
from hisrg_desktop.meeting.roll.attendance import Attendance, was_there
from hisrg_desktop.meeting.roll.meetings import Meeting, day_of, sittings_of
from hisrg_desktop.meeting.roll.seats import Seating, seating


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
    when = place_and_days(record, meeting)
    return Occasion(group_name(record), f"{meeting_line(record, meeting).split(' (')[0]} · {when}", rehearsal)


def guests(record: Record, meeting: Meeting) -> list[Guest]:
    """By group in the order of lists, then by name: those for whom there is a seat, and those who were in the room.

    Who said that they do not come gets none, nor an observer who waits for a seat; whoever comes in place of a member
    gets one as a member.
    """
    seats = seating(record, meeting.id)
    instead = {answer.alternate for member in seats.says if (answer := _sends(record, meeting, seats, member))}
    expected = {person for person, says in seats.says.items() if says not in ("does not come", "sends an alternate")}
    came, stood_in = _came(record, meeting)
    people = (expected - set(seats.waiting)) | {person for person in instead if person} | came
    found = [_guest(record, person, meeting, person in instead | stood_in) for person in people]
    return sorted(found, key=lambda one: (list(GROUPS).index(one.letter), one.sort.casefold(), one.name))


def _sends(record: Record, meeting: Meeting, seats: Seating, member: str) -> MeetingAnswer | None:
    return answer_of(record, meeting.id, member) if seats.says[member] == "sends an alternate" else None


def _came(record: Record, meeting: Meeting) -> tuple[set[str], set[str]]:
    """Who was in the room, and who of them in the seat of a member."""
    stays = [stay for s in sittings_of(record, meeting.id) for stay in record.where(Attendance, sitting=s.id)]
    there = [stay for stay in stays if was_there(stay)]
    return {stay.person for stay in there}, {stay.person for stay in there if stay.stands_in_for}


def _guest(record: Record, key: str, meeting: Meeting, alternate: bool) -> Guest:
    day = day_of(meeting)
    person, organisation = record.get(Person, key), organisation_of(record, key, day)
    letter = "M" if alternate else group_of(record, key, day)
    house = organisation.name if organisation else " and ".join(panels_chaired(record, key, day))
    return Guest(
        letter,
        person.sort_name or person.name,
        person.honorific,
        person.name,
        house,
        person.country or (organisation.country if organisation else ""),
        _word(letter, ["alternate"] if alternate else list(roles_of(record, key, day))),
    )


def _word(letter: str, roles: list[str]) -> str:
    """The class and the functions in words: "Member · Chair"."""
    words = {"M": "Member", "P": "", "O": "Observer", "S": "" if roles else "Secretariat"}[letter]
    return " · ".join(filter(None, (words, *(role[:1].upper() + role[1:] for role in roles))))

"""What the people page shows of the room: who is or was there, and how many."""

from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.meeting.decisions.decisions import Decision, declared_in
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.participations import (
    active,
    class_of,
    organisation_of,
)
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import (
    Attendance,
    Headcount,
    apologised,
    came_back,
    in_room_at,
    is_late,
    members_present,
    was_there,
)
from hisrg_desktop.meeting.roll.corrections import correction_of
from hisrg_desktop.meeting.roll.meetings import (
    Meeting,
    Sitting,
    current_meeting,
    current_sitting,
    named,
    number_of,
    sittings_of,
)


@dataclass(frozen=True, slots=True)
class InRoom:
    """One stay of a person in the room; its key is the stay's."""

    key: str
    person: str
    letter: str
    name: str
    organisation: str
    arrived: str


@dataclass(frozen=True, slots=True)
class Room:
    """Who is or was in the room, and how many."""

    title: str
    people: tuple[InRoom, ...]
    headcount: str
    majority: bool
    apologies: str
    sitting: str = ""


def moments(record: Record) -> list[tuple[str, str]]:
    """The moments at which one can look into the room: now, the sittings that were opened, the decisions; latest first."""
    meeting = current_meeting(record)
    if meeting is None:
        return [("", "Now")]
    sittings = [s for s in sittings_of(record, meeting.id) if s.opened_at]
    decisions = declared_in(record, meeting.id)
    earlier = [s for s in record.each(Sitting) if s.opened_at and s.meeting != meeting.id]
    earlier.sort(key=lambda s: str(s.opened_at), reverse=True)
    return [
        ("", "Now"),
        *((s.id, f"Whole sitting: {named(s)}") for s in reversed(sittings)),
        *((d.id, f"{d.number}, declared {local(d.declared_at):%H:%M}") for d in reversed(decisions)),
        *((s.id, f"Meeting {number_of(record, record.get(Meeting, s.meeting))}: {named(s)}") for s in earlier),
    ]


def room_at(record: Record, moment: str, at: datetime) -> Room:
    """The room at one of the moments: as it is, everybody who was there in a sitting, or when a decision was declared."""
    decision, sitting = record.find(Decision, moment), record.find(Sitting, moment)
    if decision and decision.sitting:
        return _when_declared(record, decision)
    return _in_all(record, sitting, at) if sitting else room_now(record, at)


def room_now(record: Record, at: datetime) -> Room:
    """The room as it is; the latest to arrive first."""
    meeting, sitting = current_meeting(record), current_sitting(record)
    sorry = _apologies(record, meeting)
    if sitting is None:
        return Room("", (), "", False, sorry)
    stays = [a for a in in_room_at(record, sitting.id, at) if a.left_at is None]
    people = tuple(_stay(record, a) for a in sorted(stays, key=lambda a: (a.arrived_at, a.id), reverse=True))
    words, majority = _headcount(record, sitting.id, at, len(people))
    return Room(_named(record, sitting), people, words, majority, sorry, sitting.id)


def _when_declared(record: Record, decision: Decision) -> Room:
    """Those in the room when a decision was declared; what was corrected since is said."""
    sitting, at = record.get(Sitting, decision.sitting or ""), decision.declared_at
    stays = in_room_at(record, sitting.id, at)
    words, majority = _headcount(record, sitting.id, at, len(stays))
    if set(members_present(record, sitting.id, at)) != set(decision.members_present):
        words += f" · the decision was declared with {len(decision.members_present)} on record"
    people = tuple(_stay(record, a) for a in _by_class(record, stays))
    return Room(f"when {decision.number} was declared", people, words, majority, "", sitting.id)


def _in_all(record: Record, sitting: Sitting, at: datetime) -> Room:
    """Everybody's stays in a sitting, with the times."""
    stays = list(record.where(Attendance, sitting=sitting.id))
    people = tuple(_stay(record, a, both=True) for a in _by_class(record, stays))
    end = sitting.closed_at or at
    members = {
        a.stands_in_for or a.person
        for a in stays
        if was_there(a) and class_of(record, a.stands_in_for or a.person, end.date()) == "member"
    }
    of = len(active(record, "member", end.date()))
    words = f"{len(members)} of {of} members were there at some time"
    return Room(_named(record, sitting), people, words, len(members) * 2 > of, "", sitting.id)


def _by_class(record: Record, stays: list[Attendance]) -> list[Attendance]:
    def place(stay: Attendance) -> tuple[int, str, datetime]:
        letter = badge_of(record, stay.stands_in_for or stay.person, stay.arrived_at.date())
        return "CMPSOE".index(letter), folded(record.get(Person, stay.person).sort_name), stay.arrived_at

    return sorted(stays, key=place)


def _stay(record: Record, stay: Attendance, *, both: bool = False) -> InRoom:
    person, day = record.get(Person, stay.person), stay.arrived_at.date()
    organisation = organisation_of(record, stay.person, day)
    instead = record.find(Person, stay.stands_in_for)
    note = f"for {instead.initialled}" if instead else organisation.name if organisation else ""
    return InRoom(
        stay.id, stay.person, badge_of(record, stay.person, day), person.name, note, times(record, stay, both)
    )


def times(record: Record, stay: Attendance, both: bool = False) -> str:
    """When a person came and left: ``10:12 late``, ``11:05 back``, ``09:30–10:40 corrected``."""
    words = f"{local(stay.arrived_at):%H:%M}"
    if not was_there(stay):
        words = "was not there"
    elif both:
        words = f"{words}–{local(stay.left_at):%H:%M}" if stay.left_at else f"since {words}"
    if was_there(stay) and is_late(record, stay):
        words += " late"
    elif came_back(record, stay):
        words += " back"
    return f"{words} · corrected" if correction_of(record, stay) else words


def _headcount(record: Record, sitting: str, at: datetime, people: int) -> tuple[str, bool]:
    head = Headcount(record, sitting, at)
    words = f"{head.members} of {head.of} members · {'majority' if head.majority else 'no majority'}"
    others = people - head.members - head.observers
    watching = "1 observer" if head.observers == 1 else f"{head.observers} observers"
    parts = [words, watching, f"{others} {'other' if others == 1 else 'others'}" if others > 0 else ""]
    return " · ".join(p for p in parts if p), head.majority


def _named(record: Record, sitting: Sitting) -> str:
    meeting = record.get(Meeting, sitting.meeting)
    return f"Meeting {number_of(record, meeting)}, {named(sitting)}"


def _apologies(record: Record, meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    names = [record.get(Person, person).initialled for person in apologised(record, meeting.id)]
    return ", ".join(names)

"""The roll call by typing: letters of a name, and what happened to that person."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.line import folded, people_called
from hisrg_desktop.meeting.local_time import at_clock
from hisrg_desktop.meeting.people.alternates import stood_in_by
from hisrg_desktop.meeting.people.functions import may_attend, only_observes
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Apologise, Apology, Arrive, Leave, WithdrawApology, is_present, seats
from hisrg_desktop.meeting.roll.meetings import current_meeting

What = Literal["arrives", "leaves", "apologises", "stands in"]

_HYPHENS = "-−–"
_TIME = re.compile(r"\s+(\d{1,2}[:.h]\d{2})$")
_INSTEAD = re.compile(r"^(.+?)\s+for\s+(.+)$", re.IGNORECASE)
_SORRY = re.compile(r"^(.+?)\s+(?:apo|apol|apolo|apolog|apologi|apologie|apologies|sorry)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed: ``li`` arrives, ``-li`` leaves, ``li apologies``, ``ok for li`` stands in; ``li 9:40`` did so then."""

    what: What
    letters: str
    member: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """Who may be meant, the members who may be stood in for, and why nobody is where nobody is."""

    call: Call
    people: tuple[Person, ...] = ()
    member: Person | None = None
    why: str = ""


def read_call(record: Record, typed: str, now: datetime) -> Call:
    """What a line of the roll call says; a name that happens to end like a word of the grammar stays a name."""
    letters, at = typed.strip(), None
    if time := _TIME.search(letters):
        at = at_clock(time[1], now)
        letters = letters[: time.start()] if at else letters
    if letters[:1] in _HYPHENS and letters:
        return Call("leaves", letters.lstrip(_HYPHENS).strip(), at=at)
    if not people_called(record, letters):
        if sorry := _SORRY.match(letters):
            return Call("apologises", sorry[1])
        if instead := _INSTEAD.match(letters):
            return Call("stands in", instead[1], instead[2], at)
    return Call("arrives", letters, at=at)


def called(record: Record, typed: str, now: datetime) -> Called:
    """Who may be meant by a line of the roll call, by their names."""
    call = read_call(record, typed, now)
    if not call.letters:
        return Called(call)
    found = people_found(record, call.letters)
    if not found:
        return Called(call, why=f"Nobody on record is called “{call.letters}”.")
    return _STEPS[call.what](record, call, found, now)


def people_found(record: Record, letters: str) -> list[Person]:
    """The people called so; failing them, those with the letters inside a name."""
    wanted = folded(letters)
    inside = (p for p in people(record) if len(wanted) > 2 and wanted in folded(p.name))
    found = people_called(record, letters) or list(inside)
    return sorted(found, key=lambda person: folded(person.sort_name))


def _arriving(record: Record, call: Call, found: list[Person], now: datetime) -> Called:
    away = [p for p in found if not is_present(record, p.id)]
    if not away:
        return Called(call, why=f"{found[0].name} is in the room already.")
    may = tuple(p for p in away if may_attend(record, p.id, now.date()))
    if not may and (instead := _instead(record, call, away, now)):
        return instead
    why = "" if may else f"{away[0].name} is neither member nor observer and holds no function."
    return _at_teleconference(record, Called(call, may, why=why), now)


def _at_teleconference(record: Record, asked: Called, now: datetime) -> Called:
    """The same without observers, where the meeting is a teleconference."""
    meeting = current_meeting(record)
    if meeting is None or meeting.kind != "teleconference":
        return asked
    may = tuple(p for p in asked.people if not only_observes(record, p.id, now.date()))
    if may or not asked.people:
        return replace(asked, people=may)
    why = f"{asked.people[0].name} observes; observers do not take part in teleconferences."
    return replace(asked, people=(), why=why)


def _instead(record: Record, call: Call, away: list[Person], now: datetime) -> Called | None:
    """The alternate who is meant, in place of the member whose seat is empty; None where nobody is an alternate."""
    for person in away:
        members = stood_in_by(record, person.id, now.date())
        taken = seats(record)
        empty = [member for member in members if member.id not in taken]
        if len(empty) == 1:
            return Called(replace(call, what="stands in"), (person,), empty[0])
        if empty:
            why = f"{person.name} may stand in for {' or '.join(m.name for m in empty)}: say for whom."
            return Called(call, why=why)
        if members:
            return Called(call, why=f"{person.name} may stand in for {members[0].name}, whose seat is taken.")
    return None


def _leaving(record: Record, call: Call, found: list[Person], now: datetime) -> Called:
    here = tuple(p for p in found if is_present(record, p.id))
    return Called(call, here, why="" if here else f"{found[0].name} is not in the room.")


def _apologising(record: Record, call: Call, found: list[Person], now: datetime) -> Called:
    away = tuple(p for p in found if not is_present(record, p.id))
    return Called(call, away, why="" if away else f"{found[0].name} is in the room.")


def _standing_in(record: Record, call: Call, found: list[Person], now: datetime) -> Called:
    day = now.date()
    members = [p for p in people_found(record, call.member) if class_of(record, p.id, day) == "member"]
    if len(members) != 1:
        names = ", ".join(p.name for p in members[:3])
        why = f"“{call.member}” could be {names}." if members else f"No member is called “{call.member}”."
        return Called(call, why=why)
    may = tuple(p for p in found if p.id != members[0].id and not is_present(record, p.id))
    may = tuple(p for p in may if class_of(record, p.id, day) not in ("member", "external"))
    why = "" if may else f"{found[0].name} cannot stand in for {members[0].name}."
    return Called(call, may, members[0], why)


_STEPS = {"arrives": _arriving, "leaves": _leaving, "apologises": _apologising, "stands in": _standing_in}


def act_for(record: Record, asked: Called, person: str) -> Act | None:
    """The act that a line of the roll call asks for, for this person; apologies given twice are taken back."""
    call = asked.call
    if call.what == "leaves":
        return Leave(people=(person,), at=call.at)
    if call.what == "apologises":
        meeting = current_meeting(record)
        if meeting is None:
            return None
        if record.where(Apology, meeting=meeting.id, person=person):
            return WithdrawApology(meeting=meeting.id, person=person)
        return Apologise(meeting=meeting.id, people=(person,))
    return Arrive(people=(person,), stands_in_for=asked.member.id if asked.member else None, at=call.at)

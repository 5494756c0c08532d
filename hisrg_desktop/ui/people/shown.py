"""What the people page shows: the lists, one person, the room, and who may be meant at the roll call."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.meeting.decisions.decisions import Decision, declared_in
from hisrg_desktop.meeting.floor.times import by_person, in_this_meeting
from hisrg_desktop.meeting.local_time import local, short_day
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function, badge_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import (
    MOST_MEMBERS,
    Participation,
    active,
    class_of,
    organisation_of,
    participation_of,
)
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.roll import calling
from hisrg_desktop.meeting.roll.attendance import (
    Apology,
    Attendance,
    Headcount,
    came_back,
    in_room_at,
    is_late,
    is_present,
    members_present,
    room,
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
from hisrg_desktop.ui.widgets.running import as_time

LISTS = ("members", "observers", "functions", "externals", "applications", "all")


@dataclass(frozen=True, slots=True)
class Who:
    """One line of a list. `key` is the person's, or the application's in the list of applications."""

    key: str
    person: str
    letter: str
    name: str
    organisation: str
    note: str
    present: bool
    haystack: str


def lists(record: Record, day: date) -> dict[str, list[Who]]:
    """The lists of the page by their names."""
    known = record.derive(_lists)
    if day not in known:
        known[day] = _listed(record, day)
    here = record.derive(room)
    return {
        name: [replace(who, present=True) if who.person in here else who for who in there]
        for name, there in known[day].items()
    }


@derived(Person, Participation, Organisation, Application, Function, Panel)
def _lists(_: Record) -> dict[date, dict[str, list[Who]]]:
    """The lists of each day that was asked for: arriving and leaving changes none of them."""
    return {}


def _listed(record: Record, day: date) -> dict[str, list[Who]]:
    return {
        "members": _taking_part(record, active(record, "member", day), day),
        "observers": sorted(_taking_part(record, active(record, "observer", day), day), key=lambda w: w.organisation),
        "functions": _functions(record, day),
        "externals": _taking_part(record, active(record, "external", day), day),
        "applications": _applications(record, day),
        "all": _by_name(
            record, [_who(record, p.id, p.id, _class_words(record, p.id, day), day) for p in people(record)]
        ),
    }


def counted(listed: dict[str, list[Who]]) -> dict[str, str]:
    """How many stand in each list; members of how many there may be."""
    counts = {name: str(len(there)) for name, there in listed.items()}
    counts["members"] = f"{counts['members']}/{MOST_MEMBERS}"
    waiting = sum(1 for who in listed["applications"] if who.note.startswith(("waiting", "asked")))
    counts["applications"] = str(waiting)
    return counts


def seats(record: Record, day: date) -> str:
    """How many of the seats of members are taken: ``26 of 35 members``."""
    taken = len({held.person for held in active(record, "member", day)})
    left = MOST_MEMBERS - taken
    rest = "no seat is free" if left <= 0 else "1 seat is free" if left == 1 else f"{left} seats are free"
    return f"{taken} of {MOST_MEMBERS} members · {rest}"


def matching(listed: Iterable[Who], typed: str) -> list[Who]:
    """Those in whose line every word typed occurs."""
    words = folded(typed).split()
    return [who for who in listed if all(word in who.haystack for word in words)]


def _who(record: Record, key: str, person: str, note: str, day: date, organisation: str = "") -> Who:
    there = record.get(Person, person)
    held = organisation_of(record, person, day)
    name = organisation or (held.name if held else "")
    letter = badge_of(record, person, day)
    haystack = folded(f"{there.name} {there.sort_name} {name} {held.short if held else ''} {note}")
    return Who(key, person, letter, there.name, name, note, False, haystack)


def _by_name(record: Record, several: list[Who]) -> list[Who]:
    return sorted(several, key=lambda who: folded(record.get(Person, who.person).sort_name))


def _taking_part(record: Record, held: list[Participation], day: date) -> list[Who]:
    return _by_name(
        record,
        [_who(record, p.person, p.person, _standing(record, p), day) for p in held],
    )


def _standing(record: Record, held: Participation) -> str:
    asked = record.find(Application, held.application)
    return f"{asked.outcome} {in_words(asked.decided_on)}" if asked else f"since {in_words(held.since)}"


def _functions(record: Record, day: date) -> list[Who]:
    held = [f for f in record.each(Function) if f.since <= day and (f.until is None or day <= f.until)]
    held.sort(key=lambda f: (f.role, record.get(Person, f.person).sort_name))
    return [_who(record, f.person, f.person, _role(record, f), day) for f in held]


def _role(record: Record, function: Function) -> str:
    panel = record.find(Panel, function.panel)
    return f"{function.role}, {panel.name}" if panel else function.role


def _applications(record: Record, day: date) -> list[Who]:
    asked = sorted(record.each(Application), key=lambda a: (a.outcome != "waiting", a.received_on))
    made = []
    for one in asked:
        note = f"{one.outcome} {in_words(one.decided_on)}"
        if one.outcome == "waiting":
            note = f"asked {in_words(one.asked_on)}" if one.asked_on else f"waiting since {in_words(one.received_on)}"
        made.append(_who(record, one.id, one.person, note, day, record.get(Organisation, one.organisation).name))
    return made


def in_words(day: date | None) -> str:
    """A day as people write it: ``4 Feb 2020``."""
    return short_day(day) if day else ""


# --- one person -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One person in full: lines of a heading and what it says."""

    person: str
    letter: str
    name: str
    lines: tuple[tuple[str, str], ...]
    present: bool
    apologised: bool
    participation: str


def card(record: Record, person: str, at: datetime) -> Card:
    """The person with this key."""
    there, day = record.get(Person, person), at.date()
    held = participation_of(record, person, day)
    lines = [
        ("Organisation", _organisation_words(record, person, day)),
        ("Class", "\n".join(_spell(record, p) for p in record.where(Participation, person=person))),
        (
            "Functions",
            "\n".join(f"{_role(record, f)}, {_span(f.since, f.until)}" for f in record.where(Function, person=person)),
        ),
        ("Application", "\n".join(_asked(record, a) for a in record.where(Application, person=person))),
        ("Country", there.country),
        ("Spoken in this meeting", spoken(record, person, at)),
    ]
    meeting = current_meeting(record)
    apologised = bool(meeting and any(a.person == person for a in record.where(Apology, meeting=meeting.id)))
    return Card(
        person,
        badge_of(record, person, day),
        f"{there.honorific} {there.name}".strip(),
        tuple((what, words) for what, words in lines if words),
        is_present(record, person) is not None,
        apologised,
        held.id if held else "",
    )


def _asked(record: Record, one: Application) -> str:
    return ", ".join(application_words(record, one))


def application_words(record: Record, asked: Application) -> tuple[str, str]:
    """An application: for whom and why it ended so, and its way."""
    way = [f"received {short_day(asked.received_on)}"]
    if asked.asked_on and asked.outcome == "waiting":
        way.append(f"asked {short_day(asked.asked_on)}")
    if asked.decided_on:
        way.append(f"{asked.outcome} {short_day(asked.decided_on)}")
    elif asked.outcome == "waiting" and not asked.asked_on:
        way.append("waiting")
    body = record.get(Organisation, asked.organisation).name
    why = asked.reason or (asked.asked if asked.outcome == "waiting" else "")
    return f"{body}: {why}" if why else body, ", ".join(way)


def _organisation_words(record: Record, person: str, day: date) -> str:
    there = organisation_of(record, person, day)
    if there is None:
        return ""
    return f"{there.name} ({there.short})" if there.short else there.name


def _class_words(record: Record, person: str, day: date) -> str:
    held = participation_of(record, person, day)
    if held:
        return f"{held.kind} since {in_words(held.since)}"
    roles = [_role(record, f) for f in record.where(Function, person=person)]
    return ", ".join(roles) or "on record only"


def _spell(record: Record, held: Participation) -> str:
    name = record.get(Organisation, held.organisation).name
    return f"{held.kind}, {_span(held.since, held.until)} ({name})"


def _span(since: date, until: date | None) -> str:
    return f"{in_words(since)} – {in_words(until)}" if until else f"since {in_words(since)}"


def spoken(record: Record, person: str, at: datetime) -> str:
    """How often and how long a person has had the floor in the current meeting."""
    meeting = current_meeting(record)
    if meeting is None:
        return ""
    there = by_person(record, in_this_meeting(record), at).get(person)
    if there is None:
        return "not yet"
    return f"{'once' if there.turns == 1 else f'{there.turns} times'}, {as_time(there.time)} in all"


# --- the room -------------------------------------------------------------------------------------------------------


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
    names = [record.get(Person, a.person).initialled for a in record.where(Apology, meeting=meeting.id)]
    return ", ".join(names)


# --- the roll call --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Called:
    """Who may be meant at the roll call, what is done, and why nobody is where nobody is."""

    asked: calling.Called
    people: tuple[Who, ...]
    what: str
    why: str = ""


def called(record: Record, typed: str, at: datetime) -> Called:
    """Who may be meant by a line of the roll call, and what it does with them."""
    asked = calling.called(record, typed, at)
    people = tuple(_who(record, p.id, p.id, "", at.date()) for p in asked.people)
    when = f" at {local(asked.call.at):%H:%M}" if asked.call.at else ""
    instead = f" for {asked.member.initialled}" if asked.member else ""
    return Called(asked, people, f"{asked.call.what}{instead}{when}", asked.why)

"""What the people page shows: the lists, one person, the room, and who may be meant at the roll call."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from hisrg_desktop.meeting.comments.line import folded
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
    organisation_of,
    participation_of,
)
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.roll import calling
from hisrg_desktop.meeting.roll.attendance import (
    Apology,
    is_present,
    room,
)
from hisrg_desktop.meeting.roll.meetings import (
    current_meeting,
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

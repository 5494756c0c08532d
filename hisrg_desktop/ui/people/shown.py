"""What the people page shows beside its lists: one person, and who may be meant at the roll call."""

from dataclasses import dataclass
from datetime import date, datetime

from hisrg_desktop.meeting.floor.times import by_person, in_this_meeting
from hisrg_desktop.meeting.local_time import lasting, local, short_day
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
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll import calling
from hisrg_desktop.meeting.roll.attendance import (
    Apology,
    is_present,
)
from hisrg_desktop.meeting.roll.meetings import (
    current_meeting,
)
from hisrg_desktop.ui.people.lines import Who, in_words, role_words, who


def seats(record: Record, day: date) -> str:
    """How many of the seats of members are taken: ``26 of 35 members``."""
    taken = len({held.person for held in active(record, "member", day)})
    left = MOST_MEMBERS - taken
    rest = "no seat is free" if left <= 0 else "1 seat is free" if left == 1 else f"{left} seats are free"
    return f"{taken} of {MOST_MEMBERS} members · {rest}"


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
            "\n".join(
                f"{role_words(record, f)}, {_span(f.since, f.until)}" for f in record.where(Function, person=person)
            ),
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
    return f"{'once' if there.turns == 1 else f'{there.turns} times'}, {lasting(there.time)} in all"


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
    people = tuple(who(record, p.id, p.id, "", at.date()) for p in asked.people)
    when = f" at {local(asked.call.at):%H:%M}" if asked.call.at else ""
    instead = f" for {asked.member.initialled}" if asked.member else ""
    return Called(asked, people, f"{asked.call.what}{instead}{when}", asked.why)

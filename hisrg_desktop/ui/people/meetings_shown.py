"""What the report over the meetings shows: a line for each meeting held, and one for each person who came."""

from dataclasses import dataclass, field
from datetime import datetime

from hisrg_desktop.meeting.local_time import lasting
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, called
from hisrg_desktop.meeting.roll.over_meetings import (
    Attended,
    attended,
    figures,
    held,
    over_all,
    published,
    spoken_by_class,
)
from hisrg_desktop.ui.people.invited import span
from hisrg_desktop.ui.people.lines import in_words


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held: a line of the table, what is published of it, and the figures behind that."""

    key: str
    name: str
    where: str
    members: str
    observers: str
    others: str
    spoken: dict[str, str]
    sentence: str
    figures: str


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came: at how many of the meetings, how often and how long they spoke."""

    key: str
    letter: str
    name: str
    organisation: str
    meetings: str
    turns: str
    spoken: str


def phases_in_words(record: Record) -> str:
    """The phases of the work, each with its name and days."""
    return "   ".join(_phase(phase) for phase in sorted(record.each(Phase), key=lambda p: p.number))


def _phase(phase: Phase) -> str:
    name = f"Phase {phase.number}" + (f", {phase.name}" if phase.name else "")
    if phase.ended:
        return f"{name}: {span(phase.began, phase.ended) if phase.began else f'until {in_words(phase.ended)}'}"
    return f"{name}, since {in_words(phase.began)}" if phase.began else name


def current_phase(record: Record) -> Phase | None:
    """The phase with the highest number."""
    return max(record.each(Phase), key=lambda p: p.number, default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """The meetings, the latest first, and the people."""

    held: list[Held] = field(default_factory=list)
    people: list[Came] = field(default_factory=list)


def report(record: Record, at: datetime) -> Report:
    """The report over all meetings held so far."""
    meetings = held(record)
    return Report([_held(record, m, at) for m in reversed(meetings)], _people(record, meetings, at))


def _held(record: Record, meeting: Meeting, at: datetime) -> Held:
    there, name = attended(record, meeting), called(record, meeting)
    first = meeting.held_from or meeting.planned_from
    days = span(first, max(first, meeting.held_to or first))
    planned = span(meeting.planned_from, meeting.planned_to)
    note = f" (planned {planned})" if planned != days else ""
    return Held(
        meeting.id,
        name[0].upper() + name[1:],
        " · ".join(filter(None, (meeting.place, days + note))),
        f"{len(there.members)} of {there.of}{', majority' if there.majority else ''}",
        str(len(there.observers)) if meeting.kind == "face-to-face" else "—",
        str(len(there.panels) + len(there.secretariat)),
        _spoken(record, meeting, at),
        published(meeting, there),
        _behind(meeting, there),
    )


def _behind(meeting: Meeting, there: Attended) -> str:
    words = figures(meeting, there)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _spoken(record: Record, meeting: Meeting, at: datetime) -> dict[str, str]:
    """The time spoken in a meeting by the letter of the class."""
    return {letter: lasting(one.time) for letter, one in spoken_by_class(record, [meeting], at).items()}


def _people(record: Record, meetings: list[Meeting], at: datetime) -> list[Came]:
    found = []
    for one in over_all(record, meetings, at):
        organisation = organisation_of(record, one.person, at.date())
        found.append(
            Came(
                one.person,
                one.letter,
                record.get(Person, one.person).name,
                organisation.name if organisation else "",
                f"{one.meetings} of {len(meetings)}",
                str(one.spoken.turns) if one.spoken.turns else "—",
                lasting(one.spoken.time) if one.spoken.turns else "—",
            )
        )
    return found

"""The report over the meetings: who came, what was published of each, who spoke and for how long, by class."""

from datetime import timedelta

from hisrg_desktop.documents.head import counted, document, last_change, place_and_days
from hisrg_desktop.documents.outline import Column, Document, Heading, KeyValues, Paragraph, Part, Table
from hisrg_desktop.meeting.local_time import days_in_words
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, called
from hisrg_desktop.meeting.roll.over_meetings import (
    attended,
    figures,
    held,
    over_all,
    published,
    share,
    spoken_by_class,
)

_CLASSES = {"M": "Members", "P": "Panel chairs", "O": "Observers", "S": "Secretariat"}


TIMES = "Times spoken are in minutes and seconds; from an hour on, in hours, minutes and seconds."


def over_meetings(record: Record) -> Document:
    """The meetings held so far, each in a sentence with its figures; then everybody who came."""
    meetings = held(record)
    parts: list[Part] = []
    if not meetings:
        parts.append(Paragraph("No meeting has been held yet."))
    else:
        parts += [Heading("By meeting", 1), _table(record, meetings), Paragraph(TIMES)]
        for meeting in meetings:
            parts += _one(record, meeting)
        parts += [Heading("By person", 1), _people(record, meetings)]
    return document(record, None, "Report over the meetings", parts)


def _table(record: Record, meetings: list[Meeting]) -> Table:
    columns = [Column("Meeting", 1900), Column("Held", 2398), Column("Members", 1300), Column("Observers", 1300)]
    columns += [Column("Members spoke", 1200), Column("Observers spoke", 1200)]
    rows = []
    for meeting in meetings:
        there = attended(record, meeting)
        spoken = spoken_by_class(record, [meeting], last_change(record))
        first = meeting.held_from or meeting.planned_from
        rows.append(
            (
                _capital(called(record, meeting)),
                days_in_words(first, max(first, meeting.held_to or first)),
                f"{len(there.members)} of {there.of}",
                str(len(there.observers)) if meeting.kind == "face-to-face" else "–",
                *(clock(spoken[letter].time) if letter in spoken else "–" for letter in "MO"),
            )
        )
    return Table(columns, rows)


def _one(record: Record, meeting: Meeting) -> list[Part]:
    """A meeting: the sentence that is published, the figures behind it, and the time spoken by class."""
    there = attended(record, meeting)
    spoken = spoken_by_class(record, [meeting], last_change(record))
    whole = sum((one.time for one in spoken.values()), timedelta())
    pairs = [("Published", published(meeting, there)), ("Figures", f"{_capital(figures(meeting, there))}.")]
    said = [
        f"{name} {clock(one.time)} ({share(one, whole)} %, {counted(one.turns, 'intervention')})"
        for letter, name in _CLASSES.items()
        if (one := spoken.get(letter))
    ]
    if said:
        pairs.append(("Time spoken", "; ".join(said)))
    title = " · ".join(filter(None, (_capital(called(record, meeting)), place_and_days(record, meeting))))
    return [Heading(title, 2), KeyValues(pairs)]


def _people(record: Record, meetings: list[Meeting]) -> Table:
    columns = [Column("Name", 2200), Column("As", 1300), Column("Organisation", 2048), Column("Meetings", 1200)]
    columns += [Column("Interventions", 1600), Column("Time", 950)]
    at = last_change(record)
    singular = {"M": "member", "P": "panel chair", "O": "observer", "S": "secretariat"}
    rows = []
    for one in over_all(record, meetings, at):
        organisation = organisation_of(record, one.person, at.date())
        rows.append(
            (
                record.get(Person, one.person).name,
                singular[one.letter],
                organisation.name if organisation else "",
                f"{one.meetings} of {len(meetings)}",
                str(one.spoken.turns) if one.spoken.turns else "–",
                clock(one.spoken.time) if one.spoken.turns else "–",
            )
        )
    return Table(columns, rows)


def clock(spoken: timedelta) -> str:
    """A time in hours, minutes and seconds: ``1:02:09``, without hours ``2:09``."""
    minutes, seconds = divmod(int(spoken.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

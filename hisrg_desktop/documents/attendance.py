"""Who was in the room, sitting by sitting: from when to when, who came late, in whose seat, whether it was a majority."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hisrg_desktop.documents.head import clock, document, meeting_line
from hisrg_desktop.documents.outline import Column, Document, Heading, Outline, Paragraph, Part, Table
from hisrg_desktop.documents.participants import ORDER, Taken, apologies, taken
from hisrg_desktop.meeting.local_time import days_in_words, local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import LATE, Attendance, Headcount, came_back, is_late, was_there
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, sittings_of

AS = {"Members": "Member", "Panel chairs": "Panel chair", "Observers": "Observer"}
"""What a person was, by the heading they are listed under."""
_INSTANT = timedelta(microseconds=1)


def attendance_record(record: Record, meeting: Meeting) -> Document:
    """Every sitting that was opened, then the apologies."""
    opened = [sitting for sitting in sittings_of(record, meeting.id) if sitting.opened_at]
    parts: list[Part] = [part for sitting in opened for part in attended(record, sitting, dated=True)]
    if not opened:
        planned = days_in_words(meeting.planned_from, meeting.planned_to)
        parts.append(Paragraph(f"No sitting was opened yet; the meeting is planned for {planned}."))
    away = apologies(record, meeting)
    if away:
        parts.append(Heading(f"Apologies ({len(away)})", 2))
        columns = [Column("Name", 4649), Column("Organisation", 4649)]
        parts.append(Table(columns, [[one.name, one.organisation] for one in away]))
    return document(record, meeting, "Attendance record", parts)


def attended(record: Record, sitting: Sitting, *, dated: bool = False) -> Outline:
    """One sitting: its hours, the members at its beginning and end, and the people in the room at some time of it."""
    people = _people(record, sitting)
    parts: list[Part] = [Heading(_hours(sitting, dated), 2)]
    if not people:
        return [*parts, Paragraph("Nobody has been marked present.")]
    columns = (("Name", 2750), ("As", 1250), ("Organisation", 2750), ("In the room", 1350), ("Remarks", 1198))
    rows = [_row(record, sitting, one, stays) for one, stays in people]
    return [
        *parts,
        Paragraph(" ".join(majorities(record, sitting))),
        Table([Column(name, width) for name, width in columns], rows),
    ]


def majorities(record: Record, sitting: Sitting) -> Iterator[str]:
    """How many members there were when the roll had been called, and at the closing."""
    if sitting.opened_at is None:
        return
    called = sitting.opened_at + LATE
    if sitting.closed_at is None or called < sitting.closed_at:
        yield f"Ten minutes after the opening: {_majority(record, sitting, called)}."
    if sitting.closed_at:
        yield f"At the closing: {_majority(record, sitting, sitting.closed_at - _INSTANT)}."


def _majority(record: Record, sitting: Sitting, at: datetime) -> str:
    count = Headcount(record, sitting.id, at)
    return f"{count.members} of {count.of} members, {'a majority' if count.majority else 'no majority'}"


def attendance_table(record: Record, meeting: Meeting) -> Table:
    """One row for each stay in the room, for a sheet."""
    headings = (
        "Meeting",
        "Date",
        "Sitting",
        "Name",
        "As",
        "Organisation",
        "Country",
        "Stands in for",
        "Arrived",
        "Left",
    )
    columns = [Column(heading, 2200) for heading in (*headings, "Remarks")]
    number = meeting_line(record, meeting).split(" (")[0]
    rows = [
        _sheet_row(record, number, sitting, one, stay)
        for sitting in sittings_of(record, meeting.id)
        for one, stays in _people(record, sitting)
        for stay in stays
    ]
    return Table(columns, rows)


def _sheet_row(record: Record, number: str, sitting: Sitting, one: Taken, stay: Attendance) -> list[str]:
    seat = record.find(Person, stay.stands_in_for)
    return [
        number,
        f"{local(stay.arrived_at):%Y-%m-%d}",
        named(sitting),
        one.name,
        AS.get(one.group, one.group),
        one.organisation,
        one.country,
        seat.name if seat else "",
        clock(stay.arrived_at),
        clock(stay.left_at) if stay.left_at else "",
        _remark(record, sitting, stay),
    ]


def _people(record: Record, sitting: Sitting) -> list[tuple[Taken, list[Attendance]]]:
    """Those in the room at some time of the sitting with their stays, members first, by their names."""
    stays: dict[str, list[Attendance]] = {}
    for stay in filter(was_there, record.where(Attendance, sitting=sitting.id)):
        stays.setdefault(stay.person, []).append(stay)
    people = [(taken(record, several[0]), sorted(several, key=lambda s: s.arrived_at)) for several in stays.values()]
    return sorted(people, key=lambda one: (ORDER.index(one[0].group), one[0].sort.casefold(), one[0].name))


def _row(record: Record, sitting: Sitting, one: Taken, stays: list[Attendance]) -> list[str]:
    remarks = dict.fromkeys(filter(None, (_remark(record, sitting, stay) for stay in stays)))
    return [
        f"{one.name} – {one.role}" if one.role else one.name,
        AS.get(one.group, one.group),
        one.organisation,
        ", ".join(_from_to(stay.arrived_at, stay.left_at) for stay in stays),
        ", ".join(remarks),
    ]


def _remark(record: Record, sitting: Sitting, stay: Attendance) -> str:
    """Late, back again, left before the end."""
    words = ["late"] if is_late(record, stay) else []
    words += ["came back"] if came_back(record, stay) else []
    later = record.where(Attendance, person=stay.person, sitting=stay.sitting)
    last = not any(other.arrived_at > stay.arrived_at for other in later)
    if last and stay.left_at and (sitting.closed_at is None or sitting.closed_at - stay.left_at > LATE):
        words.append("left early" if sitting.closed_at else "left")
    return ", ".join(words)


def _hours(sitting: Sitting, dated: bool) -> str:
    name = named(sitting)
    hours = _from_to(sitting.opened_at, sitting.closed_at) if sitting.opened_at else ""
    day = local(sitting.opened_at).date() if sitting.opened_at and dated else None
    return ", ".join(filter(None, (f"{name[0].upper()}{name[1:]}", days_in_words(day, day) if day else "", hours)))


def _from_to(first: datetime, last: datetime | None) -> str:
    return f"{clock(first)}–{clock(last)}" if last else f"from {clock(first)}"

"""What happened on one day of a meeting: who was there and when, what was decided, what was put off, what is to be done."""

from datetime import date, datetime

from hisrg_desktop.documents.attendance import attended
from hisrg_desktop.documents.attribution import Attribution
from hisrg_desktop.documents.decisions import action_table, decision_parts, where_of
from hisrg_desktop.documents.head import document, place_of, weekday
from hisrg_desktop.documents.outline import Column, Document, Outline, Paragraph, Status, Table
from hisrg_desktop.documents.written.package import zipped
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, declared_in
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, sittings_of
from hisrg_desktop.meeting.text.numbers import label


def day_of(record: Record, meeting: Meeting) -> date:
    """The day on which a sitting of the meeting was opened last; before that, the day for which it is planned."""
    opened = [sitting.opened_at for sitting in sittings_of(record, meeting.id) if sitting.opened_at]
    return local(max(opened)).date() if opened else meeting.planned_from


def day_decisions(record: Record, meeting: Meeting, day: date) -> Document:
    """What was decided on a day of the meeting."""
    found = decided_on(record, meeting, day)
    who = Attribution(record, "full")
    parts = decision_parts(record, meeting, who, found) if found else [Paragraph("No decision was declared.")]
    return document(record, meeting, f"Decisions of {weekday(day)}", parts, "DRAFT")


def decided_on(record: Record, meeting: Meeting, day: date) -> list[Decision]:
    """The decisions declared on a day of the meeting."""
    return [one for one in declared_in(record, meeting.id) if _on(one.declared_at, day)]


def parked_items(record: Record, meeting: Meeting) -> Document:
    """What the room will come back to, oldest first."""
    rows = [_parked(record, one) for one in record.where(Parked, returned_at=None)]
    columns = [Column("Place", 1800), Column("What", 4798), Column("Until", 2700)]
    parts: Outline = [Table(columns, rows)] if rows else [Paragraph("Nothing is parked.")]
    return document(record, meeting, "Parked", parts)


def _parked(record: Record, one: Parked) -> list[str]:
    block = f"Block {label(record, one.block)}" if one.block else "–"
    return [place_of(record, one.provision) or block, one.what or "–", one.until or "–"]


def day_actions(record: Record, meeting: Meeting) -> Document:
    """What is to be done since this meeting, by whom and until when."""
    there = record.where(ActionItem, meeting=meeting.id)
    table = [action_table(record, meeting, Attribution(record, "full"))] if there else []
    return document(record, meeting, "Actions", table or [Paragraph("No action is on record.")])


def day_attendance(record: Record, meeting: Meeting, day: date) -> Document:
    """Who was in the room on a day, sitting by sitting, from when to when."""
    parts = [part for sitting in _sat_on(record, meeting, day) for part in attended(record, sitting)]
    title = f"Attendance of {weekday(day)}"
    return document(record, meeting, title, parts or [Paragraph("No sitting was opened.")])


def _sat_on(record: Record, meeting: Meeting, day: date) -> list[Sitting]:
    return [s for s in sittings_of(record, meeting.id) if s.opened_at and _on(s.opened_at, day)]


def _on(at: datetime, day: date) -> bool:
    return local(at).date() == day


def contents(
    record: Record, meeting: Meeting, day: date, names: list[str], missing: list[str], status: Status = ""
) -> str:
    """What lies in the day file, in plain text: what each file is, the decisions by number, and what could not be made."""
    decided = [f"{one.number}  {where_of(record, one)}".rstrip() for one in decided_on(record, meeting, day)]
    head = [status] if status else []
    lines = [f"Day file of {weekday(day)}", *head, "", *names, "", f"Decisions of the day: {len(decided)}", *decided]
    if missing:
        lines += ["", "Not in this file", *missing]
    return "\n".join(lines) + "\n"


def together(files: dict[str, bytes]) -> bytes:
    """The files as one, the same bytes for the same files."""
    return zipped(files)

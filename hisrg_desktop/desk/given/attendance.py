"""Attendance: the sheet to sign at the door, and the record of who was in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import sheet, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _attendance(record: Record, options: Options, _: Attachment) -> bytes:
    """As paper the sittings with their majorities; as a sheet one row for each stay."""
    from hisrg_desktop.documents.attendance import attendance_record, attendance_table

    meeting = meeting_of(record, options)
    if options.suffix == ".xlsx":
        return sheet(attendance_table(record, meeting), "Attendance", record, options)
    return written(attendance_record(record, meeting), options)


def _sign_in(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.sign_in import sign_in

    return written(sign_in(record, meeting_of(record, options)), options)


ATTENDANCE = Kind(
    "Attendance record",
    "The secretariat: sitting by sitting, with times, alternates and majorities",
    (".docx", ".pdf", ".xlsx"),
    ("meeting", "template"),
    _attendance,
)
SIGN_IN = Kind(
    "Sign-in sheet",
    "The door of the room: a sheet to sign for each sitting",
    (".docx", ".pdf"),
    ("meeting", "template"),
    _sign_in,
)

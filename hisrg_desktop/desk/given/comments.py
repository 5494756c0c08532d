"""The compiled comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import names_of
from hisrg_desktop.desk.given.forms import PAPER, SHEETS, sheet, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _comments(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.comments import comments, compiled
    from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting

    if options.suffix in SHEETS:
        return sheet(compiled(record, names_of(options)), "Compiled comments", record, options)
    meeting = record.find(Meeting, options.meeting) or current_meeting(record)
    return written(comments(record, meeting, names_of(options)), options)


COMMENTS = Kind(
    "Compiled comments",
    "Members; observers when final",
    (*PAPER, *SHEETS),
    ("meeting", "names", "audience", "template"),
    _comments,
)

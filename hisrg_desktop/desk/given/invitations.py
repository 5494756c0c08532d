"""Invitations: the calendar of a meeting, the list for a mail merge, the addresses by circulation, the responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import PAPER, SHEETS, sheet, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _calendar(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.calendar import calendar

    return calendar(record, meeting_of(record, options), rehearsal=options.rehearsal)


def _mail_merge(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.mailing import mail_merge

    return sheet(mail_merge(record, meeting_of(record, options)), "Mail merge", record, options)


def _distribution(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.mailing import distribution

    return sheet(distribution(record), "Distribution", record, options)


def _responses(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.responses import responses, responses_table

    meeting = meeting_of(record, options)
    if options.suffix in SHEETS:
        return sheet(responses_table(record, meeting), "Responses", record, options)
    return written(responses(record, meeting), options)


CALENDAR = Kind(
    "Calendar",
    "Everybody invited: the meeting, or each sitting, for their calendars",
    (".ics",),
    ("meeting",),
    _calendar,
)
MAIL_MERGE = Kind(
    "List for a mail merge",
    "The secretariat: everybody to be invited, with how to address them, on what basis, and their seat",
    SHEETS,
    ("meeting",),
    _mail_merge,
)
DISTRIBUTION = Kind(
    "Distribution lists",
    "The secretariat: addresses by circulation, and who has none on record",
    (".csv", ".xlsx"),
    (),
    _distribution,
)
RESPONSES = Kind(
    "Responses",
    "The secretariat: which members have not answered, and what everybody invited has said",
    (*PAPER, *SHEETS),
    ("meeting", "template"),
    _responses,
)

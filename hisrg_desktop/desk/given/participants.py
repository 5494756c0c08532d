"""The list of participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _participants(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.participants import participants

    return written(participants(record, meeting_of(record, options)), options)


PARTICIPANTS = Kind(
    "List of participants", "Annex to the minutes with names", PAPER, ("meeting", "template"), _participants
)

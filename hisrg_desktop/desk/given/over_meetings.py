"""The report over the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _over_meetings(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.over_meetings import over_meetings

    return written(over_meetings(record), options)


MEETINGS = Kind(
    "Report over the meetings",
    "Chair and secretariat: who came, who spoke and for how long, and the sentence that is published",
    PAPER,
    ("template",),
    _over_meetings,
)

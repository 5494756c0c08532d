"""The figures of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _figures(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.figures import figures

    return written(figures(record, meeting_of(record, options)), options)


FIGURES = Kind(
    "Figures",
    "The chair and the secretariat: attendance, speaking time, planned against actual minutes",
    PAPER,
    ("meeting", "template"),
    _figures,
)

"""The figures of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind, known_to
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _figures(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.figures import figures

    meeting = meeting_of(record, options)
    return written(figures(known_to(FIGURES, record, options), meeting, record), options)


FIGURES = Kind(
    "Figures",
    "Chair and secretariat; without what is for members only also observers: attendance, speaking time, minutes",
    PAPER,
    ("meeting", "audience", "template"),
    _figures,
    sifts=True,
)

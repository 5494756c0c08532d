"""How the printed matter of the room is made: figures, badges, place cards, sheets of attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def figures(record: Record, options: Options, _: Attachment) -> bytes:
    """The figures of the meeting, drawn and as tables."""
    from hisrg_desktop.desk.exports import meeting_of, written
    from hisrg_desktop.documents.figures import figures

    return written(figures(record, meeting_of(record, options)), options)

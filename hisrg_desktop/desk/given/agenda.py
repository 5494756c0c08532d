"""The agenda, plain and annotated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind, known_to
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.exports import Attachment, Choice, Options
    from hisrg_desktop.documents.outline import Document
    from hisrg_desktop.meeting.record import Record


def _agenda(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.agenda import agenda

    return _timed(agenda, AGENDA, record, options)


def _annotated(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.agenda import annotated_agenda

    return _timed(annotated_agenda, ANNOTATED, record, options)


def _timed(compose: Callable[..., Document], kind: Kind, record: Record, options: Options) -> bytes:
    """What these readers may know of the agenda, with the hours that follow from the whole of it."""
    from hisrg_desktop.meeting.agenda.forecast import timetable

    meeting = meeting_of(record, options)
    return written(compose(known_to(kind, record, options), meeting, timetable(record, meeting.id)), options)


_CHOICES: tuple[Choice, ...] = ("meeting", "audience", "template")

AGENDA = Kind("Agenda", "Members and observers", PAPER, _CHOICES, _agenda, sifts=True)
ANNOTATED = Kind("Annotated agenda", "Members and observers", PAPER, _CHOICES, _annotated, sifts=True)

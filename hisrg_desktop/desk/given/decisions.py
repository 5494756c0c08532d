"""The decisions of a meeting, and the actions that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of, names_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Choice, Options
    from hisrg_desktop.meeting.record import Record


def _decisions(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.decisions import decisions

    return written(decisions(record, meeting_of(record, options), names_of(options)), options)


def _actions(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.decisions import actions

    return written(actions(record, meeting_of(record, options), names_of(options)), options)


_CHOICES: tuple[Choice, ...] = ("meeting", "names", "audience", "template")

DECISIONS = Kind("Decisions", "Members", PAPER, _CHOICES, _decisions)
ACTIONS = Kind("Actions", "Members and the owners of actions", PAPER, _CHOICES, _actions)

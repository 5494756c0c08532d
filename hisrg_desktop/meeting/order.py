"""What is out of order, and what would put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act


class OutOfOrder(Exception):
    """A refusal, in words for the person who asked, with the act that would remedy it."""

    def __init__(self, message: str, remedy: Act | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class NotOnRecord(OutOfOrder, LookupError):
    """Something asked for is not on record: it was taken back, or never there."""


class Unreadable(OutOfOrder):
    """A foreign file that cannot be taken in; the message names the file and the reason."""

"""The text, as the session page changes it, and what the panels say on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.panels.reports import Respond
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.ui.session.page import SessionPage


class TextHand(Hand):
    """Answers what the panels remarked on the text."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._answers = ""

    def card_respond(self, key: str) -> None:
        """Ask for the Group's answer to a panel's item."""
        self._answers = key
        self.page.ask(self.tr("The Group's answer:"), [], self._respond)

    def _respond(self, text: str) -> None:
        self.bridge.do(Respond(item=self._answers, response=text))

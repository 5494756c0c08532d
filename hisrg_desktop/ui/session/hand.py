"""One kind of work at the session page, with the keys and cards it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hisrg_desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.session.page import SessionPage


class Hand(QObject):
    """Does one kind of work for the page: the floor, the words taken down, the text, the decisions.

    A method ``do_<key>`` answers a key of the window; a method ``card_<action>`` answers a button beneath the cards
    and is given the card's row.
    """

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self.page = page

    @property
    def bridge(self) -> Bridge:
        """The way to the desk."""
        return self.page.bridge

    @property
    def record(self) -> Record:
        """What is officially so now."""
        return self.page.record

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this hand does at a key of the window, or None."""
        return getattr(self, f"do_{key}", None)

    def wire(self) -> None:
        """Connect the widgets of the page that this hand uses."""

    def show_record(self) -> None:
        """Show what this hand shows of the record."""

    def finish(self) -> bool:
        """Finish what is open in a form of this hand; whether there was something."""
        return False

    def keep_unfinished(self) -> None:
        """Put words that are being typed where they survive."""

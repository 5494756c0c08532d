"""A page of the window: shows the record, follows the news, asks the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look, PartLook

if TYPE_CHECKING:
    from datetime import datetime

    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.record import Record


ANYWHERE = frozenset({"ErasePerson"})
"""The acts after which anything on a page may read otherwise, the entries of the journal included."""


class Page(QWidget):
    """One of the ten pages. A page is made when it is first chosen, and hears of news only while it is seen.

    Signals:
        go: the person wants another page; carries its key and what to select there.
        says: something to tell the person beside the work; carries a sentence.
        offers: something is out of order; carries the `OutOfOrder` with its remedy.
        presses: the person wants what the session page does at a key; carries the name of the key.
    """

    go = Signal(str, str)
    says = Signal(str)
    offers = Signal(object)
    presses = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.look = look
        self.stale = True
        # Not the page's focus proxy: Qt leaves what stands before a proxy out of the tabulator's round.
        self.first: QWidget | None = None

    @property
    def record(self) -> Record:
        """What is officially so now."""
        return self.bridge.record

    @staticmethod
    def work_out(record: Record, now: datetime) -> None:
        """Work out, on any thread, what the page shows and the record keeps: the windows' thread then only draws it."""

    def show_record(self) -> None:
        """Show everything anew from the record."""
        raise NotImplementedError

    def take_in(self, news: News) -> None:
        """Show what has just changed; a page that has nothing quicker shows everything anew."""
        self.show_record()

    def select(self, key: str) -> None:
        """Select a row or a place, as far as the page has it."""

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this page does at a key of the window; None where it leaves the key to the session page."""
        return getattr(self, f"do_{key}", None)

    def take_keyboard(self) -> None:
        """Give the keyboard to what the person needs first on this page."""
        if self.first is not None and self.first.isVisible():
            self.first.setFocus()

    @property
    def filter_line(self) -> QLineEdit | None:
        """The line that filters what is on the page, if it has one."""
        return getattr(self, "filter", None)

    def do_find(self) -> None:
        """Give the keyboard to the filter, over what stands in it."""
        line = self.filter_line
        if line is not None and line.isVisible():
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()
        else:
            self.says.emit(self.tr("There is nothing to filter here."))

    def do_add(self) -> None:
        """Ask for what is to be added to what is on the page."""
        self.says.emit(self.tr("Nothing can be added here."))

    def keep_unfinished(self) -> None:
        """Put words that are being typed where they survive; the dossier is about to be left."""

    def settle_look(self) -> None:
        """Take the look of the windows now; the page is about to be seen."""
        if isinstance(self.look, PartLook):
            self.look.settle()

    def hear(self, news: News) -> None:
        """Take the news in if the page is seen, else when it is next shown."""
        if not self.isVisible():
            self.stale = True
        elif news.entry.act in ANYWHERE:
            self.show_record()
        else:
            self.take_in(news)

    def freshen(self) -> None:
        """Show the record if something has changed since the page was last seen."""
        if self.stale:
            self.stale = False
            self.show_record()

"""The structure of the text, as the session page changes it; and the reopening of what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.text.amendments import Reopen
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import AGREED, Provision
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.text.forms import ReopenForm
from hisrg_desktop.ui.text.shown import presiding
from hisrg_desktop.ui.text.structure import Restructuring

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.ui.session.page import SessionPage


class StructureHand(Hand):
    """Inserts, moves, splits, merges, deletes, renumbers; opens again what was agreed."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self.restructuring = Restructuring(
            page, page.centre.below, "session", self._looked, page.centre.selected, page.to_capture
        )
        self._reopening: ReopenForm | None = None

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this hand does at a key of the window: every change of the structure asks in the same form."""
        return self.restructuring.answer_to(key) or super().answer_to(key)

    def _looked(self) -> str:
        return self.page.looked or ""

    def show_record(self) -> None:
        """Show what still is to be put right."""
        self.restructuring.show_record()

    def keep_unfinished(self) -> None:
        """Keep the words in the form."""
        self.restructuring.keep_unfinished()

    def finish(self) -> bool:
        """Table or reopen what is filled in; whether a form has the keyboard."""
        form = self._reopening
        if form is not None and form.isVisible() and form.isAncestorOf(self.page.window().focusWidget() or self.page):
            form.finish()
            return True
        return self.restructuring.finish()

    # --- reopening --------------------------------------------------------------------------------------------------

    @property
    def reopening(self) -> ReopenForm:
        """The form in which a provision is reopened, made when it is first wanted."""
        if self._reopening is None:
            self._reopening = form = ReopenForm(self.page.look, "session")
            form.reopened.connect(self._reopen)
            form.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(form)
        return self._reopening

    def do_reopen(self) -> None:
        """Ask who presides and why the provision is opened again."""
        provision = self.record.find(Provision, self._looked())
        if provision is None or provision.state not in AGREED:
            self.page.says.emit(self.tr("This is not agreed; it can be changed as it is."))
            return
        who = presiding(self.record, self.bridge.now)
        if not who:
            self.page.says.emit(self.tr("Nobody on record is chair or vice-chair today; enter the function on People."))
            return
        self.reopening.prepare(provision.id, locator(self.record, provision.id), who)

    def card_reopen(self, key: str) -> None:
        """Reopen the provision that is looked at."""
        self.do_reopen()

    def _reopen(self, provision: str, by: str, reason: str) -> None:
        self.bridge.do(Reopen(provision=provision, by=by, reason=reason), then=self._reopened)

    def _reopened(self, _: object) -> None:
        self.reopening.hide()
        self.page.to_capture()

"""Places and sittings, as the session page moves between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting, current_sitting
from hisrg_desktop.meeting.text.numbers import find_place, numbers
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.session.page import SessionPage


class PlaceHand(Hand):
    """Goes to places of the text, opens and closes sittings."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._gone_to = ""

    def wire(self) -> None:
        """Connect the tree and the button that makes a place active."""
        self.page.tree.wanted.connect(self.go_to)
        self.page.centre.activate.connect(self.do_activate)

    def do_goTo(self) -> None:
        """Ask for a place; pressed again once the place is seen, make it active."""
        if self._gone_to and self._gone_to == self.page.looked != self.page.active:
            self._gone_to = ""
            self.do_activate()
            return
        places = [key for key in self.record.derive(numbers).places if key]
        self.page.ask(self.tr("Go to:"), places, self._answer_place)

    def do_activate(self) -> None:
        """Make the place that is looked at the active one; in the editor, table; in the decision form, declare."""
        page = self.page
        if page.restructuring.finish() or page.changing.finish() or page.deciding.declare() or page.settling.declare():
            return
        if self.page.looked:
            self.go_to(self.page.looked)

    def go_to(self, key: str) -> None:
        """Make a place the active one, and look at it."""
        act: Act = GoTo(provision=key) if self.record.find(Provision, key) else GoToBlock(block=key)
        self.bridge.do(act)
        self.page.look_at(key)
        self.page.to_capture()

    def do_openSitting(self) -> None:
        """Open the next planned sitting."""
        planned = sorted(self.record.where(Sitting, state="planned"), key=lambda s: s.number)
        if planned:
            self.bridge.do(OpenSitting(sitting=planned[0].id))
        else:
            self.page.says.emit(self.tr("No sitting is planned; plan one on the Agenda page."))

    def do_suspend(self) -> None:
        """Suspend the sitting, or resume it."""
        sitting = current_sitting(self.record)
        self.bridge.do(ResumeSitting() if sitting and sitting.state == "suspended" else SuspendSitting())

    def do_closeSitting(self) -> None:
        """Close the sitting."""
        sitting = current_sitting(self.record)
        if sitting:
            self.bridge.do(CloseSitting(sitting=sitting.id))
        else:
            self.page.says.emit(self.tr("No sitting is open."))

    def _answer_place(self, text: str) -> None:
        place = find_place(self.record, text)
        key = (place.provision or place.block) if place else None
        if key:
            self._gone_to = key
            self.page.look_at(key)
        else:
            self.page.says.emit(self.tr("There is no %1 in the text.").replace("%1", text))

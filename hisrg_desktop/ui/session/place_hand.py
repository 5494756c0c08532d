"""Places and sittings, as the session page moves between them, and the roll call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock
from hisrg_desktop.meeting.floor.giving import ReturnFloor
from hisrg_desktop.meeting.floor.interventions import interrupted
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import may_attend
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.roll.attendance import Headcount
from hisrg_desktop.meeting.roll.calling import act_for, called
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting, current_sitting
from hisrg_desktop.meeting.text.numbers import find_place, numbers
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.session.page import SessionPage


class PlaceHand(Hand):
    """Goes to places of the text, opens and suspends sittings."""

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
            # Not what the other key does: a form that is open would be finished by it.
            self._gone_to = ""
            self.go_to(self.page.looked)
            return
        places = [key for key in self.record.derive(numbers).places if key]
        self.page.ask(self.tr("Go to:"), places, self._answer_place)

    def do_activate(self) -> None:
        """Make the place that is looked at the active one; in a form that is open, finish it."""
        if any(hand.finish() for hand in self.page.hands):
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
        if sitting and sitting.state == "suspended":
            self.bridge.do(ResumeSitting(), then=self._resumed)
        else:
            self.bridge.do(SuspendSitting())

    def _resumed(self, _: object) -> None:
        """Offer the floor to who had it when the sitting was suspended."""
        there = interrupted(self.record)
        if there:
            name = self.record.get(Person, there.speaker).name
            words = self.tr("%1 had the floor when the sitting was suspended.").replace("%1", name)
            self.page.offers.emit(OutOfOrder(words, remedy=ReturnFloor()))

    # --- the roll call ---------------------------------------------------------------------------------------------

    def do_rollCall(self) -> None:
        """Call the roll: letters of a name and Enter, one after the other, until Esc."""
        if current_sitting(self.record) is None:
            self.page.says.emit(self.tr("No sitting is open."))
            return
        day = self.bridge.now.date()
        names = sorted(p.name for p in people(self.record) if may_attend(self.record, p.id, day))
        self.page.ask(self.tr("Roll call:"), names, self._answer_roll, stays=True)
        self.page.says.emit(
            self.tr("li ⏎ arrives or is back · -li ⏎ leaves · li 9:40 ⏎ then · li apologies ⏎ · ok for li ⏎ stands in")
        )
        self._roll_called(None)

    def _answer_roll(self, text: str) -> None:
        asked = called(self.record, text, self.bridge.now)
        act = act_for(self.record, asked, asked.people[0].id) if len(asked.people) == 1 else None
        if act:
            self.page.ask_line.line.clear()
            self.bridge.do(act, then=self._roll_called)
            return
        names = ", ".join(person.name for person in asked.people[:5])
        several = self.tr("“%1” could be %2.").replace("%1", text).replace("%2", names)
        self.page.says.emit(several if asked.people else asked.why)

    def _roll_called(self, news: News | None) -> None:
        """Say beside the line what was done last, and how many members are in the room."""
        sitting = current_sitting(self.record)
        if sitting is None or not self.page.ask_line.isVisible():
            return
        head = Headcount(self.record, sitting.id, self.bridge.now)
        majority = self.tr("majority") if head.majority else self.tr("no majority")
        count = self.tr("%1 of %2 members, %3").replace("%1", str(head.members)).replace("%2", str(head.of))
        done = f"✓ {news.entry.sentence} · " if news else ""
        self.page.ask_line.put(f"{done or self.tr('Roll call') + ' · '}{count.replace('%3', majority)}:")

    def _answer_place(self, text: str) -> None:
        place = find_place(self.record, text)
        key = (place.provision or place.block) if place else None
        if key:
            self._gone_to = key
            self.page.look_at(key)
        else:
            self.page.says.emit(self.tr("There is no %1 in the text.").replace("%1", text))

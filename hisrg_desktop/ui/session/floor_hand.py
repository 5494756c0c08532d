"""The floor, as the session page keeps it: queue, invitations, who speaks."""

from hisrg_desktop.meeting.floor.giving import AskForFloor, EndIntervention, GiveFloor, NextSpeaker, Withdraw, asking
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak, OpenToObservers
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.hand import Hand


class FloorHand(Hand):
    """Gives the floor, invites observers, keeps the queue."""

    def wire(self) -> None:
        """Connect the floor's column."""
        floor = self.page.floor
        floor.give.connect(self._give)
        floor.next.connect(self.do_next)
        floor.end.connect(self.do_endIntervention)
        floor.invite.connect(self._invite)
        floor.withdraw.connect(self._withdraw)

    def show_record(self) -> None:
        """Show who speaks, who waits and who asks to be invited."""
        floor = self.page.floor
        floor.show_speaker(shown.on_floor(self.record))
        queue, observers = shown.waiting(self.record)
        floor.show_queue(queue)
        floor.show_asking(observers)

    def do_next(self) -> None:
        """Give the floor to the next on the queue."""
        self.bridge.do(NextSpeaker())
        self.page.to_capture()

    def do_endIntervention(self) -> None:
        """End the running intervention."""
        self.bridge.do(EndIntervention())

    def do_openToObservers(self) -> None:
        """Open the item to observers."""
        self.bridge.do(OpenToObservers())

    def do_invite(self) -> None:
        """Invite the observer who asks first; where none asks, ask whom."""
        sitting = current_sitting(self.record)
        waiting = asking(self.record, sitting) if sitting else []
        if waiting:
            self._invite(waiting[0].person)
        else:
            self.page.ask(self.tr("The chair invites:"), self.page.names(), self._answer_invite)

    def do_queue(self) -> None:
        """Ask whom to put on the queue."""
        self.page.ask(self.tr("Add to the queue:"), self.page.names(), self._answer_queue)

    def do_pointOfOrder(self) -> None:
        """Ask who raises a point of order."""
        self.page.ask(self.tr("Point of order by:"), self.page.names(), self._answer_point_of_order)

    def _give(self, person: str) -> None:
        self.bridge.do(GiveFloor(person=person))
        self.page.to_capture()

    def _invite(self, person: str) -> None:
        self.bridge.do(InviteToSpeak(person=person))
        self.page.to_capture()

    def _withdraw(self, entry: str) -> None:
        self.bridge.do(Withdraw(entry=entry))

    def _answer_invite(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person:
            self._invite(person.id)

    def _answer_queue(self, text: str) -> None:
        self._put_on_queue(text, "floor")

    def _answer_point_of_order(self, text: str) -> None:
        self._put_on_queue(text, "point of order")

    def _put_on_queue(self, text: str, kind: str) -> None:
        name, _, about = text.partition(" about ")
        person = self.page.person_meant(name)
        if person is None:
            return
        if kind == "floor" and self._is_panel(person):
            kind = "when asked"
        self.bridge.do(AskForFloor.model_validate({"person": person.id, "kind": kind, "about": about}))

    def _is_panel(self, person: Person) -> bool:
        return badge_of(self.record, person.id, self.bridge.now.date()) == "P"

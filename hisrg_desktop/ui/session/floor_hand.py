"""The floor, as the session page keeps it: queue, invitations, who speaks, points of order, limits of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    LetIn,
    MoveInQueue,
    NextSpeaker,
    ReturnFloor,
    WaitHere,
    Withdraw,
    asking,
)
from hisrg_desktop.meeting.floor.interventions import latest_turn, running
from hisrg_desktop.meeting.floor.invitations import InviteForItem, InviteToSpeak, OpenToObservers, WithdrawInvitation
from hisrg_desktop.meeting.floor.limits import SetTimeLimit
from hisrg_desktop.meeting.floor.points import RaisePointOfOrder, Rule, open_point
from hisrg_desktop.meeting.floor.reassigning import ReassignIntervention
from hisrg_desktop.meeting.floor.speakers_list import CloseList, ReopenList, closed_list
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.roll.meetings import current_meeting, current_sitting
from hisrg_desktop.ui.session import floor_shown, shown
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.floor.interventions import Intervention
    from hisrg_desktop.ui.session.page import SessionPage

_LIMIT = re.compile(r"(?:(no|\d+)(?:[:.](\d{2}))?)(?:\s*(?:min|minutes))?(?:\s+(?:at|for|on)?\s*item(?:\s+(\S+))?)?")


class FloorHand(Hand):
    """Gives the floor, invites observers, keeps the queue."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._ruling_on = ""
        self._wrong: Intervention | None = None
        self._at: str | None = None

    def wire(self) -> None:
        """Connect the floor's column."""
        floor = self.page.floor
        floor.give.connect(self._give)
        floor.next.connect(self.do_next)
        floor.end.connect(self.do_endIntervention)
        floor.invite.connect(self._invite)
        floor.invite_for_item.connect(self._invite_for_item)
        floor.bring.connect(self._bring)
        floor.withdraw.connect(self._withdraw)
        floor.withdraw_invitation.connect(self._withdraw_invitation)
        floor.shift.connect(self._move)
        floor.offered.connect(self._offered)
        floor.left.connect(self.page.to_capture)

    def show_record(self) -> None:
        """Show who speaks, who waits, who was interrupted, who is invited, and what has been spoken."""
        floor, record, at = self.page.floor, self.record, self.bridge.now
        floor.show_speaker(shown.on_floor(record), floor_shown.nobody(record))
        floor.show_offers(floor_shown.offers(record, at))
        queue, observers = shown.waiting(record)
        floor.show_queue(queue, floor_shown.list_is_closed(record))
        floor.show_asking(observers)
        floor.show_elsewhere(shown.elsewhere(record))
        floor.show_invited(floor_shown.invited(record))
        floor.show_spoken(*floor_shown.spoken(record, at))
        self._tell_who_waits()

    def _tell_who_waits(self) -> None:
        """When the room goes to another item, say who still waits on the one before."""
        there = now(self.record)
        before, self._at = self._at, there.item if there else None
        words = shown.elsewhere_words(self.record) if before and before != self._at else ""
        if words:
            self.page.says.emit(self.tr("Still waiting · %1. They are listed at the floor.").replace("%1", words))

    # --- the floor -------------------------------------------------------------------------------------------------

    def do_next(self) -> None:
        """Give the floor to the next on the queue."""
        self._do(NextSpeaker())

    def do_endIntervention(self) -> None:
        """End the running intervention."""
        self._do(EndIntervention())

    def do_letIn(self) -> None:
        """Ask whom to let in; the floor comes back to who has it."""
        self.page.ask(self.tr("Let in, the floor comes back:"), self.page.names(), self._answer_let_in)

    def do_returnFloor(self) -> None:
        """Give the floor back to who was interrupted."""
        self._do(ReturnFloor())

    def do_pointOfOrder(self) -> None:
        """Ask who raises a point of order; where one waits for its ruling, ask for that."""
        point = open_point(self.record)
        if point is None:
            self.page.ask(self.tr("Point of order by:"), self.page.names(), self._answer_point_of_order)
            return
        self._ruling_on = point.id
        name = self.record.get(Person, point.person).initialled
        rulings = [self.tr("upheld"), self.tr("not upheld"), self.tr("noted")]
        self.page.ask(self.tr("Ruling on the point of order by %1:").replace("%1", name), rulings, self._answer_ruling)

    def do_reassign(self) -> None:
        """Ask who really speaks, or spoke last; the turn and its words are put down to them."""
        sitting = current_sitting(self.record)
        self._wrong = running(self.record) or (latest_turn(self.record, sitting) if sitting else None)
        if self._wrong is None:
            self.page.says.emit(self.tr("Nobody has had the floor in this sitting."))
            return
        name = self.record.get(Person, self._wrong.speaker).initialled
        self.page.ask(self.tr("Not %1 but:").replace("%1", name), self.page.names(), self._answer_reassign)

    # --- the queue -------------------------------------------------------------------------------------------------

    def do_queue(self) -> None:
        """Ask whom to put on the queue."""
        self.page.ask(self.tr("Add to the queue:"), self.page.names(), self._answer_queue)

    def do_lastWord(self) -> None:
        """Ask who has the last word on this item."""
        self.page.ask(self.tr("Last word to:"), self.page.names(), self._answer_last_word)

    def do_closeList(self) -> None:
        """Close the list of speakers, or reopen it."""
        sitting = current_sitting(self.record)
        closed = sitting is not None and closed_list(self.record, sitting)
        self._do(ReopenList() if closed else CloseList())

    def do_toQueue(self) -> None:
        """Give the keyboard to the first who waits."""
        if not self.page.floor.take_keyboard():
            self.page.says.emit(self.tr("Nobody waits for the floor."))

    def do_timeLimit(self) -> None:
        """Ask how long one may speak, in the meeting or on the active item."""
        at = now(self.record)
        item = self.record.find(AgendaItem, at.item) if at else None
        answers = [self.tr("%1 minutes").replace("%1", str(minutes)) for minutes in (2, 3, 5)]
        if item:
            answers += [f"{answer} {self.tr('for item %1').replace('%1', str(item.number))}" for answer in answers]
        question = self.tr("Time limit (minutes; “3 for item”; “no” for none):")
        self.page.ask(question, [*answers, self.tr("no limit")], self._answer_limit)

    # --- observers -------------------------------------------------------------------------------------------------

    def do_openToObservers(self) -> None:
        """Open the item to observers."""
        self._do(OpenToObservers())

    def do_invite(self) -> None:
        """Invite the observer who asks first; where none asks, ask whom."""
        first = self._first_asking()
        if first:
            self._invite(first)
        else:
            self.page.ask(self.tr("The chair invites:"), self._observers(), self._answer_invite)

    def do_inviteForItem(self) -> None:
        """Ask which observer the chair invites for the whole item."""
        self.page.ask(self.tr("The chair invites for this item:"), self._observers(), self._answer_invite_for_item)

    def _first_asking(self) -> str:
        sitting = current_sitting(self.record)
        waiting = asking(self.record, sitting) if sitting else []
        return waiting[0].person if waiting else ""

    def _observers(self) -> list[str]:
        day = self.bridge.now.date()
        return sorted(p.name for p in people(self.record) if badge_of(self.record, p.id, day) == "O")

    # --- what the column asks for ----------------------------------------------------------------------------------

    def _do(self, act: Act) -> None:
        self.bridge.do(act)
        self.page.to_capture()

    def _give(self, person: str) -> None:
        self._do(GiveFloor(person=person))

    def _invite(self, person: str) -> None:
        self._do(InviteToSpeak(person=person))

    def _invite_for_item(self, person: str) -> None:
        self._do(InviteForItem(person=person))

    def _bring(self, entry: str) -> None:
        self._do(WaitHere(entry=entry))

    def _withdraw(self, entry: str) -> None:
        self._do(Withdraw(entry=entry))

    def _withdraw_invitation(self, invitation: str) -> None:
        self._do(WithdrawInvitation(invitation=invitation))

    def _move(self, entry: str, by: int) -> None:
        # The keyboard stays on the row: one often moves by more than one place.
        self.bridge.do(MoveInQueue(entry=entry, by=by))

    def _offered(self, key: str) -> None:
        answer = self.page.answer_to(key)
        if answer:
            answer()

    # --- answers ---------------------------------------------------------------------------------------------------

    def _answer_invite(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person:
            self._invite(person.id)

    def _answer_invite_for_item(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person:
            self._invite_for_item(person.id)

    def _answer_let_in(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person:
            self._do(LetIn(person=person.id))

    def _answer_reassign(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person and self._wrong:
            self._do(ReassignIntervention(intervention=self._wrong.id, person=person.id))

    def _answer_point_of_order(self, text: str) -> None:
        name, _, about = text.partition(" about ")
        person = self.page.person_meant(name)
        if person:
            self._do(RaisePointOfOrder(person=person.id, about=about))

    def _answer_ruling(self, text: str) -> None:
        self._do(Rule(point=self._ruling_on, ruling=text))

    def _answer_queue(self, text: str) -> None:
        self._put_on_queue(text, "floor")

    def _answer_last_word(self, text: str) -> None:
        self._put_on_queue(text, "last word")

    def _put_on_queue(self, text: str, kind: str) -> None:
        name, _, about = text.partition(" about ")
        person = self.page.person_meant(name)
        if person is None:
            return
        if kind == "floor" and self._is_panel(person):
            kind = "when asked"
        self._do(AskForFloor.model_validate({"person": person.id, "kind": kind, "about": about}))

    def _is_panel(self, person: Person) -> bool:
        return badge_of(self.record, person.id, self.bridge.now.date()) == "P"

    def _answer_limit(self, text: str) -> None:
        read = _LIMIT.fullmatch(text.strip().lower().replace("no limit", "no"))
        if read is None:
            self.page.says.emit(self.tr("“%1” is no number of minutes.").replace("%1", text))
            return
        item = self._item_meant(read[3]) if "item" in text.lower() else None
        if "item" in text.lower() and item is None:
            self.page.says.emit(self.tr("There is no such item on the agenda."))
            return
        minutes = 0 if read[1] == "no" else int(read[1])
        self._do(SetTimeLimit(seconds=minutes * 60 + int(read[2] or 0), item=item))

    def _item_meant(self, number: str | None) -> str | None:
        at, meeting = now(self.record), current_meeting(self.record)
        if number is None:
            return at.item if at else None
        items = self.record.where(AgendaItem, meeting=meeting.id) if meeting else ()
        return next((item.id for item in items if str(item.number) == number), None)

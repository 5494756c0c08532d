"""What the room will come back to, as the session page notes it: parked, referred, counted, announced, to be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.actions import AddAction
from hisrg_desktop.meeting.decisions.parking import Park, Parked, Return
from hisrg_desktop.meeting.decisions.polls import TakePoll
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement
from hisrg_desktop.meeting.decisions.typed import (
    destinations,
    read_destination,
    read_hands,
    read_put_off,
    read_task,
)
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import Headcount
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.deciding import active_place
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.session.page import SessionPage


class NoteHand(Hand):
    """Parks and comes back, refers, counts hands, announces statements, records actions."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._about: dict[str, str] = {}

    def _place(self) -> dict[str, str]:
        """What is decided, else the proposal that is selected, else the place that is looked at, by its kind."""
        form = self.page.deciding
        key = form.form.prepared.subject if form.is_open and form.form.prepared else ""
        centre = self.page.centre
        if not key and centre.tab == "proposals":
            key = centre.cards.key
        key = key or self.page.looked or active_place(self.record)
        for name, kind in (("proposal", Proposal), ("provision", Provision), ("block", Block)):
            if self.record.find(kind, key):
                return {name: key}
        return {}

    def _named(self, place: dict[str, str]) -> str:
        key = next(iter(place.values()), "")
        proposal = self.record.find(Proposal, key)
        return proposal.number if proposal else label(self.record, key) if key else self.tr("the debate")

    # --- parking ---------------------------------------------------------------------------------------------------

    def do_park(self) -> None:
        """Ask what is left of the place that is looked at, with whom and until when; Enter alone parks it as it is."""
        looked = self.page.looked
        if not looked:
            self.page.says.emit(self.tr("Choose a place of the text to park."))
            return
        self._about = {"provision" if self.record.find(Provision, looked) else "block": looked}
        question = self.tr("Park %1 – what is left, with whom, until when:")
        self.page.ask(question.replace("%1", self._named(self._about)), self._examples(), self._park, or_nothing=True)

    def _examples(self) -> list[str]:
        return [self.tr("until after the coffee break"), self.tr("until tomorrow morning")]

    def card_park(self, key: str) -> None:
        """Park a proposal."""
        self._about = {"proposal": key}
        question = self.tr("Park %1 – what is left, with whom, until when:")
        self.page.ask(question.replace("%1", self._named(self._about)), self._examples(), self._park, or_nothing=True)

    def _park(self, typed: str) -> None:
        said = read_put_off(self.record, typed)
        fields = {"what": said.what, "owner": said.owner, "until": said.until}
        self.bridge.do(Park.model_validate({**self._about, **fields}))

    def do_return(self) -> None:
        """Ask to what the room comes back, and go there."""
        self._parked = {words: row.id for row, words, _ in shown.parked_words(self.record)}
        if not self._parked:
            self.page.says.emit(self.tr("Nothing is parked."))
        elif len(self._parked) == 1:
            self.come_back(next(iter(self._parked.values())))
        else:
            self.page.ask(self.tr("Come back to:"), list(self._parked), self._return)

    def _return(self, typed: str) -> None:
        found = [key for words, key in self._parked.items() if words.casefold().startswith(typed.casefold())]
        if len(found) == 1:
            self.come_back(found[0])
        else:
            self.page.says.emit(self.tr("“%1” is not parked, or not alone.").replace("%1", typed))

    def come_back(self, key: str) -> None:
        """Come back to what is parked, and make its place the active one."""
        parked = self.record.get(Parked, key)
        acts: list[Act] = [Return(parked=key)]
        if parked.provision:
            acts.append(GoTo(provision=parked.provision))
        elif parked.block:
            acts.append(GoToBlock(block=parked.block))
        self.bridge.do(Together(acts=tuple(acts), called=acts[0].sentence(self.record)))
        self.page.look_at(parked.provision or parked.block or "")
        self.page.to_capture()

    def do_refer(self) -> None:
        """Ask to which panel or meeting what is looked at is referred."""
        self._about = self._place()
        if not self._about:
            self.page.says.emit(self.tr("Choose a place of the text to refer."))
            return
        question = self.tr("Refer %1 to (panel or meeting: what is asked):").replace("%1", self._named(self._about))
        self.page.ask(question, destinations(self.record), self._refer)

    def card_refer(self, key: str) -> None:
        """Refer a proposal."""
        self._about = {"proposal": key}
        question = self.tr("Refer %1 to (panel or meeting: what is asked):").replace("%1", self._named(self._about))
        self.page.ask(question, destinations(self.record), self._refer)

    def _refer(self, typed: str) -> None:
        to = read_destination(self.record, typed)
        # What goes to a meeting is deferred to it; a panel is asked something.
        state = "deferred" if to.meeting else "referred"
        fields = {"state": state, "panel": to.panel, "meeting": to.meeting, "until": to.until, "what": to.what}
        self.bridge.do(Park.model_validate({**self._about, **fields}))

    # --- hands, statements, actions --------------------------------------------------------------------------------

    def do_poll(self) -> None:
        """Ask for the count of an indicative show of hands."""
        self._about = self._place()
        sitting = current_sitting(self.record)
        count = Headcount(self.record, sitting.id, self.bridge.now).members if sitting else 0
        question = self.tr("Hands on %1 (%2 members present) – for, against, abstaining:")
        question = question.replace("%1", self._named(self._about)).replace("%2", str(count))
        self.page.ask(question, [], self._poll)

    def _poll(self, typed: str) -> None:
        hands = read_hands(typed)
        if hands is None:
            self.page.says.emit(self.tr("Type the hands for, against and abstaining: 12 3 2"))
            self.do_poll()
            return
        self.bridge.do(TakePoll.model_validate({"hands": hands, **self._about}), then=self._polled)

    def _polled(self, news: News | None) -> None:
        if news:
            self.page.says.emit(news.entry.sentence + self.tr(". It is indicative and decides nothing."))

    def do_statement(self) -> None:
        """Ask for a statement for the record that is announced: whose, about what, due when."""
        there = running(self.record)
        speaker = self.record.find(Person, there.speaker if there else None)
        self._about = self._place()
        self._about.pop("proposal", None)
        question = self.tr("Statement for the record – name: about what by when:")
        if speaker:
            question = self.tr("Statement of %1 – about what by when:").replace("%1", speaker.name)
        self.page.ask(question, [], self._announce, or_nothing=speaker is not None)

    def _announce(self, typed: str) -> None:
        said, there = read_task(self.record, typed, self.bridge.now), running(self.record)
        if said.person is None and there:
            said = replace(said, person=there.speaker)
        if said.person is None:
            self.page.says.emit(self.tr("Say whose statement it is: Lind: about the width by 17:00"))
            return
        fields = {"person": said.person, "about": said.words.removeprefix("about ").strip(), "due": said.due}
        self.bridge.do(AnnounceStatement.model_validate({**self._about, **fields}))

    def do_action(self) -> None:
        """Ask for something to be done: by whom, what, by when."""
        self.page.ask(self.tr("Action – name: what by when:"), [], self._action)

    def _action(self, typed: str) -> None:
        said = read_task(self.record, typed, self.bridge.now)
        due = said.due.date() if said.due else None
        self.bridge.do(AddAction(title=said.words or typed, owner=said.person, due=due))

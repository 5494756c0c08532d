"""Deciding, as the session page does it: the proposal, the words read out, the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.proposals import Proposal, RecordSupport, SettleProposal, TakeUp, would_read
from hisrg_desktop.meeting.decisions.decisions import Declare, Held, Park
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.declare import DeclareForm, Prepared
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.ui.session.declare import NonConsent
    from hisrg_desktop.ui.session.page import SessionPage


class DecideHand(Hand):
    """Prepares and declares decisions, records support, parks what is not ready."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._form: DeclareForm | None = None

    @property
    def form(self) -> DeclareForm:
        """The form for decisions, made when the first is prepared."""
        if self._form is None:
            self._form = DeclareForm(self.page.look)
            self._form.declared.connect(self._declare)
            self._form.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(self._form)
        return self._form

    @property
    def is_open(self) -> bool:
        """Whether a decision is being prepared."""
        return self._form is not None and self._form.isVisible()

    def declare(self) -> bool:
        """Declare what the form holds; whether a form was open."""
        if self._form is None or not self._form.isVisible():
            return False
        self._form.declare()
        return True

    def do_declare(self) -> None:
        """Prepare the decision on the proposal that is selected, or the first that is open here."""
        centre, looked = self.page.centre, self.page.looked
        key = centre.cards.key if centre.tab == "proposals" else ""
        if not key and self.record.find(Provision, looked):
            undecided = shown.undecided_here(self.record, looked or "")
            key = undecided[0].id if undecided else ""
        self.card_declare(key)

    def do_park(self) -> None:
        """Park the place that is looked at."""
        looked = self.page.looked
        if looked:
            fields = {"provision" if self.record.find(Provision, looked) else "block": looked}
            self.bridge.do(Park.model_validate(fields))

    def card_declare(self, key: str) -> None:
        """Prepare the decision on a proposal; without one, a decision on the active place."""
        record = self.record
        proposal = record.find(Proposal, key)
        at = now(record)
        provision = record.find(Provision, proposal.provision if proposal else (at.provision if at else None))
        place = label(record, provision.id) if provision else ""
        sitting = current_sitting(record)
        present = members_present(record, sitting.id, self.bridge.now) if sitting else []
        members = tuple((p, record.get(Person, p).name) for p in present)
        words = self._words(proposal, place) if proposal else ""
        number = proposal.number if proposal else ""
        self.form.prepare(Prepared(key, number, provision.id if provision else "", place, words, members))

    def _words(self, proposal: Proposal, place: str) -> str:
        text = would_read(self.record, proposal) or proposal.after
        return self.tr("The Group agrees that %1 reads: “%2”").replace("%1", place).replace("%2", text)

    def _declare(self, words: str, method: str, settles: bool, positions: tuple[NonConsent, ...]) -> None:
        prepared = self.form.prepared
        assert prepared is not None
        held = tuple(Held.model_validate({"person": p.person, "kind": p.kind, "reason": p.reason}) for p in positions)
        act = Declare.model_validate(
            {
                "words": words,
                "method": method,
                "proposals": (prepared.proposal,) if prepared.proposal else (),
                "provision": prepared.provision or None,
                "positions": held,
                "settles": settles,
            }
        )
        self.bridge.do(act, then=self._declared)

    def _declared(self, _: object) -> None:
        self.form.hide()
        self.page.to_capture()

    # --- what is done to a proposal --------------------------------------------------------------------------------

    def card_support(self, key: str) -> None:
        """Record that the person who has the floor supports a proposal."""
        self._back(key, "support")

    def card_oppose(self, key: str) -> None:
        """Record that the person who has the floor opposes a proposal."""
        self._back(key, "oppose")

    def card_takeUp(self, key: str) -> None:
        """Record that the person who has the floor takes a proposal up."""
        speaker = self._speaker()
        if speaker:
            self.bridge.do(TakeUp(proposal=key, member=speaker))
            self.page.to_capture()

    def card_notAgreed(self, key: str) -> None:
        """Settle a proposal as not agreed."""
        self.bridge.do(SettleProposal(proposal=key, state="not agreed"))
        self.page.to_capture()

    def card_withdrawn(self, key: str) -> None:
        """Settle a proposal as withdrawn."""
        self.bridge.do(SettleProposal(proposal=key, state="withdrawn"))
        self.page.to_capture()

    def _back(self, key: str, stance: str) -> None:
        speaker = self._speaker()
        if speaker:
            self.bridge.do(RecordSupport.model_validate({"proposal": key, "person": speaker, "stance": stance}))
            self.page.to_capture()

    def _speaker(self) -> str | None:
        there = running(self.record)
        if there is None:
            self.page.says.emit(
                self.tr("Nobody has the floor; give it to the person who supports, opposes or takes up.")
            )
        return there.speaker if there else None

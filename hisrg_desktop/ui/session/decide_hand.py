"""Deciding, as the session page does it: the proposal, the words read out, the consensus call, the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.comments.proposals import WORDED, Proposal, RecordSupport, SettleProposal, TakeUp, Withdraw
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Held
from hisrg_desktop.meeting.decisions.filling import FillDispositions, Filled, unfilled
from hisrg_desktop.meeting.decisions.objections import Object, Objection, ResolveObjection
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.decisions.polls import may_vote
from hisrg_desktop.meeting.decisions.silence import (
    BeginSilence,
    BreakSilence,
    ConfirmSilence,
    GiveSilenceUp,
    Silence,
    on_words,
    silence_words,
)
from hisrg_desktop.meeting.decisions.typed import (
    TypedPosition,
    destinations,
    read_destination,
    read_hands,
    read_moment,
    read_position,
)
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.meetings import sitting_in
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.bridge import sentence_of
from hisrg_desktop.ui.decisions.review import Review, reviewed
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.deciding import (
    SLOT,
    Unfinished,
    active_place,
    prepared,
    proposals_of,
    quoted,
    with_room,
)
from hisrg_desktop.ui.session.declare import WAYS, DeclareForm
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.text.merged import MergedWording

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.session.deciding import Prepared
    from hisrg_desktop.ui.session.page import SessionPage


class DecideHand(Hand):
    """Prepares and declares decisions, takes the ways out of an objection, records support.

    Signals:
        preparing: a decision is being prepared, differently from before, or is prepared no more.
    """

    preparing = Signal()

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._form: DeclareForm | None = None
        self._review: Review | None = None
        self._unfinished: dict[str, Unfinished] = {}
        self._put_back = False

    @property
    def form(self) -> DeclareForm:
        """The form for decisions, made when the first is prepared."""
        if self._form is None:
            self._form = form = DeclareForm(self.page.look)
            form.declared.connect(self._declare)
            form.called.connect(self._called)
            form.way_out.connect(self._take_way)
            form.lifted.connect(self._lift)
            form.given_up.connect(self._give_up)
            form.follows.connect(self._follow)
            form.changed.connect(self.keep_unfinished)
            form.changed.connect(self.preparing)
            form.turned.connect(self.preparing)
            form.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(form)
        return self._form

    @property
    def review(self) -> Review:
        """The form in which the dispositions of linked comments are reviewed, made when the first is."""
        if self._review is None:
            self._review = Review(self.page.look)
            self._review.filled.connect(self._fill)
            self._review.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(self._review)
        return self._review

    @property
    def is_open(self) -> bool:
        """Whether a decision is being prepared."""
        return self._form is not None and not self._form.isHidden()

    def finish(self) -> bool:
        """Declare what the form holds, or fill what is reviewed; whether one of them was open."""
        if self.is_open:
            self.form.declare()
            return True
        if self._review is not None and not self._review.isHidden():
            self._review.finish()
            return True
        return False

    # --- what is shown and what survives ---------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show in the form who is in the room and who objects; put back once what was unfinished."""
        if not self._put_back:
            self._put_back = True
            self.put_back_kept()
        elif self.is_open and self.form.prepared:
            self.form.show_room(with_room(self.record, self.form.prepared, self.bridge.now))

    def put_back_kept(self) -> None:
        """Put the decision back that was being prepared when the program ended."""
        for kept in self.bridge.desk.kept():
            unfinished = Unfinished.read(kept.text) if kept.slot.startswith(SLOT) else None
            if unfinished:
                self._unfinished[unfinished.subject] = unfinished
        seen = [unfinished for unfinished in self._unfinished.values() if unfinished.seen]
        if seen:
            self.prepare(seen[-1].subject)
            self.page.says.emit(
                self.tr("The decision that was being prepared when the program ended is in its form again.")
            )

    def keep_unfinished(self) -> None:
        """Keep the words and answers of the form; one in which nothing was written is forgotten."""
        if self._form is None or self._form.prepared is None:
            return
        unfinished = self._form.unfinished
        if self._form.is_touched or unfinished.seen:
            self._unfinished[unfinished.subject] = unfinished
            self.bridge.keep(SLOT + unfinished.subject, unfinished.kept())
        else:
            self._forget(unfinished.subject)

    def _forget(self, subject: str) -> None:
        self._unfinished.pop(subject, None)
        self.bridge.keep(SLOT + subject, "")

    # --- preparing -------------------------------------------------------------------------------------------------

    def do_declare(self) -> None:
        """Prepare the decision on the proposal that is selected, or the first that is open here, or on the place."""
        self.card_declare(self._proposal_here())

    def do_sumUp(self) -> None:
        """Put the words of a summing-up into the capture line: those that follow from the proposal, to be changed."""
        words = self.form.words.toPlainText() if self.is_open else ""
        subject = self._proposal_here() or self.page.looked or active_place(self.record)
        words = words or prepared(self.record, subject, self.bridge.now).words
        self.page.capture.put_back(f"! {words}")
        self.page.to_capture()

    def _proposal_here(self) -> str:
        centre, looked = self.page.centre, self.page.looked
        key = centre.cards.key if centre.tab == "proposals" else ""
        if not key and self.record.find(Provision, looked):
            undecided = shown.undecided_here(self.record, looked or "")
            key = undecided[0].id if undecided else ""
        return key

    def card_declare(self, key: str) -> None:
        """Prepare the decision on a proposal; without one, a decision on the place that is looked at."""
        proposal = self.record.find(Proposal, key)
        self.prepare(proposal.id if proposal else self.page.looked or active_place(self.record))
        self.form.start()

    def decide_merged(self, wording: MergedWording) -> None:
        """Prepare the decision on several proposals merged into one wording."""
        self.prepare(wording.kept())
        self.form.start()

    def prepare(self, subject: str) -> None:
        """Show the form for a proposal, a place or a text, with the words as they were left."""
        if self.is_open:
            self.form.leave()
        made: Prepared = prepared(self.record, subject, self.bridge.now)
        self.form.prepare(made, self._unfinished.get(subject), may_vote(self.record))
        self.form.offer_ways(self._ways(made))
        self.preparing.emit()

    def _ways(self, made: Prepared) -> set[str]:
        """The ways out that somebody here can take."""
        found = {"parked", "referred"} if made.provision or made.block else set()
        proposal = self.record.find(Proposal, made.proposal)
        if made.provision:
            found |= {"bracketed", "footnote"}
        if made.provision and (proposal is None or proposal.operation in WORDED):
            found.add("amended")
        if made.provision and (proposal is None or proposal.operation == "replace"):
            found.add("alternative")
        return found | {"withdrawn"} if proposal else found

    # --- the consensus call ----------------------------------------------------------------------------------------

    def _called(self, typed: str) -> None:
        """Enter the position that was typed; say beside the line why it cannot be."""
        silence = self.form.prepared.silence if self.form.prepared else ""
        try:
            # A silence is broken by letter as well; whoever else has a position is in the room.
            sitting = None if silence else sitting_in(self.record, "open")
            said = read_position(self.record, typed, sitting, self.bridge.now)
        except OutOfOrder as refusal:
            self.form.tell(refusal.message)
            if refusal.remedy:
                self.page.offers.emit(refusal)
            return
        if silence and said.kind:
            self._break(silence, said)
            return
        if said.kind:
            self.form.hold(said.person, said.kind, said.reason)
            return
        self.form.release(said.person)
        for objection in self._on_record():
            if objection.person == said.person:
                self._lift(objection.id)

    def _break(self, silence: str, said: TypedPosition) -> None:
        if said.kind != "objection":
            self.form.tell(self.tr("While silence runs only an objection counts; type o behind the name."))
            return
        act = BreakSilence(silence=silence, person=said.person, reason=said.reason)
        self.bridge.do(act, then=self._broken, otherwise=self._refused)

    def _broken(self, news: News | None) -> None:
        self.form.empty_line()
        self._told(news)

    def _told(self, news: News | None) -> None:
        if news:
            self.page.says.emit(f"{news.entry.sentence}.")

    def _give_up(self) -> None:
        made = self.form.prepared
        if made and made.silence:
            self.bridge.do(GiveSilenceUp(silence=made.silence), then=self._told, otherwise=self._refused)

    def _on_record(self) -> list[Objection]:
        made = self.form.prepared
        return [self.record.get(Objection, key) for key, _ in made.objecting] if made else []

    def _lift(self, key: str) -> None:
        """Note that an objection is resolved: by the way out that was taken, else by the objector's word."""
        how = self.form.way if self.form.way in {way.name for way in WAYS} else "lifted"
        self.bridge.do(ResolveObjection.model_validate({"objection": key, "how": how}))

    # --- ways out --------------------------------------------------------------------------------------------------

    def _take_way(self, name: str) -> None:
        """Put the objections on record and take a way out, with the words of the form."""
        if name == "referred":
            self.page.ask(self.tr("Refer to:"), destinations(self.record), self._refer)
            return
        then = {"parked": self._park, "withdrawn": self._withdraw}.get(name)
        objector = self._objector()
        acts = self._objections() + (then() if then else [])
        self.form.now_on_record(name)
        if acts:
            self.bridge.do(Together(acts=tuple(acts)))
        if name == "footnote":
            self.form.add_footnote()
        elif then:
            self._put_away()
        else:
            self._hand_over(name, objector)

    def _hand_over(self, name: str, objector: str) -> None:
        """Leave the form as it is and let the hand that builds it take over."""
        made, words = self.form.prepared, quoted(self.form.words.toPlainText())
        self.form.leave()
        if made is None:
            return
        self.page.look_at(made.provision)
        if made.proposal:
            self.page.centre.show_tab("proposals")
            self.page.centre.cards.choose(made.proposal)
        self.page.changing.meet(name, made.provision, made.proposal, words, objector)

    def _objections(self) -> list[Act]:
        made = self.form.prepared
        assert made is not None
        place: dict[str, str | None] = {"proposal": made.proposal or None}
        if not made.proposal:
            place = {"provision": made.provision or None, "block": made.block or None}
        return [
            Object.model_validate({"person": held.person, "reason": held.reason, **place})
            for held in self.form.unfinished.positions
            if held.kind == "objection"
        ]

    def _park(self) -> list[Act]:
        return [Park.model_validate({**self._where(), "what": self._reasons()})]

    def _withdraw(self) -> list[Act]:
        made = self.form.prepared
        return [SettleProposal(proposal=made.proposal, state="withdrawn")] if made and made.proposal else []

    def _refer(self, typed: str) -> None:
        to = read_destination(self.record, typed)
        # What goes to a meeting is deferred to it; a panel is asked something.
        state = "deferred" if to.meeting else "referred"
        fields = {"state": state, "panel": to.panel, "meeting": to.meeting, "until": to.until}
        act = Park.model_validate({**self._where(), **fields, "what": to.what or self._reasons()})
        acts = [*self._objections(), act]
        self.form.now_on_record("referred")
        self.bridge.do(Together(acts=tuple(acts)))
        self._put_away()

    def _where(self) -> dict[str, str]:
        made = self.form.prepared
        assert made is not None
        named = {"proposal": made.proposal, "provision": made.provision, "block": made.block}
        return {next(name for name in named if named[name]): next(key for key in named.values() if key)}

    def _objector(self) -> str:
        """Who objected last, and why, as the question who asks for brackets is answered: ``Name: why``."""
        held = [(p.person, p.reason) for p in self.form.unfinished.positions if p.kind == "objection"]
        held = held or [(o.person, o.reason) for o in self._on_record()]
        return f"{self.record.get(Person, held[-1][0]).name}: {held[-1][1]}" if held else ""

    def _reasons(self) -> str:
        """Why it is put off: what those said who object."""
        reasons = [held.reason for held in self.form.unfinished.positions if held.kind == "objection"]
        reasons += [objection.reason for objection in self._on_record()]
        return "; ".join(dict.fromkeys(reason for reason in reasons if reason))

    def _put_away(self) -> None:
        self.form.leave()

    # --- declaring -------------------------------------------------------------------------------------------------

    def _declare(self) -> None:
        made, unfinished = self.form.prepared, self.form.unfinished
        assert made is not None
        if made.silence:
            self.bridge.do(ConfirmSilence(silence=made.silence), then=self._declared, otherwise=self._refused)
            return
        hands = read_hands(unfinished.hands) if unfinished.method == "vote" else None
        if unfinished.method == "vote" and hands is None:
            self.form.tell(self.tr("Say how many hands were for, against and abstaining: 12 3 2"))
            return
        until = read_moment(unfinished.until, self.bridge.now) if unfinished.method == "silence procedure" else None
        if unfinished.method == "silence procedure" and until is None:
            self.form.tell(self.tr("Say until when silence runs: 18:00, tomorrow 12:00, 16 Sep 18:00"))
            self.form.until.setFocus()
            return
        declares = Declare.model_validate(
            {
                "words": unfinished.words,
                "method": unfinished.method,
                "proposals": proposals_of(made),
                "merged": made.merged.shares if made.merged else (),
                "provision": made.provision or None,
                "block": made.block or None,
                "adopts": made.adopts or None,
                "positions": [
                    Held.model_validate({"person": p.person, "kind": p.kind, "reason": p.reason})
                    for p in unfinished.positions
                ],
                "settles": unfinished.settles and made.may_settle,
                "hands": hands,
                "footnote": unfinished.footnote,
            }
        )
        act: Act = BeginSilence(declares=declares, until=until) if until else declares
        met = [o.id for o in self._on_record()] if unfinished.footnote.strip() else []
        if met:
            resolved: list[Act] = [ResolveObjection(objection=key, how="footnote") for key in met]
            act = Together(acts=(*resolved, act), called=act.sentence(self.record))
        self.bridge.keep(SLOT + made.subject, unfinished.kept())
        self.bridge.do(act, scratch=SLOT + made.subject, then=self._declared, otherwise=self._refused)

    def _refused(self, fault: object) -> None:
        """Say beside the form why it could not be declared; its words stay."""
        if isinstance(fault, OutOfOrder):
            self.form.tell(fault.message)
            if fault.remedy:
                self.page.offers.emit(fault)
        elif isinstance(fault, OSError):
            self.bridge.failed.emit(sentence_of(fault))
        elif isinstance(fault, BaseException):
            raise fault

    def _declared(self, news: News | None) -> None:
        """Put the form away; offer the dispositions that follow for review."""
        made, self.form.prepared = self.form.prepared, None
        if made:
            self._forget(made.subject)
        self.form.hide()
        self.preparing.emit()
        begun = next((c.after for c in news.changes if isinstance(c.after, Silence)), None) if news else None
        if begun and not begun.ended_at:
            words = self.tr("Silence%1 %2; one objection breaks it. When it is over, confirm it.")
            on, stands = on_words(self.record, begun.id), silence_words(self.record, begun, self.bridge.now)
            self.page.says.emit(words.replace("%1", on).replace("%2", stands))
        self.offer_review(news)

    def offer_review(self, news: News | None) -> None:
        """Show for review what follows from the decision just declared; the keyboard goes on taking words down."""
        decision = next((c.after for c in news.changes if isinstance(c.after, Decision)), None) if news else None
        if decision and unfilled(self.record, decision.id):
            self.review.show_decision(reviewed(self.record, decision.id))
        # Somebody speaks already: what is typed now belongs to the line, and Ctrl+Enter there fills what is shown.
        self.page.to_capture()

    def put_review_away(self) -> bool:
        """Put the review away for later; whether it was open."""
        there = self._review is not None and not self._review.isHidden()
        if there:
            self.review.leave()
        return there

    def _fill(self, decision: str, rows: tuple[tuple[str, str, str], ...]) -> None:
        filled = [Filled.model_validate({"comment": c, "word": w, "observation": o}) for c, w, o in rows]
        self.bridge.do(FillDispositions(decision=decision, filled=tuple(filled)), then=self._filled)

    def _filled(self, _: object) -> None:
        self.review.hide()
        self.page.to_capture()

    def _follow(self, what: str) -> None:
        answer = self.page.answer_to(what)
        if answer:
            answer()

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
        self.bridge.do(Withdraw(proposal=key))
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

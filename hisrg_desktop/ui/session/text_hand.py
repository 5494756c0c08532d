"""The text, as the session page changes it: proposals typed in place, alternatives, brackets; what the panels say on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.comments.alternatives import Alternative, RemoveAlternative, SetAlternatives
from hisrg_desktop.meeting.comments.line import meant
from hisrg_desktop.meeting.comments.proposals import WORDED, Proposal, SettleProposal, Standing, anew, standing_of
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.panels.reports import Respond
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.brackets import Bracketed, LiftBracket, SetBracket, brackets_in, in_brackets
from hisrg_desktop.meeting.text.marked import tabled_here
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.centre import TABS
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.session.shown import undecided_here
from hisrg_desktop.ui.text.merge import MergeBox, one_of
from hisrg_desktop.ui.text.merged import MergedWording
from hisrg_desktop.ui.text.proposing import Proposing, before_the_room, competing

if TYPE_CHECKING:
    from hisrg_desktop.ui.session.page import SessionPage

_NAMED = re.compile(r"^([^:]{2,40}):\s*(.*)$", re.DOTALL)


class TextHand(Hand):
    """Turns what is typed into proposals, alternatives and brackets; answers what the panels remarked on the text."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._answers = ""
        self._words: tuple[str, str, int] = ("", "", 0)
        self._objector = ""
        self._standing: dict[str, Standing] = {}
        self._restored = False
        self._merging: MergeBox | None = None
        self.proposing = Proposing(page, page.centre.editor, "session")

    def wire(self) -> None:
        """Connect the editor and the button that opens it."""
        self.page.centre.propose.connect(self.do_proposeText)
        self.proposing.shown.connect(self._shown)
        self.proposing.tabled.connect(self._tabled)
        self.proposing.compared.connect(self._set_beside)
        self.page.centre.editor.typing.connect(self._typing)

    def show_record(self) -> None:
        """Put back what was being edited, once; say which open proposals an adoption has touched."""
        if not self._restored:
            self._restored = True
            provision = self.proposing.put_back_kept()
            if provision:
                self.page.look_at(provision)
        self._recheck()
        self.proposing.follow()
        if self._merging is not None:
            self._merging.show_record(self.record)

    def keep_unfinished(self) -> None:
        """Keep the words that are being edited."""
        self.proposing.keep_unfinished()

    def _recheck(self) -> None:
        """Say which of the open proposals here no longer apply since the text was changed."""
        record, looked = self.record, self.page.looked
        known, self._standing = self._standing, {}
        if record.find(Provision, looked) is None:
            return
        gone: dict[Standing, list[str]] = {"conflicts": [], "overtaken": []}
        for proposal in undecided_here(record, looked or ""):
            standing = self._standing[proposal.id] = standing_of(record, proposal)
            if standing != "applies" and known.get(proposal.id) == "applies":
                gone[standing].append(proposal.number)
        words = (self.tr("no longer fits: %1"), self.tr("already reads so: %1"))
        said = [
            word.replace("%1", ", ".join(numbers))
            for word, numbers in zip(words, gone.values(), strict=True)
            if numbers
        ]
        if said:
            self.page.says.emit(self.tr("The text has changed; %1.").replace("%1", "; ".join(said)))

    # --- typed in place ---------------------------------------------------------------------------------------------

    def do_proposeText(self) -> None:
        """Edit the provision that is looked at into a proposal."""
        looked = self.page.looked
        if looked and self.record.find(Provision, looked):
            self.proposing.start(looked)
        else:
            self.page.says.emit(self.tr("Choose a provision first; its words are edited in place."))

    def finish(self) -> bool:
        """Table what is being edited; whether anything was, where the person types."""
        if self._merging is not None and self._merging.isVisible() and not self.page.deciding.is_open:
            return self._merging.finish()
        deciding = self.page.deciding.is_open and not self.proposing.has_keyboard()
        return not deciding and self.proposing.finish()

    def _typing(self, words: str) -> None:
        """Say which wording is being typed; the wall shows it only where that was switched on."""
        edited = self.page.centre.editor.edited
        if edited is not None:
            self.page.wording.emit(edited.provision, words)

    def _shown(self) -> None:
        self.page.centre.show_editor()
        if self.page.centre.editor.isHidden():
            self.page.wording.emit("", "")
            self.page.to_capture()

    def _tabled(self, provision: str) -> None:
        if provision == self.page.looked and self.page.centre.tab == "comments":
            self.page.centre.tabs.setCurrentIndex(TABS.index("proposals"))

    def card_amend(self, key: str) -> None:
        """Give an open proposal other words."""
        self.proposing.start(self.record.get(Proposal, key).provision, key)

    def do_editProposal(self) -> None:
        """Give the proposal that is chosen other words; without one, edit the provision."""
        key = self.page.centre.cards.key if self.page.centre.tab == "proposals" else ""
        proposal = self.record.find(Proposal, key)
        if proposal and proposal.state in UNDECIDED:
            self.card_amend(key)
        else:
            self.do_proposeText()

    def card_repropose(self, key: str) -> None:
        """Make a proposal anew on today's text: its words are in the editor, one key tables them."""
        self.card_amend(key)

    def card_superseded(self, key: str) -> None:
        """Settle a proposal that was overtaken: what it wanted is there already."""
        self.bridge.do(SettleProposal(proposal=key, state="superseded"))
        self.page.to_capture()

    def do_backers(self) -> None:
        """Show who backs the proposal that is chosen."""
        if self.page.centre.tab == "proposals" and self.page.centre.cards.key:
            self.card_names(self.page.centre.cards.key)

    def card_names(self, key: str) -> None:
        """Show who backs a proposal, or no longer."""
        self.page.centre.name_backers(key)

    # --- ways out of an objection ------------------------------------------------------------------------------------

    def meet(self, way: str, provision: str, proposal: str, words: str | None, objector: str) -> None:
        """Take the words that were to be decided over into what may meet an objection, so that nobody types them twice.

        `way` says how: amended, bracketed, alternative; `objector` is the member who objects, and why: ``Name: why``.
        """
        if way == "alternative":
            asked = self.record.find(Proposal, proposal)
            self.proposing.start(provision, words=words or (anew(self.record, asked) if asked else None), beside=True)
            return
        if way == "bracketed":
            words = self._in_brackets(provision, self.record.find(Proposal, proposal), words)
            if words is None:
                self._bracket(objector)
                return
        self.proposing.start(provision, proposal, words)

    def _in_brackets(self, provision: str, proposal: Proposal | None, words: str | None) -> str | None:
        """The wording with what is not agreed in brackets; None where it does not differ from the text."""
        standing = self.record.get(Provision, provision).text
        if proposal and proposal.operation not in WORDED:
            return None
        wanted = words or (anew(self.record, proposal) if proposal else standing)
        made = in_brackets("" if proposal and proposal.operation != "replace" else standing, wanted)
        return None if made == standing else made

    # --- alternatives -----------------------------------------------------------------------------------------------

    def do_alternative(self) -> None:
        """Set the wording that is edited, else the open proposals, side by side."""
        if self.proposing.is_open:
            self.proposing.as_alternative()
            return
        looked = self.page.looked or ""
        if self.record.find(Provision, looked) is None:
            self.page.says.emit(self.tr("Choose a provision first."))
            return
        proposals = before_the_room(self.record, looked)
        act = SetAlternatives(provision=looked, proposals=proposals, keeping=len(proposals) == 1)
        self.bridge.do(act, then=self._set_beside)

    def _set_beside(self, _: object) -> None:
        self.page.centre.tabs.setCurrentIndex(TABS.index("alternatives"))
        self.page.to_capture()

    def card_choose(self, key: str) -> None:
        """Prepare the decision for an alternative; the text as it stands is agreed by a decision too."""
        alternative = self.record.get(Alternative, key)
        self.page.deciding.card_declare(alternative.proposal or "")
        if alternative.proposal is None:
            self.page.deciding.form.settles.setChecked(True)

    def card_takeOut(self, key: str) -> None:
        """Take a wording out of the alternatives; its proposal stays."""
        self.bridge.do(RemoveAlternative(alternative=key))
        self.page.to_capture()

    def card_tableAgain(self, key: str) -> None:
        """Begin a new proposal with the words of an alternative that was not agreed."""
        alternative = self.record.get(Alternative, key)
        proposal = self.record.find(Proposal, alternative.proposal)
        if proposal:
            self.proposing.start(alternative.provision, words=anew(self.record, proposal))

    # --- merging ----------------------------------------------------------------------------------------------------

    @property
    def merging(self) -> MergeBox:
        """The merge box, made when it is first wanted."""
        if self._merging is None:
            self._merging = box = MergeBox(self.page.look, "session")
            box.to_decision.connect(self.decide_merged)
            box.to_one.connect(self._make_one)
            box.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(box)
        return self._merging

    def do_merge(self) -> None:
        """Offer the proposals that the room has before it, or all there are, to be merged."""
        provision = self.record.find(Provision, self.page.looked)
        if provision is None or not competing(self.record, provision.id):
            self.page.says.emit(self.tr("There is no proposal here that could be merged."))
            return
        self.merging.prepare(self.record, provision.id, [p.id for p in tabled_here(self.record, provision)])

    def card_merge(self, key: str) -> None:
        """Open the merge box."""
        self.do_merge()

    def decide_merged(self, wording: MergedWording) -> None:
        """Prepare the decision on a merged wording."""
        self.page.look_at(wording.provision)
        self.page.deciding.decide_merged(wording)
        if self._merging is not None:
            self._merging.put_away()

    def _make_one(self, wording: MergedWording) -> None:
        self.bridge.do(one_of(wording), then=self._made_one)

    def _made_one(self, _: object) -> None:
        self.merging.put_away()
        self.page.to_capture()

    # --- brackets ---------------------------------------------------------------------------------------------------

    def do_bracket(self) -> None:
        """Put the selected words into brackets, or take those off that stand about them; without a selection, ask which."""
        self._bracket()

    def _bracket(self, objector: str = "") -> None:
        self._objector = objector
        if self.proposing.is_open:
            if not self.page.centre.editor.bracket():
                self.page.says.emit(self.tr("Select the words in the editor that go into brackets."))
            return
        provision = self.record.find(Provision, self.page.looked)
        if provision is None:
            self.page.says.emit(self.tr("Choose a provision first."))
            return
        chosen = self.page.centre.selected()
        if chosen and chosen[0].strip():
            self._ask_why(provision.id, chosen[0], chosen[1][0])
        else:
            place = locator(self.record, provision.id)
            question = self.tr("Which words of %1 go into brackets?").replace("%1", place)
            self._words = (provision.id, "", 0)
            prefilled = provision.text if self._objector else ""
            self.page.ask(question, [], self._answer_words, start=prefilled)

    def _answer_words(self, text: str) -> None:
        provision = self.record.get(Provision, self._words[0])
        start = provision.text.find(text)
        if start < 0:
            self.page.says.emit(self.tr("“%1” does not stand there.").replace("%1", text))
        else:
            self._ask_why(provision.id, text, start)

    def _ask_why(self, provision: str, words: str, start: int) -> None:
        about = self._bracket_about(provision, start, start + len(words))
        if about is not None and about.bracket is not None:
            speaker = running(self.record)
            by = speaker.speaker if speaker else None
            self.bridge.do(LiftBracket(provision=provision, start=about.start, by=by), then=self._lifted)
            return
        self._words = (provision, words, start)
        there = running(self.record)
        shown = words if len(words) <= 30 else words[:28] + "…"
        if there:
            name = self.record.get(Person, there.speaker).initialled
            question = self.tr("[%1] asked by %2. Why?  (or Name: why)").replace("%2", name)
        else:
            question = self.tr("[%1]  Who asks for it, and why?  (Name: why)")
        objector, self._objector = self._objector, ""
        self.page.ask(question.replace("%1", shown), self.page.names(), self._answer_why, start=objector)

    def _bracket_about(self, provision: str, start: int, end: int) -> Bracketed | None:
        """The brackets that stand just about these words, or are chosen with them."""
        inside = brackets_in(self.record, self.record.get(Provision, provision))
        return next((b for b in inside if b.start <= start <= b.start + 1 and b.end - 1 <= end <= b.end), None)

    def _lifted(self, _: object) -> None:
        self.page.says.emit(self.tr("The brackets are off; who asked for them gave them up."))

    def _answer_why(self, text: str) -> None:
        provision, words, start = self._words
        there = running(self.record)
        named = _NAMED.match(text)
        found = meant(self.record, named[1] if named else text, beginnings=bool(named))
        if named and len(found) == 1:
            who, why = found[0].id, named[2]
        elif len(found) == 1 and not there:
            who, why = found[0].id, ""
        elif there:
            who, why = there.speaker, text
        else:
            self.page.person_meant(named[1] if named else text)
            return
        at = self.record.get(Provision, provision).text
        if at[start : start + len(words)] != words:
            start = at.find(words)
        act = SetBracket(provision=provision, start=start, end=start + len(words), asked_by=who, why=why.strip())
        self.bridge.do(act)

    # --- panels -----------------------------------------------------------------------------------------------------

    def card_respond(self, key: str) -> None:
        """Ask for the Group's answer to a panel's item."""
        self._answers = key
        self.page.ask(self.tr("The Group's answer:"), [], self._respond)

    def _respond(self, text: str) -> None:
        self.bridge.do(Respond(item=self._answers, response=text))

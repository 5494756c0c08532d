"""What one decision makes of the comments linked to it: suggested for review, then filled in one step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support, would_read
from hisrg_desktop.meeting.comments.received import (
    Disposition,
    amendment_for,
    disposed,
    disposition_of,
    is_open,
    need_reason,
)
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.parking import over
from hisrg_desktop.meeting.lists import ACCEPTED, UNDECIDED, DispositionWord
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, replaced
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.parts import Provision

Link = Literal["proposes it", "asks the same", "supports it", "opposes it", "same provision"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a comment would be given: why it is linked, the word, the observation; `taken` where it is meant by default."""

    comment: str
    link: Link
    word: DispositionWord
    observation: str = ""
    taken: bool = True


class Filled(Act):
    """A disposition to be filled."""

    comment: str
    word: DispositionWord
    observation: str = ""


def suggestions(record: Record, decision: str) -> list[Suggested]:
    """The comments linked to a decision, each with the disposition that follows from it; reviewed before they are filled.

    First those whose change it carries out, then who supported and opposed, then what else is open on the same place,
    which is offered but not meant.
    """
    there = record.get(Decision, decision)
    found: dict[str, Suggested] = {}
    for one in (*_proposing(record, there), *_asking_the_same(record, there), *_backing(record, there)):
        found.setdefault(one.comment, one)
    for one in _around(record, there):
        found.setdefault(one.comment, one)
    return [_as_recommended(record, one) for one in found.values() if not record.get(Comment, one.comment).struck]


def unfilled(record: Record, decision: str) -> list[Suggested]:
    """The suggestions for comments whose disposition is not decided yet."""
    return [s for s in suggestions(record, decision) if _is_undecided(record, s.comment)]


def _is_undecided(record: Record, comment: str) -> bool:
    there = disposition_of(record, comment)
    return there is None or there.decided is None


def _proposing(record: Record, decision: Decision) -> Iterator[Suggested]:
    for key in decision.proposals:
        proposal = record.get(Proposal, key)
        if proposal.state == "agreed as amended":
            why = f"As amended by {decision.number}."
            yield Suggested(proposal.comment, "proposes it", "accepted with modification", why)
        else:
            yield Suggested(proposal.comment, "proposes it", "accepted")


def _asking_the_same(record: Record, decision: Decision) -> Iterator[Suggested]:
    for amendment in record.where(Amendment, decision=decision.id):
        for proposal in record.where(Proposal, provision=amendment.provision):
            if proposal.state in UNDECIDED and _is_done(record, proposal):
                words = f"Carried out by {decision.number}."
                yield Suggested(proposal.comment, "asks the same", "accepted", words)


def _is_done(record: Record, proposal: Proposal) -> bool:
    """Whether the text reads already as the proposal wants it."""
    text = record.get(Provision, proposal.provision).text
    return proposal.operation == "replace" and text in (proposal.after, would_read(record, proposal))


def _backing(record: Record, decision: Decision) -> Iterator[Suggested]:
    for key in decision.proposals:
        number = record.get(Proposal, key).number
        for support in record.where(Support, proposal=key):
            if support.comment is None:
                continue
            if support.stance == "support":
                yield Suggested(support.comment, "supports it", "accepted", f"{number} was agreed.")
            else:
                yield Suggested(support.comment, "opposes it", "noted", f"{number} was agreed all the same.")


def _around(record: Record, decision: Decision) -> Iterator[Suggested]:
    places = {a.provision for a in record.where(Amendment, decision=decision.id) if a.provision}
    places |= {decision.provision} if decision.provision else set()
    for place in sorted(places):
        for comment in record.where(Comment, provision=place):
            if is_open(record, comment):
                yield Suggested(comment.id, "same provision", "noted", f"See {decision.number}.", taken=False)


def _as_recommended(record: Record, suggested: Suggested) -> Suggested:
    """What the secretariat recommended is suggested where the decision itself does not say."""
    there = disposition_of(record, suggested.comment)
    if suggested.link == "same provision" and there and there.recommended:
        return replace(suggested, word=there.recommended, observation=there.recommended_reason)
    return suggested


class FillDispositions(Act):
    """Fill the dispositions of the comments linked to a decision."""

    decision: str
    filled: tuple[Filled, ...] = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Each comment with its disposition and the decision; a proposal carried out with them is merged into it."""
        decision = record.get(Decision, self.decision)
        changes: list[Change] = []
        for one in self.filled:
            comment = record.get(Comment, one.comment)
            self._refuse(record, comment, one)
            changes.append(disposed(record, comment.id, one.word, one.observation, decision.id, moment))
            changes += self._merged(record, comment, one)
        return [*changes, *over(record, moment, changes)]

    def _refuse(self, record: Record, comment: Comment, one: Filled) -> None:
        try:
            need_reason(one.word, one.observation)
        except OutOfOrder as refusal:
            raise OutOfOrder(f"{comment.number}: {refusal.message}") from None

    def _merged(self, record: Record, comment: Comment, one: Filled) -> list[Change]:
        proposal = record.one(Proposal, comment=comment.id)
        if proposal is None or proposal.state not in UNDECIDED or one.word not in ACCEPTED:
            return []
        return [replaced(proposal, state="merged into")] if amendment_for(record, comment.id, self.decision) else []

    def sentence(self, record: Record) -> str:
        """Counts them and names the decision."""
        count = f"{len(self.filled)} comments" if len(self.filled) > 1 else "1 comment"
        return f"Fill the dispositions of {count} from {record.get(Decision, self.decision).number}"


def filled(record: Record, decision: str) -> list[Comment]:
    """The comments whose disposition rests on a decision."""
    return [record.get(Comment, d.id) for d in record.where(Disposition, decision=decision)]

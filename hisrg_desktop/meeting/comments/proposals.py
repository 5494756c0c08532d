"""Proposals: a change of text that a comment asks for, who backs it, and whether it can be decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.lists import UNDECIDED, Operation, ProposalState
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import Participation, class_of, whose_class_changed
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.redline.rebase import insisted, rebase
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.parts import Block, Provision

Stance = Literal["support", "oppose"]
Standing = Literal["applies", "conflicts", "overtaken"]
LEAVE_THE_WORDS = frozenset({"insert", "move", "split", "add footnote", "edit footnote", "delete footnote"})
"""The operations that leave the words of the provision as they are; what they change stands beside it."""

WORDED = frozenset({"replace", "insert", "rename", "merge", "add footnote", "edit footnote"})
"""The operations that bring words with them, which can be amended."""


class Proposal(Row):
    """A change of the text: `before` is the text it was made on, `after` what it would read.

    `sponsor` proposed it; where the sponsor is no member, `taken_up_by` is the member who made it decidable.
    `into` is the proposal it was merged into.
    What each operation uses (`provision` and `before` always):

    - replace: `after`. delete: nothing more.
    - insert: `after`, the text of the new provision, which follows this one.
    - move: `target`, the provision it would follow, or the block it would stand first in.
    - split: `texts`, the parts in order; the first keeps the identity.
    - merge: `target`, the provision joined to this one; `after`, what they read together (empty: one after the other).
    - rename: `after`, the new heading (a heading is a provision of that kind).
    - add footnote: `after`, the note; `offset`, where its mark stands in `before`.
    - edit footnote, delete footnote: `target`, the footnote; `after`, what it would read.

    Where `target` is a block, insert, delete, split and rename concern that block and `provision` is one in it:
    insert a block after it (`after` its heading, `texts` its provisions), delete it, split it so that a new block
    (heading `after`) begins with `provision`, give it the heading `after`.
    """

    searched = ("number",)

    number: str = Field(index=True)
    comment: str = Field(foreign_key="comment.id", index=True)
    provision: str = Field(foreign_key="provision.id", index=True)
    operation: Operation = "replace"
    before: str
    after: str
    target: str | None = None
    texts: tuple[str, ...] = ()
    offset: int = 0
    state: ProposalState = "tabled"
    sponsor: str | None = Field(default=None, foreign_key="person.id")
    by: str = ""
    taken_up_by: str | None = Field(default=None, foreign_key="person.id")
    into: str | None = Field(default=None, foreign_key="proposal.id")
    at: datetime


class Rewording(Row):
    """A proposal given other words while it was open: by whom, and what it wanted until then."""

    proposal: str = Field(foreign_key="proposal.id", index=True)
    by: str | None = Field(default=None, foreign_key="person.id")
    before: str
    after: str
    becomes: str
    at: datetime


class Support(Row):
    """A person's word for or against a proposal, with the comment in which it was said."""

    proposal: str = Field(foreign_key="proposal.id", index=True)
    person: str = Field(foreign_key="person.id")
    stance: Stance
    comment: str | None = Field(default=None, foreign_key="comment.id")


def open_proposals(record: Record, provision: str) -> list[Proposal]:
    """The proposals on a provision that the room has still to decide, oldest first."""
    return [p for p in record.where(Proposal, provision=provision) if p.state in UNDECIDED]


def would_read(record: Record, proposal: Proposal) -> str | None:
    """What the provision would read if the proposal were agreed now; None where the text has moved away from under it.

    A proposal that leaves the words where they are (move, insert, split, a block's heading, a footnote) reads as now.
    """
    text = record.get(Provision, proposal.provision).text
    if proposal.operation in LEAVE_THE_WORDS or record.find(Block, proposal.target):
        return text
    if proposal.operation == "merge" and not proposal.after:
        return f"{text} {record.get(Provision, proposal.target or '').text}"
    return rebase(proposal.before, proposal.after, text)


def standing_of(record: Record, proposal: Proposal) -> Standing:
    """Whether an open proposal still applies to the text as it stands now, conflicts with what was changed since, or has
    been overtaken: what it wanted is there already."""
    provision = record.get(Provision, proposal.provision)
    if provision.state == "deleted":
        return "overtaken" if proposal.operation == "delete" else "conflicts"
    text = would_read(record, proposal)
    if text is None:
        return "conflicts"
    if proposal.operation == "replace" and text == provision.text:
        return "overtaken"
    if proposal.operation == "split" and provision.text != proposal.before:
        return "conflicts"
    return "applies"


def anew(record: Record, proposal: Proposal) -> str:
    """The proposal's words on the text as it stands now; where both changed the same words, the proposal's are taken."""
    text = record.get(Provision, proposal.provision).text
    if proposal.operation != "replace":
        return proposal.after
    return insisted(proposal.before, proposal.after, text)


def backers(record: Record, proposal: str, stance: str) -> list[str]:
    """The people who last spoke for (or against) a proposal; words that were struck out do not count."""
    last = {
        s.person: s.stance
        for s in record.where(Support, proposal=proposal)
        if s.comment is None or not record.get(Comment, s.comment).struck
    }
    return [person for person, held in last.items() if held == stance]


@dataclass(frozen=True, slots=True)
class Backing:
    """Who spoke for and against a proposal beside its sponsor: members, and apart from them everybody else."""

    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    others_supporting: tuple[str, ...]
    others_opposing: tuple[str, ...]


def backing(record: Record, proposal: Proposal) -> Backing:
    """Who backs a proposal, by what was taken down; observers apart from members."""
    day = proposal.at.date()
    members: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}
    for stance in ("support", "oppose"):
        people = [p for p in backers(record, proposal.id, stance) if p != proposal.sponsor]
        members[stance] = tuple(p for p in people if class_of(record, p, day) == "member")
        others[stance] = tuple(p for p in people if p not in members[stance])
    return Backing(members["support"], members["oppose"], others["support"], others["oppose"])


def rewordings(record: Record, proposal: str) -> tuple[Rewording, ...]:
    """How a proposal was reworded, oldest first."""
    return record.where(Rewording, proposal=proposal)


def merged_into(record: Record, proposal: str) -> tuple[Proposal, ...]:
    """The proposals that were merged into this one."""
    return record.where(Proposal, into=proposal)


def is_decidable(record: Record, proposal: Proposal) -> bool:
    """Whether a member stands behind the proposal: an observer's, external's or panel's text needs one."""
    if proposal.taken_up_by:
        return True
    return proposal.sponsor is not None and class_of(record, proposal.sponsor, proposal.at.date()) == "member"


@standing(Proposal, Participation)
def only_what_a_member_stands_behind_is_agreed(before: Record, after: Record, changes: list[Change]) -> str | None:
    """An observer's, external's or panel's text becomes decidable only when a member takes it up."""
    people = whose_class_changed(changes)
    concerned = [change.after for change in changes if isinstance(change.after, Proposal)]
    concerned += [p for person in people for p in after.where(Proposal, sponsor=person)]
    for proposal in concerned:
        if proposal.state in ("agreed", "agreed as amended") and not is_decidable(after, proposal):
            return f"{proposal.number} is not a member's; it can be decided once a member takes it up."
    return None


def tabled(
    record: Record,
    moment: Moment,
    comment: Comment,
    after: str,
    operation: Operation = "replace",
    *,
    target: str | None = None,
    texts: tuple[str, ...] = (),
    offset: int = 0,
    before: str | None = None,
) -> list[Change]:
    """The proposal that a comment makes on its provision, numbered; `Proposal` says what each operation uses.

    `before` is the text it was made on, where that is not the text as it stands now.
    """
    provision = record.get(Provision, comment.provision or "")
    proposal = Proposal(
        id=moment.new_id(),
        number=f"P-{moment.next_number(record, 'proposal'):03d}",
        comment=comment.id,
        provision=provision.id,
        operation=operation,
        before=provision.text if before is None else before,
        after=after,
        target=target,
        texts=texts,
        offset=offset,
        sponsor=comment.author,
        by=comment.by,
        at=moment.at,
    )
    changes = [added(proposal)]
    if provision.state == "unopened" and comment.channel == "in session":
        changes.append(replaced(provision, state="open"))
    return changes


def with_wording(text: str, proposes: str | None, provision: str | None) -> str:
    """The words of a comment; a wording proposed for no provision becomes no proposal and stands with the words."""
    if proposes is None or provision is not None:
        return text
    return f"{text}\n{proposes}".strip()


def backed(
    record: Record, moment: Moment, proposal: Proposal, person: str, stance: Stance, comment: str | None
) -> list[Change]:
    """The support (or opposition) on record; a tabled proposal that someone else supports is supported."""
    changes: list[Change] = [
        added(Support(id=moment.new_id(), proposal=proposal.id, person=person, stance=stance, comment=comment))
    ]
    if stance == "support" and proposal.state == "tabled" and person != proposal.sponsor:
        changes.append(replaced(proposal, state="supported"))
    return changes


class RecordSupport(Act):
    """Record support for a proposal."""

    proposal: str
    person: str
    stance: Stance = "support"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The support, or the opposition."""
        proposal = record.get(Proposal, self.proposal)
        refuse_decided(proposal)
        return backed(record, moment, proposal, self.person, self.stance, None)

    def sentence(self, record: Record) -> str:
        """Names the person and the proposal."""
        verb = "supports" if self.stance == "support" else "opposes"
        number = record.get(Proposal, self.proposal).number
        return f"{record.get(Person, self.person).name} {verb} {number}"


class TakeUp(Act):
    """Take up a proposal as a member."""

    proposal: str
    member: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The proposal decidable, with the member who took it up."""
        proposal = record.get(Proposal, self.proposal)
        member = record.get(Person, self.member)
        if class_of(record, self.member, moment.at.date()) != "member":
            raise OutOfOrder(f"{member.name} is no member; only a member can take up {proposal.number}.")
        refuse_decided(proposal)
        return [replaced(proposal, taken_up_by=self.member)]

    def sentence(self, record: Record) -> str:
        """Names the member and the proposal."""
        return f"{record.get(Person, self.member).name} takes up {record.get(Proposal, self.proposal).number}"


class AmendProposal(Act):
    """Amend a proposal.

    A friendly amendment, or the same proposal made anew on the text as it stands now. `after` is the whole text that
    the provision would read; `by` is who asked for it.
    """

    proposal: str
    after: str
    by: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The proposal in its new words; its earlier ones stay on record."""
        proposal = record.get(Proposal, self.proposal)
        refuse_decided(proposal)
        if proposal.operation not in WORDED:
            raise OutOfOrder(f"{proposal.number} has no words to amend; withdraw it and propose the change anew.")
        provision = record.get(Provision, proposal.provision)
        if (provision.text, self.after) == (proposal.before, proposal.after):
            raise OutOfOrder(f"{proposal.number} reads so already.")
        return reworded(moment, proposal, provision, self.after, self.by)

    def sentence(self, record: Record) -> str:
        """Names the proposal."""
        return f"Amend {record.get(Proposal, self.proposal).number}"


def reworded(moment: Moment, proposal: Proposal, provision: Provision, after: str, by: str | None) -> list[Change]:
    """The changes that give a proposal other words, on the text as it stands now."""
    kept = Rewording(
        id=moment.new_id(),
        proposal=proposal.id,
        by=by,
        before=proposal.before,
        after=proposal.after,
        becomes=after,
        at=moment.at,
    )
    offset = carry(proposal.offset, proposal.before, provision.text)
    return [added(kept), replaced(proposal, before=provision.text, after=after, offset=offset)]


class MergeProposals(Act):
    """Merge proposals.

    `others` go into the proposal `into`, which takes the wording `after`; each stays on record as merged into it.
    """

    into: str
    others: tuple[str, ...] = Field(min_length=1)
    after: str
    by: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """One proposal with the common wording, the others merged into it."""
        from hisrg_desktop.meeting.decisions.parking import over

        into = record.get(Proposal, self.into)
        others = [record.get(Proposal, key) for key in self.others]
        for proposal in (into, *others):
            refuse_decided(proposal)
            if proposal.provision != into.provision or proposal.operation != "replace":
                raise OutOfOrder(f"{proposal.number} and {into.number} are not wordings of one provision.")
            if proposal in others and proposal.id == into.id:
                raise OutOfOrder(f"{into.number} cannot be merged into itself.")
        provision = record.get(Provision, into.provision)
        changes: list[Change] = [replaced(other, state="merged into", into=into.id) for other in others]
        if (provision.text, self.after) != (into.before, into.after):
            changes += reworded(moment, into, provision, self.after, self.by)
        return [*changes, *over(record, moment, changes)]

    def sentence(self, record: Record) -> str:
        """Names the proposals."""
        others = ", ".join(record.get(Proposal, key).number for key in self.others)
        return f"Merge {others} into {record.get(Proposal, self.into).number}"


class Withdraw(Act):
    """Withdraw a proposal.

    Only its sponsor (or the member who took it up) withdraws a proposal; another member may table the words anew.
    """

    proposal: str
    by: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The proposal withdrawn."""
        proposal = record.get(Proposal, self.proposal)
        if self.by and self.by not in (proposal.sponsor, proposal.taken_up_by):
            name = record.get(Person, self.by).name
            sponsor = record.find(Person, proposal.sponsor)
            raise OutOfOrder(
                f"{proposal.number} is not {name}'s; {sponsor.name if sponsor else 'its sponsor'} can withdraw it.",
                remedy=Withdraw(proposal=proposal.id),
            )
        return settled(record, moment, proposal, "withdrawn")

    def sentence(self, record: Record) -> str:
        """Names the proposal."""
        return f"Withdraw {record.get(Proposal, self.proposal).number}"


class SettleProposal(Act):
    """Settle a proposal without a decision."""

    proposal: str
    state: Literal["not agreed", "withdrawn", "parked", "superseded"]

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The proposal in this state."""
        return settled(record, moment, record.get(Proposal, self.proposal), self.state)

    def sentence(self, record: Record) -> str:
        """Names the proposal and its new state."""
        return f"{record.get(Proposal, self.proposal).number}: {self.state}"


def settled(record: Record, moment: Moment, proposal: Proposal, state: str) -> list[Change]:
    """The changes that settle an open proposal; unless it is only parked, it is no alternative and not put off any more."""
    from hisrg_desktop.meeting.comments.alternatives import given_up
    from hisrg_desktop.meeting.decisions.parking import over

    refuse_decided(proposal)
    changes: list[Change] = [replaced(proposal, state=state)]
    if state != "parked":
        changes += given_up(record, proposal)
    return [*changes, *over(record, moment, changes)]


def refuse_decided(proposal: Proposal) -> None:
    """Refuse to touch a proposal that the room has decided."""
    if proposal.state not in UNDECIDED:
        raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}.")

"""Proposals: a change of text that a comment asks for, who backs it, and whether it can be decided."""

from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.lists import UNDECIDED, Operation, ProposalState
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import Participation, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.redline.rebase import rebase
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.parts import Block, Provision

Stance = Literal["support", "oppose"]
LEAVE_THE_WORDS = frozenset({"insert", "move", "split", "add footnote", "edit footnote", "delete footnote"})
"""The operations that leave the words of the provision as they are; what they change stands beside it."""


class Proposal(Row):
    """A change of the text: `before` is the text it was made on, `after` what it would read.

    `sponsor` proposed it; where the sponsor is no member, `taken_up_by` is the member who made it decidable.
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


def backers(record: Record, proposal: str, stance: str) -> list[str]:
    """The people who last spoke for (or against) a proposal."""
    last = {s.person: s.stance for s in record.where(Support, proposal=proposal)}
    return [person for person, held in last.items() if held == stance]


def is_decidable(record: Record, proposal: Proposal) -> bool:
    """Whether a member stands behind the proposal: an observer's, external's or panel's text needs one."""
    if proposal.taken_up_by:
        return True
    return proposal.sponsor is not None and class_of(record, proposal.sponsor, proposal.at.date()) == "member"


@standing(Proposal, Participation)
def only_what_a_member_stands_behind_is_agreed(before: Record, after: Record, changes: list[Change]) -> str | None:
    """An observer's, external's or panel's text becomes decidable only when a member takes it up."""
    people = {change.row.person for change in changes if isinstance(change.row, Participation)}
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
) -> list[Change]:
    """The proposal that a comment makes on its provision, numbered; `Proposal` says what each operation uses."""
    provision = record.get(Provision, comment.provision or "")
    proposal = Proposal(
        id=moment.new_id(),
        number=f"P-{moment.next_number(record, 'proposal'):03d}",
        comment=comment.id,
        provision=provision.id,
        operation=operation,
        before=provision.text,
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
        if proposal.state not in UNDECIDED:
            raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}.")
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
        if proposal.state not in UNDECIDED:
            raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}.")
        return [replaced(proposal, taken_up_by=self.member)]

    def sentence(self, record: Record) -> str:
        """Names the member and the proposal."""
        return f"{record.get(Person, self.member).name} takes up {record.get(Proposal, self.proposal).number}"


class SettleProposal(Act):
    """Settle a proposal without a decision."""

    proposal: str
    state: Literal["not agreed", "withdrawn", "parked", "superseded"]

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The proposal in this state."""
        proposal = record.get(Proposal, self.proposal)
        if proposal.state not in UNDECIDED:
            raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}.")
        return [replaced(proposal, state=self.state)]

    def sentence(self, record: Record) -> str:
        """Names the proposal and its new state."""
        return f"{record.get(Proposal, self.proposal).number}: {self.state}"

"""Shows of hands: how many members present were for, against and abstaining. Indicative: a poll decides nothing."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision


class Poll(Row):
    """Hands counted among the members present. With `decision` it is the vote by which that was decided."""

    listed = {"members_present": "person"}

    searched = ("question",)

    sitting: str = Field(foreign_key="sitting.id", index=True)
    question: str = ""
    proposal: str | None = Field(default=None, foreign_key="proposal.id", index=True)
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    block: str | None = Field(default=None, foreign_key="block.id")
    decision: str | None = Field(default=None, foreign_key="decision.id", index=True)
    in_favour: int
    against: int
    abstaining: int
    members_present: tuple[str, ...] = ()
    at: datetime


class Hands(Act):
    """Hands counted: for, against, abstaining."""

    in_favour: int = Field(ge=0)
    against: int = Field(ge=0)
    abstaining: int = Field(default=0, ge=0)

    @property
    def all(self) -> int:
        """How many hands were counted."""
        return self.in_favour + self.against + self.abstaining


def voters(record: Record, sitting: Sitting, moment: Moment, hands: Hands) -> tuple[str, ...]:
    """The members present; refused where more hands were counted than there are members in the room."""
    there = members_present(record, sitting.id, moment.at)
    if hands.all > len(there):
        members = f"{len(there)} member is" if len(there) == 1 else f"{len(there)} members are"
        raise OutOfOrder(
            f"{hands.all} hands were counted, but {members} present; observers and others are not counted."
        )
    return tuple(there)


class TakePoll(Act):
    """Record an indicative show of hands."""

    hands: Hands
    question: str = ""
    proposal: str | None = None
    provision: str | None = None
    block: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The count, with the members present; it decides nothing."""
        sitting = sitting_in(record, "open")
        if self.hands.all == 0:
            raise OutOfOrder("No hand was counted.")
        there = voters(record, sitting, moment, self.hands)
        proposal = record.find(Proposal, self.proposal)
        provision = record.find(Provision, proposal.provision if proposal else self.provision)
        fields = {
            "sitting": sitting.id,
            "question": self.question,
            "proposal": self.proposal,
            "provision": provision.id if provision else None,
            "block": provision.block if provision else self.block,
            "members_present": there,
            **self.hands.model_dump(),
        }
        return [added(Poll.model_validate({"id": moment.new_id(), "at": moment.at, **fields}))]

    def sentence(self, record: Record) -> str:
        """Names what was asked about, and the count."""
        proposal = record.find(Proposal, self.proposal)
        what = proposal.number if proposal else label(record, self.provision) or label(record, self.block)
        return f"Show of hands{' on ' + what if what else ''}: {counted_words(self.hands)}"


def counted_words(count: Hands | Poll) -> str:
    """A count in words: ``12 for, 3 against, 2 abstaining``."""
    return f"{count.in_favour} for, {count.against} against, {count.abstaining} abstaining"


def may_vote(record: Record) -> bool:
    """Whether decisions by vote are switched on in this Group; they are off unless it says otherwise."""
    group = record.find(WorkingGroup, GROUP)
    return group is not None and group.votes


class AllowVotes(Act):
    """Switch decisions by vote on or off."""

    on: bool = True

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The Working Group that votes, or does not."""
        return [replaced(record.get(WorkingGroup, GROUP), votes=self.on)]

    def sentence(self, record: Record) -> str:
        """Says which."""
        return f"Switch decisions by vote {'on' if self.on else 'off'}"

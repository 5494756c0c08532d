"""Decisions: the words read out, the method, the members present, and what was changed by them."""

from datetime import datetime
from typing import TypedDict

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.alternatives import chosen
from hisrg_desktop.meeting.comments.merging import Share, carried_out
from hisrg_desktop.meeting.comments.proposals import Proposal, is_decidable, refuse_decided, would_read
from hisrg_desktop.meeting.comments.received import disposed
from hisrg_desktop.meeting.lists import DispositionWord, Method, PositionKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import Participation, active, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.closing import is_closed
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, number_of, sitting_in
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import amend, insert_after, refuse_agreed, strike
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision


class Decision(Row):
    """What was declared: the exact words read out, how it was reached, and the members present at that instant.

    `corrects` is the earlier decision that this one puts right.
    """

    searched = ("words", "number")

    number: str = Field(index=True)
    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    words: str
    method: Method = "consensus"
    declared_at: datetime
    proposals: tuple[str, ...] = ()
    members_present: tuple[str, ...] = ()
    members: int = 0
    corrects: str | None = Field(default=None, foreign_key="decision.id")


class Position(Row):
    """A member's answer to a decision where it is not plain consent."""

    decision: str = Field(foreign_key="decision.id", index=True)
    person: str = Field(foreign_key="person.id")
    kind: PositionKind
    reason: str = ""


class Parked(Row):
    """Something the room will come back to; `returned_at` says that it has."""

    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id")
    what: str
    until: str = ""
    at: datetime
    returned_at: datetime | None = None


@standing(Position, Participation)
def only_members_hold_positions(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Members alone make decisions, and only they hold positions on them."""
    people = {change.row.person for change in changes if isinstance(change.row, Participation)}
    concerned = [change.after for change in changes if isinstance(change.after, Position)]
    concerned += [held for person in people for held in after.where(Position, person=person)]
    for held in concerned:
        declared = after.get(Decision, held.decision).declared_at
        if class_of(after, held.person, declared.date()) != "member":
            return f"{after.get(Person, held.person).name} is no member; only members hold positions."
    return None


@standing(Decision)
def a_decision_of_a_closed_sitting_stands(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Once its sitting is closed only a correcting decision changes a decision."""
    for change in changes:
        if isinstance(change.before, Decision) and is_closed(before, change.before) and is_closed(after, change.before):
            return f"{change.before.number} was declared in a sitting that is closed; only a correcting decision changes it."
    return None


DISPOSED_AS: dict[str, tuple[DispositionWord, str]] = {
    "agreed": ("accepted", ""),
    "agreed as amended": ("accepted with modification", "Merged with other proposals into one wording."),
    "not agreed": ("not accepted", "Another wording was agreed."),
}
"""What becomes of a comment whose proposal was decided within a merged wording, and why."""


class _Said(TypedDict):
    proposal: str
    decision: str
    author: str | None


class Held(Act):
    """A position to be recorded with a decision."""

    person: str
    kind: PositionKind
    reason: str = ""


class Declare(Act):
    """Declare a decision.

    `settles` says that the provision is agreed as it then stands; `merged` is the one wording that several proposals
    were made into, step by step; `corrects` names the decision put right.
    """

    words: str
    method: Method = "consensus"
    proposals: tuple[str, ...] = ()
    block: str | None = None
    provision: str | None = None
    positions: tuple[Held, ...] = ()
    settles: bool = False
    merged: tuple[Share, ...] = ()
    corrects: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The decision with the members present, the text changed, the comments disposed of."""
        sitting = sitting_in(record, "open")
        self._refuse(record)
        decision = self._decision(record, moment, sitting)
        changes: list[Change] = [added(decision)]
        changes += [
            added(Position(id=moment.new_id(), decision=decision.id, **held.model_dump())) for held in self.positions
        ]
        changes += self._changed(record.after(changes), moment, decision)
        changes += self._chosen(record.after(changes), decision)
        if self.settles and decision.provision:
            provision = record.after(changes).get(Provision, decision.provision)
            changes.append(replaced(provision, state="provisionally agreed"))
        return changes

    def _refuse(self, record: Record) -> None:
        if not self.words.strip():
            raise OutOfOrder("A decision needs the words that are read out.")
        for held in self.positions:
            if held.kind == "objection" and self.method == "consensus":
                name = record.get(Person, held.person).name
                raise OutOfOrder(
                    f"{name} objects, so there is no consensus: amend, bracket, add a footnote, park or withdraw."
                )

    def _decision(self, record: Record, moment: Moment, sitting: Sitting) -> Decision:
        meeting = record.get(Meeting, sitting.meeting)
        at = now(record)
        provision = self.provision or (record.get(Proposal, self.proposals[0]).provision if self.proposals else None)
        place = record.find(Provision, provision)
        number = moment.next_number(record, f"decision:{meeting.id}")
        return Decision(
            id=moment.new_id(),
            number=f"D-{number_of(record, meeting)}-{number:03d}",
            sitting=sitting.id,
            item=at.item if at else None,
            block=place.block if place else self.block,
            provision=provision,
            words=self.words,
            method=self.method,
            declared_at=moment.at,
            proposals=self.proposals,
            members_present=tuple(members_present(record, sitting.id, moment.at)),
            members=len(active(record, "member", moment.at.date())),
            corrects=self.corrects,
        )

    def _changed(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        """What the proposals change, one after the other or as one merged wording."""
        proposals = [record.get(Proposal, key) for key in self.proposals]
        if self.merged:
            return self._carry_out_merged(record, moment, proposals, decision)
        changes: list[Change] = []
        for proposal in proposals:
            changes += self._carry_out(record.after(changes), moment, proposal, decision)
        return changes

    def _carry_out_merged(
        self, record: Record, moment: Moment, proposals: list[Proposal], decision: Decision
    ) -> list[Change]:
        for proposal in proposals:
            self._refuse_proposal(record, proposal)
        changes = carried_out(record, moment, proposals, self.merged, decision.id)
        for change in changes:
            if isinstance(change.after, Proposal) and change.after.state in DISPOSED_AS:
                word, why = DISPOSED_AS[change.after.state]
                changes = [*changes, disposed(record, change.after.comment, word, why, decision.id, moment)]
        return changes

    def _chosen(self, record: Record, decision: Decision) -> list[Change]:
        """The choice between alternatives that this decision makes."""
        places = {record.get(Proposal, key).provision for key in self.proposals}
        places |= {decision.provision} if self.settles and decision.provision else set()
        changes: list[Change] = []
        for place in sorted(places):
            agreed = [p.id for p in record.where(Proposal, provision=place) if p.state.startswith("agreed")]
            among = [key for key in self.proposals if key in agreed]
            changes += chosen(record, place, among, decision.id)
        return changes

    def _carry_out(self, record: Record, moment: Moment, proposal: Proposal, decision: Decision) -> list[Change]:
        where = label(record, proposal.provision)
        self._refuse_proposal(record, proposal)
        provision = record.get(Provision, proposal.provision)
        text = would_read(record, proposal)
        if text is None:
            raise OutOfOrder(f"{where} has changed since {proposal.number} was made; propose it anew on today's text.")
        said = _Said(proposal=proposal.id, decision=decision.id, author=proposal.sponsor)
        if proposal.operation == "insert":
            changes = insert_after(record, moment, provision, proposal.after, **said)
        elif proposal.operation == "delete":
            changes = strike(record, moment, provision, **said)
        else:
            state = "open" if provision.state == "unopened" else None
            changes = amend(record, moment, provision, text, state=state, **said)
        changes.append(replaced(proposal, state="agreed"))
        changes.append(disposed(record, proposal.comment, "accepted", "", decision.id, moment))
        return changes

    def _refuse_proposal(self, record: Record, proposal: Proposal) -> None:
        refuse_decided(proposal)
        if not is_decidable(record, proposal):
            raise OutOfOrder(f"{proposal.number} is not a member's; it can be decided once a member takes it up.")
        refuse_agreed(record, record.get(Provision, proposal.provision))

    def sentence(self, record: Record) -> str:
        """Names the proposals decided, or begins the words."""
        if self.proposals:
            numbers = ", ".join(record.get(Proposal, p).number for p in self.proposals)
            return f"Declare the decision on {numbers}"
        return f"Declare: {self.words[:60]}"


class Park(Act):
    """Park a place of the text."""

    what: str = ""
    until: str = ""
    block: str | None = None
    provision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The parked item."""
        provision = record.find(Provision, self.provision)
        block = provision.block if provision else self.block
        if provision is None and block is None and not self.what:
            raise OutOfOrder("Say what is parked.")
        fields = {"what": self.what, "until": self.until, "block": block, "provision": self.provision}
        return [added(Parked.model_validate({"id": moment.new_id(), "at": moment.at, **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Park {label(record, self.provision) or label(record, self.block)} {self.what}".rstrip()


class Return(Act):
    """Come back to what was parked."""

    parked: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The parked item returned to."""
        return [replaced(record.get(Parked, self.parked), returned_at=moment.at)]


def parked(record: Record) -> list[Parked]:
    """What the room has still to come back to, oldest first."""
    return list(record.where(Parked, returned_at=None))


def declared_in(record: Record, meeting: str) -> list[Decision]:
    """The decisions of a meeting in the order in which they were declared."""
    sittings = {s.id for s in record.where(Sitting, meeting=meeting)}
    return [d for d in record.each(Decision) if d.sitting in sittings]

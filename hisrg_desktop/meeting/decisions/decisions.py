"""Decisions: the words read out, the method, the members present, and what was changed by them."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.alternatives import chosen
from hisrg_desktop.meeting.comments.merging import Share, merged_changes
from hisrg_desktop.meeting.comments.proposals import Proposal, is_decidable, refuse_decided
from hisrg_desktop.meeting.comments.received import disposed
from hisrg_desktop.meeting.decisions.objections import Objection, refuse_position, unresolved
from hisrg_desktop.meeting.decisions.parking import over
from hisrg_desktop.meeting.decisions.polls import Hands, Poll, may_vote, voters
from hisrg_desktop.meeting.decisions.settling import refuse_unsettled, to_adopt, to_settle
from hisrg_desktop.meeting.lists import DispositionWord, Method, PositionKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.merging import only_moved
from hisrg_desktop.meeting.people.participations import Participation, active, class_of, whose_class_changed
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.closing import is_closed
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, number_of, sitting_in
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.brackets import asked_for
from hisrg_desktop.meeting.text.carrying import carried_out
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.meeting.text.structure import add_footnote


class Decision(Row):
    """What was declared: the exact words read out, how it was reached, and the members present at that instant.

    `corrects` is the earlier decision that this one puts right; `settled` are the provisions it agreed as they stood,
    `adopts` the text it adopted as a whole.
    """

    listed = {"members_present": "person"}

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
    settled: tuple[str, ...] = ()
    adopts: str | None = Field(default=None, foreign_key="text.id")


class Position(Row):
    """A member's answer to a decision where it is not plain consent."""

    decision: str = Field(foreign_key="decision.id", index=True)
    person: str = Field(foreign_key="person.id")
    kind: PositionKind
    reason: str = ""


@standing(Position, Participation)
def only_members_hold_positions(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Members alone make decisions, and only they hold positions on them."""
    people = whose_class_changed(changes)
    concerned = [change.after for change in changes if isinstance(change.after, Position)]
    concerned += [held for person in people for held in after.where(Position, person=person)]
    for held in concerned:
        declared = after.get(Decision, held.decision).declared_at
        if class_of(after, held.person, declared.date()) != "member":
            return f"{after.get(Person, held.person).name} is no member; only members hold positions."
    return None


@standing(Position)
def only_who_was_present_holds_a_position(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A position is held by one of the members present when it was declared."""
    for held in (change.after for change in changes):
        if isinstance(held, Position) and held.person not in after.get(Decision, held.decision).members_present:
            return f"{after.get(Person, held.person).name} was not present when it was declared."
    return None


@standing(Decision)
def a_decision_of_a_closed_sitting_stands(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Once its sitting is closed only a correcting decision changes a decision."""
    moved = only_moved(changes)
    for change in changes:
        if change.row.id in moved:
            continue
        if isinstance(change.before, Decision) and is_closed(before, change.before) and is_closed(after, change.before):
            return f"{change.before.number} was declared in a sitting that is closed; only a correcting decision changes it."
    return None


class Put(NamedTuple):
    """Where a decision is put to the members: the sitting, the item, the members who are there."""

    sitting: Sitting
    item: str | None
    members_present: tuple[str, ...]


DISPOSED_AS: dict[str, tuple[DispositionWord, str]] = {
    "agreed": ("accepted", ""),
    "agreed as amended": ("accepted with modification", "Merged with other proposals into one wording."),
    "not agreed": ("not accepted", "Another wording was agreed."),
}
"""What becomes of a comment whose proposal was decided, and why."""


class Held(Act):
    """A position to be recorded with a decision."""

    person: str
    kind: PositionKind
    reason: str = ""


class Declare(Act):
    """Declare a decision.

    `settles` says that the provision, or without one every provision of the block, is agreed as it then stands;
    `merged` is the one wording that several proposals were made into, step by step; `adopts` names the text that is
    adopted as a whole; `corrects` the decision put right. A vote brings its `hands`; `footnote` is a note added to the
    provision with the decision, which is how many an objection is met.
    """

    words: str
    method: Method = "consensus"
    proposals: tuple[str, ...] = ()
    block: str | None = None
    provision: str | None = None
    positions: tuple[Held, ...] = ()
    settles: bool = False
    merged: tuple[Share, ...] = ()
    adopts: str | None = None
    corrects: str | None = None
    hands: Hands | None = None
    footnote: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The decision with the members present, the text changed, the comments disposed of."""
        sitting = sitting_in(record, "open")
        for held in self.positions:
            refuse_position(record, sitting, moment, held.person)
        at, there = now(record), members_present(record, sitting.id, moment.at)
        return self.declared(record, moment, Put(sitting, at.item if at else None, tuple(there)))

    def declared(self, record: Record, moment: Moment, put: Put) -> list[Change]:
        """The same where it was put to the members before, as in a silence procedure; the decision comes first."""
        self._refuse(record, put.sitting, moment)
        decision = self._decision(record, moment, put)
        changes: list[Change] = [
            added(Position(id=moment.new_id(), decision=decision.id, **held.model_dump())) for held in self.positions
        ]
        changes += self._changed(record, moment, decision)
        changes += self._chosen(record.after(changes), decision)
        changes += self._noted(record.after(changes), moment, decision)
        changes += self._bracketed(record.after(changes), moment, decision)
        changes += self._disposed(record.after(changes), moment, decision)
        settled = self._settled(record.after(changes), decision)
        changes += [replaced(p, state="adopted" if self.adopts else "provisionally agreed") for p in settled]
        changes += over(record, moment, changes)
        made = added(decision.model_copy(update={"settled": tuple(p.id for p in settled)}))
        return [made, *self._vote(record, moment, decision), *changes]

    def _refuse(self, record: Record, sitting: Sitting, moment: Moment) -> None:
        if not self.words.strip():
            raise OutOfOrder("A decision needs the words that are read out.")
        if self.method == "vote":
            self._refuse_vote(record, sitting, moment)
        else:
            self._refuse_objections(record)

    def _refuse_objections(self, record: Record) -> None:
        """Consensus is the absence of objections, and one objection breaks a silence."""
        people = [held.person for held in self.positions if held.kind == "objection"]
        people += [objection.person for objection in self._in_the_way(record)]
        if people:
            names = " and ".join(dict.fromkeys(record.get(Person, person).name for person in people))
            verb = "objects" if len(set(people)) == 1 else "object"
            raise OutOfOrder(
                f"{names} {verb}, so there is no consensus: amend, bracket, put an alternative, add a footnote, "
                "park, refer or withdraw."
            )

    def _in_the_way(self, record: Record) -> list[Objection]:
        """The objections on record to what is decided here; agreeing on a place concerns every one of it."""
        if self.corrects or self.adopts:
            return []
        provision = self._provision(record)
        found = unresolved(record, self.proposals) if self.proposals else []
        if self.settles:
            found += unresolved(record, (), provision, None if provision else self.block)
        elif not self.proposals and (provision or self.block):
            found += [o for o in unresolved(record, (), provision, self.block) if o.proposal is None]
        return found

    def _refuse_vote(self, record: Record, sitting: Sitting, moment: Moment) -> None:
        if not may_vote(record):
            raise OutOfOrder("This Group does not vote; decisions by vote are switched off.")
        if self.hands is None:
            raise OutOfOrder("A vote needs the hands counted: for, against, abstaining.")
        voters(record, sitting, moment, self.hands)
        if self.hands.in_favour <= self.hands.against:
            raise OutOfOrder(f"{self.hands.in_favour} for and {self.hands.against} against: the vote is not carried.")

    def _decision(self, record: Record, moment: Moment, put: Put) -> Decision:
        meeting = record.get(Meeting, put.sitting.meeting)
        provision = self._provision(record)
        place = record.find(Provision, provision)
        number = moment.next_number(record, f"decision:{meeting.id}")
        return Decision(
            id=moment.new_id(),
            number=f"D-{number_of(record, meeting)}-{number:03d}",
            sitting=put.sitting.id,
            item=put.item,
            block=place.block if place else self.block,
            provision=provision,
            words=self.words,
            method=self.method,
            declared_at=moment.at,
            proposals=self.proposals,
            members_present=put.members_present,
            members=len(active(record, "member", moment.at.date())),
            corrects=self.corrects,
            adopts=self.adopts,
        )

    def _provision(self, record: Record) -> str | None:
        """The one provision that is decided on; a decision on proposals of several places is on none of them."""
        places = {record.get(Proposal, key).provision for key in self.proposals}
        return self.provision or (places.pop() if len(places) == 1 else None)

    def _noted(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        """The footnote at the end of the provision, by the decision."""
        if not self.footnote.strip():
            return []
        provision = record.find(Provision, decision.provision)
        if provision is None:
            raise OutOfOrder("A footnote needs a provision to stand under.")
        return add_footnote(record, moment, provision, len(provision.text), self.footnote, decision=decision.id)

    def _bracketed(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        """The brackets that met an objection, with the member who objected and the reason."""
        met = [o for key in self.proposals for o in record.where(Objection, proposal=key) if o.resolved == "bracketed"]
        if not met:
            return []
        made = record.where(Amendment, decision=decision.id)
        return [c for change in made for c in asked_for(record, moment, change, met[-1].person, met[-1].reason)]

    def _vote(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        if self.method != "vote" or self.hands is None:
            return []
        fields = {
            "sitting": decision.sitting,
            "question": self.words,
            "decision": decision.id,
            "provision": decision.provision,
            "block": decision.block,
            "members_present": decision.members_present,
            **self.hands.model_dump(),
        }
        return [added(Poll.model_validate({"id": moment.new_id(), "at": moment.at, **fields}))]

    def _settled(self, record: Record, decision: Decision) -> list[Provision]:
        if self.adopts:
            return to_adopt(record, self.adopts)
        if not self.settles:
            return []
        found = to_settle(record, decision.provision, decision.block)
        refuse_unsettled(record, found)
        return found

    def _disposed(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        """The comments that made the proposals, accepted with the amendment that carries them out."""
        decided = [record.get(Proposal, key) for key in self.proposals]
        return [disposed(record, p.comment, *DISPOSED_AS[p.state], decision.id, moment) for p in decided]

    def _changed(self, record: Record, moment: Moment, decision: Decision) -> list[Change]:
        """What the proposals change, one after the other or as one merged wording."""
        proposals = [record.get(Proposal, key) for key in self.proposals]
        for proposal in proposals:
            refuse_decided(proposal)
            if not is_decidable(record, proposal):
                raise OutOfOrder(f"{proposal.number} is not a member's; it can be decided once a member takes it up.")
        if self.merged:
            return merged_changes(record, moment, proposals, self.merged, decision.id)
        changes: list[Change] = []
        for proposal in proposals:
            changes += carried_out(record.after(changes), moment, proposal, decision=decision.id)
            changes.append(replaced(proposal, state="agreed"))
        return changes

    def _chosen(self, record: Record, decision: Decision) -> list[Change]:
        """The choice between alternatives that this decision makes; agreeing on the text as it stands is one too."""
        places = {record.get(Proposal, key).provision for key in self.proposals}
        if self.settles:
            places |= {p.id for p in to_settle(record, decision.provision, decision.block)}
        changes: list[Change] = []
        for place in sorted(places):
            among = [key for key in self.proposals if record.get(Proposal, key).state.startswith("agreed")]
            changes += chosen(record, place, among, decision.id)
        return changes

    def sentence(self, record: Record) -> str:
        """Names the proposals decided, or begins the words."""
        if self.proposals:
            numbers = ", ".join(record.get(Proposal, p).number for p in self.proposals)
            return f"Declare the decision on {numbers}"
        return f"Declare: {self.words[:60]}"


def declared_in(record: Record, meeting: str) -> list[Decision]:
    """The decisions of a meeting in the order in which they were declared."""
    sittings = {s.id for s in record.where(Sitting, meeting=meeting)}
    return [d for d in record.each(Decision) if d.sitting in sittings]

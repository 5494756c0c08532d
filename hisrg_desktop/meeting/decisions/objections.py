"""Objections: a member's no to something that is about to be decided, open until it is resolved one way or another."""

from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import Participation, class_of, whose_class_changed
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present, members_present
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision

Way = Literal["amended", "bracketed", "alternative", "footnote", "parked", "referred", "withdrawn", "lifted"]
"""How an objection ceased to stand in the way; `lifted` is the objector's own word, `withdrawn` the proposal's end."""


class Objection(Row):
    """A member's objection to a proposal or to a place of the text; it stands in the way of consensus until resolved."""

    searched = ("reason",)

    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    person: str = Field(foreign_key="person.id", index=True)
    proposal: str | None = Field(default=None, foreign_key="proposal.id", index=True)
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    block: str | None = Field(default=None, foreign_key="block.id")
    reason: str = ""
    at: datetime
    resolved: Way | None = None
    resolved_at: datetime | None = None


@standing(Objection, Participation)
def only_members_object(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Only members hold positions, and an objection is one."""
    people = whose_class_changed(changes)
    concerned = [change.after for change in changes if isinstance(change.after, Objection)]
    concerned += [o for person in people for o in after.where(Objection, person=person)]
    for objection in concerned:
        if class_of(after, objection.person, objection.at.date()) != "member":
            return f"{after.get(Person, objection.person).name} is no member; only members hold positions."
    return None


def refuse_position(record: Record, sitting: Sitting, moment: Moment, person: str) -> None:
    """Refuse a position of anybody but a member whose seat is taken at this moment."""
    name = record.get(Person, person).name
    if class_of(record, person, moment.at.date()) != "member":
        raise OutOfOrder(f"{name} is no member; only members hold positions.")
    if person not in members_present(record, sitting.id, moment.at):
        # Somebody who is in the room in another's seat is there already, and marking them present would be refused.
        remedy = None if is_present(record, person) else Arrive(people=(person,))
        raise OutOfOrder(f"{name} is not marked present; only members present hold positions.", remedy=remedy)


class Object(Act):
    """Record an objection."""

    person: str
    proposal: str | None = None
    provision: str | None = None
    block: str | None = None
    reason: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The objection, open; a member objects once to the same thing and may give a reason later."""
        sitting = sitting_in(record, "open")
        refuse_position(record, sitting, moment, self.person)
        proposal = record.find(Proposal, self.proposal)
        provision = record.find(Provision, proposal.provision if proposal else self.provision)
        there = next((o for o in _against(record, self.proposal, provision) if o.person == self.person), None)
        if there:
            if self.reason in ("", there.reason):
                raise OutOfOrder(f"{record.get(Person, self.person).name} has objected already.")
            return [replaced(there, reason=self.reason)]
        at = now(record)
        fields = {
            "sitting": sitting.id,
            "item": at.item if at else None,
            "person": self.person,
            "proposal": self.proposal,
            "provision": provision.id if provision else None,
            "block": provision.block if provision else self.block,
            "reason": self.reason,
        }
        return [added(Objection.model_validate({"id": moment.new_id(), "at": moment.at, **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the member and what is objected to."""
        proposal = record.find(Proposal, self.proposal)
        what = proposal.number if proposal else label(record, self.provision) or label(record, self.block)
        return f"{record.get(Person, self.person).name} objects{' to ' + what if what else ''}"


def _against(record: Record, proposal: str | None, provision: Provision | None) -> list[Objection]:
    where = record.where(Objection, provision=provision.id if provision else None)
    return [o for o in where if o.proposal == proposal and is_unresolved(record, o)]


class ResolveObjection(Act):
    """Record how an objection was resolved."""

    objection: str
    how: Way = "lifted"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The objection resolved; it stays on record with its reason."""
        objection = record.get(Objection, self.objection)
        if objection.resolved:
            raise OutOfOrder(f"The objection of {record.get(Person, objection.person).name} has been resolved already.")
        return [replaced(objection, resolved=self.how, resolved_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names the member and the way out."""
        name = record.get(Person, record.get(Objection, self.objection).person).name
        return f"Objection of {name}: {resolved_words(self.how)}"


_RESOLVED: dict[str, str] = {
    "amended": "resolved by amending the text",
    "bracketed": "resolved by brackets",
    "alternative": "resolved by an alternative",
    "footnote": "resolved by a footnote",
    "parked": "the matter was parked",
    "referred": "the matter was referred",
    "withdrawn": "the proposal was withdrawn",
    "lifted": "lifted",
}


def resolved_words(how: str) -> str:
    """How an objection was resolved, in words."""
    return _RESOLVED[how]


def is_unresolved(record: Record, objection: Objection) -> bool:
    """Whether it still stands in the way; an objection to a proposal that has been decided or withdrawn does not."""
    proposal = record.find(Proposal, objection.proposal)
    return objection.resolved is None and (proposal is None or proposal.state in UNDECIDED)


def unresolved(
    record: Record, proposals: tuple[str, ...] = (), provision: str | None = None, block: str | None = None
) -> list[Objection]:
    """The objections that stand in the way of deciding these proposals, or of agreeing on this place as a whole.

    Without proposals and without a place: all that are unresolved.
    """
    found = [o for o in record.each(Objection) if is_unresolved(record, o)]
    if proposals:
        places = {record.get(Proposal, key).provision for key in proposals}
        return [o for o in found if o.proposal in proposals or (o.proposal is None and o.provision in places)]
    if provision:
        return [o for o in found if o.provision == provision]
    return [o for o in found if o.block == block] if block else found

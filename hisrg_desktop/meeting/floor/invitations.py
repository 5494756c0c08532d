"""Invitations: observers speak at face-to-face meetings on the chair's invitation."""

from datetime import date, datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, removed, replaced
from hisrg_desktop.meeting.roll.attendance import capacity_of
from hisrg_desktop.meeting.roll.meetings import Meeting, sitting_in


class Invitation(Row):
    """The chair's invitation to one observer, for one intervention, or to all of them for an item."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    person: str | None = Field(default=None, foreign_key="person.id")
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    at: datetime
    afterwards: bool = False


def needs_invitation(capacity: str) -> bool:
    """Whether one who is known by this letter speaks only on the chair's invitation."""
    return capacity in ("O", "E")


def refuse_external(record: Record, person: str, day: date) -> None:
    """Refuse the floor to an external person, at any kind of meeting."""
    if capacity_of(record, person, day) == "E":
        name = record.get(Person, person).name
        raise OutOfOrder(f"{name} is an external person; external persons have no floor.")


def invitation_for(record: Record, person: str, sitting: str, item: str | None) -> Invitation | None:
    """The invitation on which the person may speak now: their own, not yet used, or the one standing for the item."""
    used = {i.invitation for i in record.where(Intervention, sitting=sitting)}
    for one in record.where(Invitation, sitting=sitting):
        if one.person == person and one.id not in used:
            return one
        if one.person is None and one.item is not None and one.item == item:
            return one
    return None


def uninvited(record: Record, sitting: str) -> list[Intervention]:
    """The interventions of observers in a sitting with no invitation on record."""
    return [
        i for i in record.where(Intervention, sitting=sitting) if needs_invitation(i.capacity) and i.invitation is None
    ]


class InviteToSpeak(Act):
    """Record the chair's invitation to an observer to speak."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The invitation, for one intervention."""
        sitting = sitting_in(record, "open")
        person = record.get(Person, self.person)
        refuse_external(record, self.person, moment.at.date())
        if not needs_invitation(capacity_of(record, self.person, moment.at.date())):
            raise OutOfOrder(f"{person.name} needs no invitation to speak.")
        if record.get(Meeting, sitting.meeting).kind == "teleconference":
            raise OutOfOrder(f"{person.name} observes; observers do not take part in teleconferences.")
        there = invitation_for(record, self.person, sitting.id, None)
        if there:
            raise OutOfOrder(f"{person.name} has been invited already.")
        return [added(Invitation(id=moment.new_id(), sitting=sitting.id, person=self.person, at=moment.at))]

    def sentence(self, record: Record) -> str:
        """Names the observer."""
        return f"The chair invites {record.get(Person, self.person).name} to speak"


class OpenToObservers(Act):
    """Open the item to observers."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """An invitation that stands for the active item; given again, it is taken back."""
        sitting = sitting_in(record, "open")
        at = now(record)
        if at is None or at.item is None:
            raise OutOfOrder("No item of the agenda has been taken up.")
        standing = [i for i in record.where(Invitation, sitting=sitting.id) if i.person is None and i.item == at.item]
        used = {i.invitation for i in record.where(Intervention, sitting=sitting.id)}
        if any(i.id in used for i in standing):
            raise OutOfOrder("Observers have spoken on this item already; the invitation stays on record.")
        if standing:
            return [removed(i) for i in standing]
        return [added(Invitation(id=moment.new_id(), sitting=sitting.id, item=at.item, at=moment.at))]


class RecordInvitation(Act):
    """Record that the chair had invited the observer who spoke."""

    intervention: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The invitation, marked as recorded afterwards, and the intervention resting on it."""
        spoke = record.get(Intervention, self.intervention)
        if spoke.invitation is not None or not needs_invitation(spoke.capacity):
            raise OutOfOrder("No invitation is missing here.")
        invitation = Invitation(
            id=moment.new_id(), sitting=spoke.sitting, person=spoke.speaker, at=moment.at, afterwards=True
        )
        return [added(invitation), replaced(spoke, invitation=invitation.id)]

    def sentence(self, record: Record) -> str:
        """Names the observer."""
        spoke = record.get(Intervention, self.intervention)
        return f"Record the chair's invitation to {record.get(Person, spoke.speaker).name}"

"""Invitations: observers speak at face-to-face meetings on the chair's invitation."""

from datetime import date, datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem, for_members_only
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, removed, replaced
from hisrg_desktop.meeting.roll.attendance import capacity_of
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, sitting_in


class Invitation(Row):
    """The chair's invitation to an observer for one intervention; with an item, it stands for as long as that lasts.

    Without a person it is an invitation to all observers for the item. An invitation for one intervention is for the
    item the room was at (`given_on`): once the room is at another it is good for nothing until that one is taken up
    again; given while no item was taken up, it is good on any. `afterwards` marks one that was put on record for words
    said already: it is good for nothing else.
    """

    sitting: str = Field(foreign_key="sitting.id", index=True)
    person: str | None = Field(default=None, foreign_key="person.id")
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    given_on: str | None = Field(default=None, foreign_key="agenda_item.id")
    at: datetime
    afterwards: bool = False


def needs_invitation(capacity: str) -> bool:
    """Whether one who is known by this letter speaks only on the chair's invitation."""
    return capacity in ("O", "E")


def refuse_who_has_no_floor(record: Record, person: str, sitting: Sitting, day: date) -> None:
    """Refuse the floor to an external person anywhere, and to an observer at a teleconference."""
    refuse_letter_without_floor(record, person, sitting, capacity_of(record, person, day))


def refuse_letter_without_floor(record: Record, person: str, sitting: Sitting, letter: str) -> None:
    """The same for somebody who was known by this letter."""
    name = record.get(Person, person).name
    if letter == "E":
        raise OutOfOrder(f"{name} is an external person; external persons have no floor.")
    if letter == "O" and record.get(Meeting, sitting.meeting).kind == "teleconference":
        raise OutOfOrder(f"{name} observes; observers do not take part in teleconferences.")


def invitation_for(record: Record, person: str, sitting: str, item: str | None) -> Invitation | None:
    """The invitation on which the person may speak now: one standing for the item, or their own, not yet used."""
    given = record.where(Invitation, sitting=sitting)
    for one in given:
        if one.item is not None and one.item == item and one.person in (None, person):
            return one
    for one in given:
        if one.person == person and one.given_on in (None, item) and is_unused(record, one):
            return one
    return None


def is_unused(record: Record, invitation: Invitation) -> bool:
    """Whether it is for one intervention that has still to come, whatever item the room is at."""
    return invitation.item is None and not invitation.afterwards and not is_used(record, invitation)


def unused_elsewhere(record: Record, sitting: str, item: str | None) -> list[Invitation]:
    """The invitations for one intervention that were given on another item, and are good for nothing on this one."""
    given = record.where(Invitation, sitting=sitting)
    return [i for i in given if i.given_on not in (None, item) and is_unused(record, i)]


def is_used(record: Record, invitation: Invitation) -> bool:
    """Whether somebody has had the floor on this invitation; words thrown in while another speaks do not use it up."""
    return any(not i.interjection for i in record.where(Intervention, invitation=invitation.id))


def standing_for(record: Record, sitting: str, item: str | None) -> list[Invitation]:
    """The invitations that stand for an item: to all observers, or to some by name."""
    return [i for i in record.where(Invitation, sitting=sitting) if i.item is not None and i.item == item]


def uninvited(record: Record, sitting: str) -> list[Intervention]:
    """The interventions of observers in a sitting with no invitation on record."""
    return [
        i for i in record.where(Intervention, sitting=sitting) if needs_invitation(i.capacity) and i.invitation is None
    ]


NO_ITEM = "No item of the agenda has been taken up."


def _item(record: Record) -> str | None:
    at = now(record)
    return at.item if at else None


def _said_on(record: Record, invitation: Invitation) -> bool:
    return bool(record.where(Intervention, invitation=invitation.id))


def invited_with_the_item(record: Record, item: AgendaItem, sitting: Sitting | None, moment: Moment) -> list[Change]:
    """The standing invitation to observers that an item marked so brings with it in a sitting, where none stands yet."""
    if sitting is None or not item.observers_may_speak or for_members_only(record, item):
        return []
    if record.get(Meeting, sitting.meeting).kind == "teleconference":
        return []
    if any(one.person is None for one in standing_for(record, sitting.id, item.id)):
        return []
    return [added(Invitation(id=moment.new_id(), sitting=sitting.id, item=item.id, at=moment.at))]


def _refuse_where_members_are_alone(record: Record, item: str | None) -> None:
    there = record.find(AgendaItem, item)
    if there and for_members_only(record, there):
        raise OutOfOrder(f"Item {there.number} is for members only; on the Agenda page it can be opened to observers.")


def _refuse_to_invite(record: Record, person: str, sitting: Sitting, moment: Moment) -> None:
    """Refuse to invite who has no floor, and who needs no invitation."""
    refuse_who_has_no_floor(record, person, sitting, moment.at.date())
    _refuse_where_members_are_alone(record, _item(record))
    if not needs_invitation(capacity_of(record, person, moment.at.date())):
        raise OutOfOrder(f"{record.get(Person, person).name} needs no invitation to speak.")


def refuse_uninvited(record: Record, sitting: str) -> None:
    """Refuse what an open flag blocks: closing the sitting, and giving out its minutes."""
    for intervention in uninvited(record, sitting):
        who = record.get(Person, intervention.speaker).name
        raise OutOfOrder(
            f"{who} {_is(intervention)} and spoke without an invitation by the chair on record.",
            remedy=RecordInvitation(intervention=intervention.id),
        )


def _is(spoke: Intervention) -> str:
    return "observes" if spoke.capacity == "O" else "is an external person"


class InviteToSpeak(Act):
    """Record the chair's invitation to an observer to speak."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The invitation, for one intervention on the active item."""
        sitting, item = sitting_in(record, "open"), _item(record)
        person = record.get(Person, self.person)
        _refuse_to_invite(record, self.person, sitting, moment)
        there = invitation_for(record, self.person, sitting.id, item)
        if there:
            remedy = (
                None if there.person is None or _said_on(record, there) else WithdrawInvitation(invitation=there.id)
            )
            raise OutOfOrder(f"{person.name} has been invited already.", remedy=remedy)
        given = {"sitting": sitting.id, "person": self.person, "given_on": item, "at": moment.at}
        return [added(Invitation.model_validate({"id": moment.new_id(), **given}))]

    def sentence(self, record: Record) -> str:
        """Names the observer."""
        return f"The chair invites {record.get(Person, self.person).name} to speak"


class InviteForItem(Act):
    """Record the chair's invitation to an observer that stands for the item."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The invitation, for as often as the observer speaks on the active item."""
        sitting, item = sitting_in(record, "open"), _item(record)
        _refuse_to_invite(record, self.person, sitting, moment)
        if item is None:
            raise OutOfOrder(NO_ITEM, remedy=InviteToSpeak(person=self.person))
        for one in standing_for(record, sitting.id, item):
            if one.person in (None, self.person):
                name = record.get(Person, self.person).name
                remedy = None if one.person is None or _said_on(record, one) else WithdrawInvitation(invitation=one.id)
                raise OutOfOrder(f"{name} has been invited for this item already.", remedy=remedy)
        return [added(Invitation(id=moment.new_id(), sitting=sitting.id, person=self.person, item=item, at=moment.at))]

    def sentence(self, record: Record) -> str:
        """Names the observer."""
        return f"The chair invites {record.get(Person, self.person).name} for the item"


class WithdrawInvitation(Act):
    """Withdraw the chair's invitation."""

    invitation: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The invitation gone, unless somebody has spoken on it."""
        invitation = record.get(Invitation, self.invitation)
        if _said_on(record, invitation):
            raise OutOfOrder("They have spoken on this invitation already; it stays on record.")
        return [removed(invitation)]

    def sentence(self, record: Record) -> str:
        """Names the observer."""
        person = record.find(Person, record.get(Invitation, self.invitation).person)
        return f"Withdraw the invitation to {person.name if person else 'observers'}"


class OpenToObservers(Act):
    """Open the item to observers."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """An invitation that stands for the active item; given again, it is taken back."""
        sitting, item = sitting_in(record, "open"), _item(record)
        if item is None:
            raise OutOfOrder(NO_ITEM)
        if record.get(Meeting, sitting.meeting).kind == "teleconference":
            raise OutOfOrder("Observers do not take part in teleconferences.")
        _refuse_where_members_are_alone(record, item)
        to_all = [i for i in standing_for(record, sitting.id, item) if i.person is None]
        if any(_said_on(record, i) for i in to_all):
            raise OutOfOrder("Observers have spoken on this item already; the invitation stays on record.")
        if to_all:
            return [removed(i) for i in to_all]
        return [added(Invitation(id=moment.new_id(), sitting=sitting.id, item=item, at=moment.at))]


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

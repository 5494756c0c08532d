"""Alternates: who may stand in for which member. An alternate shares the member's seat and its one voice."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced


class Alternate(Row):
    """A person who may stand in for a member, from one day to another; `until` is the last day."""

    member: str = Field(foreign_key="person.id", index=True)
    person: str = Field(foreign_key="person.id", index=True)
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.since <= day and (self.until is None or day <= self.until)


class NameAlternate(Act):
    """Name who may stand in for a member."""

    member: str
    person: str
    since: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The alternate from this day on; refused where there is no seat to share, or for an external person."""
        member, person = record.get(Person, self.member), record.get(Person, self.person)
        if member.id == person.id:
            raise OutOfOrder(f"{member.name} cannot stand in for themselves.")
        if class_of(record, member.id, self.since) != "member":
            raise OutOfOrder(f"{member.name} is no member then; only a member has a seat to share.")
        if class_of(record, person.id, self.since) == "external":
            raise OutOfOrder(f"{person.name} is an external person and may not attend meetings.")
        if class_of(record, person.id, self.since) == "member":
            raise OutOfOrder(f"{person.name} has a seat of their own and cannot stand in for {member.name}.")
        for other in record.where(Alternate, member=member.id, person=person.id):
            if other.until is None or self.since <= other.until:
                raise OutOfOrder(f"{person.name} may stand in for {member.name} already.")
        return [added(Alternate(id=moment.new_id(), **self.model_dump()))]

    def sentence(self, record: Record) -> str:
        """Names both."""
        member, person = (record.get(Person, key).name for key in (self.member, self.person))
        return f"Name {person} as alternate of {member}"


class EndAlternate(Act):
    """Record that somebody stands in for a member no longer."""

    alternate: str
    until: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The alternate with their last day."""
        held = record.get(Alternate, self.alternate)
        if held.until is not None:
            raise OutOfOrder("This has ended already.")
        if self.until < held.since:
            raise OutOfOrder("It cannot end before it began.")
        return [replaced(held, until=self.until)]

    def sentence(self, record: Record) -> str:
        """Names both."""
        held = record.get(Alternate, self.alternate)
        member, person = (record.get(Person, key).name for key in (held.member, held.person))
        return f"End the standing in of {person} for {member}"


def stood_in_by(record: Record, person: str, day: date) -> list[Person]:
    """The members for whom a person may stand in on this day."""
    named = (a for a in record.where(Alternate, person=person) if a.holds_on(day))
    members = (record.get(Person, a.member) for a in named if class_of(record, a.member, day) == "member")
    return [member for member in members if member.merged_into is None]


def alternates_of(record: Record, member: str, day: date) -> list[Person]:
    """Who may stand in for a member on this day."""
    named = (record.get(Person, a.person) for a in record.where(Alternate, member=member) if a.holds_on(day))
    return [person for person in named if person.merged_into is None]

"""Functions: chair, secretariat, rapporteur, panel chair. Separate from class; they give no vote."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced


class Function(Row):
    """What a person does for the Group, whatever their class."""

    person: str = Field(foreign_key="person.id", index=True)
    role: Role
    since: date
    until: date | None = None
    panel: str | None = Field(default=None, foreign_key="panel.id")


class Appoint(Act):
    """Give a person a function."""

    person: str
    role: Role
    since: date
    panel: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The function from this day on; refused where the person holds it on that day."""
        for held in record.where(Function, person=self.person, role=self.role, panel=self.panel):
            if held.until is None or self.since <= held.until:
                raise OutOfOrder(f"{record.get(Person, self.person).name} is {self.role} already.")
        return [added(Function(id=moment.new_id(), **self.model_dump()))]

    def sentence(self, record: Record) -> str:
        """Names the person and the function."""
        return f"Appoint {record.get(Person, self.person).name} {self.role}"


class EndFunction(Act):
    """End a person's function."""

    function: str
    until: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The function with its last day; it is kept as history."""
        held = record.get(Function, self.function)
        if held.until is not None:
            raise OutOfOrder("This function has ended already.")
        if self.until < held.since:
            raise OutOfOrder("A function cannot end before it began.")
        return [replaced(held, until=self.until)]

    def sentence(self, record: Record) -> str:
        """Names the person and the function."""
        held = record.get(Function, self.function)
        return f"End the function of {record.get(Person, held.person).name} as {held.role}"


def roles_of(record: Record, person: str, day: date) -> list[Role]:
    """The functions the person holds on this day."""
    held = (f for f in record.where(Function, person=person) if f.since <= day and (f.until is None or day <= f.until))
    # Two who turned out to be one may both have been given it.
    return list(dict.fromkeys(function.role for function in held))


def may_attend(record: Record, person: str, day: date) -> bool:
    """Whether the person may be in the room: a member, an observer, or one who holds a function."""
    return class_of(record, person, day) in ("member", "observer") or bool(roles_of(record, person, day))


def only_observes(record: Record, person: str, day: date) -> bool:
    """Whether the person observes and holds no function besides."""
    return class_of(record, person, day) == "observer" and not roles_of(record, person, day)


def badge_of(record: Record, person: str, day: date) -> str:
    """The letter by which the room knows a person: C chair, M member, P panel, S secretariat, O observer, else E."""
    roles = roles_of(record, person, day)
    if "chair" in roles:
        return "C"
    held = class_of(record, person, day)
    if held == "member":
        return "M"
    if "panel chair" in roles:
        return "P"
    if roles:
        return "S"
    return "O" if held == "observer" else "E"

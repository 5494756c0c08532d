"""Persons: a name to show and a name to sort by; a family name may be missing."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record, Row, added


class Person(Row):
    """A human being known to the Group."""

    name: str = Field(index=True)
    sort_name: str = ""
    given: str = ""
    family: str | None = None
    honorific: str = ""
    email: str = ""
    country: str = ""

    @property
    def initialled(self) -> str:
        """The name as it is called in the room: ``A. Lind``; a single name stays whole."""
        if not self.family or not self.given:
            return self.name
        return f"{self.given[0]}. {self.family}"


class AddPerson(Act):
    """Put a person on record."""

    name: str = Field(min_length=1)
    sort_name: str = ""
    given: str = ""
    family: str | None = None
    honorific: str = ""
    email: str = ""
    country: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The person; the name to sort by is made from the parts where it is not given."""
        fields = self.model_dump()
        fields["sort_name"] = self.sort_name or _sorted(self)
        return [added(Person(id=moment.new_id(), **fields))]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Put {self.name} on record"


def _sorted(person: AddPerson) -> str:
    if person.family and person.given:
        return f"{person.family}, {person.given}"
    return person.name

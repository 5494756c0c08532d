"""Persons: a name to show and a name to sort by; a family name may be missing."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.names import in_order, sort_name
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, replaced


class Person(Row):
    """A human being known to the Group.

    `other_names` are those they are also called by; `merged_into` is the person they turned out to be.
    """

    name: str = Field(index=True)
    sort_name: str = ""
    given: str = ""
    family: str | None = None
    honorific: str = ""
    email: str = ""
    country: str = ""
    other_names: tuple[str, ...] = ()
    merged_into: str | None = Field(default=None, foreign_key="person.id")

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
        fields["sort_name"] = self.sort_name or sort_name(self.name, self.given, self.family)
        return [added(Person(id=moment.new_id(), **fields))]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Put {self.name} on record"


class ChangePerson(Act):
    """Correct what is on record about a person; what is None stays as it is.

    A family name is taken away by an empty one. The name to sort by is made anew where the name changes, unless
    somebody wrote it by hand.
    """

    person: str
    name: str | None = None
    sort_name: str | None = None
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    email: str | None = None
    country: str | None = None
    other_names: tuple[str, ...] | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The person as they are called from now on."""
        there = record.get(Person, self.person)
        if self.name is not None and not self.name.strip():
            raise OutOfOrder("A person has a name.")
        fields = self.model_dump(exclude={"person"}, exclude_none=True)
        if "family" in fields:
            fields["family"] = fields["family"] or None
        if not self.sort_name and (self.sort_name == "" or there.sort_name == _made(there)):
            fields["sort_name"] = _made(there.model_copy(update=fields))
        return [replaced(there, **fields)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Correct what is on record about {record.get(Person, self.person).name}"


def _made(person: Person) -> str:
    return sort_name(person.name, person.given, person.family)


@derived(Person)
def _people(record: Record) -> tuple[Person, ...]:
    return tuple(person for person in record.each(Person) if person.merged_into is None)


def people(record: Record) -> tuple[Person, ...]:
    """Everybody on record, each once: those merged into somebody else are left out."""
    return record.derive(_people)


@derived(Person)
def _by_sort_name(record: Record) -> tuple[Person, ...]:
    return tuple(sorted(people(record), key=lambda person: (in_order(person.sort_name), person.id)))


def people_by_name(record: Record) -> tuple[Person, ...]:
    """Everybody on record in the order of a list of names."""
    return record.derive(_by_sort_name)

"""Organisations: who people speak for, with aliases and a parent."""

from collections.abc import Iterator

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.names import in_order
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, follows
from hisrg_desktop.meeting.standing import standing


class Organisation(Row):
    """An organisation; it, its aliases and its parent count as one unless `separate_because` says why not.

    `merged_into` is the organisation it turned out to be.
    """

    name: str = Field(index=True)
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str | None = Field(default=None, foreign_key="organisation.id")
    country: str = ""
    category: str = ""
    separate_because: str = ""
    merged_into: str | None = Field(default=None, foreign_key="organisation.id")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it goes by: name, short name, aliases."""
        return tuple(name for name in (self.name, self.short, *self.aliases) if name)


@standing(Organisation)
def no_organisation_is_part_of_itself(before: Record, after: Record, changes: list[Change]) -> str | None:
    """What is part of itself would count as no one organisation; undo and merging may not make it so either."""
    for change in changes:
        there = change.after
        if isinstance(there, Organisation) and there.id in {one.id for one in above(after, there)}:
            return f"{there.name} cannot be part of itself."
    return None


@standing(Organisation)
def a_name_means_one_organisation(before: Record, after: Record, changes: list[Change]) -> str | None:
    """An organisation and its aliases count as one: no name or alias is also another's, undone or done."""
    for change in changes:
        there = change.after
        if not isinstance(there, Organisation) or there.merged_into:
            continue
        for name in _gained(change.before, there):
            other = known_as(before, name)
            still = after.find(Organisation, other.id) if other and other.id != there.id else None
            if still and still.merged_into is None and name.casefold() in {n.casefold() for n in still.names}:
                return f"{still.name} goes by “{name}” already."
    return None


def _gained(before: Row | None, after: Organisation) -> list[str]:
    """The names and aliases that an organisation did not go by before."""
    known = (
        {n.casefold() for n in before.names} if isinstance(before, Organisation) and not before.merged_into else set()
    )
    return [name for name in (after.name, *after.aliases) if name.casefold() not in known]


def above(record: Record, organisation: Organisation) -> Iterator[Organisation]:
    """What an organisation is part of, the nearest first."""
    passed: set[str] = set()
    there = record.find(Organisation, organisation.parent)
    while there is not None and there.id not in passed:
        passed.add(there.id)
        yield there
        there = record.find(Organisation, there.parent)


class AddOrganisation(Act):
    """Put an organisation on record."""

    name: str = Field(min_length=1)
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    country: str = ""
    category: str = ""
    separate_because: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The organisation, unless one goes by this name or an alias of it."""
        for name in (self.name, *self.aliases):
            same = known_as(record, name)
            if same:
                raise OutOfOrder(f"{same.name} is on record already.")
        return [added(Organisation(id=moment.new_id(), **self.model_dump()))]

    def sentence(self, record: Record) -> str:
        """Names the organisation."""
        return f"Put {self.name} on record"


@derived(Organisation)
def _organisations(record: Record) -> tuple[Organisation, ...]:
    there = (o for o in record.each(Organisation) if o.merged_into is None)
    return tuple(sorted(there, key=lambda o: (in_order(o.name), o.id)))


def organisations(record: Record) -> tuple[Organisation, ...]:
    """The organisations on record by name, each once: those merged into another are left out."""
    return record.derive(_organisations)


@derived(Organisation)
def _known(record: Record) -> dict[str, Organisation]:
    known: dict[str, Organisation] = {}
    for organisation in record.each(Organisation):
        if organisation.merged_into is None:
            for name in organisation.names:
                known.setdefault(name.casefold(), organisation)
    return known


@follows(_known)
def _known_since(
    known: dict[str, Organisation], before: Record, after: Record, changes: list[Change]
) -> dict[str, Organisation]:
    """A list brings hundreds of organisations one after the other; nothing else changes by what is only added."""
    more: dict[str, Organisation] = {}
    for change in changes:
        if change.before is not None:
            return _known(after)
        assert isinstance(change.after, Organisation)
        for name in change.after.names:
            more.setdefault(name.casefold(), change.after)
    return more | known


def known_as(record: Record, name: str) -> Organisation | None:
    """The organisation with this name, short name or alias, letter case left aside."""
    return record.derive(_known).get(name.casefold().strip())


def counts_as(record: Record, organisation: Organisation) -> Organisation:
    """The organisation that this one counts as: its topmost parent, as far as nobody recorded why it stands apart."""
    seen = {organisation.id}
    while organisation.parent and not organisation.separate_because:
        above = record.find(Organisation, organisation.parent)
        if above is None or above.id in seen:
            break
        seen.add(above.id)
        organisation = above
    return organisation

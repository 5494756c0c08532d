"""Organisations: who people speak for, with aliases and a parent."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, follows


class Organisation(Row):
    """An organisation; it, its aliases and its parent count as one unless `separate_because` says why not."""

    name: str = Field(index=True)
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str | None = Field(default=None, foreign_key="organisation.id")
    country: str = ""
    category: str = ""
    separate_because: str = ""


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


def known_as(record: Record, name: str) -> Organisation | None:
    """The organisation with this name, short name or alias, letter case left aside."""
    return record.find(Organisation, record.derive(_known).get(name.casefold().strip()))


@derived(Organisation)
def _known(record: Record) -> dict[str, str]:
    known: dict[str, str] = {}
    for organisation in record.each(Organisation):
        for name in _names(organisation):
            known.setdefault(name, organisation.id)
    return known


@follows(_known)
def _known_since(known: dict[str, str], before: Record, after: Record, changes: list[Change]) -> dict[str, str]:
    if any(change.before for change in changes):
        return _known(after)
    return {name: change.row.id for change in reversed(changes) for name in _names(change.row)} | known


def _names(organisation: Row) -> list[str]:
    assert isinstance(organisation, Organisation)
    names = (organisation.name, organisation.short, *organisation.aliases)
    return [name.casefold().strip() for name in names if name]


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

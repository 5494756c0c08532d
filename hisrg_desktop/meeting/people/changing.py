"""Correcting what is on record about an organisation."""

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.merging import MergeOrganisations
from hisrg_desktop.meeting.people.organisations import Organisation, above, known_as
from hisrg_desktop.meeting.record import Change, Record, replaced


class ChangeOrganisation(Act):
    """Correct what is on record about an organisation; what is None stays as it is.

    An empty `parent` takes it out of the organisation it was part of.
    """

    organisation: str
    name: str | None = None
    short: str | None = None
    aliases: tuple[str, ...] | None = None
    parent: str | None = None
    country: str | None = None
    category: str | None = None
    separate_because: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The organisation as it is from now on; refused where another goes by one of its names."""
        there = record.get(Organisation, self.organisation)
        if self.name is not None and not self.name.strip():
            raise OutOfOrder("An organisation has a name.")
        fields = self.model_dump(exclude={"organisation"}, exclude_none=True)
        if "parent" in fields:
            fields["parent"] = self.parent or None
            self._refuse_circle(record, there)
        changed = replaced(there, **fields)
        assert isinstance(changed.after, Organisation)
        for name in changed.after.names:
            same = known_as(record, name)
            if same and same.id != there.id:
                raise OutOfOrder(
                    f"{same.name} goes by “{name}” already.",
                    remedy=MergeOrganisations(survivor=same.id, merged=there.id),
                )
        return [changed]

    def _refuse_circle(self, record: Record, there: Organisation) -> None:
        parent = record.find(Organisation, self.parent or None)
        if parent and there.id in {parent.id, *(one.id for one in above(record, parent))}:
            raise OutOfOrder(f"{there.name} cannot be part of itself.")

    def sentence(self, record: Record) -> str:
        """Names the organisation."""
        return f"Correct what is on record about {record.get(Organisation, self.organisation).name}"

"""The Working Group whose dossier this is, and the phases of its work."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added

GROUP = "group"
"""The id of the one Working Group of a dossier."""


class WorkingGroup(Row):
    """The body; `practice` marks a dossier whose meeting is invented, so that its clock goes on from its last entry.

    `votes` says that it also decides by vote; unless it does, it decides by consensus only.
    """

    name: str
    short: str
    practice: bool = False
    votes: bool = False


class Phase(Row):
    """Years of work, begun with a call for membership."""

    number: int
    name: str = ""
    began: date | None = None
    ended: date | None = None


class FoundGroup(Act):
    """Found the dossier of a Working Group."""

    name: str
    short: str = "HSRGWG"
    practice: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The Working Group, once."""
        if record.find(WorkingGroup, GROUP):
            raise OutOfOrder("This dossier has its Working Group already.")
        return [added(WorkingGroup(id=GROUP, name=self.name, short=self.short, practice=self.practice))]


class BeginPhase(Act):
    """Begin a phase of work."""

    number: int = Field(ge=1)
    name: str = ""
    began: date | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The phase, unless there is one of this number."""
        if record.where(Phase, number=self.number):
            raise OutOfOrder(f"Phase {self.number} is on record already.")
        return [added(Phase(id=moment.new_id(), number=self.number, name=self.name, began=self.began))]


def group_name(record: Record) -> str:
    """The Working Group's name as documents carry it."""
    group = record.find(WorkingGroup, GROUP)
    return group.name if group else "Working Group"

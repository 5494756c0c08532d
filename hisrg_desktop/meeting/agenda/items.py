"""The agenda: what is to be dealt with, in which order and time."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Purpose
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced


class AgendaItem(Row):
    """One item: its number and title, its purpose, the blocks it deals with, and its share of time in minutes."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    number: str
    title: str
    purpose: Purpose = "discussion"
    blocks: tuple[str, ...] = ()
    presenter: str | None = Field(default=None, foreign_key="person.id")
    minutes: int | None = None
    rank: int = 0
    attributed: bool = True


class AddAgendaItem(Act):
    """Put an item on the agenda."""

    meeting: str
    title: str = Field(min_length=1)
    number: str = ""
    purpose: Purpose = "discussion"
    blocks: tuple[str, ...] = ()
    presenter: str | None = None
    minutes: int | None = Field(default=None, ge=1)
    attributed: bool = True

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item at the end of the agenda."""
        rank = len(record.where(AgendaItem, meeting=self.meeting)) + 1
        fields = {**self.model_dump(), "number": self.number or str(rank), "rank": rank}
        return [added(AgendaItem(id=moment.new_id(), **fields))]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        return f"Put “{self.title}” on the agenda"


class ChangeAgendaItem(Act):
    """Change an item of the agenda."""

    item: str
    title: str | None = None
    minutes: int | None = None
    purpose: Purpose | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item with the values given."""
        given = {n: v for n in ("title", "minutes", "purpose") if (v := getattr(self, n)) is not None}
        if given.get("title") == "":
            raise OutOfOrder("An item of the agenda needs a title.")
        return [replaced(record.get(AgendaItem, self.item), **given)]


class MoveAgendaItem(Act):
    """Move an item of the agenda."""

    item: str
    to: int = Field(ge=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item at this position, the others in their order; plain numbers follow the order."""
        moved = record.get(AgendaItem, self.item)
        others = [i for i in agenda_of(record, moved.meeting) if i.id != moved.id]
        others.insert(self.to - 1, moved)
        return [
            replaced(item, rank=rank, number=str(rank) if item.number.isdecimal() else item.number)
            for rank, item in enumerate(others, 1)
        ]


def agenda_of(record: Record, meeting: str) -> list[AgendaItem]:
    """The items of a meeting's agenda in their order."""
    return sorted(record.where(AgendaItem, meeting=meeting), key=lambda item: item.rank)

"""The list of speakers, closed and opened again for each item; a list that is closed takes nobody in without the chair."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in
from hisrg_desktop.meeting.standing import standing


class ClosedList(Row):
    """The list of speakers of an item, closed by the chair from one moment to another."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    closed_at: datetime
    reopened_at: datetime | None = None


def closed_list(record: Record, sitting: Sitting) -> ClosedList | None:
    """The closing in force for the item the room is at, or None where the list is open."""
    at = now(record)
    return record.one(ClosedList, sitting=sitting.id, item=at.item if at else None, reopened_at=None)


@standing(ClosedList)
def a_list_is_closed_once(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A list of speakers that is closed is not closed again."""
    for change in changes:
        one = change.after
        if isinstance(one, ClosedList) and one.reopened_at is None:
            several = after.where(ClosedList, sitting=one.sitting, item=one.item, reopened_at=None)
            if len(several) > 1:
                return "The list of speakers is closed already."
    return None


class CloseList(Act):
    """Close the list of speakers."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The list of the active item closed."""
        sitting = sitting_in(record, "open")
        if closed_list(record, sitting):
            raise OutOfOrder("The list of speakers is closed already.", remedy=ReopenList())
        at = now(record)
        item = at.item if at else None
        return [added(ClosedList(id=moment.new_id(), sitting=sitting.id, item=item, closed_at=moment.at))]


class ReopenList(Act):
    """Reopen the list of speakers."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The list of the active item open again."""
        closing = closed_list(record, sitting_in(record, "open"))
        if closing is None:
            raise OutOfOrder("The list of speakers is open.")
        return [replaced(closing, reopened_at=moment.at)]

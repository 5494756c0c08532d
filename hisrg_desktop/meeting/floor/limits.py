"""How long one may speak: no limit unless the chair sets one, for the meeting or for an item."""

from datetime import timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, removed, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, current_meeting

WARNING = timedelta(seconds=30)
"""How long before the limit the speaker is warned."""


class TimeLimit(Row):
    """The seconds one turn of speech may last: in a meeting, or at one of its items, where 0 lifts the meeting's limit."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    seconds: int


def limit_of(record: Record, meeting: str, item: str | None) -> timedelta | None:
    """How long one may speak at an item of a meeting; None where nothing limits it."""
    own = record.one(TimeLimit, meeting=meeting, item=item) if item else None
    limit = own or record.one(TimeLimit, meeting=meeting, item=None)
    return timedelta(seconds=limit.seconds) if limit and limit.seconds else None


def limit_on(record: Record, turn: Intervention) -> timedelta | None:
    """How long this turn of speech may last; None where nothing limits it."""
    return limit_of(record, record.get(Sitting, turn.sitting).meeting, turn.item)


class SetTimeLimit(Act):
    """Limit how long one may speak.

    `seconds` 0 sets no limit; None takes the limit back, so that at an item the meeting's holds again.
    """

    seconds: int | None = Field(default=None, ge=0, le=24 * 3600)
    item: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The limit of the current meeting, or of one of its items."""
        meeting = current_meeting(record)
        if meeting is None:
            raise OutOfOrder("There is no meeting on record yet.")
        if self.item is not None:
            meeting = record.get(Meeting, record.get(AgendaItem, self.item).meeting)
        there = record.one(TimeLimit, meeting=meeting.id, item=self.item)
        if self.seconds is None or (self.seconds == 0 and self.item is None):
            return [removed(there)] if there else []
        if there:
            return [replaced(there, seconds=self.seconds)]
        return [added(TimeLimit(id=moment.new_id(), meeting=meeting.id, item=self.item, seconds=self.seconds))]

    def sentence(self, record: Record) -> str:
        """Names the limit and where it holds."""
        where = f" on item {record.get(AgendaItem, self.item).number}" if self.item else ""
        if not self.seconds:
            return f"No time limit{where}"
        minutes, seconds = divmod(self.seconds, 60)
        return f"Limit interventions{where} to {minutes}:{seconds:02}"

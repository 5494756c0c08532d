"""Action items: a task with an owner and a due date."""

from datetime import date, datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import current_meeting


class ActionItem(Row):
    """Something to be done by someone until a day."""

    searched = ("title",)

    number: str
    meeting: str = Field(foreign_key="meeting.id", index=True)
    title: str
    owner: str | None = Field(default=None, foreign_key="person.id")
    due: date | None = None
    decision: str | None = Field(default=None, foreign_key="decision.id")
    at: datetime
    done_at: datetime | None = None


class AddAction(Act):
    """Record an action item."""

    title: str = Field(min_length=1)
    owner: str | None = None
    due: date | None = None
    decision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The action item of the current meeting, numbered."""
        meeting = current_meeting(record)
        if meeting is None:
            raise OutOfOrder("There is no meeting on record yet.")
        number = f"A-{moment.next_number(record, 'action'):02d}"
        fields = self.model_dump()
        return [added(ActionItem(id=moment.new_id(), number=number, meeting=meeting.id, at=moment.at, **fields))]

    def sentence(self, record: Record) -> str:
        """Names the task."""
        return f"Record the action: {self.title}"


class CompleteAction(Act):
    """Mark an action item as done."""

    action: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The action item done."""
        action = record.get(ActionItem, self.action)
        if action.done_at:
            raise OutOfOrder(f"{action.number} is done already.")
        return [replaced(action, done_at=moment.at)]

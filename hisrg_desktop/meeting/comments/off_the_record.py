"""Off the record: from when to when the room was. What is typed meanwhile becomes a private note, and nothing else."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.closing import refuse_unless_corrected
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting, sitting_in
from hisrg_desktop.meeting.standing import standing


class OffTheRecord(Row):
    """A time during which a sitting was off the record; one that was never ended lasted until the sitting closed."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    began_at: datetime
    ended_at: datetime | None = None


standing(OffTheRecord)(refuse_unless_corrected)


@standing(OffTheRecord)
def off_the_record_once(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A sitting is off the record once at a time."""
    for change in changes:
        if change.after and len(after.where(OffTheRecord, sitting=change.row.__dict__["sitting"], ended_at=None)) > 1:
            return "The room is off the record already."
    return None


def off_the_record(record: Record) -> OffTheRecord | None:
    """Since when the room is off the record; None while it is on."""
    sitting = current_sitting(record)
    return record.one(OffTheRecord, sitting=sitting.id, ended_at=None) if sitting else None


def times_off(record: Record, sitting: Sitting) -> list[tuple[datetime, datetime | None]]:
    """From when to when a sitting was off the record; the last may have no end yet."""
    return [(one.began_at, one.ended_at or sitting.closed_at) for one in record.where(OffTheRecord, sitting=sitting.id)]


class GoOffTheRecord(Act):
    """Go off the record."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The room off the record from now on; where it was, on the record again."""
        there = off_the_record(record)
        if there:
            return [replaced(there, ended_at=moment.at)]
        sitting = sitting_in(record, "open")
        return [added(OffTheRecord(id=moment.new_id(), sitting=sitting.id, began_at=moment.at))]

    def sentence(self, record: Record) -> str:
        """Says whether it goes off or comes back."""
        return "Back on the record" if off_the_record(record) else "Go off the record"

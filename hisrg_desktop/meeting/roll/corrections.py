"""Who was in the room, put right: while the sitting runs, and after it was closed as a correction marked as such."""

from datetime import datetime

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.closing import Correction, corrected
from hisrg_desktop.meeting.roll.meetings import Sitting, named


class CorrectAttendance(Act):
    """Correct from when to when a person was in the room.

    Without `stay` it is one that was not recorded. A person who was not there at all arrives and leaves at one moment.
    After the sitting was closed, `why` is needed.
    """

    sitting: str
    person: str
    arrived_at: datetime
    left_at: datetime | None = None
    stay: str | None = None
    stands_in_for: str | None = None
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The stay with these times, and after the sitting was closed the correction with its reason."""
        sitting = record.get(Sitting, self.sitting)
        self._refuse(record, sitting, moment)
        fields = {"arrived_at": self.arrived_at, "left_at": self.left_at, "stands_in_for": self.stands_in_for}
        there = record.find(Attendance, self.stay)
        if there:
            change = replaced(there, **fields)
        else:
            change = added(
                Attendance.model_validate(
                    {"id": moment.new_id(), "sitting": sitting.id, "person": self.person, **fields}
                )
            )
        return [change, corrected(change.row, self.why, moment)] if sitting.state == "closed" else [change]

    def _refuse(self, record: Record, sitting: Sitting, moment: Moment) -> None:
        if sitting.opened_at is None:
            raise OutOfOrder(f"{named(sitting)} has not been opened.")
        if sitting.state == "closed" and not self.why.strip():
            raise OutOfOrder("The sitting is closed; say why this is corrected.")
        if sitting.state == "closed" and self.left_at is None:
            raise OutOfOrder("The sitting is closed; say when they left.")
        end = sitting.closed_at or moment.at
        if self.arrived_at < sitting.opened_at or (self.left_at or self.arrived_at) > end:
            ran = f"from {local(sitting.opened_at):%H:%M} to {local(end):%H:%M}"
            raise OutOfOrder(f"{named(sitting)} ran {ran}.")
        if self.left_at and self.left_at < self.arrived_at:
            raise OutOfOrder("Nobody leaves before they arrive.")

    def sentence(self, record: Record) -> str:
        """Names the person and the times."""
        name = record.get(Person, self.person).name
        if self.left_at == self.arrived_at:
            return f"Correct the attendance of {name}: was not there"
        until = f" to {local(self.left_at):%H:%M}" if self.left_at else ""
        return f"Correct the attendance of {name}: from {local(self.arrived_at):%H:%M}{until}"


def correction_of(record: Record, stay: Attendance) -> Correction | None:
    """The last correction of a stay after its sitting was closed, or None."""
    return record.one(Correction, subject=stay.id)


def correction(
    record: Record,
    sitting: Sitting,
    stay: Attendance | None,
    person: str,
    times: tuple[datetime, datetime | None],
    why: str,
) -> CorrectAttendance:
    """The act that gives a stay these times, told by the minute: where the minute is that of an instant, it stays so."""
    came, left = times
    known = (stay.arrived_at if stay else None, sitting.opened_at)
    known_end = (stay.left_at if stay else None, sitting.closed_at)
    return CorrectAttendance(
        sitting=sitting.id,
        person=person,
        stay=stay.id if stay else None,
        stands_in_for=stay.stands_in_for if stay else None,
        arrived_at=_exact(came, known),
        # Who leaves in the minute of arriving was not there.
        left_at=None if left is None else _exact(left, known if left == came else known_end),
        why=why,
    )


def _exact(told: datetime, known: tuple[datetime | None, ...]) -> datetime:
    """The instant on record that a clock shows as this minute, else the minute."""
    return next((at for at in known if at and at.replace(second=0, microsecond=0) == told), told)

"""Closing a sitting: what must not be open, and that afterwards only corrections change what was recorded."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.unfinished import handed_on, handed_on_in_words
from hisrg_desktop.meeting.floor.interventions import Intervention, end_of_running
from hisrg_desktop.meeting.floor.invitations import refuse_uninvited
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.merging import only_moved
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting, named
from hisrg_desktop.meeting.standing import standing, using


class Correction(Row):
    """A change made after a sitting was closed: of what, why, and when."""

    subject: str = Field(index=True)
    why: str
    at: datetime


class CloseSitting(Act):
    """Close the sitting."""

    sitting: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting closed and everybody's stay ended; refused while an observer spoke without invitation on record.

        With the last one, what the meeting left unfinished goes to the next meeting, where one is on record.
        """
        sitting = record.get(Sitting, self.sitting)
        if sitting.state not in ("open", "suspended"):
            raise OutOfOrder(f"{named(sitting)} is {sitting.state}.")
        refuse_uninvited(record, sitting.id)
        stays = [a for a in record.where(Attendance, sitting=sitting.id) if a.left_at is None]
        return [
            *end_of_running(record, moment),
            *(replaced(stay, left_at=moment.at) for stay in stays),
            replaced(sitting, state="closed", closed_at=moment.at),
            *handed_on(record, moment, sitting),
        ]

    def sentence(self, record: Record) -> str:
        """Names the sitting, and the meeting to which what is left over goes."""
        sitting = record.get(Sitting, self.sitting)
        return f"Close {named(sitting)}{handed_on_in_words(record, sitting)}"


def sitting_of(record: Record, row: Row) -> str | None:
    """The sitting a row was recorded in: its own, its intervention's, or for words in session the one that ran then."""
    sitting = getattr(row, "sitting", None)
    if isinstance(sitting, str):
        return sitting
    intervention = record.find(Intervention, getattr(row, "intervention", None))
    if intervention:
        return intervention.sitting
    at = getattr(row, "at", None)
    if getattr(row, "channel", "") == "in session" and isinstance(at, datetime):
        return next((s.id for s in record.each(Sitting) if _ran_at(s, at)), None)
    return None


def _ran_at(sitting: Sitting, at: datetime) -> bool:
    return (
        sitting.opened_at is not None
        and sitting.opened_at <= at
        and (sitting.closed_at is None or at < sitting.closed_at)
    )


def is_closed(record: Record, row: Row) -> bool:
    """Whether the row was recorded in a sitting that is closed."""
    sitting = record.find(Sitting, sitting_of(record, row))
    return sitting is not None and sitting.state == "closed"


def corrected(row: Row, why: str, moment: Moment) -> Change:
    """The note that a row of a closed sitting is changed by way of correction."""
    return added(Correction(id=moment.new_id(), subject=row.id, why=why, at=moment.at))


def refuse_unless_corrected(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Once a sitting is closed, what was recorded in it changes only by a correction."""
    subjects = {change.row.subject for change in changes if isinstance(change.row, Correction)} | only_moved(changes)
    for change in changes:
        if change.row.id in subjects or isinstance(change.row, Sitting | Correction):
            continue
        if is_closed(before, change.row) and is_closed(after, change.row):
            return "The sitting is closed; what was recorded in it changes only by a correction."
    return None


standing(Intervention, Attendance)(refuse_unless_corrected)


@standing(Sitting)
def a_sitting_with_something_in_it_was_opened(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A sitting in which somebody was present, spoke or decided stays opened."""
    for change in changes:
        sitting = change.after
        if isinstance(sitting, Sitting) and sitting.state == "planned" and using(after, Sitting, sitting.id):
            return f"{named(sitting).capitalize()} has been opened: something was recorded in it."
    return None

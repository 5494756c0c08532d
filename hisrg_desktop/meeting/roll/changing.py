"""Meetings and sittings put right: other days, another room; a sitting that will not be is taken out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.local_time import WEEKDAYS, local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, removed, replaced
from hisrg_desktop.meeting.roll.meetings import (
    Meeting,
    Sitting,
    called,
    named,
    next_number,
    next_overall,
    refuse_meeting,
    sittings_of,
    told_anew,
)
from hisrg_desktop.meeting.standing import using

_IN_CALENDARS = frozenset({"kind", "place", "venue", "planned_from", "planned_to"})
"""What somebody who has the meeting in a calendar must learn."""


HOURS = ("planned_from", "planned_to", "pause_from", "pause_to")


class ChangeMeeting(Act):
    """Change a meeting.

    What is left out stays. With another first day the sittings that have not been opened move with it. `unlimited`
    takes the limit of seats away. Lowering the capacity is never refused and drops nobody: those for whom there is no
    seat any more go to the waiting list and onto the list of whom to tell.
    """

    meeting: str
    number: int | None = Field(default=None, ge=1)
    overall: int | None = Field(default=None, ge=1)
    kind: MeetingKind | None = None
    place: str | None = None
    venue: str | None = None
    planned_from: date | None = None
    planned_to: date | None = None
    held_from: date | None = None
    held_to: date | None = None
    capacity: int | None = Field(default=None, ge=1)
    unlimited: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The meeting with what was given."""
        meeting = record.get(Meeting, self.meeting)
        given = self._renumbered(record, meeting) | self._given()
        news = any(getattr(meeting, name) != value for name, value in given.items() if name in _IN_CALENDARS)
        change = replaced(meeting, **given, revised=meeting.revised + news)
        assert isinstance(change.after, Meeting)
        refuse_meeting(record, change.after)
        by = change.after.planned_from - meeting.planned_from
        return [change, *(self._moved(record, by) if by else ())]

    def _moved(self, record: Record, by: timedelta) -> Iterator[Change]:
        """The sittings that have not been opened as many days earlier or later, at the same hours of the clock."""
        for sitting in record.where(Sitting, meeting=self.meeting, state="planned"):
            hours = {name: on_another_day(at, by) for name in HOURS if (at := getattr(sitting, name))}
            title = _of_another_day(sitting.title, sitting.planned_from, by)
            yield replaced(sitting, title=title, **hours)

    def _renumbered(self, record: Record, meeting: Meeting) -> dict[str, object]:
        """The numbers of a meeting that becomes one of the other kind, which is counted apart."""
        if self.kind is None or self.kind == meeting.kind:
            return {}
        number = next_number(record, meeting.phase, self.kind)
        return {"number": number, "overall": next_overall(record, self.kind)}

    def _given(self) -> dict[str, object]:
        left_out = {"meeting", "unlimited"}
        given = {name: value for name, value in self.model_dump(exclude=left_out).items() if value is not None}
        return given | ({"capacity": None} if self.unlimited else {})

    def sentence(self, record: Record) -> str:
        """Names the meeting, and for a single change what it is."""
        meeting = record.get(Meeting, self.meeting)
        given = {name for name, value in self._given().items() if getattr(meeting, name) != value}
        if given == {"capacity"}:
            return f"Set the seats of {called(record, meeting)} to {self.capacity or 'no limit'}"
        return f"Change {called(record, meeting)}"


def on_another_day(at: datetime, by: timedelta) -> datetime:
    """The same hour by the clock of the place on another day, also across the change of the clock."""
    there = local(at)
    return datetime.combine(there.date() + by, there.time(), there.tzinfo).astimezone(UTC)


def _of_another_day(title: str, at: datetime | None, by: timedelta) -> str:
    """A title that begins with the day of the week, with that of the other day."""
    if at is None:
        return title
    day = local(at).date()
    was, now = WEEKDAYS[day.weekday()], WEEKDAYS[(day + by).weekday()]
    return f"{now}{title.removeprefix(was)}" if title.startswith(was) else title


class ChangeSitting(Act):
    """Change the title of a sitting."""

    sitting: str
    title: str = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting under its new title."""
        return [replaced(record.get(Sitting, self.sitting), title=self.title)]

    def sentence(self, record: Record) -> str:
        """Names the sitting."""
        return f"Call {named(record.get(Sitting, self.sitting))} “{self.title}”"


class RemoveSitting(Act):
    """Take a planned sitting out of a meeting."""

    sitting: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting gone and the later ones counted anew; refused once something hangs on it."""
        sitting = record.get(Sitting, self.sitting)
        if sitting.state != "planned":
            raise OutOfOrder(f"{named(sitting)} has been {sitting.state}; only a planned sitting is taken out.")
        user = using(record, Sitting, sitting.id)
        if user:
            raise OutOfOrder(f"Something on record belongs to {named(sitting)}; it stays.")
        later = [s for s in sittings_of(record, sitting.meeting) if s.number > sitting.number]
        news = told_anew(record, sitting)
        return [removed(sitting), *(replaced(one, number=one.number - 1) for one in later), *news]

    def sentence(self, record: Record) -> str:
        """Names the sitting."""
        return f"Take out {named(record.get(Sitting, self.sitting))}"

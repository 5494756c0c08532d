"""The next meeting, made from the last one: its place and room, sittings by half-days, and what was left over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.unfinished import unfinished
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.parking import Parked, parked
from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.local_time import WEEKDAYS, ZONE
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, Sitting, called, day_of

LONGEST = 14
"""The most days for which sittings are planned by half-days; a longer meeting is a mistyped year."""


_HOURS: dict[MeetingKind, tuple[tuple[str, time, time], ...]] = {
    "face-to-face": ((" morning", time(9, 30), time(12, 30)), (" afternoon", time(14), time(17, 30))),
    "teleconference": (("", time(14), time(16)),),
}
"""The usual hours of a sitting by the clock of the place; a teleconference has one sitting a day."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What the room has still to deal with: unfinished items of an agenda, what was put off, open actions."""

    items: list[AgendaItem]
    parked: list[Parked]
    actions: list[ActionItem]


def left_over(record: Record, meeting: str) -> LeftOver:
    """What a meeting left unfinished, and what it and those before it left open, oldest first."""
    actions = [action for action in record.each(ActionItem) if action.done_at is None]
    return LeftOver(unfinished(record, meeting), parked(record), actions)


def last_meeting(record: Record, kind: MeetingKind = "face-to-face") -> Meeting | None:
    """The latest meeting of a kind on record, held or planned."""
    return max(record.where(Meeting, kind=kind), key=lambda m: (day_of(m), m.id), default=None)


class NewMeetingFrom(Act):
    """Create a meeting from the last one.

    What is left out is as it was at the last one. A phase is given where a new one has begun since.
    """

    last: str
    planned_from: date
    planned_to: date
    kind: MeetingKind | None = None
    phase: str | None = None
    place: str | None = None
    venue: str | None = None
    capacity: int | None = Field(default=None, ge=1)
    sittings: bool = True

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The meeting with its next number, a sitting for each half-day, and what the last meeting left unfinished."""
        last = record.get(Meeting, self.last)
        kind = self.kind or last.kind
        same = kind == last.kind
        fields = {
            "phase": self.phase or last.phase,
            "kind": kind,
            "place": self.place if self.place is not None else (last.place if same else ""),
            "venue": self.venue if self.venue is not None else (last.venue if same else ""),
            "capacity": self.capacity or (last.capacity if same else None),
            "planned_from": self.planned_from,
            "planned_to": self.planned_to,
        }
        changes = CreateMeeting.model_validate(fields).decide(record, moment)
        meeting = next(c.after for c in changes if isinstance(c.after, Meeting))
        return [*changes, *(self._sittings(meeting, moment) if self.sittings else [])]

    def _sittings(self, meeting: Meeting, moment: Moment) -> list[Change]:
        halves = half_days(meeting.planned_from, meeting.planned_to, meeting.kind)
        return [
            added(
                Sitting(
                    id=moment.new_id(),
                    meeting=meeting.id,
                    number=number,
                    title=half.title,
                    planned_from=half.begins,
                    planned_to=half.ends,
                )
            )
            for number, half in enumerate(halves, 1)
        ]

    def sentence(self, record: Record) -> str:
        """Names the last meeting."""
        return f"Create the meeting after {called(record, record.get(Meeting, self.last))}"


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A sitting as it is planned unless somebody plans otherwise."""

    title: str
    begins: datetime
    ends: datetime


def half_days(first: date, last: date, kind: MeetingKind) -> list[HalfDay]:
    """The sittings of a meeting: ``Monday morning``, ``Monday afternoon`` and so on, with the usual hours."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if len(days) > LONGEST:
        raise OutOfOrder(f"A meeting of {len(days)} days is longer than {LONGEST}; look at the days again.")
    return [
        HalfDay(f"{WEEKDAYS[day.weekday()]}{half}", _at(day, begins), _at(day, ends))
        for day in days
        for half, begins, ends in _HOURS[kind]
    ]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZONE).astimezone(UTC)

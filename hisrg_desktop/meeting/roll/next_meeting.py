"""The next meeting, made from the last one: its place and room, sittings by half-days, and what was left over."""

from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.parking import Parked, parked
from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, Sitting, called, day_of

LONGEST = 14
"""The most days for which sittings are planned by half-days; a longer meeting is a mistyped year."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What the room has still to come back to and to do: parked, deferred, referred things and open actions."""

    parked: list[Parked]
    actions: list[ActionItem]


def left_over(record: Record) -> LeftOver:
    """What earlier meetings left over, oldest first; the unfinished items of the agenda are the agenda's."""
    actions = [action for action in record.each(ActionItem) if action.done_at is None]
    return LeftOver(parked(record), actions)


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
        """The meeting with its next number and a sitting for each half-day; a teleconference has one for each day."""
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
        titles = half_days(meeting.planned_from, meeting.planned_to, meeting.kind)
        return [
            added(Sitting(id=moment.new_id(), meeting=meeting.id, number=number, title=title))
            for number, title in enumerate(titles, 1)
        ]

    def sentence(self, record: Record) -> str:
        """Names the last meeting."""
        return f"Create the meeting after {called(record, record.get(Meeting, self.last))}"


def half_days(first: date, last: date, kind: MeetingKind) -> list[str]:
    """The titles of the sittings of a meeting: ``Monday morning``, ``Monday afternoon`` and so on."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if len(days) > LONGEST:
        raise OutOfOrder(f"A meeting of {len(days)} days is longer than {LONGEST}; look at the days again.")
    halves = ("",) if kind == "teleconference" else (" morning", " afternoon")
    return [f"{_WEEKDAYS[day.weekday()]}{half}" for day in days for half in halves]

"""The clock of the meeting: the wall's time at opening plus the time passed since, so that it never jumps."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hisrg_desktop.meeting.clock_moves import is_known
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.record import Record

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The computer's time."""
    return datetime.now(UTC)


def ticking() -> float:
    """Seconds that pass while the computer sleeps as well: a lid closed over lunch must not lose an hour."""
    since_boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; elsewhere the other one goes on by itself
    return time.monotonic() if since_boot is None else time.clock_gettime(since_boot)


MOVED = timedelta(minutes=1)
"""By how much the computer's clock must have been moved to be spoken of; less is put right by time servers all day."""


class Drift:
    """Notices when the computer's clock is moved against a clock that runs with the time passed."""

    def __init__(self, wall: Clock, clock: Clock, known: timedelta | None = None) -> None:
        self._wall = wall
        self._clock = clock
        self._known = known if known is not None else wall() - clock()

    def moved(self) -> tuple[datetime, timedelta] | None:
        """What the computer's clock shows and by how much it was moved since this was last asked; None if it was not."""
        wall = self._wall()
        drift = wall - self._clock()
        by = drift - self._known
        if abs(by) < MOVED:
            return None
        self._known = drift
        return wall, by


def steady(start: datetime, ticks: Callable[[], float] = ticking) -> Clock:
    """A clock that begins at an instant and runs with the time passed, whatever the computer's clock does."""
    began = ticks()

    def now() -> datetime:
        passed = timedelta(seconds=ticks() - began)
        at = start + passed
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    return now


class MeetingClock:
    """The time of a meeting, which goes on from where the record stops, and what was done to the computer's clock since.

    With a clock that is given it shows what that shows, and notices nothing.
    """

    def __init__(self, wall: Clock, given: Clock | None = None) -> None:
        self._wall = wall
        self._given = given
        self._clock = given or steady(wall())
        self._drift: Drift | None = None

    def now(self) -> datetime:
        """The time of the meeting."""
        return self._clock()

    def begin(self, record: Record, entries: Sequence[Entry]) -> None:
        """Go on from the last entry of a practice meeting; a real one has the time of the computer.

        Where the computer's clock is behind the last entry it was set back; the time goes on from that entry.
        """
        if self._given is not None:
            return
        wall, practice = self._wall(), _is_practice(record)
        last = entries[-1].at if entries else None
        start = wall if last is None else last if practice else max(last, wall)
        self._clock = steady(start)
        self._drift = Drift(self._wall, self._clock, _known_drift(record, wall, start, practice))

    def moved(self) -> tuple[datetime, timedelta] | None:
        """What the computer's clock shows and by how much it was moved since this was last asked; None if it was not."""
        return self._drift.moved() if self._drift else None

    def catch_up(self, last: datetime) -> None:
        """Go on from an entry that is ahead: the desk it comes from was, and here time would stand still till then."""
        if self._given is None and self._clock() < last:
            self._clock = steady(last)
            self._drift = Drift(self._wall, self._clock)


def _is_practice(record: Record) -> bool:
    group = record.find(WorkingGroup, GROUP)
    return group is not None and group.practice


def _known_drift(record: Record, wall: datetime, start: datetime, practice: bool) -> timedelta:
    """By how much the computer's clock differs from the time of the meeting without having been moved now."""
    behind = wall < start and not practice
    return timedelta() if behind and not is_known(record, wall) else wall - start

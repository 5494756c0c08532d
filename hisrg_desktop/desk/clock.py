"""The clock of the meeting: the wall's time at opening plus the time passed since, so that it never jumps."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

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

"""The clock of the meeting: the wall's time at opening plus the time passed since, so that it never jumps."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The computer's time."""
    return datetime.now(UTC)


def steady(start: datetime, ticks: Callable[[], float] = time.monotonic) -> Clock:
    """A clock that begins at an instant and runs with the time passed, whatever the computer's clock does."""
    began = ticks()

    def now() -> datetime:
        passed = timedelta(seconds=ticks() - began)
        at = start + passed
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    return now

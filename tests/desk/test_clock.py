"""The clock of the meeting runs with the time passed, whatever the computer's clock does."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from hisrg_desktop.desk.clock import steady, ticking, wall_clock

NINE = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)


def test_it_begins_at_its_start_and_goes_on_with_the_ticks() -> None:
    ticks = iter([100.0, 100.0, 160.5])
    clock = steady(NINE, lambda: next(ticks))
    assert clock() == NINE
    assert clock() == NINE + timedelta(seconds=60.5)


def test_it_tells_milliseconds_and_no_more() -> None:
    ticks = iter([0.0, 1.2345678])
    assert steady(NINE, lambda: next(ticks))().microsecond == 234000


def test_a_computer_whose_clock_jumps_does_not_move_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = steady(wall_clock())
    before = clock()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert timedelta() <= clock() - before < timedelta(seconds=5)


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux counts sleep apart")
def test_it_counts_the_time_the_computer_slept() -> None:
    assert abs(ticking() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5

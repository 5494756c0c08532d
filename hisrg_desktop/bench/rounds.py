"""Rounds: what is compared is measured by turns, so that a machine that is busy for a while is busy for both."""

import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """How long the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def by_turns(ours: Callable[[], float], other: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of two measurements made by turns; the first turn only warms the machine up."""
    ours(), other()
    pairs = [(ours(), other()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work as a measurement of its seconds."""
    return lambda: seconds(work)

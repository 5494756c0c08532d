"""The collector does not hold the windows for what was worked out at once and stays."""

import gc
from collections.abc import Iterator

import pytest

from hisrg_desktop.ui.collect import Collector


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    made = Collector()
    gc.collect()
    yield made
    made.deleteLater()
    gc.unfreeze()
    gc.enable()


def test_very_many_new_objects_are_left_alone(collector: Collector) -> None:
    before = gc.get_freeze_count()
    stays = [[number] for number in range(30_000)]
    collector._look()
    assert gc.get_freeze_count() - before >= len(stays)


def test_a_few_are_looked_through(collector: Collector) -> None:
    before = gc.get_freeze_count()
    loops: list[list[object]] = [[] for _ in range(1000)]
    for loop in loops:
        loop.append(loop)
    loops.clear()
    assert gc.get_count()[0] > 700
    collector._look()
    assert gc.get_count()[0] < 700
    assert gc.get_freeze_count() == before

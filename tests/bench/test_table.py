"""The benchmarks judge: what a goal means, and that what is named is there."""

from importlib import import_module

import pytest

from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.bench.table import BENCHES


@pytest.mark.parametrize(
    ("goal", "value", "other", "met"),
    [
        (Goal(times=2), 0.019, 0.010, True),
        (Goal(times=2), 0.021, 0.010, False),
        (Goal(times=2), 0.021, None, None),
        (Goal(times=10, most=0.005), 0.004, 0.0001, True),
        (Goal(times=10, most=0.005), 0.006, 0.001, True),
        (Goal(times=10, most=0.005), 0.006, 0.0001, False),
        (Goal(times=10, most=0.005, both=True), 0.006, 0.001, False),
        (Goal(), 1.0, 0.1, None),
    ],
)
def test_a_goal_is_met_by_ratio_or_by_an_absolute_figure(
    goal: Goal, value: float, other: float | None, met: bool | None
) -> None:
    assert goal.met(value, other) is met


def test_a_line_says_what_was_measured_and_whether_it_is_good_enough() -> None:
    row = Row("search", "search", 0.004, "bare query", 0.001, Goal(times=2))
    assert row.as_dict()["ratio"] == pytest.approx(4)
    assert "4.00 ×" in row.as_text()
    assert row.as_text().endswith("NO")


@pytest.mark.parametrize("name", BENCHES)
def test_every_benchmark_named_is_there(name: str) -> None:
    assert callable(import_module(f"hisrg_desktop.bench.{BENCHES[name].module}").rows)

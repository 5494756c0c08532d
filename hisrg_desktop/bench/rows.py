"""One line of the table: what was measured, against what, the goal, and whether it was met."""

from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["s", "MB"]

HEADING = f"{'WHAT':<50} {'MEASURED':>9}  {'AGAINST WHAT':<44} {'':>9} {'RATIO':>7}  {'GOAL':<30} MET"


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many times the other, or at most so many seconds or megabytes; where both are named, either will do.

    With `both`, neither may be missed. Without any of them nothing is asked.
    """

    times: float | None = None
    most: float | None = None
    both: bool = False

    def met(self, value: float, other: float | None) -> bool | None:
        """Whether a measured value is good enough; None where nothing is asked or the other could not be measured."""
        by_times = value <= self.times * other if self.times is not None and other is not None else None
        by_most = value <= self.most if self.most is not None else None
        if self.times is not None and by_times is None and (self.both or self.most is None):
            return None
        said = [verdict for verdict in (by_times, by_most) if verdict is not None]
        if not said:
            return None
        return all(said) if self.both else any(said)

    def words(self, unit: Unit) -> str:
        """The goal as the table says it."""
        parts = [f"≤ {self.times:.3g} ×" if self.times is not None else "", shown(self.most, unit, "≤ ")]
        return (" and " if self.both else " or ").join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """What one measurement said. `value` and `other` are seconds or megabytes; no `other` where there was none."""

    bench: str
    what: str
    value: float
    against: str = ""
    other: float | None = None
    goal: Goal = Goal()
    unit: Unit = "s"

    @property
    def ratio(self) -> float | None:
        """How many times the other it took."""
        return self.value / self.other if self.other else None

    @property
    def met(self) -> bool | None:
        """Whether the goal was met; None where nothing is asked or the other is not there."""
        return self.goal.met(self.value, self.other)

    def as_text(self) -> str:
        """A line of the table."""
        ratio = f"{self.ratio:.2f} ×" if self.ratio is not None else ""
        verdict = {True: "yes", False: "NO", None: "–"}[self.met]
        return (
            f"{self.what:<50} {shown(self.value, self.unit):>9}  {self.against:<44} {shown(self.other, self.unit):>9}"
            f" {ratio:>7}  {self.goal.words(self.unit):<30} {verdict}"
        )

    def as_dict(self) -> dict[str, Any]:
        """The line as plain data; seconds and megabytes."""
        return {
            "bench": self.bench,
            "what": self.what,
            "value": self.value,
            "unit": self.unit,
            "against": self.against,
            "other": self.other,
            "ratio": self.ratio,
            "goal": self.goal.words(self.unit),
            "met": self.met,
        }


def shown(value: float | None, unit: Unit, before: str = "") -> str:
    """A value with three figures and a unit a person reads easily; empty where there is none."""
    if value is None:
        return ""
    if unit == "MB":
        return f"{before}{value:.0f} MB"
    return f"{before}{value:.2f} s" if value >= 1 else f"{before}{value * 1000:.3g} ms"

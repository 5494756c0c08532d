"""A chart as data: bars under their labels, each made of parts that are told apart without colour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Fill = Literal["solid", "hatch", "dots", "grid", "empty"]
"""How a part is filled, so that it is known by its pattern where there is no colour."""

Unit = Literal["people", "minutes"]
_WHOLE: dict[Unit, str] = {"people": "In all", "minutes": "Time"}


@dataclass(frozen=True, slots=True)
class Series:
    """What one part of every bar stands for: its name in the plural and for one, its pattern, the name of its colour."""

    name: str
    fill: Fill
    tone: str
    one: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One label with a figure for each series; `aside` is what else is said of it ("31 turns").

    `whole` is the label without abbreviations, for tables and for who cannot see the chart.
    """

    label: str
    values: tuple[float, ...]
    aside: str = ""
    whole: str = ""

    @property
    def named(self) -> str:
        """The label where there is room for all of it."""
        return self.whole or self.label


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that lie. Stacked, the parts of a bar add up; else they lie one below the other.

    `labels` and `asides` are the headings of the labels and asides in a table.
    """

    key: str
    title: str
    unit: Unit
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    labels: str
    asides: str = ""
    stacked: bool = True
    note: str = ""

    @property
    def names_series(self) -> bool:
        """Whether it has to be said what a part stands for: a single one that is a class, too."""
        return len(self.series) > 1 or bool(self.series and self.series[0].one)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be drawn."""
        return not any(value for bar in self.bars for value in bar.values)


def figure(chart: Chart, value: float) -> str:
    """A figure as people read it: people by number, time in minutes, below one minute in seconds."""
    if chart.unit == "people":
        return str(round(value))
    if value == 0:
        return "none"
    if 0 < value < 1:
        return f"{max(1, round(value * 60))} s"
    return f"{round(value)} min"


def total(chart: Chart, bar: Bar) -> str:
    """What stands at the end of a stacked bar."""
    whole = sum(bar.values)
    return figure(chart, whole) if whole or chart.unit == "people" else "0 s"


def in_words(chart: Chart) -> str:
    """Everything the chart says, for those who cannot see it."""
    if chart.is_empty:
        return f"{chart.title}. There is nothing on record yet."
    bars = ". ".join(f"{bar.named}: {_bar_in_words(chart, bar)}" for bar in chart.bars)
    return " ".join(filter(None, (f"{chart.title}. {bars}.", chart.note)))


def _bar_in_words(chart: Chart, bar: Bar) -> str:
    named = [
        f"{one.name.lower()} {figure(chart, value)}"
        for one, value in zip(chart.series, bar.values, strict=True)
        if value or not chart.stacked
    ]
    if not chart.names_series:
        said = [figure(chart, bar.values[0])]
    elif chart.stacked and len(named) != 1:
        said = [f"{total(chart, bar)} in all", *named]
    else:
        said = named
    return ", ".join(filter(None, (*said, bar.aside)))


def headings(chart: Chart) -> list[str]:
    """The headings of the same figures as a table."""
    asides = [chart.asides] if chart.asides else []
    if len(chart.series) == 1 or not chart.stacked:
        return [chart.labels, *(one.name for one in chart.series), *asides]
    if _is_one_each(chart):
        return [chart.labels, "As", _WHOLE[chart.unit], *asides]
    return [chart.labels, *(one.name for one in chart.series), "In all", *asides]


def rows(chart: Chart) -> list[list[str]]:
    """The same figures as a table."""
    return [_row(chart, bar) for bar in chart.bars]


def _row(chart: Chart, bar: Bar) -> list[str]:
    asides = [bar.aside] if chart.asides else []
    if len(chart.series) == 1 or not chart.stacked:
        return [bar.named, *(figure(chart, value) for value in bar.values), *asides]
    if _is_one_each(chart):
        named = (one.one or one.name for one, value in zip(chart.series, bar.values, strict=True) if value)
        return [bar.named, next(named, "–"), total(chart, bar), *asides]
    values = [figure(chart, value) if value else "–" for value in bar.values]
    return [bar.named, *values, total(chart, bar), *asides]


def _is_one_each(chart: Chart) -> bool:
    """Whether no bar has more than one part: a table then names the part instead of giving each a column."""
    return all(sum(1 for value in bar.values if value) <= 1 for bar in chart.bars)


def used(series: Sequence[Series], bars: Sequence[Bar]) -> tuple[tuple[Series, ...], tuple[Bar, ...]]:
    """The series that have a figure somewhere, and the bars without the others; the first where none has any."""
    kept = [n for n in range(len(series)) if any(bar.values[n] for bar in bars)] or [0]
    return tuple(series[n] for n in kept), tuple(
        replace(bar, values=tuple(bar.values[n] for n in kept)) for bar in bars
    )

"""Where the shapes of a chart lie: worked out once, drawn on the screen, in PDF and in a picture alike.

Lengths are in points, counted from the left and from the top.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from hisrg_desktop.meeting.charts.chart import Bar, Chart, Fill, figure, total

SIZE = 9.0
"""The size of the words of a chart; everything else follows from it."""

Told = Literal["named", "figures", "total"]
_TOLD: tuple[Told, ...] = ("named", "figures", "total")
"""How much stands behind a bar: parts with their names, their figures only, or the whole alone."""
_LEAST = 0.25
"""What part of the room the longest bar has at least, before less is told behind the bars."""

_LINES = 3
"""How many lines a label has at most: a longer one would push the bars apart."""

Measure = Callable[[str, float, bool], float]
"""How wide words are at a size, plain or bold; the one who draws knows."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a bar, or a sample of one in the legend; `of` says which figure it shows: bar and series."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    tone: str
    of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Words on their baseline. `backed` words lie on a bar and need a quiet ground; `end` ones end at x."""

    x: float
    y: float
    text: str
    size: float = SIZE
    bold: bool = False
    tone: str = "ink"
    end: bool = False
    backed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """An upright line."""

    x: float
    top: float
    bottom: float


Shape = Box | Label | Rule


@dataclass(frozen=True, slots=True)
class Laid:
    """The shapes of a chart and the room they need."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def laid(chart: Chart, width: float, measure: Measure, *, titled: bool = True) -> Laid:
    """The chart in this width; how high it is follows from what it shows."""
    pen = _Pen(chart, width, measure)
    if titled:
        pen.title()
    if chart.is_empty:
        pen.line("There is nothing on record yet.")
    else:
        if chart.names_series:
            pen.legend()
        pen.bars()
    if chart.note:
        pen.note()
    return Laid(width, pen.y, tuple(pen.shapes))


class _Pen:
    """Lays shapes from the top down; `y` is how far it has come."""

    def __init__(self, chart: Chart, width: float, measure: Measure) -> None:
        self.chart, self.width, self.measure = chart, width, measure
        self.shapes: list[Shape] = []
        self.y = 0.0

    def title(self) -> None:
        for words in self._broken(self.chart.title, self.width, SIZE * 1.2, bold=True):
            self.y += SIZE * 1.2
            self.shapes.append(Label(0, self.y, words, SIZE * 1.2, bold=True))
            self.y += SIZE * 0.45
        self.y += SIZE * 0.4

    def line(self, words: str) -> None:
        self.y += SIZE * 1.2
        self.shapes.append(Label(0, self.y, words, tone="soft"))
        self.y += SIZE * 0.6

    def note(self) -> None:
        self.y += SIZE * 0.3
        for words in self._broken(self.chart.note, self.width, SIZE * 0.9):
            self.y += SIZE * 1.1
            self.shapes.append(Label(0, self.y, words, SIZE * 0.9, tone="soft"))
        self.y += SIZE * 0.4

    def legend(self) -> None:
        x = 0.6
        self.y += SIZE * 1.1
        for one in self.chart.series:
            wide = SIZE * 1.6 + SIZE * 0.5 + self.measure(one.name, SIZE, False) + SIZE * 1.6
            if x > 1 and x + wide - SIZE * 1.6 > self.width:
                x = 0.6
                self.y += SIZE * 1.6
            self.shapes.append(Box(x, self.y - SIZE * 0.85, SIZE * 1.6, SIZE, one.fill, one.tone))
            self.shapes.append(Label(x + SIZE * 2.1, self.y, one.name, tone="soft"))
            x += wide
        self.y += SIZE * 1.0

    def bars(self) -> None:
        labels = max(self.measure(bar.label, SIZE, False) for bar in self.chart.bars)
        left = min(labels, self.width * 0.36) + SIZE * 0.8
        scale, ends = self._scale(left)
        top = self.y
        for number, bar in enumerate(self.chart.bars):
            self._bar(number, bar, left, scale, ends[number])
        self.shapes.append(Rule(left, top, self.y))
        self.y += SIZE * 0.3

    def _scale(self, left: float) -> tuple[float, list[list[str]]]:
        """How wide one unit is, and what stands behind each bar: in full, or in short where the bars would get too short."""
        most = max(self._length(bar) for bar in self.chart.bars)
        for told in _TOLD:
            scale, ends = self._scale_told(left, told)
            if scale * most >= (self.width - left) * _LEAST:
                break
        return scale, ends

    def _scale_told(self, left: float, told: Told) -> tuple[float, list[list[str]]]:
        """The same for one way of telling; which figures fit into their bars depends on the scale itself."""
        ends = [self._ends(bar, None, told) for bar in self.chart.bars]
        # A smaller scale only ever puts more figures behind the bars, so this comes to an end.
        while True:
            scale = min(self._scale_of(bar, words, left) for bar, words in zip(self.chart.bars, ends, strict=True))
            behind = [self._ends(bar, scale, told) for bar in self.chart.bars]
            if behind == ends or scale <= 0:
                return scale, behind
            ends = behind

    def _scale_of(self, bar: Bar, ends: list[str], left: float) -> float:
        """The widest scale at which this bar and what stands behind it have room; nought where there is none."""
        lengths = [sum(bar.values)] if self.chart.stacked else list(bar.values)
        scales = [float("inf")]
        for length, words in zip(lengths, ends, strict=True):
            if length:
                room = self.width - left - self.measure(words, SIZE, True) - SIZE
                scales.append(max(room, 0.0) / length)
        return min(scales)

    def _length(self, bar: Bar) -> float:
        return sum(bar.values) if self.chart.stacked else max(bar.values)

    def _ends(self, bar: Bar, scale: float | None, told: Told) -> list[str]:
        """What stands behind a bar: its figure, and the parts whose figures find no room in it."""
        if not self.chart.stacked:
            return [figure(self.chart, value) for value in bar.values]
        parts = [n for n, value in enumerate(bar.values) if value]
        small = [n for n in parts if scale is not None and not self._fits(bar, n, scale)]
        words = total(self.chart, bar)
        if told == "total":
            return [words]
        if small and len(parts) > 1:
            figures = [figure(self.chart, bar.values[n]) for n in small]
            named = zip((self.chart.series[n].name.lower() for n in small), figures, strict=True)
            words += (
                f" ({', '.join(f'{name} {one}' for name, one in named) if told == 'named' else ' + '.join(figures)})"
            )
        return [", ".join(filter(None, (words, bar.aside)))]

    def _fits(self, bar: Bar, part: int, scale: float) -> bool:
        words = figure(self.chart, bar.values[part])
        return bar.values[part] * scale >= self.measure(words, SIZE * 0.95, True) + SIZE * 0.9

    def _bar(self, number: int, bar: Bar, left: float, scale: float, ends: list[str]) -> None:
        thick = SIZE * (1.55 if self.chart.stacked else 1.15)
        lines = self._label_lines(bar.label, left - SIZE * 0.8)
        stack = thick if self.chart.stacked else thick * len(bar.values)
        high = max(stack, len(lines) * SIZE * 1.2)
        top = self.y + SIZE * 0.22
        self._label(lines, left - SIZE * 0.8, top + high / 2)
        draw = self._stacked if self.chart.stacked else self._beside
        draw(number, bar, left, top + (high - stack) / 2, thick, scale, ends)
        self.y = top + high + SIZE * 0.22

    def _label_lines(self, words: str, width: float) -> list[str]:
        """A label in its lines; a very long one ends in an ellipsis, and is whole in the table and in words."""
        lines = list(self._broken(words, width, SIZE))
        if len(lines) <= _LINES:
            return lines
        last = lines[_LINES - 1]
        while last and self.measure(f"{last}…", SIZE, False) > width:
            last = last[:-1]
        return [*lines[: _LINES - 1], f"{last.rstrip()}…"]

    def _label(self, lines: list[str], right: float, middle: float) -> None:
        first = middle - (len(lines) - 1) * SIZE * 0.6 + SIZE * 0.35
        for count, words in enumerate(lines):
            self.shapes.append(Label(right, first + count * SIZE * 1.2, words, end=True))

    def _stacked(
        self, number: int, bar: Bar, x: float, top: float, thick: float, scale: float, ends: list[str]
    ) -> None:
        base = top + thick / 2 + SIZE * 0.35
        several = sum(1 for value in bar.values if value) > 1
        for part, (one, value) in enumerate(zip(self.chart.series, bar.values, strict=True)):
            if not value:
                continue
            self.shapes.append(Box(x, top, value * scale, thick, one.fill, one.tone, (number, part)))
            if several and self._fits(bar, part, scale):
                words = figure(self.chart, value)
                start = x + (value * scale - self.measure(words, SIZE * 0.95, True)) / 2
                self.shapes.append(Label(start, base, words, SIZE * 0.95, bold=True, backed=True))
            x += value * scale
        self.shapes.append(Label(x + SIZE * 0.6, base, ends[0], bold=True))

    def _beside(self, number: int, bar: Bar, x: float, top: float, thick: float, scale: float, ends: list[str]) -> None:
        for part, (one, value) in enumerate(zip(self.chart.series, bar.values, strict=True)):
            y = top + part * thick
            if value:
                inner = thick - SIZE * 0.15
                self.shapes.append(Box(x, y, value * scale, inner, one.fill, one.tone, (number, part)))
            behind = x + value * scale + SIZE * 0.6
            self.shapes.append(Label(behind, y + thick / 2 + SIZE * 0.3, ends[part], SIZE * 0.95))

    def _broken(self, words: str, width: float, size: float, *, bold: bool = False) -> Iterator[str]:
        """The words in lines of this width; only a word that is wider than a line is broken between its letters."""
        line = ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if self.measure(longer, size, bold) <= width:
                line = longer
                continue
            if line:
                yield line
            line = word
            while self.measure(line, size, bold) > width and len(line) > 1:
                fitting = self._fitting(line, width, size, bold)
                yield line[:fitting]
                line = line[fitting:]
        yield line

    def _fitting(self, word: str, width: float, size: float, bold: bool) -> int:
        """How many letters of a word a line has room for; at least one."""
        fitting = [n for n in range(1, len(word)) if self.measure(word[:n], size, bold) <= width]
        return fitting[-1] if fitting else 1

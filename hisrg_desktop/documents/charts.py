"""A chart drawn: in a PDF by reportlab, and from there as a picture for Word."""

from __future__ import annotations

import io
import struct
import zlib
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from hisrg_desktop.documents.written.faces import SANS, faced
from hisrg_desktop.documents.written.shaping import draw_words, line_width
from hisrg_desktop.meeting.charts.chart import Chart
from hisrg_desktop.meeting.charts.layout import Box, Label, Laid, Rule, laid

WIDTH = 464.0
"""How wide a chart is on an upright page, in points."""
COLOURS = {
    "ink": "#1C2430",
    "soft": "#5B6573",
    "accent": "#1D4F7C",
    "panel": "#5C3F8F",
    "ok": "#21724A",
    "warn": "#8A5A00",
}
_DOTS_PER_POINT = 2.8
_STEP = 3.6


def measure(words: str, size: float, bold: bool) -> float:
    """How wide words are in our typeface, in points."""
    return line_width(faced(words, _face(bold)), size)


def _face(bold: bool) -> str:
    return f"{SANS}-Bold" if bold else SANS


def laid_for_paper(chart: Chart) -> Laid:
    """The chart as wide as an upright page."""
    return laid(chart, WIDTH, measure)


def draw(canvas: Canvas, there: Laid, left: float, bottom: float) -> None:
    """Draw a chart, its lower left corner here."""
    top = bottom + there.height
    for shape in there.shapes:
        match shape:
            case Box():
                draw_box(canvas, shape, left, top)
            case Label():
                _label(canvas, shape, left, top)
            case Rule():
                canvas.setStrokeColor(HexColor(COLOURS["soft"]))
                canvas.setLineWidth(0.6)
                canvas.line(left + shape.x, top - shape.top, left + shape.x, top - shape.bottom)


def draw_box(canvas: Canvas, box: Box, left: float, top: float) -> None:
    """Draw one filled box; it is counted from the left and from the top."""
    colour = HexColor(COLOURS[box.tone])
    x, y = left + box.x, top - box.y - box.height
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(0.8)
    if box.fill == "solid":
        canvas.rect(x, y, box.width, box.height, stroke=1, fill=1)
    else:
        _pattern(canvas, box, x, y)
        canvas.rect(x, y, box.width, box.height, stroke=1, fill=0)
    canvas.restoreState()


def _pattern(canvas: Canvas, box: Box, x: float, y: float) -> None:
    """What a box is filled with; counted from the chart's corner, so that neighbours of one pattern run on."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, box.width, box.height)
    canvas.clipPath(path, stroke=0, fill=0)
    steps = int((box.width + box.height) / _STEP) + 2
    if box.fill == "hatch":
        for count in range(steps):
            start = x - box.height + count * _STEP
            canvas.line(start, y, start + box.height, y + box.height)
    elif box.fill == "grid":
        canvas.setLineWidth(0.6)
        canvas.lines([(x + n * _STEP, y, x + n * _STEP, y + box.height) for n in range(steps)])
        canvas.lines([(x, y + n * _STEP, x + box.width, y + n * _STEP) for n in range(int(box.height / _STEP) + 1)])
    elif box.fill == "dots":
        # Dashes without length under a round pen: a circle each would make 450 badges fifteen megabytes.
        canvas.setLineCap(1)
        canvas.setLineWidth(1.4)
        for row in range(int(box.height / _STEP) + 2):
            canvas.setDash([0.01, _STEP], 0)
            across = y + (row + 0.35) * _STEP
            canvas.line(x + row % 2 / 2 * _STEP, across, x + box.width + _STEP, across)
    canvas.restoreState()


def _label(canvas: Canvas, label: Label, left: float, top: float) -> None:
    x, y = left + label.x, top - label.y
    if label.backed:
        wide = measure(label.text, label.size, label.bold)
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.roundRect(x - 2, y - label.size * 0.22, wide + 4, label.size * 1.12, 1.6, stroke=0, fill=1)
    canvas.setFillColor(HexColor(COLOURS[label.tone]))
    draw_words(canvas, label.text, _face(label.bold), label.size, x, y, end=label.end)


class Drawn(Flowable):
    """A chart among the paragraphs of a PDF, as wide as there is room."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 4, 14
        self._there = laid_for_paper(chart)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """The size needed."""
        return self._there.width, self._there.height

    def draw(self) -> None:
        """Draw it where the page has come to."""
        draw(self.canv, self._there, 0, 0)


@lru_cache(maxsize=16)
def picture(chart: Chart) -> bytes:
    """The chart as a PNG; the same chart gives the same bytes."""
    import pypdfium2  # type: ignore[import-untyped]

    there = laid_for_paper(chart)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(there.width, there.height), invariant=1)
    draw(canvas, there, 0, 0)
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        bitmap = document[0].render(scale=_DOTS_PER_POINT, rev_byteorder=True, maybe_alpha=False)
        rows = memoryview(bitmap.buffer).cast("B")
        return _png(bitmap.width, bitmap.height, bitmap.n_channels, bitmap.stride, bytes(rows))
    finally:
        document.close()


def size_of(chart: Chart) -> tuple[float, float]:
    """How wide and high the picture is to be shown, in points."""
    there = laid_for_paper(chart)
    return there.width, there.height


def _png(width: int, height: int, channels: int, stride: int, rows: bytes) -> bytes:
    """A picture of 8 bits a channel, red first, three or four to the pixel; no clock and no program in it."""
    lines = b"".join(b"\0" + rows[line * stride : line * stride + width * channels] for line in range(height))
    kind = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    per_metre = round(_DOTS_PER_POINT * 72 / 0.0254)
    resolution = struct.pack(">IIB", per_metre, per_metre, 1)
    chunks = ((b"IHDR", head), (b"pHYs", resolution), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

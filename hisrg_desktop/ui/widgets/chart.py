"""A chart on the screen, drawn from the same shapes as on paper."""

from PySide6.QtCore import QLineF, QMimeData, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hisrg_desktop.meeting.charts.chart import Chart, Fill, in_words
from hisrg_desktop.meeting.charts.layout import SIZE, Box, Label, Laid, Rule, laid
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import LIGHT, Tone, Tones

_PIXELS = 13
"""The size of the words of a chart at a zoom of 100 per cent."""
_WIDEST = 980
_PICTURE = (1400, 2.4)
"""How wide a copied picture is in pixels, and how many of them make a point."""


class ChartView(QWidget):
    """One chart as wide as there is room; Ctrl+C copies it as a picture, with its words for those who cannot see it."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chart: Chart | None = None
        self._laid: Laid | None = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._lay)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart | None) -> None:
        """Show this chart; nothing is drawn anew where it is the one that is shown."""
        if chart != self._chart:
            self._chart = chart
            self.setAccessibleName(chart.title if chart else "")
            self.setAccessibleDescription(in_words(chart) if chart else "")
            self._lay()

    def copy(self) -> None:
        """Put the picture on the clipboard, and what it says as words."""
        if self._chart is not None:
            both = QMimeData()
            both.setImageData(picture(self._chart))
            both.setText(in_words(self._chart))
            QGuiApplication.clipboard().setMimeData(both)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy at the key for copying."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chart out in the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def minimumSizeHint(self) -> QSize:
        """Still legible, and as high as what is shown."""
        high = self._laid.height * self._scale if self._laid else 0
        return QSize(self._look.px(380), round(high) + 2 * self._edge)

    def sizeHint(self) -> QSize:
        """As wide as a page of paper."""
        return QSize(self._look.px(620), self.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and a frame while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        if self._laid:
            painter.translate(self._edge, self._edge)
            paint(painter, self._laid, self._look.tones, self._scale)

    @property
    def _scale(self) -> float:
        return self._look.px(_PIXELS) / SIZE

    @property
    def _edge(self) -> int:
        return self._look.px(10)

    def _lay(self) -> None:
        if self._chart is not None:
            width = min(self.width() - 2 * self._edge, self._look.px(_WIDEST))
            self._laid = laid(self._chart, max(width, self._look.px(300)) / self._scale, _Measure(self._scale))
        else:
            self._laid = None
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()
        self.update()


def picture(chart: Chart) -> QImage:
    """The chart as a picture in light colours, as a document wants it."""
    width, scale = _PICTURE
    edge = 12 * scale
    there = laid(chart, (width - 2 * edge) / scale, _Measure(scale))
    image = QImage(width, round(there.height * scale + 2 * edge), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(edge, edge)
    paint(painter, there, LIGHT, scale)
    painter.end()
    return image


class _Measure:
    """How wide words are, in points, when they are drawn at this scale."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._metrics: dict[tuple[float, bool], QFontMetricsF] = {}

    def __call__(self, words: str, size: float, bold: bool) -> float:
        metrics = self._metrics.get((size, bold))
        if metrics is None:
            metrics = self._metrics[size, bold] = QFontMetricsF(sized(size * self._scale, 600 if bold else 400))
        return metrics.horizontalAdvance(words) / self._scale


def paint(painter: QPainter, there: Laid, tones: Tones, scale: float) -> None:
    """Draw the shapes of a chart, its upper left corner where the painter stands."""
    for shape in there.shapes:
        match shape:
            case Box():
                rect = QRectF(shape.x * scale, shape.y * scale, shape.width * scale, shape.height * scale)
                paint_fill(painter, rect, shape.fill, tones.of(_tone(shape.tone)), scale)
            case Label():
                _paint_label(painter, shape, tones, scale)
            case Rule():
                painter.setPen(QPen(tones.of("soft"), 1))
                painter.drawLine(QLineF(shape.x * scale, shape.top * scale, shape.x * scale, shape.bottom * scale))


def _tone(name: str) -> Tone:
    return name  # type: ignore[return-value]


def paint_fill(painter: QPainter, rect: QRectF, fill: Fill, colour: QColor, scale: float = 1.4) -> None:
    """Draw a part of a bar: plain, hatched, dotted, gridded or only its outline, so that no colour is needed."""
    painter.save()
    painter.setPen(QPen(colour, max(1.0, 0.8 * scale)))
    painter.setBrush(colour if fill == "solid" else Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    painter.setClipRect(rect)
    step = 3.6 * scale
    if fill == "hatch":
        low, high = rect.bottom(), rect.height()
        lefts = [rect.left() - high + n * step for n in range(int((rect.width() + high) / step) + 2)]
        painter.drawLines([QLineF(x, low, x + high, low - high) for x in lefts])
    elif fill == "grid":
        painter.drawLines(_grid(rect, step))
    elif fill == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for row in range(int(rect.height() / step) + 2):
            for count in range(int(rect.width() / step) + 2):
                x = rect.left() + (count + row % 2 / 2) * step
                painter.drawEllipse(QPointF(x, rect.bottom() - (row + 0.35) * step), 0.75 * scale, 0.75 * scale)
    painter.restore()


def _grid(rect: QRectF, step: float) -> list[QLineF]:
    upright = [rect.left() + n * step for n in range(int(rect.width() / step) + 1)]
    across = [rect.bottom() - n * step for n in range(int(rect.height() / step) + 1)]
    return [QLineF(x, rect.top(), x, rect.bottom()) for x in upright] + [
        QLineF(rect.left(), y, rect.right(), y) for y in across
    ]


def _paint_label(painter: QPainter, label: Label, tones: Tones, scale: float) -> None:
    font = sized(label.size * scale, 600 if label.bold else 400)
    wide = QFontMetricsF(font).horizontalAdvance(label.text)
    x = label.x * scale - (wide if label.end else 0.0)
    if label.backed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.of("card"))
        high = label.size * 1.25 * scale
        painter.drawRoundedRect(QRectF(x - 3, label.y * scale - high * 0.8, wide + 6, high), 2, 2)
    painter.setFont(font)
    painter.setPen(tones.of(_tone(label.tone)))
    painter.drawText(QPointF(x, label.y * scale), label.text)

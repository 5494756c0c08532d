"""A chart of the comments by block: disposed filled, recommended hatched, open as an outline."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hisrg_desktop.meeting.charts.chart import Fill
from hisrg_desktop.ui.comments.shown import Bar
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.widgets.chart import paint_fill

_PARTS = ("disposed", "recommended", "open")
_DRAWN: dict[str, tuple[Fill, Tone]] = {
    "disposed": ("solid", "ok"),
    "recommended": ("hatch", "warn"),
    "open": ("empty", "accent"),
}


class BlockChart(QWidget):
    """One column for each block, as high as there are comments on it.

    Signals:
        chosen: the number of the block whose column was pressed.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bars: tuple[Bar, ...] = ()
        self.setObjectName("commentsChart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these blocks."""
        if bars != self._bars:
            self._bars = bars
            said = (f"{b.block}: {self._counted(b)}" for b in bars if b.total)
            self.setAccessibleName(self.tr("Comments by block"))
            self.setAccessibleDescription("; ".join(said))
            self.update()

    def sizeHint(self) -> QSize:
        """Room for twenty blocks."""
        return QSize(self._look.px(420), self._look.px(150))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(self._look.px(300), self._look.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns, the numbers below, the totals above and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_legend(painter)
        if not self._bars:
            return
        px = self._look.px
        most = max(1, *(bar.total for bar in self._bars))
        top, foot = px(38), self.height() - px(18)
        scale = (foot - top) / most
        for bar, box in zip(self._bars, self._boxes(), strict=True):
            self._draw_bar(painter, bar, box, foot, scale)
        painter.fillRect(QRectF(0, foot, self.width(), 1), self._look.colour("soft"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block."""
        bar = self._bar_at(event.position())
        if bar:
            self.chosen.emit(bar.block)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a column means."""
        if isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            words = f"{bar.block}  {bar.heading}\n{self._counted(bar)}" if bar else ""
            QToolTip.showText(event.globalPos(), tip(words))
            return True
        return super().event(event)

    def _counted(self, bar: Bar) -> str:
        words = self.tr("%1 disposed, %2 recommended, %3 open")
        return words.replace("%1", str(bar.disposed)).replace("%2", str(bar.recommended)).replace("%3", str(bar.open))

    def _boxes(self) -> list[QRectF]:
        step = self.width() / len(self._bars)
        wide = min(step * 0.7, self._look.px(26))
        return [QRectF(at * step + (step - wide) / 2, 0, wide, self.height()) for at in range(len(self._bars))]

    def _bar_at(self, point: QPointF) -> Bar | None:
        if not self._bars:
            return None
        at = int(point.x() // (self.width() / len(self._bars)))
        return self._bars[at] if 0 <= at < len(self._bars) and point.y() > self._look.px(20) else None

    def _draw_bar(self, painter: QPainter, bar: Bar, box: QRectF, foot: float, scale: float) -> None:
        px, colour = self._look.px, self._look.colour
        at = foot
        for part in _PARTS:
            high = getattr(bar, part) * scale
            if high > 0:
                self._draw_part(painter, part, QRectF(box.left(), at - high, box.width(), high))
                at -= high
        painter.setFont(sized(px(10), 600, tabular=True))
        painter.setPen(colour("soft" if not bar.total else "ink"))
        words = QRectF(box.center().x() - px(20), foot + px(3), px(40), px(15))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, bar.block)
        if bar.total:
            painter.setFont(sized(px(10), tabular=True))
            painter.setPen(colour("soft"))
            above = QRectF(box.center().x() - px(20), at - px(15), px(40), px(14))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(bar.total))

    def _draw_part(self, painter: QPainter, part: str, rect: QRectF) -> None:
        # A hairline apart, so that two parts never run together.
        rect = rect.adjusted(0.5, 1, -0.5, -0.5)
        if rect.height() < 1:
            rect.setHeight(1)
        fill, tone = _DRAWN[part]
        paint_fill(painter, rect, fill, self._look.colour(tone))

    def _draw_legend(self, painter: QPainter) -> None:
        px = self._look.px
        words = (self.tr("disposed"), self.tr("recommended"), self.tr("open"))
        sums = [sum(getattr(bar, part) for bar in self._bars) for part in _PARTS]
        left = 0.0
        painter.setFont(self._look.font("label"))
        metrics = painter.fontMetrics()
        for part, word, count in zip(_PARTS, words, sums, strict=True):
            self._draw_part(painter, part, QRectF(left, px(3), px(14), px(11)))
            painter.setPen(self._look.colour("soft"))
            text = f"{word} {count}"
            painter.drawText(QPointF(left + px(19), px(12)), text)
            left += px(19) + metrics.horizontalAdvance(text) + px(14)

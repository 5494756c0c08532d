"""What is parked, beneath the tree: the place and what, and below it until when, each with the mark of what waits."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.widgets.marks import paint_state

MOST = 3
"""How many rows are shown; the tree needs the room, and coming back to one offers them all."""

Row = tuple[str, str]
"""What is parked, and with whom and until when."""


class ParkedRows(QWidget):
    """The rows of the parked list, drawn; words without room end in an ellipsis and are whole as a tooltip."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[Row, ...] = ()
        self.setObjectName("sessionParked")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.setAccessibleName(self.text().replace("\n", "; "))
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """Everything that is parked, a line for each, shown or not."""
        return "\n".join(f"{what} — {until}" if until else what for what, until in self._rows)

    def sizeHint(self) -> QSize:
        """Two lines for each that is shown, one where nobody said until when, and one for those that are not."""
        lines = sum(2 if until else 1 for _, until in self._rows[:MOST])
        shown = min(MOST, len(self._rows)) + (len(self._rows) > MOST)
        return QSize(0, round((lines + (len(self._rows) > MOST)) * self._line + shown * self._gap))

    def event(self, event: object) -> bool:
        """Tell a row whole where the pointer rests on it."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.text()), self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small"))
        top = 0.0
        for what, until in self._rows[:MOST]:
            side = self._look.px(9)
            mark = QRectF(self._look.px(4), top + (self._line - side) / 2, side, side)
            paint_state(painter, mark, "deferred", self._look.tones)
            top = self._draw(painter, top, what, "ink")
            if until:
                top = self._draw(painter, top, until, "soft")
            top += self._gap
        if len(self._rows) > MOST:
            self._draw(painter, top, self.tr("and %1 more").replace("%1", str(len(self._rows) - MOST)), "soft")

    def _draw(self, painter: QPainter, top: float, words: str, tone: object) -> float:
        left = self._look.px(22)
        box = QRectF(left, top, max(0.0, self.width() - left), self._line)
        painter.setPen(self._look.colour("soft" if tone == "soft" else "ink"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return top + self._line

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._look.font("small")).height()

    @property
    def _gap(self) -> int:
        return self._look.px(5)

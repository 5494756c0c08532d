"""Words on a window: a line that follows the look and shortens itself when there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import Role
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.look.tips import tip


class Words(QLabel):
    """A line of words in the size their role asks for and a colour of the palette.

    With `shortens` it ends in an ellipsis where there is no room, and shows itself whole as a tooltip.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = "body",
        tone: Tone = "ink",
        *,
        weight: int | None = None,
        shortens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role: Role = role
        self._tone: Tone = tone
        self._weight = weight
        self._shortens = shortens
        self.setTextFormat(Qt.TextFormat.PlainText)
        if shortens:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)
        look.changed.connect(self._restyle)
        self._restyle()

    def setText(self, text: str) -> None:
        """Show these words."""
        if text != self.text():
            super().setText(text)
            self.setToolTip(tip(text) if self._shortens else "")

    def set_tone(self, tone: Tone) -> None:
        """Show the words in that colour."""
        if tone != self._tone:
            self._tone = tone
            self._restyle()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters where the words may shorten, for all of them otherwise."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._look.px(36)), whole.height()) if self._shortens else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, shortened if they must be."""
        if not self._shortens:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)

    def _restyle(self) -> None:
        self.setFont(self._look.font(self._role, self._weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.colour(self._tone))
        self.setPalette(palette)


class SectionLabel(Words):
    """The heading of a part of a page: small, spaced capitals; read aloud as it was written."""

    def __init__(self, look: Look, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, text, "section", "soft", shortens=True, parent=parent)

    def setText(self, text: str) -> None:
        """Show these words in capitals."""
        super().setText(text.upper())
        self.setAccessibleName(text)
        self.setToolTip("")

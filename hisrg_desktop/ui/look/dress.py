"""The look now chosen: light or dark, how large; windows are handed it and follow it when it changes."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.look import fonts, icons
from hisrg_desktop.ui.look.palette import DARK, LIGHT, Tone, Tones, fusion_palette
from hisrg_desktop.ui.look.sheet import stylesheet

Theme = Literal["light", "dark", "auto"]
SMALLEST, LARGEST = 80, 200
"""The zoom goes from 80 to 200 per cent."""


class Look(QObject):
    """The colours and sizes in force.

    Signals:
        changed: colours or sizes are different now; whoever paints asks again.
    """

    changed = Signal()

    def __init__(self, theme: Theme = "auto", zoom: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        fonts.load()
        self._theme: Theme = theme
        self._zoom = _within(zoom)
        self._dressed: QApplication | None = None
        self._tones = self._chosen()
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """What was asked for: light, dark, or as the system has it."""
        return self._theme

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self._tones is DARK

    @property
    def tones(self) -> Tones:
        """The palette in force."""
        return self._tones

    @property
    def zoom(self) -> int:
        """Per cent, 80 to 200."""
        return self._zoom

    def set_theme(self, theme: Theme) -> None:
        """Change to light, dark or the system's; everything follows at once."""
        self._theme = theme
        self._settle()

    def set_zoom(self, zoom: int) -> None:
        """Change the size of everything; outside 80 to 200 the nearest of them."""
        if (zoom := _within(zoom)) != self._zoom:
            self._zoom = zoom
            self._announce()

    def dress(self, application: QApplication) -> None:
        """Give the application this look, now and whenever it changes."""
        self._dressed = application
        application.setStyle("Fusion")
        self._apply()

    def px(self, pixels: float) -> int:
        """A length drawn at 100 %, in pixels at this zoom."""
        return round(pixels * self._zoom / 100)

    def colour(self, tone: Tone) -> QColor:
        """The colour of that name."""
        return self._tones.of(tone)

    def font(self, role: fonts.Role, weight: int | None = None) -> QFont:
        """The font for what the words are for, at this zoom."""
        return fonts.font(role, self._zoom / 100, weight)

    def icon(self, name: str, tone: Tone = "soft", size: int = 16) -> QIcon:
        """The icon of that name in that colour."""
        return icons.icon(name, getattr(self._tones, tone), self.px(size), self._tones.line)

    def _chosen(self) -> Tones:
        if self._theme == "auto":
            return DARK if QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme == "dark" else LIGHT

    def _follow_system(self, _: Qt.ColorScheme) -> None:
        self._settle()

    def _settle(self) -> None:
        if (tones := self._chosen()) is not self._tones:
            self._tones = tones
            self._announce()

    def _announce(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        if self._dressed is None:
            return
        self._dressed.setPalette(fusion_palette(self._tones))
        self._dressed.setFont(self.font("body"))
        # The stub asks for bytes; PySide itself takes only a string.
        self._dressed.setFont(self.font("label", 600), "QHeaderView")  # type: ignore[arg-type]
        self._dressed.setFont(self.font("small"), "QToolTip")  # type: ignore[arg-type]
        self._dressed.setStyleSheet(stylesheet(self._tones, self._zoom / 100))


def _within(zoom: int) -> int:
    return max(SMALLEST, min(LARGEST, zoom))

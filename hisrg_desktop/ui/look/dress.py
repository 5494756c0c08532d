"""The look now chosen: light or dark, how large; windows are handed it and follow it when it changes.

A stylesheet put on the application again holds the windows for half a second at a thousand widgets. So the application
has colours and fonts only, and each part of the windows (a page, a form) wears the stylesheet itself: what is seen
takes a new look at once, what is not seen follows part by part.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.ui.look import fonts, icons
from hisrg_desktop.ui.look.palette import DARK, LIGHT, Tone, Tones, fusion_palette
from hisrg_desktop.ui.look.sheet import stylesheet

Theme = Literal["light", "dark", "auto"]
SMALLEST, LARGEST = 80, 200
"""The zoom goes from 80 to 200 per cent."""
_APART = 12
"""Milliseconds between the steps in which the parts of the windows follow a change."""


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
        self._behind: list[PartLook] = []
        # Begun anew after each turn: a timer that repeats would give a long turn no room after it.
        self._turns = QTimer(self, interval=_APART, singleShot=True)
        self._turns.timeout.connect(self._next_turn)
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

    def settle(self) -> None:
        """Let every part follow now; the windows are held meanwhile."""
        while self._behind:
            self._next_turn()

    def dress(self, application: QApplication) -> None:
        """Give the application this look, now and whenever it changes."""
        self._dressed = application
        application.setStyle("Fusion")
        self._apply()

    def part(self, *roots: QWidget) -> PartLook:
        """The look of a part of the windows, which follows this one in its turn; its roots wear it."""
        part = PartLook(self)
        part.wear(*roots)
        return part

    @property
    def sheet(self) -> str:
        """The stylesheet of the look in force."""
        return stylesheet(self._tones, self._zoom / 100)

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

    def _let_follow(self, part: PartLook, seen: bool) -> None:
        """Let a part follow in its turn: what is seen before what is not."""
        if not self._turns.isActive():
            self._turns.start()
        self._behind = [part, *self._behind] if seen else [*self._behind, part]

    def _forget(self, part: PartLook) -> None:
        self._behind = [one for one in self._behind if one is not part]

    def _next_turn(self) -> None:
        if self._behind and self._behind[0].take_turn():
            self._behind.pop(0)
        if self._behind:
            self._turns.start()


class PartLook(Look):
    """The look of one part of the windows. It changes when the part's turn comes: at once where the part is seen."""

    def __init__(self, whole: Look) -> None:
        QObject.__init__(self, whole)
        self._whole = whole
        self._roots: list[QWidget] = []
        self._steps = 0
        self._theme, self._zoom, self._tones = whole.theme, whole.zoom, whole.tones
        whole.changed.connect(self._follow)

    def wear(self, *roots: QWidget) -> None:
        """Put the look on these widgets and all that is in them; without the first of them there is no part."""
        for root in roots:
            root.setFont(self.font("body"))
            root.setStyleSheet(self.sheet)
        if roots and not self._roots:
            roots[0].destroyed.connect(self._leave)
        self._roots += roots

    def settle(self) -> None:
        """Take the look of the whole now, if it is another by now; the part is about to be seen."""
        while not self.take_turn():
            pass

    def take_turn(self) -> bool:
        """Follow the whole by one step, so that none holds the windows for long; whether that was the last.

        The picture stands still until then.
        """
        if self._take():
            for root in self._roots:
                root.setUpdatesEnabled(False)
                # Qt gives controls under a stylesheet no new font of the application, only that of what they are in.
                root.setFont(self.font("body"))
                root.setStyleSheet(self.sheet)
            self._steps = 2
        elif self._steps == 2:
            # After the stylesheet, which gives widgets back the colours they had before it.
            self.changed.emit()
            self._steps = 1
        else:
            self._steps = 0
            for root in self._roots:
                root.setUpdatesEnabled(True)
        return self._steps == 0

    def set_theme(self, theme: Theme) -> None:
        """Change the whole, which this part follows."""
        self._whole.set_theme(theme)

    def set_zoom(self, zoom: int) -> None:
        """Change the whole, which this part follows."""
        self._whole.set_zoom(zoom)

    def _take(self) -> bool:
        """Have the colours and sizes of the whole; whether they are others than before."""
        before = (self._tones, self._zoom)
        self._theme, self._zoom, self._tones = self._whole.theme, self._whole.zoom, self._whole.tones
        return before != (self._tones, self._zoom)

    def _leave(self) -> None:
        self._roots.clear()
        self._whole._forget(self)
        self.deleteLater()

    def _follow(self) -> None:
        self._whole._let_follow(self, any(root.isVisible() for root in self._roots))


def _within(zoom: int) -> int:
    return max(SMALLEST, min(LARGEST, zoom))

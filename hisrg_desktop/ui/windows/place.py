"""Where the person is: kept while a dossier is open, so that after a crash the window opens at the same place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

if TYPE_CHECKING:
    from hisrg_desktop.ui.windows.main import MainWindow

_EVERY = 1000
"""Milliseconds between two looks at where the person is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A dossier, the page that is seen, the place of the text that is looked at."""

    dossier: str
    page: str = ""
    looked: str = ""


def left_at() -> Place | None:
    """Where the person was when the program ended without being closed; None where it was closed."""
    settings = QSettings()
    dossier = str(settings.value("place/dossier") or "")
    if not dossier or not Path(dossier).exists():
        return None
    return Place(dossier, str(settings.value("place/page") or ""), str(settings.value("place/looked") or ""))


class PlaceKeeper(QObject):
    """Writes down where the person is, and forgets it when the window is closed as it should be."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._known: Place | None = None
        self.resting = False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Write down where the person is, if that has changed."""
        place = self._place()
        if place is None or place == self._known or self.resting:
            return
        self._known = place
        settings = QSettings()
        for name in ("dossier", "page", "looked"):
            settings.setValue(f"place/{name}", getattr(place, name))
        settings.sync()

    def forget(self) -> None:
        """The dossier was closed; there is no place to come back to."""
        self._timer.stop()
        self._known = None
        settings = QSettings()
        settings.remove("place")
        settings.sync()

    def _place(self) -> Place | None:
        window = self._window
        if window.bridge is None or window.current is None:
            return None
        looked = getattr(window.page("session"), "looked", None) or ""
        name = window.current.objectName().removesuffix("Page")
        return Place(str(window.bridge.desk.path.resolve()), name, looked)

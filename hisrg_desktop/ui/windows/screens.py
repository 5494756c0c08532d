"""The screen of the wall, known by its name: which it is, that it is gone, that it is back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_KEY = "wall/screen"


class WallScreen(QObject):
    """Finds the screen for the wall by the name that was chosen last, else one that is not the desk's.

    Signals:
        lost: the screen of this name is gone.
        back: the screen of this name, which was chosen, is there again.
        listed: there are other screens now.
    """

    lost = Signal(str)
    back = Signal(str)
    listed = Signal()

    def __init__(self, desk: QWidget) -> None:
        super().__init__(desk)
        self._desk = desk
        self.name = str(QSettings().value(_KEY, ""))
        self._gone = ""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)

    def names(self) -> list[str]:
        """The names of the screens there are."""
        return [screen.name() for screen in QGuiApplication.screens() if screen.name()]

    def choose(self, name: str) -> None:
        """Choose a screen by its name; it is remembered, also where it is not there now."""
        self.name, self._gone = name, ""
        QSettings().setValue(_KEY, name)

    def find(self) -> QScreen | None:
        """The screen to fill; None where the wall is a window beside others."""
        screens = {screen.name(): screen for screen in QGuiApplication.screens()}
        own = self._desk.screen().name()
        if self.name in screens:
            return screens[self.name] if self.name != own else None
        if self._gone:
            return None
        return next((screen for name, screen in screens.items() if name and name != own), None)

    def taken(self, screen: QScreen | None) -> None:
        """The wall fills this screen now; it is awaited when it goes."""
        if screen is not None and screen.name() != self.name:
            self.choose(screen.name())
        self._gone = ""

    @property
    def awaited(self) -> bool:
        """Whether the screen of the wall was lost and is not back."""
        return bool(self._gone)

    def forget(self) -> None:
        """Await the lost screen no longer."""
        self._gone = ""

    def _removed(self, screen: QScreen) -> None:
        if screen.name() and screen.name() == self.name:
            self._gone = self.name
            self.lost.emit(self.name)
        self.listed.emit()

    def _added(self, screen: QScreen) -> None:
        if screen.name() == self.name:
            # The screen takes its place among the others only after it has been announced.
            QTimer.singleShot(0, self, self._tell_back)
        self.listed.emit()

    def _tell_back(self) -> None:
        if self.name in self.names():
            self.back.emit(self.name)

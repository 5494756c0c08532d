"""The wall: what stands on it fills the projector, and never takes the keyboard from the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.wall import WallFace
from hisrg_desktop.ui.windows.showing import Showing


class WallWindow(QWidget):
    """A window for the projector; it never takes the keyboard from the capture line and never scrolls by itself.

    Signals:
        closed: the window is gone.
    """

    closed = Signal()

    def __init__(self, look: Look, showing: Showing) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Wall"))
        self.setObjectName("wallWindow")
        self._showing = showing
        self._screen: QScreen | None = None
        self.face = WallFace(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.face)
        self.resize(1280, 720)
        showing.changed.connect(self.face.show_view)
        showing.told.connect(self._lighten)
        self.face.show_view(showing.view)
        self._lighten()

    def open_on(self, screen: QScreen | None) -> None:
        """Fill that screen; without one, be a window beside others."""
        self._leave_screen()
        if screen is None:
            if self.isFullScreen():
                self.setWindowState(Qt.WindowState.WindowNoState)
                self.resize(960, 540)
            self.show()
            return
        self._screen = screen
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        screen.geometryChanged.connect(self._fill)

    def _fill(self) -> None:
        if self._screen is not None:
            self.setGeometry(self._screen.geometry())

    def _leave_screen(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.geometryChanged.disconnect(self._fill)

    def _lighten(self) -> None:
        self.face.set_light(self._showing.light)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends full screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.setWindowState(Qt.WindowState.WindowNoState)
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the wall is gone."""
        self._screen = None
        self.closed.emit()
        event.accept()
        self.deleteLater()

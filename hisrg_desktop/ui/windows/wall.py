"""The wall: the active provision as it stands on record, and nothing that is not for the room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.wall import WallFace, WallView
from hisrg_desktop.ui.windows.walled import wall_view


class WallWindow(QWidget):
    """A window for the projector; it never takes the keyboard from the capture line and never scrolls by itself.

    Signals:
        closed: the window is gone.
        shown: what stands on the wall now; carries a `WallView`.
    """

    closed = Signal()
    shown = Signal(object)

    def __init__(self, look: Look, bridge: Bridge) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Wall"))
        self.setObjectName("wallWindow")
        self._bridge = bridge
        self._frozen = self._blank = False
        self.light = False
        self.face = WallFace(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.face)
        self.resize(1280, 720)
        self._place()
        QGuiApplication.instance().screenRemoved.connect(self._screen_gone)  # type: ignore[union-attr]

    @property
    def words(self) -> str:
        """What the wall does, in a word."""
        if self._blank:
            return self.tr("blank")
        return self.tr("frozen") if self._frozen else self.tr("live")

    def show_record(self, record: Record) -> None:
        """Show the active provision, unless the wall is frozen or blank."""
        if self._frozen or self._blank:
            return
        view = wall_view(record)
        self.face.show_view(view)
        self.shown.emit(view)

    def follow(self) -> None:
        """Follow the active provision."""
        self._frozen = self._blank = False
        self.show_record(self._bridge.record)

    def freeze(self) -> None:
        """Keep what is shown."""
        self._frozen, self._blank = True, False

    def blank(self) -> None:
        """Show nothing."""
        self._blank = True
        view = WallView(blank=True)
        self.face.show_view(view)
        self.shown.emit(view)

    def set_light(self, light: bool) -> None:
        """Dark letters on white for a bright room, or light ones on dark."""
        self.light = light
        self.face.set_light(light)

    def _place(self) -> None:
        """Fill a second screen where there is one."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[1].geometry())
            self.setWindowState(Qt.WindowState.WindowFullScreen)

    def _screen_gone(self) -> None:
        # A full-screen window stays at the place of the screen that is gone, where nobody sees it.
        self.setWindowState(Qt.WindowState.WindowNoState)
        primary = QGuiApplication.primaryScreen()
        if primary is not None:
            self.setGeometry(primary.availableGeometry().adjusted(80, 80, -80, -80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends full screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.setWindowState(Qt.WindowState.WindowNoState)
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the wall is gone."""
        self.closed.emit()
        event.accept()
        self.deleteLater()

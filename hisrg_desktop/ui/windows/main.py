"""The secretary's window: the rail of pages, the strip of what is now, the page, and the line for refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Hairline
from hisrg_desktop.ui.widgets.now import NowStrip
from hisrg_desktop.ui.widgets.rail import PAGES, Rail
from hisrg_desktop.ui.windows.keys import Key
from hisrg_desktop.ui.windows.menus import Menus
from hisrg_desktop.ui.windows.messages import Messages
from hisrg_desktop.ui.windows.pages import Pages
from hisrg_desktop.ui.windows.welcome import Welcome

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.order import OutOfOrder
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.page import Page
    from hisrg_desktop.ui.windows.commands import Commands
    from hisrg_desktop.ui.windows.legend import Legend
    from hisrg_desktop.ui.windows.wall import WallWindow


class MainWindow(QMainWindow):
    """The window of one dossier; without one it welcomes.

    Signals:
        opening: the person wants to open the dossier at this path.
        creating: the person wants a new dossier: its path, and the Word draft to take in or an empty text.
        sampling: the person wants to try the sample meeting.
        painted: the first picture has been drawn.
    """

    opening = Signal(str)
    creating = Signal(str, str)
    sampling = Signal()
    painted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        own = look.part()
        self.bridge: Bridge | None = None
        self.wall: WallWindow | None = None
        self._commands: Commands | None = None
        self._legend: Legend | None = None
        self.setObjectName("mainWindow")
        self.setWindowTitle("hisrg")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 640)
        self.rail = Rail(own)
        self.strip = NowStrip(own, self._time)
        self.messages = Messages(own)
        self.stack = QStackedWidget()
        self.pages = Pages(look, self.stack)
        self.welcome = Welcome(own)
        own.wear(self.menuBar(), self.rail, self.strip, self.messages, self.welcome)
        self.menus = Menus(self.menuBar(), self, self._slot)
        self._arrange()
        self._wire()
        self._welcoming(True)

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        line = Hairline(self.look)
        for widget in (self.strip, line, self.stack, self.messages):
            column.addWidget(widget, 1 if widget is self.stack else 0)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.stack.addWidget(self.welcome)
        self.setCentralWidget(body)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.go)
        self.pages.made.connect(self._wire_page)
        self.pages.ready.connect(self.go)
        self.welcome.sample.connect(self.sampling)
        self.welcome.open_file.connect(self.opening)
        self.welcome.new_file.connect(self.creating)
        self.messages.remedy.connect(self._carry_out)
        self.messages.stop.connect(self._stop)

    def _wire_page(self, page: Page) -> None:
        page.go.connect(self.go)
        page.says.connect(self.messages.tell)
        page.offers.connect(self._refused)

    def _slot(self, key: Key) -> Callable[[], None]:
        own = getattr(self, f"do_{key.name}", None)
        if own is not None:
            return own  # type: ignore[no-any-return]
        return _ForPage(self, key)

    def _welcoming(self, welcoming: bool) -> None:
        self.rail.setVisible(not welcoming)
        self.strip.setVisible(not welcoming)
        if welcoming:
            self.stack.setCurrentWidget(self.welcome)
        self.menus.welcome(welcoming)

    # --- the dossier -----------------------------------------------------------------------------------------------

    def show_dossier(self, bridge: Bridge) -> None:
        """Show this dossier, at the page on which it was last left."""
        self.bridge = bridge
        bridge.news.connect(self._hear)
        bridge.refused.connect(self._refused)
        bridge.failed.connect(self._failed)
        bridge.progress.connect(self._progress)
        bridge.busy.connect(self._busy)
        self.setWindowTitle(f"{bridge.desk.path.stem} – hisrg")
        self._welcoming(False)
        self._strip_now()
        last = bridge.desk.entries[-1].at if bridge.desk.entries else None
        self.strip.set_saved(self.tr("saved %1").replace("%1", f"{local(last):%H:%M:%S}") if last else self.tr("saved"))
        self.pages.begin(bridge)

    def leave_dossier(self) -> Bridge | None:
        """Leave the dossier that is shown; whoever takes it closes it."""
        self.pages.keep_unfinished()
        bridge, self.bridge = self.bridge, None
        if self.wall:
            self.wall.close()
        self.pages.leave()
        self._welcoming(True)
        return bridge

    def page(self, name: str) -> Page:
        """The page of that name, made when it is first asked for."""
        return self.pages.page(name)

    def go(self, name: str, key: str = "") -> None:
        """Go to a page, and select something there."""
        if self.bridge is None:
            return
        self.rail.choose(name)
        page = self.pages.show(name)
        if key:
            page.select(key)
        page.take_keyboard()

    @property
    def current(self) -> Page | None:
        """The page that is seen; None while the window welcomes."""
        return self.pages.current

    def _time(self) -> datetime:
        return self.bridge.now if self.bridge else datetime.now(UTC)

    # --- what is heard ---------------------------------------------------------------------------------------------

    def _hear(self, news: News) -> None:
        self.strip.set_saved(self.tr("saved %1").replace("%1", f"{local(news.entry.at):%H:%M:%S}"))
        self.messages.settle()
        if news.entry.undoes or news.entry.redoes:
            self.messages.note(news.entry.sentence)
        self._strip_now()
        self.pages.hear(news)
        if self.wall:
            self.wall.show_record(news.record)
        self._name_undo()

    def _strip_now(self) -> None:
        from hisrg_desktop.ui.windows import shown

        assert self.bridge is not None
        shown.fill(self.strip, self.bridge.record, self.bridge.now)
        self.strip.set_wall(self.wall.words if self.wall else "")
        self._name_undo()

    def _name_undo(self) -> None:
        assert self.bridge is not None
        for name, words, numbers in (
            ("undo", self.tr("Undo"), self.bridge.undoable.done),
            ("redo", self.tr("Redo"), self.bridge.undoable.undone),
        ):
            action = self.menus.actions[name]
            action.setEnabled(bool(numbers))
            sentence = self.bridge.desk.entries[numbers[-1] - 1].sentence if numbers else ""
            action.setText(f"{words}: {sentence}" if sentence else words)

    def _refused(self, refusal: OutOfOrder) -> None:
        self.messages.refuse(refusal.message, refusal.remedy, self._remedy_words(refusal))

    def _remedy_words(self, refusal: OutOfOrder) -> str:
        assert self.bridge is not None
        return refusal.remedy.sentence(self.bridge.record) if refusal.remedy else ""

    def _carry_out(self, remedy: object) -> None:
        assert self.bridge is not None
        self.bridge.do(remedy)  # type: ignore[arg-type]

    def _stop(self) -> None:
        if self.bridge:
            self.bridge.stop()

    def _failed(self, sentence: str) -> None:
        self.strip.set_saved(self.tr("not saved"), False)
        self.messages.fail(sentence)

    def _progress(self, part: float, words: str) -> None:
        self.messages.progress(part, words)

    def _busy(self, busy: bool) -> None:
        self.messages.work(busy)

    # --- what the keys do ------------------------------------------------------------------------------------------

    def do_undo(self) -> None:
        """Take back the last act."""
        if self.bridge:
            self.bridge.undo()

    def do_redo(self) -> None:
        """Do again what was taken back."""
        if self.bridge:
            self.bridge.redo()

    def do_new(self) -> None:
        """Ask for a new dossier."""
        self.welcome.ask_new()

    def do_open(self) -> None:
        """Ask which dossier to open."""
        self.welcome.ask_open()

    def do_remedy(self) -> None:
        """Carry out the remedy that the refusal offers."""
        self.messages.carry_out()

    def do_commands(self) -> None:
        """Find a command by its words."""
        from hisrg_desktop.ui.windows.commands import Commands

        if self._commands is None:
            look = self.look.part()
            self._commands = Commands(look, self.menus, self)
            self._commands.left.connect(self._back_to_page)
            look.wear(self._commands)
        self._commands.open()

    def do_legend(self) -> None:
        """Show the keys, to look up, to change and to print."""
        from hisrg_desktop.ui.windows.legend import Legend

        if self._legend is None:
            self._legend = Legend(self.look, self.menus.shortcuts, self)
        self._legend.show()
        self._legend.raise_()
        self._legend.search.setFocus()

    def _back_to_page(self) -> None:
        if self.current is not None:
            self.current.take_keyboard()

    def do_dark(self) -> None:
        """Change between light and dark."""
        self.look.set_theme("light" if self.look.dark else "dark")

    def do_larger(self) -> None:
        """Show everything larger."""
        self.look.set_zoom(self.look.zoom + 10)

    def do_smaller(self) -> None:
        """Show everything smaller."""
        self.look.set_zoom(self.look.zoom - 10)

    def do_fullScreen(self) -> None:
        """Fill the screen, or stop filling it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def do_quit(self) -> None:
        """Close the window."""
        self.close()

    def do_wall(self) -> None:
        """Show the wall window, or close it."""
        from hisrg_desktop.ui.windows.wall import WallWindow

        assert self.bridge is not None
        if self.wall is None:
            self.wall = WallWindow(self.look, self.bridge)
            self.wall.closed.connect(self._wall_closed)
            self.wall.show_record(self.bridge.record)
            self.wall.show()
        else:
            self.wall.close()
        self._strip_now()

    def do_showWall(self) -> None:
        """Let the wall follow the active provision."""
        if self.wall:
            self.wall.follow()
            self._strip_now()

    def do_freeze(self) -> None:
        """Let the wall keep what it shows."""
        if self.wall:
            self.wall.freeze()
            self._strip_now()

    def do_blank(self) -> None:
        """Show nothing on the wall."""
        if self.wall:
            self.wall.blank()
            self._strip_now()

    def do_brightWall(self) -> None:
        """Show the wall in dark letters on white, or the other way round."""
        if self.wall:
            self.wall.set_light(not self.wall.light)

    def _wall_closed(self) -> None:
        self.wall = None
        if self.bridge:
            self._strip_now()

    def go_to_page(self, number: int) -> None:
        """Go to the page with this number on the rail, from 0."""
        self.go(PAGES[number])

    # --- Qt's own --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a dossier or a Word file."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dossier, or make one of the Word draft."""
        path = _dropped(event)
        if path.endswith(".hisrg"):
            self.opening.emit(path)
        elif path:
            self.welcome.ask_new(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is unfinished, give the dossier back, remember the place on the screen."""
        settings = QSettings()
        settings.setValue("window/geometry", self.saveGeometry())
        if self.wall:
            self.wall.close()
        self.pages.keep_unfinished()
        self.pages.still()
        if self.bridge:
            self.bridge.close()
            self.bridge = None
        event.accept()

    def showEvent(self, event: object) -> None:
        """Say once that the first picture is there."""
        QTimer.singleShot(0, self, self.painted.emit)


class _ForPage:
    """A key that the page which is seen answers, or the session page where it does not."""

    def __init__(self, window: MainWindow, key: Key) -> None:
        self._window = window
        self._key = key

    def __call__(self) -> None:
        window, key = self._window, self._key
        if window.bridge is None:
            return
        if key.name.startswith("page"):
            window.go_to_page(int(key.name[4:]) - 1)
            return
        for page in (window.current, window.page("session")):
            answer = page.answer_to(key.name) if page else None
            if answer is not None:
                answer()
                return


def _dropped(event: QDropEvent) -> str:
    paths = [url.toLocalFile() for url in event.mimeData().urls()]
    return next((p for p in paths if p.lower().endswith((".hisrg", ".docx"))), "")

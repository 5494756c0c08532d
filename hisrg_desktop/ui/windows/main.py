"""The secretary's window: the rail of pages, the strip of what is now, the page, and the line for refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Hairline
from hisrg_desktop.ui.widgets.now import NowStrip
from hisrg_desktop.ui.widgets.rail import PAGES, Rail
from hisrg_desktop.ui.windows.backing_up import BackingUp
from hisrg_desktop.ui.windows.due_mark import DueMark
from hisrg_desktop.ui.windows.keys import Key
from hisrg_desktop.ui.windows.menus import Menus
from hisrg_desktop.ui.windows.messages import Messages
from hisrg_desktop.ui.windows.pages import Pages
from hisrg_desktop.ui.windows.penned import PenAtHand
from hisrg_desktop.ui.windows.screens_hand import ScreensHand
from hisrg_desktop.ui.windows.standing import Standing
from hisrg_desktop.ui.windows.welcome import Welcome

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.order import OutOfOrder
    from hisrg_desktop.ui.bridge import Bridge, Progress
    from hisrg_desktop.ui.comments.page import CommentsPage
    from hisrg_desktop.ui.documents.giving import Given
    from hisrg_desktop.ui.page import Page
    from hisrg_desktop.ui.people.page import PeoplePage
    from hisrg_desktop.ui.windows.commands import Commands
    from hisrg_desktop.ui.windows.legend import Legend
    from hisrg_desktop.ui.windows.wall import WallWindow

SPOKEN_OF = frozenset({"NoteMovedClock"})
"""The acts that nobody asked for, of which the person is told."""


class MainWindow(QMainWindow):
    """The window of one dossier; without one it welcomes.

    Signals:
        opening: the person wants to open the dossier at this path.
        creating: the person wants a new dossier: its path, and the Word draft to take in or an empty text.
        sampling: the person wants to try the sample meeting.
        painted: the first picture has been drawn.
        again: the dossier has become another and is to be shown anew.
        closed: the window was closed, and the dossier given back.
        rehearse: practise on a copy, or end that.
    """

    opening = Signal(str)
    creating = Signal(str, str)
    sampling = Signal()
    painted = Signal()
    again = Signal()
    closed = Signal()
    rehearse = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        own = look.part()
        self.bridge: Bridge | None = None
        self.rehearsing = False
        self._commands: Commands | None = None
        self._legend: Legend | None = None
        self.setObjectName("mainWindow")
        self.setWindowTitle("hisrg")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 640)
        self.rail = Rail(own)
        self.strip = NowStrip(own, self._time)
        self.standing = Standing(own)
        self.messages = Messages(own)
        self.pen = PenAtHand(self)
        self.backing_up = BackingUp(self)
        self.screens = ScreensHand(self)
        self.due = DueMark(self)
        self.stack = QStackedWidget()
        self.pages = Pages(look, self.stack)
        self.welcome = Welcome(own)
        own.wear(self.menuBar(), self.rail, self.strip, self.standing, self.messages, self.welcome)
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
        for widget in (self.strip, line, self.standing, self.stack, self.messages):
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
        self.rail.left.connect(self._back_to_page)
        self.pages.made.connect(self._wire_page)
        self.pages.made.connect(self.screens.meet)
        self.pages.ready.connect(self.go)
        self.welcome.sample.connect(self.sampling)
        self.welcome.open_file.connect(self.opening)
        self.welcome.new_file.connect(self.creating)
        self.messages.remedy.connect(self._carry_out)
        self.messages.stop.connect(self._stop)
        self.standing.asked.connect(self._asked_for)
        self.pen.came_back.connect(self.again)
        self.backing_up.told.connect(self.messages.tell_when_free)

    def _wire_page(self, page: Page) -> None:
        page.go.connect(self.go)
        page.says.connect(self.messages.tell)
        page.offers.connect(self._refused)
        page.presses.connect(self._press)

    def _press(self, name: str) -> None:
        answer = self.page("session").answer_to(name)
        if answer is not None:
            answer()

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

    def show_dossier(self, bridge: Bridge, *, rehearsing: bool = False) -> None:
        """Show this dossier; one to rehearse on says so for as long as it is shown."""
        self.bridge = bridge
        self.rehearsing = rehearsing
        self.screens.begin(bridge)
        bridge.news.connect(self._hear)
        bridge.refused.connect(self._refused)
        bridge.failed.connect(self._failed)
        bridge.progress.connect(self._progress)
        bridge.busy.connect(self._busy)
        bridge.disk_full.connect(self._disk_full)
        name = bridge.desk.path.stem
        self.setWindowTitle(self.tr("REHEARSAL – %1 – hisrg").replace("%1", name) if rehearsing else f"{name} – hisrg")
        self._welcoming(False)
        self._strip_now()
        last = bridge.desk.entries[-1].at if bridge.desk.entries else None
        self.strip.set_saved(self.tr("saved %1").replace("%1", f"{local(last):%H:%M:%S}") if last else self.tr("saved"))
        if rehearsing:
            self.strip.set_saved(self.tr("REHEARSAL"), False)
            self.standing.say(
                "rehearsal",
                self.tr("Rehearsal. You practise on a copy; nothing of it is kept, the dossier stays as it is."),
                self.tr("End the rehearsal"),
            )
        self.pen.show(bridge.record)
        if bridge.desk.space.full:
            self._disk_full(True)
        self.pages.begin(bridge)
        self.due.begin()

    def leave_dossier(self) -> Bridge | None:
        """Leave the dossier that is shown; whoever takes it closes it."""
        self.pages.keep_unfinished()
        bridge, self.bridge = self.bridge, None
        self.standing.leave_off()
        self.screens.leave()
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
        page.take_keyboard()
        if key:
            page.select(key)

    @property
    def current(self) -> Page | None:
        """The page that is seen; None while the window welcomes."""
        return self.pages.current

    def _time(self) -> datetime:
        return self.bridge.now if self.bridge else datetime.now(UTC)

    # --- what is heard ---------------------------------------------------------------------------------------------

    def _hear(self, news: News) -> None:
        if not self.rehearsing:
            self.strip.set_saved(self.tr("saved %1").replace("%1", f"{local(news.entry.at):%H:%M:%S}"))
        self.messages.settle()
        if news.entry.undoes or news.entry.redoes:
            self.messages.note(news.entry.sentence)
        elif news.entry.act in SPOKEN_OF:
            self.messages.tell(f"{news.entry.sentence}.")
        self._strip_now()
        self.pen.show(news.record)
        if self.bridge:
            self.backing_up.hear(news, self.bridge)
        self.pages.hear(news)
        self.screens.hear(news)
        self.due.look()
        self._name_undo()

    def _strip_now(self) -> None:
        from hisrg_desktop.ui.windows import shown

        assert self.bridge is not None
        shown.fill(self.strip, self.bridge.record, self.bridge.now)
        self.screens.tell()
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
        if callable(remedy):
            remedy()
            return
        assert self.bridge is not None
        self.bridge.do(remedy)  # type: ignore[arg-type]

    def _stop(self) -> None:
        if self.bridge:
            self.bridge.stop()

    def _failed(self, sentence: str) -> None:
        self.strip.set_saved(self.tr("not saved"), False)
        self.messages.fail(sentence)

    def _disk_full(self, full: bool) -> None:
        """Say in red that the disk is full for as long as it is; typing goes on."""
        if not full:
            self.standing.leave_off("disk")
            self._strip_now()
            self.messages.tell(self.tr("There is room on the disk again; everything is saved."))
            return
        self.standing.say(
            "disk",
            self.tr(
                "The disk is full. Go on typing: a reserve has been freed, and no word is given up. "
                "Make room on the disk, or save a copy elsewhere."
            ),
            self.tr("Save a copy elsewhere…"),
            "error",
        )

    def confess(self, sentence: str, details: str) -> None:
        """Say that the program was at fault, and offer the details to be copied."""
        self.messages.fail(sentence, CopyWords(details), self.tr("Copy details"))

    def _asked_for(self, about: str) -> None:
        if about == "disk":
            self.do_saveCopy()
        elif about == "pen":
            self.do_takeBack()
        elif about == "rehearsal":
            self.rehearse.emit()

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

    def do_nextDraft(self) -> None:
        """Ask for the draft that came back revised, and look through it on the text page."""
        self.go("text")
        page: object = self.page("text")
        page.ask_next_draft()  # type: ignore[attr-defined]

    def do_takeInComments(self) -> None:
        """Ask which marked-up files came back, and look through them on the comments page."""
        self._comments_page().ask_returned()

    def do_takeInPeople(self) -> None:
        """Ask for a list of people, and look through it on the people page."""
        self._people_page().ask_list()

    def take_people(self, path: Path) -> None:
        """Look through this list on the people page."""
        self._people_page().take_list(path)

    def _people_page(self) -> PeoplePage:
        self.go("people")
        page: object = self.page("people")
        return page  # type: ignore[return-value]

    def take_returned(self, paths: list[Path]) -> None:
        """Look through these marked-up files on the comments page."""
        self._comments_page().take_returned(paths)

    def _comments_page(self) -> CommentsPage:
        self.go("comments")
        page: object = self.page("comments")
        return page  # type: ignore[return-value]

    def do_dayFile(self) -> None:
        """Ask where the file of the day goes, and write it beside the work."""
        from hisrg_desktop.desk.exports import Options
        from hisrg_desktop.ui.documents.giving import GivingOut

        if self.bridge is None:
            return
        giving = GivingOut.of(self.bridge)
        giving.written.connect(self._given, Qt.ConnectionType.UniqueConnection)
        giving.ask(self, "day", Options(suffix=".zip"))

    def _given(self, given: Given) -> None:
        if given.title == "Day file":
            self.messages.tell(self.tr("Written: %1").replace("%1", str(given.path)))

    def do_rehearse(self) -> None:
        """Practise on a copy of the dossier; pressed again, come back."""
        self.rehearse.emit()

    def do_handOver(self) -> None:
        """Hand the dossier over with its pen; a rehearsal has none."""
        if self.rehearsing:
            self.messages.tell(self.tr("This is a rehearsal; end it to hand the dossier over."))
        else:
            self.pen.ask_to_hand_over()

    def do_takeBack(self) -> None:
        """Take the dossier back; not into a rehearsal."""
        if self.rehearsing:
            self.messages.tell(self.tr("This is a rehearsal; end it to take the dossier back."))
        else:
            self.pen.ask_to_take_back()

    def do_takePen(self) -> None:
        """Take the pen back without the copy."""
        self.pen.ask_to_take_by_force()

    def do_saveCopy(self) -> None:
        """Ask where a copy of the dossier goes, and write it there."""
        if self.bridge is None:
            return
        proposed = str(self.bridge.desk.path.with_name(f"{self.bridge.desk.path.stem} copy.hisrg"))
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy elsewhere"), proposed, self.tr("Dossiers (*.hisrg)")
        )
        if path:
            self.save_copy(Path(path if path.endswith(".hisrg") else f"{path}.hisrg"))

    def save_copy(self, target: Path) -> None:
        """Write a copy of the dossier, with the words not yet taken down beside it."""
        assert self.bridge is not None
        desk = self.bridge.desk

        def work(progress: Progress) -> Path:
            progress(0.1, target.name)
            return desk.copy_elsewhere(target)

        self.bridge.run(work, self._copied)

    def _copied(self, made: object) -> None:
        self.messages.tell(self.tr("A copy was written and read through: %1").replace("%1", str(made)))

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

    @property
    def wall(self) -> WallWindow | None:
        """The wall, while it is open."""
        return self.screens.wall

    def do_wall(self) -> None:
        """Open the wall, or close it."""
        self.screens.do_wall()

    def go_to_page(self, number: int) -> None:
        """Go to the page with this number on the rail, from 0."""
        self.go(PAGES[number])

    # --- Qt's own --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a dossier, or Word files."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dossier; look through the Word files that came back, or where there is no draft make a dossier of one."""
        from hisrg_desktop.meeting.text.drafts import Draft

        paths = _dropped(event)
        dossier = next((path for path in paths if path.lower().endswith(".hisrg")), "")
        lists = [path for path in paths if path.lower().endswith((".csv", ".xlsx"))]
        if dossier:
            self.opening.emit(dossier)
        elif self.bridge is not None and lists and (self._is_people_seen() or lists[0].lower().endswith(".csv")):
            self.take_people(Path(lists[0]))
        elif paths and self.bridge is not None and any(one.source for one in self.bridge.record.each(Draft)):
            self.take_returned([Path(path) for path in paths])
        elif draft := next((path for path in paths if path.lower().endswith(".docx")), ""):
            self.welcome.ask_new(draft)

    def _is_people_seen(self) -> bool:
        return self.pages.current is not None and self.pages.current is self.pages.find("people")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is unfinished, give the dossier back, remember the place on the screen."""
        settings = QSettings()
        settings.setValue("window/geometry", self.saveGeometry())
        self.screens.leave()
        if self._legend:
            self._legend.close()
        self.pages.keep_unfinished()
        self.pages.still()
        if self.bridge:
            self.bridge.close()
            self.bridge = None
        self.closed.emit()
        event.accept()

    def showEvent(self, event: object) -> None:
        """Say once that the first picture is there."""
        QTimer.singleShot(0, self, self.painted.emit)


class CopyWords:
    """Puts words where they can be pasted from."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __call__(self) -> None:
        QGuiApplication.clipboard().setText(self._words)


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
        if key.page:
            window.go(key.page)
        for one in (window.screens, window.current, window.page("session")):
            answer = one.answer_to(key.name) if one else None
            if answer is not None:
                answer()
                return


def _dropped(event: QDropEvent) -> list[str]:
    """The dossiers, Word files, comment tables and lists among what is dropped."""
    paths = [url.toLocalFile() for url in event.mimeData().urls()]
    return [path for path in paths if path.lower().endswith((".hisrg", ".docx", ".xlsx", ".csv"))]

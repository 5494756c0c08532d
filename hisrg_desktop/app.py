"""The windows: puts look, desk and main window together. The first picture comes before anything heavy is read."""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.collect import Collector
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.watch import Watch
from hisrg_desktop.ui.windows.crash import CrashReports, reports_folder
from hisrg_desktop.ui.windows.main import MainWindow
from hisrg_desktop.ui.windows.pages import FIRST
from hisrg_desktop.ui.windows.place import Place, PlaceKeeper, left_at

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk

_TITLE_BAR = 40
"""Pixels that a window manager puts above a window."""
_LATER = 1000
"""Milliseconds after which what nobody waits for is done."""


class Opening(QObject):
    """Opens dossiers beside the windows' thread and hands each to the window.

    Signals:
        opened: a desk is ready.
        refused: it could not be opened; carries what was raised.
    """

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: object = None

    def start(self, work: Callable[[], object]) -> None:
        """Do the work that ends with a desk on a thread of its own."""
        import threading

        def run() -> None:
            try:
                desk = work()
            except Exception as fault:  # noqa: BLE001 - told to the person who wanted it opened
                self.refused.emit(fault)
            else:
                self.opened.emit(desk)

        thread = threading.Thread(target=run, name="opening", daemon=True)
        self._thread = thread
        thread.start()


@dataclass(frozen=True, slots=True)
class Real:
    """The dossier behind a rehearsal, and where the person was in it."""

    desk: Desk
    place: Place | None


class App(QObject):
    """One window and the dossier it shows."""

    def __init__(self, look: Look, clerk: str = "") -> None:
        super().__init__()
        self._clerk = clerk
        self.window = MainWindow(look)
        self._opening = Opening(self)
        self._place: Place | None = None
        self.cut_off = ""
        self._real: Real | None = None
        self._coming_back = False
        self.keeper = PlaceKeeper(self.window)
        self._wire()

    def _wire(self) -> None:
        window, opening = self.window, self._opening
        window.opening.connect(self.open)
        window.creating.connect(self.create)
        window.sampling.connect(self.sample)
        window.welcome.preview.connect(self.preview)
        window.again.connect(self._show_again)
        window.closed.connect(self._closed)
        window.rehearse.connect(self.rehearse)
        window.pages.ready.connect(self._to_place)
        opening.opened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        opening.refused.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def open(self, path: str) -> None:
        """Open a dossier."""
        self._begin(self.tr("Opening %1…").replace("%1", Path(path).name))

        def work() -> object:
            from hisrg_desktop.desk.desk import Desk

            return self._prepared(Desk.open(Path(path), program="hisrg-desktop", clerk=self._clerk))

        self._opening.start(work)

    def reopen(self, place: Place) -> None:
        """Open the dossier that was open when the program ended without being closed, at the same place."""
        self._place = place
        self.open(place.dossier)

    def _to_place(self) -> None:
        place, self._place = self._place, None
        coming_back, self._coming_back = self._coming_back, False
        if place is None:
            return
        if place.looked:
            self.window.page("session").select(place.looked)
        if place.page:
            self.window.go(place.page)
        if coming_back:
            return
        words = self.tr("The program ended without being closed. This is where you were; nothing typed was given up.")
        if self.cut_off:
            self.window.confess(words, self.cut_off)
        else:
            self.window.messages.tell(words)

    def confess(self, details: str, path: str) -> None:
        """Say that the program was at fault; what was being done before goes on."""
        words = self.tr("Something went wrong that should not have; what was taken down is on disk. Report: %1")
        self.window.confess(words.replace("%1", Path(path).name if path else self.tr("not written")), details)

    def create(self, path: str, draft: str) -> None:
        """Make a dossier, of a Word draft or with the nineteen headings."""
        self._begin(self.tr("Making %1…").replace("%1", Path(path).name))

        def work() -> object:
            from hisrg_desktop.desk.begin import begin

            made = begin(Path(path), Path(draft) if draft else None, program="hisrg-desktop", clerk=self._clerk)
            return self._prepared(made)

        self._opening.start(work)

    def sample(self) -> None:
        """Make the sample meeting anew and open it."""
        self._begin(self.tr("Laying out the sample meeting…"))

        def work() -> object:
            from hisrg_desktop.sample.build import sample_desk

            return self._prepared(sample_desk(program="hisrg-desktop", clerk=self._clerk))

        self._opening.start(work)

    def preview(self, draft: str) -> None:
        """Show what is understood of a Word draft before it is taken in."""
        from hisrg_desktop.ui.windows.preview import Preview

        preview = Preview(self.window.look, draft, self.window)
        preview.accepted_draft.connect(self.window.welcome.ask_place)
        preview.open()

    def _prepared(self, desk: Desk) -> Desk:
        """The desk, with what the first page shows of it worked out on this thread, which is not the windows'."""
        self.window.pages.code.wait(FIRST)
        from hisrg_desktop.ui.session.shown import first_view

        first_view(desk.record)
        return desk

    def _begin(self, words: str) -> None:
        self.window.pages.code.want(FIRST)
        self.window.messages.work(True)
        self.window.messages.progress(0.0, words)

    def _show(self, desk: object) -> None:
        from hisrg_desktop.ui.bridge import Bridge

        self.window.messages.work(False)
        previous = self.window.leave_dossier()
        if previous is not None:
            previous.close()
        self._leave_rehearsal()
        bridge = Bridge(desk, self.window)  # type: ignore[arg-type]
        self.window.show_dossier(bridge)
        # Written to disk, which takes longer than all else here: the person sees the dossier first.
        QTimer.singleShot(_LATER, self, self._remember)
        # What was loaded stays; the collector need not look at it again, nor hold the windows now.
        gc.freeze()

    # --- a rehearsal -------------------------------------------------------------------------------------------------

    def rehearse(self) -> None:
        """Practise on a copy of the dossier that is shown; asked again, come back to the dossier itself."""
        if self._real is not None:
            self._end_rehearsal()
            return
        if self.window.bridge is None:
            return
        self._begin(self.tr("Making a copy to practise on…"))
        path = self.window.bridge.desk.path
        opening = Opening(self)
        opening.opened.connect(self._begin_rehearsal, Qt.ConnectionType.QueuedConnection)
        opening.refused.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        clerk, prepared = self._clerk, self._prepared

        def work() -> object:
            from hisrg_desktop.desk.desk import Desk
            from hisrg_desktop.desk.rehearsal import begin_rehearsal

            return prepared(Desk.open(begin_rehearsal(path), program="hisrg-desktop", clerk=clerk))

        opening.start(work)

    def _begin_rehearsal(self, desk: object) -> None:
        """Show the copy; the dossier stays open behind it, and nobody writes to it."""
        from hisrg_desktop.ui.bridge import Bridge

        self.window.messages.work(False)
        self.keeper.look()
        self.keeper.resting = True
        place = left_at()
        real = self.window.leave_dossier()
        assert real is not None
        real.retire()
        self._real = Real(real.desk, place)
        self.window.show_dossier(Bridge(desk, self.window), rehearsing=True)  # type: ignore[arg-type]

    def _end_rehearsal(self) -> None:
        """Throw the copy away and show the dossier at the place where it was left."""
        from hisrg_desktop.desk.rehearsal import end_rehearsal
        from hisrg_desktop.ui.bridge import Bridge

        practised, real = self.window.leave_dossier(), self._real
        self._real = None
        if practised is not None:
            practised.close()
            end_rehearsal(practised.desk.path)
        if real is not None:
            self.keeper.resting = False
            self._place = real.place
            self._coming_back = True
            self.window.show_dossier(Bridge(real.desk, self.window))

    def _leave_rehearsal(self) -> None:
        """Another dossier is shown, or none any more: the one behind the rehearsal is given back as well."""
        if self._real is not None:
            from hisrg_desktop.desk.rehearsal import clear_leftovers

            self._real.desk.close()
            self._real = None
            self.keeper.resting = False
            clear_leftovers()

    def _closed(self) -> None:
        self._leave_rehearsal()
        self.keeper.forget()

    def _show_again(self) -> None:
        """Show the dossier anew, whose record has become another as a whole."""
        from hisrg_desktop.ui.bridge import Bridge

        there = self.window.leave_dossier()
        if there is not None:
            there.retire()
            self.window.show_dossier(Bridge(there.desk, self.window))

    def _remember(self) -> None:
        from hisrg_desktop.ui.windows.welcome import remember

        if self.window.bridge and not self.window.rehearsing:
            remember(str(self.window.bridge.desk.path))

    def _tell(self, fault: object) -> None:
        from hisrg_desktop.meeting.order import OutOfOrder
        from hisrg_desktop.ui.bridge import sentence_of

        self.window.messages.work(False)
        if isinstance(fault, OutOfOrder):
            self.window.messages.fail(fault.message)
        elif isinstance(fault, OSError):
            self.window.messages.fail(sentence_of(fault))
        elif isinstance(fault, BaseException):
            raise fault  # to the crash report, which tells the person


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="hisrg-desktop", description=__doc__)
    parser.add_argument("file", nargs="?", help="the dossier to open")
    parser.add_argument("--sample", action="store_true", help="open the sample meeting")
    parser.add_argument(
        "--screenshot", metavar="DIR", help="write a PNG of every page and window, light and dark, and end"
    )
    parser.add_argument("--theme", choices=("light", "dark", "auto"), default="auto")
    parser.add_argument("--clerk", default="", help="who is at this desk, as the journal names them")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Start the windows; the answer is the exit code."""
    asked = arguments(given)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setOrganizationName("hisrg")
    application.setApplicationName("hisrg-desktop")
    look = Look(asked.theme)
    look.dress(application)
    if asked.screenshot:
        return take_pictures(application, look, Path(asked.screenshot), asked.file)
    _keep_log()
    watch = Watch(application)
    Collector(application)
    app = App(look, asked.clerk)
    reports = _hear_of_faults(app)
    # With its title bar it must fit the screen: the line one types in is at its foot.
    screen = application.primaryScreen().availableSize()
    app.window.resize(QSize(1280, 800).boundedTo(screen - QSize(0, _TITLE_BAR)))
    geometry = QSettings().value("window/geometry")
    if geometry is not None:
        app.window.restoreGeometry(geometry)
    if asked.sample:
        app.window.painted.connect(app.sample)
    elif asked.file:
        QTimer.singleShot(0, app, _Open(app, asked.file))
    elif (place := left_at()) and not _is_open_elsewhere(place):
        QTimer.singleShot(0, app, _Reopen(app, place))
    app.window.show()
    watch.start()
    QTimer.singleShot(_LATER, _clear_leftovers)
    code = application.exec()
    reports.end()
    return code


def _is_open_elsewhere(place: Place) -> bool:
    """Whether another window has the dossier: then nothing ended, and this window was only started beside it."""
    from hisrg_desktop.store.lock import holder_of

    holder = holder_of(Path(place.dossier))
    return holder is not None and not holder.is_gone()


def _hear_of_faults(app: App) -> CrashReports:
    """Reports of what nobody caught, which the window tells the person; also of what cut an earlier run off."""
    reports = CrashReports(reports_folder(), _DeskOf(app), app)
    reports.written.connect(app.confess, Qt.ConnectionType.QueuedConnection)
    reports.install()
    app.cut_off = reports.found
    return reports


class _DeskOf:
    """The desk of the dossier that is shown, if one is."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self) -> Desk | None:
        bridge = self._app.window.bridge
        return bridge.desk if bridge else None


def _clear_leftovers() -> None:
    """Remove what a rehearsal left that was cut off."""
    from hisrg_desktop.desk.rehearsal import clear_leftovers

    clear_leftovers()


def _keep_log() -> None:
    """Write warnings to standard error, and soon also to a file of the person's own, a megabyte at most."""
    logging.basicConfig(level=logging.WARNING, format=_LINE)
    # What writes the file is long to read; at the start the person waits for the window.
    QTimer.singleShot(_LATER, _keep_log_file)


def _keep_log_file() -> None:
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_path

    # A program that cannot write its log still runs the meeting.
    with contextlib.suppress(OSError):
        folder = user_log_path("hisrg-desktop", ensure_exists=True)
        handler = RotatingFileHandler(folder / "log.txt", maxBytes=1_000_000, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter(_LINE))
        logging.getLogger().addHandler(handler)


_LINE = "%(asctime)s %(name)s: %(message)s"


def take_pictures(application: QApplication, look: Look, folder: Path, file: str | None) -> int:
    """Write a picture of every page and window into the folder; of the practice meeting where no dossier is named."""
    from hisrg_desktop.desk.begin import begin
    from hisrg_desktop.desk.desk import Desk
    from hisrg_desktop.sample.build import sample_desk
    from hisrg_desktop.ui import pictures

    taken = pictures.of_welcome(application, look, folder, MainWindow(look))
    desk = Desk.open(Path(file), program="hisrg-desktop") if file else sample_desk()
    taken += pictures.of_dossier(application, look, folder, desk)
    empty = begin(pictures.a_folder() / "empty.hisrg", None, program="hisrg-desktop")
    taken += pictures.of_dossier(application, look, folder / "empty", empty)
    sys.stdout.write(f"{taken} pictures in {folder}\n")
    return 0


class _Open:
    """Opens the file named on the command line once the window is there."""

    def __init__(self, app: App, path: str) -> None:
        self._app, self._path = app, path

    def __call__(self) -> None:
        self._app.open(self._path)


class _Reopen:
    """Opens the dossier that was open when the program ended without being closed."""

    def __init__(self, app: App, place: Place) -> None:
        self._app, self._place = app, place

    def __call__(self) -> None:
        self._app.reopen(self._place)


if __name__ == "__main__":
    sys.exit(main())

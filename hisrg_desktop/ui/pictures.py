"""Pictures of every page and window, light and dark, with the sample and with nothing."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look, Theme
from hisrg_desktop.ui.scenes import SCENES
from hisrg_desktop.ui.situations import SITUATIONS, Stage, leave
from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.windows.main import MainWindow

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk

THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = (QSize(1280, 800), QSize(1920, 1080))
LARGE = 140
"""The zoom at which it is seen that nothing is cut off, in per cent."""


def of_dossier(application: QApplication, look: Look, folder: Path, desk: Desk) -> int:
    """Write the pictures of this dossier into the folder; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(look)
    window.show_dossier(Bridge(desk, window))
    window.go("session")
    window.do_wall()
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        for size in SIZES:
            window.resize(size)
            window.show()
            name = f"{theme}-{size.width()}x{size.height()}"
            for page in PAGES:
                window.go(page)
                taken += _take(application, window, folder / f"{page}-{name}.png")
            taken += _beside(application, window, folder, name)
        assert window.wall is not None
        assert window.screens.showing is not None
        window.screens.showing.set_light(theme == "light")
        window.wall.resize(1920, 1080)
        taken += _take(application, window.wall, folder / f"wall-{theme}.png")
    for scene in SCENES:
        for name in scene(window):
            taken += _in_all_looks(application, look, folder, window, name)
    taken += _of_situations(application, look, folder, window)
    window.close()
    return taken


def _in_all_looks(application: QApplication, look: Look, folder: Path, window: MainWindow, name: str) -> int:
    """The window as it is now: light and dark, small and wide, and small with everything large."""
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        for size in SIZES:
            window.resize(size)
            taken += _take(application, window, folder / f"{name}-{theme}-{size.width()}x{size.height()}.png")
    zoom = look.zoom
    look.set_theme("light")
    look.set_zoom(LARGE)
    look.settle()
    window.resize(SIZES[0])
    taken += _take(application, window, folder / f"{name}-large.png")
    look.set_zoom(zoom)
    look.settle()
    return taken


def _of_situations(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The session page in the situations of a sitting. They change the record, so only a practice meeting is in them."""
    assert window.bridge is not None
    record = window.bridge.record
    group, sitting = record.find(WorkingGroup, GROUP), current_sitting(record)
    if group is None or not group.practice or sitting is None:
        return 0
    window.go("session")
    stage = Stage(window)
    taken = 0
    for name, come_about in SITUATIONS.items():
        come_about(stage)
        taken += _in_all_looks(application, look, folder, window, f"session-{name}")
        leave(stage)
    return taken


def _beside(application: QApplication, window: MainWindow, folder: Path, name: str) -> int:
    """Write the pictures of what stands beside and over the desk: the chair's view, its half, the card."""
    window.go("session")
    window.screens.do_chair()
    assert window.screens.chair is not None
    window.screens.chair.resize(window.size())
    taken = _take(application, window.screens.chair, folder / f"chair-{name}.png")
    window.screens.do_chair()
    for do, picture in ((window.screens.do_chairHalf, "chair-half"), (window.screens.do_where, "where")):
        do()
        taken += _take(application, window, folder / f"{picture}-{name}.png")
        do()
    return taken


def of_welcome(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """Write the pictures of the window without a dossier."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        window.resize(SIZES[0])
        window.show()
        taken += _take(application, window, folder / f"welcome-{theme}.png")
    return taken


def _take(application: QApplication, widget: QWidget, path: Path) -> int:
    # Long lists are laid out bit by bit, after the first events.
    settled = time.monotonic() + 0.25
    while time.monotonic() < settled:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    widget.grab().save(str(path))
    return 1


def a_folder() -> Path:
    """A folder for a dossier that is only made for its pictures."""
    return Path(tempfile.mkdtemp(prefix="hisrg-pictures-"))

"""A meeting on two real screens: run under an X server, told what happens to the screens, answers what the windows did.

Usage: python on_screens.py DOSSIER. It writes one JSON object of what it saw. Started by the tests beside it, with a
window manager of its own, and with keys that come from outside the program, as from a keyboard.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

DOSSIER = Path(sys.argv[1])
LEFT = ("xrandr", "--setmonitor", "DESK", "1280/300x800/200+0+0", "screen")
RIGHT = ("xrandr", "--setmonitor", "BEAMER", "1280/300x800/200+1280+0", "none")
UNPLUG = ("xrandr", "--delmonitor", "BEAMER")
LONGEST = 30


def run(*command: str) -> None:
    """Run a program of the X server."""
    subprocess.run(command, check=True, capture_output=True)


manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
run(*LEFT)
run(*RIGHT)

from PySide6.QtCore import QEventLoop, QPoint, QSettings  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton, QWidget  # noqa: E402

from hisrg_desktop.desk.desk import Desk  # noqa: E402
from hisrg_desktop.meeting.floor.interventions import running  # noqa: E402
from hisrg_desktop.ui.bridge import Bridge  # noqa: E402
from hisrg_desktop.ui.look.dress import Look  # noqa: E402
from hisrg_desktop.ui.windows.main import MainWindow  # noqa: E402

app = QApplication([])
QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(DOSSIER.parent / "settings"))
look = Look("light")
look.dress(app)
saw: dict[str, object] = {"screens": sorted(screen.name() for screen in app.screens())}


def until(what: str, holds: Callable[[], bool]) -> None:
    """Let the windows work until that holds."""
    ends = time.monotonic() + LONGEST
    while not holds():
        if time.monotonic() > ends:
            sys.stdout.write(json.dumps({**saw, "waited in vain until": what}))
            sys.exit(1)
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


window = MainWindow(look)
window.setGeometry(0, 0, 1270, 740)
window.show()
window.show_dossier(Bridge(Desk.open(DOSSIER), window))
until("the session page is seen", lambda: window.current is not None and window.current.objectName() == "sessionPage")
editor = window.page("session").capture.editor
screens = window.screens


def typed(words: str) -> bool:
    """Type the words from outside the program, and wait until they stand in the capture line."""
    subprocess.run(["xdotool", "type", "--delay", "5", words], check=True)
    until(f"{words} is in the line", lambda: editor.toPlainText().endswith(words))
    return editor.hasFocus() and app.activeWindow() is window


def key(name: str) -> None:
    """Press a key from outside the program."""
    subprocess.run(["xdotool", "key", name], check=True)


def press(button: QWidget) -> None:
    """Press a button of another window with the mouse, from outside the program."""
    at = button.mapToGlobal(QPoint(button.width() // 2, button.height() // 2))
    subprocess.run(["xdotool", "mousemove", str(at.x()), str(at.y()), "click", "1"], check=True)


def wall_at() -> list[int]:
    """Where the wall is: left, top, width, height."""
    assert screens.wall is not None
    at = screens.wall.frameGeometry()
    return [at.x(), at.y(), at.width(), at.height()]


window.activateWindow()
editor.setFocus()
until("the desk has the keyboard", lambda: editor.hasFocus() and app.activeWindow() is window)
saw["typed before"] = typed("one")
key("ctrl+F7")
until("the wall is open", lambda: screens.wall is not None and wall_at() == [1280, 0, 1280, 800])
saw["wall"] = wall_at()
saw["typed while it opens"] = typed("two")
key("F6")
until("the wall is frozen", lambda: screens.showing.frozen)
saw["typed while frozen"] = typed("three")
key("F8")
until("the wall is blank", lambda: screens.showing.is_blank)
key("F7")
until("the wall is live", lambda: not screens.showing.is_blank and not screens.showing.frozen)
saw["typed after blank and show"] = typed("four")

run(*UNPLUG)
until("the wall is gone", lambda: screens.wall is None)
saw["words when unplugged"] = window.messages.banner.accessibleName()
saw["strip when unplugged"] = screens.words
saw["typed while unplugged"] = typed("five")
run(*RIGHT)
until("the wall is back", lambda: screens.wall is not None and wall_at() == [1280, 0, 1280, 800])
saw["wall after replug"] = wall_at()
saw["view after replug"] = screens.wall.face.view.label
saw["typed after replug"] = typed("six")

run(*UNPLUG)
until("the wall is gone again", lambda: screens.wall is None)
key("ctrl+F7")
until("nobody waits for the screen", lambda: not screens.screen.awaited)
key("ctrl+F7")
until("the wall is a window", lambda: screens.wall is not None and screens.wall.isVisible())
saw["full screen without the projector"] = screens.wall.isFullScreen()
run(*RIGHT)
until("the wall fills its screen", lambda: screens.wall is not None and wall_at() == [1280, 0, 1280, 800])
saw["screens in the menu"] = [action.text() for action in screens.menu.actions()]

key("ctrl+F6")
until("the chair's view is open", lambda: screens.chair is not None and screens.chair.isVisible())
screens.chair.move(300, 0)
until("it has been drawn", lambda: screens.chair.windowHandle().isExposed())
saw["typed beside the chair's view"] = typed("seven")
before = running(window.bridge.record)
press(screens.chair.findChild(QPushButton, "chairNext"))
until("the next has the floor", lambda: running(window.bridge.record) != before)
saw["typed after the chair pressed"] = typed("eight")
saw["line"] = editor.toPlainText()
sys.stdout.write(json.dumps(saw))
editor.clear()
window.close()
manager.terminate()
manager.wait()

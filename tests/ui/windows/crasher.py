"""A child that runs the whole program and lets it go wrong, and says on standard output what the person is told.

Arguments: the folder of the settings, what goes wrong (slot, job, desk, thread, hard, kill, nothing), the dossier if any.
"""

import builtins
import faulthandler
import os
import signal
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QGuiApplication

from hisrg_desktop import app as program
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.text.numbers import find_place

SECRET = "words that are nobody's business"


class Broken(Act):
    """Do something impossible."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        raise LookupError(SECRET)


def fail(*_: object) -> None:
    raise LookupError(SECRET)


class Hand:
    """Waits for the window, lets it go wrong, and looks at what it says."""

    def __init__(self, app: program.App, wrong: str) -> None:
        self._app, self._wrong = app, wrong
        self._timer = QTimer(interval=50)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._done = False

    def _look(self) -> None:
        window = self._app.window
        if not self._done:
            if window.current is not None and window.messages._work.isHidden():
                self._done = True
                self._go_wrong()
            return
        banner = window.messages.banner
        if banner.isVisible():
            say("says", banner.accessibleName())
            say("page", window.current.objectName())
            say("looked", window.page("session").looked)
            window.messages.carry_out()
            say("copied", QGuiApplication.clipboard().text())
            say("made elsewhere", " ".join(MADE_ELSEWHERE))
            self._timer.stop()
            window.close()
            QGuiApplication.quit()

    def _go_wrong(self) -> None:
        window = self._app.window
        bridge = window.bridge
        if self._wrong == "slot":
            QTimer.singleShot(0, fail)
        elif self._wrong == "job":
            bridge.run(fail)
        elif self._wrong == "desk":
            bridge.do(Broken())
        elif self._wrong == "thread":
            threading.Thread(target=fail, name="a worker").start()
        elif self._wrong in ("hard", "kill"):
            page = window.page("session")
            page.look_at(find_place(page.record, "2.9").provision)
            window.go("decisions")
            say("left", page.looked)
            self._app.keeper.look()
            if self._wrong == "hard":
                faulthandler._sigsegv()
            os.kill(os.getpid(), signal.SIGKILL)


def say(name: str, words: object) -> None:
    sys.stdout.write(f"{name}\t{str(words).encode().hex()}\n")
    sys.stdout.flush()


MADE_ELSEWHERE: list[str] = []
"""Classes of Qt's that came to be on another thread than the windows'."""


def watch_classes() -> None:
    """Note each class of Qt's that comes to be beside the windows' thread."""
    build = builtins.__build_class__

    def built(body: object, name: str, *bases: object, **more: object) -> object:
        made = build(body, name, *bases, **more)
        if threading.current_thread() is not threading.main_thread() and issubclass(made, QObject):
            MADE_ELSEWHERE.append(name)
        return made

    builtins.__build_class__ = built


def main() -> None:
    watch_classes()
    settings, wrong, *dossier = sys.argv[1:]
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    made = program.App.__init__

    def with_a_hand(app: program.App, *given: object) -> None:
        made(app, *given)
        app.hand = Hand(app, wrong)

    program.App.__init__ = with_a_hand
    program.main([str(Path(path)) for path in dossier])


if __name__ == "__main__":
    main()

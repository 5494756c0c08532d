"""A child that types into the real window until it is killed, and says on standard output what it has typed.

Arguments: the dossier, the seed. A line ``k TIME LINE CHARACTERS`` for each key that the window has taken, on the
monotonic clock; ``a ENTRY`` for each entry acknowledged; ``ready`` when the window is there.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow

LINES = [
    f"Point number {n}: the notice should reach the registry {n} days before the working is opened, and not after."
    for n in range(1, 200)
]


class Typist:
    """Types one key after the other, at a pace that varies."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)
        self._line = self._char = 0
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._key)

    def start(self) -> None:
        self._timer.start(0)

    def _key(self) -> None:
        editor = self._window.page("session").capture.editor
        line = LINES[self._line]
        if self._char < len(line):
            QTest.keyClicks(editor, line[self._char])
            self._char += 1
        else:
            QTest.keyClicks(editor, "\r")
            self._line, self._char = self._line + 1, 0
        say(f"k {time.monotonic():.6f} {self._line} {self._char}")
        self._timer.start(self._chance.choice((0, 1, 2, 5, 12, 25)))


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def heard(news: object) -> None:
    say(f"a {news.entry.number}")


def main() -> None:
    application = QApplication(sys.argv[:1])
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    bridge = Bridge(Desk.open(Path(sys.argv[1]), program="typist"), window)
    window.show_dossier(bridge)
    bridge.news.connect(heard)
    typist = Typist(window, int(sys.argv[2]))
    say("ready")
    typist.start()
    application.exec()


if __name__ == "__main__":
    main()

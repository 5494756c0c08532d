"""A child that prepares a decision in the real window and declares it, until it is killed; it says what it has done.

Arguments: the dossier, the seed. A line ``k TIME CHARACTERS`` for each key of the words to be read out that the window
has taken, ``asked TIME`` when the decision is declared, ``a ENTRY`` when it is acknowledged; ``ready`` at the beginning.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow
from tests.meetings.typist import say

PLACE = "2.9"
WORDS = "The Group takes note of the report on tethers and comes back to the number of reviewers on the last day."


class Decider:
    """Opens the form, writes the words over those prepared, and declares."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)
        self._char = 0
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._key)

    def start(self) -> None:
        page = self._window.page("session")
        page.look_at(find_place(page.record, PLACE).provision)
        page.deciding.card_declare("")
        page.deciding.form.words.selectAll()
        self._timer.start(0)

    def _key(self) -> None:
        deciding = self._window.page("session").deciding
        if self._char < len(WORDS):
            QTest.keyClicks(deciding.form.words, WORDS[self._char])
            self._char += 1
            say(f"k {time.monotonic():.6f} {self._char}")
            self._timer.start(self._chance.choice((0, 2, 5, 12)))
        else:
            self._window.menus.actions["activate"].trigger()
            say(f"asked {time.monotonic():.6f}")


def heard(news: object) -> None:
    say(f"a {news.entry.number}")


def main() -> None:
    application = QApplication(sys.argv[:1])
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    bridge = Bridge(Desk.open(Path(sys.argv[1]), program="decider"), window)
    window.show_dossier(bridge)
    bridge.news.connect(heard)
    decider = Decider(window, int(sys.argv[2]))
    say("ready")
    decider.start()
    application.exec()


if __name__ == "__main__":
    main()

"""The real program while a dossier opens, pages are gone to and the look changes. Run as a program by the benchmarks."""

import importlib
import logging
import sys
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.child import say
from hisrg_desktop.ui.collect import Collector
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.watch import Watch
from hisrg_desktop.ui.widgets.rail import PAGES

_OPENING = 6.0
_PAGE = 0.3
_LOOK = 0.9
"""Seconds in which all that follows has happened."""


class Held:
    """The program, and the longest hold since it was last asked."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        look = Look("light")
        look.dress(application)
        self._watch = Watch(application)
        Collector(application)
        # The program as people start it; by name, for nothing here builds on it.
        self.app = importlib.import_module("hisrg_desktop.app").App(look)
        self.app.window.resize(1280, 800)
        self.app.window.show()
        self._watch.start()

    def during(self, seconds: float, *acts: Callable[[], object]) -> float:
        """The longest hold while these are done one after the other, each followed by so many seconds."""
        self._watch.longest = 0.0
        for act in acts:
            act()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                self._application.processEvents()
                # Without this the threads beside the windows would hardly run.
                time.sleep(0.001)
        return self._watch.longest


def main(path: str, pages: tuple[str, ...] = PAGES) -> None:
    """Open the dossier, go to these pages, and say in seconds what was held."""
    logging.disable(logging.WARNING)
    application = QApplication(sys.argv[:1])
    held = Held(application)
    window = held.app.window
    longest = {"opening": held.during(_OPENING, lambda: held.app.open(path)), "pages": 0.0, "theme": 0.0, "zoom": 0.0}
    for page in pages:
        gone = held.during(_PAGE, lambda page=page: window.go(page))  # type: ignore[misc]
        theme = held.during(_LOOK, window.do_dark, window.do_dark)
        zoom = held.during(_LOOK, window.do_larger, window.do_smaller)
        longest = {
            **longest,
            "pages": max(longest["pages"], gone),
            "theme": max(longest["theme"], theme),
            "zoom": max(longest["zoom"], zoom),
        }
    say(**longest)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1], () if "opening" in sys.argv else PAGES)

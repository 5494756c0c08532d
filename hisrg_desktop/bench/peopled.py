"""The real people page with thousands on record: chosen, chosen after news, filtered. Run as a program by the benchmarks."""

import gc
import sys
import time
from pathlib import Path
from statistics import median

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.child import say
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.people.persons import AddPerson
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.collect import Collector
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import lists
from hisrg_desktop.ui.people.page import PeoplePage
from hisrg_desktop.ui.windows.main import MainWindow

TYPED = ("reznik", "trading house 3", "van der wiel 1")
_ROUNDS = 5
_WARM = 6_000
"""Milliseconds in which all pages are made, after the dossier is opened."""


def main(path: Path) -> None:
    """Measure, and say it in seconds."""
    application = QApplication(sys.argv[:1])
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    window.show_dossier(Bridge(Desk.open(path, program="bench"), window))
    Collector(application)
    QTest.qWait(_WARM)
    gc.freeze()
    chosen = [_chosen(window) for _ in range(_ROUNDS)]
    changed = [_changed(window, number) for number in range(_ROUNDS)]
    typed = _typed(window)
    say(chosen=median(chosen), changed=median(changed), filter=median(typed), longest=max(typed))
    window.close()


def _chosen(window: MainWindow) -> float:
    """Seconds from choosing the page to its picture."""
    window.go("journal")
    QTest.qWait(100)
    return _chosen_now(window)


def _changed(window: MainWindow, number: int) -> float:
    """The same where somebody was added while another page was seen."""
    window.go("journal")
    assert window.bridge is not None
    window.bridge.desk.do(AddPerson(name=f"Newcomer {number}")).result()
    QTest.qWait(200)
    return _chosen_now(window)


def _chosen_now(window: MainWindow) -> float:
    began = time.perf_counter()
    window.go("people")
    window.repaint()
    return time.perf_counter() - began


def _typed(window: MainWindow) -> list[float]:
    """Seconds from each letter to the picture of the list of everybody."""
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    page.tabs.setCurrentIndex(lists.LISTS.index("all"))
    taken = []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            began = time.perf_counter()
            page.filter.setText(words[:length])
            page.names.viewport().repaint()
            taken.append(time.perf_counter() - began)
            QTest.qWait(10)
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]))

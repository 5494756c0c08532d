"""The real comments page while somebody types a filter. Run as a program by the benchmarks."""

import gc
import sys
import time
from pathlib import Path
from statistics import median

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.child import say
from hisrg_desktop.bench.window import window_on
from hisrg_desktop.ui.comments.page import CommentsPage
from hisrg_desktop.ui.windows.main import MainWindow

TYPED = ("safety zone", "state:open class:member", "harbour point 4711", "place:3.1 the")


def main(path: Path) -> None:
    """Measure, and say it in seconds."""
    application = QApplication(sys.argv[:1])
    window = window_on(application, path)
    window.go("comments")
    gc.freeze()
    QTest.qWait(500)
    taken = _typed(window)
    say(key=median(taken), longest=max(taken))
    window.close()


def _typed(window: MainWindow) -> list[float]:
    """Seconds from the end of the pause after each letter to the picture of the table."""
    page = window.page("comments")
    assert isinstance(page, CommentsPage)
    taken = []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            page.filter.setText(words[:length])
            began = time.perf_counter()
            page.show_matching()
            page.table.viewport().repaint()
            taken.append(time.perf_counter() - began)
            QTest.qWait(10)
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]))

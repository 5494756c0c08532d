"""The real window while somebody types and comments come in. Run as a program by the benchmarks."""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from hisrg_desktop.bench.child import resident, say
from hisrg_desktop.bench.window import window_on
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.watch import Watch

KEYS = 300
TAKEN_DOWN = 200
PLACES = 25
WORDS = "the operator should inform the registry and the harbour authority without delay of "


class Painted(QObject):
    """Notes when the line was last painted."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self.count = 0
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the pictures."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return super().eventFilter(watched, event)


class Typing:
    """A window with a dossier, and what is done in it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        self._application = application
        self.window = window_on(application, path)
        assert self.window.bridge is not None
        self._desk = self.window.bridge.desk
        self.window.go("session")
        gc.freeze()  # the collector leaves alone what was loaded
        editor = self.window.findChild(QPlainTextEdit, "sessionCaptureLine")
        assert isinstance(editor, QPlainTextEdit)
        self._editor = editor
        self._painted = Painted(editor)
        self.settle(0.5)

    def settle(self, seconds: float) -> None:
        """Let the window do what it has to do."""
        QTest.qWait(int(seconds * 1000))

    def keys(self) -> list[float]:
        """Seconds from each key to its picture. The keys come at the pace of fast typing."""
        taken = []
        for number in range(KEYS):
            seen, began = self._painted.count, time.perf_counter()
            QTest.keyClicks(self._editor, WORDS[number % len(WORDS)])
            self.until(lambda seen=seen: self._painted.count > seen)  # type: ignore[misc]
            taken.append(time.perf_counter() - began)
            QTest.qWait(25)
        self._editor.clear()
        return taken

    def until(self, done: Callable[[], bool]) -> None:
        """Run the event loop until this is so."""
        while not done():
            self._application.processEvents()

    def taking_down(self) -> list[float]:
        """For how long the event loop was held, each time it was held longer than two milliseconds, while words came in."""
        watch = Watch(self._application, 0.002)
        entries = len(self._desk.entries)
        watch.start()
        for number in range(TAKEN_DOWN):
            answer = self._desk.do(TakeDown(text=f"{WORDS}matter {number}.", provision=self._place()))
            self.until(answer.done)
            QTest.qWait(10)
        assert len(self._desk.entries) == entries + TAKEN_DOWN
        self.settle(0.1)
        watch.stop()
        return watch.held

    def _place(self) -> str:
        return next(iter(self._desk.record.all(Provision)))

    def switching(self) -> list[float]:
        """Seconds from looking at a provision to its picture."""
        page = self.window.page("session")
        taken = []
        for key in list(self._desk.record.all(Provision))[:PLACES]:
            began = time.perf_counter()
            page.select(key)
            self._application.processEvents()
            self.window.repaint()
            taken.append(time.perf_counter() - began)
            self.settle(0.02)
        return taken


def main(path: Path) -> None:
    """Measure, and say it in seconds."""
    import logging

    logging.disable(logging.WARNING)
    application = QApplication(sys.argv[:1])
    typing = Typing(application, path)
    keys = typing.keys()
    switching = typing.switching()
    held = typing.taking_down() or [0.0]
    say(
        key=median(keys),
        key99=quantiles(keys, n=100)[98],
        switch=median(switching),
        switch_longest=max(switching),
        held=max(held),
        held_often=median(held),
        resident=resident(),
    )
    typing.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

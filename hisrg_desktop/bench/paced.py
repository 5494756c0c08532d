"""The debate typed into the real window at a typist's pace, while documents are made. Run as a program by the benchmarks.

Arguments: the dossier on the eve of the meeting, and for how many minutes to type.
"""

import gc
import logging
import os
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from hisrg_desktop.bench.child import say
from hisrg_desktop.bench.script import read_script
from hisrg_desktop.bench.secretary import Play, Secretary
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.exports import Options
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.collect import Collector
from hisrg_desktop.ui.documents.giving import Given, GivingOut
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.watch import Watch
from hisrg_desktop.ui.windows.main import MainWindow

WORDS_A_MINUTE = 80
_KEY = 60 / (WORDS_A_MINUTE * 6)
"""Seconds from key to key: a word is five letters and the blank after it."""
_ACT = 0.4
"""Seconds in which the secretary looks up after a key that does something."""
_SETTLED = 3.0
"""Seconds after which the window has made all its pages."""
_KINDS = ("redline", "minutes")


class Glyphs(QObject):
    """How long each letter took from the moment the key was due to the end of the painting that shows it."""

    _SHOWN: ClassVar = QEvent.Type(QEvent.registerEventType())

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self.seconds: list[float] = []
        self._waiting: list[float] = []
        editor.viewport().installEventFilter(self)

    def struck(self, due: float) -> None:
        """A key was due at this moment and has put a letter into the line."""
        self._waiting.append(due)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the line is painted, come back as soon as the painting has ended."""
        if event.type() == QEvent.Type.Paint and self._waiting:
            QCoreApplication.postEvent(self, QEvent(self._SHOWN), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """The letters that waited are seen now."""
        if event.type() == self._SHOWN:
            now = time.perf_counter()
            self.seconds += [now - due for due in self._waiting]
            self._waiting.clear()
            return True
        return super().event(event)


class Work(QObject):
    """How long the windows' own thread computed at most between two beats: what is left of a hold on a quiet machine."""

    _EVERY = 10

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(self._EVERY)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Exports:
    """Makes a redline and the minutes in turn, as the Documents page does, one after the other without end."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._giving = GivingOut.of(bridge)
        self._giving.written.connect(self._again)
        self.made = 0

    def start(self) -> None:
        """Make the first, and each next one when the last is there."""
        kind = _KINDS[self.made % len(_KINDS)]
        self._giving.give(kind, Options(), self._bridge.desk.path.with_name(f"{kind}.docx"))

    def _again(self, given: object) -> None:
        assert isinstance(given, Given)
        self.made += 1
        self.start()


class Typist(QObject):
    """Plays the script key by key at a typist's pace."""

    def __init__(self, application: QApplication, path: Path, minutes: float) -> None:
        super().__init__()
        self._application = application
        look = Look("light")
        look.dress(application)
        self.window = MainWindow(look)
        self.window.resize(1280, 800)
        self.window.show()
        self.bridge = Bridge(Desk.open(path, program="bench"), self.window)
        self.window.show_dossier(self.bridge)
        self.window.activateWindow()
        # As the program has it: the collector runs between events, and not over what was loaded.
        Collector(application)
        gc.freeze()
        self.watch = Watch(application, 0.002)
        self.exports = Exports(self.bridge)
        self._minutes = minutes
        self._chance = random.Random(80)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._strike)
        QTimer.singleShot(int(_SETTLED * 1000), self, self._begin)

    def _begin(self) -> None:
        editor = self.window.findChild(QPlainTextEdit, "sessionCaptureLine")
        assert isinstance(editor, QPlainTextEdit)
        self._editor = editor
        self.glyphs = Glyphs(editor)
        self._secretary = Secretary(self.window)
        self._play: Play = self._all()
        self.watch.start()
        self.work = Work(self)
        self.exports.start()
        self.began = self._due = time.perf_counter()
        self._timer.start(0)

    def _all(self) -> Play:
        yield from self._secretary.key("wall")
        yield from self._secretary.play(read_script(shipped("meetings/debate.txt")))

    def _strike(self) -> None:
        before = self._editor.document().characterCount()
        pause = next(self._play, None)
        if self._editor.hasFocus() and self._editor.document().characterCount() == before + 1:
            self.glyphs.struck(self._due)
        self.lasted = time.perf_counter() - self.began
        if pause is None or self.lasted > self._minutes * 60:
            QTimer.singleShot(300, self, self._end)
            return
        seconds = _KEY * self._chance.uniform(0.5, 1.5) + (_ACT if pause == "act" else 0)
        # A person whose window was held goes on from where they are, and does not make good for it.
        wait = int(seconds * 1000)
        self._due = time.perf_counter() + wait / 1000
        self._timer.start(wait)

    def _end(self) -> None:
        self.watch.stop()
        self._application.quit()


def main(path: Path, minutes: float) -> None:
    """Measure, and say it in seconds."""
    logging.disable(logging.WARNING)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(list(os.sched_getaffinity(0))[:2]))
    application = QApplication(sys.argv[:1])
    typist = Typist(application, path, minutes)
    application.exec()
    keys = typist.glyphs.seconds
    say(
        key=median(keys),
        key99=quantiles(keys, n=100)[98],
        longest=max(keys),
        keys=len(keys),
        held=typist.watch.longest,
        worked=typist.work.longest,
        exports=typist.exports.made,
        lasted=typist.lasted,
    )
    typist.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))

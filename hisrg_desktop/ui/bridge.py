"""The windows' side of the desk: acts go out, answers and news come in on the windows' own thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk, News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.order import OutOfOrder
    from hisrg_desktop.meeting.record import Record

Heard = Callable[[Any], None]
_TURN = 0.0001
"""Seconds after which a thread that works long lets the windows' thread have its turn."""


class Stopped(Exception):
    """The person does not want the result of this work any more."""


class Progress:
    """What long work says about how far it is, and how it hears that it is not wanted any more."""

    def __init__(self, told: Callable[[float, str], None]) -> None:
        self._told = told
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ask the work to end."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether the work was asked to end."""
        return self._stopped.is_set()

    def __call__(self, part: float, words: str = "") -> None:
        """Say how far the work is, between 0 and 1; raises `Stopped` where it is not wanted any more."""
        if self.stopped:
            raise Stopped
        self._told(part, words)


class Bridge(QObject):
    """The desk as windows see it.

    Signals:
        news: an entry was made; carries the `News`.
        refused: an act was out of order; carries the `OutOfOrder`.
        failed: the machine let us down; carries a sentence.
        progress: how far long work is, between 0 and 1, and what it is doing.
        busy: whether long work is under way.
        disk_full: whether the dossier's disk is full.
    """

    news = Signal(object)
    refused = Signal(object)
    failed = Signal(str)
    progress = Signal(float, str)
    busy = Signal(bool)
    disk_full = Signal(bool)
    _heard = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One key is painted in several calls, and each would wait for a turn of Python's usual five milliseconds.
        sys.setswitchinterval(_TURN)
        self.desk = desk
        self.record: Record = desk.record
        self.undoable = desk.undoable
        self._unfinished = {kept.slot: kept.text for kept in desk.kept()}
        self._heard.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._workers = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._job: Progress | None = None
        self._left = False
        desk.listen(self._listen)
        desk.notes.trouble = self._trouble
        desk.space.changed = self.disk_full.emit

    @property
    def now(self) -> datetime:
        """The time of the meeting."""
        return self.desk.now()

    def do(
        self,
        act: Act,
        *,
        scratch: str = "",
        then: Heard | None = None,
        otherwise: Heard | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Do an act; `then` hears the news of it, `otherwise` what spoke against it."""
        self.then(self.desk.do(act, scratch=scratch, files=files), then, otherwise)

    def undo(self, number: int | None = None) -> None:
        """Take back the last act, or the entry with this number."""
        self.then(self.desk.undo(number=number))

    def redo(self) -> None:
        """Do again what was last taken back."""
        self.then(self.desk.redo())

    def run(
        self, work: Callable[[Progress], Any], then: Heard | None = None, otherwise: Heard | None = None
    ) -> Progress:
        """Run long work on a thread of its own; answers are heard on the windows' thread."""
        progress = Progress(self.progress.emit)
        self._job = progress
        self.busy.emit(True)
        future = self._workers.submit(work, progress)
        self.then(future, then, otherwise)
        self.then(future, self._ended, self._ended)
        return progress

    def stop(self) -> None:
        """Ask the long work under way to end."""
        if self._job:
            self._job.stop()

    def then(self, answer: Future[Any], then: Heard | None = None, otherwise: Heard | None = None) -> None:
        """Hear an answer on the windows' thread."""

        def tell(done: Future[Any]) -> None:
            fault = done.exception()
            if fault is None:
                self._heard.emit(then, done.result())
            else:
                self._heard.emit(otherwise or self.object_to, fault)

        answer.add_done_callback(tell)

    def keep(self, slot: str, text: str) -> None:
        """Keep unfinished words; empty words forget the slot."""
        self._unfinished[slot] = text
        self.desk.notes.keep(slot, text)

    def unfinished(self, slot: str) -> str:
        """The words kept under a slot, also those from before the program was started; empty where there are none."""
        return self._unfinished.get(slot, "")

    def retire(self) -> None:
        """Hear nothing any more; the desk goes on with another bridge."""
        self._left = True
        self.stop()
        self._workers.shutdown(wait=True, cancel_futures=True)
        self.desk.stop_listening(self._listen)

    def close(self) -> None:
        """Put the last words on disk and give the dossier back; what is still heard of it reaches nobody."""
        self._left = True
        self.stop()
        self._workers.shutdown(wait=True, cancel_futures=True)
        self.desk.close()

    def _listen(self, news: News) -> None:
        self._heard.emit(self._told, news)

    def _told(self, news: News) -> None:
        self.record = news.record
        self.undoable = news.undoable
        self.news.emit(news)

    def _trouble(self, fault: OSError | OutOfOrder) -> None:
        self._heard.emit(self.object_to, fault)

    def _ended(self, _: object) -> None:
        self._job = None
        self.busy.emit(False)

    def _answer(self, heard: Heard | None, answer: object) -> None:
        if heard is not None and not self._left:
            heard(answer)

    def object_to(self, fault: object) -> None:
        """Tell what spoke against something; our own mistakes rise to the crash report."""
        from hisrg_desktop.meeting.order import OutOfOrder

        if isinstance(fault, OutOfOrder):
            self.refused.emit(fault)
        elif isinstance(fault, OSError):
            self.failed.emit(sentence_of(fault))
        elif isinstance(fault, BaseException) and not isinstance(fault, Stopped):
            raise fault


def sentence_of(fault: OSError) -> str:
    """What the machine's failure means, as one sentence."""
    words = fault.strerror or str(fault)
    name = str(fault.filename).rsplit("/", 1)[-1] if fault.filename else ""
    return words if not name or name in words else f"{name}: {words}"

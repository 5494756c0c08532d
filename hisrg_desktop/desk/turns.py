"""The one thread of a desk: it holds the ledger, and does what is asked of it one after the other."""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.store.ledger import Ledger

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Turns:
    """What is asked of the ledger of a dossier, done in turn by one thread, which alone opens and closes it."""

    def __init__(self, dossier: str) -> None:
        self._dossier = dossier
        self._asked: queue.SimpleQueue[Callable[[Ledger], None] | None] = queue.SimpleQueue()
        self._closed = False
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, open_ledger: Callable[[], Ledger], first: Callable[[Ledger], None]) -> Future[None]:
        """Open the ledger, which is waited for, and raise what stops that; the answer comes when the first turn is done."""
        there: Future[None] = Future()
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(open_ledger, first, there, ready), name="desk", daemon=True
        )
        self._thread.start()
        there.result()
        return ready

    def take(self, work: Callable[[Ledger], T]) -> Future[T]:
        """Do this in its turn; refused once the dossier has been given back, as nobody would ever answer."""
        answer: Future[T] = Future()

        def turn(ledger: Ledger) -> None:
            answer_with(answer, lambda: work(ledger))

        with self._guard:
            if not self._closed:
                self._asked.put(turn)
                return answer
        answer.set_exception(OutOfOrder(f"{self._dossier} has been closed."))
        return answer

    def end(self) -> None:
        """Do what was asked before, take nothing more, and close the ledger."""
        with self._guard:
            self._closed = True
            self._asked.put(None)
        if self._thread is not None:
            self._thread.join()

    def _run(
        self,
        open_ledger: Callable[[], Ledger],
        first: Callable[[Ledger], None],
        there: Future[None],
        ready: Future[None],
    ) -> None:
        try:
            ledger = open_ledger()
        except BaseException as fault:  # noqa: BLE001 - whatever stops the opening is told to the one who opens
            there.set_exception(fault)
            return
        there.set_result(None)
        try:
            answer_with(ready, lambda: first(ledger))
            while (turn := self._asked.get()) is not None:
                turn(ledger)
        finally:
            ledger.close()


def answer_with(answer: Future[T], work: Callable[[], T]) -> None:
    """Put the result of the work, or whatever it raised, into the answer; what was cancelled is not begun."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as fault:  # noqa: BLE001 - told to whoever asked; the desk goes on
        if not isinstance(fault, OutOfOrder | OSError):
            _log.exception("the desk failed")
        answer.set_exception(fault)
    else:
        answer.set_result(result)

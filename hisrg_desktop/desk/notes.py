"""Unfinished words: kept as they are typed by a thread of their own, offered again after a crash."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.store.scratch import Kept, Scratch

_log = logging.getLogger(__name__)


class Notes:
    """The unfinished words of a dossier by slot. `keep` returns at once; `trouble` is called if the disk fails."""

    def __init__(self, scratch: Scratch, became: Iterable[str]) -> None:
        self._scratch = scratch
        there = scratch.all()
        done = set(became)
        self.found = [kept for kept in there if kept.text and kept.ticket not in done]
        # A serial that an entry carries is never given again: words typed under it would count as taken down.
        self._serials = _highest([*done, *(kept.ticket for kept in there)])
        self._waiting: queue.SimpleQueue[Kept | Callable[[], None] | None] = queue.SimpleQueue()
        self.trouble: Callable[[OSError | Unreadable], None] = lambda fault: _log.error("scratch: %s", fault)
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="scratch", daemon=True)
        self._thread.start()

    def keep(self, slot: str, text: str) -> None:
        """Keep the words of a slot; empty words forget it."""
        with self._guard:  # in one step with the queue, so that an older state never comes after a newer one
            serial = self._serials[slot] = self._serials.get(slot, 0) + 1
            self._waiting.put(Kept(slot, serial, clean(text)))

    def ticket(self, slot: str) -> str:
        """What the entry made of this slot's words carries."""
        with self._guard:
            return f"{slot}:{self._serials.get(slot, 0)}"

    def became(self, ticket: str) -> None:
        """Forget the words that became an entry, unless newer ones were typed since."""
        slot, _, serial = ticket.rpartition(":")
        with self._guard:
            newer = self._serials.get(slot, 0) != int(serial)
        if not newer:
            self._waiting.put(Kept(slot, int(serial), ""))

    def settle(self) -> None:
        """Wait until everything kept so far is on disk."""
        done = threading.Event()
        self._waiting.put(done.set)
        done.wait()

    def _run(self) -> None:
        while (next_one := self._waiting.get()) is not None:
            if callable(next_one):
                next_one()
                continue
            try:
                self._scratch.keep(next_one)
            except (OSError, Unreadable) as fault:
                self.trouble(fault)

    def close(self) -> None:
        """Put what waits on disk and close the file."""
        self._waiting.put(None)
        self._thread.join()
        self._scratch.close()


def _highest(tickets: Iterable[str]) -> dict[str, int]:
    """The highest serial of each slot among these tickets."""
    highest: dict[str, int] = {}
    for ticket in tickets:
        slot, _, serial = ticket.rpartition(":")
        highest[slot] = max(highest.get(slot, 0), int(serial))
    return highest

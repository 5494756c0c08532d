"""Unfinished words: kept as they are typed by a thread of their own, offered again after a crash."""

import errno
import logging
import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress

from hisrg_desktop.desk.space import Space
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.store.scratch import Kept, Scratch

_log = logging.getLogger(__name__)

AGAIN = 1.0
"""Seconds after which words that could not be put on disk are tried again."""


class Notes:
    """The unfinished words of a dossier by slot.

    `keep` returns at once. If the disk fails `trouble` is called once, the words stay in memory, are put on another
    disk where there is one, and tried again until they are on disk.
    """

    def __init__(self, scratch: Scratch, became: Iterable[str], space: Space | None = None) -> None:
        self._scratch = scratch
        self._space = space
        self._unsaved: dict[str, Kept] = {}
        there = {kept.slot: kept for kept in scratch.all()}
        for kept in scratch.left_elsewhere():
            if kept.slot not in there or kept.serial > there[kept.slot].serial:
                there[kept.slot] = self._unsaved[kept.slot] = kept
        self._done = set(became)
        self._there = there
        # A serial that an entry carries is never given again: words typed under it would count as taken down.
        self._serials = _highest([*self._done, *(kept.ticket for kept in there.values())])
        self._waiting: queue.SimpleQueue[Kept | Callable[[], None] | None] = queue.SimpleQueue()
        self.trouble: Callable[[OSError | Unreadable], None] = lambda fault: _log.error("scratch: %s", fault)
        self._told = False
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="scratch", daemon=True)
        self._thread.start()

    def keep(self, slot: str, text: str) -> None:
        """Keep the words of a slot; empty words forget it."""
        with self._guard:  # in one step with the queue, so that an older state never comes after a newer one
            self._take(slot, text)

    def _take(self, slot: str, text: str) -> None:
        serial = self._serials[slot] = self._serials.get(slot, 0) + 1
        self._there[slot] = kept = Kept(slot, serial, clean(text))
        self._waiting.put(kept)

    @property
    def found(self) -> list[Kept]:
        """The words that have become no entry, by slot."""
        with self._guard:
            there = sorted(self._there.items())
            return [kept for _, kept in there if kept.text and kept.ticket not in self._done]

    def ticket(self, slot: str) -> str:
        """What the entry made of this slot's words carries."""
        with self._guard:
            return f"{slot}:{self._serials.get(slot, 0)}"

    def became(self, ticket: str) -> None:
        """Forget the words that became an entry, unless newer ones were typed since."""
        slot, _, serial = ticket.rpartition(":")
        with self._guard:
            self._done.add(ticket)
            newer = self._serials.get(slot, 0) != int(serial)
            if not newer:
                self._there.pop(slot, None)
        if not newer:
            self._waiting.put(Kept(slot, int(serial), ""))

    def settle(self) -> None:
        """Wait until everything kept so far is on disk, or was found to fail."""
        done = threading.Event()
        self._waiting.put(done.set)
        done.wait()

    def reword(self, change: Callable[[str], str]) -> None:
        """Give the unfinished words other words, and wait until they are on disk."""
        for kept in self.found:
            if (words := change(kept.text)) != kept.text:
                with self._guard:
                    if self._there.get(kept.slot) is kept:  # what was typed meanwhile stands
                        self._take(kept.slot, words)
        self.settle()

    def sweep(self) -> None:
        """Leave nothing on disk of words that were there before; `OSError` where that fails."""
        answer: Future[None] = Future()

        def work() -> None:
            try:
                self._scratch.sweep()
            except (OSError, Unreadable) as fault:
                answer.set_exception(fault)
            else:
                answer.set_result(None)

        self._waiting.put(work)
        answer.result()

    def watch_the_disk(self) -> None:
        """Look from now on whether there is room again; the reserve has been given up."""
        self._waiting.put(lambda: None)

    # --- the thread that writes ------------------------------------------------------------------------------------

    def _run(self) -> None:
        if self._space:
            self._space.lay()
        self._try_again()
        while (next_one := self._next()) is not None:
            if callable(next_one):
                next_one()
            else:
                self._put(next_one)
        self._try_again()

    def _next(self) -> Kept | Callable[[], None] | None:
        """What waits; while the disk is in trouble, what is still to be saved is tried again meanwhile."""
        while True:
            try:
                return self._waiting.get(timeout=AGAIN if self._in_trouble() else None)
            except queue.Empty:
                if self._space:
                    self._space.look()
                self._try_again()

    def _in_trouble(self) -> bool:
        return bool(self._unsaved) or (self._space is not None and self._space.full)

    def _put(self, kept: Kept) -> None:
        try:
            self._keep(kept)
        except (OSError, Unreadable) as fault:
            self._unsaved[kept.slot] = kept
            # On a full disk these words still find a place on another one, where there is another.
            with suppress(OSError, Unreadable):
                self._scratch.keep_elsewhere(kept)
            self._tell(fault)
        else:
            self._unsaved.pop(kept.slot, None)
            self._try_again()

    def _keep(self, kept: Kept) -> None:
        """On disk; on a full one with the room that the reserve gives back."""
        try:
            self._scratch.keep(kept)
        except OSError as fault:
            if fault.errno != errno.ENOSPC or self._space is None or not self._space.make_room():
                raise
            self._scratch.keep(kept)

    def _try_again(self) -> None:
        for slot, kept in list(self._unsaved.items()):
            try:
                self._keep(kept)
            except (OSError, Unreadable):
                return
            del self._unsaved[slot]
        self._told = False
        self._scratch.clear_elsewhere()

    def _tell(self, fault: OSError | Unreadable) -> None:
        if not self._told:
            self._told = True
            self.trouble(fault)

    def close(self) -> None:
        """Put what waits on disk and close the file."""
        self._waiting.put(None)
        self._thread.join()
        if self._space:
            self._space.leave()
        self._scratch.close()


def _highest(tickets: Iterable[str]) -> dict[str, int]:
    """The highest serial of each slot among these tickets."""
    highest: dict[str, int] = {}
    for ticket in tickets:
        slot, _, serial = ticket.rpartition(":")
        highest[slot] = max(highest.get(slot, 0), int(serial))
    return highest

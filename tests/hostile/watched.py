"""A file and an address that nobody may touch, and a look at how much a process takes."""

import ctypes
import os
import socket
import sys
import threading
from pathlib import Path

WORDS = "words that nobody outside may read"
_OPENED, _READ = 0x20, 0x1
_BUSY_WITHOUT_WAITING = 0o4000


class Canary:
    """A file with words in it and a port that listens: both know whether somebody came."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "canary.txt"
        self.file.write_text(WORDS)
        self._visits: list[str] = []
        self._watch = _watched(self.file)
        self._listens = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._listens.getsockname()[1]}/canary"

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listens.accept()
            except OSError:
                return
            self._visits.append("the port was called")
            caller.close()

    def touched(self) -> list[str]:
        """How it was touched; empty where it was not."""
        if self._watch is not None:
            try:
                if os.read(self._watch, 4_096):
                    self._visits.append("the file was opened")
            except BlockingIOError:
                pass
        return self._visits

    def close(self) -> None:
        """Watch no more."""
        self._listens.shutdown(socket.SHUT_RDWR)
        self._listens.close()
        self._thread.join()
        if self._watch is not None:
            os.close(self._watch)


def _watched(path: Path) -> int | None:
    """What tells when the file is opened, where the system can tell."""
    if sys.platform != "linux":
        return None
    system = ctypes.CDLL(None, use_errno=True)
    watch = system.inotify_init1(_BUSY_WITHOUT_WAITING)
    assert system.inotify_add_watch(watch, os.fsencode(path), _OPENED | _READ) >= 0
    return int(watch)


def resident(process: int) -> int:
    """The bytes of memory that a process and those it started hold now."""
    held = 0
    for one in _tree(process):
        try:
            words = Path(f"/proc/{one}/statm").read_text().split()
        except OSError:
            continue
        held += int(words[1]) * os.sysconf("SC_PAGE_SIZE")
    return held


def _tree(process: int) -> list[int]:
    out = [process]
    for one in out:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                out += map(int, tasks.read_text().split())
            except OSError:
                continue
    return out

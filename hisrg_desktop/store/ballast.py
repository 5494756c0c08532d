"""Ballast: a file beside the dossier that only takes up room, and gives it back when the disk is full."""

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path

SIZE = 4 * 1024 * 1024
"""Bytes held in reserve: some hours of taking down."""


class Ballast:
    """The reserve of one dossier; it lies there only while the dossier is open. Any thread may ask."""

    def __init__(self, dossier: Path, size: int = SIZE) -> None:
        self._file = Path(f"{dossier}-ballast")
        self._size = size
        self._guard = threading.Lock()

    def lay(self) -> bool:
        """Take the room up, where there is twice as much; whether the reserve is there afterwards."""
        with self._guard:
            if self._is_there():
                return True
            try:
                if shutil.disk_usage(self._file.parent).free < 2 * self._size:
                    return False
                self._write()
            except OSError:
                self._remove()
                return False
            return True

    def give_up(self) -> bool:
        """Give the room back; whether there was any to give."""
        with self._guard:
            was = self._is_there()
            self._remove()
            return was

    def _is_there(self) -> bool:
        try:
            return self._file.stat().st_size >= self._size
        except OSError:
            return False

    def _write(self) -> None:
        with self._file.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, self._size)
            else:
                file.write(bytes(self._size))

    def _remove(self) -> None:
        with suppress(OSError):
            self._file.unlink()

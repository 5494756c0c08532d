"""Scratch: words typed but not yet taken down, in a small file of its own so that nothing large delays a key."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from hisrg_desktop.store.connections import in_words


@dataclass(frozen=True, slots=True)
class Kept:
    """Unfinished words: where they were typed, their serial number, the words."""

    slot: str
    serial: int
    text: str

    @property
    def ticket(self) -> str:
        """What an entry carries when these words became it."""
        return f"{self.slot}:{self.serial}"


class Scratch:
    """The scratch file beside a dossier; used by one thread, which writes and only writes here."""

    def __init__(self, dossier: Path) -> None:
        self._path = Path(f"{dossier}-scratch")
        with in_words(self._path):
            self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=2, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("PRAGMA secure_delete=ON")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS scratch (slot TEXT PRIMARY KEY, serial INTEGER NOT NULL, text TEXT NOT NULL)"
            )

    def keep(self, kept: Kept) -> None:
        """Put the words on disk; an older state never replaces a newer one."""
        with in_words(self._path):
            self._connection.execute(
                "INSERT INTO scratch VALUES (?, ?, ?) ON CONFLICT (slot) DO UPDATE SET serial = excluded.serial, "
                "text = excluded.text WHERE excluded.serial >= serial",
                (kept.slot, kept.serial, kept.text),
            )

    def all(self) -> list[Kept]:
        """What is kept, by slot."""
        with in_words(self._path):
            return [
                Kept(*row) for row in self._connection.execute("SELECT slot, serial, text FROM scratch ORDER BY slot")
            ]

    def close(self) -> None:
        """Close the file; when nothing is kept it is removed."""
        with in_words(self._path):
            empty = not any(text for _, _, text in self._connection.execute("SELECT * FROM scratch"))
            self._connection.close()
        if empty:
            self._path.unlink(missing_ok=True)

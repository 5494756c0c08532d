"""Scratch: words typed but not yet taken down, in a small file of its own so that nothing large delays a key."""

import hashlib
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hisrg_desktop.meeting.order import Unreadable
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


_TABLE = "CREATE TABLE IF NOT EXISTS scratch (slot TEXT PRIMARY KEY, serial INTEGER NOT NULL, text TEXT NOT NULL)"
_ALL = "SELECT slot, serial, text FROM scratch ORDER BY slot"


def elsewhere(dossier: Path) -> list[Path]:
    """Where the words of a dossier may be kept on another disk than its own: folders that are there."""
    device = dossier.parent.stat().st_dev
    name = hashlib.sha256(str(dossier.resolve()).encode()).hexdigest()[:16]
    folders = (Path(tempfile.gettempdir()), Path.home())
    return [folder / f".hisrg-{name}" for folder in folders if folder.is_dir() and folder.stat().st_dev != device]


class Scratch:
    """The scratch file beside a dossier; used by one thread, which writes and only writes here."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._path = Path(f"{dossier}-scratch")
        self._other: Scratch | None = None
        try:
            self._connection = self._opened()
        except Unreadable:
            # A damaged scratch file may not keep a meeting from its dossier; it is kept for whoever can read it.
            self._path.replace(f"{self._path}-damaged")
            for beside in ("-wal", "-shm"):
                Path(f"{self._path}{beside}").unlink(missing_ok=True)
            self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        with in_words(self._path):
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=2, check_same_thread=False)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA secure_delete=ON")
                connection.execute(_TABLE)
                connection.execute(_ALL).fetchall()
                return connection
            except sqlite3.Error:
                connection.close()
                raise

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
            return [Kept(*row) for row in self._connection.execute(_ALL)]

    def sweep(self) -> None:
        """Leave nothing in the file but the words that are kept."""
        with in_words(self._path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- on another disk, while this one is full -----------------------------------------------------------------------

    def keep_elsewhere(self, kept: Kept) -> None:
        """Put the words on another disk than the dossier's; OSError where there is none."""
        if self._other is None:
            folder = next(iter(elsewhere(self._dossier)), None)
            if folder is None:
                raise FileNotFoundError(2, "There is no other disk")
            folder.mkdir(mode=0o700, exist_ok=True)
            self._other = Scratch(folder / "words")
        self._other.keep(kept)

    def left_elsewhere(self) -> list[Kept]:
        """What an earlier run left on another disk."""
        found: list[Kept] = []
        for folder in elsewhere(self._dossier):
            if (folder / "words-scratch").exists():
                with suppress(OSError, Unreadable):
                    self._other = Scratch(folder / "words")
                    found += self._other.all()
        return found

    def clear_elsewhere(self) -> None:
        """Remove what is on another disk; it is on the dossier's now."""
        if self._other is not None:
            with suppress(OSError):
                for kept in self._other.all():
                    self._other.keep(Kept(kept.slot, kept.serial, ""))
                self._other.close()
                self._other._path.parent.rmdir()
            self._other = None

    def close(self) -> None:
        """Close the file; when nothing is kept it is removed."""
        if self._other is not None:
            self._other.close()
        with in_words(self._path):
            try:
                empty = not any(kept.text for kept in self.all())
            finally:
                self._connection.close()
        if empty:
            self._path.unlink(missing_ok=True)

"""Connections to the dossier's file: one that writes, others that only read. The file is never opened otherwise."""

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from hisrg_desktop.meeting.order import Unreadable

APPLICATION = 0x48495352
"""SQLite's application_id of a dossier: the letters HISR."""


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.resolve()))}?{mode}"


def _as_tuple(text: str) -> tuple[Any, ...]:
    """A list of a row. Most lists are empty, and reading JSON takes longer than all else about a row."""
    return () if text == "[]" else tuple(json.loads(text))


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, json_deserializer=_as_tuple)

    @event.listens_for(engine, "begin")
    def _(connection: object) -> None:
        connection.exec_driver_sql(begin)  # type: ignore[attr-defined]

    return engine


_WRITER = (
    "PRAGMA journal_mode=WAL",
    # NORMAL would let the last commits vanish on a power cut; a meeting may not lose a sentence.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


def _set(connection: sqlite3.Connection, *settings: str) -> sqlite3.Connection:
    """The connection with these settings; closed where they cannot be made."""
    try:
        for setting in settings:
            connection.execute(setting)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def writing(path: Path, *, create: bool = False) -> Engine:
    """The one connection that writes, which also checkpoints; every transaction takes the write lock at once."""

    def connect() -> sqlite3.Connection:
        mode = "mode=rwc" if create else "mode=rw"
        connection = sqlite3.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=2)
        return _set(connection, *_WRITER)

    # A deferred transaction that begins by reading lets two writers overwrite each other without an error.
    return _engine(connect, "BEGIN IMMEDIATE")


def reading(path: Path) -> Engine:
    """A connection that only reads, beside a window that writes."""
    return _only_reading(path, _mode_of_reading(path))


def for_reading(path: Path) -> sqlite3.Connection:
    """A plain connection that only reads, from which a copy is made."""
    return _read_only(path, _mode_of_reading(path))


def _mode_of_reading(path: Path) -> str:
    # Opened as one that may write, it clears away what SQLite lays beside the file when it is the last to close it.
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return "mode=rw" if writable else _as_it_lies(path)


def glancing(path: Path) -> Engine:
    """A short look at a file that may be anybody's, and is left alone."""
    return _only_reading(path, _as_it_lies(path))


def _as_it_lies(path: Path) -> str:
    # With no write-ahead log beside it nobody writes, and SQLite need lay nothing beside it either.
    return "mode=ro" if Path(f"{path}-wal").exists() else "immutable=1"


def _only_reading(path: Path, mode: str) -> Engine:
    return _engine(lambda: _read_only(path, mode), "BEGIN")


def _read_only(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=2, check_same_thread=False)
    return _set(connection, "PRAGMA query_only=ON")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file or the disk into a sentence that names the file and the reason.

    What we did wrong ourselves (a broken constraint, a closed connection) is no fault of the file and rises as it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fault:
        said = getattr(fault, "orig", None) or fault
        if isinstance(said, _OUR_MISTAKES):
            raise
        raise sentence_for(path, str(said)) from fault


_OUR_MISTAKES = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)


def sentence_for(path: Path, said: str) -> OSError | Unreadable:
    """What a failure of SQLite means: a machine that let us down, or a file that cannot be read."""
    name = path.name
    if "full" in said:
        return OSError(errno.ENOSPC, f"{name}: the disk is full; what was taken down before is safe", str(path))
    if "readonly" in said or "read-only" in said:
        return PermissionError(
            errno.EACCES, f"{name} cannot be written: the file or its folder is read-only", str(path)
        )
    if "locked" in said or "busy" in said:
        return OSError(errno.EBUSY, f"{name} is being written by another program", str(path))
    if "unable to open" in said:
        if not path.exists():
            return FileNotFoundError(errno.ENOENT, f"There is no file {name}", str(path))
        return PermissionError(errno.EACCES, f"{name} cannot be opened in this folder", str(path))
    if "disk I/O" in said:
        return OSError(errno.EIO, f"{name}: the disk did not answer", str(path))
    if "not a database" in said:
        return Unreadable(f"{name} is not a dossier of this program.")
    return Unreadable(f"{name} is damaged and cannot be read ({said}).")

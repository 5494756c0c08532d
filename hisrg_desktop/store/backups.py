"""Backups: whole copies of a dossier, read through before they count, made while the dossier goes on being written."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.store.connections import for_reading, in_words
from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.store.upgrades import keep_copy

KEPT = 20
"""How many backups of a dossier are kept; the oldest go first."""


def folder_of(dossier: Path) -> Path:
    """Where the backups of a dossier lie."""
    return dossier.with_name(f"{dossier.stem}-backups")


def back_up(dossier: Path, name: str) -> Path:
    """A verified copy under this name among the dossier's backups; no copy where it cannot be made or is not whole."""
    folder = folder_of(dossier)
    folder.mkdir(exist_ok=True)
    made = copy_whole(dossier, folder / f"{name}.hisrg")
    thin_out(folder)
    return made


def renew(dossier: Path, name: str) -> list[Path]:
    """One verified backup in the place of all there were; those that could not be removed.

    A backup holds what was erased since. None is removed before there is another.
    """
    made = back_up(dossier, name)
    stayed = []
    for old in sorted(folder_of(dossier).iterdir()):
        if old != made and (old.suffix == ".hisrg" or ".hisrg" in old.suffixes):
            try:
                old.unlink()
            except OSError:
                stayed.append(old)
    return stayed


def copy_whole(dossier: Path, target: Path) -> Path:
    """The dossier as it is at one instant, in another file, written whole or not at all; a file that is there is replaced."""
    part = target.with_name(f".{target.name}.part")
    try:
        with in_words(dossier), closing(for_reading(dossier)) as source:
            keep_copy(source, part)
        _in_one_file(part)
        _refuse_unless_whole(part, target.name)
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    return target


def _in_one_file(part: Path) -> None:
    """Without a write-ahead log, so that a copy is one file and can be carried about."""
    with in_words(part), closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


def _refuse_unless_whole(part: Path, name: str) -> None:
    ledger = Ledger.read(part)
    try:
        wrong = ledger.verify()
    finally:
        ledger.close()
    if wrong:
        raise Unreadable(f"{name}: the copy is not whole ({wrong[0]})")


def _sync_folder(folder: Path) -> None:
    # SQLite has put the copy itself on disk; without this its name may vanish on a power cut. Windows knows no such call.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def thin_out(folder: Path) -> None:
    """Remove the oldest backups beyond those that are kept."""
    there = sorted(folder.glob("*.hisrg"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for old in there[:-KEPT]:
        with suppress(OSError):
            old.unlink()

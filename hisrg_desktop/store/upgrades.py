"""Upgrades: numbered functions that bring an older dossier to the schema of today."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection

from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.store.connections import in_words

Upgrade = Callable[[Connection], None]

VERSION = 1
"""The schema's version, kept as SQLite's user_version."""

UPGRADES: dict[int, Upgrade] = {}
"""By the version they lead to: what turns the version before into it."""


def upgrade(connection: Connection, has: int, upgrades: dict[int, Upgrade], wanted: int) -> None:
    """Run the upgrades one after the other. The caller holds the transaction, with foreign keys off.

    A batch ALTER with foreign keys on and a cascading child would empty the child table.
    """
    for version in range(has + 1, wanted + 1):
        upgrades[version](connection)
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise ValueError(f"{len(dangling)} rows point at nothing after the upgrade")


def keep_copy(connection: sqlite3.Connection, copy: Path) -> None:
    """Lay a whole copy of the dossier beside it and read it through; an older copy of that name is replaced."""
    try:
        copy.unlink(missing_ok=True)
        with in_words(copy), closing(sqlite3.connect(copy)) as target:
            connection.backup(target, pages=-1)
            said = target.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise Unreadable(f"{copy.name}, the copy made before the upgrade, is not whole ({said}).")
    except (OSError, Unreadable):
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise

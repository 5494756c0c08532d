"""Dossiers for the tests of the store: rows of persons and comments written through the ledger."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, added
from hisrg_desktop.store.ledger import Ledger

AT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)


def entry(number: int, act: str = "Test") -> Entry:
    return Entry(number, AT + timedelta(seconds=number), "Clerk", "desk", act, f"Do number {number}")


def put(ledger: Ledger, changes: Sequence[Change], files: dict[str, bytes] | None = None) -> int:
    """Append an entry with these changes; its number."""
    number = len(ledger.entries()) + 1
    ledger.append(entry(number), changes, files)
    return number


def person(key: str, name: str = "Astrid Lind") -> Person:
    return Person(id=key, name=name)


def comment(key: str, text: str, **fields: object) -> Comment:
    return Comment.model_validate({"id": key, "number": key, "text": text, "at": AT, **fields})


def small(path: Path) -> Path:
    """A dossier with a few entries, closed."""
    ledger = Ledger.create(path)
    for n in range(1, 6):
        put(ledger, [added(person(f"p{n}", f"Person {n}")), added(comment(f"c{n}", f"words {n}", tags=("a", "b")))])
    ledger.close()
    return path


def tampered(path: Path, *statements: str) -> None:
    """Change the file behind the ledger's back."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            raw.execute(statement)


def verified(path: Path) -> list[str]:
    """What the ledger finds wrong with a file."""
    ledger = Ledger.read(path)
    try:
        return ledger.verify()
    finally:
        ledger.close()

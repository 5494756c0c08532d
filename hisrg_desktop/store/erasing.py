"""Erasing in the file: entries told anew, kept files without their bytes, and nothing left in free pages, index or log."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, text, update

from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.erasing import Erasure
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change
from hisrg_desktop.store import payload
from hisrg_desktop.store.connections import glancing, in_words
from hisrg_desktop.store.tables import attachment_bytes, journal, table_of, unswept


@dataclass(frozen=True, slots=True)
class Told:
    """All of an entry that may name somebody: by whom it was made, its sentence, what it changed as JSON."""

    number: int
    by: str
    sentence: str
    changes: str
    salt: bytes = b""

    @property
    def all(self) -> str:
        """Everything it tells, in which a name is looked for."""
        return f"{self.by} {self.sentence} {self.changes}"

    @property
    def listed(self) -> str:
        """As an erasure lists it: its number and the digest of what it tells."""
        return f"{self.number}:{payload.digest_of(self.salt, self.by, self.sentence, self.changes).hex()}"


def told(connection: Connection) -> Iterator[Told]:
    """What each entry tells, the oldest first."""
    columns = journal.c["number", "by", "sentence", "payload"]
    for row in connection.execute(select(*columns).order_by(journal.c.number)):
        yield Told(row[0], row[1], row[2], row[3] or "[]")


def tell_anew(connection: Connection, entries: Iterable[Told]) -> None:
    """Give entries other words; their digests, and so the chain, stay as they are."""
    for one in entries:
        values = {"by": one.by, "sentence": one.sentence, "payload": one.changes, "salt": one.salt}
        connection.execute(update(journal).where(journal.c.number == one.number).values(values))


def remove_files(connection: Connection, changes: Iterable[Change]) -> None:
    """Remove the bytes of the kept files that an erasure names."""
    for change in changes:
        if isinstance(change.after, Erasure):
            connection.execute(delete(attachment_bytes).where(attachment_bytes.c.digest.in_(change.after.files)))


def note_unswept(connection: Connection, names: str) -> None:
    """Remember that the remains of an erasure still lie about."""
    connection.execute(insert(unswept), {"names": names})


def unswept_names(connection: Connection) -> list[str]:
    """The names of the erasures whose remains still lie about."""
    return list(connection.scalars(select(unswept.c.names).order_by(unswept.c.number)))


def forget_names(connection: Connection) -> None:
    """Forget the names by which remains are known."""
    connection.execute(update(unswept).values(names=""))


def forget_unswept(connection: Connection) -> None:
    """Nothing lies about any more."""
    connection.execute(delete(unswept))


def rebuild_index(connection: Connection) -> None:
    """Make the search index anew: it keeps words that were deleted until it happens to merge its parts."""
    connection.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))


def has_on_record(path: Path, names: Iterable[str]) -> bool:
    """Whether another file is a dossier with somebody of one of these names; one that cannot be read has nobody."""
    person = table_of(Person)
    engine = glancing(path)
    try:
        with in_words(path), engine.connect() as connection:
            there = select(person.c.id).where(person.c.name.in_([name for name in names if name])).limit(1)
            return connection.scalar(there) is not None
    except (OSError, Unreadable):
        return False
    finally:
        engine.dispose()


def leave_no_remains(raw: sqlite3.Connection, path: Path) -> None:
    """Write the file anew without free pages, and empty the write-ahead log."""
    raw.execute("VACUUM")
    busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise OSError(
            errno.EBUSY,
            f"{path.name} is being read by another program, so that remains of what was erased still lie beside it; "
            "close that program and open the dossier again",
            str(path),
        )

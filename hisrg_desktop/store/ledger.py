"""The ledger: rows and journal entry in one transaction, in the one file of the dossier."""

import contextlib
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, or_, select

from hisrg_desktop.meeting.everything import KINDS
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.record import Change, Record, Row
from hisrg_desktop.store import payload
from hisrg_desktop.store.connections import (
    APPLICATION,
    for_reading,
    glancing,
    in_words,
    reading,
    sentence_for,
    writing,
)
from hisrg_desktop.store.erasing import (
    Told,
    forget_names,
    forget_unswept,
    leave_no_remains,
    note_unswept,
    rebuild_index,
    remove_files,
    tell_anew,
    told,
    unswept_names,
)
from hisrg_desktop.store.search import index, query
from hisrg_desktop.store.tables import FULL_TEXT, attachment_bytes, journal, maker_of, metadata, table_of, tables
from hisrg_desktop.store.upgrades import UPGRADES, VERSION, keep_copy, upgrade

Salt = Callable[[int], bytes]
"""Gives the salt of an entry by its number."""


def random_salt(_number: int) -> bytes:
    """Sixteen bytes nobody can guess, so that a digest tells nothing of an erased payload."""
    return os.urandom(16)


class OvertakenError(Exception):
    """Somebody else has written to the dossier; what was decided must be decided again."""


class Ledger:
    """A dossier's file. Reading is for any thread that opened it; `append` only for the one writer."""

    def __init__(self, path: Path, engine: Engine, salt: Salt = random_salt) -> None:
        self._path = path
        self._salt = salt
        self._engine = engine
        with in_words(path):
            self._connection = engine.connect()
        self._inode = _inode(path)

    @classmethod
    def create(cls, path: Path, salt: Salt = random_salt) -> "Ledger":
        """A new, empty dossier; a file that is there is never overwritten."""
        if path.exists():
            raise FileExistsError(17, f"{path.name} is there already; choose another name", str(path))
        if not path.parent.is_dir():
            raise FileNotFoundError(2, f"There is no folder {path.parent}", str(path))
        all_tables = [*tables().values(), *(t for t in metadata.tables.values() if t.name in _OWN)]
        engine = writing(path, create=True)
        try:
            ledger = cls(path, engine, salt)
            with ledger._transaction():
                metadata.create_all(ledger._connection, tables=all_tables, checkfirst=False)
                ledger._connection.exec_driver_sql(FULL_TEXT)
                ledger._connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
                ledger._connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
        except BaseException:
            engine.dispose()
            for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)
            raise
        return ledger

    @classmethod
    def open(cls, path: Path, salt: Salt = random_salt) -> "Ledger":
        """The dossier for writing, upgraded where it is older."""
        _check_is_dossier(path)
        # SQLite opens a file that cannot be written all the same, and would refuse the first act instead of the opening.
        if not os.access(path, os.W_OK):
            raise sentence_for(path, "readonly")
        ledger = cls(path, writing(path), salt)
        try:
            with ledger._transaction():
                has = _version(ledger._connection)
            if has < VERSION:
                ledger._upgrade(has)
        except BaseException:
            ledger.close()
            raise
        return ledger

    @classmethod
    def read(cls, path: Path) -> "Ledger":
        """The dossier for reading only, beside whoever writes it."""
        _check_is_dossier(path)
        return cls(path, reading(path))

    @property
    def path(self) -> Path:
        """The dossier's file."""
        return self._path

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """A transaction that is over afterwards, whatever went wrong in it."""
        with in_words(self._path):
            try:
                with self._connection.begin():
                    yield
            except BaseException:
                # Where the commit itself fails SQLAlchemy holds the transaction for ended, and SQLite still has it open.
                raw = self._connection.connection.driver_connection
                if raw is not None and raw.in_transaction:
                    raw.rollback()
                raise

    def load(self) -> Record:
        """The whole record."""
        with self._transaction(), _collector_at_rest():
            kinds = {kind: rows for kind in KINDS.values() if (rows := self._rows(kind))}
        return Record(kinds)

    def _rows(self, kind: type[Row]) -> dict[str, Row]:
        table, make = table_of(kind), maker_of(kind)
        columns = [table.c[name] for name in kind.model_fields]
        found = self._connection.execute(select(*columns).order_by(table.c.id))
        return {str(values[0]): make(values) for values in found}

    def entries(self, after: int = 0) -> list[Entry]:
        """The journal's entries after this number, without what they changed."""
        columns = [journal.c[name] for name in _HEADER]
        with self._transaction():
            found = self._connection.execute(
                select(*columns).where(journal.c.number > after).order_by(journal.c.number)
            )
            return [Entry(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in found]

    def changes_of(self, number: int) -> list[Change]:
        """What an entry changed; none where it was erased."""
        with self._transaction():
            text = self._connection.scalar(select(journal.c.payload).where(journal.c.number == number))
        return payload.read(text) if text else []

    def changes_after(self, number: int) -> list[tuple[int, list[Change]]]:
        """What each later entry changed, the latest first."""
        statement = select(journal.c.number, journal.c.payload).where(journal.c.number > number)
        with self._transaction():
            found = self._connection.execute(statement.order_by(journal.c.number.desc())).all()
        return [(row[0], payload.read(row[1]) if row[1] else []) for row in found]

    def touching(self, key: str) -> list[int]:
        """The entries whose changes name the row with this id, the latest first."""
        statement = (
            select(journal.c.number)
            .where(journal.c.payload.contains(f'"id":"{key}"', autoescape=True))
            .order_by(journal.c.number.desc())
        )
        with self._transaction():
            return list(self._connection.scalars(statement))

    def about(self, keys: Sequence[str], names: Sequence[str]) -> list[Entry]:
        """The entries that changed something of the rows with these ids, or name one of these names; the oldest first."""
        wanted = [journal.c.payload.contains(f'"{key}"', autoescape=True) for key in keys]
        wanted += [journal.c.sentence.contains(name, autoescape=True) for name in names if name]
        columns = [journal.c[name] for name in _HEADER]
        with self._transaction():
            found = self._connection.execute(select(*columns).where(or_(*wanted)).order_by(journal.c.number))
            return [Entry(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in found]

    def new_salt(self, number: int) -> bytes:
        """The salt of an entry that is to be put into two copies of the dossier alike."""
        return self._salt(number)

    def append(
        self,
        entry: Entry,
        changes: Sequence[Change],
        files: Mapping[str, bytes] | None = None,
        salt: bytes | None = None,
    ) -> Entry:
        """Put an entry and its rows on disk in one transaction; when this returns, they survive a power cut."""
        if _inode(self._path) != self._inode:
            raise FileNotFoundError(2, f"{self._path.name} was moved or replaced while it was open", str(self._path))
        with self._transaction():
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            self._write_rows(changes)
            for key, data in (files or {}).items():
                self._connection.execute(
                    insert(attachment_bytes).prefix_with("OR IGNORE"), {"digest": key, "bytes": data}
                )
            index(self._connection, changes)
            self._write_entry(entry, changes, salt)
        return entry

    def _write_entry(self, entry: Entry, changes: Sequence[Change], salt: bytes | None = None) -> None:
        text = payload.written(changes)
        salt = self._salt(entry.number) if salt is None else salt
        digest = payload.digest_of(salt, entry.by, entry.sentence, text)
        link = payload.hash_of(self._head_for(entry.number), entry, digest)
        header = {name: getattr(entry, name) for name in _HEADER} | {"at": entry.at.isoformat()}
        self._connection.execute(
            insert(journal), {**header, "salt": salt, "payload": text, "digest": digest, "hash": link}
        )

    def told(self) -> Iterator[Told]:
        """What each entry tells, the oldest first."""
        with self._transaction():
            yield from told(self._connection)

    def erase(
        self,
        entry: Entry,
        changes: Sequence[Change],
        rows: Sequence[Change],
        anew: Sequence[Told],
        names: str,
    ) -> Entry:
        """Put an erasure on disk in one transaction: its entry, the rows as they read now, the entries told anew.

        Kept files of which the erasure says so lose their bytes. What lies about afterwards is for `sweep`, which may be cut
        off: until `swept`, `unswept` says by which names it is known.
        """
        with self._transaction():
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            self._write_rows(rows)
            index(self._connection, rows)
            tell_anew(self._connection, anew)
            self._write_rows(changes)
            index(self._connection, changes)
            remove_files(self._connection, changes)
            self._write_entry(entry, changes)
            note_unswept(self._connection, names)
        return entry

    def leave_unswept(self, names: str) -> None:
        """Remember, by these names as JSON, that remains of an erasure lie about which was made in another copy."""
        with self._transaction():
            note_unswept(self._connection, names)

    def unswept(self) -> list[str]:
        """The names, as JSON, by which the remains of erasures are known that were cut off; empty where they are known by
        nothing any more."""
        with self._transaction():
            return unswept_names(self._connection)

    def forget_names(self) -> None:
        """Forget by which names remains are known; nothing but this file is left to sweep."""
        with self._transaction():
            forget_names(self._connection)

    def sweep(self) -> None:
        """Leave in the file only what is on record: no free pages, no old words in the index, an empty write-ahead log.

        `OSError` where another program that reads the dossier stands in the way.
        """
        with self._transaction():
            rebuild_index(self._connection)
        raw = self._connection.connection.driver_connection
        assert raw is not None
        with in_words(self._path):
            leave_no_remains(raw, self._path)

    def swept(self) -> None:
        """Say that nothing is left to sweep."""
        with self._transaction():
            forget_unswept(self._connection)

    def _head_for(self, number: int) -> bytes:
        """The hash of the entry before, which nobody may have overtaken."""
        last = self._connection.execute(
            select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1)
        )
        there = last.one_or_none()
        if (there[0] if there else 0) != number - 1:
            raise OvertakenError
        return bytes(there[1]) if there else payload.BEGINNING

    def _write_rows(self, changes: Iterable[Change]) -> None:
        added: dict[type[Row], list[dict[str, object]]] = {}
        for change in changes:
            table = table_of(change.kind)
            if change.before is None and change.after is not None:
                added.setdefault(change.kind, []).append(change.after.__dict__)
            elif change.after is None:
                self._connection.execute(table.delete().where(table.c.id == change.row.id))
            else:
                values = {k: v for k, v in change.after.__dict__.items() if k != "id"}
                self._connection.execute(table.update().where(table.c.id == change.row.id).values(**values))
        for kind, rows in added.items():
            self._connection.execute(insert(table_of(kind)), [dict(row) for row in rows])

    def attachment(self, digest: str) -> bytes | None:
        """The bytes of a kept file."""
        with self._transaction():
            data = self._connection.scalar(select(attachment_bytes.c.bytes).where(attachment_bytes.c.digest == digest))
        return bytes(data) if data is not None else None

    def search(self, words: str, limit: int = 100) -> list[tuple[str, str]]:
        """The kind and id of the rows in which all these words (or their beginnings) occur, newest first."""
        with self._transaction():
            return query(self._connection, words, limit)

    def head(self) -> str:
        """The hash of the last entry in hexadecimal, which stands for all entries before it."""
        with self._transaction():
            last = self._connection.scalar(select(journal.c.hash).order_by(journal.c.number.desc()).limit(1))
        return bytes(last).hex() if last else payload.BEGINNING.hex()

    def count(self) -> int:
        """The number of the last entry; 0 where there is none."""
        with self._transaction():
            return int(self._connection.scalar(select(func.max(journal.c.number))) or 0)

    def hash_at(self, number: int) -> bytes | None:
        """The hash of an entry, which stands for it and all before it; None where there is no such entry."""
        if number == 0:
            return payload.BEGINNING
        with self._transaction():
            link = self._connection.scalar(select(journal.c.hash).where(journal.c.number == number))
        return bytes(link) if link is not None else None

    def become(self, other: Path) -> None:
        """Take over everything that is in another copy of the dossier, or nothing."""
        raw = self._connection.connection.driver_connection
        assert raw is not None
        with in_words(self._path), contextlib.closing(for_reading(other)) as source:
            source.backup(raw, pages=-1)

    def verify(self) -> list[str]:
        """What is wrong with the file: SQLite's own check, the chain, and rows that the journal does not account for."""
        from hisrg_desktop.store.verify import faults

        with self._transaction():
            return faults(self._connection)

    def _upgrade(self, has: int) -> None:
        """Bring the file to today's schema, after a verified copy of it was laid beside it."""
        raw = self._connection.connection.driver_connection
        assert raw is not None
        keep_copy(raw, self._path.with_name(f"{self._path.name}-version-{has}"))
        with in_words(self._path):
            raw.execute("PRAGMA foreign_keys=OFF")
            with self._transaction():
                upgrade(self._connection, has, UPGRADES, VERSION)
            raw.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        """Close the connection; the writer's checkpoints first."""
        with in_words(self._path):
            self._connection.close()
            self._engine.dispose()


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows are in no cycles: going through them again and again while they are made finds nothing, nor does it later."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


_HEADER = ("number", "at", "by", "station", "act", "sentence", "undoes", "redoes", "scratch")
_OWN = {"journal", "attachment_bytes", "searched", "unswept"}


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _check_is_dossier(path: Path) -> None:
    """Refuse what is no dossier, or one of a newer version, before anything is written to it."""
    if path.is_dir():
        raise Unreadable(f"{path.name} is a folder.")
    if not path.exists():
        raise FileNotFoundError(2, f"There is no file {path.name}", str(path))
    engine = glancing(path)
    try:
        with in_words(path), engine.connect() as connection:
            application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            has = _version(connection)
    finally:
        engine.dispose()
    if application != APPLICATION:
        raise Unreadable(f"{path.name} is not a dossier of this program.")
    if has > VERSION:
        raise Unreadable(
            f"{path.name} was written by a newer version of this program (its format is {has}, this one knows {VERSION}); "
            "open it with that version."
        )

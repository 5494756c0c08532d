"""Whether the file is what it was: SQLite's own check, the chain of the journal, the rows and files against the journal."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.people.erasing import told_by
from hisrg_desktop.meeting.record import KINDS, Row, name_of
from hisrg_desktop.store import payload
from hisrg_desktop.store.search import body
from hisrg_desktop.store.tables import maker_of, table_of


def faults(connection: Connection) -> list[str]:
    """What is wrong, a sentence each; none where everything is as it was recorded."""
    try:
        found = [f"SQLite: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        return found or _chain(connection) or [*_rows(connection), *_files(connection)]
    except DatabaseError as fault:
        return [f"SQLite: {fault.orig}"]


# Text is read as the bytes that lie in the file: what was flipped need not be text any more, and nothing is decoded twice.
_TEXTS = ("at", "by", "station", "act", "sentence", "scratch", "payload")
_SEALED = ("by", "sentence", "payload")
_HEADER = tuple(name for name in Entry.__dataclass_fields__ if name not in _SEALED)
_COLUMNS = (*_HEADER, *_SEALED, "salt", "digest", "hash")
_JOURNAL = "SELECT {} FROM journal ORDER BY number".format(
    ", ".join(f'CAST("{name}" AS BLOB)' if name in _TEXTS else f'"{name}"' for name in _COLUMNS)
)


def _chain(connection: Connection) -> list[str]:
    """Where the chain breaks first, or the entries whose changes are gone.

    An entry that was told anew when somebody's data was erased is checked against the digest that the erasure recorded;
    the digest of what it told before is its link in the chain.
    """
    previous = payload.BEGINNING
    gone = []
    anew = _told_anew(connection)
    for number, row in enumerate(connection.exec_driver_sql(_JOURNAL), 1):
        *header, by, sentence, text, salt, digest, link = row
        if header[0] != number:
            return [f"The journal has no entry {number}."]
        if text is None or salt is None:
            gone.append(f"What entry {number} changed is not in the journal any more.")
        elif payload.sealed(_bytes(salt), by, sentence, text) != anew.get(number, digest):
            return [f"What entry {number} changed is not what was recorded."]
        plain = [_text(value) for value in header]
        previous = payload.link(previous, plain, _bytes(digest))
        if previous != link:
            return [f"Entry {number} of the journal is not as it was written."]
    return gone


def _told_anew(connection: Connection) -> dict[int, bytes]:
    """The digests of the entries told anew, as the erasures say; their rows are checked against the journal as all rows."""
    listed = connection.exec_driver_sql("SELECT entries FROM erasure ORDER BY id")
    try:
        told = told_by(json.loads(text) for (text,) in listed)
        return {number: bytes.fromhex(digest) for number, digest in told.items()}
    except (ValueError, TypeError):
        return {}  # torn; the check of the rows says so


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _rows(connection: Connection) -> list[str]:
    """The rows that differ from what the journal adds up to."""
    told: dict[str, dict[str, dict[str, Any] | None]] = {}
    for (text,) in connection.exec_driver_sql("SELECT payload FROM journal ORDER BY number"):
        for kind, before, after in json.loads(text):
            told.setdefault(kind, {})[(after or before)["id"]] = after
    wrong = []
    indexed = {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(_INDEXED)}
    for name, kind in KINDS.items():
        there = told.pop(name, {})
        for key, row in _stored(connection, kind):
            if not _same(kind, row, there.pop(key, None)):
                wrong.append(f"The {name.replace('_', ' ')} {key} is not what the journal says.")
            elif row is not None and kind.searched and indexed.pop((name, key), None) != body(row):
                wrong.append(f"The {name.replace('_', ' ')} {key} is not found by its words.")
        gone = (key for key, fields in there.items() if fields is not None)
        wrong += [f"The {name.replace('_', ' ')} {key} is not there any more." for key in gone]
    return wrong


_INDEXED = "SELECT searched.kind, searched.row, search.body FROM searched JOIN search ON search.rowid = searched.number"


def _stored(connection: Connection, kind: type[Row]) -> Iterator[tuple[str, Row | None]]:
    """The rows of a kind as they lie there; None for one that cannot be made any more."""
    table, make = table_of(kind), maker_of(kind)
    columns = [table.c[name] for name in kind.model_fields]
    try:
        yield from [(str(v[0]), make(v)) for v in connection.execute(select(*columns))]
    except (ValueError, TypeError):
        for key in connection.scalars(select(table.c.id)).all():
            try:
                values = connection.execute(select(*columns).where(table.c.id == key)).one()
                yield str(key), make(values)
            except (ValueError, TypeError):
                yield str(key), None


def _same(kind: type[Row], row: Row | None, told: dict[str, Any] | None) -> bool:
    """Whether a stored row is what the journal tells; an older entry may lack fields that have been added since."""
    if row is None or told is None:
        return False
    plain = {name: _plain(value) for name, value in row.__dict__.items()}
    return plain == told or (plain.keys() != told.keys() and row == payload.row(name_of(kind), told))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _files(connection: Connection) -> list[str]:
    """The kept files whose bytes are not those of their digest."""
    found = connection.exec_driver_sql("SELECT digest, bytes FROM attachment_bytes")
    return [
        f"The kept file {key} is damaged." for key, data in found if hashlib.sha256(_bytes(data)).hexdigest() != key
    ]

"""What a journal entry carries: its changes as JSON, and the digests that chain the entries together."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.record import KINDS, Change, Row, name_of

BEGINNING = b"\x00" * 32
"""What stands for the hash before the first entry."""


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not go into the journal")


def _fields(row: Row | None) -> dict[str, Any] | None:
    return row.__dict__ if row is not None else None


def written(changes: Iterable[Change]) -> str:
    """The changes as JSON: for each the kind, the row before, the row after."""
    return json.dumps(
        [[name_of(c.kind), _fields(c.before), _fields(c.after)] for c in changes],
        default=_plain,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def row(kind: str, fields: dict[str, Any] | None) -> Row | None:
    """The row that was written under the name of its kind."""
    return KINDS[kind].model_validate(fields) if fields is not None else None


def read(payload: str) -> list[Change]:
    """The changes that were written."""

    return [Change(row(kind, before), row(kind, after)) for kind, before, after in json.loads(payload)]


def reworded(payload: str, without: Callable[[str, dict[str, Any]], dict[str, Any]]) -> str:
    """The changes that were written, with the fields of each row as `without` leaves them."""
    told = json.loads(payload)
    for change in told:
        change[1:] = [without(change[0], fields) if fields is not None else None for fields in change[1:]]
    return json.dumps(told, default=_plain, ensure_ascii=False, separators=(",", ":"))


def digest_of(salt: bytes, by: str, sentence: str, payload: str) -> bytes:
    """H(salt ‖ by ‖ sentence ‖ payload): all of an entry that may name somebody. It stays when they are erased."""
    return sealed(salt, by.encode(), sentence.encode(), payload.encode())


def sealed(salt: bytes, by: bytes, sentence: bytes, payload: bytes) -> bytes:
    """The digest of what an entry says, of its bytes as they lie in the file; none of them holds a NUL."""
    return hashlib.sha256(b"\0".join((salt + by, sentence, payload))).digest()


def hash_of(previous: bytes, entry: Entry, digest: bytes) -> bytes:
    """H(previous, header, digest): the entry's link in the chain. Nothing in the header names anybody."""
    header = [
        entry.number,
        entry.at.isoformat(),
        entry.station,
        entry.act,
        entry.undoes,
        entry.redoes,
        entry.scratch,
    ]
    return link(previous, header, digest)


def link(previous: bytes, header: list[Any], digest: bytes) -> bytes:
    """The link in the chain from the header's values as they lie in the file."""
    return hashlib.sha256(previous + json.dumps(header, ensure_ascii=False).encode() + digest).digest()

"""Full-text search over what was said, written and decided."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, text

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.record import Change, Row, name_of
from hisrg_desktop.store.tables import searched


def body(row: Row) -> str:
    """The words of a row that search finds, under which it stands in the index."""
    return "\n".join(str(getattr(row, field)) for field in type(row).searched)


def index(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the index up to date with these changes, in their transaction."""
    for change in changes:
        if not change.kind.searched:
            continue
        before = body(change.before) if change.before else None
        after = body(change.after) if change.after else None
        if before == after:
            continue
        number = connection.scalar(select(searched.c.number).where(searched.c.row == change.row.id))
        if after is None:
            _forget(connection, number)
        elif number is None:
            _remember(connection, change.row, after)
        else:  # an edited row keeps its place among the newest
            connection.execute(text("UPDATE search SET body = :body WHERE rowid = :n"), {"body": after, "n": number})


def _forget(connection: Connection, number: int | None) -> None:
    connection.execute(text("DELETE FROM search WHERE rowid = :number"), {"number": number})
    connection.execute(delete(searched).where(searched.c.number == number))


def _remember(connection: Connection, row: Row, body: str) -> None:
    made = connection.execute(insert(searched), {"kind": name_of(type(row)), "row": row.id})
    number = made.inserted_primary_key[0] if made.inserted_primary_key else None
    connection.execute(
        text("INSERT INTO search (rowid, body) VALUES (:number, :body)"), {"number": number, "body": body}
    )


def query(connection: Connection, words: str, limit: int) -> list[tuple[str, str]]:
    """The kind and id of the rows that hold all the words, the newest first."""
    # Raw text would be read as the index's own query language, and raise at a stray quotation mark.
    tokens = [f'"{word}"*' for word in clean(words).replace('"', " ").split() if any(c.isalnum() for c in word)]
    if not tokens:
        return []
    found = connection.execute(
        text(
            "SELECT searched.kind, searched.row FROM (SELECT rowid AS number FROM search WHERE search MATCH :match "
            "ORDER BY rowid DESC LIMIT :limit) AS hit JOIN searched ON searched.number = hit.number "
            "ORDER BY searched.number DESC"
        ),
        {"match": " ".join(tokens), "limit": limit},
    )
    return [(row[0], row[1]) for row in found]

"""Whether the file is what it was: SQLite's own check, the chain of the journal, the rows against the journal."""

from datetime import datetime

from sqlalchemy import Connection, select

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.record import KINDS, Row
from hisrg_desktop.store import payload
from hisrg_desktop.store.tables import journal, maker_of, table_of


def faults(connection: Connection) -> list[str]:
    """What is wrong, a sentence each; none where everything is as it was recorded."""
    found = [f"SQLite: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    return found or [*_chain(connection), *_rows(connection)]


def _chain(connection: Connection) -> list[str]:
    previous = payload.BEGINNING
    for number, row in enumerate(connection.execute(select(journal).order_by(journal.c.number)), 1):
        values = row._mapping
        if values["number"] != number:
            return [f"The journal has no entry {number}."]
        header = {name: values[name] for name in Entry.__dataclass_fields__} | {
            "at": datetime.fromisoformat(values["at"])
        }
        digest = bytes(values["digest"])
        if values["payload"] is not None and payload.digest_of(bytes(values["salt"]), values["payload"]) != digest:
            return [f"What entry {number} changed is not what was recorded."]
        previous = payload.hash_of(previous, Entry(**header), digest)
        if previous != bytes(values["hash"]):
            return [f"Entry {number} of the journal is not as it was written."]
    return []


def _rows(connection: Connection) -> list[str]:
    """The rows that differ from what the journal adds up to."""
    state: dict[tuple[str, str], Row | None] = {}
    erased = False
    for (text,) in connection.execute(select(journal.c.payload).order_by(journal.c.number)):
        if text is None:
            erased = True
            continue
        for change in payload.read(text):
            state[change.kind.__name__, change.row.id] = change.after
    if erased:
        return []
    wrong = []
    for kind in KINDS.values():
        make = maker_of(kind)
        table = table_of(kind)
        there = {v[0]: make(v) for v in connection.execute(select(*(table.c[n] for n in kind.model_fields)))}
        told = {key: row for (name, key), row in state.items() if name == kind.__name__ and row is not None}
        differing = sorted(key for key in there.keys() | told.keys() if there.get(key) != told.get(key))
        wrong += [f"The {kind.__name__} {key} is not what the journal says." for key in differing]
    return wrong

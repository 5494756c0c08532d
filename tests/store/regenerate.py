"""Writes the golden schema and the kept dossier of today's version anew: python -m tests.store.regenerate.

Do so only while this version of the format has not been released; afterwards a change of schema is a new version with
an upgrade, and the kept files of earlier versions stay as they are.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.store.upgrades import VERSION
from tests.meeting.room import build, opened, sit

HERE = Path(__file__).parent
GOLDEN = HERE / "schema.sql"
KEPT = HERE / "kept"


def schema_of(path: Path) -> str:
    """The schema as the file itself tells it, in the order of names."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        rows = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        told = [" ".join(sql.split()) for kind, name, sql in rows if not name.startswith("search_")]
    return "\n".join(f"{sql};" for sql in told) + "\n"


def fresh_schema() -> str:
    """The schema of a dossier made now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.hisrg"
        Ledger.create(path).close()
        return schema_of(path)


def keep(path: Path) -> None:
    """A dossier with a bit of everything, as small as it gets."""
    path.unlink(missing_ok=True)
    build(path)
    room = sit(opened(path))
    comment = room.said("Words of the first version.", "Okafor", "1.2")
    room.proposal("Haddad", "1.2", "States shall cooperate.")
    room.undo()
    assert comment
    room.desk.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("VACUUM")


if __name__ == "__main__":
    GOLDEN.write_text(fresh_schema(), encoding="utf-8")
    keep(KEPT / f"version-{VERSION}.hisrg")

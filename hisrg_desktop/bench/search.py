"""How fast words are found among a hundred thousand comments, newest first."""

import sqlite3
from collections.abc import Iterator
from urllib.parse import quote

from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.store.ledger import Ledger

ROUNDS = 30
WORDS = ("operator", "point 4711", "registration", "shared", "the", "harbour safety", "resou")
_BARE = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 100"


def rows(made: Dossiers) -> Iterator[Row]:
    """Several searches through the ledger against the same as bare queries of the index."""
    ledger = Ledger.read(made.large)
    bare = sqlite3.connect(f"file:{quote(str(made.large))}?mode=ro", uri=True)

    def ours() -> None:
        for words in WORDS:
            ledger.search(words)

    def other() -> None:
        for words in WORDS:
            bare.execute(_BARE, [" ".join(f'"{word}"*' for word in words.split())]).fetchall()

    try:
        took, raw = by_turns(timed(ours), timed(other), ROUNDS)
    finally:
        bare.close()
        ledger.close()
    count = len(WORDS)
    yield Row("search", "search in 100,000 comments", took / count, "bare FTS5 query", raw / count, Goal(times=2))

"""How fast a hundred thousand comments become rows in memory, and how much they hold."""

import sqlite3
from collections.abc import Iterator
from urllib.parse import quote

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, seconds
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 3


def rows(made: Dossiers) -> Iterator[Row]:
    """The large dossier loaded against its comments read as plain tuples."""
    held: list[float] = []

    def ours() -> float:
        answer = told("loaded", str(made.large))
        held.append(float(answer["megabytes"]))
        return float(answer["seconds"])

    def other() -> float:
        bare = sqlite3.connect(f"file:{quote(str(made.large))}?mode=ro", uri=True)
        took = seconds(lambda: bare.execute("SELECT * FROM comment ORDER BY id").fetchall())
        bare.close()
        return took

    took, raw = by_turns(ours, other, ROUNDS)
    yield Row("load", "100,000 comments loaded", took, "the same rows as bare tuples", raw, Goal(most=0.8))
    yield Row("load", "memory they hold", max(held), goal=Goal(most=158), unit="MB")

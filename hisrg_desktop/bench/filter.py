"""How soon ten thousand comments are filtered as somebody types."""

from collections.abc import Iterator

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers, fill
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.store.ledger import Ledger

HOW_MANY = 10_000


def rows(made: Dossiers) -> Iterator[Row]:
    """The comments page: what is typed in the filter, letter by letter, until the table shows what passes."""
    path = made.copy(made.practice, "filtered")
    ledger = Ledger.open(path)
    try:
        fill(ledger, HOW_MANY)
    finally:
        ledger.close()
    answer = told("filtered", str(path))
    for name, what in (("key", "a filter to its table, median"), ("longest", "a filter to its table, longest")):
        yield Row("filter", what, float(answer[name]), "10,000 comments", goal=Goal(most=0.1))

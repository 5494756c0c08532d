"""For how long the windows are held while a dossier opens, pages are gone to, and the look changes."""

from collections.abc import Iterator

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rows import Goal, Row

_ASKED = (
    ("opening", "longest hold while a dossier opens and its pages are made"),
    ("pages", "longest hold while each page is gone to"),
    ("theme", "longest hold at a change between light and dark, on each page"),
    ("zoom", "longest hold at a change of size, on each page"),
)


def rows(made: Dossiers) -> Iterator[Row]:
    """The practice dossier."""
    path = str(made.copy(made.practice, "held"))
    # The first start writes byte-code, which an installed program has.
    told("held", path, "opening")
    answer = told("held", path)
    for name, what in _ASKED:
        yield Row("holds", what, float(answer[name]), "the practice dossier", goal=Goal(most=0.050))

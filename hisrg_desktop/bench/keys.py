"""How soon a key is seen in the real window, and for how long the window is held while comments come in."""

from collections.abc import Iterator
from pathlib import Path

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rows import Goal, Row

_ASKED = (
    ("key", "a key to its picture, median", 0.016),
    ("key99", "a key to its picture, 99 in 100", 0.050),
    ("switch", "another provision to its picture, median", 0.050),
    ("switch_longest", "another provision to its picture, longest", 0.050),
    ("held", "longest hold while 200 comments are taken down", 0.050),
)


def rows(made: Dossiers) -> Iterator[Row]:
    """The practice dossier."""
    yield from measured("keys", made.copy(made.practice, "typed"), "the practice dossier")


def measured(bench: str, path: Path, which: str) -> Iterator[Row]:
    """What the window says with this dossier."""
    answer = told("typed", str(path))
    for name, what, most in _ASKED:
        yield Row(bench, what, float(answer[name]), which, goal=Goal(most=most))

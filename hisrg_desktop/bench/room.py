"""How soon a key is seen while a debate is taken down at speaking speed and documents are made beside it."""

from collections.abc import Iterator

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.prepared import prepare
from hisrg_desktop.bench.rows import Goal, Row

_MOST = 9.0
"""Minutes for which it is typed at most."""
_ASKED = (
    ("key", "a key to its glyph in a debate, median", 0.016),
    ("key99", "a key to its glyph in a debate, 99 in 100", 0.050),
    ("held", "longest hold of the event loop in a debate", 0.050),
)


def rows(made: Dossiers) -> Iterator[Row]:
    """The debate typed at 80 words a minute on two cores, while redline and minutes are made again and again."""
    minutes = min(made.minutes or _MOST, _MOST)
    path = prepare(made.folder / "room.hisrg", ("Monday morning",))
    answer = told("paced", str(path), str(minutes), patience=minutes * 60 + 60)
    which = f"{answer['keys']:,} keys, {answer['lasted'] / 60:.1f} min, {answer['exports']} documents made"
    for name, what, most in _ASKED:
        yield Row("room", what, float(answer[name]), which, goal=Goal(most=most))
    # Where other programs have the processors, a hold is longer than the work in it.
    yield Row("room", "of a hold, what the windows' thread computed, most", float(answer["worked"]), which)

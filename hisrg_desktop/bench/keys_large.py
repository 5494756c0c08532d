"""How soon a key is seen, and for how long the window is held, with a hundred thousand comments."""

from collections.abc import Iterator

from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.keys import measured
from hisrg_desktop.bench.rows import Row


def rows(made: Dossiers) -> Iterator[Row]:
    """The large dossier."""
    yield from measured("keys-large", made.copy(made.large, "typed-large"), "the large dossier")

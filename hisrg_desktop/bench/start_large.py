"""How soon the window takes a key when the dossier has a hundred thousand comments, and how much memory it holds."""

from collections.abc import Iterator
from pathlib import Path

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.bench.start import until_usable

ROUNDS = 3


def rows(made: Dossiers) -> Iterator[Row]:
    """The window of the large dossier against that of the practice dossier, and its memory."""
    practice, large = made.copy(made.practice, "window"), made.copy(made.large, "window-large")
    held: list[float] = []

    def opened(path: Path) -> float:
        answer = told("opened", str(path))
        held.append(float(answer["resident"]))
        return float(answer["usable"] - answer["began"])

    ours, nominal = by_turns(lambda: opened(large), lambda: until_usable("opened", practice), ROUNDS)
    what = "window takes a key at 100,000 comments"
    yield Row("window-large", what, ours, "the same of the practice dossier", nominal, Goal(times=3))
    yield Row("window-large", "memory it holds then", max(held), goal=Goal(most=450), unit="MB")

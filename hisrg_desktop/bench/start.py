"""How soon the window of the practice dossier takes a key."""

from collections.abc import Iterator
from pathlib import Path

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 5


def rows(made: Dossiers) -> Iterator[Row]:
    """The window of the practice dossier against an empty one."""
    practice = made.copy(made.practice, "window")
    ours, bare = by_turns(lambda: until_usable("opened", practice), lambda: until_usable("empty"), ROUNDS)
    against = "empty PySide6 window + import sqlmodel"
    yield Row("window", "window of the practice dossier takes a key", ours, against, bare, Goal(times=1.5))


def until_usable(module: str, *paths: Path) -> float:
    """Seconds from the start of the process until it says that it can be used."""
    answer = told(module, *map(str, paths))
    return float(answer["usable"] - answer["began"])

"""How long it takes until words taken down would survive a power cut."""

import os
from collections.abc import Iterator

from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, seconds, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.meeting.comments.capture import TakeDown

ROUNDS = 100
_PAGE = b"\x55" * 4096


def rows(made: Dossiers) -> Iterator[Row]:
    """A comment taken down at the desk against a page written and synced."""
    with made.desk(made.practice) as desk, (made.folder / "page").open("wb", buffering=0) as page:

        def take_down() -> None:
            desk.do(TakeDown(text="The text should say what happens when the operator ceases to exist.")).result()

        def bare() -> None:
            os.pwrite(page.fileno(), _PAGE, 0)
            os.fdatasync(page.fileno())

        ours, other = by_turns(timed(take_down), lambda: seconds(bare), ROUNDS)
    goal = Goal(times=10, most=0.005)
    yield Row("take-down", "a comment taken down, on disk", ours, "fdatasync of 4 KiB", other, goal)

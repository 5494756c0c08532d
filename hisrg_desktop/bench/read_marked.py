"""How fast a marked-up Word file is read, the start of the program included."""

import shutil
import subprocess
from collections.abc import Iterator

from hisrg_desktop.bench import drafts
from hisrg_desktop.bench.child import hisrg
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, seconds, timed
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 3
WORDS, EDITS = 16_000, 320
_GOAL = Goal(times=1)


def rows(made: Dossiers) -> Iterator[Row]:
    """A redline read with every change and its author, against pandoc reading the same file with all changes."""
    old, new, marked = (made.folder / f"{name}.docx" for name in ("before", "after", "marked"))
    texts = drafts.texts(WORDS)
    old.write_bytes(drafts.written(texts))
    new.write_bytes(drafts.written(drafts.edited(texts, EDITS)))
    hisrg("compare", str(old), str(new), "-o", str(marked))

    def ours() -> None:
        hisrg("read", str(marked), "--as", "marked", "--json")

    def pandoc() -> None:
        command = ["pandoc", "--track-changes=all", "-f", "docx", "-t", "json", str(marked)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    what = f"{WORDS:,} words marked up, read, whole process"
    if shutil.which("pandoc") is None:
        yield Row("read-marked", what, seconds(ours), "pandoc (not installed)", goal=_GOAL)
        return
    took, other = by_turns(timed(ours), timed(pandoc), ROUNDS)
    yield Row("read-marked", what, took, "pandoc --track-changes=all", other, _GOAL)

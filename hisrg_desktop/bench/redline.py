"""How fast two long Word files become a redline, the start of the program included, and how that grows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from hisrg_desktop.bench import drafts, office
from hisrg_desktop.bench.child import hisrg
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, seconds, timed
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 3
WORDS, EDITS = 20_000, 400
_GOAL = Goal(times=1 / 3, most=0.5, both=True)
_LENGTHS = (5_000, 10_000, 20_000, 40_000)
_TWICE = Goal(times=2.2)
"""What twice the words may cost: twice as much, and the little more that sorting asks."""


def rows(made: Dossiers) -> Iterator[Row]:
    """Two files compared by the command line program, against LibreOffice comparing the same files."""
    old, new = _files(made.folder, WORDS, EDITS)
    ours = _comparing(old, new)
    what = f"redline, {WORDS:,} words, {EDITS} edits, whole process"
    ours()
    if office.is_installed():
        yield from _against_office(what, ours, old, new)
    else:
        yield Row("redline", what, seconds(ours), "LibreOffice compare (not installed)", goal=_GOAL)
    yield from _growth(made.folder)


def _against_office(what: str, ours: Callable[[], None], old: Path, new: Path) -> Iterator[Row]:
    comparing: list[float] = []

    def office_compares() -> float:
        answer = office.compare(old, new, old.with_name("office.docx"))
        comparing.append(answer["comparing"])
        return answer["whole"]

    took, other = by_turns(timed(ours), office_compares, ROUNDS)
    yield Row("redline", what, took, "LibreOffice compare, whole process", other, _GOAL)
    yield Row("redline", what, took, "LibreOffice compare, running already", median(comparing))


def _growth(folder: Path) -> Iterator[Row]:
    """Each length against half of it; the start of the program, which both need, makes the ratio smaller."""
    took = {
        words: median(timed(_comparing(*_files(folder, words, words // 50)))() for _ in range(ROUNDS))
        for words in _LENGTHS
    }
    for words in _LENGTHS[1:]:
        yield Row("redline", f"redline, {words:,} words", took[words], "half of it", took[words // 2], _TWICE)


def _files(folder: Path, words: int, edits: int) -> tuple[Path, Path]:
    texts = drafts.texts(words)
    old, new = (folder / f"{name}-{words}.docx" for name in ("old", "new"))
    old.write_bytes(drafts.written(texts))
    new.write_bytes(drafts.written(drafts.edited(texts, edits)))
    return old, new


def _comparing(old: Path, new: Path) -> Callable[[], None]:
    def compare() -> None:
        hisrg("compare", str(old), str(new), "-o", str(old.with_name("redline.docx")))

    return compare

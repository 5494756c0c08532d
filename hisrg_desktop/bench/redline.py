"""How fast a long draft with many edits becomes a redline, the start of the program included."""

from collections.abc import Iterator
from statistics import median

from hisrg_desktop.bench import drafts, office
from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, seconds, timed
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 3
WORDS, EDITS = 20_000, 400
_GOAL = Goal(times=1 / 3)


def rows(made: Dossiers) -> Iterator[Row]:
    """Both files read, compared and spliced, against LibreOffice comparing the same files."""
    texts = drafts.texts(WORDS)
    old, new, out = (made.folder / f"{name}.docx" for name in ("old", "new", "redline"))
    old.write_bytes(drafts.written(texts))
    new.write_bytes(drafts.written(drafts.edited(texts, EDITS)))

    def ours() -> None:
        told("redlined", str(old), str(new), str(out))

    what = f"redline, {WORDS:,} words, {EDITS} edits, whole process"
    if not office.is_installed():
        ours()
        yield Row("redline", what, seconds(ours), "LibreOffice compare (not installed)", goal=_GOAL)
        return
    by_office = made.folder / "office.docx"
    comparing: list[float] = []

    def office_compares() -> float:
        answer = office.compare(old, new, by_office)
        comparing.append(answer["comparing"])
        return answer["whole"]

    took, other = by_turns(timed(ours), office_compares, ROUNDS)
    yield Row("redline", what, took, "LibreOffice compare, whole process", other, _GOAL)
    yield Row("redline", what, took, "LibreOffice compare, running already", median(comparing))

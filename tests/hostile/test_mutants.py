"""Real Word files changed by chance: read, or refused in words that name the file; a redline is exact or refused."""

import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hisrg_desktop.documents.report import read_report
from hisrg_desktop.documents.word import reading, splice
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.word.edits import DeletedParagraph, Edit, InsertedParagraph, NotePut, ParagraphEdit
from hisrg_desktop.documents.word.margin import Margin
from hisrg_desktop.documents.word.marks import marks
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.redline.diff import diff
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from tests.hostile.craft import FILES
from tests.hostile.mutants import exam_files, mutant

EXAM = Path(os.environ.get("HISRG_EXAM", Path(__file__).parents[2].parent / "shared" / "exam"))
AT = datetime(2031, 3, 4, 12, tzinfo=UTC)
ANSEL = Mark("Ansel Kroon", AT)
OURS = sorted(FILES.glob("*.docx"))
SMALL = 150_000


def read_in_every_way(docx: bytes) -> None:
    """Every reading gives an answer or a refusal that names the file."""
    for read in (
        lambda: reading.whole(docx, "accepted", "odd.docx"),
        lambda: reading.whole(docx, "rejected", "odd.docx"),
        lambda: marks(docx, "odd.docx"),
        lambda: read_draft(docx, "odd.docx"),
        lambda: read_report(docx, "odd.docx"),
    ):
        try:
            read()
        except Unreadable as refusal:
            assert refusal.message.startswith("odd.docx ")


def edits_of(docx: bytes, chance: random.Random) -> tuple[list[Edit], list[Margin]]:
    """A few edits and comments at places chosen by chance."""
    lines = reading.lines(docx, "accepted")
    edits: list[Edit] = []
    margins: list[Margin] = []
    for index in chance.sample(range(len(lines)), min(6, len(lines))):
        text = lines[index].text
        match chance.randint(0, 4):
            case 0:
                edits.append(DeletedParagraph(index, ANSEL))
            case 1:
                edits.append(InsertedParagraph(index, chance.randrange(len(lines)), (Piece("A new one.", ANSEL),)))
            case 2:
                margins.append(Margin(index, 0, len(text) // 2, "Ansel Kroon", "A", AT, ("Hm.",)))
            case _:
                edits.append(_reworded(index, text, chance))
    return edits, margins


def _reworded(index: int, text: str, chance: random.Random) -> ParagraphEdit:
    words = text.split(" ")
    words[len(words) // 2] = "amended"
    kinds = {"inserted": (ANSEL, None), "deleted": (None, ANSEL), "same": (None, None)}
    pieces = tuple(Piece(s.text, *kinds[s.change]) for s in diff(text, " ".join(words)))
    return ParagraphEdit(index, pieces, notes=(NotePut(0, "A note.", ANSEL),) if chance.random() < 0.2 else ())


def redlined(docx: bytes, seed: int) -> int:
    """Whether a redline could be made; where not, it was refused in words."""
    titles = Properties("A draft", "The Working Group", AT)
    try:
        edits, margins = edits_of(docx, random.Random(seed))
        splice.redline(docx, edits, margins, titles)
        splice.clean(docx, edits, titles)
    except OutOfOrder as refusal:
        assert refusal.message.endswith((".", ".)"))
        return 0
    return 1


@pytest.mark.parametrize("start", range(0, 150, 50))
def test_any_mutant_is_read_or_refused(start: int) -> None:
    for seed in range(start, start + 50):
        read_in_every_way(mutant(OURS[seed % len(OURS)].read_bytes(), seed))


def test_a_redline_of_any_mutant_is_exact_or_refused() -> None:
    made = sum(redlined(mutant(OURS[seed % len(OURS)].read_bytes(), seed), seed) for seed in range(1_000, 1_060))
    assert made > 20, "most can be made all the same"


@pytest.mark.skipif(not (EXAM / "files").is_dir(), reason="the exam files are not beside the repository")
def test_mutants_of_the_exam_are_read_and_redlined_or_refused() -> None:
    files = [path for path in exam_files(EXAM / "files") if path.stat().st_size < SMALL]
    made = 0
    for seed, path in enumerate(files):
        docx = mutant(path.read_bytes(), seed)
        read_in_every_way(docx)
        made += redlined(docx, seed)
    assert made > len(files) // 2

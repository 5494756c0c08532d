"""How fast forty marked-up copies of the draft are understood."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hisrg_desktop.bench import drafts
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.returned import Returned, read_returned
from hisrg_desktop.documents.word import reading
from hisrg_desktop.documents.word.edits import ParagraphEdit
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import redline
from hisrg_desktop.meeting.redline.diff import diff
from hisrg_desktop.meeting.redline.pieces import Mark, Piece

ROUNDS = 2
FILES = 40
_EVERY = 8
"""Every so many paragraphs one is edited."""


def rows(made: Dossiers) -> Iterator[Row]:
    """Forty files against one."""
    source = made.folder / "draft.docx"
    source.write_bytes(drafts.practice_draft())
    desk = begin(made.folder / "returned.hisrg", source, program="bench")
    try:
        files = [_returned(made.folder, source.read_bytes(), number) for number in range(FILES)]

        def kept(digest: str) -> bytes | None:
            return desk.attachment(digest).result()

        def read(some: list[Path]) -> list[Returned]:
            return read_returned(desk.record, some, kept)

        items = sum(len(one.items) for one in read(files))
        forty, one = by_turns(timed(lambda: read(files)), timed(lambda: read(files[:1])), ROUNDS)
    finally:
        desk.close()
    what = f"{FILES} marked-up drafts with {items} edits understood"
    yield Row("returned", what, forty, "one of them", one, Goal(times=FILES))


def _returned(folder: Path, draft: bytes, number: int) -> Path:
    """The draft as another reader would send it back."""
    when = datetime(2020, 5, 4, 9, number, tzinfo=UTC)
    mark = Mark(f"Reader {number}", when)
    texts = reading.paragraphs(draft, "accepted")
    edits = [
        ParagraphEdit(place, _pieces(text, text.replace(" the ", f" the {number}th ", 1), mark))
        for place, text in enumerate(texts)
        if place % _EVERY == number % _EVERY and " the " in text
    ]
    path = folder / f"returned-{number}.docx"
    path.write_bytes(redline(draft, edits, (), Properties("Draft", mark.author, when)))
    return path


def _pieces(was: str, becomes: str, mark: Mark) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            span.text,
            inserted=mark if span.change == "inserted" else None,
            deleted=mark if span.change == "deleted" else None,
        )
        for span in diff(was, becomes)
    )

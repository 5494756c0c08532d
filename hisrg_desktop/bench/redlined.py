"""A redline of two Word files whose paragraphs correspond. Run as a program by the benchmarks."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from hisrg_desktop.bench.child import say
from hisrg_desktop.documents.word import reading
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import ParagraphEdit, redline
from hisrg_desktop.meeting.redline.diff import diff
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


def main(old: Path, new: Path, out: Path) -> None:
    """Write the redline and say how many paragraphs it marks."""
    when = datetime(2020, 5, 4, 9, 0, tzinfo=UTC)
    mark = Mark("Practice Group", when)
    original = old.read_bytes()
    pairs = zip(reading.paragraphs(original, "accepted"), reading.paragraphs(new.read_bytes(), "accepted"), strict=True)
    edits = [
        ParagraphEdit(number, pieces(was, becomes, mark))
        for number, (was, becomes) in enumerate(pairs)
        if was != becomes
    ]
    out.write_bytes(redline(original, edits, (), Properties("Redline", "Practice Group", when)))
    say(edits=len(edits))


def pieces(was: str, becomes: str, mark: Mark) -> tuple[Piece, ...]:
    """The words that stand, are deleted and are inserted."""
    return tuple(
        Piece(
            span.text,
            inserted=mark if span.change == "inserted" else None,
            deleted=mark if span.change == "deleted" else None,
        )
        for span in diff(was, becomes)
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

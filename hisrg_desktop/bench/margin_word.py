"""How fast ten thousand comments come to stand in the margin of a Word file."""

from collections.abc import Iterator

from hisrg_desktop.bench import bare_word
from hisrg_desktop.bench.dossiers import Dossiers, comments
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.documents.word.margin import Margin
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import redline
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.record import Record

ROUNDS = 3
HOW_MANY = 10_000
TOGETHER = 10
"""Comments on one paragraph."""


def rows(made: Dossiers) -> Iterator[Row]:
    """Comments put beside the paragraphs of a file and proved there, against the same words as bare XML."""
    with made.desk(made.practice) as desk:
        record, last = desk.record, desk.entries[-1]
        said = tuple(comments(record, HOW_MANY, last))
    texts = [comment.text for comment in said[::TOGETHER]]
    original = bare_word.of_paragraphs(texts)
    margins = [_margin(record, n // TOGETHER, comment) for n, comment in enumerate(said)]
    titles = Properties("Comments", "Practice Group", last.at)

    def ours() -> None:
        redline(original, (), margins, titles)

    def raw() -> None:
        bare_word.of_comments(texts, [(margin.author, margin.text[0]) for margin in margins], TOGETHER)

    took, other = by_turns(timed(ours), timed(raw), ROUNDS)
    what = f"{HOW_MANY:,} comments in the margin of a Word file"
    yield Row("margin-word", what, took, "the same words as bare XML, zipped", other, Goal(most=0.6))


def _margin(record: Record, paragraph: int, comment: Comment) -> Margin:
    return Margin(paragraph, 0, 0, author_name(record, comment), "AB", comment.at, (comment.text,))

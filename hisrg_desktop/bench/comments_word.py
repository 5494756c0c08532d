"""How fast ten thousand comments become a table in a Word file."""

from collections.abc import Iterator

from hisrg_desktop.bench import bare_word
from hisrg_desktop.bench.dossiers import Dossiers, comments
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.documents.outline import Column, Document, Masthead, Table
from hisrg_desktop.documents.write_word import write_word
from hisrg_desktop.meeting.comments.comments import Comment, author_name, author_organisation
from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import label

ROUNDS = 5
HOW_MANY = 10_000
_COLUMNS = (
    Column("No.", 1200),
    Column("Provision", 1000),
    Column("Type", 700),
    Column("Author", 1800),
    Column("Organisation", 2400),
    Column("Comment", 5400),
    Column("Disposition", 1500),
)


def rows(made: Dossiers) -> Iterator[Row]:
    """Comments composed and written against the same words as bare XML."""
    with made.desk(made.practice) as desk:
        record, last = desk.record, desk.entries[-1]
        said = tuple(comments(record, HOW_MANY, last))
        group = record.get(WorkingGroup, GROUP).name

    def composed() -> list[tuple[str, ...]]:
        return [_row(record, comment) for comment in said]

    def ours() -> None:
        table = Table(_COLUMNS, composed())
        write_word(Document([table], Masthead(group, "Comments"), at=last.at, author=group, landscape=True))

    table = composed()
    took, raw = by_turns(timed(ours), timed(lambda: bare_word.of_table(table)), ROUNDS)
    what = f"{HOW_MANY:,} comments composed, written as a Word table"
    yield Row("comments-word", what, took, "the same words as bare XML, zipped", raw, Goal(most=0.4))


def _row(record: Record, comment: Comment) -> tuple[str, ...]:
    return (
        comment.number,
        label(record, comment.provision),
        comment.type,
        author_name(record, comment),
        author_organisation(record, comment),
        comment.text,
        "",
    )

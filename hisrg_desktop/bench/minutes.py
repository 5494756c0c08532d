"""How fast a long debate becomes minutes in a Word file."""

from collections.abc import Iterator

from hisrg_desktop.bench import bare_word
from hisrg_desktop.bench.dossiers import Dossiers, debated
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row

ROUNDS = 5
TURNS = 4_000


def rows(made: Dossiers) -> Iterator[Row]:
    """Minutes composed and written, against all their paragraphs as bare XML."""
    from hisrg_desktop.desk.exports import Options, produce
    from hisrg_desktop.documents.word import reading
    from hisrg_desktop.store.ledger import Ledger

    ledger = Ledger.read(made.practice)
    try:
        record = debated(ledger.load(), TURNS)
        options = Options(suffix=".docx")

        def ours() -> bytes:
            return produce("minutes", record, options, ledger.attachment)

        texts = reading.paragraphs(ours(), "accepted")
        took, raw = by_turns(timed(ours), timed(lambda: bare_word.of_paragraphs(texts)), ROUNDS)
    finally:
        ledger.close()
    what = f"minutes of {TURNS:,} interventions as Word"
    yield Row("minutes", what, took, "the same words as bare XML, zipped", raw, Goal(times=3))

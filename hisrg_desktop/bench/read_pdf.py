"""How fast a panel's report in PDF becomes text."""

from collections.abc import Iterator
from datetime import UTC, datetime

from hisrg_desktop.bench import drafts
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.documents.outline import Document, Masthead, Paragraph
from hisrg_desktop.documents.report import read_report
from hisrg_desktop.documents.write_pdf import write_pdf

ROUNDS = 3
WORDS = 55_000
"""About what stands on ninety-two pages."""


def rows(_: Dossiers) -> Iterator[Row]:
    """The report page by page, against PDFium giving the text of the same pages and nothing more."""
    when = datetime(2020, 5, 4, 9, 0, tzinfo=UTC)
    texts = [Paragraph(text) for text in drafts.texts(WORDS)]
    data = write_pdf(Document(texts, Masthead("Practice Group", "Report"), when, "Practice Group"))
    pages = len(read_report(data).pages)
    took, raw = by_turns(timed(lambda: read_report(data)), timed(lambda: _bare(data)), ROUNDS)
    yield Row("read-pdf", f"a report of {pages} pages read from PDF", took, "its text by PDFium", raw, Goal(most=0.5))


def _bare(data: bytes) -> list[str]:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]

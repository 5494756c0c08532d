"""A panel's report is read page by page."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from hisrg_desktop.documents.report import joined_lines, read_report
from hisrg_desktop.meeting.order import Unreadable

FILES = Path(__file__).parent / "word" / "files"
PAGES = [
    ["Report of the Technical Panel", "1. The panel met twice and looked at the lamps of the north", "and the south."],
    ["2. It recommends more oil."],
]


def pdf(pages: list[list[str]], title: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 770 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def protected(raw: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_is_read_page_by_page():
    reading = read_report(pdf(PAGES), "report.pdf")
    assert (reading.kind, reading.scanned, len(reading.pages)) == ("pdf", False, 2)
    assert reading.pages[1] == "2. It recommends more oil."
    assert reading.title == "Report of the Technical Panel"


def test_a_title_that_the_file_gives_itself_is_taken():
    assert read_report(pdf(PAGES, "Lamps of the North"), "report.pdf").title == "Lamps of the North"
    assert read_report(pdf(PAGES, "Microsoft Word - report.docx"), "r.pdf").title == "Report of the Technical Panel"


def test_lines_are_joined_to_paragraphs():
    page = "Report\r\n1. The panel met twice and looked at all the lamps of the long\r\nroad to the north.\r\n2. End."
    assert joined_lines(page).split("\n") == [
        "Report",
        "1. The panel met twice and looked at all the lamps of the long road to the north.",
        "2. End.",
    ]


def test_a_pdf_without_text_is_said_to_be_a_scan():
    reading = read_report(pdf([[], []]), "scan.pdf")
    assert reading.scanned
    assert reading.pages == ["", ""]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\nand then nothing", "incomplete or damaged"),
        (pdf(PAGES)[:400], "incomplete or damaged"),
        (protected(pdf(PAGES)), "protected with a password"),
        (b"", "is empty"),
        (b"words", "not a Word document"),
    ],
    ids=["broken", "truncated", "encrypted", "empty", "text"],
)
def test_a_report_that_cannot_be_read_is_refused_in_words(raw, reason):
    with pytest.raises(Unreadable, match=reason) as refusal:
        read_report(raw, "report.pdf")
    assert refusal.value.message.startswith("report.pdf ")


def test_a_word_report_is_parted_where_it_says_nothing_of_pages():
    reading = read_report(FILES / "fictional-draft.docx")
    assert len(reading.pages) > 5
    assert all(500 < len(page) < 4_000 for page in reading.pages[:-1])
    assert "1.1 The objective of this Understanding" in reading.pages[0]


def test_a_word_report_is_parted_at_its_page_breaks():
    assert len(read_report(FILES / "messy.docx").pages) == 2

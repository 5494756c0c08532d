"""A panel's report, Word or PDF, page by page."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from hisrg_desktop.documents.word.guard import LARGEST_FILE, Package, file_bytes, open_package, too_large
from hisrg_desktop.documents.word.names import VAL, W
from hisrg_desktop.documents.word.numbering import Numbering
from hisrg_desktop.documents.word.styles import read_styles
from hisrg_desktop.documents.word.words import Reader
from hisrg_desktop.meeting.hygiene import clean, one_line
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.panels.reading import ReportReading

ON_A_PAGE = 3_000
"""About so many characters make a page where Word says nothing of pages."""

MOST_PAGES = 2_000
_LONGEST_TITLE = 200
_HYPHENATED = re.compile(r"(\w)(?:\ufffe|\u00ad|\x02)\n?(?=\w)")
_PASSWORD, _SECURITY = 4, 5
"""Why PDFium could not open a file (its FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY)."""


def read_report(source: Path | bytes, name: str = "") -> ReportReading:
    """The text of a report page by page. Unreadable where it is neither a PDF nor a Word file, or is damaged."""
    shown = one_line(name or (source.name if isinstance(source, Path) else "The file"))
    raw = _bytes(source, shown)
    return _pdf(raw, shown) if is_pdf(raw) else _word(open_package(raw, shown))


def is_pdf(raw: bytes) -> bool:
    """Whether the bytes are a PDF, also with something before its head, as some mail programs leave it."""
    return b"%PDF-" in raw[:1024]


def _bytes(source: Path | bytes, name: str) -> bytes:
    raw = source if isinstance(source, bytes) else file_bytes(source, name)
    if len(raw) > LARGEST_FILE:
        raise too_large(name, len(raw))
    return raw


def _pdf(raw: bytes, name: str) -> ReportReading:
    import pypdfium2  # type: ignore[import-untyped]

    document = _opened(raw, name)
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"{name} has {len(document):,} pages, more than {MOST_PAGES:,}: split it and try again.")
        pages = [_page_text(document, number) for number in range(len(document))]
        said = document.get_metadata_value("Title")
    except pypdfium2.PdfiumError:
        raise Unreadable(f"{name} is damaged: its pages cannot be read; ask for it again.") from None
    finally:
        document.close()
    return ReportReading(title=_title(clean(said), pages), pages=pages, scanned=not any(pages), kind="pdf")


def _opened(raw: bytes, name: str) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        pages = len(document)
    except pypdfium2.PdfiumError as fault:
        # PDFium says again what was wrong with the file before, where it has nothing to say of this one.
        if getattr(fault, "err_code", None) in {_PASSWORD, _SECURITY} and b"/Encrypt" in raw:
            raise Unreadable(f"{name} is protected with a password: save it without one and try again.") from None
        raise Unreadable(f"{name} is no readable PDF, it is incomplete or damaged: ask for it again.") from None
    if not pages:
        document.close()
        raise Unreadable(f"{name} has no pages: ask for it again.")
    return document


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return joined_lines(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


def joined_lines(text: str) -> str:
    """The text of a page with its lines joined to paragraphs and words put together that a line's end parted.

    A line goes on in the next unless it is much shorter than the page is wide, or the next one begins anew.
    """
    # PDFium marks a hyphen at a line's end with U+FFFE or U+0002; the word goes on in the next line.
    lines = [line.strip() for line in clean(_HYPHENATED.sub(r"\1", text.replace("\r\n", "\n"))).split("\n")]
    full = max(1, max((len(line) for line in lines), default=0))
    paragraphs: list[str] = []
    going_on = False
    for line in lines:
        if going_on and line and not _begins(line):
            paragraphs[-1] += line if paragraphs[-1].endswith(("\u2010", "/")) else f" {line}"
        elif line:
            paragraphs.append(line)
        going_on = (
            bool(line) and len(line) > 0.7 * full and not (line.endswith((".", ":", ";")) and len(line) < 0.9 * full)
        )
    return "\n".join(paragraphs)


def _begins(line: str) -> bool:
    """Whether a line begins a paragraph of its own: a number, a letter in brackets, a bullet."""
    return re.match(r"(?:\d+(?:\.\d+)*[.)]?\s{1,4}[A-Z“\"]|\(?[a-z]{1,4}\)\s|[•▪–—-]\s)", line) is not None


def _word(package: Package) -> ReportReading:
    lines = list(_lines(package))
    title = next((text for _, style, text in lines if style == "title" and text), "")
    pages = ["\n".join(text for _, _, text in group) for _, group in groupby(lines, key=lambda line: line[0])]
    pages = [text for page in pages for text in _sensible(page)] if len(pages) == 1 else pages
    pages = [page for page in pages if page.strip()]
    if not pages:
        raise Unreadable(f"{package.name} holds no text: choose the file with the report.")
    return ReportReading(title=_title(title, pages), pages=pages, kind="docx")


def _lines(package: Package) -> Iterator[tuple[int, str, str]]:
    """Page, style and text of each paragraph; the number that Word shows stands before the text."""
    styles = read_styles(package.related_xml("styles"))
    numbering = Numbering(package.related_xml("numbering"), styles)
    reader, page = Reader(styles), 0
    for paragraph in package.body().iter(W + "p"):
        words = reader.words(paragraph)
        properties = paragraph.find(W + "pPr")
        label = numbering.label(properties)
        page += _breaks_before(paragraph)
        text = clean(words.text.strip())
        if text:
            style = None if properties is None else properties.find(W + "pStyle")
            shown = f"{label.text} {text}" if label is not None and label.text else text
            yield page, styles.named(None if style is None else style.get(VAL)), shown
        page += _breaks_after(paragraph)


def _breaks_before(paragraph: etree._Element) -> int:
    """Whether the paragraph stands on a new page, as it says or as Word last laid it out."""
    before = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    rendered = next(paragraph.iter(W + "lastRenderedPageBreak"), None)
    return int(before is not None or rendered is not None)


def _breaks_after(paragraph: etree._Element) -> int:
    broken = any(node.get(W + "type") == "page" for node in paragraph.iter(W + "br"))
    return int(broken)


def _sensible(page: str) -> Iterator[str]:
    """A text without page breaks in pages of about three thousand characters, parted between paragraphs."""
    held: list[str] = []
    for line in page.split("\n"):
        if held and sum(map(len, held)) + len(line) > ON_A_PAGE:
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def _title(said: str, pages: list[str]) -> str:
    """The title the file gives itself, or the first line of its text."""
    # Word's and Writer's PDF export often leave the name of a file or "Untitled" as title.
    if said.strip() and not re.search(r"\.\w{3,4}$|^untitled|^microsoft word", said.strip(), re.IGNORECASE):
        return said.strip()[:_LONGEST_TITLE]
    first = next((page for page in pages if page), "")
    return first.split("\n", maxsplit=1)[0][:_LONGEST_TITLE]

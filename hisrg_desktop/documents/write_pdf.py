"""A document as a PDF file, from the same outline as the Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Table as Cells

from hisrg_desktop.documents.outline import (
    Bullet,
    Document,
    Empty,
    Figure,
    Heading,
    KeyValues,
    Landscape,
    Masthead,
    Note,
    Numbered,
    PageBreak,
    Paragraph,
    Part,
    Provision,
    Quote,
    Run,
    Section,
    Table,
    Words,
    sections,
)
from hisrg_desktop.documents.written.faces import SANS, SERIF, faced, register
from hisrg_desktop.documents.written.pdf_paragraphs import marked, paragraph
from hisrg_desktop.documents.written.pdf_rows import Cell, Grid, Rows
from hisrg_desktop.documents.written.shaping import draw_words, line_width
from hisrg_desktop.meeting.redline.pieces import Piece

INK, SOFT, ACCENT, LINE = "#1C2430", "#5B6573", "#1D4F7C", "#B9B6AD"
UPRIGHT_SIDE, TURNED_SIDE = 65.2, 42.55
_HEADED_ROWS = 110
"""What must be left of a page for a heading and the first rows of its table, in points."""


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    usual = {"fontName": SANS, "textColor": HexColor(INK), "spaceAfter": 6, "splitLongWords": 1}
    own = {"bulletFontName": more.get("fontName", SANS), "bulletFontSize": size}
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**usual, **own, **more})


_SOFT, _ACCENT = HexColor(SOFT), HexColor(ACCENT)
_STYLES = {
    one.name: one
    for one in (
        _style("masthead", 11.5, 15, fontName=f"{SANS}-Bold", textColor=_ACCENT, spaceAfter=2),
        _style("detail", 9, 12.5, textColor=_SOFT, spaceAfter=1),
        _style("reference", 9, 12.5, fontName=f"{SANS}-Bold", textColor=_SOFT, alignment=TA_RIGHT, spaceAfter=3),
        _style("title", 20, 25, fontName=f"{SANS}-Bold", spaceBefore=16, spaceAfter=16),
        _style("subtitle", 12, 16, textColor=_SOFT, spaceAfter=12),
        _style("heading 1", 13.5, 18, fontName=f"{SANS}-Bold", textColor=_ACCENT, spaceBefore=18, keepWithNext=1),
        _style("heading 2", 11.5, 15.5, fontName=f"{SANS}-Bold", spaceBefore=13, keepWithNext=1),
        _style("heading 3", 10, 14, fontName=f"{SANS}-Bold", spaceBefore=10, spaceAfter=4, keepWithNext=1),
        _style("heading 4", 10, 14, fontName=f"{SANS}-Italic", textColor=_SOFT, spaceBefore=8, keepWithNext=1),
        _style("body", 9.8, 14),
        _style("numbered paragraph", 9.8, 14, leftIndent=34),
        _style("bullet", 9.8, 14, leftIndent=51, bulletIndent=34, spaceAfter=3),
        _style("quote", 9.8, 14.5, fontName=SERIF, leftIndent=51, rightIndent=17, spaceBefore=3),
        _style("legal text", 10.2, 15.2, fontName=SERIF, leftIndent=48, spaceBefore=3, spaceAfter=7),
        _style("legal item", 10.2, 15.2, fontName=SERIF, leftIndent=76, bulletIndent=48, spaceAfter=5),
        _style("note", 8.4, 11.6, textColor=_SOFT, leftIndent=34),
        _style("footnote", 8.4, 11.6, leftIndent=18, spaceAfter=3),
        _style("cell", 8.6, 12, spaceAfter=0),
        _style("name", 8.6, 12, textColor=_SOFT, spaceAfter=0),
    )
}


def write_pdf(document: Document) -> bytes:
    """The bytes of the PDF; the same document gives the same bytes.

    Characters that no typeface has appear as the replacement sign. Footnotes stand at the end.
    """
    register()
    cut = sections(document)
    buffer = io.BytesIO()
    head = document.masthead
    paper = BaseDocTemplate(
        buffer,
        pageTemplates=[_page(document, section, number) for number, section in enumerate(cut)],
        title=head.title,
        author=document.author,
        lang=document.language,
        invariant=1,
    )
    paper.build(list(_story(document, cut)), canvasmaker=_canvas_for(document))
    return buffer.getvalue()


def _canvas_for(document: Document) -> type[Canvas]:
    class Paged(Canvas):
        """A canvas that knows how many pages there are when it writes their feet."""

        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            # The date is the record's; reportlab knows only now and the year 2000.
            at = document.at.astimezone(UTC)
            self.__dict__["_doc"]._timeStamp.YMDhms = (at.year, at.month, at.day, at.hour, at.minute, at.second)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self._pages.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            pages = self._pages
            for number, state in enumerate(pages, 1):
                self.__dict__.update(state)
                _foot(self, document.masthead, f"Page {number} of {len(pages)}")
                Canvas.showPage(self)
            Canvas.save(self)

    return Paged


def _foot(canvas: Canvas, head: Masthead, count: str) -> None:
    wide, _ = canvas.__dict__["_pagesize"]
    side = TURNED_SIDE if wide > A4[0] else UPRIGHT_SIDE
    canvas.setFillColor(_SOFT)
    draw_words(canvas, " · ".join(filter(None, (head.reference, head.status))), SANS, 8, side, 28)
    draw_words(canvas, count, SANS, 8, wide - side, 28, end=True)


def _page(document: Document, section: Section, number: int) -> PageTemplate:
    width, height = landscape(A4) if section.landscape else A4
    side = TURNED_SIDE if section.landscape else UPRIGHT_SIDE
    top = 70 if section.form else 62
    frame = Frame(side, 48, width - 2 * side, height - 48 - top, 0, 0, 0, 0)

    def running_head(canvas: Canvas, paper: BaseDocTemplate) -> None:
        if paper.page > 1:
            _running_head(canvas, document.masthead, side, (width, height))

    return PageTemplate(f"section {number}", [frame], onPage=running_head, pagesize=(width, height))


def _running_head(canvas: Canvas, head: Masthead, side: float, size: tuple[float, float]) -> None:
    wide, high = size
    canvas.setFillColor(_SOFT)
    reference = " · ".join(filter(None, (head.reference, head.status)))
    room = wide - 2 * side - _wide(reference) - 18
    words = " · ".join(filter(None, (head.body, head.title, head.meeting if wide > high else "")))
    # Where not everything has room, which document it is says more than whose.
    draw_words(canvas, words if _wide(words) <= room else _fitted(head.title, room), SANS, 8, side, high - 38)
    draw_words(canvas, reference, SANS, 8, wide - side, high - 38, end=True)
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.6)
    canvas.line(side, high - 44, wide - side, high - 44)


def _fitted(words: str, room: float) -> str:
    if _wide(words) <= room:
        return words
    while words and _wide(words + "…") > room:
        words = words[:-1]
    return words + "…"


def _wide(words: str) -> float:
    return line_width(faced(words, SANS), 8)


def _story(document: Document, cut: list[Section]) -> Iterator[Flowable]:
    notes: list[str] = []
    for number, section in enumerate(cut):
        if number:
            yield NextPageTemplate(f"section {number}")
            yield NewPage()
        else:
            yield from _masthead(document.masthead, section)
        for before, part, after in zip((None, *section.parts), section.parts, (*section.parts[1:], None), strict=False):
            if isinstance(part, Heading) and isinstance(after, Table):
                yield from _above_table(part, first=not isinstance(before, Heading))
            else:
                yield from _part(part, notes, section)
    if notes:
        yield _flow("Notes", "heading 2")
    for count, note in enumerate(notes, 1):
        yield paragraph(marked(note), _STYLES["footnote"], str(count))


def _above_table(part: Heading, *, first: bool) -> Iterator[Flowable]:
    """A heading that stays with the first rows: kept together with the whole table it would leave half a page empty."""
    if first:
        yield CondPageBreak(_HEADED_ROWS)
    style = _STYLES[f"heading {part.level}"]
    yield paragraph(marked(part.text), ParagraphStyle("above a table", style, keepWithNext=0))


def _masthead(head: Masthead, section: Section) -> Iterator[Flowable]:
    below = (_flow(line, "detail") for line in (head.meeting, head.place_and_dates) if line)
    left = [_flow(head.body, "masthead"), *below]
    right: list[Flowable] = [_flow(head.reference, "reference")]
    if head.status:
        right.append(_boxed(head.status))
    narrow = max(95.0, _wide(head.reference) * 1.25 + 4, _wide(head.status) * 1.2 + 16)
    sides = Cells([[left, right]], colWidths=[_text_width(section) - narrow, narrow])
    sides.setStyle(_SIDES)
    yield sides
    yield HRFlowable(width="100%", thickness=0.8, color=HexColor(LINE), spaceBefore=4, spaceAfter=0)
    yield _flow(head.title, "title")


_SIDES = [
    ("ALIGN", (1, 0), (1, 0), "RIGHT"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]


def _boxed(words: str) -> Flowable:
    """A few words in a frame at the right."""
    box = Cells([[words]], hAlign="RIGHT")
    box.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), f"{SANS}-Bold", 8.5, 9),
            ("TEXTCOLOR", (0, 0), (-1, -1), _ACCENT),
            ("BOX", (0, 0), (-1, -1), 0.8, _ACCENT),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return box


def _text_width(section: Section) -> float:
    return float(landscape(A4)[0] - 2 * TURNED_SIDE if section.landscape else A4[0] - 2 * UPRIGHT_SIDE)


def _flow(text: str, style: str) -> Flowable:
    return paragraph(marked(text), _STYLES[style])


def _part(part: Part, notes: list[str], section: Section) -> Iterator[Flowable]:
    match part:
        case Heading():
            yield _flow(part.text, f"heading {part.level}")
        case Paragraph():
            yield paragraph(_words(part.text, notes), _STYLES.get(part.style.lower(), _STYLES["body"]))
        case Numbered():
            yield paragraph(_words(part.text, notes), _STYLES["numbered paragraph"], part.number)
            if part.note:
                yield _flow(part.note, "note")
        case Bullet():
            yield paragraph(_words(part.text, notes), _STYLES["bullet"], "–")
        case Quote():
            yield paragraph(_words(part.text, notes), _STYLES["quote"])
        case Provision():
            yield _provision(part, notes)
        case Table():
            yield Rows(_grid(part, notes, _text_width(section)))
        case Figure():
            from hisrg_desktop.documents.charts import Drawn

            yield Drawn(part.chart)
        case KeyValues():
            yield _pairs(part, notes, _text_width(section))
        case PageBreak():
            yield NewPage()
        case Empty():
            yield Spacer(1, 14)
        case Landscape():
            raise AssertionError("sections() takes turned pages apart before they are written")


def _provision(part: Provision, notes: list[str]) -> Flowable:
    style = _STYLES["legal text" if part.depth <= 1 else "legal item"]
    if part.depth > 2:
        further = 28 * (part.depth - 2)
        style = ParagraphStyle(
            "deeper", style, leftIndent=style.leftIndent + further, bulletIndent=style.bulletIndent + further
        )
    return paragraph("".join(_piece(one, notes) for one in part.pieces), style, part.label or None)


def _piece(piece: Piece | Note, notes: list[str]) -> str:
    if isinstance(piece, Note):
        return _one(piece, notes)
    text = marked(piece.text)
    if piece.inserted is not None:
        text = f"<b><u>{text}</u></b>"
    return f"<strike>{text}</strike>" if piece.deleted is not None else text


def _words(words: Words, notes: list[str]) -> str:
    return marked(words) if isinstance(words, str) else "".join(_one(one, notes) for one in words)


def _one(one: Run | Note, notes: list[str]) -> str:
    if isinstance(one, Note):
        notes.append(one.text)
        return f'<super size="6.5">{len(notes)}</super>'
    text = marked(one.text)
    text = f"<b>{text}</b>" if one.bold else text
    text = f"<i>{text}</i>" if one.italic else text
    return f'<font color="{SOFT}">{text}</font>' if one.soft else text


def _pairs(part: KeyValues, notes: list[str], width: float) -> Cells:
    style, soft = _STYLES["cell"], _STYLES["name"]
    cells = Cells(
        [[paragraph(marked(name), soft), paragraph(_words(words, notes), style)] for name, words in part.pairs],
        colWidths=[115, width - 115],
        spaceAfter=8,
    )
    cells.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    return cells


def _grid(part: Table, notes: list[str], width: float) -> Grid:
    widths = [column.width / 20 for column in part.columns]
    # Only the comment form may hang out into the margins; it does so in Word too.
    scale = 1.0 if part.headings_in_page_header else min(1.0, width / sum(widths))
    headings: list[Cell] = [faced(column.heading, f"{SANS}-Bold") for column in part.columns]
    widths = [one * scale for one in widths]
    cells = [[_cell(words, notes) for words in row] for row in part.rows]
    return Grid(widths, headings, cells, part.shading, part.row_height / 20)


def _cell(words: Words, notes: list[str]) -> Cell:
    if isinstance(words, str):
        return faced(words)
    return [fragment for one in words for fragment in _fragments(one, notes)]


def _fragments(one: Run | Note, notes: list[str]) -> Cell:
    if isinstance(one, Note):
        notes.append(one.text)
        return ((SANS, f" [{len(notes)}]"),)
    face = ("Bold" if one.bold else "") + ("Italic" if one.italic else "")
    return faced(one.text, f"{SANS}-{face}" if face else SANS)

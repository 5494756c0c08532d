"""The parts of an outline as the paragraphs and tables of a Word body."""

from collections.abc import Iterator, Sequence

from hisrg_desktop.documents.outline import (
    Bullet,
    Column,
    Empty,
    Figure,
    Heading,
    KeyValues,
    Landscape,
    Numbered,
    Outline,
    PageBreak,
    Paragraph,
    Part,
    Provision,
    Quote,
    Table,
)
from hisrg_desktop.documents.written.drawing import drawing
from hisrg_desktop.documents.written.word_words import Setting, pieces, run, runs

TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""For paragraphs that the format demands and nobody should see."""


def body(parts: Outline, setting: Setting, width: int) -> str:
    """The body's XML; `width` is that of the text in twips."""
    return "".join(_part(part, setting, width) for part in parts)


def paragraph(style: str, inner: str, layout: str = "") -> str:
    """A paragraph in the style of this id; `layout` is what follows `w:pStyle`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{inner}</w:p>'


def _part(part: Part, setting: Setting, width: int) -> str:
    match part:
        case Heading():
            return paragraph(setting.style(f"heading {part.level}"), run(part.text))
        case Paragraph():
            return paragraph(setting.style(part.style), runs(part.text, setting))
        case Numbered():
            return _numbered(part, setting)
        case Bullet():
            return paragraph(setting.style("Bullet"), run("–\t") + runs(part.text, setting))
        case Quote():
            return paragraph(setting.style("Quote"), runs(part.text, setting))
        case Provision():
            return _provision(part, setting)
        case Table():
            return table(part, setting)
        case Figure():
            return paragraph(setting.style("Body"), drawing(part.chart, setting), "<w:keepLines/>")
        case KeyValues():
            return _pairs(part, setting, width)
        case PageBreak():
            return paragraph(setting.style("Body"), "", f"<w:pageBreakBefore/>{TINY}")
        case Empty():
            return paragraph(setting.style("Body"), "")
        case Landscape():
            raise AssertionError("sections() takes turned pages apart before they are written")


def _numbered(part: Numbered, setting: Setting) -> str:
    words = paragraph(setting.style("Numbered Paragraph"), run(f"{part.number}\t") + runs(part.text, setting))
    return words + (paragraph(setting.style("Note"), run(part.note)) if part.note else "")


def _provision(part: Provision, setting: Setting) -> str:
    style = setting.style("Legal Text" if part.depth <= 1 else "Legal Item")
    deeper = f'<w:ind w:left="{1531 + 567 * (part.depth - 2)}" w:hanging="567"/>' if part.depth > 2 else ""
    label = run(f"{part.label}\t") if part.label else run("\t")
    return paragraph(style, label + pieces(part.pieces, setting), deeper)


def table(part: Table, setting: Setting) -> str:
    """The table; without a heading row where the page header carries the headings."""
    head = "" if part.headings_in_page_header else heading_row(part.columns, setting)
    rows = _rows(part, setting)
    return f"{table_start(part.columns, setting)}{head}{''.join(rows)}</w:tbl>{_after_table(setting)}"


def table_start(columns: Sequence[Column], setting: Setting, style: str = "Ruled Table") -> str:
    """The opening of a table of fixed columns, centred so that a form wider than the text hangs out evenly."""
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{setting.style(style)}"/>'
        f'<w:tblW w:w="{sum(column.width for column in columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def heading_row(columns: Sequence[Column], setting: Setting) -> str:
    """The headings, repeated by Word on every page the table reaches."""
    style = setting.style("Table Heading")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/>'
    cells = "".join(_cell(column.width, shade, paragraph(style, run(column.heading))) for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _rows(part: Table, setting: Setting) -> Iterator[str]:
    # Ten thousand rows of eight cells pass here: what is the same in every row is made once.
    start = f'<w:p><w:pPr><w:pStyle w:val="{setting.style("Table Text")}"/></w:pPr>'
    least = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{part.row_height}"/></w:trPr>' if part.row_height else ""
    opening_row = f"<w:tr>{least}"
    middle = '<w:vAlign w:val="center"/>' if part.row_height else ""
    plain = [_cell_start(column.width, middle) + start for column in part.columns]
    for number, row in enumerate(part.rows):
        opened = _shaded(part, start, number, plain) if part.shading else plain
        yield opening_row
        for opening, words in zip(opened, row, strict=True):
            yield opening
            yield run(words) if isinstance(words, str) else runs(words, setting)
            yield "</w:p></w:tc>"
        yield "</w:tr>"


def _shaded(part: Table, start: str, number: int, plain: Sequence[str]) -> list[str]:
    opened = list(plain)
    for at, column in enumerate(part.columns):
        fill = part.shading.get((number, at))
        if fill:
            opened[at] = _cell_start(column.width, f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>') + start
    return opened


def _cell_start(width: int, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'


def _cell(width: int, look: str, inner: str) -> str:
    return f"{_cell_start(width, look)}{inner}</w:tc>"


def _pairs(part: KeyValues, setting: Setting, width: int) -> str:
    columns = [Column("", 2410), Column("", width - 2410)]
    style, soft = setting.style("Table Text"), f'<w:rStyle w:val="{setting.style("Soft")}"/>'
    rows = "".join(
        f"<w:tr>{_cell(columns[0].width, '', paragraph(style, run(name, soft)))}"
        f"{_cell(columns[1].width, '', paragraph(style, runs(words, setting)))}</w:tr>"
        for name, words in part.pairs
    )
    return f"{table_start(columns, setting, 'Normal Table')}{rows}</w:tbl>{_after_table(setting)}"


def _after_table(setting: Setting) -> str:
    # Two tables in a row would melt into one, and Word demands a paragraph at the end of a body or a cell.
    return paragraph(
        setting.style("Table Text"), "", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    )

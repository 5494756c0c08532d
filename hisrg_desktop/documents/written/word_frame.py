"""What stands around the body of a Word document: masthead, running headers, page x of y, the page itself."""

from typing import NamedTuple

from hisrg_desktop.documents.outline import Column, Document, Masthead, Section
from hisrg_desktop.documents.written.package import NAMESPACES, XML
from hisrg_desktop.documents.written.word_body import TINY, heading_row, paragraph, table_start
from hisrg_desktop.documents.written.word_words import Setting, run

RULE = '<w:pBdr><w:{} w:val="single" w:sz="6" w:space="{}" w:color="B9B6AD"/></w:pBdr>'
BOX = (
    '<w:b/><w:color w:val="1D4F7C"/><w:spacing w:val="12"/>'
    '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="1D4F7C"/>'
)


class Paper(NamedTuple):
    """A page of A4 in twips."""

    width: int
    height: int
    side: int
    top: int
    bottom: int

    @property
    def text(self) -> int:
        """The width of the text."""
        return self.width - 2 * self.side


UPRIGHT = Paper(11906, 16838, 1304, 1531, 1304)
# The margins of the comment form of ISO, IEC and CEN.
TURNED = Paper(16838, 11906, 851, 1134, 851)


def paper(section: Section) -> Paper:
    """The page a section stands on."""
    return TURNED if section.landscape else UPRIGHT


def masthead(head: Masthead, setting: Setting, page: Paper) -> str:
    """The head of the first page: who, for which meeting, under which reference; then the title."""
    left = [("Masthead", run(head.body)), *_details(head.meeting, head.place_and_dates)]
    right = [("Masthead Detail", run(head.reference, "<w:b/>")), ("Masthead Detail", _status(head))]
    title = paragraph(setting.style("Title"), run(head.title))
    return (
        _two_sides(left, right, _narrow(head), setting, page)
        + paragraph(
            setting.style("Body"),
            "",
            RULE.format("bottom", 4) + '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>',
        )
        + title
    )


def _details(*lines: str) -> list[tuple[str, str]]:
    return [("Masthead Detail", run(line)) for line in lines if line]


def _status(head: Masthead) -> str:
    # No-break spaces keep the box from clinging to the words, and a long status in one box.
    words = f" {head.status} ".replace(" ", "\N{NO-BREAK SPACE}")
    return run(words, BOX) if head.status else ""


def _narrow(head: Masthead) -> int:
    """How wide the right side is: as the reference or the status needs, so that the left one has the rest."""
    return min(4000, max(1900, 130 * max(len(head.reference), len(head.status) + 2)))


def _two_sides(
    left: list[tuple[str, str]], right: list[tuple[str, str]], narrow: int, setting: Setting, page: Paper
) -> str:
    columns = [Column("", page.text - narrow), Column("", narrow)]
    none = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column.width}" w:type="dxa"/>{none}</w:tcPr>{lines}</w:tc>'
        for column, lines in zip(
            columns, (_lines(left, setting), _lines(right, setting, '<w:jc w:val="right"/>')), strict=True
        )
    )
    return f"{table_start(columns, setting, 'Normal Table')}<w:tr>{cells}</w:tr></w:tbl>"


def _lines(lines: list[tuple[str, str]], setting: Setting, layout: str = "") -> str:
    shown = [(style, words) for style, words in lines if words] or [("Masthead Detail", "")]
    return "".join(paragraph(setting.style(style), words, layout) for style, words in shown)


def first_header(setting: Setting) -> str:
    """Nothing: the masthead is the head of the first page."""
    return _part("hdr", paragraph(setting.style("header"), ""))


def header(document: Document, section: Section, setting: Setting) -> str:
    """The head of a section's pages: who and what on the left, the reference on the right; then a form's headings."""
    head, page = document.masthead, paper(section)
    inner = _form_head(head, section, setting, page) if section.form else _running_head(head, setting, page)
    return _part("hdr", inner)


def _running_head(head: Masthead, setting: Setting, page: Paper) -> str:
    words = " · ".join(filter(None, (head.body, head.title)))
    reference = " · ".join(filter(None, (head.reference, head.status)))
    return paragraph(
        setting.style("header"), run(words) + run("\t" + reference), RULE.format("bottom", 4) + _right(page)
    )


def _form_head(head: Masthead, section: Section, setting: Setting, page: Paper) -> str:
    assert section.form is not None
    columns = section.form.columns
    left = [
        ("Masthead", run(head.title)),
        ("Masthead Detail", run(" · ".join(filter(None, (head.body, head.meeting, head.place_and_dates))))),
    ]
    right = [("Masthead Detail", run(head.reference, "<w:b/>")), ("Masthead Detail", _status(head))]
    wide = max(page.text, sum(column.width for column in columns))
    sides = _two_sides(left, right, _narrow(head), setting, page._replace(width=wide + 2 * page.side))
    gap = paragraph(
        setting.style("header"), "", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    )
    headings = f"{table_start(columns, setting)}{heading_row(columns, setting)}</w:tbl>"
    return sides + gap + headings + paragraph(setting.style("header"), "", TINY)


def footer(document: Document, section: Section, setting: Setting) -> str:
    """The foot of the pages: the reference on the left, page x of y on the right."""
    head = document.masthead
    left = " · ".join(filter(None, (head.reference, head.status)))
    words = run(left) + run("\tPage ") + _field("PAGE") + run(" of ") + _field("NUMPAGES")
    return _part("ftr", paragraph(setting.style("footer"), words, _right(paper(section))))


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _right(page: Paper) -> str:
    # Word's own header and footer styles stop at 4513 and 9026; with those left in, the words would halt half-way.
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in (4513, 9026))
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{page.text}"/></w:tabs>'


def _part(tag: str, inner: str) -> str:
    return f"{XML}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def properties(section: Section, number: int, first: bool) -> str:
    """The `w:sectPr` of a section; `number` counts its header and footer parts."""
    page = paper(section)
    turned = ' w:orient="landscape"' if section.landscape else ""
    titled = first and section.form is None
    return (
        "<w:sectPr>"
        + f'<w:headerReference w:type="default" r:id="header{number}"/>'
        + ('<w:headerReference w:type="first" r:id="header0"/>' if titled else "")
        + f'<w:footerReference w:type="default" r:id="footer{number}"/>'
        + (f'<w:footerReference w:type="first" r:id="footer{number}"/>' if titled else "")
        + f'<w:type w:val="nextPage"/><w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        + f'<w:pgMar w:top="{page.top}" w:right="{page.side}" w:bottom="{page.bottom}" w:left="{page.side}" '
        + 'w:header="567" w:footer="510" w:gutter="0"/>'
        + ("<w:titlePg/>" if titled else "")
        + "</w:sectPr>"
    )

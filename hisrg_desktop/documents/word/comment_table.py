"""A table of comments in a Word file: the comment form of ISO, IEC and CEN, filled in or compiled."""

from collections.abc import Iterator

from lxml import etree

from hisrg_desktop.documents.comment_form import columns_by_count, columns_of, reading_of
from hisrg_desktop.documents.word import tables
from hisrg_desktop.documents.word.guard import Package, open_package
from hisrg_desktop.documents.word.names import VAL, W
from hisrg_desktop.documents.word.styles import read_styles
from hisrg_desktop.documents.word.words import Reader
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.returned.table import TableReading

_BESIDE = 120
"""A body in which more words stand beside its tables than this, and than in them, is no form but a text with tables."""


def read_comment_table(data: bytes, name: str = "") -> TableReading | None:
    """The table of comments that a Word file is; None where it is something else, such as a draft."""
    package = open_package(data, name)
    body = package.body().find(W + "body")
    reader = Reader(read_styles(package.related_xml("styles")))
    found = [] if body is None else [_grid(table, reader) for table in body.iter(W + "tbl") if _is_outer(table)]
    if body is None or not any(found):
        return None
    if _beside(body, reader) > max(_BESIDE, sum(len(cell.split()) for rows in found for row in rows for cell in row)):
        return None
    columns = _columns(package, reader, found)
    if not columns:
        return None
    width = max(columns) + 1
    rows = [row for rows in found for row in rows if max(map(len, rows)) >= width]
    return reading_of(rows, columns)


def _columns(package: Package, reader: Reader, found: list[list[list[str]]]) -> dict[int, str]:
    """What the columns hold: by the headings in the page header, by a heading row, or as the form has them."""
    headings = [row for root in _headers(package) for table in root.iter(W + "tbl") for row in _grid(table, reader)]
    headings += [row for rows in found for row in rows[:3]]
    told = max((columns_of(row) for row in headings), key=len, default={})
    return told or columns_by_count([row for rows in found for row in rows])


def _headers(package: Package) -> Iterator[etree._Element]:
    for relation in package.relations(package.main):
        if relation.kind == "header" and not relation.external:
            root = package.xml(relation.target)
            if root is not None:
                yield root


def _is_outer(table: etree._Element) -> bool:
    return not any(above.tag in (W + "tbl", W + "txbxContent") for above in table.iterancestors())


def _beside(body: etree._Element, reader: Reader) -> int:
    """How many words stand in the body outside its tables."""
    outside = (p for p in body.iter(W + "p") if not any(above.tag == W + "tbl" for above in p.iterancestors()))
    return sum(len(reader.words(p).text.split()) for p in outside)


def _grid(table: etree._Element, reader: Reader) -> list[list[str]]:
    """The cells of a table at their columns; a merged cell stands in its first column, and in each of its rows."""
    made: list[list[str]] = []
    for row in tables.rows(table):
        cells: list[str] = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in tables.cells(row):
            words = _words(cell, reader)
            if _goes_on(cell) and made and len(cells) < len(made[-1]):
                words = words or made[-1][len(cells)]
            cells += [words] + [""] * (max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"))) - 1)
        made.append(cells)
    return made


def _number(node: etree._Element | None) -> int:
    value = "" if node is None else node.get(VAL, "")
    return min(int(value), 64) if value.isdecimal() else 0


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell is a further row of one that is merged downwards."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _words(cell: etree._Element, reader: Reader) -> str:
    return clean("\n".join(reader.words(paragraph).text for paragraph in tables.own_paragraphs(cell)).strip())

"""The rows, cells and paragraphs of a table in Word, as they stand when every change is accepted."""

from collections.abc import Iterator

from lxml import etree

from hisrg_desktop.documents.word.names import W


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that stand when every change is accepted."""
    return (row for row in all_rows(table) if row.find(f"{W}trPr/{W}del") is None)


def all_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those to be deleted too."""
    return _children(table, "tr")


def cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, left to right."""
    return list(_children(row, "tc"))


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a tag, seen through content controls."""
    for child in node:
        if child.tag == W + tag:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            yield from _children(child, tag)


def own_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, those of tables within it too, but not those of text boxes."""
    for paragraph in cell.iter(W + "p"):
        if not any(above.tag == W + "txbxContent" for above in paragraph.iterancestors()):
            yield paragraph

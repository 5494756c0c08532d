"""A part of a Word file in which every tracked change is carried out, as if all had been accepted in Word."""

from lxml import etree

from hisrg_desktop.documents.word.reading import IN, OUT, every, name_of

_LOOKS = tuple(f"{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid"))
_MARKS = (
    *(f"{side}Range{end}" for side in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    "cellIns",
    "cellDel",
    "cellMerge",
    "numberingChange",
)
_PROPERTIES = frozenset(("rPr", "trPr", "numPr", "ctrlPr"))


def is_marked(root: etree._Element) -> bool:
    """Whether a part carries tracked changes."""
    return next(every(root, *IN, *OUT, *_LOOKS), None) is not None


def accept(root: etree._Element) -> None:
    """Carry every change out, in place."""
    for node in list(every(root, *_LOOKS, *_MARKS)):
        _remove(node)
    _runs(root)
    _paragraphs(root)
    _rows(root)


def _runs(root: etree._Element) -> None:
    for node in list(every(root, *OUT)):
        if _above(node) not in _PROPERTIES:
            _remove(node)
    for node in list(every(root, *IN)):
        if _above(node) not in _PROPERTIES:
            unwrap(node)


def _paragraphs(root: etree._Element) -> None:
    for mark in list(every(root, *IN, *OUT)):
        look = mark.getparent()
        properties = look.getparent() if look is not None else None
        if look is None or properties is None or _above(mark) != "rPr" or name_of(properties) != "pPr":
            continue
        look.remove(mark)
        paragraph = properties.getparent()
        if name_of(mark) in OUT and paragraph is not None:
            _join(paragraph)


def _join(paragraph: etree._Element) -> None:
    """Put the words of a paragraph before those of the next; the last of its stretch goes where it is empty."""
    following = paragraph.getnext()
    while following is not None and (not isinstance(following.tag, str) or name_of(following) in _SILENT):
        following = following.getnext()
    own = [child for child in paragraph if name_of(child) != "pPr"]
    if following is None or name_of(following) != "p":
        before = paragraph.getprevious()
        if not "".join(paragraph.itertext()).strip() and before is not None and name_of(before) == "p":
            _remove(paragraph)
        return
    at = 1 if len(following) and name_of(following[0]) == "pPr" else 0
    for child in reversed(own):
        following.insert(at, child)
    _remove(paragraph)


_SILENT = frozenset(
    ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd")
)


def _rows(root: etree._Element) -> None:
    for mark in list(every(root, *IN, *OUT)):
        if _above(mark) != "trPr":
            continue
        properties = mark.getparent()
        assert properties is not None
        properties.remove(mark)
        row = properties.getparent()
        if name_of(mark) in OUT and row is not None and not "".join(row.itertext()).strip():
            table = row.getparent()
            _remove(row)
            if table is not None and next(every(table, "tr"), None) is None:
                _remove(table)


def unwrap(node: etree._Element) -> None:
    """Put what is in an element where the element stands."""
    parent = node.getparent()
    assert parent is not None
    at = parent.index(node)
    for child in reversed(list(node)):
        parent.insert(at + 1, child)
    parent.remove(node)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _above(node: etree._Element) -> str:
    parent = node.getparent()
    return "" if parent is None else name_of(parent)

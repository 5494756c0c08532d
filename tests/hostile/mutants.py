"""A Word file with a few things in it changed by chance: the same for the same number."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.hostile.craft import W, spoiled

_W = f"{{{W}}}"
PARTS = ("document", "styles", "numbering", "footnotes", "endnotes", "comments", "commentsExtended", "settings")
ODD = ("", "-1", "0", "9" * 30, "2147483648", "-2147483649", "NaN", "true", "\u202e", "x" * 300, "%1%2%9", "1e9", "٣")
NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "moveFrom", "moveTo", "delText", "sdt", "sdtContent", "hyperlink", "pPr",
    "rPr", "trPr", "numPr", "sectPr", "footnoteReference", "endnoteReference", "commentReference", "commentRangeStart",
    "commentRangeEnd", "fldChar", "instrText", "fldSimple", "br", "tab", "sym", "pict", "drawing", "object", "smartTag",
    "customXml", "bookmarkStart", "moveFromRangeStart", "moveToRangeEnd", "altChunk", "rPrChange", "pPrChange", "cellIns",
    "ruby", "body", "style", "lvl", "num", "comment", "footnote", "noBreakHyphen", "ptab",
)  # fmt: skip


def mutant(docx: bytes, seed: int) -> bytes:
    """The file with between one and a dozen changes in its parts."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(docx)) as held:
        there = [name for name in held.namelist() if name.rpartition("/")[2].removesuffix(".xml") in PARTS]
        parts = {name: held.read(name) for name in there}
    changed: dict[str, bytes | None] = {}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(there)
        changed[name] = _changed(parts[name], chance, parts)
    return spoiled(changed, of=docx)


def _changed(part: bytes, chance: random.Random, parts: dict[str, bytes]) -> bytes | None:
    roll = chance.random()
    if roll < 0.03:
        return None
    if roll < 0.06:
        return chance.choice(list(parts.values()))
    if roll < 0.12:
        at = chance.randrange(max(len(part), 1))
        return part[:at] + chance.randbytes(chance.randint(0, 4)) + part[at + chance.randint(0, 40) :]
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part
    for _ in range(chance.randint(1, 12)):
        nodes = list(root.iter(etree.Element))
        chance.choice(CHANGES)(chance.choice(nodes), nodes, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _leave_out(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    above = node.getparent()
    if above is not None:
        above.remove(node)


def _repeat(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    if node.getparent() is not None and len(list(node.iter())) < 400:
        for _ in range(chance.choice((1, 1, 2, 30))):
            node.addnext(etree.fromstring(etree.tostring(node)))


def _move(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    to = chance.choice(nodes)
    if node.getparent() is not None and to is not node and node not in to.iterancestors():
        to.insert(chance.randint(0, len(to)), node)


def _rename(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    if node.getparent() is not None:
        node.tag = _W + chance.choice(NAMES)


def _wrap(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    above = node.getparent()
    if above is not None:
        at = above.index(node)
        outer = etree.Element(_W + chance.choice(NAMES))
        outer.set(_W + "id", chance.choice(ODD))
        outer.append(node)
        above.insert(at, outer)


def _put(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    new = etree.Element(_W + chance.choice(NAMES))
    for name in chance.sample(("id", "val", "type", "name", "author", "date", "fldCharType", "char"), 2):
        new.set(_W + name, chance.choice(ODD))
    node.insert(chance.randint(0, len(node)), new)


def _say(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    if node.attrib:
        node.set(chance.choice(list(node.attrib)), chance.choice(ODD))
    else:
        node.text = chance.choice(ODD)


def _unsay(node: etree._Element, nodes: list[etree._Element], chance: random.Random) -> None:
    if node.attrib:
        del node.attrib[chance.choice(list(node.attrib))]


CHANGES: tuple[Callable[[etree._Element, list[etree._Element], random.Random], None], ...] = (
    _leave_out, _repeat, _move, _rename, _wrap, _put, _put, _say, _unsay,
)  # fmt: skip


def exam_files(folder: Path) -> list[Path]:
    """The Word files of the exam, where it is; none elsewhere."""
    return sorted(folder.rglob("*.docx")) if folder.is_dir() else []

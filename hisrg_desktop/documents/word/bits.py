"""A paragraph as a row of bits: what is kept, deleted or split as one."""

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from hisrg_desktop.documents.word.nodes import Node, attribute, text_xml


@dataclass(slots=True, eq=False)
class Run:
    """A run's start tag and its properties: the look that its words share."""

    head: str
    look: str
    tail: str


@dataclass(slots=True)
class Bit:
    """The least thing that is kept, deleted or split: words, a mark of no width, a container's beginning or end.

    `kind` is text, still (a tab, a break), zero (a note's mark, a picture), begin, code, separate, end (of a field),
    open, close (a container) or point (what stands between runs).
    """

    kind: str
    xml: str
    text: str = ""
    at: int = 0
    run: Run | None = None
    container: Node | None = None
    field: int = -1

    @property
    def until(self) -> int:
        return self.at + len(self.text)


THROUGH = frozenset(["ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "fldSimple", "dir", "bdo"])
_PUSHED_IN = frozenset(["sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"])
_STILL = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_FIELD = frozenset(["begin", "separate", "end"])


def bits(paragraph: Node, *, prefix: str, unfold: bool = False) -> list[Bit]:
    """The contents of a paragraph in order; with `unfold`, simple fields are taken apart into their marks."""
    content = (child for child in paragraph.children if not (isinstance(child, Node) and child.name == "pPr"))
    row = [bit for child in content for bit in _bits(child, prefix, unfold)]
    at, field, depth = 0, -1, 0
    for index, bit in enumerate(row):
        bit.at = at
        at += len(bit.text)
        if bit.kind == "begin":
            depth, field = depth + 1, index if depth == 0 else field
        bit.field = field if depth else -1
        if bit.kind == "end" and depth:
            depth -= 1
    return row


def _bits(child: Node | str, prefix: str, unfold: bool) -> Iterator[Bit]:
    if isinstance(child, str):
        yield Bit("point", child)
    elif child.name == "r":
        yield from _of_run(child)
    elif child.name == "fldSimple" and unfold:
        yield from _unfolded(child, prefix, unfold)
    elif child.name in THROUGH and child.tail:
        yield from _of_container(child, prefix, unfold)
    else:
        yield Bit("point", child.xml)


def _of_container(node: Node, prefix: str, unfold: bool) -> Iterator[Bit]:
    content = node.child("sdtContent") if node.name == "sdt" else None
    if node.name == "sdt" and (content is None or not content.tail):
        yield Bit("point", node.xml)
        return
    # What a container says of itself comes first in it, so nothing of ours may stand before that.
    said = "".join(own.xml for own in node.nodes() if own.name in _PUSHED_IN)
    yield Bit("open", node.head + said + (content.head if content else ""), container=node)
    for below in (content or node).children:
        if isinstance(below, str) or below.name not in _PUSHED_IN:
            yield from _bits(below, prefix, unfold)
    yield Bit("close", (content.tail if content else "") + node.tail, container=node)


def _of_run(node: Node) -> Iterator[Bit]:
    if not node.tail:
        yield Bit("point", node.xml)
        return
    look = node.child("rPr")
    run = Run(node.head, look.xml if look else "", node.tail)
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield Bit("zero", child, run=run)
        elif child.name != "rPr":
            yield _of_child(child, run)
    if all(child.name == "rPr" for child in node.nodes()):
        yield Bit("point", node.xml)


def _of_child(child: Node, run: Run) -> Bit:
    kind, text = _kind_and_text(child)
    return Bit(kind, child.xml, text, run=run)


def _kind_and_text(child: Node) -> tuple[str, str]:
    """Of what kind a part of a run is, and what it reads as."""
    match child.name:
        case "t":
            return "text", child.text()
        case "br" | "cr" if attribute(child.head, "type") in ("page", "column"):
            return "zero", ""
        case "fldChar":
            kind = attribute(child.head, "fldCharType") or ""
            return (kind if kind in _FIELD else "zero"), ""
        case "instrText":
            return "code", ""
        case name:
            return ("still", _STILL[name]) if name in _STILL else ("zero", "")


def _unfolded(child: Node, prefix: str, unfold: bool) -> Iterator[Bit]:
    w = prefix
    run = Run(f"<{w}r>", "", f"</{w}r>")
    code = html.escape(attribute(child.head, "instr") or "", quote=False)

    def mark(kind: str) -> Bit:
        return Bit(kind, f'<{w}fldChar {w}fldCharType="{kind}"/>', run=run)

    yield mark("begin")
    yield Bit("code", f'<{w}instrText xml:space="preserve">{code}</{w}instrText>', run=run)
    yield mark("separate")
    for below in child.children:
        yield from _bits(below, prefix, unfold)
    yield mark("end")


def text_of(row: list[Bit]) -> str:
    """The paragraph's text, the tracked changes it carries accepted; a tab stays one, a line break is a new line."""
    return "".join(bit.text for bit in row)


def cut(row: list[Bit], places: set[int], prefix: str) -> list[Bit]:
    """The same row with texts split at these offsets."""
    order = sorted(places)
    return [part for bit in row for part in (_cut(bit, order, prefix) if bit.kind == "text" else [bit])]


def _cut(bit: Bit, order: list[int], prefix: str) -> list[Bit]:
    inside = order[bisect_right(order, bit.at) : bisect_left(order, bit.until)]
    if not inside:
        return [bit]
    out: list[Bit] = []
    for start, end in pairwise([bit.at, *inside, bit.until]):
        words = bit.text[start - bit.at : end - bit.at]
        out.append(replace(bit, xml=text_xml(words, prefix), text=words, at=start))
    return out

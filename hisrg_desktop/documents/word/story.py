"""Where each paragraph of a part begins and ends in the part's bytes, and what a paragraph is made of."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from hisrg_desktop.meeting.order import Unreadable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SILENT = frozenset(
    [
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
    ]
)


@dataclass(slots=True)
class Extent:
    """One paragraph: its bytes, the prefix of its names, the paragraph right before and right after it (or -1).

    Neighbours are those with nothing but range marks between, in the same body, cell or text box.
    `inside` is the paragraph in whose text box this one stands, or -1.
    """

    start: int
    end: int
    prefix: str
    previous: int = -1
    following: int = -1
    inside: int = -1
    cell: bool = False


@dataclass(slots=True)
class Story:
    """A part's bytes (in UTF-8) and the extents of its paragraphs in document order."""

    data: bytes
    extents: list[Extent]
    strict: bool = False

    def source(self, index: int) -> str:
        """The paragraph's XML as it stands."""
        extent = self.extents[index]
        return self.data[extent.start : extent.end].decode()

    def spliced(self, changed: dict[int, str]) -> bytes:
        """The part with some paragraphs' XML replaced and every other byte as it was."""
        out: list[bytes] = []
        done = 0
        for index in sorted(changed):
            extent = self.extents[index]
            out += [self.data[done : extent.start], changed[index].encode()]
            done = extent.end
        return b"".join([*out, self.data[done:]])


def in_utf8(data: bytes) -> bytes:
    """The part in UTF-8; one in another encoding is rewritten with its declaration mended."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
    else:
        declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""", data)
        name = declared.group(1).decode().lower() if declared else "utf-8"
        if name in ("utf-8", "utf8", "us-ascii", "ascii"):
            return data
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError) as fault:
            raise Unreadable(f"The text of the file is in an encoding that cannot be read ({name}).") from fault
    return re.sub(r"""(<\?xml[^>]*?encoding\s*=\s*["'])[^"']+""", r"\1UTF-8", text, count=1).encode()


@dataclass(slots=True)
class _Scan:
    """What the parser has seen so far."""

    parser: expat.XMLParserType
    data: bytes
    extents: list[Extent] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=lambda: [-1])
    names: list[str] = field(default_factory=list)
    strict: bool = False

    def began(self, name: str, _: object) -> None:
        uri, _, rest = name.partition("}")
        local, _, prefix = rest.partition("}")
        if local == "p" and uri in (WORD, STRICT):
            self.strict = uri == STRICT
            here = len(self.extents)
            before = self.levels[-1]
            cell = bool(self.names) and self.names[-1] == "tc"
            extent = Extent(
                self.parser.CurrentByteIndex,
                -1,
                f"{prefix}:" if prefix else "",
                before,
                -1,
                self.open[-1] if self.open else -1,
                cell,
            )
            if before >= 0:
                self.extents[before].following = here
            self.extents.append(extent)
            self.open.append(here)
            self.levels[-1] = here
        elif local not in _SILENT:
            self.levels[-1] = -1
        self.levels.append(-1)
        self.names.append(local)

    def ended(self, name: str) -> None:
        self.levels.pop()
        self.names.pop()
        uri, _, rest = name.partition("}")
        if rest.partition("}")[0] == "p" and uri in (WORD, STRICT):
            extent = self.extents[self.open.pop()]
            at = self.parser.CurrentByteIndex
            # The parser stands behind an empty element, but before the closing tag of any other.
            closes = re.compile(rb"</%sp\s*>" % extent.prefix.encode()).match(self.data, at)
            extent.end = closes.end() if closes else at


def scanned(data: bytes) -> Story:
    """The paragraphs of a part; raises `Unreadable` where it is not well-formed or carries a document type."""
    data = in_utf8(data)
    if b"<!DOCTYPE" in data:
        raise Unreadable("The file carries a document type declaration, which no Word file needs.")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.namespace_prefixes = True
    scan = _Scan(parser, data)
    parser.StartElementHandler, parser.EndElementHandler = scan.began, scan.ended
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Unreadable(f"The text of the file is not well-formed: {fault}.") from fault
    return Story(data, scan.extents, scan.strict)


# --- the tree of one paragraph ------------------------------------------------------------------------------------

_MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/?)(?P<name>[^\s/>]+)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+""",
    re.S,
)


@dataclass(slots=True)
class Node:
    """An element as it stands: its name without the Word prefix, its tags, its children (nodes or text)."""

    name: str
    head: str
    children: "list[Node | str]" = field(default_factory=list)
    tail: str = ""

    @property
    def xml(self) -> str:
        """The element's XML, unchanged."""
        return self.head + "".join(c if isinstance(c, str) else c.xml for c in self.children) + self.tail

    def nodes(self) -> "list[Node]":
        """The child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def child(self, name: str) -> "Node | None":
        """The first child element of that name."""
        return next((child for child in self.nodes() if child.name == name), None)

    def text(self) -> str:
        """The characters directly inside, entities resolved."""
        return "".join(_plain(child) for child in self.children if isinstance(child, str))


def _plain(source: str) -> str:
    if source.startswith("<![CDATA["):
        return source[9:-3]
    return "" if source.startswith("<") else html.unescape(source) if "&" in source else source


def tree(source: str, prefix: str) -> Node:
    """The paragraph's elements; every character of the source is in exactly one of them."""
    root = Node("", "")
    stack = [root]
    for found in _MARKUP.finditer(source):
        name = found["name"]
        if name is None:
            stack[-1].children.append(found.group())
        elif found["end"]:
            stack.pop().tail = found.group()
        else:
            node = Node(_local(name, prefix), found.group())
            stack[-1].children.append(node)
            if not found["rest"].endswith("/"):
                stack.append(node)
    return root.nodes()[0]


def _local(name: str, prefix: str) -> str:
    if prefix:
        return name[len(prefix) :] if name.startswith(prefix) else f"?{name}"
    return f"?{name}" if ":" in name else name


def attribute(head: str, name: str) -> str | None:
    """The value of an attribute in a start tag, by its name without prefix."""
    found = re.search(rf"""[\s:]{name}\s*=\s*("[^"]*"|'[^']*')""", head)
    return html.unescape(found.group(1)[1:-1]) if found else None


# --- a paragraph as a row of bits ---------------------------------------------------------------------------------


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


_THROUGH = frozenset(["ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "fldSimple", "dir", "bdo"])
_PUSHED_IN = frozenset(["sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"])
_FIELD = {"begin": "begin", "separate": "separate", "end": "end"}


def bits(paragraph: Node, *, prefix: str, unfold: bool = False) -> list[Bit]:
    """The contents of a paragraph in order; with `unfold`, simple fields are taken apart into their marks."""
    row = [
        bit
        for child in paragraph.children
        if not (isinstance(child, Node) and child.name == "pPr")
        for bit in _bits(child, prefix, unfold)
    ]
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
    elif child.name in _THROUGH and child.tail:
        # What a container says of itself comes first in it, so nothing of ours may stand before that.
        own = [below for below in child.children if isinstance(below, Node) and below.name in _PUSHED_IN]
        content = child.child("sdtContent") if child.name == "sdt" else None
        if child.name == "sdt" and (content is None or not content.tail):
            yield Bit("point", child.xml)
            return
        inner = content or child
        yield Bit("open", child.head + "".join(o.xml for o in own) + (content.head if content else ""), container=child)
        for below in inner.children:
            if isinstance(below, str) or below.name not in _PUSHED_IN:
                yield from _bits(below, prefix, unfold)
        if content:
            yield Bit("close", content.tail + child.tail, container=child)
            return
        yield Bit("close", child.tail, container=child)
    else:
        yield Bit("point", child.xml)


def _of_run(node: Node) -> Iterator[Bit]:
    look = node.child("rPr")
    run = Run(node.head, look.xml if look else "", node.tail)
    if not node.tail:
        yield Bit("point", node.xml)
        return
    empty = True
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield Bit("zero", child, run=run)
            continue
        if child.name == "rPr":
            continue
        empty = False
        yield _of_child(child, run)
    if empty:
        yield Bit("point", node.xml)


def _of_child(child: Node, run: Run) -> Bit:
    kind, text = "zero", ""
    match child.name:
        case "t":
            kind, text = "text", child.text()
        case "tab" | "ptab":
            kind, text = "still", "\t"
        case "br" | "cr":
            kind, text = "still", "\n"
            if attribute(child.head, "type") in ("page", "column"):
                kind, text = "zero", ""
        case "noBreakHyphen":
            kind, text = "still", "\u2011"
        case "softHyphen":
            kind, text = "still", "\u00ad"
        case "fldChar":
            kind = _FIELD.get(attribute(child.head, "fldCharType") or "", "zero")
        case "instrText":
            kind = "code"
    return Bit(kind, child.xml, text, run=run)


def _unfolded(child: Node, prefix: str, unfold: bool) -> Iterator[Bit]:
    w = prefix
    run = Run(f"<{w}r>", "", f"</{w}r>")
    a = f"{w}" if w else ""
    code = html.escape(attribute(child.head, "instr") or "", quote=False)
    yield Bit("begin", f'<{w}fldChar {a}fldCharType="begin"/>', run=run)
    yield Bit("code", f'<{w}instrText xml:space="preserve">{code}</{w}instrText>', run=run)
    yield Bit("separate", f'<{w}fldChar {a}fldCharType="separate"/>', run=run)
    for below in child.children:
        yield from _bits(below, prefix, unfold)
    yield Bit("end", f'<{w}fldChar {a}fldCharType="end"/>', run=run)


def text_of(row: list[Bit]) -> str:
    """The paragraph's text, the tracked changes it carries accepted; a tab stays one, a line break is a new line."""
    return "".join(bit.text for bit in row)


def cut(row: list[Bit], places: set[int], prefix: str) -> list[Bit]:
    """The same row with texts split at these offsets."""
    order = sorted(places)
    out: list[Bit] = []
    for bit in row:
        if bit.kind != "text":
            out.append(bit)
            continue
        at = bit.at
        first = bisect_right(order, at)
        ends = [*(p for p in order[first:] if p < bit.until), bit.until] if first < len(order) else [bit.until]
        if len(ends) == 1:
            out.append(bit)
            continue
        for end in ends:
            words = bit.text[at - bit.at : end - bit.at]
            out.append(replace(bit, xml=text_xml(words, prefix), text=words, at=at))
            at = end
    return out


def escaped(text: str) -> str:
    """The text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_xml(words: str, prefix: str, name: str = "t") -> str:
    """The words as a text element."""
    keep = ' xml:space="preserve"' if words[:1].isspace() or words[-1:].isspace() or "  " in words else ""
    return f"<{prefix}{name}{keep}>{escaped(words)}</{prefix}{name}>"

"""Where each paragraph of a part begins and ends in the part's bytes."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from hisrg_desktop.meeting.order import Unreadable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SILENT = frozenset(
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
        text = _decoded(data, "utf-16")
    else:
        declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""", data)
        name = declared.group(1).decode().lower() if declared else "utf-8"
        usual = name in ("utf-8", "utf8", "us-ascii", "ascii")
        text = _decoded(data, "utf-8" if usual else name)
        if usual:
            return data
    return re.sub(r"""(<\?xml[^>]*?encoding\s*=\s*["'])[^"']+""", r"\1UTF-8", text, count=1).encode()


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except (LookupError, UnicodeError) as fault:
        raise Unreadable(
            f"The Word file is damaged: a part of it cannot be read as {name}; open it in Word, save it as .docx and try again."
        ) from fault


@dataclass(slots=True)
class _Scan:
    """What the parser has seen so far."""

    parser: expat.XMLParserType
    data: bytes
    extents: list[Extent] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=lambda: [-1])
    strict: bool = False

    def began(self, name: str, _: object) -> None:
        uri, _, rest = name.partition("}")
        local, _, prefix = rest.partition("}")
        if local == "p" and uri in (WORD, STRICT):
            self.strict = uri == STRICT
            self._paragraph(f"{prefix}:" if prefix else "")
        elif local not in SILENT:
            self.levels[-1] = -1
        self.levels.append(-1)

    def _paragraph(self, prefix: str) -> None:
        here, before = len(self.extents), self.levels[-1]
        inside = self.open[-1] if self.open else -1
        self.extents.append(Extent(self.parser.CurrentByteIndex, -1, prefix, before, inside=inside))
        if before >= 0:
            self.extents[before].following = here
        self.open.append(here)
        self.levels[-1] = here

    def ended(self, name: str) -> None:
        self.levels.pop()
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

"""What a Word file says with every change accepted or rejected.

The rules are those of ISO/IEC 29500-1, 17.13.5; where it is silent, what LibreOffice and pandoc agree on.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lxml import etree

from hisrg_desktop.documents.word import guard, package, story
from hisrg_desktop.documents.word.bits import THROUGH

Mode = Literal["accepted", "rejected"]
_SPACES = (story.WORD, story.STRICT)
OUT = frozenset(("del", "moveFrom"))
IN = frozenset(("ins", "moveTo"))
_THROUGH = frozenset(("r", "del", "moveFrom", "sdtContent")) | THROUGH
_WORDS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BETWEEN = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_MARKS = (("footnotes", "footnoteReference"), ("endnotes", "endnoteReference"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as read: its text, the stretch of neighbours it is in, whether its end goes, whether its row does."""

    text: str
    stretch: int
    gone: bool = False
    hidden: bool = False


def paragraphs(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[str]:
    """The paragraphs of the body in document order with every change accepted or rejected.

    With `ours`, the ids of some changes, only these are rejected; those of others are accepted.
    """
    return joined(lines(docx, mode, ours))


def whole(docx: bytes, mode: Mode, name: str = "") -> list[str]:
    """All paragraphs: of the body (a text box after the paragraph it stands in), then of the foot- and endnotes.

    A note stands where its mark stands: one whose mark goes, goes with it, and so does one that nothing refers to.
    """
    parts = package.opened(docx, name)
    return whole_of(body_of(parts), {kind: dict(notes_of(parts, kind)) for kind, _ in _MARKS}, mode)


def whole_of(body: etree._Element, notes: Mapping[str, Mapping[str, etree._Element]], mode: Mode) -> list[str]:
    """All paragraphs of a body and of the notes that it refers to: `notes` by kind ("footnotes") and id."""
    reader = Reader(mode, full=True)
    said = joined(reader.lines(body))
    for kind, mark in _MARKS:
        there = notes.get(kind, {})
        for id_ in dict.fromkeys(id_ for _, id_ in reader.notes(body, mark)):
            said += joined(reader.lines(there[id_])) if id_ in there else []
    return said


def noted(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[str]:
    """The words of each note whose mark stands, in the order of the marks, footnotes first; empty where there is none."""
    parts = package.opened(docx)
    body, reader = body_of(parts), Reader(mode, ours)
    said = []
    for kind, mark in _MARKS:
        there = dict(notes_of(parts, kind))
        for _, id_ in reader.notes(body, mark):
            said.append("\n".join(joined(reader.lines(there[id_]))) if id_ in there else "")
    return said


def notes_of(parts: package.Package, kind: str) -> Iterator[tuple[str, etree._Element]]:
    """The footnotes or endnotes of a file by their ids, without the lines that separate them from the text."""
    name = parts.related(parts.main(), kind)
    return notes_in(parts.tree(name)) if name else iter(())


def notes_in(part: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The notes in a part by their ids, without the lines that separate them from the text."""
    for note in part:
        if name_of(note) in ("footnote", "endnote") and value_of(note, "type") not in _BETWEEN:
            yield value_of(note, "id") or "", note


def lines(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[Line]:
    """The paragraphs of the body one by one, before those whose end goes are joined with the following."""
    return Reader(mode, ours).lines(body_of(package.opened(docx)))


def joined(read: Sequence[Line]) -> list[str]:
    """The texts of the paragraphs: one whose end goes is joined with the next; of a stretch at least one remains."""
    last = {line.stretch: index for index, line in enumerate(read) if not line.hidden}
    open_at: dict[int, int] = {}
    full: set[int] = set()
    out: list[str | None] = []
    for index, line in enumerate(read):
        if line.hidden:
            continue
        # What is joined stands where its first part stood: a text box in it is read after it.
        at = open_at.pop(line.stretch, len(out))
        text = ((out[at] or "") if at < len(out) else "") + line.text
        goes = line.gone and index == last[line.stretch] and not text and line.stretch in full
        out[at : at + 1] = [None if goes else text]
        if line.gone and index != last[line.stretch]:
            open_at[line.stretch] = at
        else:
            full.add(line.stretch)
    return [text for text in out if text is not None]


def body_of(parts: package.Package) -> etree._Element:
    """The root of the main part."""
    return parts.tree(parts.main())


def tree_of(data: bytes) -> etree._Element:
    """The root of a part that a file of ours holds; `Package.tree` reads those of foreign files."""
    return guard.parsed(data, "The file", "the text")


def name_of(node: etree._Element) -> str:
    """The element's name in WordprocessingML, empty for anything else."""
    tag = node.tag
    return _named(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _named(tag: str) -> str:
    """A file has few names and a great many elements."""
    uri, _, local = tag[1:].partition("}")
    return local if uri in _SPACES else ""


def every(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, in document order."""
    return root.iter(*(f"{{{uri}}}{name}" for uri in _SPACES for name in names))


def repeats(node: etree._Element) -> bool:
    """Whether the element says again, for older programs, what newer ones read beside it."""
    return any(above.tag == _FALLBACK for above in node.iterancestors())


def value_of(node: etree._Element, name: str) -> str | None:
    """An attribute in WordprocessingML."""
    return next((node.get(f"{{{uri}}}{name}") for uri in _SPACES if node.get(f"{{{uri}}}{name}") is not None), None)


@dataclass(slots=True)
class Reader:
    """Reads in a mode; with `ours`, only the changes of these ids are rejected, those of others accepted.

    With `full`, symbols and formulas are read as well, which no edit of ours touches, and nothing is read twice: what a
    file says again for older programs is passed over.
    """

    mode: Mode
    ours: Collection[str] | None = None
    full: bool = False
    _gone: dict[etree._Element, bool] = field(default_factory=dict)

    def lines(self, root: etree._Element) -> list[Line]:
        """The paragraphs below a root."""
        out: list[Line] = []
        stretches: dict[etree._Element, int] = {}
        for node in every(root, "p"):
            if self.full and repeats(node):
                continue
            before = node.getprevious()
            while before is not None and (not isinstance(before.tag, str) or name_of(before) in story.SILENT):
                before = before.getprevious()
            stretch = stretches[before] if before is not None and name_of(before) == "p" else len(stretches)
            stretches[node] = stretch
            hidden = self._row_goes(node) or (self.full and self._goes_around(node))
            out.append(Line("".join(self._words(node)), stretch, self._mark_goes(node), hidden))
        return out

    def _words(self, node: etree._Element) -> Iterator[str]:
        for child in node:
            name = name_of(child)
            if name in OUT and not self.rejects(child):
                continue
            if name in IN and self.rejects(child):
                continue
            if name in ("t", "delText"):
                yield "".join(child.itertext())
            elif name in _WORDS:
                yield _WORDS[name] if name_of(node) == "r" else ""
            elif name == "br":
                yield "" if value_of(child, "type") in ("page", "column") else "\n"
            elif name in _THROUGH:
                yield from self._words(child)
            elif self.full:
                yield from self._rest(child, name)

    def _rest(self, node: etree._Element, name: str) -> Iterator[str]:
        if name == "sym":
            yield sign_of(node)
        elif node.tag == f"{_MATH}t":
            yield "".join(node.itertext())
        elif str(node.tag).startswith(_MATH):
            yield from self._words(node)

    def notes(self, body: etree._Element, *marks: str) -> Iterator[tuple[int, str]]:
        """The notes whose marks stand, in order: the paragraph of the body, and the note's id."""
        index = {node: number for number, node in enumerate(every(body, "p"))}
        for mark in every(body, *marks):
            above = list(mark.iterancestors())
            changes = [node for node in above if name_of(node) in IN | OUT]
            if all((name_of(node) in OUT) == self.rejects(node) for node in changes):
                # A mark in no paragraph marks nothing.
                yield from ((at, value_of(mark, "id") or "") for at in [index[n] for n in above if n in index][:1])

    def rejects(self, change: etree._Element) -> bool:
        """Whether this change is rejected in this reading."""
        return self.mode == "rejected" and (self.ours is None or value_of(change, "id") in self.ours)

    def _mark_goes(self, paragraph: etree._Element) -> bool:
        for uri in _SPACES:
            look = paragraph.find(f"{{{uri}}}pPr/{{{uri}}}rPr")
            if look is not None:
                return self._goes(look)
        return False

    def _row_goes(self, paragraph: etree._Element) -> bool:
        """Whether a row goes in which the paragraph stands."""
        return any(self._goes_whole(row) for row in paragraph.iterancestors() if name_of(row) == "tr")

    def _goes_around(self, paragraph: etree._Element) -> bool:
        """Whether a picture goes in whose text box the paragraph stands."""
        changes = (node for node in paragraph.iterancestors() if name_of(node) in IN | OUT)
        return any((name_of(node) in OUT) != self.rejects(node) for node in changes)

    def _goes_whole(self, row: etree._Element) -> bool:
        """Whether a row goes: it is marked so, and nothing of it is left. Words without a mark keep it, as elsewhere."""
        if row not in self._gone:
            properties = next((child for child in row if name_of(child) == "trPr"), None)
            marked = properties is not None and self._goes(properties)
            self._gone[row] = marked and not any("".join(self._words(one)) for one in every(row, "p"))
        return self._gone[row]

    def _goes(self, properties: etree._Element) -> bool:
        for child in properties:
            name = name_of(child)
            if (name in OUT and not self.rejects(child)) or (name in IN and self.rejects(child)):
                return True
        return False


def sign_of(node: etree._Element) -> str:
    """The character of a `w:sym`; the sign for none where there is no such."""
    try:
        sign = chr(int(value_of(node, "char") or "20", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff" else sign


def notes(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[tuple[int, str]]:
    """The footnotes and endnotes whose marks stand, in order: the paragraph of the body, and the note's id."""
    return list(Reader(mode, ours).notes(body_of(package.opened(docx)), "footnoteReference", "endnoteReference"))

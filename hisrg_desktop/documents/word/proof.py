"""A redline is proved before it leaves: accepted it reads as the new text, rejected as the base, without faults."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from hisrg_desktop.documents.word import package, story
from hisrg_desktop.documents.word.bits import THROUGH

Mode = Literal["accepted", "rejected"]
_SPACES = (story.WORD, story.STRICT)
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_OUT = frozenset(("del", "moveFrom"))
_IN = frozenset(("ins", "moveTo"))
_THROUGH = frozenset(("r", "del", "moveFrom", "sdtContent")) | THROUGH
_WORDS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class NotProved(RuntimeError):
    """A file of ours that would read wrongly; the message names the paragraph. The mistake is ours."""


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


def lines(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[Line]:
    """The paragraphs of the body one by one, before those whose end goes are joined with the following."""
    return _Reader(mode, ours).lines(_body(package.opened(docx)))


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


def _body(parts: package.Package) -> etree._Element:
    return _tree(parts.part(parts.main()))


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(story.in_utf8(data), parser)


def _name(node: etree._Element) -> str:
    """The element's name in WordprocessingML, empty for anything else."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag[1:].partition("}")
    return local if uri in _SPACES else ""


def _all(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, in document order."""
    return root.iter(*(f"{{{uri}}}{name}" for uri in _SPACES for name in names))


def _value(node: etree._Element, name: str) -> str | None:
    return next((node.get(f"{{{uri}}}{name}") for uri in _SPACES if node.get(f"{{{uri}}}{name}") is not None), None)


@dataclass(slots=True)
class _Reader:
    mode: Mode
    ours: Collection[str] | None

    def lines(self, root: etree._Element) -> list[Line]:
        """The paragraphs below a root."""
        out: list[Line] = []
        stretches: dict[etree._Element, int] = {}
        for node in _all(root, "p"):
            before = node.getprevious()
            while before is not None and (not isinstance(before.tag, str) or _name(before) in story.SILENT):
                before = before.getprevious()
            stretch = stretches[before] if before is not None and _name(before) == "p" else len(stretches)
            stretches[node] = stretch
            out.append(Line("".join(self._words(node)), stretch, self._mark_goes(node), self._row_goes(node)))
        return out

    def _words(self, node: etree._Element) -> Iterator[str]:
        for child in node:
            name = _name(child)
            if name in _OUT and not self.rejects(child):
                continue
            if name in _IN and self.rejects(child):
                continue
            if name in ("t", "delText"):
                yield "".join(child.itertext())
            elif name in _WORDS:
                yield _WORDS[name] if _name(node) == "r" else ""
            elif name == "br":
                yield "" if _value(child, "type") in ("page", "column") else "\n"
            elif name in _THROUGH:
                yield from self._words(child)

    def rejects(self, change: etree._Element) -> bool:
        """Whether this change is rejected in this reading."""
        return self.mode == "rejected" and (self.ours is None or _value(change, "id") in self.ours)

    def _mark_goes(self, paragraph: etree._Element) -> bool:
        for uri in _SPACES:
            look = paragraph.find(f"{{{uri}}}pPr/{{{uri}}}rPr")
            if look is not None:
                return self._goes(look)
        return False

    def _row_goes(self, paragraph: etree._Element) -> bool:
        row = paragraph.getparent()
        while row is not None:
            if _name(row) == "tr":
                properties = next((child for child in row if _name(child) == "trPr"), None)
                if properties is not None and self._goes(properties):
                    return True
            row = row.getparent()
        return False

    def _goes(self, properties: etree._Element) -> bool:
        for child in properties:
            name = _name(child)
            if (name in _OUT and not self.rejects(child)) or (name in _IN and self.rejects(child)):
                return True
        return False


def notes(docx: bytes, mode: Mode, ours: Collection[str] | None = None) -> list[tuple[int, str]]:
    """The footnotes and endnotes whose marks stand, in order: the paragraph of the body, and the note's id."""
    reader = _Reader(mode, ours)
    body = _body(package.opened(docx))
    index = {node: number for number, node in enumerate(_all(body, "p"))}
    found = []
    for mark in _all(body, "footnoteReference", "endnoteReference"):
        above = list(mark.iterancestors())
        paragraph = next(node for node in above if node in index)
        changes = [node for node in above if _name(node) in _IN | _OUT]
        if all((_name(node) in _OUT) == reader.rejects(node) for node in changes):
            found.append((index[paragraph], _value(mark, "id") or ""))
    return found


# --- the proof ------------------------------------------------------------------------------------------------------


def prove(
    original: bytes, redline: bytes, base_texts: Sequence[str], new_texts: Sequence[str], ours: Collection[str]
) -> None:
    """Nothing, where the redline reads as the base when ours is rejected, as the new text accepted, and is sound.

    Raises `NotProved`, naming the paragraph.
    """
    ids = frozenset(ours)
    parts = package.opened(redline)
    body = _body(parts)
    if ids:
        _same("rejected", joined(_Reader("rejected", ids).lines(body)), base_texts)
    _same("accepted", joined(_Reader("accepted", None).lines(body)), new_texts)
    found = Counter(_faults(parts, body)) - Counter(faults(original))
    if found:
        raise NotProved(f"The file would be faulty: {next(iter(found))}.")


def _same(mode: Mode, read: Sequence[str], asked: Sequence[str]) -> None:
    for index, (one, other) in enumerate(zip(read, asked, strict=False)):
        if one != other:
            raise NotProved(f"Paragraph {index + 1}, {mode}, reads “{one[:80]}” instead of “{other[:80]}”.")
    if len(read) != len(asked):
        raise NotProved(
            f"Paragraph {min(len(read), len(asked)) + 1}, {mode}: there are {len(read)} instead of {len(asked)}."
        )


def faults(docx: bytes) -> list[str]:
    """What Word would refuse or silently repair in a file's body and comments."""
    parts = package.opened(docx)
    return _faults(parts, _body(parts))


def _faults(parts: package.Package, body: etree._Element) -> list[str]:
    found = [*_of_revisions(body), *_of_cells(body)]
    comments, threads = (_related(parts, kind) for kind in ("comments", "commentsExtended"))
    if comments is not None or b"commentRange" in parts.part(parts.main()):
        found += _of_comments(body, comments, threads)
    return found


def _related(parts: package.Package, kind: str) -> etree._Element | None:
    name = parts.related(parts.main(), kind)
    return _tree(parts.part(name)) if name else None


def _of_revisions(root: etree._Element) -> Iterator[str]:
    ids: Counter[str] = Counter()
    for change in _all(root, "ins", "del", "moveFrom", "moveTo"):
        id_, author = _value(change, "id"), _value(change, "author")
        ids[id_ or ""] += 1
        if id_ is None or author is None:
            yield "a revision without id or author"
    yield from (f"the revision id {id_} is used {n} times" for id_, n in ids.items() if n > 1)
    for text in _all(root, "t", "delText"):
        if _name(text) == "delText" and not _within(text, _OUT):
            yield "w:delText outside a deletion"
        if _name(text) == "t" and _within(text, frozenset(("del",))):
            yield "w:t inside a deletion"


def _within(node: etree._Element, names: frozenset[str]) -> bool:
    above = node.getparent()
    while above is not None and _name(above) != "p":
        if _name(above) in names:
            return True
        above = above.getparent()
    return False


def _of_cells(root: etree._Element) -> Iterator[str]:
    for cell in _all(root, "tc"):
        if not any(_name(child) in ("p", "sdt", "customXml") for child in cell):
            yield "a table cell without a paragraph"


def _of_comments(
    root: etree._Element, comments: etree._Element | None, threads: etree._Element | None
) -> Iterator[str]:
    notes = [n for n in comments.iter() if _name(n) == "comment"] if comments is not None else []
    yield from _of_ranges(root, notes)
    yield from _of_paragraph_ids([root] if comments is None else [root, comments])
    if threads is not None:
        yield from _of_threads(notes, threads)


def _of_ranges(root: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    known = Counter(_value(note, "id") for note in notes)
    yield from (f"the comment id {id_} is used {n} times" for id_, n in known.items() if n > 1)
    marks = {kind: Counter(_value(mark, "id") for mark in _all(root, kind)) for kind in _COMMENT_MARKS}
    for kind, ids in marks.items():
        yield from (f"{kind} {id_} has no comment" for id_ in ids if id_ not in known)
    unclosed = marks["commentRangeStart"] - marks["commentRangeEnd"]
    yield from (f"the range of comment {id_} is not closed" for id_ in unclosed)


def _of_paragraph_ids(roots: Sequence[etree._Element]) -> Iterator[str]:
    used = Counter(p.get(f"{_W14}paraId") for root in roots for p in _all(root, "p"))
    yield from (f"the paragraph id {id_} is used {n} times" for id_, n in used.items() if id_ and n > 1)
    yield from (f"the paragraph id {id_} is too large" for id_ in used if id_ and int(id_, 16) >= 0x80000000)


def _of_threads(notes: list[etree._Element], threads: etree._Element) -> Iterator[str]:
    paragraphs = [list(_all(note, "p")) for note in notes]
    last = [some[-1].get(f"{_W14}paraId") for some in paragraphs if some]
    for entry in threads.iter(f"{_W15}commentEx"):
        parent = entry.get(f"{_W15}paraIdParent")
        if entry.get(f"{_W15}paraId") not in last or (parent is not None and parent not in last):
            yield "a thread without its comment"


_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

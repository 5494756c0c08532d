"""A redline is proved before it leaves: accepted it reads as the new text, rejected as the base, without faults."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from string import hexdigits

from lxml import etree

from hisrg_desktop.documents.word import package
from hisrg_desktop.documents.word.reading import (
    OUT,
    W14,
    W15,
    Mode,
    Reader,
    body_of,
    every,
    joined,
    name_of,
    value_of,
)
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.order import OutOfOrder


class NotProved(OutOfOrder):
    """A file of ours that would read wrongly and so is not made; the message names the paragraph."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{one_line(where)} So no file was made; export the clean text as PDF.")


def prove(
    original: bytes, redline: bytes, base_texts: Sequence[str], new_texts: Sequence[str], ours: Collection[str]
) -> None:
    """Nothing, where the redline reads as the base when ours is rejected, as the new text accepted, and is sound.

    Raises `NotProved`, naming the paragraph.
    """
    ids = frozenset(ours)
    parts = package.opened(redline)
    body = body_of(parts)
    if ids:
        _same("rejected", joined(Reader("rejected", ids).lines(body)), base_texts)
    _same("accepted", joined(Reader("accepted", None).lines(body)), new_texts)
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


def new_faults(made: bytes, base: bytes) -> str:
    """A fault that a file made from another has and the other has not; empty where there is none."""
    return next(iter(Counter(faults(made)) - Counter(faults(base))), "")


def faults(docx: bytes) -> list[str]:
    """What Word would refuse or silently repair in a file's body and comments."""
    parts = package.opened(docx)
    return _faults(parts, body_of(parts))


def _faults(parts: package.Package, body: etree._Element) -> list[str]:
    found = [*_of_revisions(body), *_of_cells(body)]
    comments, threads = (_related(parts, kind) for kind in ("comments", "commentsExtended"))
    if comments is not None or b"commentRange" in parts.part(parts.main()):
        found += _of_comments(body, comments, threads)
    return found


def _related(parts: package.Package, kind: str) -> etree._Element | None:
    name = parts.related(parts.main(), kind)
    return parts.tree(name) if name else None


def _of_revisions(root: etree._Element) -> Iterator[str]:
    ids: Counter[str] = Counter()
    for change in every(root, "ins", "del", "moveFrom", "moveTo"):
        id_, author = value_of(change, "id"), value_of(change, "author")
        ids[id_ or ""] += 1
        if id_ is None or author is None:
            yield "a revision without id or author"
    yield from (f"the revision id {id_} is used {n} times" for id_, n in ids.items() if n > 1)
    for text in every(root, "t", "delText"):
        if name_of(text) == "delText" and not _within(text, OUT):
            yield "w:delText outside a deletion"
        if name_of(text) == "t" and _within(text, frozenset(("del",))):
            yield "w:t inside a deletion"


def _within(node: etree._Element, names: frozenset[str]) -> bool:
    above = node.getparent()
    while above is not None and name_of(above) != "p":
        if name_of(above) in names:
            return True
        above = above.getparent()
    return False


def _of_cells(root: etree._Element) -> Iterator[str]:
    for cell in every(root, "tc"):
        if not any(name_of(child) in ("p", "sdt", "customXml") for child in cell):
            yield "a table cell without a paragraph"


def _of_comments(
    root: etree._Element, comments: etree._Element | None, threads: etree._Element | None
) -> Iterator[str]:
    notes = [n for n in comments.iter() if name_of(n) == "comment"] if comments is not None else []
    yield from _of_ranges(root, notes)
    yield from _of_paragraph_ids([root] if comments is None else [root, comments])
    if threads is not None:
        yield from _of_threads(notes, threads)


def _of_ranges(root: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    known = Counter(value_of(note, "id") for note in notes)
    yield from (f"the comment id {id_} is used {n} times" for id_, n in known.items() if n > 1)
    marks = {kind: Counter(value_of(mark, "id") for mark in every(root, kind)) for kind in _COMMENT_MARKS}
    for kind, ids in marks.items():
        yield from (f"{kind} {id_} has no comment" for id_ in ids if id_ not in known)
    unclosed = marks["commentRangeStart"] - marks["commentRangeEnd"]
    yield from (f"the range of comment {id_} is not closed" for id_ in unclosed)


def _of_paragraph_ids(roots: Sequence[etree._Element]) -> Iterator[str]:
    used = Counter(p.get(f"{W14}paraId") for root in roots for p in every(root, "p"))
    yield from (f"the paragraph id {id_} is used {n} times" for id_, n in used.items() if id_ and n > 1)
    yield from (f"the paragraph id {id_} is too large" for id_ in used if id_ and _too_large(id_))


def _too_large(id_: str) -> bool:
    """Whether Word would refuse a paragraph's id."""
    return len(id_) > 8 or not all(figure in hexdigits for figure in id_) or int(id_, 16) >= 0x80000000


def _of_threads(notes: list[etree._Element], threads: etree._Element) -> Iterator[str]:
    paragraphs = [list(every(note, "p")) for note in notes]
    last = {some[-1].get(f"{W14}paraId") for some in paragraphs if some}
    for entry in threads.iter(f"{W15}commentEx"):
        parent = entry.get(f"{W15}paraIdParent")
        if entry.get(f"{W15}paraId") not in last or (parent is not None and parent not in last):
            yield "a thread without its comment"


_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

"""Paragraphs compared word by word: what goes stands as deleted before what comes in its place."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from hisrg_desktop.documents.compare.characters import (
    FIELD,
    FIRST_SIGN,
    NOTES,
    THROUGH,
    Node,
    Piece,
    Side,
    is_picture,
    whole_fields,
)
from hisrg_desktop.documents.compare.looks import Looks
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.older import Older
from hisrg_desktop.documents.word.reading import every, name_of, value_of
from hisrg_desktop.meeting.redline.diff import hunks


class Span(NamedTuple):
    """A replacement: characters `start` to `end` of the older text give way to `begins` to `ends` of the newer."""

    start: int
    end: int
    begins: int
    ends: int


@dataclass(slots=True)
class Words:
    """Compares paragraphs; `inside` compares what stands in the text boxes of a picture that both have.

    With `looks` it also marks where words that both have looked otherwise.
    """

    old: Side
    new: Side
    older: Older
    pen: Pen
    inside: Callable[[Node, Node], None]
    looks: Looks | None = None
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """The kind, older and newer id of each note whose mark both have."""

    def compare(self, befores: Sequence[Node], afters: list[Node]) -> None:
        """Compare a paragraph with the same one changed, or parted in two; or two with the one they were joined to.

        In the last case the newer paragraph is parted again, and the first part put before the other in the list.
        """
        old, new = "".join(map(self.old.text, befores)), "".join(map(self.new.text, afters))
        fields = _fields(self.old, befores), _fields(self.new, afters)
        spans = _whole_fields(_spans(old, new), *fields) if old != new or any(fields) else []
        looks = self.looks.stretches(befores, afters, _same_words(spans, len(old))) if self.looks else []
        has_signs = max(new, default="") >= FIRST_SIGN
        if not spans and not looks and not has_signs and len(befores) == len(afters):
            return
        seam = len(self.old.text(befores[0])) if len(befores) > 1 else len(old)
        spans = list(_parted(spans, seam))
        olds = _row(self.old, befores, {place for span in spans for place in span[:2]})
        join = _moved(seam, spans)
        ends = {place for span in spans for place in span[2:]} | {place for look in looks for place in look[:2]}
        news = _row(self.new, afters, {join, *ends})
        if self.looks:
            self.looks.mark(news, looks)
        self._same(olds, news, spans)
        for span in spans:
            if span.end <= seam:
                self._hunk(afters[-1], olds, news, span)
        if len(befores) > 1:
            afters.insert(0, self._part(afters[0], news, join))
        elif len(afters) > 1:
            self.pen.mark_end(afters[0], "ins")
        for span in spans:
            if span.end > seam:
                self._hunk(afters[-1], olds, news, span)

    def _part(self, paragraph: Node, news: Sequence[Piece], at: int) -> Node:
        """A paragraph with what stands before a place, its end going: accepted, both are one again."""
        first = next((p for p in news if p.text and p.at >= at), None)
        until = None if first is None else _outward(first.run)
        made = etree.Element(paragraph.tag, nsmap=paragraph.nsmap)
        paragraph.addprevious(made)
        properties = self.pen.properties(paragraph)
        made.append(deepcopy(properties))
        for section in list(every(made, "sectPr")):
            properties_of = section.getparent()
            if properties_of is not None:
                properties_of.remove(section)
        for child in list(properties.itersiblings()):
            if child is until:
                break
            made.append(child)
        self.pen.mark_end(made, "del")
        return made

    def _hunk(self, paragraph: Node, olds: list[Piece], news: list[Piece], span: Span) -> None:
        start, end, begins, ends = span
        gone, come = _within(olds, start, end), _within(news, begins, ends)
        there = come[0] if come else next((p for p in news if p.text and p.at >= begins), None)
        before = None if there is None else _outward(there.run)
        linked = before is not None and any(name_of(above) == "hyperlink" for above in before.iterancestors())
        for link, copies in self.older.linked(gone):
            node = self.pen.deletion(copies)
            if link is not None and not linked:  # no link stands in another
                link.append(node)
                node = link
            if before is None:
                paragraph.append(node)
            else:
                before.addprevious(node)
        self.pen.wrap("ins", dict.fromkeys(piece.run for piece in come))

    def _same(self, olds: list[Piece], news: list[Piece], spans: Sequence[Span]) -> None:
        """Go into what both have: the text boxes of a picture, the words of a note."""
        there = {piece.at: piece for piece in news if piece.text >= FIRST_SIGN}
        for piece in olds:
            other = there.get(_moved(piece.at, spans)) if piece.text >= FIRST_SIGN else None
            if other is None or other.text != piece.text or any(s <= piece.at < e for s, e, _, _ in spans):
                continue
            if piece.kind in NOTES:
                self.notes.append(
                    (NOTES[piece.kind], value_of(piece.content, "id") or "", value_of(other.content, "id") or "")
                )
            elif is_picture(piece.content):
                boxes = [list(_boxes(one.content)) for one in (piece, other)]
                if len(boxes[0]) == len(boxes[1]):
                    for one, another in zip(*boxes, strict=True):
                        self.inside(one, another)


def _spans(old: str, new: str) -> list[Span]:
    """The replacements that lead from one text to the other, with their places in both."""
    spans: list[Span] = []
    shift = 0
    for hunk in hunks(old, new):
        begins = hunk.start + shift
        spans.append(Span(hunk.start, hunk.end, begins, begins + len(hunk.text)))
        shift += len(hunk.text) - (hunk.end - hunk.start)
    return spans


def _fields(side: Side, paragraphs: Sequence[Node]) -> list[tuple[int, int]]:
    """From where to where the words of the fields in paragraphs go, as if these were one."""
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in paragraphs:
        if next(every(paragraph, "fldChar", "fldSimple"), None) is not None:
            found += [(start + begins, start + ends) for begins, ends in side.fields(paragraph)]
        start += len(side.text(paragraph))
    return found


def _whole_fields(spans: list[Span], olds: Sequence[tuple[int, int]], news: Sequence[tuple[int, int]]) -> list[Span]:
    """The replacements, with fields replaced as a whole where the other side has the same words and no field.

    Words that a field works out and words that somebody typed are not the same, even where they read alike.
    """
    back = [Span(begins, ends, start, end) for start, end, begins, ends in spans]
    whole = [_both(spans, *one) for one in olds if not _meets(news, *_across(spans, *one))]
    whole += [_turned(_both(back, *one)) for one in news if not _meets(olds, *_across(back, *one))]
    for one in whole:
        apart = [span for span in spans if span.end < one.start or one.end < span.start]
        within = [span for span in spans if span not in apart]
        both = [one, *within]
        spans = sorted(
            [
                *apart,
                Span(
                    min(s.start for s in both),
                    max(s.end for s in both),
                    min(s.begins for s in both),
                    max(s.ends for s in both),
                ),
            ]
        )
    return spans


def _across(spans: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """From where to where the words of one side go in the other."""
    return _over(start, spans, last=False), _over(end, spans, last=True)


def _over(at: int, spans: Sequence[Span], *, last: bool) -> int:
    """Where a place is in the other text; in a replacement, at its beginning or at its end."""
    inside = next((span for span in spans if span.start < at < span.end), None)
    if inside is not None:
        return inside.ends if last else inside.begins
    before = [span for span in spans if span.end <= at and (last or span.start < at or span.end < at)]
    return at + sum((span.ends - span.begins) - (span.end - span.start) for span in before)


def _both(spans: Sequence[Span], start: int, end: int) -> Span:
    return Span(start, end, *_across(spans, start, end))


def _turned(span: Span) -> Span:
    return Span(span.begins, span.ends, span.start, span.end)


def _meets(fields: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(begins < end and start < ends for begins, ends in fields)


def _same_words(spans: Sequence[Span], length: int) -> list[tuple[int, int, int]]:
    """The words that stay: where they begin in the older text and in the newer, and how many characters they are."""
    found: list[tuple[int, int, int]] = []
    at, there = 0, 0
    for start, end, _, ends in (*spans, Span(length, length, length, length)):
        if at < start:
            found.append((at, there, start - at))
        at, there = end, ends
    return found


def _parted(spans: Sequence[Span], seam: int) -> Iterator[Span]:
    """The replacements, one across the seam of two older paragraphs parted there."""
    for span in spans:
        if span.start < seam < span.end:
            yield Span(span.start, seam, span.begins, span.ends)
            yield Span(seam, span.end, span.ends, span.ends)
        else:
            yield span


def _row(side: Side, paragraphs: Sequence[Node], cuts: set[int]) -> list[Piece]:
    """The contents of paragraphs in order, as if they were one."""
    row: list[Piece] = []
    start = 0
    for paragraph in paragraphs:
        length = len(side.text(paragraph))
        pieces = side.row(paragraph, {cut - start for cut in cuts})
        for piece in pieces:
            piece.at += start
        row += pieces
        start += length
    return row


def _boxes(picture: Node) -> Iterator[Node]:
    """The text boxes in a picture that stand in no other."""
    for box in every(picture, "txbxContent"):
        above = (node for node in box.iterancestors())
        inside = False
        for node in above:
            if node is picture:
                break
            inside = inside or name_of(node) == "txbxContent"
        if not inside:
            yield box


def _within(row: list[Piece], start: int, end: int) -> list[Piece]:
    """The contents of a row from one place to another; the marks of a field only where all of it is there."""
    there = (
        [p for p in row if (start <= p.at and p.until <= end) and (p.text or p.kind in FIELD)] if end > start else []
    )
    whole = whole_fields(there)
    return [piece for n, piece in enumerate(there) if piece.text or n in whole]


def _moved(at: int, spans: Sequence[Span]) -> int:
    """Where a place in the older text is in the newer one."""
    return at + sum((ends - begins) - (end - start) for start, end, begins, ends in spans if end <= at)


def _outward(node: Node) -> Node:
    """The outermost node that begins where this one does: before a link or a field, not in it."""
    while True:
        before = node.getprevious()
        while before is not None and _begins_field(before):
            node, before = before, before.getprevious()
        parent = node.getparent()
        if (
            parent is None
            or name_of(parent) == "p"
            or any(name_of(n) in _WORDS for n in node.itersiblings(preceding=True))
        ):
            return node
        node = parent


_WORDS = THROUGH | {"r", "ins", "del"}


def _begins_field(node: Node) -> bool:
    kinds = [value_of(mark, "fldCharType") for mark in every(node, "fldChar")]
    return (
        name_of(node) == "r"
        and (bool(kinds) or next(every(node, "instrText"), None) is not None)
        and "end" not in kinds
    )

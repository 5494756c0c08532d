"""Two containers compared, such as bodies, cells or notes: their paragraphs and tables, and what is in these."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hisrg_desktop.documents.compare.characters import (
    FIELD,
    NOTES,
    THROUGH,
    Node,
    Piece,
    Side,
    is_picture,
    runs,
    whole_fields,
)
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.older import Older
from hisrg_desktop.documents.word.reading import every, name_of, value_of
from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.redline.paragraphs import matched
from hisrg_desktop.meeting.redline.tokens import says_something, tokens

_THROUGH = frozenset(("sdt", "sdtContent", "customXml"))
_TABLE = "\U0010fff0"
"""Stands before the words of a table, which no paragraph's are held for."""
_MOVED = 4
"""From so many words on that say something a paragraph is held for moved."""
_SIGNS = "\U000f0000"


@dataclass(slots=True, eq=False)
class Op:
    """A block in order: in both files, only in the older (to be copied) or only in the newer one."""

    old: Node | None
    new: Node | None
    move: str = ""
    """The name of the move of which this is one half."""

    @property
    def node(self) -> Node:
        """Where it stands, in the newer file's tree."""
        assert self.new is not None
        return self.new

    @property
    def kind(self) -> str:
        """Empty where both have it, else ins or del, moveTo or moveFrom."""
        if self.old is not None and self.new is not None:
            return ""
        if self.new is None:
            return "moveFrom" if self.move else "del"
        return "moveTo" if self.move else "ins"


@dataclass(slots=True)
class Blocks:
    """Compares containers; what the older one had otherwise comes to stand in the newer as tracked changes."""

    old: Side
    new: Side
    older: Older
    pen: Pen
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """The kind, older and newer id of each note whose mark both have."""

    def compare(self, before: Node, after: Node) -> None:
        """Compare what stands in two containers."""
        ops = _ends_together(self._ops(list(blocks(before)), list(blocks(after))))
        self._pair_moves(ops)
        self._place(ops, after)

    def _ops(self, before: list[Node], after: list[Node]) -> list[Op]:
        pairs = matched([self._key(self.old, one) for one in before], [self._key(self.new, one) for one in after])
        alike = [(i, j) for i, j in pairs if name_of(before[i]) == name_of(after[j])]
        return list(_merged(before, after, alike))

    def _key(self, side: Side, block: Node) -> str:
        if name_of(block) == "p":
            return side.text(block)
        return _TABLE + " " + "\n".join(side.text(paragraph) for paragraph in every(block, "p"))

    def _pair_moves(self, ops: Sequence[Op]) -> None:
        """Name those as moved that go at one place and come, the same, at another; the last of a stretch never moves."""
        free = [
            op
            for stretch in _stretches([(op, op.kind) for op in ops])
            for op, _ in stretch[: max(0, _last_both(stretch))]
        ]
        came: dict[str, list[Op]] = {}
        for op in free:
            if op.new is not None and op.old is None:
                came.setdefault(self.new.text(op.new), []).append(op)
        for op in free:
            text = self.old.text(op.old) if op.old is not None and op.new is None else ""
            if came.get(text) and _is_worth_moving(text):
                op.move = came[text].pop(0).move = self.pen.name_move()

    # --- in order ---------------------------------------------------------------------------------------------------

    def _place(self, ops: Sequence[Op], container: Node) -> None:
        """Carry every op out, then track the ends of paragraphs."""
        last: Node | None = None
        kinds = [op.kind for op in ops]
        first = next((op.new for op in ops if op.new is not None), None)
        for op, kind in zip(ops, kinds, strict=True):
            if op.new is None:
                assert op.old is not None
                op.new = self.older.block(op.old)
                _put(op.new, last, first, container)
            if kind:
                self.whole(op.new, kind)
            elif name_of(op.new) == "p":
                self.paragraph(_block(Op(op.old, None)), op.new)
            else:
                self._table(_block(Op(op.old, None)), op.new)
            last = op.new
        for op, kind in zip(ops, kinds, strict=True):
            if op.move:
                self.pen.range(op.node, kind, op.move)
        for stretch in _stretches(list(zip(ops, kinds, strict=True))):
            self._ends(stretch)

    def whole(self, block: Node, name: str) -> None:
        """Let all words of a paragraph, a table or a note come in or go, and all rows."""
        if name_of(block) == "p":
            self._words(block, name)
            return
        for paragraph in _paragraphs(block):
            self._words(paragraph, name)
            if name_of(block) == "tbl":
                self.pen.mark_end(paragraph, name)
        for row in every(block, "tr"):
            self.pen.mark_row(row, name)

    def _words(self, paragraph: Node, name: str) -> None:
        self.pen.wrap(name, runs(paragraph))
        if name == "del":
            self.pen.let_go(paragraph)  # what moved away keeps its words as they are

    def _ends(self, stretch: Sequence[tuple[Op, str]]) -> None:
        """Track the ends of the paragraphs that come or go.

        Where they are the last of their stretch, the ends before theirs are tracked and the last stays: else programs
        leave an empty paragraph.
        """
        at = _last_both(stretch)
        trailing = stretch[at + 1 :]
        if at >= 0 and trailing and not any(_has_section(op.node) for op, _ in stretch[at:]):
            kind, base, final = trailing[0][1], stretch[at][0].node, trailing[-1][0].node
            self.pen.end_as(final, base, now=kind == "del")
            for op, _ in stretch[at:-1]:
                self.pen.mark_end(op.node, kind)
            stretch = stretch[:at]
        for op, kind in stretch:
            if kind:
                self.pen.mark_end(op.node, kind)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, before: Node, after: Node) -> None:
        old, new = list(_below(before, "tr")), list(_below(after, "tr"))
        keys = [[self._key(side, row) for row in rows] for side, rows in ((self.old, old), (self.new, new))]
        pairs = _paired_up(matched(*keys), len(old), len(new))
        pairs = [(i, j) for i, j in pairs if len(_cells(old[i])) == len(_cells(new[j]))]
        last: Node | None = None
        for op in _merged(old, new, pairs):
            if op.new is None:
                assert op.old is not None
                op.new = self.older.block(op.old)
                _put(op.new, last, new[0] if new else None, after)
                self._row(op.new, "del")
            elif op.old is None:
                self._row(op.new, "ins")
            else:
                for one, other in zip(_cells(op.old), _cells(op.new), strict=True):
                    self.compare(one, other)
            last = op.new

    def _row(self, row: Node, name: str) -> None:
        for paragraph in _paragraphs(row):
            self._words(paragraph, name)
            self.pen.mark_end(paragraph, name)
        for one in every(row, "tr"):
            self.pen.mark_row(one, name)

    # --- a paragraph ------------------------------------------------------------------------------------------------

    def paragraph(self, before: Node, after: Node) -> None:
        """Compare two paragraphs, word by word."""
        old, new = self.old.text(before), self.new.text(after)
        if old == new and max(new, default="") < _SIGNS:
            return
        found = [(h.start, h.end, h.text) for h in hunks(old, new)]
        spans: list[tuple[int, int, int, int]] = []
        shift = 0
        for start, end, text in found:
            spans.append((start, end, start + shift, start + shift + len(text)))
            shift += len(text) - (end - start)
        olds = self.old.row(before, [place for span in spans for place in span[:2]])
        news = self.new.row(after, [place for span in spans for place in span[2:]])
        self._same(olds, news, spans)
        for span in spans:
            self._hunk(after, olds, news, span)

    def _hunk(self, paragraph: Node, olds: list[Piece], news: list[Piece], span: tuple[int, int, int, int]) -> None:
        start, end, begins, ends = span
        gone, come = _within(olds, start, end), _within(news, begins, ends)
        copies = self.older.runs(gone)
        if copies:
            there = come[0] if come else next((p for p in news if p.text and p.at >= begins), None)
            deletion = self.pen.deletion(copies)
            if there is None:
                paragraph.append(deletion)
            else:
                _outward(there.run, paragraph).addprevious(deletion)
        self.pen.wrap("ins", dict.fromkeys(piece.run for piece in come))

    def _same(self, olds: list[Piece], news: list[Piece], spans: Sequence[tuple[int, int, int, int]]) -> None:
        """Go into what both have: the text boxes of a picture, the words of a note."""
        there = {piece.at: piece for piece in news if piece.text >= _SIGNS}
        for piece in olds:
            other = there.get(_moved(piece.at, spans)) if piece.text >= _SIGNS else None
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
                        self.compare(one, another)


def blocks(container: Node) -> Iterator[Node]:
    """The paragraphs and tables of a container in order, those in content controls among them."""
    for child in container:
        if name_of(child) in ("p", "tbl"):
            yield child
        elif name_of(child) in _THROUGH:
            yield from blocks(child)


def _below(node: Node, name: str) -> Iterator[Node]:
    """The rows of a table, or the cells of a row, those in content controls among them."""
    for child in node:
        if name_of(child) == name:
            yield child
        elif name_of(child) in _THROUGH:
            yield from _below(child, name)


def _paragraphs(block: Node) -> Iterator[Node]:
    """The paragraphs of a table or a note; those in a text box come and go with its picture."""
    for paragraph in every(block, "p"):
        boxes = (node for node in paragraph.iterancestors("{*}txbxContent"))
        if not any(block in box.iterancestors() for box in boxes):
            yield paragraph


def _cells(row: Node) -> list[Node]:
    return list(_below(row, "tc"))


def _merged(before: Sequence[Node], after: Sequence[Node], pairs: Iterable[tuple[int, int]]) -> Iterator[Op]:
    """Both sides in one order: between two that both have, first those that go, then those that come."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        if i >= 0:
            yield Op(before[i], after[j])
        yield from (Op(one, None) for one in before[i + 1 : k])
        yield from (Op(None, one) for one in after[j + 1 : m])


def _paired_up(pairs: list[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """The pairs, and between two of them as many rows on either side as pairs of their own."""
    made: list[tuple[int, int]] = []
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (old, new)]):
        if i >= 0:
            made.append((i, j))
        if k - i == m - j:
            made += zip(range(i + 1, k), range(j + 1, m), strict=True)
    return made


def _stretches(ops: Sequence[tuple[Op, str]]) -> Iterator[list[tuple[Op, str]]]:
    """The paragraphs between tables."""
    stretch: list[tuple[Op, str]] = []
    for op, kind in ops:
        if name_of(_block(op)) == "p":
            stretch.append((op, kind))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _last_both(stretch: Sequence[tuple[Op, str]]) -> int:
    """The place in a stretch of the last paragraph that both files have; -1 where there is none."""
    return next((n for n in range(len(stretch) - 1, -1, -1) if not stretch[n][1]), -1)


def _is_worth_moving(text: str) -> bool:
    """Whether the same words at two places are no coincidence; what is no words stays with its paragraph."""
    return max(text, default="") < _SIGNS and sum(says_something(token.text) for token in tokens(text)) >= _MOVED


def _ends_together(ops: list[Op]) -> list[Op]:
    """The ops, where a stretch that ends otherwise than it did ends in one paragraph of which the words are others."""
    made: list[Op] = []
    start = 0
    for at in range(len(ops) + 1):
        if at == len(ops) or name_of(_block(ops[at])) != "p":
            made += _ending(ops[start:at])
            made += ops[at : at + 1]
            start = at + 1
    return made


def _ending(stretch: list[Op]) -> list[Op]:
    at = next((n for n in range(len(stretch) - 1, -1, -1) if not stretch[n].kind), -1)
    trailing = stretch[at + 1 :]
    goes = [op for op in trailing if op.kind == "del"]
    comes = [op for op in trailing if op.kind == "ins"]
    if not goes or not comes:
        return stretch
    return [*stretch[: at + 1], *goes[:-1], *comes[:-1], Op(goes[-1].old, comes[-1].new)]


def _block(op: Op) -> Node:
    block = op.new if op.new is not None else op.old
    assert block is not None
    return block


def _put(node: Node, last: Node | None, first: Node | None, container: Node) -> None:
    """Let a copy stand after the last block, before all others where there is none."""
    if last is not None:
        last.addnext(node)
    elif first is not None:
        first.addprevious(node)
    else:
        container.append(node)


def _has_section(paragraph: Node) -> bool:
    return next(every(paragraph, "sectPr"), None) is not None


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


def _moved(at: int, spans: Sequence[tuple[int, int, int, int]]) -> int:
    """Where a place in the older text is in the newer one."""
    return at + sum((ends - begins) - (end - start) for start, end, begins, ends in spans if end <= at)


def _outward(node: Node, paragraph: Node) -> Node:
    """The outermost node that begins where this one does: before a link or a field, not in it."""
    while True:
        before = node.getprevious()
        while before is not None and _begins_field(before):
            node, before = before, before.getprevious()
        parent = node.getparent()
        if (
            parent is None
            or parent is paragraph
            or any(name_of(child) in _WORDS for child in node.itersiblings(preceding=True))
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

"""Two containers compared, such as bodies, cells or notes: their paragraphs and tables, and what is in these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hisrg_desktop.documents.compare.characters import FIRST_SIGN, Node, Side, runs
from hisrg_desktop.documents.compare.joining import Joining
from hisrg_desktop.documents.compare.looks import Looks
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.older import Older
from hisrg_desktop.documents.compare.ops import Op, ends_together, last_both, merged, stretches
from hisrg_desktop.documents.compare.words import Words
from hisrg_desktop.documents.word.reading import every, name_of
from hisrg_desktop.meeting.redline.paragraphs import matched
from hisrg_desktop.meeting.redline.tokens import says_something, tokens

_THROUGH = frozenset(("sdt", "sdtContent", "customXml"))
_TABLE = "\U0010fff0"
"""Stands before the words of a table, which no paragraph's are held for."""
_MOVED = 4
"""From so many words on that say something a paragraph is held for moved."""


@dataclass(slots=True)
class Blocks:
    """Compares containers; what the older one had otherwise comes to stand in the newer as tracked changes."""

    old: Side
    new: Side
    older: Older
    pen: Pen
    looks: Looks | None = None
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        self.words = Words(self.old, self.new, self.older, self.pen, self.compare, self.looks)

    def compare(self, before: Node, after: Node) -> None:
        """Compare what stands in two containers."""
        ops = self._ops(list(blocks(before)), list(blocks(after)))
        ops = ends_together(Joining(self.old, self.new, self.pen).found(ops))
        self._pair_moves(ops)
        self._place(ops, after)

    def _ops(self, before: list[Node], after: list[Node]) -> list[Op]:
        pairs = matched([self._key(self.old, one) for one in before], [self._key(self.new, one) for one in after])
        alike = [(i, j) for i, j in pairs if name_of(before[i]) == name_of(after[j])]
        return list(merged(before, after, alike))

    def _key(self, side: Side, block: Node) -> str:
        if name_of(block) == "p":
            return side.text(block)
        return _TABLE + " " + "\n".join(side.text(paragraph) for paragraph in every(block, "p"))

    def _pair_moves(self, ops: Sequence[Op]) -> None:
        """Name those as moved that go at one place and come, the same, at another; the last of a stretch never moves."""
        free = [
            op
            for stretch in stretches([(op, op.kind) for op in ops])
            for op, _ in stretch[: max(0, last_both(stretch))]
        ]
        came: dict[str, list[Op]] = {}
        for op in free:
            if not op.olds:
                came.setdefault(self.new.text(op.block), []).append(op)
        for op in free:
            text = "" if op.news else self.old.text(op.block)
            if came.get(text) and _is_worth_moving(text):
                op.move = came[text].pop(0).move = self.pen.name_move()

    # --- in order ---------------------------------------------------------------------------------------------------

    def _place(self, ops: Sequence[Op], container: Node) -> None:
        """Carry every op out, then track the ends of paragraphs."""
        last: Node | None = None
        kinds = [op.kind for op in ops]
        first = next((op.news[0] for op in ops if op.news), None)
        for op, kind in zip(ops, kinds, strict=True):
            if not op.news:
                op.news = [self.older.block(op.block)]
                _put(op.node, last, first, container)
            if kind:
                self.whole(op.node, kind)
            elif name_of(op.node) == "p":
                if len(op.olds) == len(op.news):
                    self._look(op.olds[0], op.node, "pPr")
                self.words.compare(op.olds, op.news)
            else:
                self._table(op.olds[0], op.node)
            last = op.node
        for op, kind in zip(ops, kinds, strict=True):
            if op.move:
                self.pen.range(op.node, kind, op.move)
        for stretch in stretches(list(zip(ops, kinds, strict=True))):
            self._ends(stretch)

    def _look(self, before: Node, after: Node, properties: str) -> None:
        if self.looks is not None:
            self.looks.properties(before, after, properties)

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
        at = last_both(stretch)
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
        self._look(before, after, "tblPr")
        old, new = list(_below(before, "tr")), list(_below(after, "tr"))
        keys = [[self._key(side, row) for row in rows] for side, rows in ((self.old, old), (self.new, new))]
        pairs = _paired_up(matched(*keys), len(old), len(new))
        pairs = [(i, j) for i, j in pairs if len(_cells(old[i])) == len(_cells(new[j]))]
        last: Node | None = None
        for op in merged(old, new, pairs):
            if not op.news:
                op.news = [self.older.block(op.block)]
                _put(op.node, last, new[0] if new else None, after)
                self._row(op.node, "del")
            elif not op.olds:
                self._row(op.node, "ins")
            else:
                self._look(op.olds[0], op.node, "trPr")
                for one, other in zip(_cells(op.olds[0]), _cells(op.node), strict=True):
                    self._look(one, other, "tcPr")
                    self.compare(one, other)
            last = op.node

    def _row(self, row: Node, name: str) -> None:
        for paragraph in _paragraphs(row):
            self._words(paragraph, name)
            self.pen.mark_end(paragraph, name)
        for one in every(row, "tr"):
            self.pen.mark_row(one, name)


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


def _paired_up(pairs: list[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """The pairs, and between two of them as many rows on either side as pairs of their own."""
    made: list[tuple[int, int]] = []
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (old, new)]):
        if i >= 0:
            made.append((i, j))
        if k - i == m - j:
            made += zip(range(i + 1, k), range(j + 1, m), strict=True)
    return made


def _is_worth_moving(text: str) -> bool:
    """Whether the same words at two places are no coincidence; what is no words stays with its paragraph."""
    return max(text, default="") < FIRST_SIGN and sum(says_something(token.text) for token in tokens(text)) >= _MOVED


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

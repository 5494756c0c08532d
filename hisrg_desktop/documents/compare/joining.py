"""Paragraphs that were parted in two, and two that were joined: one end comes or goes, and the words stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from hisrg_desktop.documents.compare.characters import THROUGH, Node, Side
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.ops import Op
from hisrg_desktop.documents.word.reading import name_of
from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.redline.tokens import tokens

_LEAST = 3
"""Words that an end saves at least; below, one paragraph beside another says it as well."""


@dataclass(slots=True)
class Joining:
    """Looks for what was parted or joined among the ops of a container."""

    old: Side
    new: Side
    pen: Pen

    def found(self, ops: Sequence[Op]) -> list[Op]:
        """The ops, a changed paragraph and one beside it that came (or went) as one op where fewer words differ so."""
        made: list[Op] = []
        for op in ops:
            together = self._together(made[-1], op) if made else None
            if together is None:
                made.append(op)
            else:
                made[-1] = together
        return made

    def _together(self, one: Op, other: Op) -> Op | None:
        both = Op([*one.olds, *other.olds], [*one.news, *other.news])
        if {len(both.olds), len(both.news)} != {1, 2} or not (one.kind == "" or other.kind == ""):
            return None
        if any(name_of(node) != "p" for node in (*both.olds, *both.news)):
            return None
        parted = both.olds if len(both.olds) == 2 else both.news
        if not self.pen.same_kind(*parted) or (parted is both.olds and _has_containers(both.node)):
            return None
        return both if self._saves(one, other, both) else None

    def _saves(self, one: Op, other: Op, both: Op) -> bool:
        """Whether as one they differ in fewer words: at least by half of those of the paragraph that came or went."""
        alone = one if one.kind else other
        length = len(tokens(self._text(alone)))
        apart = length + self._differing(other if alone is one else one)
        return length >= _LEAST and apart - self._differing(both) >= length

    def _text(self, op: Op) -> str:
        return self.old.text(op.block) if op.olds else self.new.text(op.block)

    def _differing(self, op: Op) -> int:
        old, new = ("".join(map(side.text, some)) for side, some in ((self.old, op.olds), (self.new, op.news)))
        return sum(len(tokens(old[h.start : h.end])) + len(tokens(h.text)) for h in hunks(old, new))


def _has_containers(paragraph: Node) -> bool:
    """Whether links or controls stand in a paragraph, in the midst of which it cannot be parted."""
    return any(name_of(child) in THROUGH for child in paragraph)

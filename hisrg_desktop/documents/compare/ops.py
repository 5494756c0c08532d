"""The blocks of two containers in one order: what stands in both, what goes, what comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hisrg_desktop.documents.compare.characters import Node
from hisrg_desktop.documents.word.reading import name_of


@dataclass(slots=True, eq=False)
class Op:
    """Blocks in order: in both files, only in the older (to be copied) or only in the newer one.

    Where a paragraph was parted there is one older and two newer ones, where two were joined the other way round.
    """

    olds: list[Node]
    news: list[Node]
    move: str = ""
    """The name of the move of which this is one half."""

    @property
    def node(self) -> Node:
        """Where it ends in the newer file's tree; a copy once it is made."""
        return self.news[-1]

    @property
    def block(self) -> Node:
        """One of its blocks."""
        return (self.news or self.olds)[-1]

    @property
    def kind(self) -> str:
        """Empty where both have it, else ins or del, moveTo or moveFrom."""
        if self.olds and self.news:
            return ""
        if self.olds:
            return "moveFrom" if self.move else "del"
        return "moveTo" if self.move else "ins"


def merged(before: Sequence[Node], after: Sequence[Node], pairs: Iterable[tuple[int, int]]) -> Iterator[Op]:
    """Both sides in one order: between two that both have, first those that go, then those that come."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        if i >= 0:
            yield Op([before[i]], [after[j]])
        yield from (Op([one], []) for one in before[i + 1 : k])
        yield from (Op([], [one]) for one in after[j + 1 : m])


def stretches(ops: Sequence[tuple[Op, str]]) -> Iterator[list[tuple[Op, str]]]:
    """The paragraphs between tables."""
    stretch: list[tuple[Op, str]] = []
    for op, kind in ops:
        if name_of(op.block) == "p":
            stretch.append((op, kind))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def last_both(stretch: Sequence[tuple[Op, str]]) -> int:
    """The place in a stretch of the last paragraph that both files have; -1 where there is none."""
    return next((n for n in range(len(stretch) - 1, -1, -1) if not stretch[n][1]), -1)


def ends_together(ops: list[Op]) -> list[Op]:
    """The ops, where a stretch that ends otherwise than it did ends in one paragraph of which the words are others."""
    made: list[Op] = []
    start = 0
    for at in range(len(ops) + 1):
        if at == len(ops) or name_of(ops[at].block) != "p":
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
    return [*stretch[: at + 1], *goes[:-1], *comes[:-1], Op(goes[-1].olds, comes[-1].news)]

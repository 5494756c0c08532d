"""The parts of a legal text: blocks, provisions, footnotes. What they are is stable; their numbers are computed."""

from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.lists import ProvisionState
from hisrg_desktop.meeting.record import Record, Row, derived


class Text(Row):
    """One legal text of the dossier, such as the Building Blocks."""

    name: str
    subtitle: str = ""


class Block(Row):
    """A numbered heading with what stands under it; the front matter is a block of its own, without a number.

    A deleted block keeps its identity, its place and its comments, as a deleted provision does.
    """

    searched = ("heading",)

    in_text: str = Field(foreign_key="text.id", index=True)
    front: bool = False
    number: str = ""
    heading: str = ""
    rank: float
    deleted: bool = False


class Provision(Row):
    """The smallest addressable unit as the working text has it: paragraph, chapeau, item, or a heading in front matter.

    `numbered` is the label the draft gave it, or the one it got when it was inserted (bis, ter after its neighbour).
    """

    searched = ("text",)

    block: str = Field(foreign_key="block.id", index=True)
    parent: str | None = Field(default=None, foreign_key="provision.id")
    kind: Literal["heading", "paragraph", "provision", "item"] = "provision"
    numbered: str = ""
    rank: float
    text: str
    state: ProvisionState = "unopened"


class Footnote(Row):
    """A note anchored in a provision at an offset of its text; a deleted one keeps its identity and its comments."""

    searched = ("text",)

    provision: str = Field(foreign_key="provision.id", index=True)
    offset: int
    text: str
    rank: float
    deleted: bool = False


AGREED = frozenset({"provisionally agreed", "adopted"})
"""The states in which a provision is agreed as a whole."""


@derived(Block)
def blocks(record: Record) -> list[Block]:
    """The blocks of all texts in their order, front matter first."""
    return sorted(record.each(Block), key=lambda b: (b.in_text, b.rank, b.id))


@derived(Provision)
def by_block(record: Record) -> dict[str, list[Provision]]:
    """The provisions of each block in their order, items after the chapeau they stand under."""
    children: dict[tuple[str, str | None], list[Provision]] = {}
    for provision in record.each(Provision):
        children.setdefault((provision.block, provision.parent), []).append(provision)
    for siblings in children.values():
        siblings.sort(key=lambda p: (p.rank, p.id))

    def below(block: str, parent: str | None) -> list[Provision]:
        found = []
        for provision in children.get((block, parent), ()):
            found.append(provision)
            found += below(block, provision.id)
        return found

    return {block: below(block, None) for block in {block for block, _ in children}}


def provisions_of(record: Record, block: str) -> list[Provision]:
    """The provisions of a block in their order."""
    return record.derive(by_block).get(block, [])


def footnotes_of(record: Record, provision: str) -> list[Footnote]:
    """The footnotes of a provision by the place of their anchors, without those deleted."""
    return sorted(record.where(Footnote, provision=provision, deleted=False), key=lambda f: (f.offset, f.rank))


def below(record: Record, provision: str) -> list[Provision]:
    """The items under a provision, those under them included, in their order."""
    found = []
    for child in sorted(record.where(Provision, parent=provision), key=lambda p: (p.rank, p.id)):
        found += [child, *below(record, child.id)]
    return found


def siblings_of(record: Record, block: str, parent: str | None) -> list[Provision]:
    """The provisions of a block at one level, under one chapeau or under none, in their order."""
    there = record.where(Provision, block=block, parent=parent)
    return sorted(there, key=lambda p: (p.rank, p.id))


def depth(record: Record, provision: Provision) -> int:
    """0 for a provision, 1 for an item under it, and so on."""
    steps = 0
    while provision.parent:
        provision = record.get(Provision, provision.parent)
        steps += 1
    return steps

"""Which paragraphs of the draft stand where they stood, and which have moved: the order of the text against its file's."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.parts import Block, Provision, blocks, provisions_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading or a provision as the working text has it; `gone` where it is deleted."""

    key: str
    block: Block
    provision: Provision | None
    gone: bool


def units(record: Record) -> list[Unit]:
    """Headings and provisions in the order of the working text, deleted ones where they stood last."""
    found = []
    for block in record.derive(blocks):
        if not block.front:
            found.append(Unit(block.id, block, None, block.deleted))
        found += [Unit(p.id, block, p, p.state == "deleted") for p in provisions_of(record, block.id)]
    return found


def in_place(paragraphs: Sequence[int], moved: Sequence[bool]) -> set[int]:
    """The paragraphs that keep their place when the others move around them: as many as can, moved ones last.

    `paragraphs` are those of the draft in the order of the working text; `moved` says which the room moved.
    """
    if all(one < other for one, other in pairwise(paragraphs)):
        return set(paragraphs)
    unmoved = set(_longest([p for p, was in zip(paragraphs, moved, strict=True) if not was]))
    kept: list[int] = []
    following = [min((q for q in paragraphs[i:] if q in unmoved), default=-1) for i in range(len(paragraphs))]
    for index, paragraph in enumerate(paragraphs):
        below = following[index]
        fits = (not kept or paragraph > kept[-1]) and (below < 0 or paragraph < below)
        if paragraph in unmoved or fits:
            kept.append(paragraph)
    return set(kept)


def _longest(numbers: Sequence[int]) -> list[int]:
    """The longest increasing run of numbers, not necessarily side by side."""
    ends: list[int] = []
    at: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = at[place - 1] if place else None
        ends[place : place + 1] = [number]
        at[place : place + 1] = [number]
    found: list[int] = []
    last: int | None = at[-1] if at else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]

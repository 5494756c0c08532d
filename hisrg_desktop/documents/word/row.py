"""Where in a row of bits something of ours goes, and what goes from it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from hisrg_desktop.documents.word.bits import Bit
from hisrg_desktop.documents.word.edits import Change
from hisrg_desktop.meeting.redline.pieces import Mark

INSERTIONS = frozenset(("ins", "moveTo"))
_OPENING = frozenset(("open", "begin", "code", "separate"))
_ID = re.compile(r"""Reference\b[^>]*?:id\s*=\s*["'](-?\d+)["']""")
_NOTE = re.compile(r"<(?:\w+:)?(?:footnote|endnote|comment)Reference")


def gap(row: list[Bit], at: int, replaced: bool) -> int:
    """Before which bit the words inserted at an offset go: right after the word before, out of what ends there."""
    last = next((i for i in range(len(row) - 1, -1, -1) if row[i].text and row[i].until <= at), -1)
    if last < 0:
        return beginning(row, at)
    index = _after_field(row, last)
    while index < len(row) and (row[index].kind == "close" or (not replaced and _is_note(row[index]))):
        index += 1
    return index


def _after_field(row: list[Bit], last: int) -> int:
    """The place after a word; behind the field where the word is the field's last."""
    field = row[last].field
    following = next((bit for bit in row[last + 1 :] if bit.text), None)
    if field < 0 or (following is not None and following.field == field):
        return last + 1
    ends = [i for i in range(last + 1, len(row)) if row[i].kind == "end" and row[i].field == field]
    return ends[-1] + 1 if ends else last + 1


def beginning(row: list[Bit], at: int) -> int:
    """Before which bit a range that begins at an offset opens: before the word, and before what opens with it."""
    index = next((i for i, bit in enumerate(row) if bit.text and bit.at >= at), len(row) if at else 0)
    here = row[index].at if index < len(row) else at
    while index and row[index - 1].kind in _OPENING and row[index - 1].at == here:
        index -= 1
        here = row[index].at
    return index


def untracked(row: list[Bit], index: int) -> int:
    """The next place that is in nobody's insertion."""
    depth = sum(_deeper(bit) for bit in row[:index])
    while depth > 0 and index < len(row):
        depth += _deeper(row[index])
        index += 1
    return index


def _deeper(bit: Bit) -> int:
    """How many insertions of others begin (or, less than 0, end) with a bit."""
    tracked = bit.container is not None and bit.container.name in INSERTIONS
    return (bit.kind == "open") - (bit.kind == "close") if tracked else 0


def _is_note(bit: Bit) -> bool:
    return bit.kind == "zero" and _NOTE.match(bit.xml) is not None


def note_of(bit: Bit) -> str:
    """The id of the footnote or endnote whose mark the bit is; empty for anything else."""
    found = _ID.search(bit.xml) if _is_note(bit) else None
    return found[1] if found else ""


def gone(row: list[Bit], made: Sequence[Change], whole: Mark | None) -> list[Mark | None]:
    """Who deletes each bit: words by their place, what has no width with its neighbours, a field with all its words."""
    fate = [_fate(bit, near, whole) for bit, near in _near(row, [change for change in made if change.deleted])]
    _with_fields(row, fate, whole)
    return [mark if bit.run else None for bit, mark in zip(row, fate, strict=True)]


def _near(row: list[Bit], deletions: list[Change]) -> Iterator[tuple[Bit, list[Change]]]:
    """Each bit with the deletion it may lie in and the one after that."""
    first = 0
    for bit in row:
        while first < len(deletions) and deletions[first].end < bit.at + bool(bit.text):
            first += 1
        yield bit, deletions[first : first + 2]


def _fate(bit: Bit, near: list[Change], whole: Mark | None) -> Mark | None:
    if bit.text:
        return next((c.deleted for c in near if c.start <= bit.at and bit.until <= c.end), None)
    if bit.kind not in ("zero", "text"):
        return None
    left = next((c.deleted for c in near if c.start < bit.at <= c.end), None)
    return whole or (left if any(c.start <= bit.at < c.end for c in near) else None)


def _with_fields(row: list[Bit], fate: list[Mark | None], whole: Mark | None) -> None:
    """Let each field go altogether where all its words go."""
    fields: dict[int, list[int]] = defaultdict(list)
    for index, bit in enumerate(row):
        if bit.field >= 0:
            fields[bit.field].append(index)
    for members in fields.values():
        mark = _fate_of_field([row[i] for i in members], [fate[i] for i in members], whole)
        for i in members:
            fate[i] = fate[i] or mark


def _fate_of_field(bits: list[Bit], fate: list[Mark | None], whole: Mark | None) -> Mark | None:
    """Who deletes a whole field, if anyone does; one that ends in another paragraph stays."""
    if sum(bit.kind == "begin" for bit in bits) != sum(bit.kind == "end" for bit in bits):
        return None
    marks = [mark for bit, mark in zip(bits, fate, strict=True) if bit.text]
    if not marks:
        return whole
    return marks[0] if all(marks) else None

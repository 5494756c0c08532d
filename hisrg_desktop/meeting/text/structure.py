"""Changes of the text's structure: insert, delete, move, split, merge, blocks and footnotes; each kept as amendments.

What is new is numbered bis, ter; what was there keeps its number until the one renumbering, wherever it goes.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Unpack

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.text.amendments import Amendment, Place, Said, amend, amendment, refuse_agreed
from hisrg_desktop.meeting.text.brackets import Part, brackets_merged, brackets_split, closed_at_cuts, place_among
from hisrg_desktop.meeting.text.concordance import latest_renumbering
from hisrg_desktop.meeting.text.numbers import LATIN, first_number, label, locator_of, number_after, numbers
from hisrg_desktop.meeting.text.parts import (
    Block,
    Footnote,
    Provision,
    below,
    blocks,
    footnotes_of,
    provisions_of,
    siblings_of,
)

# --- where things go --------------------------------------------------------------------------------------------------


def between(before: float | None, following: float | None) -> float:
    """A rank strictly between two; refused where so much was put in one place that there is none."""
    if before is None:
        return 0.0 if following is None else following - 1.0
    if following is None:
        return before + 1.0
    middle = (before + following) / 2
    if not before < middle < following:
        raise OutOfOrder("So much was inserted here that there is no room for more; renumber the text first.")
    return middle


def place_after(record: Record, neighbour: Provision) -> Place:
    """The place right behind a provision, at its level; new there, it would be numbered bis."""
    _refuse_gone(record.get(Block, neighbour.block))
    siblings = siblings_of(record, neighbour.block, neighbour.parent)
    following = next((p.rank for p in siblings if p.rank > neighbour.rank), None)
    rank = between(neighbour.rank, following)
    number = _number(record, neighbour.numbered, siblings, neighbour.block, neighbour.parent)
    return Place(neighbour.block, neighbour.parent, neighbour.kind, rank, number)


def first_place(record: Record, block: Block) -> Place:
    """The place before the first provision of a block."""
    _refuse_gone(block)
    siblings = siblings_of(record, block.id, None)
    rank = between(None, siblings[0].rank if siblings else None)
    kind = "paragraph" if block.front else "provision"
    if block.front or (siblings and not any(p.numbered for p in siblings)):
        return Place(block.id, None, kind, rank, "")
    base = first_number(block, items=False) if siblings else f"{block.number}.1"
    taken = _taken(record, siblings, block.id, None)
    return Place(block.id, None, kind, rank, base if base not in taken else number_after(base, taken))


def _number(record: Record, base: str, siblings: Sequence[Provision], block: str, parent: str | None) -> str:
    """The number of what is new behind a number; none where the draft has none."""
    return number_after(_stem(base), _taken(record, siblings, block, parent)) if base else ""


def _stem(number: str) -> str:
    """The number that a bis or ter was put after: new words behind 4.3 bis are 4.3 ter."""
    made = re.fullmatch(rf"(.+?) (?:{'|'.join(LATIN)}|\(\d+\))([).:]*)", number)
    return made[1] + made[2] if made else number


def _taken(record: Record, siblings: Iterable[Provision], block: str, parent: str | None) -> set[str]:
    """The numbers that stand at this level or stood there since the last renumbering."""
    had = {p.numbered for p in siblings}
    latest = latest_renumbering(record)
    for past in record.each(Amendment):
        if latest and past.id < latest.id:
            continue
        for kept in (past.was, past.becomes):
            if past.provision and kept and not past.footnote:
                place = Place.read(kept)
                if (place.block, place.parent) == (block, parent):
                    had.add(place.numbered)
    return had


# --- provisions -------------------------------------------------------------------------------------------------------


def insert_at(moment: Moment, place: Place, text: str, **said: Unpack[Said]) -> list[Change]:
    """The changes that put a new provision in a place."""
    fields = {**place._asdict(), "id": moment.new_id(), "text": text, "state": "new"}
    new = Provision.model_validate(fields)
    made = amendment(moment, said, provision=new.id, operation="insert", after=text, becomes=place.kept())
    return [added(new), made]


def insert_after(record: Record, moment: Moment, neighbour: Provision, text: str, **said: Unpack[Said]) -> list[Change]:
    """The changes that put a new provision after another, at its level; it is numbered bis while the sitting runs."""
    return insert_at(moment, place_after(record, neighbour), text, **said)


def strike(record: Record, moment: Moment, provision: Provision, **said: Unpack[Said]) -> list[Change]:
    """The changes that delete a provision and the items under it; each keeps its identity, number and comments."""
    changes = []
    for gone in (provision, *below(record, provision.id)):
        if gone.state == "deleted":
            continue
        refuse_agreed(record, gone)
        changes.append(amendment(moment, said, provision=gone.id, operation="delete", before=gone.text))
        changes.append(replaced(gone, state="deleted"))
    return changes


def move(record: Record, moment: Moment, provision: Provision, place: Place, **said: Unpack[Said]) -> list[Change]:
    """The changes that put a provision, with the items under it, in another place; it keeps its number if it can."""
    under = below(record, provision.id)
    if place.parent in {provision.id, *(p.id for p in under)}:
        raise OutOfOrder(f"{label(record, provision.id)} cannot stand under itself.")
    for each in (provision, *(p for p in under if p.state != "deleted")):
        refuse_agreed(record, each)
    place = place._replace(numbered=_kept_number(record, provision, place))
    if Place.of(provision) == place:
        raise OutOfOrder(f"{label(record, provision.id)} stands there already.")
    changes = _moved(moment, provision, place, said)
    for child in under:
        if child.block != place.block:
            changes += _moved(moment, child, Place.of(child)._replace(block=place.block), said)
    return changes


def _moved(moment: Moment, provision: Provision, place: Place, said: Said) -> list[Change]:
    """The provision in this place, its words untouched."""
    made = amendment(
        moment,
        said,
        provision=provision.id,
        operation="move",
        before=provision.text,
        after=provision.text,
        was=Place.of(provision).kept(),
        becomes=place.kept(),
    )
    return [made, replaced(provision, **place._asdict())]


def _kept_number(record: Record, provision: Provision, place: Place) -> str:
    """The provision's own number where nothing else has or had it in the new place; else the number of what is new there."""
    own = provision.numbered
    if not own or (place.block, place.parent) == (provision.block, provision.parent):
        return own
    if not place.numbered:
        return ""
    known = record.derive(numbers)
    others = {where for key, where in known.locators.items() if key != provision.id}
    block = record.get(Block, place.block)
    above = known.locators.get(place.parent) if place.parent else None
    there = locator_of(own, above, block.number.replace(" ", ""))
    siblings = [p for p in siblings_of(record, place.block, place.parent) if p.id != provision.id]
    free = own not in {p.numbered for p in siblings} and there not in others
    return own if free and (above is None) == (provision.parent is None) else place.numbered


def split(
    record: Record, moment: Moment, provision: Provision, texts: Sequence[str], **said: Unpack[Said]
) -> list[Change]:
    """The changes that make several provisions of one: the first part keeps the identity, the last the items under it.

    Each footnote goes with the words it is anchored behind, and brackets with what they are about; brackets across the cut
    are closed before it and opened again behind it.
    """
    refuse_agreed(record, provision)
    cut = [text.strip() for text in texts]
    if len(cut) < 2 or not all(cut):
        raise OutOfOrder(f"{label(record, provision.id)} is split in two parts or more, each with words.")
    notes, under = footnotes_of(record, provision.id), siblings_of(record, provision.block, provision.id)
    texts = closed_at_cuts(cut)
    made: list[Change] = []
    latest = provision
    parts: list[Part] = []
    for text, words in zip(texts[1:], cut[1:], strict=True):
        place = place_after(record.after(made), latest)
        latest = Provision.model_validate({**place._asdict(), "id": moment.new_id(), "text": text, "state": "new"})
        part = amendment(
            moment,
            said,
            provision=latest.id,
            operation="split",
            partner=provision.id,
            after=text,
            becomes=place.kept(),
        )
        made += [added(latest), part]
        parts.append(Part(latest.id, part.row.id, words))
    first = amend(record, moment, provision, texts[0], operation="split", partner=parts[0].provision, **said)
    parts.insert(0, Part(provision.id, first[0].row.id, cut[0]))
    first = [change for change in first if not isinstance(change.row, Footnote)]
    for child in under:
        made += _moved(moment, child, Place.of(child)._replace(parent=parts[-1].provision), said)
    carried = [_with_its_part(note, provision.text, parts) for note in notes]
    return [*first, *made, *carried, *brackets_split(record, moment, provision, parts)]


def _with_its_part(note: Footnote, whole: str, parts: Sequence[Part]) -> Change:
    """The footnote at the same words in the part that has them now."""
    index, offset = place_among(note.offset, whole, [part.words for part in parts])
    return replaced(note, provision=parts[index].provision, offset=offset)


def merge(
    record: Record, moment: Moment, provision: Provision, other: Provision, text: str = "", **said: Unpack[Said]
) -> list[Change]:
    """The changes that join two provisions: the first keeps its identity, the other is deleted, merged into it.

    The items under the other, its footnotes and its brackets go to the first.
    """
    if provision.id == other.id:
        raise OutOfOrder(f"{label(record, provision.id)} cannot be merged with itself.")
    for each in (provision, other):
        refuse_agreed(record, each)
    under = below(record, other.id)
    if provision.id in {p.id for p in under}:
        raise OutOfOrder(f"{label(record, provision.id)} stands under {label(record, other.id)}.")
    joined = f"{provision.text} {other.text}"
    shift = len(provision.text) + 1
    text = text.strip() or joined
    changes = amend(record, moment, provision, text, operation="merge", partner=other.id, **said)
    own = [c for c in changes if not isinstance(c.row, Footnote)]
    notes = [replaced(n, offset=carry(n.offset, joined, text)) for n in footnotes_of(record, provision.id)]
    theirs = [
        replaced(n, provision=provision.id, offset=carry(n.offset + shift, joined, text))
        for n in footnotes_of(record, other.id)
    ]
    gone = amendment(
        moment, said, provision=other.id, operation="merge", partner=provision.id, before=other.text, after=""
    )
    marked = brackets_merged(record, provision, other, text, own[0].row.id)
    changes = [*own, *notes, *theirs, gone, replaced(other, state="deleted"), *marked]
    return changes + _under(record.after(changes), moment, provision, other, said)


def _under(record: Record, moment: Moment, provision: Provision, other: Provision, said: Said) -> list[Change]:
    """The items of a provision that is merged into another, put behind the items of that one."""
    changes: list[Change] = []
    for child in siblings_of(record, other.block, other.id):
        now = record.after(changes)
        theirs = siblings_of(now, provision.block, provision.id)
        rank = between(theirs[-1].rank if theirs else None, None) if theirs else child.rank
        place = Place(provision.block, provision.id, child.kind, rank, child.numbered)
        taken = {p.numbered for p in theirs}
        if child.numbered in taken:
            number = _number(now, theirs[-1].numbered, theirs, provision.block, provision.id)
            place = place._replace(numbered=number)
        changes += _moved(moment, child, place, said)
        for lower in below(record, child.id):
            if lower.block != provision.block:
                changes += _moved(moment, lower, Place.of(lower)._replace(block=provision.block), said)
    return changes


def merged_into(record: Record, provision: str) -> str | None:
    """The provision that a deleted one was merged into, or None."""
    there = record.find(Provision, provision)
    last = record.one(Amendment, provision=provision)
    joined = there is not None and there.state == "deleted" and last is not None and last.operation == "merge"
    return last.partner if joined and last else None


# --- blocks -----------------------------------------------------------------------------------------------------------


def rename(record: Record, moment: Moment, block: Block, heading: str, **said: Unpack[Said]) -> list[Change]:
    """The changes that give a block another heading."""
    _refuse_gone(block)
    if block.heading == heading.strip():
        raise OutOfOrder(f"Block {block.number} is headed so already.")
    made = amendment(moment, said, block=block.id, operation="rename", before=block.heading, after=heading.strip())
    return [made, replaced(block, heading=heading.strip())]


def insert_block(
    record: Record, moment: Moment, neighbour: Block, heading: str, texts: Sequence[str] = (), **said: Unpack[Said]
) -> list[Change]:
    """The changes that put a new block after another, numbered bis, with a provision for each text (one empty if none)."""
    changes, block = _new_block(record, moment, neighbour, heading, "insert", said)
    for text in texts or ("",):
        now = record.after(changes)
        standing = siblings_of(now, block.id, None)
        place = first_place(now, block)
        if standing:
            rank = between(standing[-1].rank, None)
            place = place._replace(rank=rank, numbered=f"{block.number}.{len(standing) + 1}")
        changes += insert_at(moment, place, text, **said)
    return changes


def _new_block(
    record: Record, moment: Moment, neighbour: Block, heading: str, operation: str, said: Said
) -> tuple[list[Change], Block]:
    """A new block after another, with the amendment that puts it there."""
    if not heading.strip():
        raise OutOfOrder("A block needs a heading.")
    others = [b for b in record.derive(blocks) if b.in_text == neighbour.in_text]
    following = next((b.rank for b in others if b.rank > neighbour.rank), None)
    rank = between(neighbour.rank, following)
    stem = "0" if neighbour.front else _stem(neighbour.number)
    taken = {b.number for b in others}
    number = stem if neighbour.front and stem not in taken else number_after(stem, taken)
    block = Block(id=moment.new_id(), in_text=neighbour.in_text, number=number, heading=heading.strip(), rank=rank)
    made = amendment(
        moment,
        said,
        block=block.id,
        operation=operation,
        partner=neighbour.id,
        after=block.heading,
        becomes=(repr(rank), number),
    )
    return [added(block), made], block


def split_block(record: Record, moment: Moment, first: Provision, heading: str, **said: Unpack[Said]) -> list[Change]:
    """The changes that cut a block in two: a new block, numbered bis, begins with this provision and takes what follows.

    The provisions keep their numbers while the sitting runs.
    """
    block = record.get(Block, first.block)
    _refuse_gone(block)
    standing = siblings_of(record, block.id, None)
    if first.parent is not None:
        raise OutOfOrder(f"{label(record, first.id)} is an item; a block is cut before a provision.")
    if block.front:
        raise OutOfOrder("What stands before the first block is no block; insert a block instead.")
    at = next(i for i, p in enumerate(standing) if p.id == first.id)
    if at == 0:
        raise OutOfOrder(f"Nothing of block {block.number} stands before {label(record, first.id)}; rename it instead.")
    changes, new = _new_block(record, moment, block, heading, "split", said)
    for provision in standing[at:]:
        for each in (provision, *below(record, provision.id)):
            changes += _moved(moment, each, Place.of(each)._replace(block=new.id), said)
    return changes


def strike_block(record: Record, moment: Moment, block: Block, **said: Unpack[Said]) -> list[Change]:
    """The changes that delete a block with everything in it; all keep their identity, numbers and comments."""
    _refuse_gone(block)
    if block.front:
        raise OutOfOrder("What stands before the first block is no block.")
    changes: list[Change] = []
    for provision in provisions_of(record, block.id):
        if provision.parent is None and provision.state != "deleted":
            changes += strike(record, moment, provision, **said)
    made = amendment(moment, said, block=block.id, operation="delete", before=block.heading)
    return [*changes, made, replaced(block, deleted=True)]


def _refuse_gone(block: Block) -> None:
    if block.deleted:
        raise OutOfOrder(f"Block {block.number} has been deleted.")


# --- footnotes --------------------------------------------------------------------------------------------------------


def add_footnote(
    record: Record, moment: Moment, provision: Provision, offset: int, text: str, **said: Unpack[Said]
) -> list[Change]:
    """The changes that anchor a new note behind a word of a provision."""
    refuse_agreed(record, provision)
    if not text.strip():
        raise OutOfOrder("A footnote needs words.")
    offset = min(max(offset, 0), len(provision.text))
    last = max((n.rank for n in record.each(Footnote)), default=0.0)
    note = Footnote(id=moment.new_id(), provision=provision.id, offset=offset, text=text.strip(), rank=last + 1.0)
    made = amendment(
        moment,
        said,
        provision=provision.id,
        footnote=note.id,
        operation="add footnote",
        after=note.text,
        becomes=(str(offset),),
    )
    return [added(note), made]


def edit_footnote(record: Record, moment: Moment, note: Footnote, text: str, **said: Unpack[Said]) -> list[Change]:
    """The changes that give a note other words."""
    refuse_agreed(record, record.get(Provision, note.provision))
    if not text.strip() or note.deleted:
        raise OutOfOrder("The footnote has been deleted." if note.deleted else "A footnote needs words.")
    if note.text == text.strip():
        raise OutOfOrder("The footnote reads so already.")
    return [_note(moment, note, "edit footnote", text.strip(), said), replaced(note, text=text.strip())]


def strike_footnote(record: Record, moment: Moment, note: Footnote, **said: Unpack[Said]) -> list[Change]:
    """The changes that delete a note; comments on it stay listed there."""
    refuse_agreed(record, record.get(Provision, note.provision))
    if note.deleted:
        raise OutOfOrder("The footnote has been deleted already.")
    return [_note(moment, note, "delete footnote", "", said), replaced(note, deleted=True)]


def _note(moment: Moment, note: Footnote, operation: str, after: str, said: Said) -> Change:
    return amendment(
        moment,
        said,
        provision=note.provision,
        footnote=note.id,
        operation=operation,
        before=note.text,
        after=after,
    )

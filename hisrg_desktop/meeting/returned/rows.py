"""The rows of a comment table as points at their places, the changes they ask for as proposals where they can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.lists import CommentType
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.align import align
from hisrg_desktop.meeting.redline.tokens import tokens
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.locating import Located, located
from hisrg_desktop.meeting.returned.table import TableReading, TableRow
from hisrg_desktop.meeting.text.parts import Provision

_TYPES: dict[str, CommentType] = {"g": "ge", "e": "ed"}
"""By its first letter; anything else is about the substance."""

_QUOTED = '[“"„«]([^”"“»]+)[”"“»]'
_SWAP = re.compile(rf"(?:replace|change|amend|substitute)\s+{_QUOTED}\s+(?:by|with|to|into)\s+{_QUOTED}", re.IGNORECASE)
_DROP = re.compile(rf"(?:delete|remove|strike)(?: the words?)?\s+{_QUOTED}", re.IGNORECASE)
_PUT = re.compile(rf"after\s+{_QUOTED},?\s+(?:insert|add)\s+{_QUOTED}", re.IGNORECASE)
_FIRST = re.compile(rf"at the beginning,?\s+(?:insert|add)\s+{_QUOTED}", re.IGNORECASE)
_DELETED = re.compile(
    r"(?:please )?(?:delete|remove|strike)(?: (?:the |this )?(?:whole )?(?:provision|paragraph|item|clause|sub-?clause))?",
    re.IGNORECASE,
)
_REWRITTEN = 0.6
"""Words in common, of both together, from which on a proposed change is the provision's own words rewritten."""


def items_of(record: Record, table: TableReading, sender: str) -> tuple[Item, ...]:
    """A point for each row; whoever is not named in it is the sender. What points nowhere has lost its place."""
    known = {c.number: c for c in record.each(Comment)}
    return tuple(_item(record, row, sender, known) for row in table.rows)


def _item(record: Record, row: TableRow, sender: str, known: dict[str, Comment]) -> Item:
    number, words = _own_number(row.comment, known)
    place = located(record, row.clause, row.paragraph)
    item = Item(
        key=f"row {row.row}",
        kind="comment",
        author=row.by or sender,
        words=words,
        type=_TYPES.get(row.type.strip()[:1].casefold(), "te"),
        left_out=f"It was taken in already as {number}." if number else "",
    )
    return _asking(record, _placed(item, place, row), row.proposed.strip())


def _own_number(words: str, known: dict[str, Comment]) -> tuple[str, str]:
    """The number of a comment on record that a row of our own table begins with, and the words after it."""
    first, _, rest = words.strip().partition(" ")
    return (first, rest.strip()) if first in known else ("", words.strip())


def _placed(item: Item, place: Located, row: TableRow) -> Item:
    if place.place is None:
        line = f" The row names line {row.line}." if row.line.strip() else ""
        return replace(item, placing="lost its place", why=place.why + line)
    found = place.place
    return replace(
        item,
        placing="placed with doubt" if place.doubt else "placed",
        why=place.why,
        block=found.block,
        provision=found.provision,
        footnote=found.footnote,
    )


def _asking(record: Record, item: Item, proposed: str) -> Item:
    """The point with the change it asks for: as a proposal where that can be read, else in its words."""
    provision = record.find(Provision, item.provision)
    if not proposed:
        return item
    after = None if provision is None or item.footnote else wanted(provision.text, proposed)
    if provision is None or after is None:
        words = f"{item.words}\n\nProposed change: {proposed}" if item.words else f"Proposed change: {proposed}"
        return replace(item, words=words)
    asks = replace(item, kind="proposal", before=provision.text, words=item.words or proposed)
    return replace(asks, operation="replace", after=after) if after else replace(asks, operation="delete")


def wanted(text: str, proposed: str) -> str | None:
    """What a provision would read after a change that is asked for in words; empty where it is deleted, None if unclear."""
    if _DELETED.fullmatch(proposed.strip().rstrip(".")):
        return ""
    steps = [step for step in re.split(r";\s+|\.\s+(?=[A-Z])", proposed.strip().rstrip(".;")) if step]
    changed = text
    for step in steps:
        done = next(_done(changed, step), None)
        if done is None:
            return _rewritten(text, proposed)
        changed = done
    return changed if changed != text else None


def _done(text: str, step: str) -> Iterator[str]:
    """The text with one change carried out, where its words stand there once."""
    for pattern, change in ((_SWAP, _swapped), (_DROP, _dropped), (_PUT, _put)):
        found = pattern.fullmatch(step.strip())
        if found and text.count(found[1]) == 1:
            yield change(text, *found.groups())
    found = _FIRST.fullmatch(step.strip())
    if found:
        yield f"{found[1]} {text}"


def _swapped(text: str, old: str, new: str) -> str:
    return text.replace(old, new)


def _dropped(text: str, old: str) -> str:
    return re.sub(r"  +", " ", text.replace(old, "")).replace(" .", ".").replace(" ,", ",").strip()


def _put(text: str, lead: str, new: str) -> str:
    apart = "" if new[:1] in ",.;:" else " "
    return text.replace(lead, f"{lead}{apart}{new}")


def _rewritten(text: str, proposed: str) -> str | None:
    """The proposed words themselves, where they are the provision's own written anew."""
    bare = proposed.strip().strip('“”"')
    old, new = _listed(text), _listed(bare)
    if not old or not new or bare == text:
        return None
    return bare if 2 * len(align(old, new)) >= _REWRITTEN * (len(old) + len(new)) else None


def _listed(text: str) -> list[str]:
    return [token.text.casefold() for token in tokens(text)]

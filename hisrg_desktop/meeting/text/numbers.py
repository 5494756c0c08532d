"""Numbers of provisions: labels, and the locators by which a secretary points at the text."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count

from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, blocks, by_block

LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
"""What stands behind the number of what was inserted, in order."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The label and locator of each block and provision, the number of each footnote, and the way back."""

    labels: dict[str, str]
    locators: dict[str, str]
    notes: dict[str, int]
    places: dict[str, str]


@derived(Block, Provision, Footnote)
def numbers(record: Record) -> Numbers:
    """All numbers of the working text, computed in one pass."""
    labels: dict[str, str] = {}
    locators: dict[str, str] = {}
    grouped = record.derive(by_block)
    in_order: list[Provision] = []
    front = {"paragraph": 0, "heading": 0}
    known: set[str] = set()
    stems = {block.number for block in record.each(Block) if block.number}
    for block in record.derive(blocks):
        labels[block.id] = "" if block.front else block.number
        locators[block.id] = labels[block.id].replace(" ", "")
        known.add(locators[block.id])
        latest: dict[str | None, tuple[str, int]] = {}
        for provision in grouped.get(block.id, []):
            in_order.append(provision)
            labels[provision.id] = _label(provision, block, latest)
            if block.front and not provision.numbered:
                kind = "heading" if provision.kind == "heading" else "paragraph"
                front[kind] += 1
                locators[provision.id] = f"pre{'h' if kind == 'heading' else ''}{front[kind]}"
            else:
                above = locators.get(provision.parent) if provision.parent else None
                bare = locator_of(labels[provision.id], above, block.number.replace(" ", ""))
                own = _bare(labels[provision.id])
                if above is None and bare != own and own.split(".")[0] in stems and "." in own and own not in known:
                    bare = own
                locators[provision.id] = bare
            known.add(locators[provision.id])
    notes = _note_numbers(record, in_order)
    places: dict[str, str] = {}
    for key, locator in locators.items():
        places.setdefault(locator, key)
    return Numbers(labels, locators, notes, places)


def _label(provision: Provision, block: Block, latest: dict[str | None, tuple[str, int]]) -> str:
    if provision.numbered or block.front:
        latest[provision.parent] = (provision.numbered, 0)
        return provision.numbered
    base, inserted = latest.get(provision.parent, (block.number if provision.parent is None else "", 0))
    latest[provision.parent] = (base, inserted + 1)
    return with_latin(base, inserted)


def with_latin(base: str, inserted: int) -> str:
    """The number of what was inserted after a number while a sitting runs: ``4.3 bis``, ``a bis)``."""
    latin = LATIN[inserted] if inserted < len(LATIN) else f"({inserted + 2})"
    match = re.fullmatch(r"(.*?)([).:]*)", base)
    stem, end = (match[1], match[2]) if match else (base, "")
    return f"{stem} {latin}{end}".strip()


def number_after(base: str, taken: Collection[str]) -> str:
    """The first number after a base that nothing has or had: ``4.3 bis``, and ``4.3 ter`` where that is taken.

    What was inserted earlier keeps its number, even where it now stands behind this one: the room has said it aloud.
    """
    return next(n for i in count() if (n := with_latin(base, i)) not in taken)


def first_number(block: Block, items: bool) -> str:
    """The number of what is put before the first of its level: nothing that stands there changes its number."""
    return "0)" if items else f"{block.number}.0"


def _bare(label: str) -> str:
    """A label without its brackets and stops: ``a)`` is ``a``."""
    return re.sub(r"[\s().]+$|^[\s(]+", "", label).replace(" ", "")


def locator_of(label: str, above: str | None, block: str) -> str:
    """How one points at what carries a label, below what is above it or in a block."""
    bare = _bare(label)
    if above is None:
        return bare if bare.startswith(block) or not block else f"{block}.{bare}" if bare else block
    if bare.startswith(above):
        return bare
    return f"{above}.{bare}" if above[-1:].isalpha() and above[:1].isdigit() else f"{above}{bare}"


def _note_numbers(record: Record, in_order: Iterable[Provision]) -> dict[str, int]:
    places = {provision.id: index for index, provision in enumerate(in_order)}
    notes = sorted(record.where(Footnote, deleted=False), key=lambda n: (places.get(n.provision, -1), n.offset, n.rank))
    return {note.id: number for number, note in enumerate(notes, 1)}


def label(record: Record, key: str | None) -> str:
    """The label of a block or provision as it stands before the text: ``10``, ``10.3``, ``a)``."""
    return record.derive(numbers).labels.get(key or "", "")


def locator(record: Record, key: str | None) -> str:
    """How one points at a block or provision: ``10``, ``10.3``, ``10.3a``, ``pre1``; ``*`` for the whole text."""
    return record.derive(numbers).locators.get(key or "", "*")


def full_number(record: Record, key: str) -> str:
    """A number with those above it, as one says it: ``10.3``, ``10.3 a) ii.``; empty where there is none."""
    provision = record.find(Provision, key)
    own = label(record, key)
    if provision is None or provision.parent is None or own[:1].isdigit():
        return own
    return f"{full_number(record, provision.parent)} {own}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text that was pointed at; all None is the text as a whole."""

    block: str | None = None
    provision: str | None = None
    footnote: str | None = None


def find_place(record: Record, pointed: str) -> Place | None:
    """The place a locator points at: ``4``, ``4.3``, ``4.3a``, ``4.3a.ii``, ``fn3``, ``2.2fn3``, ``pre1``, ``*``."""
    wanted = re.sub(r"[\s()]+", "", pointed.strip().lstrip("@").rstrip(".)")).casefold()
    if wanted == "*":
        return Place()
    known = record.derive(numbers)
    note = re.fullmatch(r"(.*)fn(\d+)", wanted)
    if note:
        key = next((k for k, n in known.notes.items() if n == int(note[2])), None)
        found = record.find(Footnote, key)
        if found is None:
            return None
        return Place(record.get(Provision, found.provision).block, found.provision, found.id)
    key = known.places.get(wanted) or {k.casefold(): v for k, v in known.places.items() if k}.get(wanted)
    if key is None:
        return None
    provision = record.find(Provision, key)
    return Place(provision.block, provision.id) if provision else Place(key)

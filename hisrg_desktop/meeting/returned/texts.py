"""What the record knows of the text that a returned file was made from: drafts, earlier wordings, the text as it is."""

from dataclasses import dataclass, field

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.tokens import tokens
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart
from hisrg_desktop.meeting.text.parts import Block, Provision, Text, blocks, provisions_of

_ALIKE = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)


def alike(text: str) -> str:
    """A text without what differs by itself from one program to the next: white space, the shape of quotes and dashes."""
    return " ".join(text.translate(_ALIKE).replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class Part:
    """A block's heading, a provision or the title of a draft: its identity and the words it had there.

    `also` are the words it had or has otherwise: in other drafts, between amendments, now.
    """

    key: str
    text: str
    kind: str
    block: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a part that is one paragraph in Word: the whole, or a cell of a row of definitions."""

    part: int
    start: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownText:
    """A draft as it is looked for in returned files: its parts in order and the paragraphs they are in."""

    draft: Draft
    parts: tuple[Part, ...]
    units: tuple[Unit, ...]
    wordings: dict[str, int] = field(default_factory=dict)

    def known(self, part: int, text: str) -> str | None:
        """The words on record of which a text is a copy; None where the part never read so."""
        there = self.parts[part]
        wanted = alike(text)
        return next((t for t in (there.text, *there.also) if alike(t) == wanted), None)


def known_texts(record: Record) -> list[KnownText]:
    """Every draft on record, the latest last."""
    return [_known(record, draft) for draft in record.each(Draft)]


def _known(record: Record, draft: Draft) -> KnownText:
    rows = sorted(record.where(DraftPart, draft=draft.id), key=lambda part: part.id)
    parts = [part for row in rows if (part := _part(record, row.part, row.text))]
    parts = _with_new(record, draft, parts)
    units = tuple(unit for index, part in enumerate(parts) for unit in _units(index, part.text))
    wordings: dict[str, int] = {}
    for number, unit in enumerate(units):
        part = parts[unit.part]
        wordings.setdefault(alike(unit.text), number)
        if unit.text == part.text:
            for other in part.also:
                wordings.setdefault(alike(other), number)
    return KnownText(draft, tuple(parts), units, wordings)


def _part(record: Record, key: str, text: str) -> Part | None:
    provision, block = record.find(Provision, key), record.find(Block, key)
    if provision:
        spoken = [
            words for a in record.where(Amendment, provision=key) if not a.footnote for words in (a.before, a.after)
        ]
        return Part(key, text, provision.kind, provision.block, _others(record, key, text, [*spoken, provision.text]))
    if block:
        named = [words for a in record.where(Amendment, block=key) for words in (a.before, a.after)]
        return Part(key, text, "block", key, _others(record, key, text, [*named, block.heading]))
    return Part(key, text, "title", None) if record.find(Text, key) else None


def _others(record: Record, key: str, text: str, more: list[str]) -> tuple[str, ...]:
    drafted = [row.text for row in record.where(DraftPart, part=key)]
    return tuple(dict.fromkeys(words for words in (*drafted, *more) if words and words != text))


def _with_new(record: Record, draft: Draft, parts: list[Part]) -> list[Part]:
    """The parts with what came to the text since the draft, each behind what it stands behind now."""
    known = {part.key for part in parts}
    after: dict[str | None, list[Part]] = {}
    last: str | None = None
    for block in record.derive(blocks):
        if block.in_text != draft.in_text:
            continue
        for key, text in ((block.id, block.heading), *((p.id, p.text) for p in provisions_of(record, block.id))):
            if key in known:
                last = key
            elif text and (part := _part(record, key, text)):
                after.setdefault(last, []).append(part)
    return [*after.get(None, ()), *(one for part in parts for one in (part, *after.get(part.key, ())))]


def standing_before(record: Record) -> dict[str, str]:
    """What stands right before each block and provision in the text as it stands now, by their ids."""
    keys: list[str] = []
    for block in record.derive(blocks):
        if not block.deleted:
            keys += [block.id, *(p.id for p in provisions_of(record, block.id) if p.state != "deleted")]
    return dict(zip(keys[1:], keys, strict=False))


def _units(index: int, text: str) -> list[Unit]:
    """The paragraphs of a part: a row of definitions has one for each cell."""
    found: list[Unit] = []
    start = 0
    for cell in text.split("\t") if "\t" in text else [text]:
        if cell.strip():
            found.append(Unit(index, start, cell, words_of(cell)))
        start += len(cell) + 1
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: letter case left aside."""
    return tuple(token.text for token in tokens(alike(text).casefold()))

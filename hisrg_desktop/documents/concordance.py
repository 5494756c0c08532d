"""The concordance: old and new numbers of every part of the text, what became of it, and references gone stale."""

from collections.abc import Iterator

from hisrg_desktop.documents.head import document, sentence
from hisrg_desktop.documents.outline import Column, Document, Heading, Paragraph, Part, Run, Table, Words
from hisrg_desktop.documents.standing import Unit, units
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.amendments import Amendment, amendments_of, came_to_be
from hisrg_desktop.meeting.text.concordance import Concordance, latest_renumbering, words_of
from hisrg_desktop.meeting.text.crossreferences import pointing_nowhere, stale_references, where_it_stands
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart, latest_draft
from hisrg_desktop.meeting.text.numbers import full_number
from hisrg_desktop.meeting.text.structure import merged_into

_STALE = (Column("In", 1800), Column("reads", 3600), Column("would have to read", 3698))


def concordance(record: Record) -> Document:
    """The table of numbers, and the cross-references that people have still to look at."""
    parts: list[Part] = [Paragraph(_introduction(record)), numbers_table(record)]
    stale, nowhere = stale_references(record), pointing_nowhere(record)
    if stale:
        parts += [Heading("Cross-references that have gone stale", 1)]
        rows = [
            (where_it_stands(record, s), f"{s.named} {s.words}".strip(), f"{s.named} {s.now}".strip() if s.now else "–")
            for s in stale
        ]
        parts += [Table(_STALE, rows)]
    if nowhere:
        parts += [Heading("Cross-references to what is not in the text", 1)]
        for found in nowhere:
            where = full_number(record, found.provision)
            parts.append(Paragraph(f"{where}: “{f'{found.named} {found.words}'.strip()}”"))
    return document(record, None, "Concordance", parts)


def _introduction(record: Record) -> str:
    draft, renumbered = _base(record), latest_renumbering(record)
    of = f" of “{draft.label}”" if draft else ""
    if renumbered is None:
        return f"The numbers{of} and those in use in the room. The text has not been renumbered yet."
    return sentence(f"The numbers{of}, those in use in the room, and those since the renumbering")


def _base(record: Record) -> Draft | None:
    """The draft whose numbers are the old ones: that of the last renumbering, which a next draft brings with it."""
    renumbered = latest_renumbering(record)
    return (record.find(Draft, renumbered.draft) if renumbered else None) or latest_draft(record)


def numbers_table(record: Record) -> Table:
    """A row for every block and provision in the order of the text: its numbers, its words, what became of it."""
    renumbered = latest_renumbering(record)
    drafted = _drafted(record)
    in_room = {row.part: row.old for row in record.where(Concordance, renumbering=renumbered.id)} if renumbered else {}
    columns = [Column("In the draft", 1200), Column("In the room", 1300)]
    columns += [Column("Now", 1100)] if renumbered else []
    columns += [Column("Heading or first words", 3300), Column("What became of it", 2200)]
    rows = []
    for unit in units(record):
        now = "" if unit.gone else full_number(record, unit.key)
        old = drafted.get(unit.key, "")
        room = in_room.get(unit.key, old if unit.gone else full_number(record, unit.key))
        if not (now or old or room):
            continue
        words: Words = words_of(record, unit.key)
        heading: Words = [Run(str(words), bold=True)] if unit.provision is None else words
        numbers = (old, room, now) if renumbered else (old, room)
        rows.append((*(n or "–" for n in numbers), heading, "; ".join(_became(record, unit, drafted))))
    return Table(columns, rows)


def _drafted(record: Record) -> dict[str, str]:
    """The number of every part in the draft, with those above it."""
    draft = _base(record)
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for part in record.where(DraftPart, draft=draft.id) if draft else ():
        while above and above[-1][0] >= part.depth:
            above.pop()
        label = part.label.rstrip(".) ") if part.depth == 0 else part.label
        under = above[-1][1] if above and part.depth > 1 and not label[:1].isdigit() else ""
        found[part.part] = f"{under} {label}".strip()
        above.append((part.depth, found[part.part]))
    return found


def _became(record: Record, unit: Unit, drafted: dict[str, str]) -> Iterator[str]:
    """What became of a part since the draft, in words."""
    base = _base(record)
    since = base.id if base else ""
    made = amendments_of(record, unit.key, since) or [
        a for a in record.where(Amendment, block=unit.key) if a.id > since
    ]
    made = [a for a in made if not a.footnote]
    first = next((a for a in made if came_to_be(a) or (a.block and a.becomes)), None)
    if first and first.operation == "split":
        yield f"split off {drafted.get(first.partner or '') or full_number(record, first.partner or '')}"
    elif first:
        yield "new"
    if any(a.operation == "move" for a in made):
        yield "moved"
    if any(a.operation == "split" and a.before for a in made):
        yield "split"
    if any(a.operation == "merge" and a.after for a in made):
        yield "merged with another"
    renamed = next((a for a in made if a.operation == "rename"), None)
    if renamed:
        yield f"headed “{renamed.before}” before"
    if unit.gone:
        into = merged_into(record, unit.key)
        yield f"merged into {full_number(record, into)}" if into else "deleted"

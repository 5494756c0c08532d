"""The footnotes of the draft in its Word file, and which of them go, come or move with the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hisrg_desktop.documents.word import reading
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, footnotes_of


@dataclass(frozen=True, slots=True)
class Drafted:
    """A footnote as the draft had it: its row, and the id of its mark in the Word file (empty where it was not found)."""

    note: Footnote
    id: str


def drafted(record: Record, draft: Draft, original: bytes) -> dict[str, list[Drafted]]:
    """The footnotes of each part of the draft, in the order of their marks."""
    marks: dict[int, list[str]] = {}
    for paragraph, id_ in reading.notes(original, "accepted"):
        marks.setdefault(paragraph, []).append(id_)
    found = {}
    for part, notes in _taken_in(record, draft):
        here = marks.get(part.paragraph, [])
        ids = here if len(here) == len(notes) else [""] * len(notes)
        found[part.part] = [Drafted(note, id_) for note, id_ in zip(notes, ids, strict=True)]
    return found


def _taken_in(record: Record, draft: Draft) -> Iterator[tuple[DraftPart, list[Footnote]]]:
    """Which footnotes each part had when the draft was taken in: their ranks stand between that part's and the next's."""
    new = {a.footnote for a in record.each(Amendment) if a.operation == "add footnote"}
    waiting = sorted((n for n in record.each(Footnote) if n.id not in new), key=lambda n: n.rank)
    parts = record.where(DraftPart, draft=draft.id)
    known = {part.part for part in parts}
    rank = float(sum(block.front and block.id not in known for block in record.each(Block)))
    for part in parts:
        rank += bool(record.find(Block, part.part) or record.find(Provision, part.part))
        notes = []
        while waiting and waiting[0].rank <= rank + 1:
            notes.append(waiting.pop(0))
            rank += 1
        if notes:
            yield part, notes


def marked_at(pieces: Sequence[Piece], offset: int) -> int:
    """Behind how many characters of the marked text an anchor stands; it counts only the words that stand on record."""
    standing = shown = 0
    for piece in pieces:
        proposed = piece.inserted is not None and not piece.inserted.agreed
        gone = piece.deleted is not None and piece.deleted.agreed
        if not (proposed or gone):
            if standing + len(piece.text) >= offset:
                return shown + offset - standing
            standing += len(piece.text)
        shown += len(piece.text)
    return shown


def coming_and_going(record: Record, provision: str, before: Sequence[Drafted]) -> tuple[list[Drafted], list[Footnote]]:
    """The drafted footnotes that go from a provision, and those that come to it; one with other words does both."""
    edited = {a.footnote for a in record.each(Amendment) if a.operation == "edit footnote"}
    now = footnotes_of(record, provision)
    here = {note.id for note in now}
    stay = {d.note.id for d in before if d.note.id in here and d.note.id not in edited}
    return [d for d in before if d.note.id not in stay], [n for n in now if n.id not in stay]

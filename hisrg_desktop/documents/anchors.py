"""The footnotes of the draft in its Word file, and which of them go, come or move with the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from hisrg_desktop.documents.word import reading
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.drafts import Draft, DraftFootnote, DraftPart
from hisrg_desktop.meeting.text.parts import Footnote, footnotes_of


@dataclass(frozen=True, slots=True)
class Drafted:
    """A footnote as the draft had it: its row, its words then, and the id of its mark in the Word file (empty: not found)."""

    note: Footnote
    text: str
    id: str


def drafted(record: Record, draft: Draft, original: bytes) -> dict[str, list[Drafted]]:
    """The footnotes of each part of the draft, in the order of their marks."""
    marks: dict[int, list[str]] = {}
    for paragraph, id_ in reading.notes(original, "accepted"):
        marks.setdefault(paragraph, []).append(id_)
    found = {}
    noted: dict[str, list[DraftFootnote]] = {}
    for frozen in record.where(DraftFootnote, draft=draft.id):
        noted.setdefault(frozen.part, []).append(frozen)
    for part in record.where(DraftPart, draft=draft.id):
        notes, here = noted.get(part.part, []), marks.get(part.paragraph, [])
        ids = here if len(here) == len(notes) else [""] * len(notes)
        found[part.part] = [
            Drafted(record.get(Footnote, n.footnote), n.text, id_) for n, id_ in zip(notes, ids, strict=True)
        ]
    return found


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
    now = footnotes_of(record, provision)
    here = {note.id for note in now}
    stay = {d.note.id for d in before if d.note.id in here and d.note.text == d.text}
    return [d for d in before if d.note.id not in stay], [n for n in now if n.id not in stay]

"""What a returned file asks for about footnotes: words changed in one, marks put in or taken out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.returned.edits import Edit
from hisrg_desktop.meeting.returned.file import File
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.texts import Part, alike
from hisrg_desktop.meeting.returned.views import BaseParagraph
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.parts import Footnote, footnotes_of

_NO_NOTE = "The provision has no such footnote on record."


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of a file beside those on record."""

    file: File

    def untracked(self) -> Iterator[Item]:
        """Footnotes that read otherwise, came or went although no change is tracked."""
        marks: dict[str, list[tuple[str, int]]] = {}
        for base in sorted(self.file.found.of):
            part = self.file.part_of(base)
            if part is not None and part.kind not in ("block", "title"):
                marks.setdefault(part.key, []).extend((note, base) for note in self._marks(base))
        if not any(marks.values()):
            return  # some programs give a text back without its notes
        for key, there in marks.items():
            yield from self._untracked_of(next(p for p in self.file.known.parts if p.key == key), there)

    def _marks(self, base: int) -> list[str]:
        """The notes whose marks a paragraph had before anybody wrote in it, in order."""
        saved = self.file.seen.base[base].saved
        return [p.note for n in saved for p in self.file.seen.paragraphs[n].pieces if p.note and p.inserted is None]

    def _untracked_of(self, part: Part, marks: list[tuple[str, int]]) -> Iterator[Item]:
        known = [note for note in footnotes_of(self.file.record, part.key) if self._drafted(note)]
        every = self.file.record.where(Footnote, provision=part.key)
        said = {alike(words) for note in every for words in self._wordings(note)}
        left = [(note, base) for note, base in marks if alike(self.text_of(note)) not in said]
        here = {alike(self.text_of(note)) for note, _ in marks}
        gone = [note for note in known if not here & {alike(words) for words in self._wordings(note)}]
        for (note, base), was in self._paired(left, gone):
            item = self.file.at(
                self.file.new(self.file.sender, before=was.text if was else part.text, after=self.text_of(note)), part
            )
            if was:
                item = replace(item, operation="edit footnote", footnote=was.id, target=was.id)
            else:
                item = replace(item, operation="add footnote", offset=self._offset(part, note, base))
            yield self.file.sure_of(item, [base])
        for was in gone if not left else ():
            item = self.file.at(self.file.new(self.file.sender, operation="delete footnote", before=was.text), part)
            yield replace(item, footnote=was.id, target=was.id)

    @staticmethod
    def _paired(left: list[tuple[str, int]], gone: list[Footnote]) -> list[tuple[tuple[str, int], Footnote | None]]:
        """Each note of the file that is not on record, with the one it takes the place of where as many are missed."""
        return list(zip(left, gone if len(left) == len(gone) else [None] * len(left), strict=True))

    def _wordings(self, note: Footnote) -> list[str]:
        """What a footnote on record reads, and what it read before it was changed."""
        return [note.text, *(a.before for a in self.file.record.where(Amendment, footnote=note.id))]

    def _drafted(self, note: Footnote) -> bool:
        """Whether a footnote was there when the draft was made."""
        return not any(a.operation == "add footnote" for a in self.file.record.where(Amendment, footnote=note.id))

    def edited(self, edit: Edit, author: str) -> Iterator[Item]:
        """Words changed in a footnote; one that comes or goes is told where its mark does."""
        anchor = self.mark_of(edit.part)
        if anchor is None:
            yield replace(
                self.file.finished(self.file.lost(edit, author, "The note's mark is not found in the text.")), at=None
            )
            return
        saved, piece_inserted, piece_deleted = anchor
        if piece_inserted or (piece_deleted and not edit.texts):
            return
        base = self.file.seen.base_of[saved]
        part = self.file.part_of(base)
        was = " ".join(self.file.seen.base[b].words for b in edit.bases)
        text = clean(" ".join(t.strip() for t in edit.texts if t.strip()))
        if part is None or part.kind in ("block", "title"):
            yield self.file.lost(edit, author, self.file.not_found(base))
            return
        note = self.footnote(part, edit.part, was)
        item = self.file.new(
            author, operation="edit footnote", before=was, after=text, at=self.file.date(edit.saved, author)
        )
        item = self.file.at(item, part)
        if note is None:
            item = replace(item, kind="comment", operation=None)
            yield self.file.finished(doubted(item, _NO_NOTE))
        else:
            yield self.file.finished(replace(item, footnote=note.id, target=note.id))

    def mark_of(self, part: str) -> tuple[int, bool, bool] | None:
        """The paragraph in which a note's mark stands, and whether somebody inserts or deletes it."""
        for number, there in enumerate(self.file.seen.paragraphs):
            for piece in there.pieces:
                if piece.note == part:
                    return number, piece.inserted is not None, piece.deleted is not None
        return None

    def footnote(self, part: Part, note: str, was: str) -> Footnote | None:
        """The footnote on record: by its words, else by its place among those of the provision."""
        there = footnotes_of(self.file.record, part.key)
        same = next((f for f in there if alike(f.text) == alike(was)), None)
        if same:
            return same
        base = next((b for b, match in self.file.found.of.items() if self.file.part(match) is part), None)
        saved = self.file.seen.base[base].saved if base is not None else ()
        marks = [p.note for n in saved for p in self.file.seen.paragraphs[n].pieces if p.note and p.inserted is None]
        at = marks.index(note) if note in marks else -1
        return there[at] if 0 <= at < len(there) else None

    def gone(self, author: str, touched: set[int]) -> Iterator[Item]:
        """Footnotes whose marks are deleted in provisions that stay where they are."""
        for number, there in enumerate(self.file.seen.paragraphs):
            base = self.file.seen.base_of[number]
            for piece in there.pieces:
                gone = piece.deleted is not None and piece.deleted.key == (author, False) and piece.inserted is None
                part = self.file.part_of(base) if piece.note and gone and base not in touched else None
                if part is None or part.kind in ("block", "title"):
                    continue
                text = self.text_of(piece.note)
                note = self.footnote(part, piece.note, text)
                item = self.file.new(
                    author, operation="delete footnote", before=text, at=self.file.date([number], author)
                )
                item = self.file.at(item, part)
                if note is None:
                    yield doubted(replace(item, kind="comment", operation=None), _NO_NOTE)
                else:
                    yield self.file.sure_of(replace(item, footnote=note.id, target=note.id), [base])

    def text_of(self, note: str) -> str:
        """What a note of the file reads."""
        return clean(
            " ".join(p.words for p in self._paragraphs(note) if p.words)
            or " ".join(
                "".join(piece.text for piece in p.pieces).strip() for p in self.file.seen.paragraphs if p.part == note
            )
        )

    def _paragraphs(self, note: str) -> list[BaseParagraph]:
        return [b for b in self.file.seen.base if b.part == note]

    def put_in(self, edit: Edit, author: str, part: Part, base: int) -> Iterator[Item]:
        """Footnotes whose marks are put in, each behind the words it stands behind."""
        for note in edit.notes:
            item = self.file.new(author, operation="add footnote", before=part.text, after=self.text_of(note))
            yield self.file.sure_of(self.file.at(replace(item, offset=self._offset(part, note, base)), part), [base])

    def _offset(self, part: Part, note: str, base: int) -> int:
        """Behind how many letters of the provision a note's mark stands."""
        before = self.file.seen.base[base]
        offset = 0
        for saved in before.saved:
            for piece in self.file.seen.paragraphs[saved].pieces:
                if piece.note == note:
                    return min(max(offset - before.lead, 0), len(part.text))
                offset += len(piece.text) if piece.inserted is None else 0
        return len(part.text)

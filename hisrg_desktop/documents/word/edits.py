"""What changes in a paragraph, as it is asked for and as it falls on the text in the file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.hygiene import clean as hygienic
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.redline.pieces import Mark, Piece, before

_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.S)


class NotSpliced(OutOfOrder):
    """A paragraph whose change cannot be written exactly; the message says which and why."""


@dataclass(frozen=True, slots=True)
class NotePut:
    """A new footnote: behind how many characters of all the edit's pieces, deleted ones counted; its words; whose it is.

    `id` is given when the file is made.
    """

    at: int
    text: str
    mark: Mark
    id: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphEdit:
    """What changes in a paragraph, which is counted among all paragraphs of the body in document order.

    `pieces` say the text as the draft was read, foreign tracked changes accepted. `skip` characters at the beginning
    (a typed number) are no part of it and stay. `dropped` are the ids of footnotes whose marks go, each with who deletes it.
    """

    paragraph: int
    pieces: tuple[Piece, ...]
    skip: int = 0
    notes: tuple[NotePut, ...] = ()
    dropped: tuple[tuple[str, Mark], ...] = ()

    @property
    def ends_in_insertion(self) -> bool:
        """Whether the paragraph's last words are new."""
        return bool(self.pieces and self.pieces[-1].inserted)


@dataclass(frozen=True, slots=True)
class InsertedParagraph:
    """A new paragraph after another one, with the properties, numbering and look of the paragraph `like`.

    Several after the same paragraph keep their order. Its end is the change of `mark`, or of the first piece. Where its
    words are those of a paragraph that goes, and it is `moved_from` there, both are shown as a move as far as Word can.
    """

    after: int
    like: int
    pieces: tuple[Piece, ...]
    mark: Mark | None = None
    notes: tuple[NotePut, ...] = ()
    moved_from: int | None = None

    @property
    def end_mark(self) -> Mark:
        """Whose change the paragraph's end is."""
        mark = self.mark or next((piece.inserted for piece in self.pieces if piece.inserted), None)
        if mark is None:
            raise NotSpliced("A new paragraph has no words that someone inserted.")
        return mark

    @property
    def marked_pieces(self) -> list[Piece | NotePut]:
        """Its words, all of them inserted by someone, and its footnotes where they stand among them."""
        made = tuple(replace(piece, inserted=piece.inserted or self.end_mark) for piece in self.pieces)
        return list(with_notes(made, self.notes))


@dataclass(frozen=True, slots=True)
class DeletedParagraph:
    """A paragraph that goes as a whole, number and all."""

    paragraph: int
    mark: Mark


Edit = ParagraphEdit | InsertedParagraph | DeletedParagraph


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` go by `deleted`; or, where they are none, `piece` or `note` comes in there."""

    start: int
    end: int
    deleted: Mark | None = None
    piece: Piece | None = None
    note: NotePut | None = None


def with_notes(pieces: Sequence[Piece], notes: Sequence[NotePut]) -> Iterator[Piece | NotePut]:
    """The pieces, cut where a new footnote stands, with the footnotes between them."""
    waiting = sorted(notes, key=lambda note: note.at)
    done = 0
    while waiting and waiting[0].at <= 0:
        yield waiting.pop(0)
    for piece in pieces:
        rest = piece
        while waiting and waiting[0].at <= done + len(rest.text):
            here = waiting[0].at - done
            if here:
                yield replace(rest, text=rest.text[:here])
            rest, done = replace(rest, text=rest.text[here:]), done + here
            yield waiting.pop(0)
        if rest.text:
            yield rest
        done += len(rest.text)
    yield from waiting


def changes(text: str, edit: ParagraphEdit) -> list[Change]:
    """What the edit does to the paragraph's text as it stands in the file."""
    where = _offsets(text, before(edit.pieces), edit)
    at = 0
    found: list[Change] = []
    for piece in with_notes(edit.pieces, edit.notes):
        if isinstance(piece, NotePut):
            found.append(Change(where[at], where[at], note=piece))
            continue
        if piece.inserted:
            found.append(Change(where[at], where[at], piece=piece))
            continue
        if piece.deleted and piece.text:
            found.append(Change(where[at], where[at + len(piece.text)], deleted=piece.deleted))
        at += len(piece.text)
    return found


def changed_text(text: str, edit: ParagraphEdit) -> str:
    """The paragraph's text with the edit carried out."""
    out, done = "", 0
    for change in changes(text, edit):
        out += text[done : change.start]
        if change.piece and not change.piece.deleted:
            out += hygienic(change.piece.text)
        done = change.end
    return out + text[done:]


def _offsets(text: str, base: str, edit: ParagraphEdit) -> list[int]:
    """Where each character of the edit's text stands in the paragraph; one more for the end."""
    if text[edit.skip :] == base:
        return list(range(edit.skip, len(text) + 1))
    seen, asked = _levelled(text, edit.skip), _levelled(base, 0)
    if [char for char, _, _ in seen] != [char for char, _, _ in asked]:
        raise NotSpliced(
            f"Paragraph {edit.paragraph + 1} does not read as expected: “{text[:60]}” is not “{base[:60]}”."
        )
    where = [-1] * (len(base) + 1)
    for (_, there, _), (_, here, _) in zip(seen, asked, strict=True):
        where[here] = there
    where[len(base)] = seen[-1][2] if seen else edit.skip
    return _filled(where)


def _filled(where: list[int]) -> list[int]:
    """The offsets with those left open taken from what follows."""
    for index in range(len(where) - 2, -1, -1):
        where[index] = where[index + 1] if where[index] < 0 else where[index]
    return where


def _levelled(text: str, skip: int) -> list[tuple[str, int, int]]:
    """The characters that count when a reading is found again in the file, each with where it begins and ends.

    Readers differ on white space at the ends, on kinds of spaces and hyphens, on soft hyphens and on composed letters.
    """
    out: list[tuple[str, int, int]] = []
    for found in _CLUSTER.finditer(text, skip):
        chars = unicodedata.normalize("NFC", found.group()).replace("\u2011", "-").replace("\u00ad", "")
        out += [(" " if char.isspace() else char, *found.span()) for char in chars]
    while out and out[0][0] == " ":
        out.pop(0)
    while out and out[-1][0] == " ":
        out.pop()
    return out

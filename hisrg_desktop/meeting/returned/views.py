"""A returned file as it was before anybody wrote in it, and as each of those who wrote in it would have it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from hisrg_desktop.meeting.returned.people import is_nobody
from hisrg_desktop.meeting.returned.reading import ChangeRead, ReturnedReading

Carried = Literal["agreed", "offered"] | None
"""A change that the file carried when it was given out: agreed (or somebody's in the draft itself), or only proposed."""
Carries = Callable[[ChangeRead, str], Carried]


@dataclass(frozen=True, slots=True)
class Who:
    """Whose a change is. An `offered` one stood in the file when it was given out and asks for nothing new."""

    author: str
    date: str = ""
    move: str = ""
    offered: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """The one who made it: what an author offered earlier is not what they write now."""
        return self.author, self.offered


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand, or that somebody inserts or deletes; with `note`, the mark of a note."""

    text: str
    inserted: Who | None = None
    deleted: Who | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as saved; `open_end` has no end of its own in the file as it was given out."""

    part: str
    stretch: int
    look: str
    lead: int
    pieces: tuple[Piece, ...]
    inserted: Who | None = None
    deleted: Who | None = None
    open_end: bool = False

    @property
    def base(self) -> str:
        """Its words before anybody wrote in it."""
        return "".join(piece.text for piece in self.pieces if piece.inserted is None)


@dataclass(frozen=True, slots=True)
class BaseParagraph:
    """A paragraph before anybody wrote in it, the paragraphs as saved that it comes from, and those that have its words."""

    text: str
    part: str
    look: str
    lead: int
    saved: tuple[int, ...]
    spoken: tuple[int, ...]

    @property
    def words(self) -> str:
        """Its words without the number typed before them."""
        return self.text[self.lead :].strip()


@dataclass(slots=True)
class ViewParagraph:
    """A paragraph as one author would have it: its words, each with the base paragraph they are from, or None if new.

    `first` is the first of the paragraphs as saved that has words of it.
    """

    saved: list[int] = field(default_factory=list)
    first: int = -1
    look: str = ""
    part: str = "body"
    said: list[tuple[int | None, Piece]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for _, piece in self.said)

    @property
    def sources(self) -> list[int]:
        """The base paragraphs that words of it are from, in order."""
        return list(dict.fromkeys(base for base, piece in self.said if base is not None and piece.text.strip()))


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """An insertion of somebody's in which another wrote: its places in a paragraph, what it takes the place of beside it.

    `whole`: all of it was deleted. `own`: the other put words of their own there.
    """

    paragraph: int
    whose: Who
    places: tuple[int, ...]
    beside: tuple[int, ...]
    whole: bool
    own: bool


@dataclass(slots=True)
class Views:
    """The paragraphs of a file settled: what it carried when given out is text or gone, the rest is somebody's."""

    paragraphs: list[Paragraph]
    base: list[BaseParagraph]
    base_of: list[int]
    authors: list[str]

    def of(self, author: str) -> list[ViewParagraph]:
        """The file as an author would have it."""
        trusted = self._trusted(author)
        made: list[ViewParagraph] = []
        there = ViewParagraph()
        for number, saved in enumerate(self.paragraphs):
            there.saved.append(number)
            there.look, there.part = saved.look, saved.part
            swept = _is_swept(saved, author)
            for place, piece in enumerate(saved.pieces):
                if not swept and self._stands(piece, author, (number, place) in trusted):
                    there.said.append((self.base_of[number] if piece.inserted is None else None, piece))
                    there.first = number if there.first < 0 and piece.text.strip() else there.first
            if not self._joins(number, saved, author, (number, -1) in trusted):
                made.append(there)
                there = ViewParagraph()
        if there.saved:
            made.append(there)
        return made

    def _stands(self, piece: Piece, author: str, trusted: bool) -> bool:
        comes = piece.inserted is None or piece.inserted.key == (author, False) or trusted
        goes = piece.deleted is not None and (piece.deleted.key == (author, False) or (trusted and not piece.inserted))
        return comes and not goes

    def _joins(self, number: int, saved: Paragraph, author: str, trusted: bool) -> bool:
        last = number + 1 == len(self.paragraphs) or self.paragraphs[number + 1].stretch != saved.stretch
        foreign = saved.inserted is not None and saved.inserted.key != (author, False) and not trusted
        goes = saved.deleted is not None and saved.deleted.key == (author, False)
        return not last and (foreign or goes or saved.open_end)

    def written_in(self, author: str) -> Iterator[WrittenIn]:
        """What others insert and this author writes in, or deletes."""
        for number, saved in enumerate(self.paragraphs):
            if _is_swept(saved, author):
                continue
            for places in _stretches(saved.pieces, author):
                first = saved.pieces[places[0]].inserted
                theirs = [p for p in places if not _is(saved.pieces[p].inserted, author)]
                gone = [p for p in theirs if _is(saved.pieces[p].deleted, author)]
                # What they put in takes the place of what they take out beside it.
                beside = [
                    p
                    for p in (places[0] - 1, places[-1] + 1)
                    if first and 0 <= p < len(saved.pieces) and _of(saved.pieces[p].deleted, first)
                ]
                after = places[-1] + 1
                own = len(places) > len(theirs) or (
                    len(gone) == len(theirs) and after < len(saved.pieces) and _is(saved.pieces[after].inserted, author)
                )
                if first and (gone or own):
                    yield WrittenIn(number, first, tuple(theirs), tuple(beside), len(gone) == len(theirs), own)

    def _trusted(self, author: str) -> set[tuple[int, int]]:
        """What others insert and this author writes in without deleting it whole; -1 is the end of a paragraph."""
        found: set[tuple[int, int]] = set()
        for there in self._taken_for_granted(author):
            found |= {(there.paragraph, p) for p in (*there.places, *there.beside)}
            for number in (there.paragraph - 1, there.paragraph):
                if number >= 0 and _of(self.paragraphs[number].inserted, there.whose) and not there.whole:
                    found.add((number, -1))
        return found

    def trusting(self, author: str) -> dict[int, list[str]]:
        """The paragraphs as saved in which an author writes in what others insert, and who these are."""
        found: dict[int, list[str]] = {}
        for there in self._taken_for_granted(author):
            found.setdefault(there.paragraph, []).append(there.whose.author)
        return found

    def _taken_for_granted(self, author: str) -> Iterator[WrittenIn]:
        return (there for there in self.written_in(author) if there.own or not there.whole)


def _is_swept(paragraph: Paragraph, author: str) -> bool:
    """Whether an author deletes a whole paragraph of the base, and with it what others wrote and deleted there before."""
    spoken = [piece for piece in paragraph.pieces if piece.text.strip()]
    own = [piece for piece in spoken if piece.inserted is None and _is(piece.deleted, author)]
    return bool(own) and _is(paragraph.deleted, author) and all(piece.deleted is not None for piece in spoken)


def _of(who: Who | None, other: Who) -> bool:
    return who is not None and who.key == other.key


def _is(who: Who | None, author: str) -> bool:
    return who is not None and who.key == (author, False)


def _stretches(pieces: Sequence[Piece], author: str) -> list[list[int]]:
    """The places of pieces that lie together in one insertion of somebody else's, the author's own words between them."""
    found: list[list[int]] = []
    whose: Who | None = None
    for place, piece in enumerate(pieces):
        foreign = piece.inserted if piece.inserted and not _is(piece.inserted, author) else None
        if foreign and whose and foreign.key == whose.key:
            found[-1].append(place)
        elif foreign:
            found.append([place])
            whose = foreign
        elif whose and _is(piece.inserted, author):
            found[-1].append(place)
        else:
            whose = None
    return [_without_end(pieces, places, author) for places in found]


def _without_end(pieces: Sequence[Piece], places: list[int], author: str) -> list[int]:
    """The places up to the last that is somebody else's: what the author adds behind it stands by itself."""
    while len(places) > 1 and _is(pieces[places[-1]].inserted, author):
        places = places[:-1]
    return places


def views(reading: ReturnedReading, carries: Carries, sender: str) -> Views:
    """The file settled. Changes under no name, or one that a program writes by itself, are the sender's."""
    paragraphs = [_settled(reading, number, carries, sender) for number in range(len(reading.paragraphs))]
    base: list[BaseParagraph] = []
    base_of: list[int] = []
    group: list[int] = []
    for number, there in enumerate(paragraphs):
        group.append(number)
        base_of.append(len(base))
        last = number + 1 == len(paragraphs) or paragraphs[number + 1].stretch != there.stretch
        if last or (there.inserted is None and not there.open_end):
            base.append(_base(paragraphs, group))
            group = []
    whose = [who for p in paragraphs for who in hands_in(p) if not who.offered]
    return Views(paragraphs, base, base_of, list(dict.fromkeys(who.author for who in whose)))


def named(author: str, sender: str) -> str:
    """Whose name stands for what an author wrote: the sender's where the file names nobody."""
    return sender if sender and is_nobody(author) else author


def hands_in(paragraph: Paragraph) -> list[Who]:
    """Whose changes are in a paragraph, its end included."""
    found = [who for piece in paragraph.pieces for who in (piece.inserted, piece.deleted) if who]
    return [*found, *(who for who in (paragraph.inserted, paragraph.deleted) if who)]


def _base(paragraphs: list[Paragraph], group: list[int]) -> BaseParagraph:
    text = "".join(paragraphs[n].base for n in group)
    first = next((paragraphs[n] for n in group if paragraphs[n].base.strip()), paragraphs[group[-1]])
    spoken = tuple(n for n in group if paragraphs[n].base.strip()) or (group[-1],)
    return BaseParagraph(text, first.part, paragraphs[group[-1]].look, first.lead, tuple(group), spoken)


def _settled(reading: ReturnedReading, number: int, carries: Carries, sender: str) -> Paragraph:
    there = reading.paragraphs[number]
    pieces: list[Piece] = []

    def who(place: int | None, text: str) -> tuple[Who | None, bool]:
        """Whose a change is; and whether it is no change any more, for the file carried it agreed."""
        if place is None:
            return None, False
        change = reading.changes[place]
        carried = carries(change, text)
        if carried == "agreed":
            return None, True
        return Who(named(change.author, sender), change.date, change.move, carried == "offered"), False

    for read in there.pieces:
        inserted, _ = who(read.inserted, read.text)
        deleted, gone = who(read.deleted, read.text)
        if not gone:
            pieces.append(Piece(read.text, inserted, deleted, read.note))
    inserted, _ = who(there.inserted, "")
    deleted, gone = who(there.deleted, "")
    made = Paragraph(there.part, there.stretch, there.look, there.lead, tuple(pieces), inserted, deleted, gone)
    # The number is counted in the words as they stood; what was agreed may have changed them.
    return made if made.lead <= len(made.base) else replace(made, lead=0)

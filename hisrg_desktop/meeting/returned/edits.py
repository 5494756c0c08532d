"""What one author does to the paragraphs of a file: changes words, inserts, deletes, moves, splits and merges them."""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hisrg_desktop.meeting.redline.tokens import says_something
from hisrg_desktop.meeting.returned.texts import alike, words_of
from hisrg_desktop.meeting.returned.views import BaseParagraph, Piece, ViewParagraph

EditKind = Literal["replace", "insert", "delete", "move", "split", "merge"]
_SAME = 0.6
"""A paragraph taken out and one put in that have so much in common are one that was moved."""
_REWRITTEN = 0.25
"""So much must a new paragraph have in common with the one deleted beside it to be that one, rewritten."""
_FEW = 3
"""Paragraphs of fewer words are no proof that something moved."""
_MOST = 50
"""So many deleted paragraphs in one place are looked at for each new one."""
_LARGE = 250_000
"""Where more pairs of paragraphs would have to be compared, only the same words count as moved."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of which base paragraphs, what they read afterwards, and the base paragraph it then follows.

    `bases` is empty for an insertion; `texts` holds the new words (a paragraph each), empty for a deletion. `before` is the
    base paragraph that it then follows, empty at the beginning. `saved` are the paragraphs as saved that it touches, `notes`
    the notes that come with it. `mixed` is a change that splits and merges at once.
    """

    kind: EditKind
    bases: tuple[int, ...]
    texts: tuple[str, ...] = ()
    before: tuple[int, ...] = ()
    look: str = ""
    part: str = "body"
    saved: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    mixed: bool = False


def edits(base: Sequence[BaseParagraph], view: Sequence[ViewParagraph]) -> list[Edit]:
    """The changes that lead from the base to a view, in the order of the view; what was deleted comes last."""
    return list(_Editing(base, view).found())


class _Editing:
    def __init__(self, base: Sequence[BaseParagraph], view: Sequence[ViewParagraph]) -> None:
        self._base, self._view = base, view
        self._in: dict[int, list[int]] = {}
        for number, there in enumerate(view):
            for source in there.sources:
                self._in.setdefault(source, []).append(number)
        self._standing = sorted(n for b in self._in for n in base[b].spoken)
        # The keys of a dictionary: in order, and taken out at once.
        self._new = dict.fromkeys(n for n, there in enumerate(view) if there.text.strip() and not there.sources)
        self._gone = dict.fromkeys(b for b, there in enumerate(base) if there.text.strip() and b not in self._in)
        self._rewritten: dict[int, int] = {}
        self._moved: dict[int, int] = {}
        self._pair_in_place()
        self._pair_moved()
        self._pair_beside()

    def _take(self, into: dict[int, int], new: int, gone: int) -> None:
        into[new] = gone
        del self._new[new], self._gone[gone]

    def _pair_in_place(self) -> None:
        """New words in the very paragraph whose words all went, and whose end stayed."""
        ends = {max(self._base[b].saved): b for b in self._gone}
        for new in list(self._new):
            there = self._view[new]
            here = ends.get(there.saved[-1])
            if here in self._gone and set(there.saved) & set(self._base[here].spoken) and not _is_moved(there):
                self._take(self._rewritten, new, here)

    def _pair_moved(self) -> None:
        """New paragraphs that read as deleted ones did elsewhere: word for word first, then nearly."""
        saying: dict[str, list[int]] = {}
        for b in self._gone:
            for said in {alike(self._base[b].words), alike(self._base[b].text)}:
                saying.setdefault(said, []).append(b)
        for new in list(self._new):
            there = self._view[new]
            same = next((b for b in saying.get(alike(there.text), ()) if b in self._gone), None)
            if same is not None and (len(there.text.split()) >= _FEW or _is_moved(there)):
                self._take(self._moved, new, same)
        if len(self._new) * len(self._gone) > _LARGE:
            return
        for new in list(self._new):
            far = [b for b in self._gone if not self._beside(new, b) and len(words_of(self._base[b].words)) > _FEW]
            best = max(far, key=lambda b: self._common(new, b), default=None)
            if best is not None and self._common(new, best) >= _SAME:
                self._take(self._moved, new, best)

    def _pair_beside(self) -> None:
        """New paragraphs that are deleted ones beside them, rewritten; those that have most in common first."""
        gone: dict[int, list[int]] = {}
        for b in self._gone:
            gone.setdefault(self._region(self._base[b].spoken[0]), []).append(b)
        pairs = [
            (self._common(new, b), -new, -b)
            for new in self._new
            for b in gone.get(self._region(self._view[new].first), [])[:_MOST]
        ]
        for common, new, b in sorted(pairs, reverse=True):
            if common >= _REWRITTEN and -new in self._new and -b in self._gone:
                self._take(self._rewritten, -new, -b)

    def _common(self, new: int, gone: int) -> float:
        return _common(self._base[gone].words, self._view[new].text)

    def _beside(self, new: int, gone: int) -> bool:
        """Whether nothing that stands lies between where a paragraph went and where one came."""
        return self._region(self._base[gone].spoken[0]) == self._region(self._view[new].first)

    def _region(self, saved: int) -> int:
        """How many paragraphs that stand lie before this one."""
        return bisect_left(self._standing, saved)

    # --- telling ---------------------------------------------------------------------------------------------------

    def found(self) -> Iterator[Edit]:
        last: tuple[int, ...] = ()
        done: set[int] = set()
        gone = deque(sorted(self._gone))
        for number, there in enumerate(self._view):
            if not there.text.strip():
                continue
            # What is put in behind something deleted stands behind it all the same.
            while gone and max(self._base[gone[0]].spoken) < there.first:
                last = max(last, (gone.popleft(),))
            if number in self._rewritten:
                base = self._rewritten[number]
                yield self._edit("replace", (base,), [number], last)
                last = (base,)
            elif number in self._moved:
                base = self._moved[number]
                yield self._edit("move", (base,), [number], last)
                last = (base,)
            elif not there.sources:
                yield self._edit("insert", (), [number], last)
            else:
                yield from self._of_sources(number, last, done)
                last = (there.sources[-1],)
        for base in self._gone:
            yield Edit("delete", (base,), part=self._base[base].part, saved=self._base[base].saved)

    def _of_sources(self, number: int, last: tuple[int, ...], done: set[int]) -> Iterator[Edit]:
        """What became of the base paragraphs of which this one has words, told at the first one that has any."""
        sources = self._view[number].sources
        if done & set(sources):
            return
        done |= set(sources)
        places = list(dict.fromkeys(n for s in sources for n in self._in[s]))
        everything = {s for n in places for s in self._view[n].sources}
        if len(sources) > 1:
            done |= everything
            yield self._edit("merge", tuple(sorted(everything)), places, last, mixed=len(places) > 1)
        elif len(places) > 1:
            done |= everything
            mixed = everything != set(sources)
            yield self._edit("merge" if mixed else "split", tuple(sorted(everything)), places, last, mixed=mixed)
        elif self._view[number].text.strip() != self._base[sources[0]].text.strip() or self._notes(number):
            yield self._edit("replace", tuple(sources), places, last)

    def _edit(
        self, kind: EditKind, bases: tuple[int, ...], places: list[int], last: tuple[int, ...], *, mixed: bool = False
    ) -> Edit:
        there = self._view[places[0]]
        texts = tuple(self._view[n].text for n in places)
        saved = tuple(dict.fromkeys([*(s for n in places for s in self._view[n].saved), *self._of_bases(bases)]))
        notes = tuple(note for n in places for note in self._notes(n))
        return Edit(kind, bases, texts, last, there.look, there.part, saved, notes, mixed)

    def _of_bases(self, bases: tuple[int, ...]) -> list[int]:
        return [n for b in bases for n in self._base[b].saved]

    def _notes(self, number: int) -> tuple[str, ...]:
        """The notes whose marks are new in a paragraph."""
        return tuple(piece.note for _, piece in self._view[number].said if piece.note and piece.inserted)


def _is_moved(there: ViewParagraph) -> bool:
    spoken = [piece for _, piece in there.said if piece.text.strip()]
    return bool(spoken) and all(_move(piece) for piece in spoken)


def _move(piece: Piece) -> str:
    return piece.inserted.move if piece.inserted else ""


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    """The words that say something: two sentences have their commas and articles in common by chance."""
    words = words_of(text)
    return Counter([word for word in words if says_something(word)] or words)


def _common(one: str, other: str) -> float:
    """How many words two texts have in common, as a share of both."""
    some, others = _bag(one), _bag(other)
    total = sum(some.values()) + sum(others.values())
    return 2 * sum((some & others).values()) / total if total else 0.0

"""Several wordings of one text made one: what touches different words is joined, what collides a person settles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.redline.diff import Hunk, hunks
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.redline.rebase import applied

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the wordings to be merged: its key, the whole text it wants, and whose it is."""

    key: str
    after: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Clash:
    """Words that several wordings change differently: where they stand, and what each would put there."""

    span: Span
    standing: str
    options: tuple[tuple[str, str], ...]

    def of(self, words: str) -> str:
        """The key of the wording whose words these are; empty where they are nobody's."""
        return next((key for key, option in self.options if option == words), "")


@dataclass(frozen=True, slots=True)
class Part:
    """One change of the merged text: what is replaced by what, by whose wording; no key where it was settled by hand."""

    hunk: Hunk
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text; words on which a collision is still open stand as they are."""

    base: str
    parts: tuple[Part, ...]
    clashes: tuple[Clash, ...]
    open: tuple[Clash, ...]

    @property
    def text(self) -> str:
        """What it would read."""
        return applied(self.base, [part.hunk for part in self.parts])

    def steps(self) -> list[tuple[str, str]]:
        """The way from the base to the merged text, one wording after the other: its key and the text then.

        What was settled by hand comes last, under no key.
        """
        keys = list(dict.fromkeys(key for part in self.parts for key in part.keys[:1]))
        made: list[tuple[str, str]] = []
        done: list[Hunk] = []
        for key in [*keys, ""]:
            theirs = [part.hunk for part in self.parts if (part.keys[:1] or ("",))[0] == key]
            if theirs:
                done += theirs
                made.append((key, applied(self.base, done)))
        return made

    def pieces(self, marks: Mapping[str, Mark], by_hand: Mark) -> tuple[Piece, ...]:
        """The base with the merged changes marked in it, each under its author."""
        out: list[Piece] = []
        done = 0
        for part in self.parts:
            mark = marks[part.keys[0]] if part.keys else by_hand
            hunk = part.hunk
            out += [
                Piece(self.base[done : hunk.start]),
                Piece(self.base[hunk.start : hunk.end], deleted=mark),
                Piece(hunk.text, inserted=mark),
            ]
            done = hunk.end
        return tuple(piece for piece in [*out, Piece(self.base[done:])] if piece.text)


def merge(text: str, wordings: Sequence[Wording], settled: Mapping[Span, str] | None = None) -> Merged:
    """The wordings on one text, joined where they do not collide; `settled` says what stands where they do.

    The order of the wordings makes no difference to the text.
    """
    known = settled or {}
    parts: list[Part] = []
    clashes: list[Clash] = []
    for group in _groups(_gathered(text, wordings)):
        clash = _clash(text, group)
        if clash is None:
            parts += [Part(hunk, keys) for hunk, keys in _agreeing(text, group)]
            continue
        clashes.append(clash)
        if clash.span in known:
            words, (start, end) = known[clash.span], clash.span
            key = clash.of(words)
            if words != clash.standing:
                parts.append(Part(Hunk(start, end, words), (key,) if key else ()))
    unsettled = tuple(clash for clash in clashes if clash.span not in known)
    return Merged(text, tuple(parts), tuple(clashes), unsettled)


_Theirs = tuple[Hunk, tuple[str, ...]]


def _gathered(text: str, wordings: Iterable[Wording]) -> list[_Theirs]:
    """Each change with the keys of all who want just that, in the order of the text."""
    wanted: dict[Hunk, tuple[str, ...]] = {}
    for wording in wordings:
        for hunk in hunks(text, wording.after):
            wanted[hunk] = (*wanted.get(hunk, ()), wording.key)
    return sorted(wanted.items(), key=lambda pair: (pair[0].start, pair[0].end, pair[0].text))


def _groups(changes: Iterable[_Theirs]) -> list[list[_Theirs]]:
    """The changes in groups that hang together by touching the same words."""
    groups: list[list[_Theirs]] = []
    for one in changes:
        if groups and any(_collide(one[0], other) for other, _ in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _collide(one: Hunk, other: Hunk) -> bool:
    """Whether two different changes touch the same words, or put different words at one place."""
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _clash(text: str, group: Sequence[_Theirs]) -> Clash | None:
    """What the wordings of a group would each put there; None where they agree."""
    if len(group) == 1:
        return None
    start, end = min(h.start for h, _ in group), max(h.end for h, _ in group)
    keys = list(dict.fromkeys(key for _, theirs in group for key in theirs))
    options = tuple((key, _within(text, start, end, [h for h, theirs in group if key in theirs])) for key in keys)
    if len({words for _, words in options}) == 1:
        return None
    return Clash((start, end), text[start:end], options)


def _within(text: str, start: int, end: int, theirs: Iterable[Hunk]) -> str:
    """What somebody's changes make of a stretch of the text."""
    return applied(text[start:end], [Hunk(h.start - start, h.end - start, h.text) for h in theirs])


def _agreeing(text: str, group: Sequence[_Theirs]) -> list[_Theirs]:
    """The changes of a group that does not clash: one change, or one way of several to the same words."""
    if len(group) == 1:
        return list(group)
    first = group[0][1][0]
    return [(hunk, keys) for hunk, keys in group if first in keys]

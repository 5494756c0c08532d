"""Several open proposals on one provision shown at once; those that touch the same words are a person's to settle."""

from collections.abc import Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.redline.diff import Hunk, hunks
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


@dataclass(frozen=True, slots=True)
class Collision:
    """A proposal that is not shown, because it touches words that another one, shown, changes too."""

    mark: Mark
    after: str
    shown: Mark


@dataclass(frozen=True, slots=True)
class Overlay:
    """The text with all proposals marked that can stand side by side, and those that cannot."""

    pieces: tuple[Piece, ...]
    collisions: tuple[Collision, ...]


def overlay(text: str, proposals: Sequence[tuple[str, Mark]]) -> Overlay:
    """The proposals (each the whole text it wants, and whose it is) on one text, the first ones first.

    Each is compared with the text by itself. Two that overlap collide: the first keeps its place, the other is listed.
    Two that merely adjoin do not.
    """
    placed: list[tuple[Hunk, Mark]] = []
    collisions: list[Collision] = []
    for after, mark in proposals:
        wanted = hunks(text, after)
        shown = next((other for hunk in wanted for there, other in placed if _overlap(hunk, there)), None)
        if shown is None:
            placed += [(hunk, mark) for hunk in wanted]
        else:
            collisions.append(Collision(mark, after, shown))
    placed.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return Overlay(tuple(_pieces(text, placed)), tuple(collisions))


def _overlap(one: Hunk, other: Hunk) -> bool:
    """Whether two changes touch the same words, or one puts words into the middle of what the other takes out."""
    return one.start < other.end and other.start < one.end


def _pieces(text: str, placed: Sequence[tuple[Hunk, Mark]]) -> list[Piece]:
    out: list[Piece] = []
    done = 0
    for hunk, mark in placed:
        out += [
            Piece(text[done : hunk.start]),
            Piece(text[hunk.start : hunk.end], deleted=mark),
            Piece(hunk.text, inserted=mark),
        ]
        done = hunk.end
    return [piece for piece in [*out, Piece(text[done:])] if piece.text]

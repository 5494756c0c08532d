"""Successive amendments of one provision as one marked text, in which each word knows who put it in or took it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hisrg_desktop.meeting.redline.diff import diff, hunks
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


@dataclass(frozen=True, slots=True)
class Step:
    """One amendment: the text before it, the text after it, and whose it is."""

    before: str
    after: str
    mark: Mark


_Char = tuple[str, Mark | None, Mark | None]


def compose(base: str, steps: Sequence[Step]) -> tuple[Piece, ...]:
    """The base with all steps marked in it; `before` of it is the base, `after` of it the last step's text.

    What one put in and another took out again is not shown. What one took out and another put back stands again,
    unmarked: the text against which the redline is read has not changed there. Raises `ValueError` where a step does
    not begin with the text that the one before left.
    """
    chars: list[_Char] = [(char, None, None) for char in base]
    text = base
    for step in steps:
        if step.before != text:
            raise ValueError(f"The step by {step.mark.author} begins with another text than the one before it left.")
        chars = _stepped(chars, step)
        text = step.after
    return tuple(_joined(_settled(chars)))


def carry(offset: int, before: str, after: str) -> int:
    """Where an anchor (a footnote, a bracket) stands after a change: right behind the word it was behind.

    Where that word is replaced it stands behind the replacement.
    """
    moved = offset
    for hunk in hunks(before, after):
        if hunk.start < offset <= hunk.end:
            return moved + hunk.start - offset + len(hunk.text)
        if hunk.end < offset or (hunk.end == offset and hunk.start < hunk.end):
            moved += len(hunk.text) - (hunk.end - hunk.start)
    return moved


def _stepped(chars: list[_Char], step: Step) -> list[_Char]:
    """The marked characters after one more amendment."""
    out: list[_Char] = []
    at = 0
    for span in diff(step.before, step.after):
        if span.change == "inserted":
            out += [(char, step.mark, None) for char in span.text]
            continue
        left = len(span.text)
        while left:
            char, inserted, deleted = chars[at]
            at += 1
            if deleted is not None:
                out.append((char, inserted, deleted))
                continue
            left -= 1
            if span.change == "same":
                out.append((char, inserted, None))
            elif inserted is None:
                out.append((char, None, step.mark))
    return out + chars[at:]


def _settled(chars: list[_Char]) -> list[_Char]:
    """The characters with each change in a row settled anew: deletion before insertion, what was put back standing."""
    out: list[_Char] = []
    for changed, group in groupby(chars, key=lambda c: c[1] is not None or c[2] is not None):
        some = list(group)
        if not changed:
            out += some
            continue
        gone, came = iter([c for c in some if c[1] is None]), iter([c for c in some if c[1] is not None])
        old, new = "".join(c[0] for c in some if c[1] is None), "".join(c[0] for c in some if c[1] is not None)
        for span in diff(old, new):
            for char in span.text:
                if span.change == "deleted":
                    out.append(next(gone))
                elif span.change == "inserted":
                    out.append(next(came))
                else:
                    next(gone), next(came)
                    out.append((char, None, None))
    return out


def _joined(chars: list[_Char]) -> list[Piece]:
    return [
        Piece("".join(c[0] for c in group), inserted, deleted)
        for (inserted, deleted), group in groupby(chars, key=lambda c: (c[1], c[2]))
    ]


def without(pieces: Sequence[Piece], author: str) -> tuple[Piece, ...]:
    """The same pieces with one name in place of all: for outsiders, who do not learn who proposed what."""
    return tuple(
        replace(
            piece,
            inserted=replace(piece.inserted, author=author, reference="") if piece.inserted else None,
            deleted=replace(piece.deleted, author=author, reference="") if piece.deleted else None,
        )
        for piece in pieces
    )

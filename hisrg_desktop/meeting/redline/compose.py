"""Placeholder until the engine lands."""

from collections.abc import Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.redline.diff import diff, hunks
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


@dataclass(frozen=True)
class Step:
    """x"""

    before: str
    after: str
    mark: Mark


def compose(base: str, steps: Sequence[Step]) -> tuple[Piece, ...]:
    """x"""
    if not steps:
        return (Piece(base),)
    return tuple(
        Piece(
            s.text,
            steps[-1].mark if s.change == "inserted" else None,
            steps[-1].mark if s.change == "deleted" else None,
        )
        for s in diff(base, steps[-1].after)
    )


def carry(offset: int, before: str, after: str) -> int:
    """x"""
    d = 0
    for h in hunks(before, after):
        if h.end <= offset:
            d += len(h.text) - (h.end - h.start)
    return max(0, min(offset + d, len(after)))

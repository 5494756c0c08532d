"""Placeholder until the engine lands."""

from collections.abc import Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.redline.diff import Hunk, hunks
from hisrg_desktop.meeting.redline.pieces import Piece


@dataclass(frozen=True)
class Overlay:
    """x"""

    pieces: tuple[Piece, ...]


def overlay(text: str, proposals: Sequence[tuple[str, Mark]]) -> Overlay:
    """x"""
    hs: list[tuple[Hunk, Mark]] = []
    for after, mark in proposals:
        for h in hunks(text, after):
            if all(h.end <= o.start or h.start >= o.end for o, _ in hs):
                hs.append((h, mark))
    hs.sort(key=lambda x: x[0].start)
    out = []
    pos = 0
    for h, m in hs:
        out += [Piece(text[pos : h.start]), Piece(text[h.start : h.end], None, m), Piece(h.text, m)]
        pos = h.end
    return Overlay(tuple(p for p in [*out, Piece(text[pos:])] if p.text))

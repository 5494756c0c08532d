"""What one reads of a change in a long provision: the change, with some words on each side of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hisrg_desktop.meeting.redline.pieces import Piece

_SHOWN = 90  # characters of unchanged text left on each side of a change


def excerpt(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with long stretches that stand shortened, so that the change is what one reads."""
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        if found and found[-1].deleted and piece.inserted and _touch(found[-1].text, piece.text):
            found.append(Piece(" "))  # what is struck and what replaces it are read side by side
        if piece.inserted or piece.deleted or len(piece.text) <= _SHOWN * 2:
            found.append(piece)
            continue
        head = "" if index == 0 else re.split(r"\s\S*$", piece.text[:_SHOWN])[0]
        tail = "" if index == len(pieces) - 1 else re.split(r"^\S*\s", piece.text[-_SHOWN:])[-1]
        found.append(
            Piece(" […] ".join((head, tail)).strip() if head and tail else f"{head} […]" if head else f"[…] {tail}")
        )
    return found


def _touch(left: str, right: str) -> bool:
    return left[-1:].isalnum() and right[:1].isalnum()

"""Two layers of mark-up in one: what was agreed since the draft, and over it what is proposed now."""

from collections.abc import Iterable

from hisrg_desktop.meeting.redline.pieces import Piece


def layered(agreed: Iterable[Piece], proposed: Iterable[Piece]) -> tuple[Piece, ...]:
    """The proposed changes laid over the agreed ones; accepting `agreed` gives the text that `proposed` starts from."""
    below = [piece for piece in agreed if piece.text]
    made: list[Piece] = []
    for piece in proposed:
        if piece.inserted is not None:
            made.append(piece)
            continue
        left = len(piece.text)
        while left:
            below, taken = _take(below, left)
            for part in taken:
                if part.deleted is None:
                    left -= len(part.text)
                    made.append(Piece(part.text, part.inserted, piece.deleted))
                else:
                    made.append(part)
    made += below
    return joined(made)


def _take(below: list[Piece], length: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces up to this many standing characters, the deleted ones between them included, and what is left."""
    taken: list[Piece] = []
    for index, piece in enumerate(below):
        if piece.deleted is not None:
            taken.append(piece)
            continue
        if len(piece.text) <= length:
            taken.append(piece)
            length -= len(piece.text)
            if not length:
                return below[index + 1 :], taken
        else:
            rest = Piece(piece.text[length:], piece.inserted)
            return [rest, *below[index + 1 :]], [*taken, Piece(piece.text[:length], piece.inserted)]
    raise ValueError("the proposed changes start from a longer text than was agreed")


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours of the same marks made one."""
    made: list[Piece] = []
    for piece in pieces:
        if made and (made[-1].inserted, made[-1].deleted) == (piece.inserted, piece.deleted):
            made[-1] = Piece(made[-1].text + piece.text, piece.inserted, piece.deleted)
        elif piece.text:
            made.append(piece)
    return tuple(made)


def standing_span(pieces: Iterable[Piece], start: int, end: int) -> tuple[int, int]:
    """Where words of the marked text stand in the text as it is now: offsets into the joined pieces become its own.

    Words that are only proposed are not in that text, and words agreed to be deleted no longer are.
    """
    known = tuple(pieces)
    ends: list[int] = []
    for wanted in (start, end):
        offset = standing = 0
        for piece in known:
            stands = _stands(piece)
            if offset + len(piece.text) >= wanted:
                standing += (wanted - offset) if stands else 0
                break
            offset += len(piece.text)
            standing += len(piece.text) if stands else 0
        ends.append(standing)
    return ends[0], ends[1]


def _stands(piece: Piece) -> bool:
    proposed = piece.inserted is not None and not piece.inserted.agreed
    gone = piece.deleted is not None and piece.deleted.agreed
    return not (proposed or gone)

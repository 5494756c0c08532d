"""The pieces of a marked text: words that stand, words inserted, words deleted, and whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose change it is: the author as named in documents, when it was decided, and a reference ("P-017")."""

    author: str
    at: datetime
    reference: str = ""
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `inserted` or `deleted` says by whom, neither says that it stands.

    Both are set where one inserted what another proposes to delete.
    """

    text: str
    inserted: Mark | None = None
    deleted: Mark | None = None


def before(pieces: Iterable[Piece]) -> str:
    """The text with every change rejected."""
    return "".join(piece.text for piece in pieces if piece.inserted is None)


def after(pieces: Iterable[Piece]) -> str:
    """The text with every change accepted."""
    return "".join(piece.text for piece in pieces if piece.deleted is None)

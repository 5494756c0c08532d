"""What was read from a marked-up copy of a draft: plain data, so that it may come from another process."""

from sqlmodel import SQLModel


class ChangeRead(SQLModel):
    """Who made a tracked change and when, as the file has it; `move` pairs the halves of a move."""

    author: str = ""
    date: str = ""
    move: str = ""


class PieceRead(SQLModel):
    """A stretch of words. `inserted` and `deleted` are places in the list of changes; both, where one deletes in another's.

    `note` is the part of the note whose mark stands here ("footnote 3"); such a piece has no words.
    """

    text: str = ""
    inserted: int | None = None
    deleted: int | None = None
    note: str = ""


class ParagraphRead(SQLModel):
    """One paragraph as saved. `inserted` and `deleted` are the changes of its end.

    `part` is "body", "table", "box", "contents" or a note ("footnote 3"). Neighbours of one `stretch` can be joined.
    `look` says how it is set (style, list and level). `lead` counts the characters of a number typed before its words.
    """

    part: str = "body"
    stretch: int = 0
    look: str = ""
    lead: int = 0
    pieces: list[PieceRead] = []
    inserted: int | None = None
    deleted: int | None = None


class MarginRead(SQLModel):
    """A comment in the margin: its words, the words it stands on, the comment it answers; `paragraph` -1 is nowhere."""

    id: str
    author: str = ""
    initials: str = ""
    date: str = ""
    text: str = ""
    quote: str = ""
    paragraph: int = -1
    answers: str | None = None
    resolved: bool = False


class ReturnedReading(SQLModel):
    """A marked-up file: its paragraphs (those of notes last), who changed what, and the comments in its margin.

    `formatting` counts the changes of mere looks, which are left out. `saved_by` is who saved the file last.
    """

    paragraphs: list[ParagraphRead] = []
    changes: list[ChangeRead] = []
    margins: list[MarginRead] = []
    formatting: int = 0
    saved_by: str = ""


def accepted(paragraph: ParagraphRead) -> str:
    """The words of a paragraph with every change accepted."""
    return "".join(piece.text for piece in paragraph.pieces if piece.deleted is None)


def rejected(paragraph: ParagraphRead) -> str:
    """The words of a paragraph with every change rejected."""
    return "".join(piece.text for piece in paragraph.pieces if piece.inserted is None)

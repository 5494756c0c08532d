"""What was read from a draft before it is taken in: plain data, so that it may come from another process."""

from typing import Literal

from sqlmodel import SQLModel

PartKind = Literal["title", "subtitle", "heading", "paragraph", "block", "provision", "item"]
"""`heading` and `paragraph` are front matter; `block` a numbered heading; `item` stands below a provision."""


class NoteRead(SQLModel):
    """A footnote: its number in the draft, the offset of its anchor in the part's text, its own text."""

    number: int
    offset: int
    text: str


class FaceRead(SQLModel):
    """A span set in bold or italic: offsets into the part's text."""

    start: int
    end: int
    face: Literal["bold", "italic"]


class PartRead(SQLModel):
    """One paragraph of the draft and what it was taken for.

    `depth` is 0 for blocks and front matter, 1 for a provision, 2 for an item, 3 for an item of an item.
    `label` is the number as it stands before the text ("10", "10.3", "a)"), never part of the text.
    `paragraph` is the index of the `w:p` among all `w:p` below the `w:body`, in document order, those in tables and
    text boxes counted too; -1 for a block that no paragraph stands for.
    `also` are further paragraphs whose words stand in `text` (their marks were deleted, or they are cells of one row).
    `doubt` says in plain words why a careful person should look; empty where nothing is doubtful.
    """

    kind: PartKind
    depth: int
    label: str
    text: str
    paragraph: int
    notes: list[NoteRead] = []
    faces: list[FaceRead] = []
    also: list[int] = []
    doubt: str = ""


class NotUnderstood(SQLModel):
    """Something in the file that became no part of the draft, so that nothing is dropped silently."""

    paragraph: int | None
    what: str
    text: str = ""


class DraftReading(SQLModel):
    """A Word draft as understood: its parts in document order and what was not understood."""

    title: str = ""
    subtitle: str = ""
    parts: list[PartRead] = []
    not_understood: list[NotUnderstood] = []
    tracked_changes: int = 0

"""The concordance: which number every part of the text had before a renumbering, and which it has since."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.record import Record, Row
from hisrg_desktop.meeting.text.parts import Block, Provision


class Renumbering(Row):
    """All parts of the text given their new numbers, once; `draft` is the draft that the text goes back to."""

    draft: str | None = Field(default=None, foreign_key="draft.id")
    reason: str = ""
    at: datetime


class Concordance(Row):
    """A part of the text in a renumbering: the number it had, with those above it, and the one it has since.

    `part` is the identity of a block or provision; `new` is empty for what is deleted, `old` for what had no number.
    """

    renumbering: str = Field(foreign_key="renumbering.id", index=True)
    part: str = Field(index=True)
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """A number as it was before a renumbering, and what it is called now."""

    old: str
    new: str
    part: str


def latest_renumbering(record: Record) -> Renumbering | None:
    """The renumbering made last, or None."""
    return next(reversed(list(record.each(Renumbering))), None)


def concordance(record: Record, renumbering: str) -> list[Concordance]:
    """Old and new numbers in the order of the text, for each part whose number is another."""
    return [row for row in record.where(Concordance, renumbering=renumbering) if row.old != row.new]


def words_of(record: Record, part: str) -> str:
    """The heading of a block or the first words of a provision, so that one knows what is meant."""
    block = record.find(Block, part)
    text = block.heading if block else record.get(Provision, part).text
    words = text.split()
    return text if len(words) <= 10 else " ".join(words[:9]) + " …"


def formerly(record: Record, pointed: str) -> list[Former]:
    """The parts that had this number before a renumbering: so that an old number in a letter still finds its place."""
    wanted = pointed.replace(" ", "").casefold()
    return [
        Former(row.old, row.new, row.part)
        for row in record.each(Concordance)
        if row.old.replace(" ", "").casefold() == wanted and row.old != row.new
    ]

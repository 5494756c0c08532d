"""What the lists of editorial points and of what stands in the way show of the record."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.editorial import editorial_points
from hisrg_desktop.meeting.decisions.settling import hindrances, the_rest
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.marked import proposal_pieces
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import Block, Text

_ROUND = 28
"""How many letters of unchanged text are shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class Point:
    """An editorial proposal as a row: what it changes, and why it is left out where it is."""

    key: str
    number: str
    place: str
    who: str
    change: str
    left_out: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was chosen of the editorial points, as far as the list has been gone through.

    `taken` are those that are adopted; `words` those read out where somebody has changed them, else empty; `seen` says
    that the list stood open.
    """

    taken: tuple[str, ...] = ()
    words: str = ""
    seen: bool = True

    def kept(self) -> str:
        """The choice as words that can be kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, kept: str) -> Batch | None:
        """The choice from kept words; None where they are not one."""
        try:
            fields = json.loads(kept)
            return cls(**{**fields, "taken": tuple(fields["taken"])})
        except (ValueError, TypeError, KeyError):
            return None


def points(record: Record) -> list[Point]:
    """The open editorial proposals, those that can be adopted at once first."""
    found = [_point(record, one.proposal, one.left_out) for one in editorial_points(record)]
    return [p for p in found if not p.left_out] + [p for p in found if p.left_out]


def _point(record: Record, key: str, left_out: str) -> Point:
    proposal = record.get(Proposal, key)
    who = author_name(record, record.get(Comment, proposal.comment))
    return Point(
        key, proposal.number, locator(record, proposal.provision), who, change_words(record, proposal), left_out
    )


def change_words(record: Record, proposal: Proposal) -> str:
    """What a proposal changes, in one line: the words struck in brackets of their own, those put in after an arrow."""
    if proposal.operation == "insert":
        return f"after it: “{proposal.after}”"
    if proposal.operation == "delete":
        return "deleted"
    words = ""
    for piece in proposal_pieces(record, proposal):
        if piece.deleted:
            words += f"«{piece.text.strip()}» → "
        elif piece.inserted:
            words += f"“{piece.text.strip()}” "
        elif words:
            words = words.rstrip(" →") + " … "
    return words.strip(" …→") or proposal.after[:_ROUND]


def agreeing_words(block: Block) -> str:
    """The words by which a block is agreed."""
    return f"The Group provisionally agrees on Block {block.number}, {block.heading}, as it stands."


def batch_words(numbers: list[str]) -> str:
    """The words by which editorial points are adopted."""
    if len(numbers) == 1:
        return f"The Group adopts, without discussion, the editorial change proposed in {numbers[0]}."
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else ""
    return f"The Group adopts, without discussion, the editorial changes proposed in {listed}." if listed else ""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Something that stands in the way, as a row; `remedy` is the act that would clear it, `does` its words."""

    key: str
    place: str
    where: str
    what: str
    comment: str
    does: str
    hint: str
    remedy: Act | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a text is from its adoption: what stands in the way, and how many comments are to be noted at once."""

    text: str
    name: str
    rows: tuple[InTheWay, ...]
    rest: int


_HINTS = {
    "brackets": "agree on the words and lift the brackets",
    "alternatives": "choose one of them",
    "deferred": "come back to it",
    "referred": "come back to it",
    "deleted": "decide on the deletion",
    "objects": "resolve the objection in the decision form",
}


def hint_for(what: str, comment: str) -> str:
    """What somebody has to do where no act does it alone."""
    if comment:
        return "decide it on the Comments page"
    return next((hint for word, hint in _HINTS.items() if word in what), "")


def standing_of(record: Record, text: str) -> Standing:
    """What stands in the way of adopting the text."""
    rows = tuple(
        InTheWay(
            f"{at}",
            h.place,
            locator(record, h.place) if h.place else "",
            h.what,
            h.comment,
            h.remedy.sentence(record) if h.remedy else "",
            "" if h.remedy else hint_for(h.what, h.comment),
            h.remedy,
        )
        for at, h in enumerate(hindrances(record, text))
    )
    return Standing(text, record.get(Text, text).name, rows, len(the_rest(record)))

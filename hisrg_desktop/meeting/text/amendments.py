"""Amendments: the only way in which the working text changes, each with whose it is and what decided it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Self, TypedDict, Unpack

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import Operation
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.record import Change, Record, Row, added, name_of, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import AGREED, Block, Footnote, Provision, footnotes_of


class Amendment(Row):
    """A change made to the working text: before, after, by whose wording, decided by what, when.

    It concerns a provision, a footnote of it, or a block. `partner` is the other provision or block of a split or merge
    (or, for a block, what it was put after). `was` and `becomes` are the places of what was moved or came to be, as
    `Place` reads them. `editorial` marks the secretariat's own correction, which needs no decision; `reason` says why.
    `draft` is the next draft that brought the change: a rapporteur's revision is editorial, and nobody decided it.
    """

    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    block: str | None = Field(default=None, foreign_key="block.id", index=True)
    footnote: str | None = Field(default=None, foreign_key="footnote.id", index=True)
    partner: str | None = None
    operation: Operation = "replace"
    before: str = ""
    after: str = ""
    was: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    proposal: str | None = Field(default=None, foreign_key="proposal.id")
    decision: str | None = Field(default=None, foreign_key="decision.id")
    author: str | None = Field(default=None, foreign_key="person.id")
    editorial: bool = False
    draft: str | None = Field(default=None, foreign_key="draft.id")
    reason: str = ""
    at: datetime


class Said(TypedDict, total=False):
    """Whose a change is and what decided it, as every amendment says it."""

    proposal: str | None
    decision: str | None
    author: str | None
    editorial: bool
    reason: str


class Place(NamedTuple):
    """Where a provision stands: its block, what it is under, its kind, its rank among its siblings, its number."""

    block: str
    parent: str | None
    kind: str
    rank: float
    numbered: str

    @classmethod
    def of(cls, provision: Provision) -> Self:
        """The place of a provision."""
        return cls(provision.block, provision.parent, provision.kind, provision.rank, provision.numbered)

    @classmethod
    def read(cls, kept: tuple[str, ...]) -> Self:
        """The place as an amendment keeps it."""
        block, parent, kind, rank, numbered = kept
        return cls(block, parent or None, kind, float(rank), numbered)

    def kept(self) -> tuple[str, ...]:
        """The place as an amendment keeps it."""
        return (self.block, self.parent or "", self.kind, repr(self.rank), self.numbered)


CHANGE_WORDS: frozenset[str] = frozenset({"replace", "rename", "split", "merge"})
"""The operations whose `before` and `after` are the words of one provision that stays."""


class Reopening(Row):
    """An agreed provision opened again by the presiding chair, with the reason."""

    provision: str = Field(foreign_key="provision.id", index=True)
    by: str = Field(foreign_key="person.id")
    reason: str
    at: datetime


@standing(Block, Provision, Footnote, Amendment)
def the_text_changes_only_by_amendment(before: Record, after: Record, changes: list[Change]) -> str | None:
    """The working text changes only through an amendment tied to a decision, a proposal, or marked editorial.

    That holds for words, headings, footnotes, places and numbers alike. A draft taken in brings its parts with it, and
    a renumbering its numbers.
    """
    amendments = [change.row for change in changes if isinstance(change.row, Amendment)]
    for amendment in (change.after for change in changes if isinstance(change.after, Amendment)):
        if not (amendment.decision or amendment.editorial or _is_agreed(after, amendment.proposal)):
            return "A change of the text needs a decision, an agreed proposal, or the mark of an editorial correction."
    if any(name_of(change.kind) == "draft" for change in changes):
        return None
    amended = {key for a in amendments for key in (a.provision, a.block, a.footnote)}
    renumbered = any(name_of(change.kind) == "renumbering" for change in changes)
    for change in changes:
        if isinstance(change.row, Block | Provision) and change.row.id not in amended and _differs(change, renumbered):
            return f"{_called(before, after, change.row)} can change only by an amendment."
        if isinstance(change.row, Footnote) and not {change.row.id, change.row.provision} & amended:
            return "A footnote can change only by an amendment."
    return None


_OWN: dict[type[Row], tuple[str, ...]] = {
    Block: ("heading", "rank", "deleted", "front", "number"),
    Provision: ("text", "block", "parent", "kind", "rank", "numbered"),
}
_NUMBERS = {"number", "numbered", "rank"}


def _differs(change: Change, renumbered: bool) -> bool:
    """Whether the text is another after this change; what state a provision is in is none of its words."""
    was, becomes = change.before, change.after
    if was is None or becomes is None:
        return True
    fields = [f for f in _OWN[change.kind] if not (renumbered and f in _NUMBERS)]
    return any(getattr(was, field) != getattr(becomes, field) for field in fields)


def _called(before: Record, after: Record, row: Row) -> str:
    return label(after, row.id) or label(before, row.id) or "The text"


def _is_agreed(record: Record, proposal: str | None) -> bool:
    there = record.find(Proposal, proposal)
    return there is not None and there.state in ("agreed", "agreed as amended")


def amendment(moment: Moment, said: Said, **fields: object) -> Change:
    """An amendment put on record."""
    return added(Amendment.model_validate({"id": moment.new_id(), "at": moment.at, **said, **fields}))


def amend(
    record: Record,
    moment: Moment,
    provision: Provision,
    text: str,
    *,
    operation: Operation = "replace",
    partner: str | None = None,
    state: str | None = None,
    **said: Unpack[Said],
) -> list[Change]:
    """The changes that give a provision another text: the amendment, the provision, and its footnotes carried along."""
    notes = footnotes_of(record, provision.id)
    made = amendment(
        moment,
        said,
        provision=provision.id,
        operation=operation,
        partner=partner,
        before=provision.text,
        after=text,
    )
    moved = [replaced(note, offset=carry(note.offset, provision.text, text)) for note in notes]
    fields: dict[str, object] = {"text": text, "state": state or provision.state}
    return [made, replaced(provision, **fields), *moved]


class CorrectEditorially(Act):
    """Make an editorial correction."""

    provision: str
    text: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The provision with this text, marked as the secretariat's own correction."""
        provision = record.get(Provision, self.provision)
        refuse_agreed(record, provision)
        if provision.text == self.text:
            raise OutOfOrder(f"{label(record, provision.id)} reads so already.")
        return amend(record, moment, provision, self.text, editorial=True)

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Correct {label(record, self.provision)} editorially"


class Reopen(Act):
    """Reopen an agreed provision."""

    provision: str
    by: str
    reason: str = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The provision open again; only one who presides can, and says why."""
        provision = record.get(Provision, self.provision)
        if provision.state not in AGREED:
            raise OutOfOrder(f"{label(record, provision.id)} is not agreed; it can be changed as it is.")
        if not {"chair", "vice-chair"} & set(roles_of(record, self.by, moment.at.date())):
            raise OutOfOrder("Only the presiding chair reopens an agreed provision.")
        reopening = Reopening(id=moment.new_id(), provision=provision.id, by=self.by, reason=self.reason, at=moment.at)
        return [added(reopening), replaced(provision, state="open")]

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Reopen {label(record, self.provision)}"


def refuse_agreed(record: Record, provision: Provision) -> None:
    """Refuse a change of an agreed or deleted provision."""
    if provision.state in AGREED:
        raise OutOfOrder(
            f"{label(record, provision.id)} is {provision.state}; the presiding chair can reopen it, with a reason."
        )
    if provision.state == "deleted":
        raise OutOfOrder(f"{label(record, provision.id)} has been deleted.")


def amendments_of(record: Record, provision: str, since: str = "") -> Sequence[Amendment]:
    """The amendments of a provision, oldest first; those since a draft was taken in, where its id is given.

    The id of a draft is the last that its taking in gave: what it brought itself comes before it.
    """
    return [a for a in record.where(Amendment, provision=provision) if a.id > since]


def came_to_be(amendment: Amendment) -> bool:
    """Whether the amendment put a new provision into the text: inserted, or split off another."""
    return amendment.operation in ("insert", "split") and not amendment.before and bool(amendment.becomes)


def changes_words(amendment: Amendment) -> bool:
    """Whether the amendment gave a provision other words; one merged into another keeps its own, deleted."""
    gone = amendment.operation == "merge" and not amendment.after
    return amendment.operation in CHANGE_WORDS and not gone and not came_to_be(amendment)

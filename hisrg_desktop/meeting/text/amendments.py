"""Amendments: the only way in which the working text changes, each with whose it is and what decided it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import Operation
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import AGREED, Provision, footnotes_of


class Amendment(Row):
    """A change made to the working text: before, after, by whose wording, decided by what, when.

    `editorial` marks the secretariat's own correction, which needs no decision.
    """

    provision: str = Field(foreign_key="provision.id", index=True)
    operation: Operation = "replace"
    before: str
    after: str
    proposal: str | None = Field(default=None, foreign_key="proposal.id")
    decision: str | None = Field(default=None, foreign_key="decision.id")
    author: str | None = Field(default=None, foreign_key="person.id")
    editorial: bool = False
    at: datetime


class Reopening(Row):
    """An agreed provision opened again by the presiding chair, with the reason."""

    provision: str = Field(foreign_key="provision.id", index=True)
    by: str = Field(foreign_key="person.id")
    reason: str
    at: datetime


@standing(Provision, Amendment)
def the_text_changes_only_by_amendment(before: Record, after: Record, changes: list[Change]) -> str | None:
    """The working text changes only through an amendment tied to a decision, a proposal, or marked editorial."""
    amendments = [change.row for change in changes if isinstance(change.row, Amendment)]
    for amendment in (change.after for change in changes if isinstance(change.after, Amendment)):
        if not (amendment.decision or amendment.editorial or _is_agreed(after, amendment.proposal)):
            return "A change of the text needs a decision, an agreed proposal, or the mark of an editorial correction."
    amended = {amendment.provision for amendment in amendments}
    for change in changes:
        was, becomes = change.before, change.after
        if not (isinstance(was, Provision) and isinstance(becomes, Provision)):
            continue
        if was.text != becomes.text and was.id not in amended:
            return f"{label(after, was.id)} can change only by an amendment."
    return None


def _is_agreed(record: Record, proposal: str | None) -> bool:
    there = record.find(Proposal, proposal)
    return there is not None and there.state in ("agreed", "agreed as amended")


def amend(
    record: Record,
    moment: Moment,
    provision: Provision,
    text: str,
    *,
    state: str | None = None,
    proposal: str | None = None,
    decision: str | None = None,
    author: str | None = None,
    editorial: bool = False,
) -> list[Change]:
    """The changes that give a provision another text: the amendment, the provision, and its footnotes carried along."""
    amendment = Amendment(
        id=moment.new_id(),
        provision=provision.id,
        before=provision.text,
        after=text,
        proposal=proposal,
        decision=decision,
        author=author,
        editorial=editorial,
        at=moment.at,
    )
    notes = footnotes_of(record, provision.id)
    moved = [replaced(note, offset=carry(note.offset, provision.text, text)) for note in notes]
    fields: dict[str, object] = {"text": text, "state": state or provision.state}
    return [added(amendment), replaced(provision, **fields), *moved]


def insert_after(
    record: Record,
    moment: Moment,
    neighbour: Provision,
    text: str,
    *,
    proposal: str | None = None,
    decision: str | None = None,
    author: str | None = None,
) -> list[Change]:
    """The changes that put a new provision after another, at its level; it is numbered bis while the sitting runs."""
    siblings = [p for p in record.where(Provision, block=neighbour.block) if p.parent == neighbour.parent]
    following = min((p.rank for p in siblings if p.rank > neighbour.rank), default=neighbour.rank + 2)
    new = Provision(
        id=moment.new_id(),
        block=neighbour.block,
        parent=neighbour.parent,
        kind=neighbour.kind,
        rank=(neighbour.rank + following) / 2,
        text=text,
        state="new",
    )
    amendment = Amendment(
        id=moment.new_id(),
        provision=new.id,
        operation="insert",
        before="",
        after=text,
        proposal=proposal,
        decision=decision,
        author=author,
        at=moment.at,
    )
    return [added(new), added(amendment)]


def strike(
    record: Record,
    moment: Moment,
    provision: Provision,
    *,
    proposal: str | None = None,
    decision: str | None = None,
    author: str | None = None,
) -> list[Change]:
    """The changes that delete a provision; it keeps its identity, its number and its comments."""
    amendment = Amendment(
        id=moment.new_id(),
        provision=provision.id,
        operation="delete",
        before=provision.text,
        after="",
        proposal=proposal,
        decision=decision,
        author=author,
        at=moment.at,
    )
    return [added(amendment), replaced(provision, state="deleted")]


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


def amendments_of(record: Record, provision: str) -> Sequence[Amendment]:
    """The amendments of a provision, oldest first."""
    return record.where(Amendment, provision=provision)

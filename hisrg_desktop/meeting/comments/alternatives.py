"""Alternatives: competing wordings of one provision side by side, until a decision chooses one of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal, refuse_decided
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, replaced
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import refuse_agreed
from hisrg_desktop.meeting.text.brackets import pairs, unbalanced
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import AGREED, Provision, blocks, by_block

Fate = Literal["open", "chosen", "not agreed", "given up"]


class Alternative(Row):
    """One of several wordings of a provision between which the room has to choose; its backers are the proposal's.

    Without a `proposal` it is the text as it stands. One that was not agreed stays on record under its letter.
    """

    provision: str = Field(foreign_key="provision.id", index=True)
    letter: str
    proposal: str | None = Field(default=None, foreign_key="proposal.id", index=True)
    state: Fate = "open"
    decision: str | None = Field(default=None, foreign_key="decision.id")
    at: datetime


def alternatives_of(record: Record, provision: str) -> tuple[Alternative, ...]:
    """All alternatives that a provision had, oldest first."""
    return record.where(Alternative, provision=provision)


def open_alternatives(record: Record, provision: str) -> list[Alternative]:
    """The alternatives of a provision between which the room has still to choose."""
    return [one for one in alternatives_of(record, provision) if one.state == "open"]


def lost_alternatives(record: Record, provision: str) -> list[Alternative]:
    """The alternatives that were not chosen, or given up; they stay retrievable."""
    return [one for one in alternatives_of(record, provision) if one.state in ("not agreed", "given up")]


class SetAlternatives(Act):
    """Set alternatives side by side.

    `proposals` are open proposals on the provision; `keeping` sets the text as it stands beside them; `wording` is one
    more, proposed with this by `by`.
    """

    provision: str
    proposals: tuple[str, ...] = ()
    keeping: bool = False
    wording: str | None = None
    by: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The alternatives under their letters, those that stand already included."""
        provision = record.get(Provision, self.provision)
        refuse_agreed(record, provision)
        there = open_alternatives(record, provision.id)
        changes, made = self._tabled(record, moment)
        keys = [*self.proposals, *made]
        for key in self.proposals:
            self._refuse(record, key)
        new: list[str | None] = [key for key in keys if not any(one.proposal == key for one in there)]
        if self.keeping and not any(one.proposal is None for one in there):
            new.insert(0, None)
        if len(there) + len(new) < 2:
            raise OutOfOrder("Alternatives need two wordings to choose between.")
        if not new:
            raise OutOfOrder(f"These are the alternatives in {label(record, provision.id)} already.")
        letters = _letters(alternatives_of(record, provision.id) if there else ())
        changes += [
            added(Alternative(id=moment.new_id(), provision=provision.id, letter=letter, proposal=key, at=moment.at))
            for letter, key in zip(letters, new, strict=False)
        ]
        return [*changes, replaced(record.after(changes).get(Provision, provision.id), state="alternatives")]

    def _refuse(self, record: Record, key: str) -> None:
        proposal = record.get(Proposal, key)
        refuse_decided(proposal)
        if proposal.provision != self.provision or proposal.operation != "replace":
            raise OutOfOrder(f"{proposal.number} is no wording of {label(record, self.provision)}.")

    def _tabled(self, record: Record, moment: Moment) -> tuple[list[Change], list[str]]:
        from hisrg_desktop.meeting.comments.capture import TakeDown

        if self.wording is None:
            return [], []
        words = "Proposes an alternative."
        act = TakeDown(text=words, speaker=self.by, provision=self.provision, kind="proposal", proposes=self.wording)
        changes = act.decide(record, moment)
        return changes, [change.row.id for change in changes if isinstance(change.row, Proposal)]

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Alternatives in {label(record, self.provision)}"


def _letters(used: Sequence[Alternative]) -> list[str]:
    """The letters still free, in their order."""
    taken = {one.letter for one in used}
    alphabet = [chr(ord("A") + n) for n in range(26)]
    return [letter for letter in (*alphabet, *(a + b for a in alphabet for b in alphabet)) if letter not in taken]


class RemoveAlternative(Act):
    """Take a wording out of the alternatives."""

    alternative: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The alternative given up; where fewer than two are left, there are none. Its proposal stays open."""
        one = record.get(Alternative, self.alternative)
        if one.state != "open":
            raise OutOfOrder(f"Alternative {one.letter} is no longer open: {one.state}.")
        return _given_up(record, [one])

    def sentence(self, record: Record) -> str:
        """Names the alternative and the place."""
        one = record.get(Alternative, self.alternative)
        return f"Take alternative {one.letter} out of {label(record, one.provision)}"


def given_up(record: Record, proposal: Proposal) -> list[Change]:
    """What becomes of the alternatives when a proposal among them is settled without a decision on the others."""
    mine = [one for one in open_alternatives(record, proposal.provision) if one.proposal == proposal.id]
    return _given_up(record, mine) if mine else []


def _given_up(record: Record, gone: list[Alternative]) -> list[Change]:
    provision = record.get(Provision, gone[0].provision)
    left = [one for one in open_alternatives(record, provision.id) if one not in gone]
    if len(left) < 2:
        gone = [*gone, *left]
        return [*(replaced(one, state="given up") for one in gone), replaced(provision, state="open")]
    return [replaced(one, state="given up") for one in gone]


def chosen(record: Record, provision: str, among: Sequence[str], decision: str) -> list[Change]:
    """What a decision makes of the alternatives: `among` are the proposals agreed, none where the text is kept.

    The others are not agreed, and their proposals with them; both stay on record.
    """
    there = open_alternatives(record, provision)
    if not there:
        return []
    changes: list[Change] = []
    for one in there:
        won = one.proposal in among if one.proposal else not among
        changes.append(replaced(one, state="chosen" if won else "not agreed", decision=decision))
        lost = record.find(Proposal, one.proposal)
        if lost and not won and lost.state in UNDECIDED:
            changes.append(replaced(lost, state="not agreed"))
    place = record.get(Provision, provision)
    return [*changes, replaced(place, state="open")] if place.state == "alternatives" else changes


@standing(Provision, Alternative)
def what_is_agreed_has_no_alternative_open(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A provision with an alternative open is not agreed; one that is adopted has no bracket either."""
    touched = {c.row.id for c in changes if isinstance(c.row, Provision)}
    touched |= {c.row.provision for c in changes if isinstance(c.row, Alternative)}
    for key in sorted(touched):
        provision = after.find(Provision, key)
        if provision and provision.state in AGREED and open_alternatives(after, key):
            return f"{label(after, key)} has alternatives open; choose one before it is agreed."
        if provision and provision.state == "adopted" and pairs(provision.text):
            return f"{label(after, key)} has words in square brackets; settle them before it is adopted."
    return None


@derived(Provision, Alternative)
def not_clean(record: Record) -> dict[str, tuple[str, ...]]:
    """Why the text is not clean, by provision in the order of the text: a draft is clean only with no bracket and no
    alternative open."""
    made: dict[str, tuple[str, ...]] = {}
    inside = record.derive(by_block)
    for block in record.derive(blocks):
        for provision in inside.get(block.id, ()):
            reasons = _reasons(record, provision)
            if reasons:
                made[provision.id] = reasons
    return made


def _reasons(record: Record, provision: Provision) -> tuple[str, ...]:
    if provision.state == "deleted":
        return ()
    reasons = []
    if unbalanced(provision.text):
        reasons.append("brackets that do not balance")
    elif pairs(provision.text):
        reasons.append("words in brackets")
    if open_alternatives(record, provision.id):
        reasons.append("alternatives")
    return tuple(reasons)


def is_clean(record: Record) -> bool:
    """Whether no bracket and no alternative is open anywhere in the text."""
    return not record.derive(not_clean)

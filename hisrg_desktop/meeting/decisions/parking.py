"""What is put off: parked in the room, deferred to a meeting, referred to a panel; each with where it comes back."""

from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal, backers
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, number_of
from hisrg_desktop.meeting.text.amendments import refuse_agreed
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import AGREED, Provision, provisions_of

PutOff = Literal["parked", "deferred", "referred"]


class Parked(Row):
    """Something the room will come back to, with its owner and when; `returned_at` says that it has.

    `was` is the state of the provision before, so that coming back restores it.
    """

    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id")
    proposal: str | None = Field(default=None, foreign_key="proposal.id")
    state: PutOff = "parked"
    what: str
    until: str = ""
    owner: str | None = Field(default=None, foreign_key="person.id")
    panel: str | None = Field(default=None, foreign_key="panel.id")
    meeting: str | None = Field(default=None, foreign_key="meeting.id")
    was: str = ""
    at: datetime
    returned_at: datetime | None = None


class Park(Act):
    """Park a place of the text or a proposal.

    `state` says how it is put off: parked within the room, deferred to a later meeting, referred to a panel.
    """

    what: str = ""
    until: str = ""
    block: str | None = None
    provision: str | None = None
    proposal: str | None = None
    state: PutOff = "parked"
    owner: str | None = None
    panel: str | None = None
    meeting: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The parked item, and the proposal or the provision in that state."""
        proposal = record.find(Proposal, self.proposal)
        provision = record.find(Provision, proposal.provision if proposal else self.provision)
        block = provision.block if provision else self.block
        if provision is None and block is None and not self.what:
            raise OutOfOrder("Say what is parked.")
        if self.state == "referred" and not (self.panel or self.meeting or self.until):
            raise OutOfOrder("Say to whom it is referred: a panel, a meeting.")
        changes, was = self._put_off(record, proposal, provision)
        places = {"block": block, "provision": provision.id if provision else None, "proposal": self.proposal}
        said = self.model_dump(include={"what", "until", "state", "owner", "panel", "meeting"})
        parked = Parked.model_validate({"id": moment.new_id(), "at": moment.at, "was": was, **places, **said})
        return [added(parked), *changes]

    def _put_off(
        self, record: Record, proposal: Proposal | None, provision: Provision | None
    ) -> tuple[list[Change], str]:
        if proposal:
            if proposal.state not in UNDECIDED:
                raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}.")
            state = "referred" if self.state == "referred" else "parked"
            return [replaced(proposal, state=state)], ""
        if provision is None or self.state == "parked":
            return [], ""
        refuse_agreed(record, provision)
        if provision.state in ("deferred", "referred"):
            raise OutOfOrder(f"{label(record, provision.id)} is {provision.state} already.")
        return [replaced(provision, state=self.state)], provision.state

    def sentence(self, record: Record) -> str:
        """Names the place and where it goes."""
        proposal = record.find(Proposal, self.proposal)
        where = proposal.number if proposal else label(record, self.provision) or label(record, self.block)
        verb = {"parked": "Park", "deferred": "Defer", "referred": "Refer"}[self.state]
        to = destination(record, self)
        return " ".join(part for part in (verb, where, f"to {to}" if to else "", self.what) if part)


def destination(record: Record, parked: Parked | Park) -> str:
    """To which panel or meeting it goes; empty where to none."""
    panel, meeting = record.find(Panel, parked.panel), record.find(Meeting, parked.meeting)
    if panel:
        return f"the {panel.name}"
    return f"meeting {number_of(record, meeting)}" if meeting else ""


class NoteParked(Act):
    """Say what is left of a parked item, with whom it is and until when."""

    parked: str
    what: str | None = None
    until: str | None = None
    owner: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The parked item with what was said; what was left out stays."""
        given = {name: value for name, value in self.model_dump(exclude={"parked"}).items() if value is not None}
        return [replaced(record.get(Parked, self.parked), **given)]


class Return(Act):
    """Come back to what was parked."""

    parked: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The parked item returned to; its proposal or provision is before the room again."""
        return returned(record, record.get(Parked, self.parked), moment)

    def sentence(self, record: Record) -> str:
        """Names the place."""
        parked = record.get(Parked, self.parked)
        proposal = record.find(Proposal, parked.proposal)
        where = proposal.number if proposal else label(record, parked.provision) or label(record, parked.block)
        return f"Come back to {where or parked.what}"


def returned(record: Record, parked: Parked, moment: Moment) -> list[Change]:
    """The changes by which the room comes back to something."""
    if parked.returned_at:
        raise OutOfOrder("The room has come back to it already.")
    changes: list[Change] = [replaced(parked, returned_at=moment.at)]
    proposal, provision = record.find(Proposal, parked.proposal), record.find(Provision, parked.provision)
    if proposal and proposal.state in ("parked", "referred"):
        others = [p for p in backers(record, proposal.id, "support") if p != proposal.sponsor]
        changes.append(replaced(proposal, state="supported" if others else "tabled"))
    elif provision and provision.state in ("deferred", "referred") and provision.state == parked.state:
        was = parked.was if parked.was not in ("", "unopened") else "open"
        changes.append(replaced(provision, state=was))
    return changes


def over(record: Record, moment: Moment, changes: list[Change]) -> list[Change]:
    """What is put off no more because these changes settle it: its proposal is decided, its place agreed or deleted."""
    after = record.after(changes)
    touched = {row.id for change in changes if isinstance(row := change.row, Proposal | Provision)}
    blocks = {row.block for change in changes if isinstance(row := change.row, Provision)}
    ended = [p for p in parked(after) if {p.proposal, p.provision} & touched or p.block in blocks]
    return [replaced(p, returned_at=moment.at) for p in ended if _is_settled(after, p)]


def _is_settled(record: Record, parked: Parked) -> bool:
    proposal, provision = record.find(Proposal, parked.proposal), record.find(Provision, parked.provision)
    if proposal:
        return proposal.state not in UNDECIDED
    here = [provision] if provision else provisions_of(record, parked.block) if parked.block else []
    return bool(here) and all(p.state in AGREED or p.state == "deleted" for p in here)


def parked(record: Record) -> list[Parked]:
    """What the room has still to come back to, oldest first."""
    return list(record.where(Parked, returned_at=None))

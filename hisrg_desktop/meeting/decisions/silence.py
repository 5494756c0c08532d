"""The silence procedure: a decision that stands unless a member objects by a given time; the chair confirms it then."""

from datetime import datetime

from pydantic import SerializeAsAny
from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.proposals import Proposal, rewordings
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Put
from hisrg_desktop.meeting.decisions.objections import Objection
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision


class Silence(Row):
    """A decision put to the members in silence: its words, until when silence runs, and how it ended.

    `declares` is the declaration as it will be made, `members_present` those to whom it was put. It ends once: confirmed
    by a `decision`, broken by an `objection`, or given up.
    """

    listed = {"members_present": "person"}

    searched = ("words",)

    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    proposals: tuple[str, ...] = ()
    words: str
    declares: str
    members_present: tuple[str, ...] = ()
    begun_at: datetime
    until: datetime
    ended_at: datetime | None = None
    decision: str | None = Field(default=None, foreign_key="decision.id", index=True)
    objection: str | None = Field(default=None, foreign_key="objection.id")


class BeginSilence(Act):
    """Put a decision to the members in silence."""

    declares: SerializeAsAny[Declare]
    until: datetime

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Silence running until then; refused where the decision could not be declared as it is."""
        sitting = sitting_in(record, "open")
        declares = self.declares.model_copy(update={"method": "silence procedure"})
        if self.until <= moment.at:
            raise OutOfOrder(f"{until_words(self.until, moment.at)} is over; say until when silence runs.")
        # Whatever would be refused then is refused now; a moment of its own takes no number from the decisions.
        made = declares.decide(record, Moment(moment.at, moment.entry, moment.by))[0].row
        assert isinstance(made, Decision)
        there = silence_on(record, declares.proposals, made.provision, made.block)
        if there:
            raise OutOfOrder(f"Silence runs on it already, until {until_words(there.until, moment.at)}.")
        at = now(record)
        return [
            added(
                Silence(
                    id=moment.new_id(),
                    sitting=sitting.id,
                    item=at.item if at else None,
                    block=made.block,
                    provision=made.provision,
                    proposals=declares.proposals,
                    words=declares.words,
                    declares=declares.model_dump_json(),
                    members_present=tuple(members_present(record, sitting.id, moment.at)),
                    begun_at=moment.at,
                    until=self.until,
                )
            )
        ]

    def sentence(self, record: Record) -> str:
        """Names what it is on, and until when."""
        what = ", ".join(record.get(Proposal, key).number for key in self.declares.proposals)
        what = what or label(record, self.declares.provision) or label(record, self.declares.block)
        until = local(self.until)
        return f"Begin silence{' on ' + what if what else ''} until {until.day} {until:%b, %H:%M}"


class BreakSilence(Act):
    """Break a silence: a member objects, in the room or by letter."""

    silence: str
    person: str
    reason: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The objection on record, in the way of what was to be decided; the silence is over."""
        silence = running_silence(record, self.silence)
        name = record.get(Person, self.person).name
        if class_of(record, self.person, moment.at.date()) != "member":
            raise OutOfOrder(f"{name} is no member; only members hold positions.")
        objection = Objection(
            id=moment.new_id(),
            sitting=silence.sitting,
            item=silence.item,
            person=self.person,
            proposal=silence.proposals[0] if len(silence.proposals) == 1 else None,
            provision=silence.provision,
            block=silence.block,
            reason=self.reason,
            at=moment.at,
        )
        return [added(objection), replaced(silence, objection=objection.id, ended_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names the member and what silence ran on."""
        return f"{record.get(Person, self.person).name} breaks the silence{on_words(record, self.silence)}"


class ConfirmSilence(Act):
    """Confirm that silence was kept."""

    silence: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The decision declared, with the members to whom it was put; refused before the time is over."""
        silence = running_silence(record, self.silence)
        if moment.at < silence.until:
            raise OutOfOrder(f"Silence runs until {until_words(silence.until, moment.at)}; it can be confirmed then.")
        for key in silence.proposals:
            if any(one.at > silence.begun_at for one in rewordings(record, key)):
                number = record.get(Proposal, key).number
                why = f"{number} was reworded while silence ran; give the silence up and put the new words."
                raise OutOfOrder(why, remedy=GiveSilenceUp(silence=silence.id))
        declares = Declare.model_validate_json(silence.declares)
        put = Put(record.get(Sitting, silence.sitting), silence.item, silence.members_present)
        changes = declares.declared(record, moment, put)
        return [*changes, replaced(silence, decision=changes[0].row.id, ended_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names what silence ran on."""
        return f"Confirm that silence{on_words(record, self.silence)} was kept"


class GiveSilenceUp(Act):
    """Give a silence procedure up."""

    silence: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The silence over without a decision and without an objection."""
        return [replaced(running_silence(record, self.silence), ended_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names what silence ran on."""
        return f"Give up the silence procedure{on_words(record, self.silence)}"


def running_silence(record: Record, key: str) -> Silence:
    """The silence with this key; refused where it is over."""
    silence = record.get(Silence, key)
    if silence.decision:
        raise OutOfOrder(f"It has been confirmed already: {record.get(Decision, silence.decision).number}.")
    if silence.ended_at:
        raise OutOfOrder("The silence has been broken." if silence.objection else "The silence procedure was given up.")
    return silence


def silences(record: Record) -> list[Silence]:
    """The silences that run, or wait to be confirmed, the first to end ahead; one whose proposals are decided does not."""
    found = [s for s in record.where(Silence, ended_at=None) if _undecided(record, s)]
    return sorted(found, key=lambda s: s.until)


def _undecided(record: Record, silence: Silence) -> bool:
    return all(record.get(Proposal, key).state in UNDECIDED for key in silence.proposals)


def silence_on(
    record: Record, proposals: tuple[str, ...], provision: str | None = None, block: str | None = None
) -> Silence | None:
    """The silence that runs on just these proposals, or without any on this place."""
    if not (proposals or provision or block):
        return None
    for there in silences(record):
        if set(there.proposals) == set(proposals) and (
            proposals or (there.provision, there.block) == (provision, _block_of(record, provision, block))
        ):
            return there
    return None


def _block_of(record: Record, provision: str | None, block: str | None) -> str | None:
    place = record.find(Provision, provision)
    return place.block if place else block


def on_words(record: Record, key: str) -> str:
    """On what a silence runs, to be put behind the word: `` on P-017 (10.3)``."""
    silence = record.get(Silence, key)
    place = label(record, silence.provision) or label(record, silence.block)
    numbers = ", ".join(record.get(Proposal, proposal).number for proposal in silence.proposals)
    if numbers:
        return f" on {numbers} ({place})" if place else f" on {numbers}"
    return f" on {place}" if place else ""


def until_words(until: datetime, at: datetime) -> str:
    """Until when, as people say it: ``18:00`` today, ``16 Sep, 18:00`` on another day."""
    until, at = local(until), local(at)
    clock = f"{until:%H:%M}"
    return clock if until.date() == at.date() else f"{until.day} {until:%b}, {clock}"


def silence_words(record: Record, silence: Silence, at: datetime) -> str:
    """How a silence stands: running until when, kept, broken by whom, confirmed as what."""
    objection, decision = record.find(Objection, silence.objection), record.find(Decision, silence.decision)
    until = until_words(silence.until, at)
    if decision:
        return f"kept until {until}: {decision.number}"
    if objection:
        return f"broken by {record.get(Person, objection.person).name}"
    if silence.ended_at:
        return "given up"
    if not _undecided(record, silence):
        return "decided otherwise"
    return f"runs until {until}" if at < silence.until else f"kept until {until}, to be confirmed"

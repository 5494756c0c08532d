"""What is open at the end of a sitting: what must be settled before it can be closed, and what may stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.parking import Park, Parked, Return, parked
from hisrg_desktop.meeting.decisions.silence import ConfirmSilence, on_words, silences
from hisrg_desktop.meeting.decisions.statements import awaited
from hisrg_desktop.meeting.floor.giving import EndIntervention, QueueEntry, Withdraw
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import RecordInvitation, uninvited
from hisrg_desktop.meeting.floor.points import unruled
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import may_attend
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting, named
from hisrg_desktop.meeting.text.numbers import label

Kind = Literal["invitation", "presence", "ruling", "floor", "queue", "statement", "silence", "proposal", "parked"]


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One thing left open: what it is, in words, and the act that settles it; `must` keeps the sitting from closing.

    A statement that is awaited and a point of order without a ruling have no such act: they are settled by words, which
    somebody has to give.
    """

    kind: Kind
    about: str
    words: str
    remedy: Act | None
    must: bool = False


def open_ends(record: Record, sitting: str) -> list[OpenEnd]:
    """What is open in a sitting, first what must be settled."""
    there = record.get(Sitting, sitting)
    return [
        *_uninvited(record, there),
        *_not_marked_present(record, there),
        *_unruled(record, there),
        *_floor(record, there),
        *_queue(record, there),
        *_awaited(record),
        *_silent(record),
        *_undecided(record, there),
        *_parked(record),
    ]


def _uninvited(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    """No observer has the floor without the chair's invitation: an open flag blocks closing the sitting."""
    for one in uninvited(record, sitting.id):
        name = record.get(Person, one.speaker).name
        words = f"{name} spoke at {_clock(one.began_at)}, the chair's invitation is not on record"
        yield OpenEnd("invitation", one.id, words, RecordInvitation(intervention=one.id), must=True)


def _not_marked_present(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    for person, since in spoke_while_absent(record, sitting.id).items():
        words = f"{record.get(Person, person).name} spoke at {_clock(since)} and was not marked present"
        yield OpenEnd("presence", person, words, WasPresent(person=person, sitting=sitting.id, since=since))


def _unruled(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    for one in unruled(record, sitting):
        about = f" about {one.about}" if one.about else ""
        words = f"{record.get(Person, one.person).name} raised a point of order{about}; the chair has not ruled on it"
        yield OpenEnd("ruling", one.id, words, None)


def _floor(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    there = running(record)
    if there and there.sitting == sitting.id:
        yield OpenEnd("floor", there.id, f"{record.get(Person, there.speaker).name} has the floor", EndIntervention())


def _queue(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    for entry in record.where(QueueEntry, sitting=sitting.id, done_at=None):
        about = f" about {entry.about}" if entry.about else ""
        on = f" on item {record.get(AgendaItem, entry.item).number}" if entry.item else ""
        words = f"{record.get(Person, entry.person).name} waits for the floor{on}{about}"
        yield OpenEnd("queue", entry.id, words, Withdraw(entry=entry.id))


def _awaited(record: Record) -> Iterator[OpenEnd]:
    """Every statement that was announced and has not come, whenever that was."""
    for one in awaited(record):
        about = f" about {one.about}" if one.about else ""
        due = f", due {local(one.due):%d.%m., %H:%M}" if one.due else ""
        words = f"{record.get(Person, one.person).name} has announced a statement{about}{due}; it has not come"
        yield OpenEnd("statement", one.id, words, None)


def _silent(record: Record) -> Iterator[OpenEnd]:
    """Every silence that runs or is over and not confirmed; it outlives the sitting."""
    for one in silences(record):
        until = local(one.until)
        words = f"Silence{on_words(record, one.id)} until {until:%d.%m., %H:%M} is not confirmed"
        yield OpenEnd("silence", one.id, words, ConfirmSilence(silence=one.id))


def _undecided(record: Record, sitting: Sitting) -> Iterator[OpenEnd]:
    """What was proposed in this sitting and neither decided nor put off."""
    silent = {key for silence in silences(record) for key in silence.proposals}
    for one in record.each(Proposal):
        if one.id not in silent and one.state in ("tabled", "supported") and _made_in(record, one, sitting):
            words = f"{one.number} on {label(record, one.provision)} is undecided"
            yield OpenEnd("proposal", one.id, words, Park(proposal=one.id))


def _made_in(record: Record, proposal: Proposal, sitting: Sitting) -> bool:
    """Whether a proposal was made in the room during the sitting; what came in writing waits without harm."""
    said = record.find(Comment, proposal.comment)
    in_session = said is not None and said.channel == "in session"
    return in_session and sitting.opened_at is not None and proposal.at >= sitting.opened_at


def _parked(record: Record) -> Iterator[OpenEnd]:
    for one in parked(record):
        proposal = record.find(Proposal, one.proposal)
        where = proposal.number if proposal else label(record, one.provision) or label(record, one.block)
        what = ", ".join(filter(None, (where, one.what)))
        until = f" until {one.until}" if one.until else ""
        back = Together(acts=(Return(parked=one.id), *_place_of(one)), called=f"Come back to {what}")
        yield OpenEnd("parked", one.id, f"{what} is {one.state}{until}", back)


def _place_of(one: Parked) -> tuple[Act, ...]:
    if one.provision:
        return (GoTo(provision=one.provision),)
    return (GoToBlock(block=one.block),) if one.block else ()


def _clock(at: datetime) -> str:
    return f"{local(at):%H:%M}"


def spoke_while_absent(record: Record, sitting: str) -> dict[str, datetime]:
    """Those whose words were taken down while they were not marked present, each with the earliest such instant."""
    turns = {one.id: one for one in record.where(Intervention, sitting=sitting)}
    stays: dict[str, list[Attendance]] = {}
    for stay in record.where(Attendance, sitting=sitting):
        stays.setdefault(stay.person, []).append(stay)
    found: dict[str, datetime] = {}
    for key in turns:
        for said in record.where(Comment, intervention=key):
            who = said.author
            if said.struck or who is None or any(_in_room(stay, said.at) for stay in stays.get(who, ())):
                continue
            if may_attend(record, who, said.at.date()):
                found[who] = min(said.at, found.get(who, said.at))
    return found


def _in_room(stay: Attendance, at: datetime) -> bool:
    return stay.arrived_at <= at and (stay.left_at is None or at < stay.left_at)


class WasPresent(Act):
    """Mark a person as having been in the room since an earlier instant of the sitting."""

    person: str
    sitting: str
    since: datetime

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The stay that begins after that instant begun then; where there is none, one that goes on."""
        sitting = record.get(Sitting, self.sitting)
        if sitting.state not in ("open", "suspended"):
            raise OutOfOrder(f"{named(sitting)} is {sitting.state}.")
        stays = record.where(Attendance, person=self.person, sitting=self.sitting)
        if any(_in_room(stay, self.since) for stay in stays):
            raise OutOfOrder(f"{record.get(Person, self.person).name} is marked present already.")
        later = min((s for s in stays if s.arrived_at > self.since), key=lambda s: s.arrived_at, default=None)
        if later:
            return [replaced(later, arrived_at=self.since)]
        fields = {"sitting": self.sitting, "person": self.person, "arrived_at": self.since}
        return [added(Attendance.model_validate({"id": moment.new_id(), **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the person and the time."""
        return f"Mark {record.get(Person, self.person).name} present since {_clock(self.since)}"

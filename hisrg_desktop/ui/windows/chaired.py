"""What the chair's view shows of the record: who may speak, how much time is left, what is agreed here and what not."""

from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.proposals import Backing, Proposal, backing, is_decidable, would_read
from hisrg_desktop.meeting.comments.received import disposition_of
from hisrg_desktop.meeting.floor.invitations import Invitation
from hisrg_desktop.meeting.floor.points import open_point
from hisrg_desktop.meeting.floor.speakers_list import closed_list
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Headcount
from hisrg_desktop.meeting.roll.meetings import Sitting, current_meeting, current_sitting, named
from hisrg_desktop.meeting.text.marked import pieces_of
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.agenda.coming import coming_next
from hisrg_desktop.ui.agenda.shown import items, length, totals
from hisrg_desktop.ui.session.beside import brackets_words
from hisrg_desktop.ui.session.deciding import Prepared, Unfinished
from hisrg_desktop.ui.session.shown import (
    elsewhere_words,
    notes_of,
    on_floor,
    parked_words,
    state_of,
    undecided_here,
    waiting,
)
from hisrg_desktop.ui.widgets.floor import InQueue, OnFloor
from hisrg_desktop.ui.widgets.marked import Note, Pieces
from hisrg_desktop.ui.widgets.marks import State
from hisrg_desktop.ui.windows.shown import since_off_the_record
from hisrg_desktop.ui.windows.walled import time_left

_VERBS = {"objection": "objects", "reservation": "has a reservation", "stand aside": "stands aside"}


@dataclass(frozen=True, slots=True)
class Undecided:
    """A proposal that the room has still to decide: its number, whose it is, how it stands, what keeps it from deciding."""

    key: str
    number: str
    who: str
    stands: str
    hindrance: str = ""
    recommended: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the chair's view shows."""

    floor: OnFloor | None = None
    queue: tuple[InQueue, ...] = ()
    asking: tuple[InQueue, ...] = ()
    holds: str = ""
    off_the_record: str = ""
    item: str = ""
    left: str = ""
    over: bool = False
    room: str = ""
    majority: bool = True
    place: str = ""
    heading: str = ""
    state: State = "none"
    state_word: str = ""
    pieces: Pieces = ()
    notes: tuple[Note, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    brackets: str = ""
    agenda: str = ""
    parked: str = ""
    coming: str = ""


def seen(record: Record, at: datetime) -> Seen:
    """What the chair sees at an instant."""
    there = now(record)
    item = record.find(AgendaItem, there.item) if there else None
    provision = record.find(Provision, there.provision) if there else None
    block = record.find(Block, there.block) if there else None
    queue, asking = waiting(record)
    left, over = time_left(record, item, at) if item else ("", False)
    room, majority = _room(record, at)
    state, word = state_of(record, provision) if provision else ("none", "")
    return Seen(
        floor=on_floor(record),
        queue=tuple(queue),
        asking=tuple(asking),
        holds=_holds(record, item),
        off_the_record=since_off_the_record(record),
        item=f"Item {item.number} · {item.title}" if item else _sitting_words(record),
        left=left,
        over=over,
        room=room,
        majority=majority,
        place=label(record, provision.id) if provision else block.number if block else "",
        heading=block.heading if block else "",
        state=state,
        state_word=word,
        pieces=pieces_of(record, provision) if provision else (),
        notes=notes_of(record, provision) if provision else (),
        undecided=tuple(_undecided(record, p) for p in undecided_here(record, provision.id)) if provision else (),
        brackets=brackets_words(record, provision) if provision else "",
        agenda=_agenda(record, at),
        parked=_parked(record),
        coming=coming_next(record, at)[1],
    )


def non_consents(record: Record, unfinished: Unfinished, made: Prepared) -> tuple[str, ...]:
    """The members who do not consent to what is prepared, those whose objection is on record first."""
    words = [told for _, told in made.objecting]
    for held in unfinished.positions:
        reason = f": {held.reason}" if held.reason else ""
        words.append(f"{record.get(Person, held.person).name} {_VERBS.get(held.kind, held.kind)}{reason}")
    return tuple(words)


def _sitting_words(record: Record) -> str:
    sitting = current_sitting(record)
    return f"{named(sitting)} · {sitting.state}" if sitting else "No sitting is open"


def _room(record: Record, at: datetime) -> tuple[str, bool]:
    sitting = current_sitting(record)
    if sitting is None:
        return "", True
    count = Headcount(record, sitting.id, at)
    word = "majority" if count.majority else "no majority"
    return f"{count.members} of {count.of} · {word}", count.majority


def _holds(record: Record, item: AgendaItem | None) -> str:
    """What holds for the floor now: a point of order, an item open to observers, a closed list, another's."""
    sitting = current_sitting(record)
    if sitting is None:
        return ""
    given = record.where(Invitation, sitting=sitting.id)
    said = ["A point of order awaits your ruling"] if open_point(record) else []
    if item and any(one.person is None and one.item == item.id for one in given):
        said.append(f"Item {item.number} is open to observers")
    if closed_list(record, sitting):
        said.append("The list of speakers is closed")
    if waits := elsewhere_words(record):
        said.append(f"Still waiting on {waits[:1].lower()}{waits[1:]}")
    return " · ".join(said)


def _undecided(record: Record, proposal: Proposal) -> Undecided:
    comment = record.get(Comment, proposal.comment)
    counted = backing(record, proposal)
    disposition = disposition_of(record, comment.id)
    recommended = disposition.recommended if disposition and not disposition.decided else None
    return Undecided(
        proposal.id,
        proposal.number,
        author_name(record, comment),
        _stands(counted),
        _hindrance(record, proposal),
        f"recommended: {recommended}" if recommended else "",
    )


def _stands(counted: Backing) -> str:
    """How many members spoke for and against; observers apart."""
    supporting, opposing = len(counted.supporting), len(counted.opposing)
    observers = len(counted.others_supporting) + len(counted.others_opposing)
    words = f"{supporting} for, {opposing} against" if supporting or opposing else "no member has spoken to it"
    return f"{words}; {observers} from outside the members" if observers else words


def _hindrance(record: Record, proposal: Proposal) -> str:
    if not is_decidable(record, proposal):
        return "needs a member to take it up"
    return "the text has changed since" if would_read(record, proposal) is None else ""


def _agenda(record: Record, at: datetime) -> str:
    """How much of the time planned for the agenda is left."""
    meeting = current_meeting(record)
    if meeting is None or not any(record.where(Sitting, meeting=meeting.id)):
        return ""
    planned, used = totals(items(record, meeting, at))
    if not planned:
        return ""
    left = planned - used
    return f"agenda: {length(left)} left" if left >= 0 else f"agenda: {length(-left)} over"


def _parked(record: Record) -> str:
    words = [f"{what} ({until})" if until else what for _, what, until in parked_words(record)]
    return f"Parked: {' · '.join(words)}" if words else ""

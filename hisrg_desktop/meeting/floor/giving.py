"""Who may speak. Members ask for the floor; observers speak on the chair's invitation."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.interventions import Intervention, began, end_of_running, interrupted, running
from hisrg_desktop.meeting.floor.invitations import (
    InviteToSpeak,
    invitation_for,
    needs_invitation,
    refuse_who_has_no_floor,
    unused_elsewhere,
)
from hisrg_desktop.meeting.floor.speakers_list import closed_list
from hisrg_desktop.meeting.lists import QueueKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, capacity_of, is_present
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in
from hisrg_desktop.meeting.standing import standing

THOUGH_CLOSED: frozenset[str] = frozenset({"point of order", "last word"})
"""The kinds of entry that a closed list of speakers takes in all the same."""


class QueueEntry(Row):
    """Someone who waits for the floor; `done_at` says when they no longer wait.

    A queue belongs to its item, as a list of speakers does. Whoever still waits when the room goes to another item is
    neither next there nor forgotten: they are listed with the `item` on which they asked, can be brought to the new
    one, and stand where they stood when theirs is taken up again. A point of order, and what was asked while no item
    was taken up, waits whatever the room is at.

    `although_closed` says that the chair let them in when the list was closed. Two who were exchanged by hand stand as
    each other (`stands_as`), and `moved_at` says which of them was moved.
    """

    sitting: str = Field(foreign_key="sitting.id", index=True)
    person: str = Field(foreign_key="person.id")
    kind: QueueKind = "floor"
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    about: str = ""
    asked_at: datetime
    done_at: datetime | None = None
    although_closed: bool = False
    stands_as: str | None = Field(default=None, foreign_key="queue_entry.id")
    moved_at: datetime | None = None


@standing(QueueEntry)
def one_waits_once_for_each_kind(before: Record, after: Record, changes: list[Change]) -> str | None:
    """One waiting entry per person and kind on an item, also when a withdrawal is taken back."""
    for change in changes:
        one = change.after
        if (
            isinstance(one, QueueEntry)
            and one.done_at is None
            and len(_waiting(after, one.sitting, one.person, one.kind, one.item)) > 1
        ):
            return f"{after.get(Person, one.person).name} is on the queue already."
    return None


def _waiting(record: Record, sitting: str, person: str, kind: QueueKind, item: str | None) -> list[QueueEntry]:
    there = record.where(QueueEntry, sitting=sitting, person=person, kind=kind, done_at=None)
    return [q for q in there if item is None or _is_on(q, item)]


def _item(record: Record) -> str | None:
    at = now(record)
    return at.item if at else None


def _is_on(entry: QueueEntry, item: str | None) -> bool:
    return entry.item in (None, item) or entry.kind == "point of order"


def _waits(record: Record, sitting: str) -> list[QueueEntry]:
    """Who waits on what the room is at, invited or not."""
    item = _item(record)
    return [q for q in record.where(QueueEntry, sitting=sitting, done_at=None) if _is_on(q, item)]


def waiting_elsewhere(record: Record, sitting: Sitting) -> list[QueueEntry]:
    """Who still waits on an item other than the one the room is at, the first who asked first."""
    here = _waits(record, sitting.id)
    return [q for q in record.where(QueueEntry, sitting=sitting.id, done_at=None) if q not in here]


def queue(record: Record, sitting: Sitting) -> list[QueueEntry]:
    """Who waits, in the order of speaking: point of order, members, panel chairs, invited observers; first come first.

    Whoever has the last word stands last. What was moved by hand stays where it was put.
    """
    waiting = [q for q in _waits(record, sitting.id) if not _must_be_invited(record, q)]
    return sorted(waiting, key=lambda q: _stands(record, q))


def asking(record: Record, sitting: Sitting) -> list[QueueEntry]:
    """The observers who wait for the chair's invitation on what the room is at."""
    return [q for q in _waits(record, sitting.id) if _must_be_invited(record, q)]


def _must_be_invited(record: Record, entry: QueueEntry) -> bool:
    badge = capacity_of(record, entry.person, entry.asked_at.date())
    return needs_invitation(badge) and invitation_for(record, entry.person, entry.sitting, _item(record)) is None


def _stands(record: Record, entry: QueueEntry) -> tuple[int, datetime, str]:
    there = record.find(QueueEntry, entry.stands_as) or entry
    return _order(record, there), there.asked_at, there.id


def _order(record: Record, entry: QueueEntry) -> int:
    if entry.kind in THOUGH_CLOSED:
        return 0 if entry.kind == "point of order" else 4
    badge = capacity_of(record, entry.person, entry.asked_at.date())
    return {"C": 1, "M": 1, "S": 1, "P": 2}.get(badge, 3)


class AskForFloor(Act):
    """Put a person on the queue."""

    person: str
    kind: QueueKind = "floor"
    about: str = ""
    although_closed: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The entry; one waiting entry for a person and kind, and none once the list is closed unless the chair allows."""
        sitting = sitting_in(record, "open")
        person = record.get(Person, self.person)
        refuse_who_has_no_floor(record, self.person, sitting, moment.at.date())
        item = _item(record)
        for entry in _waiting(record, sitting.id, self.person, self.kind, item):
            raise OutOfOrder(f"{person.name} is on the queue already.", remedy=Withdraw(entry=entry.id))
        closed = self.kind not in THOUGH_CLOSED and closed_list(record, sitting) is not None
        if closed and not self.although_closed:
            raise OutOfOrder(
                "The list of speakers is closed; reopen it, or let them in as the chair allows.",
                remedy=self.model_copy(update={"although_closed": True}),
            )
        entry = QueueEntry(
            id=moment.new_id(),
            sitting=sitting.id,
            person=self.person,
            kind=self.kind,
            item=item,
            about=self.about,
            asked_at=moment.at,
            although_closed=closed,
        )
        return [added(entry)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        name = record.get(Person, self.person).name
        if self.although_closed:
            return f"Put {name} on the queue although the list is closed"
        return f"Keep the last word for {name}" if self.kind == "last word" else f"Put {name} on the queue"


class Withdraw(Act):
    """Take a person off the queue."""

    entry: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The entry done."""
        entry = record.get(QueueEntry, self.entry)
        if entry.done_at is not None:
            raise OutOfOrder("They are no longer on the queue.")
        return [replaced(entry, done_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Take {record.get(Person, record.get(QueueEntry, self.entry).person).name} off the queue"


class WaitHere(Act):
    """Bring a person who waits on another item to this one."""

    entry: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The entry on the active item, where they stand from when they first asked."""
        sitting_in(record, "open")
        entry, item = record.get(QueueEntry, self.entry), _item(record)
        name = record.get(Person, entry.person).name
        if entry.done_at is not None or _is_on(entry, item):
            raise OutOfOrder(f"{name} does not wait on another item.")
        if _waiting(record, entry.sitting, entry.person, entry.kind, item):
            raise OutOfOrder(f"{name} is on the queue already.", remedy=Withdraw(entry=entry.id))
        return [replaced(entry, item=item, stands_as=None, moved_at=None)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Let {record.get(Person, record.get(QueueEntry, self.entry).person).name} wait on this item"


class MoveInQueue(Act):
    """Move a person in the queue: one place up, or one down."""

    entry: str
    by: int = Field(ge=-1, le=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Two who wait exchanged; that it was done by hand is recorded."""
        entry = record.get(QueueEntry, self.entry)
        waiting = queue(record, sitting_in(record, "open"))
        name = record.get(Person, entry.person).name
        if entry not in waiting:
            raise OutOfOrder(f"{name} does not wait in the queue.")
        place = waiting.index(entry) + self.by
        if not 0 <= place < len(waiting):
            raise OutOfOrder(f"{name} is {'first' if self.by < 0 else 'last'} already.")
        other = waiting[place]
        return [
            replaced(entry, stands_as=other.stands_as or other.id, moved_at=moment.at),
            replaced(other, stands_as=entry.stands_as or entry.id),
        ]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        name = record.get(Person, record.get(QueueEntry, self.entry).person).name
        return f"Move {name} {'up' if self.by < 0 else 'down'} in the queue"


def refuse_floor(record: Record, moment: Moment, person: str, act: Act) -> None:
    """Refuse the floor to who may not have it now; the remedy puts right what is missing and does the act."""
    sitting = sitting_in(record, "open")
    speaker = record.get(Person, person)
    there = running(record)
    if there and there.speaker == person:
        again = Together(acts=(EndIntervention(), act), called=f"End the turn of {speaker.name} and begin another")
        waits = any(q.person == person for q in _waits(record, sitting.id))
        raise OutOfOrder(f"{speaker.name} has the floor.", remedy=again if waits else None)
    refuse_who_has_no_floor(record, person, sitting, moment.at.date())
    arrive = () if is_present(record, person) else (Arrive(people=(person,)),)
    if needs_invitation(capacity_of(record, person, moment.at.date())) and _invitation(record, person) is None:
        # Whoever is also missing from the roll is marked present by the same key: no remedy may need another.
        raise OutOfOrder(
            f"{speaker.name} observes, and {_why_uninvited(record, person, sitting)}.",
            remedy=Together(
                acts=(*arrive, InviteToSpeak(person=person), act),
                called=f"Invited by the chair: {act.sentence(record)[:1].lower()}{act.sentence(record)[1:]}",
            ),
        )
    if arrive:
        raise OutOfOrder(f"{speaker.name} is not marked present.", remedy=Together(acts=(*arrive, act)))


def _why_uninvited(record: Record, person: str, sitting: Sitting) -> str:
    for one in unused_elsewhere(record, sitting.id, _item(record)):
        if one.person == person and one.given_on:
            return f"the chair's invitation was for item {record.get(AgendaItem, one.given_on).number}"
    return "the chair has not invited them to speak"


def floor_given(record: Record, moment: Moment, person: str, *, interrupts: str | None = None) -> list[Change]:
    """The running intervention ended, their place on the queue used up, and last their own begun."""
    sitting = sitting_in(record, "open")
    badge = capacity_of(record, person, moment.at.date())
    waits = [q for q in _waits(record, sitting.id) if q.person == person]
    first = sorted(waits, key=lambda q: _stands(record, q))[:1]
    return [
        *end_of_running(record, moment),
        *(replaced(entry, done_at=moment.at) for entry in first),
        began(
            record,
            moment,
            sitting=sitting.id,
            speaker=person,
            item=_item(record),
            invitation=_invitation(record, person) if needs_invitation(badge) else None,
            interrupts=interrupts,
        ),
    ]


def _invitation(record: Record, person: str) -> str | None:
    found = invitation_for(record, person, sitting_in(record, "open").id, _item(record))
    return found.id if found else None


class GiveFloor(Act):
    """Give the floor to a person."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The running intervention ended and theirs begun; whoever was interrupted goes on with their turn."""
        waits = interrupted(record)
        if waits and waits.speaker == self.person:
            return ReturnFloor().decide(record, moment)
        refuse_floor(record, moment, self.person, self)
        return floor_given(record, moment, self.person)

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        return f"Give the floor to {record.get(Person, self.person).name}"


class LetIn(Act):
    """Let a person in; the floor comes back to who has it."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The running intervention interrupted, and theirs begun."""
        there = running(record)
        if there is None:
            return GiveFloor(person=self.person).decide(record, moment)
        refuse_floor(record, moment, self.person, self)
        return floor_given(record, moment, self.person, interrupts=there.id)

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        return f"Let {record.get(Person, self.person).name} in"


class ReturnFloor(Act):
    """Give the floor back to who was interrupted."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The running intervention ended, and the turn that was interrupted goes on."""
        sitting_in(record, "open")
        there = interrupted(record)
        if there is None:
            raise OutOfOrder("Nobody was interrupted.")
        if not is_present(record, there.speaker):
            name = record.get(Person, there.speaker).name
            back = Together(acts=(Arrive(people=(there.speaker,)), self))
            raise OutOfOrder(f"{name} is not marked present.", remedy=back)
        return given_back(record, moment, there)

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        there = interrupted(record)
        name = record.get(Person, there.speaker).name if there else "who was interrupted"
        return f"Give the floor back to {name}"


def given_back(record: Record, moment: Moment, turn: Intervention) -> list[Change]:
    """The running intervention ended, and a turn that was interrupted going on, on the invitation it began on."""
    on = began(
        record,
        moment,
        sitting=turn.sitting,
        speaker=turn.speaker,
        item=turn.item,
        invitation=turn.invitation,
        resumes=turn.id,
        interrupts=turn.interrupts,
    )
    return [*end_of_running(record, moment), on]


class NextSpeaker(Act):
    """Give the floor to the next on the queue."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What giving the floor to the first of the queue decides."""
        waiting = queue(record, sitting_in(record, "open"))
        if not waiting:
            raise OutOfOrder("Nobody waits for the floor.")
        return _to_first(waiting[0]).decide(record, moment)

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        waiting = queue(record, sitting_in(record, "open"))
        return _to_first(waiting[0]).sentence(record) if waiting else "Give the floor to the next"


def _to_first(entry: QueueEntry) -> Act:
    """What gives the floor to who waits: a point of order is put on record as one."""
    from hisrg_desktop.meeting.floor.points import RaisePointOfOrder

    if entry.kind == "point of order":
        return RaisePointOfOrder(person=entry.person, about=entry.about)
    return GiveFloor(person=entry.person)


class EndIntervention(Act):
    """End the running intervention."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The intervention ended now."""
        changes = end_of_running(record, moment)
        if not changes:
            raise OutOfOrder("Nobody has the floor.")
        return changes

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        there = running(record)
        return f"End {record.get(Person, there.speaker).name}'s intervention" if there else "End the intervention"

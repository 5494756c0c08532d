"""Who may speak. Members ask for the floor; observers speak on the chair's invitation."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.interventions import Intervention, began, end_of_running, running
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak, invitation_for, needs_invitation, refuse_external
from hisrg_desktop.meeting.lists import QueueKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, capacity_of, is_present
from hisrg_desktop.meeting.roll.meetings import Sitting, sitting_in


class QueueEntry(Row):
    """Someone who waits for the floor; `done_at` says when they no longer wait."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    person: str = Field(foreign_key="person.id")
    kind: QueueKind = "floor"
    about: str = ""
    asked_at: datetime
    done_at: datetime | None = None


def queue(record: Record, sitting: Sitting) -> list[QueueEntry]:
    """Who waits, in the order of speaking: point of order, members, panel chairs, invited observers; first come first."""
    waiting = [q for q in record.where(QueueEntry, sitting=sitting.id) if q.done_at is None]
    return sorted(
        (q for q in waiting if not _must_be_invited(record, q)), key=lambda q: (_order(record, q), q.asked_at, q.id)
    )


def asking(record: Record, sitting: Sitting) -> list[QueueEntry]:
    """The observers who wait for the chair's invitation."""
    waiting = [q for q in record.where(QueueEntry, sitting=sitting.id) if q.done_at is None]
    return [q for q in waiting if _must_be_invited(record, q)]


def _must_be_invited(record: Record, entry: QueueEntry) -> bool:
    badge = capacity_of(record, entry.person, entry.asked_at.date())
    at = now(record)
    item = at.item if at else None
    return needs_invitation(badge) and invitation_for(record, entry.person, entry.sitting, item) is None


def _order(record: Record, entry: QueueEntry) -> int:
    if entry.kind == "point of order":
        return 0
    badge = capacity_of(record, entry.person, entry.asked_at.date())
    return {"C": 1, "M": 1, "S": 1, "P": 2}.get(badge, 3)


class AskForFloor(Act):
    """Put a person on the queue."""

    person: str
    kind: QueueKind = "floor"
    about: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The entry; one waiting entry for a person and kind."""
        sitting = sitting_in(record, "open")
        person = record.get(Person, self.person)
        refuse_external(record, self.person, moment.at.date())
        for entry in record.where(QueueEntry, sitting=sitting.id, person=self.person, kind=self.kind, done_at=None):
            raise OutOfOrder(f"{person.name} is on the queue already.", remedy=Withdraw(entry=entry.id))
        entry = QueueEntry(
            id=moment.new_id(),
            sitting=sitting.id,
            person=self.person,
            kind=self.kind,
            about=self.about,
            asked_at=moment.at,
        )
        return [added(entry)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Put {record.get(Person, self.person).name} on the queue"


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


class GiveFloor(Act):
    """Give the floor to a person."""

    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """End the running intervention and begin theirs; their place on the queue is used up."""
        sitting = sitting_in(record, "open")
        speaker = record.get(Person, self.person)
        at = now(record)
        item = at.item if at else None
        badge = capacity_of(record, self.person, moment.at.date())
        there = running(record)
        if there and there.speaker == self.person:
            raise OutOfOrder(f"{speaker.name} has the floor.")
        refuse_external(record, self.person, moment.at.date())
        invitation = invitation_for(record, self.person, sitting.id, item)
        arrive = () if is_present(record, self.person) else (Arrive(people=(self.person,)),)
        if needs_invitation(badge) and invitation is None:
            # Whoever is also missing from the roll is marked present by the same key: no remedy may need another.
            raise OutOfOrder(
                f"{speaker.name} observes, and the chair has not invited them to speak.",
                remedy=Together(acts=(*arrive, InviteToSpeak(person=self.person), self)),
            )
        if arrive:
            raise OutOfOrder(f"{speaker.name} is not marked present.", remedy=Together(acts=(*arrive, self)))
        waits = record.where(QueueEntry, sitting=sitting.id, person=self.person, done_at=None)
        return [
            *end_of_running(record, moment),
            *(replaced(entry, done_at=moment.at) for entry in waits[:1]),
            began(
                record,
                moment,
                sitting=sitting.id,
                speaker=self.person,
                item=item,
                invitation=invitation.id if invitation and needs_invitation(badge) else None,
            ),
        ]

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        return f"Give the floor to {record.get(Person, self.person).name}"


class NextSpeaker(Act):
    """Give the floor to the next on the queue."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What giving the floor to the first of the queue decides."""
        waiting = queue(record, sitting_in(record, "open"))
        if not waiting:
            raise OutOfOrder("Nobody waits for the floor.")
        return GiveFloor(person=waiting[0].person).decide(record, moment)

    def sentence(self, record: Record) -> str:
        """Names the speaker."""
        waiting = queue(record, sitting_in(record, "open"))
        return GiveFloor(person=waiting[0].person).sentence(record) if waiting else "Give the floor to the next"


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


def times_spoken(record: Record, sitting: str, now_at: datetime) -> dict[str, float]:
    """Seconds spoken in a sitting by each letter of the room."""
    seconds: dict[str, float] = {}
    for one in record.where(Intervention, sitting=sitting):
        seconds[one.capacity] = seconds.get(one.capacity, 0.0) + one.lasted(now_at).total_seconds()
    return seconds

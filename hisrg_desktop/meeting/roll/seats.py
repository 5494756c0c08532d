"""Seats: kept for members, panel chairs and secretariat; observers get what is left, then they wait in order.

Nothing of it is stored but what the chair ordered: who has a seat follows from answers, capacity and that order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived
from hisrg_desktop.meeting.roll.answers import MeetingAnswer, Says, Standing, says_now, standings
from hisrg_desktop.meeting.roll.attendance import Apology, apologised
from hisrg_desktop.meeting.roll.entitled import ENTITLING, Entitled, entitled
from hisrg_desktop.meeting.roll.meetings import Meeting, called

Seat = Literal["kept", "seated", "waiting", ""]
"""`kept` for members, panel chairs and secretariat whatever they answer, `seated` for an observer who has a seat."""


class WaitingOrder(Row):
    """The order into which the chair put the observers who come: from the first who has a seat to the last who waits.

    Every reordering is kept with whom it moved and why; the last one holds. Who accepts later comes after them.
    """

    listed = {"order": "person"}

    meeting: str = Field(foreign_key="meeting.id", index=True)
    moved: str = Field(foreign_key="person.id")
    order: tuple[str, ...]
    why: str = ""
    at: datetime


class ReleasedSeat(Row):
    """The chair's decision that the seat of somebody who does not come is given to those who wait."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id")
    at: datetime


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a meeting; `kept`, `seated` and `waiting` hold persons, the observers in their order.

    `capacity` is None where nobody said how many seats there are: then nobody waits. `coming` are those of the kept
    seats who said that they come or send an alternate; `released` are seats of people who do not come.
    """

    capacity: int | None
    kept: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    basis: dict[str, Entitled] = field(default_factory=dict)
    says: dict[str, Says | None] = field(default_factory=dict)

    @property
    def left(self) -> int | None:
        """How many seats there are for observers; None where nothing limits them."""
        return None if self.capacity is None else max(0, self.capacity - len(self.kept))

    @property
    def free(self) -> int | None:
        """How many seats are neither kept nor given to an observer."""
        return None if self.left is None else self.left - len(self.seated)

    @property
    def missing(self) -> int:
        """How many of those for whom seats are kept would find none."""
        return 0 if self.capacity is None else max(0, len(self.kept) - self.capacity)

    def seat_of(self, person: str) -> Seat:
        """What seat a person has."""
        if person in self.kept:
            return "kept"
        if person in self.seated:
            return "seated"
        return "waiting" if person in self.waiting else ""


SEATING = (*ENTITLING, MeetingAnswer, Apology, WaitingOrder, ReleasedSeat)
"""The kinds of facts on which it depends who has a seat."""


@derived(*SEATING)
def _worked_out(record: Record) -> dict[str, Seating]:
    """What has been asked for of this record, by meeting; the others are worked out when they are asked for."""
    return {}


def seating(record: Record, meeting: str) -> Seating:
    """The seats of a meeting as they are now."""
    known = record.derive(_worked_out)
    if meeting not in known:
        answers = record.derive(standings).get(meeting, {})
        known[meeting] = _seating(record, record.get(Meeting, meeting), answers)
    return known[meeting]


def _seating(record: Record, meeting: Meeting, answers: dict[str, Standing]) -> Seating:
    basis = entitled(record, meeting)
    sorry = apologised(record, meeting.id)
    says = {person: says_now(record, meeting.id, person, sorry) for person in basis}
    # A seat is released for the apologies it was released on: who comes after all and then cancels has it kept again.
    given_up = {r.person for r in record.where(ReleasedSeat, meeting=meeting.id) if _after(r, sorry.get(r.person))}
    keeping = [person for person, one in basis.items() if one.kept]
    released = tuple(p for p in keeping if p in given_up)
    kept = tuple(p for p in keeping if p not in released)
    order = _in_order(record, meeting, _accepting(basis, says, answers))
    capacity = meeting.capacity if meeting.kind == "face-to-face" else None
    room = len(order) if capacity is None else max(0, capacity - len(kept))
    coming = tuple(p for p in kept if says[p] in ("comes", "sends an alternate"))
    return Seating(capacity, kept, coming, released, tuple(order[:room]), tuple(order[room:]), basis, says)


def _after(release: ReleasedSeat, apology: Apology | None) -> bool:
    return apology is not None and release.id > apology.id


def _accepting(
    basis: dict[str, Entitled], says: dict[str, Says | None], answers: dict[str, Standing]
) -> list[tuple[str, Standing]]:
    """The observers who come, without those who sit in the seat of a member they stand in for."""
    members = (person for person, said in says.items() if said == "sends an alternate")
    standing_in = {answers[member].answer.alternate for member in members}
    return [
        (person, answers[person])
        for person, one in basis.items()
        if not one.kept and says[person] == "comes" and person not in standing_in
    ]


def _in_order(record: Record, meeting: Meeting, accepting: Iterable[tuple[str, Standing]]) -> list[str]:
    """Those who come in the order of acceptance, as far as the chair has not ordered otherwise since."""
    given = record.one(WaitingOrder, meeting=meeting.id)
    place = {person: index for index, person in enumerate(given.order)} if given else {}

    def key(one: tuple[str, Standing]) -> tuple[bool, int, object]:
        person, there = one
        # Who cancelled and came back has lost the place that the chair gave them then.
        holds = given is not None and there.since is not None and there.since[1] <= given.at and person in place
        return (not holds, place[person] if holds else 0, there.since)

    return [person for person, _ in sorted(accepting, key=key)]


class MoveOnWaitingList(Act):
    """Move an observer on the waiting list, as the chair orders.

    `to` is the place on it, the first being 1. Nobody who has a seat loses it by this.
    """

    meeting: str
    person: str
    to: int = Field(ge=1)
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The new order, kept with whom it moved; refused for somebody who does not wait."""
        there = seating(record, self.meeting)
        refuse_not_waiting(record, there, self.person)
        waiting = [person for person in there.waiting if person != self.person]
        waiting.insert(self.to - 1, self.person)
        if tuple(waiting) == there.waiting:
            raise OutOfOrder(f"{record.get(Person, self.person).name} has that place already.")
        order = (*there.seated, *waiting)
        fields = {"meeting": self.meeting, "moved": self.person, "order": order, "why": self.why, "at": moment.at}
        return [added(WaitingOrder.model_validate({"id": moment.new_id(), **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the observer and the place."""
        return f"Move {record.get(Person, self.person).name} to place {self.to} of the waiting list"


def refuse_not_waiting(record: Record, there: Seating, person: str) -> None:
    """Refuse somebody who is not on the waiting list, saying where they are."""
    if person in there.waiting:
        return
    name, seat = record.get(Person, person).name, there.seat_of(person)
    why = {
        "kept": "has a seat that is kept",
        "seated": "has a seat; only the waiting list is put in order",
    }.get(seat, "has not said that they come")
    raise OutOfOrder(f"{name} {why}.")


class ReleaseSeat(Act):
    """Give the seat of somebody who does not come to those who wait, as the chair decides."""

    meeting: str
    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The seat released; it is kept again as soon as they come after all or send an alternate."""
        there, name = seating(record, self.meeting), record.get(Person, self.person).name
        if self.person in there.released:
            raise OutOfOrder(f"The seat of {name} is released already.")
        if self.person not in there.kept:
            raise OutOfOrder(f"No seat is kept for {name}.")
        if there.says[self.person] != "does not come":
            raise OutOfOrder(f"The seat of {name} is kept: they have not said that they do not come.")
        return [added(ReleasedSeat(id=moment.new_id(), meeting=self.meeting, person=self.person, at=moment.at))]

    def sentence(self, record: Record) -> str:
        """Names the person and the meeting."""
        there = called(record, record.get(Meeting, self.meeting))
        return f"Release the seat of {record.get(Person, self.person).name} at {there}"

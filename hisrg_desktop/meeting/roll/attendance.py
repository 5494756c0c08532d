"""Who was in the room, per sitting, from when to when; a majority of members is computed, never typed."""

from datetime import date, datetime, timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Function, badge_of, may_attend, only_observes
from hisrg_desktop.meeting.people.participations import Participation, active, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, removed, replaced
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference, needs_decision, why_not
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, current_sitting, named
from hisrg_desktop.meeting.standing import standing


class Attendance(Row):
    """One stay of a person in the room during a sitting; an alternate shares the seat of the member stood in for."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    person: str = Field(foreign_key="person.id", index=True)
    arrived_at: datetime
    left_at: datetime | None = None
    stands_in_for: str | None = Field(default=None, foreign_key="person.id")


class Apology(Row):
    """A person who said beforehand that they would not come to a meeting."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id")


def _concerned(after: Record, changes: list[Change]) -> list[Attendance]:
    """The stays that changed, those of people whose class or function did, and those at a meeting of another kind now."""
    stays = {change.after.id: change.after for change in changes if isinstance(change.after, Attendance)}
    for change in changes:
        several: list[Attendance] = []
        # By a merging, and its taking apart, a class or function goes from one person to the other.
        for row in (change.before, change.after):
            if isinstance(row, Participation | Function | AskedToTeleconference):
                several += after.where(Attendance, person=row.person)
                several += after.where(Attendance, stands_in_for=row.person)
        if isinstance(change.before, Meeting) and isinstance(change.after, Meeting):
            other = change.before.kind != change.after.kind
            sittings = after.where(Sitting, meeting=change.row.id) if other else ()
            several += (stay for s in sittings for stay in after.where(Attendance, sitting=s.id))
        stays |= {stay.id: stay for stay in several}
    return list(stays.values())


@standing(Attendance, Participation, Function, AskedToTeleconference, Meeting)
def only_those_who_may_attend(before: Record, after: Record, changes: list[Change]) -> str | None:
    """External persons may not attend meetings; observers are not recorded at a teleconference."""
    for stay in _concerned(after, changes):
        person = after.get(Person, stay.person)
        day = stay.arrived_at.date()
        external = class_of(after, stay.person, day) == "external"
        if not may_attend(after, stay.person, day) and (external or stay.stands_in_for is None):
            return not_admitted(person.name)
        if stay.stands_in_for and class_of(after, stay.stands_in_for, day) != "member":
            return f"{person.name} can stand in only for a member."
        if stay.stands_in_for and class_of(after, stay.person, day) == "member":
            return f"{person.name} has a seat of their own and cannot stand in for a member."
        meeting = after.get(Meeting, after.get(Sitting, stay.sitting).meeting)
        if meeting.kind == "teleconference" and only_observes(after, stay.person, day):
            return f"{person.name} observes; observers do not take part in teleconferences."
        if stay.stands_in_for is None and needs_decision(after, meeting, stay.person, day):
            return f"{person.name} chairs a panel; at a teleconference that takes a decision of the chair."
    return None


def not_admitted(name: str) -> str:
    """Why somebody who is neither member nor observer and holds no function cannot be in the room."""
    return f"{name} is neither member nor observer and holds no function, and may not attend."


@standing(Attendance)
def nobody_is_in_the_room_twice(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A person's stays in a sitting follow one another."""
    for change in changes:
        stay = change.after
        if not isinstance(stay, Attendance):
            continue
        for other in after.where(Attendance, person=stay.person, sitting=stay.sitting):
            if other.id != stay.id and _meet(stay, other):
                return f"{after.get(Person, stay.person).name} was in the room already."
    return None


def _meet(one: Attendance, other: Attendance) -> bool:
    return (other.left_at is None or one.arrived_at < other.left_at) and (
        one.left_at is None or other.arrived_at < one.left_at
    )


class Arrive(Act):
    """Mark people present.

    `at` is for who came earlier than it is noted.
    """

    people: tuple[str, ...] = Field(min_length=1)
    stands_in_for: str | None = None
    at: datetime | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Their arrival now or then, for those who are not in the room."""
        sitting = _sitting(record)
        at = _within(sitting, self.at, moment)
        absent = [p for p in self.people if not is_present(record, p)]
        if not absent:
            names = " and ".join(record.get(Person, p).name for p in self.people)
            raise OutOfOrder(f"{names} marked present already.")
        self._refuse_undecided(record, sitting, at, absent)
        return [
            added(
                Attendance(
                    id=moment.new_id(),
                    sitting=sitting.id,
                    person=person,
                    arrived_at=at,
                    stands_in_for=self.stands_in_for,
                )
            )
            for person in absent
        ]

    def _refuse_undecided(self, record: Record, sitting: Sitting, at: datetime, people: list[str]) -> None:
        """Refuse a panel chair at a teleconference about whom the chair has not decided, with that decision as remedy."""
        meeting = record.get(Meeting, sitting.meeting)
        for person in people if self.stands_in_for is None else ():
            if needs_decision(record, meeting, person, at.date()):
                raise why_not(record, meeting, person)

    def sentence(self, record: Record) -> str:
        """Names one person, counts several."""
        if len(self.people) == 1:
            instead = record.find(Person, self.stands_in_for)
            name = record.get(Person, self.people[0]).name
            return f"Mark {name} present{f' in place of {instead.name}' if instead else ''}"
        return f"Mark {len(self.people)} people present"


class Leave(Act):
    """Mark people as having left.

    `at` is for who left earlier than it is noted.
    """

    people: tuple[str, ...] = Field(min_length=1)
    at: datetime | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Their departure now or then."""
        at = _within(_sitting(record), self.at, moment)
        stays = [stay for p in self.people if (stay := is_present(record, p))]
        if not stays:
            raise OutOfOrder("They are not in the room.")
        for stay in stays:
            if at < stay.arrived_at:
                raise OutOfOrder(f"{record.get(Person, stay.person).name} came later than that.")
        return [replaced(stay, left_at=at) for stay in stays]

    def sentence(self, record: Record) -> str:
        """Names one person, counts several."""
        if len(self.people) == 1:
            return f"Mark {record.get(Person, self.people[0]).name} as having left"
        return f"Mark {len(self.people)} people as having left"


def _within(sitting: Sitting, at: datetime | None, moment: Moment) -> datetime:
    """That moment of the sitting, or now."""
    if at is None:
        return moment.at
    if at > moment.at:
        raise OutOfOrder("That moment is still to come.")
    if sitting.opened_at and at < sitting.opened_at:
        raise OutOfOrder(f"{named(sitting)} had not been opened then.")
    return at


class Apologise(Act):
    """Record apologies for a meeting."""

    meeting: str
    people: tuple[str, ...] = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """One apology for each person, once."""
        known = {a.person for a in record.where(Apology, meeting=self.meeting)}
        return [
            added(Apology(id=moment.new_id(), meeting=self.meeting, person=p)) for p in self.people if p not in known
        ]

    def sentence(self, record: Record) -> str:
        """Names the people."""
        return f"Record apologies of {', '.join(record.get(Person, p).name for p in self.people)}"


class WithdrawApology(Act):
    """Take back an apology."""

    meeting: str
    person: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The apology removed."""
        return [removed(a) for a in record.where(Apology, meeting=self.meeting, person=self.person)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Take back the apologies of {record.get(Person, self.person).name}"


def apologised(record: Record, meeting: str) -> dict[str, Apology]:
    """The apologies on record by person, whether they answered so or it was noted at the roll call.

    Of two who turned out to be one both may have apologised; the first counts.
    """
    found: dict[str, Apology] = {}
    for apology in record.where(Apology, meeting=meeting):
        found.setdefault(apology.person, apology)
    return found


def _sitting(record: Record) -> Sitting:
    from hisrg_desktop.meeting.roll.meetings import sitting_in

    sitting = current_sitting(record)
    return sitting if sitting else sitting_in(record, "open")


@derived(Attendance, Sitting)
def room(record: Record) -> dict[str, Attendance]:
    """The stay of each person who is in the room now."""
    sitting = current_sitting(record)
    if sitting is None:
        return {}
    return {a.person: a for a in record.where(Attendance, sitting=sitting.id) if a.left_at is None}


def observers_in_room(record: Record) -> list[str]:
    """The people in the room now who are there as observers."""
    stays = record.derive(room).values()
    return [stay.person for stay in stays if capacity_of(record, stay.person, stay.arrived_at.date()) == "O"]


def is_present(record: Record, person: str) -> Attendance | None:
    """The person's stay in the room now, or None."""
    return record.derive(room).get(person)


def seats(record: Record) -> frozenset[str]:
    """Those whose seats are taken now, by themselves or by somebody who stands in for them."""
    return frozenset(stay.stands_in_for or stay.person for stay in record.derive(room).values())


def seat_of(record: Record, person: str) -> str:
    """Whose seat the person has: their own, or that of the member they stand in for."""
    stay = is_present(record, person)
    return stay.stands_in_for if stay and stay.stands_in_for else person


def was_present(record: Record, person: str, sitting: str, at: datetime) -> Attendance | None:
    """The person's stay in the room at an instant of a sitting, or None."""
    stays = record.where(Attendance, person=person, sitting=sitting)
    return next((a for a in stays if a.arrived_at <= at and (a.left_at is None or at < a.left_at)), None)


def seat_then(record: Record, person: str, sitting: str, at: datetime) -> str:
    """Whose seat the person had at an instant of a sitting, also one they were not marked present at."""
    stay = was_present(record, person, sitting, at) or record.one(Attendance, person=person, sitting=sitting)
    return stay.stands_in_for if stay and stay.stands_in_for else person


def capacity_of(record: Record, person: str, day: date) -> str:
    """The letter a person speaks under: their own, or for an alternate that of the seat, which has one voice."""
    return badge_of(record, seat_of(record, person), day)


def in_room_at(record: Record, sitting: str, at: datetime) -> list[Attendance]:
    """The stays in the room at an instant of a sitting."""
    return [
        a
        for a in record.where(Attendance, sitting=sitting)
        if a.arrived_at <= at and (a.left_at is None or at < a.left_at)
    ]


LATE = timedelta(minutes=10)
"""How long after the opening of a sitting one who comes is late; until then the roll is being called."""


def is_late(record: Record, stay: Attendance) -> bool:
    """Whether a person first came into the room well after the sitting was opened."""
    opened = record.get(Sitting, stay.sitting).opened_at
    return opened is not None and stay.arrived_at - opened > LATE and not came_back(record, stay)


def came_back(record: Record, stay: Attendance) -> bool:
    """Whether the person had been in the room earlier in the sitting."""
    stays = record.where(Attendance, person=stay.person, sitting=stay.sitting)
    return any(other.arrived_at < stay.arrived_at and was_there(other) for other in stays)


def was_there(stay: Attendance) -> bool:
    """Whether the person was in the room at all; a stay corrected to none begins and ends at one moment."""
    return stay.left_at != stay.arrived_at


def members_present(record: Record, sitting: str, at: datetime) -> list[str]:
    """The members whose seats were taken at an instant, in person or by an alternate."""
    day = at.date()
    seats = [a.stands_in_for or a.person for a in in_room_at(record, sitting, at)]
    return [p for p in dict.fromkeys(seats) if class_of(record, p, day) == "member"]


class Headcount:
    """How many are in the room: members of all active members, whether that is a majority, observers."""

    def __init__(self, record: Record, sitting: str, at: datetime) -> None:
        day = at.date()
        self.members = len(members_present(record, sitting, at))
        self.of = len(active(record, "member", day))
        self.observers = sum(class_of(record, a.person, day) == "observer" for a in in_room_at(record, sitting, at))

    @property
    def majority(self) -> bool:
        """Whether more than half of the members are in the room."""
        return self.members * 2 > self.of

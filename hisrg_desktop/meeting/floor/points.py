"""Points of order: they interrupt whoever speaks, the chair rules on them, and the floor goes back."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.floor.giving import AskForFloor, floor_given, given_back, refuse_floor
from hisrg_desktop.meeting.floor.interventions import (
    Intervention,
    end_of_running,
    interrupted,
    latest_turn,
    parts_of_turn,
    running,
)
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import is_present
from hisrg_desktop.meeting.roll.closing import corrected, is_closed, refuse_unless_corrected
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting, sitting_in
from hisrg_desktop.meeting.standing import standing


class PointOfOrder(Row):
    """A point of order, the turn of speech in which it was raised, and the chair's ruling."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    person: str = Field(foreign_key="person.id")
    intervention: str = Field(foreign_key="intervention.id", index=True)
    about: str = ""
    raised_at: datetime
    ruling: str = ""
    ruled_at: datetime | None = None


standing(PointOfOrder)(refuse_unless_corrected)


def unruled(record: Record, sitting: Sitting) -> list[PointOfOrder]:
    """The points of order of a sitting on which the chair has still to rule, oldest first."""
    return list(record.where(PointOfOrder, sitting=sitting.id, ruled_at=None))


def open_point(record: Record) -> PointOfOrder | None:
    """The point of order on which the chair has to rule next: the one raised last, for it interrupted the others."""
    sitting = current_sitting(record)
    points = unruled(record, sitting) if sitting else []
    return points[-1] if points else None


def point_in(record: Record, turn: Intervention) -> PointOfOrder | None:
    """The point of order raised in a turn of speech."""
    return record.one(PointOfOrder, intervention=parts_of_turn(record, turn)[0].id)


def interrupted_by(record: Record, point: PointOfOrder) -> Intervention | None:
    """The turn of speech that a point of order interrupted."""
    return record.find(Intervention, record.get(Intervention, point.intervention).interrupts)


class RaisePointOfOrder(Act):
    """Give the floor for a point of order."""

    person: str
    about: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The point on record, and the floor theirs at once, over whoever speaks; one point of order at a time."""
        sitting = sitting_in(record, "open")
        there = running(record)
        raised = point_in(record, there) if there else None
        if there and raised and raised.ruled_at is None and there.speaker != self.person:
            name = record.get(Person, there.speaker).name
            raise OutOfOrder(
                f"The chair has not ruled on the point of order by {name}.",
                remedy=AskForFloor(person=self.person, kind="point of order", about=self.about),
            )
        refuse_floor(record, moment, self.person, self)
        changes = floor_given(record, moment, self.person, interrupts=_to_go_on(record))
        turn = changes[-1].row
        assert isinstance(turn, Intervention)
        point = PointOfOrder(
            id=moment.new_id(),
            sitting=sitting.id,
            item=turn.item,
            person=self.person,
            intervention=turn.id,
            about=self.about,
            raised_at=moment.at,
        )
        return [*changes, added(point)]

    def sentence(self, record: Record) -> str:
        """Names who raises it."""
        about = f" about {self.about}" if self.about else ""
        return f"Point of order by {record.get(Person, self.person).name}{about}"


def _to_go_on(record: Record) -> str | None:
    """The turn that goes on after the ruling: the running one, else one that waits to go on already."""
    there = running(record) or interrupted(record)
    return there.id if there else None


class Rule(Act):
    """Record the chair's ruling on a point of order."""

    point: str
    ruling: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The ruling; the floor goes back to who was interrupted, or is nobody's, unless it was given on meanwhile."""
        point = record.get(PointOfOrder, self.point)
        if not self.ruling.strip():
            raise OutOfOrder("The ruling has no words.")
        ruled = replaced(point, ruling=self.ruling, ruled_at=point.ruled_at or moment.at)
        if is_closed(record, point):
            if not self.why:
                raise OutOfOrder("The sitting is closed; say why this is corrected.")
            return [ruled, corrected(point, self.why, moment)]
        return [ruled] if point.ruled_at else [ruled, *_floor_back(record, moment, point)]

    def sentence(self, record: Record) -> str:
        """Names who raised the point."""
        name = record.get(Person, record.get(PointOfOrder, self.point).person).name
        return f"Rule on the point of order by {name}: {self.ruling}"


def _floor_back(record: Record, moment: Moment, point: PointOfOrder) -> list[Change]:
    sitting = record.get(Sitting, point.sitting)
    last = latest_turn(record, sitting)
    if sitting.state != "open" or last is None or point_in(record, last) != point:
        return []
    there = record.find(Intervention, last.interrupts)
    # Who has left the room meanwhile is not marked present again by a ruling.
    back = there is not None and is_present(record, there.speaker)
    return given_back(record, moment, there) if back and there else end_of_running(record, moment)

"""Who is to be invited to a meeting, and on what each invitation is based. Computed from class, function and rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.functions import Function, roles_of
from hisrg_desktop.meeting.people.participations import Participation, active, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived
from hisrg_desktop.meeting.roll.meetings import Meeting, called, day_of


class AskedToTeleconference(Row):
    """The chair's decision to have a panel chair at a teleconference: *"at a teleconference only by"* such a decision."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id")
    decided_on: date
    why: str = ""


ENTITLING = (Meeting, Person, Participation, Function, Panel, AskedToTeleconference)
"""The kinds of facts on which it depends who is to be invited."""


@dataclass(frozen=True, slots=True)
class Entitled:
    """Somebody who is to be invited: on what basis, and whether a seat is kept for them."""

    person: str
    basis: str
    kept: bool


@derived(*ENTITLING)
def _worked_out(record: Record) -> dict[str, dict[str, Entitled]]:
    """What has been asked for of this record, by meeting; the others are worked out when they are asked for."""
    return {}


class AskToTeleconference(Act):
    """Record the chair's decision to have a panel chair at a teleconference."""

    meeting: str
    person: str
    on: date | None = None
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The decision, of today where no day is given."""
        meeting = record.get(Meeting, self.meeting)
        person = record.get(Person, self.person)
        if meeting.kind != "teleconference":
            raise OutOfOrder(f"{called(record, meeting).capitalize()} is face-to-face: panel chairs are invited to it.")
        if "panel chair" not in roles_of(record, person.id, day_of(meeting)):
            raise OutOfOrder(f"{person.name} chairs no panel then; the chair's decision is for panel chairs.")
        if record.where(AskedToTeleconference, meeting=meeting.id, person=person.id):
            raise OutOfOrder(f"The chair's decision to have {person.name} there is on record already.")
        fields = {"meeting": meeting.id, "person": person.id, "why": self.why}
        on = self.on or moment.at.date()
        return [added(AskedToTeleconference.model_validate({"id": moment.new_id(), "decided_on": on, **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the person and the meeting."""
        name, there = record.get(Person, self.person).name, called(record, record.get(Meeting, self.meeting))
        return f"Record the chair's decision to have {name} at {there}"


def entitled(record: Record, meeting: Meeting) -> dict[str, Entitled]:
    """Who is to be invited, by person: members, then functions, then observers; external persons never."""
    known = record.derive(_worked_out)
    if meeting.id not in known:
        known[meeting.id] = _entitled(record, meeting)
    return known[meeting.id]


def _entitled(record: Record, meeting: Meeting) -> dict[str, Entitled]:
    on = day_of(meeting)
    found: dict[str, Entitled] = {}
    for held in sorted(active(record, "member", on), key=lambda p: p.since):
        found.setdefault(held.person, Entitled(held.person, f"member since {day_in_words(held.since)}", kept=True))
    for function in _functions(record, on):
        basis = _by_function(record, meeting, function)
        if basis:
            found.setdefault(function.person, Entitled(function.person, basis, kept=True))
    if meeting.kind == "face-to-face":
        for held in active(record, "observer", on):
            found.setdefault(held.person, Entitled(held.person, "observer, face-to-face meeting", kept=False))
    return found


def _functions(record: Record, on: date) -> Iterator[Function]:
    """The functions held on this day, panel chairs last: who has another function as well is invited by that one."""
    held = [f for f in record.each(Function) if f.since <= on and (f.until is None or on <= f.until)]
    yield from sorted(held, key=lambda f: f.role == "panel chair")


def _by_function(record: Record, meeting: Meeting, function: Function) -> str:
    """What the function gives: panel chairs are at every face-to-face meeting, at a teleconference by decision only."""
    panel = record.find(Panel, function.panel)
    if function.role != "panel chair":
        return f"{function.role}, by function"
    if meeting.kind == "face-to-face":
        return f"panel chair{f', {panel.name}' if panel else ''}, by function"
    asked = record.one(AskedToTeleconference, meeting=meeting.id, person=function.person)
    return f"chair's decision of {day_in_words(asked.decided_on)}" if asked else ""


def why_not(record: Record, meeting: Meeting, person: str) -> OutOfOrder:
    """Why somebody is not to be invited to a meeting, with the way out where there is one."""
    name, on = record.get(Person, person).name, day_of(meeting)
    if "panel chair" in roles_of(record, person, on):
        remedy = AskToTeleconference(meeting=meeting.id, person=person)
        return OutOfOrder(f"{name} chairs a panel; at a teleconference that takes a decision of the chair.", remedy)
    held = class_of(record, person, on)
    if held == "observer":
        return OutOfOrder(f"{name} observes; observers are not invited to teleconferences.")
    if held == "external":
        return OutOfOrder(f"{name} is an external person; external persons may not attend meetings.")
    return OutOfOrder(f"{name} is neither member nor observer then and holds no function.")


def needs_decision(record: Record, meeting: Meeting, person: str, on: date) -> bool:
    """Whether somebody chairs a panel and is nothing else that would bring them to this teleconference."""
    if meeting.kind != "teleconference" or set(roles_of(record, person, on)) != {"panel chair"}:
        return False
    asked = record.where(AskedToTeleconference, meeting=meeting.id, person=person)
    return class_of(record, person, on) != "member" and not asked


PREPARING: frozenset[Role] = frozenset(
    {"chair", "vice-chair", "executive secretary", "secretariat", "rapporteur", "panel chair"}
)
"""The functions whose holders prepare a meeting; panel chairs are among them whatever their class."""


def preparing(record: Record, on: date) -> dict[str, list[Role]]:
    """The list for the preparation of a meeting, which is a list of addresses and no meeting: person and functions."""
    found: dict[str, list[Role]] = {}
    for function in record.each(Function):
        held = function.since <= on and (function.until is None or on <= function.until)
        if held and function.role in PREPARING:
            found.setdefault(function.person, []).append(function.role)
    return found

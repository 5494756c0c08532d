"""Whatever is asked of the register, in any order, taken back and done again: the rules of taking part hold."""

import contextlib
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver, ReplaceObserver
from hisrg_desktop.meeting.people.applications import (
    Application,
    DeclineApplication,
    ReceiveApplication,
    WithdrawApplication,
)
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.functions import Appoint, EndFunction, Function
from hisrg_desktop.meeting.people.merging import MergeOrganisations, MergePersons, Merging, TakeApart
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import ChangeClass, EndParticipation, Participation, TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting, OpenSitting, Sitting
from tests.meeting.room import DAY, LONG_AGO, Room, opened, teleconference

ALWAYS = date.max
SEATS = 34
"""So many are taken before the sequence begins, so that the last one is fought over."""


@pytest.fixture(scope="session")
def nearly_full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Group in which all seats but one are taken, with a few more people and organisations, and a sitting that runs."""
    path = tmp_path_factory.mktemp("full") / "group.hisrg"
    shutil.copy(built, path)
    room = opened(path)
    room.do(Together(acts=tuple(AddPerson(name=f"Member {n}") for n in range(SEATS - 4)), called="People"))
    seats = [
        TakePart(
            person=room.person(f"Member {n}"), organisation=room.organisation("NLI"), kind="member", since=LONG_AGO
        )
        for n in range(SEATS - 4)
    ]
    room.do(Together(acts=tuple(seats), called="Seats"))
    room.do(OpenSitting(sitting=room.sitting.id))
    room.desk.close()
    return path


WHAT = (
    *(
        "enrol",
        "enrol",
        "apply",
        "admit",
        "admit",
        "decline",
        "replace",
        "take part",
        "take part",
        "end",
        "end",
        "again",
    ),
    *("class", "merge people", "merge people", "merge bodies", "merge bodies", "apart", "apart", "part of", "separate"),
    *("appoint", "dismiss", "arrive", "arrive", "leave", "stand in", "undo", "undo", "redo", "back", "back"),
)
steps = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 11), st.integers(0, 11)), min_size=8, max_size=30)
DAYS = (LONG_AGO, DAY - timedelta(days=30), DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))
CLASSES = ("member", "observer", "external", "applicant")


def few(record: Record) -> list[str]:
    """People among whom the sequence plays: those of the built Group and whoever came since."""
    return [p.id for p in record.each(Person) if not p.name.startswith("Member ")] + [
        p.id for p in record.each(Person) if p.name in ("Member 1", "Member 2")
    ]


def act_of(room: Room, what: str, n: int, m: int) -> Act | None:
    """The act this step asks for, where there is something to do it to."""
    record = room.record
    people, bodies = few(record), list(record.all(Organisation))
    person, other = people[n % len(people)], people[m % len(people)]
    body, another = bodies[n % len(bodies)], bodies[m % len(bodies)]
    day = DAYS[(n + m) % len(DAYS)]
    waiting = [a.id for a in record.where(Application, outcome="waiting")]
    held = [p for p in record.each(Participation) if p.person in people and p.until is None]
    roles, mergings = list(record.where(Function, until=None)), list(record.all(Merging))
    observers = [p for p in held if p.kind == "observer"]
    kind = CLASSES[m % 3]
    acts: dict[str, Callable[[], Act | None]] = {
        "enrol": lambda: Enrol.model_validate(
            {
                "person": AddPerson(name=f"Person {room.last}"),
                "organisation": record.get(Organisation, body).name if n % 3 else f"House {room.last}",
                "kind": CLASSES[m % 4],
                "since": day,
            }
        ),
        "apply": lambda: ReceiveApplication(person=person, organisation=another, received_on=LONG_AGO),
        "admit": lambda: AdmitObserver(application=waiting[n % len(waiting)], on=day) if waiting else None,
        "decline": lambda: (
            (DeclineApplication if m % 2 else WithdrawApplication)(application=waiting[n % len(waiting)], on=day)
            if waiting
            else None
        ),
        "replace": lambda: (
            ReplaceObserver(leaving=observers[n % len(observers)].id, application=waiting[m % len(waiting)], on=DAY)
            if waiting and observers
            else None
        ),
        "take part": lambda: TakePart.model_validate(
            {"person": person, "organisation": another, "kind": kind, "since": day}
        ),
        "end": lambda: EndParticipation(participation=held[n % len(held)].id, until=day) if held else None,
        "again": lambda: TakePart(person=person, organisation=another, kind="member", since=DAY),
        "class": lambda: ChangeClass.model_validate(
            {"person": person, "organisation": another, "kind": kind, "since": day}
        ),
        "merge people": lambda: MergePersons(survivor=person, merged=other),
        "merge bodies": lambda: MergeOrganisations(survivor=body, merged=another),
        "apart": lambda: TakeApart(merging=mergings[n % len(mergings)]) if mergings else None,
        "part of": lambda: ChangeOrganisation(organisation=body, parent=another if m % 4 else ""),
        "separate": lambda: ChangeOrganisation(organisation=body, separate_because="own charter" if m % 2 else ""),
        "appoint": lambda: Appoint.model_validate(
            {"person": person, "role": "panel chair" if m % 2 else "secretariat", "since": day}
        ),
        "dismiss": lambda: EndFunction(function=roles[n % len(roles)].id, until=day) if roles else None,
        "arrive": lambda: Arrive(people=(person,)),
        "leave": lambda: Leave(people=(person,)),
        "stand in": lambda: Arrive(people=(person,), stands_in_for=other),
    }
    return acts[what]()


def step(room: Room, begun: int, what: str, n: int, m: int) -> None:
    if what == "undo":
        if room.desk.undoable.done[-1] > begun:
            room.undo()
    elif what == "redo":
        room.redo()
    elif what == "back":
        room.undo(max(begun + 1, room.last - n))
    elif act := act_of(room, what, n, m):
        try:
            room.do(act)
        except OutOfOrder as refusal:
            if m % 2 and refusal.remedy:
                room.do(refusal.remedy)


# --- what holds, told without the rules of the program -----------------------------------------------------------


def covers(one: Participation | Function, day: date) -> bool:
    return one.since <= day <= (one.until or ALWAYS)


def root(record: Record, key: str) -> str:
    """What an organisation counts as."""
    there = record.all(Organisation)[key]
    for _ in range(50):
        if there.separate_because or there.parent is None:
            return there.id
        there = record.all(Organisation)[there.parent]
    return min(record.all(Organisation))


def holds(record: Record) -> None:
    """What no sequence may break."""
    merged = {p.id for p in record.each(Person) if p.merged_into}
    held = [p for p in record.each(Participation) if p.person not in merged]
    days = {p.since for p in held}
    for day in days:
        assert len({p.person for p in held if p.kind == "member" and covers(p, day)}) <= 35
        observers = [p for p in held if p.kind == "observer" and covers(p, day)]
        by_root = {root(record, p.organisation): p.person for p in observers}
        assert all(by_root[root(record, p.organisation)] == p.person for p in observers)
        everybody = [p.person for p in held if covers(p, day)]
        assert len(everybody) == len(set(everybody))
    for participation in held:
        if participation.kind == "observer":
            asked = record.all(Application)[participation.application or ""]
            assert asked.outcome == "admitted"
            assert (asked.person, asked.organisation) == (participation.person, participation.organisation)
    gone = {o.id for o in record.each(Organisation) if o.merged_into}
    assert not {p.organisation for p in record.each(Participation)} & gone
    assert not {f.person for f in record.each(Function)} & merged
    for stay in record.each(Attendance):
        assert stay.person not in merged
        day = stay.arrived_at.date()
        classes = {p.kind for p in record.where(Participation, person=stay.person) if covers(p, day)}
        functions = [f for f in record.where(Function, person=stay.person) if covers(f, day)]
        assert classes & {"member", "observer"} or functions or (stay.stands_in_for and "external" not in classes)
        if stay.stands_in_for:
            seat = {p.kind for p in record.where(Participation, person=stay.stands_in_for) if covers(p, day)}
            assert seat == {"member"}
        meeting = record.all(Meeting)[record.all(Sitting)[stay.sitting].meeting]
        assert meeting.kind == "face-to-face" or "observer" not in classes or functions


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(played=steps, at_a_distance=st.booleans())
def test_no_sequence_of_acts_breaks_the_rules_of_taking_part(
    nearly_full: Path, played: list[tuple[str, int, int]], at_a_distance: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(nearly_full, path)
        room = opened(path)
        if at_a_distance:
            room.do(CloseSitting(sitting=room.sitting.id))
            teleconference(room)
        begun = room.last
        for what, n, m in played:
            with contextlib.suppress(OutOfOrder):
                step(room, begun, what, n, m)
            holds(room.record)
        before = room.record
        room.desk.close()
        again = opened(path)
        assert again.record == before
        again.desk.close()

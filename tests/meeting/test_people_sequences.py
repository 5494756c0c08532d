"""Whatever is asked of the register, in any order, taken back and done again: the rules of taking part hold."""

import contextlib
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.floor.giving import AskForFloor, GiveFloor
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver, ReplaceObserver
from hisrg_desktop.meeting.people.alternates import Alternate, EndAlternate, NameAlternate
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
from hisrg_desktop.meeting.people.taking_in import preview
from hisrg_desktop.meeting.people.taking_in_columns import likely_columns
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Apologise, Arrive, Attendance, Leave
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.corrections import CorrectAttendance
from hisrg_desktop.meeting.roll.entitled import AskToTeleconference
from hisrg_desktop.meeting.roll.inviting import SendInvitations
from hisrg_desktop.meeting.roll.meetings import Meeting, OpenSitting, Sitting, current_sitting
from hisrg_desktop.meeting.roll.next_meeting import NewMeetingFrom
from tests.meeting.room import DAY, LONG_AGO, Room, opened, teleconference
from tests.meeting.taking_part import holds

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
    *("list", "list", "alternate", "alternate no more", "correct", "floor", "queue", "invite", "answer", "sorry"),
    *("other kind", "next meeting", "close", "open", "ask chair", "erase"),
    *("class", "merge people", "merge people", "merge bodies", "merge bodies", "apart", "apart", "part of", "separate"),
    *(
        "appoint",
        "dismiss",
        "arrive",
        "arrive",
        "leave",
        "stand in",
        "undo",
        "undo",
        "redo",
        "back",
        "back",
        "to and fro",
    ),
)
steps = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 11), st.integers(0, 11)), min_size=8, max_size=40)
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
    stands = list(record.where(Alternate, until=None))
    roles, mergings = list(record.where(Function, until=None)), list(record.all(Merging))
    observers = [p for p in held if p.kind == "observer"]
    asked = [record.get(Application, key) for key in waiting]
    pairs = [(p.id, a.id) for p in observers for a in asked if m % 3 or p.organisation == a.organisation]
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
            ReplaceObserver(leaving=pairs[n % len(pairs)][0], application=pairs[n % len(pairs)][1], on=DAY)
            if pairs
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
        "alternate": lambda: NameAlternate(member=person, person=other, since=day),
        "alternate no more": lambda: EndAlternate(alternate=stands[n % len(stands)].id, until=day) if stands else None,
        "list": lambda: a_list_of(room, person, other, n, m),
        "floor": lambda: GiveFloor(person=person),
        "queue": lambda: AskForFloor(person=person),
    }
    return (acts | at_meetings(room, person, other, n, m))[what]()


def at_meetings(room: Room, person: str, other: str, n: int, m: int) -> dict[str, Callable[[], Act | None]]:
    """The acts of meetings, sittings and the roll."""
    record = room.record
    meetings, sittings = list(record.each(Meeting)), list(record.each(Sitting))
    meeting, sitting = meetings[n % len(meetings)], sittings[m % len(sittings)]
    planned = [s.id for s in sittings if s.state == "planned"]
    running, stays = current_sitting(record), [a for a in record.each(Attendance) if a.person == person]
    later = DAY + timedelta(days=30 * len(meetings))
    says = ("comes", "does not come", "undecided", "sends an alternate")[m % 4]
    answer = {"meeting": meeting.id, "person": person, "says": says, "alternate": other, "corrects": n % 5 == 0}
    return {
        "correct": lambda: CorrectAttendance(
            sitting=stays[0].sitting if stays else sitting.id,
            person=person,
            stay=stays[0].id if stays and n % 2 else None,
            arrived_at=(sitting.opened_at or room.clock.at) + timedelta(seconds=m),
            left_at=None if n % 3 else room.clock.at,
            why="Misheard.",
        ),
        "invite": lambda: SendInvitations(meeting=meeting.id, people=(person,) if n % 3 else ()),
        "answer": lambda: AnswerInvitation.model_validate(answer),
        "sorry": lambda: Apologise(meeting=meeting.id, people=(person,)),
        "ask chair": lambda: AskToTeleconference(meeting=meeting.id, person=person),
        "other kind": lambda: ChangeMeeting(
            meeting=meeting.id, kind="teleconference" if meeting.kind == "face-to-face" else "face-to-face"
        ),
        "next meeting": lambda: NewMeetingFrom(
            last=meeting.id, planned_from=later, planned_to=later, kind="teleconference" if m % 2 else None
        ),
        "close": lambda: CloseSitting(sitting=running.id) if running else None,
        "open": lambda: OpenSitting(sitting=planned[n % len(planned)]) if planned else None,
    }


def a_list_of(room: Room, person: str, other: str, n: int, m: int) -> Act | None:
    """A list of three: somebody on record, somebody of a name like theirs, somebody new."""
    record = room.record
    bodies = [o.name for o in record.each(Organisation)]
    one, two = record.get(Person, person).name, record.get(Person, other).name
    rows = (
        (one, bodies[n % len(bodies)], "", CLASSES[m % 4], "2031-03-04", "2030-01-01", "", "x" if n % 2 else ""),
        (f"{two[0]}. {two.split()[-1]}", bodies[m % len(bodies)].upper(), bodies[n % len(bodies)], CLASSES[n % 3]),
        (f"New {room.last}", f"House {m}", bodies[n % len(bodies)], CLASSES[n % 4], "", "2031-01-01", one, "x"),
    )
    headings = (
        "Name",
        "Organisation",
        "Part of",
        "Class",
        "Since",
        "Application received on",
        "Alternate of",
        "Present",
    )
    lines = [ListRow(at, list(cells), [], []) for at, cells in enumerate((headings, *rows), 1)]
    reading = ListReading("", [ListSheet("", lines)])
    columns = likely_columns(reading)
    return preview(record, reading, columns, Moment(room.clock.at, 0xFFFFFF)).act("guests.csv")


def step(room: Room, begun: int, what: str, n: int, m: int) -> None:
    if what == "undo":
        if room.desk.undoable.done[-1] > begun:
            room.undo()
    elif what == "redo":
        room.redo()
    elif what == "to and fro":
        to_and_fro(room, begun, n % 4 + 1)
    elif what == "erase":
        people = few(room.record)
        room.desk.erase(people[n % len(people)]).result(30)
    elif what == "back":
        room.undo(max(begun + 1, room.last - n))
    elif act := act_of(room, what, n, m):
        try:
            room.do(act)
        except OutOfOrder as refusal:
            if m % 2 and refusal.remedy:
                room.do(refusal.remedy)


def to_and_fro(room: Room, begun: int, steps: int) -> None:
    """Take back the last entries and do them again, in their order; the record is the same."""
    before, taken_back = room.record, 0
    with contextlib.suppress(OutOfOrder):
        while taken_back < steps and room.desk.undoable.done[-1] > begun:
            earlier = room.record
            room.undo()
            taken_back += 1
            holds(room.record, earlier)
    for _ in range(taken_back):
        earlier = room.record
        room.redo()
        holds(room.record, earlier)
    assert room.record == before


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
            earlier = room.record
            with contextlib.suppress(OutOfOrder):
                step(room, begun, what, n, m)
            holds(room.record, earlier)
        before = room.record
        room.desk.close()
        again = opened(path)
        assert again.record == before
        again.desk.close()

"""The rules of taking part hold when entries are taken back and done again, whatever came between."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import DeclineApplication
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.functions import Appoint, EndFunction, Function
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import (
    ChangeClass,
    EndParticipation,
    Participation,
    TakePart,
    active,
    class_of,
)
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance, Headcount, Leave
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.entitled import AskToTeleconference
from hisrg_desktop.meeting.roll.inviting import SendInvitations, invited
from hisrg_desktop.meeting.roll.meetings import Meeting
from tests.meeting.room import DAY, LONG_AGO, Room, teleconference

EARLIER = DAY - timedelta(days=1)


def seats_taken(room: Room, until: int) -> None:
    """Members up to this number."""
    missing = until - len(active(room.record, "member", DAY))
    room.do(Together(acts=tuple(AddPerson(name=f"Member {n}") for n in range(missing)), called="People"))
    organisation = room.organisation("NLI")
    seats = (
        TakePart(person=room.person(f"Member {n}"), organisation=organisation, kind="member", since=LONG_AGO)
        for n in range(missing)
    )
    room.do(Together(acts=tuple(seats), called="Seats"))


def newcomer(room: Room, name: str = "Rosa Tamm") -> str:
    """A person on record only."""
    return room.made(AddPerson(name=name), Person).id


def member(room: Room, person: str) -> Act:
    """Enter a person as member from today on."""
    return TakePart(person=person, organisation=room.organisation("NLI"), kind="member", since=DAY)


def ended(room: Room, name: str) -> Act:
    """End what a person is, yesterday."""
    return EndParticipation(participation=room.participation(name).id, until=EARLIER)


def at_a_distance(room: Room) -> str:
    """A teleconference whose sitting is open."""
    room.do(CloseSitting(sitting=room.sitting.id))
    return teleconference(room).meeting


# --- taken back -----------------------------------------------------------------------------------------------------


def one_back_too_many(room: Room) -> tuple[Act, Act, str]:
    seats_taken(room, 35)
    return ended(room, "Okafor"), member(room, newcomer(room)), "member number 36"


def an_observer_back_beside_the_next(room: Room) -> tuple[Act, Act, str]:
    application = room.application(newcomer(room), room.organisation("CDO"))
    return ended(room, "Haddad"), AdmitObserver(application=application, on=DAY), "has an observer already"


def apart_no_longer(room: Room) -> tuple[Act, Act, str]:
    parent = room.organisation("CDO")
    part = room.made(AddOrganisation(name="Cedar North", parent=parent), Organisation).id
    apart = ChangeOrganisation(organisation=part, separate_because="own charter")
    admit = AdmitObserver(application=room.application(newcomer(room), part), on=DAY)
    return apart, admit, "has an observer already"


def a_class_back_beside_the_next(room: Room) -> tuple[Act, Act, str]:
    quist = room.person("Quist")
    return ended(room, "Quist"), member(room, quist), "is a member already|is an external person already"


def a_function_on_which_attendance_rests(room: Room) -> tuple[Act, Act, str]:
    person = newcomer(room)
    return Appoint(person=person, role="rapporteur", since=DAY), Arrive(people=(person,)), "may not attend"


def an_external_person_in_the_room(room: Room) -> tuple[Act, Act, str]:
    quist = room.person("Quist")
    raised = ChangeClass(person=quist, organisation=room.organisation("QUI"), kind="member", since=DAY)
    return raised, Arrive(people=(quist,)), "may not attend"


def an_observer_at_a_teleconference(room: Room) -> tuple[Act, Act, str]:
    at_a_distance(room)
    haddad = room.person("Haddad")
    appointed = Appoint(person=haddad, role="rapporteur", since=LONG_AGO)
    return appointed, Arrive(people=(haddad,)), "observers do not take part in teleconferences"


def a_panel_chair_at_a_teleconference(room: Room) -> tuple[Act, Act, str]:
    meeting, vance = at_a_distance(room), room.person("Tomo Vance")
    decided = AskToTeleconference(meeting=meeting, person=vance)
    return decided, Arrive(people=(vance,)), "takes a decision of the chair"


def a_panel_chair_invited_to_a_teleconference(room: Room) -> tuple[Act, Act, str]:
    meeting, vance = at_a_distance(room), room.person("Tomo Vance")
    decided = AskToTeleconference(meeting=meeting, person=vance)
    return decided, SendInvitations(meeting=meeting, people=(vance,)), "has been invited on this decision"


def in_the_room_twice(room: Room) -> tuple[Act, Act, str]:
    lind = room.person("Lind")
    room.do(Arrive(people=(lind,)))
    return Leave(people=(lind,)), Arrive(people=(lind,)), "was in the room already"


def a_part_of_itself(room: Room) -> tuple[Act, Act, str]:
    one, other = room.organisation("NLI"), room.organisation("SOT")
    room.do(ChangeOrganisation(organisation=one, parent=other))
    out, in_turn = ChangeOrganisation(organisation=one, parent=""), ChangeOrganisation(organisation=other, parent=one)
    return out, in_turn, "cannot be part of itself"


def a_name_of_two(room: Room) -> tuple[Act, Act, str]:
    renamed = ChangeOrganisation(organisation=room.organisation("CDO"), name="Cedar House", short="CH")
    return renamed, AddOrganisation(name="Cedar Observatory"), "Cedar Observatory goes by “Cedar Observatory” already"


CASES = [
    one_back_too_many,
    an_observer_back_beside_the_next,
    a_part_of_itself,
    a_name_of_two,
    an_external_person_in_the_room,
    an_observer_at_a_teleconference,
    a_panel_chair_at_a_teleconference,
    a_panel_chair_invited_to_a_teleconference,
    a_class_back_beside_the_next,
    in_the_room_twice,
]


@pytest.mark.parametrize(
    "told",
    [*CASES, apart_no_longer, a_function_on_which_attendance_rests],
    ids=lambda told: told.__name__,
)
def test_what_others_came_to_rest_on_is_not_taken_back(
    room: Room, told: Callable[[Room], tuple[Act, Act, str]]
) -> None:
    first, then, why = told(room)
    room.do(first)
    number = room.last
    room.do(then)
    before = room.record
    with pytest.raises(OutOfOrder, match=why):
        room.undo(number)
    assert room.record == before
    room.undo()
    room.undo(number)


# --- done again -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.__name__)
def test_both_are_done_again_in_their_order_and_not_the_second_alone(
    room: Room, told: Callable[[Room], tuple[Act, Act, str]]
) -> None:
    first, then, _ = told(room)
    room.do(first)
    room.do(then)
    done = room.record
    room.undo()
    room.undo()
    with pytest.raises(OutOfOrder):
        # Without the first the second is out of order, as an act and so done again.
        room.do(then)
    room.redo()
    room.redo()
    assert room.record == done


def test_who_is_in_the_room_and_whether_they_are_a_majority_follows_undo_and_redo(room: Room) -> None:
    def there() -> tuple[int, bool]:
        head = Headcount(room.record, room.sitting.id, room.clock.at)
        return head.members, head.majority

    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.clock.on(minutes=20)
    room.do(Arrive(people=(room.person("Řezníčková"),)))
    late = room.record.one(Attendance, person=room.person("Řezníčková"))
    assert late is not None
    room.clock.on(minutes=20)
    room.do(Leave(people=(room.person("Lind"),)))
    counted = []
    for turn in (room.undo, room.undo, room.redo, room.redo):
        turn()
        counted.append(there())
    assert counted == [(3, True), (2, False), (3, True), (2, False)]
    assert room.record.one(Attendance, person=room.person("Řezníčková")) == late, "come when they came, and no later"


def test_what_an_external_person_asked_for_is_refused_after_redo_as_before(room: Room) -> None:
    quist = room.person("Quist")
    room.do(ChangeClass(person=quist, organisation=room.organisation("QUI"), kind="member", since=DAY))
    room.do(EndParticipation(participation=room.participation("Quist").id, until=DAY))
    external = TakePart(
        person=quist, organisation=room.organisation("QUI"), kind="external", since=DAY + timedelta(days=1)
    )
    room.do(external)
    for _ in range(3):
        room.undo()
    for _ in range(3):
        room.redo()
    room.do(Arrive(people=(quist,)))
    room.clock.on(days=1)
    room.do(Leave(people=(quist,)))
    with pytest.raises(OutOfOrder, match="may not attend"):
        room.do(Arrive(people=(quist,)))
    with pytest.raises(OutOfOrder, match="external persons have no floor"):
        room.do(GiveFloor(person=quist))


def test_observers_invited_by_mistake_are_not_by_redo(room: Room) -> None:
    meeting = at_a_distance(room)
    room.do(ChangeMeeting(meeting=meeting, kind="face-to-face"))
    room.do(SendInvitations(meeting=meeting, people=(room.person("Haddad"),)))
    room.undo()
    room.undo()
    with pytest.raises(OutOfOrder, match="observers are not invited to teleconferences"):
        room.do(SendInvitations(meeting=meeting, people=(room.person("Haddad"),)))
    room.redo()
    room.redo()
    assert list(invited(room.record, meeting)) == [room.person("Haddad")]
    assert room.record.get(Meeting, meeting).kind == "face-to-face"


def test_an_entry_taken_back_is_not_done_again_once_its_seat_is_taken(room: Room) -> None:
    seats_taken(room, 34)
    entered = member(room, newcomer(room))
    rival = newcomer(room, "Ivo Rank")
    room.do(entered)
    room.undo()
    room.do(member(room, rival))
    with pytest.raises(OutOfOrder, match="There is nothing to do again"):
        room.redo()
    assert len(active(room.record, "member", DAY)) == 35


def test_an_admission_taken_back_leaves_no_observer_without_it(room: Room) -> None:
    person, organisation = room.newcomer("Pia Second")
    application = room.application(person, organisation)
    room.do(AdmitObserver(application=application, on=DAY))
    room.undo()
    assert class_of(room.record, person, DAY) is None
    room.redo()
    assert class_of(room.record, person, DAY) == "observer"
    held = room.record.one(Participation, person=person)
    assert held
    with pytest.raises(OutOfOrder, match="has been admitted already"):
        room.do(DeclineApplication(application=application, on=DAY))


def test_an_external_person_is_in_no_room_by_undo_either(room: Room) -> None:
    quist = room.person("Quist")
    room.do(ChangeClass(person=quist, organisation=room.organisation("QUI"), kind="member", since=DAY))
    changed = room.last
    room.do(Arrive(people=(quist,)))
    with pytest.raises(OutOfOrder, match="may not attend"):
        room.undo(changed)


def test_an_observer_is_in_no_teleconference_by_undo_either(before_the_meeting: Room) -> None:
    room = before_the_meeting
    haddad = room.person("Haddad")
    room.do(Appoint(person=haddad, role="rapporteur", since=LONG_AGO))
    appointed = room.last
    teleconference(room)
    room.do(Arrive(people=(haddad,)))
    held = room.record.one(Function, person=haddad)
    assert held
    for taken_away in (lambda: room.undo(appointed), lambda: room.do(EndFunction(function=held.id, until=EARLIER))):
        with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences"):
            taken_away()

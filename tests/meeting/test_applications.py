"""The way of an application, of a function, of a class; and who may stand in for whom."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.alternates import Alternate as Named
from hisrg_desktop.meeting.people.alternates import EndAlternate, NameAlternate, alternates_of
from hisrg_desktop.meeting.people.applications import (
    Application,
    AskApplicant,
    DeclineApplication,
    ReceiveApplication,
    WithdrawApplication,
)
from hisrg_desktop.meeting.people.functions import Appoint, EndFunction, Function, roles_of
from hisrg_desktop.meeting.people.participations import ChangeClass, EndParticipation, TakePart, class_of, history
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.calling import act_for, called
from tests.meeting.room import DAY, LONG_AGO, Room, sit

BEFORE = DAY - timedelta(days=1)


def asked(room: Room, name: str = "Quist", short: str = "NLI") -> Application:
    """An application received."""
    act = ReceiveApplication(person=room.person(name), organisation=room.organisation(short), received_on=LONG_AGO)
    return room.made(act, Application)


def test_an_application_is_asked_about_and_then_declined_with_the_reason(before_the_meeting: Room) -> None:
    room = before_the_meeting
    application = asked(room).id
    room.do(AskApplicant(application=application, on=LONG_AGO, what="a letter of the organisation"))
    room.do(DeclineApplication(application=application, on=DAY, reason="no letter came"))
    there = room.record.get(Application, application)
    assert (there.received_by, there.asked_on, there.asked) == ("Clerk", LONG_AGO, "a letter of the organisation")
    assert (there.outcome, there.decided_on, there.reason) == ("declined", DAY, "no letter came")


@pytest.mark.parametrize("outcome", ["declined", "withdrawn", "admitted"])
def test_what_has_been_decided_is_not_decided_again(before_the_meeting: Room, outcome: str) -> None:
    room = before_the_meeting
    application = asked(room).id
    ends: dict[str, Act] = {
        "declined": DeclineApplication(application=application, on=DAY),
        "withdrawn": WithdrawApplication(application=application, on=DAY, reason="cannot come"),
        "admitted": AdmitObserver(application=application, on=DAY),
    }
    room.do(ends[outcome])
    for act in (*ends.values(), AskApplicant(application=application, on=DAY)):
        with pytest.raises(OutOfOrder, match=f"has been {outcome} already"):
            room.do(act)


def test_an_application_is_not_decided_before_it_was_received(before_the_meeting: Room) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match="received only on 1 January 2030"):
        room.do(AdmitObserver(application=asked(room).id, on=LONG_AGO - timedelta(days=1)))


def test_the_same_application_does_not_wait_twice(before_the_meeting: Room) -> None:
    room = before_the_meeting
    first = asked(room)
    with pytest.raises(
        OutOfOrder, match="Ola Quist for Nordic Lunar Institute, received 1 January 2030, is waiting already"
    ):
        asked(room)
    room.do(WithdrawApplication(application=first.id, on=DAY))
    assert asked(room).outcome == "waiting"


def test_an_external_person_who_is_admitted_is_external_no_more(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(AdmitObserver(application=asked(room).id, on=DAY))
    quist = room.person("Quist")
    assert (class_of(room.record, quist, BEFORE), class_of(room.record, quist, DAY)) == ("external", "observer")


def test_a_member_is_not_admitted_as_observer_as_well(before_the_meeting: Room) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match="is a member already"):
        room.do(AdmitObserver(application=asked(room, "Lind").id, on=DAY))


def test_a_class_is_changed_in_one_act_and_the_earlier_one_is_kept(before_the_meeting: Room) -> None:
    room = before_the_meeting
    haddad = room.person("Haddad")
    change = ChangeClass(person=haddad, organisation=room.organisation("CDO"), kind="member", since=DAY)
    room.do(change)
    assert [(p.kind, p.until) for p in history(room.record, haddad)] == [("observer", BEFORE), ("member", None)]
    with pytest.raises(OutOfOrder, match="is a member already"):
        room.do(change)
    room.undo()
    assert class_of(room.record, haddad, DAY) == "observer"


def test_nobody_becomes_an_observer_by_a_change_of_class_without_an_application(before_the_meeting: Room) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match="no admitted application on record"):
        room.do(
            ChangeClass(person=room.person("Quist"), organisation=room.organisation("QUI"), kind="observer", since=DAY)
        )


def test_who_comes_back_has_a_new_participation(before_the_meeting: Room) -> None:
    room = before_the_meeting
    okafor = room.person("Okafor")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=LONG_AGO + timedelta(days=9)))
    room.do(TakePart(person=okafor, organisation=room.organisation("SOT"), kind="member", since=DAY))
    assert [p.since for p in history(room.record, okafor)] == [LONG_AGO, DAY]
    assert class_of(room.record, okafor, BEFORE) is None


def test_a_function_ends_and_is_kept_as_history(before_the_meeting: Room) -> None:
    room = before_the_meeting
    chair = room.person("Beatriz Castellanos")
    held = room.record.one(Function, person=chair)
    assert held
    with pytest.raises(OutOfOrder, match="Beatriz Castellanos is chair already"):
        room.do(Appoint(person=chair, role="chair", since=DAY))
    with pytest.raises(OutOfOrder, match="before it began"):
        room.do(EndFunction(function=held.id, until=LONG_AGO - timedelta(days=1)))
    room.do(EndFunction(function=held.id, until=BEFORE))
    assert (roles_of(room.record, chair, BEFORE), roles_of(room.record, chair, DAY)) == (["chair"], [])
    with pytest.raises(OutOfOrder, match="has ended already"):
        room.do(EndFunction(function=held.id, until=DAY))
    room.do(Appoint(person=chair, role="chair", since=DAY))


def test_a_function_by_which_somebody_is_in_the_room_does_not_end_before(room: Room) -> None:
    chair = room.person("Beatriz Castellanos")
    room.do(Arrive(people=(chair,)))
    held = room.record.one(Function, person=chair)
    assert held
    with pytest.raises(OutOfOrder, match="may not attend"):
        room.do(EndFunction(function=held.id, until=BEFORE))


# --- alternates -----------------------------------------------------------------------------------------------------


def alternate(room: Room, name: str = "Ada Stand", member: str = "Okafor") -> str:
    """A person named to stand in for a member: their id."""
    there = room.record.one(Person, name=name)
    person = there.id if there else room.made(AddPerson(name=name), Person).id
    room.do(NameAlternate(member=room.person(member), person=person, since=LONG_AGO))
    return person


def test_an_alternate_is_offered_at_the_roll_call_in_place_of_the_member(before_the_meeting: Room) -> None:
    person = alternate(before_the_meeting)
    room = sit(before_the_meeting)
    asked = called(room.record, "ada", room.clock.at)
    assert [p.id for p in asked.people] == [person]
    assert asked.member == room.record.get(Person, room.person("Okafor"))
    act = act_for(room.record, asked, person)
    assert act
    room.do(act)
    stay = is_present(room.record, person)
    assert stay
    assert stay.stands_in_for == room.person("Okafor")


def test_an_alternate_whose_members_seat_is_taken_is_not_offered(before_the_meeting: Room) -> None:
    alternate(before_the_meeting)
    room = sit(before_the_meeting)
    room.do(Arrive(people=(room.person("Okafor"),)))
    asked = called(room.record, "ada", room.clock.at)
    assert (asked.people, asked.why) == ((), "Ada Stand may stand in for Chidi Okafor, whose seat is taken.")


def test_an_alternate_of_two_who_are_away_is_asked_for_whom(before_the_meeting: Room) -> None:
    alternate(before_the_meeting)
    alternate(before_the_meeting, member="Lind")
    room = sit(before_the_meeting)
    why = called(room.record, "ada", room.clock.at).why
    assert why == "Ada Stand may stand in for Chidi Okafor or Astrid Lind: say for whom."
    assert called(room.record, "ada for lind", room.clock.at).member


def test_an_alternate_whose_time_has_ended_is_not_offered(before_the_meeting: Room) -> None:
    person = alternate(before_the_meeting)
    named = room_named(before_the_meeting, person)
    before_the_meeting.do(EndAlternate(alternate=named.id, until=BEFORE))
    room = sit(before_the_meeting)
    assert alternates_of(room.record, room.person("Okafor"), BEFORE)
    assert not alternates_of(room.record, room.person("Okafor"), DAY)
    assert "neither member nor observer" in called(room.record, "ada", room.clock.at).why


def room_named(room: Room, person: str) -> Named:
    """The naming of an alternate."""
    found = room.record.one(Named, person=person)
    assert found
    return found


@pytest.mark.parametrize(
    ("member", "person", "why"),
    [
        ("Okafor", "Okafor", "cannot stand in for themselves"),
        ("Haddad", "Lind", "only a member has a seat to share"),
        ("Okafor", "Quist", "external person and may not attend"),
    ],
)
def test_an_alternate_shares_a_members_seat_and_may_attend(
    before_the_meeting: Room, member: str, person: str, why: str
) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match=why):
        room.do(NameAlternate(member=room.person(member), person=room.person(person), since=DAY))


def test_an_alternate_is_named_once(before_the_meeting: Room) -> None:
    alternate(before_the_meeting)
    with pytest.raises(OutOfOrder, match="may stand in for Chidi Okafor already"):
        alternate(before_the_meeting)

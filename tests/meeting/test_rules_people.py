"""Taking part: who may, how many, and that undo breaks these rules as little as an act does."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.acts import Together
from hisrg_desktop.meeting.comments.proposals import TakeUp
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.decisions import Held as HeldPosition
from hisrg_desktop.meeting.floor.giving import AskForFloor, GiveFloor
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver, ReplaceObserver
from hisrg_desktop.meeting.people.alternates import NameAlternate
from hisrg_desktop.meeting.people.applications import DeclineApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.merging import MergeOrganisations
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import EndParticipation, Participation, TakePart, active, class_of
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance, Headcount, Leave, members_present
from hisrg_desktop.meeting.roll.meetings import OpenSitting
from tests.meeting.room import DAY, LONG_AGO, Room, sit, teleconference

SINCE = LONG_AGO + timedelta(days=20)


def fill_the_seats(room: Room, until: int = 35) -> None:
    """Members up to this number, in one entry as an import makes them."""
    missing = until - len(active(room.record, "member", DAY))
    room.do(Together(acts=tuple(AddPerson(name=f"Member {n}") for n in range(missing)), called="People"))
    organisation = room.organisation("NLI")
    seats = tuple(
        TakePart(person=room.person(f"Member {n}"), organisation=organisation, kind="member", since=SINCE)
        for n in range(missing)
    )
    room.do(Together(acts=seats, called="Seats"))


def candidate(room: Room, name: str = "Rosa Tamm") -> TakePart:
    person = room.made(AddPerson(name=name), Person).id
    return TakePart(person=person, organisation=room.organisation("NLI"), kind="member", since=DAY)


# --- 1 --------------------------------------------------------------------------------------------------------------


def test_the_thirty_sixth_member_is_refused_with_the_reason(before_the_meeting: Room) -> None:
    room = before_the_meeting
    fill_the_seats(room)
    with pytest.raises(OutOfOrder, match="Rosa Tamm would be member number 36: the Group has at most 35"):
        room.do(candidate(room))
    assert len(active(room.record, "member", DAY)) == 35


def test_an_import_that_brings_one_member_too_many_is_refused_as_a_whole(before_the_meeting: Room) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match="at most 35"):
        fill_the_seats(room, 36)
    assert len(active(room.record, "member", DAY)) == 4


def test_taking_back_the_end_of_a_membership_is_refused_once_the_seat_is_taken(before_the_meeting: Room) -> None:
    room = before_the_meeting
    fill_the_seats(room)
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY - timedelta(days=1)))
    ended = room.last
    room.do(candidate(room))
    with pytest.raises(OutOfOrder, match="Chidi Okafor would be member number 36"):
        room.undo(ended)
    assert len(active(room.record, "member", DAY)) == 35


def test_a_seat_that_becomes_free_can_be_taken_the_day_after(before_the_meeting: Room) -> None:
    room = before_the_meeting
    fill_the_seats(room)
    newcomer = candidate(room)
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    with pytest.raises(OutOfOrder, match="at most 35"):
        room.do(newcomer)
    room.do(newcomer.model_copy(update={"since": DAY + timedelta(days=1)}))


def test_an_earlier_member_who_comes_back_is_counted_like_a_new_one(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=LONG_AGO + timedelta(days=9)))
    fill_the_seats(room)
    again = TakePart(person=room.person("Okafor"), organisation=room.organisation("SOT"), kind="member", since=DAY)
    with pytest.raises(OutOfOrder, match="member number 36"):
        room.do(again)


def test_an_alternate_shares_the_seat_and_its_one_voice(room: Room) -> None:
    alternate, _ = room.newcomer("Ada Stand")
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.do(Arrive(people=(alternate,), stands_in_for=room.person("Okafor")))
    assert members_present(room.record, room.sitting.id, room.clock.at) == [room.person("Okafor")]


def test_an_alternate_speaks_under_the_capacity_of_the_seat(room: Room) -> None:
    alternate, _ = room.newcomer("Ada Stand")
    room.do(Arrive(people=(alternate,), stands_in_for=room.person("Okafor")))
    room.do(GiveFloor(person=alternate))
    comment = room.said("On behalf of the trust.")
    assert (comment.author, comment.capacity, comment.number) == (alternate, "M", "M-SOT-001")


def test_only_a_member_can_be_stood_in_for(room: Room) -> None:
    alternate, _ = room.newcomer("Ada Stand")
    with pytest.raises(OutOfOrder, match="can stand in only for a member"):
        room.do(Arrive(people=(alternate,), stands_in_for=room.person("Haddad")))


def test_a_member_has_one_voice_and_stands_in_for_no_other(room: Room) -> None:
    lind, okafor = room.person("Lind"), room.person("Okafor")
    with pytest.raises(OutOfOrder, match="Astrid Lind has a seat of their own and cannot stand in for a member"):
        room.do(Arrive(people=(lind,), stands_in_for=okafor))
    with pytest.raises(OutOfOrder, match="Astrid Lind has a seat of their own"):
        room.do(NameAlternate(member=okafor, person=lind, since=DAY))


def test_an_alternate_does_not_become_a_member_from_the_day_they_shared_a_seat(room: Room) -> None:
    alternate, organisation = room.newcomer("Ada Stand")
    room.do(Arrive(people=(alternate,), stands_in_for=room.person("Okafor")))
    act = TakePart(person=alternate, organisation=organisation, kind="member", since=DAY)
    with pytest.raises(OutOfOrder, match="Ada Stand has a seat of their own"):
        room.do(act)
    room.do(act.model_copy(update={"since": DAY + timedelta(days=1)}))


# --- 2 --------------------------------------------------------------------------------------------------------------


def test_an_organisation_has_one_observer(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Pia Second"), Person).id
    application = room.application(person, room.organisation("CDO"))
    with pytest.raises(OutOfOrder, match=r"Cedar Observatory has an observer already \(Salma Haddad\); Pia Second"):
        room.do(AdmitObserver(application=application, on=DAY))


def test_a_parent_and_its_child_count_as_one_organisation(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, child = room.newcomer("Pia Second", parent=room.organisation("CDO"))
    with pytest.raises(OutOfOrder, match="has an observer already"):
        room.observer(person, child)


def test_a_child_may_observe_for_itself_where_the_secretariat_recorded_why(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Pia Second"), Person).id
    apart = room.made(
        AddOrganisation(name="Cedar North", parent=room.organisation("CDO"), separate_because="own charter"),
        Organisation,
    )
    assert room.observer(person, apart.id).kind == "observer"


@pytest.mark.parametrize("alias", ["Cedar Observatory", "cedar observatory", "CDO"])
def test_an_organisation_is_not_put_on_record_again_under_an_alias(before_the_meeting: Room, alias: str) -> None:
    with pytest.raises(OutOfOrder, match="Cedar Observatory is on record already"):
        before_the_meeting.do(AddOrganisation(name="Observatoire du Cèdre", aliases=(alias,)))


def test_members_of_the_organisation_do_not_count(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Pia Second"), Person).id
    assert room.observer(person, room.organisation("SOT")).kind == "observer"


def test_replacing_an_observer_is_one_act_and_one_undo(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Pia Second"), Person).id
    application = room.application(person, room.organisation("CDO"))
    leaving = room.participation("Haddad")
    room.do(ReplaceObserver(leaving=leaving.id, application=application, on=DAY))
    assert [p.person for p in active(room.record, "observer", DAY)].count(person) == 1
    room.undo()
    assert class_of(room.record, room.person("Haddad"), DAY) == "observer"
    assert class_of(room.record, person, DAY) is None


def test_who_would_be_a_second_observer_may_replace_the_first(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Pia Second"), Person).id
    application = room.application(person, room.organisation("CDO"))
    with pytest.raises(OutOfOrder, match="has an observer already") as refused:
        room.do(AdmitObserver(application=application, on=DAY))
    assert refused.value.remedy is not None
    room.do(refused.value.remedy)
    assert class_of(room.record, person, DAY) == "observer"
    assert class_of(room.record, room.person("Haddad"), DAY) is None


def test_only_an_observer_of_the_same_organisation_who_still_observes_is_replaced(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    elsewhere, same = room.application(person, organisation), room.application(person, room.organisation("CDO"))
    refused = (
        ("Okafor", same, DAY, "Chidi Okafor is no observer"),
        ("Haddad", elsewhere, DAY, "Salma Haddad observes for Cedar Observatory; the application is for House of Pia"),
        ("Haddad", same, LONG_AGO, "Salma Haddad became an observer only on 1 January 2030"),
    )
    for leaving, application, on, why in refused:
        with pytest.raises(OutOfOrder, match=why):
            room.do(ReplaceObserver(leaving=room.participation(leaving).id, application=application, on=on))
    room.do(EndParticipation(participation=room.participation("Haddad").id, until=DAY - timedelta(days=20)))
    with pytest.raises(OutOfOrder, match="observes only until 12 February 2031"):
        room.do(ReplaceObserver(leaving=room.participation("Haddad").id, application=same, on=DAY))
    assert room.participation("Haddad").until == DAY - timedelta(days=20), "history is not written anew"


def test_organisations_that_turn_out_to_be_one_have_the_parent_of_either(before_the_meeting: Room) -> None:
    room = before_the_meeting
    twin = room.made(AddOrganisation(name="A.T.C.", parent=room.organisation("CDO")), Organisation).id
    with pytest.raises(OutOfOrder, match=r"Cedar Observatory has an observer already \(Salma Haddad\); Luc Moreau"):
        room.do(MergeOrganisations(survivor=room.organisation("ATC"), merged=twin))


def test_taking_back_an_observers_end_is_refused_once_another_observes_for_it(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(EndParticipation(participation=room.participation("Haddad").id, until=DAY - timedelta(days=1)))
    ended = room.last
    person = room.made(AddPerson(name="Pia Second"), Person).id
    room.observer(person, room.organisation("CDO"))
    with pytest.raises(OutOfOrder, match="has an observer already"):
        room.undo(ended)


# --- 3 --------------------------------------------------------------------------------------------------------------


def test_nobody_becomes_an_observer_without_an_application(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    act = TakePart(person=person, organisation=organisation, kind="observer", since=DAY)
    with pytest.raises(OutOfOrder, match="Pia Second has no admitted application"):
        room.do(act)
    waiting = room.application(person, organisation)
    with pytest.raises(OutOfOrder, match="no admitted application"):
        room.do(act.model_copy(update={"application": waiting}))


def test_an_application_for_one_organisation_admits_to_no_other(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    held = room.observer(person, organisation)
    room.do(EndParticipation(participation=held.id, until=DAY))
    elsewhere = TakePart(
        person=person,
        organisation=room.newcomer("Other")[1],
        kind="observer",
        since=DAY + timedelta(days=1),
        application=held.application,
    )
    with pytest.raises(OutOfOrder, match="no admitted application"):
        room.do(elsewhere)


def test_an_application_that_admitted_somebody_cannot_be_taken_back(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    application = room.application(person, organisation)
    received = room.last
    room.do(AdmitObserver(application=application, on=DAY))
    with pytest.raises(OutOfOrder, match="built on since by “Admit Pia Second as observer”"):
        room.undo(received)


def test_a_declined_application_admits_nobody(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    application = room.application(person, organisation)
    room.do(DeclineApplication(application=application, on=DAY))
    with pytest.raises(OutOfOrder, match="has been declined already"):
        room.do(AdmitObserver(application=application, on=DAY))


# --- 4 and 5 --------------------------------------------------------------------------------------------------------


def test_an_external_person_may_not_attend(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="Ola Quist is neither member nor observer and holds no function"):
        room.do(Arrive(people=(room.person("Quist"),)))


def test_an_external_person_may_not_attend_in_a_members_seat_either(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="may not attend"):
        room.do(Arrive(people=(room.person("Quist"),), stands_in_for=room.person("Okafor")))


@pytest.mark.parametrize("ask", [GiveFloor, AskForFloor, InviteToSpeak])
def test_an_external_person_has_no_floor_no_place_on_the_queue_and_no_invitation(
    room: Room, ask: type[GiveFloor]
) -> None:
    with pytest.raises(OutOfOrder, match="external persons have no floor"):
        room.do(ask(person=room.person("Quist")))


@pytest.mark.parametrize("name", ["Beatriz Castellanos", "Ines Brandt", "Tomo Vance"])
def test_who_holds_a_function_may_attend_without_being_a_member(room: Room, name: str) -> None:
    room.do(Arrive(people=(room.person(name),)))
    room.do(GiveFloor(person=room.person(name)))


def test_a_class_under_which_somebody_attended_cannot_be_taken_back(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    room.do(TakePart(person=person, organisation=organisation, kind="member", since=DAY))
    entered = room.last
    sit(room)
    room.do(Arrive(people=(person,)))
    with pytest.raises(OutOfOrder, match="Pia Second is neither member nor observer"):
        room.undo(entered)


def test_a_function_under_which_somebody_attended_cannot_be_taken_back(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, _ = room.newcomer("Pia Second")
    room.do(Appoint(person=person, role="host", since=DAY))
    appointed = room.last
    sit(room)
    room.do(Arrive(people=(person,)))
    with pytest.raises(OutOfOrder, match="Pia Second is neither member nor observer"):
        room.undo(appointed)


def test_a_membership_cannot_end_before_a_day_on_which_the_member_sat(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    with pytest.raises(OutOfOrder, match="Chidi Okafor is neither member nor observer"):
        room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY - timedelta(days=1)))


def test_observers_are_not_recorded_at_a_teleconference(before_the_meeting: Room) -> None:
    room = before_the_meeting
    teleconference(room)
    room.do(Arrive(people=(room.person("Okafor"),)))
    with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences"):
        room.do(Arrive(people=(room.person("Haddad"),)))


def test_observers_are_not_invited_to_speak_at_a_teleconference(before_the_meeting: Room) -> None:
    room = before_the_meeting
    teleconference(room)
    with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences"):
        room.do(InviteToSpeak(person=room.person("Haddad")))


def test_an_observer_with_a_function_is_at_the_teleconference_by_that_function_alone(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(Appoint(person=room.person("Haddad"), role="rapporteur", since=DAY))
    appointed = room.last
    teleconference(room)
    room.do(Arrive(people=(room.person("Haddad"),)))
    with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences"):
        room.undo(appointed)


# --- 7 and 9 --------------------------------------------------------------------------------------------------------


def test_one_person_has_one_class_at_a_time(before_the_meeting: Room) -> None:
    room = before_the_meeting
    act = TakePart(person=room.person("Okafor"), organisation=room.organisation("SOT"), kind="external", since=DAY)
    with pytest.raises(OutOfOrder, match="Chidi Okafor is a member already"):
        room.do(act)


def test_taking_back_the_end_of_a_class_is_refused_once_the_person_has_another(before_the_meeting: Room) -> None:
    room = before_the_meeting
    okafor = room.person("Okafor")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    ended = room.last
    tomorrow = DAY + timedelta(days=1)
    room.do(TakePart(person=okafor, organisation=room.organisation("SOT"), kind="external", since=tomorrow))
    with pytest.raises(OutOfOrder, match="Chidi Okafor is an external person already"):
        room.undo(ended)


def test_what_was_said_keeps_the_class_its_speaker_had_then(room: Room) -> None:
    comment = room.said("As a member.", "Okafor")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    later = DAY + timedelta(days=1)
    room.do(TakePart(person=comment.author or "", organisation=room.organisation("SOT"), kind="external", since=later))
    assert class_of(room.record, comment.author or "", DAY) == "member"
    assert class_of(room.record, comment.author or "", later) == "external"
    assert room.record.get(type(comment), comment.id).capacity == "M"


def test_functions_are_separate_from_class(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(Appoint(person=room.person("Okafor"), role="rapporteur", since=DAY))
    assert class_of(room.record, room.person("Okafor"), DAY) == "member"


def test_attendance_knows_late_arrival_early_departure_and_return(room: Room) -> None:
    lind = room.person("Lind")
    room.clock.on(minutes=20)
    room.do(Arrive(people=(lind,)))
    room.clock.on(minutes=20)
    room.do(Leave(people=(lind,)))
    room.clock.on(minutes=20)
    room.do(Arrive(people=(lind,)))
    first, second = room.record.where(Attendance, person=lind)
    assert first.left_at is not None
    assert first.arrived_at < first.left_at < second.arrived_at
    assert members_present(room.record, room.sitting.id, first.left_at) == []


def test_taking_back_a_departure_is_refused_once_the_person_has_come_back(room: Room) -> None:
    lind = room.person("Lind")
    room.do(Arrive(people=(lind,)))
    room.do(Leave(people=(lind,)))
    left = room.last
    room.do(Arrive(people=(lind,)))
    with pytest.raises(OutOfOrder, match="Astrid Lind was in the room already"):
        room.undo(left)


def test_a_majority_of_members_is_computed_live_and_observers_do_not_count(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"), room.person("Haddad"))))
    count = Headcount(room.record, room.sitting.id, room.clock.at)
    assert (count.members, count.of, count.observers, count.majority) == (2, 4, 1, False)
    room.do(Arrive(people=(room.person("Řezníčková"),)))
    assert Headcount(room.record, room.sitting.id, room.clock.at).majority


def test_nobody_is_marked_present_where_no_sitting_is_open_and_the_remedy_opens_one(before_the_meeting: Room) -> None:
    room = before_the_meeting
    act = Arrive(people=(room.person("Lind"),))
    with pytest.raises(OutOfOrder, match="No sitting is open") as refusal:
        room.do(act)
    assert refusal.value.remedy == OpenSitting(sitting=room.sitting.id)
    room.remedied(act, refusal.value)
    room.do(act)


# --- 14 and 15 ------------------------------------------------------------------------------------------------------


def test_only_members_hold_positions(room: Room) -> None:
    held = HeldPosition(person=room.person("Haddad"), kind="reservation")
    with pytest.raises(OutOfOrder, match="Salma Haddad is no member; only members hold positions"):
        room.do(Declare(words="So decided.", positions=(held,)))


def test_a_membership_on_which_a_position_rests_cannot_be_taken_back(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    room.do(TakePart(person=person, organisation=organisation, kind="member", since=DAY))
    entered = room.last
    sit(room)
    room.do(Arrive(people=(person,)))
    room.do(Declare(words="So decided.", positions=(HeldPosition(person=person, kind="reservation"),)))
    with pytest.raises(OutOfOrder, match="Pia Second is"):
        room.undo(entered)


def test_a_membership_on_which_an_agreed_proposal_rests_cannot_be_taken_back(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person, organisation = room.newcomer("Pia Second")
    room.do(TakePart(person=person, organisation=organisation, kind="member", since=DAY))
    entered = room.last
    sit(room)
    proposal = room.proposal("Pia Second", "1.2", "States shall cooperate.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    with pytest.raises(OutOfOrder, match="is not a member's"):
        room.undo(entered)


def test_an_observers_text_is_decidable_only_when_a_member_takes_it_up(room: Room) -> None:
    proposal = room.proposal("Haddad", "1.2", "States shall cooperate.")
    declare = Declare(words="Agreed.", proposals=(proposal.id,))
    with pytest.raises(OutOfOrder, match="P-001 is not a member's; it can be decided once a member takes it up"):
        room.do(declare)
    with pytest.raises(OutOfOrder, match="Luc Moreau is no member"):
        room.do(TakeUp(proposal=proposal.id, member=room.person("Moreau")))
    room.do(TakeUp(proposal=proposal.id, member=room.person("Okafor")))
    taken_up = room.last
    room.do(declare)
    assert room.provision("1.2").text == "States shall cooperate."
    with pytest.raises(OutOfOrder, match="built on since by “Declare the decision on P-001”"):
        room.undo(taken_up)


def test_a_decided_proposal_is_not_taken_up_any_more(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    with pytest.raises(OutOfOrder, match="P-001 has been decided: agreed"):
        room.do(TakeUp(proposal=proposal.id, member=room.person("Lind")))


def test_a_decision_keeps_the_members_present_and_not_the_observers(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"), room.person("Haddad"))))
    news = room.do(Declare(words="So decided.", method="silence procedure"))
    assert news
    decision = news.changes[0].after
    assert decision is not None
    assert decision.members_present == (room.person("Lind"),)  # type: ignore[attr-defined]
    assert decision.members == 4  # type: ignore[attr-defined]


def test_participations_are_kept_as_history(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    assert len(room.record.where(Participation, person=room.person("Okafor"))) == 1
    with pytest.raises(OutOfOrder, match="has ended already"):
        room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))

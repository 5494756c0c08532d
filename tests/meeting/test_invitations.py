"""Who is invited to a meeting and on what basis, and what they answer."""

from datetime import date, timedelta

import pytest

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.merging import MergePersons
from hisrg_desktop.meeting.people.participations import EndParticipation, TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.answers import AnswerInvitation, answer_of, answers_of
from hisrg_desktop.meeting.roll.attendance import Apology, Arrive, WithdrawApology, is_present
from hisrg_desktop.meeting.roll.calling import called
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference, AskToTeleconference, entitled, preparing
from hisrg_desktop.meeting.roll.inviting import MeetingInvitation, SendInvitations, invited, not_invited
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.roll.seats import MoveOnWaitingList, seating
from hisrg_desktop.meeting.roll.telling import to_tell
from tests.meeting.room import DAY, LONG_AGO, Room


@pytest.fixture
def group(before_the_meeting: Room) -> Room:
    return before_the_meeting


def the_meeting(room: Room) -> Meeting:
    return next(room.record.each(Meeting))


def call(room: Room) -> Meeting:
    """A teleconference that is planned; nothing of it has been opened."""
    act = CreateMeeting(phase=the_meeting(room).phase, kind="teleconference", planned_from=DAY, planned_to=DAY)
    return room.made(act, Meeting)


def basis(room: Room, meeting: Meeting) -> dict[str, str]:
    return {room.record.get(Person, p).name: one.basis for p, one in entitled(room.record, meeting).items()}


def named(room: Room, name: str) -> str:
    return next(p.id for p in room.record.each(Person) if p.name == name)


def answer(room: Room, name: str, says: str, **fields: object) -> None:
    given = {"meeting": the_meeting(room).id, "person": room.person(name), "says": says, **fields}
    room.do(AnswerInvitation.model_validate(given))


# --- who is to be invited -------------------------------------------------------------------------------------------


def test_invitations_say_what_they_are_based_on(group: Room) -> None:
    assert basis(group, the_meeting(group)) == {
        "Astrid Lind": "member since 1 January 2030",
        "Chidi Okafor": "member since 1 January 2030",
        "Jana Řezníčková": "member since 1 January 2030",
        "Joost van der Meer": "member since 1 January 2030",
        "Beatriz Castellanos": "chair, by function",
        "Ines Brandt": "secretariat, by function",
        "Tomo Vance": "panel chair, by function",
        "Salma Haddad": "observer, face-to-face meeting",
        "Luc Moreau": "observer, face-to-face meeting",
    }


def test_to_a_teleconference_neither_observers_nor_panel_chairs_are_invited(group: Room) -> None:
    there = basis(group, call(group))
    assert "Astrid Lind" in there
    assert "Ines Brandt" in there
    assert not {"Salma Haddad", "Luc Moreau", "Tomo Vance", "Ola Quist"} & set(there)


def test_panel_chairs_are_on_the_list_for_the_preparation(group: Room) -> None:
    assert preparing(group.record, DAY)[named(group, "Tomo Vance")] == ["panel chair"]
    assert group.person("Lind") not in preparing(group.record, DAY)


def test_an_observer_who_chairs_a_panel_is_invited_by_that_function(group: Room) -> None:
    group.do(Appoint(person=group.person("Haddad"), role="panel chair", since=LONG_AGO))
    assert basis(group, the_meeting(group))["Salma Haddad"] == "panel chair, by function"
    assert group.person("Haddad") in seating(group.record, the_meeting(group).id).kept
    assert "Salma Haddad" not in basis(group, call(group))


def test_class_and_function_are_those_of_the_day_of_the_meeting(group: Room) -> None:
    group.do(EndParticipation(participation=group.participation("Lind").id, until=DAY - timedelta(days=1)))
    assert "Astrid Lind" not in basis(group, the_meeting(group))


# --- sending --------------------------------------------------------------------------------------------------------


def test_sending_puts_each_on_record_with_day_and_basis_and_who_comes_later_is_seen(group: Room) -> None:
    meeting = the_meeting(group)
    group.do(SendInvitations(meeting=meeting.id, on=date(2031, 1, 10)))
    sent = invited(group.record, meeting.id)
    assert len(sent) == 9
    assert sent[group.person("Lind")].sent_on == date(2031, 1, 10)
    assert sent[group.person("Haddad")].basis == "observer, face-to-face meeting"
    person, organisation = group.newcomer("Pia Late")
    group.observer(person, organisation)
    assert not_invited(group.record, meeting) == [person]
    group.do(SendInvitations(meeting=meeting.id))
    with pytest.raises(OutOfOrder, match="Everybody who is to be invited has been invited to meeting 2.4 already"):
        group.do(SendInvitations(meeting=meeting.id))
    group.undo()
    assert not_invited(group.record, meeting) == [person]
    group.redo()
    assert not_invited(group.record, meeting) == []


def test_external_persons_are_invited_to_nothing(group: Room) -> None:
    quist = group.person("Quist")
    for meeting in (the_meeting(group), call(group)):
        with pytest.raises(OutOfOrder, match="external persons may not attend meetings"):
            group.do(SendInvitations(meeting=meeting.id, people=(quist,)))
        with pytest.raises(OutOfOrder, match="external persons may not attend meetings"):
            group.do(AnswerInvitation(meeting=meeting.id, person=quist, says="comes"))


def test_observers_are_not_invited_to_a_teleconference_nor_by_redo(group: Room) -> None:
    meeting = call(group)
    haddad = group.person("Haddad")
    with pytest.raises(OutOfOrder, match="observers are not invited to teleconferences"):
        group.do(SendInvitations(meeting=meeting.id, people=(haddad,)))
    group.do(ChangeMeeting(meeting=meeting.id, kind="face-to-face", number=9))
    group.do(SendInvitations(meeting=meeting.id, people=(haddad,)))
    sent = group.last
    group.undo(sent)
    group.do(ChangeMeeting(meeting=meeting.id, kind="teleconference"))
    # Whatever is done in between ends what could be done again, so that redo meets no record but the one it comes from.
    with pytest.raises(OutOfOrder, match="There is nothing to do again"):
        group.redo()
    assert not list(group.record.each(MeetingInvitation))


def test_who_was_invited_before_the_meeting_became_a_teleconference_has_to_be_told(group: Room) -> None:
    meeting, haddad = the_meeting(group), group.person("Haddad")
    group.do(SendInvitations(meeting=meeting.id))
    group.do(ChangeMeeting(meeting=meeting.id, kind="teleconference"))
    due = {one.person: one.news for one in to_tell(group.record, meeting.id)}
    assert due[haddad] == "is not invited any more"
    assert due[named(group, "Tomo Vance")] == "is not invited any more"
    assert group.person("Lind") not in due


def test_a_panel_chair_comes_to_a_teleconference_by_decision_of_the_chair_only(group: Room) -> None:
    meeting, vance = call(group), named(group, "Tomo Vance")
    with pytest.raises(OutOfOrder, match="that takes a decision of the chair") as refusal:
        group.do(SendInvitations(meeting=meeting.id, people=(vance,)))
    assert refusal.value.remedy == AskToTeleconference(meeting=meeting.id, person=vance)
    group.do(refusal.value.remedy)
    decided = group.last
    assert basis(group, meeting)["Tomo Vance"] == "chair's decision of 4 March 2031"
    group.do(SendInvitations(meeting=meeting.id, people=(vance,)))
    with pytest.raises(OutOfOrder, match="has been invited on this decision"):
        group.undo(decided)
    with pytest.raises(OutOfOrder, match="on record already"):
        group.do(AskToTeleconference(meeting=meeting.id, person=vance))


def test_at_the_roll_call_of_a_teleconference_the_decision_is_offered(group: Room) -> None:
    meeting, vance = call(group), named(group, "Tomo Vance")
    sitting = group.made(PlanSitting(meeting=meeting.id), Sitting)
    group.do(OpenSitting(sitting=sitting.id))
    arrives = Arrive(people=(vance,))
    with pytest.raises(OutOfOrder, match="that takes a decision of the chair") as refusal:
        group.do(arrives)
    assert refusal.value.remedy
    group.do(refusal.value.remedy)
    decided = group.last
    group.do(arrives)
    assert is_present(group.record, vance)
    with pytest.raises(OutOfOrder, match="that takes a decision of the chair"):
        group.undo(decided)


def test_the_roll_call_of_a_teleconference_means_no_observer(group: Room) -> None:
    meeting = call(group)
    group.do(OpenSitting(sitting=group.made(PlanSitting(meeting=meeting.id), Sitting).id))
    asked = called(group.record, "haddad", group.clock.at)
    assert (asked.people, asked.why) == (
        (),
        "Salma Haddad observes; observers do not take part in teleconferences.",
    )
    assert [p.name for p in called(group.record, "lind", group.clock.at).people] == ["Astrid Lind"]
    assert [p.name for p in called(group.record, "vance", group.clock.at).people] == ["Tomo Vance"]


def test_the_chairs_decision_is_for_panel_chairs_and_teleconferences(group: Room) -> None:
    meeting = call(group)
    with pytest.raises(OutOfOrder, match="chairs no panel then"):
        group.do(AskToTeleconference(meeting=meeting.id, person=group.person("Haddad")))
    with pytest.raises(OutOfOrder, match="is face-to-face: panel chairs are invited"):
        group.do(AskToTeleconference(meeting=the_meeting(group).id, person=named(group, "Tomo Vance")))
    assert not list(group.record.each(AskedToTeleconference))


def test_a_meeting_with_observers_in_it_does_not_become_a_teleconference(group: Room) -> None:
    group.do(OpenSitting(sitting=group.sitting.id))
    group.do(Arrive(people=(group.person("Haddad"),)))
    with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences"):
        group.do(ChangeMeeting(meeting=the_meeting(group).id, kind="teleconference"))


# --- answers --------------------------------------------------------------------------------------------------------


def test_answers_are_kept_and_the_last_one_holds(group: Room) -> None:
    answer(group, "Lind", "comes", way="e-mail")
    answer(group, "Lind", "undecided", remark="Waits for the ministry.")
    meeting, lind = the_meeting(group).id, group.person("Lind")
    there = answer_of(group.record, meeting, lind)
    assert there
    assert (there.says, there.remark) == ("undecided", "Waits for the ministry.")
    assert [a.says for a in answers_of(group.record, meeting, lind)] == ["comes", "undecided"]
    group.undo()
    assert seating(group.record, meeting).says[lind] == "comes"


def test_who_does_not_come_has_sent_apologies_and_who_comes_after_all_has_not(group: Room) -> None:
    meeting, lind = the_meeting(group).id, group.person("Lind")
    answer(group, "Lind", "does not come")
    assert group.record.where(Apology, meeting=meeting, person=lind)
    answer(group, "Lind", "comes")
    assert not group.record.where(Apology, meeting=meeting, person=lind)
    group.undo()
    assert group.record.where(Apology, meeting=meeting, person=lind)
    group.do(WithdrawApology(meeting=meeting, person=lind))
    assert seating(group.record, meeting).says[lind] is None


def test_an_answer_noted_wrongly_is_corrected_and_stays_readable(group: Room) -> None:
    meeting, haddad = the_meeting(group).id, group.person("Haddad")
    with pytest.raises(OutOfOrder, match="no answer that could be corrected"):
        answer(group, "Haddad", "comes", corrects=True)
    answer(group, "Haddad", "does not come")
    answer(group, "Haddad", "comes", corrects=True)
    there = answer_of(group.record, meeting, haddad)
    assert there
    assert there.says == "comes"
    assert len(answers_of(group.record, meeting, haddad)) == 2
    assert not group.record.where(Apology, meeting=meeting, person=haddad)


def test_a_member_sends_an_alternate_who_may_sit_there(group: Room) -> None:
    olt = group.made(AddPerson(name="Berta Olt"), Person).id
    meeting = the_meeting(group).id
    answer(group, "Lind", "sends an alternate", alternate=olt)
    there = answer_of(group.record, meeting, group.person("Lind"))
    assert there
    assert there.alternate == olt
    assert group.person("Lind") in seating(group.record, meeting).coming


@pytest.mark.parametrize(
    ("who", "alternate", "words"),
    [
        ("Haddad", "Moreau", "only a member sends an alternate"),
        ("Lind", "Quist", "external persons may not attend"),
        ("Lind", "Okafor", "has a seat of their own"),
        ("Lind", None, "Say who comes in place of Astrid Lind"),
    ],
)
def test_no_other_alternate_comes(group: Room, who: str, alternate: str | None, words: str) -> None:
    with pytest.raises(OutOfOrder, match=words):
        answer(group, who, "sends an alternate", alternate=group.person(alternate) if alternate else None)


def test_who_became_external_since_is_to_be_told_and_cannot_say_that_they_come(group: Room) -> None:
    meeting, moreau = the_meeting(group).id, group.person("Moreau")
    answer(group, "Moreau", "comes")
    held = group.participation("Moreau")
    group.do(EndParticipation(participation=held.id, until=DAY - timedelta(days=2)))
    taken = TakePart(person=moreau, organisation=held.organisation, kind="external", since=DAY - timedelta(days=1))
    group.do(taken)
    assert [(one.person, one.news) for one in to_tell(group.record, meeting)] == [(moreau, "is not invited any more")]
    with pytest.raises(OutOfOrder, match="external persons may not attend meetings"):
        answer(group, "Moreau", "comes")
    answer(group, "Moreau", "does not come")
    assert to_tell(group.record, meeting) == []


# --- two who are one ------------------------------------------------------------------------------------------------


def test_of_two_who_were_both_invited_and_turn_out_to_be_one_everything_is_kept(group: Room) -> None:
    meeting = the_meeting(group)
    person, organisation = group.newcomer("S. Haddad")
    group.observer(person, organisation)
    group.do(ChangeMeeting(meeting=meeting.id, capacity=8))
    group.do(SendInvitations(meeting=meeting.id))
    for who in (group.person("Moreau"), person, group.person("Haddad")):
        group.do(AnswerInvitation(meeting=meeting.id, person=who, says="comes"))
    haddad = group.person("Haddad")
    group.do(MoveOnWaitingList(meeting=meeting.id, person=haddad, to=1))
    group.do(MergePersons(survivor=haddad, merged=person))
    there = seating(group.record, meeting.id)
    assert (there.seated, there.waiting) == ((group.person("Moreau"),), (haddad,))
    assert [a.says for a in answers_of(group.record, meeting.id, haddad)] == ["comes", "comes"]
    assert not_invited(group.record, meeting) == []
    group.undo()
    assert seating(group.record, meeting.id).waiting == (haddad, person)

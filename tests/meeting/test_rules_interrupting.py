"""Who is interrupted gets the floor back: by one who was let in, by a point of order, by a pause; times stay true."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    LetIn,
    NextSpeaker,
    ReturnFloor,
    queue,
)
from hisrg_desktop.meeting.floor.interventions import Intervention, interrupted, running, spoken_before
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak
from hisrg_desktop.meeting.floor.points import PointOfOrder, RaisePointOfOrder, Rule, interrupted_by, open_point
from hisrg_desktop.meeting.floor.times import Spoken, by_letter, by_person, turns_before
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting
from tests.meeting.room import Room, opened


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind, Okafor, Jana Řezníčková and Haddad are in the room; Lind has the floor."""
    for name in ("Lind", "Okafor", "Řezníčková", "Haddad"):
        room.do(Arrive(people=(room.person(name),)))
    room.do(GiveFloor(person=room.person("Lind")))
    return room


def speaker(room: Room) -> str | None:
    turn = running(room.record)
    return turn.speaker if turn else None


def spoken(room: Room, name: str) -> Spoken:
    return by_person(room.record, [room.sitting.id], room.clock.at)[room.person(name)]


# --- one is let in --------------------------------------------------------------------------------------------------


def test_who_was_interrupted_gets_the_floor_back_and_the_turn_counts_once(debate: Room) -> None:
    debate.clock.on(minutes=2, seconds=-1)
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.clock.on(minutes=1, seconds=-1)
    debate.do(ReturnFloor())
    debate.clock.on(minutes=4)
    assert speaker(debate) == debate.person("Lind")
    assert spoken(debate, "Lind") == Spoken(1, timedelta(minutes=6))
    assert spoken(debate, "Okafor") == Spoken(1, timedelta(minutes=1))
    turn = running(debate.record)
    assert turn
    assert spoken_before(debate.record, turn) == timedelta(minutes=2)


def test_without_anyone_speaking_letting_in_gives_the_floor(debate: Room) -> None:
    debate.do(EndIntervention())
    debate.do(LetIn(person=debate.person("Okafor")))
    assert speaker(debate) == debate.person("Okafor")
    assert interrupted(debate.record) is None


def test_the_floor_comes_back_after_an_interruption_that_has_ended_too(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(EndIntervention())
    debate.do(ReturnFloor())
    assert speaker(debate) == debate.person("Lind")


def test_one_interruption_within_another_comes_back_step_by_step(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(RaisePointOfOrder(person=debate.person("Řezníčková")))
    debate.do(Rule(point=_point(debate).id, ruling="not upheld"))
    assert speaker(debate) == debate.person("Okafor")
    debate.do(ReturnFloor())
    assert speaker(debate) == debate.person("Lind")
    with pytest.raises(OutOfOrder, match="Nobody was interrupted"):
        debate.do(ReturnFloor())


def test_who_was_interrupted_and_is_simply_given_the_floor_goes_on_with_the_turn(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(GiveFloor(person=debate.person("Lind")))
    assert spoken(debate, "Lind").turns == 1


def test_once_another_has_the_floor_in_earnest_the_interrupted_turn_is_over(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(GiveFloor(person=debate.person("Řezníčková")))
    assert interrupted(debate.record) is None


def test_at_another_item_nobody_goes_on_with_the_one_before(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(TakeUpItem(item=list(debate.record.each(AgendaItem))[1].id))
    with pytest.raises(OutOfOrder, match="Nobody was interrupted"):
        debate.do(ReturnFloor())


def test_an_observer_is_let_in_on_the_chairs_invitation_only(debate: Room) -> None:
    act = LetIn(person=debate.person("Haddad"))
    with pytest.raises(OutOfOrder, match="the chair has not invited") as refusal:
        debate.do(act)
    debate.remedied(act, refusal.value)
    assert speaker(debate) == debate.person("Haddad")
    debate.do(ReturnFloor())
    assert speaker(debate) == debate.person("Lind")


def test_an_observer_who_was_interrupted_goes_on_upon_the_same_invitation(debate: Room) -> None:
    debate.do(InviteToSpeak(person=debate.person("Haddad")))
    debate.do(GiveFloor(person=debate.person("Haddad")))
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(ReturnFloor())
    first, *_, last = (i for i in debate.record.each(Intervention) if i.speaker == debate.person("Haddad"))
    assert last.invitation == first.invitation is not None


def test_who_left_the_room_meanwhile_is_marked_present_again_by_one_key(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(Leave(people=(debate.person("Lind"),)))
    with pytest.raises(OutOfOrder, match="Astrid Lind is not marked present") as refusal:
        debate.do(ReturnFloor())
    assert refusal.value.remedy
    debate.do(refusal.value.remedy)
    assert speaker(debate) == debate.person("Lind")


# --- points of order ------------------------------------------------------------------------------------------------


def _point(room: Room) -> PointOfOrder:
    point = open_point(room.record)
    assert point
    return point


def test_a_point_of_order_has_the_floor_at_once_and_the_ruling_gives_it_back(debate: Room) -> None:
    lind = running(debate.record)
    debate.do(RaisePointOfOrder(person=debate.person("Okafor"), about="the quorum"))
    assert speaker(debate) == debate.person("Okafor")
    point = _point(debate)
    assert interrupted_by(debate.record, point).id == lind.id  # type: ignore[union-attr]
    debate.do(Rule(point=point.id, ruling="There is a quorum."))
    assert speaker(debate) == debate.person("Lind")
    ruled = debate.record.get(PointOfOrder, point.id)
    assert (ruled.ruling, ruled.ruled_at) == ("There is a quorum.", debate.clock.at)
    assert open_point(debate.record) is None


def test_a_ruling_given_after_the_point_was_made_gives_the_floor_back_as_well(debate: Room) -> None:
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    debate.do(EndIntervention())
    debate.do(Rule(point=_point(debate).id, ruling="upheld"))
    assert speaker(debate) == debate.person("Lind")


def test_a_ruling_leaves_the_floor_with_who_was_given_it_meanwhile(debate: Room) -> None:
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    debate.do(GiveFloor(person=debate.person("Řezníčková")))
    debate.do(Rule(point=_point(debate).id, ruling="upheld"))
    assert speaker(debate) == debate.person("Řezníčková")


def test_after_the_ruling_nobody_has_the_floor_where_who_was_interrupted_has_left(debate: Room) -> None:
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    debate.do(Leave(people=(debate.person("Lind"),)))
    debate.do(Rule(point=_point(debate).id, ruling="upheld"))
    assert speaker(debate) is None


def test_a_second_point_of_order_waits_for_the_ruling_on_the_first_and_is_next_after_it(debate: Room) -> None:
    debate.do(AskForFloor(person=debate.person("Lind")))
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    with pytest.raises(OutOfOrder, match="has not ruled on the point of order by Chidi Okafor") as refusal:
        debate.do(RaisePointOfOrder(person=debate.person("Řezníčková"), about="time"))
    assert refusal.value.remedy
    debate.do(refusal.value.remedy)
    debate.do(Rule(point=_point(debate).id, ruling="upheld"))
    assert queue(debate.record, debate.sitting)[0].person == debate.person("Řezníčková")
    debate.do(NextSpeaker())
    assert _point(debate).about == "time"
    assert [q.person for q in queue(debate.record, debate.sitting)] == [debate.person("Lind")]


def test_a_ruling_has_words_and_after_the_sitting_it_is_corrected_with_a_reason(debate: Room) -> None:
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    point = _point(debate)
    with pytest.raises(OutOfOrder, match="The ruling has no words"):
        debate.do(Rule(point=point.id, ruling=" "))
    debate.do(CloseSitting(sitting=debate.sitting.id))
    with pytest.raises(OutOfOrder, match="say why this is corrected"):
        debate.do(Rule(point=point.id, ruling="upheld"))
    debate.do(Rule(point=point.id, ruling="upheld", why="It was overlooked."))
    assert debate.record.get(PointOfOrder, point.id).ruling == "upheld"


def test_taking_back_a_point_of_order_gives_the_floor_back_as_it_was(debate: Room) -> None:
    before = debate.record
    debate.do(RaisePointOfOrder(person=debate.person("Okafor")))
    debate.undo()
    assert debate.record == before


# --- pauses ---------------------------------------------------------------------------------------------------------


def test_in_a_pause_clocks_stop_and_afterwards_the_speaker_goes_on(debate: Room) -> None:
    debate.clock.on(minutes=1, seconds=-1)
    debate.do(SuspendSitting())
    debate.clock.on(minutes=30)
    assert spoken(debate, "Lind").time == timedelta(minutes=1)
    with pytest.raises(OutOfOrder, match="Morning is suspended") as refusal:
        debate.do(ReturnFloor())
    assert refusal.value.remedy == ResumeSitting()
    debate.do(ResumeSitting())
    assert speaker(debate) is None
    debate.do(ReturnFloor())
    debate.clock.on(minutes=1)
    assert spoken(debate, "Lind") == Spoken(1, timedelta(minutes=2))


def test_words_taken_down_in_a_pause_start_no_clock(debate: Room) -> None:
    debate.do(SuspendSitting())
    debate.said("Is there coffee?", "Okafor")
    assert speaker(debate) is None


def test_a_turn_cannot_be_brought_back_into_a_pause(debate: Room) -> None:
    debate.do(EndIntervention())
    ended = debate.last
    debate.do(SuspendSitting())
    with pytest.raises(OutOfOrder, match="Morning is suspended"):
        debate.undo(ended)


def test_an_end_taken_back_may_not_make_two_have_had_the_floor_at_once(debate: Room) -> None:
    debate.do(EndIntervention())
    ended = debate.last
    debate.do(GiveFloor(person=debate.person("Okafor")))
    debate.do(EndIntervention())
    with pytest.raises(OutOfOrder, match="cannot both have had the floor at the same time"):
        debate.undo(ended)


# --- times ----------------------------------------------------------------------------------------------------------


def test_times_come_back_from_the_instants_when_the_dossier_is_opened_again(debate: Room) -> None:
    debate.clock.on(minutes=2)
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.clock.on(minutes=1)
    debate.do(ReturnFloor())
    at = debate.clock.on(minutes=5)
    before = by_person(debate.record, [debate.sitting.id], at)
    path = debate.desk.path
    debate.desk.close()
    again = opened(path)
    assert by_person(again.record, [again.sitting.id], at) == before
    assert speaker(again) == again.person("Lind")
    again.desk.close()


def test_a_clock_that_is_behind_never_makes_a_time_negative(debate: Room) -> None:
    turn = running(debate.record)
    assert turn
    assert turn.lasted(turn.began_at - timedelta(hours=1)) == timedelta()


def test_times_are_summed_for_each_class_and_follow_what_is_taken_back(debate: Room) -> None:
    debate.clock.on(minutes=1, seconds=-1)
    debate.do(EndIntervention())
    debate.do(InviteToSpeak(person=debate.person("Haddad")))
    debate.do(GiveFloor(person=debate.person("Haddad")))
    debate.clock.on(minutes=3)
    here = [debate.sitting.id]
    assert by_letter(debate.record, here, debate.clock.at) == {
        "M": Spoken(1, timedelta(minutes=1)),
        "O": Spoken(1, timedelta(minutes=3)),
    }
    debate.undo()
    assert set(by_letter(debate.record, here, debate.clock.at)) == {"M"}


def test_a_first_speech_is_the_first_in_the_meeting_not_in_the_sitting(debate: Room) -> None:
    assert turns_before(debate.record, debate.person("Okafor")) == 0
    debate.said("Yes.", "Okafor")
    assert turns_before(debate.record, debate.person("Okafor")) == 0
    debate.do(CloseSitting(sitting=debate.sitting.id))
    debate.do(OpenSitting(sitting=list(debate.record.each(Sitting))[1].id))
    assert turns_before(debate.record, debate.person("Lind")) == 1

"""A turn of speech put down to the wrong person is moved to the right one."""

import pytest

from hisrg_desktop.meeting.comments.capture import TakeDown, flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, is_decidable
from hisrg_desktop.meeting.floor.giving import GiveFloor, LetIn, ReturnFloor
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import uninvited
from hisrg_desktop.meeting.floor.reassigning import ReassignIntervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from tests.meeting.room import Room


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind, Okafor and Haddad are in the room; Lind has the floor and has proposed."""
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Haddad"))))
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(TakeDown(text="Proposes.", provision=room.place("1.1"), proposes="The objective is peace."))
    return room


def turn(room: Room) -> Intervention:
    there = running(room.record)
    assert there
    return there


def test_the_turn_moves_with_its_words_and_keeps_times_and_numbers(debate: Room) -> None:
    before, comment = turn(debate), next(debate.record.each(Comment))
    debate.do(ReassignIntervention(intervention=before.id, person=debate.person("Okafor")))
    after, moved = turn(debate), debate.record.get(Comment, comment.id)
    assert (after.speaker, after.began_at, after.id) == (debate.person("Okafor"), before.began_at, before.id)
    assert (moved.author, moved.number, moved.at) == (debate.person("Okafor"), comment.number, comment.at)
    assert moved.organisation == debate.organisation("SOT")
    assert next(debate.record.each(Proposal)).sponsor == debate.person("Okafor")


def test_the_words_of_another_in_between_stay_theirs(debate: Room) -> None:
    said = debate.said("Hear, hear.", "Okafor")
    debate.do(ReassignIntervention(intervention=turn(debate).id, person=debate.person("Haddad")))
    assert debate.record.get(Comment, said.id).author == debate.person("Okafor")


def test_all_parts_of_an_interrupted_turn_move_together(debate: Room) -> None:
    debate.do(LetIn(person=debate.person("Okafor")))
    debate.do(ReturnFloor())
    debate.do(ReassignIntervention(intervention=turn(debate).id, person=debate.person("Haddad")))
    speakers = [i.speaker for i in debate.record.each(Intervention)]
    assert speakers == [debate.person(n) for n in ("Haddad", "Okafor", "Haddad")]


def test_flags_are_worked_out_anew(debate: Room) -> None:
    there = turn(debate)
    debate.do(ReassignIntervention(intervention=there.id, person=debate.person("Haddad")))
    comment, proposal = next(debate.record.each(Comment)), next(debate.record.each(Proposal))
    assert flags_of(debate.record, comment) == ["invitation not recorded"]
    assert not is_decidable(debate.record, proposal)
    debate.do(ReassignIntervention(intervention=there.id, person=debate.person("Lind")))
    assert flags_of(debate.record, debate.record.get(Comment, comment.id)) == []
    assert is_decidable(debate.record, debate.record.get(Proposal, proposal.id))


def test_the_floor_goes_to_who_is_not_marked_present_by_one_key(debate: Room) -> None:
    act = ReassignIntervention(intervention=turn(debate).id, person=debate.person("Řezníčková"))
    with pytest.raises(OutOfOrder, match="is not marked present") as refusal:
        debate.do(act)
    debate.remedied(act, refusal.value)
    assert turn(debate).speaker == debate.person("Řezníčková")


def test_an_external_person_has_no_floor_by_mistake_either(debate: Room) -> None:
    with pytest.raises(OutOfOrder, match="external persons have no floor"):
        debate.do(ReassignIntervention(intervention=turn(debate).id, person=debate.person("Quist")))


def test_after_the_sitting_it_is_a_correction_with_a_reason(debate: Room) -> None:
    there = turn(debate)
    debate.do(CloseSitting(sitting=debate.sitting.id))
    with pytest.raises(OutOfOrder, match="say why this is corrected"):
        debate.do(ReassignIntervention(intervention=there.id, person=debate.person("Okafor")))
    debate.do(ReassignIntervention(intervention=there.id, person=debate.person("Haddad"), why="Heard on the tape."))
    assert debate.record.get(Intervention, there.id).speaker == debate.person("Haddad")
    assert uninvited(debate.record, debate.sitting.id) == []
    subjects = {c.subject for c in debate.record.each(Correction)}
    assert {there.id, next(debate.record.each(Comment)).id} <= subjects
    debate.undo()
    assert debate.record.get(Intervention, there.id).speaker == debate.person("Lind")

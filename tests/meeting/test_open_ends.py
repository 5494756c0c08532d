"""What is open at the end of a sitting is listed with its remedies; only what must be settled keeps it from closing."""

import pytest

from hisrg_desktop.meeting.comments.capture import flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.parking import Park, parked
from hisrg_desktop.meeting.decisions.silence import BeginSilence
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement, ReceiveStatement, awaited
from hisrg_desktop.meeting.floor.giving import AskForFloor, GiveFloor
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.meeting.roll.open_ends import OpenEnd, open_ends
from tests.meeting.room import Room


def ends(room: Room) -> list[OpenEnd]:
    return open_ends(room.record, room.sitting.id)


def but_for_the_floor(room: Room) -> list[OpenEnd]:
    return [one for one in ends(room) if one.kind != "floor"]


def test_nothing_is_open_in_a_sitting_in_which_nothing_happened(room: Room) -> None:
    assert ends(room) == []


def test_everything_left_open_is_listed_first_what_must_be_settled(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.said("An observer's words.", "Haddad")
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(AskForFloor(person=room.person("Okafor"), about="the reviewers"))
    room.proposal("Okafor", "1.1", "The objective is fair.")
    room.do(Park(provision=room.place("1.2"), until="tomorrow"))
    found = ends(room)
    assert [one.kind for one in found] == ["invitation", "presence", "floor", "queue", "proposal", "parked"]
    assert [one.kind for one in found if one.must] == ["invitation"]
    assert found[3].words == "Chidi Okafor waits for the floor on item 1 about the reviewers"
    assert found[4].words == "P-001 on 1.1 is undecided"
    assert found[5].words == "1.2 is parked until tomorrow"


def test_a_silence_that_is_not_confirmed_is_listed_and_may_outlive_the_sitting(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    proposal = room.proposal("Okafor", "1.1", "The objective is fair.")
    until = room.clock.at.replace(hour=17, minute=0)
    room.do(BeginSilence(declares=Declare(words="Agreed.", proposals=(proposal.id,)), until=until))
    (one,) = but_for_the_floor(room)
    assert (one.kind, one.must, one.words) == (
        "silence", False, "Silence on P-001 (1.1) until 04.03., 18:00 is not confirmed"
    )  # fmt: skip
    assert one.remedy
    with pytest.raises(OutOfOrder, match="it can be confirmed then"):
        room.do(one.remedy)
    room.clock.at = until
    room.do(one.remedy)
    assert but_for_the_floor(room) == []


def test_each_remedy_settles_its_own_line(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.said("An observer's words.", "Haddad")
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(AskForFloor(person=room.person("Okafor")))
    room.proposal("Okafor", "1.1", "The objective is fair.")
    for kind in ("invitation", "presence", "floor", "queue", "proposal"):
        one = next(end for end in ends(room) if end.kind == kind)
        assert one.remedy
        room.do(one.remedy)
        assert one.about not in {end.about for end in ends(room)}
    assert [one.kind for one in ends(room)] == ["parked"]
    assert next(room.record.each(Proposal)).state == "parked"
    assert running(room.record) is None
    (left,) = ends(room)
    assert left.words == "P-001 is parked"
    assert left.remedy
    room.do(left.remedy)
    assert parked(room.record) == []


def test_a_statement_that_was_announced_and_has_not_come_may_stay_awaited(room: Room) -> None:
    room.do(AnnounceStatement(person=room.person("Okafor"), about="the reviewers"))
    (end,) = ends(room)
    assert (end.kind, end.must, end.remedy) == ("statement", False, None)
    assert end.words == "Chidi Okafor has announced a statement about the reviewers; it has not come"
    room.do(ReceiveStatement(statement=awaited(room.record)[0].id, text="We regret."))
    assert ends(room) == []


def test_a_missing_invitation_keeps_the_sitting_open_and_all_else_does_not(room: Room) -> None:
    room.said("An observer's words.", "Haddad")
    room.said("An absent member's words.", "Okafor")
    must = [one for one in ends(room) if one.must]
    with pytest.raises(OutOfOrder, match="without an invitation") as refused:
        room.do(CloseSitting(sitting=room.sitting.id))
    assert refused.value.remedy == must[0].remedy
    assert must[0].remedy
    room.do(must[0].remedy)
    assert ends(room)
    room.do(CloseSitting(sitting=room.sitting.id))
    assert room.record.get(Sitting, room.sitting.id).state == "closed"


# --- a member marked absent who speaks --------------------------------------------------------------------------------


def test_a_member_marked_absent_who_speaks_is_present_since_they_spoke(room: Room) -> None:
    first = room.said("The first words.", "Okafor")
    room.said("And more.", "Okafor")
    (end,) = but_for_the_floor(room)
    assert end.words.startswith("Chidi Okafor spoke at")
    assert flags_of(room.record, first) == ["not marked present"]
    assert end.remedy
    room.do(end.remedy)
    assert [flag for said in room.record.each(Comment) for flag in flags_of(room.record, said)] == []
    stay = is_present(room.record, room.person("Okafor"))
    assert stay
    assert stay.arrived_at == first.at


def test_one_who_was_marked_present_late_has_been_there_since_they_spoke(room: Room) -> None:
    first = room.said("The first words.", "Okafor")
    room.do(Arrive(people=(room.person("Okafor"),)))
    (end,) = but_for_the_floor(room)
    assert end.remedy
    room.do(end.remedy)
    assert but_for_the_floor(room) == []
    stay = is_present(room.record, room.person("Okafor"))
    assert stay
    assert stay.arrived_at == first.at


def test_giving_the_floor_to_one_who_is_absent_marks_them_present_by_one_key_and_undo_takes_both_back(
    room: Room,
) -> None:
    okafor = room.person("Okafor")
    with pytest.raises(OutOfOrder, match="not marked present") as refused:
        room.do(GiveFloor(person=okafor))
    assert refused.value.remedy
    room.do(refused.value.remedy)
    assert is_present(room.record, okafor)
    assert running(room.record)
    room.undo()
    assert is_present(room.record, okafor) is None
    assert running(room.record) is None


def test_an_external_persons_words_cannot_be_put_right_by_marking_them_present(room: Room) -> None:
    room.said("From the gallery.", "Quist")
    assert [one.kind for one in but_for_the_floor(room)] == ["invitation"]


def test_struck_words_keep_nothing_open(room: Room) -> None:
    from hisrg_desktop.meeting.comments.capture import StrikeOut

    said = room.said("Not said after all.", "Okafor")
    room.do(StrikeOut(comment=said.id))
    assert but_for_the_floor(room) == []

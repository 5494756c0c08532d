"""The floor: invitations, one speaker, turns derived from instants; refusals whose remedies put things right."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.comments.capture import Restore, StrikeOut, TakeDown, flags_of
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    NextSpeaker,
    QueueEntry,
    Withdraw,
    asking,
    queue,
)
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import (
    Invitation,
    InviteToSpeak,
    OpenToObservers,
    RecordInvitation,
    uninvited,
)
from hisrg_desktop.meeting.floor.times import Spoken, by_letter
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting
from tests.meeting.room import Room


def present(room: Room, *names: str) -> None:
    room.do(Arrive(people=tuple(room.person(name) for name in names)))


def speaker(room: Room) -> str:
    turn = running(room.record)
    assert turn
    return turn.speaker


# --- 10 -------------------------------------------------------------------------------------------------------------


def test_an_observer_waits_for_the_chair(room: Room) -> None:
    present(room, "Haddad")
    with pytest.raises(OutOfOrder, match="the chair has not invited") as refusal:
        room.do(GiveFloor(person=room.person("Haddad")))
    room.remedied(GiveFloor(person=room.person("Haddad")), refusal.value)
    assert speaker(room) == room.person("Haddad")


def test_an_observer_neither_present_nor_invited_gets_the_floor_by_one_key(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="the chair has not invited") as refusal:
        room.do(GiveFloor(person=room.person("Haddad")))
    assert refusal.value.remedy
    room.do(refusal.value.remedy)
    assert speaker(room) == room.person("Haddad")
    assert is_present(room.record, room.person("Haddad"))


def test_an_individual_invitation_is_for_one_intervention(room: Room) -> None:
    present(room, "Haddad")
    room.do(InviteToSpeak(person=room.person("Haddad")))
    room.do(GiveFloor(person=room.person("Haddad")))
    room.do(EndIntervention())
    with pytest.raises(OutOfOrder, match="the chair has not invited"):
        room.do(GiveFloor(person=room.person("Haddad")))


def test_an_item_open_to_observers_invites_all_of_them_for_that_item_only(room: Room) -> None:
    present(room, "Haddad", "Moreau")
    room.do(OpenToObservers())
    room.do(GiveFloor(person=room.person("Haddad")))
    room.do(GiveFloor(person=room.person("Moreau")))
    room.do(TakeUpItem(item=list(room.record.each(AgendaItem))[1].id))
    with pytest.raises(OutOfOrder, match="the chair has not invited"):
        room.do(GiveFloor(person=room.person("Haddad")))


def test_words_of_an_uninvited_observer_are_saved_and_flagged(room: Room) -> None:
    present(room, "Haddad")
    comment = room.said("We have flown three landers.", "Haddad", "1.1")
    assert comment.text == "We have flown three landers."
    assert flags_of(room.record, comment) == ["invitation not recorded"]


def test_an_open_flag_blocks_closing_and_one_key_clears_it(room: Room) -> None:
    comment = room.said("We have flown three landers.", "Haddad")
    close = CloseSitting(sitting=room.sitting.id)
    with pytest.raises(OutOfOrder, match="Salma Haddad observes and spoke without an invitation") as refusal:
        room.do(close)
    assert isinstance(refusal.value.remedy, RecordInvitation)
    room.do(refusal.value.remedy)
    assert "invitation not recorded" not in flags_of(room.record, comment)
    room.do(close)
    assert room.sitting.state == "closed"


def test_several_open_flags_are_cleared_one_after_the_other(room: Room) -> None:
    room.said("One.", "Haddad")
    room.said("Two.", "Moreau")
    close = CloseSitting(sitting=room.sitting.id)
    for _ in range(2):
        with pytest.raises(OutOfOrder) as refusal:
            room.do(close)
        assert refusal.value.remedy
        room.do(refusal.value.remedy)
    room.do(close)


def test_an_invitation_that_was_used_cannot_be_taken_back(room: Room) -> None:
    present(room, "Haddad")
    room.do(InviteToSpeak(person=room.person("Haddad")))
    invited = room.last
    room.do(GiveFloor(person=room.person("Haddad")))
    with pytest.raises(OutOfOrder, match="built on since by “Give the floor to Salma Haddad”"):
        room.undo(invited)


def test_an_invitation_recorded_afterwards_cannot_be_taken_back_once_the_sitting_is_closed(room: Room) -> None:
    room.said("One.", "Haddad")
    room.do(RecordInvitation(intervention=uninvited(room.record, room.sitting.id)[0].id))
    recorded = room.last
    room.do(CloseSitting(sitting=room.sitting.id))
    with pytest.raises(OutOfOrder):
        room.undo(recorded)
    assert uninvited(room.record, room.sitting.id) == []


def test_taking_back_the_record_of_an_invitation_flags_the_words_again(room: Room) -> None:
    comment = room.said("One.", "Haddad")
    room.do(RecordInvitation(intervention=comment.intervention or ""))
    room.undo()
    assert "invitation not recorded" in flags_of(room.record, comment)
    room.redo()
    assert "invitation not recorded" not in flags_of(room.record, comment)


@pytest.mark.parametrize("name", ["Okafor", "Tomo Vance", "Ines Brandt"])
def test_who_needs_no_invitation_is_not_invited(room: Room, name: str) -> None:
    with pytest.raises(OutOfOrder, match="needs no invitation"):
        room.do(InviteToSpeak(person=room.person(name)))


def test_an_item_on_which_observers_spoke_stays_open_to_them(room: Room) -> None:
    present(room, "Haddad")
    room.do(OpenToObservers())
    room.do(OpenToObservers())
    assert not list(room.record.each(Invitation))
    room.do(OpenToObservers())
    room.do(GiveFloor(person=room.person("Haddad")))
    with pytest.raises(OutOfOrder, match="the invitation stays on record"):
        room.do(OpenToObservers())


# --- 11 -------------------------------------------------------------------------------------------------------------


def test_giving_the_floor_to_someone_not_marked_present_marks_them_by_one_confirming_key(room: Room) -> None:
    give = GiveFloor(person=room.person("Okafor"))
    with pytest.raises(OutOfOrder, match="Chidi Okafor is not marked present") as refusal:
        room.do(give)
    assert refusal.value.remedy
    room.do(refusal.value.remedy)
    assert is_present(room.record, room.person("Okafor"))
    assert speaker(room) == room.person("Okafor")
    room.undo()
    assert is_present(room.record, room.person("Okafor")) is None


# --- 12 -------------------------------------------------------------------------------------------------------------


def test_giving_the_floor_to_another_ends_the_first(room: Room) -> None:
    present(room, "Okafor", "Lind")
    room.do(GiveFloor(person=room.person("Okafor")))
    room.do(GiveFloor(person=room.person("Lind")))
    first, second = room.record.each(Intervention)
    assert first.ended_at == second.began_at
    assert speaker(room) == room.person("Lind")


def test_an_interjection_leaves_the_floor_where_it_is(room: Room) -> None:
    present(room, "Okafor", "Lind")
    room.do(GiveFloor(person=room.person("Okafor")))
    comment = room.said("Hear, hear.", "Lind")
    turn = room.record.get(Intervention, comment.intervention or "")
    assert turn.interjection
    assert turn.ended_at == turn.began_at
    assert speaker(room) == room.person("Okafor")


def test_times_derive_from_the_instants(room: Room) -> None:
    present(room, "Okafor")
    room.do(GiveFloor(person=room.person("Okafor")))
    turn = running(room.record)
    assert turn
    room.clock.on(minutes=3)
    assert turn.lasted(room.clock.at) == timedelta(minutes=3)
    spoken = by_letter(room.record, [room.sitting.id], room.clock.at)
    assert spoken == {"M": Spoken(1, timedelta(minutes=3))}


def test_taking_back_the_end_of_a_turn_is_refused_once_another_has_the_floor(room: Room) -> None:
    present(room, "Okafor", "Lind")
    room.do(GiveFloor(person=room.person("Okafor")))
    room.do(EndIntervention())
    ended = room.last
    room.do(GiveFloor(person=room.person("Lind")))
    with pytest.raises(OutOfOrder, match="Chidi Okafor and Astrid Lind cannot both have the floor"):
        room.undo(ended)


def test_suspending_ends_the_turn_and_refuses_the_floor_until_it_is_resumed(room: Room) -> None:
    present(room, "Okafor")
    give = GiveFloor(person=room.person("Okafor"))
    room.do(give)
    room.do(SuspendSitting())
    assert running(room.record) is None
    with pytest.raises(OutOfOrder, match="Morning is suspended") as refusal:
        room.do(give)
    assert refusal.value.remedy == ResumeSitting()
    room.do(refusal.value.remedy)
    room.do(give)


def test_whoever_has_the_floor_is_not_given_it_again(room: Room) -> None:
    present(room, "Okafor")
    room.do(GiveFloor(person=room.person("Okafor")))
    with pytest.raises(OutOfOrder, match="Chidi Okafor has the floor"):
        room.do(GiveFloor(person=room.person("Okafor")))


@pytest.mark.parametrize("act", [EndIntervention(), NextSpeaker(), ResumeSitting()])
def test_what_makes_no_sense_now_is_refused_and_offers_nothing_misleading(room: Room, act: Act) -> None:
    with pytest.raises(OutOfOrder) as refusal:
        room.do(act)
    assert refusal.value.remedy is None


def test_a_sitting_is_suspended_once(room: Room) -> None:
    room.do(SuspendSitting())
    with pytest.raises(OutOfOrder, match="Morning is suspended already") as refusal:
        room.do(SuspendSitting())
    assert refusal.value.remedy is None


# --- the queue ------------------------------------------------------------------------------------------------------


def test_the_queue_runs_from_points_of_order_over_members_and_panel_chairs_to_invited_observers(room: Room) -> None:
    room.do(OpenToObservers())
    for name, kind in (("Haddad", "floor"), ("Tomo Vance", "floor"), ("Okafor", "floor"), ("Lind", "point of order")):
        room.do(AskForFloor(person=room.person(name), kind=kind))
    waiting = [q.person for q in queue(room.record, room.sitting)]
    assert waiting == [room.person(n) for n in ("Lind", "Okafor", "Tomo Vance", "Haddad")]


def test_an_observer_who_asks_is_listed_apart_until_invited(room: Room) -> None:
    room.do(AskForFloor(person=room.person("Haddad")))
    assert queue(room.record, room.sitting) == []
    assert [q.person for q in asking(room.record, room.sitting)] == [room.person("Haddad")]
    room.do(InviteToSpeak(person=room.person("Haddad")))
    assert [q.person for q in queue(room.record, room.sitting)] == [room.person("Haddad")]


def test_one_waits_once_for_each_kind_and_the_remedy_takes_one_off(room: Room) -> None:
    ask = AskForFloor(person=room.person("Okafor"))
    room.do(ask)
    with pytest.raises(OutOfOrder, match="Chidi Okafor is on the queue already") as refusal:
        room.do(ask)
    assert isinstance(refusal.value.remedy, Withdraw)
    room.remedied(ask, refusal.value)
    room.do(ask)
    assert len(room.record.where(QueueEntry, done_at=None)) == 1


def test_the_next_speaker_is_the_first_of_the_queue_and_waits_no_more(room: Room) -> None:
    present(room, "Okafor", "Lind")
    room.do(AskForFloor(person=room.person("Okafor")))
    room.do(AskForFloor(person=room.person("Lind")))
    room.do(NextSpeaker())
    assert speaker(room) == room.person("Okafor")
    assert [q.person for q in queue(room.record, room.sitting)] == [room.person("Lind")]


# --- sittings under undo --------------------------------------------------------------------------------------------


def test_one_sitting_runs_at_a_time_and_the_remedy_closes_the_other(room: Room) -> None:
    afternoon = list(room.record.each(Sitting))[1]
    act = OpenSitting(sitting=afternoon.id)
    with pytest.raises(OutOfOrder, match="Morning is open; close it first") as refusal:
        room.do(act)
    room.remedied(act, refusal.value)
    room.do(act)


def test_taking_back_a_closing_is_refused_while_the_next_sitting_runs(room: Room) -> None:
    room.do(CloseSitting(sitting=room.sitting.id))
    closed = room.last
    room.do(OpenSitting(sitting=list(room.record.each(Sitting))[1].id))
    with pytest.raises(OutOfOrder, match="only one sitting runs at a time"):
        room.undo(closed)


def test_a_closing_taken_back_has_everybody_in_the_room_again(room: Room) -> None:
    present(room, "Okafor", "Lind")
    room.do(CloseSitting(sitting=room.sitting.id))
    assert is_present(room.record, room.person("Lind")) is None
    room.undo()
    assert room.sitting.state == "open"
    assert is_present(room.record, room.person("Lind"))


def test_an_opening_cannot_be_taken_back_under_those_who_came(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(OpenSitting(sitting=room.sitting.id))
    opened = room.last
    present(room, "Okafor")
    with pytest.raises(OutOfOrder, match="something was recorded in it"):
        room.undo(opened)


def test_words_typed_while_the_sitting_is_suspended_are_saved(room: Room) -> None:
    room.do(SuspendSitting())
    assert room.said("One more thing.", "Okafor").text == "One more thing."


def test_struck_words_stay_and_the_remedy_restores_them(room: Room) -> None:
    comment = room.said("Not quite so.", "Okafor")
    strike = StrikeOut(comment=comment.id)
    room.do(strike)
    with pytest.raises(OutOfOrder, match="is struck out already") as refusal:
        room.do(strike)
    assert refusal.value.remedy == Restore(comment=comment.id)
    room.do(refusal.value.remedy)
    room.do(strike)


def test_nothing_is_taken_down_from_nothing(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="There are no words to take down"):
        room.do(TakeDown(text="  \n "))

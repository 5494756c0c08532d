"""The queue: the list closed and reopened, the last word, moving by hand, time limits, invitations that stand."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem, now
from hisrg_desktop.meeting.comments.capture import flags_of
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    MoveInQueue,
    NextSpeaker,
    QueueEntry,
    WaitHere,
    Withdraw,
    asking,
    queue,
    waiting_elsewhere,
)
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import (
    Invitation,
    InviteForItem,
    InviteToSpeak,
    OpenToObservers,
    RecordInvitation,
    WithdrawInvitation,
    invitation_for,
)
from hisrg_desktop.meeting.floor.limits import SetTimeLimit, limit_on
from hisrg_desktop.meeting.floor.speakers_list import CloseList, ReopenList, closed_list
from hisrg_desktop.meeting.lists import QueueKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting
from tests.meeting.room import Room, teleconference


def ask(room: Room, name: str, kind: QueueKind = "floor") -> QueueEntry:
    return room.made(AskForFloor(person=room.person(name), kind=kind), QueueEntry)


def waiting(room: Room) -> list[str]:
    return [q.person for q in queue(room.record, room.sitting)]


def second_item(room: Room) -> None:
    room.do(TakeUpItem(item=list(room.record.each(AgendaItem))[1].id))


def first_item(room: Room) -> None:
    room.do(TakeUpItem(item=next(room.record.each(AgendaItem)).id))


def elsewhere(room: Room) -> list[str]:
    return [q.person for q in waiting_elsewhere(room.record, room.sitting)]


def good_now(room: Room, name: str) -> Invitation | None:
    at = now(room.record)
    return invitation_for(room.record, room.person(name), room.sitting.id, at.item if at else None)


# --- the list is closed ---------------------------------------------------------------------------------------------


def test_a_closed_list_takes_nobody_in_unless_the_chair_allows(room: Room) -> None:
    room.do(CloseList())
    with pytest.raises(OutOfOrder, match="The list of speakers is closed") as refusal:
        ask(room, "Okafor")
    assert refusal.value.remedy
    room.do(refusal.value.remedy)
    assert waiting(room) == [room.person("Okafor")]
    assert next(room.record.each(QueueEntry)).although_closed


def test_a_closed_list_is_reopened_and_closed_once(room: Room) -> None:
    room.do(CloseList())
    with pytest.raises(OutOfOrder, match="closed already") as refusal:
        room.do(CloseList())
    assert refusal.value.remedy == ReopenList()
    room.do(ReopenList())
    assert not ask(room, "Okafor").although_closed
    with pytest.raises(OutOfOrder, match="The list of speakers is open"):
        room.do(ReopenList())


def test_reopening_taken_back_is_refused_once_it_was_closed_again(room: Room) -> None:
    room.do(CloseList())
    room.do(ReopenList())
    reopened = room.last
    room.do(CloseList())
    with pytest.raises(OutOfOrder, match="closed already"):
        room.undo(reopened)


def test_a_list_is_closed_for_its_item_only(room: Room) -> None:
    room.do(CloseList())
    second_item(room)
    assert closed_list(room.record, room.sitting) is None
    ask(room, "Okafor")


def test_points_of_order_and_the_last_word_are_taken_in_after_closing(room: Room) -> None:
    room.do(CloseList())
    ask(room, "Lind", "last word")
    ask(room, "Okafor", "point of order")
    assert waiting(room) == [room.person("Okafor"), room.person("Lind")]


def test_the_last_word_stands_behind_everybody(room: Room) -> None:
    room.do(OpenToObservers())
    ask(room, "Lind", "last word")
    for name in ("Haddad", "Okafor"):
        ask(room, name)
    assert waiting(room) == [room.person(n) for n in ("Okafor", "Haddad", "Lind")]


# --- the room goes to another item ----------------------------------------------------------------------------------


def test_who_still_waits_is_not_next_on_another_item_and_stands_as_before_when_theirs_comes_back(room: Room) -> None:
    okafor, lind = ask(room, "Okafor"), ask(room, "Lind")
    room.do(MoveInQueue(entry=lind.id, by=-1))
    second_item(room)
    assert waiting(room) == []
    assert elsewhere(room) == [okafor.person, lind.person]
    with pytest.raises(OutOfOrder, match="Nobody waits"):
        room.do(NextSpeaker())
    first_item(room)
    assert waiting(room) == [lind.person, okafor.person]
    assert elsewhere(room) == []


def test_taking_back_the_item_gives_queue_and_invitation_back_as_they_were(room: Room) -> None:
    room.do(InviteToSpeak(person=room.person("Haddad")))
    ask(room, "Okafor"), ask(room, "Haddad"), ask(room, "Moreau")
    before, asked = waiting(room), asking(room.record, room.sitting)
    second_item(room)
    room.undo()
    assert (waiting(room), asking(room.record, room.sitting)) == (before, asked)
    assert good_now(room, "Haddad")


def test_one_may_wait_on_each_item_and_speaking_on_one_leaves_the_other(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    first = ask(room, "Okafor")
    second_item(room)
    ask(room, "Okafor")
    room.do(NextSpeaker())
    assert waiting(room) == []
    assert [q.id for q in waiting_elsewhere(room.record, room.sitting)] == [first.id]


def test_who_waits_on_another_item_is_brought_to_this_one_once(room: Room) -> None:
    okafor = ask(room, "Okafor")
    second_item(room)
    ask(room, "Lind")
    room.do(WaitHere(entry=okafor.id))
    assert waiting(room) == [room.person("Okafor"), room.person("Lind")]
    with pytest.raises(OutOfOrder, match="does not wait on another item"):
        room.do(WaitHere(entry=okafor.id))
    first_item(room)
    again = ask(room, "Okafor")
    second_item(room)
    with pytest.raises(OutOfOrder, match="on the queue already") as refusal:
        room.do(WaitHere(entry=again.id))
    room.remedied(WaitHere(entry=again.id), refusal.value)
    assert elsewhere(room) == []


def test_an_invitation_to_speak_is_for_its_item_and_the_refusal_says_so(room: Room) -> None:
    haddad = room.person("Haddad")
    room.do(Arrive(people=(haddad,)))
    room.do(InviteToSpeak(person=haddad))
    second_item(room)
    with pytest.raises(OutOfOrder, match="the chair's invitation was for item 1") as refusal:
        room.do(GiveFloor(person=haddad))
    assert refusal.value.remedy
    words = room.said("All the same.", "Haddad")
    assert flags_of(room.record, words) == ["invitation not recorded"]
    room.do(EndIntervention())
    first_item(room)
    room.do(GiveFloor(person=haddad))
    assert running(room.record).speaker == haddad  # type: ignore[union-attr]


def test_an_observer_who_waits_with_an_invitation_asks_anew_on_the_next_item(room: Room) -> None:
    room.do(InviteToSpeak(person=room.person("Haddad")))
    entry = ask(room, "Haddad")
    second_item(room)
    room.do(WaitHere(entry=entry.id))
    assert [q.id for q in asking(room.record, room.sitting)] == [entry.id]
    assert waiting(room) == []


def test_what_was_asked_before_any_item_and_a_point_of_order_wait_on_every_item(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(OpenSitting(sitting=room.sitting.id))
    room.do(InviteToSpeak(person=room.person("Haddad")))
    ask(room, "Okafor"), ask(room, "Haddad")
    first_item(room)
    ask(room, "Lind", "point of order")
    with pytest.raises(OutOfOrder, match="Chidi Okafor is on the queue already"):
        ask(room, "Okafor")
    second_item(room)
    assert waiting(room) == [room.person(n) for n in ("Lind", "Okafor", "Haddad")]
    assert elsewhere(room) == []


def test_a_withdrawal_taken_back_may_not_make_one_wait_twice_whichever_the_item(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(OpenSitting(sitting=room.sitting.id))
    room.do(Withdraw(entry=ask(room, "Okafor").id))
    withdrawn = room.last
    first_item(room)
    ask(room, "Okafor")
    with pytest.raises(OutOfOrder, match="on the queue already"):
        room.undo(withdrawn)


# --- moving by hand -------------------------------------------------------------------------------------------------


def test_moving_by_hand_is_recorded_and_stays_when_others_come_and_go(room: Room) -> None:
    okafor, lind = ask(room, "Okafor"), ask(room, "Lind")
    room.do(MoveInQueue(entry=lind.id, by=-1))
    assert room.record.get(QueueEntry, lind.id).moved_at == room.clock.at
    assert room.record.get(QueueEntry, okafor.id).moved_at is None
    ask(room, "Řezníčková")
    ask(room, "Tomo Vance")
    assert waiting(room) == [room.person(n) for n in ("Lind", "Okafor", "Řezníčková", "Tomo Vance")]
    room.do(Withdraw(entry=okafor.id))
    assert waiting(room)[0] == room.person("Lind")


def test_one_is_moved_past_the_order_of_classes_and_back(room: Room) -> None:
    ask(room, "Okafor")
    vance = ask(room, "Tomo Vance")
    room.do(MoveInQueue(entry=vance.id, by=-1))
    assert waiting(room) == [room.person(n) for n in ("Tomo Vance", "Okafor")]
    room.do(MoveInQueue(entry=vance.id, by=1))
    assert waiting(room) == [room.person(n) for n in ("Okafor", "Tomo Vance")]
    with pytest.raises(OutOfOrder, match="Tomo Vance is last already"):
        room.do(MoveInQueue(entry=vance.id, by=1))


def test_moving_is_taken_back(room: Room) -> None:
    ask(room, "Okafor")
    lind = ask(room, "Lind")
    room.do(MoveInQueue(entry=lind.id, by=-1))
    room.undo()
    assert waiting(room) == [room.person(n) for n in ("Okafor", "Lind")]


def test_who_waits_in_two_ways_loses_the_place_that_stood_first(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    ask(room, "Okafor")
    ask(room, "Okafor", "point of order")
    room.do(NextSpeaker())
    assert [q.kind for q in queue(room.record, room.sitting)] == ["floor"]


def test_a_withdrawal_taken_back_puts_nobody_on_the_queue_twice(room: Room) -> None:
    entry = ask(room, "Okafor")
    room.do(Withdraw(entry=entry.id))
    withdrawn = room.last
    ask(room, "Okafor")
    with pytest.raises(OutOfOrder, match="Chidi Okafor is on the queue already"):
        room.undo(withdrawn)


# --- 10: observers --------------------------------------------------------------------------------------------------


def test_an_observer_invited_for_the_item_speaks_on_it_as_often_as_called(room: Room) -> None:
    room.do(Arrive(people=(room.person("Haddad"), room.person("Moreau"))))
    room.do(InviteForItem(person=room.person("Haddad")))
    for _ in range(2):
        room.do(GiveFloor(person=room.person("Haddad")))
        room.do(EndIntervention())
    with pytest.raises(OutOfOrder, match="Luc Moreau observes, and the chair has not invited"):
        room.do(GiveFloor(person=room.person("Moreau")))
    second_item(room)
    with pytest.raises(OutOfOrder, match="Salma Haddad observes, and the chair has not invited"):
        room.do(GiveFloor(person=room.person("Haddad")))


def test_each_of_several_observers_needs_an_invitation_of_their_own(room: Room) -> None:
    for name in ("Haddad", "Moreau"):
        ask(room, name)
    room.do(InviteToSpeak(person=room.person("Moreau")))
    assert waiting(room) == [room.person("Moreau")]
    assert [q.person for q in asking(room.record, room.sitting)] == [room.person("Haddad")]


def test_without_an_item_an_invitation_for_it_becomes_one_to_speak(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(OpenSitting(sitting=room.sitting.id))
    with pytest.raises(OutOfOrder, match="No item of the agenda has been taken up") as refusal:
        room.do(InviteForItem(person=room.person("Haddad")))
    assert refusal.value.remedy == InviteToSpeak(person=room.person("Haddad"))


def test_an_invitation_is_withdrawn_while_nobody_has_spoken_on_it(room: Room) -> None:
    room.do(Arrive(people=(room.person("Haddad"),)))
    act = InviteToSpeak(person=room.person("Haddad"))
    room.do(act)
    with pytest.raises(OutOfOrder, match="has been invited already") as refusal:
        room.do(act)
    assert isinstance(refusal.value.remedy, WithdrawInvitation)
    room.do(refusal.value.remedy)
    assert good_now(room, "Haddad") is None
    room.do(act)
    invited = good_now(room, "Haddad")
    room.do(GiveFloor(person=room.person("Haddad")))
    assert invited
    with pytest.raises(OutOfOrder, match="it stays on record"):
        room.do(WithdrawInvitation(invitation=invited.id))


def test_words_thrown_in_do_not_use_up_the_invitation_to_have_the_floor(room: Room) -> None:
    room.do(Arrive(people=(room.person("Haddad"), room.person("Lind"))))
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(InviteToSpeak(person=room.person("Haddad")))
    for words in ("If I may,", "just one word."):
        comment = room.said(words, "Haddad")
        assert flags_of(room.record, comment) == []
    room.do(GiveFloor(person=room.person("Haddad")))
    room.do(EndIntervention())
    with pytest.raises(OutOfOrder, match="the chair has not invited"):
        room.do(GiveFloor(person=room.person("Haddad")))


def test_an_invitation_recorded_afterwards_is_good_for_nothing_else(room: Room) -> None:
    room.do(Arrive(people=(room.person("Haddad"), room.person("Lind"))))
    room.do(GiveFloor(person=room.person("Lind")))
    comment = room.said("We object.", "Haddad")
    room.do(RecordInvitation(intervention=comment.intervention or ""))
    with pytest.raises(OutOfOrder, match="the chair has not invited"):
        room.do(GiveFloor(person=room.person("Haddad")))


def test_at_a_teleconference_no_observer_is_invited_queued_or_given_the_floor(before_the_meeting: Room) -> None:
    room = before_the_meeting
    call = teleconference(room).meeting
    haddad = room.person("Haddad")
    acts = (InviteToSpeak(person=haddad), AskForFloor(person=haddad), GiveFloor(person=haddad))
    for act in acts:
        with pytest.raises(OutOfOrder, match="observers do not take part in teleconferences") as refusal:
            room.do(act)
        assert refusal.value.remedy is None
    room.do(TakeUpItem(item=room.made(AddAgendaItem(meeting=call, title="Preparation"), AgendaItem).id))
    with pytest.raises(OutOfOrder, match="Observers do not take part in teleconferences"):
        room.do(OpenToObservers())
    comment = room.said("May I?", "Haddad")
    assert (comment.text, flags_of(room.record, comment)[0]) == ("May I?", "invitation not recorded")


# --- time limits ----------------------------------------------------------------------------------------------------


def test_no_time_limit_holds_unless_one_is_set_for_the_meeting_or_the_item(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.do(GiveFloor(person=room.person("Okafor")))
    turn = running(room.record)
    assert turn
    assert limit_on(room.record, turn) is None
    room.do(SetTimeLimit(seconds=180))
    assert limit_on(room.record, turn) == timedelta(minutes=3)
    room.do(SetTimeLimit(seconds=60, item=turn.item))
    assert limit_on(room.record, turn) == timedelta(minutes=1)
    room.do(SetTimeLimit(seconds=0, item=turn.item))
    assert limit_on(room.record, turn) is None
    room.do(SetTimeLimit(item=turn.item))
    assert limit_on(room.record, turn) == timedelta(minutes=3)
    room.do(SetTimeLimit(seconds=0))
    assert limit_on(room.record, turn) is None


def test_no_rule_of_the_queue_is_asked_of_a_closed_sitting(room: Room) -> None:
    ask(room, "Okafor")
    room.do(CloseSitting(sitting=room.sitting.id))
    assert not [i for i in room.record.each(Intervention) if i.ended_at is None]

"""Observers at the items of the agenda: open to them as the agenda says, or not for them at all."""

import pytest

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.comments.capture import flags_of
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.floor.invitations import InviteForItem, InviteToSpeak, OpenToObservers, standing_for
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting, OpenSitting, Sitting
from tests.meeting.room import teleconference


def add(room, title: str, **fields) -> AgendaItem:
    meeting = next(room.record.each(Meeting)).id
    return room.made(AddAgendaItem(meeting=meeting, title=title, **fields), AgendaItem)


def test_an_observer_speaks_on_an_item_that_the_agenda_opens_to_them(room):
    reports = add(room, "Reports", observers_may_speak=True)
    haddad = room.person("Haddad")
    room.do(Arrive(people=(haddad,)))
    with pytest.raises(OutOfOrder, match="invit"):
        room.do(GiveFloor(person=haddad))
    room.do(TakeUpItem(item=reports.id))
    room.do(GiveFloor(person=haddad))
    turn = running(room.record)
    assert turn
    assert turn.invitation == standing_for(room.record, turn.sitting, reports.id)[0].id


def test_the_invitation_that_comes_with_an_item_goes_with_undo(room):
    reports = add(room, "Reports", observers_may_speak=True)
    room.do(TakeUpItem(item=reports.id))
    assert len(standing_for(room.record, room.sitting.id, reports.id)) == 1
    room.undo()
    assert standing_for(room.record, room.sitting.id, reports.id) == []
    room.redo()
    assert len(standing_for(room.record, room.sitting.id, reports.id)) == 1


def test_the_chair_takes_the_invitation_back_and_it_stays_so_until_the_item_is_taken_up_again(room):
    reports = add(room, "Reports", observers_may_speak=True)
    room.do(TakeUpItem(item=reports.id))
    room.do(OpenToObservers())
    assert standing_for(room.record, room.sitting.id, reports.id) == []


def test_the_next_sitting_that_goes_on_with_the_item_is_open_to_observers_too(room):
    reports = add(room, "Reports", observers_may_speak=True)
    room.do(TakeUpItem(item=reports.id))
    room.do(CloseSitting(sitting=room.sitting.id))
    afternoon = next(s for s in room.record.each(Sitting) if s.state == "planned")
    room.do(OpenSitting(sitting=afternoon.id))
    assert len(standing_for(room.record, afternoon.id, reports.id)) == 1


def test_at_a_teleconference_no_item_invites_observers(before_the_meeting):
    room = before_the_meeting
    call = teleconference(room)
    act = AddAgendaItem(meeting=call.meeting, title="Preparation", observers_may_speak=True)
    item = room.made(act, AgendaItem)
    room.do(TakeUpItem(item=item.id))
    assert standing_for(room.record, call.id, item.id) == []


def test_no_observer_is_invited_on_an_item_for_members_only(room):
    budget = add(room, "Budget", members_only=True)
    room.do(TakeUpItem(item=budget.id))
    haddad = room.person("Haddad")
    for act in (InviteToSpeak(person=haddad), InviteForItem(person=haddad), OpenToObservers()):
        with pytest.raises(OutOfOrder, match="Item 3 is for members only"):
            room.do(act)
    room.do(ChangeAgendaItem(item=budget.id, members_only=False))
    room.do(InviteToSpeak(person=haddad))


def test_words_of_an_observer_on_a_members_only_item_are_saved_and_flagged(room):
    room.do(TakeUpItem(item=add(room, "Budget", members_only=True).id))
    comment = room.said("May I say something?", "Haddad")
    assert comment.text == "May I say something?"
    assert flags_of(room.record, comment)[0] == "invitation not recorded"

"""What a meeting left unfinished goes to the next one by itself."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, SayOutcome, agenda_of
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.unfinished import CarryOver, unfinished
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, Sitting
from tests.meeting.room import DAY


@pytest.fixture
def held(room):
    """The meeting with five items, one dealt with and one under way."""
    meeting = next(room.record.each(Meeting)).id
    for title in ("Opening of the meeting", "Definitions", "Closing"):
        room.do(AddAgendaItem(meeting=meeting, title=title))
    zones = room.made(AddAgendaItem(meeting=meeting, title="Zones", parent=item(room, "Definitions").id), AgendaItem)
    assert zones.number == "4.1"
    room.do(TakeUpItem(item=item(room, "Standards").id))
    return meeting


def item(room, title: str) -> AgendaItem:
    return next(i for i in room.record.each(AgendaItem) if i.title == title)


def following(room, number: int = 5, **fields) -> Meeting:
    here = next(room.record.each(Meeting))
    later = DAY + timedelta(days=100)
    days = {"planned_from": later, "planned_to": later, **fields}
    return room.made(CreateMeeting(phase=here.phase, number=number, **days), Meeting)


def close_all(room) -> None:
    for one in list(room.record.each(Sitting)):
        if one.state == "planned":
            room.do(OpenSitting(sitting=one.id))
        room.do(CloseSitting(sitting=one.id))


def agenda(room, meeting: str) -> list[str]:
    return [f"{i.number} {i.title}" for i in agenda_of(room.record, meeting)]


def test_left_over_is_what_the_room_is_at_and_what_it_never_came_to(room, held):
    assert [i.title for i in unfinished(room.record, held)] == ["Standards", "Definitions", "Zones"]


def test_what_is_said_of_an_item_decides(room, held):
    room.do(SayOutcome(item=item(room, "Standards").id, outcome="finished"))
    room.do(SayOutcome(item=item(room, "Objective").id, outcome="to be continued"))
    assert [i.title for i in unfinished(room.record, held)] == ["Objective", "Definitions", "Zones"]


def test_with_its_last_sitting_what_a_meeting_left_goes_to_the_next_on_record(room, held):
    after = following(room)
    assert agenda(room, after.id) == []
    close_all(room)
    assert agenda(room, after.id) == ["1 Standards", "2 Definitions", "2.1 Zones"]
    assert room.desk.entries[-1].sentence == "Close Afternoon; 3 unfinished items go to meeting 2.5"
    came = [room.record.get(AgendaItem, i.carried_from) for i in agenda_of(room.record, after.id)]
    assert [i.title for i in came] == ["Standards", "Definitions", "Zones"]
    room.undo()
    assert agenda(room, after.id) == []
    room.redo()
    assert agenda(room, after.id) == ["1 Standards", "2 Definitions", "2.1 Zones"]


def test_a_meeting_created_later_is_handed_what_the_last_one_left(room, held):
    close_all(room)
    after = following(room)
    assert agenda(room, after.id) == ["1 Standards", "2 Definitions", "2.1 Zones"]


def test_what_was_carried_once_is_not_carried_again(room, held):
    close_all(room)
    after = following(room)
    with pytest.raises(OutOfOrder, match=r"2\.4 left nothing over"):
        room.do(CarryOver(meeting=held, to=after.id))


def test_a_face_to_face_meeting_hands_nothing_to_a_teleconference(room, held):
    call = following(room, 6, kind="teleconference")
    close_all(room)
    assert agenda(room, call.id) == []


def test_some_items_are_carried_by_hand(room, held):
    after = following(room)
    room.do(CarryOver(meeting=held, to=after.id, items=(item(room, "Standards").id,)))
    assert agenda(room, after.id) == ["1 Standards"]
    room.undo()
    assert agenda(room, after.id) == []

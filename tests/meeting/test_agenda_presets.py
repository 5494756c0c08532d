"""Agendas to begin from: sittings with their hours, and every block of the text with its share of the time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hisrg_desktop.meeting.agenda.forecast import forecast, planned_minutes
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, RemoveAgendaItem, agenda_of, items_under
from hisrg_desktop.meeting.agenda.presets import TakePreset, presets, shared_out
from hisrg_desktop.meeting.agenda.unfinished import CarryOver
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, sittings_of
from hisrg_desktop.meeting.roll.next_meeting import NewMeetingFrom
from tests.meeting.room import DAY


@pytest.fixture
def empty(room) -> Meeting:
    """A later meeting with nothing on its agenda."""
    here = next(room.record.each(Meeting))
    later = DAY + timedelta(days=98)
    return room.made(
        CreateMeeting(phase=here.phase, number=7, planned_from=later, planned_to=later + timedelta(days=2)), Meeting
    )


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.title)
def test_a_preset_fits_into_its_own_sittings(room, empty, preset):
    room.do(TakePreset(meeting=empty.id, preset=preset))
    told = forecast(room.record, empty.id, room.clock.at)
    assert told.left_out == ()
    assert [one.late for one in told.expected if one.late] == []
    top = items_under(room.record, empty.id, None)
    assert [item.number for item in top] == [str(n) for n in range(1, len(top) + 1)]
    assert sum(planned_minutes(room.record, item) for item in top) == sum(item.minutes for item in preset.items)


def test_the_two_day_preset_has_its_hours_on_the_clock_of_the_room(room, empty):
    room.do(TakePreset(meeting=empty.id, preset=presets()[0]))
    told = [
        (s.title, f"{local(s.planned_from):%d %H:%M}", f"{local(s.planned_to):%H:%M}", f"{local(s.pause_from):%H:%M}")
        for s in sittings_of(room.record, empty.id)
    ]
    assert told == [
        ("Tuesday morning", "10 09:30", "12:30", "11:00"),
        ("Tuesday afternoon", "10 14:00", "17:30", "15:30"),
        ("Wednesday morning", "11 09:30", "12:30", "11:00"),
        ("Wednesday afternoon", "11 14:00", "17:30", "15:30"),
    ]


def test_every_block_of_the_text_is_read_and_the_longer_one_has_more_time(room, empty):
    room.do(TakePreset(meeting=empty.id, preset=presets()[0]))
    reading = next(i for i in agenda_of(room.record, empty.id) if i.title == "Reading of the text")
    told = [(i.number, i.title, i.minutes) for i in items_under(room.record, empty.id, reading.id)]
    assert told == [("4.1", "Block 1, Objective", 200), ("4.2", "Block 10, Technical standards", 300)]


def test_a_preset_is_one_entry_and_undone_as_one(room, empty):
    before = room.last
    room.do(TakePreset(meeting=empty.id, preset=presets()[1]))
    assert room.last == before + 1
    assert room.desk.entries[-1].sentence == "Begin the agenda from the preset “Three days”"
    room.undo()
    assert agenda_of(room.record, empty.id) == []
    assert sittings_of(room.record, empty.id) == []


def test_a_preset_is_for_an_empty_agenda(room, empty):
    room.do(AddAgendaItem(meeting=empty.id, title="Something"))
    with pytest.raises(OutOfOrder, match="has items already"):
        room.do(TakePreset(meeting=empty.id, preset=presets()[0]))


def test_sittings_that_are_there_take_the_hours_of_the_preset(room):
    last = next(room.record.each(Meeting))
    later = DAY + timedelta(days=98)
    act = NewMeetingFrom(last=last.id, planned_from=later, planned_to=later + timedelta(days=1))
    meeting = room.made(act, Meeting)
    titles = [s.title for s in sittings_of(room.record, meeting.id)]
    room.do(TakePreset(meeting=meeting.id, preset=presets()[0]))
    there = sittings_of(room.record, meeting.id)
    assert [s.title for s in there] == titles
    assert [f"{local(s.planned_from):%d %H:%M}" for s in there] == ["10 09:30", "10 14:00", "11 09:30", "11 14:00"]


def test_what_was_carried_over_comes_before_the_reading(room, empty):
    here = next(room.record.each(Meeting))
    room.do(CarryOver(meeting=here.id, to=empty.id))
    room.do(TakePreset(meeting=empty.id, preset=presets()[0]))
    top = [(i.number, i.title) for i in items_under(room.record, empty.id, None)]
    assert top[2:6] == [
        ("3", "Reports of the panels"),
        ("4", "Objective"),
        ("5", "Standards"),
        ("6", "Reading of the text"),
    ]
    under = items_under(room.record, empty.id, room.record.one(AgendaItem, title="Reading of the text").id)
    assert [i.number for i in under] == ["6.1", "6.2"]
    room.do(RemoveAgendaItem(item=room.record.one(AgendaItem, title="Reading of the text").id))
    assert len(agenda_of(room.record, empty.id)) == len(top) - 1


@given(some.integers(0, 900), some.lists(some.integers(0, 60), max_size=40))
def test_no_minute_is_shared_out_twice_and_none_withheld(minutes, sizes):
    shares = shared_out(minutes, sizes)
    assert len(shares) == len(sizes)
    assert sum(shares) == (minutes // 5 * 5 if sizes else 0)
    assert all(share % 5 == 0 and share >= 0 for share in shares)
    if minutes // 5 >= len(sizes):
        assert all(share >= 5 for share in shares)
    assert all(
        a <= b + 5 for a, x in zip(shares, sizes, strict=True) for b, y in zip(shares, sizes, strict=True) if x < y
    )

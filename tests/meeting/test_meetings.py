"""Phases, meetings and sittings: how they are numbered, changed and taken out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.roll.changing import ChangeMeeting, ChangeSitting, RemoveSitting
from hisrg_desktop.meeting.roll.meetings import (
    CreateMeeting,
    Meeting,
    OpenSitting,
    PlanHours,
    Sitting,
    next_overall,
    number_of,
    sittings_of,
)
from hisrg_desktop.meeting.roll.phases import ChangePhase, EndPhase
from tests.meeting.room import DAY, Room


@pytest.fixture
def group(before_the_meeting: Room) -> Room:
    """The Group with meeting 2.4, of which two sittings are planned."""
    return before_the_meeting


def the_meeting(room: Room) -> Meeting:
    return next(room.record.each(Meeting))


def planned(room: Room, **fields: object) -> Meeting:
    given = {"phase": the_meeting(room).phase, "planned_from": DAY, "planned_to": DAY, **fields}
    return room.made(CreateMeeting.model_validate(given), Meeting)


def test_the_next_meeting_has_the_next_numbers(group: Room) -> None:
    group.do(ChangeMeeting(meeting=the_meeting(group).id, overall=8))
    fifth = planned(group)
    assert (number_of(group.record, fifth), fifth.overall) == ("2.5", 9)
    phase = group.made(BeginPhase(number=3), Phase)
    first = planned(group, phase=phase.id)
    assert (number_of(group.record, first), first.overall) == ("3.1", 10)


def test_teleconferences_are_counted_apart(group: Room) -> None:
    group.do(ChangeMeeting(meeting=the_meeting(group).id, overall=8))
    call = planned(group, kind="teleconference")
    assert (number_of(group.record, call), call.overall) == ("2.T1", None)
    assert number_of(group.record, planned(group)) == "2.5"


def test_where_nobody_knows_how_many_there_were_no_overall_number_is_made_up(group: Room) -> None:
    assert next_overall(group.record, "face-to-face") is None


def test_two_meetings_do_not_share_a_number(group: Room) -> None:
    with pytest.raises(OutOfOrder, match=r"Meeting 2\.4 is on record already"):
        planned(group, number=4)
    group.do(ChangeMeeting(meeting=the_meeting(group).id, overall=8))
    with pytest.raises(OutOfOrder, match="Another meeting is number 8 of all"):
        planned(group, overall=8)


@pytest.mark.parametrize("days", [("planned_from", "planned_to"), ("held_from", "held_to")])
def test_a_meeting_does_not_end_before_it_starts(group: Room, days: tuple[str, str]) -> None:
    fields = dict(zip(days, (DAY, DAY - timedelta(days=1)), strict=True))
    with pytest.raises(OutOfOrder, match="cannot end before it starts"):
        group.do(ChangeMeeting.model_validate({"meeting": the_meeting(group).id, **fields}))


def test_planned_and_held_days_differ_and_both_are_kept(group: Room) -> None:
    meeting = the_meeting(group)
    group.do(ChangeMeeting(meeting=meeting.id, held_from=DAY, held_to=DAY))
    there = the_meeting(group)
    assert (there.planned_to, there.held_to) == (DAY + timedelta(days=1), DAY)
    assert there.revised == 0


def test_what_calendars_must_learn_is_counted(group: Room) -> None:
    meeting = the_meeting(group).id
    group.do(ChangeMeeting(meeting=meeting, venue="Lantern Hall", capacity=40))
    group.do(ChangeMeeting(meeting=meeting, capacity=50))
    assert the_meeting(group).revised == 1
    group.undo()
    group.undo()
    assert (the_meeting(group).revised, the_meeting(group).capacity) == (0, None)


def test_a_meeting_that_becomes_a_teleconference_is_numbered_as_one(group: Room) -> None:
    group.do(ChangeMeeting(meeting=the_meeting(group).id, kind="teleconference"))
    assert number_of(group.record, the_meeting(group)) == "2.T1"


def test_sittings_move_with_the_meeting_and_keep_their_hours_by_the_clock(group: Room) -> None:
    morning, afternoon = sittings_of(group.record, the_meeting(group).id)
    nine = datetime(2031, 3, 4, 8, 30, tzinfo=UTC)
    group.do(PlanHours(sitting=morning.id, planned_from=nine, planned_to=nine + timedelta(hours=3)))
    group.do(ChangeSitting(sitting=morning.id, title="Tuesday morning"))
    assert the_meeting(group).revised == 1
    # The clocks go forward in between.
    first = DAY + timedelta(days=29)
    group.do(ChangeMeeting(meeting=the_meeting(group).id, planned_from=first, planned_to=first))
    moved = group.record.get(Sitting, morning.id)
    assert moved.title == "Wednesday morning"
    assert moved.planned_from == datetime(2031, 4, 2, 7, 30, tzinfo=UTC)
    assert group.record.get(Sitting, afternoon.id).title == "Afternoon"
    assert the_meeting(group).revised == 2
    group.undo()
    assert group.record.get(Sitting, morning.id).planned_from == nine


def test_a_planned_sitting_is_taken_out_and_the_later_ones_are_counted_anew(group: Room) -> None:
    morning, afternoon = sittings_of(group.record, the_meeting(group).id)
    group.do(ChangeSitting(sitting=afternoon.id, title="Late afternoon"))
    group.do(RemoveSitting(sitting=morning.id))
    assert [(s.number, s.title) for s in sittings_of(group.record, the_meeting(group).id)] == [(1, "Late afternoon")]
    group.undo()
    assert [s.number for s in sittings_of(group.record, the_meeting(group).id)] == [1, 2]


def test_a_sitting_that_was_opened_stays(group: Room) -> None:
    group.do(OpenSitting(sitting=group.sitting.id))
    with pytest.raises(OutOfOrder, match="only a planned sitting is taken out"):
        group.do(RemoveSitting(sitting=group.sitting.id))
    assert len(list(group.record.each(Sitting))) == 2


def test_a_phase_is_named_and_ended_but_not_before_its_meetings(group: Room) -> None:
    phase = the_meeting(group).phase
    group.do(ChangePhase(phase=phase, name="Second phase", began=date(2030, 1, 1)))
    assert group.record.get(Phase, phase).name == "Second phase"
    with pytest.raises(OutOfOrder, match=r"Meeting 2\.4 belongs to it and ends on 5 March 2031"):
        group.do(EndPhase(phase=phase, ended=DAY))
    with pytest.raises(OutOfOrder, match="cannot end before it begins"):
        group.do(EndPhase(phase=phase, ended=date(2029, 1, 1)))
    group.do(EndPhase(phase=phase, ended=DAY + timedelta(days=1)))
    assert group.record.get(Phase, phase).ended == DAY + timedelta(days=1)

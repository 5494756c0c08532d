"""The forecast: what is to come at the pace of the room, with the figures of a made-up day."""

from datetime import UTC, datetime, timedelta

import pytest

from hisrg_desktop.meeting.agenda.forecast import WhatIf, forecast, limits_kept, pace_of, planned_minutes, timetable
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem, RemoveAgendaItem, SayOutcome
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.agenda.unfinished import unfinished
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import (
    Meeting,
    OpenSitting,
    PlanHours,
    ResumeSitting,
    Sitting,
    SuspendSitting,
    sittings_of,
)
from tests.meeting.room import HandClock, Room


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2031, 3, 4, int(hour), int(minute), tzinfo=UTC)


REAL = WhatIf()


class Day:
    """Sittings from 9 to 12 with coffee at 10:30, and from 14 to 17; four items in order, 30, 60, 90 and 60 minutes."""

    def __init__(self, room: Room) -> None:
        self.room = room
        room.clock.at = at("7:00")
        self.meeting = next(room.record.each(Meeting)).id
        for item in list(room.record.each(AgendaItem)):
            room.do(RemoveAgendaItem(item=item.id))
        morning, afternoon = sittings_of(room.record, self.meeting)
        coffee = {"pause_from": at("10:30"), "pause_to": at("10:45")}
        room.do(PlanHours(sitting=morning.id, planned_from=at("9:00"), planned_to=at("12:00"), **coffee))
        room.do(PlanHours(sitting=afternoon.id, planned_from=at("14:00"), planned_to=at("17:00")))
        self.morning, self.afternoon = morning.id, afternoon.id
        self.items = {
            title: room.made(AddAgendaItem(meeting=self.meeting, title=title, minutes=minutes), AgendaItem).id
            for title, minutes in (("A", 30), ("B", 60), ("C", 90), ("D", 60))
        }

    @property
    def record(self) -> Record:
        return self.room.record

    def when(self, clock: str, act) -> None:
        """Do an act when the clock shows this."""
        self.room.clock.at = at(clock) - timedelta(seconds=1)
        self.room.do(act)

    def take_up(self, clock: str, title: str) -> None:
        self.when(clock, TakeUpItem(item=self.items[title]))

    def expected(self, clock: str, what_if: WhatIf = REAL) -> dict[str, tuple[str, str, int | None]]:
        """By title: from when to when, and how many minutes late."""
        told = {}
        for one in forecast(self.record, self.meeting, at(clock), what_if).expected:
            begins = f"{one.begins:%H:%M}" if one.begins else ""
            ends = f"{one.ends:%H:%M}" if one.ends else ""
            late = None if one.late is None else round(one.late.total_seconds() / 60)
            told[self.record.get(AgendaItem, one.item).title] = (begins, ends, late)
        return told


@pytest.fixture
def day(before_the_meeting) -> Day:
    return Day(before_the_meeting)


def test_the_plan_goes_round_the_coffee_and_over_noon(day):
    slots = timetable(day.record, day.meeting)
    told = {t: [f"{a:%H:%M}–{b:%H:%M}" for a, b in slots[key].stretches] for t, key in day.items.items()}
    assert told == {
        "A": ["09:00–09:30"],
        "B": ["09:30–10:30"],
        "C": ["10:45–12:00", "14:00–14:15"],
        "D": ["14:15–15:15"],
    }


def test_before_the_meeting_the_forecast_is_the_plan(day):
    assert day.expected("8:00") == {
        "A": ("09:00", "09:30", 0),
        "B": ("09:30", "10:30", 0),
        "C": ("10:45", "14:15", 0),
        "D": ("14:15", "15:15", 0),
    }


def test_with_too_little_evidence_the_plan_holds_and_the_delay_is_carried_on(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.room.do(ChangeAgendaItem(item=day.items["A"], minutes=20))
    day.take_up("9:00", "A")
    day.take_up("9:40", "B")
    assert pace_of(day.record, day.meeting, at("9:40")) == (1.0, timedelta(minutes=20))
    assert day.expected("9:40")["B"] == ("09:40", "10:55", None)


def test_at_this_pace_the_next_items_start_late(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.take_up("9:45", "B")
    pace, evidence = pace_of(day.record, day.meeting, at("9:45"))
    assert (pace, evidence) == (1.5, timedelta(minutes=30))
    # B needs 90 minutes, C 135, D 90: B to 11:30 round the coffee, C to 15:45 over noon, D does not end by 17:00.
    assert day.expected("9:45") == {
        "B": ("09:45", "11:30", None),
        "C": ("11:30", "15:45", 45),
        "D": ("15:45", "", 90),
    }
    assert forecast(day.record, day.meeting, at("9:45")).left_out == (day.items["D"],)


def test_an_item_under_way_needs_what_is_left_of_it(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.take_up("9:30", "B")
    assert day.expected("10:00")["B"] == ("10:00", "10:30", None)
    assert day.expected("10:00")["C"] == ("10:45", "14:15", 0)


def test_an_item_that_runs_over_slows_the_pace_while_it_lasts(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.take_up("9:30", "B")
    assert pace_of(day.record, day.meeting, at("10:30"))[0] == 1.0
    assert pace_of(day.record, day.meeting, at("12:00"))[0] == 2.0


def test_no_pace_is_carried_on_beyond_three_times_the_plan(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.take_up("11:50", "B")
    assert pace_of(day.record, day.meeting, at("11:50"))[0] == 3.0


def test_pauses_are_no_time_of_an_item(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.when("9:10", SuspendSitting())
    day.when("9:30", ResumeSitting())
    day.take_up("9:50", "B")
    assert used_by_item(day.record, day.meeting, at("10:00")) == {
        day.items["A"]: timedelta(minutes=30),
        day.items["B"]: timedelta(minutes=10),
    }


def test_an_item_goes_on_in_the_next_sitting(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "C")
    day.when("10:00", CloseSitting(sitting=day.morning))
    day.when("14:00", OpenSitting(sitting=day.afternoon))
    assert used_by_item(day.record, day.meeting, at("14:10"))[day.items["C"]] == timedelta(minutes=70)


def test_a_sitting_that_opens_late_pushes_what_comes(day):
    day.when("9:40", OpenSitting(sitting=day.morning))
    assert day.expected("9:40")["A"] == ("09:40", "10:10", 40)


def test_what_is_put_off_needs_no_time(day):
    day.room.do(SayOutcome(item=day.items["B"], outcome="put off"))
    assert day.expected("8:00")["C"] == ("09:30", "11:15", -75)
    assert [i.title for i in unfinished(day.record, day.meeting)] == ["A", "B", "C", "D"]


def test_an_item_without_minutes_is_said_to_have_none(day):
    day.room.do(ChangeAgendaItem(item=day.items["B"], minutes=None))
    told = forecast(day.record, day.meeting, at("8:00"))
    assert told.untimed == 1
    assert day.expected("8:00")["C"][0] == "09:30"


def test_what_is_under_an_item_tells_its_time(day):
    for minutes in (25, 35):
        day.room.do(AddAgendaItem(meeting=day.meeting, title=f"B {minutes}", parent=day.items["B"], minutes=minutes))
    assert planned_minutes(day.record, day.record.get(AgendaItem, day.items["B"])) == 60
    assert day.expected("8:00")["B 35"] == ("09:55", "10:30", 0)
    assert day.expected("8:00")["C"] == ("10:45", "14:15", 0)


def test_what_if_touches_nothing_and_do_so_brings_it_about(day):
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.take_up("9:00", "A")
    day.take_up("9:45", "B")
    tried = WhatIf(frozenset({day.items["C"]}), {day.items["B"]: 30})
    before = day.record
    beside = day.expected("9:45", tried)
    assert beside == {"B": ("09:45", "10:15", None), "D": ("10:15", "12:00", -240)}
    assert day.record is before
    act = limits_kept(day.record, day.meeting, tried)
    assert act
    day.room.do(act)
    assert day.room.desk.entries[-1].sentence == "Keep to the time: put off 3; limit 2 to 30 min"
    assert day.expected("9:45") == beside
    day.room.undo()
    assert day.expected("9:45")["C"] == ("11:30", "15:45", 45)


def test_an_item_without_minutes_can_be_limited(day):
    day.room.do(ChangeAgendaItem(item=day.items["B"], minutes=None))
    tried = WhatIf(limits={day.items["B"]: 20})
    assert day.expected("8:00", tried)["C"][0] == "09:50"
    assert forecast(day.record, day.meeting, at("8:00"), tried).untimed == 0


def test_a_limit_of_an_item_whose_time_is_told_below_is_shared_by_those_under_it(day):
    for minutes in (40, 20):
        day.room.do(AddAgendaItem(meeting=day.meeting, title=f"B {minutes}", parent=day.items["B"], minutes=minutes))
    tried = WhatIf(limits={day.items["B"]: 30})
    beside = day.expected("8:00", tried)
    assert (beside["B 40"][:2], beside["B 20"][:2]) == (("09:30", "09:50"), ("09:50", "10:00"))
    assert beside["C"][0] == "10:00"
    act = limits_kept(day.record, day.meeting, tried)
    assert act
    day.room.do(act)
    assert day.expected("8:00") == beside


def test_what_was_used_under_a_limited_item_is_used_of_its_limit(day):
    below = day.room.made(
        AddAgendaItem(meeting=day.meeting, title="B 40", parent=day.items["B"], minutes=40), AgendaItem
    )
    day.room.do(AddAgendaItem(meeting=day.meeting, title="B 20", parent=day.items["B"], minutes=20))
    day.when("9:00", OpenSitting(sitting=day.morning))
    day.when("9:00", TakeUpItem(item=below.id))
    beside = day.expected("9:20", WhatIf(limits={day.items["B"]: 30}))
    assert (beside["B 40"][1], beside["B 20"][1]) == ("09:55", "10:00")


def test_several_items_are_dropped_at_once(day):
    tried = WhatIf(frozenset({day.items["B"], day.items["C"]}))
    assert day.expected("8:00", tried)["D"] == ("09:30", "10:30", -285)
    act = limits_kept(day.record, day.meeting, tried)
    assert act
    assert act.called == "Keep to the time: put off 2, 3"


def test_a_sitting_without_planned_hours_lasts_as_long_as_is_needed(room):
    meeting = next(room.record.each(Meeting)).id
    for item in list(room.record.each(AgendaItem)):
        room.do(ChangeAgendaItem(item=item.id, minutes=300))
    told = forecast(room.record, meeting, at("10:00"))
    assert [f"{one.begins:%H:%M}" for one in told.expected] == ["10:00", "14:00"]
    assert [one.late for one in told.expected] == [None, None]


def test_hours_that_cannot_be_are_refused(day):
    for fields, why in (
        ({"planned_to": at("8:00")}, "cannot end before it starts"),
        ({"planned_to": at("15:00")}, "Afternoon has these hours already"),
        ({"pause_from": at("13:00"), "pause_to": at("13:30")}, "within the hours"),
        ({"planned_to": None}, "a beginning and an end"),
    ):
        with pytest.raises(OutOfOrder, match=why):
            day.room.do(PlanHours(sitting=day.morning, **fields))
    assert day.record.get(Sitting, day.morning).planned_to == at("12:00")
    assert isinstance(day.room.clock, HandClock)

"""The figures of a meeting: what the charts say, in words, in rows and in shapes."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.charts.attendance import attendance
from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series, headings, in_words, rows, total, used
from hisrg_desktop.meeting.charts.layout import Box, Label, laid
from hisrg_desktop.meeting.charts.minutes import planned_and_actual
from hisrg_desktop.meeting.charts.speaking import LONGEST, speaking_by_class, speaking_by_person
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.meetings import Meeting
from tests.meeting.room import Room

MEMBERS, OBSERVERS = Series("Members", "solid", "accent"), Series("Observers", "dots", "ok")


def chart(*bars: Bar, stacked: bool = True) -> Chart:
    return Chart("k", "Who came", "people", (MEMBERS, OBSERVERS), bars, labels="Sitting", stacked=stacked)


def measure(words: str, size: float, bold: bool) -> float:
    return len(words) * size * (0.6 if bold else 0.55)


def test_whoever_is_marked_present_is_counted_once_in_their_class(room: Room) -> None:
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Haddad"))))
    there = attendance(room.record, room.sitting.meeting, room.clock.at)
    counted = dict(zip((one.name for one in there.series), there.bars[0].values, strict=True))
    assert counted == {"Members": 2, "Observers": 1}
    assert "3 in all, members 2, observers 1" in in_words(there)


def test_a_member_and_whoever_sat_in_their_seat_are_counted_once(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.do(Leave(people=(room.person("Okafor"),)))
    room.do(Arrive(people=(room.person("Moreau"),), stands_in_for=room.person("Okafor")))
    there = attendance(room.record, room.sitting.meeting, room.clock.at)
    assert [(one.name, value) for one, value in zip(there.series, there.bars[0].values, strict=True)] == [
        ("Members", 2)
    ]


def test_speaking_time_is_counted_by_class_and_by_person(room: Room) -> None:
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor"))))
    room.do(GiveFloor(person=room.person("Okafor")))
    room.clock.on(minutes=7)
    room.do(EndIntervention())
    at = room.clock.at
    by_class = speaking_by_class(room.record, room.sitting.meeting, at)
    assert [(bar.label, round(bar.values[0]), bar.aside) for bar in by_class.bars] == [("Members", 7, "1 turn")]
    by_person = speaking_by_person(room.record, room.sitting.meeting, at)
    assert by_person.bars[0].label.startswith("C. Okafor")
    assert "7 min" in in_words(by_person)


def test_what_still_runs_counts_up_to_now(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.do(GiveFloor(person=room.person("Okafor")))
    at = room.clock.at + timedelta(minutes=3)
    assert round(speaking_by_class(room.record, room.sitting.meeting, at).bars[0].values[0]) == 3


def test_before_a_sitting_is_opened_a_chart_says_that_there_is_nothing(before_the_meeting: Room) -> None:
    record, at = before_the_meeting.record, before_the_meeting.clock.at
    meeting = next(before_the_meeting.record.each(Meeting)).id
    for make in (attendance, speaking_by_class, speaking_by_person):
        there = make(record, meeting, at)
        assert there.is_empty
        assert "nothing on record" in in_words(there)
        assert laid(there, 400, measure).height > 0


def test_an_item_has_a_planned_and_an_actual_bar(room: Room) -> None:
    there = planned_and_actual(room.record, room.sitting.meeting, room.clock.at)
    assert [one.name for one in there.series] == ["Planned", "Actual"]
    assert not there.stacked
    room.clock.on(minutes=12)
    later = planned_and_actual(room.record, room.sitting.meeting, room.clock.at)
    now = next(bar for bar in later.bars if bar.values[1])
    assert round(now.values[1]) == 12


def test_who_spoke_stands_in_full_in_the_table_and_in_words(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.do(GiveFloor(person=room.person("Okafor")))
    room.clock.on(minutes=3)
    there = speaking_by_person(room.record, room.sitting.meeting, room.clock.at)
    (bar,) = there.bars
    assert bar.label != bar.whole
    assert bar.whole == "Chidi Okafor, Savanna Orbital Trust"
    assert rows(there)[0][0] == bar.whole
    assert bar.whole in in_words(there)


def test_one_class_alone_is_named_in_the_legend_and_in_words() -> None:
    members = Series("Members", "solid", "accent", "Member")
    alone = Chart("key", "Attendance", "people", (members,), (Bar("Monday", (12,)),), "Sitting")
    assert in_words(alone) == "Attendance. Monday: members 12."
    assert any(isinstance(shape, Label) and shape.text == "Members" for shape in laid(alone, 400, measure).shapes)


def test_a_class_without_a_figure_is_not_in_the_legend() -> None:
    series = chart(Bar("Monday", (0, 3))).series
    kept, bars = used(series, [Bar("Monday", (0, 3), "a remark", "Monday morning")])
    assert [one.name for one in kept] == [series[1].name]
    assert bars == (Bar("Monday", (3,), "a remark", "Monday morning"),)


def test_a_turn_of_no_time_at_all_took_no_seconds() -> None:
    there = Chart("key", "Time", "minutes", (chart().series[0],), (Bar("A", (0,)), Bar("B", (2,))), "Who")
    assert total(there, there.bars[0]) == "0 s"


def test_a_very_long_label_has_three_lines_and_ends_in_an_ellipsis() -> None:
    there = chart(Bar("consequences " * 40, (12, 3)), Bar("Tuesday", (2, 4)))
    words = [shape.text for shape in laid(there, 464, measure).shapes if isinstance(shape, Label) and shape.end]
    assert len(words) == 4
    assert words[2].endswith("…")
    assert in_words(there).count("consequences") == 40


def test_the_table_says_what_the_chart_says() -> None:
    there = chart(Bar("Monday", (12, 3)), Bar("Tuesday", (0, 4)))
    assert headings(there) == ["Sitting", "Members", "Observers", "In all"]
    assert rows(there) == [["Monday", "12", "3", "15"], ["Tuesday", "–", "4", "4"]]


def test_where_every_bar_has_one_part_the_table_names_it() -> None:
    there = chart(Bar("Monday", (12, 0)), Bar("Tuesday", (0, 4)))
    assert headings(there) == ["Sitting", "As", "In all"]
    assert rows(there) == [["Monday", "Members", "12"], ["Tuesday", "Observers", "4"]]


@pytest.mark.parametrize("stacked", [True, False])
@pytest.mark.parametrize("width", [220.0, 464.0, 900.0])
def test_bars_are_as_long_as_their_figures(stacked: bool, width: float) -> None:
    there = chart(Bar("Monday morning", (12, 3)), Bar("A sitting with a long name", (24, 1)), stacked=stacked)
    boxes = {shape.of: shape for shape in laid(there, width, measure).shapes if isinstance(shape, Box) and shape.of}
    unit = boxes[0, 0].width / 12
    assert {of: pytest.approx(box.width / unit) for of, box in boxes.items()} == {
        (0, 0): 12,
        (0, 1): 3,
        (1, 0): 24,
        (1, 1): 1,
    }


@pytest.mark.parametrize("width", [300.0, 464.0, 900.0])
@pytest.mark.parametrize("stacked", [True, False])
def test_nothing_stands_outside_the_chart_and_no_words_on_each_other(stacked: bool, width: float) -> None:
    there = chart(*(Bar(f"Sitting {n} with a name", (n * 7, 2)) for n in range(1, 6)), stacked=stacked)
    whole = laid(there, width, measure)
    labels = [shape for shape in whole.shapes if isinstance(shape, Label)]
    for label in labels:
        wide = measure(label.text, label.size, label.bold)
        left = label.x - wide if label.end else label.x
        assert left >= -0.01
        assert left + wide <= width + 0.01
        assert 0 < label.y <= whole.height
    rows_of = sorted((round(one.y, 2), one.x - measure(one.text, one.size, one.bold) * one.end, one) for one in labels)
    for (y, x, one), (below, right, _) in pairwise(rows_of):
        if y == below:
            assert x + measure(one.text, one.size, one.bold) <= right + 0.01


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=70).map(clean), st.integers(0, 9999), st.integers(0, 60)), min_size=1, max_size=12
    ),
    st.booleans(),
    st.sampled_from([300.0, 464.0, 900.0]),
)
def test_whatever_it_is_called_and_counts_a_chart_keeps_within_its_width(told, stacked: bool, width: float) -> None:
    there = chart(*(Bar(label, (one, other), "3 turns") for label, one, other in told), stacked=stacked)
    whole = laid(there, width, measure)
    for shape in whole.shapes:
        if isinstance(shape, Label):
            wide = measure(shape.text, shape.size, shape.bold)
            assert shape.x - wide * shape.end >= -0.01
            assert shape.x + wide * (not shape.end) <= width + 0.01
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= width
    said = "".join(shape.text for shape in whole.shapes if isinstance(shape, Label))
    if not there.is_empty:
        for label, *_ in told:
            whole_label = "".join(label.split())
            assert whole_label in said.replace(" ", "") or (whole_label[:9] in said.replace(" ", "") and "…" in said)


def test_every_figure_stands_at_its_bar_even_where_it_is_too_small_for_it() -> None:
    there = chart(Bar("Monday", (400, 1)), Bar("Tuesday", (390, 30)))
    words = " ".join(shape.text for shape in laid(there, 464, measure).shapes if isinstance(shape, Label))
    assert "401 (observers 1)" in words
    assert "400" in words
    assert "30" in words


def test_no_two_series_of_a_chart_look_alike_without_colour() -> None:
    from hisrg_desktop.meeting.charts.groups import SERIES

    assert len({one.fill for one in SERIES.values()}) == len(SERIES)


def test_the_rest_beyond_the_fifteen_is_told_in_a_note(practice_file) -> None:
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.meeting.roll.meetings import current_meeting
    from hisrg_desktop.store.ledger import Ledger

    ledger = Ledger.read(practice_file)
    record = ledger.load()
    ledger.close()
    meeting = current_meeting(record)
    assert meeting is not None
    there = speaking_by_person(record, meeting.id, last_change(record))
    assert len(there.bars) == LONGEST
    assert "others spoke for" in there.note
    values = [sum(bar.values) for bar in there.bars]
    assert values == sorted(values, reverse=True)

"""What is typed while the room decides is understood, and what is not is said or stays words."""

from datetime import UTC, datetime

import pytest

from hisrg_desktop.meeting.decisions.polls import Hands
from hisrg_desktop.meeting.decisions.typed import (
    PutOffAs,
    Task,
    destinations,
    read_destination,
    read_hands,
    read_moment,
    read_position,
    read_put_off,
    read_task,
)
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel, SetUpPanel
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import Meeting
from tests.meeting.room import Room

AT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def full(room: Room) -> Room:
    """Three members and an observer are in the room."""
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Řezníčková", "Haddad"))))
    return room


@pytest.mark.parametrize(
    ("typed", "who", "kind", "reason"),
    [
        ("lin o too strict", "Lind", "objection", "too strict"),
        ("lind objects: too strict", "Lind", "objection", "too strict"),
        ("ok r", "Okafor", "reservation", ""),
        ("rez s", "Řezníčková", "stand aside", ""),
        ("chidi okafor stands aside the cost", "Okafor", "stand aside", "the cost"),
        ("NLI O too strict", "Lind", "objection", "too strict"),
        ("sot c", "Okafor", None, ""),
    ],
)
def test_a_position_is_a_few_letters_of_a_name_and_one_for_the_position(
    full: Room, typed: str, who: str, kind: str | None, reason: str
) -> None:
    said = read_position(full.record, typed, full.sitting, full.clock.at)
    assert (said.person, said.kind, said.reason) == (full.person(who), kind, reason)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("joo o", "Joost van der Meer is not marked present"),
        ("had o", "Salma Haddad: no member; only members hold positions"),
        ("xyz o", "Nobody is called “xyz”"),
        ("o", "Type a few letters of a name"),
        ("lind", "Type a few letters of a name"),
    ],
)
def test_what_cannot_be_a_position_says_why(full: Room, typed: str, why: str) -> None:
    with pytest.raises(OutOfOrder, match=why):
        read_position(full.record, typed, full.sitting, full.clock.at)


def test_an_alternate_is_named_and_the_seat_is_meant(full: Room) -> None:
    alternate, _ = full.newcomer("Ute Stand")
    full.do(Arrive(people=(alternate,), stands_in_for=full.person("van der Meer")))
    for typed in ("ute o", "joo o"):
        said = read_position(full.record, typed, full.sitting, full.clock.at)
        assert said.person == full.person("van der Meer")


@pytest.mark.parametrize(
    ("typed", "hands"),
    [
        ("12 3 2", (12, 3, 2)),
        ("12 3", (12, 3, 0)),
        ("12/3/2", (12, 3, 2)),
        ("12 for, 3 against, 2 abstaining", (12, 3, 2)),
        ("3 against 12 for", (12, 3, 0)),
        ("12 in favour 1 abstention", (12, 0, 1)),
    ],
)
def test_hands_are_three_numbers_or_numbers_with_their_words(typed: str, hands: tuple[int, int, int]) -> None:
    assert read_hands(typed) == Hands(in_favour=hands[0], against=hands[1], abstaining=hands[2])


@pytest.mark.parametrize("typed", ["", "12", "many", "12 apples 3 pears", "1 2 3 4"])
def test_what_is_no_count_is_none(typed: str) -> None:
    assert read_hands(typed) is None


def test_a_task_is_a_name_words_and_a_time_each_of_which_may_be_left_out(full: Room) -> None:
    lind = full.person("Lind")
    evening = datetime(2031, 6, 30, 16, 0, tzinfo=UTC)
    for typed, task in (
        ("Lind: write to the registry by 30 June", Task(lind, "write to the registry", evening)),
        ("write to the registry", Task(None, "write to the registry")),
        ("the width by 17:00", Task(None, "the width", datetime(2031, 3, 4, 16, 0, tzinfo=UTC))),
        ("Nobody known: the width by and by", Task(None, "Nobody known: the width by and by")),
        ("", Task(None, "")),
    ):
        assert read_task(full.record, typed, AT) == task


def test_a_moment_is_a_clock_a_day_or_both() -> None:
    assert read_moment("17:30", AT) == datetime(2031, 3, 4, 16, 30, tzinfo=UTC)
    assert read_moment("tomorrow 12:00", AT) == datetime(2031, 3, 5, 11, 0, tzinfo=UTC)
    assert read_moment("5 March", AT) == datetime(2031, 3, 5, 17, 0, tzinfo=UTC)
    assert read_moment("25:99", AT) is None
    assert read_moment("soon", AT) is None


def test_what_is_put_off_has_an_owner_and_a_return_point_where_they_are_named(full: Room) -> None:
    lind = full.person("Lind")
    for typed, put_off in (
        ("the width, with Lind, until after lunch", PutOffAs("the width", lind, "after lunch")),
        ("with Lind until tomorrow", PutOffAs("", lind, "tomorrow")),
        ("the width", PutOffAs("the width")),
        ("to be read with Annex 2", PutOffAs("to be read with Annex 2")),
        ("", PutOffAs("")),
    ):
        assert read_put_off(full.record, typed) == put_off


def test_a_destination_is_a_panel_a_meeting_or_words(full: Room) -> None:
    panel = full.made(SetUpPanel(name="Technical Panel"), Panel).id
    meeting = next(full.record.each(Meeting)).id
    assert destinations(full.record) == ["Technical Panel", "meeting 2.4"]
    for typed, to in (
        ("technical: the width", (panel, None, "", "the width")),
        ("meeting 2.4; the rest", (None, meeting, "", "the rest")),
        ("2.4", (None, meeting, "", "")),
        ("the bureau", (None, None, "the bureau", "")),
    ):
        found = read_destination(full.record, typed)
        assert (found.panel, found.meeting, found.until, found.what) == to

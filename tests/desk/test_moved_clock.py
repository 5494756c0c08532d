"""The computer's clock set back an hour: the meeting's time goes on, and the journal says once what happened."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.clock_moves import ClockMove
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import OpenSitting, Sitting
from tests.meeting.room import HandClock, opened

TEN = datetime(2031, 3, 4, 10, 0, tzinfo=UTC)
SHORTLY = timedelta(seconds=30)


def say(desk: Desk, words: str) -> datetime:
    news = desk.do(TakeDown(text=words)).result(30)
    assert news
    return news.entry.at


def moves(desk: Desk) -> list[int]:
    return [move.seconds // 60 for move in desk.record.each(ClockMove)]


@pytest.fixture
def wall() -> HandClock:
    """The computer's clock, as somebody sets it."""
    return HandClock(TEN)


def test_the_time_of_the_meeting_goes_on_and_the_move_is_noted_once(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    first = say(desk, "One.")
    wall.on(hours=-1)
    second, third = say(desk, "Two."), say(desk, "Three.")
    assert first <= second <= third < first + SHORTLY
    assert moves(desk) == [-60]
    noted = [e for e in desk.entries if e.act == "NoteMovedClock"]
    assert [e.sentence for e in noted] == ["The computer's clock was set back by 1 h; times here go on as before"]
    times = [e.at for e in desk.entries]
    assert times == sorted(times)
    assert [e.number for e in desk.entries] == list(range(1, len(times) + 1))
    desk.close()


def test_the_clock_on_the_floor_does_not_jump(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    desk.do(OpenSitting(sitting=next(desk.record.each(Sitting)).id)).result(30)
    okafor = next(p.id for p in desk.record.each(Person) if p.name == "Chidi Okafor")
    desk.do(Arrive(people=(okafor,))).result(30)
    desk.do(GiveFloor(person=okafor)).result(30)
    wall.on(hours=-1)
    say(desk, "Still speaking.")
    there = running(desk.record)
    assert there
    assert timedelta() <= there.lasted(desk.now()) < SHORTLY
    desk.close()


def test_a_clock_set_back_between_two_openings_is_noted_once_and_time_does_not_stand_still(
    dossier: Path, wall: HandClock
) -> None:
    desk = Desk.open(dossier, wall=wall)
    last = say(desk, "One.")
    desk.close()
    wall.on(hours=-1)
    for _ in range(3):
        wall.on(minutes=5)
        desk = Desk.open(dossier, wall=wall)
        before = len(desk.entries)
        assert desk.now() >= last
        assert len(desk.entries) == before
        last = say(desk, "More.")
        desk.close()
    desk = Desk.open(dossier, wall=wall)
    assert moves(desk) == [-55]
    assert desk.now() < TEN + SHORTLY
    desk.close()


def test_set_back_again_it_is_noted_again(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    say(desk, "One.")
    for _ in range(2):
        wall.on(hours=-1)
        say(desk, "More.")
    assert moves(desk) == [-60, -60]
    desk.close()


def test_a_clock_put_right_again_is_noted_as_well(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    say(desk, "One.")
    wall.on(hours=-1)
    say(desk, "Two.")
    wall.on(hours=1)
    say(desk, "Three.")
    assert moves(desk) == [-60, 60]
    desk.close()


def test_what_a_time_server_puts_right_is_not_spoken_of(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    for seconds in (2, -2, 20, -20):
        wall.on(seconds=seconds)
        say(desk, "Words.")
    assert moves(desk) == []
    desk.close()


def test_the_note_is_never_taken_back_and_undo_goes_past_it(dossier: Path, wall: HandClock) -> None:
    desk = Desk.open(dossier, wall=wall)
    say(desk, "One.")
    wall.on(hours=-1)
    with pytest.raises(OutOfOrder, match="no words"):
        say(desk, " ")
    assert moves(desk) == [-60]
    desk.undo().result(30)
    assert [c.text for c in desk.record.each(Comment)] == []
    assert moves(desk) == [-60]
    desk.close()


def test_a_meeting_with_a_clock_of_its_own_speaks_of_no_other(dossier: Path) -> None:
    room = opened(dossier)
    room.said("One.")
    room.clock.on(hours=-1)
    room.said("Two.")
    assert moves(room.desk) == []
    room.desk.close()

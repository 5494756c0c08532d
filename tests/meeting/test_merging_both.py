"""Two who turn out to be one and were both there: in the room, on the queue, with apologies, for each other."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.floor.giving import AskForFloor, QueueEntry
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.alternates import Alternate, NameAlternate, alternates_of, stood_in_by
from hisrg_desktop.meeting.people.functions import Appoint, roles_of
from hisrg_desktop.meeting.people.merging import MergePersons, Merging, TakeApart
from hisrg_desktop.meeting.people.participations import TakePart, class_of
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import (
    Apologise,
    Apology,
    Arrive,
    Attendance,
    Headcount,
    Leave,
    apologised,
    is_present,
    members_present,
    was_there,
)
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.meeting.roll.over_meetings import attended
from hisrg_desktop.meeting.roll.seats import ReleaseSeat, seating
from tests.meeting.room import DAY, LONG_AGO, Room


@pytest.fixture
def lind(room: Room) -> str:
    return room.person("Lind")


@pytest.fixture
def other(room: Room) -> str:
    """The same person entered again as a member."""
    person = room.made(AddPerson(name="A. Lind"), Person).id
    room.do(TakePart(person=person, organisation=room.organisation("NLI"), kind="member", since=LONG_AGO))
    return person


def apart(room: Room) -> None:
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))


def there(room: Room, person: str) -> list[Attendance]:
    return sorted(filter(was_there, room.record.where(Attendance, person=person)), key=lambda stay: stay.arrived_at)


def test_both_in_the_room_at_once_were_there_from_the_earlier_coming_to_the_later_going(
    room: Room, lind: str, other: str
) -> None:
    room.do(Arrive(people=(other,)))
    came = room.clock.at
    room.clock.on(minutes=5)
    room.do(Arrive(people=(lind,)))
    room.clock.on(minutes=5)
    room.do(Leave(people=(other,)))
    room.clock.on(minutes=5)
    room.do(Leave(people=(lind,)))
    left, before = room.clock.at, room.record
    room.do(MergePersons(survivor=lind, merged=other))
    (stay,) = there(room, lind)
    assert (stay.arrived_at, stay.left_at) == (came, left)
    assert members_present(room.record, room.sitting.id, came) == [lind]
    merged = room.record
    room.undo()
    assert room.record == before
    room.redo()
    assert room.record == merged
    apart(room)
    assert room.record == before


def test_who_is_in_the_room_under_two_names_is_one_member_present(room: Room, lind: str, other: str) -> None:
    room.do(Arrive(people=(lind, other, room.person("Haddad"))))
    assert Headcount(room.record, room.sitting.id, room.clock.at).members == 2
    room.do(MergePersons(survivor=lind, merged=other))
    head = Headcount(room.record, room.sitting.id, room.clock.at)
    assert (head.members, head.of) == (1, 4)
    room.do(Leave(people=(lind,)))
    assert not is_present(room.record, lind)


@pytest.mark.parametrize("closed_before", [True, False])
def test_stays_joined_are_taken_apart_after_the_sitting_was_closed(
    room: Room, lind: str, other: str, closed_before: bool
) -> None:
    room.do(Arrive(people=(lind,)))
    room.clock.on(minutes=5)
    room.do(Arrive(people=(other,)))
    room.clock.on(minutes=5)
    room.do(Leave(people=(lind,)))
    left = room.clock.at
    if closed_before:
        room.do(CloseSitting(sitting=room.sitting.id))
    room.do(MergePersons(survivor=lind, merged=other))
    if not closed_before:
        room.do(CloseSitting(sitting=room.sitting.id))
    (stay,) = there(room, lind)
    assert stay.left_at == room.sitting.closed_at
    apart(room)
    (his,) = there(room, other)
    assert his.left_at == room.sitting.closed_at
    (hers,) = there(room, lind)
    assert hers.left_at == (left if closed_before else room.sitting.closed_at), "what was recorded since stays"


def test_several_stays_that_meet_become_one_and_those_apart_stay_apart(room: Room, lind: str, other: str) -> None:
    room.do(Arrive(people=(lind,)))
    room.do(Leave(people=(lind,)))
    room.clock.on(minutes=5)
    for person in (other, lind):
        room.clock.on(minutes=1)
        room.do(Arrive(people=(person,)))
    room.clock.on(minutes=5)
    room.do(Leave(people=(lind,)))
    room.clock.on(minutes=5)
    room.do(Arrive(people=(lind,)))
    before = room.record
    room.do(MergePersons(survivor=lind, merged=other))
    assert [stay.left_at is None for stay in there(room, lind)] == [False, True]
    assert is_present(room.record, lind)
    apart(room)
    assert room.record == before


def test_nobody_has_sat_in_two_seats_at_once(room: Room, lind: str) -> None:
    ada, again = (room.made(AddPerson(name=name), Person).id for name in ("Ada Stand", "A. Stand"))
    room.do(Arrive(people=(ada,), stands_in_for=room.person("Okafor")))
    room.do(Arrive(people=(again,), stands_in_for=lind))
    with pytest.raises(OutOfOrder, match=r"A. Stand would have been in the room in two seats at once"):
        room.do(MergePersons(survivor=again, merged=ada))


def test_who_stood_in_for_themselves_sat_in_their_own_seat(room: Room, lind: str) -> None:
    ada = room.made(AddPerson(name="A. Lind"), Person).id
    room.do(NameAlternate(member=lind, person=ada, since=LONG_AGO))
    room.do(Arrive(people=(ada,), stands_in_for=lind))
    before = room.record
    room.do(MergePersons(survivor=lind, merged=ada))
    (stay,) = there(room, lind)
    assert stay.stands_in_for is None
    assert members_present(room.record, room.sitting.id, room.clock.at) == [lind]
    assert alternates_of(room.record, lind, DAY) == stood_in_by(room.record, lind, DAY) == []
    assert not [a for a in room.record.each(Alternate) if a.member == a.person]
    apart(room)
    assert room.record == before


def test_one_waits_once_for_the_floor_where_they_asked_first(room: Room, lind: str, other: str) -> None:
    room.do(AskForFloor(person=other))
    room.do(AskForFloor(person=room.person("Okafor")))
    room.do(AskForFloor(person=lind))
    before = room.record
    room.do(MergePersons(survivor=lind, merged=other))
    waiting = room.record.where(QueueEntry, done_at=None)
    assert [entry.person for entry in sorted(waiting, key=lambda q: q.asked_at)] == [lind, room.person("Okafor")]
    apart(room)
    assert room.record == before


def test_apologies_of_both_are_told_once_and_taken_back_together(before_the_meeting: Room) -> None:
    room = before_the_meeting
    meeting = next(room.record.each(Meeting)).id
    lind, again = room.person("Lind"), room.made(AddPerson(name="A. Lind"), Person).id
    room.do(Apologise(meeting=meeting, people=(lind,)))
    room.do(ReleaseSeat(meeting=meeting, person=lind))
    room.do(Apologise(meeting=meeting, people=(again,)))
    room.do(MergePersons(survivor=lind, merged=again))
    assert list(apologised(room.record, meeting)) == [lind]
    assert attended(room.record, room.record.get(Meeting, meeting)).apologies == 1
    assert lind in seating(room.record, meeting).released, "the seat stays released"
    room.do(AnswerInvitation(meeting=meeting, person=lind, says="comes"))
    assert not room.record.all(Apology)


def test_a_function_given_to_both_is_held_once(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, again = room.person("Lind"), room.made(AddPerson(name="A. Lind"), Person).id
    for person in (lind, again):
        room.do(Appoint(person=person, role="rapporteur", since=LONG_AGO))
    room.do(MergePersons(survivor=lind, merged=again))
    assert roles_of(room.record, lind, DAY) == ["rapporteur"]


def test_a_class_that_went_over_is_not_taken_back_from_under_who_attended_by_it(room: Room, other: str) -> None:
    known = room.made(AddPerson(name="Astrid L."), Person).id
    room.do(MergePersons(survivor=known, merged=other))
    merged = room.last
    room.do(Arrive(people=(known,)))
    with pytest.raises(OutOfOrder, match="may not attend"):
        apart(room)
    with pytest.raises(OutOfOrder, match="may not attend"):
        room.undo(merged)
    assert class_of(room.record, known, DAY - timedelta(days=1)) == "member"

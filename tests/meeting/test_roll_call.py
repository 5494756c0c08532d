"""The roll call: what a line of it means, and corrections of who was in the room."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import (
    Apologise,
    Arrive,
    Attendance,
    Leave,
    WithdrawApology,
    came_back,
    is_late,
    is_present,
    members_present,
)
from hisrg_desktop.meeting.roll.calling import act_for, called
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from hisrg_desktop.meeting.roll.corrections import CorrectAttendance, correction_of
from hisrg_desktop.meeting.roll.meetings import Sitting
from tests.meeting.room import Room


def line(room: Room, typed: str) -> None:
    """Type a line of the roll call by which exactly one person is meant."""
    asked = called(room.record, typed, room.clock.at)
    assert len(asked.people) == 1, asked
    act = act_for(room.record, asked, asked.people[0].id)
    assert act
    room.do(act)


def why(room: Room, typed: str) -> str:
    return called(room.record, typed, room.clock.at).why


def test_letters_mark_present_and_a_hyphen_who_leaves(room: Room) -> None:
    line(room, "oka")
    assert is_present(room.record, room.person("Okafor"))
    line(room, "-oka")
    assert not is_present(room.record, room.person("Okafor"))


def test_diacritics_particles_and_organisations_are_understood(room: Room) -> None:
    for typed in ("rez", "meer", "nli"):
        line(room, typed)
    sitting = room.sitting.id
    assert set(members_present(room.record, sitting, room.clock.at)) == {
        room.person(n) for n in ("Řezníčková", "van der Meer", "Lind")
    }


def test_of_two_with_the_same_letters_the_one_who_is_absent_arrives(room: Room) -> None:
    room.do(AddPerson(name="Okana Berg", given="Okana", family="Berg"))
    line(room, "chidi")
    assert [p.name for p in called(room.record, "-oka", room.clock.at).people] == ["Chidi Okafor"]


def test_apologies_and_their_taking_back(room: Room) -> None:
    asked = called(room.record, "lind apologies", room.clock.at)
    assert isinstance(act_for(room.record, asked, asked.people[0].id), Apologise)
    line(room, "lind apologies")
    assert isinstance(act_for(room.record, asked, asked.people[0].id), WithdrawApology)


def test_an_alternate_stands_in_for_a_member_only(room: Room) -> None:
    room.do(AddPerson(name="Berta Olt", given="Berta", family="Olt"))
    line(room, "olt for okafor")
    stay = is_present(room.record, next(p.id for p in room.record.each(Person) if p.name == "Berta Olt"))
    assert stay
    assert stay.stands_in_for == room.person("Okafor")
    assert members_present(room.record, room.sitting.id, room.clock.at) == [room.person("Okafor")]
    assert why(room, "moreau for haddad") == "No member is called “haddad”."
    assert why(room, "quist for lind") == "Ola Quist cannot stand in for Astrid Lind."


def test_what_cannot_be_is_said_in_words(room: Room) -> None:
    line(room, "oka")
    assert why(room, "oka") == "Chidi Okafor is in the room already."
    assert why(room, "-lind") == "Astrid Lind is not in the room."
    assert why(room, "oka apologies") == "Chidi Okafor is in the room."
    assert why(room, "quist") == "Ola Quist is neither member nor observer and holds no function."
    assert why(room, "zz") == "Nobody on record is called “zz”."
    assert why(room, "") == ""


def test_late_and_back_are_told_from_the_instants(room: Room) -> None:
    line(room, "oka")
    assert not is_late(room.record, next(room.record.each(Attendance)))
    room.clock.on(minutes=30)
    line(room, "lind")
    line(room, "-oka")
    line(room, "oka")
    late, back = list(room.record.each(Attendance))[1:]
    assert is_late(room.record, late)
    assert came_back(room.record, back)
    assert not is_late(room.record, back)


@pytest.mark.parametrize(
    ("minutes", "words"), [(10, "That moment is still to come"), (-30, "Morning had not been opened then")]
)
def test_nobody_arrives_in_times_to_come_or_before_the_opening(room: Room, minutes: int, words: str) -> None:
    with pytest.raises(OutOfOrder, match=words):
        room.do(Arrive(people=(room.person("Lind"),), at=room.clock.at + timedelta(minutes=minutes)))


def test_nobody_leaves_before_they_came(room: Room) -> None:
    room.clock.on(minutes=10)
    room.do(Arrive(people=(room.person("Lind"),)))
    with pytest.raises(OutOfOrder, match="Astrid Lind came later than that"):
        room.do(Leave(people=(room.person("Lind"),), at=room.clock.at - timedelta(minutes=5)))


# --- corrections ----------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(room: Room) -> Room:
    """Lind was there; an hour later the sitting was closed."""
    room.do(Arrive(people=(room.person("Lind"),)))
    room.do(Declare(words="Agreed."))
    room.clock.on(hours=1)
    room.do(CloseSitting(sitting=room.sitting.id))
    return room


def corrected(room: Room, **fields: object) -> CorrectAttendance:
    opened = room.sitting.opened_at
    assert opened
    given = {"sitting": room.sitting.id, "person": room.person("Okafor"), "arrived_at": opened} | fields
    return CorrectAttendance.model_validate(given)


def test_after_the_sitting_attendance_is_corrected_with_a_reason_and_marked(closed: Room) -> None:
    end = closed.sitting.closed_at
    with pytest.raises(OutOfOrder, match="say why this is corrected"):
        closed.do(corrected(closed, left_at=end))
    with pytest.raises(OutOfOrder, match="say when they left"):
        closed.do(corrected(closed, why="He was there."))
    stay = closed.made(corrected(closed, left_at=end, why="He was there."), Attendance)
    note = correction_of(closed.record, stay)
    assert note
    assert note.why == "He was there."
    decision = next(closed.record.each(Decision))
    assert decision.members_present == (closed.person("Lind"),)
    now_known = members_present(closed.record, closed.sitting.id, decision.declared_at)
    assert set(now_known) == {closed.person("Lind"), closed.person("Okafor")}
    closed.undo()
    assert not list(closed.record.each(Correction))


def test_who_was_not_there_is_corrected_to_no_stay_and_counts_nowhere(closed: Room) -> None:
    (stay,) = closed.record.each(Attendance)
    fields = {"person": stay.person, "stay": stay.id, "arrived_at": stay.arrived_at, "left_at": stay.arrived_at}
    closed.do(corrected(closed, **fields, why="Mistaken for another."))
    decision = next(closed.record.each(Decision))
    assert members_present(closed.record, closed.sitting.id, decision.declared_at) == []


def test_a_correction_stays_within_the_sitting_and_the_rules(closed: Room) -> None:
    opened, end = closed.sitting.opened_at, closed.sitting.closed_at
    assert opened
    assert end
    with pytest.raises(OutOfOrder, match=r"Morning ran from 10:00 to 11:00"):
        closed.do(corrected(closed, left_at=end + timedelta(minutes=1), why="x"))
    with pytest.raises(OutOfOrder, match="Nobody leaves before they arrive"):
        closed.do(corrected(closed, arrived_at=opened + timedelta(minutes=9), left_at=opened, why="x"))
    with pytest.raises(OutOfOrder, match="may not attend"):
        closed.do(corrected(closed, person=closed.person("Quist"), left_at=end, why="x"))
    with pytest.raises(OutOfOrder, match="was in the room already"):
        closed.do(corrected(closed, person=closed.person("Lind"), left_at=end, why="x"))
    with pytest.raises(OutOfOrder, match="Afternoon has not been opened"):
        closed.do(corrected(closed, sitting=list(closed.record.each(Sitting))[1].id, left_at=end, why="x"))


def test_while_the_sitting_runs_times_are_put_right_without_a_reason(room: Room) -> None:
    room.clock.on(minutes=20)
    room.do(Arrive(people=(room.person("Lind"),)))
    (stay,) = room.record.each(Attendance)
    room.do(corrected(room, person=stay.person, stay=stay.id))
    assert next(room.record.each(Attendance)).arrived_at == room.sitting.opened_at
    assert not list(room.record.each(Correction))

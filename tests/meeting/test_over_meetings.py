"""Reports over meetings, and the next meeting made from the last one."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.agenda.items import agenda_of
from hisrg_desktop.meeting.decisions.actions import AddAction
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Apologise, Arrive, Headcount
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting, OpenSitting, Sitting, number_of, sittings_of
from hisrg_desktop.meeting.roll.next_meeting import LONGEST, NewMeetingFrom, last_meeting, left_over
from hisrg_desktop.meeting.roll.over_meetings import (
    LARGE,
    Attended,
    attended,
    figures,
    held,
    over_all,
    published,
    spoken_by_class,
)
from tests.meeting.room import DAY, Room, teleconference


def the_meeting(room: Room) -> Meeting:
    return next(room.record.each(Meeting))


def arrive(room: Room, *names: str, **fields: object) -> None:
    people = tuple(room.person(name) for name in names)
    room.do(Arrive.model_validate({"people": people, **fields}))


def told(room: Room) -> tuple[str, str]:
    there = attended(room.record, the_meeting(room))
    return published(the_meeting(room), there), figures(the_meeting(room), there)


def test_before_anybody_came_nothing_is_published(room: Room) -> None:
    assert told(room) == ("", "nobody has been marked present")
    assert held(room.record) == []


def test_the_sentence_follows_who_came(room: Room) -> None:
    arrive(room, "Lind", "Okafor")
    assert told(room)[0] == "The meeting was attended by 2 of the 4 members and no observers."
    arrive(room, "Řezníčková", "Haddad")
    assert told(room)[0] == "The meeting was attended by a majority of members and one observer."
    arrive(room, "van der Meer", "Moreau", "Tomo Vance", "Ines Brandt")
    words, behind = told(room)
    assert words == "The meeting was attended by all members and a few observers."
    assert behind == "4 of 4 members, 2 observers, 1 panel chair, 1 of the secretariat"


def test_who_came_later_or_left_has_come_and_an_alternate_takes_the_seat(room: Room) -> None:
    olt = room.made(AddPerson(name="Berta Olt"), Person).id
    room.do(Arrive(people=(olt,), stands_in_for=room.person("Lind")))
    arrive(room, "Okafor", "Řezníčková")
    there = attended(room.record, the_meeting(room))
    assert there.members == {room.person(n) for n in ("Lind", "Okafor", "Řezníčková")}
    assert there.majority
    assert Headcount(room.record, room.sitting.id, room.clock.at).majority


def test_a_number_is_large_from_ten_on_and_where_members_are_not_more() -> None:
    def of(members: int, observers: int) -> Attended:
        made = (frozenset(f"{kind}{n}" for n in range(many)) for kind, many in (("m", members), ("o", observers)))
        came, watched = made
        return Attended(members=came, of=26, observers=watched, people={"m0": "M"})

    assert of(14, LARGE + 5).large
    assert not of(14, 13).large
    assert not of(3, LARGE - 1).large
    meeting = Meeting(id="m", phase="p", number=1, planned_from=DAY, planned_to=DAY)
    many = "The meeting was attended by a majority of members and a large number of observers."
    assert published(meeting, of(14, 30)) == many
    assert (
        published(meeting, of(14, 7)) == "The meeting was attended by a majority of members and a number of observers."
    )


def test_of_a_teleconference_nothing_is_said_of_observers(before_the_meeting: Room) -> None:
    room = before_the_meeting
    sitting = teleconference(room)
    arrive(room, "Lind", "Okafor", "Řezníčková")
    meeting = room.record.get(Meeting, sitting.meeting)
    there = attended(room.record, meeting)
    assert published(meeting, there) == "The teleconference was attended by a majority of members."
    assert figures(meeting, there) == "3 of 4 members"


def test_who_spoke_and_how_long_over_all_meetings(room: Room) -> None:
    arrive(room, "Lind", "Okafor")
    for name, minutes in (("Lind", 4), ("Okafor", 2), ("Lind", 1)):
        room.do(GiveFloor(person=room.person(name)))
        room.clock.on(minutes=minutes)
        room.do(EndIntervention())
    room.do(CloseSitting(sitting=room.sitting.id))
    teleconference(room)
    arrive(room, "Okafor")
    room.do(GiveFloor(person=room.person("Okafor")))
    room.clock.on(minutes=9)
    room.do(EndIntervention())
    meetings = held(room.record)
    assert [number_of(room.record, m) for m in meetings] == ["2.4", "2.T5"]
    rows = {room.record.get(Person, one.person).name: one for one in over_all(room.record, meetings, room.clock.at)}
    assert list(rows) == ["Chidi Okafor", "Astrid Lind"]
    assert (rows["Chidi Okafor"].meetings, rows["Chidi Okafor"].spoken.turns) == (2, 2)
    assert rows["Chidi Okafor"].spoken.time >= timedelta(minutes=11)
    assert rows["Astrid Lind"].meetings == 1
    assert spoken_by_class(room.record, meetings, room.clock.at)["M"].turns == 4


# --- the next meeting -----------------------------------------------------------------------------------------------


def test_the_next_meeting_is_as_the_last_with_its_next_number_and_sittings_by_half_days(room: Room) -> None:
    room.do(ChangeMeeting(meeting=the_meeting(room).id, place="Leiden", venue="Lantern Hall", capacity=60, overall=8))
    last = last_meeting(room.record)
    assert last
    on = DAY + timedelta(days=180)
    made = room.made(NewMeetingFrom(last=last.id, planned_from=on, planned_to=on + timedelta(days=1)), Meeting)
    assert (number_of(room.record, made), made.overall) == ("2.5", 9)
    assert (made.place, made.venue, made.capacity) == ("Leiden", "Lantern Hall", 60)
    titles = [s.title for s in sittings_of(room.record, made.id)]
    assert titles == ["Sunday morning", "Sunday afternoon", "Monday morning", "Monday afternoon"]
    room.undo()
    assert len(list(room.record.each(Meeting))) == 1
    assert len(list(room.record.each(Sitting))) == 2


def test_what_the_last_meeting_did_not_finish_is_on_the_agenda_of_the_next(room: Room) -> None:
    for sitting in sittings_of(room.record, the_meeting(room).id):
        if sitting.state == "planned":
            room.do(OpenSitting(sitting=sitting.id))
        room.do(CloseSitting(sitting=sitting.id))
    on = DAY + timedelta(days=180)
    made = room.made(NewMeetingFrom(last=the_meeting(room).id, planned_from=on, planned_to=on), Meeting)
    assert "Standards" in {item.title for item in agenda_of(room.record, made.id)}


def test_a_teleconference_after_a_meeting_takes_neither_its_room_nor_its_seats(room: Room) -> None:
    room.do(ChangeMeeting(meeting=the_meeting(room).id, place="Leiden", capacity=60))
    act = NewMeetingFrom(last=the_meeting(room).id, kind="teleconference", planned_from=DAY, planned_to=DAY)
    made = room.made(act, Meeting)
    assert (made.place, made.capacity) == ("", None)
    assert [s.title for s in sittings_of(room.record, made.id)] == ["Tuesday"]


def test_a_mistyped_year_is_not_planned_day_by_day(room: Room) -> None:
    with pytest.raises(OutOfOrder, match=f"longer than {LONGEST}"):
        room.do(NewMeetingFrom(last=the_meeting(room).id, planned_from=DAY, planned_to=DAY + timedelta(days=366)))


def test_what_is_left_over_is_listed_until_it_is_done(room: Room) -> None:
    room.do(Park(what="the width of zones", provision=room.place("10.1")))
    room.do(AddAction(title="Ask the panel for figures", owner=room.person("Lind")))
    room.do(Apologise(meeting=the_meeting(room).id, people=(room.person("Moreau"),)))
    there = left_over(room.record, the_meeting(room).id)
    assert "Standards" in {item.title for item in there.items}
    assert [one.what for one in there.parked] == ["the width of zones"]
    assert [one.title for one in there.actions] == ["Ask the panel for figures"]

"""Seats: kept for members, panel chairs and secretariat; observers get what is left, then a waiting list."""

import random
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.merging import MergePersons, Merging, TakeApart
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.answers import AnswerInvitation, answer_of
from hisrg_desktop.meeting.roll.attendance import Apologise, WithdrawApology, apologised
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference, AskToTeleconference
from hisrg_desktop.meeting.roll.inviting import SendInvitations, invited
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting
from hisrg_desktop.meeting.roll.seats import MoveOnWaitingList, ReleaseSeat, Seating, WaitingOrder, seating
from hisrg_desktop.meeting.roll.telling import TickOff, Told, to_tell
from tests.meeting.room import DAY, Room, opened

KEPT = 7
"""Four members, the chair, the secretariat, a panel chair."""


@pytest.fixture
def full(before_the_meeting: Room) -> Room:
    """Five observers have said that they come, one after the other; there are seats for two of them."""
    room = before_the_meeting
    for name in ("Ada", "Bo", "Cy"):
        person, organisation = room.newcomer(name)
        room.observer(person, organisation)
    room.do(ChangeMeeting(meeting=meeting(room), capacity=KEPT + 2))
    for name in ("Haddad", "Moreau", "Ada", "Bo", "Cy"):
        room.clock.on(minutes=1)
        says(room, name, "comes")
    return room


def meeting(room: Room) -> str:
    return next(room.record.each(Meeting)).id


def who(room: Room, name: str) -> str:
    return next(p.id for p in room.record.each(Person) if name in p.name)


def says(room: Room, name: str, words: str, **fields: object) -> None:
    given = {"meeting": meeting(room), "person": who(room, name), "says": words, **fields}
    room.do(AnswerInvitation.model_validate(given))


def seats(room: Room) -> Seating:
    return seating(room.record, meeting(room))


def names(room: Room, people: tuple[str, ...]) -> list[str]:
    return [room.record.get(Person, p).name.split()[-1] for p in people]


def due(room: Room) -> dict[str, str]:
    return {
        room.record.get(Person, one.person).name.split()[-1]: one.news for one in to_tell(room.record, meeting(room))
    }


def tell_all(room: Room) -> None:
    room.do(TickOff(meeting=meeting(room), people=tuple(one.person for one in to_tell(room.record, meeting(room)))))


def test_observers_get_what_is_left_and_then_wait_in_the_order_of_acceptance(full: Room) -> None:
    there = seats(full)
    assert len(there.kept) == KEPT
    assert names(full, there.seated) == ["Haddad", "Moreau"]
    assert names(full, there.waiting) == ["Ada", "Bo", "Cy"]
    assert (there.left, there.free, there.missing) == (2, 0, 0)


def test_the_day_of_acceptance_counts_and_not_when_it_was_noted(full: Room) -> None:
    says(full, "Cy", "does not come")
    says(full, "Cy", "comes", on=date(2031, 1, 2))
    assert names(full, seats(full).seated) == ["Cy", "Haddad"]


def test_a_member_who_does_not_come_keeps_the_seat_until_the_chair_releases_it(full: Room) -> None:
    with pytest.raises(OutOfOrder, match="have not said that they do not come"):
        full.do(ReleaseSeat(meeting=meeting(full), person=who(full, "Lind")))
    says(full, "Lind", "does not come")
    assert len(seats(full).waiting) == 3
    full.do(ReleaseSeat(meeting=meeting(full), person=who(full, "Lind")))
    assert names(full, seats(full).seated) == ["Haddad", "Moreau", "Ada"]
    says(full, "Lind", "comes")
    assert names(full, seats(full).waiting) == ["Ada", "Bo", "Cy"]
    says(full, "Lind", "does not come")
    assert len(seats(full).waiting) == 3, "the chair released the seat on the earlier apologies"
    full.undo()
    full.undo()
    assert names(full, seats(full).seated) == ["Haddad", "Moreau", "Ada"]


def test_an_observer_never_displaces_a_member(full: Room) -> None:
    full.do(ChangeMeeting(meeting=meeting(full), capacity=KEPT - 1))
    there = seats(full)
    assert there.seated == ()
    assert there.missing == 1
    assert len(there.kept) == KEPT
    assert names(full, there.waiting) == ["Haddad", "Moreau", "Ada", "Bo", "Cy"]


def test_lowering_the_capacity_lists_whom_to_tell_until_they_were_told(full: Room) -> None:
    tell_all(full)
    assert due(full) == {}
    full.do(ChangeMeeting(meeting=meeting(full), capacity=KEPT + 1))
    assert due(full) == {"Moreau": "is on the waiting list"}
    full.undo()
    assert due(full) == {}
    full.redo()
    full.do(TickOff(meeting=meeting(full), people=(who(full, "Moreau"),)))
    assert due(full) == {}
    with pytest.raises(OutOfOrder, match="nothing that Luc Moreau would have to be told"):
        full.do(TickOff(meeting=meeting(full), people=(who(full, "Moreau"),)))
    full.undo()
    assert due(full) == {"Moreau": "is on the waiting list"}


def test_raising_the_capacity_or_a_cancellation_moves_the_next_up_and_says_so(full: Room) -> None:
    assert due(full) == dict.fromkeys(("Ada", "Bo", "Cy"), "is on the waiting list")
    tell_all(full)
    full.do(ChangeMeeting(meeting=meeting(full), capacity=KEPT + 3))
    assert due(full) == {"Ada": "has a seat"}
    says(full, "Moreau", "does not come")
    assert due(full) == {"Ada": "has a seat", "Bo": "has a seat"}
    full.do(ChangeMeeting(meeting=meeting(full), unlimited=True))
    assert seats(full).waiting == ()


def test_an_observer_who_stands_in_for_a_member_needs_no_seat_of_their_own(full: Room) -> None:
    says(full, "Lind", "sends an alternate", alternate=who(full, "Haddad"))
    assert names(full, seats(full).seated) == ["Moreau", "Ada"]


# --- the chair orders -----------------------------------------------------------------------------------------------


def test_the_chair_puts_the_waiting_list_in_order_and_that_is_recorded(full: Room) -> None:
    act = MoveOnWaitingList(meeting=meeting(full), person=who(full, "Cy"), to=1, why="Hosts the next meeting.")
    full.do(act)
    assert names(full, seats(full).waiting) == ["Cy", "Ada", "Bo"]
    assert full.record.where(WaitingOrder, meeting=meeting(full))[-1].why == "Hosts the next meeting."
    full.do(ChangeMeeting(meeting=meeting(full), capacity=KEPT + 3))
    assert names(full, seats(full).seated) == ["Haddad", "Moreau", "Cy"]
    full.undo()
    full.undo()
    assert names(full, seats(full).waiting) == ["Ada", "Bo", "Cy"]


def test_nobody_with_a_seat_is_moved_and_nobody_loses_one_by_it(full: Room) -> None:
    for name, words in (("Haddad", "has a seat; only"), ("Lind", "that is kept"), ("Quist", "not said that they come")):
        with pytest.raises(OutOfOrder, match=words):
            full.do(MoveOnWaitingList(meeting=meeting(full), person=who(full, name), to=1))
    with pytest.raises(OutOfOrder, match="has that place already"):
        full.do(MoveOnWaitingList(meeting=meeting(full), person=who(full, "Ada"), to=1))


def test_the_order_survives_cancellations_and_who_comes_back_begins_at_the_end(full: Room) -> None:
    full.do(MoveOnWaitingList(meeting=meeting(full), person=who(full, "Cy"), to=1))
    says(full, "Ada", "does not come")
    assert names(full, seats(full).waiting) == ["Cy", "Bo"]
    full.clock.on(minutes=1)
    says(full, "Cy", "does not come")
    full.clock.on(minutes=1)
    says(full, "Cy", "comes")
    assert names(full, seats(full).waiting) == ["Bo", "Cy"]


def test_a_corrected_answer_keeps_its_place(full: Room) -> None:
    says(full, "Ada", "comes", corrects=True, remark="Brings an interpreter.")
    assert names(full, seats(full).waiting) == ["Ada", "Bo", "Cy"]


# --- whatever happens -----------------------------------------------------------------------------------------------


def any_act(chance: random.Random, record: Record, there: str, conference: str) -> Act:
    """An answer, another capacity, a reordering, a released seat, somebody told, an invitation, two who are one."""
    people = [p.id for p in record.each(Person)]
    one = chance.choice(people)
    waits = chance.choice(seating(record, there).waiting or tuple(people))
    told = tuple(to.person for to in to_tell(record, there)) or (one,)
    makers = (
        lambda: AnswerInvitation(meeting=there, person=one, says="comes"),
        lambda: AnswerInvitation(meeting=there, person=one, says="comes", corrects=True),
        lambda: AnswerInvitation(meeting=there, person=one, says="does not come"),
        lambda: AnswerInvitation(meeting=there, person=one, says="undecided"),
        lambda: AnswerInvitation(meeting=there, person=one, says="sends an alternate", alternate=chance.choice(people)),
        lambda: Apologise(meeting=there, people=(one,)),
        lambda: WithdrawApology(meeting=there, person=one),
        lambda: ChangeMeeting(meeting=there, capacity=chance.randint(1, 16)),
        lambda: ChangeMeeting(meeting=there, unlimited=True),
        lambda: ChangeMeeting(meeting=there, kind=chance.choice(("teleconference", "face-to-face"))),
        lambda: MoveOnWaitingList(meeting=there, person=waits, to=chance.randint(1, 4)),
        lambda: ReleaseSeat(meeting=there, person=one),
        lambda: TickOff(meeting=there, people=(chance.choice(told),)),
        lambda: SendInvitations(meeting=there, people=(one,)),
        lambda: SendInvitations(meeting=conference, people=(one,)),
        lambda: AskToTeleconference(meeting=conference, person=one),
        lambda: MergePersons(survivor=one, merged=chance.choice(people)),
        lambda: TakeApart(merging=chance.choice([m.id for m in record.each(Merging)] or [one])),
    )
    return chance.choice(makers)()


def assert_seats(record: Record, there: str) -> None:
    """No observer sits while a kept seat is missing; nobody who comes is nowhere."""
    now = seating(record, there)
    if now.capacity is not None:
        assert not (now.seated and now.missing), "an observer sits while a kept seat is missing"
        assert len(now.kept) + len(now.seated) <= max(now.capacity, len(now.kept))
        assert not (now.waiting and now.free), "somebody waits beside a free seat"
    several = (*now.kept, *now.seated, *now.waiting)
    assert len(several) == len(set(several)), "somebody has two places"
    sends = [p for p, said in now.says.items() if said == "sends an alternate"]
    instead = {answer.alternate for p in sends if (answer := answer_of(record, there, p))}
    for person, said in now.says.items():
        if said == "comes" and person not in instead:
            assert now.seat_of(person), "somebody who comes is nowhere"


def assert_nobody_is_lost(record: Record, there: str) -> None:
    """Whoever believes something else than is so is on the list of whom to tell."""
    now = seating(record, there)
    heard = {told.person: told.news for told in record.where(Told, meeting=there)}
    listed = {one.person: one.news for one in to_tell(record, there)}
    truth = dict.fromkeys(now.seated, "has a seat") | dict.fromkeys(now.waiting, "is on the waiting list")
    for person, news in truth.items():
        assert heard.get(person, "has a seat") == news or listed.get(person) == news, "lost silently"
    for person in invited(record, there):
        gone = person not in now.basis and person not in apologised(record, there)
        assert not gone or heard.get(person) == "is not invited any more" or person in listed


def assert_teleconference(record: Record, conference: str) -> None:
    """Observers and external persons are not invited; a panel chair is only by a decision of the chair."""
    for person in invited(record, conference):
        roles = roles_of(record, person, DAY)
        assert class_of(record, person, DAY) not in ("observer", "external") or roles
        if roles == ["panel chair"] and class_of(record, person, DAY) != "member":
            assert record.where(AskedToTeleconference, meeting=conference, person=person)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_no_sequence_seats_an_observer_over_a_kept_seat_or_loses_anybody_silently(built: Path, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = opened(path)
        for name in ("Ada", "Bo", "Cy"):
            room.observer(*room.newcomer(name))
        there = meeting(room)
        phase = room.record.get(Meeting, there).phase
        conference = room.made(
            CreateMeeting(phase=phase, kind="teleconference", planned_from=DAY, planned_to=DAY), Meeting
        ).id
        first = room.last + 1
        for _ in range(40):
            try:
                if chance.random() < 0.2 and room.last >= first:
                    room.undo(chance.randint(first, room.last))
                elif chance.random() < 0.1:
                    room.redo()
                else:
                    room.do(any_act(chance, room.record, there, conference))
            except OutOfOrder:
                continue
            assert_seats(room.record, there)
            assert_nobody_is_lost(room.record, there)
            assert_teleconference(room.record, conference)
        room.desk.close()

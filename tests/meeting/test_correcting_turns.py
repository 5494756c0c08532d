"""A turn of speech is put right after it ended: in a sitting that runs plainly, in a closed one as a correction."""

from datetime import datetime, timedelta

import pytest

from hisrg_desktop.meeting.comments.capture import SayWhy, flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.floor.correcting import CorrectTurn, corrections_of
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import RecordInvitation, uninvited
from hisrg_desktop.meeting.floor.times import by_person
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from tests.meeting.room import Room


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind spoke for five minutes, then Okafor for five; nobody has the floor."""
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Haddad"))))
    for name in ("Lind", "Okafor"):
        room.do(GiveFloor(person=room.person(name)))
        room.said("We agree.", name, "1.1")
        room.clock.on(minutes=5)
    room.do(EndIntervention())
    return room


@pytest.fixture
def closed(debate: Room) -> Room:
    """The same, the sitting closed."""
    debate.do(CloseSitting(sitting=debate.sitting.id))
    return debate


def turns(room: Room) -> list[Intervention]:
    return sorted(room.record.each(Intervention), key=lambda i: i.began_at)


def end_of(turn: Intervention) -> datetime:
    assert turn.ended_at
    return turn.ended_at


def test_in_a_closed_sitting_speaker_and_times_are_corrected_with_a_reason_as_one_step(closed: Room) -> None:
    lind, okafor = turns(closed)
    before = closed.record
    act = CorrectTurn(
        intervention=lind.id, speaker=closed.person("Řezníčková"), ended_at=end_of(lind) - timedelta(minutes=1)
    )
    with pytest.raises(SayWhy, match="say why"):
        closed.do(act)
    closed.do(act.model_copy(update={"why": "misheard the name"}))
    after = closed.record.get(Intervention, lind.id)
    assert (after.speaker, after.ended_at) == (closed.person("Řezníčková"), end_of(lind) - timedelta(minutes=1))
    assert next(closed.record.each(Comment)).author == closed.person("Řezníčková")
    assert corrections_of(closed.record, after) == ("misheard the name",)
    assert corrections_of(closed.record, okafor) == ()
    assert "Astrid Lind's turn" in closed.desk.entries[-1].sentence
    assert closed.desk.entries[-1].sentence.endswith(": misheard the name")
    closed.undo()
    assert closed.record == before


def test_each_row_is_marked_once_and_the_times_spoken_follow(closed: Room) -> None:
    lind = turns(closed)[0]
    began = lind.began_at + timedelta(minutes=2)
    closed.do(CorrectTurn(intervention=lind.id, speaker=closed.person("Haddad"), began_at=began, why="wrong button"))
    subjects = [one.subject for one in closed.record.each(Correction)]
    assert len(subjects) == len(set(subjects))
    assert lind.id in subjects
    spoken = by_person(closed.record, [closed.sitting.id], closed.clock.at)
    assert closed.person("Lind") not in spoken
    assert spoken[closed.person("Haddad")].time == end_of(lind) - began


def test_while_the_sitting_runs_no_reason_is_needed_and_none_is_marked(debate: Room) -> None:
    okafor = turns(debate)[1]
    debate.do(CorrectTurn(intervention=okafor.id, ended_at=end_of(okafor) - timedelta(seconds=20)))
    assert list(debate.record.each(Correction)) == []
    with pytest.raises(OutOfOrder, match="Nothing about this turn"):
        debate.do(CorrectTurn(intervention=okafor.id, speaker=okafor.speaker))


def test_a_turn_that_reaches_into_anothers_is_refused_and_the_remedy_shortens_that_one(closed: Room) -> None:
    lind, okafor = turns(closed)
    earlier = okafor.began_at - timedelta(minutes=1)
    act = CorrectTurn(intervention=okafor.id, began_at=earlier, why="the key was pressed late")
    with pytest.raises(OutOfOrder, match=r"Astrid Lind had the floor then") as refusal:
        closed.do(act)
    assert refusal.value.remedy
    closed.do(refusal.value.remedy)
    assert [(t.speaker, t.began_at) for t in turns(closed)] == [
        (t.speaker, b) for t, b in ((lind, lind.began_at), (okafor, earlier))
    ]
    assert turns(closed)[0].ended_at == earlier
    assert len(corrections_of(closed.record, lind)) == 1


def test_a_turn_is_not_swallowed_by_the_one_before_it(closed: Room) -> None:
    lind, okafor = turns(closed)
    with pytest.raises(OutOfOrder, match="Chidi Okafor had the floor then") as refusal:
        closed.do(CorrectTurn(intervention=lind.id, ended_at=end_of(okafor), why="one turn"))
    assert refusal.value.remedy is None


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [(-60, 0, "was opened at"), (0, 60, "closed at"), (9 * 60, 0, "cannot end before it began")],
)
def test_times_that_cannot_be_are_refused_in_words(closed: Room, begins: int, ends: int, said: str) -> None:
    turn = turns(closed)[0 if begins else 1]
    begun, ended = turn.began_at + timedelta(minutes=begins), end_of(turn) + timedelta(minutes=ends)
    with pytest.raises(OutOfOrder, match=said):
        closed.do(CorrectTurn(intervention=turn.id, began_at=begun, ended_at=ended, why="the clock"))


def test_a_missing_invitation_is_recorded_afterwards(debate: Room) -> None:
    comment = debate.said("If I may.", "Haddad")
    debate.do(EndIntervention())
    assert flags_of(debate.record, comment) == ["invitation not recorded"]
    debate.do(CorrectTurn(intervention=comment.intervention or "", invited=True))
    assert uninvited(debate.record, debate.sitting.id) == []
    with pytest.raises(OutOfOrder, match="No invitation is missing"):
        debate.do(RecordInvitation(intervention=comment.intervention or ""))


def test_in_a_closed_sitting_an_observer_put_in_a_members_place_was_invited_and_an_external_never(closed: Room) -> None:
    lind = turns(closed)[0]
    closed.do(CorrectTurn(intervention=lind.id, speaker=closed.person("Haddad"), why="it was the observer"))
    assert uninvited(closed.record, closed.sitting.id) == []
    with pytest.raises(OutOfOrder, match="external persons have no floor"):
        closed.do(CorrectTurn(intervention=lind.id, speaker=closed.person("Quist"), why="or was it"))


def test_who_stood_in_for_a_member_then_gets_the_turn_under_the_members_seat_though_the_sitting_is_closed(
    debate: Room,
) -> None:
    alternate = debate.newcomer("Ida Alternate")[0]
    debate.do(Arrive(people=(alternate,), stands_in_for=debate.person("van der Meer")))
    debate.do(GiveFloor(person=debate.person("Lind")))
    debate.do(CloseSitting(sitting=debate.sitting.id))
    debate.do(CorrectTurn(intervention=turns(debate)[-1].id, speaker=alternate, why="it was the alternate"))
    turn = turns(debate)[-1]
    assert (turn.speaker, turn.capacity, turn.organisation) == (alternate, "M", debate.organisation("DRU"))


def test_a_turn_that_goes_on_is_not_a_past_one_and_words_thrown_in_have_no_times(debate: Room) -> None:
    debate.do(GiveFloor(person=debate.person("Lind")))
    running = turns(debate)[-1]
    with pytest.raises(OutOfOrder, match="Astrid Lind has the floor"):
        debate.do(CorrectTurn(intervention=running.id, speaker=debate.person("Okafor")))
    thrown = debate.said("Hear, hear.", "Okafor").intervention or ""
    later = debate.clock.at + timedelta(minutes=1)
    with pytest.raises(OutOfOrder, match="thrown in"):
        debate.do(CorrectTurn(intervention=thrown, ended_at=later))

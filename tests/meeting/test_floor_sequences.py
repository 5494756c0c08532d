"""Whatever is asked of the floor, in any order, taken back and done again: one speaks at most, and times stay true."""

import contextlib
import itertools
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    LetIn,
    MoveInQueue,
    NextSpeaker,
    ReturnFloor,
    WaitHere,
    queue,
    waiting_elsewhere,
)
from hisrg_desktop.meeting.floor.interventions import Intervention, parts_of_turn
from hisrg_desktop.meeting.floor.invitations import InviteForItem, InviteToSpeak, OpenToObservers
from hisrg_desktop.meeting.floor.points import RaisePointOfOrder, Rule, unruled
from hisrg_desktop.meeting.floor.reassigning import ReassignIntervention
from hisrg_desktop.meeting.floor.speakers_list import CloseList, ReopenList
from hisrg_desktop.meeting.floor.times import _spoken, by_person
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.meetings import ResumeSitting, Sitting, SuspendSitting
from tests.meeting.room import PEOPLE, Room, opened, sit

names = st.sampled_from(["Lind", "Okafor", "Haddad", "Moreau", "Tomo Vance", "Quist"])
WHAT = (
    *("give", "next", "end", "let in", "let in", "return", "return", "point", "point", "rule", "say", "ask", "ask"),
    *("move", "last word", "invite", "invite for item", "open", "close list", "reopen list", "suspend", "resume"),
    *("item", "wait here", "leave", "reassign", "undo", "undo", "undo", "redo", "redo", "back"),
)
steps = st.lists(st.tuples(st.sampled_from(WHAT), names, st.integers(0, 7)), min_size=8, max_size=40)


def act_of(room: Room, what: str, name: str, n: int) -> Act | None:
    """The act this step asks for, where there is something to do it to."""
    person = room.person(name)
    points, waiting = unruled(room.record, room.sitting), queue(room.record, room.sitting)
    turns = [i for i in room.record.each(Intervention) if not i.interjection]
    elsewhere = waiting_elsewhere(room.record, room.sitting)
    acts: dict[str, Act | None] = {
        "give": GiveFloor(person=person),
        "next": NextSpeaker(),
        "end": EndIntervention(),
        "let in": LetIn(person=person),
        "return": ReturnFloor(),
        "point": RaisePointOfOrder(person=person),
        "rule": Rule(point=points[n % len(points)].id, ruling="upheld") if points else None,
        "say": TakeDown(text="Well.", speaker=person),
        "ask": AskForFloor(person=person, kind="point of order" if n == 0 else "floor"),
        "last word": AskForFloor(person=person, kind="last word"),
        "move": MoveInQueue(entry=waiting[n % len(waiting)].id, by=1 if n % 2 else -1) if waiting else None,
        "invite": InviteToSpeak(person=person),
        "invite for item": InviteForItem(person=person),
        "open": OpenToObservers(),
        "close list": CloseList(),
        "reopen list": ReopenList(),
        "suspend": SuspendSitting(),
        "resume": ResumeSitting(),
        "item": TakeUpItem(item=list(room.record.each(AgendaItem))[n % 2].id),
        "wait here": WaitHere(entry=elsewhere[n % len(elsewhere)].id) if elsewhere else None,
        "leave": Leave(people=(person,)),
        "reassign": ReassignIntervention(intervention=turns[n % len(turns)].id, person=person) if turns else None,
    }
    return acts[what]


def step(room: Room, begun: int, what: str, name: str, n: int) -> None:
    room.clock.on(seconds=11 * n - 7)
    if what == "undo":
        # The people and the text were on record before the debate, and stay there.
        if room.desk.undoable.done[-1] > begun:
            room.undo()
    elif what == "redo":
        room.redo()
    elif what == "back":
        room.undo(max(begun + 1, room.last - n))
    elif act := act_of(room, what, name, n):
        try:
            room.do(act)
        except OutOfOrder as refusal:
            if n % 2 and refusal.remedy:
                room.do(refusal.remedy)


def holds(record: Record, at: datetime) -> None:
    """What no sequence may break."""
    turns = sorted((i for i in record.each(Intervention) if not i.interjection), key=lambda i: (i.began_at, i.id))
    assert sum(i.ended_at is None for i in turns) <= 1
    for one, following in itertools.pairwise(turns):
        assert one.ended_at is not None
        assert one.began_at <= one.ended_at <= following.began_at
    for turn in turns:
        assert turn.lasted(at) >= timedelta()
        assert len({part.speaker for part in parts_of_turn(record, turn)}) == 1
        assert turn.ended_at or record.get(Sitting, turn.sitting).state == "open"
    for sitting in record.each(Sitting):
        keys = [(q.person, q.kind) for q in queue(record, sitting)]
        assert len(keys) == len(set(keys))
        assert not set(waiting_elsewhere(record, sitting)) & set(queue(record, sitting))
        total = sum((i.lasted(at) for i in turns if i.sitting == sitting.id), timedelta())
        spoken = by_person(record, [sitting.id], at)
        assert sum((s.time for s in spoken.values()), timedelta()) == total
        assert sum(s.turns for s in spoken.values()) == sum(i.counts for i in turns if i.sitting == sitting.id)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(played=steps)
def test_one_speaks_at_most_and_times_neither_overlap_nor_go_below_nothing(
    built: Path, played: list[tuple[str, str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = sit(opened(path))
        room.do(Arrive(people=tuple(room.person(name) for name in PEOPLE if name not in ("Quist", "Moreau"))))
        begun = room.last
        for what, name, n in played:
            with contextlib.suppress(OutOfOrder):
                step(room, begun, what, name, n)
            holds(room.record, room.clock.at)
        before = room.record
        room.desk.close()
        again = opened(path)
        assert again.record == before
        assert again.record.derive(_spoken) == before.derive(_spoken)
        holds(again.record, room.clock.at)
        again.desk.close()

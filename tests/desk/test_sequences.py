"""Whatever is done, taken back and done again: the journal adds up to the record, and the file tells the same."""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.capture import EditComment, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, TakeUp
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.floor.giving import AskForFloor, EndIntervention, GiveFloor, NextSpeaker
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak, OpenToObservers, RecordInvitation, uninvited
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import EndParticipation
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting
from hisrg_desktop.meeting.text.amendments import CorrectEditorially
from hisrg_desktop.store.ledger import Ledger
from tests.meeting.room import DAY, PEOPLE, Room, opened, sit

names = st.sampled_from([*PEOPLE, "Tomo Vance"])
words = st.text(st.characters(), min_size=1, max_size=12)
pick = st.integers(0, 5)


def nth(rows: list[object], n: int) -> str | None:
    return rows[n % len(rows)].id if rows else None  # type: ignore[attr-defined]


def act_of(room: Room, what: str, name: str, text: str, n: int) -> Act | None:
    """The act that this step asks for, where there is something to do it to."""
    person, place = room.person(name), room.place(("1.1", "1.2", "10.1")[n % 3])
    comment = nth(list(room.record.each(Comment)), n)
    proposal = nth(list(room.record.each(Proposal)), n)
    sitting = nth(list(room.record.each(Sitting)), n)
    flagged = [i for s in room.record.each(Sitting) for i in uninvited(room.record, s.id)]
    acts: dict[str, Act | None] = {
        "arrive": Arrive(people=(person,)),
        "leave": Leave(people=(person,)),
        "give": GiveFloor(person=person),
        "ask": AskForFloor(person=person),
        "next": NextSpeaker(),
        "end": EndIntervention(),
        "invite": InviteToSpeak(person=person),
        "open to observers": OpenToObservers(),
        "record invitation": RecordInvitation(intervention=flagged[0].id) if flagged else None,
        "say": TakeDown(text=text, speaker=person, provision=place),
        "propose": TakeDown(text=text, speaker=person, provision=place, proposes=text),
        "edit": EditComment(comment=comment, text=text, why="heard again") if comment else None,
        "strike": StrikeOut(comment=comment) if comment else None,
        "take up": TakeUp(proposal=proposal, member=person) if proposal else None,
        "declare": Declare(words=text, proposals=(proposal,) if proposal else ()),
        "correct": CorrectEditorially(provision=place, text=text),
        "park": Park(what=text, provision=place),
        "suspend": SuspendSitting(),
        "resume": ResumeSitting(),
        "close": CloseSitting(sitting=sitting) if sitting else None,
        "open": OpenSitting(sitting=sitting) if sitting else None,
        "end membership": EndParticipation(participation=room.participation(name).id, until=DAY)
        if name in PEOPLE
        else None,
    }
    return acts[what]


WHAT = (
    *("arrive", "leave", "give", "ask", "next", "end", "invite", "open to observers", "record invitation", "say"),
    *("propose", "edit", "strike", "take up", "declare", "correct", "park", "suspend", "resume", "close", "open"),
    *("end membership", "undo", "undo", "redo", "back", "remedy"),
)
steps = st.tuples(st.sampled_from(WHAT), names, words, pick)


def folded(desk: Desk) -> Record:
    """What the journal adds up to."""
    record = Record()
    for _, changes in reversed(desk.look(lambda ledger: ledger.changes_after(0)).result(30)):
        record = record.after(changes)
    return record


def invariants(record: Record) -> None:
    """What no sequence may break."""
    assert sum(s.state in ("open", "suspended") for s in record.each(Sitting)) <= 1
    assert sum(i.ended_at is None and not i.interjection for i in record.each(Intervention)) <= 1
    there = [(a.sitting, a.person) for a in record.each(Attendance) if a.left_at is None]
    assert len(there) == len(set(there))
    for sitting in record.each(Sitting):
        if sitting.state == "closed":
            assert uninvited(record, sitting.id) == []
    turn = running(record)
    assert turn is None or record.get(Sitting, turn.sitting).state != "closed"


def play(room: Room, played: list[tuple[str, str, str, int]]) -> None:
    for what, name, text, n in played:
        room.clock.on(seconds=7 if n else -7)
        try:
            if what == "undo":
                room.undo()
            elif what == "redo":
                room.redo()
            elif what == "back":
                room.undo(max(1, room.last - n))
            else:
                act = act_of(room, "give" if what == "remedy" else what, name, text, n)
                if act:
                    try:
                        room.do(act)
                    except OutOfOrder as refusal:
                        if what == "remedy" and refusal.remedy:
                            room.do(refusal.remedy)
        except OutOfOrder:
            pass
        invariants(room.record)


@given(st.lists(steps, max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_journal_record_and_file_say_the_same(built: Path, played: list[tuple[str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = sit(opened(path))
        play(room, played)
        record, undoable = room.record, room.desk.undoable
        assert folded(room.desk) == record
        assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
        times = [e.at for e in room.desk.entries]
        assert times == sorted(times)
        room.desk.close()
        again = opened(path)
        assert again.record == record
        assert again.desk.undoable == undoable
        again.desk.close()


CHILD = """
import sys
from pathlib import Path
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.capture import TakeDown
desk = Desk.open(Path(sys.argv[1]))
for n in range(100000):
    desk.do(TakeDown(text=f"words {n}")).result()
    print(n, flush=True)
    if n % 3 == 2:
        desk.undo().result()
"""


def test_what_was_acknowledged_survives_kill_9_and_journal_and_rows_agree(dossier: Path) -> None:
    acknowledged = -1
    for killed_after in (1, 4, 17):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(dossier)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
        )
        assert child.stdout
        for _ in range(killed_after):
            acknowledged = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged = max([acknowledged, *map(int, rest.split())])
        ledger = Ledger.open(dossier)
        assert ledger.verify() == []
        sentences = [e.sentence for e in ledger.entries() if e.act == "TakeDown"]
        assert f"Take down the secretariat: words {acknowledged}" in sentences
        record = Record()
        for _, changes in reversed(ledger.changes_after(0)):
            record = record.after(changes)
        assert ledger.load() == record
        ledger.close()
    Desk.open(dossier).close()

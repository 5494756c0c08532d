"""Erasing a person's data: nothing of it is left in any file that can be reached, and the chain can still be verified."""

import hashlib
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.cli import run
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.erasing import Erased, erase, surveyed
from hisrg_desktop.documents.names import find_names
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.capture import EditComment, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.comments.submissions import Submission
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.erasing import ErasePerson, Erasure, Place
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.merging import MergePersons
from hisrg_desktop.meeting.people.participations import EndParticipation
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person
from hisrg_desktop.meeting.people.traces import FORMER
from hisrg_desktop.meeting.record import Change, Record, added
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.meetings import ResumeSitting
from hisrg_desktop.store.backups import folder_of
from hisrg_desktop.store.ledger import Ledger
from tests.desk.test_sequences import folded, play, steps
from tests.meeting.room import DAY, LONG_AGO, Room, opened, sit
from tests.store.files import tampered, verified

NAMES = ("Okafor", "Chidi", "okafor", "chidi", "OKAFOR")


def bytes_of_all(path: Path) -> dict[str, bytes]:
    """The bytes of the dossier and of all that lies beside it and in its backups."""
    files = [*path.parent.glob(f"{path.name}*"), *folder_of(path).glob("*"), *folder_of(path).glob(".*")]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def found(path: Path, names: tuple[str, ...] = NAMES) -> list[str]:
    """In which files some of the names stand, in any of SQLite's ways to write text."""
    return [f"{file}: {name}" for file, data in bytes_of_all(path).items() for name in names if name.encode() in data]


def debate(room: Room) -> Room:
    """Okafor speaks, proposes, is spoken of, and ceases to be a member."""
    room.do(AddPerson(name="Ola Adeyemi", given="Ola", family="Adeyemi"))
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.do(GiveFloor(person=room.person("Lind")))
    room.said("As Mr Okafor said, zones need a size.", "Lind", "10.1")
    room.said("Zones need a size.", "Okafor", "10.1")
    room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(TakeNote(text="Restless today.", person=room.person("Okafor")))
    comment = room.said("OKAFOR speaks for the savanna.", "Lind")
    room.do(EditComment(comment=comment.id, text="He speaks for the savanna.", why="no names"))
    leave(room, "Okafor")
    return room


def leave(room: Room, name: str) -> None:
    room.do(Leave(people=(room.person(name),)))
    room.do(EndParticipation(participation=room.participation(name).id, until=DAY))


def erased(room: Room, name: str = "Okafor") -> Erased:
    room.clock.on(seconds=1)
    return room.desk.erase(room.person(name)).result(60)


def test_nothing_of_the_name_is_left_in_any_file(room: Room) -> None:
    debate(room)
    room.desk.notes.keep("capture", "Okafor wants to add")
    room.desk.notes.settle()
    room.desk.back_up("Morning")
    assert found(room.desk.path)
    told = erased(room)
    assert found(room.desk.path) == []
    assert [sentence[:43] for sentence in told.beyond] == ["Documents and copies that were given out ke"]
    assert [kept.text for kept in room.desk.kept()] == ["A former participant wants to add"]
    room.desk.close()
    assert found(room.desk.path) == []
    assert [path.name for path in folder_of(room.desk.path).iterdir()] == [
        next(iter(folder_of(room.desk.path).iterdir())).name
    ]


def test_the_person_is_a_former_participant_and_what_they_said_stays(room: Room) -> None:
    debate(room)
    person = room.person("Okafor")
    erased(room)
    former = room.record.get(Person, person)
    assert (former.name, former.sort_name) == (FORMER, "a former participant 0001")
    assert (former.given, former.family, former.email, former.country) == ("", None, "", "")
    said = [comment.text for comment in room.record.where(Comment, author=person)]
    assert said == ["Zones need a size.", "Proposes."]
    assert [c.capacity for c in room.record.where(Comment, author=person)] == ["M", "M"]
    assert "As a former participant said, zones need a size." in [c.text for c in room.record.each(Comment)]
    assert room.desk.search("okafor").result(30) == []
    assert len(room.desk.search("former participant said").result(30)) == 1


def test_what_was_said_while_everything_was_looked_through_is_erased_too(room: Room) -> None:
    debate(room)
    room.clock.on(seconds=1)
    person = room.person("Okafor")
    survey = surveyed(room.desk, person)
    assert survey is not None
    room.do(TakeDown(text="As Mr Okafor said, later.", speaker=room.person("Lind")))
    room.desk.look(lambda ledger: erase(room.desk, ledger, person, None, survey)).result(30)
    assert "As a former participant said, later." in [c.text for c in room.record.each(Comment)]
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []


def test_two_who_were_erased_sort_apart(room: Room) -> None:
    for name in ("Okafor", "Lind"):
        room.do(EndParticipation(participation=room.participation(name).id, until=DAY))
    erased(room)
    erased(room, "Lind")
    gone = sorted(p.sort_name for p in room.record.each(Person) if p.name == FORMER)
    assert gone == ["a former participant 0001", "a former participant 0002"]
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
    assert found(room.desk.path, (*NAMES, "Lind", "Astrid", "lind", "astrid")) == []


def test_the_chain_is_the_same_and_verified_before_and_after(room: Room) -> None:
    debate(room)
    before = room.desk.look(lambda ledger: [ledger.hash_at(n) for n in range(room.last + 1)]).result(30)
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
    erased(room)
    room.said("Going on.", "Lind")
    assert room.desk.look(lambda ledger: [ledger.hash_at(n) for n in range(len(before))]).result(30) == before
    room.desk.close()
    assert verified(room.desk.path) == []


def test_a_silent_change_of_what_was_told_anew_is_noticed(room: Room) -> None:
    debate(room)
    erased(room)
    number = int(next(room.record.each(Erasure)).entries[0].partition(":")[0])
    room.desk.close()
    tampered(room.desk.path, f"UPDATE journal SET sentence = sentence || '.' WHERE number = {number}")
    assert verified(room.desk.path) == [f"What entry {number} changed is not what was recorded."]


def test_a_silent_change_of_the_erasure_itself_is_noticed(room: Room) -> None:
    debate(room)
    erased(room)
    listed = next(room.record.each(Erasure)).entries
    number = int(listed[0].partition(":")[0])
    room.desk.close()
    tampered(room.desk.path, f"UPDATE erasure SET entries = '{json.dumps(listed[1:])}'")
    assert verified(room.desk.path) == [f"What entry {number} changed is not what was recorded."]


def test_the_journal_still_adds_up_to_the_record(room: Room) -> None:
    debate(room)
    erased(room)
    room.said("Going on.", "Lind")
    assert folded(room.desk) == room.record
    record, undoable = room.record, room.desk.undoable
    room.desk.close()
    again = opened(room.desk.path)
    assert again.record == record
    assert again.desk.undoable == undoable
    again.desk.close()


def test_how_it_stood_before_is_told_with_the_erased_name(room: Room) -> None:
    debate(room)
    person, before = room.person("Okafor"), room.desk.now()
    then = room.record
    erased(room)
    stood = room.desk.as_it_stood(before).result(30)
    assert stood.get(Person, person).name == FORMER
    assert len(stood.all(Comment)) == len(then.all(Comment))
    assert not any("kafor" in entry.sentence for entry in room.desk.entries)
    assert any(FORMER in entry.sentence for entry in room.desk.entries)


def test_what_held_the_data_cannot_be_taken_back_and_the_rest_can(room: Room) -> None:
    said = room.said("Words of somebody else.", "Lind")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    ended = room.last
    room.said("Later words.", "Lind")
    erased(room)
    with pytest.raises(OutOfOrder, match="held data that was erased, and cannot be taken back"):
        room.undo(next(e.number for e in room.desk.entries if FORMER in e.sentence))
    assert ended  # its sentence names nobody, so that it can be
    room.undo()
    assert [c.text for c in room.record.each(Comment)] == ["Words of somebody else."]
    assert room.record.get(Comment, said.id)
    room.redo()
    assert folded(room.desk) == room.record
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []


def test_erasing_itself_is_not_taken_back(room: Room) -> None:
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    erased(room)
    with pytest.raises(OutOfOrder):
        room.undo(room.last)
    while True:
        try:
            room.undo()
        except OutOfOrder:
            break
    assert found(room.desk.path) == []
    assert len(room.record.all(Erasure)) == 1


def test_a_member_is_not_erased_until_the_membership_ends(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="Chidi Okafor is a member. End the membership first") as refusal:
        erased(room)
    assert refusal.value.remedy is not None
    room.do(refusal.value.remedy)
    erased(room)


def test_whoever_has_a_function_is_not_erased(room: Room) -> None:
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    room.do(Appoint(person=room.person("Okafor"), role="rapporteur", since=LONG_AGO))
    with pytest.raises(OutOfOrder, match="Chidi Okafor is rapporteur. End the function first") as refusal:
        erased(room)
    assert refusal.value.remedy is not None
    room.do(refusal.value.remedy)
    erased(room)


def test_who_was_merged_into_them_goes_with_them(room: Room) -> None:
    person = room.person("Okafor")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    double = room.made(AddPerson(name="Chidi Okafor-Bello", email="c.okafor@savanna.example"), Person).id
    room.do(MergePersons(survivor=person, merged=double))
    room.said("Okafor-Bello and c.okafor@savanna.example are one.")
    with pytest.raises(OutOfOrder, match="was merged into another entry"):
        room.desk.erase(double).result(30)
    room.desk.erase(person).result(60)
    assert found(room.desk.path, (*NAMES, "Bello", "savanna.example")) == []
    assert folded(room.desk) == room.record


def test_what_was_corrected_before_is_erased_under_every_name(room: Room) -> None:
    person = room.person("Quist")
    room.do(ChangePerson(person=person, name="Ola Varg", given="Ola", family="Varg", email="ola@varg.example"))
    room.said("Varg, once Ola Quist, writes.")
    room.desk.erase(person).result(60)
    assert found(room.desk.path, ("Ola Quist", "Varg", "varg")) == []


def test_whoever_is_in_the_room_is_not_erased(room: Room) -> None:
    room.do(Arrive(people=(room.person("Haddad"),)))
    with pytest.raises(OutOfOrder, match="Salma Haddad is in the room") as refusal:
        erased(room, "Haddad")
    assert refusal.value.remedy == Leave(people=(room.person("Haddad"),))


def test_whoever_has_the_floor_is_not_erased_until_the_turn_and_the_stay_end(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.do(GiveFloor(person=room.person("Okafor")))
    said = []
    for _ in range(3):
        with pytest.raises(OutOfOrder) as refusal:
            erased(room)
        said.append(refusal.value.message)
        assert refusal.value.remedy is not None
        room.do(refusal.value.remedy)
    assert said == [
        "Chidi Okafor has the floor.",
        "Chidi Okafor is in the room.",
        "Chidi Okafor is a member. End the membership first.",
    ]
    erased(room)


def test_an_observer_ceases_to_be_one_by_being_erased(room: Room) -> None:
    held = room.participation("Haddad")
    erased(room, "Haddad")
    assert room.record.get(type(held), held.id).until == DAY
    assert found(room.desk.path, ("Haddad", "Salma")) == []


def test_nobody_is_erased_twice_nor_filled_in_again(room: Room) -> None:
    person = room.person("Quist")
    erased(room, "Quist")
    with pytest.raises(OutOfOrder, match="has been erased already"):
        room.desk.erase(person).result(30)
    with pytest.raises(OutOfOrder, match="whoever takes part again is put on record anew"):
        room.do(ChangePerson(person=person, name="Ola Quist"))
    assert found(room.desk.path, ("Ola Quist",)) == []


def test_who_kept_the_record_is_erased_from_it_too_even_where_they_erased_somebody_else(room: Room) -> None:
    room.desk.clerk = "Ola Quist"
    room.desk.do(TakeDown(text="Words.", speaker=room.person("Lind"))).result(30)
    erased(room, "Haddad")
    room.desk.clerk = "Ines Brandt"
    erased(room, "Quist")
    assert found(room.desk.path, ("Ola Quist", "Haddad")) == []
    assert [entry.by for entry in room.desk.entries][-3:] == [FORMER, FORMER, "Ines Brandt"]
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
    assert folded(room.desk) == room.record
    room.desk.close()
    assert verified(room.desk.path) == []


def test_the_act_alone_erases_nothing_and_says_so(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="by itself"):
        room.do(ErasePerson(person=room.person("Quist")))


def test_places_are_shown_for_decision_and_what_is_kept_stays(room: Room) -> None:
    room.do(AddPerson(name="Ngozi Okafor", given="Ngozi", family="Okafor"))
    one = room.said("Okafor is right.", "Lind")
    other = room.said("Chidi Okafor is right.", "Lind")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    seen = room.desk.would_erase(room.person("Okafor"))
    by_row = {place.row: place for place in seen.places if place.kind == "comment"}
    assert not by_row[one.id].sure
    assert by_row[other.id].sure
    assert by_row[other.id].words == "Chidi Okafor is right."
    room.desk.erase(room.person("Okafor"), frozenset({by_row[other.id].key})).result(30)
    assert room.record.get(Comment, one.id).text == "Okafor is right."
    assert room.record.get(Comment, other.id).text == "A former participant is right."
    assert room.record.one(Person, name="Ngozi Okafor")
    assert folded(room.desk) == room.record


def test_words_of_the_legal_text_stay_and_are_shown_as_such(room: Room) -> None:
    room.proposal("Lind", "1.2", "States and Chidi Okafor should cooperate.")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    seen = room.desk.would_erase(room.person("Okafor"))
    assert [place.kind for place in seen.places if place.locked] == ["proposal"]
    told = erased(room)
    assert "1 place stays as it is." in told.done
    assert folded(room.desk) == room.record


def test_words_about_the_person_go_as_a_whole(room: Room) -> None:
    debate(room)
    places = [p for p in room.desk.would_erase(room.person("Okafor")).places if p.whole]
    assert [(p.kind, p.words) for p in places] == [("private_note", "Restless today.")]
    erased(room)
    assert not any("Restless" in data.decode("latin-1") for data in bytes_of_all(room.desk.path).values())


def test_words_that_are_only_in_the_journal_any_more_are_shown_and_go_too(room: Room) -> None:
    debate(room)
    past = [p for p in room.desk.would_erase(room.person("Okafor")).places if p.past]
    assert [place.words for place in past] == ["OKAFOR speaks for the savanna."]  # its words are others since
    room.said("Okafor once more.", "Lind")
    room.undo()
    past = [p for p in room.desk.would_erase(room.person("Okafor")).places if p.past]
    assert [place.words for place in past][-1:] == ["Okafor once more."]
    erased(room)
    assert found(room.desk.path) == []


def test_a_program_that_reads_beside_hinders_the_sweep_which_is_made_up_for_at_the_next_opening(room: Room) -> None:
    debate(room)
    with closing(sqlite3.connect(f"file:{room.desk.path}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        told = erased(room)
        assert any("is being read by another program" in sentence for sentence in told.beyond)
        assert room.desk.search("okafor").result(30) == []
    room.desk.close()
    again = opened(room.desk.path)
    again.desk.look(lambda ledger: ledger.unswept()).result(60)
    assert found(room.desk.path) == []
    again.desk.close()


CHILD = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from hisrg_desktop.cli import run
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.people.persons import Person
module, name, part = sys.argv[2].split(":")
owner = import_module(f"hisrg_desktop.{module}")
if name:
    owner = getattr(owner, name)
there = getattr(owner, part)
def before(*given):
    os.kill(os.getpid(), signal.SIGKILL)
def behind(*given):
    there(*given)
    os.kill(os.getpid(), signal.SIGKILL)
desk = Desk.open(Path(sys.argv[1]))
person = desk.record.one(Person, name="Chidi Okafor").id
setattr(owner, part, {"before": before, "behind": behind}[sys.argv[3]])
desk.erase(person).result()
"""


STEPS = (
    *("store.ledger::tell_anew", "store.ledger::note_unswept", "store.ledger:Ledger:erase", "desk.notes:Notes:reword"),
    *("store.scratch:Scratch:sweep", "store.ledger:Ledger:forget_names", "store.ledger::leave_no_remains"),
    *("store.backups::back_up", "store.backups::_in_one_file", "store.backups::thin_out", "store.ledger:Ledger:swept"),
)


@pytest.mark.parametrize(("step", "when"), [*((step, "before") for step in STEPS), (STEPS[-1], "behind")])
def test_killed_in_the_midst_all_of_it_is_done_when_the_dossier_is_opened_or_nothing(
    room: Room, step: str, when: str
) -> None:
    debate(room)
    room.desk.back_up("Morning")
    room.desk.notes.keep("capture", "Okafor wants to add")
    room.desk.close()
    killed = subprocess.run([sys.executable, "-c", CHILD, str(room.desk.path), step, when], cwd=Path.cwd(), check=False)
    assert killed.returncode == -signal.SIGKILL
    desk = Desk.open(room.desk.path)
    assert desk.look(lambda ledger: ledger.unswept()).result(60) == []
    assert desk.look(lambda ledger: ledger.verify()).result(60) == []
    left = found(room.desk.path)
    if len(desk.record.all(Erasure)):
        assert left == []
        assert desk.record.one(Person, name="Chidi Okafor") is None
    else:
        assert left
        assert desk.record.one(Person, name="Chidi Okafor")
        assert [kept.text for kept in desk.kept()] == ["Okafor wants to add"]
    assert folded(desk) == desk.record
    desk.close()


class Post(Act):
    """Put a letter in the post."""

    kept: Attachment
    letter: Submission

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        return [added(self.kept), added(self.letter)]


def keep(room: Room, name: str, data: bytes, sender: str | None) -> str:
    """Keep a file that somebody sent; its digest."""
    key = hashlib.sha256(data).hexdigest()
    letter = Submission(id=key[:12], name=name, attachment=key, sender=sender, received_at=room.desk.now())
    room.desk.do(Post(kept=Attachment(id=key, name=name, size=len(data)), letter=letter), files={key: data}).result(30)
    return key


def test_files_that_came_from_them_alone_lose_their_bytes(room: Room) -> None:
    key = keep(room, "okafor letter.txt", b"the letter of Chidi Okafor " * 50, room.person("Okafor"))
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    assert [one.id for one in room.desk.would_erase(room.person("Okafor")).files] == [key]
    erased(room)
    assert room.desk.attachment(key).result(30) is None
    assert room.record.get(Attachment, key).name == "A former participant letter.txt"
    assert found(room.desk.path) == []
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []


def test_a_kept_file_that_names_them_in_its_own_words_is_named(room: Room) -> None:
    keep(room, "minutes of the panel.txt", b"Present: C. Okafor.", None)
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    said = [one for one in room.desk.would_erase(room.person("Okafor")).beyond if one.startswith("The file")]
    assert said == [
        "The file minutes of the panel.txt, kept whole in the dossier, names them in its own words and stays as it is.",
    ]
    assert set(said) <= set(erased(room).beyond)


def test_the_copy_that_was_handed_over_is_named(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    room.desk.hand_over(folder / "group.hisrg", "Ines Brandt").result(30)
    with pytest.raises(OutOfOrder, match="The pen is with"):
        erased(room)
    room.desk.take_by_force("lost").result(30)
    assert any("Hand the pen over to Ines Brandt" in one for one in erased(room).beyond)


def test_a_copy_beside_the_dossier_that_names_them_is_named(room: Room) -> None:
    room.desk.copy_elsewhere(room.desk.path.with_name("copy.hisrg"))
    assert any(one.startswith("copy.hisrg, beside the dossier") for one in erased(room, "Quist").beyond)


def test_what_was_erased_in_the_copy_with_the_pen_is_erased_here_when_it_comes_back(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    debate(room)
    room.desk.back_up("Morning")
    room.desk.hand_over(folder / "group.hisrg", "Ines Brandt").result(30)
    other = opened(folder / "group.hisrg")
    other.clock.on(hours=1)
    erased(other)
    other.desk.close()
    room.desk.notes.keep("capture", "Okafor wants to add")
    room.desk.notes.settle()
    room.desk.take_back(folder / "group.hisrg").result(60)
    assert found(room.desk.path) == []
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
    assert folded(room.desk) == room.record


def test_another_of_the_same_initial_and_family_keeps_the_name(room: Room) -> None:
    room.do(AddPerson(name="Chiamaka Okafor", given="Chiamaka", family="Okafor"))
    said = room.said("C. Okafor and Chidi Okafor agree.", "Lind")
    room.do(EndParticipation(participation=room.participation("Okafor").id, until=DAY))
    (place,) = (p for p in room.desk.would_erase(room.person("Okafor")).places if p.row == said.id)
    assert place.sure
    erased(room)
    assert room.record.one(Person, name="Chiamaka Okafor")
    assert any("Chiamaka Okafor" in entry.sentence for entry in room.desk.entries)


def test_what_another_program_left_in_free_pages_is_gone_too(room: Room) -> None:
    debate(room)
    room.desk.close()
    with closing(sqlite3.connect(room.desk.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("CREATE TABLE left_over (words TEXT)")
        raw.executemany("INSERT INTO left_over VALUES (?)", [("Chidi Okafor once more " * 20,)] * 50)
        raw.execute("DROP TABLE left_over")
    again = opened(room.desk.path)
    erased(again)
    assert found(room.desk.path) == []
    again.desk.close()


def gone(room: Room, name: str) -> None:
    """Erase somebody, doing first whatever the refusals offer."""
    person = room.person(name)
    for _ in range(4):
        try:
            room.desk.erase(person).result(60)
        except OutOfOrder as refusal:
            if refusal.remedy is None:
                raise
            try:
                room.do(refusal.remedy)
            except OutOfOrder:  # nobody leaves a room that is suspended
                room.do(ResumeSitting())
        else:
            return


@given(st.lists(steps, max_size=20), st.lists(steps, max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_was_done_before_and_after_journal_record_and_file_say_the_same_without_the_name(
    built: Path, before: list[tuple[str, str, str, int]], after: list[tuple[str, str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = sit(opened(path))
        play(room, [(what, "Haddad" if n % 2 else name, text, n) for what, name, text, n in before])
        gone(room, "Haddad")
        play(room, [(what, "Lind" if name == "Haddad" else name, text, n) for what, name, text, n in after])
        assert folded(room.desk) == room.record
        assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
        record, undoable = room.record, room.desk.undoable
        room.desk.close()
        assert found(path, ("Salma", "Haddad", "haddad")) == []
        again = opened(path)
        assert again.record == record
        assert again.desk.undoable == undoable
        again.desk.close()


def reading(path: Path) -> Ledger:
    return Ledger.read(path)


def test_who_reads_beside_sees_the_record_before_or_after_never_half_of_it(room: Room) -> None:
    debate(room)
    beside = reading(room.desk.path)
    person = room.person("Okafor")
    assert beside.load().get(Person, person).name == "Chidi Okafor"
    erased(room)
    assert beside.load().get(Person, person).name == FORMER
    assert beside.verify() == []
    beside.close()


def test_the_command_says_what_would_be_erased_and_erases_only_with_yes(dossier: Path, capsys) -> None:
    command = ["erase", str(dossier), "--person", "Ola Quist"]
    assert run(command) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Ola Quist would become a former participant.")
    assert "stays     Organisation: Quist Letters" in said.out
    assert "Nothing has been erased" in said.err
    assert found(dossier, ("Ola Quist",))
    assert run([*command, "--also", "99"]) == 1
    assert "There is no place 99" in capsys.readouterr().err
    assert run([*command, "--also", "1", "--yes"]) == 0
    said = capsys.readouterr()
    assert "cannot be taken back any more" in said.out
    assert "not reached: Documents and copies that were given out" in said.err
    assert found(dossier, ("Quist", "quist")) == []
    assert run(["check", str(dossier)]) == 0


def test_the_command_refuses_a_member_and_says_what_to_do_first(dossier: Path, capsys) -> None:
    assert run(["erase", str(dossier), "--person", "Astrid Lind", "--yes"]) == 1
    assert capsys.readouterr().err == "Astrid Lind is a member. End the membership first.\n"


def test_a_document_without_names_may_say_a_former_participant(room: Room) -> None:
    debate(room)
    erased(room)
    hits = find_names(room.record, [("minutes", "A former participant said so, and Lind agreed.")])
    assert [hit.name for hit in hits] == ["Lind"]


def test_a_place_says_its_key() -> None:
    assert Place("comment", "c1", "text", "words").key == "comment:c1:text"

"""Unfinished words: on disk as they are typed, offered again after a crash, never twice."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.notes import Notes
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.store.scratch import Kept, Scratch
from tests.meeting.room import opened, sit

TYPIST = """
import sys, time
from pathlib import Path
from hisrg_desktop.desk.notes import Notes
from hisrg_desktop.store.scratch import Scratch
notes = Notes(Scratch(Path(sys.argv[1])), ())
print("ready", flush=True)
n = 0
while True:
    n += 1
    notes.keep("capture", f"typed {n}")
    print(n, time.monotonic(), flush=True)
    time.sleep(0.002)
"""


@pytest.mark.parametrize("run", range(20))
def test_words_kept_300_ms_before_a_kill_9_are_there(tmp_path: Path, run: int) -> None:
    dossier = tmp_path / "group.hisrg"
    child = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(dossier)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout
    child.stdout.readline()
    until = time.monotonic() + 0.32 + random.random() * 0.3
    told = [(0, 0.0)]
    while told[-1][1] < until:
        number, at = child.stdout.readline().split()
        told.append((int(number), float(at)))
    child.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    child.communicate()
    expected = max(number for number, at in told if at < killed - 0.3)
    notes = Notes(Scratch(dossier), ())
    (found,) = notes.found
    assert int(found.text.removeprefix("typed ")) >= expected > 0
    notes.close()


def test_words_that_became_an_entry_are_not_offered_again(dossier: Path) -> None:
    room = sit(opened(dossier))
    desk = room.desk
    desk.notes.keep("capture", "half a sen")
    desk.notes.keep("capture", "half a sentence")
    desk.notes.keep("note", "something else")
    desk.do(TakeDown(text="half a sentence"), scratch="capture").result(30)
    desk.close()
    again = Desk.open(dossier)
    assert [(k.slot, k.text) for k in again.kept()] == [("note", "something else")]
    again.close()


def test_words_are_not_offered_again_even_if_the_crash_came_before_they_were_forgotten(dossier: Path) -> None:
    room = sit(opened(dossier))
    room.desk.notes.keep("capture", "half a sentence")
    room.desk.notes.became = lambda _: None  # type: ignore[method-assign]
    room.desk.do(TakeDown(text="half a sentence"), scratch="capture").result(30)
    room.desk.close()
    again = Desk.open(dossier)
    assert again.kept() == []
    again.close()


def test_words_typed_after_the_entry_was_asked_for_stay(dossier: Path) -> None:
    room = sit(opened(dossier))
    room.desk.notes.keep("capture", "one")
    ticket = room.desk.notes.ticket("capture")
    room.desk.notes.keep("capture", "two")
    room.desk.notes.became(ticket)
    room.desk.close()
    again = Desk.open(dossier)
    assert [k.text for k in again.kept()] == ["two"]
    again.close()


def test_words_typed_in_a_later_run_are_not_taken_for_those_of_an_earlier_entry(dossier: Path) -> None:
    room = sit(opened(dossier))
    room.desk.notes.keep("capture", "one")
    room.desk.do(TakeDown(text="one"), scratch="capture").result(30)
    room.desk.close()
    assert not Path(f"{dossier}-scratch").exists()
    second = Desk.open(dossier)
    second.notes.keep("capture", "typed the next day")
    second.close()
    third = Desk.open(dossier)
    assert [k.text for k in third.kept()] == ["typed the next day"]
    third.close()


def test_words_of_a_refused_act_stay(dossier: Path) -> None:
    desk = Desk.open(dossier)
    desk.notes.keep("capture", "   ")
    with pytest.raises(OutOfOrder):
        desk.do(TakeDown(text="   "), scratch="capture").result(30)
    assert not list(desk.record.each(Comment))
    desk.close()
    again = Desk.open(dossier)
    assert [k.text for k in again.kept()] == ["   "]
    again.close()


def test_an_older_state_never_replaces_a_newer(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "group.hisrg")
    scratch.keep(Kept("capture", 7, "newer"))
    scratch.keep(Kept("capture", 6, "older"))
    assert scratch.all() == [Kept("capture", 7, "newer")]
    scratch.close()


def test_the_scratch_file_is_removed_when_nothing_is_kept_and_stays_otherwise(tmp_path: Path) -> None:
    notes = Notes(Scratch(tmp_path / "group.hisrg"), ())
    notes.keep("capture", "words")
    notes.settle()
    assert (tmp_path / "group.hisrg-scratch").exists()
    notes.keep("capture", "")
    notes.close()
    assert list(tmp_path.iterdir()) == []
    notes = Notes(Scratch(tmp_path / "group.hisrg"), ())
    notes.keep("capture", "words")
    notes.close()
    assert [p.name for p in tmp_path.iterdir()] == ["group.hisrg-scratch"]


def test_any_text_can_be_kept(tmp_path: Path) -> None:
    notes = Notes(Scratch(tmp_path / "group.hisrg"), ())
    notes.keep("capture", "torn \ud83d and \x00 odd")
    notes.keep("note", "after it")
    notes.close()
    again = Notes(Scratch(tmp_path / "group.hisrg"), ())
    assert [k.text for k in again.found] == ["torn \ufffd and  odd", "after it"]
    again.close()


def test_a_damaged_scratch_file_keeps_nobody_from_the_dossier_and_is_kept_itself(dossier: Path) -> None:
    scratch = Path(f"{dossier}-scratch")
    scratch.write_bytes(b"torn by a failing stick" * 400)
    desk = Desk.open(dossier)
    assert desk.kept() == []
    desk.notes.keep("capture", "words")
    desk.close()
    assert Path(f"{dossier}-scratch-damaged").read_bytes().startswith(b"torn by")
    again = Desk.open(dossier)
    assert [k.text for k in again.kept()] == ["words"]
    again.close()


def test_a_disk_that_fails_is_told_and_words_are_kept_again_as_soon_as_it_works(tmp_path: Path) -> None:
    notes = Notes(Scratch(tmp_path / "group.hisrg"), ())
    told: list[str] = []
    notes.trouble = lambda fault: told.append(str(fault))
    notes._scratch._connection.execute("PRAGMA max_page_count=2")
    notes.keep("capture", "long " * 5000)
    notes.settle()
    assert len(told) == 1
    assert "the disk is full" in told[0]
    notes._scratch._connection.execute("PRAGMA max_page_count=100000")
    notes.keep("capture", "long again " * 5000)
    notes.close()
    again = Notes(Scratch(tmp_path / "group.hisrg"), ())
    assert again.found[0].text == "long again " * 5000
    again.close()


def test_the_scratch_file_is_set_so_that_a_key_survives_a_power_cut(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "group.hisrg")
    ask = scratch._connection.execute
    assert ask("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert ask("PRAGMA synchronous").fetchone()[0] == 2
    assert ask("PRAGMA secure_delete").fetchone()[0] == 1
    scratch.close()


def test_words_that_were_forgotten_are_not_in_the_file_any_more(tmp_path: Path) -> None:
    notes = Notes(Scratch(tmp_path / "group.hisrg"), ())
    notes.keep("capture", "a confidence " * 40)
    notes.settle()
    notes.keep("capture", "")
    notes.keep("other", "words")
    notes.close()
    file = tmp_path / "group.hisrg-scratch"
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM scratch").fetchone()[0] == 2
    assert b"a confidence" not in file.read_bytes()

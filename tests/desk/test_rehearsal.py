"""A rehearsal leaves no trace: neither in the dossier nor beside it, nor in the place where the copy was."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hisrg_desktop.desk import rehearsal
from hisrg_desktop.desk.rehearsal import begin_rehearsal, clear_leftovers, end_rehearsal
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.roll.closing import CloseSitting
from tests.meeting.room import Room, opened
from tests.store.files import tampered


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; without the marks of readers that SQLite keeps in shared memory while a file is open."""
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: path.read_bytes() for path in files}


def test_the_dossier_and_what_lies_beside_it_are_the_same_bytes_before_and_after(room: Room, place: Path) -> None:
    room.said("On record.", "Okafor")
    room.desk.notes.keep("capture", "half a sentence")
    room.desk.notes.settle()
    before = everything(room.desk.path.parent)
    practised = opened(begin_rehearsal(room.desk.path))
    practised.said("Practised.", "Okafor")
    practised.desk.notes.keep("capture", "practised words")
    practised.do(CloseSitting(sitting=practised.sitting.id))
    practised.desk.back_up("Morning")
    practised.desk.close()
    end_rehearsal(practised.desk.path)
    assert everything(room.desk.path.parent) == before
    assert list(place.iterdir()) == []
    assert [kept.text for kept in room.desk.kept()] == ["half a sentence"]


def test_a_rehearsal_begins_with_what_is_on_record_and_with_no_unfinished_words(room: Room) -> None:
    room.said("On record.", "Okafor")
    room.desk.notes.keep("capture", "half a sentence")
    practised = opened(begin_rehearsal(room.desk.path))
    assert practised.record == room.record
    assert practised.desk.kept() == []
    practised.desk.close()


CUT_OFF = """
import os, sys, tempfile
from pathlib import Path
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.rehearsal import begin_rehearsal
tempfile.tempdir = sys.argv[2]
desk = Desk.open(begin_rehearsal(Path(sys.argv[1])))
print(desk.path, flush=True)
if sys.argv[3] == "cut off":
    os._exit(9)
sys.stdin.read()
"""


def other_process(dossier: Path, place: Path, how: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CUT_OFF, str(dossier), str(place), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
    )


def test_what_a_rehearsal_that_was_cut_off_left_is_removed(dossier: Path, place: Path) -> None:
    other_process(dossier, place, "cut off").communicate()
    assert len(list(place.iterdir())) == 1
    clear_leftovers()
    assert list(place.iterdir()) == []


def test_a_rehearsal_that_goes_on_elsewhere_is_left_alone(dossier: Path, place: Path) -> None:
    other = other_process(dossier, place, "go on")
    assert other.stdout
    copy = Path(other.stdout.readline().strip())
    clear_leftovers()
    assert copy.exists()
    other.kill()
    other.communicate()


def test_nothing_is_left_where_no_copy_can_be_made(dossier: Path, place: Path) -> None:
    tampered(dossier, "UPDATE person SET name = 'Somebody Else'")
    with pytest.raises(Unreadable, match="not whole"):
        begin_rehearsal(dossier)
    assert list(place.iterdir()) == []


def test_only_copies_of_rehearsals_are_ever_removed(dossier: Path) -> None:
    end_rehearsal(dossier)
    assert dossier.exists()
    assert rehearsal._PREFIX not in str(dossier)

"""The dossier's disk full in mid-sentence: a reserve is given up, words stay in memory and on another disk, nothing is lost."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hisrg_desktop.desk import notes as desk_notes
from hisrg_desktop.desk.space import Space
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.store import scratch as scratches
from hisrg_desktop.store.ballast import SIZE, Ballast
from tests.meeting.room import Room, opened, sit
from tests.store.files import verified

CHUNK = 4096


class Disk:
    """A small disk that can be filled and emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "somebody-elses-film.bin"

    def fill(self) -> None:
        """Leave no room at all."""
        with suppress(OSError), self._filler.open("ab", buffering=0) as film:
            while True:
                film.write(bytes(CHUNK))

    def empty(self) -> None:
        """Make room again."""
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of sixteen megabytes; skipped where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield Disk(folder)
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another disk, as far as a test needs one."""
    folder = tmp_path / "elsewhere"
    monkeypatch.setattr(scratches, "elsewhere", lambda _: [folder])
    return folder


@pytest.fixture
def full_room(disk: Disk, built: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A room whose dossier lies on the small disk."""
    monkeypatch.setattr(desk_notes, "AGAIN", 0.05)
    room = sit(opened(Path(shutil.copy(built, disk.folder / "group.hisrg"))))
    room.desk.notes.settle()
    yield room
    room.desk.close()


def told(room: Room) -> tuple[list[bool], threading.Event]:
    """What is said of the disk, and an event for when there is room again."""
    heard: list[bool] = []
    room_again = threading.Event()

    def hear(full: bool) -> None:
        heard.append(full)
        if not full:
            room_again.set()

    room.desk.space.changed = hear
    return heard, room_again


def test_on_a_full_disk_the_reserve_is_given_up_and_taking_down_goes_on(full_room: Room, disk: Disk) -> None:
    heard, room_again = told(full_room)
    assert (disk.folder / "group.hisrg-ballast").stat().st_size == SIZE
    disk.fill()
    for number in range(30):
        assert full_room.said(f"Sentence {number}. " + "words " * 300, "Okafor")
    assert heard == [True]
    assert not (disk.folder / "group.hisrg-ballast").exists()
    disk.empty()
    assert room_again.wait(20)
    assert (disk.folder / "group.hisrg-ballast").exists()
    assert heard == [True, False]


def talk_until_it_is_full(room: Room) -> None:
    for number in range(200):
        room.said(f"Sentence {number}. " + "words " * 300)


def test_when_the_reserve_is_used_up_too_words_wait_elsewhere_and_come_back(
    full_room: Room, disk: Disk, elsewhere: Path
) -> None:
    _, room_again = told(full_room)
    full_room.desk.space.make_room()
    disk.fill()
    troubles: list[str] = []
    full_room.desk.notes.trouble = lambda fault: troubles.append(str(fault))
    with pytest.raises(OSError, match="the disk is full") as fault:
        talk_until_it_is_full(full_room)
    assert fault.value.errno == errno.ENOSPC
    on_record = len(full_room.record.all(Comment))
    for typed in range(1, 40):
        full_room.desk.notes.keep("capture", "a long sentence, " * 400 + str(typed))
    full_room.desk.notes.settle()
    assert [kept.slot for kept in full_room.desk.kept()] == ["capture"]
    assert (elsewhere / "words-scratch").exists()
    assert len(troubles) == 1
    disk.empty()
    assert room_again.wait(20)
    full_room.said("It goes on.")
    assert len(full_room.record.all(Comment)) == on_record + 1
    full_room.desk.close()
    assert not elsewhere.exists()
    assert verified(disk.folder / "group.hisrg") == []
    again = opened(disk.folder / "group.hisrg")
    assert [kept.text[-2:] for kept in again.desk.kept()] == ["39"]
    again.desk.close()


TYPIST = """
import sys
from pathlib import Path
from hisrg_desktop.desk.notes import Notes
from hisrg_desktop.store import scratch as scratches
scratches.elsewhere = lambda _: [Path(sys.argv[2])]
scratch = scratches.Scratch(Path(sys.argv[1]))
notes = Notes(scratch, ())
notes.keep("capture", "typed while there was room")
notes.settle()
scratch._connection.execute("PRAGMA max_page_count=2")
notes.keep("capture", "typed when the disk was full " * 400)
notes.settle()
print("kept", flush=True)
sys.stdin.read()
"""


def test_words_kept_elsewhere_survive_a_kill_and_are_offered_again(tmp_path: Path, elsewhere: Path) -> None:
    dossier = tmp_path / "group.hisrg"
    child = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(dossier), str(elsewhere)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path.cwd(),
    )
    assert child.stdout
    assert child.stdout.readline() == "kept\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    notes = desk_notes.Notes(scratches.Scratch(dossier), ())
    assert [kept.text for kept in notes.found] == ["typed when the disk was full " * 400]
    notes.close()
    assert not elsewhere.exists()
    again = desk_notes.Notes(scratches.Scratch(dossier), ())
    assert [kept.text for kept in again.found] == ["typed when the disk was full " * 400]
    again.close()


def test_words_kept_elsewhere_are_for_nobody_elses_eyes(tmp_path: Path, elsewhere: Path) -> None:
    scratch = scratches.Scratch(tmp_path / "group.hisrg")
    scratch.keep_elsewhere(scratches.Kept("capture", 1, "in confidence"))
    assert elsewhere.stat().st_mode & 0o077 == 0
    scratch.clear_elsewhere()
    scratch.close()
    assert not elsewhere.exists()


def test_another_disk_is_really_another(disk: Disk, tmp_path: Path) -> None:
    there = scratches.elsewhere(disk.folder / "group.hisrg")
    assert there
    assert all(folder.parent.stat().st_dev != disk.folder.stat().st_dev for folder in there)


def test_the_reserve_is_not_taken_where_there_is_hardly_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=SIZE))
    assert not Ballast(tmp_path / "group.hisrg").lay()
    assert list(tmp_path.iterdir()) == []


def test_the_reserve_goes_when_the_dossier_is_closed_and_one_left_behind_is_used_again(dossier: Path) -> None:
    left = Path(f"{dossier}-ballast")
    left.write_bytes(bytes(SIZE))
    room = opened(dossier)
    room.desk.notes.settle()
    assert left.exists()
    room.desk.close()
    assert sorted(p.name for p in dossier.parent.iterdir()) == ["group.hisrg"]


def test_room_is_said_once_when_it_goes_and_once_when_it_comes(tmp_path: Path) -> None:
    space = Space(tmp_path / "group.hisrg", size=8192)
    heard: list[bool] = []
    space.changed = heard.append
    space.lay()
    assert space.make_room()
    assert not space.make_room()
    space.look()
    space.look()
    space.leave()
    assert heard == [True, False]

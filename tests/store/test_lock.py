"""Who has the dossier: a second one is refused and told by whom; what a dead process left is taken over."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hisrg_desktop.store import lock as locks
from hisrg_desktop.store.lock import Held, Holder, Lock, began, holder_of

OTHER = """
import sys
from pathlib import Path
from hisrg_desktop.store.lock import Lock
Lock(Path(sys.argv[1]), "hisrg-desktop", "R. Holm").take()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "group.hisrg"


def other_process(dossier: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(dossier)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
    )
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    return child


def left_behind(dossier: Path, **fields: object) -> None:
    told = {"pid": os.getpid(), "host": socket.gethostname(), "program": "hisrg", "clerk": "", "began": ""}
    Path(f"{dossier}-lock").write_text(json.dumps(told | fields), encoding="utf-8")


def test_another_process_is_refused_naming_who_has_it_and_may_take_it_after_that_one_died(dossier: Path) -> None:
    child = other_process(dossier)
    said = rf"group.hisrg is open already \(R. Holm, hisrg-desktop on {socket.gethostname()}, process {child.pid}\)"
    with pytest.raises(Held, match=said):
        Lock(dossier, "hisrg").take()
    child.kill()
    child.communicate()
    mine = Lock(dossier, "hisrg")
    mine.take()
    holder = holder_of(dossier)
    assert holder
    assert holder.pid == os.getpid()
    mine.release()
    assert list(dossier.parent.iterdir()) == []


def test_a_process_on_another_computer_is_taken_to_be_there(dossier: Path) -> None:
    left_behind(dossier, pid=999_999, host="another-laptop")
    with pytest.raises(Held, match="hisrg on another-laptop, process 999999"):
        Lock(dossier, "hisrg").take()


def test_another_program_under_the_number_of_a_dead_one_holds_nothing(dossier: Path) -> None:
    if not began(1):
        pytest.skip("this system does not say when a process began")
    left_behind(dossier, pid=os.getppid(), began="1")
    lock = Lock(dossier, "hisrg")
    lock.take()
    lock.release()


@pytest.mark.parametrize("left", ["", "torn{", "[]", '{"pid": "x"}'])
def test_a_lock_that_names_nobody_is_left_behind_once_it_is_old(dossier: Path, left: str) -> None:
    file = Path(f"{dossier}-lock")
    file.write_text(left, encoding="utf-8")
    with pytest.raises(Held, match="is being opened by another program"):
        Lock(dossier, "hisrg").take()
    long_ago = file.stat().st_mtime - locks.WRITING_TAKES - 1
    os.utime(file, (long_ago, long_ago))
    lock = Lock(dossier, "hisrg")
    lock.take()
    lock.release()
    assert list(dossier.parent.iterdir()) == []


def test_of_many_that_take_over_at_once_one_has_it(dossier: Path) -> None:
    child = other_process(dossier)
    child.kill()
    child.communicate()
    start = threading.Barrier(8)
    taken: list[Lock] = []

    def take() -> None:
        lock = Lock(dossier, "hisrg")
        start.wait()
        try:
            lock.take()
        except Held:
            return
        taken.append(lock)

    takers = [threading.Thread(target=take) for _ in range(8)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert len(taken) == 1
    taken[0].release()
    assert list(dossier.parent.iterdir()) == []


def test_only_who_has_it_gives_it_back(dossier: Path) -> None:
    mine = Lock(dossier, "hisrg")
    mine.take()
    other = Lock(dossier, "hisrg")
    with pytest.raises(Held):
        other.take()
    other.release()
    assert holder_of(dossier) == Holder(os.getpid(), socket.gethostname(), "hisrg", "", began(os.getpid()))
    mine.release()
    mine.release()


def test_where_there_is_no_folder_the_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"There is no folder .*nowhere"):
        Lock(tmp_path / "nowhere" / "group.hisrg", "hisrg").take()

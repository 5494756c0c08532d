"""Hostile files at every door: each is refused in one sentence or read as it stands, and nothing else happens."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.documents import apart as reading_apart
from hisrg_desktop.documents.apart import MEMORY, Apart
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.people.group import FoundGroup
from tests.hostile.craft import FILES, REAL
from tests.hostile.files import HOSTILE, Hostile, Place
from tests.hostile.watched import WORDS, Canary, resident

GOOD = FILES / "fictional-draft.docx"
LONGEST = 10.0 * 3
"""Seconds for an answer: three times what is promised, for the machine may be busy."""

DOORS: dict[str, Callable[[Path, Path], list[str]]] = {
    "read": lambda dossier, file: ["read", str(file)],
    "marked": lambda dossier, file: ["read", str(file), "--as", "marked", "--json"],
    "draft": lambda dossier, file: ["import", "draft", str(dossier), str(file)],
    "report": lambda dossier, file: ["import", "report", str(dossier), str(file), "--panel", "Technical", "--json"],
    "comments": lambda dossier, file: [
        "import",
        "comments",
        str(with_draft(dossier)),
        str(file),
        "--from",
        "Tove Ashby",
    ],
    "people": lambda dossier, file: ["import", "people", str(dossier), str(file)],
    "compare-old": lambda dossier, file: ["compare", str(file), str(GOOD), "-o", str(beside(dossier))],
    "compare-new": lambda dossier, file: ["compare", str(GOOD), str(file), "-o", str(beside(dossier))],
}
"""Where a file comes in, and what is typed there."""

OUT_OF_TIME = "takes too|within the memory and time allowed"
"""What any file may be told on a machine that is busy with something else."""
PARTICULAR = {"compare-old", "compare-new", "comments", "people"}
"""Doors that may refuse what is only odd: it cannot be written exactly, or holds nothing to take in."""

OUTPUT = b"what was there before"


def beside(dossier: Path) -> Path:
    """Where a door writes, and something is already."""
    return dossier.with_name("redline.docx")


def with_draft(dossier: Path) -> Path:
    """The dossier beside it, which has a text already."""
    return dossier.with_name("drafted.hisrg")


SENTENCE = re.compile(r"[^\n\x00-\x1f]+[.]")


def by_name(hostile: Hostile) -> str:
    return re.sub(r"[^\w.-]", "_", one_line(hostile.name))[:40]


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    watched = Canary(tmp_path_factory.mktemp("canary"))
    yield watched
    watched.close()


class _Lasting(Apart):
    """Outlives those who use it, so that one process meets every file."""

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def lasting() -> Iterator[Apart]:
    apart = _Lasting()
    yield apart
    apart.close()


@pytest.fixture
def child(lasting: Apart, monkeypatch: pytest.MonkeyPatch) -> Apart:
    """The process in which every door reads."""
    monkeypatch.setattr(reading_apart, "Apart", lambda: lasting)
    return lasting


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("founded") / "group.hisrg"
    desk = Desk.create(path, program="hisrg")
    desk.do(FoundGroup(name="Working Group on Harbours")).result()
    desk.close()
    begin(with_draft(path), GOOD).close()
    return path


@pytest.fixture
def dossier(founded: Path, tmp_path: Path) -> Path:
    """A dossier without a text, and one with a text beside it."""
    shutil.copy(with_draft(founded), with_draft(tmp_path / founded.name))
    return Path(shutil.copy(founded, tmp_path / "group.hisrg"))


@pytest.fixture
def place(canary: Canary, tmp_path: Path) -> Place:
    folder = tmp_path / "came"
    folder.mkdir()
    return Place(folder, canary.file, canary.address)


def sums_of(dossier: Path) -> tuple[str, str]:
    return sum_of(dossier), sum_of(with_draft(dossier))


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("hostile", HOSTILE, ids=by_name)
def test_a_hostile_file_is_answered_at_every_door(
    hostile: Hostile, place: Place, dossier: Path, child: Apart, canary: Canary, capfd: pytest.CaptureFixture[str]
) -> None:
    path = hostile.written(place)
    untouched = sums_of(dossier)
    for door, typed in DOORS.items():
        before, began = sums_of(dossier), time.monotonic()
        beside(dossier).write_bytes(OUTPUT)
        code = run(typed(dossier, path))
        took, (out, err) = time.monotonic() - began, capfd.readouterr()
        assert took < LONGEST, door
        assert "Traceback" not in err
        assert WORDS not in out + err
        refusal, words = err.strip("\n"), hostile.expected(door)
        in_vain = re.search(OUT_OF_TIME, refusal) is not None
        if code == 1 and (words or in_vain or door in PARTICULAR):
            assert SENTENCE.fullmatch(refusal), (door, refusal)
            assert in_vain or re.search(words, refusal), (door, refusal)
            assert one_line(path.name) in refusal or (door in PARTICULAR and "file" in refusal), refusal
            assert sums_of(dossier) == before, "the dossier is as it was"
            assert beside(dossier).read_bytes() == OUTPUT, "what was there is as it was"
        else:
            assert code == 0, (door, err)
            assert not words or hostile.fast, door
    for one in (dossier, with_draft(dossier)):
        if sum_of(one) not in untouched:
            assert run(["check", str(one)]) == 0
    assert canary.touched() == []
    assert child.read("accepted", GOOD, GOOD.name)[0].startswith("Draft Understanding"), "the next file is read"


def test_a_device_that_fails_is_the_machines_failure(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    one, other = place.folder / "loop.docx", place.folder / "other.docx"
    one.symlink_to(other)
    other.symlink_to(one)
    for path in (one, place.folder / ("n" * 300)):
        assert run(["read", str(path)]) == 3
        said = capfd.readouterr().err.strip()
        assert SENTENCE.fullmatch(said + "."), said
        assert path.name in said


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this platform has no users to be")
def test_a_file_that_may_not_be_read_is_the_machines_failure(
    place: Place, dossier: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = place.folder / "locked.docx"
    path.write_bytes(REAL)
    path.chmod(0)
    root, before = os.geteuid() == 0, sum_of(dossier)
    if root:  # whom no permission stops
        os.seteuid(65534)
    try:
        assert run(DOORS["draft"](dossier, path)) == 3
    finally:
        if root:
            os.seteuid(0)
    assert capfd.readouterr().err.strip() == "locked.docx: Permission denied"
    assert sum_of(dossier) == before


def test_many_at_once_are_answered_one_by_one(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    wanted = {"laughs.docx", "empty.docx", "over.docx", "deep-notes.docx"}
    paths = [one.written(place) for one in HOSTILE if one.name in wanted]
    assert run(["read", *map(str, paths), str(GOOD)]) == 1
    said = capfd.readouterr()
    assert len(said.err.splitlines()) == len(wanted)
    assert "Kessandra" in said.out, "the good one is read all the same"


HEAVY = (
    "all-runs.docx",
    "much.docx",
    "paragraphs.docx",
    "columns.docx",
    "ranges.docx",
    "bomb.pdf",
    "changes.docx",
    "run.docx",
)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much a tree of processes holds")
@pytest.mark.parametrize("name", HEAVY)
def test_the_whole_program_stays_within_a_gibibyte(name: str, place: Place, dossier: Path) -> None:
    path = next(one for one in HOSTILE if one.name == name).written(place)
    typed = DOORS["report" if name.endswith(".pdf") else "draft"](dossier, path)
    command = [sys.executable, "-m", "hisrg_desktop.cli", *typed]
    most, began = 0, time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        while program.poll() is None:
            most = max(most, resident(program.pid))
            time.sleep(0.01)
    assert most < MEMORY
    assert program.returncode in {0, 1}
    assert time.monotonic() - began < LONGEST

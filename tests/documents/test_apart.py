"""A foreign file is read in another process, which cannot hurt this one."""

import sys
import threading
import zipfile
from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.documents import apart as reading_apart
from hisrg_desktop.documents.apart import Apart, Stopped, read_draft_apart, read_report_apart
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.meeting.order import Unreadable

FILES = Path(__file__).parent / "word" / "files"
DRAFT = FILES / "fictional-draft.docx"
HOLDS = "a" * 2_000


@pytest.fixture
def large(tmp_path) -> Path:
    """A draft that takes a while to read."""
    made = tmp_path / "large.docx"
    words = "".join(f"<w:p><w:r><w:t>{number}.1  {HOLDS} {number}</w:t></w:r></w:p>" for number in range(20_000))
    with zipfile.ZipFile(DRAFT) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename == "word/document.xml":
                raw = raw.replace(b"<w:body>", b"<w:body>" + words.encode(), 1)
            new.writestr(info.filename, raw)
    return made


def test_a_draft_read_apart_is_the_draft():
    told: list[float] = []
    assert read_draft_apart(DRAFT, told.append) == read_draft(DRAFT)
    assert told[-1] == 1.0


def test_a_refusal_comes_back_in_its_own_words(tmp_path):
    path = tmp_path / "notes.docx"
    path.write_bytes(b"no Word")
    with pytest.raises(Unreadable, match=r"^notes\.docx is something else, not a Word document"):
        read_draft_apart(path)


def test_a_file_that_is_gone_is_refused_in_words(tmp_path):
    with pytest.raises(Unreadable, match=r"gone\.docx is not there"):
        read_draft_apart(tmp_path / "gone.docx")


def test_a_failing_disk_stays_a_failure_of_the_machine(tmp_path):
    with pytest.raises(OSError, match="name too long"):
        read_draft_apart(tmp_path / ("n" * 300))


def test_a_reading_that_takes_too_long_is_ended(large):
    with pytest.raises(Unreadable, match=r"large\.docx takes too long"):
        read_draft_apart(large, longest=0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot hold a process to so much memory")
def test_a_reading_that_takes_too_much_memory_is_ended(large):
    with Apart(memory=200_000_000) as reading, pytest.raises(Unreadable, match=r"large\.docx .*memory"):
        reading.read("draft", large, large.name)


def test_a_reading_can_be_stopped(large):
    asked = threading.Event()

    def told(share: float) -> None:
        asked.set()

    with pytest.raises(Stopped):
        read_draft_apart(large, told, asked.is_set, longest=60)


def test_nothing_of_a_stopped_reading_is_left_behind(large, monkeypatch):
    children = []
    real = reading_apart.subprocess.Popen

    def kept(*args, **named):
        children.append(real(*args, **named))
        return children[-1]

    monkeypatch.setattr(reading_apart.subprocess, "Popen", kept)
    with pytest.raises(Stopped):
        read_draft_apart(large, stopped=lambda: True)
    assert children[0].returncode not in {None, 0}, "it was ended, not waited for"


def test_a_report_is_read_apart():
    reading = read_report_apart(DRAFT)
    assert reading.kind == "docx"
    assert reading.title == "Draft Understanding on Resource Activities in the Kessandra Belt"


def test_a_file_is_found_from_the_folder_in_which_one_stands(tmp_path, monkeypatch, capsys):
    for name in ("draft.docx", "again.docx"):
        (tmp_path / name).write_bytes(DRAFT.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert read_draft_apart(Path("draft.docx")) == read_draft(DRAFT)
    assert run(["read", "draft.docx"]) == 0
    assert run(["compare", "draft.docx", "again.docx", "-o", "out.docx"]) == 0
    assert (tmp_path / "out.docx").exists()

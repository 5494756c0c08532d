"""Documents made in a process of their own: the same file, the same refusals, and nothing left behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hisrg_desktop.desk.exports import KINDS, Options, produce
from hisrg_desktop.desk.making import Making
from hisrg_desktop.meeting.floor.invitations import RecordInvitation
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.store.ledger import Ledger
from tests.meeting.room import Room


class Left(Exception):
    """The person does not want the document any more."""


@pytest.fixture
def making(practice: Path) -> Iterator[Making]:
    """Makes documents of the practice meeting."""
    made = Making(practice)
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["minutes", "redline", "day"])
def test_a_document_is_the_same_as_if_it_were_made_here(making: Making, practice: Path, tmp_path: Path, kind: str):
    options = Options(suffix=KINDS[kind].suffixes[0])
    ledger = Ledger.read(practice)
    here = produce(kind, ledger.load(), options, ledger.attachment)
    ledger.close()
    written = making.make(kind, options, tmp_path / f"made{options.suffix}")
    assert written.read_bytes() == here


def test_progress_is_heard_of_a_long_one(making: Making, tmp_path: Path):
    heard: list[str] = []
    making.make("day", Options(suffix=".zip", progress=lambda _, words: heard.append(words)), tmp_path / "day.zip")
    assert "1 Redline.docx" in heard
    assert "6 Attendance.docx" in heard


def test_a_refusal_comes_with_its_remedy(room: Room, tmp_path: Path):
    room.said("We have flown three landers.", by="Haddad", locator="1.1")
    making = Making(room.desk.path)
    with pytest.raises(OutOfOrder, match="invitation") as refused:
        making.make("minutes", Options(), tmp_path / "minutes.docx")
    making.close()
    assert isinstance(refused.value.remedy, RecordInvitation)
    assert not (tmp_path / "minutes.docx").exists()


def test_a_folder_that_is_not_there_is_named_and_the_next_document_is_made(making: Making, tmp_path: Path):
    with pytest.raises(OSError, match="nowhere"):
        making.make("decisions", Options(), tmp_path / "nowhere" / "decisions.docx")
    assert making.make("decisions", Options(), tmp_path / "decisions.docx").exists()


def test_stopped_it_leaves_nothing_and_the_next_document_is_made(making: Making, tmp_path: Path):
    def stop(_: float, words: str) -> None:
        if words.startswith("3"):
            raise Left

    with pytest.raises(Left):
        making.make("day", Options(suffix=".zip", progress=stop), tmp_path / "day.zip")
    assert [path.name for path in tmp_path.iterdir() if "day" in path.name] == []
    assert making.make("decisions", Options(), tmp_path / "decisions.docx").exists()


def test_ended_from_outside_it_says_so_and_the_next_document_is_made(making: Making, tmp_path: Path):
    def kill(_: float, __: str) -> None:
        assert making._child is not None
        os.kill(making._child._process.pid, signal.SIGKILL)

    with pytest.raises(OutOfOrder, match="Nothing was written; try again"):
        making.make("day", Options(suffix=".zip", progress=kill), tmp_path / "day.zip")
    assert making.make("decisions", Options(), tmp_path / "decisions.docx").exists()


def test_a_mistake_of_ours_is_not_swallowed(making: Making, tmp_path: Path):
    with pytest.raises(RuntimeError, match="KeyError"):
        making.make("no such document", Options(), tmp_path / "made.docx")

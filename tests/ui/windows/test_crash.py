"""A fault of the program costs nothing but seconds: one sentence, details to copy, a report, and the same place again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.windows import crasher


class Run:
    """One run of the program in a child, and what it said."""

    def __init__(self, settings: Path, wrong: str, *dossier: Path) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
        environment |= {"XDG_STATE_HOME": str(settings / "state"), "XDG_CONFIG_HOME": str(settings)}
        self.done = subprocess.run(
            [sys.executable, crasher.__file__, str(settings), wrong, *map(str, dossier)],
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
            check=False,
        )
        self.hard = "".join(path.read_text(encoding="utf-8") for path in settings.rglob("hard-fault.txt"))
        lines = (line.partition("\t") for line in self.done.stdout.splitlines())
        self.said = {name: bytes.fromhex(words).decode() for name, _, words in lines}


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    folder = tmp_path / "settings"
    folder.mkdir()
    return folder


def reports(settings: Path) -> list[Path]:
    return sorted(settings.rglob("report-*.txt"))


@pytest.mark.parametrize("wrong", ["slot", "job", "desk", "thread"])
def test_a_fault_is_one_sentence_with_details_to_copy_and_a_report_without_any_word_of_the_dossier(
    settings: Path, practice: Path, wrong: str
) -> None:
    run = Run(settings, wrong, practice)
    assert run.done.returncode == 0, run.done.stderr + run.hard
    assert "Something went wrong that should not have" in run.said["says"]
    (report,) = reports(settings)
    assert report.name in run.said["says"]
    text = report.read_text(encoding="utf-8")
    assert run.said["copied"].strip() == text.strip()
    assert "LookupError" in text
    assert "hisrg-desktop 0." in text
    assert "Qt 6." in text
    assert "The last acts:" in text
    assert "  TakeDown" in text
    assert crasher.SECRET not in text
    assert "Okarobi" not in text
    assert str(Path.home()) not in text


@pytest.mark.parametrize("wrong", ["hard", "kill"])
def test_cut_off_it_opens_again_at_the_same_place(settings: Path, practice: Path, wrong: str) -> None:
    first = Run(settings, wrong, practice)
    assert first.done.returncode < 0
    again = Run(settings, "nothing")
    assert again.said["page"] == "decisionsPage"
    assert again.said["looked"] == first.said["left"]
    assert "This is where you were" in again.said["says"]
    if wrong == "hard":
        assert "Fatal Python error: Segmentation fault" in again.said["copied"]


def test_closed_as_it_should_be_it_welcomes_the_next_time(settings: Path, practice: Path) -> None:
    Run(settings, "slot", practice)
    stored = "".join(path.read_text(encoding="utf-8") for path in settings.rglob("*.conf"))
    assert "[place]" not in stored


def test_no_class_of_qts_comes_to_be_beside_the_windows_thread_for_there_pyside_crashes(
    settings: Path, practice: Path
) -> None:
    run = Run(settings, "slot", practice)
    assert run.said["page"] == "sessionPage"
    assert run.said["made elsewhere"] == ""

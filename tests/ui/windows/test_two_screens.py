"""The wall on a projector that is unplugged and plugged in again, and the keyboard, which stays at the desk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.second_reader("Xvfb", "xauth", "xrandr", "openbox", "xdotool")

PLAYED = Path(__file__).with_name("on_screens.py")
SERVER = "-screen 0 2560x800x24 -noreset"
"""One wide screen, which the test cuts in two; it forgets the cut when its last client leaves, unless told not to."""


@pytest.fixture(scope="module")
def saw(practice_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the windows did while the projector came and went, under a real X server."""
    dossier = Path(shutil.copy(practice_file, tmp_path_factory.mktemp("screens") / "practice.hisrg"))
    command = ["xvfb-run", "-a", f"--server-args={SERVER}", sys.executable, str(PLAYED), str(dossier)]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=240)
    assert done.stdout.strip(), done.stderr[-2000:]
    told: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    assert "waited in vain until" not in told, told
    return told


def test_the_wall_fills_the_screen_that_is_not_the_desks(saw: dict[str, object]) -> None:
    assert saw["screens"] == ["BEAMER", "DESK"]
    assert saw["wall"] == [1280, 0, 1280, 800]


def test_the_capture_line_keeps_the_keyboard_while_the_wall_opens_freezes_and_blanks(saw: dict[str, object]) -> None:
    for step in ("before", "while it opens", "while frozen", "after blank and show"):
        assert saw[f"typed {step}"] is True


def test_the_wall_goes_with_its_screen_and_the_desk_is_told_in_one_sentence(saw: dict[str, object]) -> None:
    assert "BEAMER" in str(saw["words when unplugged"])
    assert str(saw["words when unplugged"]).count(".") == 1
    assert saw["strip when unplugged"] == "its screen is gone"
    assert saw["typed while unplugged"] is True


def test_the_wall_returns_by_itself_with_its_screen(saw: dict[str, object]) -> None:
    assert saw["wall after replug"] == [1280, 0, 1280, 800]
    assert saw["view after replug"] == "10.3"
    assert saw["typed after replug"] is True


def test_a_wall_opened_as_a_window_moves_to_its_screen_once_that_is_there(saw: dict[str, object]) -> None:
    assert saw["full screen without the projector"] is False
    assert saw["screens in the menu"] == ["DESK", "BEAMER"]


def test_a_press_in_the_chairs_view_gives_the_floor_and_leaves_the_keyboard_at_the_desk(saw: dict[str, object]) -> None:
    assert saw["typed beside the chair's view"] is True
    assert saw["typed after the chair pressed"] is True
    assert saw["line"] == "onetwothreefourfivesixseveneight"

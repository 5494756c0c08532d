"""``packaging/dev.py`` says what is missing before anything breaks."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parents[2] / "packaging" / "dev.py"


@pytest.fixture
def dev(monkeypatch):
    monkeypatch.chdir(DEV.parents[1])
    spec = importlib.util.spec_from_file_location("dev", DEV)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_unknown_command_is_answered_with_the_commands_there_are():
    done = subprocess.run([sys.executable, DEV, "rnu"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "run [ARGS...] | test [PYTEST ARGS...]" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of the system are looked for on Linux")
def test_a_missing_library_is_named_with_the_command_that_brings_it(dev):
    with pytest.raises(SystemExit, match=r"The window needs libno-such\.so\.9\. .*\n.*(libno-such9|libno-such\.so\.9)"):
        dev.stop_without({"libno-such.so.9": "libno-such9"}, "The window")


@pytest.mark.parametrize(
    ("surroundings", "named"),
    [
        ({}, ""),
        ({"DISPLAY": ":1"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}, "offscreen"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_the_platform_follows_the_display(dev, monkeypatch, surroundings, named):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert dev.platform() == named


def test_without_a_display_a_person_is_told_what_to_type(dev, capsys):
    assert dev.without_display([]) == 1
    told = capsys.readouterr().err
    assert "no display" in told
    assert "QT_QPA_PLATFORM=offscreen python3 packaging/dev.py run" in told
    assert "xvfb-run -a python3 packaging/dev.py run" in told


def test_the_stamp_changes_with_the_lock(dev, tmp_path, monkeypatch):
    for name in (dev.LOCK, "pyproject.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(Path(name).read_bytes())
    before = dev.stamp()
    monkeypatch.chdir(tmp_path)
    assert dev.stamp() == before
    with (tmp_path / dev.LOCK).open("a") as lock:
        lock.write("one-more==1\n")
    assert dev.stamp() != before


def test_one_failed_step_fails_the_whole_and_is_named(dev, capsys):
    assert dev.closed([("mypy", True, 1.0), ("pytest", True, 2.0)]) == 0
    assert dev.closed([("mypy", False, 1.0), ("pytest", True, 2.0)]) == 1
    assert "FAILED" in capsys.readouterr().out


def test_tests_open_no_window_even_where_there_is_a_screen(dev, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert dev.headless()["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.skipif(os.name == "nt", reason="the script is for the machines of continuous integration")
def test_continuous_integration_runs_the_readmes_test_command():
    script = DEV.parents[1] / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "exec python3 packaging/dev.py test\n" in script.read_text()

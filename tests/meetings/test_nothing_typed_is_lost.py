"""P1: a key pressed 300 ms ago survives ``kill -9``, and what was acknowledged is on record."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.comments import Comment
from tests.meetings.typist import LINES

TIMES = int(os.environ.get("HISRG_KILLS", "20"))
GRACE = 0.3
"""Seconds after which a key is safe."""


class Child:
    """The typing child, and what it said."""

    def __init__(self, dossier: Path, seed: int, script: str = "typist.py") -> None:
        script = str(Path(__file__).with_name(script))
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
        self.process = subprocess.Popen(
            [sys.executable, script, str(dossier), str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        self.said: list[str] = []

    def begin(self) -> None:
        """Wait until it types; it has as long as a start may take on a crowded machine."""
        self.listen_until(time.monotonic() + 120, "ready")
        if "ready" not in self.said:
            self.process.kill()
            raise AssertionError(self.process.communicate()[1].decode(errors="replace") or "the child never began")

    def listen_until(self, moment: float, until: str | None = None) -> None:
        """Read what it says until this moment, or until it ends or a line begins so."""
        assert self.process.stdout is not None
        rest = b""
        while (left := moment - time.monotonic()) > 0:
            readable, _, _ = select.select([self.process.stdout], [], [], left)
            if readable:
                chunk = os.read(self.process.stdout.fileno(), 65536)
                if not chunk:
                    break
                *lines, rest = (rest + chunk).split(b"\n")
                self.said += [line.decode() for line in lines]
                if until and any(line.startswith(until) for line in self.said):
                    break

    def kill(self) -> None:
        """End it as a power cut would, and read what it still said."""
        os.kill(self.process.pid, signal.SIGKILL)
        out, _ = self.process.communicate()
        self.said += out.decode(errors="replace").split("\n")[:-1]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "killed.hisrg"
    begin(path, None).close()
    return path


@pytest.mark.parametrize("seed", range(TIMES))
def test_every_key_older_than_300_ms_is_there_after_a_kill(dossier: Path, seed: int) -> None:
    child = Child(dossier, seed)
    child.begin()
    child.listen_until(time.monotonic() + random.Random(seed).uniform(0.35, 2.5))
    killed = time.monotonic()
    child.kill()

    keys = [line.split() for line in child.said if line.startswith("k ")]
    old = [(int(line), int(chars)) for _, at, line, chars in keys if float(at) <= killed - GRACE]
    acknowledged = [int(line.split()[1]) for line in child.said if line.startswith("a ")]
    assert keys, "the child typed nothing before it was killed"

    desk = Desk.open(dossier)
    try:
        texts = [c.text for c in desk.record.each(Comment)] + [kept.text for kept in desk.kept()]
        entries = {entry.number for entry in desk.entries}
    finally:
        desk.close()
    missing = set(acknowledged) - entries
    assert not missing, f"entries acknowledged and lost: {missing}"
    if old:
        line, chars = old[-1]
        for number in range(line):
            assert any(LINES[number] in text for text in texts), f"line {number} is lost"
        assert any(LINES[line][:chars] in text for text in texts), f"of line {line}, {chars} characters were typed"


def test_what_was_acknowledged_is_offered_only_once(dossier: Path) -> None:
    child = Child(dossier, 4242)
    child.begin()
    child.listen_until(time.monotonic() + 2)
    child.kill()
    desk = Desk.open(dossier)
    try:
        taken_down = [c.text for c in desk.record.each(Comment)]
        kept = [k.text for k in desk.kept()]
    finally:
        desk.close()
    assert taken_down
    assert len(taken_down) == len(set(taken_down))
    assert not set(taken_down) & set(kept)

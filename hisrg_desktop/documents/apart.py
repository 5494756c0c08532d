"""A foreign file is read in a process of its own, which may take only so long and so much memory."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlmodel import SQLModel

from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.panels.reading import ReportReading
from hisrg_desktop.meeting.text.reading import DraftReading

LONGEST = 10.0
"""Seconds that a reading may take."""

MEMORY = 1 << 30
"""Bytes of memory that a reading may take."""

_LOOK = 0.05
"""Seconds between two looks at whether the person has stopped it."""

_Reading = TypeVar("_Reading", bound=SQLModel)


class Stopped(Exception):
    """The person stopped the reading."""


def read_draft_apart(
    path: Path,
    progress: Callable[[float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
    longest: float = LONGEST,
) -> DraftReading:
    """What a Word draft says, read apart. Unreadable in words; OSError where the disk fails; Stopped on request."""
    return _read(DraftReading, "draft", path, progress, stopped, longest)


def read_report_apart(path: Path, stopped: Callable[[], bool] | None = None, longest: float = LONGEST) -> ReportReading:
    """What a panel's report says, read apart; refusals as for a draft."""
    return _read(ReportReading, "report", path, None, stopped, longest)


def _read(
    kind: type[_Reading],
    what: str,
    path: Path,
    progress: Callable[[float], None] | None,
    stopped: Callable[[], bool] | None,
    longest: float,
) -> _Reading:
    answer = apart(what, path, path.name, progress, stopped, longest)
    return kind.model_validate(answer)


def apart(
    what: str,
    path: Path,
    name: str,
    progress: Callable[[float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
    longest: float = LONGEST,
    memory: int = MEMORY,
) -> Any:
    """The answer of one reading ("draft" or "report") from a child process, as plain data."""
    command = [sys.executable, "-m", "hisrg_desktop.documents.reader", what, str(path), name, str(memory), str(longest)]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_root()
    )
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    relay = threading.Thread(target=_relay, args=(child, lines), daemon=True)
    relay.start()
    try:
        return _answer(lines, name, progress, stopped, time.monotonic() + longest)
    finally:
        child.kill()
        child.wait()
        relay.join()


def _root() -> Path:
    """The folder from which the child finds this package, also where it is not installed."""
    return Path(__file__).resolve().parents[2]


def _relay(child: "subprocess.Popen[bytes]", lines: "SimpleQueue[bytes | None]") -> None:
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            lines.put(line)
    lines.put(None)


def _answer(
    lines: "SimpleQueue[bytes | None]",
    name: str,
    progress: Callable[[float], None] | None,
    stopped: Callable[[], bool] | None,
    until: float,
) -> Any:
    while True:
        if stopped is not None and stopped():
            raise Stopped(name)
        if time.monotonic() > until:
            raise Unreadable(f"{name} takes too long to read: save it again in Word, or split it, and try again.")
        try:
            line = lines.get(timeout=_LOOK)
        except Empty:
            continue
        if line is None:
            raise Unreadable(f"{name} could not be read within the memory and time allowed: it may be damaged.")
        said = json.loads(line)
        if "progress" not in said:
            return _told(said)
        if progress is not None:
            progress(float(said["progress"]))


def _told(said: dict[str, Any]) -> Any:
    """The reading, or the refusal of the child raised here in its own words."""
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    if "failed" in said:
        raise OSError(*said["failed"])
    return said["reading"]

"""A foreign file is read in a process of its own, which may take only so long and so much memory."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from hisrg_desktop.documents.again import saved_again
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable

if TYPE_CHECKING:
    from hisrg_desktop.meeting.panels.reading import ReportReading
    from hisrg_desktop.meeting.people.taking_in_reading import ListReading
    from hisrg_desktop.meeting.returned.reading import ReturnedReading
    from hisrg_desktop.meeting.returned.table import TableReading
    from hisrg_desktop.meeting.text.reading import DraftReading

LONGEST = 10.0
"""Seconds that a reading may take."""

MEMORY = 1 << 30
"""Bytes of memory that a reading may take."""

ROOT = Path(__file__).resolve().parents[2]
"""The folder from which a child finds this package, also where it is not installed."""

_LOOK = 0.05
"""Seconds between two looks at whether the person has stopped it."""

What = Literal["draft", "report", "accepted", "rejected", "marked", "returned", "table", "people", "words", "compare"]
"""What a file is read for."""


class Stopped(Exception):
    """The person stopped the reading."""


def read_draft_apart(
    path: Path,
    progress: Callable[[float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
    longest: float = LONGEST,
) -> DraftReading:
    """What a Word draft says, read apart. Unreadable in words; OSError where the disk fails; Stopped on request."""
    from hisrg_desktop.meeting.text.reading import DraftReading

    with Apart() as reading:
        said = reading.read("draft", path, path.name, progress, stopped, longest)
    return DraftReading.model_validate(said)


def read_report_apart(path: Path, stopped: Callable[[], bool] | None = None, longest: float = LONGEST) -> ReportReading:
    """What a panel's report says, read apart; refusals as for a draft."""
    from hisrg_desktop.meeting.panels.reading import ReportReading

    with Apart() as reading:
        return ReportReading.model_validate(reading.read("report", path, path.name, None, stopped, longest))


def read_people_apart(path: Path, stopped: Callable[[], bool] | None = None, longest: float = LONGEST) -> ListReading:
    """What a list of people says, read apart; refusals as for a draft."""
    from hisrg_desktop.meeting.people.taking_in_reading import ListReading

    with Apart() as reading:
        return ListReading.of(reading.read("people", path, path.name, None, stopped, longest))


def read_returned_apart(
    apart: Apart, path: Path, stopped: Callable[[], bool] | None = None, longest: float = LONGEST
) -> ReturnedReading:
    """What a marked-up file holds, read by a process that may read others after it; refusals as for a draft."""
    from hisrg_desktop.meeting.returned.reading import ReturnedReading

    return ReturnedReading.model_validate(apart.read("returned", path, path.name, None, stopped, longest))


def read_table_apart(apart: Apart, path: Path) -> TableReading | None:
    """The comments of a table in Word or Excel; None where the file is no table of comments; refusals as for a draft."""
    from hisrg_desktop.meeting.returned.table import TableReading

    read = apart.read("table", path, path.name)
    return None if read is None else TableReading.model_validate(read)


def read_kept_apart(apart: Apart, data: bytes, name: str) -> ReturnedReading:
    """The same for a file that is kept with the dossier and has no place of its own on the disk."""
    from hisrg_desktop.meeting.returned.reading import ReturnedReading

    with TemporaryDirectory(prefix="hisrg-") as folder:
        copy = Path(folder) / "kept.docx"
        copy.write_bytes(data)
        return ReturnedReading.model_validate(apart.read("returned", copy, name))


def read_words_apart(apart: Apart, data: bytes, name: str) -> list[str]:
    """Everything that a kept file says in its parts, and of itself, to look for names in it; refusals as for a draft."""
    with TemporaryDirectory(prefix="hisrg-") as folder:
        copy = Path(folder) / f"kept{Path(name).suffix.lower()}"
        copy.write_bytes(data)
        return list(apart.read("words", copy, name))


def compare_apart(old: Path, new: Path, author: str, date: str, *, formatting: bool) -> tuple[bytes, dict[str, Any]]:
    """The redline of two files, made apart, and what it counts. `OutOfOrder` where it cannot be written exactly."""
    with TemporaryDirectory() as folder, Apart() as apart:
        made = Path(folder) / "redline.docx"
        told = {
            "older": str(old.absolute()),
            "author": author,
            "date": date,
            "formatting": formatting,
            "out": str(made),
        }
        said = apart.read("compare", new, new.name, None, None, LONGEST, f"{old.name} or {new.name}", **told)
        return made.read_bytes(), said


class Apart:
    """Reads foreign files one after the other in a process of its own; one that does not answer in time is replaced."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._relay: threading.Thread | None = None
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self,
        what: What,
        path: Path,
        name: str,
        progress: Callable[[float], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        longest: float = LONGEST,
        shown: str = "",
        **more: object,
    ) -> Any:
        """The answer of one reading, as plain data; some readings are told more.

        `shown` is what a refusal calls it that took too long, where it is more than one file.
        `Unreadable` in words; OSError where the disk fails; `Stopped` on request.
        """
        name = one_line(name)
        child = self._running()
        assert child.stdin is not None
        shown = one_line(shown or name)
        asked = {
            "what": what,
            "path": str(path.absolute()),
            "name": name,
            "shown": shown,
            "seconds": longest,
            "more": more,
        }
        child.stdin.write(json.dumps(asked).encode() + b"\n")
        child.stdin.flush()
        try:
            said = _answer(self._lines, shown, progress, stopped, time.monotonic() + longest)
        except BaseException:
            self.close()
            raise
        if "leaving" in said:
            self.close()
        return _told(said)

    def close(self) -> None:
        """End the process."""
        if self._child is not None and self._relay is not None:
            self._child.kill()
            self._child.wait()
            self._relay.join()
            assert self._child.stdin is not None
            self._child.stdin.close()
        self._child = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "hisrg_desktop.documents.reader", str(self._memory)]
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=ROOT)
            self._lines = SimpleQueue()
            self._relay = threading.Thread(target=_relay, args=(self._child, self._lines), daemon=True)
            self._relay.start()
        return self._child


def _relay(child: subprocess.Popen[bytes], lines: SimpleQueue[bytes | None]) -> None:
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            lines.put(line)
    lines.put(None)


def _answer(
    lines: SimpleQueue[bytes | None],
    name: str,
    progress: Callable[[float], None] | None,
    stopped: Callable[[], bool] | None,
    until: float,
) -> dict[str, Any]:
    while True:
        if stopped is not None and stopped():
            raise Stopped(name)
        if time.monotonic() > until:
            raise Unreadable(f"{name} takes too long to read: save it again, or split it, and try again.")
        try:
            line = lines.get(timeout=_LOOK)
        except Empty:
            continue
        if line is None:
            raise Unreadable(
                f"{name} could not be read within the memory and time allowed: it may be damaged; {saved_again(name)}."
            )
        said = json.loads(line)
        if "progress" not in said:
            return dict(said)
        if progress is not None:
            progress(float(said["progress"]))


def _told(said: dict[str, Any]) -> Any:
    """The reading, or the refusal of the child raised here in its own words."""
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    if "refused" in said:
        raise OutOfOrder(said["refused"])
    if "failed" in said:
        raise OSError(*said["failed"])
    return said["reading"]

"""Documents are made in a process of its own: the windows share no interpreter with it, and never wait for one."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import threading
import weakref
from dataclasses import fields
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, cast

from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Options, Progress
    from hisrg_desktop.desk.maker import Answer

_LOOK = 0.2
"""Seconds between two looks at whether the person has stopped it."""
_END = 5.0
"""Seconds in which a process that is not asked any more has ended."""


class Making:
    """Makes documents of one dossier; its process begins with the first of them and waits for the next."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._child: _Child | None = None
        self._one = threading.Lock()

    def make(self, kind: str, options: Options, target: Path) -> Path:
        """The path written, with the document of the dossier as it stands on disk.

        `OutOfOrder` and `OSError` as if it were made here. What `options.progress` raises ends the making.
        """
        with self._one:
            if self._child is None or self._child.is_gone:
                self._child = _Child(self._dossier)
            try:
                answer = self._child.ask(kind, options, target)
            except BaseException:
                self._end()
                raise
        return _taken(answer)

    def close(self) -> None:
        """Let the process end."""
        with self._one:
            self._end()

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None


class _Child:
    """The process, and what it says."""

    def __init__(self, dossier: Path) -> None:
        from hisrg_desktop.documents.apart import ROOT

        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        command = [sys.executable, "-m", "hisrg_desktop.desk.maker", str(dossier)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, cwd=ROOT
        )
        self._said: SimpleQueue[object] = SimpleQueue()
        self._relay = threading.Thread(target=_relay, args=(self._process, self._said), name="making", daemon=True)
        self._relay.start()
        self.end = weakref.finalize(self, _ended, self._process, self._relay, self._complaints)

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended by itself."""
        return self._process.poll() is not None

    def ask(self, kind: str, options: Options, target: Path) -> Answer:
        """What the process answers to a wish."""
        from hisrg_desktop.desk.maker import Wanted, say

        plain = {
            one.name: getattr(options, one.name) for one in fields(options) if one.name not in ("progress", "journal")
        }
        assert self._process.stdin is not None
        say(cast(Any, self._process.stdin), Wanted(kind, plain, target))
        return self._answer(options.progress)

    def _answer(self, progress: Progress) -> Answer:
        from hisrg_desktop.desk.maker import Far

        far = Far(0.0, "")
        while True:
            try:
                said = self._said.get(timeout=_LOOK)
            except Empty:
                said = far  # asked again, it says whether the person has stopped it
            if said is None:
                self._died()
            if not isinstance(said, Far):
                return cast("Answer", said)
            far = said
            progress(far.part, far.words)

    def _died(self) -> None:
        """Say why the process is no more: ended from outside, or by a mistake of ours."""
        self._process.wait()
        self._complaints.seek(0)
        words = self._complaints.read().decode(errors="replace").strip()
        if not words or self._process.returncode < 0:
            raise OutOfOrder(
                "The document was not made: the system ended the making of it. Nothing was written; try again."
            )
        raise RuntimeError(words)


def _relay(process: subprocess.Popen[bytes], said: SimpleQueue[object]) -> None:
    """Hand on what the process says; None when it has ended."""
    assert process.stdout is not None
    with process.stdout as stream:
        while True:
            try:
                said.put(pickle.load(stream))
            except (EOFError, pickle.UnpicklingError, OSError):
                break
    said.put(None)


def _ended(process: subprocess.Popen[bytes], relay: threading.Thread, complaints: IO[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    relay.join(_END)
    assert process.stdin is not None
    process.stdin.close()
    complaints.close()


def _taken(answer: Answer) -> Path:
    """The path, or what spoke against it."""
    from hisrg_desktop.desk.maker import Failed, Refused

    if isinstance(answer, Refused):
        raise OutOfOrder(answer.message, answer.remedy)
    if isinstance(answer, Failed):
        raise OSError(*answer.why)
    return answer

"""Who has the dossier: a small file beside it with program, host, process and clerk."""

import contextlib
import errno
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from hisrg_desktop.meeting.order import OutOfOrder

WRITING_TAKES = 5.0
"""Seconds after which a lock file that names nobody is taken to be left behind."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes the dossier."""

    pid: int
    host: str
    program: str
    clerk: str = ""
    began: str = ""

    def __str__(self) -> str:
        who = f"{self.clerk}, " if self.clerk else ""
        return f"{who}{self.program} on {self.host}, process {self.pid}"

    def is_gone(self) -> bool:
        """Whether the process is known to have ended; one on another host is taken to be there."""
        if self.host != socket.gethostname():
            return False
        if self.pid == os.getpid():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        # After a power cut another program may run under the number that the dead one had.
        return bool(self.began) and self.began != began(self.pid)


def began(pid: int) -> str:
    """When a process of this computer began, in the kernel's ticks; empty where the system does not say."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _is_ours_alone(descriptor: int) -> bool:
    """Whether nobody else is taking over this file at the moment."""
    import fcntl  # not on every system; without it only what was left behind cannot be taken over

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Held(OutOfOrder):
    """The dossier is open elsewhere; it can be read beside it."""


class Lock:
    """The right to write a dossier, held until released or until the process ends."""

    def __init__(self, dossier: Path, program: str, clerk: str = "") -> None:
        self._file = Path(f"{dossier}-lock")
        self._dossier = dossier
        self._me = Holder(os.getpid(), socket.gethostname(), program, clerk, began(os.getpid()))
        self._held = False

    def take(self) -> None:
        """Take the lock; `Held` names who has it. A lock left by a process that has ended is taken over."""
        try:
            if not self._made() and not self._taken_over():
                raise Held(f"{self._dossier.name} is being opened by another program.")
        except OSError as fault:
            raise _in_words(fault, self._dossier) from fault
        self._held = True

    def _made(self) -> bool:
        """Whether the file was made by us just now."""
        try:
            descriptor = os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(self._me), file)
        except OSError:
            self._file.unlink(missing_ok=True)
            raise
        return True

    def _taken_over(self) -> bool:
        """Whether the file that is there was left behind and is ours now; `Held` where somebody has the dossier."""
        holder = holder_of(self._dossier)
        if holder and not holder.is_gone():
            raise Held(f"{self._dossier.name} is open already ({holder}).")
        if holder is None and self._is_fresh():
            return False  # somebody has just made it and not yet written who they are
        try:
            file = self._file.open("r+", encoding="utf-8")
        except FileNotFoundError:
            return self._made()
        # Written over in place and never removed: where several take over at once, the others find the first one's name.
        with file:
            still = _is_ours_alone(file.fileno()) and os.path.samestat(os.fstat(file.fileno()), self._file.stat())
            if not still or _told(self._file) != holder:
                return False
            file.truncate(0)
            json.dump(asdict(self._me), file)
        return True

    def _is_fresh(self) -> bool:
        try:
            return time.time() - self._file.stat().st_mtime < WRITING_TAKES
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back."""
        if self._held:
            self._held = False
            with contextlib.suppress(OSError):
                self._file.unlink()


def holder_of(dossier: Path) -> Holder | None:
    """Who the lock file beside a dossier names; None where there is none or it cannot be read."""
    return _told(Path(f"{dossier}-lock"))


def _in_words(fault: OSError, dossier: Path) -> OSError:
    """The fault of a lock file as a sentence about the dossier."""
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        said = f"{dossier.name} cannot be written: its folder is read-only"
    elif isinstance(fault, FileNotFoundError | NotADirectoryError):
        said = f"There is no folder {dossier.parent}"
    elif fault.errno == errno.ENOSPC:
        said = f"{dossier.name}: the disk is full; what was taken down before is safe"
    else:
        said = f"{dossier.name} cannot be opened for writing: {fault.strerror}"
    return OSError(fault.errno, said, str(dossier))


def _told(file: Path) -> Holder | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        texts = (str(told.get(name, "")) for name in ("host", "program", "clerk", "began"))
        return Holder(int(told["pid"]), *texts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None

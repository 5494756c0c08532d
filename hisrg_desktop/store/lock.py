"""Who has the dossier: a small file beside it with program, host, process and clerk."""

import contextlib
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from hisrg_desktop.meeting.order import OutOfOrder


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes the dossier."""

    pid: int
    host: str
    program: str
    clerk: str = ""

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
        return False


class Held(OutOfOrder):
    """The dossier is open elsewhere; it can be read beside it."""


class Lock:
    """The right to write a dossier, held until released or until the process ends."""

    def __init__(self, dossier: Path, program: str, clerk: str = "") -> None:
        self._file = Path(f"{dossier}-lock")
        self._dossier = dossier
        self._me = Holder(os.getpid(), socket.gethostname(), program, clerk)
        self._held = False

    def take(self) -> None:
        """Take the lock; `Held` names who has it. A lock left by a process that has ended is taken over."""
        for _ in range(3):
            try:
                descriptor = os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            except FileExistsError:
                holder = holder_of(self._dossier)
                if holder and not holder.is_gone():
                    raise Held(f"{self._dossier.name} is open already ({holder}).") from None
                self._file.unlink(missing_ok=True)
                continue
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(self._me), file)
            self._held = True
            return
        raise Held(f"{self._dossier.name} is being opened by another program.")

    def release(self) -> None:
        """Give the lock back."""
        if self._held:
            self._held = False
            with contextlib.suppress(OSError):
                self._file.unlink()


def holder_of(dossier: Path) -> Holder | None:
    """Who the lock file beside a dossier names; None where there is none or it cannot be read."""
    try:
        told = json.loads(Path(f"{dossier}-lock").read_text(encoding="utf-8"))
        return Holder(int(told["pid"]), str(told["host"]), str(told["program"]), str(told.get("clerk", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""The process in which a foreign file is read: started by `apart`, answers in lines of JSON, then ends."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from sqlmodel import SQLModel

from hisrg_desktop.meeting.order import Unreadable


def _limited(memory: int, seconds: float) -> None:
    """Takes at most so much memory and time from here on, where the platform can hold a process to that."""
    try:
        import resource
    except ImportError:
        return  # Windows has none: `apart` ends the process when its time is over.
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _draft(path: Path, name: str) -> SQLModel:
    from hisrg_desktop.documents.word.draft import read_draft

    return read_draft(path, name, lambda share: _say({"progress": share}))


def _report(path: Path, name: str) -> SQLModel:
    from hisrg_desktop.documents.report import read_report

    return read_report(path, name)


_READINGS: dict[str, Callable[[Path, str], SQLModel]] = {"draft": _draft, "report": _report}


def main(what: str, path: str, name: str, memory: str, seconds: str) -> None:
    """Reads one file and says what it holds, or why it cannot be read."""
    _limited(int(memory), float(seconds))
    try:
        _say({"reading": _READINGS[what](Path(path), name).model_dump(mode="json")})
    except Unreadable as refusal:
        _say({"unreadable": refusal.message})
    except MemoryError:
        _say({"unreadable": f"{name} takes too much memory to read: it may be damaged; save it again in Word."})
    except OSError as failure:
        _say({"failed": [failure.errno, failure.strerror, path]})


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The process in which foreign files are read: started by `apart`, asked and answering in lines of JSON."""

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hisrg_desktop.documents.again import saved_again
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable

LONGEST_ANSWER = 50_000_000
"""Characters that an answer may have: ten times the longest draft; whoever asked holds it several times over."""


def _limited(memory: int) -> None:
    """Takes at most so much memory from here on, where the platform can hold a process to that."""
    try:
        import resource
    except ImportError:
        return  # Windows has none.
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hurried(seconds: float) -> None:
    """Takes at most so much time from here on; `apart` ends the process where the platform does not."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, resource.RLIM_INFINITY))


def _say(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _answer(reading: Any, name: str) -> None:
    said = json.dumps({"reading": reading})
    if len(said) > LONGEST_ANSWER:
        raise Unreadable(
            f"{name} holds too much text ({len(said) / 1e6:,.0f} MB; at most {LONGEST_ANSWER / 1e6:.0f} MB): "
            "split it and try again."
        )
    sys.stdout.write(said + "\n")
    sys.stdout.flush()


def _draft(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.word.draft import read_draft

    return read_draft(path, name, lambda share: _say({"progress": share})).model_dump(mode="json")


def _report(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.report import read_report

    return read_report(path, name).model_dump(mode="json")


def _accepted(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.word import guard, reading

    return reading.whole(guard.file_bytes(path, name), "accepted", name)


def _rejected(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.word import guard, reading

    return reading.whole(guard.file_bytes(path, name), "rejected", name)


def _marked(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.word import guard
    from hisrg_desktop.documents.word.marks import marks

    return asdict(marks(guard.file_bytes(path, name), name))


def _returned(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.word.returned import read_returned

    return read_returned(path, name).model_dump(mode="json")


def _table(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.comment_table import read_table
    from hisrg_desktop.documents.word import guard

    found = read_table(guard.file_bytes(path, name), name)
    return None if found is None else found.model_dump(mode="json")


def _people(path: Path, name: str) -> Any:
    from hisrg_desktop.documents.people_list_read import read_people_list
    from hisrg_desktop.documents.word import guard

    data = guard.file_bytes(path, name)
    # What a workbook is taken apart into goes at once, not bit by bit while it is read: that takes a quarter of the time.
    gc.disable()
    try:
        return asdict(read_people_list(data, name))
    finally:
        gc.enable()


def _words(path: Path, name: str) -> Any:
    """All that a file says, in whatever form, to look for names in it."""
    from zipfile import BadZipFile
    from zlib import error

    from hisrg_desktop.documents.names import readable
    from hisrg_desktop.documents.word import guard

    try:
        return [said for _, said in readable(guard.file_bytes(path, name), path.suffix)]
    except (BadZipFile, error, RuntimeError, NotImplementedError, ValueError) as fault:
        raise Unreadable(f"{name} cannot be read ({type(fault).__name__}).") from fault


def _compare(path: Path, name: str, older: str, author: str, date: str, formatting: bool, out: str) -> Any:
    """The redline of two files is written where it is told, for it is no reading that lines could hold."""
    from hisrg_desktop.documents.compare.redline import redline
    from hisrg_desktop.documents.word import guard

    before = Path(older)
    files = guard.file_bytes(before, before.name), guard.file_bytes(path, name)
    made = redline(*files, (before.name, name), author, date, formatting=formatting)
    Path(out).write_bytes(made.data)
    counts = {"insertion": made.inserted, "deletion": made.deleted, "move": made.moved}
    return counts | {"change of formatting": made.formatted, "carried": made.carried}


_READINGS: dict[str, Callable[..., Any]] = {
    "draft": _draft,
    "report": _report,
    "accepted": _accepted,
    "rejected": _rejected,
    "marked": _marked,
    "returned": _returned,
    "table": _table,
    "people": _people,
    "words": _words,
    "compare": _compare,
}


def main(memory: str) -> None:
    """Read what is asked for, one file after the other; say what each holds, or why it cannot be read."""
    _limited(int(memory))
    for line in sys.stdin:
        asked = json.loads(line)
        _hurried(asked["seconds"])
        try:
            _answer(_READINGS[asked["what"]](Path(asked["path"]), asked["name"], **asked["more"]), asked["name"])
        except Unreadable as refusal:
            _say({"unreadable": refusal.message})
        except OutOfOrder as refusal:
            _say({"refused": refusal.message})
        except MemoryError:
            _say(
                {
                    "unreadable": f"{asked['shown']} takes too much memory to read: it may be damaged; "
                    f"{saved_again(asked['shown'])}.",
                    "leaving": True,
                }
            )
            return  # what the file took is not given back
        except OSError as failure:
            _say({"failed": [failure.errno, failure.strerror, failure.filename or asked["path"]]})


if __name__ == "__main__":
    main(sys.argv[1])

"""Reports of panels on their way to the record: read from Word or PDF, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """A report as read: its title, the text of its pages, whether it is a scan without text, its file."""

    title: str
    pages: tuple[str, ...]
    scanned: bool
    name: str
    data: bytes


def read(path: Path, progress: Callable[[float, str], None] = lambda _part, _words: None) -> ReceivedReport:
    """The report in this file; `Unreadable` names the file and the reason, `OSError` where it cannot be opened.

    The file is foreign: a process of its own, with limits on time and memory, reads it.
    """
    from hisrg_desktop.documents.apart import read_report_apart
    from hisrg_desktop.documents.word.guard import file_bytes

    progress(0.1, path.name)
    data = file_bytes(path)
    progress(0.2, path.name)
    reading = read_report_apart(path)
    progress(1.0, path.name)
    return ReceivedReport(reading.title or path.stem, tuple(reading.pages), reading.scanned, path.name, data)

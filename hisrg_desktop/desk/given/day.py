"""The file of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind, Options
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.desk.given.forms import status_of, written
from hisrg_desktop.desk.given.revised import clean, redline
from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.exports import Attachment, Progress
    from hisrg_desktop.meeting.record import Record


def _day(record: Record, options: Options, attachment: Attachment) -> bytes:
    """Redline, clean text, decisions, parked, actions and attendance of a day as one file.

    What cannot be made (a redline of a text that came from no Word file) is named in it and stops nothing.
    """
    from hisrg_desktop.documents import day

    meeting = meeting_of(record, options)
    on = day.day_of(record, meeting)
    word = Options(meeting=meeting.id, rehearsal=options.rehearsal)
    made: dict[str, Callable[[], bytes]] = {
        "1 Redline.docx": lambda: redline(record, word, attachment),
        "2 Clean text.docx": lambda: clean(record, word, attachment),
        "3 Decisions.docx": lambda: written(day.day_decisions(record, meeting, on), word),
        "4 Parked.docx": lambda: written(day.parked_items(record, meeting), word),
        "5 Actions.docx": lambda: written(day.day_actions(record, meeting), word),
        "6 Attendance.docx": lambda: written(day.day_attendance(record, meeting, on), word),
    }
    if options.rehearsal:
        made = {f"REHEARSAL {name}": make for name, make in made.items()}
    files, missing = _all_of(made, options.progress)
    told = day.contents(record, meeting, on, list(files), missing, status_of(options))
    return day.together({"Contents.txt": told.encode(), **files})


def _all_of(made: dict[str, Callable[[], bytes]], progress: Progress) -> tuple[dict[str, bytes], list[str]]:
    """What could be made, and for the rest the file and the reason."""
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for number, (name, make) in enumerate(made.items()):
        progress(0.05 + 0.85 * number / len(made), name)
        try:
            files[name] = make()
        except OutOfOrder as refusal:
            missing.append(f"{name}: {refusal.message}")
    return files, missing


DAY = Kind(
    "Day file",
    "The secretariat: redline, clean text, decisions, parked, actions and attendance of the day",
    (".zip",),
    ("meeting",),
    _day,
)

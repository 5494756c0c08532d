"""What is worked out beside the work while a list of people is looked through: reading it, deciding its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hisrg_desktop.desk.people_lists import previewed, read, save_sample
from hisrg_desktop.meeting.people.taking_in_columns import Columns, likely_columns

if TYPE_CHECKING:
    from datetime import datetime

    from hisrg_desktop.meeting.people.taking_in import Preview, Wishes
    from hisrg_desktop.meeting.people.taking_in_reading import ListReading
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.bridge import Progress


class Reading:
    """Reads a list on a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, progress: Progress) -> tuple[str, ListReading, Columns]:
        progress(0.1, self._path.name)
        found = read(self._path, lambda: progress.stopped)
        # Whoever has chosen another file meanwhile is told so here.
        progress(1.0, self._path.name)
        assert found is not None  # only what is stopped has no answer
        return self._path.name, found, likely_columns(found)


class Deciding:
    """Works out on a thread of its own what would become of the rows."""

    def __init__(self, record: Record, reading: ListReading, columns: Columns, wishes: Wishes, at: datetime) -> None:
        self.reading = reading
        self._record, self._columns, self._wishes, self._at = record, columns, wishes, at

    def is_of(self, columns: Columns, wishes: Wishes) -> bool:
        """Whether this is what is asked now."""
        return self._columns is columns and self._wishes is wishes

    def __call__(self, progress: Progress) -> tuple[Deciding, Preview]:
        found = previewed(self._record, self.reading, self._columns, self._at, wishes=self._wishes, progress=progress)
        return self, found


class Sample:
    """Writes an example of a list on a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, progress: Progress) -> Path:
        progress(0.1, self._path.name)
        return save_sample(self._path)

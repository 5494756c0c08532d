"""Lists of people on their way to the record: read from CSV or Excel, and shown row by row before anything is taken in."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.taking_in import Line, Preview, Progress, Wishes, preview
from hisrg_desktop.meeting.people.taking_in_columns import (
    HEADING,
    KEYS,
    Columns,
    column_of,
    columns_of,
    letter,
    likely_columns,
    not_used,
)
from hisrg_desktop.meeting.people.taking_in_reading import ListReading

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record

_NO_ENTRY = 0xFFFFFF
"""The number of an entry that is never made; what a preview makes sorts after all that is on record."""


def read(path: Path, stopped: Callable[[], bool] | None = None) -> ListReading | None:
    """The list in this file; `Unreadable` names the file and the reason, `OSError` where it cannot be opened.

    None where the person stopped it.

    The file is foreign: a process of its own, with limits on time and memory, reads it.
    """
    from hisrg_desktop.documents.apart import Stopped, read_people_apart

    try:
        return read_people_apart(path, stopped)
    except Stopped:
        return None


def columns_asked(reading: ListReading, asked: str = "", sheet: str = "") -> Columns:
    """The columns as they are told by the file, and otherwise where somebody says so (``name=B,organisation=D``)."""
    columns = columns_of(reading, _sheet(reading, sheet)) if sheet else likely_columns(reading)
    for one in filter(None, (part.strip() for part in asked.split(","))):
        key, _, letters = one.partition("=")
        key = _key(key.strip())
        column = column_of(letters.strip())
        if letters.strip() and column is None:
            raise OutOfOrder(f"“{letters.strip()}” is no column; columns have letters, such as B.")
        if column is None:
            columns = columns.with_field(columns.fields[key], "") if key in columns.fields else columns
        else:
            columns = columns.with_field(column, key)
    return columns


def _sheet(reading: ListReading, name: str) -> int:
    names = [sheet.name for sheet in reading.sheets]
    if name not in names:
        raise OutOfOrder(f"There is no sheet “{name}”. There are: {', '.join(names) or 'none'}.")
    return names.index(name)


def _key(said: str) -> str:
    by_words = {heading.casefold(): key for key, heading in HEADING.items()} | {"class": "kind", "function": "role"}
    key = said if said in KEYS else by_words.get(said.casefold(), "")
    if not key:
        raise OutOfOrder(f"No column can hold “{said}”. They can hold: {', '.join(KEYS)}.")
    return key


def previewed(
    record: Record,
    reading: ListReading,
    columns: Columns,
    at: datetime,
    *,
    wishes: Wishes | None = None,
    kind: str = "",
    progress: Progress = lambda _part: None,
) -> Preview:
    """What would become of each row if the list were taken in at this moment."""
    collecting = gc.isenabled()
    # Thousands of rows are made here, none of them in circles: looking for those takes a seventh of the time.
    gc.disable()
    try:
        return preview(record, reading, columns, Moment(at, _NO_ENTRY), wishes or Wishes(kind=kind), progress)
    finally:
        if collecting:
            gc.enable()


def as_it_is(dossier: Path) -> tuple[Record, datetime]:
    """The record of a dossier that is only read, and the time there."""
    from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
    from hisrg_desktop.store.ledger import Ledger

    ledger = Ledger.read(dossier)
    try:
        record, entries = ledger.load(), ledger.entries()
    finally:
        ledger.close()
    group = record.find(WorkingGroup, GROUP)
    last = entries[-1].at if entries else datetime.now(UTC)
    return record, last if group and group.practice else max(last, datetime.now(UTC))


def lines(found: Preview) -> list[dict[str, Any]]:
    """Each row as plain data: number, name, what would become of it and why, and which fields from what to what."""
    return [
        {
            "row": line.row,
            "name": line.name,
            "result": line.result,
            "why": list(line.why),
            "fields": {told.field: [told.before, told.after] for told in line.fields},
        }
        for line in found.lines
    ]


def as_text(found: Preview, reading: ListReading, columns: Columns) -> str:
    """The rows in words, after how the file was understood."""
    sheet = reading.sheets[columns.sheet].name if columns.sheet < len(reading.sheets) else ""
    holds = ", ".join(f"{letter(at)} {HEADING[key]}" for key, at in sorted(columns.fields.items(), key=lambda f: f[1]))
    said = [f"{reading.form}{f', sheet “{sheet}”' if sheet else ''}; columns: {holds or 'none'}", *columns.doubts]
    unused = not_used(reading, columns)
    said += [f"not used: {', '.join(unused)}"] if unused else []
    said += [_in_words(line) for line in found.lines if line.result != "refused"]
    return "\n".join([*said, ", ".join(f"{count} {result}" for result, count in found.counts.items() if count)])


def _in_words(line: Line) -> str:
    fields = "; ".join(
        f"{t.field}: {t.before} → {t.after}" if t.before else f"{t.field}: {t.after}" for t in line.fields
    )
    return " · ".join(
        part for part in (f"row {line.row}: {line.result}: {line.name}", fields, " ".join(line.why)) if part
    )


def refusals(found: Preview, name: str) -> str:
    """The rows that are refused, a line for each, with the file, the row and the reason."""
    return "\n".join(f"{name}, row {line.row}: {line.name}: {' '.join(line.why)}" for line in found.of("refused"))


def save_sample(path: Path) -> Path:
    """An example of a list, written; with the headings by which lists are read."""
    from hisrg_desktop.desk.exports import save
    from hisrg_desktop.desk.given.forms import as_sheet
    from hisrg_desktop.documents.people_list import example_list
    from hisrg_desktop.meeting.record import Record

    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise OutOfOrder(f"An example can be written as .xlsx or .csv, not as “{path.suffix or path.name}”.")
    return save(path, as_sheet(example_list(), "People", Record(), path.suffix.lower()))

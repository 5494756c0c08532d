"""The sheets of an Excel workbook as words; what the workbook counts or points at is never worked out nor followed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hisrg_desktop.documents.word.guard import safe_archive
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable

if TYPE_CHECKING:
    from hisrg_desktop.meeting.returned.table import TableReading

_FIRST = 25
"""The headings stand in one of so many first rows."""

_MOST_ROWS = 100_000
_MOST_COLUMNS = 60
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the words of its cells, and by row and column from 0 which were filled from a merged cell above.

    `formulas` are the cells that hold a formula of which the workbook kept no value.
    """

    name: str
    rows: list[list[str]]
    merged: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()


def read_comment_sheet(data: bytes, name: str = "") -> TableReading | None:
    """The comments of the first sheet that is a table of comments; None where none is."""
    # A list of people is read without this, which takes longer to begin than such a list.
    from hisrg_desktop.documents.comment_form import columns_by_count, columns_of, reading_of

    for sheet in read_sheets(data, name):
        rows = sheet.rows
        head = next((at for at, row in enumerate(rows[:_FIRST]) if columns_of(row)), None)
        if head is not None:
            return reading_of(rows[head + 1 :], columns_of(rows[head]))
        columns = columns_by_count([_trimmed(row) for row in rows])
        if columns:
            return reading_of(rows, columns)
    return None


def read_sheets(data: bytes, name: str = "", most_rows: int = _MOST_ROWS) -> list[Sheet]:
    """The sheets that are seen, in their order. `Unreadable` where the file is no workbook that is safe to open."""
    archive = _guarded(data, name)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        counted = load_workbook(io.BytesIO(data), keep_links=False) if _has_formulas(archive) else None
        return [
            _read(sheet, counted[sheet.title] if counted else None, most_rows)
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible"
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError) as fault:
        # openpyxl meets a damaged part with whichever of these it comes to first; no disk is read here.
        raise Unreadable(f"{name} is damaged: its sheets cannot be read; save it again in Excel.") from fault


def _guarded(data: bytes, name: str) -> zipfile.ZipFile:
    archive = safe_archive(data, name)
    if "xl/workbook.xml" not in {part.casefold() for part in archive.namelist()}:
        raise Unreadable(f"{name} is no Excel workbook: save it as .xlsx and try again.")
    return archive


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    parts = (part for part in archive.namelist() if part.casefold().startswith("xl/worksheets/"))
    return any(re.search(rb"<(?:\w+:)?f[ />]", archive.read(part)) for part in parts)


def _read(sheet: Any, counted: Any, most_rows: int) -> Sheet:
    """The cells as words; a cell merged downwards stands in each of its rows."""
    height, width = min(sheet.max_row or 0, most_rows), min(sheet.max_column or 0, _MOST_COLUMNS)
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=height, max_col=width)]
    filled = set()
    for merged in sheet.merged_cells.ranges:
        top, left = merged.min_row - 1, merged.min_col - 1
        for below in range(merged.min_row, min(merged.max_row, height)):
            if left < width and top < height and rows[top][left] and not rows[below][left]:
                rows[below][left] = rows[top][left]
                filled.add((below, left))
    return Sheet(sheet.title, rows, frozenset(filled), _formulas(counted, rows) if counted else frozenset())


def _formulas(sheet: Any, rows: list[list[str]]) -> frozenset[tuple[int, int]]:
    width = len(rows[0]) if rows else 0
    there = enumerate(sheet.iter_rows(max_row=len(rows), max_col=width)) if width else ()
    return frozenset(
        (at, column)
        for at, row in there
        for column, cell in enumerate(row)
        if cell.data_type == "f" and not rows[at][column]
    )


def _shown(cell: Any) -> str:
    """What a cell shows: a number with the decimals that it is shown with, so that 4.10 stays 4.10."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        decimals = re.fullmatch(r"0\.(0+)", cell.number_format or "")
        return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:g}" if abs(value) < 1e6 else str(value)
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return clean(words.strip())


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row

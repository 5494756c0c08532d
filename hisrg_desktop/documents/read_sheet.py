"""A table of comments in an Excel workbook; what the workbook counts or points at is never worked out nor followed."""

import io
import re
import zipfile
from typing import Any

from hisrg_desktop.documents.comment_form import columns_by_count, columns_of, reading_of
from hisrg_desktop.documents.word.guard import safe_archive
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.returned.table import TableReading

_FIRST = 25
"""The headings stand in one of so many first rows."""

_MOST_ROWS = 100_000
_MOST_COLUMNS = 60
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_comment_sheet(data: bytes, name: str = "") -> TableReading | None:
    """The comments of the first sheet that is a table of comments; None where none is."""
    _guarded(data, name)
    for rows in _sheets(data, name):
        head = next((at for at, row in enumerate(rows[:_FIRST]) if columns_of(row)), None)
        if head is not None:
            return reading_of(rows[head + 1 :], columns_of(rows[head]))
        columns = columns_by_count([_trimmed(row) for row in rows])
        if columns:
            return reading_of(rows, columns)
    return None


def _guarded(data: bytes, name: str) -> None:
    archive = safe_archive(data, name)
    if "xl/workbook.xml" not in {part.casefold() for part in archive.namelist()}:
        raise Unreadable(f"{name} is no Excel workbook: save it as .xlsx and try again.")


def _sheets(data: bytes, name: str) -> list[list[list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return [_rows(sheet) for sheet in workbook.worksheets]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as fault:
        # openpyxl meets a damaged part with whichever of these it comes to first.
        raise Unreadable(f"{name} is damaged: its sheets cannot be read; save it again in Excel.") from fault


def _rows(sheet: Any) -> list[list[str]]:
    """The cells as words; a cell merged downwards stands in each of its rows."""
    height, width = min(sheet.max_row or 0, _MOST_ROWS), min(sheet.max_column or 0, _MOST_COLUMNS)
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=height, max_col=width)]
    for merged in sheet.merged_cells.ranges:
        top, left = merged.min_row - 1, merged.min_col - 1
        for below in range(merged.min_row, min(merged.max_row, height)):
            if left < width and top < height:
                rows[below][left] = rows[below][left] or rows[top][left]
    return rows


def _shown(cell: Any) -> str:
    """What a cell shows: a number with the decimals that it is shown with, so that 4.10 stays 4.10."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        decimals = re.fullmatch(r"0\.(0+)", cell.number_format or "")
        return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:g}" if abs(value) < 1e6 else str(value)
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return clean(words.strip())


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row

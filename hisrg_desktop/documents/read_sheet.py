"""The sheets of an Excel workbook as words; what the workbook counts or points at is never worked out nor followed."""

from __future__ import annotations

import io
import math
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hisrg_desktop.documents.again import saved_again
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

    `formulas` are the cells that hold a formula of which the workbook kept no value, or only an error; `hidden` the rows,
    from 0, that nobody sees who opens it; `beyond` is the first cell that was not read, as Excel calls it.
    """

    name: str
    rows: list[list[str]]
    merged: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets that are seen, in their order, and the names of those that are not."""

    sheets: list[Sheet]
    unseen: list[str]


def read_comment_sheet(data: bytes, name: str = "") -> TableReading | None:
    """The comments of the first sheet that is a table of comments; None where none is."""
    # A list of people is read without this, which takes longer to begin than such a list.
    from hisrg_desktop.documents.comment_form import columns_by_count, columns_of, reading_of

    for sheet in read_book(data, name).sheets:
        rows = sheet.rows
        head = next((at for at, row in enumerate(rows[:_FIRST]) if columns_of(row)), None)
        if head is not None:
            return reading_of(rows[head + 1 :], columns_of(rows[head]))
        columns = columns_by_count([_trimmed(row) for row in rows])
        if columns:
            return reading_of(rows, columns)
    return None


def read_book(data: bytes, name: str = "", most_rows: int = _MOST_ROWS) -> Book:
    """The sheets of a workbook. `Unreadable` where the file is no workbook that is safe to open."""
    archive = _guarded(data, name)
    data = _usual(data, archive)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        counted = load_workbook(io.BytesIO(data), keep_links=False) if _has_formulas(archive) else None
        return Book(
            [
                _read(sheet, counted[sheet.title] if counted else None, most_rows)
                for sheet in workbook.worksheets
                if sheet.sheet_state == "visible"
            ],
            [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible" and _filled(sheet)],
        )
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        SyntaxError,
        OSError,
    ) as fault:
        raise _damaged(name) from fault
    except (AttributeError, ArithmeticError) as fault:
        # openpyxl meets a damaged part with whichever of all these it comes to first; no disk is read here.
        raise _damaged(name) from fault


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"{name} is damaged: its sheets cannot be read; {saved_again(name)}.")


def _guarded(data: bytes, name: str) -> zipfile.ZipFile:
    archive = safe_archive(data, name)
    parts = {part.casefold() for part in archive.namelist()}
    if "xl/workbook.xml" in parts:
        return archive
    other = next((words for mark, words in _OTHERS.items() if any(part.startswith(mark) for part in parts)), "")
    raise Unreadable(f"{name} is no Excel workbook{other}: save the list as .xlsx and try again.")


_OTHERS = {
    "xl/workbook.bin": " but a binary one (.xlsb)",
    "content.xml": " but an OpenDocument file",
    "index/": " but one of Apple Numbers",
    "index.zip": " but one of Apple Numbers",
    "word/": " but a Word document",
    "ppt/": " but a presentation",
}
"""What other files are made of, by the name of a part."""
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""What "Strict Open XML Spreadsheet" writes, and the usual name of the same thing, which is all that openpyxl knows."""


def _usual(data: bytes, archive: zipfile.ZipFile) -> bytes:
    """The workbook as Excel usually writes it."""
    if next(iter(_STRICT)) not in archive.read(_part(archive, "xl/workbook.xml")):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for info in archive.infolist():
            raw = archive.read(info)
            for strict, usual in _STRICT.items():
                raw = raw.replace(strict, usual)
            made.writestr(info.filename, raw)
    return out.getvalue()


def _part(archive: zipfile.ZipFile, name: str) -> str:
    return next(part for part in archive.namelist() if part.casefold() == name)


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    parts = (part for part in archive.namelist() if part.casefold().startswith("xl/worksheets/"))
    return any(re.search(rb"<(?:\w+:)?f[ />]", archive.read(part)) for part in parts)


def _filled(sheet: Any) -> dict[tuple[int, int], Any]:
    """The cells that hold anything, by row and column from 1."""
    # What is asked for by row and column is made, be it a million empty cells; what is there already is told only here.
    return {at: cell for at, cell in sheet._cells.items() if cell.value is not None}


def _read(sheet: Any, counted: Any, most_rows: int) -> Sheet:
    """The cells as words; a cell merged downwards stands in each of its rows."""
    filled = _filled(sheet)
    near = {at: cell for at, cell in filled.items() if at[0] <= most_rows and at[1] <= _MOST_COLUMNS}
    formulas = _formulas(counted, near, most_rows) if counted else frozenset()
    height = max((row for row, _ in near), default=0)
    width = max((column for _, column in near), default=0)
    width = max((width, *(column + 1 for row, column in formulas)))
    height = max((height, *(row + 1 for row, column in formulas)))
    rows = [[""] * width for _ in range(height)]
    for (row, column), cell in near.items():
        rows[row - 1][column - 1] = _shown(cell)
    merged = _fill_merged(sheet, rows, width)
    hidden = frozenset(row - 1 for row, look in sheet.row_dimensions.items() if look.hidden)
    beyond = min((at for at in filled if at not in near), default=None)
    called = filled[beyond].coordinate if beyond else ""
    return Sheet(sheet.title, rows, merged, formulas, hidden, called)


def _fill_merged(sheet: Any, rows: list[list[str]], width: int) -> frozenset[tuple[int, int]]:
    filled = set()
    for merged in sheet.merged_cells.ranges:
        top, left = merged.min_row - 1, merged.min_col - 1
        for below in range(merged.min_row, min(merged.max_row, len(rows))):
            if left < width and rows[top][left] and not rows[below][left]:
                rows[below][left] = rows[top][left]
                filled.add((below, left))
    return frozenset(filled)


def _formulas(sheet: Any, known: dict[tuple[int, int], Any], most_rows: int) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row - 1, column - 1)
        for (row, column), cell in _filled(sheet).items()
        if cell.data_type == "f" and (row, column) not in known and row <= most_rows and column <= _MOST_COLUMNS
    )


def _shown(cell: Any) -> str:
    """What a cell shows: a number with the decimals that it is shown with, so that 4.10 stays 4.10."""
    value = cell.value
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format or "")
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return clean(words.strip())


def _number(value: float, form: str) -> str:
    if not math.isfinite(value):
        return str(value)
    if form.endswith("%"):
        return f"{value * 100:.15g}%"
    decimals = re.fullmatch(r"0\.(0+)", form)
    if decimals:
        return f"{value:.{len(decimals[1])}f}"
    return str(int(value)) if value == value // 1 else f"{value:.15g}"


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row

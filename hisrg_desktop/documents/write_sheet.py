"""A table as a sheet, in CSV or XLSX; no cell is ever a formula, and what only looks like a number stays text."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from hisrg_desktop.documents.outline import Table, plain
from hisrg_desktop.documents.written.core import core_properties
from hisrg_desktop.documents.written.package import zipped

LONGEST_CELL = 32_767
"""The most characters Excel takes in a cell."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would work out; or one that would be read back as such, for its apostrophe."""
_CUT = " […]"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_csv(table: Table) -> bytes:
    """Commas between the cells (RFC 4180), UTF-8 with its mark; a cell that could begin a formula begins with an apostrophe.

    Without the mark Excel takes the letters for those of its own machine. It parts cells at the sign that its country uses
    for lists, a semicolon where decimals have a comma (Dutch, French, German): there a comma leaves all in one column, and
    a semicolon would do so elsewhere. A first line "sep=," would part them everywhere, but then Excel overlooks the mark
    and spoils the letters, and other programs read it as a row. So CSV is for programs, and XLSX for whoever opens a sheet.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([_harmless(column.heading) for column in table.columns])
    writer.writerows([_harmless(plain(cell)) for cell in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def harmed(text: str) -> str:
    """A cell of a CSV file as it was before `write_csv` made it harmless."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_xlsx(table: Table, *, title: str, author: str, at: datetime) -> bytes:
    """One sheet under a frozen row of headings, which printed pages repeat; as many pages wide as can be read.

    Text longer than Excel takes is cut and ends with "[…]". Days stay words, as they are merged into letters and read again.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Sheet")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        # A character of the usual font is about 110 twips wide.
        sheet.column_dimensions[get_column_letter(number)].width = max(8, column.width / 110)
    _set_up_page(sheet, table)
    top, bold = Alignment(vertical="top", wrap_text=True), Font(name="Calibri", size=11, bold=True)
    sheet.append([_cell(sheet, column.heading, top, bold) for column in table.columns])
    _set_height(sheet, 1, table, [column.heading for column in table.columns])
    for number, row in enumerate(table.rows, 2):
        cells = [plain(words) for words in row]
        _set_height(sheet, number, table, cells)
        sheet.append([_cell(sheet, words, top, number=c.number) for words, c in zip(cells, table.columns, strict=True)])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _without_clock(buffer.getvalue(), title, author, at)


def _set_up_page(sheet: Any, table: Table) -> None:
    """Printed, the sheet lies on its side; columns are not cut off, and letters not made too small to read."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth = -(-sum(column.width for column in table.columns) // _WIDEST_PAGE)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"


_A4 = 9
"""What Excel calls the paper."""
_WIDEST_PAGE = 28_000
"""Twips of columns on a page: A4 on its side at somewhat more than half the size."""
_LINE, _HIGHEST = 15, 409
"""The height of a line of the usual font in points, and the most that Excel gives a row."""


def _set_height(sheet: Any, number: int, table: Table, cells: Sequence[str]) -> None:
    """A row whose words take several lines is as high as they are: not every program works that out by itself."""
    lines = max((_lines(words, column.width) for words, column in zip(cells, table.columns, strict=True)), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = min(_HIGHEST, _LINE * lines)


def _lines(words: str, width: int) -> int:
    """How many lines the words take in a column, somewhat more than fewer."""
    if len(words) * _LETTER <= width and words.isascii() and "\n" not in words:
        return 1
    return sum(_lines_of(_across(line) * _LETTER, width) for line in words.split("\n"))


_LETTER = 96
"""Twips that a letter of the usual font takes on average; a digit is wider."""


def _lines_of(across: int, width: int) -> int:
    # Words break where they end, so that each of several lines holds less than would fit on it.
    return 1 if across <= width else -(-across * 11 // (10 * width))


def _across(line: str) -> int:
    """How many Latin letters take as much room: a Chinese, Japanese or Korean one takes that of two."""
    return len(line) if line.isascii() else sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


def _cell(sheet: object, text: str, alignment: object, font: object = None, *, number: bool = False) -> object:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)  # type: ignore[arg-type]
    if number and re.fullmatch(r"[0-9]{1,9}", text):
        cell.value, cell.alignment = int(text), alignment  # type: ignore[assignment]
        return cell
    shown = _ESCAPE.sub("_x005F_", text)  # Excel reads _x0041_ as "A"
    cell.value = shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - len(_CUT)] + _CUT
    cell.data_type = "s"
    cell.alignment = alignment  # type: ignore[assignment]
    if font is not None:
        cell.font = font  # type: ignore[assignment]
    return cell


def _without_clock(data: bytes, title: str, author: str, at: datetime) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = core_properties(title, author, at).encode()
    return zipped(parts)

"""A table as a sheet, in CSV or XLSX; every cell is text, none ever a formula."""

import csv
import io
import re
import zipfile
from datetime import datetime

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
    """UTF-8 with its mark, so that Excel reads it; a cell that could begin a formula begins with an apostrophe."""
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
    """One sheet with a frozen heading row; text longer than Excel takes is cut and ends with "[…]"."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Sheet")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        # A character of the usual font is about 110 twips wide.
        sheet.column_dimensions[get_column_letter(number)].width = max(8, column.width / 110)
    top = Alignment(vertical="top", wrap_text=True)
    sheet.append(
        [_cell(sheet, column.heading, top, Font(name="Calibri", size=11, bold=True)) for column in table.columns]
    )
    for row in table.rows:
        sheet.append([_cell(sheet, plain(words), top) for words in row])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _without_clock(buffer.getvalue(), title, author, at)


def _cell(sheet: object, text: str, alignment: object, font: object = None) -> object:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)  # type: ignore[arg-type]
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

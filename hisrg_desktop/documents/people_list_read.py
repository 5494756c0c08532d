"""A list of people in a foreign file, CSV or Excel: its rows as words, whatever its letters and separators are."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from hisrg_desktop.documents.read_sheet import Sheet, read_sheets
from hisrg_desktop.documents.write_sheet import harmed
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet

MOST_ROWS = 20_000
_MOST_COLUMNS = 60
_LONGEST_CELL = 131_072
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
_LOOKED_AT = 60
"""So many rows are looked at where the separator is told."""
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|\w+:)", re.IGNORECASE)


def read_people_list(data: bytes, name: str = "") -> ListReading:
    """The rows of the file. `Unreadable` in a sentence where it is neither CSV nor an Excel workbook."""
    if not data:
        raise Unreadable(f"{name} is empty.")
    if data.startswith(b"PK"):
        sheets = [_sheet(sheet) for sheet in read_sheets(data, name, MOST_ROWS + 1)]
        return _checked(ListReading(form="Excel workbook", sheets=[s for s in sheets if s.rows]), name)
    other = next((words for magic, words in _MAGIC.items() if data.startswith(magic)), "")
    if other:
        raise Unreadable(f"{name} is {other}: save the list as .xlsx or .csv and try again.")
    text, letters = _decoded(data, name)
    separator = _separator(text)
    sheet = ListSheet("", _rows(text, separator, name))
    form = f"{letters}, separated by {_SEPARATORS[separator]}"
    return _checked(ListReading(form=form, sheets=[sheet] if sheet.rows else []), name)


def _checked(reading: ListReading, name: str) -> ListReading:
    if not reading.sheets:
        raise Unreadable(f"{name} holds no rows.")
    if any(sheet.rows[-1].row > MOST_ROWS for sheet in reading.sheets):
        raise Unreadable(f"{name} holds more than {MOST_ROWS:,} rows: split it and try again.")
    return reading


# --- Excel ------------------------------------------------------------------------------------------------------------


def _sheet(sheet: Sheet) -> ListSheet:
    merged, formulas = _by_row(sheet.merged), _by_row(sheet.formulas)
    return ListSheet(
        sheet.name,
        [
            ListRow(at + 1, _trimmed(cells), formulas.get(at, []), merged.get(at, []))
            for at, cells in enumerate(sheet.rows)
            if at in formulas or any(cells)
        ],
    )


def _by_row(cells: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        found.setdefault(row, []).append(column)
    return found


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, words in enumerate(cells) if words), default=-1)
    return cells[: last + 1]


# --- CSV --------------------------------------------------------------------------------------------------------------


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text, and what its letters are called."""
    for mark, codec, words in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _text(data.decode(codec, "replace"), name), words
    codec = _wide(data)
    if codec:
        return _text(data.decode(codec, "replace"), name), "UTF-16"
    try:
        return _text(data.decode("utf-8"), name), "UTF-8"
    except UnicodeDecodeError:
        return _text(data.decode("cp1252", "replace"), name), "Windows-1252"


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows by the noughts of its Latin letters."""
    some = data[:4_000]
    even, odd = some[0::2].count(0), some[1::2].count(0)
    half = len(some) // 2
    if half and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.1 * half else ""


def _text(text: str, name: str) -> str:
    if _BINARY.search(text):
        raise Unreadable(f"{name} is no list of people: save the list as .xlsx or .csv and try again.")
    if _MARKUP.match(text):
        raise Unreadable(f"{name} is a web page or an XML file: save the list as .xlsx or .csv and try again.")
    return text


def _separator(text: str) -> str:
    """What stands between the cells: what parts most rows into the same number of cells."""
    told = re.match(r"sep=([,;|\t])\r?\n", text)
    if told:
        return told[1]
    return max(_SEPARATORS, key=lambda separator: _parted(text, separator))


def _parted(text: str, separator: str) -> tuple[bool, int]:
    """Whether the first row, which has the headings, is parted too; how many cells of rows alike there are."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT))
    except csv.Error:
        return False, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return bool(rows) and len(rows[0]) > 1, max(((width - 1) * count for width, count in widths.items()), default=0)


def _rows(text: str, separator: str, name: str) -> list[ListRow]:
    text = re.sub(r"\Asep=[,;|\t]\r?\n", "", text)
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if number > MOST_ROWS + 1:
                break
            words = [_cell(cell) for cell in cells[:_MOST_COLUMNS]]
            if any(words):
                # Nothing works a formula out that stands in a text file.
                formulas = [at for at, cell in enumerate(cells[:_MOST_COLUMNS]) if cell.lstrip().startswith("=")]
                kept = ["" if at in formulas else one for at, one in enumerate(words)]
                rows.append(ListRow(number, _trimmed(kept), formulas, []))
    except csv.Error as fault:
        raise Unreadable(
            f"{name} holds a cell of more than {_LONGEST_CELL:,} characters: a quotation mark is missing."
        ) from fault
    return rows


def _cell(cell: str) -> str:
    return clean(harmed(cell.strip()))

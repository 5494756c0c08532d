"""A list of people in a foreign file, CSV or Excel: its rows as words, whatever its letters and separators are."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from hisrg_desktop.documents.letters import decoded
from hisrg_desktop.documents.read_sheet import Sheet, read_book
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
_AGAIN = "save the list as .xlsx or .csv and try again"
_MAGIC = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_KINDS = {
    "EncryptedPackage": "is protected with a password: open it in Excel, take the password out, save it and try again.",
    "Workbook": "is a workbook of the old kind (.xls): open it in Excel, save it as .xlsx and try again.",
    "WordDocument": f"is a Word document of the old kind: {_AGAIN}.",
}
_TEXTS = {
    r"<(?:!doctype|html|\?xml|table|\w+:)": "a web page or an XML file",
    r"BEGIN:VCARD": "a file of address cards",
    r"BEGIN:VCALENDAR": "a calendar file",
    r"[\[{]\s*[\"{\[]": "a JSON file",
}
"""What other text files begin with."""
_ERROR = re.compile(
    r"#(?:N/A|N/B|REF|VERW|DIV/0|DEEL/0|VALUE|VALEUR|WAARDE|NAME|NAAM|NOM|NULL|LEEG|NUM|GETAL|NOMBRE)[!?]?"
)
"""What stands in a cell whose formula went wrong, in English, Dutch and French."""


def read_people_list(data: bytes, name: str = "") -> ListReading:
    """The rows of the file. `Unreadable` in a sentence where it is neither CSV nor an Excel workbook."""
    if not data:
        raise Unreadable(f"{name} is empty: choose another file, or ask for it again.")
    if data.startswith(b"PK"):
        return _checked(_workbook(data, name), name)
    if data.startswith(_OLE):
        raise Unreadable(f"{name} {_what_ole(data)}")
    other = next((words for magic, words in _MAGIC.items() if data.startswith(magic)), "")
    if other:
        raise Unreadable(f"{name} is {other}: {_AGAIN}.")
    return _checked(_text_file(data, name), name)


def _what_ole(data: bytes) -> str:
    found = (words for mark, words in _OLE_KINDS.items() if mark.encode("utf-16-le") in data)
    return next(found, f"is an old Office file: {_AGAIN}.")


def _checked(reading: ListReading, name: str) -> ListReading:
    if not reading.sheets:
        unseen = f" that are seen; {' '.join(reading.notes)}" if reading.notes else ""
        raise Unreadable(f"{name} holds no rows{unseen or ': choose another file, or ask for it again.'}")
    if any(sheet.rows[-1].row > MOST_ROWS for sheet in reading.sheets):
        raise Unreadable(f"{name} holds more than {MOST_ROWS:,} rows: split it and try again.")
    return reading


# --- Excel ------------------------------------------------------------------------------------------------------------


def _workbook(data: bytes, name: str) -> ListReading:
    book = read_book(data, name, MOST_ROWS + 1)
    notes = [f"Sheet “{one}” is hidden and is not read; show it in Excel if it is meant." for one in book.unseen]
    notes += [
        f"{sheet.beyond} on sheet “{sheet.name}” lies beyond what is read; move it nearer if it belongs to the list."
        for sheet in book.sheets
        if sheet.beyond
    ]
    sheets = [sheet for sheet in map(_sheet, book.sheets) if sheet.rows]
    return ListReading("Excel workbook", sheets, tuple(notes))


def _sheet(sheet: Sheet) -> ListSheet:
    merged, formulas = _by_row(sheet.merged), _by_row(sheet.formulas)
    rows = (
        _row(at + 1, _trimmed(cells), formulas.get(at, []), merged.get(at, []), at in sheet.hidden)
        for at, cells in enumerate(sheet.rows)
        if at in formulas or any(cells)
    )
    return ListSheet(sheet.name, list(rows))


def _row(number: int, cells: list[str], formulas: list[int], merged: list[int], hidden: bool = False) -> ListRow:
    """A row in which the errors of formulas are formulas without a value."""
    wrong = [at for at, words in enumerate(cells) if words.startswith("#") and _ERROR.fullmatch(words)]
    kept = ["" if at in wrong else words for at, words in enumerate(cells)] if wrong else cells
    return ListRow(number, kept, sorted({*formulas, *wrong}), merged, hidden)


def _by_row(cells: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        found.setdefault(row, []).append(column)
    return found


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, words in enumerate(cells) if words), default=-1)
    return cells[: last + 1]


# --- CSV --------------------------------------------------------------------------------------------------------------


def _text_file(data: bytes, name: str) -> ListReading:
    text, called, guessed = decoded(data)
    text = _text(text, name)
    separator = _separator(text)
    rows, notes = _rows(text, separator, name)
    if guessed:
        notes = [f"The letters are taken for {called}; where names look wrong, save the list as .xlsx.", *notes]
    form = f"{called}, separated by {_SEPARATORS[separator]}"
    return ListReading(form, [ListSheet("", rows)] if rows else [], tuple(notes))


def _text(text: str, name: str) -> str:
    if _BINARY.search(text):
        raise Unreadable(f"{name} is no list of people: {_AGAIN}.")
    begin = text[:200].lstrip()
    other = next((words for mark, words in _TEXTS.items() if re.match(mark, begin, re.IGNORECASE)), "")
    if other:
        raise Unreadable(f"{name} is {other}: {_AGAIN}.")
    return text


def _separator(text: str) -> str:
    """What stands between the cells: what parts most rows into the same number of cells."""
    told = re.match(r"sep=([,;|\t])\r?\n", text)
    if told:
        return told[1]
    return max(_SEPARATORS, key=lambda separator: _parted(text, separator))


def _parted(text: str, separator: str) -> tuple[bool, int]:
    """Whether the first row, which has the headings, is parted too; how many cells of rows alike there are."""
    rows: list[list[str]] = []
    # What went wrong in a row says nothing of those before it.
    with suppress(csv.Error):
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT))
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return bool(rows) and len(rows[0]) > 1, max(((width - 1) * count for width, count in widths.items()), default=0)


def _rows(text: str, separator: str, name: str) -> tuple[list[ListRow], list[str]]:
    """The rows that hold anything, and what is to be said of them."""
    lines = io.StringIO(re.sub(r"\Asep=[,;|\t]\r?\n", "", text), newline="").readlines()
    rows: list[ListRow] = []
    notes: list[str] = []
    cut = 0
    for number, cells in enumerate(_records(lines, separator, name, notes), 1):
        if number > MOST_ROWS + 1:
            break
        words = [_cell(cell) for cell in cells[:_MOST_COLUMNS]]
        cut = cut or (number if any(map(str.strip, cells[_MOST_COLUMNS:])) else 0)
        # Nothing works a formula out that stands in a text file.
        formulas = [at for at, cell in enumerate(cells[:_MOST_COLUMNS]) if cell.lstrip().startswith("=")]
        kept = ["" if at in formulas else one for at, one in enumerate(words)]
        if any(words):
            rows.append(_row(number, _trimmed(kept), formulas, []))
    if cut:
        notes.append(f"Row {cut:,} has more than {_MOST_COLUMNS} columns; the further ones are not read.")
    return rows, notes


def _records(lines: list[str], separator: str, name: str, notes: list[str]) -> Iterator[list[str]]:
    """The records of the file; one whose quotation mark is never closed takes no more than its own line."""
    start = number = 0
    while start < len(lines):
        broken = None
        for begin, cells in _until_broken(lines, start, separator):
            number += 1
            if cells is None:
                broken = begin
                break
            yield cells
        if broken is None:
            return
        if len(lines[broken]) > _LONGEST_CELL:
            raise Unreadable(
                f"{name} holds a cell of more than {_LONGEST_CELL:,} characters: a quotation mark is missing; "
                "put it right and try again."
            )
        notes.append(f"Row {number:,} has a quotation mark that is never closed; the row is read without it.")
        yield lines[broken].rstrip("\r\n").replace('"', "").split(separator)
        start = broken + 1


def _until_broken(lines: list[str], start: int, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it begins in; None for the one that takes in all the rest, and nothing after it."""
    reader = csv.reader(islice(lines, start, None), delimiter=separator)
    begin = start
    try:
        for cells in reader:
            end = start + reader.line_num
            if end == len(lines) and end - begin > 1 and "".join(lines[begin:end]).count('"') % 2:
                yield begin, None
                return
            yield begin, cells
            begin = end
    except csv.Error:
        yield begin, None


def _cell(cell: str) -> str:
    return clean(harmed(cell.strip()))

"""LibreOffice opens the lists that go out: every row and sign is there, words stay words, numbers can be added up."""

import csv
import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hisrg_desktop.documents.outline import Column, Table
from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx

ROWS = [
    ("=1+1", '=HYPERLINK("http://x.example")', "3"),
    ("+31 6 1234", "-Øst & Söhne", "0"),
    ("@here", "'quoted", "12"),
    ("00123", "1,5", "007"),
    ("2031-03-04", "3/4", "1e5"),
    ("王小明", "بيت البحار", ""),
    ("Ngọc Nguyễn", "Строка\nдве", "999999999"),
    ("_x0041_", "a;b|c\t“d”", "-4"),
]
TABLE = Table([Column("Name", 2_600), Column("Organisation", 3_400), Column("Comments", 2_000, number=True)], ROWS)
LARGE = Table(TABLE.columns, [(f"Ærø {n} {'long ' * (n % 40)}", f"House {n}", str(n)) for n in range(2_400)])


def converted(folder: Path, data: bytes, name: str, form: str, *read: str) -> bytes:
    """The file as LibreOffice saves it in another form; `read` says how it takes it."""
    path, out = folder / name, folder / "out"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *read, "--convert-to", form, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = out.iterdir()
    return made.read_bytes()


def as_xlsx(table: Table) -> bytes:
    return write_xlsx(table, title="People", author="Working Group", at=datetime(2031, 3, 4, tzinfo=UTC))


@pytest.mark.second_reader("soffice")
@pytest.mark.parametrize("table", [TABLE, LARGE], ids=["odd", "large"])
def test_a_workbook_has_every_row_and_sign_in_libreoffice(tmp_path: Path, table: Table) -> None:
    # Separated by commas, quoted, in UTF-8, as they are shown.
    told = converted(tmp_path, as_xlsx(table), "people.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1").decode()
    headings, *rows = csv.reader(io.StringIO(told, newline=""))
    assert headings == [column.heading for column in table.columns]
    assert [tuple(row) for row in rows] == [
        (*row[:2], str(int(row[2])) if row[2].isdigit() else row[2]) for row in table.rows
    ]


@pytest.mark.second_reader("soffice")
def test_no_formula_runs_and_numbers_are_numbers_in_libreoffice(tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(converted(tmp_path, as_xlsx(TABLE), "people.xlsx", "xlsx"))).active
    assert sheet is not None
    cells = list(sheet.iter_rows(min_row=2))
    assert {cell.data_type for row in cells for cell in row[:2]} <= {"s"}
    assert [row[2].value for row in cells] == [3, 0, 12, 7, "1e5", None, 999_999_999, "-4"]
    # Rows of several lines are as high as they are, so that none covers another.
    heights = [sheet.row_dimensions[number].height for number in range(2, 10)]
    assert heights[6] > heights[0]


@pytest.mark.second_reader("soffice")
def test_a_list_in_csv_is_read_by_its_mark_and_runs_nothing(tmp_path: Path) -> None:
    # Without a screen it does not look for the mark by itself: commas, quotation marks, UTF-8, from the first row.
    made = converted(tmp_path, write_csv(TABLE), "people.csv", "xlsx", "--infilter=CSV:44,34,76,1")
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    cells = list(sheet.iter_rows(min_row=2))
    assert not any(cell.data_type == "f" for row in cells for cell in row)
    assert [row[0].value for row in cells][5:7] == ["王小明", "Ngọc Nguyễn"]
    assert [row[0].value for row in cells][:3] == ["'=1+1", "'+31 6 1234", "'@here"]

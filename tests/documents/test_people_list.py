"""Lists of people out and in again: whatever the letters, separators and names, what is read is what was written."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from hisrg_desktop.desk.given.forms import as_sheet
from hisrg_desktop.documents.people_list import example_list, people_list
from hisrg_desktop.documents.people_list_read import MOST_ROWS, read_people_list
from hisrg_desktop.meeting.acts import Moment, Together
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.people.taking_in import preview
from hisrg_desktop.meeting.people.taking_in_columns import FIELDS, likely_columns
from hisrg_desktop.meeting.people.taking_in_reading import ListReading
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.store.ledger import Ledger

AT = datetime.fromisoformat("2031-03-04T09:00:00+00:00")
ROWS = [
    ["Name", "Organisation", "Class"],
    ["Jana Řezníčková", "Vltava, Space", "external"],
    ["Åsa\nØst", "Ä", "external"],
]


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def cells(reading: ListReading) -> list[list[str]]:
    return [row.cells for row in reading.sheets[0].rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_and_separators_are_recognised(letters: str, separator: str) -> None:
    assert cells(read_people_list(as_csv(ROWS, separator).encode(letters), "guests.csv")) == ROWS


def test_letters_of_an_older_windows_are_recognised() -> None:
    rows = [["Nom", "Organisme"], ["Françoise Müller-Noël", "Société “Étoile” – Œuvre"]]
    reading = read_people_list(as_csv(rows, ";").encode("cp1252"), "liste.csv")
    assert cells(reading) == rows
    assert reading.form == "Windows-1252, separated by semicolons"


def test_a_comma_within_cells_separates_nothing_where_semicolons_do() -> None:
    rows = [["Name", "Organisation"], *[["Lind, Astrid", f"House {n}, Harbour"] for n in range(5)]]
    text = "\n".join(";".join(row) for row in rows)
    assert cells(read_people_list(text.encode(), "guests.csv")) == rows


def a_workbook(*rows: list[object], sheet: str = "Guests") -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    return book


def read_back(book: Workbook) -> ListReading:
    out = io.BytesIO()
    book.save(out)
    return read_people_list(out.getvalue(), "guests.xlsx")


def test_days_of_a_workbook_are_days_and_numbers_stay_numbers() -> None:
    reading = read_back(a_workbook(["Name", "Since", "Until"], ["Maya Torn", datetime(2031, 1, 5), 47849]))  # noqa: DTZ001
    assert cells(reading)[1] == ["Maya Torn", "2031-01-05", "47849"]


def test_a_merged_cell_stands_in_each_of_its_rows_and_is_known_as_such() -> None:
    book = a_workbook(["Name", "Organisation"], ["Maya Torn", "Harbour Watch"], ["Ana Sol", None])
    book["Guests"].merge_cells("B2:B3")
    row = read_back(book).sheets[0].rows[2]
    assert (row.cells, row.merged) == (["Ana Sol", "Harbour Watch"], [1])


def test_a_formula_without_a_value_is_named_and_text_that_begins_like_one_is_text() -> None:
    book = a_workbook(["Name", "Organisation"], ["=A1&B1", "Harbour Watch"], ["x", "y"])
    book["Guests"]["A3"].value = "=SUM(1)"
    book["Guests"]["A3"].data_type = "s"
    rows = read_back(book).sheets[0].rows
    assert (rows[1].at(0), rows[1].formulas) == ("", [0])
    assert (rows[2].at(0), rows[2].formulas) == ("=SUM(1)", [])


def test_sheets_that_are_hidden_or_empty_are_left_out() -> None:
    book = a_workbook(["Name"], ["Maya Torn"])
    book.create_sheet("Nothing")
    book.create_sheet("Secret").append(["Name"])
    book["Secret"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_back(book).sheets] == ["Guests"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\n\n", "holds no rows"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x00\x01\x02\x03" * 99, "no list of people"),
        (b"<html><body>Name</body></html>", "web page"),
        (b"PK\x03\x04 and no more", "guests"),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), "more than 20,000 rows"),
        (b'Name\n"' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        read_people_list(data, "guests.csv")
    assert "guests.csv" in refusal.value.message


# --- out and in again -------------------------------------------------------------------------------------------------

LETTERS = st.one_of(st.sampled_from("=+-@'\t\n\r,;\"_xX04 1ÅßŁıǆ\u0301漢ن"), st.characters(codec="utf-8"))
NAMES = st.text(alphabet=LETTERS, min_size=1, max_size=20).filter(lambda words: clean(words).strip() != "")


def a_record(people: list[tuple[str, str]]) -> Record:
    record = Record()
    moment = Moment(AT, 1)
    acts = []
    seen: set[str] = set()
    for name, organisation in people:
        act = Enrol(person=AddPerson(name=name), organisation=organisation, kind="external", since=date(2031, 1, 1))
        key = act.person.name
        if key not in seen:
            seen.add(key)
            acts.append(act)
    return record.after(Together(acts=tuple(acts)).decide(record, moment))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=150, deadline=None)
@given(people=st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_what_goes_out_and_comes_in_again_changes_nothing(suffix: str, people: list[tuple[str, str]]) -> None:
    record = a_record(people)
    reading = read_people_list(as_sheet(people_list(record), "People", record, suffix), f"people{suffix}")
    found = preview(record, reading, likely_columns(reading), Moment(AT, 0xFFFFFF))
    assert found.taken == []
    names = {" ".join(person.name.split()) for person in record.each(Person)}
    assert {" ".join(line.name.split()) for line in found.lines} == names


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_practice_group_goes_out_and_in_again(practice_file: Path, suffix: str) -> None:
    ledger = Ledger.read(practice_file)
    record = ledger.load()
    ledger.close()
    reading = read_people_list(as_sheet(people_list(record), "People", record, suffix), f"people{suffix}")
    found = preview(record, reading, likely_columns(reading), Moment(AT, 0xFFFFFF))
    assert found.counts["unchanged"] == len(record.all(Person))
    anew = preview(Record(), reading, likely_columns(reading), Moment(AT, 0xFFFFFF))
    act = anew.act("people")
    assert act is not None
    again = Record().after(act.decide(Record(), Moment(AT, 1)))
    # Panels are no people; where there are none the list says so.
    assert [without_panel(row) for row in people_list(again).rows] == [
        without_panel(row) for row in people_list(record).rows
    ]


def without_panel(row: Sequence[object]) -> list[object]:
    return [cell for cell, field in zip(row, FIELDS, strict=False) if field.key != "panel"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_example_is_a_list_of_new_people(suffix: str) -> None:
    reading = read_people_list(as_sheet(example_list(), "People", Record(), suffix), f"people{suffix}")
    columns = likely_columns(reading)
    assert columns.doubts == ()
    assert [line.result for line in preview(Record(), reading, columns, Moment(AT, 1)).lines] == ["new"] * 4


def test_no_cell_that_goes_out_is_a_formula() -> None:
    record = a_record([("=1+1", "@here"), ("+31", "-x"), ("\tTab", "=2")])
    text = as_sheet(people_list(record), "People", record, ".csv").decode("utf-8-sig")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in csv.reader(io.StringIO(text)) for cell in row)
    sheet = load_workbook(io.BytesIO(as_sheet(people_list(record), "People", record, ".xlsx"))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

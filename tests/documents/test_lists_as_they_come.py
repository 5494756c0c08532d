"""Lists as offices send them: in letters of other machines, badly closed, with hidden, far and broken cells."""

import csv
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from hisrg_desktop.documents.letters import decoded
from hisrg_desktop.documents.people_list_read import MOST_ROWS, read_people_list
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.taking_in_reading import ListReading

HEADINGS = ["Name", "Organisation", "Class"]
SHEET = "xl/worksheets/sheet1.xml"


def a_book(*rows: list[object], change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (HEADINGS, *rows):
        book.active.append(row)
    change(book)
    book.save(out)
    return out.getvalue()


def spoiled(data: bytes, change: Callable[[bytes], bytes], only: str = "") -> bytes:
    """The workbook with its parts changed; only one of them where it is named."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if only in ("", name) else old.read(name))
    return out.getvalue()


def read(data: bytes, name: str = "guests.xlsx") -> ListReading:
    return read_people_list(data, name)


def names(reading: ListReading) -> list[str]:
    return [row.at(0) for row in reading.sheets[0].rows[1:]]


TORN: list[object] = ["Maya Torn", "Harbour Watch", "external"]

# --- letters ----------------------------------------------------------------------------------------------------------

WORDS = {
    "French": "Nom;Organisme\nFrançoise Müller-Noël;Société “Étoile” – Œuvre\nL’Été à Orléans;École\n",
    "Dutch": "Naam;Organisatie\nZoë Müller;Coöperatie België\nRené d'Été;École\n",
    "one word": "Naam\nZoë\n",
    "German": "Name\nJörg Strauß\nÄrzte Übel\n",
    "Nordic": "Name\nÅsa Öberg\nSøren Ærø\n",
    "Spanish": "Nombre\nNúñez Ibáñez\nJosé María Ñúñez\n",
    "capitals": "Nom\nFRANÇOIS MÜLLER\nÉLÉONORE NOËL\n",
    "signs alone": "Name\nO’Neill “Bo” – Lin\n",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize(
    ("codec", "called"),
    [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("utf-8", "UTF-8"), ("utf-32", "UTF-32")],
)
def test_the_letters_of_windows_and_of_a_mac_are_told_apart(words: str, codec: str, called: str) -> None:
    found = decoded(words.encode(codec))
    assert (found.text, found.called) == (words, called)
    assert found.guessed == (codec in ("cp1252", "mac_roman"))


@pytest.mark.parametrize(
    ("words", "codec"), [("Name\nŁukasz Żółw\n", "cp1250"), ("Name;House\nИван Петров;Гавань\n", "cp1251")]
)
def test_letters_of_other_windows_are_told_where_no_name_could_be_written_so(words: str, codec: str) -> None:
    assert decoded(words.encode(codec)).text == words


def test_that_letters_were_guessed_is_said_with_the_way_out() -> None:
    assert read("Naam\nZoë Vries\n".encode("cp1252"), "guests.csv").notes == (
        "The letters are taken for Windows-1252; where names look wrong, save the list as .xlsx.",
    )
    assert read("Naam\nZoë Vries\n".encode(), "guests.csv").notes == ()


def test_one_spoilt_letter_spoils_no_other() -> None:
    data = "Name\nJörg Übel\nÅsa Ärling\nSøren Ærø\n".encode().replace("Å".encode(), b"\xc5")
    assert names(read(data, "guests.csv")) == ["Jörg Übel", "\ufffdsa Ärling", "Søren Ærø"]


# --- text files -------------------------------------------------------------------------------------------------------


def test_a_quotation_mark_that_is_never_closed_takes_in_no_other_row() -> None:
    rows = "".join(f"Given{n} Family{n};House {n}\n" for n in range(9_000))
    found = read(f'Name;House\n"Maya Torn;Harbour\n{rows}'.encode(), "guests.csv")
    assert len(found.sheets[0].rows) == 9_002
    assert found.sheets[0].rows[1].cells == ["Maya Torn", "Harbour"]
    assert found.notes == ("Row 2 has a quotation mark that is never closed; the row is read without it.",)


def test_what_stands_beyond_the_last_column_that_is_read_is_said() -> None:
    data = ",".join(["Name", *map(str, range(70))]).encode()
    assert "Row 1 has more than 60 columns" in read(data, "guests.csv").notes[0]


@pytest.mark.parametrize("wrong", ["#N/A", "#DIV/0!", "#NAAM?", "#VALEUR!", "#REF!"])
def test_the_error_of_a_formula_is_a_formula_without_a_value(wrong: str) -> None:
    for reading in (
        read(f"Name,Organisation\nMaya Torn,{wrong}\n".encode(), "guests.csv"),
        read(a_book(["Maya Torn", wrong, "external"])),
    ):
        row = reading.sheets[0].rows[1]
        assert (row.at(1), row.formulas) == ("", [1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty: choose another file, or ask for it again"),
        (b"\xef\xbb\xbf\r\n", "holds no rows: choose another file, or ask for it again"),
        (b"BEGIN:VCARD\r\nFN:Maya Torn\r\n", "is a file of address cards: save the list as .xlsx or .csv"),
        (b'[{"name": "Maya Torn"}]', "is a JSON file: save the list"),
        (b"<table><tr><td>Name</td></tr></table>", "is a web page"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "password: open it in Excel, take the password out",
        ),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), r"old kind \(.xls\): open it in Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "is an old Office file: save the list"),
    ],
)
def test_what_is_no_list_is_refused_with_the_way_out(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        read(data, "guests.csv")
    assert refusal.value.message.startswith("guests.csv ")


# --- workbooks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("xl/workbook.bin", "but a binary one"),
        ("content.xml", "but an OpenDocument file"),
        ("Index/Document.iwa", "but one of Apple Numbers"),
        ("word/document.xml", "but a Word document"),
        ("beach.txt", "is no Excel workbook: save the list as .xlsx"),
    ],
)
def test_what_only_looks_like_a_workbook_is_called_by_its_kind(part: str, why: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(Unreadable, match=why):
        read(out.getvalue())


def test_a_sheet_that_nobody_sees_is_said_not_to_be_read() -> None:
    def hide(book: Workbook) -> None:
        book.create_sheet("Old list").append(["Ana Sol"])
        book.create_sheet("Nothing").sheet_state = "hidden"
        book["Old list"].sheet_state = "veryHidden"

    found = read(a_book(TORN, change=hide))
    assert [sheet.name for sheet in found.sheets] == ["Sheet"]
    assert found.notes == ("Sheet “Old list” is hidden and is not read; show it in Excel if it is meant.",)


def test_a_row_that_a_filter_hides_is_known_as_such() -> None:
    def hide(book: Workbook) -> None:
        assert book.active is not None
        book.active.row_dimensions[2].hidden = True

    assert [row.hidden for row in read(a_book(TORN, TORN, change=hide)).sheets[0].rows] == [False, True, False]


@pytest.mark.parametrize("cell", ["A1048576", "XFD2", "XFD1048576", f"B{MOST_ROWS + 500}"])
def test_a_cell_far_from_the_list_is_said_not_to_be_read(cell: str) -> None:
    def far(book: Workbook) -> None:
        assert book.active is not None
        book.active[cell] = "x"

    found = read(a_book(TORN, change=far))
    assert names(found) == ["Maya Torn"]
    assert found.notes[0].startswith(f"{cell} on sheet “Sheet” lies beyond what is read")


def test_a_sheet_that_claims_a_million_rows_has_those_it_has() -> None:
    claimed = spoiled(
        a_book(TORN), lambda d: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', d), SHEET
    )
    assert names(read(claimed)) == ["Maya Torn"]


def test_a_strict_workbook_is_read() -> None:
    ooxml = b"http://schemas.openxmlformats.org/"
    names_of = {
        ooxml + b"spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ooxml + b"officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def strict(part: bytes) -> bytes:
        for usual, other in names_of.items():
            part = part.replace(usual, other)
        return part

    assert names(read(spoiled(a_book(TORN), strict))) == ["Maya Torn"]


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="7"><c r="A7" t="s"><v>99999</v></c></row>',
        b'<row r="-1"><c r="??"><v>9</v></c></row>',
        b'<row r="7"><c r="A7" t="n"><v>nine</v></c></row>',
    ],
)
def test_a_damaged_sheet_is_said_to_be_damaged_with_the_way_out(cells: bytes) -> None:
    data = spoiled(a_book(TORN), lambda d: d.replace(b"</sheetData>", cells + b"</sheetData>"), SHEET)
    with pytest.raises(Unreadable, match="is damaged: its sheets cannot be read; open it in Excel, save it as .xlsx"):
        read(data)


def test_numbers_are_read_as_they_are_shown() -> None:
    def shares(book: Workbook) -> None:
        assert book.active is not None
        book.active["C2"].number_format = "0%"
        book.active["C3"].number_format = "0.00"

    found = read(a_book([612345678.0, 2311.0, 0.5], [31612345678, 0.1 + 0.2, 4.1], change=shares))
    assert [row.cells for row in found.sheets[0].rows[1:]] == [
        ["612345678", "2311", "50%"],
        ["31612345678", "0.3", "4.10"],
    ]


def test_a_list_has_the_same_rows_in_every_dress() -> None:
    rows = [["Name", "Organisation"], ["Åsa “May” Lind", "Vega; Institut, North\nand South"], ["王 小明", "海港"]]
    for separator in ",;\t|":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
            for end in ("\r\n", "\n", *(["\r"] if quoting == csv.QUOTE_ALL else [])):
                out = io.StringIO(newline="")
                csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
                for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
                    found = read(out.getvalue().encode(codec), "guests.csv").sheets[0].rows
                    assert [row.cells for row in found] == rows, (separator, quoting, end, codec)

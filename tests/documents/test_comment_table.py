"""Tables of comments, Word and Excel: the forms of ISO, IEC and CEN, and our own, read back exactly as they are written."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hisrg_desktop.cli import run
from hisrg_desktop.documents.comment_table import read_table
from hisrg_desktop.documents.comments import COLUMNS, compiled
from hisrg_desktop.documents.outline import Document, Masthead, Table, plain
from hisrg_desktop.documents.write_sheet import write_xlsx
from hisrg_desktop.documents.write_word import write_word
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.returned.locating import located
from hisrg_desktop.meeting.returned.rows import items_of, wanted
from hisrg_desktop.meeting.returned.table import TableReading, TableRow
from tests.documents.word.made import paragraph, word_file

AT = datetime(2031, 3, 4, 9, tzinfo=UTC)
OURS = ("number", "by", "clause", "paragraph", "type", "comment", "proposed", "observation")
ISO_8 = (
    "MB/ NC1",
    "Line number (e.g. 17)",
    "Clause/ Subclause (e.g. 3.1)",
    "Paragraph/ Figure/ Table/ (e.g. Table 1)",
    "Type of comment2",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
)
ISO_7 = (
    "MB1",
    "Clause No./ Subclause No./ Annex (e.g. 3.1)",
    "Paragraph/ Figure/Table/Note (e.g. Table 1)",
    "Type of com-ment2",
    "Comment (justification for change) by the MB",
    "Proposed change by the MB",
    "Secretariat observations on each comment submitted",
)


def cell(text: str, properties: str = "") -> str:
    inside = "".join(paragraph(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def form(headings: tuple[str, ...], *rows: str) -> bytes:
    """A form with its headings in the page header, under a table with the title, and numbers above them."""
    title = table(row("Template for comments", "Date: 2031-03-04", "Document: Draft 4"))
    numbers = row(*(str(n) for n in range(1, len(headings) + 1)))
    return word_file(table(*rows) + paragraph(), header=title + table(numbers, row(*headings)))


def read(data: bytes, name: str = "form.docx") -> TableReading:
    found = read_table(data, name)
    assert found is not None
    return found


def taken(one: TableRow) -> tuple[str, ...]:
    return (one.by, one.line, one.clause, one.paragraph, one.type, one.comment, one.proposed, one.observation)


# --- what we write is read back ---------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30)
CELLS = st.builds(lambda some: clean(" ".join(" ".join(some).split())), st.lists(WORDS, max_size=3))
LINES = st.builds(lambda some: clean("\n".join(s for s in some if s)), st.lists(CELLS, max_size=3))
ROWS = st.lists(
    st.tuples(CELLS, CELLS, CELLS, CELLS, st.sampled_from(["ge", "te", "ed"]), LINES, LINES, LINES), max_size=6
)


def expected(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    told = [tuple(words.strip() for words in cells) for cells in rows]
    return [cells for cells in told if cells[5] or cells[6]]


def shown(reading: TableReading | None) -> list[tuple[str, ...]]:
    return [tuple(getattr(one, name) for name in OURS) for one in reading.rows] if reading else []


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_the_compiled_table_is_read_back_exactly_from_word(rows: list[tuple[str, ...]]) -> None:
    made = Table(COLUMNS, rows, headings_in_page_header=True)
    data = write_word(Document([made], Masthead("Group", "Compiled comments"), AT, "Group", landscape=True))
    assert shown(read_table(data, "a.docx")) == expected(rows)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_the_compiled_table_is_read_back_exactly_from_excel(rows: list[tuple[str, ...]]) -> None:
    data = write_xlsx(Table(COLUMNS, rows), title="Compiled comments", author="Group", at=AT)
    assert shown(read_table(data, "a.xlsx")) == expected(rows)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_every_comment_of_the_practice_meeting_comes_back_at_its_place(practised, suffix: str) -> None:
    record = practised.record
    listed = compiled(record, "full")
    reading = read(practised.made("comments", suffix), f"compiled{suffix}")
    assert shown(reading) == [tuple(plain(words).strip() for words in cells) for cells in listed.rows]
    by_number = {c.number: c for c in record.each(Comment)}
    for item, one in zip(items_of(record, reading, ""), reading.rows, strict=True):
        comment = by_number[one.comment.split()[0]]
        assert item.left_out == f"It was taken in already as {comment.number}."
        assert (item.placing, item.type) == ("placed", comment.type)
        assert (item.block, item.provision, item.footnote) == (comment.block, comment.provision, comment.footnote)


# --- the forms --------------------------------------------------------------------------------------------------------


def test_the_form_of_eight_columns_has_a_comment_in_its_first_row() -> None:
    data = form(
        ISO_8,
        row("NL", "17", "4.3", "a)", "te", "Too wide.", "Narrow it.", ""),
        row("DE", "", "5", "", "ed", "Two\nlines.", "", "Noted"),
    )
    assert [taken(one) for one in read(data).rows] == [
        ("NL", "17", "4.3", "a)", "te", "Too wide.", "Narrow it.", ""),
        ("DE", "", "5", "", "ed", "Two\nlines.", "", "Noted"),
    ]


def test_the_older_form_of_seven_columns_has_no_line_number() -> None:
    (one,) = read(form(ISO_7, row("NL", "4.3", "a)", "te", "Too wide.", "Narrow it.", "Accepted"))).rows
    assert taken(one) == ("NL", "", "4.3", "a)", "te", "Too wide.", "Narrow it.", "Accepted")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("NL", "17", "4.3", "", "te", "Wide.", "Narrow.", ""), ("NL", "17", "4.3", "", "te", "Wide.", "Narrow.", "")),
        (("NL", "4.3", "", "ed", "Wide.", "Narrow.", ""), ("NL", "", "4.3", "", "ed", "Wide.", "Narrow.", "")),
    ],
)
def test_a_form_that_lost_its_headings_is_known_by_its_columns_and_types(cells, said) -> None:
    (one,) = read(word_file(table(row(*cells)) + paragraph())).rows
    assert taken(one) == said


def test_headings_in_the_body_are_no_comment() -> None:
    data = word_file(table(row(*ISO_7), row("NL", "4.3", "", "te", "Wide.", "", "")) + paragraph())
    assert [one.comment for one in read(data).rows] == ["Wide."]


def test_merged_cells_hold_for_all_their_rows_and_headings_across_the_page_are_set_aside() -> None:
    first, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = form(
        ISO_8,
        row(cell("General remarks", '<w:gridSpan w:val="8"/>')),
        row(cell("NL", first), "", cell("4.3", first), "", "te", "One.", "", ""),
        row(cell("", on), "", cell("", on), "", "te", "Two.", "", ""),
        row("", "", "", "", "", "", "", ""),
        row("DE", cell("5", '<w:gridSpan w:val="3"/>'), "ed", "Three.", "", ""),
    )
    reading = read(data)
    assert [(one.by, one.clause, one.comment) for one in reading.rows] == [
        ("NL", "4.3", "One."),
        ("NL", "4.3", "Two."),
        ("DE", "", "Three."),
    ]
    assert reading.rows[-1].line == "5"
    assert reading.aside == ["General remarks"]


def test_a_deleted_row_is_no_comment_and_an_inserted_word_is_read() -> None:
    gone = row("NL", "", "4", "", "te", "Old.", "", "").replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr>'
    )
    kept = row("NL", "", "4", "", "te", "Wide.", "", "").replace(
        "</w:r></w:p></w:tc>", '</w:r><w:ins w:id="2" w:author="A"><w:r><w:t> Now.</w:t></w:r></w:ins></w:p></w:tc>', 5
    )
    (one,) = read(form(ISO_8, gone, kept)).rows
    assert one.comment == "Wide. Now."


def test_a_draft_with_tables_is_no_table_of_comments() -> None:
    from pathlib import Path

    files = Path(__file__).parent / "word" / "files"
    for path in files.glob("*.docx"):
        assert read_table(path.read_bytes(), path.name) is None
    text = "".join(paragraph(f"{n}.1  The wardens keep a ledger of moorings and publish it.") for n in range(1, 40))
    assert read_table(word_file(text + table(row("Term", "Meaning")) + paragraph()), "a.docx") is None


# --- Excel ------------------------------------------------------------------------------------------------------------


def sheet(fill) -> bytes:
    workbook = Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_a_workbook_with_a_title_above_merged_cells_and_numbers_for_clauses() -> None:
    def fill(workbook: Workbook) -> None:
        workbook.active.append(["See the second sheet."])
        there = workbook.create_sheet("Comments")
        there.append(["Comments on Draft 4"])
        there.append([])
        there.append(list(ISO_8))
        there.append(["NL", 17, 4.1, "a)", "te", "Wide.", "=1+1", None])
        there["C4"].number_format = "0.00"
        there.append([None, None, 4, None, "te", "Again.", None, None])
        there.merge_cells("A4:A5")

    first, second = read(sheet(fill), "a.xlsx").rows
    assert taken(first) == ("NL", "17", "4.10", "a)", "te", "Wide.", "", "")
    assert taken(second) == ("NL", "", "4", "", "te", "Again.", "", "")


def test_a_workbook_without_comments_is_none() -> None:
    assert read_table(sheet(lambda workbook: workbook.active.append(["Name", "E-mail"])), "a.xlsx") is None


def changed(data: bytes, part: str, words: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, words if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"),
        (b"<worksheet", "damaged"),
        (b" " * 250_000_000, "times its size"),
    ],
)
def test_a_hostile_workbook_is_refused_in_words(words: bytes, why: str) -> None:
    data = sheet(lambda workbook: workbook.active.append(list(ISO_8)))
    with pytest.raises(Unreadable, match=why):
        read_table(changed(data, "xl/worksheets/sheet1.xml", words), "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04nothing", b"%PDF-1.7", word_file(paragraph("A letter."))])
def test_what_is_no_workbook_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_table(data, "a.xlsx")


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "paragraph_", "locator"),
    [
        ("4.2", "", "4.2"),
        ("4.2 a)", "", "4.2a"),
        ("4.2", "a)", "4.2a"),
        ("4.2(d)(i)", "", "4.2d.i"),
        ("Clause 4", "4.2", "4.2"),
        ("4", "2", "4.2"),
        ("Clause 4 para 2", "", "4.2"),
        ("Block 4, second paragraph", "", "4.2"),
        ("4, 2nd paragraph", "", "4.2"),
        ("Subclause 4.2", "item d)", "4.2d"),
        ("4.2", "paragraph 1", "4.2"),
        ("Building Block 10", "", "10"),
        ("10", "General", "10"),
        ("§ 10.5 b", "", "10.5b"),
        ("Principles", "", "4"),
        ("4 Principles", "", "4"),
        ("", "pre2", "pre2"),
        ("", "fn 3", "fn3"),
        ("Footnote 3", "", "fn3"),
        ("10.5", "b", "10.5b"),
        ("General", "", "*"),
        ("All", "-", "*"),
        ("", "", "*"),
    ],
)
def test_a_place_is_found_however_it_is_written(practised, clause: str, paragraph_: str, locator: str) -> None:
    from hisrg_desktop.meeting.text.numbers import find_place

    found = located(practised.record, clause, paragraph_)
    assert found.place == find_place(practised.record, locator)
    assert not found.why


@pytest.mark.parametrize(
    ("clause", "paragraph_", "locator", "why"),
    [
        ("4.2", "Table 7", "4.2", "“Table 7” is not found in 4.2."),
        ("4.2 and 4.3", "", "4.2", "“4.2 and 4.3” names several places; this is the first."),
        ("4.2-4.4", "", "4.2", "“4.2-4.4” names several places; this is the first."),
        ("4", "fn 20", "fn20", "Footnote 20 does not stand in 4."),
    ],
)
def test_a_place_that_is_not_certain_is_doubted(
    practised, clause: str, paragraph_: str, locator: str, why: str
) -> None:
    from hisrg_desktop.meeting.text.numbers import find_place

    found = located(practised.record, clause, paragraph_)
    assert found.place == find_place(practised.record, locator)
    assert found.why == why


@pytest.mark.parametrize(("clause", "paragraph_"), [("99", ""), ("B.7", "Table 3"), ("Annex C", ""), ("fn 400", "")])
def test_an_unknown_place_is_said_to_be_unknown(practised, clause: str, paragraph_: str) -> None:
    found = located(practised.record, clause, paragraph_)
    assert found.place is None
    assert found.why == f"There is no “{f'{clause} {paragraph_}'.strip()}” in the text."


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proposed", "after"),
    [
        ("Delete.", ""),
        ("Delete the whole paragraph", ""),
        ("replace “two” by “three”", "Every vessel shows three lanterns at its bow."),
        ('Replace "two lanterns" with "a lantern".', "Every vessel shows a lantern at its bow."),
        ("delete “at its bow”", "Every vessel shows two lanterns."),
        ("after “lanterns” insert “of equal light”", "Every vessel shows two lanterns of equal light at its bow."),
        ("replace “two” by “three”; delete “at its bow”", "Every vessel shows three lanterns."),
        ("Every vessel shows three lanterns at its stern.", "Every vessel shows three lanterns at its stern."),
        ("Make it clearer.", None),
        ("replace “five” by “six”", None),
        ("replace “e” by “a”", None),
    ],
)
def test_a_change_in_words_is_carried_out_where_it_is_clear(proposed: str, after: str | None) -> None:
    assert wanted("Every vessel shows two lanterns at its bow.", proposed) == after


def test_a_table_is_taken_in_from_the_command_line(tmp_path, capsys) -> None:
    dossier, one = tmp_path / "a.hisrg", tmp_path / "one.docx"
    one.write_bytes(
        word_file(paragraph("1  Lights", bold=True) + paragraph("1.1  Every vessel shows two lanterns at its bow."))
    )
    assert run(["new", str(dossier), "--draft", str(one)]) == 0
    back = tmp_path / "back.docx"
    back.write_bytes(
        form(
            ISO_8,
            row("Ida Bergamot", "", "1.1", "", "te", "Too few.", "replace “two” by “three”", ""),
            row("", "12", "Annex C", "", "ed", "A comma.", "", ""),
        )
    )
    book = tmp_path / "back.xlsx"
    rows = [("1", "Odo Finch", "1", "1.1", "ge", "Why at all?", "", "")]
    book.write_bytes(write_xlsx(Table(COLUMNS, rows), title="Comments", author="Group", at=AT))
    files = [str(back), str(book)]
    capsys.readouterr()
    assert run(["import", "comments", str(dossier), *files, "--from", "A Reader", "--dry-run", "--json"]) == 0
    said = capsys.readouterr().out
    assert '"lost"' in said
    assert "The row names line 12." in said
    assert run(["import", "comments", str(dossier), *files, "--from", "A Reader"]) == 0
    capsys.readouterr()
    assert run(["show", str(dossier), "comment", "--json"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("Ida Bergamot", "A Reader", "Odo Finch"))
    assert run(["show", str(dossier), "proposal", "--json"]) == 0
    assert "three lanterns" in capsys.readouterr().out
    assert run(["import", "comments", str(dossier), str(back)]) == 1
    assert "has been taken in already" in capsys.readouterr().err

"""What other programs read in the documents that go out."""

import csv
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pypdf
import pypdfium2
import pytest
import time_machine
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hisrg_desktop.desk.exports import KINDS
from hisrg_desktop.documents.outline import Column, Document, Masthead, Paragraph, Table
from hisrg_desktop.documents.write_pdf import write_pdf
from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx
from hisrg_desktop.documents.write_text import write_text
from hisrg_desktop.documents.write_word import write_word
from hisrg_desktop.documents.written.faces import faced
from hisrg_desktop.documents.written.order import is_from_right
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from tests.documents import specimens

SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(max_size=200).map(clean)


def of(text: str) -> Document:
    return Document([Paragraph(text)], Masthead("Body", "Title"), specimens.AT, specimens.GROUP)


def sheet(text: str) -> Table:
    return Table([Column("Words", 2000), Column("More", 2000)], [(text, "x")])


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.second_reader("pandoc")
def test_pandoc_reads_the_minutes(tmp_path):
    path = tmp_path / "minutes.docx"
    path.write_bytes(write_word(specimens.minutes()))
    read = subprocess.run(["pandoc", path, "-t", "plain", "--wrap=none"], capture_output=True, text=True, check=True)
    assert "Opening of the meeting" in read.stdout
    assert "The time runs from the moment" in read.stdout
    assert squeezed(specimens.LONG) in squeezed(read.stdout)


@pytest.mark.second_reader("soffice")
def test_libreoffice_shows_headings_of_the_form_on_every_page(tmp_path):
    path = tmp_path / "comments.docx"
    path.write_bytes(write_word(specimens.comments(60)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        capture_output=True,
        check=True,
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "comments.pdf").pages]
    assert len(pages) >= 2
    for number, page in enumerate(pages, 1):
        assert "Proposed change" in page
        assert f"Page {number} of {len(pages)}" in page
    assert "Comment 60:" in pages[-1]


def test_the_form_has_eight_columns_and_no_heading_row():
    table = docx.Document(io.BytesIO(write_word(specimens.comments(3)))).tables[0]
    assert [column.width.twips for column in table.columns] == [606, 908, 1209, 1209, 1115, 4177, 4233, 2419]
    assert table.cell(0, 0).text == "NL-001"


def test_word_says_who_and_when_from_the_record():
    core = docx.Document(io.BytesIO(write_word(specimens.minutes()))).core_properties
    assert core.author == core.last_modified_by == specimens.GROUP
    assert core.modified.replace(tzinfo=UTC) == specimens.AT


def test_pdf_says_page_x_of_y_and_repeats_the_headings():
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(specimens.comments(200))))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Compiled comments", specimens.GROUP)
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "Proposed change" in text
    whole = pdf_text(write_pdf(specimens.comments(200)))
    assert all(f"Comment {number}:" in whole for number in range(1, 201))


def test_a_row_taller_than_a_page_loses_no_line():
    words = [f"word{number}" for number in range(3000)]
    document = Document([Table([Column("A", 3000)], [(" ".join(words),)])], specimens.HEAD, specimens.AT, "G")
    assert re.findall(r"word\d+", pdf_text(write_pdf(document))) == words


def test_what_no_typeface_has_is_shown_as_missing_and_never_left_out():
    document = of("Name 𒀀 and ߒ, not é")
    assert "Name \N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER}, not é" in pdf_text(write_pdf(document))


def test_text_marks_what_is_new_and_what_is_struck():
    text = write_text(specimens.minutes())
    assert "shall [-inform-]{+notify+} the Parties" in text
    assert "[1] See WG/1/MIN.1" in text


@pytest.mark.parametrize("write", [write_word, write_pdf])
def test_another_clock_and_zone_give_the_same_bytes(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo"))):
        once = hashlib.sha256(write(specimens.minutes())).hexdigest()
    monkeypatch.setenv("USER", "somebody")
    with time_machine.travel(datetime(2040, 7, 1, 3, tzinfo=ZoneInfo("America/Lima"))):
        again = hashlib.sha256(write(specimens.minutes())).hexdigest()
    assert once == again


def test_another_clock_gives_the_same_sheet():
    sheets = []
    for year in (2020, 2040):
        with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC)):
            sheets.append(write_xlsx(sheet("a"), title="T", author="G", at=specimens.AT))
    assert sheets[0] == sheets[1]


def test_no_part_of_a_word_file_tells_of_the_machine():
    told = re.compile(rb"rsid|/home/|/root|/tmp|[A-Z]:\\|python|thumbnail|attachedTemplate", re.IGNORECASE)
    with zipfile.ZipFile(io.BytesIO(write_word(specimens.minutes()))) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert not told.search(archive.read(entry)), entry.filename


def test_the_secretariats_template_gives_its_look_and_ours_fills_the_gaps(tmp_path):
    theirs = docx.Document()
    theirs.styles["Heading 1"].font.name = "Georgia"
    path = tmp_path / "house.docx"
    theirs.save(str(path))
    read = docx.Document(io.BytesIO(write_word(specimens.minutes(), path)))
    assert read.styles["Heading 1"].font.name == "Georgia"
    assert read.styles["Numbered Paragraph"].font.name == "Calibri"
    assert any(paragraph.style.name == "Legal Text" for paragraph in read.paragraphs)


def test_the_fonts_and_the_theme_of_a_template_are_taken_over(tmp_path):
    path = tmp_path / "house.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(io.BytesIO(write_word(specimens.minutes(), path))) as archive:
        assert {"word/fontTable.xml", "word/theme/theme1.xml"} <= set(archive.namelist())


def test_a_template_that_is_not_word_is_refused_by_name(tmp_path):
    path = tmp_path / "house.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(Unreadable, match=r"house\.docx cannot be used as a template"):
        write_word(specimens.minutes(), path)


def test_the_shipped_template_is_what_its_script_makes():
    from hisrg_desktop.shipped import shipped

    path = shipped("templates/plain.docx")
    before = path.read_bytes()
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "packaging/make_templates.py"], cwd=root, check=True)
    assert path.read_bytes() == before


@SETTINGS
@given(TEXT)
def test_any_text_comes_back_from_word(text):
    paragraphs = docx.Document(io.BytesIO(write_word(of(text)))).paragraphs
    assert paragraphs[-1].text == text


@SETTINGS
@given(TEXT)
def test_any_text_comes_back_from_xlsx_and_is_never_a_formula(text):
    data = write_xlsx(sheet(text), title="T", author="G", at=specimens.AT)
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"]
    assert (cell.value or "").replace("_x005F_x", "_x") == text
    assert cell.data_type != "f"


@SETTINGS
@given(TEXT)
def test_any_text_comes_back_from_csv_and_is_never_a_formula(text):
    back = list(csv.reader(io.StringIO(write_csv(sheet(text)).decode("utf-8-sig"), newline="")))[1][0]
    assert not back.startswith(("=", "+", "-", "@", "\t"))
    assert back == text or back == f"'{text}"


@SETTINGS
@given(
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cc", "Cf", "Cs", "Mn", "Me"]), max_size=120).map(
        clean
    )
)
def test_any_text_comes_back_from_pdf(text):
    assume(not is_from_right(text))
    expected = squeezed("".join(words for _, words in faced(text)))
    assert expected in squeezed(pdf_text(write_pdf(of(text))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "_x0041_", "<b>&amp;</b>", "a\tb\nc"])
def test_words_that_mean_something_to_a_program_stay_words(text):
    data = write_xlsx(sheet(text), title="T", author="G", at=specimens.AT)
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"].data_type in ("s", "inlineStr")
    assert docx.Document(io.BytesIO(write_word(of(text)))).paragraphs[-1].text == text
    assert squeezed(text) in squeezed(pdf_text(write_pdf(of(text))))


@pytest.mark.parametrize("kind", [kind for kind, one in KINDS.items() if ".pdf" in one.suffixes])
def test_every_sign_of_the_practice_meeting_can_be_printed(practised, kind):
    pages = pypdf.PdfReader(io.BytesIO(practised.made(kind, ".pdf"))).pages
    assert "\N{REPLACEMENT CHARACTER}" not in "".join(page.extract_text() for page in pages)

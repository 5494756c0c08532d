"""Words of any script on PDF pages: the right typeface, the right order, the forms that letters give each other."""

import io
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from hisrg_desktop.documents.outline import (
    Bullet,
    Document,
    Heading,
    KeyValues,
    Note,
    Numbered,
    Paragraph,
    Provision,
    Quote,
    Run,
)
from hisrg_desktop.documents.write_pdf import write_pdf
from hisrg_desktop.documents.written.faces import SANS, faced, what_is_missing
from hisrg_desktop.documents.written.lines import Breaker
from hisrg_desktop.documents.written.order import as_drawn, clusters
from hisrg_desktop.documents.written.shaping import draw_words, glyphs, width
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from tests.documents import specimens

HINDI, ARABIC, CHINESE, THAI = "श्री राजेन्द्र", "محمد سلام", "王小明", "น้ำทิพย์"


def standing(words: str) -> str:
    """The signs as they stand on the line, from the left; those of a stretch from the right turned round by hand."""
    drawn = as_drawn([("face", words)])
    return "".join("".join(reversed(clusters(one.words))) if one.from_right else one.words for one in drawn)


def said(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("שרה כהן", "ןהכ הרש"),
        ("המכון (לחלל) 12", "12 )ללחל( ןוכמה"),
        ("NASA שלום 3", "NASA 3 םולש"),
        ("ליאור ABC דן", "ןד ABC רואיל"),
        ("שָׁלוֹם", "ם" + "ו\u05b9" + "ל" + "ש\u05b8\u05c1"),
        ("Lind", "Lind"),
    ],
)
def test_what_is_read_from_the_right_is_turned_round_and_numbers_are_not(name, drawn):
    assert standing(name) == drawn


def test_a_line_that_begins_with_a_name_from_the_right_belongs_to_its_sentence():
    line = [("face", "אב, chair")]
    assert [one.words for one in as_drawn(line)] == ["chair", "אב, "]
    assert [one.words for one in as_drawn(line, from_right=False)] == ["אב", ", chair"]


def test_brackets_among_words_from_the_right_are_drawn_as_their_mirror_images():
    faced(ARABIC)
    assert str(glyphs("(", SANS, True)) == ")"
    assert str(glyphs("(", SANS, False)) == "("


def test_arabic_letters_take_the_form_that_their_neighbours_give_them():
    faced(ARABIC)
    assert [f"{ord(sign):04X}" for sign in reversed(glyphs("محمد", "NotoSansArabic", True))] == [
        "FEE3",
        "FEA4",
        "FEE4",
        "FEAA",
    ]
    assert len(glyphs("لا", "NotoSansArabic", True)) == 1


def test_a_vowel_that_stands_before_its_consonant_is_drawn_before_it():
    faced(HINDI)
    assert str(glyphs("कि", "NotoSansDevanagari", False))[0] != "क"
    assert len(glyphs("क्ष", "NotoSansDevanagari", False)) == 1


def test_marks_above_marks_are_moved_out_of_each_others_way():
    faced(THAI)
    places = [(one.x_offset, one.y_offset) for one in glyphs("ปั้", "NotoSansThai", False).__shapeData__]
    assert any(place != (0, 0) for place in places[1:])


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab אבגד محمدلا 12(-)\u05b8\u064e"), max_size=30))
def test_putting_words_in_order_loses_no_sign(words):
    assert sorted(standing(words)) == sorted(words)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60).map(clean))
def test_every_sign_gets_a_typeface_or_the_replacement_sign_and_none_is_lost(words):
    found = faced(words)
    kept = "".join(stretch for _, stretch in found)
    if not what_is_missing(words):
        assert kept == words
    else:
        assert "\N{REPLACEMENT CHARACTER}" in kept
    assert all(width(stretch, face, 10) >= 0 for face, stretch in found)


SIGNS = st.sampled_from("ab -/éक्षिश्रीمحمد王小明น้ำ12\n")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("NotoSans", "NotoSans-Bold")), st.text(SIGNS, max_size=25)), max_size=4))
def test_lines_keep_every_sign_and_stay_within_their_width(cell):
    faced_cell = [one for face, words in cell for one in faced(words, face)]
    lines = Breaker(lambda words, face: width(words, face, 8)).lines(faced_cell, 60)
    kept = "".join(words for line in lines for _, words in line)
    assert kept == "".join(words for _, words in faced_cell).replace("\n", "")
    for line in lines:
        wide = sum(width(words, face, 8) for face, words in line)
        last = clusters("".join(words for _, words in line).rstrip(" "))[-1:]
        trailing = sum(width(words, face, 8) for face, words in line if not words.strip(" "))
        assert wide - trailing <= 60 + 3 * 8 or len(last) == 1


def test_a_word_that_changes_its_look_is_not_broken_there():
    measure = Breaker(lambda words, _: float(len(words)))
    lines = measure.lines([("plain", "one ("), ("other", "two"), ("plain", "), three")], 8)
    assert ["".join(words for _, words in line) for line in lines] == ["one ", "(two), ", "three"]


def test_between_chinese_signs_a_line_may_end():
    measure = Breaker(lambda words, _: float(len(words)))
    assert measure.lines([("face", "ab 王小明王小明")], 5) == [[("face", "ab 王小")], [("face", "明王小明")]]


WORDS = f"Ms {HINDI} and {CHINESE} ({THAI}), chair"


def test_every_part_of_a_document_says_words_of_other_scripts_and_keeps_its_looks():
    parts = [
        Heading(WORDS, 1),
        Paragraph([Run("The chair, "), Run(WORDS, bold=True), Note(WORDS)]),
        Numbered("1.", WORDS),
        Bullet(WORDS),
        Quote(WORDS),
        KeyValues([("Chair", WORDS)]),
        Provision(
            "(क)", [Piece(WORDS, inserted=Mark("A", specimens.AT)), Piece(HINDI, deleted=Mark("A", specimens.AT))]
        ),
    ]
    read = said(write_pdf(Document(parts, specimens.HEAD, specimens.AT, "G")))
    assert read.count(WORDS) == 8
    assert "\N{REPLACEMENT CHARACTER}" not in read


def test_a_long_paragraph_of_another_script_goes_over_pages_without_loss():
    words = " ".join(f"श्रीक{number}" for number in range(1500))
    read = said(write_pdf(Document([Quote(words)], specimens.HEAD, specimens.AT, "G")))
    assert [int(number) for number in re.findall(r"श्रीक(\d+)", read)] == list(range(1500))


def test_a_hebrew_name_in_a_sentence_is_read_from_the_right_and_the_sentence_from_the_left():
    data = write_pdf(Document([Paragraph("Ms אב גד, chair")], specimens.HEAD, specimens.AT, "G"))
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    text = document[0].get_textpage()
    left_of = {text.get_text_range(at, 1): text.get_charbox(at)[0] for at in range(text.count_chars())}
    document.close()
    assert left_of["ד"] < left_of["ג"] < left_of["ב"] < left_of["א"]


def test_a_chart_names_its_people_in_their_scripts():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    draw_words(canvas, WORDS, SANS, 9, 300, 300, end=True)
    canvas.save()
    assert WORDS in said(buffer.getvalue())


def test_the_same_words_give_the_same_bytes_whatever_was_set_before():
    document = Document([Paragraph(WORDS)], specimens.HEAD, specimens.AT, "G")
    first = write_pdf(document)
    write_pdf(Document([Paragraph("क्त्य ज्ञ द्ध க்ஷ")], specimens.HEAD, specimens.AT, "G"))
    assert write_pdf(document) == first

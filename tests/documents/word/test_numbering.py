"""The numbers before paragraphs are those that Word shows."""

import json
import os
import re
import subprocess
from pathlib import Path

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import abstract, instance, level, paragraph, starts, style

from hisrg_desktop.documents.word.figures import in_words, ordinal, ordinal_in_words, written
from hisrg_desktop.documents.word.guard import open_package
from hisrg_desktop.documents.word.names import W
from hisrg_desktop.documents.word.numbering import Numbering
from hisrg_desktop.documents.word.styles import read_styles
from hisrg_desktop.meeting.text.figures import from_letters, from_roman, letters, roman

FILES = Path(__file__).parent / "files"
HERE = Path(__file__).resolve()
EXAM = Path(os.environ.get("HISRG_EXAM", HERE.parents[3].parent / "shared" / "exam"))
LEGAL = (level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", "lowerLetter"), level(3, "%4)", "lowerRoman"))


def labels(raw: bytes) -> list[str]:
    """The labels of all paragraphs of the body, "" where there is none."""
    package = open_package(raw)
    numbering = Numbering(package.related_xml("numbering"), read_styles(package.related_xml("styles")))
    found = (numbering.label(p.find(W + "pPr")) for p in package.body().iter(W + "p") if not in_box(p))
    return ["" if label is None else label.text for label in found]


def in_box(node) -> bool:
    return any(above.tag == W + "txbxContent" for above in node.iterancestors())


def numbered(levels: list[int], *defined: str, num: int = 1) -> list[str]:
    body = "".join(paragraph("x", level=ilvl, num=num) for ilvl in levels)
    return labels(made.word_file(body, numbering="".join(defined)))


@given(st.integers(1, 3_999))
def test_roman_figures_read_back_as_written(number):
    assert from_roman(roman(number)) == number


@given(st.integers(1, 780))
def test_letters_read_back_as_written(number):
    assert from_letters(letters(number)) == number


@given(st.text("ivxlcdm", min_size=1, max_size=8))
def test_only_well_formed_roman_figures_are_read(figures):
    number = from_roman(figures)
    assert number is None or roman(number) == figures


@given(st.integers(0, 9_999))
def test_no_two_numbers_are_called_the_same(number):
    assert in_words(number) != in_words(number + 1)
    assert ordinal_in_words(number) != ordinal_in_words(number + 1)


def test_letters_repeat_after_z():
    assert [letters(number) for number in (26, 27, 28, 53)] == ["z", "aa", "bb", "aaa"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("decimal", "4"), ("decimalZero", "04"), ("lowerLetter", "d"), ("upperLetter", "D"), ("lowerRoman", "iv"),
        ("upperRoman", "IV"), ("ordinal", "4th"), ("none", ""), ("cardinalText", "Four"), ("ordinalText", "Fourth"),
        ("001, 002, 003, ...", "004"), ("chineseCounting", "4"),
    ],
)  # fmt: skip
def test_a_format_writes_four(kind, shown):
    assert written(4, kind) == shown


def test_ordinals_end_in_english():
    shown = [ordinal(number) for number in (1, 2, 3, 11, 12, 13, 21, 112)]
    assert " ".join(shown) == "1st 2nd 3rd 11th 12th 13th 21st 112th"


def test_levels_count_below_one_another():
    shown = numbered([0, 1, 1, 2, 2, 3, 1, 0, 1], abstract(0, *LEGAL), instance(1, 0))
    assert shown == ["1.", "1.1", "1.2", "a)", "b)", "i)", "1.3", "2.", "2.1"]


def test_a_level_that_was_left_out_counts_as_begun():
    assert numbered([1, 1, 0, 1], abstract(0, *LEGAL), instance(1, 0)) == ["1.1", "1.2", "2.", "2.1"]


def test_a_level_told_never_to_restart_counts_on():
    never = level(1, "(%2)", more='<w:lvlRestart w:val="0"/>')
    assert numbered([0, 1, 1, 0, 1], abstract(0, level(0, "%1."), never), instance(1, 0))[-1] == "(3)"


def test_a_level_restarts_after_the_level_it_names():
    later = level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')
    defined = abstract(0, level(0, "%1."), level(1, "%1.%2"), later)
    assert numbered([0, 1, 2, 1, 2, 0, 1, 2], defined, instance(1, 0))[2::2] == ["(1)", "(2)", "2.1"]
    assert numbered([0, 1, 2, 1, 2, 0, 1, 2], defined, instance(1, 0))[-1] == "(1)"


def test_instances_of_one_list_count_together():
    body = paragraph("x", level=0, num=1) * 2 + paragraph("x", level=0, num=2)
    made_of = abstract(0, *LEGAL) + instance(1, 0) + instance(2, 0)
    assert labels(made.word_file(body, numbering=made_of)) == ["1.", "2.", "3."]


def test_an_instance_with_a_start_of_its_own_starts_anew_once():
    body = paragraph("x", level=0, num=1) * 2 + paragraph("x", level=0, num=2) * 2 + paragraph("x", level=0, num=1)
    made_of = abstract(0, *LEGAL) + instance(1, 0) + instance(2, 0, starts(0, 8))
    assert labels(made.word_file(body, numbering=made_of)) == ["1.", "2.", "8.", "9.", "10."]


def test_an_instance_may_write_a_level_in_its_own_way():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "Article %1", "upperRoman", 4)}</w:lvlOverride>'
    assert numbered([0, 0], abstract(0, *LEGAL), instance(1, 0, other)) == ["Article IV", "Article V"]


def test_legal_numbers_are_plain_figures():
    defined = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", "lowerLetter", more="<w:isLgl/>"))
    assert numbered([0, 0, 1], abstract(0) and defined, instance(1, 0)) == ["I.", "II.", "2.1"]


def test_a_level_without_number_shows_its_words_only():
    assert numbered([0, 0], abstract(0, level(0, "Note", "none")), instance(1, 0)) == ["Note", "Note"]


def test_a_bullet_is_known_as_one():
    raw = made.word_file(
        paragraph("x", level=0, num=1), numbering=abstract(0, level(0, "\uf0b7", "bullet")) + instance(1, 0)
    )
    package = open_package(raw)
    label = Numbering(package.related_xml("numbering"), read_styles(None)).label(package.body().find(f".//{W}pPr"))
    assert label is not None
    assert (label.text, label.bullet) == ("•", True)


HEADINGS = style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
    "H2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="H1"
)


def test_a_style_gives_its_paragraphs_their_number():
    linked = abstract(
        0, level(0, "%1.", more='<w:pStyle w:val="H1"/>'), level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
    )
    body = paragraph("x", style="H1") + paragraph("x", style="H2") * 2 + paragraph("x", style="H1")
    raw = made.word_file(body, styles=HEADINGS, numbering=linked + instance(1, 0))
    assert labels(raw) == ["1.", "1.1", "1.2", "2."]


def test_a_style_inherits_its_number_and_says_its_own_level():
    body = paragraph("x", style="H1") + paragraph("x", style="H2")
    raw = made.word_file(body, styles=HEADINGS, numbering=abstract(0, *LEGAL) + instance(1, 0))
    assert labels(raw) == ["1.", "1.1"]


def test_number_zero_switches_a_styles_number_off():
    body = paragraph("x", style="H1") + paragraph("x", style="H1", num=0) + paragraph("x", style="H1")
    raw = made.word_file(body, styles=HEADINGS, numbering=abstract(0, *LEGAL) + instance(1, 0))
    assert labels(raw) == ["1.", "", "2."]


def test_a_list_may_take_its_levels_from_a_numbering_style():
    linked = abstract(0, '<w:numStyleLink w:val="Blocks"/>') + abstract(1, '<w:styleLink w:val="Blocks"/>', *LEGAL)
    styles = style("Blocks", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    body = paragraph("x", level=0, num=1) + paragraph("x", level=1, num=1) + paragraph("x", level=0, num=2)
    raw = made.word_file(body, styles=styles, numbering=linked + instance(1, 0) + instance(2, 1))
    assert labels(raw) == ["1.", "1.1", "2."]


def test_styles_and_links_that_run_in_a_ring_end():
    ring = style("A", based_on="B") + style("B", based_on="A")
    links = abstract(0, '<w:numStyleLink w:val="N"/>') + instance(1, 0)
    numbers = style("N", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    body = paragraph("x", style="A") + paragraph("x", level=0, num=1)
    assert labels(made.word_file(body, styles=ring + numbers, numbering=links)) == ["", ""]


def test_numbers_that_lead_nowhere_are_no_numbers():
    assert numbered([0], abstract(0, *LEGAL), num=7) == [""]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_a_number_is_one_more_than_the_last_of_its_level(levels):
    shown = numbered(levels, abstract(0, *(level(n, f"%{n + 1}") for n in range(4))), instance(1, 0))
    last: dict[int, int] = {}
    for ilvl, label in zip(levels, shown, strict=True):
        assert int(label) == last.get(ilvl, 0) + 1
        last = {**{above: last.get(above, 1) for above in range(ilvl)}, ilvl: int(label)}


SYSTEM_PYTHON = Path("/usr/bin/python3")
ASK_LIBREOFFICE = HERE.parent / "ask_libreoffice.py"
EXAM_FILES = ["source", "letter-of-intent", "bonterms-mutual-nda", "common-paper-mutual-nda"]


def shown_by_libreoffice(path: Path) -> list[str]:
    asked = subprocess.run(
        [SYSTEM_PYTHON, ASK_LIBREOFFICE, path], capture_output=True, text=True, timeout=120, check=False
    )
    if asked.returncode == 3:
        pytest.skip("LibreOffice's Python bridge is not installed")
    assert asked.returncode == 0, asked.stderr
    return list(json.loads(asked.stdout))


def score(path: Path) -> tuple[int, int]:
    """How many of LibreOffice's numbers are ours too, in order."""
    theirs = [re.sub(r"\s", " ", label) for label in shown_by_libreoffice(path) if label]
    ours = [re.sub(r"\s", " ", label) for label in labels(path.read_bytes()) if label]
    assert len(theirs) == len(ours)
    return sum(one == other for one, other in zip(theirs, ours, strict=True)), len(theirs)


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("name", ["fictional-draft.docx", "typed-numbers.docx", "messy.docx"])
def test_libreoffice_shows_the_same_numbers_in_our_files(name):
    right, total = score(FILES / name)
    print(f"{name}: {right} of {total}")  # noqa: T201
    assert right == total


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.skipif(not EXAM.is_dir(), reason="the exam files are not beside the repository")
@pytest.mark.parametrize("name", EXAM_FILES)
def test_libreoffice_shows_the_same_numbers_in_the_exam(name):
    right, total = score(EXAM / "files" / "safe-docx" / f"{name}.docx")
    print(f"{name}: {right} of {total}")  # noqa: T201
    assert right == total

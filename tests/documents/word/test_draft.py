"""A draft in Word is read as a careful person reads it."""

import json
from pathlib import Path
from typing import Any

import build_messy
import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import abstract, instance, level, paragraph

from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.meeting.text.reading import DraftReading, PartRead

FILES = Path(__file__).parent / "files"
ABOUT_THE_KESSANDRA_BELT = json.loads((FILES / "fictional-draft.json").read_text("utf-8"))


def said_to_hold(draft: dict[str, Any]) -> list[tuple[str, int, str, str, list[Any], list[Any]]]:
    """What the JSON says, part by part: kind, depth, label, text, notes, faces."""
    out = [("title", 0, "", draft["title"], [], []), ("subtitle", 0, "", draft["subtitle"], [], [])]
    out += [(part["kind"], 0, "", part["text"], notes_in(part), faces_in(part)) for part in draft["front"]]
    for block in draft["blocks"]:
        out.append(("block", 0, block["number"], block["heading"], [], []))
        for provision in block["provisions"]:
            out += items_in(provision, 1)
    return out


def items_in(provision: dict[str, Any], depth: int) -> list[tuple[str, int, str, str, list[Any], list[Any]]]:
    kind = "provision" if depth == 1 else "item"
    here = (kind, depth, provision["label"], provision["text"], notes_in(provision), faces_in(provision))
    below = [part for item in provision.get("items", []) for part in items_in(item, depth + 1)]
    return [here, *below]


def notes_in(part: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(note["number"], note["offset"], note["text"]) for note in part.get("footnotes", [])]


def faces_in(part: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(face["from"], face["to"], face["face"]) for face in part.get("faces", [])]


def as_read(part: PartRead) -> tuple[str, int, str, str, list[Any], list[Any]]:
    notes = [(note.number, note.offset, note.text) for note in part.notes]
    faces = [(face.start, face.end, face.face) for face in part.faces]
    return part.kind, part.depth, part.label, part.text, notes, faces


def test_a_draft_with_automatic_numbers_is_read_whole():
    reading = read_draft(FILES / "fictional-draft.docx")
    assert [as_read(part) for part in reading.parts] == said_to_hold(ABOUT_THE_KESSANDRA_BELT)
    assert (reading.title, reading.subtitle) == (
        ABOUT_THE_KESSANDRA_BELT["title"],
        ABOUT_THE_KESSANDRA_BELT["subtitle"],
    )
    assert not any(part.doubt for part in reading.parts)


def test_a_draft_with_typed_numbers_is_read_whole():
    def without_case_of_headings(part: tuple[str, int, str, str, list[Any], list[Any]]) -> tuple[Any, ...]:
        kind, depth, label, text, notes, _ = part
        return kind, depth, label, text.casefold() if kind in {"title", "heading", "block"} else text, notes

    reading = read_draft(FILES / "typed-numbers.docx")
    read = [without_case_of_headings(as_read(part)) for part in reading.parts]
    assert read == [without_case_of_headings(part) for part in said_to_hold(ABOUT_THE_KESSANDRA_BELT)]
    assert not any(part.doubt for part in reading.parts)


@pytest.mark.parametrize("name", ["fictional-draft.docx", "typed-numbers.docx"])
def test_each_part_names_the_paragraph_it_came_from(name):
    assert [part.paragraph for part in read_draft(FILES / name).parts] == list(range(180))


def test_headers_and_footers_are_named_rather_than_dropped():
    said = {found.what for found in read_draft(FILES / "fictional-draft.docx").not_understood}
    assert said == {"a page header", "a page footer"}


def test_the_same_bytes_give_the_same_reading():
    path = FILES / "typed-numbers.docx"
    assert read_draft(path.read_bytes(), path.name) == read_draft(path)


def test_a_reading_survives_the_way_through_json():
    reading = read_draft(FILES / "fictional-draft.docx")
    assert DraftReading.model_validate_json(reading.model_dump_json()) == reading


def as_said(part: PartRead) -> dict[str, Any]:
    said = part.model_dump(include={"kind", "depth", "label", "text", "paragraph", "notes", "doubt"})
    return {word: value for word, value in said.items() if value not in ([], "")}


def test_a_messy_draft_is_read_as_a_careful_person_would():
    expected = json.loads((FILES / "messy.json").read_text("utf-8"))
    reading = read_draft(FILES / "messy.docx")
    assert [as_said(part) for part in reading.parts] == expected["parts"]
    assert [found.model_dump() for found in reading.not_understood] == expected["not_understood"]
    assert (reading.title, reading.subtitle) == (expected["title"], expected["subtitle"])


def test_the_messy_draft_is_what_its_builder_builds():
    assert read_draft(build_messy.built(), "messy.docx") == read_draft(FILES / "messy.docx")


def outline(body: str, **parts: str) -> list[tuple[int, str, str]]:
    """Depth, label and text of each part of a draft with this body."""
    return [(part.depth, part.label, part.text) for part in read_draft(made.word_file(body, **parts)).parts]


def typed(*lines: str) -> list[tuple[int, str, str]]:
    """The outline of these lines; one in capitals is set in bold."""
    return outline("".join(paragraph(line, bold=line.isupper()) for line in lines))


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def text_of(runs: str, **parts: str) -> str:
    """The text that a paragraph of these runs is read as."""
    return outline(f"<w:p>{runs}</w:p>", **parts)[-1][2]


def test_articles_with_their_headings_beneath_are_blocks():
    assert typed(
        "Article 5", "Scope", "1. It applies.", "(a) here;", "(b) there.", "2. Elsewhere not.", "Article 6"
    ) == [
        (0, "Article 5", "Scope"),
        (1, "1", "It applies."),
        (2, "(a)", "here;"),
        (2, "(b)", "there."),
        (1, "2", "Elsewhere not."),
        (0, "Article 6", ""),
    ]


def test_the_letter_i_follows_h_and_the_roman_one_begins_a_list():
    lines = [f"({letter}) word {letter};" for letter in "abcdefghi"] + ["(i) first;", "(ii) second;", "(j) tenth."]
    shown = typed("1.  OBJECTIVE", "1.1  These:", *lines)
    assert [depth for depth, *_ in shown] == [0, 1, *[2] * 9, 3, 3, 2]


def test_a_text_of_numbered_paragraphs_alone_is_one_block():
    reading = read_draft(made.word_file(paragraph("1. We agree.") + paragraph("2. We go home.")))
    assert [(part.kind, part.label) for part in reading.parts] == [
        ("block", ""),
        ("provision", "1"),
        ("provision", "2"),
    ]
    assert "no heading was found" in reading.parts[0].doubt
    assert reading.parts[0].paragraph == -1


def test_a_text_without_any_number_is_taken_in_paragraph_by_paragraph():
    sentence = "The settlements have come together and say what they have to say at their own good length."
    body = paragraph("HOPES", bold=True) + paragraph(sentence) * 2 + paragraph("FEARS", bold=True) + paragraph(sentence)
    reading = read_draft(made.word_file(paragraph("A LETTER", bold=True) + body))
    kinds = [part.kind for part in reading.parts]
    assert kinds == ["title", "block", "provision", "provision", "block", "provision"]
    assert all(part.doubt for part in reading.parts[1:])


def test_a_sentence_that_begins_with_a_year_or_a_name_keeps_its_beginning():
    lines = ["1998. That was the year.", "B. Ember lit the first lamp."]
    assert [text for *_, text in typed("1.  PAST", "1.1  It was so.", *lines)[2:]] == lines


def test_tracked_changes_are_read_as_accepted_and_counted():
    runs = (
        run("<w:t xml:space='preserve'>We </w:t>")
        + "<w:del w:id='1' w:author='A'><w:r><w:delText>may</w:delText></w:r></w:del>"
        + "<w:ins w:id='2' w:author='A'><w:r><w:t>shall</w:t></w:r></w:ins>"
        + run("<w:t xml:space='preserve'> agree.</w:t>")
    )
    reading = read_draft(made.word_file(f"<w:p>{runs}</w:p>"))
    assert (reading.parts[-1].text, reading.tracked_changes) == ("We shall agree.", 2)


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_deleted_and_moved_words_are_not_read_even_where_they_are_saved_as_plain_text(tag):
    gone = f"<w:{tag} w:id='1' w:author='A'><w:r><w:t>never</w:t><w:tab/></w:r></w:{tag}>"
    assert text_of(run("<w:t>We</w:t>") + gone + run("<w:t>.</w:t>")) == "We."


LIST = abstract(0, level(0, "%1."), level(1, "%1.%2")) + instance(1, 0)
DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr></w:pPr>'


def test_paragraphs_join_where_the_mark_between_them_is_deleted():
    first = paragraph("One lamp ", level=0, num=1).replace("</w:pPr>", DELETED_MARK, 1)
    body = first + paragraph("burns.", level=0, num=1) + paragraph("It is lit.", level=0, num=1)
    reading = read_draft(made.word_file(body, numbering=LIST))
    told = [(part.label, part.text, part.paragraph, part.also) for part in reading.parts if part.kind == "provision"]
    assert told == [("1", "One lamp burns.", 0, [1]), ("2", "It is lit.", 2, [])]


def test_a_deleted_paragraph_takes_no_number():
    gone = paragraph("x", level=0, num=1).replace("</w:pPr>", DELETED_MARK, 1)
    gone = gone.replace("<w:r>", "<w:del w:id='3' w:author='A'><w:r>").replace("</w:r>", "</w:r></w:del>")
    gone = gone.replace("w:t ", "w:delText ").replace("w:t>", "w:delText>")
    body = paragraph("First of all.", level=0, num=1) + gone + paragraph("Then the rest.", level=0, num=1)
    assert [label for _, label, _ in outline(body, numbering=LIST)[1:]] == ["1", "2"]


def test_results_of_fields_are_read_and_instructions_are_not():
    field = "".join(
        run(inside)
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText> REF a \\h </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>4.2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    assert text_of(run("<w:t xml:space='preserve'>As in </w:t>") + field + run("<w:t>.</w:t>")) == "As in 4.2."


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"), "a\tb\nc"),
        (run("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>"), "a\u2011b\u00adc"),
        (run('<w:t>x</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Symbol" w:char="F061"/>'), "x≥α"),
        (f"<w:hyperlink>{run('<w:t>linked</w:t>')}</w:hyperlink>", "linked"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('<w:t>control</w:t>')}</w:sdtContent></w:sdt>", "control"),
        (f"<w:smartTag>{run('<w:t>smart</w:t>')}</w:smartTag>", "smart"),
        (f"<w:fldSimple>{run('<w:t>simple</w:t>')}</w:fldSimple>", "simple"),
    ],
)
def test_words_are_read_from_wherever_word_keeps_them(runs, text):
    assert text_of(runs) == text


def test_hidden_text_equations_and_comments_are_listed():
    body = (
        f"<w:p>{run('<w:t>Seen.</w:t>')}{run('<w:t>Unseen.</w:t>', '<w:vanish/>')}"
        "<m:oMath><m:r><m:t>e=1</m:t></m:r></m:oMath><w:r><w:commentReference w:id='4'/></w:r></w:p>"
    )
    comments = f'<w:comment w:id="4" w:author="A. Warden">{paragraph("Is it?")}</w:comment>'
    reading = read_draft(made.word_file(body, comments=comments))
    assert reading.parts[-1].text == "Seen."
    assert [(found.paragraph, found.what, found.text) for found in reading.not_understood] == [
        (0, "hidden text", "Unseen."),
        (0, "an equation", "e=1"),
        (0, "a margin comment by A. Warden", "Is it?"),
    ]


def test_a_table_of_contents_is_no_part_of_the_draft():
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('1. Objective 3')}</w:sdtContent></w:sdt>"
    )
    reading = read_draft(made.word_file(control + paragraph("1.  OBJECTIVE", bold=True) + paragraph("1.1  So be it.")))
    assert [part.text for part in reading.parts] == ["OBJECTIVE", "So be it."]
    assert [found.what for found in reading.not_understood] == ["a table of contents"]


def test_a_footnote_with_its_own_sign_keeps_the_sign_out_of_the_text():
    body = (
        run("<w:t>Word</w:t>")
        + run("<w:footnoteReference w:customMarkFollows='1' w:id='5'/><w:t>*</w:t>")
        + run("<w:t xml:space='preserve'> and more.</w:t>")
    )
    notes = f'<w:footnote w:id="5">{paragraph("* Its note.")}</w:footnote>'
    reading = read_draft(made.word_file(f"<w:p>{body}</w:p>", footnotes=notes))
    part = reading.parts[-1]
    assert (part.text, [(note.offset, note.text) for note in part.notes]) == ("Word and more.", [(4, "Its note.")])


def test_six_hundred_pages_are_read_with_progress():
    sentence = "the settlements keep the lamps on the long road and write down what they see there each night " * 2
    body = "".join(
        paragraph(f"{block}.  BLOCK", bold=True)
        + "".join(paragraph(f"{block}.{number}  {sentence}") for number in range(1, 60))
        for block in range(1, 101)
    )
    told: list[float] = []
    reading = read_draft(made.word_file(body), progress=told.append)
    assert len(reading.parts) == 6_000
    assert not any(part.doubt for part in reading.parts)
    assert len(told) > 20
    assert told == sorted(told)
    assert told[-1] == 1.0


@given(
    st.lists(st.sampled_from(["1.  A", "1.1  b.", "a)  c;", "(i) d;", "• e", "Article 3", "plain words.", "X. y", "-"]))
)
def test_no_words_are_lost_whatever_the_numbers_say(lines):
    shown = typed("START", *lines)
    words = " ".join(f"{label} {text}" for _, label, text in shown)
    for line in lines:
        assert line.split()[-1].rstrip(".;") in words

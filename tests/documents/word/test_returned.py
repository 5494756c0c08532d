"""A marked-up Word file piece by piece: whose words are whose, which ends, what the margin says, what is only looks."""

import pytest

from hisrg_desktop.documents.word.returned import read_returned
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.returned.reading import ReturnedReading, accepted, rejected
from tests.documents.word.made import paragraph, word_file
from tests.documents.word.test_marks import BEN, comment, commented, on
from tests.documents.word.test_reading import BOX, WHO, footnote, gone, ins, note, par, row, run


def hands(reading: ReturnedReading, number: int = 0) -> list[tuple[str, str, str]]:
    def who(place: int | None) -> str:
        return "" if place is None else reading.changes[place].author

    return [(p.text or p.note, who(p.inserted), who(p.deleted)) for p in reading.paragraphs[number].pieces]


def test_each_piece_says_who_inserted_and_who_deleted_it() -> None:
    inner = f'<w:del w:id="3" {BEN}>{run("c", "delText")}</w:del>'
    reading = read_returned(word_file(par(run("a"), ins(run("b") + inner), gone("d"))))
    assert hands(reading) == [("a", "", ""), ("b", "Ana", ""), ("c", "Ana", "Ben"), ("d", "", "Ana")]
    assert (accepted(reading.paragraphs[0]), rejected(reading.paragraphs[0])) == ("ab", "ad")


def test_the_end_of_a_paragraph_says_who_inserted_or_deleted_it() -> None:
    reading = read_returned(word_file(par(run("one"), mark="ins") + par(run("two"), mark="del") + par(run("three"))))
    assert [(p.inserted, p.deleted) for p in reading.paragraphs] == [(0, None), (None, 0), (None, None)]


def test_a_row_that_comes_or_goes_marks_what_stands_in_it() -> None:
    table = (
        f"<w:tbl>{row(par(run('new')), mark='ins')}{row(par(run('old')), mark='del')}{row(par(run('kept')))}</w:tbl>"
    )
    reading = read_returned(word_file(table + par()))
    assert [hands(reading, n) for n in range(3)] == [[("new", "Ana", "")], [("old", "", "Ana")], [("kept", "", "")]]
    assert [p.part for p in reading.paragraphs] == ["table", "table", "table", "body"]
    assert len({p.stretch for p in reading.paragraphs}) == 4


def test_the_halves_of_a_move_bear_one_name() -> None:
    def half(side: str, id_: int) -> str:
        start = f'<w:move{side}RangeStart w:id="{id_}" w:name="move7" {WHO}/>'
        inside = f'<w:move{side} w:id="{id_ + 1}" {WHO}>{run("here")}</w:move{side}>'
        return par(start, inside, f'<w:move{side}RangeEnd w:id="{id_}"/>')

    reading = read_returned(word_file(half("From", 1) + half("To", 3)))
    assert [reading.changes[n].move for n in (0,)] == ["move7"]
    assert hands(reading, 0) == [("here", "", "Ana")]
    assert hands(reading, 1) == [("here", "Ana", "")]


def test_changes_of_looks_are_only_counted() -> None:
    look = f'<w:r><w:rPr><w:b/><w:rPrChange w:id="5" {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>'
    reading = read_returned(word_file(par(look)))
    assert (reading.formatting, reading.changes, hands(reading)) == (1, [], [("bold", "", "")])


def test_the_words_of_a_box_stand_apart_and_once() -> None:
    reading = read_returned(word_file(par(run("around"), BOX) + par(run("after"))))
    assert [(p.part, accepted(p)) for p in reading.paragraphs] == [
        ("body", "around"),
        ("box", "boxed"),
        ("body", "after"),
    ]


def test_a_note_is_read_with_its_mark_where_it_stands() -> None:
    docx = word_file(par(run("a"), footnote(2), run("b")), footnotes=note(2, "Below."))
    reading = read_returned(docx)
    assert hands(reading) == [("a", "", ""), ("footnote 2", "", ""), ("b", "", "")]
    assert [(p.part, accepted(p)) for p in reading.paragraphs[1:]] == [("footnote 2", "Below.")]


def test_a_number_typed_before_the_words_is_counted_and_one_in_a_list_is_none() -> None:
    typed, plain = read_returned(word_file(paragraph("4.3  Crews keep watch.") + paragraph("Crews."))).paragraphs
    assert typed.pieces[0].text[typed.lead :] == "Crews keep watch."
    assert plain.lead == 0


def test_a_comment_has_its_words_its_quote_and_its_paragraph() -> None:
    body = par(run("first")) + par(run("may "), on(4, run("not ") + ins(run("ever"))), run("end"))
    (margin,) = read_returned(commented(body, comment(4, "Why?", "00000001"))).margins
    assert (margin.author, margin.text, margin.quote, margin.paragraph) == ("Ana", "Why?", "not ever", 1)


def test_a_comment_on_two_paragraphs_stands_on_the_first() -> None:
    start, end = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/>'
    body = par(start, run("one")) + par(run("two"), end, '<w:r><w:commentReference w:id="4"/></w:r>')
    (margin,) = read_returned(commented(body, comment(4, "Both.", "00000001"))).margins
    assert (margin.quote, margin.paragraph) == ("one\ntwo", 0)


def test_who_saved_the_file_last_is_told() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<cp:lastModifiedBy>Ana Bell</cp:lastModifiedBy></cp:coreProperties>"
    )
    assert read_returned(word_file(par(run("a")), {"docProps/core.xml": core})).saved_by == "Ana Bell"


def test_what_is_no_word_file_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match=r"notes\.docx"):
        read_returned(b"no word", "notes.docx")

"""Returned files of other shapes: rows of definitions, moves as Word marks them, boxes, tables that are no text."""

from datetime import UTC, datetime

from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.word.returned import read_returned
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import ReceiveComment
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.carried import carrying
from hisrg_desktop.meeting.returned.placing import Placed, placed
from hisrg_desktop.meeting.returned.texts import known_texts
from hisrg_desktop.meeting.text.drafts import TakeInDraft
from hisrg_desktop.meeting.text.parts import Provision
from tests.documents.word.made import paragraph, word_file
from tests.documents.word.test_marks import comment, commented, on
from tests.documents.word.test_reading import BOX, WHO, gone, ins, par, row, run

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST = "Crews keep a watch at every working by day and by night."
SECOND = "A watch is kept by two who can both read the lamps."
THIRD = "What the watch sees is written down before it is told."


def taken(body: str) -> Record:
    """A record whose draft is this file."""
    act = TakeInDraft(reading=read_draft(word_file(body), "draft.docx"), label="Draft")
    return Record().after(act.decide(Record(), Moment(AT, 1)))


def told(record: Record, docx: bytes, *originals: bytes) -> Placed:
    carried = carrying(record, [read_returned(one) for one in originals])
    return placed(record, known_texts(record), read_returned(docx, "returned.docx"), carried, "")


def text_of(record: Record, key: str | None) -> str:
    return record.get(Provision, key or "").text


def table(*rows: tuple[str, str]) -> str:
    return f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def test_a_change_in_one_cell_of_a_definition_changes_the_whole_row_on_record() -> None:
    rows = [
        (par(run("lamp")), par(run("a light that is shown by night to all."))),
        (par(run("crew")), par(run("those who work a place in the Belt."))),
    ]
    record = taken(par(run(FIRST)) + table(*rows) + par(run(SECOND)))
    rows[0] = (rows[0][0], par(run("a light that is shown "), ins(run("by day and ")), run("by night to all.")))
    (item,) = told(record, word_file(par(run(FIRST)) + table(*rows) + par(run(SECOND)))).items
    assert (item.before, item.after) == (
        "lamp\ta light that is shown by night to all.",
        "lamp\ta light that is shown by day and by night to all.",
    )


def half(side: str, id_: int, words: str) -> str:
    """One half of a move as Word marks it, the end of the paragraph with it."""
    mark = f'<w:pPr><w:rPr><w:move{side} w:id="{id_ + 2}" {WHO}/></w:rPr></w:pPr>'
    start = f'<w:move{side}RangeStart w:id="{id_}" w:name="move1" {WHO}/>'
    inside = f'<w:move{side} w:id="{id_ + 1}" {WHO}>{run(words)}</w:move{side}>'
    return f'{start}<w:p>{mark}{inside}</w:p><w:move{side}RangeEnd w:id="{id_}"/>'


def test_a_move_as_word_marks_it_is_a_move() -> None:
    record = taken(par(run(FIRST)) + par(run(SECOND)) + par(run(THIRD)))
    body = half("From", 10, FIRST) + par(run(SECOND)) + half("To", 20, FIRST) + par(run(THIRD))
    (item,) = told(record, word_file(body)).items
    assert (item.operation, text_of(record, item.provision), text_of(record, item.target)) == ("move", FIRST, SECOND)


def test_a_paragraph_moved_and_reworded_is_moved_and_replaced() -> None:
    record = taken(par(run(FIRST)) + par(run(SECOND)) + par(run(THIRD)))
    body = par(gone(FIRST), mark="del") + par(run(SECOND)) + par(ins(run(FIRST.replace("every", "each"))), mark="ins")
    moved, reworded = told(record, word_file(body + par(run(THIRD)))).items
    assert (moved.operation, reworded.operation) == ("move", "replace")
    assert reworded.after == FIRST.replace("every", "each")


def test_changes_in_a_box_and_in_a_table_that_is_no_text_lose_their_place_and_are_kept() -> None:
    grid = [tuple(par(run(f"{n}{c}")) for c in "abcd") for n in range(3)]
    draft = par(run(FIRST), BOX) + f"<w:tbl>{''.join(row(*cells) for cells in grid)}</w:tbl>" + par(run(SECOND))
    record = taken(draft)
    changed = draft.replace(run("boxed"), run("boxed") + ins(run(" up"))).replace(
        run("1b"), gone("1b") + ins(run("one"))
    )
    boxed, celled = told(record, word_file(changed)).items
    assert {boxed.placing, celled.placing} == {"lost its place"}
    assert boxed.why == "It stands in a text box, which is no part of the draft."
    assert celled.why == "It stands in a table that is no part of the draft."
    assert (celled.before, celled.after) == ("1b", "one")


def test_changes_that_the_drafts_own_file_carried_are_somebodys_and_are_read_as_made() -> None:
    base = par(run("Crews keep "), ins(run("a watch at "), 4), run("every working by day and by night.")) + par(
        run(SECOND)
    )
    record = taken(base)
    assert FIRST in {p.text for p in record.each(Provision)}
    found = told(record, word_file(base), word_file(base))
    assert (found.items, found.carried) == ((), 1)
    again = base.replace(
        run(SECOND),
        run(SECOND) + f'<w:ins w:id="30" w:author="Ben" w:date="2026-04-17T10:00:00Z">{run(" So be it.")}</w:ins>',
    )
    (item,) = told(record, word_file(again), word_file(base)).items
    assert (item.author, item.before) == ("Ben", SECOND)


def test_a_reply_to_a_comment_that_we_gave_out_answers_it_on_record() -> None:
    record = taken(par(run(FIRST)) + par(run(SECOND)))
    place = next(p.id for p in record.each(Provision) if p.text == FIRST)
    moment = Moment(AT, 2)
    act = ReceiveComment(text="Why by night?", by="Ilse Quarto", provision=place)
    record = record.after([*act.decide(record, moment), *moment.counted()])
    (known,) = record.each(Comment)
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    threads = (
        f'<w15:commentEx xmlns:w15="{w15}" w15:paraId="00000001"/>'
        f'<w15:commentEx xmlns:w15="{w15}" w15:paraId="00000002" w15:paraIdParent="00000001"/>'
    )
    body = par(on(4, on(5, run(FIRST)))) + par(run(SECOND))
    ours = comment(4, f"{known.number} · I. Quarto</w:t><w:br/><w:t>Why by night?", "00000001")
    reply = comment(5, "Because it is dark.", "00000002")
    (item,) = told(record, commented(body, ours, reply, threads=threads)).items
    assert (item.words, item.answers, item.provision) == ("Because it is dark.", known.id, place)


def test_words_after_a_heading_of_capitals_are_not_taken_for_its_change() -> None:
    record = taken(paragraph("1.  WATCHES", bold=True) + paragraph(f"1.1  {FIRST}") + paragraph(f"1.2  {SECOND}"))
    body = paragraph("1.  Watches", bold=True) + paragraph(f"1.1  {FIRST}") + paragraph(f"1.2  {SECOND}")
    assert told(record, word_file(body)).items == ()

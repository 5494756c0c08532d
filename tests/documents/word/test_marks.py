"""Every change and comment of a Word file, with who made it and the words it stands on."""

from hisrg_desktop.documents.word.marks import Change, Comment, Place, marks
from tests.documents.word.made import word_file
from tests.documents.word.test_reading import WHO, gone, ins, note, par, row, run

DAY = "2026-04-16T10:00:00Z"
BEN = f'w:author="Ben" w:date="{DAY}"'
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def told(docx: bytes) -> list[tuple[str, str, str, int]]:
    return [(c.kind, c.author, c.text, c.place.paragraph) for c in marks(docx).changes]


def test_a_change_has_its_kind_author_date_place_and_words() -> None:
    docx = word_file(par(run("first")) + par(run("may "), ins(run("not ")), gone("ever")))
    assert marks(docx).changes == [
        Change("insertion", "Ana", DAY, Place("body", 2), "not "),
        Change("deletion", "Ana", DAY, Place("body", 2), "ever"),
    ]


def test_a_deletion_inside_an_insertion_names_both_authors() -> None:
    inner = f'<w:del w:id="3" {BEN}>{run("c", "delText")}</w:del>'
    outer, nested = marks(word_file(par(ins(run("b") + inner)))).changes
    assert (outer.author, outer.text) == ("Ana", "bc")
    assert (nested.kind, nested.author, nested.text) == ("deletion", "Ben", "c")
    assert [(one.kind, one.author) for one in nested.within] == [("insertion", "Ana")]


def test_halves_with_nothing_between_are_one_change_and_words_between_make_two() -> None:
    halves = ins(run("not "), 1) + '<w:bookmarkStart w:id="7" w:name="x"/>' + ins(run("ever"), 4)
    assert told(word_file(par(halves))) == [("insertion", "Ana", "not ever", 1)]
    apart = ins(run("not "), 1) + run("only ") + ins(run("ever"), 4)
    assert [text for _, _, text, _ in told(word_file(par(apart)))] == ["not ", "ever"]


def test_marks_of_paragraphs_rows_cells_and_looks_are_changes() -> None:
    look = f'<w:r><w:rPr><w:b/><w:rPrChange w:id="5" {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>'
    cell = f'<w:tcPr><w:cellIns w:id="6" {WHO}/></w:tcPr>{par(run("cell"))}'
    body = par(run("one"), mark="del") + par(look) + f"<w:tbl>{row(cell, mark='ins')}</w:tbl>" + par()
    assert [(kind, at) for kind, _, _, at in told(word_file(body))] == [
        ("paragraph deleted", 1),
        ("formatting", 2),
        ("row inserted", 2),
        ("cell inserted", 2),
    ]


def test_the_halves_of_a_move_have_one_name() -> None:
    def half(side: str, id_: int) -> str:
        start = f'<w:move{side}RangeStart w:id="{id_}" w:name="move1" {WHO}/>'
        inside = f'<w:move{side} w:id="{id_ + 1}" {WHO}>{run("here")}</w:move{side}>'
        return par(start, inside, f'<w:move{side}RangeEnd w:id="{id_}"/>')

    changes = marks(word_file(half("From", 1) + half("To", 3))).changes
    assert [(c.kind, c.name, c.text) for c in changes] == [
        ("moved from", "move1", "here"),
        ("moved to", "move1", "here"),
    ]


def test_a_change_in_a_footnote_is_there_with_its_note() -> None:
    inside = note(2, "x").replace("</w:p>", f"{ins(run('more'))}</w:p>")
    (change,) = marks(word_file(par(run("a")), footnotes=inside)).changes
    assert change.place == Place("footnote 2", 1)
    assert change.text == "more"


def commented(body: str, *comments: str, threads: str = "") -> bytes:
    extended = f'<?xml version="1.0"?><w15:commentsEx xmlns:w15="{W15}">{threads}</w15:commentsEx>'
    relation = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    docx = word_file(body, comments="".join(comments))
    if not threads:
        return docx
    related = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/>'
        f'<Relationship Id="r2" Type="{relation}" Target="commentsExtended.xml"/></Relationships>'
    )
    extra = {"word/commentsExtended.xml": extended, "word/_rels/document.xml.rels": related}
    return word_file(body, extra, comments="".join(comments))


def comment(id_: int, words: str, para: str) -> str:
    return f'<w:comment w:id="{id_}" {WHO}><w:p xmlns:w14="{W14}" w14:paraId="{para}">{run(words)}</w:p></w:comment>'


def on(id_: int, inside: str) -> str:
    reference = f'<w:r><w:commentReference w:id="{id_}"/></w:r>'
    return f'<w:commentRangeStart w:id="{id_}"/>{inside}<w:commentRangeEnd w:id="{id_}"/>{reference}'


def test_a_comment_has_its_words_and_those_it_stands_on() -> None:
    docx = commented(par(run("may "), on(4, run("not ") + gone("ever"))), comment(4, "Why?", "00000001"))
    assert marks(docx).comments == [Comment("4", "Ana", DAY, "Why?", "not ", Place("body", 1))]


def test_a_comment_on_deleted_words_has_them_for_its_quote() -> None:
    docx = commented(par(run("may "), on(4, gone("ever"))), comment(4, "Why?", "00000001"))
    assert marks(docx).comments[0].quote == "ever"


def test_a_reply_names_what_it_answers_and_resolved_is_read() -> None:
    threads = (
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"/>'
    )
    body = par(on(4, on(5, run("words"))))
    docx = commented(body, comment(4, "Why?", "00000001"), comment(5, "Because.", "00000002"), threads=threads)
    first, reply = marks(docx).comments
    assert (first.answers, first.resolved) == (None, True)
    assert (reply.answers, reply.text, reply.quote) == ("4", "Because.", "words")

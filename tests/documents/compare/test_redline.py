"""The redline of two foreign files: accepted it is the newer, rejected the older, and it reads as a lawyer would mark it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from hisrg_desktop.documents.compare.redline import Redline, redline
from hisrg_desktop.documents.word.marks import marks
from hisrg_desktop.documents.word.reading import whole
from hisrg_desktop.meeting.order import OutOfOrder
from tests.documents.word.made import abstract, instance, level, paragraph, word_file

NAMES = ("older.docx", "newer.docx")
WHO = 'w:author="Ana" w:date="2026-04-16T10:00:00Z"'
MORE = '<w:r><w:t xml:space="preserve"> more</w:t></w:r>'
SHOWN = "<w:p><w:r><w:t>Shown.</w:t></w:r><w:r><w:drawing><wp:inline>{}</wp:inline></w:drawing></w:r></w:p>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def compared(older: bytes, newer: bytes, author: str = "Ana", date: str = "2026-04-16T10:00:00Z") -> Redline:
    return redline(older, newer, NAMES, author, date)


def of_texts(*texts: str) -> bytes:
    return word_file("".join(paragraph(text) for text in texts))


def changes(made: Redline) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in marks(made.data).changes]


def both_ways(made: Redline) -> tuple[list[str], list[str]]:
    return whole(made.data, "rejected"), whole(made.data, "accepted")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{paragraph(words)}</w:tc>" for words in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def note(id_: int, words: str) -> str:
    return f'<w:footnote w:id="{id_}">{paragraph(words)}</w:footnote>'


def marked(words: str, id_: int) -> str:
    mark = f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>'
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r>{mark}</w:p>'


# --- words ----------------------------------------------------------------------------------------------------------


def test_one_replacement_is_one_deletion_before_one_insertion_of_whole_words() -> None:
    made = compared(
        of_texts("States shall ensure that due regard is paid."), of_texts("States may ensure that due regard is paid.")
    )
    assert changes(made) == [("deletion", "shall"), ("insertion", "may")]


def test_a_coincidental_the_does_not_break_a_replacement_in_two() -> None:
    made = compared(
        of_texts("It follows from the older wording here."), of_texts("It rests upon the newer phrase here.")
    )
    assert [kind for kind, _ in changes(made)] == ["deletion", "insertion"]


def test_changes_stand_under_the_name_and_the_date_asked_for() -> None:
    (change,) = marks(
        compared(of_texts("One."), of_texts("One and two."), "The rapporteur", "2026-01-02T03:04:05Z").data
    ).changes
    assert (change.author, change.date) == ("The rapporteur", "2026-01-02T03:04:05Z")


def test_without_a_name_they_stand_under_who_saved_the_newer_file_last_and_when() -> None:
    core = (
        '<?xml version="1.0"?><cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<cp:lastModifiedBy>Ana Lind</cp:lastModifiedBy><dcterms:modified>2026-05-06T07:08:09Z</dcterms:modified>"
        "</cp:coreProperties>"
    )
    newer = word_file(paragraph("One and two."), {"docProps/core.xml": core})
    (change,) = marks(compared(of_texts("One."), newer, "", "").data).changes
    assert (change.author, change.date) == ("Ana Lind", "2026-05-06T07:08:09Z")


def test_a_name_that_no_file_can_carry_is_cleaned_and_a_time_that_is_none_is_left_out() -> None:
    core = (
        '<?xml version="1.0"?><cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<dcterms:modified>yesterday</dcterms:modified></cp:coreProperties>"
    )
    newer = word_file(paragraph("One and two."), {"docProps/core.xml": core})
    (change,) = marks(compared(of_texts("One."), newer, "A\x01na\nLind", "").data).changes
    assert (change.author, change.date) == ("Ana Lind", "")


def test_words_that_stay_keep_their_runs_and_their_look() -> None:
    newer = word_file(paragraph("Bold words stay here.", bold=True))
    made = compared(of_texts("Bold words stay."), newer)
    body = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    assert body.count("<w:b/>") == 3  # before the insertion, in it, after it
    assert changes(made) == [("insertion", " here")]


def test_blanks_that_no_program_shows_are_neither_marked_nor_brought_to_light() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    older = word_file(f"<w:p>{run.format('made as of t')}{run.format('he day')}</w:p>")
    newer = word_file(f"<w:p>{run.format('made as of ')}{run.format('May')}</w:p>")
    assert both_ways(compared(older, newer)) == (["made as of the day"], ["made as ofMay"])


# --- paragraphs ------------------------------------------------------------------------------------------------------


def test_a_paragraph_that_came_and_one_that_went_are_marked_with_their_ends() -> None:
    older = of_texts("The first point stands.", "This one was dropped by everybody.", "The last point stands.")
    newer = of_texts("The first point stands.", "The last point stands.", "An entirely new ending was added here.")
    made = compared(older, newer)
    assert [kind for kind, _ in changes(made)] == [
        "paragraph deleted",
        "deletion",
        "paragraph inserted",
        "insertion",
    ]


def test_a_moved_paragraph_is_shown_as_moved_with_both_halves_under_one_name() -> None:
    moved = "Operators shall notify the registry of every launch."
    stay = [f"Provision {n} remains exactly as the Group adopted it." for n in "abcd"]
    made = compared(of_texts(moved, *stay), of_texts(*stay[:2], moved, *stay[2:]))
    there = [one for one in marks(made.data).changes if one.kind in ("moved from", "moved to")]
    assert [(one.kind, one.text) for one in there] == [("moved from", moved), ("moved to", moved)]
    assert len({one.name for one in there}) == 1
    assert made.moved == 1


def test_the_last_paragraph_is_never_moved_but_deleted_and_inserted() -> None:
    moved = "Operators shall notify the registry of every launch."
    stay = [f"Provision {n} remains exactly as the Group adopted it." for n in "abcd"]
    made = compared(of_texts(*stay, moved), of_texts(moved, *stay))
    assert made.moved == 0
    assert both_ways(made) == ([*stay, moved], [moved, *stay])


WHOLE = "Each State shall ensure that operators pay due regard to safety. It shall also keep a registry open to all."
HALVES = WHOLE[:64], WHOLE[65:]


def test_of_a_paragraph_that_was_parted_only_the_new_end_is_marked() -> None:
    made = compared(of_texts("One.", WHOLE, "Two."), of_texts("One.", *HALVES, "Two."))
    assert changes(made) == [("paragraph inserted", ""), ("deletion", " ")]


def test_of_two_paragraphs_that_were_joined_only_the_end_that_goes_is_marked() -> None:
    made = compared(of_texts("One.", *HALVES, "Two."), of_texts("One.", WHOLE, "Two."))
    assert changes(made) == [("paragraph deleted", ""), ("insertion", " ")]


def test_words_changed_at_the_seam_stand_on_their_side_of_it() -> None:
    joined = f"{HALVES[0][:-1]} and {HALVES[1][4:]}"
    made = compared(of_texts(*HALVES, "Two."), of_texts(joined, "Two."))
    assert both_ways(made) == ([*HALVES, "Two."], [joined, "Two."])


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("older", [(WHOLE,), HALVES], ids=["parted", "joined"])
def test_libreoffice_parts_and_joins_them_alike(
    older: tuple[str, ...], tmp_path: Path, libreoffice_paragraphs: Callable
) -> None:
    newer = HALVES if older == (WHOLE,) else (WHOLE,)
    made = tmp_path / "made.docx"
    made.write_bytes(compared(of_texts("One.", *older, "Two."), of_texts("One.", *newer, "Two.")).data)
    assert libreoffice_paragraphs(made, "rejected") == ["One.", *older, "Two."]
    assert libreoffice_paragraphs(made, "accepted") == ["One.", *newer, "Two."]


def test_a_deleted_paragraph_keeps_its_level_where_the_newer_file_has_the_list() -> None:
    lists = abstract(0, level(0, "%1."), level(1, "%2)", "lowerLetter")) + instance(7, 0)
    items = [paragraph(f"Item {n} of the list as it was read.", num=7, level=1) for n in "abc"]
    older = word_file("".join(items), numbering=lists)
    with_list = compared(older, word_file(items[0] + items[2], numbering=lists)).data
    assert b'<w:ilvl w:val="1"/><w:numId w:val="7"/>' in _deleted_paragraph(with_list)
    without = compared(older, of_texts("Item a of the list as it was read.", "Item c of the list as it was read.")).data
    assert b"numPr" not in _deleted_paragraph(without)


def _deleted_paragraph(docx: bytes) -> bytes:
    body = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")
    (found,) = (one for one in re.findall(rb"<w:p>.*?</w:p>|<w:p .*?</w:p>", body, re.S) if b"<w:rPr><w:del" in one)
    return found


# --- tables, notes, pictures ----------------------------------------------------------------------------------------


def test_a_row_that_went_is_marked_with_its_words_and_every_end_in_it() -> None:
    older = word_file(table(("a", "alpha one"), ("b", "beta two"), ("c", "gamma three")) + paragraph("After."))
    newer = word_file(table(("a", "alpha one"), ("c", "gamma three")) + paragraph("After."))
    made = compared(older, newer)
    assert both_ways(made)[0] == ["a", "alpha one", "b", "beta two", "c", "gamma three", "After."]
    kinds = [kind for kind, _ in changes(made)]
    assert kinds.count("row deleted") == 1
    assert kinds.count("paragraph deleted") == 2


def test_a_word_in_a_cell_is_marked_in_its_cell() -> None:
    older, newer = (word_file(table(("4.3", words)) + paragraph("After.")) for words in ("shall pay", "may pay"))
    assert changes(compared(older, newer)) == [("deletion", "shall"), ("insertion", "may")]


def test_a_changed_footnote_is_marked_in_the_note_and_a_dropped_one_goes_with_its_mark() -> None:
    older = word_file(
        marked("First.", 1) + marked("Second.", 2), footnotes=note(1, "See the treaty.") + note(2, "Moot.")
    )
    newer = word_file(marked("First.", 4) + paragraph("Second."), footnotes=note(4, "See the old treaty."))
    made = compared(older, newer)
    assert both_ways(made) == (
        ["First.", "Second.", "See the treaty.", "Moot."],
        ["First.", "Second.", "See the old treaty."],
    )
    assert ("insertion", "old") in changes(made) or ("insertion", "old ") in changes(made)
    assert ("deletion", "Moot.") in changes(made)


def test_notes_that_only_the_older_file_has_get_a_part_and_ids_that_ascend() -> None:
    older = word_file(marked("First.", 8) + marked("Second.", 3), footnotes=note(8, "Eight.") + note(3, "Three."))
    made = compared(older, of_texts("First.", "Second."))
    assert both_ways(made)[0] == ["First.", "Second.", "Eight.", "Three."]
    ids = re.findall(
        rb'footnoteReference w:id="(\d+)"', zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml")
    )
    assert ids == sorted(ids, key=int)


def test_a_picture_that_went_is_carried_over_with_its_file() -> None:
    shown = SHOWN.format('<a r:embed="rId9" xmlns:a="x"/>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{kind}/image" Target="media/figure.png"/></Relationships>'
    )
    files = {"word/media/figure.png": PNG, "word/_rels/document.xml.rels": relations}
    made = compared(word_file(shown, files), of_texts("Shown."))
    archive = zipfile.ZipFile(io.BytesIO(made.data))
    (carried,) = (name for name in archive.namelist() if name.startswith("word/media/"))
    assert archive.read(carried) == PNG
    assert carried.rpartition("/")[2] in archive.read("word/_rels/document.xml.rels").decode()
    assert f'PartName="/{carried}"' in archive.read("[Content_Types].xml").decode()


def test_text_boxes_are_compared_inside() -> None:
    box = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    older, newer = (word_file(box.format(paragraph(f"In the {word} box."))) for word in ("red", "blue"))
    assert changes(compared(older, newer)) == [("deletion", "red"), ("insertion", "blue")]


# --- what the files are --------------------------------------------------------------------------------------------


def test_two_files_that_read_alike_give_a_redline_without_a_change() -> None:
    made = compared(of_texts("Same words."), of_texts("Same words."))
    assert (made.inserted, made.deleted, changes(made)) == (0, 0, [])


def test_changes_that_a_file_carries_are_accepted_first_and_it_is_said() -> None:
    carried = f'<w:p><w:r><w:t>One</w:t></w:r><w:ins w:id="1" {WHO}>{MORE}</w:ins></w:p>'
    made = compared(word_file(carried), of_texts("One more time"))
    assert made.carried == ("older.docx",)
    assert changes(made) == [("insertion", " time")]


def related(*relations: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{"".join(relations)}</Relationships>'


def relation(id_: str, kind: str, target: str, mode: str = "") -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{id_}" Type="{space}/{kind}" Target="{target}"{mode}/>'


def test_a_chart_that_went_is_carried_over_with_all_that_it_rests_on() -> None:
    files = {
        "word/charts/chart1.xml": '<c:chartSpace xmlns:c="x"/>',
        "word/charts/_rels/chart1.xml.rels": related(relation("rId1", "package", "../embeddings/sheet.xlsx")),
        "word/embeddings/sheet.xlsx": b"figures",
        "word/_rels/document.xml.rels": related(relation("rId9", "chart", "charts/chart1.xml")),
    }
    made = compared(word_file(SHOWN.format('<c r:id="rId9" xmlns:c="x"/>'), files), of_texts("Shown."))
    archive = zipfile.ZipFile(io.BytesIO(made.data))
    assert archive.read("word/charts/older-document-1.xml") == b'<c:chartSpace xmlns:c="x"/>'
    assert archive.read("word/embeddings/older-document-2.xlsx") == b"figures"
    assert 'Target="../embeddings/older-document-2.xlsx"' in (
        archive.read("word/charts/_rels/older-document-1.xml.rels").decode()
    )
    assert 'Target="charts/older-document-1.xml"' in archive.read("word/_rels/document.xml.rels").decode()


@pytest.mark.parametrize(
    "one", [relation("rId9", "image", "file:///C:/figure.png", "External"), relation("rId9", "control", "run.xml")]
)
def test_what_lies_outside_the_older_file_or_would_be_run_is_refused_with_its_place(one: str) -> None:
    shown = SHOWN.format('<a r:embed="rId9" xmlns:a="x"/>')
    files = {"word/run.xml": "<c/>", "word/_rels/document.xml.rels": related(one)}
    with pytest.raises(OutOfOrder, match=r"What stands at “Shown\.” in the older file cannot be shown as deleted"):
        compared(word_file(shown, files), of_texts("Shown."))


LINKED = '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r>{}<w:r><w:t>.</w:t></w:r></w:p>'
LINK = '<w:hyperlink r:id="rId5"><w:r><w:t>the treaty</w:t></w:r></w:hyperlink>'
TO_THE_TREATY = {
    "word/_rels/document.xml.rels": related(relation("rId5", "hyperlink", "https://treaties.example/", "External"))
}


@pytest.mark.parametrize("newer", ["See the old text.", "Something entirely different is said here."])
def test_a_link_that_went_is_carried_over_with_where_it_leads(newer: str) -> None:
    made = compared(word_file(LINKED.format(LINK), TO_THE_TREATY), of_texts(newer))
    archive = zipfile.ZipFile(io.BytesIO(made.data))
    body, relations = (archive.read(name).decode() for name in ("word/document.xml", "word/_rels/document.xml.rels"))
    assert re.search(r'<w:hyperlink r:id="hisrgOlder1"><w:del .*?treaty</w:delText>', body)
    assert 'Target="https://treaties.example/" TargetMode="External"' in relations
    assert both_ways(made) == (["See the treaty."], [newer])


@pytest.mark.second_reader("pandoc")
def test_pandoc_reads_the_words_of_a_deleted_link(tmp_path: Path, pandoc_text: Callable) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(compared(word_file(LINKED.format(LINK), TO_THE_TREATY), of_texts("See the old text.")).data)
    assert "See the treaty." in pandoc_text(made, "reject")


def test_a_simple_field_that_went_is_deleted_as_a_field_with_its_code() -> None:
    simple = '<w:fldSimple w:instr=" REF safety "><w:r><w:t>Article 12</w:t></w:r></w:fldSimple>'
    made = compared(word_file(LINKED.format(simple)), of_texts("See the old text."))
    body = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    assert '<w:delInstrText xml:space="preserve"> REF safety </w:delInstrText>' in body
    assert re.findall(r'fldCharType="(\w+)"', body) == ["begin", "separate", "end"]
    assert both_ways(made) == (["See Article 12."], ["See the old text."])


def test_a_field_that_became_plain_words_is_replaced_as_a_whole_though_both_read_alike() -> None:
    made = compared(word_file(within("field", "Article 12", "applies.")), of_texts("Article 12 applies."))
    assert changes(made) == [("deletion", "Article 12"), ("insertion", "Article 12")]
    body = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    assert body.count("<w:fldChar ") == 3
    back = compared(of_texts("Article 12 applies."), word_file(within("simple", "Article 12", "applies.")))
    assert changes(back) == [("deletion", "Article 12"), ("insertion", "Article 12")]


def test_words_changed_in_a_field_that_both_have_are_marked_in_it() -> None:
    older, newer = (word_file(within("field", f"Article {number}", "applies.")) for number in "12")
    made = compared(older, newer)
    assert changes(made) == [("deletion", "1"), ("insertion", "2")]


# --- looks ------------------------------------------------------------------------------------------------------------


def run(words: str, look: str = "") -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def of_runs(*runs: str, properties: str = "") -> bytes:
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return word_file(f"<w:p>{properties}{''.join(runs)}</w:p>")


def with_looks(older: bytes, newer: bytes) -> tuple[Redline, str]:
    made = redline(older, newer, NAMES, "Ana", "2026-04-16T10:00:00Z", formatting=True)
    return made, zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()


PLAIN = of_runs(run("States shall pay due regard."))


def test_changes_of_formatting_are_not_marked_unless_asked_for() -> None:
    made = compared(of_runs(run("States "), run("shall", "<w:b/>"), run(" pay due regard.")), PLAIN)
    assert changes(made) == []


def test_words_that_were_bold_carry_their_older_look_where_it_is_asked_for() -> None:
    made, body = with_looks(of_runs(run("States "), run("shall", "<w:b/>"), run(" pay due regard.")), PLAIN)
    assert re.search(
        r"<w:rPr><w:rPrChange [^>]*><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t[^>]*>shall</w:t>", body
    )
    assert (body.count("rPrChange "), made.formatted) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [('<w:b w:val="1"/>', "<w:b/>"), ('<w:lang w:val="en-GB"/>', ""), ("<w:i/><w:b/>", "<w:b/><w:i/>")],
)
def test_what_nobody_sees_is_no_change_of_formatting(one: str, other: str) -> None:
    made, body = with_looks(of_runs(run("States", one)), of_runs(run("States", other)))
    assert (made.formatted, "Change" in body) == (0, False)


def test_a_paragraph_that_stood_otherwise_carries_how_it_stood() -> None:
    centred = of_runs(run("States shall pay due regard."), properties='<w:jc w:val="center"/>')
    _, body = with_looks(centred, PLAIN)
    assert re.search(r'<w:pPr><w:pPrChange [^>]*><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange></w:pPr>', body)
    _, back = with_looks(PLAIN, centred)
    assert re.search(r'<w:jc w:val="center"/><w:pPrChange [^>]*><w:pPr/></w:pPrChange></w:pPr>', back)


def test_a_list_that_only_has_another_number_in_the_newer_file_is_the_same_list() -> None:
    item = "An item of a list that stays."
    lists = [abstract(0, level(0, "%1.")) + instance(number, 0) for number in (3, 7)]
    older, newer = (
        word_file(paragraph(item, num=n, level=0), numbering=one) for n, one in zip((3, 7), lists, strict=True)
    )
    made, _ = with_looks(older, newer)
    assert made.formatted == 0


def test_a_cell_and_a_table_that_looked_otherwise_carry_how_they_looked() -> None:
    older = table(("a", "alpha one")).replace("<w:tcPr/>", "<w:tcPr><w:noWrap/></w:tcPr>", 1)
    older = older.replace("<w:tblPr/>", '<w:tblPr><w:jc w:val="right"/></w:tblPr>')
    made, body = with_looks(
        word_file(older + paragraph("After.")), word_file(table(("a", "alpha one")) + paragraph("After."))
    )
    assert re.search(r"<w:tcPr><w:tcPrChange [^>]*><w:tcPr><w:noWrap/></w:tcPr></w:tcPrChange></w:tcPr>", body)
    assert re.search(r'<w:tblPr><w:tblPrChange [^>]*><w:tblPr><w:jc w:val="right"/></w:tblPr>', body)
    assert made.formatted == 2


WORDS = [
    "the",
    "State",
    "shall",
    "may",
    "ensure",
    "due",
    "regard",
    "(a)",
    "launch;",
    "registry,",
    "2.4",
    "of",
    "safety",
]
LOOKS = {"": "", "b": "<w:b/>", "i": "<w:i/>", "bi": "<w:b/><w:i/>"}
looked = some.lists(some.tuples(some.sampled_from(WORDS), some.sampled_from(sorted(LOOKS))), max_size=8)


@given(looked, looked)
def test_rejected_every_word_looks_as_it_did_and_accepted_as_it_does(
    older: list[tuple[str, str]], newer: list[tuple[str, str]]
) -> None:
    files = [of_runs(*(run(f"{words} ", LOOKS[look]) for words, look in some)) for some in (older, newer)]
    _, body = with_looks(files[0], files[1])
    for part, spoken in (("del", older), ("ins", newer)):
        assert _looks_of(body, part) == [(c, look) for words, look in spoken for c in f"{words} "]


def _looks_of(body: str, part: str) -> list[tuple[str, str]]:
    """Each character with its look: rejected with those of deletions, accepted with those of insertions."""
    root = etree.fromstring(body.encode())
    found = []
    for node in root.iter("{*}r"):
        around = {str(above.tag).rpartition("}")[2] for above in node.iterancestors()} & {"ins", "del"}
        if around and around != {part}:
            continue
        look = node.find("{*}rPr")
        was = None if look is None or part == "ins" else look.find("{*}rPrChange/{*}rPr")
        shown = look if was is None else was
        names = {str(child.tag).rpartition("}")[2] for child in (() if shown is None else shown)} & {"b", "i"}
        words = "".join(text.text or "" for text in node.iter("{*}t", "{*}delText"))
        found += [(character, "".join(sorted(names))) for character in words]
    return found


# --- any two files ----------------------------------------------------------------------------------------------------

texts = some.lists(some.sampled_from(WORDS), max_size=9).map(" ".join)
blocks = some.one_of(
    texts.map(lambda words: ("p", words)),
    some.tuples(texts, texts).map(lambda words: ("note", *words)),
    some.tuples(some.sampled_from(["", "field", "simple", "link"]), texts, texts).map(lambda what: ("in", *what)),
    some.lists(some.tuples(texts, texts), min_size=1, max_size=3).map(lambda rows: ("table", *rows)),
)
documents = some.lists(blocks, max_size=6)


def written(document: list[tuple]) -> bytes:
    body, notes = "", ""
    for number, (kind, *what) in enumerate(document, 1):
        if kind == "p":
            body += paragraph(what[0])
        elif kind == "note":
            body += marked(what[0], number)
            notes += note(number, what[1])
        elif kind == "in":
            body += within(*what)
        else:
            body += table(*what)
    files = dict(TO_THE_TREATY)
    return word_file(body + paragraph("The end of the text."), files, **({"footnotes": notes} if notes else {}))


def within(kind: str, words: str, more: str) -> str:
    """A paragraph of which some words stand in a field or a link, or do not."""
    run, mark = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>', '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> REF safety </w:instrText></w:r>"
    inner = run.format(words)
    around = {
        "field": f"{mark.format('begin')}{code}{mark.format('separate')}{inner}{mark.format('end')}",
        "simple": f'<w:fldSimple w:instr=" REF safety ">{inner}</w:fldSimple>',
        "link": f'<w:hyperlink r:id="rId5">{inner}</w:hyperlink>',
    }
    return f"<w:p>{around.get(kind, inner)}{run.format(' ' + more)}</w:p>"


@some.composite
def pairs(draw: Callable) -> tuple[list[tuple], list[tuple]]:
    """Two documents of which the second is the first with blocks dropped, put in and swapped."""
    older = draw(documents)
    newer = list(older)
    for _ in range(draw(some.integers(0, 3))):
        what = draw(some.sampled_from(["drop", "put", "swap", "part", "within"]))
        at = draw(some.integers(0, max(0, len(newer) - 1)))
        if what == "put":
            newer.insert(at, draw(blocks))
        elif newer and what == "part" and newer[at][0] == "p":
            words = newer[at][1].split()
            newer[at : at + 1] = [
                ("p", " ".join(half)) for half in (words[: len(words) // 2], words[len(words) // 2 :])
            ]
        elif newer and what == "drop":
            newer.pop(at)
        elif newer and what == "within" and newer[at][0] == "in":
            kind = draw(some.sampled_from(["", "field", "simple", "link"]))
            newer[at] = ("in", kind, newer[at][2] if draw(some.booleans()) else newer[at][1], *newer[at][3:])
        elif len(newer) > 1:
            newer.append(newer.pop(at))
    return older, newer


@given(pairs())
def test_any_two_files_make_a_redline_that_reads_as_either(pair: tuple[list[tuple], list[tuple]]) -> None:
    for older, newer in (pair, pair[::-1]):
        _reads_as_either(written(older), written(newer))
        with_looks(written(older), written(newer))  # which proves itself


def _reads_as_either(older: bytes, newer: bytes) -> None:
    made = compared(older, newer)
    there = [
        [text for text in one if text] for one in (*both_ways(made), whole(older, "accepted"), whole(newer, "accepted"))
    ]
    assert there[0] == there[2]
    assert there[1] == there[3]


def _flat(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("\u200d", "")


@pytest.mark.second_reader("pandoc")
@pytest.mark.parametrize("seed", range(4))
def test_pandoc_reads_the_older_text_rejected_and_the_newer_accepted(
    seed: int, tmp_path: Path, pandoc_text: Callable
) -> None:
    files = _sample_files(seed, tmp_path)
    assert _flat(pandoc_text(files["made"], "reject")) == _flat(pandoc_text(files["older"], "accept"))
    assert _flat(pandoc_text(files["made"], "accept")) == _flat(pandoc_text(files["newer"], "accept"))


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("seed", range(4))
def test_libreoffice_reads_them_paragraph_by_paragraph(
    seed: int, tmp_path: Path, libreoffice_paragraphs: Callable
) -> None:
    files = _sample_files(seed, tmp_path)
    for mode, source in (("rejected", "older"), ("accepted", "newer")):
        read = [text for text in libreoffice_paragraphs(files["made"], mode) if text.strip()]
        assert read == [text for text in libreoffice_paragraphs(files[source], "accepted") if text.strip()]


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("longer", ["older", "newer"])
def test_paragraphs_at_the_very_end_come_and_go_without_leaving_an_empty_one(
    longer: str, tmp_path: Path, libreoffice_paragraphs: Callable
) -> None:
    short, long = ["One stays.", "Two stays."], ["One stays.", "Two stays.", "Three is more.", "Four is more."]
    older, newer = (long, short) if longer == "older" else (short, long)
    made = tmp_path / "made.docx"
    made.write_bytes(compared(of_texts(*older), of_texts(*newer)).data)
    assert libreoffice_paragraphs(made, "rejected") == older
    assert libreoffice_paragraphs(made, "accepted") == newer


def _sample_files(seed: int, folder: Path) -> dict[str, Path]:
    """Two texts and their redline as files."""
    older, newer = _sample(seed)
    files = {name: folder / f"{name}.docx" for name in ("older", "newer", "made")}
    for name, data in zip(files, (older, newer, compared(older, newer).data), strict=True):
        files[name].write_bytes(data)
    return files


def _sample(seed: int) -> tuple[bytes, bytes]:
    """Two texts of thirty provisions, the newer with words, paragraphs and rows changed, dropped, put in and moved."""
    older = [
        ("p", f"Provision {n}: each State shall ensure that operator {n} pays due regard to safety.") for n in range(30)
    ]
    older[7:7] = [("table", ("term", "launch"), ("word", "return"), ("name", "registry"))]
    newer = [
        (kind, *(w.replace("shall", "may") if n % 5 == seed and kind == "p" else w for w in what))
        for n, (kind, *what) in enumerate(older)
    ]
    newer.insert(3 + seed, newer.pop(20))
    del newer[12 + seed]
    newer.insert(16, ("p", f"An entirely new provision, number {seed}, on liability."))
    return written(older), written(newer)

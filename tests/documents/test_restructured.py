"""Moved, split, merged, renamed: the redline and the clean text say so exactly, in every program that reads them."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from hisrg_desktop.documents import revised
from hisrg_desktop.documents.standing import in_place
from hisrg_desktop.documents.word import reading
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.word.marks import marks
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.record import Record, replaced
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.drafts import Draft, TakeInDraft, latest_draft
from hisrg_desktop.meeting.text.numbers import find_place, locator
from hisrg_desktop.meeting.text.parts import Block, Provision, blocks, footnotes_of, provisions_of
from hisrg_desktop.meeting.text.renumbering import Renumber

FILES = Path(__file__).parent / "word" / "files"
NOON = datetime(2020, 9, 15, 12, tzinfo=UTC)


def key(record: Record, locator: str) -> str:
    place = find_place(record, locator)
    assert place is not None, locator
    return place.provision or place.block or ""


def done(record: Record, act: Act, number: int) -> Record:
    return record.after(act.decide(record, Moment(NOON, 90_000 + number)))


def changed(record: Record, *steps: tuple[str, str, dict[str, object]]) -> Record:
    """The record after editorial changes, each an operation, a locator and its fields; `at` is a locator of the target."""
    for number, (operation, where, fields) in enumerate(steps):
        given = dict(fields)
        if "at" in given:
            given["target"] = key(record, str(given.pop("at")))
        act = ChangeEditorially(operation=operation, provision=key(record, where), reason="trial", **given)  # type: ignore[arg-type]
        record = done(record, act, number)
    return record


def words_of(record: Record) -> list[str]:
    """The words of the text as they stand."""
    lines = []
    for block in record.derive(blocks):
        if not block.front and not block.deleted:
            lines.append(block.heading)
        lines += [p.text for p in provisions_of(record, block.id) if p.state != "deleted" and p.text]
    return lines


def parts(docx: bytes) -> list[str]:
    return [p.text for p in read_draft(docx).parts if p.kind not in ("title", "subtitle")]


CASES = {
    "a provision moved to another block": [("move", "3.1", {"at": "1.1"})],
    "a chapeau moved with its items": [("move", "1.2", {"at": "3.1"})],
    "a provision moved before its neighbour": [("move", "3.2", {"at": "3"})],
    "an item moved": [("move", "1.2a", {"at": "1.2b"})],
    "a provision split": [("split", "3.1", {"texts": ("The first half stands.", "The second half follows.")})],
    "two provisions merged": [("merge", "3.1", {"at": "3.2"})],
    "a block cut in two": [("split", "3.2", {"at": "3", "after": "A new heading"})],
    "a block renamed": [("rename", "3.1", {"at": "3", "after": "Another heading"})],
    "a block inserted": [("insert", "3.1", {"at": "3", "after": "A new block", "texts": ("First.", "Second.")})],
    "a block deleted": [("delete", "2.1", {"at": "2"})],
    "a footnote added": [("add footnote", "3.1", {"after": "One member reserved its position.", "offset": 12})],
    "a footnote added at the end": [("add footnote", "3.2", {"after": "So agreed.", "offset": 9999})],
    "a footnote in a new provision": [
        ("insert", "3.1", {"after": "Words that are new."}),
        ("add footnote", "3.1bis", {"after": "A note on what is new.", "offset": 5}),
    ],
    "a footnote behind replaced words": [
        ("add footnote", "3.1", {"after": "One member reserved its position.", "offset": 12}),
        ("replace", "3.1", {"after": "Entirely other words stand here."}),
    ],
    "much at once": [
        ("move", "3.2", {"at": "1.1"}),
        ("replace", "3.1", {"after": "Entirely other words stand here."}),
        ("split", "3.1", {"texts": ("Entirely other words", "stand here.")}),
        ("delete", "2.2", {}),
        ("insert", "2.1", {"after": "New words."}),
        ("move", "3.1bis", {"at": "2.1"}),
    ],
}


def without_comments(record: Record) -> Record:
    return record.after([replaced(c, struck=True) for c in record.each(Comment)])


@pytest.mark.parametrize("case", CASES)
def test_accepted_it_is_the_working_text_and_rejected_the_draft(practised, case):
    record = changed(without_comments(practised.record), *CASES[case])
    redline, clean = practised.made("redline", record=record), practised.made("clean", record=record)
    assert reading.paragraphs(redline, "rejected") == reading.paragraphs(practised.base, "accepted")
    assert reading.paragraphs(redline, "accepted") == reading.paragraphs(clean, "accepted")
    assert parts(clean) == words_of(record)


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("case", CASES)
def test_libreoffice_reads_it_so(practised, case, file_of, libreoffice_paragraphs):
    record = changed(without_comments(practised.record), *CASES[case])
    redline = file_of(practised.made("redline", record=record), "redline.docx")
    clean = file_of(practised.made("clean", record=record), "clean.docx")
    base = file_of(practised.base, "base.docx")
    assert libreoffice_paragraphs(redline, "accepted") == libreoffice_paragraphs(clean, "accepted")
    assert libreoffice_paragraphs(redline, "rejected") == libreoffice_paragraphs(base, "accepted")


@pytest.mark.second_reader("pandoc")
@pytest.mark.parametrize("case", CASES)
def test_pandoc_reads_it_so(practised, case, file_of, pandoc_text):
    record = changed(without_comments(practised.record), *CASES[case])
    redline = file_of(practised.made("redline", record=record), "redline.docx")
    clean = file_of(practised.made("clean", record=record), "clean.docx")
    base = file_of(practised.base, "base.docx")

    # Pandoc 2.17 leaves an empty numbered paragraph where one went; so its words are compared, not its numbers.
    def words(text: str) -> list[str]:
        return re.findall(r"[^\W\d_]{4,}", text)

    assert words(pandoc_text(redline, "reject")) == words(pandoc_text(base, "accept"))
    assert words(pandoc_text(redline, "accept")) == words(pandoc_text(clean, "accept"))


@pytest.mark.parametrize("case", CASES)
def test_after_renumbering_the_clean_text_is_numbered_as_the_record_says(practised, case):
    record = done(changed(without_comments(practised.record), *CASES[case]), Renumber(while_sitting=True), 900)
    clean = practised.made("clean", record=record)
    labels = {p.text: p.label.rstrip(".) ") for p in read_draft(clean).parts if p.label}
    for provision in record.each(Provision):
        if provision.state != "deleted" and provision.numbered and provision.text:
            assert labels[provision.text] == provision.numbered.rstrip(".) ")
    for block in record.each(Block):
        if not block.deleted and not block.front:
            assert labels[block.heading] == block.number


@pytest.mark.parametrize(
    ("paragraphs", "moved", "kept"),
    [
        ([1, 2, 3], [False] * 3, {1, 2, 3}),
        ([2, 3, 1], [False, False, True], {2, 3}),
        ([3, 1, 2], [True, False, False], {1, 2}),
        ([1, 3, 2], [False, True, False], {1, 2}),
        ([1, 3, 2], [False, False, True], {1, 3}),
        ([4, 1, 2, 3], [False] * 4, {1, 2, 3}),
        ([], [], set()),
    ],
)
def test_what_the_room_moved_is_what_moves(paragraphs, moved, kept):
    assert in_place(paragraphs, moved) == kept


MOVED = {name: steps for name, steps in CASES.items() if "moved" in name and name != "an item moved"}
"""The words of that item were changed before, so that it does not move as it was."""


@pytest.mark.parametrize("with_comments", [False, True])
@pytest.mark.parametrize("case", MOVED)
def test_what_moved_as_it_was_is_shown_as_moved_under_one_name_with_its_comments(practised, case, with_comments):
    base = practised.record if with_comments else without_comments(practised.record)
    record = changed(base, *MOVED[case])
    seen = marks(practised.made("redline", record=record))
    halves = [one for one in seen.changes if one.kind in ("moved from", "moved to")]
    assert len(halves) >= 2
    for name in {one.name for one in halves}:
        assert sorted(one.kind for one in halves if one.name == name) == ["moved from", "moved to"]
        assert len({one.text for one in halves if one.name == name}) == 1
    shown = len(marks(practised.made("redline", record=base)).comments)
    assert len(seen.comments) == shown


def test_what_moved_keeps_its_look_in_the_redline_and_in_the_clean_text():
    document = docx.Document()
    document.add_paragraph("A draft", style="Title")
    for heading, lines in (
        ("Objective", ("States cooperate.", "They do so.", "Others follow.")),
        ("Scope", ("It applies.",)),
    ):
        document.add_heading(heading, 1)
        for line in lines:
            first, rest = line.split(" ", 1)
            paragraph = document.add_paragraph(style="List Number")
            paragraph.add_run(first).bold = True
            paragraph.add_run(f" {rest}")
    out = io.BytesIO()
    document.save(out)
    record, draft = taken_in(out.getvalue())
    moved = next(p for p in record.each(Provision) if p.text == "States cooperate.")
    target = next(p for p in record.each(Provision) if p.text == "They do so.")
    act = ChangeEditorially(operation="move", provision=moved.id, target=target.id, reason="trial")
    record = done(record, act, 1)
    for made in (revised.redline(record, draft, out.getvalue()), revised.clean(record, draft, out.getvalue())):
        body = docx.Document(io.BytesIO(made)).element.body.xml
        assert body.count("<w:b/>") == 4 + ("moveTo" in body)


def test_a_provision_that_moved_and_was_changed_is_deleted_there_and_inserted_here(practised):
    record = changed(without_comments(practised.record), *MOVED["a provision moved to another block"])
    moved = max(record.each(Amendment), key=lambda a: a.id).provision
    act = ChangeEditorially(operation="replace", provision=moved, after="Quite other words.", reason="trial")
    seen = marks(practised.made("redline", record=done(record, act, 5)))
    assert not any("moved" in one.kind for one in seen.changes)


# --- footnotes --------------------------------------------------------------------------------------------------------


def notes_of(docx: bytes) -> list[tuple[str, int, str]]:
    return [(p.text, n.offset, n.text) for p in read_draft(docx).parts for n in p.notes]


def notes_on_record(record: Record) -> list[tuple[str, int, str]]:
    listed = [p for block in record.derive(blocks) for p in provisions_of(record, block.id) if p.state != "deleted"]
    return [(p.text, n.offset, n.text) for p in listed for n in footnotes_of(record, p.id)]


def noted(record: Record) -> list[str]:
    """The locators of provisions that carry a footnote."""
    return [locator(record, p.id) for p in record.each(Provision) if footnotes_of(record, p.id) and p.numbered]


def first_note(record: Record, locator: str) -> str:
    return footnotes_of(record, key(record, locator))[0].id


NOTED = {
    "added": lambda r, at: [("add footnote", at, {"after": "New.", "offset": 3})],
    "deleted": lambda r, at: [("delete footnote", at, {"target": first_note(r, at)})],
    "changed": lambda r, at: [("edit footnote", at, {"target": first_note(r, at), "after": "Quite other words."})],
    "moved with its provision": lambda r, at: [("move", at, {"at": "1.1"})],
    "in a provision that is split": lambda r, at: [
        ("split", at, {"texts": (halves(r, at)[0], halves(r, at)[1])}),
    ],
    "in a provision that is merged": lambda r, at: [("merge", "1.1", {"at": at})],
    "in a provision that is deleted": lambda r, at: [("delete", at, {})],
}


def halves(record: Record, at: str) -> tuple[str, str]:
    words = record.get(Provision, key(record, at)).text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


@pytest.mark.parametrize("what", NOTED)
def test_footnotes_come_go_and_move_with_the_text(practised, what, file_of):
    record = without_comments(practised.record)
    at = noted(record)[1]
    record = changed(record, *NOTED[what](record, at))
    redline, clean = practised.made("redline", record=record), practised.made("clean", record=record)
    assert notes_of(clean) == notes_on_record(record)
    assert sorted(notes_of(redline)) == sorted(notes_on_record(record))
    assert reading.noted(redline, "rejected") == reading.noted(practised.base, "accepted")
    for made in (redline, clean):
        ids = [int(id_) for _, id_ in reading.notes(made, "accepted")]
        assert ids == sorted(ids)


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("what", NOTED)
def test_libreoffice_reads_the_footnotes_so(practised, what, file_of, libreoffice_paragraphs):
    record = without_comments(practised.record)
    record = changed(record, *NOTED[what](record, noted(record)[1]))
    redline = file_of(practised.made("redline", record=record), "redline.docx")
    clean = file_of(practised.made("clean", record=record), "clean.docx")
    base = file_of(practised.base, "base.docx")
    assert libreoffice_paragraphs(redline, "accepted") == libreoffice_paragraphs(clean, "accepted")
    assert libreoffice_paragraphs(redline, "rejected") == libreoffice_paragraphs(base, "accepted")


# --- other drafts -----------------------------------------------------------------------------------------------------


def taken_in(raw: bytes) -> tuple[Record, Draft]:
    record = done(Record(), TakeInDraft(reading=read_draft(raw)), 1)
    draft = latest_draft(record)
    assert draft is not None
    return record, draft


def plain_draft() -> bytes:
    """A draft with typed numbers and without a part for footnotes."""
    document = docx.Document()
    document.add_heading("1. Objective", 1)
    for line in ("1.1 States cooperate.", "1.2 They do so in good faith.", "1.3 See paragraph 1.2."):
        document.add_paragraph(line)
    document.add_heading("2. Scope", 1)
    document.add_paragraph("2.1 It applies everywhere.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("which", ["typed", "without notes"])
def test_typed_numbers_follow_the_renumbering_and_footnotes_come_where_there_were_none(which):
    raw = (FILES / "typed-numbers.docx").read_bytes() if which == "typed" else plain_draft()
    record, draft = taken_in(raw)
    record = changed(
        record,
        ("insert", "1.1", {"after": "A provision that is new."}),
        ("move", "1.2", {"at": "2.1"}),
        ("insert", "1.1", {"at": "1", "after": "A new block", "texts": ("Its first.",)}),
        ("add footnote", "1.3", {"after": "A note.", "offset": 3}),
    )
    record = done(record, Renumber(), 900)
    redline, clean = revised.redline(record, draft, raw), revised.clean(record, draft, raw)
    assert reading.paragraphs(redline, "rejected") == reading.paragraphs(raw, "accepted")
    read = read_draft(clean).parts
    labels = {p.text: p.label.rstrip(".) ") for p in read if p.label}
    listed = [p for b in record.derive(blocks) if not b.front for p in provisions_of(record, b.id)]
    assert [labels[p.text] for p in listed] == [p.numbered.rstrip(".) ") for p in listed]
    assert "A note." in [n.text for p in read for n in p.notes]
    assert "A note." not in [n.text for p in read_draft(raw).parts for n in p.notes]


# --- the concordance --------------------------------------------------------------------------------------------------


def test_the_concordance_has_old_and_new_numbers_and_what_became_of_each(practised):
    record = changed(
        practised.record,
        ("split", "3.1", {"texts": ("The first half stands.", "The second half follows.")}),
        ("merge", "2.1", {"at": "2.2"}),
        ("split", "3.2", {"at": "3", "after": "A new heading"}),
        ("rename", "2.1", {"at": "2", "after": "Another heading"}),
        ("replace", "1.1", {"after": "As paragraph 3.2 says."}),
    )
    before = practised.made("concordance", ".csv", record=record).decode("utf-8-sig")
    assert "Now" not in before
    assert "–,3.1 bis,The second half follows.,split off 3.1" in before
    record = done(record, Renumber(while_sitting=True), 900)
    rows = practised.made("concordance", ".csv", record=record).decode("utf-8-sig").splitlines()
    assert rows[0] == "In the draft,In the room,Now,Heading or first words,What became of it"
    found = {row.split(",")[1]: row for row in rows}
    assert found["3.1 bis"] == "–,3.1 bis,3.2,The second half follows.,split off 3.1"
    assert found["3 bis"] == "–,3 bis,4,A new heading,split off 3"
    assert found["3.2"].startswith("3.2,3.2,4.1,")
    assert found["2.2"].endswith(",merged into 2.1")
    assert "headed “" in found["2"]


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt", ".xlsx", ".csv"])
def test_the_concordance_is_written_in_every_form(practised, suffix):
    record = changed(practised.record, ("replace", "1.1", {"after": "As paragraph 3.2 says."}), *CASES["much at once"])
    record = done(record, Renumber(while_sitting=True), 900)
    made = practised.made("concordance", suffix, record=record)
    assert made == practised.made("concordance", suffix, record=record)
    if suffix == ".txt":
        assert "paragraph 3.2" in made.decode()

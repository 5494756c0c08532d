"""The redline and the clean text of the practice meeting, as Word files that other programs read."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hisrg_desktop.documents.word import reading
from hisrg_desktop.documents.word.splice import NotSpliced
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, added, replaced
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.drafts import DraftPart
from hisrg_desktop.meeting.text.numbers import find_place, label
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.meeting.text.structure import insert_after, strike

EXAM = Path(os.environ.get("HISRG_EXAM", Path(__file__).parents[2].parent / "shared" / "exam" / "word_exam.py"))
NOON = datetime(2020, 9, 15, 12, tzinfo=UTC)
KINDS = ("agreed", "proposals")


def part(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode()


def provision(record: Record, locator: str) -> Provision:
    place = find_place(record, locator)
    assert place is not None
    return record.get(Provision, place.provision or "")


@pytest.fixture(scope="session")
def redlines(practised) -> dict[str, bytes]:
    return {which: practised.made("redline", which=which) for which in KINDS}


@pytest.mark.parametrize("which", KINDS)
def test_rejected_the_redline_is_the_draft_and_accepted_the_working_text(practised, redlines, which):
    base = reading.paragraphs(practised.base, "accepted")
    assert reading.paragraphs(redlines[which], "rejected") == base
    accepted = "\n".join(reading.paragraphs(redlines["agreed"], "accepted"))
    for amendment in practised.record.each(Amendment):
        assert practised.record.get(Provision, amendment.provision).text in accepted


@pytest.mark.second_reader("soffice", "uno")
@pytest.mark.parametrize("which", KINDS)
def test_libreoffice_reads_paragraph_by_paragraph_the_same(practised, redlines, which, file_of, libreoffice_paragraphs):
    redline = file_of(redlines[which], "redline.docx")
    assert libreoffice_paragraphs(redline, "rejected") == libreoffice_paragraphs(
        file_of(practised.base, "base.docx"), "accepted"
    )
    if which == "agreed":
        clean = file_of(practised.made("clean"), "clean.docx")
        assert libreoffice_paragraphs(redline, "accepted") == libreoffice_paragraphs(clean, "accepted")


@pytest.mark.second_reader("pandoc")
@pytest.mark.parametrize("which", KINDS)
def test_pandoc_reads_the_same(practised, redlines, which, file_of, pandoc_text):
    redline = file_of(redlines[which], "redline.docx")
    assert pandoc_text(redline, "reject") == pandoc_text(file_of(practised.base, "base.docx"), "accept")
    if which == "agreed":
        assert pandoc_text(redline, "accept") == pandoc_text(file_of(practised.made("clean"), "clean.docx"), "accept")


@pytest.mark.skipif(not EXAM.is_file(), reason=f"the Word exam is not at {EXAM.name}")
@pytest.mark.parametrize("which", KINDS)
def test_the_lint_of_the_word_exam_finds_nothing_that_the_base_had_not(practised, redlines, which, file_of):
    redline, base = file_of(redlines[which], "redline.docx"), file_of(practised.base, "base.docx")
    command = [sys.executable, str(EXAM), "lint", str(redline), "--base", str(base)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_untouched_paragraphs_are_byte_for_byte_those_of_the_original(practised, redlines):
    def paragraphs(docx: bytes) -> list[str]:
        return re.findall(r"<w:p[ >].*?</w:p>", part(docx, "word/document.xml"), re.S)

    before, after = (
        paragraphs(practised.base),
        paragraphs(practised.made("redline", record=_without_comments(practised))),
    )
    changed = {a.provision for a in practised.record.each(Amendment)}
    touched = {p.paragraph for p in practised.record.each(DraftPart) if p.part in changed}
    assert len(before) == len(after)
    assert {n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other} == touched


def _without_comments(practised) -> Record:
    """The record with every comment struck: what is left is the text alone."""
    return practised.record.after([replaced(c, struck=True) for c in practised.record.each(Comment)])


def test_the_same_record_gives_the_same_bytes(practised, redlines):
    assert practised.made("redline", which="agreed") == redlines["agreed"]


def test_each_change_bears_the_proposer_and_the_time_of_the_decision(practised, redlines):
    body = part(redlines["agreed"], "word/document.xml")
    for decision in practised.record.each(Decision):
        for key in decision.proposals:
            proposal = practised.record.get(Proposal, key)
            author = practised.record.get(Person, proposal.sponsor or "").name
            assert f'w:author="{author}" w:date="{decision.declared_at:%Y-%m-%dT%H:%M:%SZ}"' in body


def test_the_margin_has_number_speaker_words_and_what_became_of_it_resolved_when_decided(practised, redlines):
    record, notes = practised.record, part(redlines["agreed"], "word/comments.xml")
    there = next(
        d for d in record.each(Disposition) if d.decided and d.decision and record.get(Comment, d.id).provision
    )
    comment = record.get(Comment, there.id)
    spoken = record.get(Person, comment.author or "")
    note = next(n for n in notes.split("<w:comment ") if comment.number in n)
    assert f'w:author="{spoken.name}"' in note
    assert spoken.initialled in note
    assert f"{str(there.decided).capitalize()} ({record.get(Decision, there.decision or '').number})" in note
    para = re.findall(r'w14:paraId="(\w+)"', note)[-1]
    assert f'w15:paraId="{para}" w15:done="1"' in part(redlines["agreed"], "word/commentsExtended.xml")


def test_a_struck_comment_is_in_no_margin(practised):
    comment = next(c for c in practised.record.each(Comment) if c.provision and c.channel == "written")
    assert comment.text in part(practised.made("redline"), "word/comments.xml").replace("&quot;", '"')
    record = practised.record.after([replaced(comment, struck=True)])
    assert comment.number not in part(practised.made("redline", record=record), "word/comments.xml")


def test_open_proposals_stand_under_their_sponsors(practised, redlines):
    body, agreed = (part(redlines[which], "word/document.xml") for which in ("proposals", "agreed"))
    assert len(re.findall("<w:ins ", body)) > 5 * len(re.findall("<w:ins ", agreed))
    sponsor = next(p.sponsor for p in practised.record.each(Proposal) if p.state == "tabled" and p.sponsor)
    assert practised.record.get(Person, sponsor).name in body


def test_two_who_want_the_same_words_are_marked_once_and_the_other_stands_in_the_margin(practised):
    first = next(p for p in practised.record.each(Proposal) if p.state == "tabled" and p.sponsor)
    comment = practised.record.get(Comment, first.comment)
    again = comment.model_copy(update={"id": "zz1", "number": "M-ZZZ-001"})
    second = first.model_copy(update={"id": "zz2", "number": "P-999", "comment": "zz1"})
    record = practised.record.after([added(again), added(second)])
    redline, before = (
        practised.made("redline", record=record, which="proposals"),
        practised.made("redline", which="proposals"),
    )
    assert reading.paragraphs(redline, "accepted") == reading.paragraphs(before, "accepted")
    assert "P-999, tabled: " in part(redline, "word/comments.xml")


def _changed(record: Record) -> Record:
    """A provision and an item put in, two taken out, one of them the last of its block."""
    moment = Moment(NOON, 99_999)
    author = next(record.each(Person)).id
    after, item = provision(record, "3.1"), provision(record, "1.2a")
    last = [p for p in record.each(Provision) if p.block == after.block][-1]
    new = "A body that has been closed stays closed until the Board opens it again."
    put_in = insert_after(record, moment, after, new, author=author)
    put_in += insert_after(record, moment, item, "tell each other of what they change;", author=author)
    record = record.after(put_in)
    return record.after(
        [*strike(record, moment, provision(record, "2.2"), author=author), *strike(record, moment, last)]
    )


def test_provisions_put_in_and_taken_out_are_paragraphs_put_in_and_taken_out(practised):
    record = _changed(practised.record)
    redline = practised.made("redline", record=record)
    base, new = (reading.paragraphs(redline, mode) for mode in ("rejected", "accepted"))
    assert base == reading.paragraphs(practised.base, "accepted")
    at = new.index(provision(record, "3.1").text)
    assert new[at + 1] == "A body that has been closed stays closed until the Board opens it again."
    assert provision(practised.record, "2.2").text not in new
    assert reading.paragraphs(practised.made("clean", record=record), "accepted") == new


@pytest.mark.second_reader("soffice", "uno")
def test_libreoffice_reads_provisions_put_in_and_taken_out(practised, file_of, libreoffice_paragraphs):
    record = _changed(practised.record)
    redline = file_of(practised.made("redline", record=record), "redline.docx")
    clean = file_of(practised.made("clean", record=record), "clean.docx")
    base = file_of(practised.base, "base.docx")
    assert libreoffice_paragraphs(redline, "rejected") == libreoffice_paragraphs(base, "accepted")
    assert libreoffice_paragraphs(redline, "accepted") == libreoffice_paragraphs(clean, "accepted")


def test_a_text_that_does_not_begin_as_the_draft_is_refused_by_its_place(practised):
    changed = provision(practised.record, "3.1")
    record = practised.record.after([replaced(changed, text="Something else.")])
    with pytest.raises(NotSpliced, match=r"^3\.1 does not begin with the words of the draft"):
        practised.made("redline", record=record)


def test_a_text_that_came_from_no_word_file_has_no_redline_but_a_clean_text(practised, tmp_path):
    from hisrg_desktop.desk.begin import begin

    desk = begin(tmp_path / "empty.hisrg", None)
    try:
        with pytest.raises(OutOfOrder, match=r"came from no Word file.*export the clean text"):
            practised.made("redline", record=desk.record)
        clean = practised.made("clean", record=desk.record)
    finally:
        desk.close()
    assert any("Settlement of disputes" in line for line in reading.paragraphs(clean, "accepted"))


def test_without_names_all_changes_are_the_groups(practised):
    record = practised.record.after([replaced(c, struck=True) for c in practised.record.each(Comment)])
    redline = practised.made("redline", record=record, names="none")
    authors = set(re.findall(r'w:author="([^"]*)"', part(redline, "word/document.xml")))
    assert len(authors) == 1
    assert label(record, provision(record, "3.1").id) == "3.1"


def test_a_typed_number_stays_outside_the_change():
    from hisrg_desktop.documents.revised import _typed

    def drafted(text: str, label: str) -> DraftPart:
        return DraftPart(id="x", draft="d", part="p", label=label, text=text)

    assert _typed("4.3  Each crew reports.", drafted("Each crew reports.", "4.3")) == "4.3  "
    assert _typed("4.3.\tEach  crew reports. ", drafted("Each crew reports.", "4.3")) == "4.3.\t"
    assert _typed("Each crew reports.", drafted("Each crew reports.", "4.3")) == ""

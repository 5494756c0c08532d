"""Returned files, from Word to the record: what is taken in, what is recognised, and that it goes back as one."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.desk.returned import Returned, lines, read_returned, taking_in
from hisrg_desktop.documents.word import reading, splice
from hisrg_desktop.documents.word.margin import Margin, Reply
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import DeletedParagraph, Edit, InsertedParagraph, ParagraphEdit
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, is_decidable, standing_of
from hisrg_desktop.meeting.comments.submissions import Submission
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.lost import lost_their_place
from hisrg_desktop.meeting.text.numbers import find_place, locator
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.store.ledger import Ledger

DRAFT = Path(__file__).parents[1] / "documents" / "word" / "files" / "fictional-draft.docx"
DAY = date(2026, 4, 1)
MARCH = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ILSE, BRAM = Mark("Ilse Quarto", MARCH), Mark("Bram Tallow", MARCH.replace(day=3))
WORDS = reading.paragraphs(DRAFT.read_bytes(), "accepted")


def replaced(paragraph: int, old: str, new: str, mark: Mark, words: list[str] = WORDS) -> Edit:
    """A word of a paragraph replaced."""
    before, _, behind = words[paragraph].partition(old)
    return ParagraphEdit(paragraph, (Piece(before), Piece(old, None, mark), Piece(new, mark), Piece(behind)), 0, (), ())


def returned_file(*edits: Edit, margins: tuple[Margin, ...] = (), base: bytes | None = None) -> bytes:
    """The draft with these changes tracked in it."""
    return splice.redline(base or DRAFT.read_bytes(), list(edits), list(margins), Properties("Draft", "", MARCH, ""))


def margin(paragraph: int, author: str, words: str, *replies: tuple[str, str]) -> Margin:
    said = tuple(Reply(who, "X", MARCH, (answer,)) for who, answer in replies)
    return Margin(paragraph, 0, 6, author, "X", MARCH, (words,), False, said)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("returned") / "group.hisrg"
    begin(path, DRAFT, program="test").close()
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "group.hisrg"
    path.write_bytes(made.read_bytes())
    desk = Desk.open(path)
    yield desk
    desk.close()


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


def read(desk: Desk, *paths: Path, sender: str = "") -> list[Returned]:
    return read_returned(desk.record, paths, lambda digest: desk.attachment(digest).result(), sender=sender, day=DAY)


def take(desk: Desk, *files: Returned) -> None:
    act, kept = taking_in(files)
    desk.do(act, files=kept).result()


def enrolled(desk: Desk, name: str, kind: str) -> str:
    given, _, family = name.partition(" ")
    person = AddPerson(name=name, given=given, family=family)
    desk.do(Enrol(person=person, organisation=f"{family} House", kind=kind, since=DAY)).result()
    return next(p.id for p in desk.record.each(Person) if p.name == name)


# --- what is taken in ---------------------------------------------------------------------------------------------------


def test_changes_become_proposals_and_margin_comments_comments(desk, put) -> None:
    data = returned_file(
        replaced(12, "travelled", "marked", ILSE),
        DeletedParagraph(14, BRAM),
        InsertedParagraph(16, 16, (Piece("“Lamp” means a light.", ILSE),), ILSE, ()),
        margins=(margin(18, "Ilse Quarto", "Why so?", ("Bram Tallow", "Because.")),),
    )
    (one,) = read(desk, put("a.docx", data))
    take(desk, one)
    record = desk.record
    made = {(p.operation, locator(record, p.provision), p.by): p for p in record.each(Proposal)}
    assert set(made) == {
        ("replace", "1.2b", "Ilse Quarto"),
        ("delete", "1.3", "Bram Tallow"),
        ("insert", "2.1", "Ilse Quarto"),
    }
    assert all(standing_of(record, p) == "applies" for p in made.values())
    comment, reply = (c for c in record.each(Comment) if c.kind == "remark")
    assert (comment.text, comment.channel, locator(record, comment.provision)) == ("Why so?", "written", "2.3")
    assert (reply.answers, reply.by) == (comment.id, "Bram Tallow")
    assert comment.at == MARCH
    submission = next(record.each(Submission))
    assert submission.name == "a.docx"
    assert desk.attachment(submission.attachment).result() == data
    assert {c.submission for c in record.each(Comment)} == {submission.id}


def test_forty_files_are_one_entry_and_are_undone_as_one(desk, put) -> None:
    paths = [put(f"{n}.docx", returned_file(replaced(12, "travelled", f"m{n}", ILSE))) for n in range(40)]
    told: list[float] = []
    found = read_returned(desk.record, paths, lambda d: desk.attachment(d).result(), lambda part, _: told.append(part))
    before = len(desk.entries)
    take(desk, *found)
    assert len(desk.entries) == before + 1
    assert desk.entries[-1].sentence == "Take in 40 returned files"
    assert len(desk.record.all(Submission)) == len(desk.record.all(Proposal)) == 40
    assert (told[0], told[-1]) == (0, 1)
    assert told == sorted(told)
    desk.undo().result()
    assert not desk.record.all(Submission)
    assert not desk.record.all(Comment)


def test_what_progress_raises_ends_the_reading(desk, put) -> None:
    paths = [put(f"{n}.docx", returned_file(replaced(12, "travelled", f"m{n}", ILSE))) for n in range(3)]

    def stop(part: float, name: str) -> None:
        if name == "1.docx":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_returned(desk.record, paths, lambda d: desk.attachment(d).result(), stop)


def test_an_author_is_matched_to_the_person_of_that_name(desk, put) -> None:
    ilse = enrolled(desk, "Ilse Quarto", "member")
    (one,) = read(desk, put("a.docx", returned_file(replaced(12, "travelled", "marked", ILSE))))
    take(desk, one)
    (proposal,) = desk.record.each(Proposal)
    (comment,) = desk.record.each(Comment)
    assert (proposal.sponsor, comment.author, comment.capacity) == (ilse, ilse, "M")
    assert is_decidable(desk.record, proposal)
    assert one.names == ()


def test_what_an_outsider_proposes_needs_taking_up(desk, put) -> None:
    enrolled(desk, "Ilse Quarto", "external")
    take(desk, *read(desk, put("a.docx", returned_file(replaced(12, "travelled", "marked", ILSE)))))
    (proposal,) = desk.record.each(Proposal)
    assert not is_decidable(desk.record, proposal)


def test_a_name_not_on_record_is_asked_for_once_and_matched_by_hand(desk, put) -> None:
    ilse = enrolled(desk, "Ilse Quarto", "member")
    odd = Mark("iq laptop", MARCH)
    data = returned_file(replaced(12, "travelled", "marked", odd), replaced(16, "ring", "circle", odd))
    (one,) = read(desk, put("a.docx", data))
    assert one.names == ("iq laptop",)
    one = one.with_person("iq laptop", ilse)
    assert one.names == ()
    take(desk, one)
    assert {p.sponsor for p in desk.record.each(Proposal)} == {ilse}


def test_a_point_is_placed_elsewhere_by_hand_or_left_out(desk, put) -> None:
    data = returned_file(margins=(margin(12, "Ilse Quarto", "Here?"), margin(16, "Ilse Quarto", "There?")))
    (one,) = read(desk, put("a.docx", data))
    first, second = one.items
    place = find_place(desk.record, "3.1")
    one = one.with_item(replace(first, provision=place.provision, block=place.block, placing="placed", why=""))
    one = one.with_item(replace(second, left_out="It is not for the Group."))
    take(desk, one)
    (comment,) = desk.record.each(Comment)
    assert (comment.text, locator(desk.record, comment.provision)) == ("Here?", "3.1")


def test_what_lost_its_place_is_listed_there(desk, put) -> None:
    more = InsertedParagraph(16, 16, (Piece("The keeper of the lamp sleeps by day.", ILSE),), ILSE, ())
    longer = splice.clean(DRAFT.read_bytes(), [more], Properties("", "", MARCH, ""))
    words = reading.paragraphs(longer, "accepted")
    data = returned_file(replaced(17, "lamp", "lantern", BRAM, words), base=longer)
    take(desk, *read(desk, put("a.docx", data)))
    (lost,) = desk.record.derive(lost_their_place)
    comment = desk.record.get(Comment, lost.key)
    assert "lantern" in comment.text
    assert lost.why == comment.why


def test_a_proposal_keeps_the_text_it_was_made_on_when_the_room_has_gone_on(desk, put) -> None:
    place = find_place(desk.record, "1.2b").provision
    text = desk.record.get(Provision, place).text
    now = text.replace("every vessel", "any vessel")
    desk.do(ChangeEditorially(operation="replace", provision=place, after=now, reason="Style.")).result()
    take(desk, *read(desk, put("a.docx", returned_file(replaced(12, "travelled", "marked", ILSE)))))
    (proposal,) = desk.record.each(Proposal)
    assert proposal.before == text
    assert standing_of(desk.record, proposal) == "applies"


# --- what is recognised -------------------------------------------------------------------------------------------------


def test_the_same_file_twice_is_taken_in_once(desk, put) -> None:
    path = put("a.docx", returned_file(replaced(12, "travelled", "marked", ILSE)))
    again = put("b.docx", path.read_bytes())
    one, two = read(desk, path, again)
    assert two.refused == "b.docx is the same file as a.docx."
    take(desk, one, two)
    assert len(desk.record.all(Submission)) == 1
    (later,) = read(desk, again)
    assert later.refused == "b.docx has been taken in already, from Ilse Quarto."
    with pytest.raises(OutOfOrder, match="nothing to take in"):
        taking_in([later])


def test_the_same_changes_saved_anew_are_recognised_by_what_they_say(desk, put) -> None:
    edit = replaced(12, "travelled", "marked", ILSE)
    take(desk, *read(desk, put("a.docx", returned_file(edit))))
    saved_anew = splice.redline(DRAFT.read_bytes(), [edit], [], Properties("Another title", "X", MARCH, ""))
    (again,) = read(desk, put("b.docx", saved_anew))
    assert again.refused == "b.docx: all that it says has been taken in already."


def test_a_corrected_second_version_adds_what_is_new_and_says_what_it_replaces_and_what_is_gone(desk, put) -> None:
    kept, other = replaced(12, "travelled", "marked", ILSE), replaced(18, "place", "spot", ILSE)
    take(desk, *read(desk, put("a.docx", returned_file(kept, replaced(16, "ring", "circle", ILSE), other))))
    new = replaced(20, "object", "thing", ILSE)
    (second,) = read(desk, put("b.docx", returned_file(kept, replaced(16, "ring", "wheel", ILSE), new)))
    assert second.corrects == next(desk.record.each(Submission)).id
    assert [locator(desk.record, item.provision) for item in second.taken] == ["2.1", "2.5"]
    (gone,) = second.gone
    assert "spot" in desk.record.one(Comment, number=gone).text
    take(desk, second)
    states = {(locator(desk.record, p.provision), p.state) for p in desk.record.each(Proposal)}
    assert states == {
        ("1.2b", "tabled"),
        ("2.1", "superseded"),
        ("2.1", "tabled"),
        ("2.3", "tabled"),
        ("2.5", "tabled"),
    }


def test_the_draft_itself_and_a_file_of_something_else_are_said_to_be_so(desk, put) -> None:
    other = Path(__file__).parents[1] / "documents" / "word" / "files" / "messy.docx"
    itself, else_, broken = read(desk, put("d.docx", DRAFT.read_bytes()), other, put("broken.docx", b"no word"))
    assert "itself; nothing was changed in it" in itself.refused
    assert "It is no copy of the draft" in else_.refused
    assert broken.refused.startswith("broken.docx")


def test_our_own_redline_marked_up_once_more_asks_only_for_what_is_new(practice_file, put) -> None:
    ledger = Ledger.read(practice_file)
    try:
        record = ledger.load()
        for which in ("agreed", "proposals"):
            ours = produce("redline", record, Options(which=which, suffix=".docx"), ledger.attachment)
            words = reading.paragraphs(ours, "accepted")
            at = next(n for n, text in enumerate(words) if text.startswith("Resource") or "shall" in text)
            word = words[at].split()[1]
            data = returned_file(replaced(at, word, "QUITE", ILSE, words), base=ours)
            unchanged, marked = read_returned(
                record, [put(f"{which}1.docx", ours), put(f"{which}2.docx", data)], ledger.attachment
            )
            assert unchanged.items == ()
            assert unchanged.carried > 0
            (item,) = marked.items
            assert item.author == "Ilse Quarto"
            assert "QUITE" in item.after
    finally:
        ledger.close()


def test_a_provision_that_the_room_has_moved_is_not_asked_to_move_by_our_own_redline(practice_file, put) -> None:
    ledger = Ledger.read(practice_file)
    try:
        record = ledger.load()
        moved, target = (find_place(record, where) for where in ("3.1", "1.1"))
        assert moved is not None
        assert target is not None
        act = ChangeEditorially(operation="move", provision=moved.provision, target=target.provision, reason="trial")
        record = record.after(act.decide(record, Moment(datetime(2020, 9, 16, 12, tzinfo=UTC), 90_000)))
        ours = produce("redline", record, Options(suffix=".docx"), ledger.attachment)
        (unchanged,) = read_returned(record, [put("ours.docx", ours)], ledger.attachment)
        assert unchanged.items == ()
    finally:
        ledger.close()


# --- the command --------------------------------------------------------------------------------------------------------


def test_the_command_tells_each_point_on_a_line_and_takes_it_in(made, tmp_path, put, capsys) -> None:
    dossier = put("own.hisrg", made.read_bytes())
    data = returned_file(
        replaced(12, "travelled", "marked", ILSE), margins=(margin(18, "Ilse Quarto", "Why?", ("Bram Tallow", "So.")),)
    )
    path = put("a.docx", data)
    assert run(["import", "comments", str(dossier), str(path), "--json", "--dry-run"]) == 0
    first, comment, reply = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["kind"], first["placing"], first["provision"], first["date"][:10]) == (
        "proposal",
        "placed",
        "1.2 b)",
        "2026-03-02",
    )
    assert "travelled" in first["before"]
    assert "marked" in first["after"]
    assert (comment["quote"], comment["words"], comment["reply_to"]) == (WORDS[18][:6], "Why?", None)
    assert (reply["words"], reply["reply_to"]) == ("So.", "Why?")
    assert run(["show", str(dossier), "submission", "--json"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["import", "comments", str(dossier), str(path), "--channel", "consultation"]) == 0
    assert "1.2 b)  Ilse Quarto: Replace “travelled” by “marked”." in capsys.readouterr().out
    assert run(["show", str(dossier), "comment", "--json"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["channel"] for row in shown} == {"consultation"}
    assert run(["import", "comments", str(dossier), str(path)]) == 1
    assert "has been taken in already" in capsys.readouterr().err


def test_lines_name_the_sender_of_what_was_changed_with_tracking_off(desk, put) -> None:
    silent = splice.clean(
        DRAFT.read_bytes(), [replaced(12, "travelled", "marked", ILSE)], Properties("", "", MARCH, "")
    )
    (one,) = read(desk, put("a.docx", silent), sender="Bram Tallow")
    (line,) = lines(desk.record, one)
    assert (line["author"], line["untracked"], line["placing"]) == ("Bram Tallow", True, "placed")

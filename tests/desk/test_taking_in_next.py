"""The next draft from the command line: listed, refused where something is in doubt, taken in, taken back as one."""

import json
from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.drafts import Draft, latest_draft
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from tests.documents.word.made import paragraph, style, word_file

OLD = (
    "1  Lights",
    "1.1  Every vessel shows two lanterns at its bow between the bells.",
    "1.2  The wardens keep a ledger of moorings and publish it each season.",
    "1.3  Ropes are inspected before a crew leaves the harbour.",
)
NEW = (
    "1  Lights",
    "1.1  The wardens keep a ledger of moorings and publish it each season.",
    "1.2  Every vessel shows three lanterns at its bow between the bells.",
    "1.3  Lines are inspected by the boatswain whenever a vessel of any size leaves.",
)


def draft(path: Path, lines: tuple[str, ...]) -> Path:
    body = [paragraph(line, style="" if "." in line.split()[0] else "Heading1") for line in lines]
    styles = style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    path.write_bytes(word_file("".join(body), styles=styles))
    return path


@pytest.fixture
def lights(tmp_path: Path) -> Path:
    dossier = tmp_path / "lights.hisrg"
    assert run(["new", str(dossier), "--draft", str(draft(tmp_path / "one.docx", OLD))]) == 0
    return dossier


def on_record(dossier: Path) -> Record:
    desk = Desk.open(dossier, program="test")
    try:
        return desk.record
    finally:
        desk.close()


def lines_of(said: str) -> list[dict]:
    return [json.loads(line) for line in said.splitlines()]


def test_a_next_draft_is_listed_without_being_taken_in(lights: Path, tmp_path: Path, capsys) -> None:
    two = draft(tmp_path / "two.docx", NEW)
    capsys.readouterr()
    assert run(["import", "draft", str(lights), str(two), "--dry-run", "--json"]) == 0
    listed = lines_of(capsys.readouterr().out)
    assert [(one["label"], one["was"], one["how"], one["sure"]) for one in listed] == [
        ("1", "1", "same", True),
        ("1.1", "1.2", "same", True),
        ("1.2", "1.1", "changed", True),
        ("1.3", "1.3", "changed", False),
    ]
    assert sum(one["moved"] for one in listed) == 1
    assert len(on_record(lights).all(Draft)) == 1


def test_a_next_draft_with_something_in_doubt_is_refused_until_it_is_settled(
    lights: Path, tmp_path: Path, capsys
) -> None:
    two = str(draft(tmp_path / "two.docx", NEW))
    assert run(["import", "draft", str(lights), two]) == 1
    assert "1 paragraph has to be settled first: 1.3." in capsys.readouterr().err
    assert run(["import", "draft", str(lights), two, "--new", "1.3", "--deleted", "1.3"]) == 0
    record = on_record(lights)
    gone = [p for p in record.each(Provision) if p.state == "deleted"]
    assert [p.text for p in gone] == [OLD[3].removeprefix("1.3  ")]
    assert len(record.all(Draft)) == 2


def test_a_next_draft_is_taken_back_as_one_and_put_back(lights: Path, tmp_path: Path) -> None:
    before = on_record(lights)
    assert run(["import", "draft", str(lights), str(draft(tmp_path / "two.docx", NEW)), "--match", "1.3=1.3"]) == 0
    after = on_record(lights)
    desk = Desk.open(lights, program="test")
    try:
        desk.undo().result(30)
        assert desk.record == before
        desk.redo().result(30)
        assert desk.record == after
    finally:
        desk.close()


def test_the_redline_can_be_made_since_an_earlier_draft(lights: Path, tmp_path: Path, capsys) -> None:
    two = str(draft(tmp_path / "two.docx", NEW))
    assert run(["import", "draft", str(lights), two, "--as-listed", "--label", "Second"]) == 0
    record = on_record(lights)
    latest = latest_draft(record)
    assert latest is not None
    assert latest.label == "Second"
    assert find_place(record, "1.3") is not None
    out = str(tmp_path / "out.docx")
    assert run(["export", "redline", str(lights), "--since", "one", "-o", out]) == 0
    capsys.readouterr()
    assert run(["read", out, "--as", "rejected"]) == 0
    assert "two lanterns" in capsys.readouterr().out
    assert run(["read", out, "--as", "accepted"]) == 0
    assert "three lanterns" in capsys.readouterr().out
    assert run(["export", "redline", str(lights), "--since", "third", "-o", out]) == 1
    assert "There are: “one”, “Second”." in capsys.readouterr().err

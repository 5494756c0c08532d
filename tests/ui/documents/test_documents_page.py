"""The documents page gives every kind of document out, and says where it was written or why not."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.cli import run
from hisrg_desktop.desk.exports import KINDS
from hisrg_desktop.documents.word.marks import marks
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.documents.shown import file_name

BEGINS = {
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".pdf": b"%PDF-",
    ".ics": b"BEGIN:VCALENDAR",
    ".csv": b"\xef\xbb\xbf",
    ".json": b"{",
}
"""How a file of each form begins."""


@pytest.fixture
def shown(open_room, practice: Path):
    """The practice meeting with its documents shown."""
    room = open_room(practice)
    room.window.go("documents")
    return room, room.window.page("documents")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_where_it_is_asked_for(shown, qtbot, tmp_path: Path, kind: str, monkeypatch):
    _, page = shown
    page.select(kind)
    asked = tmp_path / f"{kind}{page.options.suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(asked), ""))
    with qtbot.waitSignal(page.says, timeout=20_000) as heard:
        page.export.click()
    assert asked.read_bytes().startswith(BEGINS[asked.suffix])
    assert heard.args == [f"Written: {asked}"]
    assert [row.path for row in page.given.rows] == [str(asked)]


def test_only_what_a_document_knows_can_be_chosen(shown):
    _, page = shown
    page.select("redline")
    assert page.which.isVisible()
    assert page.names.isVisible()
    assert not page.meeting.isVisible()
    page.select("participants")
    assert not page.names.isVisible()
    assert page.meeting.isVisible()


def test_a_kind_is_chosen_with_the_meeting_that_it_is_of(shown):
    room, page = shown
    earlier = min(room.window.bridge.record.each(Meeting), key=lambda meeting: meeting.planned_from)
    page.select(f"figures@{earlier.id}")
    assert (page.kind, page.options.meeting) == ("figures", earlier.id)


def test_a_name_in_a_document_without_names_stops_it_and_is_shown(shown, qtbot, tmp_path: Path):
    room, page = shown
    room.bridge.desk.do(TakeDown(text="Takes the same view as Dr Lind.")).result()
    qtbot.waitUntil(lambda: room.bridge.record is room.bridge.desk.record)
    page.select("minutes")
    page.names.setCurrentIndex(1)
    asked = tmp_path / "minutes.docx"
    with qtbot.waitSignal(room.bridge.refused, timeout=20_000) as refused:
        page.giving.give("minutes", page.options, asked)
    assert "Reword these" in refused.args[0].message
    assert not asked.exists()
    assert page.given.rows == []


def test_what_was_given_out_from_another_page_stands_in_the_list_once_the_page_is_looked_at(shown, qtbot, tmp_path):
    room, page = shown
    room.window.go("minutes")
    with qtbot.waitSignal(page.giving.written, timeout=20_000):
        page.giving.give("decisions", page.options, tmp_path / "decisions.docx")
    assert page.given.rows == []
    room.window.go("documents")
    assert [row.path for row in page.given.rows] == [str(tmp_path / "decisions.docx")]


def test_a_folder_that_cannot_be_written_is_named(shown, qtbot, tmp_path: Path):
    room, page = shown
    with qtbot.waitSignal(room.bridge.failed, timeout=20_000) as failed:
        page.giving.give("decisions", page.options, tmp_path / "no such folder" / "decisions.docx")
    assert "decisions.docx could not be saved" in failed.args[0]


def test_changes_are_marked_since_the_draft_that_is_chosen_where_there_are_several(
    open_room, practice: Path, tmp_path: Path, qtbot
):
    dossier, revised = tmp_path / "two.hisrg", tmp_path / "revised.docx"
    assert run(["export", "clean", str(practice), "-o", str(revised)]) == 0
    assert run(["new", str(dossier), "--draft", str(shipped("sample/draft.docx"))]) == 0
    assert run(["import", "draft", str(dossier), str(revised), "--as-listed", "--label", "Second"]) == 0
    room = open_room(dossier)
    room.window.go("documents")
    page = room.window.page("documents")
    page.select("redline")
    assert page.since.isVisible()
    assert page.options.since is None
    page.since.setCurrentIndex(1)
    asked = tmp_path / file_name(room.bridge.record, "redline", page.options)
    assert asked.name.startswith("redline-since-")
    with qtbot.waitSignal(page.says, timeout=20_000):
        page.giving.give("redline", page.options, asked)
    assert marks(asked.read_bytes()).changes
    page.select("clean")
    assert not page.since.isVisible()


def test_a_file_is_called_after_what_it_is(shown):
    room, page = shown
    page.select("minutes")
    page.names.setCurrentIndex(1)
    assert file_name(room.bridge.record, "minutes", page.options) == "minutes-2.4-without-names.docx"


def test_a_document_of_no_meeting_is_refused_with_what_to_do(empty_room, qtbot, tmp_path: Path):
    empty_room.window.go("documents")
    page = empty_room.window.page("documents")
    with qtbot.waitSignal(empty_room.bridge.refused, timeout=20_000) as refused:
        page.giving.give("minutes", page.options, tmp_path / "minutes.docx")
    assert "create one on the Agenda page" in refused.args[0].message


def test_what_is_still_to_be_done_by_hand_is_told_with_the_path(shown, qtbot, tmp_path: Path, monkeypatch):
    room, page = shown
    room.do(AddPerson(name="ߒߞߏ ߘߊ"))
    added = next(one for one in room.record.each(Person) if one.name == "ߒߞߏ ߘߊ")
    room.do(Appoint(person=added.id, role="secretariat", since=date(2020, 1, 1)))
    page.select("badges")
    asked = tmp_path / "badges.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(asked), ""))
    with qtbot.waitSignal(page.says, timeout=20_000) as heard:
        page.export.click()
    assert heard.args[0].startswith(f"Written: {asked}. To be written by hand")
    assert "ߒߞߏ ߘߊ" in heard.args[0]

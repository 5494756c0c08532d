"""The next draft in the window: looked through, settled with digits, taken in as one act or put away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.meeting.text.drafts import Draft, latest_draft
from hisrg_desktop.meeting.text.parts import Provision
from tests.documents.word.made import paragraph, style, word_file
from tests.ui.windows.test_every_window import without_names

SMALL = (
    "1  Objective",
    "1.1  The Group should meet.",
    "1.2  It takes note:",
    "a)  of everything;",
    "2  Terms",
    "2.1  “Lane” means a way.",
)


@pytest.fixture
def file_of(tmp_path: Path):
    """Puts paragraphs in a Word file."""

    def put(*lines: str) -> Path:
        body = [paragraph(line, style="Heading1" if line.split()[0].isdigit() else "") for line in lines]
        styles = style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        path = tmp_path / "second draft.docx"
        path.write_bytes(word_file("".join(body), styles=styles))
        return path

    return put


@pytest.fixture
def page(room):
    room.window.go("text")
    return room.window.page("text")


def looked_through(room, page, path: Path):
    page.take_next_draft(path)
    room.wait(lambda: page.next_draft is not None and page.next_draft.coming is not None)
    return page.next_draft


def listed(view) -> list[tuple[str, str, str]]:
    return [(row.number, row.was, row.what) for row in view.rows.rows]


def test_the_menu_asks_for_the_file_and_shows_what_changed(room, page, file_of, monkeypatch) -> None:
    path = file_of(
        *SMALL[:2],
        "1.2  It takes careful note:",
        SMALL[3],
        "2  Terms",
        "2.1  Lamps are lit at dusk.",
        "2.2  “Lane” means a way.",
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    room.window.menus.actions["nextDraft"].trigger()
    room.wait(lambda: page.next_draft is not None and page.next_draft.coming is not None)
    assert page.next_draft.isVisible()
    assert listed(page.next_draft) == [("1.2", "1.2", "reworded"), ("2.1", "", "new")]
    assert page.next_draft.name.text() == "second draft"


def test_what_is_in_doubt_is_settled_with_a_digit(room, page, file_of, qtbot) -> None:
    view = looked_through(room, page, file_of(*SMALL[:1], "1.1  The Group shall meet.", *SMALL[2:]))
    assert listed(view) == [("1.1", "1.1", "reworded")]
    assert view.which.currentText() == "What is in doubt"
    assert not without_names()
    view.do_activate()
    room.wait(lambda: not view.take.isEnabled() or bool(view._refused.text()))
    qtbot.keyClick(view.table, Qt.Key.Key_1)
    room.wait(lambda: view.coming.matching.doubtful == 0)
    assert listed(view) == []


def test_a_draft_is_taken_in_while_a_sitting_runs_only_when_it_is_wanted(room, page, file_of) -> None:
    lane = room.place("2.1")
    view = looked_through(
        room, page, file_of(*SMALL[:4], "2  Terms", "2.1  Lamps are lit at dusk.", "2.2  “Lane” means a way.")
    )
    view.do_activate()
    room.wait(view.way_out.isVisible)
    assert len(room.record.all(Draft)) == 1
    view.way_out.click()
    room.wait(lambda: len(room.record.all(Draft)) == 2)
    room.wait(lambda: not view.isVisible())
    draft = latest_draft(room.record)
    assert draft is not None
    assert draft.label == "second draft"
    assert room.bridge.desk.attachment(draft.source or "").result(30) is not None
    assert room.record.get(Provision, lane).numbered == "2.2"


def test_a_draft_that_is_put_away_leaves_nothing_behind(room, page, file_of, qtbot) -> None:
    before = room.record
    view = looked_through(room, page, file_of(*SMALL[:4]))
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert page.document.isVisible()
    assert room.record is before


def test_what_is_said_of_the_text_meanwhile_is_seen(room, page, file_of) -> None:
    from hisrg_desktop.meeting.text.amendments import CorrectEditorially

    view = looked_through(room, page, file_of(*SMALL[:2], "1.2  It takes careful note:", *SMALL[3:]))
    assert [row[0] for row in listed(view)] == ["1.2"]
    room.do(CorrectEditorially(provision=room.place("1.2"), text="It takes careful note:"))
    room.wait(lambda: listed(view) == [])

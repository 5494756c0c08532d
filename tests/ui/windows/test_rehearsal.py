"""A rehearsal in the window: nobody can miss it, nothing of it is kept, and one is back where one was."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.app import App
from hisrg_desktop.desk.exports import Options
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.ui.documents.giving import GivingOut
from hisrg_desktop.ui.look.dress import Look


@pytest.fixture
def app(look: Look, practice: Path, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    made = App(look, clerk="the secretary")
    made.window.resize(1280, 800)
    made.window.show()
    made.open(str(practice))
    qtbot.waitUntil(lambda: made.window.bridge is not None and made.window.current is not None, timeout=20_000)
    yield made
    made.window.close()


def everything(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; without the marks of readers that SQLite keeps in shared memory while a file is open."""
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: path.read_bytes() for path in files}


def press(app: App, name: str) -> None:
    app.window.menus.actions[name].trigger()


def rehearsing(app: App, qtbot) -> None:
    press(app, "rehearse")
    qtbot.waitUntil(lambda: app.window.rehearsing and app.window.current is not None, timeout=20_000)


def take_down(app: App, qtbot, words: str) -> None:
    editor = app.window.page("session").capture.editor
    editor.setPlainText(words)
    before = len(app.window.bridge.record.all(Comment))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(app.window.bridge.record.all(Comment)) == before + 1)


def test_what_is_practised_leaves_no_trace_and_one_is_back_where_one_was(
    app: App, qtbot, practice: Path, tmp_path: Path
) -> None:
    window = app.window
    page = window.page("session")
    looked = page.tree.model().index(3, 0).data(Qt.ItemDataRole.UserRole).key
    page.look_at(looked)
    QTest.keyClicks(page.capture.editor, "half a sen")
    window.go("decisions")
    entries = len(window.bridge.desk.entries)
    rehearsing(app, qtbot)
    app._real.desk.notes.settle()
    before = everything(practice.parent)

    assert window.standing.says("rehearsal")
    assert window.windowTitle().startswith("REHEARSAL")
    assert window.strip._saved.words.text() == "REHEARSAL"
    window.go("session")
    take_down(app, qtbot, "Practised, and not kept.")
    assert window.strip._saved.words.text() == "REHEARSAL"
    press(app, "handOver")
    assert "This is a rehearsal" in window.messages.banner.accessibleName()

    assert everything(practice.parent) == before
    press(app, "rehearse")
    qtbot.waitUntil(lambda: not window.rehearsing and window.current is not None, timeout=20_000)
    qtbot.waitUntil(lambda: window.current.objectName() == "decisionsPage")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not window.standing.says("rehearsal")
    assert len(window.bridge.desk.entries) == entries
    assert window.page("session").looked == looked
    assert window.page("session").capture.editor.toPlainText() == "half a sen"
    window.go("session")
    take_down(app, qtbot, "And the meeting goes on.")


def test_closing_the_window_in_a_rehearsal_gives_the_dossier_back_as_well(
    app: App, qtbot, practice: Path, tmp_path: Path
) -> None:
    rehearsing(app, qtbot)
    app.window.close()
    assert sorted(p.name for p in practice.parent.iterdir() if p.is_file()) == [practice.name]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_document_of_a_rehearsal_is_proposed_under_a_name_that_says_so_and_says_so_itself(
    app: App, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []
    written = tmp_path / "decisions.txt"

    def ask(_parent: object, _title: str, name: str, _form: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(written), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    rehearsing(app, qtbot)
    giving = GivingOut.of(app.window.bridge)
    with qtbot.waitSignal(giving.written, timeout=20_000):
        giving.ask(app.window, "decisions", Options(suffix=".txt"))
    assert proposed[0].startswith("rehearsal-decisions")
    assert "REHEARSAL – NOT A RECORD" in written.read_text()

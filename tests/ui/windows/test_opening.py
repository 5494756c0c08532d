"""Opening, making and leaving dossiers through the window; what cannot be opened is said in one sentence."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from hisrg_desktop.app import App
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.look.dress import Look

FILES = Path(__file__).parents[2] / "documents" / "word" / "files"
LONG = 20_000
"""Milliseconds after which something has gone wrong; nothing is judged by it."""


@pytest.fixture
def app(look: Look, qtbot, tmp_path: Path) -> Iterator[App]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = App(look, clerk="the secretary")
    made.window.show()
    yield made
    made.window.close()


def told(app: App, qtbot) -> str:
    """The sentence that the window tells."""
    qtbot.waitUntil(app.window.messages.banner.isVisible, timeout=LONG)
    return app.window.messages.banner.accessibleName()


def opened(app: App, qtbot) -> None:
    qtbot.waitUntil(lambda: app.window.bridge is not None, timeout=LONG)


def test_a_dossier_is_made_of_a_word_draft(app: App, qtbot, tmp_path: Path) -> None:
    app.create(str(tmp_path / "new.hisrg"), str(FILES / "fictional-draft.docx"))
    opened(app, qtbot)
    assert len(app.window.bridge.record.all(Block)) == 20
    assert len(app.window.bridge.record.all(Provision)) == 159


def test_a_dossier_without_a_draft_has_the_nineteen_headings(app: App, qtbot, tmp_path: Path) -> None:
    app.create(str(tmp_path / "new.hisrg"), "")
    opened(app, qtbot)
    headings = [b.heading for b in app.window.bridge.record.each(Block)]
    assert len(headings) == 19
    assert headings[17] == "Settlement of disputes"


def test_a_file_that_is_no_word_draft_makes_no_dossier(app: App, qtbot, tmp_path: Path) -> None:
    draft = tmp_path / "letter.docx"
    draft.write_bytes(b"This is a letter.")
    app.create(str(tmp_path / "new.hisrg"), str(draft))
    assert "letter.docx" in told(app, qtbot)
    assert not list(tmp_path.glob("new*"))
    assert app.window.bridge is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.hisrg", b"plain words, no dossier", "is not a dossier"),
        ("cut.hisrg", b"SQLite format 3\x00" + b"\x00" * 80, "cut.hisrg"),
    ],
)
def test_what_is_no_dossier_is_said_to_be_none(
    app: App, qtbot, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    app.open(str(path))
    assert reason in told(app, qtbot)
    assert path.read_bytes() == content


def test_a_dossier_that_is_open_elsewhere_is_named_with_who_has_it(app: App, qtbot, practice: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hisrg_desktop.desk.desk import Desk;"
        "desk = Desk.open(Path(sys.argv[1]), program='another window', clerk='M. Other');"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(practice)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        app.open(str(practice))
        assert "M. Other, another window" in told(app, qtbot)
        other.kill()


def test_a_dossier_that_is_gone_is_said_to_be_gone(app: App, qtbot, tmp_path: Path) -> None:
    app.open(str(tmp_path / "gone.hisrg"))
    assert "gone.hisrg" in told(app, qtbot)


def test_the_next_dossier_takes_the_place_of_the_last(app: App, qtbot, practice: Path, tmp_path: Path) -> None:
    app.open(str(practice))
    opened(app, qtbot)
    first = app.window.bridge
    app.create(str(tmp_path / "second.hisrg"), "")
    qtbot.waitUntil(lambda: app.window.bridge not in (None, first), timeout=LONG)
    assert not Path(f"{practice}-lock").exists()
    qtbot.waitUntil(lambda: app.window.current is not None, timeout=LONG)


def test_unfinished_words_are_in_the_line_again_when_the_dossier_is_opened(app: App, qtbot, practice: Path) -> None:
    from PySide6.QtTest import QTest

    app.open(str(practice))
    opened(app, qtbot)
    QTest.keyClicks(app.window.page("session").capture.editor, "half a sentence")
    app.window.close()
    again = App(app.window.look)
    again.window.show()
    again.open(str(practice))
    opened(again, qtbot)
    assert again.window.page("session").capture.text == "half a sentence"
    again.window.close()

"""The pen in the window: who has it is said, nothing is written without it, and the dossier is shown anew when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.app import App
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.pen import pen_away
from hisrg_desktop.ui.look.dress import Look


@pytest.fixture
def app(look: Look, practice: Path, qtbot, tmp_path: Path) -> Iterator[App]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = App(look, clerk="the secretary")
    made.window.resize(1280, 800)
    made.window.show()
    made.open(str(practice))
    qtbot.waitUntil(lambda: made.window.bridge is not None, timeout=20_000)
    made.window.go("session")
    yield made
    made.window.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "stick" / "practice.hisrg"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def test_handed_over_and_back(app: App, qtbot, stick: Path) -> None:
    window = app.window
    window.menus.actions["handOver"].trigger()
    page = window.page("session")
    QTest.keyClicks(page.ask_line.line, "Rhodri Cadwalant")
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.standing.says("pen"))
    said = window.standing._banners["pen"].accessibleName()
    assert "The pen is with Rhodri Cadwalant since" in said

    QTest.keyClicks(page.capture.editor, "typed without the pen")
    with qtbot.waitSignal(window.bridge.refused) as refused:
        QTest.keyClick(page.capture.editor, Qt.Key.Key_Return)
    assert "can only be read" in refused.args[0].message
    assert page.capture.editor.toPlainText() == "typed without the pen"

    other = Desk.open(stick)
    other.do(TakeDown(text="Taken down with the pen, elsewhere.")).result()
    other.close()
    window.standing._banners["pen"]._button.click()
    qtbot.waitUntil(lambda: window.bridge is not None and pen_away(window.bridge.record) is None, timeout=20_000)
    assert list(window.bridge.record.each(Comment))[-1].text == "Taken down with the pen, elsewhere."
    assert not window.standing.says("pen")
    page = window.page("session")
    assert page.capture.editor.toPlainText() == "typed without the pen"
    with qtbot.waitSignal(window.bridge.news):
        QTest.keyClick(page.capture.editor, Qt.Key.Key_Return)


def test_taken_back_without_the_copy_the_reason_is_asked_for(app: App, qtbot, stick: Path) -> None:
    window = app.window
    window.pen.hand_over(stick, "Rhodri Cadwalant")
    qtbot.waitUntil(lambda: window.standing.says("pen"))
    window.menus.actions["takePen"].trigger()
    page = window.page("session")
    QTest.keyClicks(page.ask_line.line, "the stick is lost")
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.standing.says("pen"))
    assert "the stick is lost" in window.bridge.desk.entries[-1].sentence


def test_a_dossier_whose_pen_is_away_says_so_when_it_is_opened(
    look: Look, practice: Path, qtbot, tmp_path: Path
) -> None:
    from tests.ui.windows.conftest import opened

    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    desk = Desk.open(practice)
    desk.hand_over(tmp_path / "copy.hisrg", "Rhodri Cadwalant").result()
    desk.close()
    window = opened(look, Desk.open(practice))
    assert window.standing.says("pen")
    window.close()

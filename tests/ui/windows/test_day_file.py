"""The day file from the window: one key, made beside the work, and not made where it is not wanted any more."""

import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.desk import exports
from hisrg_desktop.ui.windows.main import MainWindow


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "day.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_one_key_writes_the_day_file_and_says_where(window: MainWindow, qtbot, asked: Path) -> None:
    for _ in range(2):
        window.menus.actions["dayFile"].trigger()
        qtbot.waitUntil(lambda: window.messages.banner.isVisible(), timeout=30_000)
        assert window.messages.banner.accessibleName() == f"Written: {asked}"
        window.messages.banner.put_away()
        with zipfile.ZipFile(asked) as archive:
            assert archive.testzip() is None
        asked.unlink()


def test_cancelled_it_leaves_nothing(window: MainWindow, qtbot, asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        begun.set()
        go_on.wait(30)
        return b"never written"

    monkeypatch.setattr(exports, "_redline", slow)
    window.menus.actions["dayFile"].trigger()
    qtbot.waitUntil(begun.is_set)
    window.messages._cancel.click()
    with qtbot.waitSignal(window.bridge.busy):
        go_on.set()
    assert list(asked.parent.glob("*.zip")) == []
    assert not window.messages.banner.isVisible()

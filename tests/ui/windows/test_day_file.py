"""The day file from the window: one key, made beside the work, and not made where it is not wanted any more."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

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


def test_cancelled_it_leaves_nothing(window: MainWindow, qtbot, asked: Path) -> None:
    heard: list[str] = []

    def cancel(_: float, words: str) -> None:
        if not heard and words.startswith("1"):
            heard.append(words)
            window.messages._cancel.click()

    window.bridge.progress.connect(cancel)
    with qtbot.waitSignal(window.bridge.busy, timeout=30_000, check_params_cb=lambda busy: not busy):
        window.menus.actions["dayFile"].trigger()
    assert heard == ["1 Redline.docx"]
    assert [path.name for path in asked.parent.iterdir() if "day" in path.name] == []
    assert not window.messages.banner.isVisible()

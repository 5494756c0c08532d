"""The window on the practice meeting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow


def opened(look: Look, desk: Desk) -> MainWindow:
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    window.show_dossier(Bridge(desk, window))
    window.go("session")
    return window


@pytest.fixture
def window(look: Look, practice: Path, qtbot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the practice meeting."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = opened(look, Desk.open(practice))
    yield made
    made.close()


@pytest.fixture
def empty(look: Look, qtbot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a dossier with the nineteen headings and nothing else."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = opened(look, begin(tmp_path / "empty.hisrg", None))
    yield made
    made.close()

"""What every test stands on: no display, the same examples each time, widgets gone when their test is."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

pytest_plugins = ["tests.second_readers.reading"]

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def _kept_from_the_collector() -> None:
    """What is loaded before the first window stays for good: going over it after each test would cost a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _widgets_end_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Delete what was left to be deleted later, here and now.

    Python's cyclic collector, set off in a worker thread, destroys widgets there, and Qt crashes. So it rests while a
    test has windows, and runs afterwards on this thread.
    """
    if "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("_kept_from_the_collector")
    gc.disable()
    yield
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    # A window that stays would hear of every change of look to come, and the last tests would crawl.
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow):
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice meeting, built once; whoever writes to it copies it first."""
    from hisrg_desktop.sample.build import build

    path = tmp_path_factory.mktemp("practice") / "practice.hisrg"
    build(path).close()
    return path


@pytest.fixture
def practice(practice_file: Path, tmp_path: Path) -> Path:
    """A copy of the practice meeting, to write to."""
    return Path(shutil.copy(practice_file, tmp_path / "practice.hisrg"))

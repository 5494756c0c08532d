"""What the tests of windows share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.ui.look.dress import Look


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at 100 %, on the application."""
    look = Look("light")
    look.dress(qapp)
    yield look
    qapp.setStyleSheet("")

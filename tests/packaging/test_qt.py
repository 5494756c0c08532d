"""The Qt that is locked is one that this Python survives."""

import sys

import pytest


def test_qt_keeps_the_references_to_none():
    """PySide6 6.12.0 under Python 3.11 loses one with each call; the interpreter dies when none is left."""
    core = pytest.importorskip("PySide6.QtCore", reason="PySide6 is not installed")
    application = core.QCoreApplication.instance() or core.QCoreApplication([])
    before = sys.getrefcount(None)
    for _ in range(1000):
        application.processEvents()
    assert sys.getrefcount(None) > before - 500

"""The program itself, started with a dossier, until a key reaches the capture line. Run as a program by the benchmarks."""

import importlib
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from hisrg_desktop.bench.child import resident, say


class Usable(QObject):
    """Waits for the capture line to be drawn, types a key and waits for its picture.

    The program is looked at from outside and not changed: it is found by the name of its line.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._editor: QPlainTextEdit | None = None
        self._typed = False
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for window in self._application.topLevelWidgets():
            editor = window.findChild(QPlainTextEdit, "sessionCaptureLine") if window.isVisible() else None
            if isinstance(editor, QPlainTextEdit) and editor.isVisible():
                self._timer.stop()
                self._editor = editor
                editor.viewport().installEventFilter(self)
                editor.viewport().update()
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Type once the line is drawn; end once the key is."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._drawn)
        return super().eventFilter(watched, event)

    def _drawn(self) -> None:
        editor = self._editor
        assert editor is not None
        if not self._typed:
            self._typed = True
            QTest.keyClicks(editor, "x")
        elif editor.toPlainText().endswith("x"):
            self._editor = None
            say(usable=time.monotonic(), resident=resident())
            self._leave(editor)

    def _leave(self, editor: QWidget) -> None:
        editor.viewport().removeEventFilter(self)  # type: ignore[attr-defined]
        editor.clear()  # type: ignore[attr-defined]
        editor.window().close()
        self._application.quit()


if __name__ == "__main__":
    started = QApplication(sys.argv[:1])
    usable = Usable(started)
    # The program as people start it; by name, for nothing here builds on it.
    importlib.import_module("hisrg_desktop.app").main(sys.argv[1:])

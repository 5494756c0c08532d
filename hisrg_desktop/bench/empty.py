"""The bare minimum: an empty window drawn, and sqlmodel read. Run as a program by the benchmarks."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.bench.child import resident, say


class Empty(QWidget):
    """A window with nothing in it, which ends when it was drawn."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read sqlmodel, as every program of this kind must, and end."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.end)

    def end(self) -> None:
        """Say when this was."""
        import sqlmodel

        assert sqlmodel
        say(usable=time.monotonic(), resident=resident())
        QApplication.quit()


if __name__ == "__main__":
    application = QApplication([])
    window = Empty()
    window.resize(1280, 800)
    window.show()
    application.exec()

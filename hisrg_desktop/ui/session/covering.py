"""What stands where the place of the text stands otherwise, until it is put away."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class Covering(QWidget):
    """A card over the place of the text; Escape puts it away.

    Signals:
        left: it was put away.
    """

    left = Signal()

    def leave(self) -> None:
        """Put it away."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

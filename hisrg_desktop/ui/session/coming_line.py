"""What comes next, in one quiet line beneath the plan of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from hisrg_desktop.ui.agenda.coming import coming_next
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.look.dress import Look

_EVERY = 30_000
"""Milliseconds after which it is worked out anew although nothing was entered: it is told to the minute."""


class ComingLine(Words):
    """What starts next and when at this pace; whole as a tooltip, and gone where it is not known."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "", "small", "soft", shortens=True, parent=parent)
        self._bridge = bridge
        self.setObjectName("sessionComing")
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.tell)
        self.hide()

    def tell(self) -> None:
        """Say what is so by now."""
        short, sentence = coming_next(self._bridge.record, self._bridge.now)
        self.setText(short)
        self.setToolTip(tip(sentence))
        self.setAccessibleName(sentence)
        self.setVisible(bool(short))

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time while the line is seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        self._clock.stop()
        super().hideEvent(event)

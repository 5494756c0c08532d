"""The mark on the rail: how much is due and has not come, looked at again as time passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from hisrg_desktop.ui.windows.main import MainWindow

_EVERY = 20_000
"""Milliseconds between two looks: what falls due is marked within half a minute."""


class DueMark(QObject):
    """Keeps the number beside Decisions up to date, with what it counts; the card that is shown goes with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look, and go on looking."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Show what is due now."""
        from hisrg_desktop.ui.decisions.due import overdue

        bridge = self._window.bridge
        if bridge is None:
            self._timer.stop()
            return
        lines = overdue(bridge.record, bridge.now)
        self._window.rail.button("decisions").set_mark(len(lines), "\n".join(lines))
        self._window.screens.tell_time()

"""The watch: notices when the event loop is held, and logs for how long."""

import logging
import threading
import time

from PySide6.QtCore import QObject, QTimer

_log = logging.getLogger(__name__)
_EVERY = 10
LONG = 0.05
"""Seconds for which the event loop may be held at most."""


class Watch(QObject):
    """Beats on the event loop; a beat that comes late says for how long the loop was held."""

    def __init__(self, parent: QObject | None = None, long: float = LONG) -> None:
        super().__init__(parent)
        self._long = long
        self._last = 0.0
        self.longest = 0.0
        self.held: list[float] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to watch."""
        self._last = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def _beat(self) -> None:
        assert threading.current_thread() is threading.main_thread()
        now = time.monotonic()
        late = now - self._last - _EVERY / 1000
        self._last = now
        self.longest = max(self.longest, late)
        if late > self._long:
            self.held.append(late)
            _log.warning("the windows were held for %.0f ms", late * 1000)

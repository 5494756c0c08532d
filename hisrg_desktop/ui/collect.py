"""The collector of unreachable objects, kept to the windows' thread.

Left to itself it runs on whichever thread happens to allocate, and destroys widgets there.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000
_MANY = 700, 10
"""New objects, and small rounds, after which a round is worth it."""
_MASS = 20_000
"""New objects at once that are something worked out, which stays; a microsecond each would hold the windows."""


class Collector(QObject):
    """Collects on the windows' thread, a small round at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        young, middle, _ = gc.get_count()
        if young > _MASS:
            gc.freeze()
        elif middle > _MANY[1]:
            gc.collect(1)
        elif young > _MANY[0]:
            gc.collect(0)

"""Running time: how long someone has spoken, as a person reads it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

Clock = Callable[[], datetime]
"""What tells the time; handed in, so that it can be stopped."""

_OFTEN = 250


def as_time(spoken: timedelta) -> str:
    """Minutes and seconds ("2:14"), with hours from the first on; never less than nothing."""
    seconds = max(0, int(spoken.total_seconds()))
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Running(QObject):
    """A time that runs while somebody speaks and stands still while the sitting is suspended.

    Signals:
        told: the time as it now reads, each time it reads differently.
        spoken: the same as whole seconds.
    """

    told = Signal(str)
    spoken = Signal(int)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._began: datetime | None = None
        self._before = timedelta()
        self._said: str | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN)
        self._timer.timeout.connect(self.tell)

    def start(self, began: datetime | None, before: timedelta = timedelta()) -> None:
        """Run from that moment on top of what was spoken before; without a moment, stand still at it."""
        self._began, self._before, self._said = began, before, None
        if began is None:
            self._timer.stop()
        else:
            self._timer.start()
        self.tell()

    def tell(self) -> None:
        """Say the time if it reads differently from what was said last."""
        running = self._clock() - self._began if self._began else timedelta()
        text = as_time(self._before + running)
        if text != self._said:
            self._said = text
            self.told.emit(text)
            self.spoken.emit(max(0, int((self._before + running).total_seconds())))

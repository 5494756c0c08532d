"""Room on the dossier's disk: a reserve that is given up when the disk is full, and who is told of it."""

import threading
from collections.abc import Callable
from pathlib import Path

from hisrg_desktop.store.ballast import SIZE, Ballast


class Space:
    """Whether the disk is full. `changed` is called when it becomes so and when there is room again, on any thread."""

    def __init__(self, dossier: Path, size: int = SIZE) -> None:
        self._ballast = Ballast(dossier, size)
        self._guard = threading.Lock()
        self.full = False
        self.changed: Callable[[bool], None] = lambda _: None

    def lay(self) -> None:
        """Take the reserve, while there is room."""
        self._ballast.lay()

    def make_room(self) -> bool:
        """The disk is full: give the reserve up; whether that made room, so that it is worth trying again."""
        made = self._ballast.give_up()
        self._say(True)
        return made

    def look(self) -> None:
        """See whether there is room again, and take the reserve anew."""
        if self.full and self._ballast.lay():
            self._say(False)

    def leave(self) -> None:
        """Give the room back; the dossier is being closed."""
        self._ballast.give_up()

    def _say(self, full: bool) -> None:
        with self._guard:
            news, self.full = self.full != full, full
        if news:
            self.changed(full)

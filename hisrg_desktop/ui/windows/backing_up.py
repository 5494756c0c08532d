"""A verified copy of the dossier whenever a sitting was closed, made beside the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hisrg_desktop.meeting.roll.meetings import Sitting, named

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.bridge import Bridge, Progress


class BackingUp(QObject):
    """Has the copy made.

    Signals:
        told: where the copy is; carries a sentence.
    """

    told = Signal(str)

    def hear(self, news: News, bridge: Bridge) -> None:
        """Make a copy if this closed a sitting."""
        changed = ((c.before, c.after) for c in news.changes if c.kind is Sitting)
        for before, after in changed:
            if isinstance(after, Sitting) and after.state == "closed" and getattr(before, "state", "") != "closed":
                self._make(named(after), bridge)

    def _make(self, name: str, bridge: Bridge) -> None:
        desk, doing = bridge.desk, self.tr("Making a copy of the dossier…")

        def work(progress: Progress) -> Path:
            progress(0.1, doing)
            return desk.back_up(name)

        bridge.run(work, self._made)

    def _made(self, made: object) -> None:
        assert isinstance(made, Path)
        words = self.tr("The sitting is closed. A copy of the dossier was made and read through: %1 in %2.")
        self.told.emit(words.replace("%1", made.name).replace("%2", made.parent.name))

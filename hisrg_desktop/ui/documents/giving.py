"""Giving out: a file is made beside the work and written whole; what was given out is remembered while the window is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from hisrg_desktop.desk.exports import KINDS, Options
from hisrg_desktop.desk.making import Making
from hisrg_desktop.desk.rehearsal import is_rehearsal
from hisrg_desktop.ui.bridge import Bridge, Progress
from hisrg_desktop.ui.documents.shown import FORMS, file_name

_REMEMBERED = 100
"""So many files are listed at most, the last ones; a list of thousands would be made anew with each of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was written: when, what it is, where; `remark` is what somebody has still to do with it by hand."""

    at: datetime
    title: str
    path: Path
    remark: str = ""


class GivingOut(QObject):
    """Makes files of the record and writes them; one for each dossier that is shown.

    Signals:
        written: a file was written; carries its `Given`.
    """

    written = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._making = Making(bridge.desk.path)
        self.given: list[Given] = []

    @classmethod
    def of(cls, bridge: Bridge) -> GivingOut:
        """The one of this dossier, shared by the pages that give out."""
        there = bridge.findChild(cls)
        return there if isinstance(there, cls) else cls(bridge)

    def ask(self, parent: QWidget, kind: str, options: Options) -> None:
        """Ask where to write the file, then give it out."""
        options = replace(options, rehearsal=is_rehearsal(self._bridge.desk.path))
        form = FORMS[options.suffix]
        # The copy's own folder goes with the rehearsal, and whatever stands in it.
        usual = Path.home() if options.rehearsal else self._bridge.desk.path.parent
        folder = str(QSettings().value("documents/folder", str(usual)))
        proposed = str(Path(folder) / file_name(self._bridge.record, kind, options))
        title = parent.tr("Export %1").replace("%1", KINDS[kind].title)
        chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, f"{form} (*{options.suffix})")
        if chosen:
            path = Path(chosen)
            QSettings().setValue("documents/folder", str(path.parent))
            self.give(kind, options, path if path.suffix.lower() == options.suffix else Path(f"{path}{options.suffix}"))

    def give(self, kind: str, options: Options, path: Path) -> None:
        """Make the file of the record as it stands now, and write it."""
        title, at, making = KINDS[kind].title, self._bridge.now, self._making

        def work(progress: Progress) -> Given:
            remarks: list[str] = []

            def hear(part: float, words: str) -> None:
                if part >= 1:
                    remarks.append(words)
                progress(part, words)

            progress(0.1, title)
            written = making.make(kind, replace(options, progress=hear), path)
            progress(1.0, title)
            return Given(at, title, written, " ".join(dict.fromkeys(remarks)))

        self._bridge.run(work, self._done)

    def _done(self, given: object) -> None:
        assert isinstance(given, Given)
        self.given = [given, *self.given[: _REMEMBERED - 1]]
        self.written.emit(given)

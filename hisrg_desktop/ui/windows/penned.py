"""The pen in the window: handing the dossier over, taking it back, and saying who has it meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.meeting.pen import pen_away, where_it_is
from hisrg_desktop.meeting.people.persons import people

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.windows.main import MainWindow

DOSSIERS = "Dossiers (*.hisrg)"


class PenAtHand(QObject):
    """Asks what handing over and taking back need, and has it done.

    Signals:
        came_back: the dossier has become another and is to be shown anew.
    """

    came_back = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._made = 0

    def show(self, record: Record) -> None:
        """Say who has the pen for as long as it is away."""
        pen = pen_away(record)
        standing = self._window.standing
        if pen is None:
            if standing.says("pen"):
                standing.leave_off("pen")
            return
        words = self.tr("%1. Until it comes back this dossier can only be read here; what you type stays in the line.")
        standing.say("pen", words.replace("%1", where_it_is(pen)), self.tr("Take it back…"))

    # --- asked -------------------------------------------------------------------------------------------------------

    def ask_to_hand_over(self) -> None:
        """Ask who takes the dossier over, then where the copy goes."""
        names = sorted(person.name for person in people(self._window.bridge.record)) if self._window.bridge else []
        self._ask(self.tr("Who takes the dossier over?"), names, self._ask_where)

    def _ask_where(self, to: str) -> None:
        window = self._window
        assert window.bridge is not None
        path = window.bridge.desk.path
        proposed = str(path.with_name(f"{path.stem} for {to}.hisrg"))
        chosen, _ = QFileDialog.getSaveFileName(
            window, self.tr("The copy for %1").replace("%1", to), proposed, DOSSIERS
        )
        if chosen:
            self.hand_over(Path(chosen if chosen.endswith(".hisrg") else f"{chosen}.hisrg"), to)

    def ask_to_take_back(self) -> None:
        """Ask for the copy that came back."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("The copy that came back"), "", DOSSIERS)
        if chosen:
            self.take_back(Path(chosen))

    def ask_to_take_by_force(self) -> None:
        """Ask why the pen is taken back without the copy."""
        self._ask(self.tr("Why is the pen taken back without the copy?"), [], self.take_by_force)

    def _ask(self, question: str, among: list[str], then: object) -> None:
        self._window.go("session")
        self._window.page("session").ask(question, among, then)  # type: ignore[attr-defined]

    # --- done --------------------------------------------------------------------------------------------------------

    def hand_over(self, target: Path, to: str) -> None:
        """Write the copy that has the pen."""
        bridge = self._window.bridge
        assert bridge is not None
        bridge.then(bridge.desk.hand_over(target, to), self._handed)

    def _handed(self, target: object) -> None:
        words = self.tr("The copy with the pen was written and read through: %1")
        self._window.messages.tell(words.replace("%1", str(target)))

    def take_back(self, source: Path) -> None:
        """Go on from the copy that came back."""
        bridge = self._window.bridge
        assert bridge is not None
        bridge.then(bridge.desk.take_back(source), self._back)

    def _back(self, made: object) -> None:
        words = self.tr("The dossier is back with its pen; %1 entries were made with it elsewhere.")
        self._window.messages.tell(words.replace("%1", str(made)))
        self.came_back.emit()

    def take_by_force(self, why: str) -> None:
        """Take the pen back without the copy."""
        bridge = self._window.bridge
        assert bridge is not None
        bridge.then(bridge.desk.take_by_force(why))

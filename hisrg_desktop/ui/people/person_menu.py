"""What can be changed about a person, as a menu: only what makes sense of them now."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from hisrg_desktop.meeting.people.merging import merged_with
from hisrg_desktop.meeting.people.participations import participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record


class PersonMenu(QMenu):
    """The questions that can be asked about a person, and the merges that can be taken apart.

    Signals:
        asked: which question of `PeopleForms`.
        apart: the merging with this id is to be taken apart.
    """

    asked = Signal(str)
    apart = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personMenu")
        self.triggered.connect(self._chosen)

    def offer(self, record: Record, person: str, day: date) -> None:
        """Offer what can be changed about this person on this day."""
        self.clear()
        takes_part = participation_of(record, person, day) is not None
        words = {
            "correct": self.tr("Correct name and details…"),
            "class": self.tr("Other class or organisation…") if takes_part else "",
            "enter": "" if takes_part else self.tr("Enter as…"),
            "end": self.tr("Takes part no longer…") if takes_part else "",
            "apply": self.tr("Application to observe…"),
            "appoint": self.tr("Appoint…"),
            "dismiss": self.tr("End a function…"),
            "alternate": self.tr("Alternate…"),
            "alternateEnds": self.tr("End of standing in…"),
            "same": self.tr("On record twice…"),
        }
        for what, said in words.items():
            if said:
                self.addAction(said).setData((what, ""))
        for merging in merged_with(record, person):
            name = record.get(Person, merging.merged).name
            self.addAction(self.tr("Take apart from %1").replace("%1", name)).setData(("", merging.id))

    def _chosen(self, action: QAction) -> None:
        what, merging = action.data()
        if what:
            self.asked.emit(what)
        else:
            self.apart.emit(merging)

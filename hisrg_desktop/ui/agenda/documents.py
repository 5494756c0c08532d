"""The documents of the dossier, to put before the Group at an item of the agenda."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from hisrg_desktop.meeting.agenda.documents import papers
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.record import Record


class DocumentsMenu(QMenu):
    """Every document on record; those before the Group at the item are ticked.

    Signals:
        chosen: the documents the item is to have, by their keys.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agendaDocumentsMenu")
        self._had: tuple[str, ...] = ()
        self.triggered.connect(self._tick)

    def show_papers(self, record: Record, item: AgendaItem | None) -> None:
        """List the documents for this item."""
        self.clear()
        self._had = item.documents if item else ()
        for one in record.derive(papers):
            action = self.addAction(one.words.replace("&", "&&"))
            action.setData(one.key)
            action.setCheckable(True)
            action.setChecked(one.key in self._had)
        if self.isEmpty():
            self.addAction(self.tr("No document is on record yet")).setEnabled(False)

    def _tick(self, action: QAction) -> None:
        others = tuple(key for key in self._had if key != action.data())
        self.chosen.emit((*others, str(action.data())) if action.isChecked() else others)

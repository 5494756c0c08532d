"""What is done with the item selected: taken up, moved, ended, given documents, taken off the agenda."""

from typing import Any

from PySide6.QtCore import QObject

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AgendaItem, ChangeAgendaItem, RemoveAgendaItem, SayOutcome
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.places import moved, placed
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.agenda.documents import DocumentsMenu
from hisrg_desktop.ui.agenda.item_menu import ItemMenu
from hisrg_desktop.ui.agenda.items import ItemsView
from hisrg_desktop.ui.bridge import Bridge


class ItemHand(QObject):
    """Does with the item selected in the list what its keys and its menus ask for."""

    def __init__(self, bridge: Bridge, items: ItemsView) -> None:
        super().__init__(items)
        self._bridge = bridge
        self._items = items
        self.documents = DocumentsMenu(items)
        self.menu = ItemMenu(items)
        self.menu.said.connect(self.say_outcome)
        self.menu.stepped.connect(self.move_item)
        self.menu.unlimited.connect(self.lift_limit)
        self.menu.removed.connect(self.remove)
        self.documents.aboutToShow.connect(self._show_documents)
        self.documents.chosen.connect(self._before_the_group)
        items.stepped.connect(self.move_item)
        items.placed.connect(self.place)
        items.removed.connect(self.remove)

    @property
    def _record(self) -> Record:
        return self._bridge.record

    @property
    def item(self) -> AgendaItem | None:
        """The item that is selected."""
        return self._record.find(AgendaItem, self._items.keys[0] if self._items.keys else None)

    def take_up(self) -> None:
        """Take up the item selected."""
        item = self.item
        self._do(TakeUpItem(item=item.id) if item else None)

    def move_item(self, way: Any) -> None:
        """Move the item selected by one step: up, down, in, out."""
        item = self.item
        self._do(moved(self._record, item, way) if item else None)

    def place(self, key: str, target: str, where: Any) -> None:
        """Move an item to where it was dropped."""
        item = self._record.find(AgendaItem, key)
        if item:
            self._do(placed(self._record, item, self._record.find(AgendaItem, target or None), where))

    def remove(self) -> None:
        """Take the item selected off the agenda."""
        item = self.item
        self._do(RemoveAgendaItem(item=item.id) if item else None)

    def say_outcome(self, outcome: Any) -> None:
        """Say what became of the item selected."""
        item = self.item
        self._do(SayOutcome(item=item.id, outcome=outcome) if item else None)

    def lift_limit(self) -> None:
        """Give the item selected its planned time again."""
        item = self.item
        self._do(ChangeAgendaItem(item=item.id, limit=None) if item else None)

    def _show_documents(self) -> None:
        self.documents.show_papers(self._record, self.item)

    def _before_the_group(self, documents: tuple[str, ...]) -> None:
        item = self.item
        self._do(ChangeAgendaItem(item=item.id, documents=documents) if item else None)

    def _do(self, act: Act | None) -> None:
        if act is not None:
            self._bridge.do(act)

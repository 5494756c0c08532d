"""What else can be done with an item of the agenda: what became of it, and where it goes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget


class ItemMenu(QMenu):
    """Everything that is done to an item less often; each has its key beside it, where it has one.

    Signals:
        said: what became of the item.
        stepped: the way in which it goes: ``up``, ``down``, ``in``, ``out``.
        unlimited: it has its planned time again.
        removed: it is taken off the agenda.
    """

    said = Signal(str)
    stepped = Signal(str)
    unlimited = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agendaItemMenu")
        for words, outcome in (
            (self.tr("Finished"), "finished"),
            (self.tr("To be continued at the next meeting"), "to be continued"),
            (self.tr("Put off to the next meeting"), "put off"),
            (self.tr("As it was"), ""),
        ):
            self.addAction(words).triggered.connect(partial(self._say, outcome))
        self.addAction(self.tr("Lift the limit")).triggered.connect(self.unlimited)
        self.addSeparator()
        for words, way in (
            (self.tr("Up\tAlt+↑"), "up"),
            (self.tr("Down\tAlt+↓"), "down"),
            (self.tr("Under the one before it\tAlt+→"), "in"),
            (self.tr("Out from under the one above\tAlt+←"), "out"),
        ):
            self.addAction(words).triggered.connect(partial(self._step, way))
        self.addSeparator()
        self.addAction(self.tr("Take off the agenda\tDelete")).triggered.connect(self.removed)

    def _say(self, outcome: str, _: bool = False) -> None:
        self.said.emit(outcome)

    def _step(self, way: str, _: bool = False) -> None:
        self.stepped.emit(way)

"""The empty agenda: what will stand there, and the presets to begin from."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.presets import presets
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import EmptyState


class EmptyAgenda(QWidget):
    """A meeting without items.

    Signals:
        adds: an item is to be put on the agenda.
        begins: the agenda is to begin from the preset with this number.
    """

    adds = Signal()
    begins = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.state = EmptyState(
            look,
            "agenda",
            self.tr("The agenda is empty"),
            self.tr("Put the items on it in the order in which they are to be dealt with, or begin from a preset."),
            self.tr("Add an item…"),
        )
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addStretch(1)
        for number, preset in enumerate(presets()):
            button = push_button(f"agendaPreset{number}", self.tr("Preset: %1").replace("%1", preset.title))
            button.setToolTip(preset.about)
            button.clicked.connect(partial(self._begin, number))
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        column.addWidget(self.state)
        column.addLayout(line)
        column.addStretch(3)
        self.state.wanted.connect(self.adds)

    def _begin(self, number: int, _: bool = False) -> None:
        self.begins.emit(number)

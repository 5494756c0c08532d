"""What the next meeting will find: unfinished items, what was put off, what is to be done."""

from PySide6.QtWidgets import QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

MOST_NAMED = 6
"""So many things of a kind are named; of the others only how many they are."""


class LeftOverCard(Card):
    """What was left over, by kind."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("invitationsLeftOver")
        self.column.addWidget(SectionLabel(look, self.tr("Left over")))
        self._words = Words(look, "", "small")
        self._words.setWordWrap(True)
        self.column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_left_over(self, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Show these kinds, each with its things."""
        titles = {
            "unfinished": self.tr("Unfinished items, which go onto the agenda of the next meeting by themselves:"),
            "put off": self.tr("Put off:"),
            "to be done": self.tr("To be done:"),
        }
        told = [f"{titles[kind]}\n{self._named(things)}" for kind, things in kinds]
        self._words.setText("\n\n".join(told) if told else self.tr("Nothing is left over."))
        self.show()

    def _named(self, things: tuple[str, ...]) -> str:
        shown = [f"·  {thing}" for thing in things[:MOST_NAMED]]
        more = len(things) - len(shown)
        if more:
            shown.append(self.tr("and %1 more").replace("%1", str(more)))
        return "\n".join(shown)

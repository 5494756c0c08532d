"""One person in full: organisation, class with its dates, functions, and how often they have spoken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.person_menu import PersonMenu
from hisrg_desktop.ui.people.shown import Card as PersonShown
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marks import ClassBadge
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.shown import CLASSES, class_of_letter


class PersonCard(Card):
    """The person selected.

    Signals:
        asked: what to do with them: ``arrive``, ``leave``, ``apologise``, ``everything``, ``data``.

    What can be changed about them is in its `menu`.
    """

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("peopleCard")
        self._badge = ClassBadge(look, size=24)
        self._name = Words(look, "", "heading", shortens=True)
        self._lines = QVBoxLayout()
        self.menu = PersonMenu(self)
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.show_person(None)

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._badge)
        head.addWidget(self._name, 1)
        self._lines.setSpacing(px(2))
        self.column.addLayout(head)
        self.column.addLayout(self._lines)
        self.column.addSpacing(px(6))
        rows = (
            (("arrive", self.tr("Is present")), ("leave", self.tr("Has left")), ("apologise", self.tr("Apologies"))),
            (("change", self.tr("Change ▾")), ("everything", self.tr("In full"))),
            (("data", self.tr("Personal data")),),
        )
        for buttons in rows:
            row = QHBoxLayout()
            row.setSpacing(px(4))
            for name, words in buttons:
                row.addWidget(self._button(name, words))
            row.addStretch(1)
            self.column.addLayout(row)
        self._buttons["change"].setMenu(self.menu)

    def _button(self, name: str, words: str) -> QPushButton:
        kind = "" if name in ("arrive", "leave", "apologise", "change") else "quiet"
        button = push_button(f"peopleCard{name.capitalize()}", words, kind)
        button.setProperty("does", name)
        if name != "change":
            button.clicked.connect(self._ask)
        self._buttons[name] = button
        return button

    def show_person(self, shown: PersonShown | None) -> None:
        """Show this person; None asks to select one."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._badge.setVisible(shown is not None)
        for button in self._buttons.values():
            button.setVisible(shown is not None)
        if shown is None:
            self._name.setText(self.tr("Nobody is selected"))
            self._line("", self.tr("Choose a name to see what is on record of them."))
            return
        self._badge.setVisible(shown.letter in CLASSES)
        self._badge.set_class(class_of_letter(shown.letter))
        self._name.setText(shown.name)
        for what, words in shown.lines:
            self._line(self.tr(what), words)
        for name, there in (("arrive", not shown.present), ("leave", shown.present)):
            self._buttons[name].setVisible(there)
        self._buttons["apologise"].setText(self.tr("No apologies") if shown.apologised else self.tr("Apologies"))

    def _line(self, what: str, words: str) -> None:
        if what:
            self._lines.addWidget(Words(self._look, what, "small", "soft"))
        said = Words(self._look, words)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines.addWidget(said)
        self._lines.addSpacing(self._look.px(4))

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("does")))

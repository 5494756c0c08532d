"""One person in full: what they were and when, where they came, how they spoke, what they commented."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.people.merging import TakeApart
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import lines
from hisrg_desktop.ui.people.form import Form
from hisrg_desktop.ui.people.forms import PeopleForms
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.person_menu import PersonMenu
from hisrg_desktop.ui.people.story import Told, story
from hisrg_desktop.ui.people.views import PeopleView, nobody_yet
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.marks import ClassBadge
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.words import SectionLabel, Words
from hisrg_desktop.ui.windows.shown import CLASSES, class_of_letter


class ToldList(QWidget):
    """A part of the story: its heading, its sum, and its lines, each of which leads to its place."""

    def __init__(
        self, look: Look, name: str, heading: str, columns: tuple[str, ...], wide: int, widths: tuple[int, ...]
    ) -> None:
        super().__init__()
        self.heading = SectionLabel(look, heading)
        self.sum = Words(look, "", "small", "soft", shortens=True)
        says = {words: _column(at) for at, words in enumerate(columns)}
        self.rows: RowsModel[Told] = RowsModel(says, lambda told: told.key)
        self.table = RowsView(look, name, wide=wide, widths=widths)
        self.table.setAccessibleName(heading)
        self.table.setModel(self.rows)
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self.heading)
        head.addWidget(self.sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def show_told(self, told: tuple[Told, ...], words: str = "") -> None:
        """Show these lines."""
        self.rows.show(told)
        self.sum.setText(words)


def _column(at: int) -> Callable[[Told], str]:
    return lambda told: told.columns[at]


class PersonView(PeopleView):
    """Everybody at the left, the story of the one selected beside it."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("personView")
        self._person = ""
        self.names = NamesView(look, "personNames", {self.tr("Name"): lambda who: who.name}, wide=0, widths=(200,))
        self.names.setAccessibleName(self.tr("Everybody"))
        hint = self.tr("Filter by name or organisation")
        self.filter = FilterLine("personFilter", self.tr("Filter of names"), hint, self.names)
        self.names.horizontalHeader().hide()
        self._badge = ClassBadge(look, size=28)
        self._name = Words(look, "", "title", shortens=True)
        self._about = Words(look, "", "body", "soft", shortens=True)
        self._more = push_button("personActs", self.tr("Change ▾"))
        self._menu = PersonMenu(self)
        self.form = Form(look, "personForm", columns=3)
        self.forms = PeopleForms(bridge, self.form)
        when = self.tr("When")
        self.held = ToldList(
            look, "personHeld", self.tr("On record as"), (self.tr("As"), self.tr("Of"), when), 1, (118, 0, 188)
        )
        self.came = ToldList(
            look, "personCame", self.tr("Came to"), (self.tr("Sitting"), self.tr("Day"), when), 0, (0, 98, 108)
        )
        self.spoke = ToldList(
            look, "personSpoke", self.tr("Has spoken"), (when, self.tr("Item"), self.tr("Time")), 1, (140, 0, 64)
        )
        self.wrote = ToldList(
            look,
            "personWrote",
            self.tr("Comments"),
            (self.tr("No."), self.tr("Place"), self.tr("Comment"), self.tr("Disposition")),
            2,
            (94, 48, 0, 120),
        )
        self._nobody = EmptyState(
            look,
            "people",
            self.tr("Nobody is selected"),
            self.tr("Choose a name at the left to see what\nis on record of them."),
        )
        self._none = nobody_yet(look)
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self.look.px
        self._more.setAccessibleName(self.tr("What can be changed"))
        self._more.setMenu(self._menu)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(12), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.filter)
        column.addWidget(self.names, 1)
        head, said = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(px(12))
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._about)
        head.addWidget(self._badge)
        head.addLayout(said, 1)
        head.addWidget(self._more)
        grid = QGridLayout()
        grid.setSpacing(px(16))
        for at, part in enumerate((self.held, self.came, self.wrote, self.spoke)):
            grid.addWidget(part, at // 2, at % 2)
        grid.setRowStretch(0, 2)
        grid.setRowStretch(1, 3)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 5)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(px(12), px(12), px(24), px(16))
        inner.setSpacing(px(12))
        inner.addLayout(head)
        inner.addWidget(self.form)
        inner.addLayout(grid, 1)
        self._stack.addWidget(Scrolled(right))
        self._stack.addWidget(self._nobody)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(Sides(self.look, Side(left, 220, 260, 0), Side(self._stack, 500, 940)))
        self._whole.addWidget(self._none)
        outer.addWidget(self._whole)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._show_names)
        self._none.wanted.connect(self._to_group)
        self.names.selectionModel().selectionChanged.connect(self._show_selected)
        self._menu.aboutToShow.connect(self._offer)
        self._menu.asked.connect(self._asked)
        self._menu.apart.connect(self._take_apart)
        self.forms.says.connect(self.says)
        self.forms.done.connect(self.names.setFocus)
        self.form.left.connect(self.names.setFocus)
        for part in (self.held, self.came, self.spoke, self.wrote):
            part.table.clicked.connect(self._lead)
            part.table.activated.connect(self._lead)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def look_at(self, person: str) -> None:
        """See the story of this person."""
        self._person = person or self._person

    def take_keyboard(self) -> None:
        """The filter where nobody is selected yet, else the names; where there are none, what leads to the first."""
        if self._whole.currentWidget() is self._none:
            self._none.take_keyboard()
        elif self._person:
            self.names.setFocus()
        else:
            self.filter.setFocus()

    def show_record(self) -> None:
        """Show names and story anew."""
        self._show_names()
        self._show_story()

    def _show_names(self) -> None:
        listed = lines.lists(self.record, self.bridge.now.date())["all"]
        self._whole.setCurrentIndex(0 if listed else 1)
        self.names.show_rows(lines.matching(listed, self.filter.text()))
        if self._person and self.names.key != self._person:
            self.names.choose(self._person)

    def _show_selected(self) -> None:
        if self.names.keys and self.names.keys[0] != self._person:
            self._person = self.names.keys[0]
            # What was typed about the one before stays; the form says about whom it is.
            if not self.form.changed:
                self.form.hide()
            self._show_story()

    def _show_story(self) -> None:
        there = self.record.find(Person, self._person or None)
        if there is None or there.merged_into:
            self._person = there.merged_into or "" if there else ""
        if not self._person:
            self._stack.setCurrentWidget(self._nobody)
            return
        told = story(self.record, self._person, self.bridge.now)
        self._badge.setVisible(told.letter in CLASSES)
        self._badge.set_class(class_of_letter(told.letter))
        self._name.setText(told.name)
        self._about.setText(told.about)
        meetings, spoken, comments = told.sums
        self.held.show_told(told.held)
        self.came.show_told(told.came, meetings)
        self.spoke.show_told(told.spoke, spoken)
        self.wrote.show_told(told.wrote, comments)
        self._stack.setCurrentIndex(0)

    def _to_group(self) -> None:
        self.wants.emit("group")

    def _lead(self, index: QModelIndex) -> None:
        """Go to the place of a line."""
        rows = index.model()
        told = rows.rows[index.row()] if isinstance(rows, RowsModel) else None
        if told is not None and told.page:
            self.go.emit(told.page, told.target)

    # --- what can be changed ---------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """Fill the menu with what can be changed about this person now."""
        self._menu.offer(self.record, self._person, self.bridge.now.date())

    def _asked(self, what: str) -> None:
        self.forms.ask(what, self._person)

    def _take_apart(self, merging: str) -> None:
        self.bridge.do(TakeApart(merging=merging))

"""The lists of people: members, observers, functions, externals, applicants, all; filtered, and added to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import lines
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.tabs import Tabs


class ListsColumn(QWidget):
    """The tabs of the lists, the filter, the list that is seen, and what can be done about an application.

    Signals:
        selected: the person is on another row; carries the id of the person there, empty where there is none.
        opened: the person on the row is to be seen in full.
        adds: a person is to be added.
        adds_organisation: an organisation is to be added.
        admits: the application selected is to be admitted.
        asks: what is to be asked about the application selected: ``askApplicant``, ``decline``, ``withdraw``.
    """

    selected = Signal(str)
    opened = Signal()
    adds = Signal()
    adds_organisation = Signal()
    admits = Signal(str)
    asks = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._listed: dict[str, list[lines.Who]] = {name: [] for name in lines.LISTS}
        self._waiting: frozenset[str] = frozenset()
        self.tabs = Tabs("peopleTabs", self.tr("Lists"))
        self.names = NamesView(
            look,
            "peopleList",
            {
                self.tr("Name"): lambda who: f"{who.name}  ✓" if who.present else who.name,
                self.tr("Organisation"): lambda who: who.organisation,
                self.tr("State"): lambda who: who.note,
            },
            wide=1,
            widths=(210, 160, 142),
        )
        hint = self.tr("Filter by name or organisation")
        self.filter = FilterLine("peopleFilter", self.tr("Filter of people"), hint, self.names)
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            look,
            "people",
            self.tr("Nobody is on record yet"),
            self.tr("Members, observers, panels and the secretariat\nstand here. Begin with the chair."),
            self.tr("Add a person…"),
        )
        self._nothing = EmptyState(look, "search", self.tr("Nobody here fits"), "", self.tr("Show the whole list"))
        self._add = push_button("peopleAdd", self.tr("Add a person…"))
        self._add_organisation = push_button("peopleAddOrganisation", self.tr("Organisation…"))
        self.admit = push_button("peopleAdmit", self.tr("Admit"), "primary")
        self._asking = {
            "askApplicant": push_button("peopleAskApplicant", self.tr("Ask…")),
            "decline": push_button("peopleDecline", self.tr("Decline…")),
            "withdraw": push_button("peopleWithdraw", self.tr("Withdrawn…")),
        }
        self._name()
        self._arrange()
        self._wire()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setStyleSheet(f"QTabBar::tab {{ margin-right: {self._look.px(13)}px; }}")
        self.names.setAccessibleName(self.tr("People"))
        self._add_organisation.setAccessibleName(self.tr("Add an organisation…"))
        for what, button in self._asking.items():
            button.setProperty("does", what)
        for _ in lines.LISTS:
            self.tabs.addTab("")

    def _arrange(self) -> None:
        px = self._look.px
        line, decide = QHBoxLayout(), QHBoxLayout()
        for row in (line, decide):
            row.setSpacing(px(8))
        line.addWidget(self.filter, 1)
        line.addWidget(self._add)
        line.addWidget(self._add_organisation)
        for button in self._of_applications:
            decide.addWidget(button)
        decide.addStretch(1)
        self._stack.addWidget(self.names)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.tabs)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        column.addLayout(decide)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_list)
        self.filter.textChanged.connect(self._show_list)
        self.names.selectionModel().selectionChanged.connect(self._select)
        self.names.activated.connect(self.opened)
        self._add.clicked.connect(self.adds)
        self.empty.wanted.connect(self.adds)
        self._nothing.wanted.connect(self._show_whole)
        self._add_organisation.clicked.connect(self.adds_organisation)
        self.admit.clicked.connect(self._admit_selected)
        for button in self._asking.values():
            button.clicked.connect(self._ask)

    @property
    def _of_applications(self) -> tuple[QWidget, ...]:
        return self.admit, *self._asking.values()

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def seen(self) -> str:
        """Which list is seen, of `lines.LISTS`."""
        return lines.LISTS[self.tabs.currentIndex()]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on record."""
        return not self._listed["all"]

    def show_lists(self, listed: dict[str, list[lines.Who]], waiting: frozenset[str]) -> None:
        """Show these lists; `waiting` are the applications that nobody has decided on yet."""
        self._listed, self._waiting = listed, waiting
        words = {
            "members": self.tr("Members"),
            "observers": self.tr("Observers"),
            "functions": self.tr("Functions"),
            "externals": self.tr("Externals"),
            "applications": self.tr("Applicants"),
            "all": self.tr("All"),
        }
        for at_tab, (name, count) in enumerate(lines.counted(listed).items()):
            self.tabs.setTabText(at_tab, f"{words[name]} {count}")
        self._show_list()

    def choose(self, person: str) -> None:
        """Select this person, in the first list that has them where the one that is seen does not."""
        if not self._row_of(person):
            self.filter.clear()
        if not self._row_of(person):
            has = (n for n, name in enumerate(lines.LISTS) if any(who.person == person for who in self._listed[name]))
            self.tabs.setCurrentIndex(next(has, self.tabs.currentIndex()))
        self.names.choose(self._row_of(person))

    def _row_of(self, person: str) -> str:
        return next((who.key for who in self.names.rows.rows if person in (who.key, who.person)), "")

    def _show_whole(self) -> None:
        self.filter.clear()
        self.names.setFocus()

    def _show_list(self) -> None:
        there = lines.matching(self._listed[self.seen], self.filter.text())
        self.names.show_rows(there)
        nothing = bool(self._listed[self.seen]) and not there
        self._stack.setCurrentWidget(self.empty if self.is_empty else self._nothing if nothing else self.names)
        for button in self._of_applications:
            button.setVisible(self.seen == "applications")
        # Where the note says more than a date it needs the room.
        long = self.seen in ("observers", "applications", "functions", "all")
        self.names.setColumnWidth(2, self._look.px(188 if long else 142))
        self._offer()

    def _select(self) -> None:
        row = self.names.currentIndex().row()
        if self.names.keys and 0 <= row < len(self.names.rows.rows):
            self.selected.emit(self.names.rows.rows[row].person)
        self._offer()

    def _offer(self) -> None:
        waits = bool(self.names.keys) and self.names.key in self._waiting
        for button in self._of_applications:
            button.setEnabled(waits)

    # --- what is done ----------------------------------------------------------------------------------------------

    def _admit_selected(self) -> None:
        # Once it is decided the button can do no more, and the next applicant is what one needs.
        self.names.setFocus()
        self.admits.emit(self.names.key)

    def _ask(self) -> None:
        self.asks.emit(str(self.sender().property("does")), self.names.key)

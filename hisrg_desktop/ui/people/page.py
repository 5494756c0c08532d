"""The people page: who belongs to the Group and as what, and the roll call of who is in the room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.comments.called import index
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.duplicates import organisations_likely_one, people_likely_one
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.roll.attendance import Apologise, Apology, Arrive, Leave, WithdrawApology
from hisrg_desktop.meeting.roll.calling import act_for
from hisrg_desktop.meeting.roll.meetings import OpenSitting, Sitting, current_meeting, current_sitting, named
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people import in_room, lists, shown
from hisrg_desktop.ui.people.attendance_form import AttendanceForm
from hisrg_desktop.ui.people.card import PersonCard
from hisrg_desktop.ui.people.form import Form
from hisrg_desktop.ui.people.forms import PeopleForms
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.roll import RollColumn
from hisrg_desktop.ui.people.views import VIEWS, PeopleView
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.people.taking_in import TakingInView


_VIEWS = {"everything": "person", "data": "personal"}
"""The views in which the person on the card can be seen, by what the card calls it."""


class PeoplePage(Page):
    """The lists at the left, the person selected in the middle, the room at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("peoplePage")
        self._person = ""
        self._called = shown.called(bridge.record, "", bridge.now)
        self._listed: dict[str, list[lists.Who]] = {name: [] for name in lists.LISTS}
        self.views = QTabBar()
        self.seats = Words(look, "", "body", "soft")
        self._views = QStackedWidget()
        self._made: dict[str, PeopleView] = {}
        self.tabs = QTabBar()
        self.filter = QLineEdit()
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
        self.names.setAccessibleName(self.tr("People"))
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            look,
            "people",
            self.tr("Nobody is on record yet"),
            self.tr("Members, observers, panels and the secretariat\nstand here. Begin with the chair."),
            self.tr("Add a person…"),
        )
        self._add = QPushButton(self.tr("Add a person…"))
        self._add_organisation = QPushButton(self.tr("Organisation…"))
        self._admit = QPushButton(self.tr("Admit"))
        self._more = QPushButton(self.tr("Ask…"))
        self._decline = QPushButton(self.tr("Decline…"))
        self._withdraw = QPushButton(self.tr("Withdrawn…"))
        self.form = Form(look, "peopleForm")
        self.forms = PeopleForms(bridge, self.form)
        self.attendance = AttendanceForm(bridge, self.form)
        self.card = PersonCard(look)
        self.roll = RollColumn(look)
        self._name()
        self._arrange()
        self._wire()
        self.first = self.roll.line

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.tabs.setObjectName("peopleTabs")
        self.tabs.setAccessibleName(self.tr("Lists"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setStyleSheet(f"QTabBar::tab {{ margin-right: {self.look.px(13)}px; }}")
        self.filter.setObjectName("peopleFilter")
        self.filter.setAccessibleName(self.tr("Filter of people"))
        self.filter.setPlaceholderText(self.tr("Filter by name or organisation"))
        self.filter.setClearButtonEnabled(True)
        for button, name in (
            (self._add, "peopleAdd"),
            (self._add_organisation, "peopleAddOrganisation"),
            (self._admit, "peopleAdmit"),
            (self._more, "peopleAskApplicant"),
            (self._decline, "peopleDecline"),
            (self._withdraw, "peopleWithdraw"),
        ):
            button.setObjectName(name)
        for button, does in ((self._more, "askApplicant"), (self._decline, "decline"), (self._withdraw, "withdraw")):
            button.setProperty("does", does)
        self._admit.setProperty("kind", "primary")
        for _ in lists.LISTS:
            self.tabs.addTab("")
        self.views.setObjectName("peopleViews")
        self.views.setAccessibleName(self.tr("How people are seen"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        # Where the window is narrow or the letters are large, the views give way to how many members there are.
        self.views.setUsesScrollButtons(True)
        self.views.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.views.addTab(self.tr("The Group"))
        for view in VIEWS:
            self.views.addTab(self.tr(view.title))
        self.views.setVisible(bool(VIEWS))

    def _arrange(self) -> None:
        px = self.look.px
        left, middle, scroll = QWidget(), QWidget(), QScrollArea()
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.filter, 1)
        line.addWidget(self._add)
        line.addWidget(self._add_organisation)
        decide = QHBoxLayout()
        decide.setSpacing(px(8))
        for button in self._of_applications:
            decide.addWidget(button)
        decide.addStretch(1)
        self._stack.addWidget(self.names)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.tabs)
        column.addLayout(line)
        column.addLayout(decide)
        column.addWidget(self._stack, 1)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(px(12), px(16), px(12), px(16))
        inner.setSpacing(px(12))
        inner.addWidget(self.form)
        inner.addWidget(self.card)
        inner.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(middle)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for part, width, stretch in ((left, 400, 3), (scroll, 270, 1), (self.roll, 300, 1)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
            part.setMinimumWidth(px(width))
        split.setSizes([px(596), px(270), px(341)])
        self._views.addWidget(split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(px(24), px(8), px(24), 0)
        top.addWidget(self.views, 1)
        top.addWidget(self.seats)
        outer.addLayout(top)
        outer.addWidget(self._views, 1)

    def _wire(self) -> None:
        self.views.currentChanged.connect(self._show_view)
        self.tabs.currentChanged.connect(self._show_list)
        self.filter.textChanged.connect(self._show_list)
        self.names.selectionModel().selectionChanged.connect(self._show_selected)
        self.names.activated.connect(self._show_everything)
        self._add.clicked.connect(self.ask_person)
        self._empty.wanted.connect(self.ask_person)
        self._add_organisation.clicked.connect(self.ask_organisation)
        self._admit.clicked.connect(self._admit_selected)
        for button in self._of_applications[1:]:
            button.clicked.connect(self._ask_of_selected)
        for asking in (self.forms, self.attendance):
            asking.says.connect(self.says)
            asking.done.connect(self.names.setFocus)
        self.form.left.connect(self.names.setFocus)
        self.card.asked.connect(self._asked)
        self.roll.typed.connect(self._call)
        self.roll.taken.connect(self._take)
        self.roll.corrects.connect(self._ask_correction)
        self.roll.looks.connect(self._show_room)
        self.roll.leaves.connect(self._leave)
        self.roll.opening.connect(self._open_sitting)
        self.roll.picked.connect(self._show_person)

    @property
    def _of_applications(self) -> tuple[QPushButton, ...]:
        return self._admit, self._more, self._decline, self._withdraw

    @staticmethod
    def work_out(record: "Record", now: "datetime") -> None:
        """The lists, by what letters people are called, their order, and who is likely on record twice."""
        lists.lists(record, now.date())
        record.derive(index)
        people_by_name(record)
        people_likely_one(record)
        organisations_likely_one(record)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def list_name(self) -> str:
        """Which list is seen, of `lists.LISTS`."""
        return lists.LISTS[self.tabs.currentIndex()]

    @property
    def view(self) -> PeopleView | None:
        """The view that is seen; None where it is the Group itself."""
        index = self.views.currentIndex()
        return self._made.get(VIEWS[index - 1].key) if index > 0 else None

    def choose_view(self, key: str) -> PeopleView | None:
        """See people in this way; `group` is the Group itself."""
        self.views.setCurrentIndex(next((n for n, view in enumerate(VIEWS, 1) if view.key == key), 0))
        return self.view

    def ask_list(self) -> None:
        """Show the view that takes in lists, and ask for one."""
        self.taking_in().ask_file()

    def take_list(self, path: "Path") -> None:
        """Show what would become of the rows of this list."""
        self.taking_in().read(path)

    def taking_in(self) -> "TakingInView":
        """The view that takes in lists, shown."""
        view: object = self.choose_view("list")
        return view  # type: ignore[return-value]

    def _show_view(self, index: int) -> None:
        if index == 0:
            self._views.setCurrentIndex(0)
            self._show_seats()
            self._show_group()
            return
        view = VIEWS[index - 1]
        if view.key not in self._made:
            made = view.make(self.bridge, self.look)
            made.go.connect(self.go)
            made.says.connect(self.says)
            made.picked.connect(self.select)
            self._made[view.key] = made
            self._views.addWidget(made)
        self._views.setCurrentWidget(self._made[view.key])
        self._made[view.key].look_at(self._person)
        self._show_seats()
        self._made[view.key].show_record()

    def _show_seats(self) -> None:
        self.seats.setText(shown.seats(self.record, self.bridge.now.date()))

    def take_keyboard(self) -> None:
        """Give the keyboard to the view that is seen."""
        if self.view is None:
            super().take_keyboard()
        else:
            self.view.take_keyboard()

    def answer_to(self, key: str) -> "Callable[[], None] | None":
        """What the view that is seen does at a key of the window."""
        return super().answer_to(key) if self.view is None else self.view.answer_to(key)

    def show_record(self) -> None:
        """Show the view that is seen anew."""
        self._show_seats()
        if self.view is None:
            self._show_group()
        else:
            self.view.show_record()

    def _show_group(self) -> None:
        """Show lists, person and room anew."""
        at = self.bridge.now
        self._listed = lists.lists(self.record, at.date())
        words = {
            "members": self.tr("Members"),
            "observers": self.tr("Observers"),
            "functions": self.tr("Functions"),
            "externals": self.tr("Externals"),
            "applications": self.tr("Applicants"),
            "all": self.tr("All"),
        }
        for at_tab, (name, count) in enumerate(lists.counted(self._listed).items()):
            self.tabs.setTabText(at_tab, f"{words[name]} {count}")
        self._show_list()
        self._show_person(self._person)
        self._show_room()
        self._call(self.roll.line.text())

    def select(self, key: str) -> None:
        """Select the person with this key, or see who was in the room in a sitting."""
        self.choose_view("group")
        if self.record.find(Sitting, key):
            self.roll.show_moments(in_room.moments(self.record))
            self.roll.moment.setCurrentIndex(max(0, self.roll.moment.findData(key)))
            self._show_room()
            return
        if self.names.rows.row_of(key) < 0:
            self.tabs.setCurrentIndex(lists.LISTS.index("all"))
            self.filter.clear()
        self.names.choose(key)
        self._show_person(key)

    def _show_list(self) -> None:
        listed = self._listed[self.list_name]
        self.names.show_rows(lists.matching(listed, self.filter.text()))
        self._stack.setCurrentWidget(self.names if self._listed["all"] else self._empty)
        for button in self._of_applications:
            button.setVisible(self.list_name == "applications")
        # Where the note says more than a date it needs the room.
        long = self.list_name in ("observers", "applications", "functions", "all")
        self.names.setColumnWidth(2, self.look.px(188 if long else 142))
        self._offer()

    def _show_selected(self) -> None:
        row = self.names.currentIndex().row()
        if self.names.keys and 0 <= row < len(self.names.rows.rows):
            self._show_person(self.names.rows.rows[row].person)
        self._offer()

    def _show_everything(self) -> None:
        if self._person:
            self.choose_view("person")

    def _show_person(self, person: str) -> None:
        there = self.record.find(Person, person or None)
        self._person = person if there else ""
        self.card.show_person(shown.card(self.record, person, self.bridge.now) if there else None)

    def _offer(self) -> None:
        asked = self.record.find(Application, self.names.key) if self.names.keys else None
        waiting = asked is not None and asked.outcome == "waiting"
        for button in self._of_applications:
            button.setEnabled(waiting)

    # --- the room --------------------------------------------------------------------------------------------------

    def _show_room(self) -> None:
        self.roll.show_moments(in_room.moments(self.record))
        room = in_room.room_at(self.record, self.roll.moment.currentData() or "", self.bridge.now)
        planned = self._planned()
        self.roll.show_room(room, named(planned) if planned else "", current_sitting(self.record) is not None)

    def _call(self, typed: str) -> None:
        self._called = shown.called(self.record, typed, self.bridge.now)
        self.roll.show_called(self._called)

    def _take(self, person: str) -> None:
        act = act_for(self.record, self._called.asked, person)
        if act:
            self.bridge.do(act)

    def _arrive(self, person: str) -> None:
        self.bridge.do(Arrive(people=(person,)))

    def _leave(self, person: str) -> None:
        self.bridge.do(Leave(people=(person,)))

    def _planned(self) -> Sitting | None:
        return next((s for s in self.record.each(Sitting) if s.state == "planned"), None)

    def _open_sitting(self) -> None:
        planned = self._planned()
        if planned:
            self.bridge.do(OpenSitting(sitting=planned.id))
        else:
            self.go.emit("agenda", "")

    def do_activate(self) -> None:
        """Answer the form that is open; a person is no place that could be made active."""
        if self.form.purpose:
            self.form.answer()

    # --- what is asked ---------------------------------------------------------------------------------------------

    def ask_person(self) -> None:
        """Ask for a new person."""
        by_tab = {"observers": "observer", "applications": "applicant", "externals": "external", "functions": ""}
        self.forms.ask_person(by_tab.get(self.list_name, "member"), first=not self._listed["all"])

    def ask_organisation(self) -> None:
        """Ask for a new organisation."""
        self.forms.ask_organisation()

    def _asked(self, what: str) -> None:
        if not self.record.find(Person, self._person or None) or self.forms.ask(what, self._person):
            return
        if what in _VIEWS:
            self.choose_view(_VIEWS[what])
        elif what == "apologise":
            self._apologise(self._person)
        else:
            (self._arrive if what == "arrive" else self._leave)(self._person)

    def _ask_correction(self, stay: str) -> None:
        """Ask for the times of a stay, or for one that was not recorded."""
        self.attendance.ask(stay, self.roll.moment.currentData() or "")

    def _admit_selected(self) -> None:
        self.bridge.do(AdmitObserver(application=self.names.key, on=self.bridge.now.date()))

    def _ask_of_selected(self) -> None:
        self.forms.ask_about_application(str(self.sender().property("does")), self.names.key)

    def _apologise(self, person: str) -> None:
        meeting = current_meeting(self.record)
        if meeting is None:
            self.says.emit(self.tr("There is no meeting on record yet."))
        elif any(a.person == person for a in self.record.where(Apology, meeting=meeting.id)):
            self.bridge.do(WithdrawApology(meeting=meeting.id, person=person))
        else:
            self.bridge.do(Apologise(meeting=meeting.id, people=(person,)))

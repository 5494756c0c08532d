"""The Group: who belongs to it and as what, the person selected, and the roll call of who is in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.merging import TakeApart
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import Apologise, Apology, Arrive, Leave, WithdrawApology
from hisrg_desktop.meeting.roll.calling import act_for
from hisrg_desktop.meeting.roll.meetings import OpenSitting, Sitting, current_meeting, current_sitting, named
from hisrg_desktop.ui.people import in_room, lines, shown
from hisrg_desktop.ui.people.attendance_form import AttendanceForm
from hisrg_desktop.ui.people.card import PersonCard
from hisrg_desktop.ui.people.form import Form
from hisrg_desktop.ui.people.forms import PeopleForms
from hisrg_desktop.ui.people.lists import ListsColumn
from hisrg_desktop.ui.people.roll import RollColumn
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.widgets.buttons import set_kind
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.look.dress import Look

_VIEWS = {"everything": "person", "data": "personal"}
"""The views in which the person on the card can be seen, by what the card calls it."""


class GroupView(PeopleView):
    """The lists at the left, the person selected in the middle, the room at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("groupView")
        self._person = ""
        self._called = shown.called(bridge.record, "", bridge.now)
        self.lists = ListsColumn(look)
        self.filter = self.lists.filter
        self.form = Form(look, "peopleForm")
        self.forms = PeopleForms(bridge, self.form)
        self.attendance = AttendanceForm(bridge, self.form)
        self.card = PersonCard(look)
        self.roll = RollColumn(look)
        self._arrange()
        self._wire()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(px(12), px(16), px(12), px(16))
        inner.setSpacing(px(12))
        inner.addWidget(self.form)
        inner.addWidget(self.card)
        inner.addStretch(1)
        sides = (Side(self.lists, 360, 596, 3), Side(Scrolled(middle), 245, 270), Side(self.roll, 270, 341))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Sides(self.look, *sides))

    def _wire(self) -> None:
        self.lists.selected.connect(self._show_person)
        self.lists.opened.connect(self._show_everything)
        self.lists.adds.connect(self.ask_person)
        self.lists.adds_organisation.connect(self.ask_organisation)
        self.lists.admits.connect(self._admit)
        self.lists.asks.connect(self.forms.ask_about_application)
        for asking in (self.forms, self.attendance):
            asking.says.connect(self.says)
            asking.done.connect(self._back)
        self.form.left.connect(self._back)
        self.form.opened.connect(self._offer_first)
        self.card.asked.connect(self._asked)
        self.card.menu.aboutToShow.connect(self._offer)
        self.card.menu.asked.connect(self._asked)
        self.card.menu.apart.connect(self._take_apart)
        self.forms.made.connect(self.select)
        self.roll.typed.connect(self._call)
        self.roll.taken.connect(self._take)
        self.roll.corrects.connect(self._ask_correction)
        self.roll.looks.connect(self._show_room)
        self.roll.leaves.connect(self._leave)
        self.roll.opening.connect(self._open_sitting)
        self.roll.picked.connect(self._show_person)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """The roll call while a sitting is open, else the filter; where nobody is on record what adds the first."""
        if self.lists.is_empty:
            self.lists.empty.take_keyboard()
        elif self.roll.line.isEnabled():
            self.roll.line.setFocus()
        else:
            self.lists.filter.setFocus()

    def show_record(self) -> None:
        """Show lists, person and room anew."""
        waiting = (a.id for a in self.record.each(Application) if a.outcome == "waiting")
        self.lists.show_lists(lines.lists(self.record, self.bridge.now.date()), frozenset(waiting))
        self._show_person(self._person)
        self._show_room()
        self._call(self.roll.line.text())

    def select(self, key: str) -> None:
        """Select the person with this key, or see who was in the room in a sitting."""
        if self.record.find(Sitting, key):
            self.roll.show_moments(in_room.moments(self.record))
            self.roll.moment.setCurrentIndex(max(0, self.roll.moment.findData(key)))
            self._show_room()
        else:
            self.lists.choose(key)
            self._show_person(key)

    def _offer_first(self) -> None:
        """Let one button be the one to press: of the form that is open, else to admit."""
        set_kind(self.lists.admit, "" if self.form.purpose else "primary")
        self.lists.empty.offer(not self.form.purpose)

    def _show_everything(self) -> None:
        if self._person:
            self.wants.emit("person")

    def _show_person(self, person: str) -> None:
        there = self.record.find(Person, person or None)
        self._person = person if there else ""
        self.card.show_person(shown.card(self.record, person, self.bridge.now) if there else None)

    @property
    def person(self) -> str:
        """The person who is selected; empty where nobody is."""
        return self._person

    # --- the room --------------------------------------------------------------------------------------------------

    def _show_room(self) -> None:
        self.roll.show_moments(in_room.moments(self.record))
        room = in_room.room_at(self.record, self.roll.moment.currentData() or "", self.bridge.now)
        planned = self._planned()
        self.roll.show_room(room, named(planned) if planned else "", current_sitting(self.record) is not None)
        # Where nobody is on record there is one thing to do, and it is not to open a sitting.
        for part in (self.card, self.roll):
            part.setVisible(not self.lists.is_empty)

    def _call(self, typed: str) -> None:
        self._called = shown.called(self.record, typed, self.bridge.now)
        self.roll.show_called(self._called)

    def _take(self, person: str) -> None:
        act = act_for(self.record, self._called.asked, person)
        if act:
            self.bridge.do(act, then=self._took)

    def _took(self, news: News) -> None:
        self.roll.call.echo(news.entry.sentence)

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

    # --- what is asked ---------------------------------------------------------------------------------------------

    def ask_person(self) -> None:
        """Ask for a new person."""
        by_list = {"observers": "observer", "applications": "applicant", "externals": "external", "functions": ""}
        self.forms.ask_person(by_list.get(self.lists.seen, "member"), first=self.lists.is_empty)

    do_add = ask_person

    def ask_organisation(self) -> None:
        """Ask for a new organisation."""
        self.forms.ask_organisation()

    def _back(self) -> None:
        """Give the keyboard back to the list, or where it is empty to what adds the first person."""
        if self.lists.is_empty:
            self.lists.empty.take_keyboard()
        else:
            self.lists.names.setFocus()

    def _asked(self, what: str) -> None:
        if not self.record.find(Person, self._person or None) or self.forms.ask(what, self._person):
            return
        if what in _VIEWS:
            self.wants.emit(_VIEWS[what])
        elif what == "apologise":
            self._apologise(self._person)
        else:
            (self._arrive if what == "arrive" else self._leave)(self._person)

    def _offer(self) -> None:
        """Fill the menu with what can be changed about the person selected."""
        self.card.menu.offer(self.record, self._person, self.bridge.now.date())

    def _take_apart(self, merging: str) -> None:
        self.bridge.do(TakeApart(merging=merging))

    def _ask_correction(self, stay: str) -> None:
        """Ask for the times of a stay, or for one that was not recorded."""
        self.attendance.ask(stay, self.roll.moment.currentData() or "")

    def _admit(self, application: str) -> None:
        self.bridge.do(AdmitObserver(application=application, on=self.bridge.now.date()))

    def _apologise(self, person: str) -> None:
        meeting = current_meeting(self.record)
        if meeting is None:
            self.says.emit(self.tr("There is no meeting on record yet."))
        elif any(a.person == person for a in self.record.where(Apology, meeting=meeting.id)):
            self.bridge.do(WithdrawApology(meeting=meeting.id, person=person))
        else:
            self.bridge.do(Apologise(meeting=meeting.id, people=(person,)))

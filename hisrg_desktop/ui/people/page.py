"""The people page: the Group and the other views of people, and how many members there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.comments.called import index
from hisrg_desktop.meeting.people.duplicates import organisations_likely_one, people_likely_one
from hisrg_desktop.meeting.people.persons import people_by_name
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people import lines, shown
from hisrg_desktop.ui.people.views import VIEWS, PeopleView
from hisrg_desktop.ui.widgets.tabs import Tabs
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.look.dress import Look
    from hisrg_desktop.ui.people.group import GroupView
    from hisrg_desktop.ui.people.organisations import OrganisationsView
    from hisrg_desktop.ui.people.taking_in import TakingInView


_GO_TO = {f"view{view.key.capitalize()}": view.key for view in VIEWS}
"""The views by the keys of the window that lead to them."""


class PeoplePage(Page):
    """The ways in which people are seen at the top, and the one chosen below; each is made when it is first chosen."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("peoplePage")
        self.views = Tabs("peopleViews", self.tr("How people are seen"))
        self.seats = Words(look, "", "body", "soft")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._stack = QStackedWidget()
        self._made: dict[str, PeopleView] = {}
        self._arrange()
        self._wire()
        self._stack.setCurrentWidget(self.view)

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        for view in VIEWS:
            self.views.addTab(self.tr(view.title))
        # Where they have no room even in a line of their own, they are gone through with the arrows.
        self.views.setUsesScrollButtons(True)
        self.views.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._top.setContentsMargins(px(24), px(8), px(24), 0)
        self._top.addWidget(self.views, 1)
        self._top.addWidget(self.seats)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._top)
        outer.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.views.currentChanged.connect(self._show_view)
        self.look.changed.connect(self._settle_top)

    @staticmethod
    def work_out(record: Record, now: datetime) -> None:
        """The lists, by what letters people are called, their order, and who is likely on record twice."""
        lines.lists(record, now.date())
        record.derive(index)
        people_by_name(record)
        people_likely_one(record)
        organisations_likely_one(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How many members there are stands beside the views, or below them where both have no room."""
        super().resizeEvent(event)
        self._settle_top()

    def _settle_top(self) -> None:
        room = self.width() - self.look.px(60)
        beside = self.views.sizeHint().width() + self.seats.sizeHint().width() <= room
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._top.direction() != direction:
            self._top.setDirection(direction)

    # --- the views -------------------------------------------------------------------------------------------------

    @property
    def view(self) -> PeopleView:
        """The view that is seen."""
        return self._view(VIEWS[self.views.currentIndex()].key)

    @property
    def group(self) -> GroupView:
        """The view of the Group itself, which is always there."""
        return cast("GroupView", self._view("group"))

    def choose_view(self, key: str) -> PeopleView:
        """See people in this way."""
        self.views.setCurrentIndex(next(at for at, view in enumerate(VIEWS) if view.key == key))
        return self.view

    def taking_in(self) -> TakingInView:
        """The view that takes in lists, shown."""
        return cast("TakingInView", self.choose_view("list"))

    def ask_list(self) -> None:
        """Show the view that takes in lists, and ask for one."""
        self.taking_in().ask_file()

    def take_list(self, path: Path) -> None:
        """Show what would become of the rows of this list."""
        self.taking_in().read(path)

    def _view(self, key: str) -> PeopleView:
        if key not in self._made:
            made = next(view for view in VIEWS if view.key == key).make(self.bridge, self.look)
            made.go.connect(self.go)
            made.says.connect(self.says)
            made.picked.connect(self.select)
            made.wants.connect(self._go_to_view)
            self._made[key] = made
            self._stack.addWidget(made)
        return self._made[key]

    def _go_to_view(self, key: str) -> None:
        self.choose_view(key).take_keyboard()

    def _show_view(self, _: int) -> None:
        view = self.view
        self._stack.setCurrentWidget(view)
        view.look_at(self.group.person)
        self.show_record()

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the view that is seen anew."""
        self.seats.setText(shown.seats(self.record, self.bridge.now.date()))
        self._settle_top()
        self.view.show_record()

    def select(self, key: str) -> None:
        """Select the person with this key, or see who was in the room in a sitting."""
        self.choose_view("group")
        self.group.select(key)

    # --- the keyboard ----------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """Give the keyboard to the view that is seen."""
        self.view.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else takes it, leads back to what one needs first."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_keyboard()
        else:
            super().keyPressEvent(event)

    @property
    def filter_line(self) -> QLineEdit | None:
        """The filter of the view that is seen."""
        return getattr(self.view, "filter", None)

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What the view that is seen does at a key of the window, else the page itself; a view may be gone to by its key."""
        if key in _GO_TO:
            return partial(self._go_to_view, _GO_TO[key])
        return self.view.answer_to(key) or super().answer_to(key)

    def do_nextView(self) -> None:
        """See people in the next way."""
        self._step(1)

    def do_previousView(self) -> None:
        """See people in the way before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._go_to_view(VIEWS[(self.views.currentIndex() + by) % len(VIEWS)].key)

    def do_addPerson(self) -> None:
        """Ask for a new person, in the Group."""
        self.choose_view("group")
        self.group.ask_person()

    def do_addOrganisation(self) -> None:
        """Ask for a new organisation, among the organisations."""
        cast("OrganisationsView", self.choose_view("organisations")).ask_new()

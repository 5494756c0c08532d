"""The decisions page: what was declared in order, what is parked, what is to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.decisions.actions import AddAction, CompleteAction
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.decisions.parking import Parked, Return
from hisrg_desktop.meeting.decisions.typed import read_day
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.decisions import shown
from hisrg_desktop.ui.decisions.detail import Detail
from hisrg_desktop.ui.decisions.shown import Declared
from hisrg_desktop.ui.decisions.todo import Actions, ParkedList
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel


class DecisionsPage(Page):
    """The decisions of a meeting with everything that hangs on them."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("decisionsPage")
        self._title = SectionLabel(look, self.tr("Decisions"))
        self.meetings = QComboBox()
        self.meetings.setObjectName("decisionsMeeting")
        self.meetings.setAccessibleName(self.tr("Meeting"))
        self._rows: RowsModel[Declared] = RowsModel(
            {
                self.tr("No."): lambda d: d.number,
                self.tr("Place"): lambda d: d.place,
                self.tr("Words"): lambda d: d.words,
                self.tr("By"): lambda d: d.method,
                self.tr("At"): lambda d: d.at,
                self.tr("Present"): lambda d: d.present,
                self.tr("Corrections"): lambda d: d.note,
            },
            lambda d: d.key,
        )
        self.table = RowsView(look, "decisionsTable", wide=2, widths=(90, 62, 240, 96, 108, 74, 96))
        self.table.setAccessibleName(self.tr("Decisions of the meeting"))
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setModel(self._rows)
        self._empty = EmptyState(
            look,
            "decisions",
            self.tr("Nothing has been decided yet"),
            self.tr("Decisions are prepared on the Session page, Ctrl+Shift+D."),
            self.tr("Go to Session"),
        )
        self.detail = Detail(look)
        self.actions_list = Actions(look)
        self.parked = ParkedList(look)
        self._list = QStackedWidget()
        self._arrange()
        self._wire()
        self.first = self.table

    def _arrange(self) -> None:
        px = self.look.px
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(px(20), px(12), px(20), px(8))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.meetings)
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        above.addLayout(head)
        above.addWidget(self._list, 1)
        below = QHBoxLayout(lower)
        below.setContentsMargins(px(20), px(10), px(20), px(12))
        below.setSpacing(px(20))
        below.addWidget(self.actions_list, 3)
        below.addWidget(self.parked, 2)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(upper)
        left.addWidget(lower)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 2)
        left.setChildrenCollapsible(False)
        left.setSizes([px(420), px(260)])
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        left.setMinimumWidth(px(520))
        self.detail.setMinimumWidth(px(300))
        split.setSizes([px(860), px(350)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _wire(self) -> None:
        self.meetings.activated.connect(self._show_decisions)
        self.table.selectionModel().selectionChanged.connect(self._show_detail)
        self._empty.wanted.connect(self._to_session_page)
        self.detail.session.connect(self._to_session)
        self.detail.decision.connect(self._to_number)
        self.detail.correct.connect(self._prepare)
        self.detail.form.declared.connect(self._declare)
        self.detail.form.left.connect(self._back)
        self.actions_list.adding.connect(self._add_action)
        self.actions_list.done.connect(self._complete)
        self.parked.returning.connect(self._return)
        self.parked.opened.connect(self._to_parked)

    # --- what it shows ----------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show decisions, actions and what is parked."""
        record = self.record
        known = [(self.meetings.itemData(i), self.meetings.itemText(i)) for i in range(self.meetings.count())]
        wanted = shown.meetings(record)
        if known != wanted:
            on = self.meetings.currentData() or shown.meeting_shown(record)
            self.meetings.clear()
            for key, words in wanted:
                self.meetings.addItem(words, key)
            self.meetings.setCurrentIndex(max(0, self.meetings.findData(on)))
        self.meetings.setVisible(len(wanted) > 0)
        self._show_decisions()
        names = sorted(person.name for person in record.each(Person))
        meeting = shown.meeting_shown(record)
        self.actions_list.show_rows(shown.action_rows(record, meeting, self.bridge.now.date()), names)
        self.parked.show_rows(shown.parked_rows(record))

    def _show_decisions(self) -> None:
        rows = shown.decisions(self.record, self.meetings.currentData() or "")
        on = self.table.keys
        self._rows.show(rows)
        self._list.setCurrentIndex(0 if rows else 1)
        self._title.setText(self.tr("Decisions · %1").replace("%1", str(len(rows))))
        if rows and not self.table.keys:
            self.table.choose(on[0] if on and self._rows.row_of(on[0]) >= 0 else rows[-1].key)
        self._show_detail()

    def _show_detail(self) -> None:
        keys = self.table.keys
        self.detail.show_decision(shown.whole(self.record, keys[0]) if keys else None)

    def select(self, key: str) -> None:
        """Select a decision, in whatever meeting it was declared."""
        decision = self.record.find(Decision, key)
        if decision is None:
            return
        meeting = self.record.get(Sitting, decision.sitting).meeting
        self.meetings.setCurrentIndex(self.meetings.findData(meeting))
        self._show_decisions()
        self.table.choose(key)

    def _to_number(self, number: str) -> None:
        decision = self.record.one(Decision, number=number)
        if decision:
            self.select(decision.id)

    def _to_session(self, key: str) -> None:
        self.go.emit("session", key)

    def _to_session_page(self) -> None:
        self.go.emit("session", "")

    def _to_parked(self, key: str) -> None:
        parked = self.record.get(Parked, key)
        place = parked.provision or parked.block
        if place:
            self._to_session(place)

    def _back(self) -> None:
        self.table.setFocus()

    # --- what is done -----------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Declare the correcting decision that is prepared."""
        if not self.detail.form.isHidden():
            self.detail.form.finish()

    def _prepare(self) -> None:
        if self.detail.whole:
            self.detail.form.prepare(self.detail.whole)

    def _declare(self, corrects: str, words: str, method: str) -> None:
        old = self.record.get(Decision, corrects)
        act = Declare.model_validate(
            {
                "words": words,
                "method": method,
                "corrects": corrects,
                "provision": old.provision,
                "block": old.block,
            }
        )
        self.bridge.do(act, then=self._declared)

    def _declared(self, _: object) -> None:
        self.detail.form.hide()
        self.table.setFocus()

    def _add_action(self, title: str, owner: str, due: str) -> None:
        person, why = shown.named(self.record, owner)
        day = read_day(due, self.bridge.now.date()) if due.strip() else None
        if due.strip() and day is None:
            why = why or self.tr("“%1” is no day; write 30 Jun, 30.6.2024 or 2024-06-30.").replace("%1", due)
        if why:
            self.says.emit(why)
            return
        self.bridge.do(AddAction(title=title, owner=person, due=day), then=self._added)

    def _added(self, _: object) -> None:
        self.actions_list.clear()

    def _complete(self, key: str) -> None:
        self.bridge.do(CompleteAction(action=key))

    def _return(self, key: str) -> None:
        self.bridge.do(Return(parked=key))

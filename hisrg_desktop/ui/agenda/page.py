"""The agenda page: what is to be dealt with in which time, how the day runs, and the sittings in which it is."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.forecast import limits_kept
from hisrg_desktop.meeting.agenda.items import (
    AddAgendaItem,
    AgendaItem,
    ChangeAgendaItem,
)
from hisrg_desktop.meeting.agenda.presets import TakePreset, presets
from hisrg_desktop.meeting.charts.minutes import NOTE
from hisrg_desktop.meeting.roll.meetings import Meeting, current_sitting
from hisrg_desktop.ui.agenda import shown
from hisrg_desktop.ui.agenda.coming import outlook, pace_words
from hisrg_desktop.ui.agenda.empty import EmptyAgenda
from hisrg_desktop.ui.agenda.item_form import Misunderstood, answered, changed, questions
from hisrg_desktop.ui.agenda.item_hand import ItemHand
from hisrg_desktop.ui.agenda.items import THEN, ItemsModel, ItemsView
from hisrg_desktop.ui.agenda.meeting import MeetingColumn
from hisrg_desktop.ui.agenda.trying import Trying
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people.form import Answers, Form
from hisrg_desktop.ui.widgets.buttons import push_button, set_kind
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act


class AgendaPage(Page):
    """The items at the left, with when they start; the meeting and its sittings at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("agendaPage")
        self._changed = ""
        self._seen = ""
        self._buttons: dict[str, QPushButton] = {}
        self.items = ItemsView(look)
        headings = ("", self.tr("No."), self.tr("Item"), self.tr("Time"), self.tr("Starts"), self.tr("What if"))
        self.items_model = ItemsModel(headings)
        self.items.setModel(self.items_model)
        self.items.setAccessibleName(self.tr("Agenda"))
        self.times = Words(look, "", "body", "soft")
        self.outlook = Words(look, "", "body")
        self.form = Form(look, "agendaForm", columns=3)
        self.trying = Trying(look)
        self.column = MeetingColumn(bridge, look)
        self._empty = EmptyAgenda(look)
        self._no_meeting = EmptyState(
            look,
            "agenda",
            self.tr("There is no meeting yet"),
            self.tr(
                "A meeting has an agenda and sittings. Create the meeting,\nthen plan its first sitting and open it."
            ),
            self.tr("Create a meeting…"),
        )
        self._stack = QStackedWidget()
        self.hand = ItemHand(bridge, self.items)
        # Time used grows while someone speaks, although nothing is entered.
        self._clock = QTimer(self)
        self._clock.setInterval(5000)
        self._arrange()
        self._wire()
        self.first = self.items

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        left = QWidget()
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for name, words, kind in (
            ("takeUp", self.tr("Take up"), ""),
            ("add", self.tr("Add…"), ""),
            ("edit", self.tr("Change…"), ""),
            ("documents", self.tr("Documents ▾"), ""),
            ("more", self.tr("More ▾"), ""),
            ("whatIf", self.tr("What if…"), ""),
        ):
            row.addWidget(self._button(name, words, kind))
        self._buttons["documents"].setMenu(self.hand.documents)
        self._buttons["more"].setMenu(self.hand.menu)
        row.addStretch(1)
        self.outlook.setWordWrap(True)
        self.items.setMinimumHeight(px(160))
        told = QHBoxLayout()
        told.setSpacing(px(16))
        told.addWidget(self.outlook, 1)
        told.addWidget(self.times, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for content in (self.items, self._empty, self._no_meeting):
            self._stack.addWidget(content)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(row)
        column.addLayout(told)
        column.addWidget(self.trying)
        column.addWidget(self.form)
        column.addWidget(self._stack, 1)
        split = Sides(self.look, Side(Scrolled(left), 588, 804, 3), Side(Scrolled(self.column), 290, 404))
        for before, after in pairwise((self.items, *self.trying.order, self.column.meetings)):
            self.setTabOrder(before, after)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        self._buttons[name] = push_button(f"agenda{name[0].upper()}{name[1:]}", words, kind)
        return self._buttons[name]

    def _wire(self) -> None:
        for name, slot in (
            ("takeUp", self.hand.take_up),
            ("add", self.ask_item),
            ("edit", self.ask_change),
            ("whatIf", self.try_out),
        ):
            self._buttons[name].clicked.connect(slot)
        self.items.activated.connect(self._activated)
        self.items.selectionModel().selectionChanged.connect(self._offer)
        self._empty.adds.connect(self.ask_item)
        self._empty.begins.connect(self.take_preset)
        self._no_meeting.wanted.connect(self.column.ask_meeting)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self.take_keyboard)
        for form in (self.form, self.column.form):
            form.opened.connect(self._offer_first)
        self.trying.tried.connect(self._show_items)
        self.trying.left.connect(self._left_trying)
        self.trying.carried_out.connect(self.do_so)
        self.column.chose.connect(self.show_record)
        self.column.left.connect(self.take_keyboard)
        self.column.closes.connect(self.close_sitting)
        self.column.says.connect(self.says)
        self.column.begins.connect(self.take_preset)
        self._clock.timeout.connect(self._show_items)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self.column.meeting

    @property
    def item(self) -> AgendaItem | None:
        """The item that is selected."""
        return self.hand.item

    def show_record(self) -> None:
        """Show the agenda, the meeting and its sittings anew."""
        self.column.show_record()
        self._show_items()

    def take_keyboard(self) -> None:
        """Give the keyboard to the items; where there are none, to what adds the first."""
        state = {self._no_meeting: self._no_meeting, self._empty: self._empty.state}.get(self._stack.currentWidget())
        if state is None:
            self.items.setFocus()
        else:
            state.take_keyboard()

    def take_in(self, news: "News") -> None:
        """Show what changed; a new meeting is the one that is shown."""
        created = next((c.after for c in news.changes if isinstance(c.after, Meeting) and c.before is None), None)
        if created:
            self.column.choose(created.id)
        self.show_record()

    def select(self, key: str) -> None:
        """Select the item with this key."""
        self.items.choose(key)

    def _show_items(self) -> None:
        meeting, at, trying = self.meeting, self.bridge.now, self.trying.on
        what_if = self.trying.what_if if trying else None
        there = shown.items(self.record, meeting, at, what_if) if meeting else []
        row = self.items.currentIndex().row()
        self.items.show_items(there)
        if there and not self.items.keys:
            # Where the item selected is gone, the one that took its place is.
            near = (
                there[min(row, len(there) - 1)] if row >= 0 and self._seen == (meeting.id if meeting else "") else None
            )
            self.items.choose((near or next((item for item in there if item.active), there[0])).key)
        self._seen = meeting.id if meeting else ""
        self.items.setColumnHidden(THEN, not (trying and bool(what_if)))
        self._stack.setCurrentWidget(self.items if there else self._empty if meeting else self._no_meeting)
        planned, used = shown.totals(there)
        words = self.tr("%1 planned · %2 used").replace("%1", shown.length(planned)).replace("%2", shown.length(used))
        self.times.setText(words)
        self.times.setVisible(bool(there))
        self.times.setToolTip(tip(NOTE))
        said = outlook(self.record, meeting, at) if meeting else ""
        self.outlook.setText(said)
        self.outlook.setVisible(bool(said))
        self.outlook.setToolTip(pace_words(self.record, meeting, at) if meeting and said else "")
        if meeting and trying:
            self.trying.words.setText(
                outlook(self.record, meeting, at, what_if)
                if what_if
                else self.tr("Choose an item below, or several with Ctrl or Shift; then put it off or limit its time.")
            )
        self._offer()

    def _offer(self) -> None:
        meeting, item = self.meeting, self.item
        for name, can in (
            ("takeUp", item is not None),
            ("edit", item is not None),
            ("documents", item is not None),
            ("more", item is not None),
            ("whatIf", item is not None and not self.trying.on),
            ("add", meeting is not None),
        ):
            self._buttons[name].setEnabled(can)
            self._buttons[name].setVisible(meeting is not None)
        self._offer_first()
        chosen = (self.record.find(AgendaItem, key) for key in self.items.keys)
        self.trying.about([(one.id, one.number) for one in chosen if one])

    def _offer_first(self) -> None:
        """Let one button be the one to press: of the form that is open, else to take an item up or to open a sitting."""
        asked = bool(self.form.purpose or self.column.form.purpose or self.trying.on)
        sits = current_sitting(self.record) is not None
        set_kind(self._buttons["takeUp"], "primary" if sits and not asked else "")
        set_kind(self.column.buttons["open"], "" if sits or asked else "primary")
        for state in (self._no_meeting, self._empty.state):
            state.offer(not asked)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time while the page is seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        self._clock.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends what is being tried."""
        if event.key() == Qt.Key.Key_Escape and self.trying.on:
            self.trying.leave()
        else:
            super().keyPressEvent(event)

    # --- items -----------------------------------------------------------------------------------------------------

    def _activated(self, _: QModelIndex) -> None:
        self.hand.take_up()

    def do_activate(self) -> None:
        """Answer the form that is open, else take up the item selected."""
        opened = next((form for form in (self.form, self.column.form) if form.purpose), None)
        if opened:
            opened.answer()
        else:
            self.hand.take_up()

    def take_preset(self, number: int) -> None:
        """Begin the agenda from a preset."""
        if self.meeting:
            self.bridge.do(TakePreset(meeting=self.meeting.id, preset=presets()[number]))

    # --- what if ---------------------------------------------------------------------------------------------------

    def try_out(self) -> None:
        """Try out what would be if items were put off or limited, where there are any."""
        if self.item is None:
            return
        self.items.let_choose(several=True)
        self.trying.begin()
        self.items.setFocus()

    def do_so(self) -> None:
        """Do what is being tried, as one entry."""
        meeting = self.meeting
        act = limits_kept(self.record, meeting.id, self.trying.what_if) if meeting else None
        if act:
            self.bridge.do(act, then=self._done_so)

    def _done_so(self, _: object) -> None:
        self.trying.leave()

    def _left_trying(self) -> None:
        self.items.let_choose(several=False)
        self._show_items()
        self.items.setFocus()

    # --- forms -----------------------------------------------------------------------------------------------------

    def ask_item(self) -> None:
        """Ask for a new item."""
        meeting = self.meeting
        if meeting is None:
            self.column.ask_meeting()
            return
        asked = questions(self.record, meeting.id, None, self.bridge.now.date())
        self.form.ask("add", self.tr("Add an item"), asked, self.tr("Add"))

    def ask_meeting(self) -> None:
        """Ask for a new meeting."""
        self.column.ask_meeting()

    def ask_change(self) -> None:
        """Ask what to change of the item selected."""
        item = self.item
        if item is None:
            return
        asked = questions(self.record, item.meeting, item, self.bridge.now.date())
        self.form.ask("change", self.tr("Item %1").replace("%1", item.number), asked, self.tr("Change"))
        self._changed = item.id

    def _filled(self, purpose: str, answers: Answers) -> None:
        try:
            fields = answered(self.record, answers)
        except Misunderstood as fault:
            self.says.emit(str(fault))
            self.form.ask_again(fault.name)
            return
        self.items.setFocus()
        act = self._added(answers, fields) if purpose == "add" else self._change(fields)
        if act is not None:
            self.form.do(self.bridge, act, self._did)

    def _did(self, news: "News") -> None:
        """Select the item that was put on the agenda."""
        new = next((c.after for c in news.changes if isinstance(c.after, AgendaItem) and c.before is None), None)
        if new:
            self.items.choose(new.id)

    def _added(self, answers: Answers, fields: dict[str, Any]) -> "Act | None":
        meeting = self.meeting
        return AddAgendaItem(meeting=meeting.id, parent=answers["parent"] or None, **fields) if meeting else None

    def _change(self, fields: dict[str, Any]) -> "Act | None":
        item = self.record.find(AgendaItem, self._changed)
        given = changed(item, fields) if item else {}
        return ChangeAgendaItem(item=self._changed, **given) if given else None

    # --- at the keys of the window ---------------------------------------------------------------------------------

    def answer_to(self, key: str) -> "Callable[[], None] | None":
        """What is asked at a key of the window, by its name."""
        asks = {
            "add": self.ask_item,
            "addItem": self.ask_item,
            "changeItem": self.ask_change,
            "whatIf": self.try_out,
            "newMeeting": self.column.ask_meeting,
            "nextMeeting": self.column.ask_next,
            "changeMeeting": self.column.ask_change,
            "planSitting": self.column.ask_sitting,
            "changeSitting": self.column.ask_hours,
        }
        return asks.get(key) or super().answer_to(key)

    # --- the sittings, at the keys of the window -------------------------------------------------------------------

    def do_openSitting(self) -> None:
        """Open the sitting selected, or ask for what is missing before one can be opened."""
        self.column.open_or_ask()

    def do_suspend(self) -> None:
        """Suspend the sitting, or resume it."""
        self.column.suspend()

    def close_sitting(self) -> None:
        """See what is open in the sitting, and close it."""
        if current_sitting(self.record):
            self.presses.emit("closeSitting")

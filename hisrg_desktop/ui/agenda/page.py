"""The agenda page: what is to be dealt with in which time, how the day runs, and the sittings in which it is."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.forecast import limits_kept
from hisrg_desktop.meeting.agenda.items import (
    AddAgendaItem,
    AgendaItem,
    ChangeAgendaItem,
    RemoveAgendaItem,
    SayOutcome,
)
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.places import moved, placed
from hisrg_desktop.meeting.agenda.presets import TakePreset, is_empty, presets
from hisrg_desktop.meeting.charts.minutes import NOTE
from hisrg_desktop.meeting.roll.meetings import Meeting, current_sitting
from hisrg_desktop.ui.agenda import shown
from hisrg_desktop.ui.agenda.coming import outlook, pace_words
from hisrg_desktop.ui.agenda.documents import DocumentsMenu
from hisrg_desktop.ui.agenda.item_form import Misunderstood, answered, changed, questions
from hisrg_desktop.ui.agenda.item_menu import ItemMenu
from hisrg_desktop.ui.agenda.items import THEN, ItemsModel, ItemsView
from hisrg_desktop.ui.agenda.meeting import MeetingColumn
from hisrg_desktop.ui.agenda.trying import Trying
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people.form import Answers, Form
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act


class AgendaPage(Page):
    """The items at the left, with when they start; the meeting and its sittings at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("agendaPage")
        self._changed = ""
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
        self._no_items = EmptyState(
            look,
            "agenda",
            self.tr("The agenda is empty"),
            self.tr("Put the items on it in the order in which they are to be dealt with, or begin from a preset."),
            self.tr("Add an item…"),
        )
        self._presets = QWidget()
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
        self._documents = DocumentsMenu(self)
        self._more = ItemMenu(self)
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
            ("takeUp", self.tr("Take up"), "primary"),
            ("add", self.tr("Add…"), ""),
            ("edit", self.tr("Change…"), ""),
            ("documents", self.tr("Documents ▾"), ""),
            ("more", self.tr("More ▾"), ""),
            ("whatIf", self.tr("What if…"), ""),
        ):
            row.addWidget(self._button(name, words, kind))
        self._buttons["documents"].setMenu(self._documents)
        self._buttons["more"].setMenu(self._more)
        row.addStretch(1)
        row.addWidget(self.times)
        self.outlook.setWordWrap(True)
        for content in (self.items, self._empty(), self._no_meeting):
            self._stack.addWidget(content)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(row)
        column.addWidget(self.outlook)
        column.addWidget(self.trying)
        column.addWidget(self.form)
        column.addWidget(self._stack, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for part, width, stretch in ((left, 480, 3), (self.column, 320, 1)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
            part.setMinimumWidth(px(width))
        split.setSizes([px(804), px(404)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _empty(self) -> QWidget:
        """The empty agenda: what will stand here, and the presets to begin from."""
        self._empty_page = QWidget()
        column = QVBoxLayout(self._empty_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(2)
        column.addWidget(self._no_items)
        column.addWidget(self._presets)
        column.addStretch(3)
        line = QHBoxLayout(self._presets)
        line.setSpacing(self.look.px(12))
        line.addStretch(1)
        for number, preset in enumerate(presets()):
            button = self._button(f"preset{number}", self.tr("Preset: %1").replace("%1", preset.title), "")
            button.setToolTip(preset.about)
            line.addWidget(button)
        line.addStretch(1)
        return self._empty_page

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"agenda{name[0].upper()}{name[1:]}")
        button.setAccessibleName(words)
        button.setProperty("kind", kind)
        self._buttons[name] = button
        return button

    def _wire(self) -> None:
        for name, slot in (
            ("takeUp", self.take_up),
            ("add", self.ask_item),
            ("edit", self.ask_change),
            ("whatIf", self.try_out),
            *((f"preset{number}", partial(self.take_preset, number)) for number in range(len(presets()))),
        ):
            self._buttons[name].clicked.connect(slot)
        self._more.said.connect(self.say_outcome)
        self._more.stepped.connect(self.move_item)
        self._more.unlimited.connect(self.lift_limit)
        self._more.removed.connect(self.remove_item)
        self._documents.aboutToShow.connect(self._show_documents)
        self._documents.chosen.connect(self._before_the_group)
        self.items.stepped.connect(self.move_item)
        self.items.placed.connect(self.place_item)
        self.items.removed.connect(self.remove_item)
        self.items.activated.connect(self._activated)
        self.items.selectionModel().selectionChanged.connect(self._offer)
        self._no_items.wanted.connect(self.ask_item)
        self._no_meeting.wanted.connect(self.column.ask_meeting)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self.items.setFocus)
        self.trying.tried.connect(self._show_items)
        self.trying.left.connect(self._left_trying)
        self.trying.carried_out.connect(self.do_so)
        self.column.chose.connect(self.show_record)
        self.column.left.connect(self.items.setFocus)
        self.column.closes.connect(self.close_sitting)
        self.column.says.connect(self.says)
        self._clock.timeout.connect(self._show_items)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self.column.meeting

    @property
    def item(self) -> AgendaItem | None:
        """The item that is selected."""
        return self.record.find(AgendaItem, self.items.keys[0] if self.items.keys else None)

    def show_record(self) -> None:
        """Show the agenda, the meeting and its sittings anew."""
        self.column.show_record()
        self._show_items()

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
        self.items.show_items(there)
        if there and not self.items.keys:
            self.items.choose(next((item.key for item in there if item.active), there[0].key))
        self.items.setColumnHidden(THEN, not (trying and bool(what_if)))
        self._stack.setCurrentWidget(self.items if there else self._empty_page if meeting else self._no_meeting)
        planned, used = shown.totals(there)
        words = self.tr("%1 planned · %2 used").replace("%1", shown.length(planned)).replace("%2", shown.length(used))
        self.times.setText(words if there else "")
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
        self._presets.setVisible(meeting is not None and is_empty(self.record, meeting.id))
        chosen = (self.record.find(AgendaItem, key) for key in self.items.keys)
        self.trying.about([(one.id, one.number) for one in chosen if one])

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
        self.take_up()

    def do_activate(self) -> None:
        """Answer the form that is open, else take up the item selected."""
        opened = next((form for form in (self.form, self.column.form) if form.purpose), None)
        if opened:
            opened.answer()
        else:
            self.take_up()

    def take_up(self) -> None:
        """Take up the item selected."""
        if self.items.keys:
            self.bridge.do(TakeUpItem(item=self.items.keys[0]))

    def move_item(self, way: Any) -> None:
        """Move the item selected by one step: up, down, in, out."""
        item = self.item
        self._do(moved(self.record, item, way) if item else None)

    def place_item(self, key: str, target: str, where: Any) -> None:
        """Move an item to where it was dropped."""
        item = self.record.find(AgendaItem, key)
        if item:
            self._do(placed(self.record, item, self.record.find(AgendaItem, target or None), where))

    def remove_item(self) -> None:
        """Take the item selected off the agenda."""
        self._do(RemoveAgendaItem(item=self.items.keys[0]) if self.items.keys else None)

    def say_outcome(self, outcome: Any) -> None:
        """Say what became of the item selected."""
        self._do(SayOutcome(item=self.items.keys[0], outcome=outcome) if self.items.keys else None)

    def _show_documents(self) -> None:
        self._documents.show_papers(self.record, self.item)

    def _before_the_group(self, documents: tuple[str, ...]) -> None:
        self._do(ChangeAgendaItem(item=self.items.keys[0], documents=documents) if self.items.keys else None)

    def lift_limit(self) -> None:
        """Give the item selected its planned time again."""
        self._do(ChangeAgendaItem(item=self.items.keys[0], limit=None) if self.items.keys else None)

    def _do(self, act: "Act | None") -> None:
        if act is not None:
            self.bridge.do(act)

    def take_preset(self, number: int, _: bool = False) -> None:
        """Begin the agenda from a preset."""
        if self.meeting:
            self._do(TakePreset(meeting=self.meeting.id, preset=presets()[number]))

    # --- what if ---------------------------------------------------------------------------------------------------

    def try_out(self) -> None:
        """Try out what would be if items were put off or limited."""
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
            self.form.show()
            return
        act = self._added(answers, fields) if purpose == "add" else self._change(fields)
        if act is not None:
            self.bridge.do(act, otherwise=self.again)
        self.items.setFocus()

    def _added(self, answers: Answers, fields: dict[str, Any]) -> "Act | None":
        meeting = self.meeting
        return AddAgendaItem(meeting=meeting.id, parent=answers["parent"] or None, **fields) if meeting else None

    def _change(self, fields: dict[str, Any]) -> "Act | None":
        item = self.record.find(AgendaItem, self._changed)
        given = changed(item, fields) if item else {}
        return ChangeAgendaItem(item=self._changed, **given) if given else None

    def again(self, fault: object) -> None:
        """Show the form again, as it was filled in, because its act was refused."""
        self.form.show()
        self.bridge.object_to(fault)

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

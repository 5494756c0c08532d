"""The agenda page: what is to be dealt with in which time, and the sittings in which it is."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem, MoveAgendaItem, agenda_of
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.lists import MeetingKind, Purpose
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.roll.meetings import (
    CreateMeeting,
    Meeting,
    OpenSitting,
    PlanSitting,
    ResumeSitting,
    Sitting,
    SuspendSitting,
    current_meeting,
    current_sitting,
    sittings_of,
)
from hisrg_desktop.ui.agenda import shown
from hisrg_desktop.ui.bridge import Bridge, sentence_of
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act

_PURPOSES = tuple((word, word) for word in get_args(Purpose))
_KINDS = tuple((word, word) for word in get_args(MeetingKind))


class AgendaView(RowsView):
    """The items of the agenda; Alt and an arrow move the one selected.

    Signals:
        moved: by how much the item selected goes down.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the item."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)


class AgendaPage(Page):
    """The items at the left, the meeting and its sittings at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("agendaPage")
        self._chosen = self._changed = ""
        self._buttons: dict[str, QPushButton] = {}
        self.items = AgendaView(look, "agendaItems", wide=2, widths=(30, 50, 300, 94, 80, 78, 118))
        self.items_model: RowsModel[shown.Item] = RowsModel(
            {
                "": lambda item: "▶" if item.active else "✓" if item.done else "",
                self.tr("No."): lambda item: item.number,
                self.tr("Item"): lambda item: item.title,
                self.tr("Purpose"): lambda item: item.purpose,
                self.tr("Blocks"): lambda item: item.blocks,
                self.tr("Planned"): lambda item: item.planned_words,
                self.tr("Used"): lambda item: item.used_words,
            },
            lambda item: item.key,
        )
        self.items.setModel(self.items_model)
        self.items.setAccessibleName(self.tr("Agenda"))
        self.items.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.sittings = RowsView(look, "agendaSittings", wide=0, widths=(120, 64, 146))
        self.sittings_model: RowsModel[shown.SittingShown] = RowsModel(
            {
                self.tr("Sitting"): lambda sitting: sitting.name,
                self.tr("State"): lambda sitting: sitting.state,
                self.tr("Time"): lambda sitting: sitting.times,
            },
            lambda sitting: sitting.key,
        )
        self.sittings.setModel(self.sittings_model)
        self.sittings.setAccessibleName(self.tr("Sittings"))
        self.sittings.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._title = Words(look, "", "title", shortens=True)
        self._where = Words(look, "", "body", "soft")
        self.meetings = QComboBox()
        self.times = Words(look, "", "body", "soft")
        self.form = Form(look, "agendaForm", columns=3)
        self.meeting_form = Form(look, "agendaMeetingForm", columns=2)
        self._no_items = EmptyState(
            look,
            "agenda",
            self.tr("The agenda is empty"),
            self.tr("Put the items on it in the order in which\nthey are to be dealt with."),
            self.tr("Add an item…"),
        )
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
        # Time used grows while someone speaks, although nothing is entered.
        self._clock = QTimer(self)
        self._clock.setInterval(5000)
        self._right = QWidget()
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
            ("up", self.tr("Up  Alt+↑"), "quiet"),
            ("down", self.tr("Down  Alt+↓"), "quiet"),
        ):
            row.addWidget(self._button(name, words, kind))
        row.addStretch(1)
        row.addWidget(self.times)
        for content in (self.items, self._no_items, self._no_meeting):
            self._stack.addWidget(content)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(row)
        column.addWidget(self.form)
        column.addWidget(self._stack, 1)
        self._arrange_right()
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for part, width, stretch in ((left, 480, 3), (self._right, 320, 1)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
            part.setMinimumWidth(px(width))
        split.setSizes([px(824), px(384)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _arrange_right(self) -> None:
        px = self.look.px
        self.meetings.setObjectName("agendaMeetings")
        self.meetings.setAccessibleName(self.tr("Which meeting"))
        self._where.setWordWrap(True)
        self._meeting_card = Card(self.look)
        self._meeting_card.column.addWidget(self._title)
        self._meeting_card.column.addWidget(self._where)
        top = QHBoxLayout()
        top.addWidget(self.meetings, 1)
        top.addWidget(self._button("newMeeting", self.tr("Create a meeting…"), ""))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for name, words, kind in (
            ("open", self.tr("Open"), "primary"),
            ("suspend", self.tr("Suspend"), ""),
            ("close", self.tr("Close"), ""),
        ):
            line.addWidget(self._button(name, words, kind))
        line.addStretch(1)
        line.addWidget(self._button("plan", self.tr("Plan…"), ""))
        column = QVBoxLayout(self._right)
        column.setContentsMargins(px(16), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(top)
        column.addWidget(self.meeting_form)
        column.addWidget(self._meeting_card)
        column.addWidget(SectionLabel(self.look, self.tr("Sittings")))
        column.addWidget(self.sittings, 1)
        column.addLayout(line)

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
            ("up", partial(self.move_item, -1)),
            ("down", partial(self.move_item, 1)),
            ("newMeeting", self.ask_meeting),
            ("plan", self.ask_sitting),
            ("open", self.open_sitting),
            ("suspend", self.do_suspend),
            ("close", self.close_sitting),
        ):
            self._buttons[name].clicked.connect(slot)
        self.items.moved.connect(self.move_item)
        self.items.activated.connect(self._activated)
        self.items.selectionModel().selectionChanged.connect(self._offer)
        self.sittings.selectionModel().selectionChanged.connect(self._offer)
        self.meetings.currentIndexChanged.connect(self._other_meeting)
        self._no_items.wanted.connect(self.ask_item)
        self._no_meeting.wanted.connect(self.ask_meeting)
        for form in (self.form, self.meeting_form):
            form.filled.connect(self._filled)
            form.left.connect(self.items.setFocus)
        self._clock.timeout.connect(self._show_items)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown: the one chosen, else the current one."""
        return self.record.find(Meeting, self._chosen or None) or current_meeting(self.record)

    def show_record(self) -> None:
        """Show the agenda, the meeting and its sittings anew."""
        self._show_meetings()
        self._show_items()
        meeting = self.meeting
        self._meeting_card.setVisible(meeting is not None)
        if meeting:
            title, where = shown.meeting_words(self.record, meeting)
            self._title.setText(title)
            self._where.setText(where)
        on = self.sittings.keys
        self.sittings_model.show(shown.sittings(self.record, meeting) if meeting else [])
        sitting = current_sitting(self.record)
        if not self.sittings.keys and self.sittings_model.rows:
            planned = next((s for s in self.sittings_model.rows if s.state == "planned"), self.sittings_model.rows[-1])
            self.sittings.choose(on[0] if on else sitting.id if sitting else planned.key)
        self._offer()

    def take_in(self, news: "News") -> None:
        """Show what changed; a new meeting is the one that is shown."""
        created = next((c.after for c in news.changes if isinstance(c.after, Meeting) and c.before is None), None)
        if created:
            self._chosen = created.id
        self.show_record()

    def select(self, key: str) -> None:
        """Select the item with this key."""
        self.items.choose(key)

    def _show_items(self) -> None:
        meeting, on = self.meeting, self.items.keys
        there = shown.items(self.record, meeting, self.bridge.now) if meeting else []
        self.items_model.show(there)
        if there and not self.items.keys:
            active = next((item.key for item in there if item.active), there[0].key)
            self.items.choose(on[0] if on and self.items_model.row_of(on[0]) >= 0 else active)
        self._stack.setCurrentWidget(self.items if there else self._no_items if meeting else self._no_meeting)
        planned, used = shown.totals(there)
        words = self.tr("%1 planned · %2 used").replace("%1", shown.length(planned)).replace("%2", shown.length(used))
        self.times.setText(words if there else "")

    def _show_meetings(self) -> None:
        meeting = self.meeting
        self.meetings.blockSignals(True)
        self.meetings.clear()
        for one in sorted(self.record.each(Meeting), key=lambda m: (m.planned_from, m.number), reverse=True):
            title, _ = shown.meeting_words(self.record, one)
            self.meetings.addItem(f"{title}, {one.place}" if one.place else title, one.id)
        self.meetings.setCurrentIndex(self.meetings.findData(meeting.id) if meeting else -1)
        self.meetings.blockSignals(False)
        self.meetings.setVisible(self.meetings.count() > 1)

    def _other_meeting(self, _: int) -> None:
        self._chosen = str(self.meetings.currentData() or "")
        self.show_record()

    def _offer(self) -> None:
        meeting, item = self.meeting, bool(self.items.keys)
        sitting = self.record.find(Sitting, self.sittings.keys[0]) if self.sittings.keys else None
        state = sitting.state if sitting else ""
        for name, can in (
            ("takeUp", item),
            ("edit", item),
            ("up", item),
            ("down", item),
            ("add", meeting is not None),
            ("plan", meeting is not None),
            ("open", state == "planned"),
            ("suspend", state in ("open", "suspended")),
            ("close", state in ("open", "suspended")),
        ):
            self._buttons[name].setEnabled(can)
        self._buttons["suspend"].setText(self.tr("Resume") if state == "suspended" else self.tr("Suspend"))

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time while the page is seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        self._clock.stop()
        super().hideEvent(event)

    # --- items -----------------------------------------------------------------------------------------------------

    def _activated(self, _: QModelIndex) -> None:
        self.take_up()

    def do_activate(self) -> None:
        """Answer the form that is open, else take up the item selected."""
        opened = next((form for form in (self.form, self.meeting_form) if form.purpose), None)
        if opened:
            opened.answer()
        else:
            self.take_up()

    def take_up(self) -> None:
        """Take up the item selected."""
        if self.items.keys:
            self.bridge.do(TakeUpItem(item=self.items.keys[0]))

    def move_item(self, by: int, _: bool = False) -> None:
        """Move the item selected down by so many places, or up."""
        meeting = self.meeting
        if meeting is None or not self.items.keys:
            return
        keys = [item.id for item in agenda_of(self.record, meeting.id)]
        to = keys.index(self.items.keys[0]) + 1 + by
        if 1 <= to <= len(keys):
            self.bridge.do(MoveAgendaItem(item=self.items.keys[0], to=to))

    def ask_item(self) -> None:
        """Ask for a new item."""
        if self.meeting is None:
            self.ask_meeting()
            return
        questions = (
            Question("title", self.tr("Title"), needed=True),
            Question("purpose", self.tr("Purpose"), "choice", _PURPOSES, "discussion"),
            Question("minutes", self.tr("Minutes"), "number"),
            Question("blocks", self.tr("Blocks"), hint=self.tr("10, 11")),
            Question("number", self.tr("Number"), hint=self.tr("empty: the next")),
        )
        self.form.ask("add", self.tr("Add an item"), questions, self.tr("Add"))

    def ask_change(self) -> None:
        """Ask what to change of the item selected."""
        item = self.record.find(AgendaItem, self.items.keys[0] if self.items.keys else None)
        if item is None:
            return
        minutes = str(item.minutes) if item.minutes else ""
        questions = (
            Question("title", self.tr("Title"), value=item.title, needed=True),
            Question("purpose", self.tr("Purpose"), "choice", _PURPOSES, item.purpose),
            Question("minutes", self.tr("Minutes"), "number", value=minutes),
        )
        self.form.ask("change", self.tr("Item %1").replace("%1", item.number), questions, self.tr("Change"))
        self._changed = item.id

    # --- the meeting and its sittings -------------------------------------------------------------------------------

    def ask_meeting(self) -> None:
        """Ask for a new meeting, and for its phase where there is none of its number."""
        phase, number = shown.next_numbers(self.record)
        there = self.record.one(Phase, number=phase)
        today = self.bridge.now.date()
        questions = (
            Question("phase", self.tr("Phase"), "number", value=str(phase), needed=True),
            Question("phaseName", self.tr("Its name, if it is new"), hint=there.name if there else ""),
            Question("number", self.tr("Number in the phase"), "number", value=str(number), needed=True),
            Question("kind", self.tr("Kind"), "choice", _KINDS),
            Question("place", self.tr("Place")),
            Question("venue", self.tr("Venue")),
            Question("from", self.tr("From"), "date", value=today),
            Question("to", self.tr("To"), "date", value=today),
        )
        self.meeting_form.ask("meeting", self.tr("Create a meeting"), questions, self.tr("Create"))

    def ask_sitting(self) -> None:
        """Ask for a new sitting."""
        meeting = self.meeting
        if meeting is None:
            self.ask_meeting()
            return
        number = len(sittings_of(self.record, meeting.id)) + 1
        hint = self.tr("such as: Tuesday morning; empty: sitting %1").replace("%1", str(number))
        questions = (Question("title", self.tr("Title"), hint=hint),)
        self.meeting_form.ask("sitting", self.tr("Plan a sitting"), questions, self.tr("Plan"))

    def open_sitting(self) -> None:
        """Open the sitting selected."""
        if self.sittings.keys:
            self.bridge.do(OpenSitting(sitting=self.sittings.keys[0]))

    def do_openSitting(self) -> None:
        """Open the sitting selected, or ask for what is missing before one can be opened."""
        if self.meeting is None:
            self.ask_meeting()
        elif not any(s.state == "planned" for s in self.sittings_model.rows):
            self.ask_sitting()
        else:
            self.open_sitting()

    def do_suspend(self) -> None:
        """Suspend the sitting, or resume it."""
        sitting = current_sitting(self.record)
        self.bridge.do(ResumeSitting() if sitting and sitting.state == "suspended" else SuspendSitting())

    def close_sitting(self) -> None:
        """See what is open in the sitting, and close it."""
        self.presses.emit("closeSitting")

    # --- what is answered ------------------------------------------------------------------------------------------

    def _filled(self, purpose: str, answers: Answers) -> None:
        if purpose == "meeting":
            self._begin_phase(answers)
            return
        acts = {"add": self._added, "change": self._change, "sitting": self._planned}
        act = acts[purpose](answers)
        if act is not None:
            self.bridge.do(act, otherwise=partial(self.again, self._form_of(purpose)))
        self.items.setFocus()

    def _form_of(self, purpose: str) -> Form:
        return self.form if purpose in ("add", "change") else self.meeting_form

    def again(self, form: Form, fault: object) -> None:
        """Show a form again, as it was filled in, because its act was refused."""
        form.show()
        if isinstance(fault, OSError):
            self.bridge.failed.emit(sentence_of(fault))
        else:
            self.bridge.refused.emit(fault)

    def _added(self, answers: Answers) -> "Act | None":
        meeting = self.meeting
        blocks, unknown = shown.blocks_typed(self.record, answers["blocks"])
        if meeting is None or unknown:
            self.says.emit(self.tr("There is no Block %1.").replace("%1", unknown))
            self.form.show()
            return None
        return AddAgendaItem(
            meeting=meeting.id,
            title=answers["title"],
            number=answers["number"],
            purpose=answers["purpose"],
            blocks=blocks,
            minutes=answers["minutes"],
        )

    def _change(self, answers: Answers) -> "Act":
        return ChangeAgendaItem(
            item=self._changed, title=answers["title"], purpose=answers["purpose"], minutes=answers["minutes"]
        )

    def _planned(self, answers: Answers) -> "Act | None":
        meeting = self.meeting
        return PlanSitting(meeting=meeting.id, title=answers["title"]) if meeting else None

    def _begin_phase(self, answers: Answers) -> None:
        """Create the meeting, after its phase where that is new."""
        phase = self.record.one(Phase, number=answers["phase"])
        if phase:
            self._create_meeting(answers, None)
            return
        began: date = answers["from"]
        act = BeginPhase(number=answers["phase"], name=answers["phaseName"], began=began)
        refused = partial(self.again, self.meeting_form)
        self.bridge.do(act, then=partial(self._create_meeting, answers), otherwise=refused)

    def _create_meeting(self, answers: Answers, _: object) -> None:
        phase = self.record.one(Phase, number=answers["phase"])
        assert phase is not None
        act = CreateMeeting(
            phase=phase.id,
            number=answers["number"],
            kind=answers["kind"],
            place=answers["place"],
            venue=answers["venue"],
            planned_from=answers["from"],
            planned_to=answers["to"],
        )
        self.bridge.do(act, otherwise=partial(self.again, self.meeting_form))

"""The meeting and its sittings, beside the agenda: created, planned, opened, suspended, closed."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.presets import is_empty, presets
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.changing import RemoveSitting
from hisrg_desktop.meeting.roll.meetings import (
    Meeting,
    OpenSitting,
    ResumeSitting,
    Sitting,
    SuspendSitting,
    current_meeting,
    current_sitting,
    named,
    number_of,
)
from hisrg_desktop.ui.agenda import meeting_forms, shown
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.form import Answers, Form
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act


_OF_MEETING = ("meeting", "plan", "hours", "out", "open", "suspend", "close")


class MeetingColumn(QWidget):
    """Which meeting is shown, where and when it is, and its sittings.

    Signals:
        chose: another meeting is shown.
        closes: the person wants to close the sitting.
        left: a form was put away.
        says: something to tell the person.
        begins: the agenda is to begin from the preset with this number.
    """

    chose = Signal()
    closes = Signal()
    left = Signal()
    says = Signal(str)
    begins = Signal(int)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.look = look
        self._chosen = ""
        self._asked: tuple[Meeting | None, Sitting | None] = (None, None)
        self._menu = QMenu(self)
        self.buttons: dict[str, QPushButton] = {}
        self.sittings = RowsView(look, "agendaSittings", wide=0, widths=(104, 68, 142))
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
        self.title = Words(look, "", "title", shortens=True)
        self._where = Words(look, "", "body", "soft")
        self.meetings = QComboBox()
        self._heading = SectionLabel(look, self.tr("Sittings"))
        self.form = Form(look, "agendaMeetingForm", columns=2)
        self._card = Card(look)
        self._arrange()
        self._wire()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        self.meetings.setObjectName("agendaMeetings")
        self.meetings.setAccessibleName(self.tr("Which meeting"))
        self._where.setWordWrap(True)
        self._card.column.addWidget(self.title)
        self._card.column.addWidget(self._where)
        top = QHBoxLayout()
        top.addWidget(self.meetings, 1)
        top.addWidget(self._button("meeting", self.tr("Meeting ▾"), ""))
        top.addStretch(0)
        self.buttons["meeting"].setMenu(self._menu)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for name, words, kind in (
            ("open", self.tr("Open"), ""),
            ("suspend", self.tr("Suspend"), ""),
            ("close", self.tr("Close"), ""),
        ):
            line.addWidget(self._button(name, words, kind))
        line.addStretch(1)
        over = QHBoxLayout()
        over.setSpacing(px(8))
        over.addWidget(self._heading, 1)
        over.addWidget(self._button("out", self.tr("Take out"), "quiet"))
        over.addWidget(self._button("hours", self.tr("Change…"), "quiet"))
        over.addWidget(self._button("plan", self.tr("Plan…"), "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(top)
        column.addWidget(self.form)
        column.addWidget(self._card)
        self.sittings.setMinimumHeight(px(120))
        column.addLayout(over)
        column.addWidget(self.sittings, 1)
        column.addLayout(line)
        column.addStretch(0)

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        self.buttons[name] = push_button(f"agenda{name[0].upper()}{name[1:]}", words, kind)
        return self.buttons[name]

    def _wire(self) -> None:
        for name, slot in (
            ("plan", self.ask_sitting),
            ("hours", self.ask_hours),
            ("out", self.remove_sitting),
            ("open", self.open_sitting),
            ("suspend", self.suspend),
            ("close", self.closes),
        ):
            self.buttons[name].clicked.connect(slot)
        self._next = self._menu.addAction(self.tr("New from this one…"))
        self._next.triggered.connect(self.ask_next)
        self._menu.addAction(self.tr("Create a meeting…")).triggered.connect(self.ask_meeting)
        self._change = self._menu.addAction(self.tr("Change this meeting…"))
        self._change.triggered.connect(self.ask_change)
        self._menu.addSeparator()
        self._presets = [self._preset(number, preset.title) for number, preset in enumerate(presets())]
        self.sittings.selectionModel().selectionChanged.connect(self._offer)
        self.meetings.currentIndexChanged.connect(self._other_meeting)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self.left)

    def _preset(self, number: int, title: str) -> QAction:
        action = self._menu.addAction(self.tr("Begin the agenda from “%1”").replace("%1", title))
        action.triggered.connect(partial(self._begin, number))
        return action

    def _begin(self, number: int, _: bool = False) -> None:
        self.begins.emit(number)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What is officially so now."""
        return self.bridge.record

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown: the one chosen, else the current one."""
        return self.record.find(Meeting, self._chosen or None) or current_meeting(self.record)

    def choose(self, meeting: str) -> None:
        """Show this meeting from now on."""
        self._chosen = meeting

    def show_record(self) -> None:
        """Show the meeting and its sittings anew; the sitting selected stays so."""
        self._show_meetings()
        meeting = self.meeting
        self._card.setVisible(meeting is not None)
        if meeting:
            title, where = shown.meeting_words(self.record, meeting)
            self.title.setText(title)
            self._where.setText(where)
        on, at = self.sittings.keys, self.sittings.verticalScrollBar().value()
        self.sittings_model.show(shown.sittings(self.record, meeting) if meeting else [])
        sitting = current_sitting(self.record)
        if not self.sittings.keys and self.sittings_model.rows:
            planned = next((s for s in self.sittings_model.rows if s.state == "planned"), self.sittings_model.rows[-1])
            wanted = on[0] if on else sitting.id if sitting else planned.key
            self.sittings.choose_row(max(0, self.sittings_model.row_of(wanted)))
            self.sittings.verticalScrollBar().setValue(at)
        self._offer()

    def _show_meetings(self) -> None:
        meeting = self.meeting
        there = sorted(self.record.each(Meeting), key=lambda m: (m.planned_from, m.number), reverse=True)
        told = []
        for one in there:
            title, _ = shown.meeting_words(self.record, one)
            told.append((f"{title}, {one.place}" if one.place else title, one.id))
        self.meetings.blockSignals(True)
        if told != [(self.meetings.itemText(n), self.meetings.itemData(n)) for n in range(self.meetings.count())]:
            self.meetings.clear()
            for words, key in told:
                self.meetings.addItem(words, key)
        self.meetings.setCurrentIndex(self.meetings.findData(meeting.id) if meeting else -1)
        self.meetings.blockSignals(False)
        self.meetings.setVisible(self.meetings.count() > 1)

    def _other_meeting(self, _: int) -> None:
        self._chosen = str(self.meetings.currentData() or "")
        self.chose.emit()

    def _offer(self) -> None:
        meeting, sitting = self.meeting, self._selected
        state = sitting.state if sitting else ""
        for name, can in (
            ("plan", meeting is not None),
            ("hours", sitting is not None and state != "closed"),
            ("out", state == "planned"),
            ("open", state == "planned"),
            ("suspend", state in ("open", "suspended")),
            ("close", state in ("open", "suspended")),
        ):
            self.buttons[name].setEnabled(can)
        for part in (self._heading, self.sittings, *(self.buttons[name] for name in _OF_MEETING)):
            part.setVisible(meeting is not None)
        for action in (self._next, self._change):
            action.setEnabled(meeting is not None)
        for action in self._presets:
            action.setEnabled(meeting is not None and is_empty(self.record, meeting.id))
        self.buttons["suspend"].setText(self.tr("Resume") if state == "suspended" else self.tr("Suspend"))

    @property
    def _selected(self) -> Sitting | None:
        return self.record.find(Sitting, self.sittings.keys[0]) if self.sittings.keys else None

    # --- what is asked ---------------------------------------------------------------------------------------------

    def ask_meeting(self) -> None:
        """Ask for a new meeting, and for its phase where there is none of its number."""
        asked = meeting_forms.of_new_meeting(self.record, self.bridge.now.date())
        self.form.ask("meeting", self.tr("Create a meeting"), asked, self.tr("Create"))

    def ask_next(self) -> None:
        """Ask for the meeting after the one shown."""
        meeting = self.meeting
        if meeting:
            self._asked = (meeting, None)
            title = self.tr("The meeting after %1").replace("%1", number_of(self.record, meeting))
            self.form.ask(
                "next", title, meeting_forms.of_next_meeting(meeting, self.bridge.now.date()), self.tr("Create")
            )

    def ask_change(self) -> None:
        """Ask what to change of the meeting shown."""
        meeting = self.meeting
        if meeting:
            self._asked = (meeting, None)
            title = self.tr("Meeting %1").replace("%1", number_of(self.record, meeting))
            self.form.ask("change", title, meeting_forms.of_meeting(meeting), self.tr("Change"))

    def ask_sitting(self) -> None:
        """Ask for a new sitting."""
        meeting = self.meeting
        if meeting is None:
            self.ask_meeting()
            return
        self._asked = (meeting, None)
        asked = meeting_forms.of_new_sitting(self.record, meeting)
        self.form.ask("sitting", self.tr("Plan a sitting"), asked, self.tr("Plan"))

    def ask_hours(self) -> None:
        """Ask for the title and the hours of the sitting selected."""
        sitting, meeting = self._selected, self.meeting
        if sitting and meeting:
            self._asked = (meeting, sitting)
            self.form.ask("hours", named(sitting), meeting_forms.of_sitting(sitting, meeting), self.tr("Change"))

    # --- what is done ----------------------------------------------------------------------------------------------

    def open_sitting(self) -> None:
        """Open the sitting selected."""
        if self.sittings.keys:
            self.bridge.do(OpenSitting(sitting=self.sittings.keys[0]))

    def remove_sitting(self) -> None:
        """Take the sitting selected out of the meeting."""
        if self.sittings.keys:
            self.bridge.do(RemoveSitting(sitting=self.sittings.keys[0]))

    def open_or_ask(self) -> None:
        """Open the sitting selected, or ask for what is missing before one can be opened."""
        if self.meeting is None:
            self.ask_meeting()
        elif not any(s.state == "planned" for s in self.sittings_model.rows):
            self.ask_sitting()
        else:
            self.open_sitting()

    def suspend(self) -> None:
        """Suspend the sitting, or resume it."""
        sitting = current_sitting(self.record)
        self.bridge.do(ResumeSitting() if sitting and sitting.state == "suspended" else SuspendSitting())

    # --- what is answered ------------------------------------------------------------------------------------------

    def _filled(self, purpose: str, answers: Answers) -> None:
        if purpose == "meeting":
            self._begin_phase(answers)
            return
        meeting, sitting = self._asked
        assert meeting
        try:
            act = self._act(purpose, answers, meeting, sitting)
        except meeting_forms.NoTime as fault:
            self.form.ask_again(fault.name)
            self.says.emit(str(fault))
            return
        self.left.emit()
        self.form.do(self.bridge, act)

    @staticmethod
    def _act(purpose: str, answers: Answers, meeting: Meeting, sitting: Sitting | None) -> "Act":
        if purpose == "next":
            return meeting_forms.create_next(meeting.id, answers)
        if purpose == "change":
            return meeting_forms.change_meeting(meeting.id, answers)
        if purpose == "hours" and sitting:
            return meeting_forms.change_sitting(sitting, answers)
        return meeting_forms.plan_sitting(meeting.id, answers)

    def _begin_phase(self, answers: Answers) -> None:
        """Create the meeting, after its phase where that is new."""
        phase = self.record.one(Phase, number=answers["phase"])
        if phase:
            self._create_meeting(answers, None)
            return
        began: date = answers["from"]
        act = BeginPhase(number=answers["phase"], name=answers["phaseName"], began=began)
        self.form.do(self.bridge, act, partial(self._create_meeting, answers))

    def _create_meeting(self, answers: Answers, _: object) -> None:
        act = meeting_forms.create(self.record, answers)
        if act:
            self.form.do(self.bridge, act)

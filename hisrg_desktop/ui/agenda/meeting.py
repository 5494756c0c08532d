"""The meeting and its sittings, beside the agenda: created, planned, opened, suspended, closed."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import (
    CreateMeeting,
    Meeting,
    OpenSitting,
    PlanHours,
    PlanSitting,
    ResumeSitting,
    Sitting,
    SuspendSitting,
    current_meeting,
    current_sitting,
    named,
    sittings_of,
)
from hisrg_desktop.ui.agenda import shown
from hisrg_desktop.ui.bridge import Bridge, sentence_of
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act

_KINDS = tuple((word, word) for word in get_args(MeetingKind))


class MeetingColumn(QWidget):
    """Which meeting is shown, where and when it is, and its sittings.

    Signals:
        chose: another meeting is shown.
        closes: the person wants to close the sitting.
        left: a form was put away.
        says: something to tell the person.
    """

    chose = Signal()
    closes = Signal()
    left = Signal()
    says = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.look = look
        self._chosen = ""
        self._asked: tuple[str, Sitting | None] = ("", None)
        self.buttons: dict[str, QPushButton] = {}
        self.sittings = RowsView(look, "agendaSittings", wide=0, widths=(104, 66, 148))
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
        over = QHBoxLayout()
        over.setSpacing(px(8))
        over.addWidget(SectionLabel(self.look, self.tr("Sittings")))
        over.addStretch(1)
        over.addWidget(self._button("hours", self.tr("Hours…"), "quiet"))
        over.addWidget(self._button("plan", self.tr("Plan a sitting…"), "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(top)
        column.addWidget(self.form)
        column.addWidget(self._card)
        column.addLayout(over)
        column.addWidget(self.sittings, 1)
        column.addLayout(line)

    def _button(self, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"agenda{name[0].upper()}{name[1:]}")
        button.setAccessibleName(words)
        button.setProperty("kind", kind)
        self.buttons[name] = button
        return button

    def _wire(self) -> None:
        for name, slot in (
            ("newMeeting", self.ask_meeting),
            ("plan", self.ask_sitting),
            ("hours", self.ask_hours),
            ("open", self.open_sitting),
            ("suspend", self.suspend),
            ("close", self.closes),
        ):
            self.buttons[name].clicked.connect(slot)
        self.sittings.selectionModel().selectionChanged.connect(self._offer)
        self.meetings.currentIndexChanged.connect(self._other_meeting)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self.left)

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
            ("open", state == "planned"),
            ("suspend", state in ("open", "suspended")),
            ("close", state in ("open", "suspended")),
        ):
            self.buttons[name].setEnabled(can)
        self.buttons["suspend"].setText(self.tr("Resume") if state == "suspended" else self.tr("Suspend"))

    @property
    def _selected(self) -> Sitting | None:
        return self.record.find(Sitting, self.sittings.keys[0]) if self.sittings.keys else None

    # --- what is asked ---------------------------------------------------------------------------------------------

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
        self.form.ask("meeting", self.tr("Create a meeting"), questions, self.tr("Create"))

    def ask_sitting(self) -> None:
        """Ask for a new sitting."""
        meeting = self.meeting
        if meeting is None:
            self.ask_meeting()
            return
        there = sittings_of(self.record, meeting.id)
        hint = self.tr("such as: Tuesday morning; empty: sitting %1").replace("%1", str(len(there) + 1))
        last = there[-1].planned_from if there else None
        day = local(last).date() if last else meeting.planned_from
        questions = (Question("title", self.tr("Title"), hint=hint), *self._hours_asked(None, day))
        self._asked = (meeting.id, None)
        self.form.ask("sitting", self.tr("Plan a sitting"), questions, self.tr("Plan"))

    def ask_hours(self) -> None:
        """Ask for the hours of the sitting selected."""
        sitting, meeting = self._selected, self.meeting
        if sitting is None or meeting is None:
            return
        known = sitting.planned_from or sitting.opened_at
        self._asked = (meeting.id, sitting)
        day = local(known).date() if known else meeting.planned_from
        name = named(sitting)
        title = self.tr("Hours of %1").replace("%1", name)
        self.form.ask("hours", title, self._hours_asked(sitting, day), self.tr("Plan"))

    def _hours_asked(self, sitting: Sitting | None, day: date) -> tuple[Question, ...]:
        hours = shown.span(sitting.planned_from, sitting.planned_to) if sitting else ""
        pause = shown.span(sitting.pause_from, sitting.pause_to) if sitting else ""
        return (
            Question("day", self.tr("Day"), "date", value=day),
            Question("hours", self.tr("Hours"), value=hours, hint="09:30–12:30"),
            Question("pause", self.tr("Pause"), value=pause, hint="11:00–11:20"),
        )

    # --- what is done ----------------------------------------------------------------------------------------------

    def open_sitting(self) -> None:
        """Open the sitting selected."""
        if self.sittings.keys:
            self.bridge.do(OpenSitting(sitting=self.sittings.keys[0]))

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
        act = self._planned(purpose, answers)
        if act is not None:
            self.bridge.do(act, otherwise=self.again)
            self.left.emit()

    def again(self, fault: object) -> None:
        """Show the form again, as it was filled in, because its act was refused."""
        self.form.show()
        if isinstance(fault, OSError):
            self.bridge.failed.emit(sentence_of(fault))
        else:
            self.bridge.refused.emit(fault)

    def _planned(self, purpose: str, answers: Answers) -> "Act | None":
        meeting, sitting = self._asked
        hours: dict[str, datetime | None] = {}
        for name, begins, ends in (("hours", "planned_from", "planned_to"), ("pause", "pause_from", "pause_to")):
            times = shown.span_typed(answers[name], answers["day"])
            if times is None:
                self.form.show()
                self.form.input(name).setFocus()
                self.says.emit(self.tr("“%1” is no span of time; type it as 09:30–12:30.").replace("%1", answers[name]))
                return None
            hours[begins], hours[ends] = times
        if purpose == "hours" and sitting:
            return PlanHours(sitting=sitting.id, **hours)
        return PlanSitting(meeting=meeting, title=answers["title"], **hours)

    def _begin_phase(self, answers: Answers) -> None:
        """Create the meeting, after its phase where that is new."""
        phase = self.record.one(Phase, number=answers["phase"])
        if phase:
            self._create_meeting(answers, None)
            return
        began: date = answers["from"]
        act = BeginPhase(number=answers["phase"], name=answers["phaseName"], began=began)
        self.bridge.do(act, then=partial(self._create_meeting, answers), otherwise=self.again)

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
        self.bridge.do(act, otherwise=self.again)

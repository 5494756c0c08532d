"""Over the meetings: who came to each and what the Group publishes of it; who spoke, how often and for how long."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.people.group import BeginPhase
from hisrg_desktop.meeting.roll.phases import ChangePhase, EndPhase
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import meetings_shown as shown
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class OverMeetingsView(PeopleView):
    """The meetings at the top, below them the one selected in words, then the people over all of them."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("overMeetingsView")
        self._report = shown.Report()
        self.meetings = RowsView(look, "overMeetingsTable", wide=1, widths=(146, 240, 134, 84, 96, 112, 122, 104))
        columns: dict[str, Callable[[shown.Held], str]] = {
            self.tr("Meeting"): lambda one: one.name,
            self.tr("Place and days"): lambda one: one.where,
            self.tr("Members"): lambda one: one.members,
            self.tr("Observers"): lambda one: one.observers,
            self.tr("By function"): lambda one: one.others,
            self.tr("Members spoke"): lambda one: one.spoken.get("M", "—"),
            self.tr("Observers spoke"): lambda one: one.spoken.get("O", "—"),
            self.tr("Panels spoke"): lambda one: one.spoken.get("P", "—"),
        }
        self.rows: RowsModel[shown.Held] = RowsModel(columns, lambda one: one.key)
        self.meetings.setModel(self.rows)
        self.people = NamesView(
            look,
            "overMeetingsPeople",
            {
                self.tr("Name"): lambda one: one.name,
                self.tr("Organisation"): lambda one: one.organisation,
                self.tr("Meetings"): lambda one: one.meetings,
                self.tr("Interventions"): lambda one: one.turns,
                self.tr("Time spoken"): lambda one: one.spoken,
            },
            wide=1,
            widths=(260, 300, 110, 120, 130),
        )
        self._sentence = Words(look, "", "reading")
        self._figures = Words(look, "", "small", "soft")
        self._phases = Words(look, "", "body")
        self.form = Form(look, "overMeetingsForm", columns=3)
        self._phase_buttons = {
            "change": push_button("overMeetingsChangePhase", self.tr("Change the phase…"), "quiet"),
            "end": push_button("overMeetingsEndPhase", self.tr("End the phase…"), "quiet"),
            "begin": push_button("overMeetingsBeginPhase", self.tr("Begin a phase…"), "quiet"),
        }
        self._copy = push_button("overMeetingsCopy", self.tr("Copy the sentence"))
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            look,
            "people",
            self.tr("No meeting has been held yet"),
            self.tr("Once a sitting is open and people are marked present,\nthis page says who came and who spoke."),
            self.tr("To the roll call"),
        )
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self.look.px
        self.meetings.setAccessibleName(self.tr("The meetings held"))
        self.people.setAccessibleName(self.tr("Who came and who spoke"))
        for words in (self._sentence, self._figures, self._phases):
            words.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._phases, 1)
        for button in self._phase_buttons.values():
            top.addWidget(button)
        card = Card(self.look)
        line, said = QHBoxLayout(), QVBoxLayout()
        said.setSpacing(px(4))
        said.addWidget(self._sentence)
        said.addWidget(self._figures)
        line.setSpacing(px(16))
        line.addLayout(said, 1)
        line.addWidget(self._copy)
        card.column.addLayout(line)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(SectionLabel(self.look, self.tr("Meetings held")))
        column.addWidget(self.meetings)
        column.addWidget(SectionLabel(self.look, self.tr("What is published of the one selected, and the figures")))
        column.addWidget(card)
        column.addWidget(SectionLabel(self.look, self.tr("Over all of them")))
        column.addWidget(self.people, 1)
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)
        # A phase is begun and changed before any meeting was held, too.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(12), px(24), px(16))
        outer.setSpacing(px(10))
        outer.addLayout(top)
        outer.addWidget(self.form)
        outer.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.meetings.selectionModel().selectionChanged.connect(self._show_selected)
        self.people.activated.connect(self._pick)
        self._copy.clicked.connect(self.copy)
        self._phase_buttons["change"].clicked.connect(self.ask_change)
        self._phase_buttons["end"].clicked.connect(self.ask_end)
        self._phase_buttons["begin"].clicked.connect(self.ask_begin)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self.take_keyboard)
        self.form.opened.connect(self._offer_first)
        self._empty.wanted.connect(self._to_roll)

    def take_keyboard(self) -> None:
        """Give the keyboard to the meetings; where none was held, to what leads to the first."""
        if self._report.held:
            self.meetings.setFocus()
        else:
            self._empty.take_keyboard()

    def show_record(self) -> None:
        """Show the report anew; the meeting selected stays so, at first it is the latest."""
        self._report = shown.report(self.record, self.bridge.now)
        phase = shown.current_phase(self.record)
        self._phases.setText(shown.phases_in_words(self.record) or self.tr("No phase of the work has begun yet"))
        self._phase_buttons["change"].setEnabled(phase is not None)
        self._phase_buttons["end"].setEnabled(phase is not None and phase.ended is None)
        on = self.meetings.keys
        self.rows.show(self._report.held)
        self.people.show_rows(self._report.people)
        self._stack.setCurrentIndex(0 if self._report.held else 1)
        px = self.look.px
        self.meetings.setFixedHeight(px(32) * min(len(self._report.held), 8) + px(37))
        if self._report.held and not self.meetings.keys:
            self.meetings.choose(on[0] if on else self._report.held[0].key)
        self._show_selected()

    def _offer_first(self) -> None:
        """While a phase is asked for there is nothing else to press."""
        self._empty.setVisible(not self.form.purpose and self._stack.currentWidget() is self._empty)

    def _show_selected(self) -> None:
        on = self.meetings.keys
        one = next((held for held in self._report.held if on and held.key == on[0]), None)
        self._sentence.setText(one.sentence if one else "")
        self._figures.setText(one.figures if one else "")

    def copy(self) -> None:
        """Put the sentence on the clipboard."""
        QApplication.clipboard().setText(self._sentence.text())
        self.says.emit(self.tr("The sentence is on the clipboard."))

    def _pick(self) -> None:
        if self.people.keys:
            self.picked.emit(self.people.key)

    def _to_roll(self) -> None:
        self.picked.emit("")

    # --- phases ----------------------------------------------------------------------------------------------------

    def ask_change(self) -> None:
        """Ask for the name and the first day of the phase."""
        phase = shown.current_phase(self.record)
        if phase:
            title = self.tr("Phase %1").replace("%1", str(phase.number))
            self.form.ask("change", title, self._asked(phase.name, phase.began), self.tr("Change"))

    def ask_end(self) -> None:
        """Ask for the last day of the phase."""
        phase = shown.current_phase(self.record)
        if phase:
            question = Question("ended", self.tr("Last day"), "date", value=self.bridge.now.date())
            title = self.tr("The end of phase %1").replace("%1", str(phase.number))
            self.form.ask("end", title, (question,), self.tr("End"))

    def ask_begin(self) -> None:
        """Ask for the phase that begins now."""
        self.form.ask("begin", self.tr("A new phase"), self._asked("", None), self.tr("Begin"))

    def _asked(self, name: str, began: date | None) -> tuple[Question, ...]:
        return (
            Question("name", self.tr("Name"), value=name, hint=self.tr("such as: Second phase")),
            Question("began", self.tr("First day"), "date", value=began or self.bridge.now.date()),
        )

    def _filled(self, purpose: str, answers: Answers) -> None:
        phase = shown.current_phase(self.record)
        if purpose == "begin" or phase is None:
            number = phase.number + 1 if phase else 1
            act: Act = BeginPhase(number=number, name=answers["name"], began=answers["began"])
        elif purpose == "change":
            act = ChangePhase(phase=phase.id, name=answers["name"], began=answers["began"])
        else:
            act = EndPhase(phase=phase.id, ended=answers["ended"])
        self.take_keyboard()
        self.form.do(self.bridge, act)

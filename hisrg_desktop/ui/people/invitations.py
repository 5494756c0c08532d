"""The invitations to a meeting: who is invited and why, what they answered, where they sit, whom to tell."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.acts import Together
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.roll.answering import AnswerLine, act_for, read_answer
from hisrg_desktop.meeting.roll.answers import AnswerInvitation, answer_of
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.entitled import AskToTeleconference
from hisrg_desktop.meeting.roll.inviting import SendInvitations
from hisrg_desktop.meeting.roll.meetings import Meeting, number_of
from hisrg_desktop.meeting.roll.seats import MoveOnWaitingList, ReleaseSeat, seating
from hisrg_desktop.meeting.roll.telling import TickOff
from hisrg_desktop.ui.agenda import meeting_forms
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import invited as shown
from hisrg_desktop.ui.people.calling import CallBox
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.next_meeting import LeftOverCard
from hisrg_desktop.ui.people.seat_plan import SeatColumn
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.widgets.buttons import push_button, set_kind
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act


class InvitationsView(PeopleView):
    """The people concerned at the left; answers, seats, waiting list and whom to tell at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("invitationsView")
        self._chosen = ""
        self._listed: list[shown.Invitee] = []
        self._read = AnswerLine("comes")
        self._asked = ""
        self.meetings = QComboBox()
        self.tabs = Tabs("invitationsTabs", self.tr("Lists"))
        self.table = NamesView(
            look,
            "invitationsTable",
            {
                self.tr("Name"): lambda one: f"{one.name} · {one.organisation}" if one.organisation else one.name,
                self.tr("Invited as"): lambda one: one.basis,
                self.tr("Invited"): lambda one: one.sent,
                self.tr("Answer"): lambda one: one.answer,
                self.tr("Seat"): lambda one: one.seat,
            },
            wide=0,
            widths=(220, 230, 70, 172, 82),
        )
        hint = self.tr("Filter by name, organisation or reason")
        self.filter = FilterLine("invitationsFilter", self.tr("Filter of those concerned"), hint, self.table)
        how = self.tr("With “lin” for Lind: -lin does not come · lin ? is undecided · oka for lin comes instead")
        self.box = CallBox(look, self.tr("Answers"), how)
        self.seats = SeatColumn(look)
        self.form = Form(look, "invitationsForm")
        self.left_over = LeftOverCard(look)
        self._buttons: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            look,
            "people",
            self.tr("No meeting is on record yet"),
            self.tr("Create the next meeting on the Agenda page. Who is\nto be invited then follows from the rules."),
            self.tr("To the Agenda page"),
        )
        self._name()
        self._arrange()
        self._wire()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.meetings.setObjectName("invitationsMeetings")
        self.meetings.setAccessibleName(self.tr("Which meeting"))
        self.tabs.setUsesScrollButtons(False)
        self.table.setAccessibleName(self.tr("Who is invited"))
        says = self.tr(
            "Answers: letters of a name; a hyphen before them for who does not come; a question mark after them "
            "for who is undecided; “for” and a member for who comes instead"
        )
        hint = self.tr("Letters of a name ⏎ comes")
        self.box.name("invitationsAnswerLine", "invitationsCandidates", says, hint)
        for _ in shown.LISTS:
            self.tabs.addTab("")
        for name, words, kind in (
            ("next", self.tr("Next meeting…"), ""),
            ("send", "", "primary"),
            ("comes", self.tr("Comes"), ""),
            ("not", self.tr("Does not come"), ""),
            ("answer", self.tr("Answer…"), "quiet"),
            ("release", self.tr("Release the seat"), "quiet"),
            ("decide", self.tr("The chair wants them there"), "quiet"),
        ):
            self._buttons[name] = push_button(f"invitations{name.capitalize()}", words, kind)

    def _arrange(self) -> None:
        px = self.look.px
        left, right = QWidget(), QWidget()
        top, line, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (top, (self.meetings, self._buttons["next"])),
            (line, (self.filter, self._buttons["send"])),
            (foot, [self._buttons[name] for name in ("comes", "not", "answer", "release", "decide")]),
        ):
            row.setSpacing(px(8))
            for widget in widgets:
                row.addWidget(widget, int(widget in (self.meetings, self.filter)))
        foot.addStretch(1)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(px(16), px(12), px(20), px(14))
        inner.setSpacing(px(14))
        inner.addWidget(self.form)
        inner.addWidget(self.left_over)
        inner.addWidget(self.box)
        inner.addWidget(self.seats, 1)
        split = Sides(self.look, Side(left, 480, 840, 3), Side(Scrolled(right), 330, 368))
        self._stack.addWidget(split)
        self._stack.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _wire(self) -> None:
        self.meetings.currentIndexChanged.connect(self._other_meeting)
        self.tabs.currentChanged.connect(self._show_list)
        self.filter.textChanged.connect(self._show_list)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.activated.connect(self.ask_answer)
        self.box.typed.connect(self._type)
        self.box.taken.connect(self._take)
        self.box.left.connect(self.table.setFocus)
        self.seats.limits.connect(self.ask_seats)
        self.seats.moves.connect(self._move)
        self.seats.told.connect(self._tell)
        self.seats.picked.connect(self._pick)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self._left)
        self.form.opened.connect(self._offer_first)
        self._empty.wanted.connect(self._to_agenda)
        for name, slot in (
            ("next", self.ask_next),
            ("send", self._send),
            ("comes", self._comes),
            ("not", self._does_not_come),
            ("answer", self.ask_answer),
            ("release", self._release),
            ("decide", self._decide),
        ):
            self._buttons[name].clicked.connect(slot)

    def _left(self) -> None:
        self.left_over.hide()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the line of answers; where there is no meeting, to what leads to one."""
        if self.meeting:
            self.box.line.setFocus()
        else:
            self._empty.take_keyboard()

    # --- what it shows ---------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self.record.find(Meeting, self._chosen or None)

    def show_record(self) -> None:
        """Show the meeting chosen anew; at first the one under way or next to come."""
        if self.meeting is None:
            self._chosen = shown.first_shown(self.record, self.bridge.now.date())
        self._show_meetings()
        self._stack.setCurrentIndex(0 if self.meeting else 1)
        if self.meeting is None:
            return
        self._listed = shown.invitees(self.record, self.meeting)
        counts = shown.counted(self._listed)
        words = {
            "all": self.tr("All"),
            "not invited": self.tr("Not invited"),
            "no answer": self.tr("No answer"),
            "coming": self.tr("Come"),
            "waiting": self.tr("Wait"),
            "not coming": self.tr("Do not come"),
        }
        # At a teleconference nobody waits for a seat.
        self.tabs.setTabVisible(shown.LISTS.index("waiting"), self.meeting.kind == "face-to-face")
        for index, name in enumerate(shown.LISTS):
            self.tabs.setTabText(index, f"{words[name]} {counts[name]}")
        self._show_send(counts["not invited"])
        self._show_list()
        has_seats = self.meeting.kind == "face-to-face"
        plan = shown.seat_plan(self.record, self.meeting) if has_seats else None
        self.seats.show_seats(plan, shown.waiting(self.record, self.meeting), shown.due(self.record, self.meeting))
        self._type(self.box.line.text())

    def _show_meetings(self) -> None:
        there = shown.meetings(self.record)
        self.meetings.blockSignals(True)
        self.meetings.clear()
        for key, words in there:
            self.meetings.addItem(words, key)
        self.meetings.setCurrentIndex(self.meetings.findData(self._chosen))
        self.meetings.blockSignals(False)

    def _other_meeting(self, _: int) -> None:
        self._chosen = str(self.meetings.currentData() or "")
        self.tabs.setCurrentIndex(0)
        self.show_record()
        self.table.scrollToTop()

    def _show_send(self, count: int) -> None:
        button = self._buttons["send"]
        words = self.tr("All are invited") if not count else self.tr("Note %1 as invited").replace("%1", str(count))
        button.setText(words)
        button.setAccessibleName(self.tr("Note that those not invited yet have been invited today"))
        button.setEnabled(bool(count))

    def _offer_first(self) -> None:
        """Let one button be the one to press: of the form that is open, else to note who has been invited."""
        set_kind(self._buttons["send"], "" if self.form.purpose else "primary")

    def _show_list(self) -> None:
        name = shown.LISTS[self.tabs.currentIndex()]
        self.table.show_rows(shown.matching(self._listed, name, self.filter.text()))
        self._offer()

    def _offer(self) -> None:
        keys, meeting = self.table.keys, self.meeting
        one = keys[0] if len(keys) == 1 else ""
        for name in ("comes", "not"):
            self._buttons[name].setEnabled(bool(keys))
        self._buttons["answer"].setEnabled(bool(one))
        there = seating(self.record, meeting.id) if meeting else None
        sorry = there is not None and there.says.get(one) == "does not come" and there.seat_of(one) == "kept"
        undecided = meeting is not None and one in shown.undecided_panel_chairs(self.record, meeting)
        self._buttons["release"].setVisible(sorry)
        self._buttons["decide"].setVisible(undecided)

    # --- answers ---------------------------------------------------------------------------------------------------

    def _type(self, typed: str) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        self._read = read_answer(self.record, meeting, typed, self.bridge.now)
        what = {
            "comes": self.tr("comes"),
            "does not come": self.tr("does not come"),
            "undecided": self.tr("is undecided"),
            "sends an alternate": self.tr("comes in place of %1"),
        }[self._read.says]
        if self._read.member:
            what = what.replace("%1", self._read.member.name)
        self.box.show_meant([(p.id, f"{p.name}   {what}") for p in self._read.people], self._read.why)

    def _take(self, person: str) -> None:
        if self.meeting:
            act = act_for(self._read, self.meeting.id, person)
            self.bridge.do(act, then=self._took)
            self.table.choose(act.person)

    def _took(self, news: "News") -> None:
        self.box.echo(news.entry.sentence)

    def _comes(self) -> None:
        self._answer_selected("comes")

    def _does_not_come(self) -> None:
        self._answer_selected("does not come")

    def _answer_selected(self, says: str) -> None:
        given = {"meeting": self._chosen, "says": says}
        acts = [AnswerInvitation.model_validate({**given, "person": person}) for person in self.table.keys]
        if len(acts) == 1:
            self.bridge.do(acts[0])
        elif acts:
            called = self.tr("Record the answers of %1 people: %2").replace("%1", str(len(acts))).replace("%2", says)
            self.bridge.do(Together(acts=tuple(acts), called=called))

    def ask_answer(self) -> None:
        """Ask for an answer with its day, its way and a remark."""
        keys = self.table.keys
        if len(keys) != 1:
            return
        last = answer_of(self.record, self._chosen, keys[0])
        says = (
            ("comes", self.tr("comes")),
            ("does not come", self.tr("does not come")),
            ("undecided", self.tr("is undecided")),
            ("sends an alternate", self.tr("sends an alternate")),
        )
        people = tuple((p.id, p.name) for p in people_by_name(self.record))
        corrects = (("", self.tr("a further answer")), ("yes", self.tr("corrects the last one")))
        questions = (
            Question("says", self.tr("Answer"), "choice", says, last.says if last else "comes"),
            Question(
                "alternate", self.tr("Who comes instead"), "pick", people, hint=self.tr("for an alternate"), known=True
            ),
            Question("on", self.tr("Given on"), "date", value=last.given_on if last else self.bridge.now.date()),
            Question("way", self.tr("By"), value=last.way if last else "e-mail"),
            Question("remark", self.tr("Remark"), value=last.remark if last else ""),
            *((Question("corrects", self.tr("This is"), "choice", corrects),) if last else ()),
        )
        title = self.tr("Answer of %1").replace("%1", self.record.get(Person, keys[0]).name)
        self._asked = keys[0]
        self.left_over.hide()
        self.form.ask("answer", title, questions, self.tr("Record"))

    def _answered(self, answers: Answers) -> "Act":
        return AnswerInvitation(
            meeting=self._chosen,
            person=self._asked,
            says=answers["says"],
            on=answers["on"],
            way=answers["way"],
            remark=answers["remark"],
            alternate=answers["alternate"].key or None,
            corrects=bool(answers.get("corrects")),
        )

    def _send(self) -> None:
        self.bridge.do(SendInvitations(meeting=self._chosen))

    def _release(self) -> None:
        for person in self.table.keys:
            self.bridge.do(ReleaseSeat(meeting=self._chosen, person=person))

    def _decide(self) -> None:
        for person in self.table.keys:
            self.bridge.do(AskToTeleconference(meeting=self._chosen, person=person))

    # --- seats -----------------------------------------------------------------------------------------------------

    def _move(self, person: str, to: int) -> None:
        self.bridge.do(MoveOnWaitingList(meeting=self._chosen, person=person, to=to))

    def _tell(self, people: tuple[str, ...]) -> None:
        self.bridge.do(TickOff(meeting=self._chosen, people=people))

    def _pick(self, person: str) -> None:
        self.table.choose(person)

    def ask_seats(self) -> None:
        """Ask how many seats there are."""
        meeting = self.meeting
        if meeting:
            words = self.tr("Seats in the room")
            value = str(meeting.capacity) if meeting.capacity else ""
            question = Question("seats", words, "number", value=value, hint=self.tr("empty: no limit"))
            self.left_over.hide()
            self.form.ask("seats", self.tr("How many seats there are"), (question,), self.tr("Set"))

    def _limited(self, answers: Answers) -> "Act":
        seats = answers["seats"]
        return ChangeMeeting(meeting=self._chosen, capacity=seats, unlimited=seats is None)

    # --- the next meeting ------------------------------------------------------------------------------------------

    def ask_next(self) -> None:
        """Ask for the meeting after the one shown."""
        meeting = self.meeting
        if meeting is None:
            return
        questions = meeting_forms.of_next_meeting(meeting, self.bridge.now.date())
        title = self.tr("The meeting after %1").replace("%1", number_of(self.record, meeting))
        self.left_over.show_left_over(shown.left_over_words(self.record, meeting))
        self.form.ask("next", title, questions, self.tr("Create"))

    def _next(self, answers: Answers) -> "Act":
        return meeting_forms.create_next(self._chosen, answers)

    # --- what is answered ------------------------------------------------------------------------------------------

    def _filled(self, purpose: str, answers: Answers) -> None:
        made: dict[str, Callable[[Answers], Act]] = {
            "answer": self._answered,
            "seats": self._limited,
            "next": self._next,
        }
        then = self._created if purpose == "next" else None
        self.left_over.hide()
        self.take_keyboard()
        self.form.do(self.bridge, made[purpose](answers), then)

    def _created(self, news: object) -> None:
        created = [c.after for c in getattr(news, "changes", ()) if isinstance(c.after, Meeting) and c.before is None]
        if created:
            self._chosen = created[0].id
            self.show_record()

    def _to_agenda(self) -> None:
        self.go.emit("agenda", "")

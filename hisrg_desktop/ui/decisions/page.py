"""The decisions page: what was declared in order, what is parked, what is to be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.comments.days import day_meant
from hisrg_desktop.meeting.decisions.actions import AddAction, CompleteAction
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.decisions.filling import FillDispositions, Filled
from hisrg_desktop.meeting.decisions.objections import ResolveObjection
from hisrg_desktop.meeting.decisions.parking import Parked, Return
from hisrg_desktop.meeting.decisions.silence import ConfirmSilence, GiveSilenceUp
from hisrg_desktop.meeting.decisions.statements import ReceiveStatement, WithdrawStatement
from hisrg_desktop.meeting.people.persons import people
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.ui.bridge import Bridge, Progress
from hisrg_desktop.ui.decisions import shown
from hisrg_desktop.ui.decisions.detail import Detail
from hisrg_desktop.ui.decisions.review import reviewed
from hisrg_desktop.ui.decisions.shown import Declared
from hisrg_desktop.ui.decisions.todo import Actions, Later, ParkedList, Silences, Statements, Told
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_THERE = Qt.ShortcutContext.WidgetShortcut
_STATEMENT = "statement-"
"""The text of a statement that is being typed is kept in a slot of this beginning."""


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
        self.filter = QLineEdit()
        self.filter.setObjectName("decisionsFilter")
        self.filter.setPlaceholderText(self.tr("Filter: words, place, number, name"))
        self.filter.setAccessibleName(self.tr("Filter the decisions"))
        self.filter.setClearButtonEnabled(True)
        self._no_match = Words(look, self.tr("No decision has all these words."), "body", "soft")
        self.detail = Detail(look)
        self.actions_list = Actions(look)
        self._parked = Later(self._make_parked)
        self._statements = Later(self._make_statements)
        self._polls = Later(self._make_polls)
        self._objections = Later(self._make_objections)
        self._silences = Later(self._make_silences)
        self.todo = QTabWidget()
        self.todo.setObjectName("decisionsTodo")
        self._list = QStackedWidget()
        self._awaits = ""
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
        head.addWidget(self.filter)
        head.addWidget(self.meetings)
        self.filter.setMinimumWidth(px(260))
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        self._list.addWidget(self._no_match)
        self._no_match.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        above.addLayout(head)
        above.addWidget(self._list, 1)
        below = QHBoxLayout(lower)
        below.setContentsMargins(px(20), px(6), px(20), px(12))
        for part in (self.actions_list, self._parked, self._statements, self._polls, self._objections, self._silences):
            self.todo.addTab(part, "")
        below.addWidget(self.todo)
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

    # --- lists that are made when they are first looked at ----------------------------------------------------------

    @property
    def parked(self) -> ParkedList:
        """What the room will come back to."""
        return self._parked.made

    @property
    def statements(self) -> Statements:
        """The statements for the record."""
        return self._statements.made

    @property
    def polls(self) -> Told:
        """The shows of hands."""
        return self._polls.made

    @property
    def objections(self) -> Told:
        """The objections."""
        return self._objections.made

    @property
    def silences(self) -> Silences:
        """The silence procedures."""
        return self._silences.made

    def _make_parked(self) -> ParkedList:
        made = ParkedList(self.look)
        made.returning.connect(self._return)
        made.opened.connect(self._to_parked)
        return made

    def _make_statements(self) -> Statements:
        made = Statements(self.look)
        made.received.connect(self._receive)
        made.file.connect(self._ask_file)
        made.withdrawn.connect(self._will_not_come)
        made.typing.connect(self._keep_statement)
        for kept in self.bridge.desk.kept():
            if kept.slot.startswith(_STATEMENT):
                made.put_back(kept.slot.removeprefix(_STATEMENT), kept.text)
        return made

    def _make_polls(self) -> Told:
        words = (
            self.tr("Hands"),
            self.tr("At"),
            self.tr("No hands have been counted. Ctrl+Shift+H counts them on Session; it decides nothing."),
            self.tr("Indicative shows of hands"),
        )
        made = Told(self.look, "polls", words)
        made.opened.connect(self._to_session)
        return made

    def _make_objections(self) -> Told:
        words = (
            self.tr("Member and reason"),
            self.tr("State"),
            self.tr("Nobody has objected to anything on record."),
            self.tr("Objections"),
        )
        made = Told(self.look, "objections", words, self.tr("The objection is lifted"))
        made.opened.connect(self._to_session)
        made.asked.connect(self._lift)
        return made

    def _make_silences(self) -> Silences:
        words = (
            self.tr("Words"),
            self.tr("Silence"),
            self.tr("No decision has been put in silence. The decision form on Session does it: by silence procedure."),
            self.tr("Silence procedures"),
        )
        made = Silences(self.look, words, self.tr("Confirm that silence was kept"))
        made.opened.connect(self._to_session)
        made.asked.connect(self._confirm)
        made.given_up.connect(self._give_up)
        return made

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._show_decisions)
        self.detail.fill.connect(self._review)
        self.detail.filled.connect(self._fill)
        self.detail.left.connect(self._back)
        self.detail.said.connect(self.says)
        self.meetings.activated.connect(self._show_decisions)
        self.table.selectionModel().selectionChanged.connect(self._show_detail)
        self._empty.wanted.connect(self._to_session_page)
        self.table.activated.connect(self.detail.to_session)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.detail.copy, context=_THERE)
        self.detail.session.connect(self._to_session)
        self.detail.decision.connect(self._to_number)
        self.detail.correct.connect(self._prepare)
        self.detail.declared.connect(self._declare)
        self.actions_list.adding.connect(self._add_action)
        self.actions_list.done.connect(self._complete)

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
        names = sorted(person.name for person in people(record))
        meeting = shown.meeting_shown(record)
        self.actions_list.show_rows(shown.action_rows(record, meeting, self.bridge.now.date()), names)
        self._parked.show_rows(shown.parked_rows(record))
        self._statements.show_rows(shown.statement_rows(record, meeting, self.bridge.now))
        self._polls.show_rows(shown.poll_rows(record, meeting))
        self._objections.show_rows(shown.objection_rows(record, meeting))
        self._silences.show_rows(shown.silence_rows(record, meeting, self.bridge.now))
        self._count(shown.counts(record, meeting))

    def _count(self, counts: tuple[int, int, int, int, int, int]) -> None:
        names = (
            self.tr("Actions"),
            self.tr("Parked"),
            self.tr("Statements"),
            self.tr("Shows of hands"),
            self.tr("Objections"),
            self.tr("Silence"),
        )
        for at, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.todo.setTabText(at, f"{name} {count}" if count else name)

    def _show_decisions(self) -> None:
        typed = self.filter.text()
        rows = shown.decisions(self.record, self.meetings.currentData() or "", typed)
        on = self.table.keys
        self._rows.show(rows)
        self._list.setCurrentIndex(0 if rows else 2 if typed.strip() else 1)
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
        """Declare the correcting decision that is prepared, or fill the dispositions that are reviewed."""
        self.detail.finish()

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
        day = day_meant(due, self.bridge.now.date()) if due.strip() else None
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

    def _lift(self, key: str) -> None:
        self.bridge.do(ResolveObjection(objection=key))

    def _confirm(self, key: str) -> None:
        self.bridge.do(ConfirmSilence(silence=key))

    def _give_up(self, key: str) -> None:
        self.bridge.do(GiveSilenceUp(silence=key))

    # --- dispositions ------------------------------------------------------------------------------------------------

    def _review(self) -> None:
        if self.detail.whole:
            self.detail.review.show_decision(reviewed(self.record, self.detail.whole.key))
            self.detail.review.start()

    def _fill(self, decision: str, rows: tuple[tuple[str, str, str], ...]) -> None:
        filled = [Filled.model_validate({"comment": c, "word": w, "observation": o}) for c, w, o in rows]
        self.bridge.do(FillDispositions(decision=decision, filled=tuple(filled)), then=self._filled)

    def _filled(self, _: object) -> None:
        self.detail.review.hide()
        self._back()

    # --- statements --------------------------------------------------------------------------------------------------

    def _keep_statement(self, key: str, text: str) -> None:
        self.bridge.keep(f"{_STATEMENT}{key}", text)

    def _receive(self, key: str, text: str) -> None:
        act = ReceiveStatement(statement=key, text=text)
        self.statements.came(key)
        self.bridge.do(act, scratch=f"{_STATEMENT}{key}", otherwise=NotReceived(self, key, text))

    def not_received(self, key: str, text: str, fault: object) -> None:
        """Give the text back that could not be received, and say why."""
        self.statements.put_back(key, text)
        self.bridge.object_to(fault)

    def _ask_file(self, key: str) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("The statement"), "", self.tr("Files (*)"))
        if path:
            self.take_file(key, Path(path))

    def take_file(self, key: str, path: Path) -> None:
        """Receive a statement from this file."""
        self._awaits = key
        self.bridge.run(Reading(path), then=self._read)

    def _read(self, read: tuple[str, bytes]) -> None:
        kept = attachment_of(*read)
        act = ReceiveStatement(statement=self._awaits, attachment=kept)
        self.bridge.do(act, files={kept.id: read[1]})

    def _will_not_come(self, key: str) -> None:
        self.bridge.do(WithdrawStatement(statement=key))


class NotReceived:
    """Gives the text of a statement back when it could not be received."""

    def __init__(self, page: DecisionsPage, key: str, text: str) -> None:
        self._page, self._key, self._text = page, key, text

    def __call__(self, fault: object) -> None:
        self._page.not_received(self._key, self._text, fault)


class Reading:
    """Reads a file off the windows' thread: its name and its bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, progress: Progress) -> tuple[str, bytes]:
        progress(0.0, self._path.name)
        return self._path.name, self._path.read_bytes()

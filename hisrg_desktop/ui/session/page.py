"""The session page: take down what is said, keep the floor, change the text, decide."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock, now
from hisrg_desktop.meeting.comments.capture import MoveComment, Restore, StrikeOut, irregularity
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.line import Understood, meant, understand
from hisrg_desktop.meeting.comments.proposals import (
    Proposal,
    RecordSupport,
    SettleProposal,
    TakeUp,
    would_read,
)
from hisrg_desktop.meeting.decisions.decisions import Declare, Held, Park
from hisrg_desktop.meeting.floor.giving import (
    AskForFloor,
    EndIntervention,
    GiveFloor,
    NextSpeaker,
    Withdraw,
    asking,
)
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak, OpenToObservers
from hisrg_desktop.meeting.panels.reports import Respond
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, ResumeSitting, Sitting, SuspendSitting, current_sitting
from hisrg_desktop.meeting.text.numbers import find_place, label, locator, numbers
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.bridge import Bridge, sentence_of
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.ask import AskLine
from hisrg_desktop.ui.session.centre import Centre
from hisrg_desktop.ui.session.declare import DeclareForm, Prepared
from hisrg_desktop.ui.widgets.capture import CaptureLine
from hisrg_desktop.ui.widgets.floor import FloorColumn
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.tree import ProvisionTree
from hisrg_desktop.ui.widgets.wall import WallPreview
from hisrg_desktop.ui.widgets.words import SectionLabel, Words
from hisrg_desktop.ui.windows.walled import wall_view

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.session.declare import NonConsent


class SessionPage(Page):
    """Everything that is needed while people speak; the keyboard belongs to the capture line."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("sessionPage")
        self._looked: str | None = None
        self._lines = 0
        self._gone_to = ""
        self._title = SectionLabel(look, self.tr("Draft"))
        self.tree = ProvisionTree(look)
        self.tree.setObjectName("sessionTree")
        self._parked = Words(look, "", "small", "soft")
        self._parked.setWordWrap(True)
        self.centre = Centre(look)
        self._declare_form: DeclareForm | None = None
        self.nothing = EmptyState(
            look,
            "session",
            self.tr("No place of the text is active"),
            self.tr(
                "Create the meeting, open a sitting and take up an item;\nor choose a provision at the left and make it active."
            ),
            self.tr("Go to the agenda"),
        )
        self.nothing.setObjectName("sessionNothing")
        self.floor = FloorColumn(look, self._now)
        self.preview = WallPreview(look)
        self.ask_line = AskLine(look)
        self.answer_to = ""
        self.capture = CaptureLine(look)
        self.capture.editor.setObjectName("sessionCaptureLine")
        self._arrange()
        self._wire()
        self.setFocusProxy(self.capture)
        self._put_back_kept()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        left, right = QWidget(), QWidget()
        tree_column, floor_column = QVBoxLayout(left), QVBoxLayout(right)
        tree_column.setContentsMargins(px(12), px(12), px(12), px(12))
        floor_column.setContentsMargins(px(4), px(4), px(4), px(12))
        tree_column.addWidget(self._title)
        tree_column.addWidget(self.tree, 1)
        tree_column.addWidget(self._parked)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.floor)
        floor_column.addWidget(scroll, 1)
        floor_column.addWidget(self.preview)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.centre)
        self._middle.addWidget(self.nothing)
        for widget, width, stretch in ((left, 250, 0), (self._middle, 720, 1), (right, 280, 0)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
            widget.setMinimumWidth(px(min(width, 420) - 20))
        split.setSizes([px(262), px(720), px(296)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(split, 1)
        column.addWidget(self.ask_line)
        column.addWidget(self.capture)

    def _wire(self) -> None:
        self.capture.typing.connect(self._typing)
        self.capture.finished.connect(self._finished)
        self.capture.undo_wanted.connect(self.bridge.undo)
        self.capture.escape.connect(self._back_to_active)
        self.tree.looked_at.connect(self._look_at)
        self.tree.wanted.connect(self._go_to)
        self.centre.activate.connect(self.do_activate)
        self.nothing.wanted.connect(self._to_agenda)
        self.centre.asked.connect(self._asked)
        self.floor.give.connect(self._give)
        self.floor.next.connect(self.do_next)
        self.floor.end.connect(self.do_endIntervention)
        self.floor.invite.connect(self._invite)
        self.floor.withdraw.connect(self._withdraw)
        self.ask_line.answered.connect(self._answered)
        self.ask_line.left.connect(self._to_capture)

    @property
    def declare_form(self) -> DeclareForm:
        """The form for decisions, made when the first is prepared."""
        if self._declare_form is None:
            self._declare_form = DeclareForm(self.look)
            self._declare_form.declared.connect(self._declare)
            self._declare_form.left.connect(self._to_capture)
            self.centre.below.addWidget(self._declare_form)
        return self._declare_form

    def _now(self) -> datetime:
        return self.bridge.now

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the tree, the active provision, the floor and the wall."""
        record = self.record
        self.tree.show_places(record.derive(shown.nodes))
        self._title.setText(self.tr("Draft · %1 open").replace("%1", str(shown.open_in_all(record))))
        at = now(record)
        active = (at.provision or at.block) if at else None
        self.tree.set_active(active or "")
        if self._looked is None or not self._is_there(self._looked):
            self._looked = active
        self._show_place()
        self.floor.show_speaker(shown.on_floor(record))
        queue, observers = shown.waiting(record)
        self.floor.show_queue(queue)
        self.floor.show_asking(observers)
        self.preview.show_view(wall_view(record))
        self._show_parked()
        self._context()
        self.capture.set_last(shown.last_taken_down(record, self.bridge.now))

    def take_in(self, news: News) -> None:
        """Show what changed; when the room moves on, so does the page, unless the person is looking elsewhere."""
        before = self._active_shown
        self.show_record()
        at = now(self.record)
        active = (at.provision or at.block) if at else None
        if active != before and self._looked in (before, None):
            self._look_at(active or "")

    @property
    def _active_shown(self) -> str | None:
        return self.tree.active or None

    def _is_there(self, key: str) -> bool:
        return bool(self.record.find(Provision, key) or self.record.find(Block, key))

    def _show_place(self) -> None:
        self._middle.setCurrentWidget(self.centre if self._looked else self.nothing)
        self.centre.show_provision(self.record, self._looked, self._looked == self._active_shown)
        if self._looked and self.tree.key != self._looked:
            self.tree.select(self._looked)

    def _show_parked(self) -> None:
        rows = shown.parked_words(self.record)
        self._parked.setVisible(bool(rows))
        lines = [f"‖  {words}{' — ' + until if until else ''}" for _, words, until in rows]
        self._parked.setText("\n".join([self.tr("PARKED · %1").replace("%1", str(len(rows))), *lines]))

    def _context(self, said: Understood | None = None) -> None:
        said = said or understand(self.record, "")
        person = self.record.find(Person, said.speaker)
        where = locator(self.record, said.provision or said.block)
        place = where if said.provision or said.block else self.tr("debate")
        self.capture.set_context(person.initialled if person else self.tr("nobody"), place, said.kind)

    def select(self, key: str) -> None:
        """Look at a place of the text."""
        self._look_at(key)

    def _look_at(self, key: str) -> None:
        if key and key != self._looked and self._is_there(key):
            self._looked = key
            self._show_place()

    def _back_to_active(self) -> None:
        self._look_at(self._active_shown or "")
        self._to_capture()

    def _to_agenda(self) -> None:
        self.go.emit("agenda", "")

    def _to_capture(self) -> None:
        self.capture.setFocus()

    # --- capture ---------------------------------------------------------------------------------------------------

    def _typing(self, text: str) -> None:
        self.bridge.keep("capture", text)
        if not text.strip():
            self.capture.set_echo("")
            self._context()
            return
        said = understand(self.record, text)
        self._context(said)
        self.capture.set_echo(self._echo(said))

    def _echo(self, said: Understood) -> str:
        record = self.record
        person = record.find(Person, said.speaker)
        parts = [person.name if person else self.tr("nobody has the floor")]
        if said.provision or said.block:
            parts.append(self.tr("on %1").replace("%1", locator(record, said.provision or said.block)))
        parts.append(said.kind)
        for key, words in ((said.supports, self.tr("supports %1")), (said.opposes, self.tr("opposes %1"))):
            proposal = record.find(Proposal, key)
            if proposal:
                parts.append(words.replace("%1", proposal.number))
        if said.proposes is not None:
            parts.append(self.tr("proposes new wording"))
        parts += [f"⚠ {doubt}; kept as words" for doubt in said.doubts]
        return self.tr("understood: %1").replace("%1", ", ".join(parts))

    def _finished(self, text: str) -> None:
        """Take the words down. Until they are on record they are kept under a slot of their own."""
        self._lines += 1
        slot = f"line-{self.bridge.now:%Y%m%dT%H%M%S%f}-{self._lines}"
        self.bridge.keep(slot, text)
        self.bridge.keep("capture", "")
        act = understand(self.record, text).act()
        self.bridge.do(act, scratch=slot, then=self._taken_down, otherwise=PutBack(self, slot, text))
        self.capture.set_echo("")
        self._context()

    def _taken_down(self, news: News | None) -> None:
        """Offer to put right what is out of order about the words just taken down; they are on record already."""
        made = [c.after for c in news.changes if isinstance(c.after, Comment)] if news else []
        for comment in made:
            irregular = irregularity(self.record, comment)
            if irregular:
                self.offers.emit(irregular)

    def put_back(self, slot: str, text: str, fault: object) -> None:
        """Give the words back that could not be taken down, and say why."""
        self.capture.put_back(text)
        self.bridge.keep("capture", self.capture.text)
        self.bridge.keep(slot, "")
        if isinstance(fault, OSError):
            self.bridge.failed.emit(sentence_of(fault))
        else:
            self.bridge.refused.emit(fault)

    def keep_unfinished(self) -> None:
        """Keep the words in the line, also those typed since they were last kept."""
        self.bridge.keep("capture", self.capture.text)

    def _put_back_kept(self) -> None:
        """Offer the words that were unfinished when the program ended."""
        kept = self.bridge.desk.kept()
        for one in sorted(kept, key=lambda k: (k.slot == "capture", k.slot)):
            self.capture.put_back(one.text)
            if one.slot != "capture":
                self.bridge.keep(one.slot, "")
        if kept:
            self.bridge.keep("capture", self.capture.text)
            self.says.emit(
                self.tr("The words that were not yet taken down when the program ended are in the line again.")
            )

    # --- what is done to a card ------------------------------------------------------------------------------------

    def _asked(self, what: str, key: str) -> None:
        own = {"declare": self._prepare, "respond": self._ask_response}.get(what)
        if own is not None:
            own(key)
            return
        act = self._act_on(what, key)
        if act is not None:
            self.bridge.do(act)
            self._to_capture()

    def _act_on(self, what: str, key: str) -> Act | None:
        there = running(self.record)
        speaker = there.speaker if there else None
        if what in ("support", "oppose", "takeUp") and speaker is None:
            self.says.emit(self.tr("Nobody has the floor; give it to the person who supports, opposes or takes up."))
            return None
        if what in ("support", "oppose"):
            return RecordSupport.model_validate({"proposal": key, "person": speaker, "stance": what})
        if what == "takeUp":
            return TakeUp(proposal=key, member=speaker or "")
        if what in ("notAgreed", "withdrawn"):
            state = {"notAgreed": "not agreed", "withdrawn": "withdrawn"}[what]
            return SettleProposal.model_validate({"proposal": key, "state": state})
        comment = self.record.get(Comment, key)
        if what == "strike":
            return Restore(comment=key) if comment.struck else StrikeOut(comment=key)
        at = now(self.record)
        return MoveComment(comment=key, block=at.block if at else None, provision=at.provision if at else None)

    def _ask_response(self, key: str) -> None:
        self.answer_to = key
        self.ask_line.ask("respond", self.tr("The Group's answer:"), [])

    # --- decisions -------------------------------------------------------------------------------------------------

    def do_declare(self) -> None:
        """Prepare the decision on the proposal that is selected, or the first that is open here."""
        key = self.centre.cards.key if self.centre.tab == "proposals" else ""
        if not key and self._looked:
            undecided = (
                shown.undecided_here(self.record, self._looked) if self.record.find(Provision, self._looked) else []
            )
            key = undecided[0].id if undecided else ""
        self._prepare(key)

    def _prepare(self, key: str) -> None:
        record = self.record
        proposal = record.find(Proposal, key)
        at = now(record)
        provision = record.find(Provision, proposal.provision if proposal else (at.provision if at else None))
        place = label(record, provision.id) if provision else ""
        words = ""
        if proposal:
            text = would_read(record, proposal)
            words = (
                self.tr("The Group agrees that %1 reads: “%2”")
                .replace("%1", place)
                .replace("%2", text or proposal.after)
            )
        sitting = current_sitting(record)
        present = members_present(record, sitting.id, self.bridge.now) if sitting else []
        members = tuple((p, record.get(Person, p).name) for p in present)
        number = proposal.number if proposal else ""
        self.declare_form.prepare(Prepared(key, number, provision.id if provision else "", place, words, members))

    def _declare(self, words: str, method: str, settles: bool, positions: tuple[NonConsent, ...]) -> None:
        prepared = self.declare_form.prepared
        assert prepared is not None
        held = tuple(Held.model_validate({"person": p.person, "kind": p.kind, "reason": p.reason}) for p in positions)
        act = Declare.model_validate(
            {
                "words": words,
                "method": method,
                "proposals": (prepared.proposal,) if prepared.proposal else (),
                "provision": prepared.provision or None,
                "positions": held,
                "settles": settles,
            }
        )
        self.bridge.do(act, then=self._declared)

    def _declared(self, _: object) -> None:
        self.declare_form.hide()
        self._to_capture()

    def do_park(self) -> None:
        """Park the place that is looked at."""
        if self._looked:
            provision = self.record.find(Provision, self._looked)
            fields = {"provision": provision.id} if provision else {"block": self._looked}
            self.bridge.do(Park.model_validate(fields))

    # --- the floor -------------------------------------------------------------------------------------------------

    def _give(self, person: str) -> None:
        self.bridge.do(GiveFloor(person=person))
        self._to_capture()

    def _invite(self, person: str) -> None:
        self.bridge.do(InviteToSpeak(person=person))
        self._to_capture()

    def _withdraw(self, entry: str) -> None:
        self.bridge.do(Withdraw(entry=entry))

    def do_next(self) -> None:
        """Give the floor to the next on the queue."""
        self.bridge.do(NextSpeaker())
        self._to_capture()

    def do_endIntervention(self) -> None:
        """End the running intervention."""
        self.bridge.do(EndIntervention())

    def do_openToObservers(self) -> None:
        """Open the item to observers."""
        self.bridge.do(OpenToObservers())

    def do_invite(self) -> None:
        """Invite the observer who asks first; where none asks, ask whom."""
        sitting = current_sitting(self.record)
        waiting = asking(self.record, sitting) if sitting else []
        if waiting:
            self._invite(waiting[0].person)
        else:
            self.ask_line.ask("invite", self.tr("The chair invites:"), self._names())

    def do_queue(self) -> None:
        """Ask whom to put on the queue."""
        self.ask_line.ask("queue", self.tr("Add to the queue:"), self._names())

    def do_pointOfOrder(self) -> None:
        """Ask who raises a point of order."""
        self.ask_line.ask("point of order", self.tr("Point of order by:"), self._names())

    def _names(self) -> list[str]:
        return sorted(person.name for person in self.record.each(Person))

    # --- places and sittings ---------------------------------------------------------------------------------------

    def do_goTo(self) -> None:
        """Ask for a place; pressed again once the place is seen, make it active."""
        if self._gone_to and self._gone_to == self._looked != self._active_shown:
            self._gone_to = ""
            self.do_activate()
            return
        places = [key for key in self.record.derive(numbers).places if key]
        self.ask_line.ask("place", self.tr("Go to:"), places)

    def do_activate(self) -> None:
        """Make the place that is looked at the active one; in the decision form, declare."""
        if self._declare_form is not None and self._declare_form.isVisible():
            self._declare_form.declare()
        elif self._looked:
            self._go_to(self._looked)

    def _go_to(self, key: str) -> None:
        act: Act = GoTo(provision=key) if self.record.find(Provision, key) else GoToBlock(block=key)
        self.bridge.do(act)
        self._look_at(key)
        self._to_capture()

    def do_openSitting(self) -> None:
        """Open the next planned sitting."""
        planned = sorted(self.record.where(Sitting, state="planned"), key=lambda s: s.number)
        if planned:
            self.bridge.do(OpenSitting(sitting=planned[0].id))
        else:
            self.says.emit(self.tr("No sitting is planned; plan one on the Agenda page."))

    def do_suspend(self) -> None:
        """Suspend the sitting, or resume it."""
        sitting = current_sitting(self.record)
        self.bridge.do(ResumeSitting() if sitting and sitting.state == "suspended" else SuspendSitting())

    def do_closeSitting(self) -> None:
        """Close the sitting."""
        sitting = current_sitting(self.record)
        if sitting:
            self.bridge.do(CloseSitting(sitting=sitting.id))
        else:
            self.says.emit(self.tr("No sitting is open."))

    def _answered(self, purpose: str, text: str) -> None:
        self._to_capture()
        if purpose == "place":
            self._answer_place(text)
        elif purpose == "respond":
            self.bridge.do(Respond(item=self.answer_to, response=text))
        else:
            self._answer_person(purpose, text)

    def _answer_place(self, text: str) -> None:
        place = find_place(self.record, text)
        key = (place.provision or place.block) if place else None
        if key:
            self._gone_to = key
            self._look_at(key)
        else:
            self.says.emit(self.tr("There is no %1 in the text.").replace("%1", text))

    def _answer_person(self, purpose: str, text: str) -> None:
        name, _, about = text.partition(" about ")
        found = meant(self.record, name)
        if len(found) != 1:
            others = ", ".join(p.name for p in found[:5])
            self.says.emit(
                self.tr("“%1” could be %2.").replace("%1", name).replace("%2", others)
                if others
                else self.tr("Nobody is called “%1”.").replace("%1", name)
            )
            return
        person = found[0].id
        if purpose == "invite":
            self.bridge.do(InviteToSpeak(person=person))
            return
        kind = "point of order" if purpose == "point of order" else "floor"
        if badge_of(self.record, person, self.bridge.now.date()) == "P":
            kind = "when asked" if kind == "floor" else kind
        self.bridge.do(AskForFloor.model_validate({"person": person, "kind": kind, "about": about}))


class PutBack:
    """Gives words back to the line when they could not be taken down."""

    def __init__(self, page: SessionPage, slot: str, text: str) -> None:
        self._page, self._slot, self._text = page, slot, text

    def __call__(self, fault: object) -> None:
        self._page.put_back(self._slot, self._text, fault)

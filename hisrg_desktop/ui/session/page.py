"""The session page: take down what is said, keep the floor, change the text, decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.line import meant
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.kept_words import FORM, KeptWords
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.ask import AskLine
from hisrg_desktop.ui.session.capture_hand import CaptureHand
from hisrg_desktop.ui.session.centre import Centre
from hisrg_desktop.ui.session.closing_hand import ClosingHand
from hisrg_desktop.ui.session.coming_line import ComingLine
from hisrg_desktop.ui.session.decide_hand import DecideHand
from hisrg_desktop.ui.session.floor_hand import FloorHand
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.session.note_hand import NoteHand
from hisrg_desktop.ui.session.place_hand import PlaceHand
from hisrg_desktop.ui.session.settle_hand import SettleHand
from hisrg_desktop.ui.session.structure_hand import StructureHand
from hisrg_desktop.ui.session.taken_hand import TakenHand
from hisrg_desktop.ui.session.text_hand import TextHand
from hisrg_desktop.ui.session.turn_hand import TurnHand
from hisrg_desktop.ui.text.merged import MergedWording
from hisrg_desktop.ui.widgets.capture import CaptureLine
from hisrg_desktop.ui.widgets.floor import FloorColumn
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.parked import ParkedRows
from hisrg_desktop.ui.widgets.taken import TakenList
from hisrg_desktop.ui.widgets.tree import ProvisionTree
from hisrg_desktop.ui.widgets.wall import WallCorner
from hisrg_desktop.ui.widgets.words import SectionLabel

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News


_FOR_TREE, _FOR_FLOOR, _FOR_PREVIEW = 840, 620, 520
"""The least width or height, in pixels at 100 %, with which the page shows its tree, the floor, the wall's picture."""
_FOR_TREE_AND_HALF = 1400
"""The least width with which the tree is shown while the chair's view takes half of the page."""


class SessionPage(Page):
    """Everything that is needed while people speak; the keyboard belongs to the capture line.

    The page lays things out and knows what is looked at; the work is done by its hands.

    Signals:
        wording: a wording is being typed for a provision; carries both, and an empty wording once it is done.
    """

    wording = Signal(str, str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("sessionPage")
        self.looked: str | None = None
        self.over: QWidget | None = None
        self._half: QWidget | None = None
        self._sizes: list[int] = []
        self._answered: Callable[[str], None] | None = None
        self._question = ""
        self._answered_questions: list[str] = []
        self._title = SectionLabel(look, self.tr("Draft"))
        self.tree = ProvisionTree(look)
        self.tree.setObjectName("sessionTree")
        self._parked_label = SectionLabel(look)
        self._parked = ParkedRows(look)
        self._coming = ComingLine(bridge, look)
        self._return = QPushButton(self.tr("Come back to it…  Ctrl+Shift+J"))
        self._return.setObjectName("sessionReturnButton")
        self._return.setProperty("kind", "quiet")
        self._return.hide()
        self.centre = Centre(look)
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
        self.corner = WallCorner(look)
        self.taken = TakenList(look)
        self.ask_line = AskLine(look)
        self._asked_words = KeptWords(bridge, self.ask_line.line)
        self.capture = CaptureLine(look)
        self.capture.editor.setObjectName("sessionCaptureLine")
        self.places = PlaceHand(self)
        self.holding = FloorHand(self)
        self.taking_down = CaptureHand(self)
        self.putting_right = TakenHand(self)
        self.changing = TextHand(self)
        self.deciding = DecideHand(self)
        self.noting = NoteHand(self)
        self.settling = SettleHand(self)
        self.closing = ClosingHand(self)
        self.restructuring = StructureHand(self)
        self.correcting = TurnHand(self)
        # What covers the text is finished before a form beneath it. Then comes the structure: its form finishes only
        # where the person types, whatever else is open.
        self.hands: tuple[Hand, ...] = (
            self.closing,
            self.correcting,
            self.restructuring,
            self.places,
            self.holding,
            self.taking_down,
            self.putting_right,
            self.changing,
            self.deciding,
            self.noting,
            self.settling,
        )
        self._arrange()
        self._wire()
        self.first = self.capture
        self.taking_down.put_back_kept()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        self._left, self._right = left, right = QWidget(), QWidget()
        tree_column, floor_column = QVBoxLayout(left), QVBoxLayout(right)
        tree_column.setContentsMargins(px(12), px(12), px(12), px(12))
        floor_column.setContentsMargins(px(4), px(4), px(4), px(12))
        tree_column.addWidget(self._title)
        tree_column.addWidget(self.tree, 1)
        tree_column.addSpacing(px(4))
        tree_column.addWidget(self._parked_label)
        tree_column.addWidget(self._parked)
        tree_column.addWidget(self._return)
        tree_column.addWidget(self._coming)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.floor)
        floor_column.addWidget(scroll, 1)
        floor_column.addWidget(self.corner)
        self._split = split = QSplitter()
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
        column.addWidget(self.taken)
        column.addWidget(self.ask_line)
        column.addWidget(self.capture)

    def make_room_for(self, form: QWidget) -> None:
        """Put a form between the text and the line."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.taken), form)

    def _wire(self) -> None:
        self.tree.looked_at.connect(self.look_at)
        self.nothing.wanted.connect(self._to_agenda)
        self._return.clicked.connect(self.noting.do_return)
        self.centre.asked.connect(self._asked)
        self.ask_line.answered.connect(self._answer)
        self.ask_line.left.connect(self._unanswered)
        for hand in self.hands:
            hand.wire()
        self.look.changed.connect(self._make_room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out first what is seen elsewhere too, where the window is small or everything is large."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        wide, high = (length * 100 // self.look.zoom for length in (self.width(), self.height()))
        self._left.setVisible(wide >= (_FOR_TREE if self._half is None else _FOR_TREE_AND_HALF))
        self._right.setVisible(wide >= _FOR_FLOOR and self._half is None)
        self.corner.setVisible(high >= _FOR_PREVIEW)
        self.corner.preview.limit(max(self.look.px(96), self.height() // 6))
        self._halve()

    def _now(self) -> datetime:
        return self.bridge.now

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the tree, the active provision and the floor."""
        record = self.record
        self.tree.show_places(record.derive(shown.nodes))
        self._title.setText(self.tr("Draft · %1 open").replace("%1", str(shown.open_in_all(record))))
        self.tree.set_active(self._active_place() or "")
        if self.looked is None or not self.is_there(self.looked):
            self.looked = self.active
        self._show_place()
        self._show_parked()
        self._coming.tell()
        for hand in self.hands:
            hand.show_record()

    def take_in(self, news: News) -> None:
        """Show what changed; when the room moves on, so does the page, unless the person is looking elsewhere."""
        before = self.active
        self._forget_answer()
        self.show_record()
        active = self._active_place()
        if active != before and self.looked in (before, None):
            self.look_at(active or "")

    def _active_place(self) -> str | None:
        at = now(self.record)
        return (at.provision or at.block) if at else None

    @property
    def active(self) -> str | None:
        """The place that is shown as active."""
        return self.tree.active or None

    def is_there(self, key: str) -> bool:
        """Whether a place is in the text."""
        return bool(self.record.find(Provision, key) or self.record.find(Block, key))

    def _show_place(self) -> None:
        self._middle.setCurrentWidget(self.over or (self.centre if self.looked else self.nothing))
        self.centre.show_provision(self.record, self.looked, self.looked == self.active)
        if self.looked and self.tree.key != self.looked:
            self.tree.select(self.looked)

    def _show_parked(self) -> None:
        rows = shown.parked_words(self.record)
        for widget in (self._parked_label, self._parked, self._return):
            widget.setVisible(bool(rows))
        self._parked_label.setText(self.tr("Parked · %1").replace("%1", str(len(rows))))
        self._parked.show_rows([(words, until) for _, words, until in rows])

    # --- what is looked at, and where the keyboard is --------------------------------------------------------------

    def put_over(self, widget: QWidget | None) -> None:
        """Show a widget where the place of the text stands; with None, the place again."""
        self.over = widget
        if widget is not None and self._middle.indexOf(widget) < 0:
            self._middle.addWidget(widget)
        self._show_place()

    def select(self, key: str) -> None:
        """Look at a place of the text, or prepare the decision on a merged wording."""
        merged = MergedWording.read(key)
        if merged:
            self.changing.decide_merged(merged)
        else:
            self.look_at(key)

    def look_at(self, key: str) -> None:
        """Look at a place; looking around moves nothing in the room."""
        if key and key != self.looked and self.is_there(key):
            self.deciding.put_review_away()
            self.looked = key
            self._show_place()

    def back_to_active(self) -> None:
        """Look at what the room is on, and type; a review that waits is put away first."""
        if self.deciding.put_review_away():
            return
        self.look_at(self.active or "")
        self.to_capture()

    def to_capture(self) -> None:
        """Give the keyboard back to the capture line."""
        self.capture.setFocus()

    def keep_unfinished(self) -> None:
        """Put the words that are being typed where they survive."""
        self._asked_words.keep()
        for hand in self.hands:
            hand.keep_unfinished()

    def show_half(self, half: QWidget | None) -> None:
        """Show something in half of the page, where the floor stands otherwise; None shows the floor again."""
        there, self._half = self._half, half
        if there is not None:
            # It leaves at once: sizes are given to the parts in their order, and it is gone only later.
            there.setParent(None)
            there.deleteLater()
        elif half is not None:
            self._sizes = self._split.sizes()
        if half is not None:
            self._split.addWidget(half)
            half.show()
        self._make_room()
        if half is None and self._sizes:
            self._split.setSizes(self._sizes)

    def _halve(self) -> None:
        if self._half is not None:
            left = self.look.px(230) if self._left.isVisibleTo(self) else 0
            wide = self.width() // 2
            self._split.setSizes([left, self.width() - wide - left, 0, wide])

    def _to_agenda(self) -> None:
        self.go.emit("agenda", "")

    # --- questions, keys, cards ------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        among: list[str],
        then: Callable[[str], None],
        *,
        or_nothing: bool = False,
        stays: bool = False,
        start: str = "",
    ) -> None:
        """Ask for one line beside the capture line; `then` hears the answer, with `or_nothing` also an empty one.

        A question that `stays` keeps the keyboard and hears one answer after the other until Esc. The line holds what it
        `start`s from, selected.

        What is typed is kept under the question: refused, left with Esc or cut short, it is there when it is asked again.
        """
        self._answered = then
        self.ask_line.ask(question, among, or_nothing, stays)
        self._question = f"ask:{question}"
        if self._asked_words.open(self._question, start) or start:
            self.ask_line.line.selectAll()

    def _unanswered(self) -> None:
        self._asked_words.leave()
        self.to_capture()

    def _forget_answer(self) -> None:
        """Something was done: what was answered, in one question or several, need not come back."""
        if not self.ask_line.isVisible():
            for question in self._answered_questions:
                self.bridge.keep(FORM + question, "")
            self._answered_questions.clear()

    def _answer(self, text: str) -> None:
        self._answered_questions.append(self._question)
        if not self.ask_line.isVisible():
            self.to_capture()
            self._asked_words.leave()
        if self._answered:
            self._answered(text)

    def names(self) -> list[str]:
        """The names among which a question about a person is answered."""
        return sorted(person.name for person in people(self.record))

    def person_meant(self, typed: str) -> Person | None:
        """The one person who is meant; where it is none or several, that is said."""
        found = meant(self.record, typed)
        if len(found) == 1:
            return found[0]
        others = ", ".join(p.name for p in found[:5])
        self.says.emit(
            self.tr("“%1” could be %2.").replace("%1", typed).replace("%2", others)
            if others
            else self.tr("Nobody is called “%1”.").replace("%1", typed)
        )
        return None

    def object_to(self, fault: object) -> None:
        """Tell the person what spoke against an act."""
        self.bridge.object_to(fault)

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this page does at a key: one of its hands knows."""
        return next((answer for hand in self.hands if (answer := hand.answer_to(key))), None)

    def _asked(self, action: str, card: str) -> None:
        for hand in self.hands:
            answer = getattr(hand, f"card_{action}", None)
            if answer is not None:
                answer(card)

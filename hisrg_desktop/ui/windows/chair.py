"""The chair's view: in big type what the chair asks for, and the four things that can be done from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.look.dress import LARGEST, Look, PartLook
from hisrg_desktop.ui.widgets.floor import InQueue, NowSpeaking
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.marks import ClassBadge, StateBadge
from hisrg_desktop.ui.widgets.running import Clock
from hisrg_desktop.ui.widgets.tags import DashedTag
from hisrg_desktop.ui.widgets.words import SectionLabel, Words
from hisrg_desktop.ui.windows.chaired import Seen, Undecided

BIGGER = 1.4
"""How much larger than on the desk everything is."""
BIGGEST = 1.8
"""The same on a large screen, which stands further away."""
LARGE_SCREEN = 1600
"""How wide a window is, in pixels at 100 %, on a large screen."""
TARGET = 44
"""Pixels that a finger needs, whatever the zoom."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision being prepared at the desk: what it is on, the words to be read out, who does not consent."""

    on: str
    words: str
    held: tuple[str, ...]
    blocked: bool = False


class BigLook(PartLook):
    """The look of the windows, larger, with buttons that a finger finds."""

    def __init__(self, whole: Look, by: float) -> None:
        self._by = by
        super().__init__(whole)
        self._take()

    @property
    def sheet(self) -> str:
        """The stylesheet of the look in force, with large buttons."""
        buttons = f"QPushButton {{ min-height: {TARGET - 2}px; font-size: {self.px(13)}px; font-weight: 600; }}"
        return f"{super().sheet} {buttons} #chairFloor {{ background: {self.tones.card}; }}"

    def enlarge(self, by: float) -> None:
        """Be that many times as large as the look of the windows."""
        if by != self._by:
            self._by = by
            self.settle()

    def _take(self) -> bool:
        before = (self._tones, self._zoom)
        super()._take()
        self._zoom = min(LARGEST, round(self._zoom * self._by))
        return before != (self._tones, self._zoom)


class OffRecord(QWidget):
    """A band across the view that says that nothing said goes on record; it is there while that is so."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("chairOffRecord")
        self._words = Words(look, "", "heading", "card")
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(18), look.px(8), look.px(18), look.px(8))
        row.addWidget(self._words, 1)

    def show_since(self, since: str) -> None:
        """Show since when; nothing while the room is on the record."""
        words = self.tr("Off the record since %1 · nothing said goes on record").replace("%1", since)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(since))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._look.colour("panel"))


class Line(QWidget):
    """Someone who waits, with what the chair can do for them.

    Signals:
        wanted: the chair wants it; carries the person.
    """

    wanted = Signal(str)

    def __init__(self, look: Look, waiting: InQueue, words: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._person = waiting.person
        self.setObjectName(f"chairLine-{waiting.entry}")
        button = QPushButton(words)
        button.setObjectName(f"{name}-{waiting.entry}")
        button.setAccessibleName(f"{words}: {waiting.name}")
        button.clicked.connect(self._ask)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Words(look, waiting.name, "reading", shortens=True))
        if waiting.about:
            said.addWidget(Words(look, waiting.about, "small", "soft", shortens=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(5), 0, look.px(6))
        row.setSpacing(look.px(8))
        row.addWidget(ClassBadge(look, waiting.klass, 20))
        row.addLayout(said, 1)
        row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("line"))

    def _ask(self) -> None:
        self.wanted.emit(self._person)


class ProposalLine(Card):
    """A proposal that is undecided; a press calls for consensus on it.

    Signals:
        wanted: the chair wants to call for consensus; carries the proposal.
    """

    wanted = Signal(str)

    def __init__(self, look: Look, proposal: Undecided) -> None:
        super().__init__(look)
        self._key = proposal.key
        self.setObjectName(f"chairProposal-{proposal.key}")
        button = QPushButton(self.tr("Call for consensus"))
        button.setObjectName(f"chairConsensus-{proposal.key}")
        button.setAccessibleName(self.tr("Call for consensus on %1").replace("%1", proposal.number))
        button.setEnabled(not proposal.hindrance)
        button.clicked.connect(self._ask)
        first, row = QHBoxLayout(), QHBoxLayout()
        first.addWidget(Words(look, proposal.number, "heading"))
        first.addWidget(Words(look, proposal.who, "reading", shortens=True), 1)
        said = QVBoxLayout()
        said.addLayout(first)
        said.addWidget(Words(look, proposal.stands, "small", "soft", shortens=True))
        if proposal.hindrance:
            said.addWidget(Words(look, proposal.hindrance, "small", "warn", shortens=True))
        if proposal.recommended:
            said.addWidget(DashedTag(look, proposal.recommended))
        row.addLayout(said, 1)
        row.addWidget(button)
        self.column.addLayout(row)

    def _ask(self) -> None:
        self.wanted.emit(self._key)


class PendingCard(Card):
    """The decision being prepared: its words, who does not consent, and declaring it.

    Signals:
        declared: declare it.
        left: not now.
    """

    declared = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("chairPending")
        self._title = SectionLabel(look)
        self._words = Words(look, "", "card")
        self._held = Words(look, "", "reading")
        for words in (self._words, self._held):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._button = declare = QPushButton(self.tr("Declare"))
        self._ways = Words(look, self.tr("A member objects: the ways out are offered at the desk."), "small", "bad")
        leave = QPushButton(self.tr("Not now"))
        declare.setObjectName("chairDeclare")
        declare.setProperty("kind", "primary")
        leave.setObjectName("chairLeave")
        declare.clicked.connect(self._declare)
        leave.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.addWidget(declare)
        row.addWidget(leave)
        row.addStretch(1)
        for widget in (self._title, self._words, self._held, self._ways):
            self.column.addWidget(widget)
        self.column.addLayout(row)

    def show_pending(self, pending: Pending) -> None:
        """Show this decision."""
        self._title.setText(self.tr("Decision on %1").replace("%1", pending.on) if pending.on else self.tr("Decision"))
        self._words.setText(pending.words)
        held = "\n".join(pending.held)
        self._held.setText(held or self.tr("Nobody has said that they do not consent."))
        self._held.set_tone("warn" if held else "soft")
        self._button.setEnabled(not pending.blocked)
        self._ways.setVisible(pending.blocked)

    def _declare(self) -> None:
        self.declared.emit()

    def _leave(self) -> None:
        self.left.emit()


class ChairView(QWidget):
    """What the chair sees, as a window of its own or as half of the desk. Nothing here takes the keyboard.

    Signals:
        next, end, park: what is asked for.
        give, invite: the floor, or an invitation, for a person.
        consensus: the chair calls for consensus on a proposal.
        declare, leave: the decision being prepared is declared, or put away.
    """

    next = Signal()
    end = Signal()
    park = Signal()
    give = Signal(str)
    invite = Signal(str)
    consensus = Signal(str)
    declare = Signal()
    leave = Signal()

    def __init__(self, look: Look, clock: Clock, by: float = BIGGER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chairView")
        self.setAccessibleName(self.tr("Chair's view"))
        self.look = BigLook(look, by)
        self._seen: dict[str, object] = {}
        self.now = NowSpeaking(self.look, clock)
        self._queue, self._asking, self._undecided = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._next_heading = SectionLabel(self.look, self.tr("Next"))
        self._asking_heading = SectionLabel(self.look, self.tr("Observers, on your invitation"))
        self._undecided_heading = SectionLabel(self.look, self.tr("Undecided here"))
        self._off = OffRecord(self.look)
        self._holds = Words(self.look, "", "reading", "warn")
        self._item = Words(self.look, "", "small", "soft", shortens=True)
        self._left = Words(self.look, "", "heading", shortens=True)
        self._room = Words(self.look, "", "heading", shortens=True)
        self._place = Words(self.look, "", "strong", "soft", shortens=True)
        self.badge = StateBadge(self.look)
        self.text = MarkedText(self.look, 19)
        self.text.setObjectName("chairText")
        self._card = Card(self.look, bar=True)
        self.pending = PendingCard(self.look)
        self._brackets = Words(self.look, "", "small", "soft")
        self._parked = Words(self.look, "", "small", "soft")
        self._coming = Words(self.look, "", "small", "soft", shortens=True)
        self._coming.setObjectName("chairComing")
        self._coming.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._told = Words(self.look, "", "small", "warn")
        self._nothing = Words(
            self.look,
            self.tr(
                "Nothing is before the room yet. Once a sitting is open and an item is taken up, its text stands here."
            ),
            "reading",
            "soft",
        )
        self._next = QPushButton(self.tr("Next speaker"))
        self._park = QPushButton(self.tr("Park"))
        self._arrange()
        self._wire()
        self.look.wear(self)
        self._quieten()
        self.show_seen(Seen())
        self.show_pending(None)

    # --- how it is put together ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        px = self.look.px
        self._next.setObjectName("chairNext")
        self._park.setObjectName("chairPark")
        for words in (self._brackets, self._holds, self._parked, self._told, self._nothing):
            words.setWordWrap(True)
        floor, main = QWidget(), QWidget()
        floor.setObjectName("chairFloor")
        self._floor_side, self._main_side = _Side(floor), _Side(main)
        self._fill_floor(floor)
        self._fill_main(main)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        for button in (self._next, self._park):
            buttons.addWidget(button)
        buttons.addWidget(self._told, 1)
        buttons.addWidget(self._coming, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._main_side, 1)
        buttons.setContentsMargins(px(18), px(8), px(18), px(10))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._floor_side, 3)
        self._sides.addLayout(right, 7)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._off)
        whole.addLayout(self._sides, 1)
        whole.addLayout(buttons)

    def _fill_floor(self, floor: QWidget) -> None:
        px = self.look.px
        column = QVBoxLayout(floor)
        column.setContentsMargins(px(14), px(12), px(14), px(12))
        column.setSpacing(px(5))
        column.addWidget(SectionLabel(self.look, self.tr("Floor")))
        column.addWidget(self.now)
        column.addSpacing(px(6))
        column.addWidget(self._next_heading)
        column.addLayout(self._queue)
        column.addSpacing(px(6))
        column.addWidget(self._asking_heading)
        column.addLayout(self._asking)
        column.addWidget(self._holds)
        column.addStretch(1)

    def _fill_main(self, main: QWidget) -> None:
        px = self.look.px
        top, place = QHBoxLayout(), QHBoxLayout()
        for heading, words in (
            (self._item, self._left),
            (Words(self.look, self.tr("Members in the room"), "small", "soft"), self._room),
        ):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(heading)
            cell.addWidget(words)
            top.addLayout(cell, 1)
        place.addWidget(self._place)
        place.addStretch(1)
        place.addWidget(self.badge)
        self._card.column.addWidget(self.text)
        column = QVBoxLayout(main)
        column.setContentsMargins(px(18), px(12), px(18), px(12))
        column.setSpacing(px(8))
        column.addLayout(top)
        column.addLayout(place)
        for widget in (self._nothing, self._card, self._brackets, self.pending, self._undecided_heading):
            column.addWidget(widget)
        column.addLayout(self._undecided)
        column.addWidget(self._parked)
        column.addStretch(1)

    def _wire(self) -> None:
        self.now.end.connect(self.end)
        self._next.clicked.connect(self._ask_next)
        self._park.clicked.connect(self._ask_park)
        self.pending.declared.connect(self.declare)
        self.pending.left.connect(self.leave)
        self.look.changed.connect(self._fit)
        self._main_side.resized.connect(self._fit)

    def _quieten(self) -> None:
        """Take the keyboard from everything here: a press of the chair's may not move the secretary's cursor."""
        for widget in self.findChildren(QWidget):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_seen(self, seen: Seen) -> None:
        """Show this."""
        self.now.show_speaker(seen.floor)
        self._next.setEnabled(bool(seen.queue))
        self._asking_heading.setVisible(bool(seen.asking))
        self._next_heading.setVisible(bool(seen.queue))
        self._say(self._holds, seen.holds)
        self._off.show_since(seen.off_the_record)
        self._fill("queue", self._queue, seen.queue, self._waiting)
        self._fill("asking", self._asking, seen.asking, self._observer)
        self._fill("undecided", self._undecided, seen.undecided, self._proposal)
        self._undecided_heading.setVisible(bool(seen.undecided) and self.pending.isHidden())
        self._item.setText(seen.item)
        self._left.setText(" · ".join(part for part in (seen.left, seen.agenda) if part) or "—")
        self._left.set_tone("warn" if seen.over else "ink")
        self._room.setText(seen.room or "—")
        self._room.set_tone("ink" if seen.majority else "warn")
        self._show_text(seen)
        self._say(self._parked, seen.parked)
        self._coming.setText(seen.coming)
        self._say(self._brackets, seen.brackets)
        self._park.setEnabled(bool(seen.place))

    def _show_text(self, seen: Seen) -> None:
        self._place.setText(f"{seen.place}  {seen.heading}".strip())
        self.badge.setVisible(bool(seen.state_word))
        self._card.setVisible(bool(seen.pieces))
        self._nothing.setVisible(not seen.place)
        if seen.state_word:
            self.badge.set_state(seen.state, seen.state_word)
        text = (seen.pieces, seen.notes)
        if self._seen.get("text") != text:
            self._seen["text"] = text
            self.text.set_pieces(seen.pieces, notes=seen.notes)
            self._fit()

    def show_pending(self, pending: Pending | None) -> None:
        """Show the decision that is prepared at the desk; without one, the proposals."""
        self.pending.setVisible(pending is not None)
        for row in _widgets(self._undecided):
            row.setVisible(pending is None)
        self._undecided_heading.setVisible(pending is None and bool(_widgets(self._undecided)))
        if pending is not None:
            self.pending.show_pending(pending)

    def tell(self, sentence: str) -> None:
        """Say why something asked for here is not in order; nothing once something else was done."""
        self._say(self._told, sentence)
        self._coming.setVisible(not sentence)

    @staticmethod
    def _say(words: Words, text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))

    def _fill(self, name: str, layout: QLayout, rows: Sequence[object], make: Callable[[object], QWidget]) -> None:
        if self._seen.get(name) == rows:
            return
        self._seen[name] = rows
        while (item := layout.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for row in rows:
            made = make(row)
            made.setVisible(name != "undecided" or self.pending.isHidden())
            layout.addWidget(made)
        self._quieten()

    def _waiting(self, row: object) -> QWidget:
        assert isinstance(row, InQueue)
        made = Line(self.look, row, self.tr("Give floor"), "chairGive")
        made.wanted.connect(self.give)
        return made

    def _observer(self, row: object) -> QWidget:
        assert isinstance(row, InQueue)
        made = Line(self.look, row, self.tr("Invite"), "chairInvite")
        made.wanted.connect(self.invite)
        return made

    def _proposal(self, row: object) -> QWidget:
        assert isinstance(row, Undecided)
        made = ProposalLine(self.look, row)
        made.wanted.connect(self.consensus)
        return made

    # --- its shape -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, else one."""
        narrow = self.width() < self.look.px(640)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(direction)
        # In one column the floor comes first: the text stands at the other side of the desk as well.
        self._sides.setStretch(0, 56 if narrow else 35)
        self._sides.setStretch(1, 44 if narrow else 65)
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Give the text the height its words need in this width."""
        margins = self._card.column.contentsMargins()
        side = self._main_side.viewport().width() - 2 * self.look.px(18)
        inner = side - margins.left() - margins.right()
        if inner > 0:
            self.text.setFixedHeight(self.text.heightForWidth(inner))

    def _ask_next(self) -> None:
        self.next.emit()

    def _ask_park(self) -> None:
        self.park.emit()


class ChairWindow(QWidget):
    """The chair's view as a window of its own, which never takes the keyboard from the capture line.

    Signals:
        closed: the window is gone.
    """

    closed = Signal()

    def __init__(self, look: Look, clock: Clock) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Chair's view"))
        self.setObjectName("chairWindow")
        self._desk = look
        self.view = ChairView(look, clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.resize(1280, 800)
        kept = QSettings().value("chair/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be larger on a large screen."""
        super().resizeEvent(event)
        self.view.look.enlarge(BIGGEST if self.width() >= self._desk.px(LARGE_SCREEN) else BIGGER)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, and say that the window is gone."""
        QSettings().setValue("chair/geometry", self.saveGeometry())
        self.closed.emit()
        event.accept()
        self.deleteLater()


class _Side(QScrollArea):
    """One of the two sides, scrolled by hand where it is too long.

    Signals:
        resized: it has another width.
    """

    resized = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        self.resized.emit()


def _widgets(layout: QLayout) -> list[QWidget]:
    items = (layout.itemAt(at) for at in range(layout.count()))
    return [widget for item in items if item and (widget := item.widget())]

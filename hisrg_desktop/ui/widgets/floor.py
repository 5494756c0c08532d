"""The floor: who speaks and how long already, who was interrupted, who is next, which observers ask to be invited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marks import Class, ClassBadge, class_word
from hisrg_desktop.ui.widgets.running import Clock, Running, as_time
from hisrg_desktop.ui.widgets.tags import KeyCap, Tag
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


@dataclass(frozen=True, slots=True)
class OnFloor:
    """Who has the floor: since `began`, on top of `spoken`; without `began` their time stands still.

    `limit` is how long they may speak.
    """

    person: str
    klass: Class
    name: str
    times: str = ""
    line: str = ""
    began: datetime | None = None
    spoken: timedelta = timedelta()
    limit: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """Something the floor waits for: what, the words of its button, its key, and the act it asks for by name."""

    words: str
    button: str
    key: str
    act: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An observer who may speak, or all of them: the invitation, the person, and for what; `used` once they have."""

    invitation: str
    person: str
    words: str
    used: bool = False


@dataclass(frozen=True, slots=True)
class SpokenShown:
    """What a class, or a person, has spoken: how long, and in how many turns."""

    klass: Class
    words: str


@dataclass(frozen=True, slots=True)
class InQueue:
    """Someone who waits: the entry in the queue, the person, their class and name, and what about.

    `note` is what the chair should see beside the name: that it is a first speech, that they were moved by hand.
    """

    entry: str
    person: str
    klass: Class
    name: str
    about: str = ""
    note: str = ""


Choice = tuple[str, Callable[[], None]]
"""Something that can be done with a row: its words, and what does it."""
WARNED = 30
"""Seconds before the end of the time when the speaker is warned."""


class NowSpeaking(Card):
    """Who has the floor, with a clock that can be read across the table.

    Signals:
        end: end the turn of speech.
    """

    end = Signal()

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("floorNow")
        self._badge = ClassBadge(look, "member", 20)
        self._name = Words(look, "", "heading", shortens=True)
        self._times = Words(look, "", "small", "soft")
        self._clock = Words(look, "", "clock")
        self._left = Words(look, "", "strong")
        self._left.setObjectName("floorTimeLeft")
        self._limit: int | None = None
        self._line = Words(look, "", "small", "soft", shortens=True)
        self._end = QPushButton(self.tr("End"))
        self._end.setObjectName("floorEndButton")
        self._end.setAccessibleName(self.tr("End this turn of speech"))
        self._end.setProperty("kind", "quiet")
        self._running = Running(clock, self)
        top, middle = QHBoxLayout(), QHBoxLayout()
        for part in (self._badge, self._name, self._times):
            top.addWidget(part)
        top.addStretch(1)
        middle.addWidget(self._clock, 1)
        middle.addWidget(self._end, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(top)
        self.column.addLayout(middle)
        self.column.addWidget(self._left)
        self.column.addWidget(self._line)
        self._running.told.connect(self._clock.setText)
        self._running.spoken.connect(self._show_left)
        self._end.clicked.connect(self._ask)
        self.show_speaker(None)

    def show_speaker(self, speaker: OnFloor | None, otherwise: str = "") -> None:
        """Show who has the floor; None where nobody has, and why that is so."""
        for part in (self._badge, self._times, self._clock, self._line, self._end):
            part.setVisible(speaker is not None)
        self._limit = int(speaker.limit.total_seconds()) if speaker and speaker.limit else None
        self._left.setVisible(self._limit is not None)
        if speaker is None:
            self._running.start(None)
            self._name.setText(otherwise or self.tr("Nobody has the floor"))
            self._name.set_tone("soft")
            self.setAccessibleName(self._name.text())
            return
        self._badge.set_class(speaker.klass)
        self._name.setText(speaker.name)
        self._name.set_tone("ink")
        self._times.setText(speaker.times)
        self._line.setText(speaker.line)
        self._running.start(speaker.began, speaker.spoken)
        self.setAccessibleName(self.tr("Floor: %1").replace("%1", f"{speaker.name}, {speaker.line}"))

    def _show_left(self, seconds: int) -> None:
        """How much time is left; the last half minute and the time over it are said in words, not in colour alone."""
        if self._limit is None:
            return
        left = self._limit - seconds
        whole = as_time(timedelta(seconds=self._limit))
        words, tone = self._left_words(left)
        self._left.setText(words.replace("%2", whole))
        self._left.set_tone(tone)

    def _left_words(self, left: int) -> tuple[str, Tone]:
        if left < 0:
            return self.tr("⚠ over by %1 · the limit is %2").replace("%1", _clock(-left)), "bad"
        words = self.tr("⚠ %1 left of %2") if left <= WARNED else self.tr("%1 left of %2")
        return words.replace("%1", _clock(left)), "warn" if left <= WARNED else "soft"

    def _ask(self) -> None:
        self.end.emit()


def _clock(seconds: int) -> str:
    return as_time(timedelta(seconds=seconds))


class Offer(QWidget):
    """One thing the floor waits for, with its button and key: a ruling, the floor to be given back.

    Signals:
        wanted: the act asked for, by its name.
    """

    wanted = Signal(str)

    def __init__(self, look: Look, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = offered.act
        self.setObjectName(f"offer-{offered.act}")
        words = Words(look, offered.words, "small", "warn")
        words.setWordWrap(True)
        button = QPushButton(offered.button)
        button.setObjectName(f"floor{offered.act[0].upper()}{offered.act[1:]}Button")
        button.setAccessibleName(f"{offered.button}: {offered.words}")
        button.setProperty("kind", "quiet")
        button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addWidget(KeyCap(look, offered.key))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(8), look.px(2), look.px(4), 0)
        column.setSpacing(0)
        column.addWidget(words)
        column.addLayout(row)

    def _ask(self) -> None:
        self.wanted.emit(self._act)


class InvitedRow(QWidget):
    """An invitation that is on record; while nobody has spoken on it, it can be withdrawn.

    Signals:
        withdraw: the invitation is to be withdrawn.
    """

    withdraw = Signal(str)

    def __init__(self, look: Look, invited: Invited, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = invited.invitation
        self.setObjectName(f"invited-{invited.invitation}")
        self.setAccessibleName(invited.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(2), look.px(4), look.px(2))
        words = Words(look, invited.words, "small")
        words.setWordWrap(True)
        row.addWidget(words, 1)
        if not invited.used:
            button = QPushButton(self.tr("Withdraw"))
            button.setObjectName(f"withdraw-{invited.invitation}")
            button.setProperty("kind", "quiet")
            button.setAccessibleName(self.tr("Withdraw the invitation: %1").replace("%1", invited.words))
            button.clicked.connect(self._ask)
            row.addWidget(button)

    def _ask(self) -> None:
        self.withdraw.emit(self._invitation)


class SpokenRow(QWidget):
    """What one class or person has spoken so far."""

    def __init__(self, look: Look, spoken: SpokenShown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(1), look.px(4), look.px(1))
        row.setSpacing(look.px(8))
        row.addWidget(ClassBadge(look, spoken.klass, 16))
        row.addWidget(Words(look, spoken.words, "small", "soft"), 1)


class QueueRow(QWidget):
    """Someone who waits; Enter or a double click gives the floor, Delete takes off, Alt with an arrow moves.

    Signals:
        give, invite, invite_for_item, withdraw: what was asked for this row.
        shift: the entry is to go one place up (-1) or down (1).
        step: the keyboard is to go to the row above (-1) or below (1).
        left: the keyboard is to leave the rows.
    """

    give = Signal(str)
    invite = Signal(str)
    invite_for_item = Signal(str)
    withdraw = Signal(str)
    shift = Signal(str, int)
    step = Signal(int)
    left = Signal()

    def __init__(self, look: Look, waiting: InQueue, position: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._waiting = waiting
        self._asks = position is None
        self.setObjectName(f"queue-{waiting.entry}")
        self.setAccessibleName(
            ", ".join(part for part in (waiting.name, class_word(waiting.klass), waiting.about, waiting.note) if part)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(Words(look, waiting.name, "reading", shortens=True))
        if waiting.about:
            self._words.addWidget(Words(look, waiting.about, "small", "soft", shortens=True))
        if waiting.note:
            self._words.addWidget(Words(look, waiting.note, "small", "accent", shortens=True))
        self._row.addWidget(ClassBadge(look, waiting.klass, 20))
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._invitation() if position is None else Words(look, str(position), "small", "soft"))
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def entry(self) -> str:
        """The entry in the queue this row stands for."""
        return self._waiting.entry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the floor or invites, Delete takes off the list, arrows go through the rows, with Alt they move."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift.emit(self.entry, by)
        elif by is not None:
            self.step.emit(by)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._withdraw()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give the floor; an observer has to be invited first, by the button."""
        if not self._asks:
            self._act()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with this row."""
        self.offer(event.globalPos())

    def offer(self, at: QPoint) -> QMenu:
        """A menu of what can be done with this row, opened there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self._choices():
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(at)
        return menu

    def _choices(self) -> tuple[Choice, ...]:
        off: Choice = (self.tr("Take off the list"), self._withdraw)
        if self._asks:
            for_item = (self.tr("Invite for the whole item"), self._for_item)
            return (self.tr("Invite to speak"), self._act), for_item, off
        moves = (self.tr("Move up"), self._up), (self.tr("Move down"), self._down)
        return (self.tr("Give the floor"), self._act), *moves, off

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be acted on."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below, the ground under the mouse, the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("line"))
        radius = self._look.px(6)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("quiet"))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, -2), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -2), radius, radius)

    def _invitation(self) -> QPushButton:
        name, words, told = self._button()
        button = QPushButton(words, self)
        button.setObjectName(f"{name}-{self._waiting.entry}")
        button.setAccessibleName(told.replace("%1", self._waiting.name))
        button.clicked.connect(self._act)
        return button

    def _button(self) -> tuple[str, str, str]:
        return "invite", self.tr("Invite"), self.tr("Invite %1 to speak")

    def _act(self) -> None:
        (self.invite if self._asks else self.give).emit(self._waiting.person)

    def _withdraw(self) -> None:
        self.withdraw.emit(self._waiting.entry)

    def _up(self) -> None:
        self.shift.emit(self.entry, -1)

    def _down(self) -> None:
        self.shift.emit(self.entry, 1)

    def _for_item(self) -> None:
        self.invite_for_item.emit(self._waiting.person)

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(8), px(6), px(8), px(7))
        self._row.setSpacing(px(8))
        self.update()


class ElsewhereRow(QueueRow):
    """Someone who still waits on another item; Enter or the button brings them to this one, Delete takes off.

    Signals:
        bring: the entry is to wait on this item.
    """

    bring = Signal(str)

    def __init__(self, look: Look, waiting: InQueue, parent: QWidget | None = None) -> None:
        super().__init__(look, waiting, None, parent)

    def _invitation(self) -> QPushButton:
        button = super()._invitation()
        button.setProperty("kind", "quiet")
        return button

    def _choices(self) -> tuple[Choice, ...]:
        return (self.tr("Bring to this item"), self._act), (self.tr("Take off the list"), self._withdraw)

    def _button(self) -> tuple[str, str, str]:
        return "bring", self.tr("Bring here"), self.tr("Bring %1 to this item")

    def _act(self) -> None:
        self.bring.emit(self.entry)


_PARTS = ("offers", "queue", "asking", "elsewhere", "invited", "spoken", "longest")
"""What the column lists, from top to bottom."""


class FloorColumn(QWidget):
    """The floor from top to bottom: now, what it waits for, next, observers who ask, who is invited, times spoken.

    Between them stand those who still wait on another item than the room is at.

    Signals:
        give: give the floor to the person.
        next: give the floor to who is first in the queue.
        end: end the running turn of speech.
        invite: the chair invites the person, an observer, to speak.
        invite_for_item: the chair invites the person for the whole item.
        bring: the entry is to wait on this item.
        withdraw: take the entry off the list.
        withdraw_invitation: the invitation is withdrawn.
        shift: move the entry one place up or down.
        offered: what the floor waits for is to be done, by its name.
        left: the keyboard is to leave the column.
    """

    give = Signal(str)
    next = Signal()
    end = Signal()
    invite = Signal(str)
    invite_for_item = Signal(str)
    bring = Signal(str)
    withdraw = Signal(str)
    withdraw_invitation = Signal(str)
    shift = Signal(str, int)
    offered = Signal(str)
    left = Signal()

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("floorColumn")
        self.setAccessibleName(self.tr("Floor"))
        self._shown: dict[str, tuple[object, ...] | None] = {}
        self._now = NowSpeaking(look, clock)
        self._parts = {name: QVBoxLayout() for name in _PARTS}
        self._next = QPushButton(self.tr("Next speaker"))
        self._next.setObjectName("floorNextButton")
        self._next.setAccessibleName(self.tr("Next speaker"))
        self._next.setProperty("kind", "quiet")
        self._closed = Tag(look, self.tr("the list is closed"), "warn")
        self._closed.setObjectName("floorListClosed")
        self._headings = {
            "asking": self._heading(self.tr("Observers asking"), "F3"),
            "elsewhere": self._heading(self.tr("Waiting on other items")),
            "invited": self._heading(self.tr("Observers invited")),
            "spoken": self._heading(self.tr("Spoken in this sitting")),
            "longest": self._heading(self.tr("Longest")),
        }
        self._column = QVBoxLayout(self)
        self._column.addWidget(SectionLabel(look, self.tr("Floor")))
        self._column.addWidget(self._now)
        self._column.addLayout(self._parts["offers"])
        self._column.addWidget(self._heading(self.tr("Next"), "F4", self._next))
        self._column.addWidget(self._closed)
        for name, layout in self._parts.items():
            if name in self._headings:
                self._column.addWidget(self._headings[name])
            if name != "offers":
                self._column.addLayout(layout)
        self._column.addStretch(1)
        self._wire()
        self._restyle()
        self.show_queue(())
        self.show_asking(())
        self.show_elsewhere(())
        self.show_invited(())
        self.show_spoken(())

    def show_speaker(self, speaker: OnFloor | None, otherwise: str = "") -> None:
        """Show who has the floor; None where nobody has, and why that is so."""
        self._now.show_speaker(speaker, otherwise)

    def show_offers(self, offered: Sequence[Offered]) -> None:
        """Show what the floor waits for."""
        if self._changed("offers", tuple(offered)):
            for one in offered:
                row = Offer(self._look, one, self)
                row.wanted.connect(self.offered)
                self._parts["offers"].addWidget(row)

    def show_queue(self, waiting: Sequence[InQueue], closed: bool = False) -> None:
        """Show who is next, in their order, and whether the list is closed."""
        self._next.setEnabled(bool(waiting))
        self._closed.setVisible(closed)
        self._fill("queue", tuple(waiting))

    def show_asking(self, asking: Sequence[InQueue]) -> None:
        """Show the observers who ask to be invited."""
        self._headings["asking"].setVisible(bool(asking))
        self._fill("asking", tuple(asking))

    def show_elsewhere(self, waiting: Sequence[InQueue]) -> None:
        """Show who still waits on another item."""
        self._headings["elsewhere"].setVisible(bool(waiting))
        self._fill("elsewhere", tuple(waiting))

    def show_invited(self, invited: Sequence[Invited]) -> None:
        """Show the invitations on which observers may speak now."""
        self._headings["invited"].setVisible(bool(invited))
        if self._changed("invited", tuple(invited)):
            for one in invited:
                row = InvitedRow(self._look, one, self)
                row.withdraw.connect(self.withdraw_invitation)
                self._parts["invited"].addWidget(row)

    def show_spoken(self, classes: Sequence[SpokenShown], longest: Sequence[SpokenShown] = ()) -> None:
        """Show what each class has spoken in the sitting, and who has spoken longest."""
        for name, spoken in (("spoken", tuple(classes)), ("longest", tuple(longest))):
            self._headings[name].setVisible(bool(spoken))
            if self._changed(name, spoken):
                for one in spoken:
                    self._parts[name].addWidget(SpokenRow(self._look, one, self))

    def rows(self) -> list[QueueRow]:
        """The rows shown, queue first."""
        layouts = (self._parts["queue"], self._parts["asking"], self._parts["elsewhere"])
        items = (layout.itemAt(at) for layout in layouts for at in range(layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), QueueRow)]

    def take_keyboard(self) -> bool:
        """Give the keyboard to the first who waits; whether there is one."""
        rows = self.rows()
        if rows:
            rows[0].setFocus()
        return bool(rows)

    def _changed(self, which: str, shown: tuple[object, ...]) -> bool:
        """Whether something else is shown there now; what was shown is put away then."""
        if self._shown.get(which) == shown:
            return False
        self._shown[which] = shown
        while (item := self._parts[which].takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        return True

    def _fill(self, which: str, waiting: tuple[InQueue, ...]) -> None:
        on = next((row.entry for row in self.rows() if row.hasFocus()), None)
        if not self._changed(which, waiting):
            return
        for position, entry in enumerate(waiting, start=1):
            row = self._elsewhere(entry) if which == "elsewhere" else self._row(entry, position * (which == "queue"))
            self._parts[which].addWidget(row)
            if entry.entry == on:
                # Only what is shown already can take the keyboard.
                row.show()
                row.setFocus()

    def _elsewhere(self, entry: InQueue) -> QueueRow:
        row = ElsewhereRow(self._look, entry, self)
        row.bring.connect(self.bring)
        return self._wired(row)

    def _row(self, entry: InQueue, position: int) -> QueueRow:
        """A row of the queue, or, at no position, of an observer who asks."""
        row = QueueRow(self._look, entry, position or None, self)
        for signal, on in (
            (row.give, self.give),
            (row.invite, self.invite),
            (row.invite_for_item, self.invite_for_item),
            (row.shift, self.shift),
        ):
            signal.connect(on)
        return self._wired(row)

    def _wired(self, row: QueueRow) -> QueueRow:
        row.withdraw.connect(self.withdraw)
        row.left.connect(self.left)
        row.step.connect(self._step)
        return row

    def _step(self, by: int) -> None:
        rows = self.rows()
        on = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        if on is not None and 0 <= on + by < len(rows):
            rows[on + by].setFocus()

    def _heading(self, words: str, key: str = "", *beside: QWidget) -> QWidget:
        heading = QWidget(self)
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, self._look.px(6), 0, 0)
        row.setSpacing(self._look.px(8))
        label = SectionLabel(self._look, words)
        label.setMinimumWidth(label.sizeHint().width())
        row.addWidget(label)
        if key:
            row.addWidget(KeyCap(self._look, key))
        row.addStretch(1)
        for widget in beside:
            row.addWidget(widget)
        return heading

    def _wire(self) -> None:
        self._next.clicked.connect(self._ask_next)
        self._now.end.connect(self.end)
        self._look.changed.connect(self._restyle)

    def _ask_next(self) -> None:
        self.next.emit()

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(12), px(10), px(12), px(12))
        self._column.setSpacing(px(4))
        for layout in self._parts.values():
            layout.setSpacing(0)

"""The floor: who speaks and how long already, who is next, which observers ask to be invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marks import Class, ClassBadge, class_word
from hisrg_desktop.ui.widgets.running import Clock, Running
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


@dataclass(frozen=True, slots=True)
class OnFloor:
    """Who has the floor: since `began`, on top of `spoken`; without `began` their time stands still."""

    person: str
    klass: Class
    name: str
    times: str = ""
    line: str = ""
    began: datetime | None = None
    spoken: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class InQueue:
    """Someone who waits: the entry in the queue, the person, their class and name, and what about."""

    entry: str
    person: str
    klass: Class
    name: str
    about: str = ""


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
        self.column.addWidget(self._line)
        self._running.told.connect(self._clock.setText)
        self._end.clicked.connect(self._ask)
        self.show_speaker(None)

    def show_speaker(self, speaker: OnFloor | None) -> None:
        """Show who has the floor; None where nobody has."""
        for part in (self._badge, self._times, self._clock, self._line, self._end):
            part.setVisible(speaker is not None)
        if speaker is None:
            self._running.start(None)
            self._name.setText(self.tr("Nobody has the floor"))
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

    def _ask(self) -> None:
        self.end.emit()


class QueueRow(QWidget):
    """Someone who waits; Enter or a double click gives them the floor, Delete takes them off.

    Signals:
        give, invite, withdraw: what was asked for this row.
    """

    give = Signal(str)
    invite = Signal(str)
    withdraw = Signal(str)

    def __init__(self, look: Look, waiting: InQueue, position: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._waiting = waiting
        self._asks = position is None
        self.setObjectName(f"queue-{waiting.entry}")
        self.setAccessibleName(
            ", ".join(part for part in (waiting.name, class_word(waiting.klass), waiting.about) if part)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(Words(look, waiting.name, "reading", shortens=True))
        if waiting.about:
            self._words.addWidget(Words(look, waiting.about, "small", "soft", shortens=True))
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
        """Enter gives the floor or invites, Delete takes off the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        first = self.tr("Invite to speak") if self._asks else self.tr("Give the floor")
        for words, act in ((first, self._act), (self.tr("Take off the list"), self._withdraw)):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(at)
        return menu

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
        button = QPushButton(self.tr("Invite"), self)
        button.setObjectName(f"invite-{self._waiting.entry}")
        button.setAccessibleName(self.tr("Invite %1 to speak").replace("%1", self._waiting.name))
        button.clicked.connect(self._act)
        return button

    def _act(self) -> None:
        (self.invite if self._asks else self.give).emit(self._waiting.person)

    def _withdraw(self) -> None:
        self.withdraw.emit(self._waiting.entry)

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(8), px(6), px(8), px(7))
        self._row.setSpacing(px(8))
        self.update()


class FloorColumn(QWidget):
    """The floor from top to bottom: now, next, observers who ask.

    Signals:
        give: give the floor to the person.
        next: give the floor to who is first in the queue.
        end: end the running turn of speech.
        invite: the chair invites the person, an observer, to speak.
        withdraw: take the entry off the list.
    """

    give = Signal(str)
    next = Signal()
    end = Signal()
    invite = Signal(str)
    withdraw = Signal(str)

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("floorColumn")
        self.setAccessibleName(self.tr("Floor"))
        self._shown: dict[str, tuple[InQueue, ...] | None] = {"queue": None, "asking": None}
        self._now = NowSpeaking(look, clock)
        self._queue, self._asking = QVBoxLayout(), QVBoxLayout()
        self._next = QPushButton(self.tr("Next speaker"))
        self._next.setObjectName("floorNextButton")
        self._next.setAccessibleName(self.tr("Next speaker"))
        self._next.setProperty("kind", "quiet")
        self._invitations = self._heading(self.tr("Observers asking"), "F3")
        self._column = QVBoxLayout(self)
        self._column.addWidget(SectionLabel(look, self.tr("Floor")))
        self._column.addWidget(self._now)
        self._column.addWidget(self._heading(self.tr("Next"), "F4", self._next))
        self._column.addLayout(self._queue)
        self._column.addWidget(self._invitations)
        self._column.addLayout(self._asking)
        self._column.addStretch(1)
        self._wire()
        self._restyle()
        self.show_queue(())
        self.show_asking(())

    def show_speaker(self, speaker: OnFloor | None) -> None:
        """Show who has the floor; None where nobody has."""
        self._now.show_speaker(speaker)

    def show_queue(self, waiting: Sequence[InQueue]) -> None:
        """Show who is next, in their order."""
        self._next.setEnabled(bool(waiting))
        self._fill("queue", self._queue, tuple(waiting))

    def show_asking(self, asking: Sequence[InQueue]) -> None:
        """Show the observers who ask to be invited."""
        self._invitations.setVisible(bool(asking))
        self._fill("asking", self._asking, tuple(asking))

    def rows(self) -> list[QueueRow]:
        """The rows shown, queue first."""
        layouts = (self._queue, self._asking)
        items = (layout.itemAt(at) for layout in layouts for at in range(layout.count()))
        return [row for item in items if item and isinstance(row := item.widget(), QueueRow)]

    def _fill(self, which: str, layout: QVBoxLayout, waiting: tuple[InQueue, ...]) -> None:
        if waiting == self._shown[which]:
            return
        self._shown[which] = waiting
        on = next((row.entry for row in self.rows() if row.hasFocus()), None)
        while (item := layout.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for position, entry in enumerate(waiting, start=1):
            row = self._row(entry, position if which == "queue" else None)
            layout.addWidget(row)
            if entry.entry == on:
                # Only what is shown already can take the keyboard.
                row.show()
                row.setFocus()

    def _row(self, entry: InQueue, position: int | None) -> QueueRow:
        row = QueueRow(self._look, entry, position, self)
        row.give.connect(self.give)
        row.invite.connect(self.invite)
        row.withdraw.connect(self.withdraw)
        return row

    def _heading(self, words: str, key: str, button: QPushButton | None = None) -> QWidget:
        heading = QWidget(self)
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, self._look.px(10), 0, 0)
        row.setSpacing(self._look.px(8))
        label = SectionLabel(self._look, words)
        label.setMinimumWidth(label.sizeHint().width())
        row.addWidget(label)
        row.addWidget(KeyCap(self._look, key))
        row.addStretch(1)
        if button is not None:
            row.addWidget(button)
        return heading

    def _wire(self) -> None:
        self._next.clicked.connect(self._ask_next)
        self._now.end.connect(self.end)
        self._look.changed.connect(self._restyle)

    def _ask_next(self) -> None:
        self.next.emit()

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(12), px(16), px(12), px(12))
        self._column.setSpacing(px(6))
        self._queue.setSpacing(0)
        self._asking.setSpacing(0)

"""The NOW strip: what is happening in the room, on every page."""

from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import Role
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.widgets.marks import Class, ClassBadge
from hisrg_desktop.ui.widgets.running import Clock, Running
from hisrg_desktop.ui.widgets.words import Words

_NARROW = 820
"""Below this width, in pixels at 100 %, the strip says things in short."""


class Cell(QWidget):
    """A small heading over what it is about, with a hairline at one side; on a ground of its own it is noticed."""

    def __init__(
        self,
        look: Look,
        heading: str,
        name: str,
        *,
        role: Role = "heading",
        hairline: str = "right",
        shortens: bool = False,
        ground: Tone | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._ground = ground
        self._hairline = hairline
        self.setObjectName(name)
        self.heading = Words(look, heading, "label", "card" if ground else "soft", shortens=shortens)
        self.words = Words(look, "", role, shortens=shortens)
        self.row = QHBoxLayout()
        self.row.addWidget(self.words)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self.heading)
        self._column.addLayout(self.row)
        self._column.addStretch(1)
        across = QSizePolicy.Policy.Preferred if shortens else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: str, tone: Tone = "ink", heading: str | None = None) -> None:
        """Show these words, in that colour, under that heading if one is given."""
        self.words.setText(words)
        self.words.set_tone(tone)
        if heading is not None:
            self.heading.setText(heading)
        self.setAccessibleName(f"{self.heading.text()}: {words}" if self.heading.text() else words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, or the hairline."""
        if self._ground:
            QPainter(self).fillRect(self.rect(), self._look.colour(self._ground))
            return
        inset = self._look.px(10)
        across = self.width() - 1 if self._hairline == "right" else 0
        if self._hairline:
            colour = self._look.colour("line")
            QPainter(self).fillRect(across, inset, 1, self.height() - 2 * inset, colour)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(18), 0, px(18), 0)
        self._column.setSpacing(px(1))
        self.row.setSpacing(px(7))
        self.words.setMinimumHeight(px(20))


class NowStrip(QWidget):
    """What is active: the place, the floor, the room, what is saved, the wall. Shows, and asks nothing."""

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("nowStrip")
        self.setAccessibleName(self.tr("Now"))
        self._off = Cell(look, "", "nowOffRecord", ground="panel")
        self._place = Cell(look, "", "nowPlace", shortens=True)
        self._floor = Cell(look, self.tr("Floor"), "nowFloor", shortens=True)
        self._room = Cell(look, self.tr("In the room"), "nowRoom")
        self._observers = Cell(look, self.tr("Observers"), "nowObservers")
        self._saved = Cell(look, self.tr("On this disk"), "nowSaved", role="figures", hairline="")
        self._wall = Cell(look, self.tr("Wall"), "nowWall", hairline="left")
        self._badge = ClassBadge(look, "member", 19)
        self._time = Words(look, "", "figures")
        self._name = ""
        self._room_words: dict[bool, str] = {}
        self._floor.row.insertWidget(0, self._badge)
        self._floor.row.addWidget(self._time)
        self._floor.row.addStretch(1)
        self._running = Running(clock, self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.setContentsMargins(0, 0, 0, 0)
        for cell in (self._off, self._place, self._floor, self._room, self._observers):
            self._row.addWidget(cell)
        self._row.addStretch(1)
        for cell in (self._saved, self._wall):
            self._row.addWidget(cell)
        self._wire()
        self._restyle()
        self.set_off_the_record("")
        self.set_floor("")
        self.set_wall("")

    def set_off_the_record(self, since: str) -> None:
        """Show since when the room is off the record; nothing while it is on."""
        self._off.say(self.tr("Off the record"), "card", self.tr("since %1").replace("%1", since))
        self._off.setVisible(bool(since))

    def set_place(self, title: str, place: str) -> None:
        """Show the agenda item and the block and provision that are active."""
        self._place.say(place, heading=title)

    def set_floor(
        self,
        name: str,
        organisation: str = "",
        klass: Class = "member",
        began: datetime | None = None,
        spoken: timedelta = timedelta(),
    ) -> None:
        """Show who has the floor since when; with no name, nobody; without a moment, their time stands at `spoken`."""
        self._name = f"{name} ({organisation})" if organisation else name
        self._badge.set_class(klass)
        self._badge.setVisible(bool(name))
        self._time.setVisible(bool(name))
        self._floor.say(self._name or self.tr("nobody"), "ink" if name else "soft")
        self._running.start(began if name else None, spoken)
        self._fit()

    def set_room(self, members: int, of: int, observers: int) -> None:
        """Show how many members of how many are in the room, whether they are a majority, and the observers."""
        if not of:
            self._room_words = {}
            self._room.say("—", "soft")
            self._observers.say("—", "soft")
            return
        self._room_words = self._in_words(members, of)
        self._observers.say(str(observers))
        self._fit()

    def _in_words(self, members: int, of: int) -> dict[bool, str]:
        """Who is in the room: in short where there is little room, else in full."""
        majority = members * 2 > of
        self._room_tone: Tone = "ink" if majority else "warn"
        word = self.tr("majority") if majority else self.tr("no majority")
        count = self.tr("%1 of %2 members").replace("%1", str(members)).replace("%2", str(of))
        return {True: f"{members}/{of} · {word}", False: f"{count} · {word}"}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in short where there is little room, or everything is large."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._look.px(_NARROW)
        # A long title of what is dealt with gives way, not the name of who speaks.
        self._floor.setMinimumWidth(self._look.px((150 if narrow else 230) if self._name else 100))
        self._observers.setVisible(not narrow)
        if self._room_words:
            self._room.say(self._room_words[narrow], self._room_tone)
            self._room.setAccessibleName(f"{self._room.heading.text()}: {self._room_words[False]}")

    def set_saved(self, text: str, ok: bool | None = True) -> None:
        """Show what is kept: well (`ok`), under way (None), or not at all (False)."""
        tones: dict[bool | None, Tone] = {True: "ok", None: "soft", False: "bad"}
        self._saved.say(text, tones[ok])

    def set_wall(self, text: str, tone: Tone = "ink") -> None:
        """Show what the wall does; nothing where there is no wall."""
        self._wall.say(text, tone)
        self._wall.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        """As wide as there is room, two lines high."""
        return QSize(self._look.px(960), self._look.px(56))

    def minimumSizeHint(self) -> QSize:
        """Narrow: place and floor shorten."""
        return QSize(self._look.px(640), self._look.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("line"))

    def _wire(self) -> None:
        self._running.told.connect(self._tell_time)
        self._look.changed.connect(self._restyle)

    def _tell_time(self, text: str) -> None:
        self._time.setText(text)
        spoken = self.tr("Floor: %1, %2").replace("%1", self._name).replace("%2", text)
        self._floor.setAccessibleName(spoken if self._name else self.tr("Floor: nobody"))

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(56))
        self._floor.words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._fit()
        self.update()

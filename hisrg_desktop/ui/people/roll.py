"""The roll call: letters and Enter mark who arrives, leaves, apologises or stands in; below it, who is in the room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.calling import CallBox
from hisrg_desktop.ui.people.in_room import InRoom, Room
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.shown import Called
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.words import Words


class RollColumn(QWidget):
    """The line, who may be meant, who is in the room.

    Signals:
        typed: letters were typed.
        taken: the person with this key is meant by the line.
        leaves: the person with this key has left.
        corrects: the stay with this key is to be corrected; without a key, one that was not recorded.
        looks: the room is to be seen at this moment.
        opening: the person wants a sitting to be open.
        picked: the person is on this one of those in the room.
    """

    typed = Signal(str)
    taken = Signal(str)
    corrects = Signal(str)
    looks = Signal(str)
    leaves = Signal(str)
    opening = Signal()
    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._moments: list[tuple[str, str]] = []
        how = self.tr("With “lin” for Lind: -lin leaves · lin apologies · lin 9:40 came then · oka for lin stands in")
        self.call = CallBox(look, self.tr("Roll call"), how)
        self.line = self.call.line
        self.headcount = Words(look, "", "strong")
        self._sorry = Words(look, "", "small", "soft")
        self.open = push_button("peopleOpenSitting")
        self._leave = push_button("peopleHasLeft", self.tr("Has left"))
        self._correct = push_button("peopleCorrectAttendance", self.tr("Correct…"))
        self._missing = push_button("peopleMissingAttendance", self.tr("Was there too…"))
        self.moment = QComboBox()
        self.room = NamesView(
            look,
            "peopleRoom",
            {
                self.tr("In the room"): lambda row: (
                    f"{row.name} · {row.organisation}" if row.organisation else row.name
                ),
                self.tr("Times"): lambda row: row.arrived,
            },
            wide=0,
            widths=(166, 92),
        )
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        says = self.tr(
            "Roll call: letters of a name; a hyphen before them for who leaves; “apologies” after them; "
            "“for” and a member for who stands in; a time for what happened earlier"
        )
        self.call.name("peopleRollLine", "peopleRollCandidates", says, self.tr("Letters of a name ⏎ arrives"))
        self.room.setAccessibleName(self.tr("Who is in the room"))
        self._correct.setAccessibleName(self.tr("Correct the times of who is selected"))
        self._missing.setAccessibleName(self.tr("Record somebody who was there too"))
        self.moment.setObjectName("peopleRoomMoment")
        self.moment.setAccessibleName(self.tr("When: who was in the room then"))
        self.headcount.setObjectName("peopleHeadcount")

    def _arrange(self) -> None:
        px = self._look.px
        self.headcount.setWordWrap(True)
        self._sorry.setWordWrap(True)
        foot = QHBoxLayout()
        for button in (self._leave, self._correct, self._missing):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(20), px(14))
        column.setSpacing(px(8))
        for widget in (self.call, self.open, self.moment, self.headcount):
            column.addWidget(widget)
        column.addWidget(self.room, 1)
        column.addWidget(self._sorry)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.call.typed.connect(self.typed)
        self.call.taken.connect(self.taken)
        self.open.clicked.connect(self.opening)
        self._leave.clicked.connect(self._selected_leave)
        self._correct.clicked.connect(self._selected_correct)
        self._missing.clicked.connect(self._ask_missing)
        self.moment.currentIndexChanged.connect(self._look_then)
        self.room.selectionModel().selectionChanged.connect(self._pick)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_called(self, called: Called) -> None:
        """Show who may be meant by the letters typed."""
        people = [(who.key, f"{who.letter}   {who.name}   {called.what}   {who.organisation}") for who in called.people]
        self.call.show_meant(people, called.why)

    def show_moments(self, moments: list[tuple[str, str]]) -> None:
        """Offer these moments; the one that is looked at stays if it is still there."""
        if moments == self._moments:
            return
        on = self.moment.currentData()
        self._moments = moments
        # Filling the list is no choice of the person's.
        self.moment.blockSignals(True)
        self.moment.clear()
        for key, words in moments:
            self.moment.addItem(words, key)
        self.moment.setCurrentIndex(max(0, self.moment.findData(on)))
        self.moment.blockSignals(False)
        self.moment.setVisible(len(moments) > 1)

    def show_room(self, room: Room, next_sitting: str, sitting_open: bool) -> None:
        """Show who is in the room, or was; where no sitting is open, the way to open the one named."""
        self.call.set_title(f"{self.tr('Roll call')} · {room.title}" if room.title else self.tr("Roll call"))
        self.line.setEnabled(sitting_open)
        self.open.setVisible(not sitting_open)
        words = (
            self.tr("Open %1").replace("%1", next_sitting)
            if next_sitting
            else self.tr("Plan a sitting on the Agenda page")
        )
        self.open.setText(words)
        self.open.setAccessibleName(words)
        self.headcount.setText(room.headcount or self.tr("No sitting is open"))
        self.headcount.set_tone("ink" if room.majority or not room.title else "warn")
        self.room.show_rows(list(room.people))
        long = any(len(row.arrived) > 13 for row in room.people)
        self.room.setColumnWidth(1, self._look.px(160 if long else 92))
        self._sorry.setText(self.tr("Apologies: %1").replace("%1", room.apologies) if room.apologies else "")
        self._sorry.setVisible(bool(room.apologies))
        self._leave.setVisible(bool(room.people) and not self.moment.currentData())
        self._correct.setVisible(bool(room.people))
        self._missing.setVisible(bool(room.sitting) and bool(self.moment.currentData()))

    # --- what is done ----------------------------------------------------------------------------------------------

    def _selected(self) -> InRoom | None:
        return next((row for row in self.room.rows.rows if row.key == self.room.key), None)

    def _selected_leave(self) -> None:
        if row := self._selected():
            self.leaves.emit(row.person)

    def _selected_correct(self) -> None:
        if row := self._selected():
            self.corrects.emit(row.key)

    def _ask_missing(self) -> None:
        self.corrects.emit("")

    def _look_then(self) -> None:
        self.looks.emit(self.moment.currentData())

    def _pick(self) -> None:
        row = self._selected() if self.room.keys else None
        if row:
            self.picked.emit(row.person)

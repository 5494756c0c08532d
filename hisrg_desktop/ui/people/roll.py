"""The roll call: letters and Enter mark who arrives, leaves, apologises or stands in; below it, who is in the room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.in_room import InRoom, Room
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.people.shown import Called
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

MOST_SHOWN = 8


class RollLine(QLineEdit):
    """The line of the roll call; arrows go through those who may be meant.

    Signals:
        moved: by how much to go down among those who may be meant.
        left: Escape was pressed.
    """

    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Escape empties."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


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
        self._called: Called | None = None
        self._moments: list[tuple[str, str]] = []
        self.line = RollLine()
        self.candidates = QListWidget()
        self._title = SectionLabel(look, self.tr("Roll call"))
        self._how = Words(look, "", "small", "soft")
        self._why = Words(look, "", "small", "warn")
        self.headcount = Words(look, "", "strong")
        self._sorry = Words(look, "", "small", "soft")
        self.open = QPushButton()
        self._leave = QPushButton(self.tr("Has left"))
        self._correct = QPushButton(self.tr("Correct…"))
        self._missing = QPushButton(self.tr("Was there too…"))
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
        self.line.setObjectName("peopleRollLine")
        self.line.setAccessibleName(
            self.tr(
                "Roll call: letters of a name; a hyphen before them for who leaves; “apologies” after them; "
                "“for” and a member for who stands in; a time for what happened earlier"
            )
        )
        self.line.setPlaceholderText(self.tr("Letters of a name ⏎ arrives"))
        self._how.setText(
            self.tr("With “lin” for Lind: -lin leaves · lin apologies · lin 9:40 came then · oka for lin stands in")
        )
        self.candidates.setObjectName("peopleRollCandidates")
        self.candidates.setAccessibleName(self.tr("Who may be meant"))
        self.candidates.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.candidates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.candidates.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.candidates.hide()
        self.room.setAccessibleName(self.tr("Who is in the room"))
        self.open.setObjectName("peopleOpenSitting")
        self.open.setProperty("kind", "primary")
        self._leave.setObjectName("peopleHasLeft")
        self._correct.setObjectName("peopleCorrectAttendance")
        self._correct.setAccessibleName(self.tr("Correct the times of who is selected"))
        self._missing.setObjectName("peopleMissingAttendance")
        self._missing.setAccessibleName(self.tr("Record somebody who was there too"))
        self.moment.setObjectName("peopleRoomMoment")
        self.moment.setAccessibleName(self.tr("When: who was in the room then"))
        self.headcount.setObjectName("peopleHeadcount")

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap(self._look, "⏎"))
        self.line.setMinimumHeight(px(38))
        self.line.setFont(self._look.font("capture"))
        self._why.setWordWrap(True)
        self.headcount.setWordWrap(True)
        self._sorry.setWordWrap(True)
        foot = QHBoxLayout()
        for button in (self._leave, self._correct, self._missing):
            foot.addWidget(button)
        foot.addStretch(1)
        self._how.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(20), px(14))
        column.setSpacing(px(8))
        column.addLayout(head)
        for widget in (self.line, self._how, self.candidates, self._why, self.open, self.moment, self.headcount):
            column.addWidget(widget)
        column.addWidget(self.room, 1)
        column.addWidget(self._sorry)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self._enter)
        self.line.moved.connect(self._move)
        self.candidates.itemClicked.connect(self._take)
        self.open.clicked.connect(self.opening)
        self._leave.clicked.connect(self._selected_leave)
        self._correct.clicked.connect(self._selected_correct)
        self._missing.clicked.connect(self._ask_missing)
        self.moment.currentIndexChanged.connect(self._look_then)
        self.room.selectionModel().selectionChanged.connect(self._pick)
        self._look.changed.connect(self._restyle)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_called(self, called: Called) -> None:
        """Show who may be meant by the letters typed."""
        self._called = called
        shown = called.people[:MOST_SHOWN]
        self.candidates.clear()
        for who in shown:
            item = QListWidgetItem(f"{who.letter}   {who.name}   {called.what}   {who.organisation}")
            item.setData(Qt.ItemDataRole.UserRole, who.key)
            self.candidates.addItem(item)
        self.candidates.setVisible(bool(shown))
        self.candidates.setFixedHeight(self._look.px(30) * len(shown) + self._look.px(6))
        self.candidates.setCurrentRow(0 if len(called.people) == 1 else -1)
        more = len(called.people) - len(shown)
        self._tell(called.why or (self.tr("and %1 more; type on").replace("%1", str(more)) if more else ""))

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

    def show_room(self, room: Room, next_sitting: str, sitting_open: bool) -> None:
        """Show who is in the room, or was; where no sitting is open, the way to open the one named."""
        self._title.setText(f"{self.tr('Roll call')} · {room.title}" if room.title else self.tr("Roll call"))
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

    def _enter(self) -> None:
        if self.candidates.currentRow() >= 0:
            self._take(self.candidates.currentItem())
        elif self._called and len(self._called.people) > 1:
            self._tell(self.tr("Several may be meant: choose with the arrows, or type on."))

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        self.line.clear()
        self.line.setFocus()

    def _move(self, by: int) -> None:
        count = self.candidates.count()
        if count:
            at = self.candidates.currentRow()
            self.candidates.setCurrentRow((at + by) % count if at >= 0 else (0 if by > 0 else count - 1))

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

    def _tell(self, words: str) -> None:
        self._why.setText(words)
        self._why.setVisible(bool(words))

    def _restyle(self) -> None:
        self.line.setFont(self._look.font("capture"))

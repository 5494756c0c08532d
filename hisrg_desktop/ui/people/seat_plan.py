"""The seats of a meeting: a bar with its figures, the waiting list that the chair orders, and whom to tell."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.people.invited import Due, SeatPlan, Waiting
from hisrg_desktop.ui.people.names import NamesView
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the bar: how many seats, what they are, and how they are drawn."""

    count: int
    words: str
    tone: Tone | None
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


class SeatBar(QWidget):
    """The seats as a bar with its figures below: kept and observers filled, free as an outline, who waits dashed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: tuple[_Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Seats"))
        look.changed.connect(self._restyle)

    def show_plan(self, plan: SeatPlan) -> None:
        """Show these seats."""
        parts = (
            _Part(plan.kept, self.tr("kept: members, panel chairs, secretariat"), "accent"),
            _Part(plan.observers, self.tr("given to observers"), "warn"),
            *(() if plan.free is None else (_Part(plan.free, self.tr("free"), None),)),
            _Part(plan.waiting, self.tr("observers wait"), None, Qt.PenStyle.DashLine),
        )
        if parts != self._parts:
            self._parts = parts
            self.setAccessibleDescription("; ".join(f"{part.count} {part.words}" for part in parts))
            self._restyle()

    def sizeHint(self) -> QSize:
        """The bar, and a line for each of its parts."""
        px = self._look.px
        return QSize(px(240), px(26) + px(21) * len(self._parts))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts beside one another, as wide as they are many; below them what each is."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("body"))
        whole, left = max(1, sum(part.count for part in self._parts)), 0.0
        for row, part in enumerate(self._parts):
            wide = self.width() * part.count / whole
            if part.count:
                self._draw(painter, QRectF(left + 0.5, 0.5, max(px(3), wide - px(2)), px(16)), part)
            left += wide
            top = px(26) + px(21) * row
            self._draw(painter, QRectF(0.5, top + px(4) + 0.5, px(11), px(11)), part)
            painter.setPen(self._look.colour("ink"))
            room = QRectF(px(20), top, self.width() - px(20), px(20))
            words = painter.fontMetrics().elidedText(
                f"{part.count} {part.words}", Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _draw(self, painter: QPainter, box: QRectF, part: _Part) -> None:
        painter.setPen(QPen(self._look.colour(part.tone or "soft"), 1, part.line))
        painter.setBrush(self._look.colour(part.tone) if part.tone else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, self._look.px(3), self._look.px(3))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class WaitingView(NamesView):
    """The waiting list, which Alt and the arrows put in order.

    Signals:
        moved: by how many places the observer selected is to go down.
    """

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)


class SeatColumn(QWidget):
    """The seats, the waiting list, and whom to tell.

    Signals:
        limits: the person wants to change how many seats there are.
        moves: the observer with this key is to have this place on the waiting list.
        told: the people with these keys have been told.
        picked: the person is on this one.
    """

    limits = Signal()
    moves = Signal(str, int)
    told = Signal(object)
    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._plan: SeatPlan | None = None
        self.bar = SeatBar(look)
        self.figures = Words(look, "", "small", "soft")
        self.missing = Words(look, "", "small", "bad")
        self._limit = QPushButton()
        self._waiting_title = SectionLabel(look, self.tr("Waiting list"))
        self.waiting = WaitingView(
            look,
            "invitationsWaiting",
            {
                self.tr("Observer"): lambda row: f"{row.place}.  {row.name}",
                self.tr("Accepted"): lambda row: row.since,
            },
            wide=0,
            widths=(180, 78),
        )
        self._up = QPushButton(self.tr("Up  Alt+↑"))
        self._down = QPushButton(self.tr("Down  Alt+↓"))
        self._due_title = SectionLabel(look, self.tr("Whom to tell"))
        self.due = NamesView(
            look,
            "invitationsDue",
            {self.tr("Who"): lambda row: row.name, self.tr("What"): lambda row: row.news},
            wide=0,
            widths=(150, 150),
        )
        self._told = QPushButton(self.tr("Has been told"))
        self._all_told = QPushButton(self.tr("All have been told"))
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        for button, name, kind in (
            (self._limit, "invitationsLimit", ""),
            (self._up, "invitationsUp", "quiet"),
            (self._down, "invitationsDown", "quiet"),
            (self._told, "invitationsTold", ""),
            (self._all_told, "invitationsAllTold", "quiet"),
        ):
            button.setObjectName(name)
            button.setProperty("kind", kind)
        self._up.setAccessibleName(self.tr("Up on the waiting list"))
        self._down.setAccessibleName(self.tr("Down on the waiting list"))
        self.waiting.setAccessibleName(self.tr("Waiting list"))
        self.due.setAccessibleName(self.tr("Whom to tell"))
        self.figures.setWordWrap(True)
        self.missing.setWordWrap(True)

    def _arrange(self) -> None:
        px = self._look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self._look, self.tr("Seats")), 1)
        head.addWidget(self._limit)
        column.addLayout(head)
        for widget in (self.bar, self.figures, self.missing):
            column.addWidget(widget)
        for title, table, buttons in (
            (self._waiting_title, self.waiting, (self._up, self._down)),
            (self._due_title, self.due, (self._told, self._all_told)),
        ):
            row = QHBoxLayout()
            row.setSpacing(px(4))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addWidget(title)
            column.addWidget(table)
            column.addLayout(row)
        column.addStretch(1)

    def _wire(self) -> None:
        self._limit.clicked.connect(self.limits)
        self._up.clicked.connect(self.move_up)
        self._down.clicked.connect(self.move_down)
        self._told.clicked.connect(self._tell_selected)
        self._all_told.clicked.connect(self._tell_all)
        self.due.activated.connect(self._tell_selected)
        self.waiting.selectionModel().selectionChanged.connect(self._pick_waiting)
        self.due.selectionModel().selectionChanged.connect(self._pick_due)
        self.waiting.moved.connect(self._move)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_seats(self, plan: SeatPlan | None, waiting: list[Waiting], due: list[Due]) -> None:
        """Show the seats of a meeting; None where it has none, as a teleconference."""
        self._plan = plan
        if plan:
            self.bar.show_plan(plan)
        self.bar.setVisible(plan is not None)
        self.figures.setText(self._figures(plan))
        self.missing.setText(self._missing(plan) if plan else "")
        self.missing.setVisible(bool(self.missing.text()))
        self._limit.setVisible(plan is not None)
        unlimited = plan is None or plan.capacity is None
        self._limit.setText(self.tr("How many…") if unlimited else self.tr("Change…"))
        self._limit.setAccessibleName(self.tr("How many seats there are"))
        self.waiting.show_rows(waiting)
        self.due.show_rows(due)
        for there, widgets in (
            (waiting, (self._waiting_title, self.waiting, self._up, self._down)),
            (due, (self._due_title, self.due, self._told, self._all_told)),
        ):
            for widget in widgets:
                widget.setVisible(bool(there))
        for table in (self.waiting, self.due):
            self._fit(table)
        self._due_title.setText(self.tr("Whom to tell · %1").replace("%1", str(len(due))))

    def _fit(self, table: NamesView) -> None:
        """As high as its rows, up to a few; more are scrolled to."""
        shown = min(len(table.rows.rows), MOST_ROWS)
        table.setFixedHeight(self._look.px(32) * shown + self._look.px(37))

    def _figures(self, plan: SeatPlan | None) -> str:
        if plan is None:
            return self.tr("A teleconference has no seats.")
        coming = self.tr("%1 of those whose seats are kept have said that they come.")
        coming = coming.replace("%1", str(plan.coming))
        if plan.capacity is None:
            return f"{self.tr('Nobody has said how many seats there are: nobody waits.')} {coming}"
        return f"{self.tr('%1 seats in the room.').replace('%1', str(plan.capacity))} {coming}"

    def _missing(self, plan: SeatPlan) -> str:
        if not plan.missing:
            return ""
        words = self.tr("Too small: %1 of those whose seats are kept would find none. Change the room.")
        return words.replace("%1", str(plan.missing))

    # --- what is done ----------------------------------------------------------------------------------------------

    def move_up(self) -> None:
        """Give the observer selected the place before."""
        self._move(-1)

    def move_down(self) -> None:
        """Give the observer selected the place after."""
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.waiting.rows.row_of(self.waiting.key)
        if row >= 0 and 0 <= row + by < len(self.waiting.rows.rows):
            self.moves.emit(self.waiting.key, row + by + 1)

    def _tell_selected(self) -> None:
        if self.due.keys:
            self.told.emit(tuple(self.due.keys))

    def _tell_all(self) -> None:
        self.told.emit(tuple(row.key for row in self.due.rows.rows))

    def _pick_waiting(self) -> None:
        if self.waiting.keys:
            self.picked.emit(self.waiting.key)

    def _pick_due(self) -> None:
        if self.due.keys:
            self.picked.emit(self.due.key)

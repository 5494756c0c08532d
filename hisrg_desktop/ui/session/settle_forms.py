"""The lists by which much is agreed at once: editorial points, and what stands in the way of adopting the text."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from hisrg_desktop.ui.decisions.ticked import TickedRows, TickedView
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.session.settling import Batch, InTheWay, Point, Standing, batch_words
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_ROWS = 6
"""How many rows are seen before one scrolls."""
_SETTLED = 150
"""Milliseconds after a key when what was chosen is put where it survives, at the latest."""


def _fit(table: QWidget, look: Look, count: int) -> None:
    """Give a table the height of its rows; where the window is low, fewer of them are seen at once."""
    wanted = look.px(40) + look.px(32) * min(_ROWS, count)
    table.setMinimumHeight(min(wanted, look.px(40) + look.px(32) * 2))
    table.setMaximumHeight(wanted)


class EditorialForm(Form):
    """The editorial points, ticked where they are adopted without discussion; one decision adopts them.

    Signals:
        declared: the words read out and the proposals adopted.
        changed: what is chosen or the words changed; they are to be kept.
        left: the list was put away.
    """

    declared = Signal(str, object)
    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("editorialForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._made = ""
        self._title = SectionLabel(look, "")
        self.rows: TickedRows[Point] = TickedRows(
            {
                self.tr("Proposal"): lambda p: p.number,
                self.tr("Place"): lambda p: p.place,
                self.tr("Change"): lambda p: p.change,
                self.tr("Left out because"): lambda p: p.left_out,
            },
            lambda p: p.key,
            lambda p: not p.left_out,
        )
        self.table = TickedView(look, "editorialTable", wide=2, widths=(92, 56, 200, 170))
        self.table.setAccessibleName(self.tr("Editorial points"))
        self.table.setModel(self.rows)
        self.words = QPlainTextEdit()
        self.words.setObjectName("editorialWords")
        self.words.setAccessibleName(self.tr("The words to be read out"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(look.px(56))
        self._declare = QPushButton(self.tr("Declare  Ctrl+Enter"))
        self._declare.setObjectName("editorialDeclare")
        self._declare.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._leave.setObjectName("editorialLeave")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED)
        self._arrange(look)
        self._wire()
        self.hide()

    def _arrange(self, look: Look) -> None:
        px = look.px
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(Words(look, self.tr("Space takes one out or in"), "small", "soft"))
        for button in (self._declare, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(6))
        self.column.addLayout(head)
        self.column.addWidget(self.table)
        self.column.addWidget(self.words)
        self.column.addLayout(buttons)

    def _wire(self) -> None:
        self.rows.ticked.connect(self._count)
        self.rows.ticked.connect(self._keep_soon)
        self.words.textChanged.connect(self._keep_soon)
        self._pause.timeout.connect(self.changed)
        self._declare.clicked.connect(self.declare)
        self._leave.clicked.connect(self.leave)

    def _keep_soon(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @property
    def batch(self) -> Batch:
        """What is chosen, and the words where somebody changed them."""
        words = self.words.toPlainText()
        taken = tuple(p.key for p in self.rows.taken)
        return Batch(taken, "" if words == self._made else words, not self.isHidden())

    @property
    def is_touched(self) -> bool:
        """Whether something was taken out, or the words were changed."""
        return bool(self.rows.out) or bool(self.batch.words)

    def show_points(self, points: list[Point], batch: Batch | None = None) -> None:
        """Show these; those that can be adopted are ticked, or those that were chosen when the list was left."""
        self._made = self.words.toPlainText()
        out = {p.key for p in points if batch and not p.left_out and p.key not in batch.taken}
        self.rows.begin(points, out)
        if batch and batch.words:
            self.words.setPlainText(batch.words)
        _fit(self.table, self._look, len(points))
        self.table.choose_row(0)
        self.show()

    def start(self) -> None:
        """Give the rows to the keyboard."""
        self.table.setFocus()

    def forget(self) -> None:
        """Begin anew when it is shown next: what was chosen is on record."""
        self._pause.stop()
        self.rows.begin([], set())
        self.words.clear()
        self._pause.stop()

    def leave(self) -> None:
        """Put the list away; what was chosen is kept."""
        super().leave()
        self.changed.emit()

    def _count(self) -> None:
        taken = self.rows.taken
        told = self.tr("Editorial points · %1 of %2 without discussion")
        self._title.setText(told.replace("%1", str(len(taken))).replace("%2", str(len(self.rows.rows))))
        self._declare.setEnabled(bool(taken))
        if self.words.toPlainText() == self._made:  # words somebody has changed by hand stay theirs
            self._made = batch_words([p.number for p in taken])
            self.words.setPlainText(self._made)

    def declare(self) -> None:
        """Ask that they be adopted."""
        taken = self.rows.taken
        if taken:
            self.declared.emit(self.words.toPlainText(), tuple(p.key for p in taken))


class AdoptionForm(Form):
    """What stands in the way of adopting the text, each with its place and the act that would clear it.

    Signals:
        opened: show this place, or this comment.
        remedied: carry out this act.
        noting: note the comments that need not be decided one by one.
        ready: prepare the decision that adopts the text with this key.
        left: the list was put away.
    """

    opened = Signal(str, str)
    remedied = Signal(object)
    noting = Signal()
    ready = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("adoptionForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.text = ""
        self._title = SectionLabel(look, "")
        self.rows: RowsModel[InTheWay] = RowsModel(
            {
                self.tr("Place"): lambda r: r.where,
                self.tr("What stands in the way"): lambda r: r.what,
                self.tr("What would clear it"): lambda r: r.does or r.hint,
            },
            lambda r: r.key,
        )
        self.table = RowsView(look, "adoptionTable", wide=1, widths=(64, 240, 200))
        self.table.setAccessibleName(self.tr("What stands in the way of adopting the text"))
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setModel(self.rows)
        self._open = push_button("adoptionOpen", self.tr("Go there  Enter"))
        self._remedy = push_button("adoptionRemedy", self.tr("Clear it"))
        self._note = push_button("adoptionNote", "")
        self._ready = push_button("adoptionReady", self.tr("Prepare the decision"), "primary")
        self._leave = push_button("adoptionLeave", self.tr("Leave  Esc"))
        self._arrange(look)
        self._wire()
        self.hide()

    def _arrange(self, look: Look) -> None:
        px = look.px
        buttons = QHBoxLayout()
        for button in (self._ready, self._open, self._remedy, self._note, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(6))
        self.column.addWidget(self._title)
        self.column.addWidget(self.table)
        self.column.addLayout(buttons)

    def _wire(self) -> None:
        self.table.activated.connect(self._ask_open)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self._open.clicked.connect(self._ask_open)
        self._remedy.clicked.connect(self._ask_remedy)
        self._note.clicked.connect(self.noting)
        self._ready.clicked.connect(self._ask_ready)
        self._leave.clicked.connect(self.leave)

    def show_text(self, standing: Standing) -> None:
        """Show how far this text is from its adoption."""
        self.text = standing.text
        count = len(standing.rows)
        words = self.tr("Adopting %1 · nothing stands in the way") if not count else ""
        words = words or self.tr("%2 in the way of adopting %1").replace("%2", str(count))
        self._title.setText(words.replace("%1", standing.name))
        self.rows.show(standing.rows)
        self.table.setVisible(count > 0)
        _fit(self.table, self._look, max(1, count))
        if count and not self.table.keys:
            self.table.choose_row(0)
        self._note.setText(self.tr("Note the %1 other comments").replace("%1", str(standing.rest)))
        self._note.setVisible(standing.rest > 0)
        self._ready.setVisible(count == 0)
        self._offer()
        self.show()

    def start(self) -> None:
        """Give the rows to the keyboard."""
        (self.table if self.rows.rows else self._ready).setFocus()

    @property
    def _row(self) -> InTheWay | None:
        keys = self.table.keys
        return next((row for row in self.rows.rows if keys and row.key == keys[0]), None)

    def _offer(self) -> None:
        row = self._row
        self._open.setVisible(row is not None)
        self._remedy.setVisible(bool(row and row.remedy))

    def _ask_open(self) -> None:
        if self._row:
            self.opened.emit(self._row.place, self._row.comment)

    def _ask_remedy(self) -> None:
        if self._row and self._row.remedy:
            self.remedied.emit(self._row.remedy)

    def _ask_ready(self) -> None:
        self.ready.emit(self.text)

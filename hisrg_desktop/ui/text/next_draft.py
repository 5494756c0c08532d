"""The next draft before it is taken in: what each paragraph is, and what a person has to say of those in doubt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.matching import Settled
from hisrg_desktop.meeting.text.next_draft import TakeInNextDraft
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.text import coming as shown
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.bridge import Bridge, Progress

_MOST = 5
"""How many things can be said of a paragraph, each with a digit."""


class _Read:
    """The reading and matching of a draft, on a thread of its own."""

    def __init__(self, record: Record, path: Path) -> None:
        self._record, self._path = record, path

    def __call__(self, progress: Progress) -> shown.Coming:
        from hisrg_desktop.desk.next_draft import read_next
        from hisrg_desktop.meeting.text.matching import match

        name = self._path.name
        came = read_next(self._path, lambda part: progress(0.8 * part, name))
        progress(0.8, name)
        return shown.Coming(came, match(self._record, came.reading))


class _Say:
    """The draft matched anew with something said of it, or with the text as it is now."""

    def __init__(self, record: Record, coming: shown.Coming, said: Settled | None) -> None:
        self._record, self._coming, self._said = record, coming, said

    def __call__(self, progress: Progress) -> shown.Coming:
        if self._said is None:
            return self._coming.again(self._record)
        return self._coming.with_said(self._record, self._said)


class NextDraft(QWidget):
    """The paragraphs of a next draft at the left, the one looked at at the right with what can be said of it.

    Signals:
        left: the person puts the draft away.
        taken: it was taken in; carries a sentence.
        says: something to tell the person; carries a sentence.
    """

    left = Signal()
    taken = Signal(str)
    says = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self._look = bridge, look
        self.coming: shown.Coming | None = None
        self._way_out: TakeInNextDraft | None = None
        self._busy = False
        self.setObjectName("nextDraft")
        self._title = Words(look, "", "heading", shortens=True)
        self._counts = Words(look, "", "body", "soft", shortens=True)
        self._refused = Words(look, "", "body", "warn")
        self._refused.setWordWrap(True)
        self.way_out = QPushButton(self.tr("Take it in all the same"))
        self.name = QLineEdit()
        self.by = QComboBox()
        self.which = QComboBox()
        self.put_away = QPushButton(self.tr("Put it away  Esc"))
        self.take = QPushButton(self.tr("Take in  Ctrl+Enter"))
        self.table = RowsView(look, "nextDraftRows", wide=3, widths=(74, 74, 150, 0))
        self.rows: RowsModel[shown.Row] = RowsModel(
            {
                self.tr("In file"): lambda row: row.number,
                self.tr("In text"): lambda row: row.was,
                self.tr("What"): lambda row: row.what if row.sure else f"? {row.what}",
                self.tr("Words"): lambda row: row.words,
            },
            lambda row: row.key,
        )
        self.table.setModel(self.rows)
        self._settled = EmptyState(
            look,
            "text",
            self.tr("Nothing is left to settle"),
            self.tr("Every paragraph is known. Look through what changed, or take the draft in."),
        )
        self.card = Card(look)
        self._place = Words(look, "", "heading", shortens=True)
        self._why = Words(look, "", "body", "warn")
        self._why.setWordWrap(True)
        self.text = MarkedText(look, 16)
        self._ask = SectionLabel(look, self.tr("What is it?"))
        self.choices = [QPushButton() for _ in range(_MOST)]
        self._said: list[shown.Choice] = []
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        for widget, name, words in (
            (self.table, "nextDraftRows", self.tr("Paragraphs of the next draft")),
            (self.name, "nextDraftName", self.tr("What the draft is called")),
            (self.by, "nextDraftBy", self.tr("Who revised it")),
            (self.which, "nextDraftWhich", self.tr("What is listed")),
            (self.put_away, "nextDraftPutAway", self.tr("Put the draft away")),
            (self.take, "nextDraftTake", self.tr("Take the draft in")),
            (self.way_out, "nextDraftWayOut", self.tr("Take it in all the same")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        self.text.setObjectName("nextDraftRedline")
        for number, button in enumerate(self.choices, 1):
            button.setObjectName(f"nextDraftChoice{number}")
            button.setProperty("kind", "choice")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.take.setProperty("kind", "primary")
        self.put_away.setProperty("kind", "quiet")
        for words in (self.tr("What is in doubt"), self.tr("All that changed"), self.tr("Everything")):
            self.which.addItem(words)

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._title, 1)
        fields: tuple[tuple[str, QWidget], ...] = ((self.tr("Called"), self.name), (self.tr("Revised by"), self.by))
        for words, field in fields:
            label = Words(self._look, words, "small", "soft")
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field)
        self.name.setMinimumWidth(px(170))
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.by.setMaximumWidth(px(300))
        head.addWidget(self.put_away)
        head.addWidget(self.take)
        line = QHBoxLayout()
        line.addWidget(self._counts, 1)
        line.addWidget(self.which)
        warned = QHBoxLayout()
        warned.addWidget(self._refused, 1)
        warned.addWidget(self.way_out)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._settled, 1)
        self._fill_card()
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for widget, stretch in ((left, 3), (self.card, 2)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([px(620), px(430)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(16), px(24), px(16))
        whole.setSpacing(px(10))
        for part in (head, line, warned):
            whole.addLayout(part)
        whole.addWidget(split, 1)

    def _fill_card(self) -> None:
        px = self._look.px
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, px(6), 0)
        words.addWidget(self._why)
        words.addWidget(self.text)
        words.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setProperty("bare", True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.card.column.addWidget(self._place)
        self.card.column.addWidget(scroll, 1)
        self.card.column.addSpacing(px(8))
        self.card.column.addWidget(self._ask)
        for button in self.choices:
            self.card.column.addWidget(button)

    def _wire(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.which.currentIndexChanged.connect(self._list)
        self.put_away.clicked.connect(self.leave)
        self.take.clicked.connect(self.do_activate)
        self.way_out.clicked.connect(self._take_all_the_same)
        for button in self.choices:
            button.clicked.connect(self._pressed)
        self.table.installEventFilter(self)

    # --- the file ----------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask which Word file is the next draft."""
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("The next draft, in Word"), "", self.tr("Word files (*.docx *.docm)")
        )
        if path:
            self.read(Path(path))
        elif self.coming is None:
            self.left.emit()

    def read(self, path: Path) -> None:
        """Read this file, to be looked through."""
        self.bridge.run(_Read(self.bridge.record, path), then=self.show_draft, otherwise=self._unreadable)

    def _unreadable(self, fault: object) -> None:
        if self.coming is None:
            self.left.emit()
        self.bridge.object_to(fault)

    def show_draft(self, coming: shown.Coming) -> None:
        """Show a draft that was read."""
        record = self.bridge.record
        self.coming = coming
        self._title.setText(self.tr("Next draft: %1").replace("%1", coming.came.attachment.name))
        self.name.setText(shown.label_for(record, coming.came))
        self._show_people(record)
        self._warn("")
        self.which.setCurrentIndex(0 if coming.matching.doubtful else 1)
        self._list()
        self.table.setFocus()

    def _show_people(self, record: Record) -> None:
        self.by.clear()
        self.by.addItem(self.tr("nobody in particular"), "")
        held = sorted(record.each(Function), key=lambda f: f.role != "rapporteur")
        for key, role in {f.person: f.role for f in reversed(held)}.items():
            self.by.addItem(f"{record.get(Person, key).name}, {role}", key)
        self.by.setCurrentIndex(max(0, self.by.findText(", rapporteur", Qt.MatchFlag.MatchEndsWith)))

    def show_record(self) -> None:
        """Match the draft with the text as it is now."""
        if self.coming is not None and self.isVisible() and not self._busy:
            self._work(None)

    # --- what is listed ----------------------------------------------------------------------------------------------

    def _list(self) -> None:
        if self.coming is None:
            return
        record, chosen = self.bridge.record, self.table.keys
        everything = shown.rows(record, self.coming, "all")
        doubtful = self.coming.matching.doubtful
        words = shown.counts(everything)
        self._counts.setText(f"{words} · {doubtful} in doubt" if doubtful else words)
        made = shown.rows(record, self.coming, shown.WHICH[self.which.currentIndex()])
        at = max(0, self.rows.row_of(chosen[0])) if chosen else 0
        self.rows.show(made)
        self.table.setVisible(bool(made))
        self._settled.setVisible(not made)
        self.card.setVisible(bool(made))
        if made:
            there = self.rows.row_of(chosen[0]) if chosen else -1
            self.table.choose_row(there if there >= 0 else min(at, len(made) - 1))
        self._show_row()

    def _row(self) -> shown.Row | None:
        keys = self.table.keys
        return next((row for row in self.rows.rows if keys and row.key == keys[0]), None)

    def _show_row(self, *_: object) -> None:
        row = self._row()
        if row is None or self.coming is None:
            return
        where = row.number or row.was
        self._place.setText(f"{where} · {row.what}" if where else row.what)
        self._why.setText("" if row.sure else self.tr("In doubt: %1.").replace("%1", row.why))
        self._why.setVisible(not row.sure)
        self.text.set_pieces(shown.pieces(row), row.number or row.was)
        self._said = shown.choices(self.bridge.record, self.coming, row)[:_MOST]
        for number, button in enumerate(self.choices):
            there = number < len(self._said)
            button.setVisible(there)
            if there:
                words = self._said[number].words
                button.setText(f"{number + 1}   {words}".replace("&", "&&"))
                button.setAccessibleName(words)
                button.setToolTip(words)

    # --- what a person says ------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit says what the paragraph is, Esc puts the draft away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text().isdigit() and 0 < int(event.text()) <= len(self._said):
                self.say(int(event.text()) - 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _pressed(self) -> None:
        button: Any = self.sender()
        self.say(self.choices.index(button))

    def say(self, number: int) -> None:
        """Say the thing of this number of the paragraph looked at."""
        if not self._busy and number < len(self._said):
            self._work(self._said[number].settled)

    def _work(self, said: Settled | None) -> None:
        assert self.coming is not None
        self._busy = True
        self.bridge.run(_Say(self.bridge.record, self.coming, said), then=self._matched, otherwise=self._not_matched)

    def _matched(self, coming: shown.Coming) -> None:
        self._busy = False
        self.coming = coming
        self._warn("")
        self._list()

    def _not_matched(self, fault: object) -> None:
        self._busy = False
        self.bridge.object_to(fault)

    # --- taking it in ------------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Take the draft in, as one act."""
        if self.coming is None or self._busy:
            return
        label = self.name.text().strip() or self.coming.came.attachment.name
        self._take(self.coming.act(label, self.by.currentData() or None))

    def _take_all_the_same(self) -> None:
        if self._way_out is not None:
            self._take(self._way_out)

    def _take(self, act: TakeInNextDraft) -> None:
        assert self.coming is not None
        came = self.coming.came
        self.take.setEnabled(False)
        self.bridge.do(act, files={came.attachment.id: came.data}, then=self._done, otherwise=self._refuse)

    def _done(self, _: object) -> None:
        name = self.name.text().strip()
        self.take.setEnabled(True)
        self.coming = None
        self.rows.show([])
        self.taken.emit(self.tr("“%1” is the draft now.").replace("%1", name))

    def _refuse(self, fault: object) -> None:
        # The remedy of the refusal would come to the desk without the file: it is carried out from here.
        self.take.setEnabled(True)
        if isinstance(fault, OutOfOrder):
            remedy = fault.remedy if isinstance(fault.remedy, TakeInNextDraft) else None
            self._warn(fault.message, remedy)
        else:
            self.bridge.object_to(fault)

    def _warn(self, sentence: str, remedy: TakeInNextDraft | None = None) -> None:
        self._way_out = remedy
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))
        self.way_out.setVisible(remedy is not None)

    def leave(self) -> None:
        """Put the draft away; nothing of it is on record."""
        self.coming = None
        self.rows.show([])
        self.left.emit()

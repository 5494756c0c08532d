"""What is understood of a Word draft, shown before anything is made of it: its parts, the doubts, what was left over."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.ui.bridge import Progress, sentence_of
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.text.reading import DraftReading

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview: a part of the draft, or something that became no part of it."""

    key: str
    label: str
    kind: str
    text: str
    doubt: str
    depth: int = 0
    heads: bool = False


class Reading(QObject):
    """Reads a draft on a thread of its own.

    Signals:
        read: the draft as understood.
        failed: why it cannot be read, in a sentence.
        progress: how far it is, between 0 and 1.
        broke: something we did wrong; carries what was raised.
    """

    read = Signal(object)
    failed = Signal(str)
    progress = Signal(float)
    broke = Signal(object)

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = Path(path)
        self._progress = Progress(self._tell)
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the reading to end; nothing more is told."""
        self._progress.stop()

    def wait(self, seconds: float) -> None:
        """Wait for the thread to end."""
        self._thread.join(seconds)

    def _is_stopped(self) -> bool:
        return self._progress.stopped

    def _tell(self, part: float, _: str) -> None:
        self.progress.emit(part)

    def _run(self) -> None:
        from hisrg_desktop.desk.begin import read_draft
        from hisrg_desktop.meeting.order import OutOfOrder

        try:
            reading, _ = read_draft(self._path, self._progress, self._is_stopped)
        except OutOfOrder as refusal:
            self.failed.emit(refusal.message)
        except OSError as fault:
            self.failed.emit(sentence_of(fault))
        except BaseException as fault:  # noqa: BLE001 - raised again on the windows' thread
            # Whoever stopped the reading is told of it by an exception, and nobody waits for that.
            if not self._progress.stopped:
                self.broke.emit(fault)
        else:
            if not self._progress.stopped:
                self.read.emit(reading)


class Preview(QDialog):
    """The window in which a draft is looked at before a dossier is made of it; it blocks no other window.

    Signals:
        accepted_draft: make a dossier of the draft at this path.
    """

    accepted_draft = Signal(str)

    def __init__(self, look: Look, draft: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look = look.part(self)
        self._draft = draft
        self.reading: DraftReading | None = None
        self._lines: list[Line] = []
        self.setObjectName("previewWindow")
        self.setWindowTitle(self.tr("%1 – what is understood").replace("%1", Path(draft).name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = Words(look, Path(draft).name, "title", shortens=True)
        self.counts = Words(look, self.tr("Reading…"), "body", "soft")
        self.notice = Words(look, "", "body", "warn")
        self._bar = QProgressBar()
        self._only = QCheckBox(self.tr("only what needs a look"))
        self.parts = RowsView(look, "previewParts", wide=2, widths=(76, 150, 400, 300))
        self._rows: RowsModel[Line] = RowsModel(
            {
                self.tr("No."): lambda line: line.label,
                self.tr("Kind"): lambda line: line.kind,
                self.tr("Text"): lambda line: line.text,
                self.tr("Needs a look"): lambda line: f"⚠ {line.doubt}" if line.doubt else "",
            },
            lambda line: line.key,
        )
        self.parts.setModel(self._rows)
        self._left_over = RowsView(look, "previewLeftOver", wide=1, widths=(320, 400))
        self._left_rows: RowsModel[Line] = RowsModel(
            {self.tr("What"): lambda line: line.doubt, self.tr("Text"): lambda line: line.text}, lambda line: line.key
        )
        self._left_over.setModel(self._left_rows)
        self._left_title = SectionLabel(look)
        self._unreadable = Words(look, self.tr("This file cannot be read"), "title")
        self.sentence = Words(look, "", "reading")
        self._stack = QStackedWidget()
        self.make = QPushButton(self.tr("Make a dossier of this…"))
        self.leave = QPushButton(self.tr("Leave"))
        self._name()
        self._arrange()
        self._work = Reading(draft)
        self._wire()
        self.resize(look.px(1000), look.px(700))

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.make.setObjectName("previewMake")
        self.make.setProperty("kind", "primary")
        self.make.setEnabled(False)
        self.make.setDefault(True)
        self.leave.setObjectName("previewLeave")
        self.leave.setAutoDefault(False)
        self._only.setObjectName("previewOnlyDoubts")
        self._only.hide()
        self.sentence.setObjectName("previewSentence")
        self.sentence.setWordWrap(True)
        for words in (self._unreadable, self.sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.notice.setWordWrap(True)
        self.notice.hide()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading"))
        self.parts.setAccessibleName(self.tr("Parts of the draft"))
        self._left_over.setAccessibleName(self.tr("What was not understood"))

    def _arrange(self) -> None:
        px = self._look.px
        waiting, shown, bad = QWidget(), QWidget(), QWidget()
        middle = QVBoxLayout(waiting)
        middle.addStretch(2)
        middle.addWidget(self._bar)
        middle.addStretch(3)
        self.parts.setItemDelegate(_Indented(self._look, self.parts))
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.parts, 1)
        column.addWidget(self._left_title)
        column.addWidget(self._left_over)
        told = QVBoxLayout(bad)
        told.setSpacing(px(12))
        told.addStretch(2)
        told.addWidget(self._unreadable)
        told.addWidget(self.sentence)
        told.addStretch(3)
        for widget in (waiting, shown, bad):
            self._stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._only)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.make)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(20), px(24), px(16))
        outer.setSpacing(px(10))
        for part in (self.title, self.counts, self.notice):
            outer.addWidget(part)
        outer.addWidget(self._stack, 1)
        outer.addLayout(foot)

    def _wire(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._work.read.connect(self.show_reading, queued)
        self._work.failed.connect(self.show_failure, queued)
        self._work.broke.connect(self._raise, queued)
        self._work.progress.connect(self._show_progress, queued)
        self._only.toggled.connect(self._show_lines)
        self.make.clicked.connect(self._accept_draft)
        self.leave.clicked.connect(self.close)

    def open(self) -> None:
        """Show the window at once and begin to read."""
        # Not modal, unlike what a dialog does by itself: a meeting may be running in the window behind.
        self.show()
        self._work.start()

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_reading(self, reading: DraftReading) -> None:
        """Show the draft as understood."""
        self.reading = reading
        self.title.setText(reading.title or Path(self._draft).stem)
        self.counts.setText(self._counted(reading))
        self._lines = [
            Line(
                f"p{at}",
                part.label,
                self._kind(part.kind, part.depth),
                part.text,
                part.doubt,
                part.depth,
                part.kind in ("title", "heading", "block"),
            )
            for at, part in enumerate(reading.parts)
        ]
        self._left_rows.show(
            [
                Line(f"n{at}", "", "", " ".join(left.text.split()), left.what)
                for at, left in enumerate(reading.not_understood)
            ]
        )
        words = self.tr("Not understood: %1").replace("%1", str(len(reading.not_understood)))
        self._left_title.setText(words)
        for widget in (self._left_title, self._left_over):
            widget.setVisible(bool(reading.not_understood))
        doubts = sum(1 for line in self._lines if line.doubt)
        self._only.setVisible(bool(doubts))
        self.parts.setColumnHidden(3, not doubts)
        rows = min(4, len(reading.not_understood))
        self._left_over.setFixedHeight(self._look.px(40 + 32 * rows))
        self._notify(doubts, reading.tracked_changes)
        self._show_lines()
        self._stack.setCurrentIndex(1)
        self.make.setEnabled(bool(reading.parts))
        self.make.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Show why the file cannot be read."""
        self.counts.setText("")
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(2)
        self.leave.setFocus()

    def _counted(self, reading: DraftReading) -> str:
        kinds = [part.kind for part in reading.parts]
        notes = sum(len(part.notes) for part in reading.parts)
        counts = (
            (kinds.count("block"), self.tr("blocks")),
            (kinds.count("provision"), self.tr("provisions")),
            (kinds.count("item"), self.tr("items")),
            (notes, self.tr("footnotes")),
        )
        words = " · ".join(f"{count} {what}" for count, what in counts)
        return f"{reading.subtitle} — {words}" if reading.subtitle else words

    def _notify(self, doubts: int, tracked: int) -> None:
        said = []
        if doubts:
            said.append(self.tr("Parts that need a look: %1.").replace("%1", str(doubts)))
        if tracked:
            words = self.tr("Tracked changes in the file: %1; they are read as accepted.")
            said.append(words.replace("%1", str(tracked)))
        self.notice.setText(" ".join(said))
        self.notice.setVisible(bool(said))

    def _kind(self, kind: str, depth: int) -> str:
        words = {
            "title": self.tr("title"),
            "subtitle": self.tr("subtitle"),
            "heading": self.tr("heading in front"),
            "paragraph": self.tr("paragraph in front"),
            "block": self.tr("block"),
            "provision": self.tr("provision"),
            "item": self.tr("item"),
        }
        return self.tr("item of an item") if kind == "item" and depth > 2 else words[kind]

    def _show_lines(self) -> None:
        only = self._only.isChecked()
        self._rows.show([line for line in self._lines if line.doubt or not only])

    def _show_progress(self, part: float) -> None:
        self._bar.setValue(round(part * 1000))

    def _raise(self, fault: BaseException) -> None:
        raise fault

    # --- what is done ----------------------------------------------------------------------------------------------

    def _accept_draft(self) -> None:
        self.accepted_draft.emit(self._draft)
        self.close()

    def reject(self) -> None:
        """Escape and the window's own button leave: stop reading."""
        self._work.stop()
        super().reject()


class _Indented(QStyledItemDelegate):
    """Draws the text of a part indented by its depth, blocks in bold, doubts in the colour of a warning."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, hairline and words."""
        model = index.model()
        assert isinstance(model, RowsModel)
        line: Line = model.rows[index.row()]
        px, colour = self._look.px, self._look.colour
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_tint"))
        elif line.doubt:
            painter.fillRect(option.rect, colour("warn_tint"))
        painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour("line"))
        painter.setFont(self._look.font("strong" if line.heads and index.column() in (0, 2) else "body"))
        painter.setPen(colour("soft" if index.column() == 1 else "warn" if index.column() == 3 else "ink"))
        indent = px(16) * line.depth if index.column() == 2 else 0
        room = QRectF(option.rect).adjusted(px(8) + indent, 0, -px(8), -1)
        words = str(index.data()).replace("\n", " ")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

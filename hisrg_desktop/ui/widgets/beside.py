"""Alternatives side by side: each wording in a column of its own, with whose it is and who backs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.marked import MarkedText, Pieces, in_words
from hisrg_desktop.ui.widgets.marks import Class, ClassBadge
from hisrg_desktop.ui.widgets.tags import Kind, Tag
from hisrg_desktop.ui.widgets.words import Words

_NARROWEST = 250


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """What a column shows: the letter, who proposed the wording, its mark-up against the text, who backs it, its fate."""

    key: str
    letter: str
    klass: Class
    name: str
    pieces: Pieces
    backers: str = ""
    tag: tuple[str, Kind] = ("", "plain")

    def said(self) -> str:
        """The column as one sentence for who hears it."""
        parts = (f"Alternative {self.letter}", self.name, in_words(self.pieces), self.backers, self.tag[0])
        return "; ".join(part for part in parts if part)


class AlternativeColumn(QFrame):
    """One alternative.

    Signals:
        chosen: the person is on it.
        moved: the person wants the next one to the right (1) or to the left (-1).
    """

    chosen = Signal(str)
    moved = Signal(int)

    def __init__(self, look: Look, view: AlternativeView) -> None:
        super().__init__()
        self._look = look
        self.view = view
        self._on = False
        self.setObjectName(f"alternative{view.letter}")
        self.setAccessibleName(view.said())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        px = look.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Words(look, view.letter, "heading"))
        head.addWidget(ClassBadge(look, view.klass, 19))
        head.addWidget(Words(look, view.name, "body", weight=600, shortens=True), 1)
        self.text = MarkedText(look, 16)
        self.text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text.set_pieces(view.pieces)
        backers = Words(look, view.backers, "small", "soft")
        backers.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(6))
        column.addLayout(head)
        if view.tag[0]:
            column.addWidget(Tag(look, *view.tag), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        column.addWidget(backers)
        column.addStretch(1)

    def set_on(self, on: bool) -> None:
        """Show whether the person is on it."""
        self._on = on
        self.update()

    def set_width(self, width: int) -> None:
        """Take that width, and the height that the words need in it."""
        self.setFixedWidth(width)
        margins = self.layout().contentsMargins()  # type: ignore[union-attr]
        self.text.setFixedHeight(self.text.heightForWidth(width - margins.left() - margins.right()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface; the one the person is on is tinted, and ringed while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.colour
        painter.setPen(QPen(colour("accent" if self._on or self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("accent_tint" if self._on else "card"))
        side = self._look.px(8)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), side, side)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The one with the keyboard is the one the person is on."""
        super().focusInEvent(event)
        self.chosen.emit(self.view.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is a choice of what to look at, not of what is agreed."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next column."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class SideBySide(QScrollArea):
    """The alternatives of a provision, each in its column.

    Signals:
        chosen: the key of the alternative the person is on.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.key = ""
        self.columns: list[AlternativeColumn] = []
        self._views: tuple[AlternativeView, ...] = ()
        self.setObjectName("sessionAlternatives")
        self.setAccessibleName(self.tr("Alternatives"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(10))
        self.setWidget(self._inside)

    def show_alternatives(self, views: Sequence[AlternativeView]) -> None:
        """Show these; the one the person is on stays chosen if it is still there."""
        if tuple(views) != self._views:
            self._views = tuple(views)
            self._build()
        keys = [view.key for view in views]
        self._on(self.key if self.key in keys else next(iter(keys), ""))

    def resizeEvent(self, event: object) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()

    def _build(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.columns = [AlternativeColumn(self._look, view) for view in self._views]
        for column in self.columns:
            self._row.addWidget(column)
            column.chosen.connect(self._on)
            column.moved.connect(self._move)
        self._row.addStretch(1)
        self._share()

    def _share(self) -> None:
        if self.columns:
            gaps = self._row.spacing() * (len(self.columns) - 1)
            each = (self.viewport().width() - gaps) // len(self.columns)
            for column in self.columns:
                column.set_width(max(self._look.px(_NARROWEST), each))

    def _on(self, key: str) -> None:
        self.key = key
        for column in self.columns:
            column.set_on(column.view.key == key)
        self.chosen.emit(key)

    def _move(self, step: int) -> None:
        row = next((n for n, column in enumerate(self.columns) if column.view.key == self.key), 0)
        target = self.columns[max(0, min(len(self.columns) - 1, row + step))]
        target.setFocus()
        self.ensureWidgetVisible(target)

"""The pages, one under another at the left of the window."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.icons import pixmap

PAGES = (
    "session", "text", "comments", "people", "agenda", "panels", "decisions", "minutes", "documents", "journal",
)  # fmt: skip

_WIDTH, _TALL, _LOW = 72, 56, 40
_MANY = 100


class RailButton(QAbstractButton):
    """A page's icon over its name; the icon alone where there is no room for both."""

    def __init__(self, look: Look, page: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._look = look
        self._named = True
        self._mark = 0
        self._marked = ""
        self.setText(name)
        self.setCheckable(True)
        self.setObjectName(f"rail{page.capitalize()}")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_named(self, named: bool) -> None:
        """Show the name under the icon, or only the icon with the name as a tooltip."""
        self._named = named
        self._explain()
        self.updateGeometry()
        self.update()

    def set_mark(self, count: int, words: str) -> None:
        """Show a small number beside the icon, explained by these words; none where it is 0."""
        if (count, words) != (self._mark, self._marked):
            self._mark, self._marked = count, words
            self.setAccessibleDescription(words)
            self._explain()
            self.update()

    @property
    def mark(self) -> int:
        """The number that is shown beside the icon."""
        return self._mark

    def _explain(self) -> None:
        self.setToolTip("\n".join(part for part in ("" if self._named else self.text(), self._marked) if part))

    def sizeHint(self) -> QSize:
        """As wide as the rail leaves, as high as icon and name need."""
        return QSize(self._look.px(60), self._look.px(50 if self._named else _LOW - 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave up and down to the rail: Qt's own way with them moves the focus and chooses nothing."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing that it can be pressed."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon, the name and the focus."""
        px, tones = self._look.px, self._look.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tones.of("accent_tint" if chosen else "quiet"))
            painter.drawRoundedRect(rect, px(8), px(8))
        if self.hasFocus():
            painter.setPen(QPen(tones.of("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(8), px(8))
        tone = tones.accent if chosen else tones.soft
        side = px(18)
        top = (rect.height() - side) / 2 - (px(8) if self._named else 0)
        picture = pixmap(self.page, tone, side, self.devicePixelRatioF())
        painter.drawPixmap(round((rect.width() - side) / 2), round(top), picture)
        if self._mark:
            self._paint_mark(painter, rect.center().x() + side / 2, top)
        if self._named:
            painter.setPen(tones.of("accent" if chosen else "soft"))
            painter.setFont(self._look.font("label", 600 if chosen else 500))
            below = rect.adjusted(0, top + side + px(3), 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text())

    def _paint_mark(self, painter: QPainter, left: float, top: float) -> None:
        px, tones = self._look.px, self._look.tones
        painter.setFont(self._look.font("label", 600))
        words = str(self._mark) if self._mark < _MANY else f"{_MANY - 1}+"
        wide = max(px(15), painter.fontMetrics().horizontalAdvance(words) + px(7))
        pill = QRectF(left - px(3), top - px(5), wide, px(15))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.of("warn_tint"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(tones.of("warn"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QWidget):
    """The pages of the window; exactly one is chosen.

    Signals:
        chosen: the page the person went to, by its key in `PAGES`.
        left: Escape was pressed.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        names = self._names()
        self._buttons = {page: RailButton(look, page, names[page], self) for page in PAGES}
        for button in self._buttons.values():
            self._group.addButton(button)
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._buttons["session"].setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        look.changed.connect(self._restyle)
        self._restyle()

    def choose(self, page: str) -> None:
        """Show that page as chosen; says nothing to anyone."""
        self._buttons[page].setChecked(True)
        # Tab leads to the page that is seen, and the arrows from there to its neighbours.
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)

    @property
    def page(self) -> str:
        """The page now chosen."""
        return next(page for page, button in self._buttons.items() if button.isChecked())

    def button(self, page: str) -> RailButton:
        """The button of a page."""
        return self._buttons[page]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the neighbouring page, Escape leads back to the one that is seen."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        neighbour = self._buttons[PAGES[(PAGES.index(self.page) + step) % len(PAGES)]]
        neighbour.setFocus(Qt.FocusReason.TabFocusReason)
        neighbour.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names out where ten of them do not fit."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the names, high enough for the icons alone."""
        return QSize(self._look.px(_WIDTH), self._look.px(_LOW) * len(PAGES) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._look.colour("line"))

    def _tell(self, button: RailButton) -> None:
        self.chosen.emit(button.page)

    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(_WIDTH) + 1)
        self._column.setContentsMargins(self._look.px(6), self._look.px(10), self._look.px(7), self._look.px(6))
        self._column.setSpacing(self._look.px(4))
        self._fit()
        self.update()

    def _fit(self) -> None:
        named = self.height() >= self._look.px(_TALL) * len(PAGES)
        for button in self._buttons.values():
            button.set_named(named)

    def _names(self) -> dict[str, str]:
        return {
            "session": self.tr("Session"),
            "text": self.tr("Text"),
            "comments": self.tr("Comments"),
            "people": self.tr("People"),
            "agenda": self.tr("Agenda"),
            "panels": self.tr("Panels"),
            "decisions": self.tr("Decisions"),
            "minutes": self.tr("Minutes"),
            "documents": self.tr("Documents"),
            "journal": self.tr("Journal"),
        }

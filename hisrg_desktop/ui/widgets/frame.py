"""Plain parts of a page: a card, a page with nothing on it yet, a message with its remedy."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.palette import Tone
from hisrg_desktop.ui.widgets.tags import KeyCap
from hisrg_desktop.ui.widgets.words import Words


class Card(QFrame):
    """A surface with a hairline around it; `bar` draws the accent along its left edge, for what is active."""

    def __init__(self, look: Look, *, bar: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bar = bar
        self.column = QVBoxLayout(self)
        look.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface."""
        px, colour = self._look.px, self._look.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(rect, px(8), px(8))
        if self._bar:
            painter.setClipRect(QRectF(0, 0, px(4), self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))

    def _restyle(self) -> None:
        px = self._look.px
        sides = (px(24), px(16), px(24), px(16)) if self._bar else (px(14), px(12), px(14), px(12))
        self.column.setContentsMargins(*sides)
        self.column.setSpacing(px(4))
        self.update()


class Form(Card):
    """A card in which something is prepared; Escape puts it away.

    One that is `whole` shows the words it is about itself: where there is little room it stands in their place.

    Signals:
        left: it was put away.
    """

    whole = False

    left = Signal()

    def leave(self) -> None:
        """Put it away."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)


class Hairline(QWidget):
    """A line of one pixel that divides."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), self._look.colour("line"))


class EmptyState(QWidget):
    """A page with nothing on it yet: what will stand here and how it comes here.

    Signals:
        wanted: the person asked for what the button offers.
    """

    wanted = Signal()

    def __init__(
        self, look: Look, icon: str, title: str, text: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._picture = QLabel(self)
        self._title = Words(look, title, "title", parent=self)
        self._text = Words(look, text, "reading", "soft", parent=self)
        self._text.setWordWrap(True)
        self._button = QPushButton(action, self)
        self._button.setObjectName("emptyStateButton")
        self._button.setAccessibleName(action)
        self._button.setProperty("kind", "primary")
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {text}")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self._picture, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(look.px(8))
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._button.clicked.connect(self._want)
        look.changed.connect(self._restyle)
        self._restyle()

    def add(self, widget: QWidget) -> None:
        """Offer something else beneath the button."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def offer(self, offered: bool) -> None:
        """Offer what the button does, or not while it is being done."""
        self._button.setVisible(offered and bool(self._button.text()))

    def take_keyboard(self) -> None:
        """Give the keyboard to the button."""
        self._button.setFocus()

    def _want(self) -> None:
        self.wanted.emit()

    def _restyle(self) -> None:
        self._picture.setPixmap(self._look.icon(self._icon, "soft", 36).pixmap(self._look.px(36)))
        self._text.setFixedWidth(self._look.px(420))
        # A layout that centres its parts asks for no height that depends on the width.
        self._text.setFixedHeight(max(0, self._text.heightForWidth(self._look.px(420))))
        self.update()


_GROUNDS: dict[str, tuple[Tone, Tone]] = {"refusal": ("warn", "warn_tint"), "error": ("bad", "bad_tint")}


class Banner(QWidget):
    """A refusal in plain words with its remedy on one key, or an error; beside the line, never over it.

    One that `stays` cannot be put away: it goes when what it says is no longer so. `below` is the room it leaves free
    beneath itself, in pixels at 100 %.

    Signals:
        remedy: the person asked for the remedy.
        dismissed: the person put the message away; it is hidden already.
    """

    remedy = Signal()
    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, stays: bool = False, below: int = 0) -> None:
        super().__init__(parent)
        self._look = look
        self._below = below
        self._kind = "refusal"
        self.setObjectName("banner")
        self._words = Words(look, "", "body", parent=self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(self)
        self._button.setObjectName("bannerRemedyButton")
        self._key: KeyCap | None = None
        self._away = QToolButton(self)
        self._away.setObjectName("bannerDismissButton")
        self._away.setVisible(not stays)
        self._away.setAccessibleName(self.tr("Put the message away"))
        self._away.setToolTip(self.tr("Put the message away"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._button)
        self._row.addWidget(self._away)
        self.hide()
        self._wire()
        self._restyle()

    def show_message(
        self, message: str, remedy: str = "", key: str = "", kind: Literal["refusal", "error"] = "refusal"
    ) -> None:
        """Show the message, and the remedy with its key if there is one."""
        self._kind = kind
        self._words.setText(message)
        self.setAccessibleName(message)
        self._button.setText(remedy)
        self._button.setAccessibleName(remedy)
        self._button.setVisible(bool(remedy))
        self._show_key(key if remedy else "")
        self._restyle()
        self.show()

    def put_away(self) -> None:
        """Hide the message."""
        self.hide()
        self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the bar at its left, whose colour is not the only sign: the words say what is wrong."""
        px = self._look.px
        tone, ground = _GROUNDS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(ground))
        box = self.rect().adjusted(0, 0, 0, -px(self._below))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setClipRect(0, 0, px(4), self.height())
        painter.setBrush(self._look.colour(tone))
        painter.drawRoundedRect(box, px(8), px(8))

    def _show_key(self, key: str) -> None:
        if self._key is not None:
            self._key.hide()
            self._key.deleteLater()
            self._key = None
        if key:
            self._key = KeyCap(self._look, key, self)
            self._row.insertWidget(2, self._key)

    def _wire(self) -> None:
        self._button.clicked.connect(self._ask)
        self._away.clicked.connect(self.put_away)
        self._look.changed.connect(self._restyle)

    def _ask(self) -> None:
        self.remedy.emit()

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(8), px(10), px(8 + self._below))
        self._row.setSpacing(px(8))
        self._away.setIcon(self._look.icon("close", "ink", 16))
        self.update()

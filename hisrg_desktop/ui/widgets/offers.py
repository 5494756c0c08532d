"""What the letters before the caret may be completed to: a small list above the line that never takes the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.marks import Class, class_word, paint_class
from hisrg_desktop.ui.widgets.tags import key_size, paint_key

_ROWS = 8
_HIGH = 27


@dataclass(frozen=True, slots=True)
class OfferView:
    """One thing to complete with: which letters it takes the place of, its words, and how it is shown.

    `sign` is a key that means the same, drawn as one.
    """

    start: int
    end: int
    words: str
    label: str
    detail: str = ""
    klass: Class | None = None
    sign: str = ""


class OfferList(QWidget):
    """The list; Tab takes the row it is on, the arrows go through it. It has no keyboard of its own.

    Signals:
        taken: the person clicked on this offer.
    """

    taken = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._offers: tuple[OfferView, ...] = ()
        self._on = 0
        self._first = 0
        self.setObjectName("captureOffers")
        self.setAccessibleName(self.tr("What may be meant"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def offers(self) -> tuple[OfferView, ...]:
        """What is offered."""
        return self._offers

    @property
    def current(self) -> OfferView | None:
        """The offer that Tab takes; None while nothing is offered."""
        return self._offers[self._on] if self._offers and not self.isHidden() else None

    def show_offers(self, offers: Sequence[OfferView], above: QWidget) -> None:
        """Offer these above a widget; none puts the list away."""
        if tuple(offers) == self._offers and self.isVisible() == bool(offers):
            return
        self._offers, self._on, self._first = tuple(offers), 0, 0
        self.setVisible(bool(offers))
        if offers:
            self.place(above)
            self._tell()
            self.raise_()
        self.update()

    def go(self, step: int) -> None:
        """Go this many rows down, or up; behind the last comes the first."""
        self._on = (self._on + step) % len(self._offers)
        self._first = max(min(self._first, self._on), self._on - _ROWS + 1)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest row, as high as there are rows, up to eight and the line on keys."""
        metrics = QFontMetricsF(self._look.font("body"))
        widest = max((metrics.horizontalAdvance(f"{o.label}  {o.detail}") for o in self._offers), default=0.0)
        width = min(self._look.px(620), round(widest) + self._look.px(96))
        rows = min(_ROWS, len(self._offers))
        return QSize(max(self._look.px(330), width), self._look.px(_HIGH * rows + 8 + 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and what the keys do."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("soft"), 1))
        painter.setBrush(self._look.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for row, offer in enumerate(self._offers[self._first : self._first + _ROWS]):
            self._draw(painter, self._rect(row), offer, row + self._first == self._on)
        self._draw_foot(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row that was clicked."""
        row = self._first + int((event.position().y() - self._look.px(4)) // self._look.px(_HIGH))
        if 0 <= row < len(self._offers):
            self.taken.emit(self._offers[row])

    def _rect(self, row: int) -> QRectF:
        px = self._look.px
        return QRectF(px(4), px(4) + row * px(_HIGH), self.width() - px(8), px(_HIGH))

    def _draw(self, painter: QPainter, rect: QRectF, offer: OfferView, on: bool) -> None:
        px, zoom = self._look.px, self._look.zoom / 100
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent_tint"))
            painter.drawRoundedRect(rect, px(5), px(5))
        left = rect.left() + px(8)
        if offer.klass:
            side = px(18)
            paint_class(painter, QRectF(left, rect.center().y() - side / 2, side, side), offer.klass, self._look.tones)
            left += side + px(8)
        for text, weight, tone in ((offer.label, 600, "ink"), (offer.detail, 400, "soft")):
            font = self._look.font("body", weight)
            room = max(0.0, rect.right() - left - px(44 if offer.sign else 8))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(self._look.colour("ink" if tone == "ink" else "soft"))
            painter.drawText(QRectF(left, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            left += QFontMetricsF(font).horizontalAdvance(shown) + px(12)
        if offer.sign:
            width, height = key_size(offer.sign, zoom)
            box = QRectF(rect.right() - width - px(8), rect.center().y() - height / 2, width, height)
            paint_key(painter, box, offer.sign, self._look.tones, zoom)

    def _draw_foot(self, painter: QPainter) -> None:
        px = self._look.px
        painter.setFont(self._look.font("label"))
        painter.setPen(self._look.colour("soft"))
        foot = QRectF(px(12), self.height() - px(24), self.width() - px(24), px(20))
        count = f"{self._on + 1} / {len(self._offers)}" if len(self._offers) > _ROWS else ""
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, self.tr("Tab takes it · Up and Down choose · Esc leaves"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def place(self, above: QWidget) -> None:
        """Stand above this widget."""
        self.resize(self.sizeHint())
        corner = above.mapTo(self.window(), QPoint(0, 0))
        self.move(corner.x(), max(0, corner.y() - self.height() - self._look.px(4)))

    def _tell(self) -> None:
        offer = self._offers[self._on]
        who = class_word(offer.klass) if offer.klass else ""
        self.setAccessibleDescription(", ".join(part for part in (offer.label, who, offer.detail) if part))

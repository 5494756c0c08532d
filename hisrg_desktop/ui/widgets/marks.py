"""Signs known by their shape: the class of a person, the state of a provision."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import Tone, Tones

Class = Literal["member", "observer", "panel", "chair", "secretariat"]
State = Literal["open", "bracketed", "alternatives", "agreed", "deferred", "none"]


@dataclass(frozen=True, slots=True)
class ClassSign:
    """A letter in a shape: the letter, its colour, the colour of the shape, whether the shape is round."""

    letter: str
    letter_tone: Tone
    ground: Tone
    round: bool = False


CLASS_SIGNS: dict[Class, ClassSign] = {
    "member": ClassSign("M", "accent", "accent_tint"),
    "observer": ClassSign("O", "warn", "warn_tint", round=True),
    "panel": ClassSign("P", "panel", "panel_tint"),
    "chair": ClassSign("C", "card", "ink"),
    "secretariat": ClassSign("S", "ink", "quiet"),
}

STATE_TONES: dict[State, tuple[Tone, Tone]] = {
    "open": ("accent", "accent_tint"),
    "bracketed": ("warn", "warn_tint"),
    "alternatives": ("warn", "warn_tint"),
    "agreed": ("ok", "ok_tint"),
    "deferred": ("ink", "quiet"),
    "none": ("soft", "quiet"),
}


def class_word(klass: Class) -> str:
    """The class in the person's language."""
    words: dict[Class, str] = {
        "member": QCoreApplication.translate("Class", "member"),
        "observer": QCoreApplication.translate("Class", "observer"),
        "panel": QCoreApplication.translate("Class", "panel"),
        "chair": QCoreApplication.translate("Class", "chair"),
        "secretariat": QCoreApplication.translate("Class", "secretariat"),
    }
    return words[klass]


def state_word(state: State) -> str:
    """The state in the person's language."""
    words: dict[State, str] = {
        "open": QCoreApplication.translate("State", "open"),
        "bracketed": QCoreApplication.translate("State", "in brackets"),
        "alternatives": QCoreApplication.translate("State", "alternatives"),
        "agreed": QCoreApplication.translate("State", "agreed"),
        "deferred": QCoreApplication.translate("State", "deferred"),
        "none": QCoreApplication.translate("State", "not yet read"),
    }
    return words[state]


def paint_class(painter: QPainter, rect: QRectF, klass: Class, tones: Tones) -> None:
    """Draw the sign of a class into the square."""
    sign = CLASS_SIGNS[klass]
    radius = rect.height() / 2 if sign.round else rect.height() * 0.2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tones.of(sign.ground))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(tones.of(sign.letter_tone))
    painter.setFont(sized(rect.height() * 0.6, 700))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, sign.letter)
    painter.restore()


def paint_state(painter: QPainter, rect: QRectF, state: State, tones: Tones) -> None:
    """Draw the shape of a state into the square: ring, bracketed square, two columns, filled disc, pause, faint dot."""
    colour = tones.of(STATE_TONES[state][0])
    side = rect.height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match state:
        case "open":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, side * 0.22))
            painter.drawEllipse(rect.adjusted(side * 0.13, side * 0.13, -side * 0.13, -side * 0.13))
        case "bracketed":
            _paint_brackets(painter, rect, QPen(colour, max(1.2, side * 0.16)))
        case "alternatives":
            half = QRectF(0, 0, side * 0.4, side)
            for left in (rect.left(), rect.right() - half.width()):
                painter.drawRect(half.translated(left, rect.top()))
        case "agreed":
            painter.drawEllipse(rect)
        case "deferred":
            bar = side * 0.28
            painter.drawRoundedRect(QRectF(rect.left() + side * 0.12, rect.top(), bar, side), 1, 1)
            painter.drawRoundedRect(QRectF(rect.right() - side * 0.12 - bar, rect.top(), bar, side), 1, 1)
        case "none":
            painter.setBrush(tones.of("line"))
            painter.drawEllipse(rect.center(), side * 0.34, side * 0.34)
    painter.restore()


def _paint_brackets(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    side, arm = rect.height(), rect.height() * 0.24
    inner = QRectF(0, 0, side * 0.36, side * 0.36)
    inner.moveCenter(rect.center())
    painter.drawRect(inner)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = pen.widthF() / 2
    top, bottom = rect.top() + half, rect.bottom() - half
    for edge, inward in ((rect.left() + half, arm), (rect.right() - half, -arm)):
        painter.drawPolyline(
            [QPointF(edge + inward, top), QPointF(edge, top), QPointF(edge, bottom), QPointF(edge + inward, bottom)]
        )


class ClassBadge(QWidget):
    """The class of a person as a letter in a shape."""

    def __init__(self, look: Look, klass: Class = "member", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._class: Class = klass
        look.changed.connect(self._restyle)
        self.set_class(klass)
        self._restyle()

    def set_class(self, klass: Class) -> None:
        """Show the sign of that class."""
        self._class = klass
        self.setAccessibleName(class_word(klass))
        self.setToolTip(class_word(klass))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        paint_class(QPainter(self), QRectF(self.rect()), self._class, self._look.tones)

    def _restyle(self) -> None:
        self.setFixedSize(self._look.px(self._size), self._look.px(self._size))
        self.update()


class StateBadge(QWidget):
    """The state of a provision: a shape and its word on a tint."""

    def __init__(self, look: Look, state: State = "open", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._state: State = state
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self.set_state(state)

    def set_state(self, state: State, word: str = "") -> None:
        """Show that state, in its usual word or another."""
        self._state, self._word = state, word or state_word(state)
        self.setAccessibleName(self._word)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for the shape, the word and the air around them."""
        words = QFontMetricsF(self._look.font("small", 600)).horizontalAdvance(self._word)
        return QSize(round(words + self._look.px(34)), self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, the shape and the word."""
        px, tones = self._look.px, self._look.tones
        ink, ground = STATE_TONES[self._state]
        rect = QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.of(ground))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        side = px(9)
        paint_state(painter, QRectF(px(9), (rect.height() - side) / 2, side, side), self._state, tones)
        painter.setFont(self._look.font("small", 600))
        painter.setPen(tones.of(ink))
        painter.drawText(rect.adjusted(px(24), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

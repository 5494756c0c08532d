"""Short words set apart: a decision filled, a recommendation dashed, a key as a cap."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import Tone, Tones

Kind = Literal["plain", "ok", "warn", "bad", "accent", "panel", "recommended"]
"""`recommended` is only an outline, dashed; all others are filled."""

KINDS: dict[Kind, tuple[Tone, Tone]] = {
    "plain": ("ink", "quiet"),
    "ok": ("ok", "ok_tint"),
    "warn": ("warn", "warn_tint"),
    "bad": ("bad", "bad_tint"),
    "accent": ("accent", "accent_tint"),
    "panel": ("panel", "panel_tint"),
    "recommended": ("ink", "card"),
}


def disposition_kind(word: str) -> Kind:
    """The colours in which a decided disposition is shown; a recommendation is only ever `recommended`."""
    if word in ("not accepted", "out of scope"):
        return "bad"
    return "ok" if word.startswith("accepted") else "plain"


def tag_size(text: str, zoom: float) -> tuple[float, float]:
    """How wide and high a tag with these words is."""
    return QFontMetricsF(sized(12 * zoom, 500)).horizontalAdvance(text) + 18 * zoom, 20 * zoom


def paint_tag(painter: QPainter, rect: QRectF, text: str, kind: Kind, tones: Tones, zoom: float) -> None:
    """Draw a tag: filled, or for a recommendation a dashed outline."""
    ink, ground = KINDS[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind == "recommended":
        pen = QPen(tones.of("soft"), max(1.0, zoom))
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.of(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(tones.of(ink))
    font = sized(12 * zoom, 500)
    painter.setFont(font)
    room = rect.width() - 16 * zoom
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def key_size(text: str, zoom: float) -> tuple[float, float]:
    """How wide and high the cap of a key is."""
    return max(22 * zoom, QFontMetricsF(sized(11 * zoom, 600)).horizontalAdvance(text) + 11 * zoom), 18 * zoom


def paint_key(painter: QPainter, rect: QRectF, text: str, tones: Tones, zoom: float) -> None:
    """Draw the cap of a key; its lower edge is thicker, as a key's is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tones.of("line"))
    radius = 4 * zoom
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(tones.of("card"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -max(2.0, 1.6 * zoom)), radius - 1, radius - 1)
    painter.setPen(tones.of("ink"))
    painter.setFont(sized(11 * zoom, 600))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Tag(QWidget):
    """Words on a filled shape: what has been decided or is a fact."""

    def __init__(self, look: Look, text: str = "", kind: Kind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text, self._kind = text, kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self.set_text(text, kind)

    def set_text(self, text: str, kind: Kind | None = None) -> None:
        """Show these words, in the colours of the kind if one is given."""
        self._text, self._kind = text, kind or self._kind
        self.setAccessibleName(text)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for the words and the air around them."""
        width, height = tag_size(self._text, self._look.zoom / 100)
        return QSize(round(width + 0.5), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag."""
        zoom = self._look.zoom / 100
        paint_tag(QPainter(self), QRectF(self.rect()), self._text, self._kind, self._look.tones, zoom)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class DashedTag(Tag):
    """Words in a dashed outline: a recommendation, never taken for a decision."""

    def __init__(self, look: Look, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, text, "recommended", parent)


class KeyCap(QWidget):
    """A key, shown where it acts."""

    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("key %1").replace("%1", key))
        look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Room for the name of the key."""
        width, height = key_size(self._key, self._look.zoom / 100)
        return QSize(round(width + 0.5), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        paint_key(QPainter(self), QRectF(self.rect()), self._key, self._look.tones, self._look.zoom / 100)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

"""What the projector shows: one provision as large as it fits, never smaller than 24 points, and never scrolling."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import WALL_DARK, WALL_LIGHT, Tones
from hisrg_desktop.ui.widgets.marked import MarkedLayout, Note, Pieces, in_words
from hisrg_desktop.ui.widgets.marks import STATE_TONES, State, paint_state

SMALLEST_POINTS = 24
_LARGEST = 0.055
"""Of the height of the wall: larger letters would leave too few words in a line."""
_LEADING = 1.5


@dataclass(frozen=True, slots=True)
class WallView:
    """What stands on the wall; a `message` replaces the provision, `blank` everything."""

    label: str = ""
    heading: str = ""
    state: State = "open"
    state_word: str = ""
    pieces: Pieces = ()
    notes: tuple[Note, ...] = ()
    floor: str = ""
    next: tuple[str, ...] = ()
    item: str = ""
    left: str = ""
    message: str = ""
    blank: bool = False


def points_in_pixels(points: float, dots_per_inch: float) -> float:
    """How many pixels that many points are on a screen."""
    return points * dots_per_inch / 72


@dataclass
class WallSheet:
    """A view laid out for a size: the text on one page or several."""

    view: WallView
    tones: Tones
    width: float
    height: float
    smallest: float

    def __post_init__(self) -> None:
        """Choose the largest letters with which the text fits, then cut pages if even the smallest do not."""
        self.unit = self.height / 1080
        self.margin = 110 * self.unit if self.width >= self.height else 60 * self.unit
        self.body = QRectF(self.margin, 190 * self.unit, self.width - 2 * self.margin, 720 * self.unit)
        self.laid = self._fitted()
        per_page = max(1, int(self.body.height() // self._line))
        lines = len(self.laid.line_tops())
        self.lines_on_page = per_page
        self.pages = max(1, -(-lines // per_page))

    @property
    def pixels(self) -> float:
        """The size of the letters."""
        return self.laid.pixels

    def draw(self, painter: QPainter, page: int) -> None:
        """Draw that page of the view."""
        painter.fillRect(QRectF(0, 0, self.width, self.height), self.tones.of("paper"))
        if self.view.blank:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.view.message:
            self._draw_message(painter)
        else:
            self._draw_head(painter)
            self._draw_text(painter, page)
        self._draw_foot(painter, page)

    @property
    def _line(self) -> float:
        return round(self.laid.pixels * _LEADING)

    def _fitted(self) -> MarkedLayout:
        pixels = max(self.smallest, self.height * _LARGEST)
        while True:
            laid = MarkedLayout(
                self.view.pieces, self.tones, self.body.width(), pixels, _LEADING, notes=self.view.notes
            )
            if laid.height <= self.body.height() or pixels <= self.smallest:
                return laid
            pixels = max(self.smallest, pixels * 0.92)

    def _draw_head(self, painter: QPainter) -> None:
        base, left = 115 * self.unit, self.margin
        pill = self._draw_pill(painter, base)
        for text, pixels, weight, ink in ((self.view.label, 48, 700, "ink"), (self.view.heading, 35, 400, "soft")):
            font = sized(pixels * self.unit, weight)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, pill - left - 30 * self.unit))
            painter.setFont(font)
            painter.setPen(self.tones.of("ink" if ink == "ink" else "soft"))
            painter.drawText(QPointF(left, base), shown)
            left += metrics.horizontalAdvance(shown) + 30 * self.unit

    def _draw_pill(self, painter: QPainter, base: float) -> float:
        """Draw the state at the right; where it begins."""
        if not self.view.state_word:
            return self.width - self.margin
        tone = self.tones.of(STATE_TONES[self.view.state][0])
        font = sized(28 * self.unit, 600)
        wide = QFontMetricsF(font).horizontalAdvance(self.view.state_word) + 86 * self.unit
        pill = QRectF(self.width - self.margin - wide, base - 37 * self.unit, wide, 48 * self.unit)
        painter.setPen(QPen(tone, 2 * self.unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        side = 20 * self.unit
        sign = QRectF(pill.left() + 24 * self.unit, pill.center().y() - side / 2, side, side)
        paint_state(painter, sign, self.view.state, self.tones)
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(pill.adjusted(56 * self.unit, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.view.state_word)
        return pill.left()

    def _draw_text(self, painter: QPainter, page: int) -> None:
        above = page * self.lines_on_page * self._line
        painter.save()
        painter.setClipRect(QRectF(0, self.body.top(), self.width, self.lines_on_page * self._line))
        self.laid.draw(painter, QPointF(self.body.left(), self.body.top() - above))
        painter.restore()

    def _draw_message(self, painter: QPainter) -> None:
        painter.setFont(sized(max(self.smallest, 64 * self.unit), 600))
        painter.setPen(self.tones.of("ink"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        box = QRectF(self.margin, self.margin, self.body.width(), self.body.bottom() - self.margin)
        painter.drawText(box, int(flags), self.view.message)

    def _draw_foot(self, painter: QPainter, page: int) -> None:
        line = 945 * self.unit
        painter.fillRect(QRectF(self.margin, line, self.body.width(), max(1.0, 1.5 * self.unit)), self.tones.of("line"))
        base = 1003 * self.unit
        right = self.width - self.margin
        for text, weight in self._at_the_right(page):
            right -= self._write(painter, QPointF(right, base), text, weight, to_the_left=True) + 16 * self.unit
        left = self.margin
        for text, weight in self._at_the_left():
            room = right - left - 40 * self.unit
            left += self._write(painter, QPointF(left, base), text, weight, room=room) + 16 * self.unit

    def _at_the_right(self, page: int) -> list[tuple[str, int]]:
        count = [(f"{page + 1}/{self.pages}", 600)] if self.pages > 1 and not self.view.message else []
        return [(text, weight) for text, weight in (*count, (self.view.left, 600), (self.view.item, 400)) if text]

    def _at_the_left(self) -> list[tuple[str, int]]:
        parts: list[tuple[str, int]] = []
        if self.view.floor:
            parts += [(self.floor_word, 400), (self.view.floor, 600), ("", 400), ("", 400)]
        if self.view.next:
            parts += [(self.next_word, 400), (self.view.next[0], 600)]
            parts += [(" · ".join(("", *self.view.next[1:])).strip(), 400)] if self.view.next[1:] else []
        return parts

    floor_word = "Floor"
    next_word = "Next"

    def _write(
        self,
        painter: QPainter,
        at: QPointF,
        text: str,
        weight: int,
        *,
        to_the_left: bool = False,
        room: float = 1e6,
    ) -> float:
        """Write the words at the place; how wide they are."""
        font = sized(30 * self.unit, weight)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if room > 0 else ""
        wide = metrics.horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(self.tones.of("ink" if weight > 500 else "soft"))
        painter.drawText(QPointF(at.x() - wide, at.y()) if to_the_left else at, shown)
        return wide


class WallFace(QWidget):
    """The wall itself. A text too long for one page is paged by hand, never by itself.

    Signals:
        paged: the page shown and how many there are.
    """

    paged = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = WallView()
        self._tones = WALL_DARK
        self._sheet: WallSheet | None = None
        self._page = 0
        self.setObjectName("wallFace")
        self.setAccessibleName(self.tr("Wall"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_view(self, view: WallView) -> None:
        """Show this; another provision begins on its first page."""
        if view.label != self._view.label:
            self._page = 0
        self._view = view
        self.setAccessibleDescription(f"{view.label} {view.message or in_words(view.pieces, self.tr)}".strip())
        self._again()

    def set_light(self, light: bool) -> None:
        """Dark letters on white for a bright room, or light ones on dark."""
        self._tones = WALL_LIGHT if light else WALL_DARK
        self._again()

    def turn(self, pages: int) -> None:
        """Show a later page, or an earlier one with a negative number."""
        sheet = self.sheet
        self._page = max(0, min(sheet.pages - 1, self._page + pages))
        self.paged.emit(self._page + 1, sheet.pages)
        self.update()

    @property
    def sheet(self) -> WallSheet:
        """What is shown, laid out for the size now."""
        width, height = float(self.width()), float(self.height())
        if self._sheet is None or (self._sheet.width, self._sheet.height) != (width, height):
            self._sheet = WallSheet(self._view, self._tones, width, height, self._smallest())
            self._sheet.floor_word, self._sheet.next_word = self.tr("Floor"), self.tr("Next")
        return self._sheet

    @property
    def page(self) -> int:
        """The page shown, from one."""
        return min(self._page, self.sheet.pages - 1) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and page down turn the pages."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        self.sheet.draw(QPainter(self), self.page - 1)

    def _smallest(self) -> float:
        return points_in_pixels(SMALLEST_POINTS, self.logicalDpiY())

    def _again(self) -> None:
        self._sheet = None
        self.update()


class WallPreview(QWidget):
    """The wall in small, as it stands.

    Signals:
        pressed: the person pressed it.
    """

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = WallView()
        self._tones = WALL_DARK
        self._wall = QSize(1920, 1080)
        self._sheet: WallSheet | None = None
        self._page = 0
        self.setObjectName("wallPreview")
        self.setAccessibleName(self.tr("Preview of the wall"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_view(self, view: WallView, page: int = 1) -> None:
        """Show what stands on the wall, that page of it."""
        self._view, self._page, self._sheet = view, page - 1, None
        self.update()

    def set_wall(self, size: QSize, light: bool = False) -> None:
        """Show it as on a wall of that size, in its light or dark colours."""
        self._wall, self._tones, self._sheet = size, WALL_LIGHT if light else WALL_DARK, None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It has the shape of the wall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that keeps the shape of the wall."""
        return round(width * self._wall.height() / max(1, self._wall.width()))

    def sizeHint(self) -> QSize:
        """As wide as the column it stands in usually is."""
        return QSize(self._look.px(280), self.heightForWidth(self._look.px(280)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say that it was pressed."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the wall, scaled, with rounded corners."""
        if self._sheet is None:
            smallest = points_in_pixels(SMALLEST_POINTS, 96)
            self._sheet = WallSheet(self._view, self._tones, self._wall.width(), self._wall.height(), smallest)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / max(1, self._wall.width())
        painter.save()
        painter.scale(scale, scale)
        self._sheet.draw(painter, min(self._page, self._sheet.pages - 1))
        painter.restore()
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

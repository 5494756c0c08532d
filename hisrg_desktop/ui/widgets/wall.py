"""The wall and its preview: the same sheet, on the projector and in small on the desk."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.palette import WALL_DARK, WALL_LIGHT
from hisrg_desktop.ui.widgets.marked import in_words
from hisrg_desktop.ui.widgets.wall_sheet import (
    SMALLEST_POINTS,
    Column,
    Stand,
    WallSheet,
    WallView,
    points_in_pixels,
)
from hisrg_desktop.ui.widgets.words import Words

__all__ = ["Column", "Stand", "WallCorner", "WallFace", "WallPreview", "WallSheet", "WallView"]


class WallFace(QWidget):
    """The wall itself. A text too long for one page is paged by hand, never by itself.

    Signals:
        paged: the page shown and how many there are.
        stands: what stands there now, a `Stand`, and the page of it.
    """

    paged = Signal(int, int)
    stands = Signal(object, int)

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

    @property
    def view(self) -> WallView:
        """What stands there."""
        return self._view

    def show_view(self, view: WallView) -> None:
        """Show this; another provision begins on its first page."""
        if view == self._view and self._sheet is not None:
            return
        if view.label != self._view.label:
            self._page = 0
        self._view = view
        self.setAccessibleDescription(read_out(view))
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
        self._again()

    @property
    def sheet(self) -> WallSheet:
        """What is shown, laid out for the size now."""
        stand = self.stand
        if self._sheet is None or self._sheet.stand != stand:
            self._sheet = WallSheet(stand, self._sheet)
        return self._sheet

    @property
    def stand(self) -> Stand:
        """What stands there, and on how large a wall."""
        smallest = points_in_pixels(SMALLEST_POINTS, self.logicalDpiY())
        size = (float(self.width()), float(self.height()))
        return Stand(self._view, self._tones, *size, smallest, self.tr("Floor"), self.tr("Next"))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the view out for the new size."""
        self._again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        self.sheet.draw(QPainter(self), self.page - 1)

    def _again(self) -> None:
        self.stands.emit(self.stand, self.page)
        self.update()


_ANY = 16777215
"""The height Qt gives to what may be as high as it likes."""


class WallPreview(QWidget):
    """The wall in small, exactly as it stands.

    Signals:
        pressed: the person pressed it.
    """

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stand = Stand(WallView(), WALL_DARK, 1920, 1080, points_in_pixels(SMALLEST_POINTS, 96))
        self._sheet: WallSheet | None = None
        self._page = 0
        self._warns = False
        self._most = _ANY
        self.setObjectName("wallPreview")
        self.setAccessibleName(self.tr("Preview of the wall"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    @property
    def sheet(self) -> WallSheet:
        """What is shown, as it is laid out on the wall."""
        if self._sheet is None or self._sheet.stand != self._stand:
            self._sheet = WallSheet(self._stand, self._sheet)
        return self._sheet

    def show_stand(self, stand: Stand, page: int = 1) -> None:
        """Show what stands on a wall, that page of it."""
        reshaped = (stand.width, stand.height) != (self._stand.width, self._stand.height)
        self._stand, self._page = stand, page - 1
        if reshaped:
            self.updateGeometry()
        self.setAccessibleDescription(read_out(stand.view))
        self.update()

    def show_view(self, view: WallView, page: int = 1) -> None:
        """Show this view as on a wall like the last."""
        old = self._stand
        self.show_stand(Stand(view, old.tones, old.width, old.height, old.smallest), page)

    def set_wall(self, size: QSize, light: bool = False) -> None:
        """Show it as on a wall of that size, in its light or dark colours."""
        old, tones = self._stand, WALL_LIGHT if light else WALL_DARK
        self.show_stand(Stand(old.view, tones, size.width(), size.height(), old.smallest), self._page + 1)

    def warn(self, warns: bool) -> None:
        """Draw a red border: what is being typed is shown to the room."""
        self._warns = warns
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It has the shape of the wall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that keeps the shape of the wall, as far as there is room for it."""
        return min(self._most, round(width * self._stand.height / max(1.0, self._stand.width)))

    def limit(self, height: int) -> None:
        """Be no higher than this."""
        if height != self._most:
            self._most = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the column it stands in usually is."""
        return QSize(self._look.px(280), self.heightForWidth(self._look.px(280)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say that it was pressed."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the wall, scaled."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / max(1.0, self._stand.width), self.height() / max(1.0, self._stand.height))
        wide, high = round(self._stand.width * scale), round(self._stand.height * scale)
        painter.save()
        painter.scale(scale, scale)
        self.sheet.draw(painter, min(self._page, self.sheet.pages - 1))
        painter.restore()
        thick = self._look.px(3) if self._warns else 1
        painter.setPen(QPen(self._look.colour("bad" if self._warns else "line"), thick))
        half = thick // 2
        painter.drawRect(QRect(0, 0, wide, high).adjusted(half, half, -1 - half, -1 - half))


class WallCorner(QWidget):
    """The preview of the wall on the desk with what the wall does beneath it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wallCorner")
        self.preview = WallPreview(look)
        self._words = Words(look, "", "small", "soft", shortens=True)
        self._words.setObjectName("wallWords")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(6), look.px(12), 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.preview)
        column.addWidget(self._words)
        self.show_view = self.preview.show_view
        self.show_stand = self.preview.show_stand

    def say(self, words: str, warns: bool) -> None:
        """Say what the wall does; `warns` where it shows what is being typed."""
        self._words.setText(words)
        self._words.set_tone("bad" if warns else "soft")
        self.preview.warn(warns)


def read_out(view: WallView) -> str:
    """Everything that can be read on the wall, in one line."""
    if view.blank:
        return ""
    columns = tuple(f"{column.letter} {column.backers}: {in_words(column.pieces)}" for column in view.columns)
    text = (view.message, view.countdown) if view.message else (view.label, view.heading, view.state_word)
    words = () if view.message else columns or (in_words(view.pieces),)
    foot = (view.floor, view.spoken, *view.next, view.item, view.left, view.clock)
    return " ".join(part for part in (*text, *words, *foot) if part)

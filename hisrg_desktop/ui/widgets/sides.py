"""How a page is divided: parts side by side, and a part that scrolls where it has no room."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget

from hisrg_desktop.ui.look.dress import Look


class Side(NamedTuple):
    """A part: how narrow it may be and how wide it is at first, in pixels at 100 %, and its share of what is left."""

    part: QWidget
    least: int
    wide: int
    share: int = 1


class Sides(QSplitter):
    """Parts side by side, between which the room can be divided otherwise; none of them can be closed."""

    def __init__(self, look: Look, *sides: Side) -> None:
        super().__init__()
        self._look = look
        self._sides = sides
        self.setChildrenCollapsible(False)
        for at, side in enumerate(sides):
            self.addWidget(side.part)
            self.setStretchFactor(at, side.share)
        self.setSizes([look.px(side.wide) for side in sides])
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        for side in self._sides:
            side.part.setMinimumWidth(self._look.px(side.least))


class Scrolled(QScrollArea):
    """A part that scrolls up and down; it takes no focus itself, and what has the focus in it is in sight."""

    def __init__(self, part: QWidget, *, sideways: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._part = part
        self.setWidget(part)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_in_sight)

    def _keep_in_sight(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or not self._part.isAncestorOf(now):
            return
        # What is pointed at stays where it is: nothing moves under the hand.
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            first = now.mapTo(self._part, QPoint(0, 0))
            # Qt's own way shows only the caret of a line. Where all has no room, it is the beginning that is seen.
            for corner in (first + QPoint(now.width(), now.height()), first):
                self.ensureVisible(corner.x(), corner.y(), 0, 0)

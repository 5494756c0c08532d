"""A page of the wall: one provision as large as it fits, alternatives side by side, or a message; never below 24 points."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from hisrg_desktop.ui.look.fonts import sized
from hisrg_desktop.ui.look.palette import Tones
from hisrg_desktop.ui.widgets.marked import MarkedLayout, Note, Pieces
from hisrg_desktop.ui.widgets.marks import STATE_TONES, State, paint_state

SMALLEST_POINTS = 24
_LARGEST = 0.055
"""Of the height of the wall: larger letters would leave too few words in a line."""
_LEADING = 1.5
_STEP = 0.92
_GAP = 60
"""Between columns, in 1080ths of the height like every length below."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of several wordings that stand side by side: its letter, whose it is, its words."""

    letter: str
    backers: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class WallView:
    """What stands on the wall; a `message` replaces the provision, `blank` everything.

    `spoken` is how long the speaker has had the floor, `left` the time left on the item, `clock` the time of day,
    `countdown` the time until what the message announces.
    """

    label: str = ""
    heading: str = ""
    state: State = "open"
    state_word: str = ""
    pieces: Pieces = ()
    notes: tuple[Note, ...] = ()
    columns: tuple[Column, ...] = ()
    floor: str = ""
    spoken: str = ""
    next: tuple[str, ...] = ()
    item: str = ""
    left: str = ""
    clock: str = ""
    message: str = ""
    countdown: str = ""
    blank: bool = False


def points_in_pixels(points: float, dots_per_inch: float) -> float:
    """How many pixels that many points are on a screen."""
    return points * dots_per_inch / 72


@dataclass(frozen=True, slots=True)
class Stand:
    """How something stands on a wall: what, in which colours, how large the wall and its smallest letters are."""

    view: WallView
    tones: Tones
    width: float
    height: float
    smallest: float
    floor_word: str = "Floor"
    next_word: str = "Next"


Words = list[tuple[str, int]]
"""Words of the foot with their weights."""


@dataclass
class WallSheet:
    """A view laid out for a size: the text on one page or several. `before` is what stood there: it is laid out once."""

    stand: Stand
    before: "WallSheet | None" = None
    laid: tuple[MarkedLayout, ...] = field(init=False)
    pages: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        """Choose the largest letters with which the text fits, then cut pages if even the smallest do not."""
        stand = self.stand
        self.view, self.tones = stand.view, stand.tones
        self.unit = stand.height / 1080
        self.margin = (110 if stand.width >= stand.height else 60) * self.unit
        self.wide = stand.width - 2 * self.margin
        self._foot_size = max(stand.smallest, 30 * self.unit)
        self.foot_rows = self._rows_of_foot()
        foot = (self.foot_rows - 1) * self._foot_size * 1.35
        self.body = QRectF(self.margin, 190 * self.unit, self.wide, 720 * self.unit - foot)
        self._letters = self._foot_size * 2.2 if self.view.columns else 0.0
        self.laid = self._laid_before() or self._fitted()
        self.before = None
        self.lines_on_page = max(1, int((self.body.height() - self._letters) // self._line))
        lines = max(len(laid.line_tops()) for laid in self.laid)
        self.pages = max(1, -(-lines // self.lines_on_page))

    @property
    def pixels(self) -> float:
        """The size of the letters."""
        return self.laid[0].pixels

    @property
    def width(self) -> float:
        """How wide the wall is."""
        return self.stand.width

    @property
    def height(self) -> float:
        """How high the wall is."""
        return self.stand.height

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

    # --- how large -------------------------------------------------------------------------------------------------

    @property
    def _line(self) -> float:
        return round(self.pixels * _LEADING)

    @property
    def _texts(self) -> tuple[tuple[Pieces, tuple[Note, ...]], ...]:
        if self.view.columns:
            return tuple((column.pieces, ()) for column in self.view.columns)
        return ((self.view.pieces, self.view.notes),)

    @property
    def _column_width(self) -> float:
        count = len(self._texts)
        return (self.wide - (count - 1) * _GAP * self.unit) / count

    def _laid_before(self) -> tuple[MarkedLayout, ...] | None:
        """The lines of the sheet that stood before, where only what is around them changed."""
        old = self.before
        same = (
            old is not None
            and old._texts == self._texts
            and old.body == self.body
            and (old.tones, old.stand.smallest) == (self.tones, self.stand.smallest)
        )
        return old.laid if old is not None and same else None

    def _fitted(self) -> tuple[MarkedLayout, ...]:
        smallest = self.stand.smallest
        pixels = max(smallest, self.height * _LARGEST)
        while True:
            laid = tuple(
                MarkedLayout(pieces, self.tones, self._column_width, pixels, _LEADING, notes=notes)
                for pieces, notes in self._texts
            )
            fits = max(one.height for one in laid) <= self.body.height() - self._letters
            if fits or pixels <= smallest:
                return laid
            pixels = max(smallest, pixels * _STEP)

    # --- the head --------------------------------------------------------------------------------------------------

    def _draw_head(self, painter: QPainter) -> None:
        base, left = 115 * self.unit, self.margin
        pill = self._draw_pill(painter, base)
        head = ((self.view.label, 48, 700), (self.view.heading, 35, 400))
        for text, pixels, weight in (part for part in head if part[0]):
            font = sized(max(self.stand.smallest, pixels * self.unit), weight)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, pill - left - 30 * self.unit))
            painter.setFont(font)
            painter.setPen(self.tones.of("ink" if weight > 500 else "soft"))
            painter.drawText(QPointF(left, base), shown)
            left += metrics.horizontalAdvance(shown) + 30 * self.unit

    def _draw_pill(self, painter: QPainter, base: float) -> float:
        """Draw the state at the right; where it begins."""
        if not self.view.state_word:
            return self.width - self.margin
        tone = self.tones.of(STATE_TONES[self.view.state][0])
        size = max(self.stand.smallest, 28 * self.unit)
        font = sized(size, 600)
        wide = QFontMetricsF(font).horizontalAdvance(self.view.state_word) + size * 3.05
        high = size * 1.72
        pill = QRectF(self.width - self.margin - wide, base - size * 0.36 - high / 2, wide, high)
        painter.setPen(QPen(tone, max(1.5, 2 * self.unit)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        side = size * 0.7
        sign = QRectF(pill.left() + size * 0.86, pill.center().y() - side / 2, side, side)
        paint_state(painter, sign, self.view.state, self.tones)
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(pill.adjusted(size * 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.view.state_word)
        return pill.left()

    # --- the text --------------------------------------------------------------------------------------------------

    def _draw_text(self, painter: QPainter, page: int) -> None:
        above = page * self.lines_on_page * self._line
        top = self.body.top() + self._letters
        for number, laid in enumerate(self.laid):
            left = self.body.left() + number * (self._column_width + _GAP * self.unit)
            if self.view.columns:
                self._draw_letter(painter, self.view.columns[number], left)
            painter.save()
            painter.setClipRect(QRectF(left - 20, top, self._column_width + 40, self.lines_on_page * self._line))
            laid.draw(painter, QPointF(left, top - above))
            painter.restore()

    def _draw_letter(self, painter: QPainter, column: Column, left: float) -> None:
        """Draw the letter of a column and whose it is, over a line of the column's width."""
        base, right = self.body.top() + self._foot_size * 0.7, left + self._column_width
        under = QRectF(left, base + self._foot_size * 0.55, self._column_width, max(1.0, 1.5 * self.unit))
        painter.fillRect(under, self.tones.of("line"))
        for text, weight in (part for part in ((column.letter, 700), (column.backers, 400)) if part[0]):
            left += self._write(painter, QPointF(left, base), text, weight, room=right - left) + 16 * self.unit

    def _draw_message(self, painter: QPainter) -> None:
        box = QRectF(self.margin, self.margin, self.wide, self.body.bottom() - self.margin)
        size = max(self.stand.smallest, 64 * self.unit)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        words = QFontMetricsF(sized(size, 600)).boundingRect(box, flags, self.view.message)
        if self.view.countdown:
            box = box.adjusted(0, 0, 0, -size * 2.4)
            below = min(box.bottom(), box.center().y() + words.height() / 2 + size * 0.6)
            painter.setFont(sized(size * 1.5, 700, tabular=True))
            painter.setPen(self.tones.of("accent"))
            place = QRectF(box.left(), below, box.width(), size * 2.2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.view.countdown)
        painter.setFont(sized(size, 600))
        painter.setPen(self.tones.of("ink"))
        painter.drawText(box, flags, self.view.message)

    # --- the foot --------------------------------------------------------------------------------------------------

    def _rows_of_foot(self) -> int:
        """One row where everything finds room beside the other, else two."""
        floor, waiting = self._of_floor(), self._of_queue()
        whole = sum(self._advance(*words) + 16 * self.unit for words in (*floor, *waiting, *self._at_the_right(True)))
        return 2 if floor and waiting and whole > self.wide else 1

    def _draw_foot(self, painter: QPainter, page: int) -> None:
        step = self._foot_size * 1.35
        line = 945 * self.unit - (self.foot_rows - 1) * step
        painter.fillRect(QRectF(self.margin, line, self.wide, max(1.0, 1.5 * self.unit)), self.tones.of("line"))
        base = line + 28 * self.unit + self._foot_size
        right = self._draw_right(painter, base, self._at_the_right(self.pages > 1, page))
        floor, waiting = self._of_floor(), self._of_queue()
        if self.foot_rows == 1:
            gap: Words = [("", 400), ("", 400)] if floor and waiting else []
            self._draw_left(painter, base, [*floor, *gap, *waiting], right)
        else:
            self._draw_left(painter, base, floor, right)
            self._draw_left(painter, base + step, waiting, self.width - self.margin)

    def _draw_right(self, painter: QPainter, base: float, words: Words) -> float:
        right = self.width - self.margin
        for text, weight in words:
            right -= self._write(painter, QPointF(right, base), text, weight, to_the_left=True) + 20 * self.unit
        return right

    def _draw_left(self, painter: QPainter, base: float, words: Words, right: float) -> None:
        left = self.margin
        for text, weight in words:
            # The time of the speaker is wanted more than the whole name of the organisation before it.
            after = self._advance(self.view.spoken, 400) + 16 * self.unit if text == self.view.floor else 0.0
            room = right - left - 40 * self.unit - after
            left += self._write(painter, QPointF(left, base), text, weight, room=room) + 16 * self.unit

    def _at_the_right(self, counts: bool, page: int = 0) -> Words:
        """From the right: the page where there are several, the clock, the time left, the item."""
        words: Words = [(f"{page + 1}/{self.pages}", 600)] if counts and not self.view.message else []
        words += [(self.view.clock, 600), (self.view.left, 600), (self.view.item, 400)]
        return [(text, weight) for text, weight in words if text]

    def _of_floor(self) -> Words:
        if not self.view.floor:
            return []
        time: Words = [(self.view.spoken, 400)] if self.view.spoken else []
        return [(self.stand.floor_word, 400), (self.view.floor, 600), *time]

    def _of_queue(self) -> Words:
        if not self.view.next:
            return []
        others: Words = [(" · ".join(("", *self.view.next[1:])).strip(), 400)] if self.view.next[1:] else []
        return [(self.stand.next_word, 400), (self.view.next[0], 600), *others]

    def _advance(self, text: str, weight: int) -> float:
        return QFontMetricsF(sized(self._foot_size, weight, tabular=True)).horizontalAdvance(text)

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
        font = sized(self._foot_size, weight, tabular=True)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if room > 0 else ""
        wide = metrics.horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(self.tones.of("ink" if weight > 500 else "soft"))
        painter.drawText(QPointF(at.x() - wide, at.y()) if to_the_left else at, shown)
        return wide

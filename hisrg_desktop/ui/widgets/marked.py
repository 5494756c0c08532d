"""Legal text with its mark-up: agreed changes in solid lines, proposed ones dashed and thin, with their number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.fonts import LEGAL, sized
from hisrg_desktop.ui.look.palette import Tones

Pieces = tuple[Piece, ...]
_ABOUT = 240
"""Characters that are shown before and behind what is left out."""
_LONG = 20_000
"""Characters from which on a text is not broken into lines only to learn how high it would be; that takes a while."""


@dataclass(frozen=True, slots=True)
class Note:
    """The anchor of a footnote: an offset into the joined text of the pieces, and the number shown there."""

    offset: int
    number: int


@dataclass(frozen=True, slots=True)
class Face:
    """A span in bold or italic: offsets into the joined text of the pieces."""

    start: int
    end: int
    face: Literal["bold", "italic"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of what is drawn: words of the text, whose offset is `source`, or a sign of ours.

    One that `trails` is the blank behind a proposal's number, which no line marks: it would stand there alone.
    """

    text: str
    piece: Piece | None = None
    source: int | None = None
    sign: Literal["", "chip", "note", "gap"] = ""
    trails: bool = False


def runs_of(pieces: Iterable[Piece], notes: Iterable[Note] = ()) -> Iterator[Run]:
    """What is drawn for the pieces: their words, and among them the numbers of proposals and footnotes."""
    kept = tuple(piece for piece in pieces if piece.text)
    anchors = sorted(notes, key=lambda note: note.offset)
    offset = 0
    for index, piece in enumerate(kept):
        following = kept[index + 1] if index + 1 < len(kept) else None
        chip = _chip_after(kept, index)
        words = piece.text.rstrip() if chip else piece.text
        tail = piece.text[len(words) :]
        yield from _with_notes(words, piece, offset, anchors)
        if chip:
            yield Run(f"\u00a0{chip}\u00a0", sign="chip")
        if tail:
            for run in _with_notes(tail, piece, offset + len(words), anchors):
                yield replace(run, trails=bool(words))
        offset += len(piece.text)
        if following and _stick_together(piece, following):
            yield Run(" ", sign="gap")
    for note in anchors:
        if note.offset >= offset:
            yield Run(str(note.number), sign="note")


def _with_notes(text: str, piece: Piece, offset: int, anchors: list[Note]) -> Iterator[Run]:
    begin = 0
    for note in anchors:
        at = note.offset - offset
        if 0 <= at < len(text):
            if at > begin:
                yield Run(text[begin:at], piece, offset + begin)
            yield Run(str(note.number), sign="note")
            begin = at
    if begin < len(text):
        yield Run(text[begin:], piece, offset + begin)


def _proposals(piece: Piece) -> tuple[str, ...]:
    marks = (piece.deleted, piece.inserted)
    return tuple(mark.reference or mark.author for mark in marks if mark is not None and not mark.agreed)


def _chip_after(pieces: Pieces, index: int) -> str:
    """The numbers of the proposals whose adjacent change ends with this piece."""
    ending = [number for number in _proposals(pieces[index]) if not _goes_on(pieces, index, number)]
    return ", ".join(dict.fromkeys(ending))


def _goes_on(pieces: Pieces, index: int, number: str) -> bool:
    for piece in pieces[index + 1 :]:
        if _proposals(piece):
            return number in _proposals(piece)
        if piece.text.strip():
            return False
    return False


def _stick_together(piece: Piece, following: Piece) -> bool:
    """Whether a word struck out would touch the word that replaces it."""
    apart = piece.text[-1:].isspace() or following.text[:1].isspace()
    return (
        not apart and (piece.deleted is None) != (following.deleted is None) and _changed(piece) and _changed(following)
    )


def _changed(piece: Piece) -> bool:
    return piece.inserted is not None or piece.deleted is not None


def abridged(pieces: Iterable[Piece]) -> Pieces:
    """The pieces, of each that is long only its beginning and its end."""
    return tuple(_abridged(piece) for piece in pieces if piece.text)


def _abridged(piece: Piece) -> Piece:
    if len(piece.text) <= 3 * _ABOUT:
        return piece
    return replace(piece, text=f"{piece.text[:_ABOUT]} … {piece.text[-_ABOUT:]}")


def bracketed_spans(text: str) -> list[tuple[int, int]]:
    """Where square brackets open and close in the text, outermost, brackets included."""
    spans, depth, begin = [], 0, 0
    for found in _SIGN.finditer(text):
        if found.group() == "[":
            begin = begin if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((begin, found.end()))
    return spans


_SIGN = re.compile(r"[\[\]]")


def in_words(pieces: Iterable[Piece], tr: Callable[[str], str] = str) -> str:
    """The text with its mark-up said in words, for who hears it: "(deleted: shall) (P-044 proposes: should)"."""
    return "".join(_said(piece, tr) for piece in pieces)


def _said(piece: Piece, tr: Callable[[str], str]) -> str:
    said = [
        _say_mark(mark, agreed, proposed)
        for mark, agreed, proposed in (
            (piece.inserted, tr("inserted"), tr("proposed by %1")),
            (piece.deleted, tr("deleted"), tr("proposed for deletion by %1")),
        )
        if mark is not None
    ]
    return f" ({', '.join(said)}: {piece.text.strip()}) " if said else piece.text


def _say_mark(mark: Mark, agreed: str, proposed: str) -> str:
    return agreed if mark.agreed else proposed.replace("%1", mark.reference or mark.author)


@dataclass
class MarkedLayout:
    """Marked text broken into lines of a width, ready to be drawn; one object for one text, width and size.

    `pixels` is the height of the letters' body, `leading` the distance of lines in bodies.
    """

    pieces: Pieces
    tones: Tones
    width: float
    pixels: float
    leading: float = 1.5
    notes: tuple[Note, ...] = ()
    faces: tuple[Face, ...] = ()
    chips: bool = True
    height: float = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Break the lines."""
        self.runs = [run for run in runs_of(self.pieces, self.notes) if self.chips or run.sign != "chip"]
        self.text = "".join(run.text for run in self.runs)
        self._placed = tuple(_placed(self.runs))
        self._font = sized(self.pixels, family=LEGAL)
        self._metrics = QFontMetricsF(self._font)
        self._sign_font = sized(max(9.0, self.pixels * 0.56), 600)
        self._note_font = sized(max(8.0, self.pixels * 0.62), family=LEGAL)
        self._sign_metrics = QFontMetricsF(self._sign_font)
        self._layout = QTextLayout(self.text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats())
        self._break()

    def draw(
        self, painter: QPainter, at: QPointF, chosen: tuple[int, int] | None = None, seen: QRectF | None = None
    ) -> None:
        """Draw the text with its upper left corner there; `chosen` is what is selected, as offsets into `text`.

        `seen` is the part of the painter's surface that is looked at; lines outside it are left out.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at)
        self._rows = self._rows_in(seen.translated(-at) if seen else None)
        self._draw_tints(painter)
        if chosen:
            self._draw_chosen(painter, chosen)
        painter.setPen(self.tones.of("ink"))
        self._layout.draw(painter, QPointF(0, 0), [], seen.translated(-at) if seen else QRectF())
        self._draw_brackets(painter)
        for run, start in self._placed:
            self._draw_lines(painter, start, run)
            self._draw_sign(painter, start, run)
        self._rows = self._rows_in(None)
        painter.restore()

    def _rows_in(self, seen: QRectF | None) -> range:
        """The lines of which something stands in that part of the text's surface; all of them without one."""
        count = self._layout.lineCount()
        if seen is None:
            return range(count)
        # A line more on either side: tints and signs reach beyond their line.
        first, last = int(seen.top() // self._line_height) - 1, int(seen.bottom() // self._line_height) + 2
        return range(min(max(0, first), count), min(max(0, last), count))

    def line_tops(self) -> list[float]:
        """Where each line begins, from the top."""
        return [index * self._line_height for index in range(self._layout.lineCount())]

    def offset_at(self, point: QPointF) -> int:
        """The offset into `text` nearest to the point."""
        if not self._layout.lineCount():
            return 0
        row = max(0, min(self._layout.lineCount() - 1, int(point.y() // self._line_height)))
        return self._layout.lineAt(row).xToCursor(point.x())

    def words_between(self, start: int, end: int) -> str:
        """The words of the text between two offsets; what is deleted is left out unless there is nothing else."""
        parts = [(run, run.text[max(0, start - at) : max(0, end - at)]) for run, at in self._placed]
        words = [(run.piece, part) for run, part in parts if run.piece is not None]
        standing = "".join(part for piece, part in words if piece and piece.deleted is None)
        return standing if standing.strip() else "".join(part for _, part in words)

    def source_between(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets into the joined pieces of what stands between two offsets into `text`; signs of ours are left out."""
        found = [
            (run.source + max(0, start - at), run.source + min(len(run.text), end - at))
            for run, at in self._placed
            if run.source is not None and at < end and start < at + len(run.text)
        ]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the text between two offsets stands, line by line, from the tallest letters to the lowest."""
        found = []
        first = max(self._rows.start, bisect_right(self._starts, start) - 1)
        for row in range(first, self._rows.stop):
            if self._starts[row] >= end:
                break
            if (rect := self._rect_in(self._layout.lineAt(row), row, start, end)) is not None:
                found.append(rect)
        return found

    @property
    def thickness(self) -> float:
        """How thick a solid line is drawn."""
        return max(1.5, self.pixels / 11)

    @property
    def baseline(self) -> float:
        """How far below the top of a line its letters stand."""
        return (self._line_height + self._metrics.ascent() - self._metrics.descent()) / 2

    @property
    def _line_height(self) -> float:
        return round(self.pixels * self.leading)

    def _break(self) -> None:
        self._starts: list[int] = []
        self._layout.beginLayout()
        row = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, self.width))
            # Lines stand on their base lines: a sign from another font may not push one down.
            line.setPosition(QPointF(0, row * self._line_height + self.baseline - line.ascent()))
            self._starts.append(line.textStart())
            row += 1
        self._layout.endLayout()
        self._rows = range(row)
        self.height = max(1, row) * self._line_height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges = [self._range(at, len(run.text), self._format(run)) for run, at in self._placed]
        return ranges + [self._range(*span) for span in self._face_spans()]

    def _format(self, run: Run) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._ink_of(run))
        if run.sign == "chip":
            form.setFont(self._sign_font)
        elif run.sign == "note":
            form.setFont(self._note_font)
        return form

    def _ink_of(self, run: Run) -> QColor:
        if run.piece is None:
            return QColor(Qt.GlobalColor.transparent)
        if run.piece.deleted is not None:
            return self.tones.of("deletion")
        return self.tones.of("insertion" if run.piece.inserted is not None else "ink")

    def _face_spans(self) -> Iterator[tuple[int, int, QTextCharFormat]]:
        for face in self.faces:
            form = QTextCharFormat()
            if face.face == "bold":
                form.setFontWeight(QFont.Weight.Bold)
            else:
                form.setFontItalic(True)
            for start, end in self._shown(face.start, face.end):
                yield start, end - start, form

    @staticmethod
    def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, length, form
        return span

    def _shown(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of `text` that show the source between two offsets."""
        for run, at in self._placed:
            if run.source is None:
                continue
            first, last = max(start, run.source), min(end, run.source + len(run.text))
            if first < last:
                yield at + first - run.source, at + last - run.source

    def _rect_in(self, line: QTextLine, row: int, start: int, end: int) -> QRectF | None:
        begin, stop = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if begin >= stop:
            return None
        left, right = _x(line, begin), _x(line, stop)
        right = min(right, line.naturalTextWidth())
        if right - left < 0.5:
            return None
        top = row * self._line_height + self.baseline - self._metrics.ascent()
        return QRectF(left, top, right - left, self._metrics.ascent() + self._metrics.descent())

    def _draw_tints(self, painter: QPainter) -> None:
        tint = self.tones.of("insertion_tint")
        for run, at in self._placed:
            if run.piece and run.piece.inserted and run.piece.inserted.agreed and run.piece.deleted is None:
                for rect in self.rects(at, at + len(run.text)):
                    painter.fillRect(rect.adjusted(0, self.pixels * 0.08, 0, 0), tint)

    def _draw_chosen(self, painter: QPainter, chosen: tuple[int, int]) -> None:
        for rect in self.rects(*chosen):
            painter.fillRect(rect, self.tones.of("accent_tint"))

    def _draw_brackets(self, painter: QPainter) -> None:
        joined = "".join(piece.text for piece in self.pieces)
        pen = QPen(self.tones.of("warn"), self.thickness, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2])
        for begin, end in bracketed_spans(joined):
            for start, stop in self._shown(begin, end):
                for rect in self.rects(start, stop):
                    _across(painter, rect, rect.bottom() + self.thickness * 0.4, pen)

    def _draw_lines(self, painter: QPainter, start: int, run: Run) -> None:
        if run.piece is None or run.trails:
            return
        for rect in self.rects(start, start + len(run.text)):
            if run.piece.inserted is not None:
                self._underline(painter, rect, run.piece.inserted)
            if run.piece.deleted is not None:
                self._strike(painter, rect, run.piece.deleted)

    def _underline(self, painter: QPainter, rect: QRectF, mark: Mark) -> None:
        pen = QPen(self.tones.of("insertion"), self.thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if not mark.agreed:
            pen.setDashPattern([2.6, 1.6])
        below = rect.top() + self._metrics.ascent() + self.pixels * 0.2
        _across(painter, rect, round(below) + (self.thickness / 2) % 1, pen)

    def _strike(self, painter: QPainter, rect: QRectF, mark: Mark) -> None:
        thick = self.thickness if mark.agreed else max(1.0, self.thickness * 0.5)
        pen = QPen(self.tones.of("deletion"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        middle = rect.top() + self._metrics.ascent() - self._metrics.xHeight() * 0.52
        _across(painter, rect, round(middle) + (thick / 2) % 1, pen)

    def _draw_sign(self, painter: QPainter, start: int, run: Run) -> None:
        if run.sign not in ("chip", "note"):
            return
        for rect in self.rects(start, start + len(run.text)):
            if run.sign == "chip":
                self._draw_chip(painter, rect, run.text.strip())
            else:
                painter.setFont(self._note_font)
                painter.setPen(self.tones.of("ink"))
                painter.drawText(
                    QPointF(rect.left(), rect.top() + self._metrics.ascent() - self.pixels * 0.34), run.text
                )

    def _draw_chip(self, painter: QPainter, rect: QRectF, text: str) -> None:
        high = self._sign_metrics.height() * 1.02
        top = rect.top() + self._metrics.ascent() - self._metrics.capHeight() - high * 0.3
        inset = self.pixels * 0.06
        chip = QRectF(rect.left() + inset, top, rect.width() - 2 * inset, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.tones.of("accent_tint"))
        painter.drawRoundedRect(chip, high * 0.25, high * 0.25)
        painter.setPen(self.tones.of("accent"))
        painter.setFont(self._sign_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def _x(line: QTextLine, offset: int) -> float:
    # PySide answers with a pair (place, offset) although its stub says otherwise.
    place: tuple[float, int] = line.cursorToX(offset)  # type: ignore[assignment]
    return place[0]


def _placed(runs: Iterable[Run]) -> Iterator[tuple[Run, int]]:
    """Each run and where it begins in the text drawn."""
    start = 0
    for run in runs:
        yield run, start
        start += len(run.text)


def _across(painter: QPainter, rect: QRectF, at: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), at), QPointF(rect.right(), at))


_WIDTHS = 6
"""For how many widths a text keeps its lines."""


class MarkedText(QWidget):
    """Marked text in lines as wide as the widget; its words can be selected and copied.

    `pixels` is the size at a zoom of 100 %; `tones` replaces the look's palette, as on the wall.
    """

    def __init__(
        self,
        look: Look,
        pixels: float = 19,
        *,
        leading: float = 1.5,
        tones: Tones | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._pixels = pixels
        self._leading = leading
        self._tones = tones
        self._pieces: Pieces = ()
        self._length = 0
        self._label = ""
        self._notes: tuple[Note, ...] = ()
        self._faces: tuple[Face, ...] = ()
        self._laid: dict[float, MarkedLayout] = {}
        self._anchor = self._end = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        look.changed.connect(self._forget)

    def set_pieces(
        self, pieces: Pieces, label: str = "", notes: tuple[Note, ...] = (), faces: tuple[Face, ...] = ()
    ) -> None:
        """Show these pieces, with the label at their left if there is one; what was selected no longer is."""
        self._pieces, self._label, self._notes, self._faces = pieces, label, notes, faces
        self._length = sum(len(piece.text) for piece in pieces)
        self._anchor = self._end = 0
        self.setAccessibleName(f"{label} {in_words(pieces, self.tr)}".strip())
        self._forget()

    @property
    def laid(self) -> MarkedLayout:
        """The text in lines for the width now."""
        return self._lay(self.width())

    @property
    def selected(self) -> str:
        """The words selected."""
        return self.laid.words_between(*self._span()) if self._anchor != self._end else ""

    @property
    def selected_span(self) -> tuple[int, int] | None:
        """Where the words selected stand in the joined pieces; None if none are."""
        return self.laid.source_between(*self._span()) if self._anchor != self._end else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height the text needs in that width; that of a very long one about right until the widget is so wide."""
        if self._is_long and width != self.width() and self._room(width) not in self._laid:
            return self._guessed(width)
        return round(self._lay(width).height) + 2

    def _guessed(self, width: int) -> int:
        """About the height of the text in that width."""
        across = QFontMetricsF(sized(self._size, family=LEGAL)).averageCharWidth() * self._length
        return round((across / self._room(width) + 1) * self._size * self._leading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how high a very long text really is, now that it has its width."""
        super().resizeEvent(event)
        if self._is_long and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def _is_long(self) -> bool:
        return self._length > _LONG

    def sizeHint(self) -> QSize:
        """A comfortable line's width and the height that goes with it."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created) else self._look.px(480)
        return QSize(self._look.px(320), self.heightForWidth(max(width, 80)))

    def minimumSizeHint(self) -> QSize:
        """One short line."""
        return QSize(self._look.px(80), round(self._look.px(self._pixels) * self._leading))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label, the text and what is selected."""
        painter = QPainter(self)
        laid = self.laid
        if self._label:
            painter.setFont(sized(self._size * 0.92, 600))
            painter.setPen(laid.tones.of("ink"))
            painter.drawText(QPointF(0, laid.baseline), self._label)
        chosen = self._span() if self._anchor != self._end else None
        laid.draw(painter, QPointF(self._indent(), 0), chosen, QRectF(event.rect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._anchor = self._end = self._offset(event)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to here."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._end = self._offset(event)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        text, at = self.laid.text, self._offset(event)
        self._anchor = 1 + max((text.rfind(sign, 0, at) for sign in " \u00a0"), default=-1)
        ends = [found for sign in " \u00a0" if (found := text.find(sign, at)) >= 0]
        self._end = min(ends, default=len(text))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select all, copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what was selected, unless only a menu opened."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._anchor = self._end = 0
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to select all."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in ((self.tr("Copy"), self.copy), (self.tr("Select all"), self.select_all)):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Put the selected words on the clipboard, all words if none are selected; never the signs beside them."""
        words = self.selected or self.laid.words_between(0, len(self.laid.text))
        QGuiApplication.clipboard().setText(words)

    def select_all(self) -> None:
        """Select all words."""
        self._anchor, self._end = 0, len(self.laid.text)
        self.update()

    @property
    def _size(self) -> float:
        return self._pixels * self._look.zoom / 100

    def _indent(self) -> float:
        if not self._label:
            return 0
        return QFontMetricsF(sized(self._size * 0.92, 600)).horizontalAdvance(self._label) + self._size * 0.7

    def _span(self) -> tuple[int, int]:
        return min(self._anchor, self._end), max(self._anchor, self._end)

    def _offset(self, event: QMouseEvent) -> int:
        return self.laid.offset_at(event.position() - QPointF(self._indent(), 0))

    def _room(self, width: int) -> float:
        """How much of a width is left for the lines."""
        return max(1.0, width - self._indent())

    def _lay(self, width: int) -> MarkedLayout:
        room = self._room(width)
        # A layout of windows asks for the height in several widths, one after the other and again.
        if room not in self._laid:
            if len(self._laid) == _WIDTHS:
                self._laid.clear()
            tones = self._tones or self._look.tones
            self._laid[room] = MarkedLayout(
                self._pieces, tones, room, self._size, self._leading, notes=self._notes, faces=self._faces
            )
        return self._laid[room]

    def _forget(self) -> None:
        self._laid = {}
        self.updateGeometry()
        self.update()

"""The table of comments: words in two lines, the class as a sign, a recommendation dashed, a disposition filled."""

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hisrg_desktop.ui.comments.shown import Row, decided_kind
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.marks import paint_class
from hisrg_desktop.ui.widgets.tags import Kind, paint_tag, tag_size
from hisrg_desktop.ui.windows.shown import class_of_letter

AnyIndex = QModelIndex | QPersistentModelIndex

COLUMNS = ("number", "place", "from", "type", "words", "change", "recommendation", "disposition")
"""The columns by the name of the order they give."""

HIGH = 46


class CommentsTable(RowsView):
    """The comments that pass the filter.

    Signals:
        chosen: another comment, or several, are selected.
        order: the person pressed the heading of this column of `COLUMNS`.
        opened: go to the place of the comment with this key.
    """

    chosen = Signal()
    order = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "commentsTable", wide=4, widths=(112, 64, 132, 48, 300, 184, 170, 150), parent=parent)
        self.setAccessibleName(self.tr("Comments"))
        headings = (
            self.tr("No."),
            self.tr("Place"),
            self.tr("From"),
            self.tr("Type"),
            self.tr("Comment"),
            self.tr("Proposed change"),
            self.tr("Recommendation"),
            self.tr("Disposition"),
        )
        self.rows: RowsModel[Row] = RowsModel(dict(zip(headings, _SAYS, strict=True)), _key)
        self._look = look
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(look, self))
        self.setVerticalScrollMode(RowsView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._ask_order)
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.activated.connect(self._open)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: list[Row]) -> None:
        """Show these; what was selected and is still shown stays selected."""
        keys = set(self.keys)
        on = self.key
        self.rows.show(rows)
        if keys and set(self.keys) != keys:
            self._select(keys, on)

    @property
    def key(self) -> str:
        """The comment the person is on."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else ""

    @property
    def keys(self) -> list[str]:
        """The comments that are selected, from the top."""
        picked = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.rows[row].key for row in picked]

    def choose(self, key: str) -> None:
        """Select the comment with this key and show it."""
        row = self.rows.row_of(key)
        if row >= 0:
            self.choose_row(row)
            self.scrollTo(self.rows.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the comment the person is on in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _select(self, keys: set[str], on: str) -> None:
        last = self.rows.columnCount() - 1
        there = QItemSelection()
        for at, row in enumerate(self.rows.rows):
            if row.key in keys:
                there.select(self.rows.index(at, 0), self.rows.index(at, last))
        model = self.selectionModel()
        if (at := self.rows.row_of(on)) >= 0:
            model.setCurrentIndex(self.rows.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(there, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _ask_order(self, column: int) -> None:
        self.order.emit(COLUMNS[column])

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[index.row()].key)

    def _restyle(self) -> None:
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, self._look.px(width))
        self.verticalHeader().setDefaultSectionSize(self._look.px(HIGH))
        self.viewport().update()


def _key(row: Row) -> str:
    return row.key


def _from(row: Row) -> str:
    return f"{row.who}, {row.organisation}" if row.organisation else row.who


def _disposition(row: Row) -> str:
    return row.decided or ("open" if row.state else "")


_SAYS: tuple[Any, ...] = (
    lambda row: row.number,
    lambda row: row.place if row.place != "*" else "text",
    _from,
    lambda row: row.type,
    lambda row: row.words,
    lambda row: row.change or "—",
    lambda row: row.recommended,
    _disposition,
)


class _Delegate(QStyledItemDelegate):
    """Draws a cell by its column."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines high."""
        return QSize(self._look.px(80), self._look.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, hairline and what the column shows."""
        model = index.model()
        assert isinstance(model, RowsModel)
        row: Row = model.rows[index.row()]
        px, colour = self._look.px, self._look.colour
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_tint"))
        painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(
                QRectF(option.rect.left(), option.rect.top(), px(3), option.rect.height()), colour("accent")
            )
        inside = QRectF(option.rect).adjusted(px(8), px(6), -px(6), -px(5))
        text = str(index.data())
        match COLUMNS[index.column()]:
            case "from":
                self._draw_from(painter, inside, row)
            case "recommendation" if text:
                self._draw_tag(painter, inside, text, "recommended")
            case "disposition" if row.decided:
                self._draw_tag(painter, inside, text, decided_kind(row))
            case "number" | "place" | "type" | "disposition":
                self._draw_words(painter, inside, text, "soft" if text == "open" else "ink")
            case _:
                self._draw_words(painter, inside, text, "soft" if text == "—" else "ink")
        painter.restore()

    def _draw_from(self, painter: QPainter, inside: QRectF, row: Row) -> None:
        px = self._look.px
        side = px(18)
        if row.letter in "MOPCS":
            paint_class(
                painter, QRectF(inside.left(), inside.top(), side, side), class_of_letter(row.letter), self._look.tones
            )
        else:
            painter.setPen(self._look.colour("soft"))
            painter.drawText(QRectF(inside.left(), inside.top(), side, side), Qt.AlignmentFlag.AlignCenter, row.letter)
        self._draw_words(painter, inside.adjusted(side + px(6), 0, 0, 0), row.who, "ink")

    def _draw_tag(self, painter: QPainter, inside: QRectF, text: str, kind: Kind) -> None:
        zoom = self._look.zoom / 100
        width, height = tag_size(text, zoom)
        rect = QRectF(inside.left(), inside.top(), min(width + 1, inside.width()), height)
        paint_tag(painter, rect, text, kind, self._look.tones, zoom)

    def _draw_words(self, painter: QPainter, inside: QRectF, text: str, tone: str) -> None:
        font = self._look.font("body")
        painter.setFont(font)
        painter.setPen(self._look.colour("soft" if tone == "soft" else "ink"))
        metrics = painter.fontMetrics()
        high = metrics.lineSpacing()
        for at, line in enumerate(_two_lines(text, font, inside.width(), metrics)):
            box = QRectF(inside.left(), inside.top() + at * high, inside.width(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def _two_lines(text: str, font: Any, width: float, metrics: Any) -> list[str]:
    if metrics.horizontalAdvance(text[:400]) <= width:
        return [text]
    layout = QTextLayout(text[:400].replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(1.0, width))
    cut = first.textLength()
    layout.endLayout()
    shown = text.replace("\n", " ")
    return [shown[:cut].rstrip(), metrics.elidedText(shown[cut:], Qt.TextElideMode.ElideRight, width)]

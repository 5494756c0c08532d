"""The columns of a list of people beside their meanings: each with a choice, for the heading may have been misunderstood."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.meeting.people.taking_in_columns import FIELDS
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.listed import ColumnShown
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

KINDS = ("", "member", "observer", "external")


class ColumnsForm(QWidget):
    """Sheets, columns and what those are who have no class.

    Signals:
        sheet_chosen: the person wants another sheet; carries its place.
        meant: a column holds something else; carries the column and the key of what it holds, empty for nothing.
        kind_chosen: what those are whose row does not say it; empty for nothing.
    """

    sheet_chosen = Signal(int)
    meant = Signal(int, str)
    kind_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[tuple[int, str], ...] = ()
        self._choices: dict[int, QComboBox] = {}
        self._title = SectionLabel(look, self.tr("Columns"))
        self.sheet = _Narrow()
        self.sheet.setObjectName("peopleListSheet")
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.kind = _Narrow()
        self.kind.setObjectName("peopleListKind")
        self.kind.setAccessibleName(self.tr("Who is new and has no class in the list is"))
        words = (self.tr("on record only"), self.tr("member"), self.tr("observer"), self.tr("external person"))
        for key, said in zip(KINDS, words, strict=True):
            self.kind.addItem(said, key)
        self._kind_words = Words(look, self.tr("Who is new and has no class in the list:"), "small", "soft")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, look.px(12), 0)
        column.setSpacing(look.px(8))
        for widget in (self._title, self.sheet, self._scroll, self._kind_words, self.kind):
            column.addWidget(widget, 1 if widget is self._scroll else 0)
        self.sheet.activated.connect(self.sheet_chosen)
        self.kind.activated.connect(self._choose_kind)

    def show_sheets(self, names: Sequence[str], at: int) -> None:
        """Offer the sheets of the file; one alone is no choice."""
        self.sheet.clear()
        self.sheet.addItems(list(names))
        self.sheet.setCurrentIndex(at)
        self.sheet.setVisible(len(names) > 1)

    def show_columns(self, columns: Sequence[ColumnShown]) -> None:
        """Show the columns and what each holds."""
        shown = tuple((one.column, one.heading) for one in columns)
        if shown != self._shown:
            self._shown = shown
            self._fill(columns)
        for one in columns:
            choice = self._choices[one.column]
            choice.setCurrentIndex(max(0, choice.findData(one.key)))

    def choice(self, column: int) -> QComboBox:
        """What a column holds, to be chosen."""
        return self._choices[column]

    def _fill(self, columns: Sequence[ColumnShown]) -> None:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, self._look.px(6), 0)
        grid.setHorizontalSpacing(self._look.px(8))
        grid.setVerticalSpacing(self._look.px(4))
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        self._choices = {}
        for row, one in enumerate(columns):
            label = Words(self._look, one.heading, "body", shortens=True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            choice = self._made(one)
            label.setBuddy(choice)
            self._choices[one.column] = choice
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        grid.setRowStretch(len(columns), 1)
        self._scroll.setWidget(inner)
        # What was made last would come last of all.
        for before, after in pairwise((self.sheet, *self._choices.values(), self.kind)):
            QWidget.setTabOrder(before, after)

    def _made(self, one: ColumnShown) -> QComboBox:
        choice = _Narrow()
        choice.setObjectName(f"peopleListColumn{one.column}")
        choice.setAccessibleName(self.tr("What stands in column %1").replace("%1", one.heading))
        choice.setToolTip(self.tr("For instance: %1").replace("%1", one.sample) if one.sample else "")
        choice.addItem(self.tr("not used"), "")
        for field in FIELDS:
            choice.addItem(self.tr(field.heading), field.key)
        choice.setProperty("column", one.column)
        choice.activated.connect(self._mean)
        return choice

    def _mean(self) -> None:
        choice = self.sender()
        assert isinstance(choice, QComboBox)
        self.meant.emit(choice.property("column"), choice.currentData())

    def _choose_kind(self) -> None:
        self.kind_chosen.emit(self.kind.currentData())


class _Narrow(QComboBox):
    """A choice that is no wider than its column, and leaves the wheel to the list it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def minimumSizeHint(self) -> QSize:
        """Room for a short word; the list below it is as wide as it needs."""
        return QSize(60, super().minimumSizeHint().height())

    def wheelEvent(self, event: object) -> None:
        """Scroll what it stands in, unless the person is choosing."""
        event.ignore()  # type: ignore[attr-defined]

"""The figures of a meeting: who was there, who spoke for how long, what the agenda took; drawn, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLabel, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.charts.chart import Chart, headings, rows
from hisrg_desktop.meeting.charts.meeting import CHARTS, chart_of
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, day_of, number_of
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.rows import RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.chart import ChartView
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.look.dress import Look


_FEW = 4


class FiguresView(PeopleView):
    """The meeting and what is asked of it at the top, the chart below, the same figures as a table beside it."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("figuresView")
        self.meeting = QComboBox()
        self.tabs = Tabs("figuresCharts", self.tr("Which figures"))
        self.chart = ChartView(look, "figuresChart")
        self.table = RowsView(look, "figuresTable", wide=0)
        self._model = QStandardItemModel(self)
        self._copy = push_button("figuresCopy", self.tr("Copy picture"))
        self._give = push_button("figuresGiveOut", self.tr("Give out…"))
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            look,
            "people",
            self.tr("No figures yet"),
            self.tr("Once a meeting is on record and a sitting is opened,\nits figures stand here."),
            self.tr("To the agenda"),
        )
        self._name()
        self._arrange()
        self._wire()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.meeting.setObjectName("figuresMeeting")
        self.meeting.setAccessibleName(self.tr("Meeting"))
        self.meeting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        words = {
            "attendance": self.tr("Attendance"),
            "speaking-class": self.tr("Speaking time by class"),
            "speaking-person": self.tr("By person"),
            "agenda-minutes": self.tr("Agenda, planned and actual"),
        }
        for key in CHARTS:
            self.tabs.addTab(words[key])
        self.table.setAccessibleName(self.tr("The same figures as a table"))
        self.table.setModel(self._model)
        self._copy.setToolTip(self.tr("The chart as a picture, to be pasted elsewhere (Ctrl+C on the chart)"))
        self._give.setToolTip(self.tr("All figures of the meeting as a Word or PDF file, on the Documents page"))

    def _arrange(self) -> None:
        px = self.look.px
        top, label = QHBoxLayout(), QLabel(self.tr("Meeting"))
        label.setBuddy(self.meeting)
        top.setSpacing(px(8))
        for widget in (label, self.meeting):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self._copy, self._give):
            top.addWidget(button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(8), 0)
        column.addWidget(self.chart)
        column.addStretch(1)
        split = Sides(self.look, Side(Scrolled(inner), 440, 660, 3), Side(self.table, 320, 520, 2))
        there = QWidget()
        lines = QVBoxLayout(there)
        lines.setContentsMargins(px(24), px(12), px(24), px(16))
        lines.setSpacing(px(10))
        lines.addLayout(top)
        lines.addWidget(self.tabs)
        lines.addWidget(split, 1)
        self._stack.addWidget(there)
        self._stack.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _wire(self) -> None:
        self.meeting.currentIndexChanged.connect(self._show_chart)
        self.tabs.currentChanged.connect(self._show_chart)
        self._copy.clicked.connect(self.copy)
        self._give.clicked.connect(self._give_out)
        self._empty.wanted.connect(self._to_agenda)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the meetings and the chart chosen anew."""
        meetings = sorted(self.record.each(Meeting), key=lambda m: m.planned_from, reverse=True)
        self._stack.setCurrentIndex(0 if meetings else 1)
        known = [(self.meeting.itemData(n), self.meeting.itemText(n)) for n in range(self.meeting.count())]
        wanted = [(one.id, self._called(one)) for one in meetings]
        if known != wanted:
            current = current_meeting(self.record)
            chosen = self.meeting.currentData() or (current.id if current else "")
            self.meeting.blockSignals(True)
            self.meeting.clear()
            for key, words in wanted:
                self.meeting.addItem(words, key)
            self.meeting.setCurrentIndex(max(0, self.meeting.findData(chosen)))
            self.meeting.blockSignals(False)
        self._show_chart()

    def take_keyboard(self) -> None:
        """Give the keyboard to the charts that can be chosen; where there is none, to what leads to one."""
        if self.meeting.count():
            self.tabs.setFocus()
        else:
            self._empty.take_keyboard()

    def show_figures(self, key: str) -> None:
        """Show the chart with this key, of `CHARTS`."""
        self.tabs.setCurrentIndex(list(CHARTS).index(key))

    def copy(self) -> None:
        """Copy the chart as a picture, and say so."""
        self.chart.copy()
        self.says.emit(self.tr("The chart is on the clipboard as a picture."))

    def _called(self, meeting: Meeting) -> str:
        place = f", {meeting.place}" if meeting.place else ""
        return f"{number_of(self.record, meeting)}{place}, {day_in_words(day_of(meeting))}"

    def _show_chart(self) -> None:
        meeting = self.meeting.currentData()
        if meeting is None:
            self.chart.show_chart(None)
            return
        chart = chart_of(list(CHARTS)[self.tabs.currentIndex()], self.record, meeting, self.bridge.now)
        if chart != self.chart.chart:
            self.chart.show_chart(chart)
            self._show_table(chart)
        self._copy.setEnabled(not chart.is_empty)

    def _show_table(self, chart: Chart) -> None:
        names = headings(chart)
        self._model.clear()
        self._model.setHorizontalHeaderLabels(names)
        for row in rows(chart) if not chart.is_empty else []:
            items = [QStandardItem(words) for words in row]
            for item in items[1:]:
                if item.text()[:1].isdigit() or item.text() in ("none", "–"):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._model.appendRow(items)
        header = self.table.horizontalHeader()
        for column in range(len(names)):
            # Long labels give way to the figures; where there are many figures the table is as wide as it must be.
            stretched = column == 0 and len(names) <= _FEW
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.ResizeToContents
            )

    def _give_out(self) -> None:
        self.go.emit("documents", f"figures@{self.meeting.currentData()}")

    def _to_agenda(self) -> None:
        self.go.emit("agenda", "")

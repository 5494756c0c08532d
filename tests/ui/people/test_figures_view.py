"""The view of figures: a chart and the same figures as a table, for eye, ear and keyboard."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series, in_words, rows
from hisrg_desktop.meeting.charts.layout import Box
from hisrg_desktop.meeting.charts.meeting import CHARTS
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.ui.look.palette import DARK, LIGHT, contrast
from hisrg_desktop.ui.people.figures import FiguresView
from hisrg_desktop.ui.widgets.chart import ChartView, picture

PLAIN = Chart(
    "k",
    "Attendance",
    "people",
    (Series("Members", "solid", "accent"), Series("Observers", "dots", "ok")),
    (Bar("Monday morning", (23, 31)), Bar("Tuesday", (20, 8))),
    labels="Sitting",
)


@pytest.fixture
def figures(open_room, practice) -> FiguresView:
    room = open_room(practice)
    room.window.go("people")
    view = room.window.page("people").choose_view("figures")
    assert isinstance(view, FiguresView)
    view.room = room
    return view


def cells(view: FiguresView) -> list[list[str]]:
    model = view.table.model()
    wide = range(model.columnCount())
    return [[model.index(row, column).data() for column in wide] for row in range(model.rowCount())]


@pytest.mark.parametrize("key", list(CHARTS))
def test_the_table_beside_the_chart_says_the_same(figures: FiguresView, key: str):
    figures.show_figures(key)
    chart = figures.chart.chart
    assert chart is not None
    assert chart.key == key
    assert not chart.is_empty
    assert cells(figures) == rows(chart)
    assert figures.chart.accessibleName() == chart.title
    assert figures.chart.accessibleDescription() == in_words(chart)


def test_the_chart_follows_the_room(figures: FiguresView, qtbot):
    room = figures.room
    figures.show_figures("attendance")
    record = room.record
    before = sum(figures.chart.chart.bars[-1].values)
    from hisrg_desktop.meeting.people.functions import may_attend
    from hisrg_desktop.meeting.people.persons import Person
    from hisrg_desktop.meeting.roll.attendance import Attendance
    from hisrg_desktop.meeting.roll.meetings import current_sitting

    sitting = current_sitting(record)
    there = {stay.person for stay in record.where(Attendance, sitting=sitting.id)}
    day = room.bridge.now.date()
    comes = next(p.id for p in record.each(Person) if p.id not in there and may_attend(record, p.id, day))
    room.do(Arrive(people=(comes,)))
    qtbot.waitUntil(lambda: sum(figures.chart.chart.bars[-1].values) == before + 1)


def test_the_chart_is_copied_as_a_picture_with_its_words_by_key(figures: FiguresView, qtbot):
    figures.chart.setFocus()
    qtbot.keyClick(figures.chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.imageData().size() == picture(figures.chart.chart).size()
    assert data.text() == in_words(figures.chart.chart)


def test_the_keyboard_reaches_meeting_charts_chart_and_table(figures: FiguresView, qtbot):
    figures.meeting.setFocus()
    seen = []
    for _ in range(9):
        qtbot.keyClick(figures.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(figures.window().focusWidget().objectName())
    wanted = ["figuresCopy", "figuresGiveOut", "figuresCharts", "figuresChart", "figuresTable"]
    assert [name for name in seen if name in wanted][:5] == wanted


def test_giving_out_goes_to_the_document_of_this_meeting(figures: FiguresView, qtbot):
    with qtbot.waitSignal(figures.go) as heard:
        figures.findChild(object, "figuresGiveOut").click()
    assert heard.args == ["documents", f"figures@{figures.meeting.currentData()}"]


def test_a_dossier_without_a_meeting_says_what_to_do(empty_room):
    empty_room.window.go("people")
    view = empty_room.window.page("people").choose_view("figures")
    assert view.findChild(object, "figuresChart").isVisible() is False


@pytest.mark.parametrize("width", [400, 620, 1200])
def test_bars_on_the_screen_are_as_long_as_their_figures(look, qtbot, width: int):
    view = ChartView(look, "chart")
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show_chart(PLAIN)
    view.show()
    QApplication.processEvents()
    image = view.grab(QRect(0, 0, view.width(), view.minimumHeight())).toImage()
    accent = look.tones.of("accent").rgb()
    boxes = {s.of: s for s in view._laid.shapes if isinstance(s, Box) and s.of and s.fill == "solid"}
    counted = {}
    for (bar, _), box in boxes.items():
        y = round(box.y * view._scale + view._edge + 2)
        counted[bar] = sum(image.pixel(x, y) == accent for x in range(image.width()))
    assert counted[0] / counted[1] == pytest.approx(23 / 20, rel=0.06)


def test_every_colour_of_a_part_stands_out_from_its_ground_in_both_looks():
    from hisrg_desktop.meeting.charts.groups import SERIES

    for tones in (LIGHT, DARK):
        for one in SERIES.values():
            for ground in (tones.paper, tones.card):
                assert contrast(getattr(tones, one.tone), ground) >= 3

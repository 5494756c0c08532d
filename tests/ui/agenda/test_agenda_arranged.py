"""The agenda is arranged: moved by keys and by dragging, its fields filled in, a preset taken, and tried out."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem, agenda_of
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, PlanHours, sittings_of
from hisrg_desktop.meeting.text.drafts import Draft
from hisrg_desktop.ui.agenda import shown
from tests.ui.conftest import TEN, person


@pytest.fixture
def page(room):
    for title, minutes in (("Third reading", 45), ("Other matters", 20)):
        room.do(AddAgendaItem(meeting=next(room.record.each(Meeting)).id, title=title, minutes=minutes))
    room.window.go("agenda")
    return room.window.page("agenda")


def agenda(page) -> list[str]:
    return [f"{item.number} {item.title}" for item in page.items_model.rows]


def alt(page, room, qtbot, key) -> None:
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.items, key, Qt.KeyboardModifier.AltModifier)


def test_alt_and_the_arrows_move_an_item_in_and_out(room, page, qtbot):
    page.items.selectRow(2)
    alt(page, room, qtbot, Qt.Key.Key_Right)
    assert agenda(page) == ["1 Opening", "2 Second reading", "2.1 Third reading", "3 Other matters"]
    assert page.items_model.rows[2].depth == 1
    assert page.items.keys == [page.items_model.rows[2].key]
    alt(page, room, qtbot, Qt.Key.Key_Left)
    assert agenda(page) == ["1 Opening", "2 Second reading", "3 Third reading", "4 Other matters"]
    alt(page, room, qtbot, Qt.Key.Key_Down)
    assert agenda(page)[2:] == ["3 Other matters", "4 Third reading"]


def drop(page, row: int, at: float) -> None:
    """Drag the item selected to a row: 0 is its upper edge, 1 its lower one."""
    rect = page.items.visualRect(page.items_model.index(row, 2))
    point = QPoint(rect.center().x(), round(rect.top() + at * rect.height()))
    data = page.items_model.mimeData([page.items_model.index(0, 2)])
    actions, buttons, keys = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    class Dropped(QDropEvent):
        def source(self):
            return page.items

    page.items.dropEvent(Dropped(QPointF(point), actions, data, buttons, keys))


@pytest.mark.parametrize(
    ("row", "at", "then"),
    [
        (0, 0.02, ["1 Other matters", "2 Opening", "3 Second reading", "4 Third reading"]),
        (1, 0.98, ["1 Opening", "2 Second reading", "3 Other matters", "4 Third reading"]),
        (1, 0.5, ["1 Opening", "2 Second reading", "2.1 Other matters", "3 Third reading"]),
    ],
    ids=["before", "after", "under"],
)
def test_an_item_goes_to_where_it_is_dropped(room, page, qtbot, row, at, then):
    page.items.selectRow(3)
    with qtbot.waitSignal(room.bridge.news):
        drop(page, row, at)
    assert agenda(page) == then


def test_an_item_dropped_on_itself_stays(room, page, qtbot):
    page.items.selectRow(1)
    with qtbot.assertNotEmitted(room.bridge.news, wait=50):
        drop(page, 1, 0.5)
    assert len(agenda(page)) == 4


def test_news_neither_scroll_the_list_nor_deselect(room, page, qtbot):
    for n in range(20):
        room.do(AddAgendaItem(meeting=page.meeting.id, title=f"Item {n}"))
    page.items.choose_row(3)
    page.items.verticalScrollBar().setValue(9)
    key = page.items.keys
    room.do(ChangeAgendaItem(item=page.items_model.rows[12].key, title="Changed"))
    room.do(AddAgendaItem(meeting=page.meeting.id, title="One more"))
    assert page.items.keys == key
    assert page.items.verticalScrollBar().value() == 9


def test_every_field_of_an_item_is_filled_in_and_cleared_again(room, page, qtbot):
    page.items.selectRow(2)
    page.ask_change()
    for name, text in (("minutes", "30"), ("blocks", "10, 11"), ("presenter", "Bayo Okafor"), ("number", "3bis")):
        page.form.input(name).setText(text)
    page.form.input("who").setCurrentIndex(page.form.input("who").findData("members"))
    page.form.input("names").setCurrentIndex(1)
    page.form.input("annotation").setPlainText("Read the report first.")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    item = room.record.get(AgendaItem, page.items_model.rows[2].key)
    assert (item.minutes, len(item.blocks), item.number, item.annotation) == (30, 2, "3bis", "Read the report first.")
    assert (item.presenter, item.members_only, item.attributed) == (person(room.record, "Okafor"), True, False)
    assert page.items_model.rows[2].marks == ("members only",)
    page.ask_change()
    for name in ("minutes", "blocks", "presenter", "number"):
        page.form.input(name).setText("")
    page.form.input("who").setCurrentIndex(0)
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    item = room.record.get(AgendaItem, item.id)
    assert (item.minutes, item.blocks, item.presenter, item.number, item.members_only) == (None, (), None, "3", False)


def test_a_presenter_nobody_knows_keeps_the_form(page, qtbot):
    page.items.selectRow(2)
    page.ask_change()
    page.form.input("presenter").setText("Nobody Inparticular")
    with qtbot.waitSignal(page.says) as told:
        page.form.answer()
    assert "Nobody Inparticular" in told.args[0]
    assert page.form.isVisible()


def test_a_document_is_put_before_the_group_and_taken_away(room, page, qtbot):
    page.items.selectRow(2)
    draft = next(room.record.each(Draft))
    for ticked in (True, False):
        page.hand.documents.aboutToShow.emit()
        action = next(one for one in page.hand.documents.actions() if one.data() == draft.id)
        assert action.isChecked() is not ticked
        with qtbot.waitSignal(room.bridge.news):
            action.trigger()
        item = room.record.get(AgendaItem, page.items_model.rows[2].key)
        assert item.documents == ((draft.id,) if ticked else ())


def test_an_item_is_taken_off_with_delete(room, page, qtbot):
    page.items.selectRow(3)
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.items, Qt.Key.Key_Delete)
    assert agenda(page) == ["1 Opening", "2 Second reading", "3 Third reading"]


def test_an_empty_agenda_begins_from_a_preset(room, page, qtbot):
    here = next(room.record.each(Meeting))
    later = here.planned_from + timedelta(days=90)
    room.do(CreateMeeting(phase=here.phase, number=9, planned_from=later, planned_to=later + timedelta(days=1)))
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._empty)
    button = page.findChild(QPushButton, "agendaPreset0")
    assert button.text() == "Preset: Two days"
    with qtbot.waitSignal(room.bridge.news):
        button.click()
    assert "4 Reading of the text" in agenda(page)
    assert [s.planned_from is not None for s in sittings_of(room.record, page.meeting.id)] == [True] * 4
    assert page.outlook.text().startswith("As planned Block")


# --- how the day runs -----------------------------------------------------------------------------------------------


@pytest.fixture
def running(room, page):
    """A morning planned from 12:00 to 14:30 on the clock of the room; the opening took 34 minutes too long."""
    (sitting, *_) = sittings_of(room.record, page.meeting.id)
    hours = {"planned_from": TEN, "planned_to": TEN + timedelta(hours=2, minutes=30)}
    room.do(PlanHours(sitting=sitting.id, **hours))
    first, second, *_ = agenda_of(room.record, page.meeting.id)
    room.do(ChangeAgendaItem(item=first.id, minutes=30))
    room.clock.at = TEN + timedelta(minutes=60)
    room.do(TakeUpItem(item=second.id))
    return page


def test_the_page_says_when_the_next_item_starts_at_this_pace(running):
    late = {row.title: (row.starts, row.late) for row in running.items_model.rows}
    assert late["Opening"] == ("12:00", "")
    assert late["Third reading"] == ("no time left", "")
    assert running.outlook.text() == "3 items no longer fit, from item 2 on."


def test_what_if_shows_another_day_and_leaves_the_record_alone(room, running, qtbot):
    before = room.record
    running.items.choose_row(1)
    running.try_out()
    assert running.trying.on
    running.trying.minutes.setValue(20)
    running.trying.limit_items()
    row = running.items_model.rows[1]
    assert row.tried == "limited to 20 min"
    assert not running.items.isColumnHidden(5)
    assert running.items_model.rows[2].then == "13:20"
    assert room.record is before
    qtbot.keyClick(running, Qt.Key.Key_Escape)
    assert not running.trying.on
    assert running.items.isColumnHidden(5)


def test_do_so_is_one_entry_and_the_forecast_is_what_was_tried(room, running, qtbot):
    running.items.choose_row(1)
    running.try_out()
    running.trying.minutes.setValue(20)
    running.trying.limit_items()
    running.items.choose_row(3)
    running.trying.drop_items()
    tried = running.items_model.rows[2].then
    with qtbot.waitSignal(room.bridge.news):
        running.trying.do_so.click()
    qtbot.waitUntil(lambda: not running.trying.on)
    assert running.items_model.rows[2].starts == tried
    assert running.items_model.rows[3].sign == "→"
    assert room.bridge.desk.entries[-1].sentence == "Keep to the time: put off 4; limit 2 to 20 min"


def test_several_items_are_put_off_at_once_and_kept_again(room, running, qtbot):
    running.items.choose_row(2)
    running.try_out()
    qtbot.keyClick(running.items, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert running.trying.drop.text() == "Put items 3, 4 off"
    running.trying.drop_items()
    assert [row.tried for row in running.items_model.rows[2:4]] == ["put off", "put off"]
    assert running.trying.drop.text() == "Keep items 3, 4"
    assert not running.trying.limit.isEnabled()
    running.trying.drop_items()
    assert not running.trying.what_if
    running.trying.drop_items()
    with qtbot.waitSignal(room.bridge.news):
        running.trying.do_so.click()
    assert room.bridge.desk.entries[-1].sentence == "Keep to the time: put off 3, 4"
    qtbot.waitUntil(lambda: not running.trying.on)
    assert len(running.items.keys) == 1


def test_an_item_without_minutes_of_its_own_is_limited(room, running):
    third = agenda_of(room.record, running.meeting.id)[2]
    room.do(ChangeAgendaItem(item=third.id, minutes=None))
    running.items.choose_row(2)
    running.try_out()
    assert running.trying.limit.isEnabled()
    running.trying.limit_items()
    assert running.items_model.rows[2].tried == "limited to 30 min"


def test_hours_typed_as_a_span_are_planned(room, page, qtbot):
    page.column.ask_hours()
    for name, text in (("hours", "12.00 - 14:30"), ("pause", "13:00–13:15")):
        page.column.form.input(name).setText(text)
    with qtbot.waitSignal(room.bridge.news):
        page.column.form.answer()
    (sitting, *_) = sittings_of(room.record, page.meeting.id)
    assert (sitting.planned_from, sitting.pause_to) == (TEN, TEN + timedelta(hours=1, minutes=15))


def test_a_meeting_and_a_sitting_are_changed_and_one_is_taken_out(room, page, qtbot):
    page.column.ask_change()
    page.column.form.input("venue").setText("Upper hall")
    page.column.form.input("seats").setText("80")
    with qtbot.waitSignal(room.bridge.news):
        page.column.form.answer()
    assert (page.meeting.venue, page.meeting.capacity) == ("Upper hall", 80)
    page.column.sittings.choose_row(1)
    page.column.ask_hours()
    page.column.form.input("title").setText("Evening")
    with qtbot.waitSignal(room.bridge.news):
        page.column.form.answer()
    assert [row.name for row in page.column.sittings_model.rows][1] == "Evening"
    with qtbot.waitSignal(room.bridge.news):
        page.column.remove_sitting()
    assert "Evening" not in [row.name for row in page.column.sittings_model.rows]


def test_the_next_meeting_is_made_from_the_one_shown(room, page, qtbot):
    page.column.ask_next()
    page.column.form.input("venue").setText("Upper hall")
    with qtbot.waitSignal(room.bridge.news):
        page.column.form.answer()
    qtbot.waitUntil(lambda: page.column.title.text() == "Meeting 2.5")
    assert page.meeting.venue == "Upper hall"
    assert len(page.column.sittings_model.rows) >= 2


def test_hours_that_are_no_span_keep_the_form(room, page, qtbot):
    page.column.ask_hours()
    page.column.form.input("hours").setText("all morning")
    with qtbot.waitSignal(page.says) as told:
        page.column.form.answer()
    assert "all morning" in told.args[0]
    assert page.column.form.isVisible()


def test_lateness_is_told_in_words():
    def late(**by) -> str:
        planned = datetime(2026, 4, 16, 8, 0, tzinfo=UTC)
        return shown.lateness(shown.Expected("", planned + timedelta(**by), None, planned))

    assert [late(minutes=m) for m in (0, 4, -5, 35, 95, -20)] == [
        "",
        "",
        "",
        "35 min late",
        "1 h 35 late",
        "20 min early",
    ]
    assert late(hours=20) == "planned Thu 10:00"

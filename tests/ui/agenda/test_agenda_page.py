"""The agenda page: items and their times, sittings, and the way from an empty dossier to an open sitting."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, current_sitting
from tests.ui.conftest import person


@pytest.fixture
def page(room):
    room.window.go("agenda")
    return room.window.page("agenda")


def titles(page) -> list[str]:
    return [item.title for item in page.items_model.rows]


def test_the_item_taken_up_is_marked(page):
    assert [(item.number, item.active) for item in page.items_model.rows] == [("1", True), ("2", False)]
    assert page.items_model.index(0, 0).data() == "▶"
    assert page.times.text() == "1 h 40 planned · 0 min used"


def test_enter_takes_the_item_up(room, page, qtbot):
    page.items.selectRow(1)
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.items, Qt.Key.Key_Return)
    assert now(room.record).item == page.items_model.rows[1].key
    assert page.items_model.rows[1].active


def test_an_item_is_added_with_its_blocks(room, page, qtbot):
    page.ask_item()
    for name, text in (("title", "Second reading of 10 and 11"), ("minutes", "120"), ("blocks", "10, 11")):
        page.form.input(name).setText(text)
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    last = page.items_model.rows[-1]
    assert (last.number, last.planned, last.blocks) == ("3", 120, "10, 11")


def test_a_block_that_does_not_exist_keeps_the_form(page, qtbot):
    page.ask_item()
    page.form.input("title").setText("Reading")
    page.form.input("blocks").setText("10, 77")
    with qtbot.waitSignal(page.says) as told:
        page.form.answer()
    assert "77" in told.args[0]
    assert page.form.isVisible()


def test_title_and_minutes_are_changed(room, page, qtbot):
    page.items.selectRow(1)
    page.ask_change()
    page.form.input("title").setText("Third reading")
    page.form.input("minutes").setText("45")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    item = room.record.get(AgendaItem, page.items_model.rows[1].key)
    assert (item.title, item.minutes) == ("Third reading", 45)


def test_alt_and_an_arrow_move_the_item_and_it_stays_selected(room, page, qtbot):
    page.items.selectRow(1)
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.items, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(page) == ["Second reading", "Opening"]
    assert page.items.keys == [page.items_model.rows[0].key]
    assert [item.number for item in agenda_of(room.record, page.meeting.id)] == ["1", "2"]


def test_the_first_item_cannot_move_up(room, page, qtbot):
    page.items.selectRow(0)
    with qtbot.assertNotEmitted(room.bridge.refused):
        page.hand.move_item("up")
    assert titles(page) == ["Opening", "Second reading"]


def test_time_used_is_the_time_the_room_is_at_the_item(room, page):
    room.do(GiveFloor(person=person(room.record, "Okafor")))
    room.clock.at += timedelta(minutes=14, seconds=30)
    room.do(EndIntervention())
    assert page.items_model.rows[0].used == 14
    assert page.items_model.rows[0].time_words == "14 of 10 min, 4 over"


def test_a_sitting_is_suspended_resumed_and_closed(room, page, qtbot):
    for act, state in ((page.do_suspend, "suspended"), (page.do_suspend, "open"), (page.close_sitting, "closed")):
        with qtbot.waitSignal(room.bridge.news):
            act()
        assert page.column.sittings_model.rows[0].state == state
    assert current_sitting(room.record) is None


def test_opening_a_second_sitting_is_refused_with_its_remedy(room, page, qtbot):
    page.column.sittings.selectRow(1)
    with qtbot.waitSignal(room.bridge.refused) as told:
        page.column.buttons["open"].click()
    assert told.args[0].remedy.sentence(room.record) == "Close Thursday morning"


def test_from_an_empty_dossier_to_an_open_sitting(empty_room, qtbot):
    empty_room.window.go("agenda")
    page = empty_room.window.page("agenda")
    assert page._stack.currentWidget() is page._no_meeting
    page._no_meeting._button.click()
    page.column.form.input("phase").setText("2")
    page.column.form.input("number").setText("4")
    page.column.form.input("place").setText("Leiden")
    page.column.form.answer()
    qtbot.waitUntil(lambda: bool(empty_room.record.all(Meeting)))
    assert [p.number for p in empty_room.record.each(Phase)] == [2]
    qtbot.waitUntil(lambda: page.column.title.text() == "Meeting 2.4")
    page._empty.state._button.click()
    page.form.input("title").setText("Opening")
    with qtbot.waitSignal(empty_room.bridge.news):
        page.form.answer()
    page.do_openSitting()
    page.column.form.input("title").setText("Morning")
    with qtbot.waitSignal(empty_room.bridge.news):
        page.column.form.answer()
    with qtbot.waitSignal(empty_room.bridge.news):
        page.do_openSitting()
    (sitting,) = empty_room.record.each(Sitting)
    assert (sitting.title, sitting.state) == ("Morning", "open")


def test_a_meeting_that_ends_before_it_starts_keeps_the_form(empty_room, qtbot):
    empty_room.window.go("agenda")
    page = empty_room.window.page("agenda")
    page.column.ask_meeting()
    end = page.column.form.input("to")
    end.setDate(end.date().addDays(-3))
    with qtbot.waitSignal(empty_room.bridge.refused):
        page.column.form.answer()
    assert page.column.form.isVisible()

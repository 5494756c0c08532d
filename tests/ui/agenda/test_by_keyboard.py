"""The agenda without the mouse."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from hisrg_desktop.meeting.agenda.items import AgendaItem, SayOutcome
from hisrg_desktop.meeting.agenda.unfinished import CarryOver
from hisrg_desktop.meeting.roll.next_meeting import NewMeetingFrom
from tests.ui.people.test_by_keyboard import Keyboard


@pytest.fixture
def keyboard(room) -> Keyboard:
    made = Keyboard(room)
    room.window.go("agenda")
    return made


@pytest.fixture
def page(room, keyboard):
    return room.window.page("agenda")


def titles(page) -> list[str]:
    return [row.title for row in page.items_model.rows]


def test_an_item_is_added_selected_moved_and_taken_off(room, page, keyboard):
    keyboard.key("add")
    assert keyboard.at == "agendaFormTitle"
    keyboard.type("Coffee")
    keyboard.press(Qt.Key.Key_Return)
    assert page.item.title == "Coffee"
    assert keyboard.at == "agendaItems"
    keyboard.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.item.number == "2.1"
    keyboard.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    keyboard.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(page) == ["Opening", "Coffee", "Second reading"]
    keyboard.press(Qt.Key.Key_Delete)
    assert titles(page) == ["Opening", "Second reading"]
    assert page.item.title == "Second reading"


def test_an_answer_that_was_misunderstood_has_the_keyboard(room, page, keyboard):
    keyboard.do("add an item")
    keyboard.type("Coffee")
    page.form.input("blocks").setText("99")
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.at == "agendaFormBlocks"
    assert page.form.input("title").text() == "Coffee"


def test_a_presenter_is_found_by_letters_of_the_name(room, page, keyboard):
    keyboard.key("add")
    keyboard.type("Coffee")
    page.form.input("presenter").setText("okaf")
    keyboard.press(Qt.Key.Key_Return)
    coffee = next(item for item in room.record.each(AgendaItem) if item.title == "Coffee")
    assert coffee.presenter


def test_what_if_is_reached_from_the_item_and_left_with_escape(page, keyboard):
    keyboard.key("whatIf")
    assert keyboard.at == "agendaItems"
    keyboard.press(Qt.Key.Key_End)
    keyboard.press(Qt.Key.Key_Tab)
    assert keyboard.at == "agendaTryingDrop"
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Tab)
    assert keyboard.at == "agendaTryingDoSo"
    keyboard.press(Qt.Key.Key_Escape)
    assert not page.trying.on
    assert keyboard.at == "agendaItems"


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("newMeeting", "agendaMeetingFormPhase"),
        ("nextMeeting", "agendaMeetingFormKind"),
        ("changeMeeting", "agendaMeetingFormPlace"),
        ("planSitting", "agendaMeetingFormTitle"),
        ("changeSitting", "agendaMeetingFormTitle"),
        ("changeItem", "agendaFormTitle"),
    ],
)
def test_what_is_asked_is_reached_from_anywhere_and_left_with_escape(room, page, keyboard, key, first):
    room.window.go("journal")
    keyboard.key(key)
    assert keyboard.at == first
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.at == "agendaItems"


def test_one_button_is_the_one_to_press(room, page, keyboard):
    def primary() -> list[str]:
        there = page.findChildren(QPushButton)
        return [b.objectName() for b in there if b.isVisible() and b.property("kind") == "primary"]

    assert primary() == ["agendaTakeUp"]
    keyboard.key("add")
    assert primary() == ["agendaFormDone"]
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.key("whatIf")
    assert primary() == ["agendaTryingDoSo"]


def test_a_preset_is_begun_from_also_where_only_carried_items_stand(room, page):
    presets = [action for action in page.column._menu.actions() if "Begin the agenda" in action.text()]
    assert presets
    assert not any(action.isEnabled() for action in presets)
    last = page.meeting.id
    room.do(SayOutcome(item=page.items_model.rows[1].key, outcome="put off"))
    room.do(NewMeetingFrom(last=page.meeting.id, planned_from=date(2026, 10, 12), planned_to=date(2026, 10, 13)))
    room.do(CarryOver(meeting=last, to=page.meeting.id))
    assert len(page.items_model.rows) == 1
    assert all(action.isEnabled() for action in presets)
    presets[0].trigger()
    room.bridge.desk.look(lambda _: None).result()
    QApplication.processEvents()
    assert len(page.items_model.rows) > 2

"""The secretary's work of the day before, without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.answers import answer_of
from hisrg_desktop.ui.people.views import VIEWS
from hisrg_desktop.ui.windows.keys import KEYS
from tests.ui.conftest import TEN, person


class Keyboard:
    """What is pressed goes to whatever has the focus in the window."""

    def __init__(self, room) -> None:
        self._room = room
        room.window.activateWindow()
        room.window.go("people")

    @property
    def focus(self) -> QWidget:
        return self._room.window.focusWidget()

    @property
    def at(self) -> str:
        return self.focus.objectName()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, held)
        self._room.bridge.desk.look(lambda _: None).result()
        for _ in range(3):
            QApplication.processEvents()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)
        QApplication.processEvents()

    def tab_to(self, name: str) -> None:
        for _ in range(40):
            if self.at == name:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not lead to {name}")

    def do(self, words: str) -> None:
        """What is done through the command palette by these words."""
        self._room.window.do_commands()
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def key(self, name: str) -> None:
        self._room.window.menus.actions[name].trigger()
        QApplication.processEvents()


@pytest.fixture
def keyboard(room) -> Keyboard:
    return Keyboard(room)


@pytest.fixture
def page(room, keyboard):
    return room.window.page("people")


def test_every_view_has_a_command_by_its_name():
    named = {key.name: key.words for key in KEYS if key.menu == "People"}
    assert {f"view{view.key.capitalize()}": view.title for view in VIEWS}.items() <= named.items()


@pytest.mark.parametrize("view", VIEWS, ids=[view.key for view in VIEWS])
def test_a_view_is_gone_to_from_anywhere_and_has_the_keyboard(room, keyboard, view):
    room.window.go("journal")
    keyboard.key(f"view{view.key.capitalize()}")
    page = room.window.page("people")
    assert page.isVisible()
    assert page.views.tabText(page.views.currentIndex()) == view.title
    assert page.view.isAncestorOf(keyboard.focus)


def test_views_are_gone_through_one_after_another(page, keyboard):
    keyboard.key("nextView")
    assert page.view is page.choose_view("person")
    keyboard.key("previousView")
    keyboard.key("previousView")
    assert page.views.currentIndex() == len(VIEWS) - 1


def test_a_person_is_found_and_seen_in_full(room, page, keyboard):
    keyboard.key("find")
    assert keyboard.at == "peopleFilter"
    keyboard.type("okaf")
    keyboard.press(Qt.Key.Key_Down)
    assert keyboard.at == "peopleList"
    assert page.group.person == person(room.record, "Okafor")
    keyboard.tab_to("peopleCardEverything")
    keyboard.press(Qt.Key.Key_Space)
    assert page.view is page.choose_view("person")
    assert page.view._name.text() == "Bayo Okafor"


def test_escape_empties_the_filter_and_then_leads_to_the_roll_call(page, keyboard):
    keyboard.key("find")
    keyboard.type("okaf")
    keyboard.press(Qt.Key.Key_Escape)
    assert (keyboard.at, page.group.filter.text()) == ("peopleFilter", "")
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.at == "peopleRollLine"


def test_where_nobody_fits_one_press_shows_the_whole_list(page, keyboard):
    keyboard.key("find")
    keyboard.type("nobody of this name")
    lists = page.group.lists
    assert lists._stack.currentWidget() is lists._nothing
    lists._nothing._button.click()
    assert len(lists.names.rows.rows) == 3
    assert keyboard.at == "peopleList"


def test_a_person_is_added_and_the_list_leads_to_them(room, page, keyboard):
    keyboard.key("find")
    keyboard.type("lind")
    keyboard.do("add a person")
    assert keyboard.at == "peopleFormGiven"
    keyboard.type("Yuki")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.type("Tanaka")
    keyboard.press(Qt.Key.Key_Tab)
    page.group.form.input("organisation").setText("Institute of Lunar Commerce")
    with QtSignal(page.says) as told:
        keyboard.press(Qt.Key.Key_Return)
    assert told == ["“Institute of Lunar Commerce” is a new organisation on record."]
    assert keyboard.at == "peopleList"
    assert page.group.person == person(room.record, "Tanaka")
    assert page.group.filter.text() == ""


class QtSignal:
    """What a signal carried while the block ran."""

    def __init__(self, signal) -> None:
        self._signal, self._heard = signal, []

    def __enter__(self) -> list:
        self._signal.connect(self._heard.append)
        return self._heard

    def __exit__(self, *_: object) -> None:
        self._signal.disconnect(self._heard.append)


def test_a_form_that_was_refused_has_the_keyboard_where_it_was(room, page, keyboard, qtbot):
    keyboard.do("add a person")
    keyboard.type("Tui")
    page.group.form.input("organisation").setText("Regolith Tools")
    page.group.form.input("kind").setCurrentIndex(1)
    page.group.form.input("family").setFocus()
    with qtbot.waitSignal(room.bridge.refused):
        keyboard.press(Qt.Key.Key_Return)
    assert keyboard.at == "peopleFormFamily"
    assert page.group.form.input("given").text() == "Tui"


def test_tab_goes_through_the_questions_and_then_to_the_buttons(page, keyboard):
    keyboard.do("add an organisation")
    seen = []
    for _ in range(9):
        seen.append(keyboard.at.removeprefix("organisationsForm"))
        keyboard.press(Qt.Key.Key_Tab)
    assert seen == ["Name", "Short", "Aliases", "Parent", "Separate", "Country", "Category", "Leave", "Done"]


def test_an_organisation_is_added_and_selected(room, page, keyboard):
    keyboard.do("add an organisation")
    keyboard.type("Lamp Institute")
    keyboard.press(Qt.Key.Key_Return)
    lamp = next(o for o in room.record.each(Organisation) if o.name == "Lamp Institute")
    assert keyboard.at == "organisationsTable"
    assert page.view.table.keys == [lamp.id]


def test_what_was_typed_about_one_organisation_stays_when_another_is_selected(page, keyboard):
    view = page.choose_view("organisations")
    view.table.choose_row(0)
    first = view.form.purpose
    view.form.input("country").setText("Quillon")
    with QtSignal(view.says) as told:
        view.table.choose_row(1)
    assert view.form.purpose == first
    assert view.form.input("country").text() == "Quillon"
    assert told


def test_an_applicant_is_admitted_and_the_keyboard_is_with_the_next(room, page, keyboard):
    page.group.lists.tabs.setCurrentIndex(4)
    keyboard.key("find")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Tab)
    assert keyboard.at == "peopleAdmit"
    keyboard.press(Qt.Key.Key_Space)
    assert class_of(room.record, person(room.record, "Haddad"), TEN.date()) == "observer"
    assert keyboard.at == "peopleList"
    assert next(a for a in room.record.each(Application) if a.outcome == "admitted")


def test_two_that_are_one_are_merged_and_taken_apart(room, page, keyboard):
    room.do(AddOrganisation(name="Regolith  Tools, Inc."))
    keyboard.do("organisations")
    keyboard.tab_to("organisationsPairsTable")
    keyboard.press(Qt.Key.Key_Tab)
    assert keyboard.at == "organisationsMerge"
    keyboard.press(Qt.Key.Key_Space)
    assert page.view.pairs.tabs.tabText(1) == "Merged: 1"
    assert keyboard.at == "organisationsPairTabs"
    keyboard.press(Qt.Key.Key_Right)
    keyboard.tab_to("organisationsTakeApart")
    keyboard.press(Qt.Key.Key_Space)
    assert page.view.pairs.tabs.tabText(1) == "Merged: 0"


def test_an_answer_is_typed_and_echoed(room, page, keyboard):
    keyboard.do("invitations")
    assert keyboard.at == "invitationsAnswerLine"
    keyboard.type("-okaf")
    keyboard.press(Qt.Key.Key_Return)
    view = page.view
    answer = answer_of(room.record, view.meeting.id, person(room.record, "Okafor"))
    assert answer.says == "does not come"
    assert view.box.line.text() == ""
    assert "B. Okafor" in view.box.last.text() or "Bayo Okafor" in view.box.last.text()
    assert view.box.line.accessibleDescription() == view.box.last.text().removeprefix("✓  ")


def test_whoever_listens_hears_at_the_line_who_is_meant(page, keyboard):
    keyboard.type("lind")
    keyboard.press(Qt.Key.Key_Down)
    line = page.group.roll.line
    assert "Astrid Lind" in line.accessibleDescription()
    keyboard.press(Qt.Key.Key_Down)
    assert "Oskar Lind" in line.accessibleDescription()


def test_home_and_end_lead_to_the_first_row_and_the_last(page, keyboard):
    keyboard.key("find")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_End)
    assert page.group.lists.names.currentIndex().row() == 2
    keyboard.press(Qt.Key.Key_Home)
    assert page.group.lists.names.currentIndex().row() == 0


def test_letters_of_one_name_are_enough_where_only_those_on_record_can_be_meant(room, page, keyboard):
    page.select(person(room.record, "Okafor"))
    page.group._asked("same")
    page.group.form.input("who").setText("haddad")
    keyboard.press(Qt.Key.Key_Return)
    assert room.record.get(Person, person(room.record, "Okafor")).merged_into == person(room.record, "Haddad")


def test_with_nothing_on_record_every_view_offers_one_thing_and_has_the_keyboard(empty_room):
    keyboard = Keyboard(empty_room)
    page = empty_room.window.page("people")
    for view in VIEWS:
        keyboard.key(f"view{view.key.capitalize()}")
        primary = [b for b in page.view.findChildren(QWidget) if b.property("kind") == "primary" and b.isVisible()]
        assert len(primary) == 1, view.key
        assert keyboard.at == "emptyStateButton", view.key


def test_a_phase_is_begun_before_any_meeting_was_held(empty_room):
    keyboard = Keyboard(empty_room)
    keyboard.key("viewMeetings")
    keyboard.tab_to("overMeetingsBeginPhase")
    keyboard.press(Qt.Key.Key_Space)
    assert keyboard.at == "overMeetingsFormName"
    keyboard.type("First phase")
    keyboard.press(Qt.Key.Key_Return)
    assert [(phase.number, phase.name) for phase in empty_room.record.each(Phase)] == [(1, "First phase")]
    assert keyboard.at == "emptyStateButton"


def test_whoever_is_on_the_rail_comes_back_to_the_page_with_escape(room, keyboard):
    keyboard.tab_to("railPeople")
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.at == "peopleRollLine"


@pytest.mark.parametrize("key", ["addPerson", "addOrganisation", "newMeeting"])
def test_while_the_first_is_asked_for_there_is_one_button_to_press(empty_room, key):
    keyboard = Keyboard(empty_room)
    keyboard.key(key)
    there = empty_room.window.current.findChildren(QWidget)
    assert [b.text() for b in there if b.property("kind") == "primary" and b.isVisible()] in (["Add"], ["Create"])
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.at == "emptyStateButton"

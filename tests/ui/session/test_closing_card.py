"""Closing a sitting at the session page: what is open is listed, each remedy is one key, a copy is made afterwards."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement, Statement
from hisrg_desktop.meeting.floor.giving import AskForFloor
from hisrg_desktop.meeting.floor.invitations import uninvited
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting
from tests.store.files import verified
from tests.ui.conftest import Room, person


@pytest.fixture
def room(open_room, small_dossier: Path, tmp_path: Path) -> Room:
    """A small meeting with a sitting open, in the window."""
    return open_room(Path(shutil.copy(small_dossier, tmp_path / "small.hisrg")))


@pytest.fixture
def page(room: Room):
    room.window.go("session")
    return room.window.page("session")


def press(room: Room, name: str) -> None:
    room.window.menus.actions[name].trigger()


def shown(page) -> list[tuple[bool, str]]:
    return [(row.must, row.words) for row in page.closing.card.rows.rows]


def state(room: Room) -> str:
    return next(iter(room.record.each(Sitting))).state


def test_the_card_lists_what_is_open_and_enter_settles_line_after_line(room: Room, page, qtbot) -> None:
    room.do(TakeDown(text="Zones matter.", speaker=person(room.record, "van der Wiel")))
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    press(room, "closeSitting")
    card = page.closing.card
    assert card.isVisible()
    assert [must for must, _ in shown(page)][:2] == [True, False]
    assert not card._close.isEnabled()
    assert "1 to settle" in card._told.text()
    for left in range(len(shown(page)), 0, -1):
        assert len(shown(page)) == left
        QTest.keyClick(card.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda left=left: len(shown(page)) == left - 1)
    assert not uninvited(room.record, next(iter(room.record.each(Sitting))).id)
    assert card._close.isEnabled()
    press(room, "activate")
    qtbot.waitUntil(lambda: state(room) == "closed")
    qtbot.waitUntil(lambda: page.over is None)


def test_what_must_be_settled_keeps_the_sitting_open_and_the_refusal_offers_the_remedy(room: Room, page, qtbot) -> None:
    room.do(TakeDown(text="Zones matter.", speaker=person(room.record, "van der Wiel")))
    press(room, "closeSitting")
    with qtbot.waitSignal(room.bridge.refused) as refused:
        press(room, "closeSitting")
    assert "without an invitation" in refused.args[0].message
    assert state(room) == "open"
    press(room, "remedy")
    qtbot.waitUntil(page.closing.card._close.isEnabled)


def test_what_may_stay_keeps_nobody_from_closing(room: Room, page, qtbot) -> None:
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    press(room, "closeSitting")
    assert page.closing.is_open
    press(room, "closeSitting")
    qtbot.waitUntil(lambda: state(room) == "closed")


def test_escape_leaves_the_sitting_open_and_gives_the_keyboard_back(room: Room, page, qtbot) -> None:
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    press(room, "closeSitting")
    QTest.keyClick(page.closing.card.view, Qt.Key.Key_Escape)
    assert not page.closing.card.isVisible()
    assert page.capture.editor.hasFocus()
    assert state(room) == "open"


def test_words_not_yet_taken_down_are_listed_and_stay_in_the_line(room: Room, page, qtbot) -> None:
    QTest.keyClicks(page.capture.editor, "half a sen")
    qtbot.waitUntil(lambda: bool(room.bridge.desk.kept()))
    press(room, "closeSitting")
    assert (False, "Words not taken down: “half a sen”") in shown(page)
    page.closing.card.view.selectRow(len(shown(page)) - 1)
    page.closing.card.carry_out()
    assert page.capture.editor.toPlainText() == "half a sen"
    press(room, "closeSitting")
    press(room, "closeSitting")
    qtbot.waitUntil(lambda: state(room) == "closed")
    assert page.capture.editor.toPlainText() == "half a sen"


def test_the_words_of_a_statement_that_came_late_are_put_in_from_the_card(room: Room, page, qtbot) -> None:
    room.do(AnnounceStatement(person=person(room.record, "Okafor"), about="the reviewers"))
    press(room, "closeSitting")
    assert [words for _, words in shown(page)] == [
        "Bayo Okafor has announced a statement about the reviewers; it has not come"
    ]
    QTest.keyClick(page.closing.card.view, Qt.Key.Key_Return)
    QTest.keyClicks(page.ask_line.line, "We regret the haste.")
    QTest.keyClick(page.ask_line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == [])
    assert next(room.record.each(Statement)).text == "We regret the haste."


def test_asked_for_on_another_page_the_card_is_seen_and_has_the_keyboard(room: Room, page, qtbot) -> None:
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    room.window.go("decisions")
    press(room, "closeSitting")
    assert room.window.current is page
    assert page.closing.card.isVisible()
    qtbot.waitUntil(page.closing.card.view.hasFocus)


def test_closing_makes_a_verified_copy_of_the_dossier(room: Room, page, qtbot) -> None:
    said: list[str] = []
    room.window.backing_up.told.connect(said.append)
    press(room, "closeSitting")
    qtbot.waitUntil(lambda: bool(said))
    folder = room.bridge.desk.path.with_name("small-backups")
    (made,) = folder.iterdir()
    assert "Thursday morning" in made.name
    assert made.name in said[0]
    assert verified(made) == []
    assert current_sitting(room.record) is None


def test_a_decision_prepared_beneath_the_card_is_not_declared_when_the_sitting_is_closed(room, page, qtbot) -> None:
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    page.deciding.do_declare()
    page.deciding.form.words.setPlainText("The provision stands.")
    press(room, "closeSitting")
    assert page.closing.is_open
    press(room, "activate")
    qtbot.waitUntil(lambda: state(room) == "closed")
    assert list(room.record.each(Decision)) == []


def test_news_of_the_copy_waits_while_a_refusal_is_being_read(room: Room, page, qtbot) -> None:
    banner = room.window.messages.banner
    room.window.messages.refuse("Not in order.", None, "")
    room.window.backing_up.told.emit("A copy was made.")
    assert banner.accessibleName() == "Not in order."
    room.do(AskForFloor(person=person(room.record, "Okafor")))
    qtbot.waitUntil(lambda: banner.accessibleName() == "A copy was made.")
    room.window.backing_up.told.emit("Another copy was made.")
    assert banner.accessibleName() == "Another copy was made."

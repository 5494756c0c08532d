"""The minutes page shows the minutes as they would be issued now, follows the record and stays where one reads."""

from pathlib import Path

import pytest

from hisrg_desktop.meeting.comments.capture import StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision


@pytest.fixture
def shown(open_room, practice: Path, qtbot):
    """The practice meeting with its minutes shown."""
    room = open_room(practice)
    room.window.go("minutes")
    page = room.window.page("minutes")
    qtbot.waitUntil(lambda: page.sections.count() > 8)
    return room, page


def test_every_decision_stands_in_the_minutes(shown):
    room, page = shown
    text = page.text.toPlainText()
    assert all(decision.words in text for decision in room.bridge.record.each(Decision))


def test_the_minutes_follow_the_record_and_stay_where_one_reads(shown, qtbot):
    room, page = shown
    page.select("Block 4")
    at = page.text.verticalScrollBar().value()
    assert at > 0
    room.bridge.do(TakeDown(text="Asks that the cutters be named."))
    qtbot.waitUntil(lambda: "Asks that the cutters be named." in page.text.toPlainText())
    assert page.text.verticalScrollBar().value() == at


def test_what_is_struck_leaves_the_minutes(shown, qtbot):
    room, page = shown
    comment = next(c for c in room.bridge.record.each(Comment) if c.channel == "in session" and c.kind == "remark")
    assert comment.text in page.text.toPlainText()
    room.bridge.do(StrikeOut(comment=comment.id, why="said twice"))
    qtbot.waitUntil(lambda: comment.text not in page.text.toPlainText())


def test_without_names_the_passages_that_name_somebody_are_shown(shown, qtbot):
    room, page = shown
    assert page.warning.isHidden()
    room.bridge.desk.do(TakeDown(text="Takes the same view as Dr Lind.")).result()
    qtbot.waitUntil(lambda: room.bridge.record is room.bridge.desk.record)
    page.none.click()
    qtbot.waitUntil(page.warning.isVisible)
    assert "name somebody" in page.warning.text()
    assert "A member" in page.text.toPlainText()
    assert "List of participants" not in page.text.toPlainText()


def test_the_switch_says_what_is_exported(shown):
    _, page = shown
    page.none.setChecked(True)
    assert page.options(".pdf").names == "none"
    assert page.options(".pdf").suffix == ".pdf"


def test_without_a_meeting_the_page_says_what_to_do(empty_room):
    empty_room.window.go("minutes")
    page = empty_room.window.page("minutes")
    assert page._none_yet.isVisible()
    page._none_yet.wanted.emit()
    assert empty_room.window.current.objectName() == "agendaPage"


def test_very_long_minutes_are_laid_out_only_for_who_looks_at_them(open_room, practice: Path, qtbot, monkeypatch):
    monkeypatch.setattr("hisrg_desktop.ui.minutes.page._MANY", 5)
    room = open_room(practice)
    page = room.window.page("minutes")
    page.freshen()
    assert page.stale
    assert not page._composing
    room.window.go("minutes")
    qtbot.waitUntil(lambda: page.sections.count() > 8)
    assert not page.stale

"""The view of personal data: what is on record is given out, and erased where the name is typed; ticks decide what goes."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.people.erasing import Erasure
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.traces import FORMER
from tests.ui.conftest import person


@pytest.fixture
def view(room, qtbot):
    room.window.go("people")
    view = room.window.page("people").choose_view("personal")
    view.select(person(room.record, "Haddad"))
    return view


def looked_up(view, qtbot):
    view.ask()
    qtbot.waitUntil(lambda: view._would is not None, timeout=20000)


def test_erasing_asks_for_the_name_and_then_nothing_names_them_any_more(room, view, qtbot):
    bridge, key = room.window.bridge, person(room.record, "Haddad")
    bridge.desk.do(TakeDown(text="As Ms Haddad said, it is narrow.")).result()
    looked_up(view, qtbot)
    assert [row.words for row in view.places.rows] == ["As Ms Haddad said, it is narrow."]
    assert not view.erase.isEnabled()
    view.typed.setText("Farida")
    assert not view.erase.isEnabled()
    view.typed.setText("farida haddad")
    assert view.erase.isEnabled()
    qtbot.mouseClick(view.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Not reached:" in view._after.text(), timeout=20000)
    assert bridge.record.get(Person, key).name == FORMER
    assert "As a former participant said, it is narrow." in [c.text for c in bridge.record.each(Comment)]
    assert view._title.text() == FORMER
    assert not view.look_first.isVisible()


def test_what_is_not_ticked_stays(room, view, qtbot):
    bridge = room.window.bridge
    bridge.desk.do(TakeDown(text="As Ms Haddad said, it is narrow.")).result()
    looked_up(view, qtbot)
    view.table.choose_row(0)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert "0 of 1 place in words" in view._count.text()
    view.typed.setText("Haddad, Farida")
    qtbot.keyClick(view.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(bridge.record.all(Erasure)) == 1, timeout=20000)
    assert "As Ms Haddad said, it is narrow." in [c.text for c in bridge.record.each(Comment)]


def test_a_member_is_refused_with_what_ends_the_membership_and_then_it_can_be_done(room, view, qtbot):
    view.select(person(room.record, "Okafor"))
    bridge, key = room.window.bridge, person(room.record, "Okafor")
    looked_up(view, qtbot)
    while view._would is None or view._would.refused:
        assert view._before.text().startswith("Not now: Bayo Okafor ")
        assert view.remedy.isVisible()
        refused = view._would
        qtbot.mouseClick(view.remedy, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda before=refused: view._would not in (None, before), timeout=20000)
    assert all(held.until for held in bridge.record.where(Participation, person=key))
    assert view.typed.isVisible()


def test_what_is_on_record_is_given_out_as_data(room, view, qtbot, tmp_path, monkeypatch):
    out = tmp_path / "haddad.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.mouseClick(view.data, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists, timeout=30000)
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["rows"]["person"][0]["name"] == "Farida Haddad"
    assert any("Farida Haddad" in entry["what"] for entry in told["journal"])


def test_the_journal_that_is_seen_is_told_anew(room, qtbot):
    bridge = room.window.bridge
    room.window.go("journal")
    page = room.window.page("journal")
    page.filter.setText("Haddad")
    assert page.entries.rowCount() > 0
    bridge.desk.erase(person(room.record, "Haddad")).result()
    qtbot.waitUntil(lambda: page.entries.rowCount() == 0, timeout=20000)
    page.filter.setText("former participant")
    assert page.entries.rowCount() > 0


def test_what_can_be_acted_on_has_a_name(view, qtbot):
    looked_up(view, qtbot)
    for widget in (view.filter, view.names, view.word, view.pdf, view.data, view.table, view.typed, view.erase):
        assert widget.objectName()
        assert widget.accessibleName()


def test_the_card_leads_to_the_data_of_its_person(room, qtbot):
    room.window.go("people")
    page = room.window.page("people")
    page.select(person(room.record, "Haddad"))
    page.group.card.asked.emit("data")
    assert page.view is page.choose_view("personal")
    assert page.view._title.text() == "Farida Haddad"


def test_somebody_is_found_by_letters_and_enter(room, view, qtbot):
    view.filter.setFocus()
    qtbot.keyClicks(view.filter, "wiel")
    qtbot.keyClick(view.filter, Qt.Key.Key_Return)
    assert view._title.text() == "Elske van der Wiel"

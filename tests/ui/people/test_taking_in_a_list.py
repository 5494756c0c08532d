"""A list of people in the window: read beside the work, looked through row by row, taken in as one act."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent

from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.ui.people.taking_in import TakingInView

LIST = """Naam;E-mailadres;Organisatie;Hoedanigheid;Sinds
Maya Torn;maya@torn.example;Harbour Watch;extern;2026-01-05
Astrid Lind;a.lind@orbit.example;Institute of Orbital Law;lid;
Ana Sol & Ben Sol;;Sol House;extern;
Piet Vos;;I.O.L.;extern;
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "gasten.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


@pytest.fixture
def view(room, source, qtbot) -> TakingInView:
    room.window.go("people")
    page = room.window.page("people")
    page.take_list(source)
    seen = page.view
    assert isinstance(seen, TakingInView)
    qtbot.waitUntil(lambda: seen.found is not None, timeout=20_000)
    return seen


def decided(view: TakingInView, qtbot, asking) -> None:
    """Ask for something that is decided anew, and wait for the answer."""
    before = view.found
    asking()
    qtbot.waitUntil(lambda: view.found is not before, timeout=20_000)


def results(view: TakingInView) -> list[tuple[str, str]]:
    return [
        (view.rows.model().index(row, 1).data()[3:], view.rows.model().index(row, 2).data())
        for row in range(view.rows.model().rowCount())
    ]


def names(room) -> set[str]:
    return {person.name for person in room.record.each(Person)}


def test_every_row_is_shown_with_its_result_and_nothing_is_on_record(room, view) -> None:
    before = names(room)
    assert results(view) == [
        ("new", "Maya Torn"),
        ("changed", "Astrid Lind"),
        ("refused", "Ana Sol & Ben Sol"),
        ("warning", "Piet Vos"),
    ]
    assert view.take.text() == "Take in 3 people"
    assert names(room) == before


def test_all_is_taken_in_as_one_act_and_taken_back_as_one(room, view, qtbot) -> None:
    before = names(room)
    view.take.click()
    qtbot.waitUntil(lambda: view.reading is None, timeout=20_000)
    assert names(room) - before == {"Maya Torn", "Piet Vos"}
    room.bridge.undo()
    qtbot.waitUntil(lambda: names(room) == before, timeout=20_000)


def test_rows_can_be_seen_by_their_result_and_left_out(view, qtbot) -> None:
    view.results["refused"].click()
    assert results(view) == [("refused", "Ana Sol & Ben Sol")]
    view.results["new"].click()
    decided(view, qtbot, view.row.out.click)
    assert view.found.counts["left out"] == 1
    assert view.take.text() == "Take in 2 people"


def test_who_is_meant_can_be_said_otherwise(view, qtbot) -> None:
    view.results["warning"].click()
    choice = view.row.who["organisation"]
    assert choice.isVisible()
    assert choice.currentText() == "the same as Institute of Orbital Law"

    def say_otherwise() -> None:
        choice.setCurrentIndex(1)
        choice.activated.emit(1)

    decided(view, qtbot, say_otherwise)
    assert view.found.counts["warning"] == 0
    assert view.found.lines[3].result == "new"


def test_a_column_can_be_made_to_mean_something_else(view, qtbot) -> None:
    choice = view.matches.choice(1)
    assert choice.currentText() == "E-mail"

    def unuse() -> None:
        choice.setCurrentIndex(0)
        choice.activated.emit(0)

    decided(view, qtbot, unuse)
    assert view.found.lines[1].result == "unchanged"


def test_what_is_done_meanwhile_is_seen_in_the_rows(room, view, qtbot) -> None:
    decided(view, qtbot, lambda: room.do(AddPerson(name="Maya Torn")))
    assert not view.found.lines[0].new


def test_the_key_that_activates_takes_the_list_in(room, view, qtbot) -> None:
    room.window.findChild(QAction, "actionActivate").trigger()
    qtbot.waitUntil(lambda: "Maya Torn" in names(room), timeout=20_000)


def test_a_list_that_cannot_be_read_is_told_in_words(room, tmp_path, qtbot) -> None:
    path = tmp_path / "noise.csv"
    path.write_bytes(b"\x00\x01" * 400 + b"\x02")
    heard = []
    room.bridge.refused.connect(heard.append)
    room.window.take_people(path)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert "noise.csv" in heard[0].message
    assert room.window.page("people").view.reading is None


def test_a_list_that_is_dropped_is_looked_through(room, source, qtbot) -> None:
    room.window.go("people")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    drop = QDropEvent(
        QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    room.window.dropEvent(drop)
    view = room.window.page("people").view
    qtbot.waitUntil(lambda: view.found is not None, timeout=20_000)
    assert view.name == "gasten.csv"


def test_without_a_list_an_example_is_offered(room, tmp_path, qtbot, monkeypatch) -> None:
    room.window.go("people")
    view = room.window.page("people").choose_view("list")
    wanted = tmp_path / "example.xlsx"
    monkeypatch.setattr("hisrg_desktop.ui.people.taking_in.QFileDialog.getSaveFileName", lambda *_: (str(wanted), ""))
    assert view.sample.isVisible()
    view.sample.click()
    qtbot.waitUntil(wanted.exists, timeout=20_000)
    view.read(wanted)
    qtbot.waitUntil(lambda: view.found is not None, timeout=20_000)
    assert view.found.counts["new"] == 4


def test_what_can_be_acted_on_has_a_name(view) -> None:
    from tests.ui.people.test_pages_are_reachable import acted_on

    for widget in acted_on(view):
        assert widget.objectName(), widget
        assert widget.accessibleName() or widget.text(), widget.objectName()

"""The journal page: entries in plain words, what was taken back, the record as it stood, the search."""

from datetime import UTC, datetime
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.text.amendments import CorrectEditorially
from hisrg_desktop.ui.journal import shown
from hisrg_desktop.ui.journal.entries import EntriesModel
from hisrg_desktop.ui.journal.page import JournalPage

AT = datetime(2024, 4, 16, 10, 41, 7, tzinfo=UTC)


@pytest.fixture
def page(room) -> JournalPage:
    """The journal page, seen."""
    room.window.go("journal")
    page = room.window.page("journal")
    assert isinstance(page, JournalPage)
    return page


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def column(model, index):
    return [model.index(row, index).data() for row in range(model.rowCount())]


def correct(room, text):
    room.do(CorrectEditorially(provision=room.place("1.2"), text=text))


def test_the_newest_entry_stands_first(room, page):
    correct(room, "It notes:")
    numbers = [int(number) for number in column(page.entries, 0)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == len(room.bridge.desk.entries)
    assert column(page.entries, 3)[0] == "Correct 1.2 editorially"


def test_an_entry_made_while_another_page_is_seen_is_there_on_return(room, page):
    room.window.go("session")
    correct(room, "It notes:")
    room.window.go("journal")
    assert column(page.entries, 3)[0] == "Correct 1.2 editorially"


def test_the_entry_selected_is_shown_whole_with_when_and_what_became_of_it(room, page):
    correct(room, "It notes:")
    number = len(room.bridge.desk.entries)
    page.select(str(number))
    assert page.detail.sentence.text() == "Correct 1.2 editorially"
    assert "at the desk" in page.detail.when.text() or "by" in page.detail.when.text()
    press(page, "journalTakeBack")
    room.heard(number + 1)
    page.select(str(number))
    assert f"taken back by {number + 1}" in page.detail.when.text()


def test_what_was_taken_back_is_struck_and_says_by_which_entry(room, page):
    correct(room, "It notes:")
    number = len(room.bridge.desk.entries)
    page.select(str(number))
    press(page, "journalTakeBack")
    room.heard(number + 1)
    row = page.entries.row_of(number)
    assert page.entries.index(row, 4).data() == f"taken back by {number + 1}"
    assert page.entries.index(row, 3).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert not page.findChild(QAbstractButton, "journalTakeBack").isEnabled()


def test_what_is_done_again_is_struck_no_more(room, page):
    correct(room, "It notes:")
    number = len(room.bridge.desk.entries)
    room.bridge.undo(number)
    room.heard(number + 1)
    room.bridge.redo()
    room.heard(number + 2)
    assert page.entries.index(page.entries.row_of(number), 4).data() == ""


def test_the_selection_stays_on_its_entry_when_news_comes(room, page):
    page.select("3")
    correct(room, "It notes:")
    assert page.chosen.number == 3


def test_typing_filters_the_entries(room, page):
    page.filter.setText("mara record")
    assert column(page.entries, 3) == ["Put Mara Venn on record"]
    correct(room, "It notes:")
    assert column(page.entries, 3) == ["Put Mara Venn on record"]
    page.filter.setText("editorially")
    correct(room, "It takes note of:")
    assert column(page.entries, 3) == ["Correct 1.2 editorially"] * 2


def test_the_record_is_shown_as_it_stood(room, page):
    correct(room, "It notes:")
    number = len(room.bridge.desk.entries)
    page.select(str(number - 1))
    page.stood.place.setText("1.2")
    press(page, "journalStoodThen")
    room.wait(lambda: page.stood.shown is not None)
    assert "".join(piece.text for piece in page.stood.shown.pieces) == "It takes note:"
    assert dict(page.stood.shown.heads)["decisions"] == 1
    assert page.stood.shown.room == "2 of 3 members, 0 observers in the room"


def test_a_typed_time_asks_for_the_record_then(room, page):
    page.stood.instant.setText("09:00:05")
    press(page, "journalShowInstant")
    room.wait(lambda: page.stood.shown is not None)
    assert page.stood.shown.sitting == "No sitting was open"


def test_what_is_no_time_is_said_to_be_none(room, page, qtbot):
    page.stood.instant.setText("noonish")
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: "noonish" in words):
        press(page, "journalShowInstant")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15:40", datetime(2024, 4, 16, 15, 40, 59, 999000, tzinfo=UTC)),
        ("9.05.07", datetime(2024, 4, 16, 9, 5, 7, 999000, tzinfo=UTC)),
        ("4 May 15:40", datetime(2024, 5, 4, 15, 40, 59, 999000, tzinfo=UTC)),
        ("2023-12-01 08:00", datetime(2023, 12, 1, 8, 0, 59, 999000, tzinfo=UTC)),
        ("31 Feb 10:00", None),
        ("25:10", None),
    ],
)
def test_times_are_read_as_people_type_them(typed, meant):
    assert shown.read_instant(typed, AT) == meant


def test_a_search_finds_what_was_said_and_what_is_written(room, page):
    page.search.setText("wording")
    page.search.returnPressed.emit()
    room.wait(lambda: page.hits.model().rowCount() == 2)
    assert column(page.hits.model(), 1) == ["2.1", "1.1"]
    assert column(page.hits.model(), 2) == ["Another wording."] * 2


def test_a_hit_is_gone_to(room, page):
    page.search.setText("lane")
    page.search.returnPressed.emit()
    room.wait(lambda: "the text" in column(page.hits.model(), 0))
    page.hits.selectRow(column(page.hits.model(), 0).index("the text"))
    press(page, "journalGoThere")
    assert room.window.current is room.window.page("text")
    assert room.window.page("text").document.key == room.place("2.1")


def test_the_search_is_left_for_the_entries(room, page):
    page.search.setText("nothing holds this")
    page.search.returnPressed.emit()
    room.wait(lambda: page.hits.isVisible())
    assert page._told.text() == "Nothing holds these words."
    press(page, "journalLeaveSearch")
    assert page.table.isVisible()


def test_a_long_text_is_shown_where_the_words_stand():
    text = "far " * 80 + "needle " + "away " * 80
    shortened = shown.around(text, "needle")
    assert shortened.startswith("…far ")
    assert "needle" in shortened
    assert len(shortened) <= 161


def test_a_hundred_thousand_entries_are_quick(look, qtbot):
    entries = [Entry(n, AT, "clerk", "desk", "TakeDown", f"Take down M-{n}") for n in range(1, 100_001)]
    model = EntriesModel(look, lambda: entries)
    began = perf_counter()
    model.begin(len(entries))
    shown_in = perf_counter() - began
    entries.append(Entry(100_001, AT, "clerk", "desk", "Undo", "Take back: M-5", undoes=5))
    began = perf_counter()
    model.keep_up(100_001)
    heard_in = perf_counter() - began
    assert model.index(model.row_of(5), 4).data() == "taken back by 100001"
    began = perf_counter()
    model.filter("m-99999")
    filtered_in = perf_counter() - began
    assert column(model, 0) == ["99999"]
    assert shown_in < 0.25
    assert heard_in < 0.01
    assert filtered_in < 0.5

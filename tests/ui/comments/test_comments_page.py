"""The comments page: found by typing, recommended on, disposed of, taken in."""

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.capture import MoveComment, StrikeOut
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import Disposition, ReceiveComment, Recommend
from hisrg_desktop.meeting.people.persons import AddPerson
from hisrg_desktop.meeting.record import Record, added
from hisrg_desktop.ui.comments import shown
from hisrg_desktop.ui.comments.filter import filtered, haystacks


@pytest.fixture
def page(room):
    room.window.go("comments")
    return room.window.page("comments")


def numbers_found(page, typed: str) -> list[str]:
    page.filter.setText(typed)
    page.show_matching()
    return [row.number for row in page.table.rows.rows]


def test_comments_stand_in_the_order_of_the_text(page):
    assert [row.place for row in page.table.rows.rows] == ["4.1", "10.1", "10.2"]
    assert page.count.text() == "3 of 3 comments"


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("block:10", ["10.1", "10.2"]),
        ("class:observer", ["10.2"]),
        ("class:member type:te", ["4.1", "10.1"]),
        ("type:ed", ["10.2"]),
        ("channel:written", ["4.1", "10.1", "10.2"]),
        ("channel:panel", []),
        ('"safety zone"', ["10.1"]),
        ("zone", ["10.1", "10.2"]),
        ("zone OKAFOR", ["10.1"]),
        ("regolith", ["10.2"]),
        ("open block:10 class:observer", ["10.2"]),
        ("recommended", []),
        ("", ["4.1", "10.1", "10.2"]),
    ],
)
def test_typing_finds_comments(page, typed, places):
    numbers_found(page, typed)
    assert [row.place for row in page.table.rows.rows] == places


def test_the_count_follows_the_filter(page):
    numbers_found(page, "block:10")
    assert page.count.text() == "2 of 3 comments"


def test_ten_thousand_comments_are_filtered_in_under_a_tenth_of_a_second(room, page):
    one = next(room.record.each(Comment))
    many = [added(Comment(**{**one.__dict__, "id": f"zz{n:06}", "text": f"{one.text} {n}"})) for n in range(10_000)]
    room.bridge.record = room.record.after(many)
    page.show_record()
    began = perf_counter()
    found = numbers_found(page, "open 777 zone")
    assert perf_counter() - began < 0.1
    assert 0 < len(found) < 100


@pytest.mark.parametrize(
    "act",
    [
        lambda _, key: Recommend(comments=(key,), word="noted"),
        lambda _, __: ReceiveComment(by="Small Crews", text="On the whole."),
        lambda record, key: ReceiveComment(
            by="Small Crews", text="A", provision=provision_of(record, key), proposes="B"
        ),
        lambda _, key: StrikeOut(comment=key),
        lambda _, key: MoveComment(comment=key, block=None, provision=None),
        lambda record, key: GoTo(provision=provision_of(record, key)),
        lambda _, __: AddPerson(name="Somebody else"),
    ],
)
def test_what_follows_from_an_act_is_what_would_be_worked_out_anew(room, page, act):
    key = page.table.rows.rows[1].key
    room.do(act(room.record, key))
    anew = Record(room.record._kinds)
    assert room.record.derive(shown.rows) == shown.rows(anew)
    assert room.record.derive(haystacks) == haystacks(anew)


def provision_of(record: Record, key: str) -> str:
    return record.get(Comment, key).provision or ""


def test_what_is_searched_is_folded_once_and_not_for_every_key(room, page):
    before = room.record.derive(haystacks)
    numbers_found(page, "a")
    numbers_found(page, "ab")
    assert room.record.derive(haystacks) is before


def test_several_comments_are_recommended_on_at_once(room, page, qtbot):
    page.table.selectAll()
    page.ask_recommendation()
    page.form.input("word").setCurrentText("noted")
    with qtbot.waitSignal(room.bridge.news):
        qtbot.keyClick(page.form.input("reason"), Qt.Key.Key_Return)
    assert [d.recommended for d in room.record.each(Disposition)] == ["noted"] * 3
    assert page.form.isHidden()
    assert page.count.text() == "3 of 3 comments"


def test_a_disposition_that_needs_a_reason_asks_again_without_losing_the_form(room, page, qtbot):
    page.table.selectRow(1)
    page.ask_disposition()
    page.form.input("word").setCurrentIndex(page.form.input("word").findData("not accepted"))
    with qtbot.waitSignal(room.bridge.refused) as told:
        page.form.answer()
    assert "needs a reason" in told.args[0].message
    assert page.form.isVisible()
    assert page.form.input("word").currentData() == "not accepted"
    page.form.input("reason").setText("Block 4 says so already.")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    (only,) = room.record.each(Disposition)
    assert (only.decided, only.observation) == ("not accepted", "Block 4 says so already.")
    assert page.table.rows.rows[1].state == "disposed"


def test_the_selection_survives_a_comment_that_comes_in_before_it(room, page):
    page.table.selectRow(2)
    key = page.table.key
    room.do(ReceiveComment(by="Small Crews", text="On the text as a whole."))
    assert len(page.table.rows.rows) == 4
    assert page.table.keys == [key]
    assert page.table.key == key


def test_enter_on_a_comment_goes_to_its_place(room, page, qtbot):
    page.table.selectRow(1)
    page.table.setFocus()
    with qtbot.waitSignal(page.go) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    comment = room.record.get(Comment, page.table.rows.rows[1].key)
    assert told.args == ["session", comment.provision]
    assert room.window.rail.page == "session"


def test_the_key_that_makes_a_place_active_moves_nothing_in_the_room_from_here(room, page):
    entries = len(room.bridge.desk.entries)
    page.table.selectRow(1)
    room.window.menus.actions["activate"].trigger()
    assert room.window.rail.page == "session"
    assert len(room.bridge.desk.entries) == entries


def test_a_comment_is_taken_in_by_hand_with_a_change(room, page, qtbot):
    page.ask_comment()
    fill(
        page.form,
        author="Mutual of Small Crews",
        place="10.2",
        words="Ninety days are too long.",
        proposes="New words.",
    )
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    comment = list(room.record.each(Comment))[-1]
    assert (comment.by, comment.author, comment.channel) == ("Mutual of Small Crews", None, "written")
    assert room.record.one(Proposal, comment=comment.id).after == "New words."


def test_the_author_of_a_comment_is_known_by_name(room, page, qtbot):
    page.ask_comment()
    fill(page.form, author="bayo okafor", words="A word.")
    with qtbot.waitSignal(room.bridge.news):
        page.form.answer()
    comment = list(room.record.each(Comment))[-1]
    assert (comment.capacity, comment.block) == ("M", None)


def test_a_place_that_does_not_exist_keeps_the_form(room, page, qtbot):
    page.ask_comment()
    fill(page.form, author="Somebody", place="99.9", words="A word.")
    with qtbot.waitSignal(page.says):
        page.form.answer()
    assert page.form.isVisible()
    assert page.form.input("words").toPlainText() == "A word."


def test_what_is_missing_is_named(page):
    page.ask_comment()
    page.form.answer()
    assert "From" in page.form._wrong.text()
    assert page.form.isVisible()


def test_where_nothing_matches_one_press_shows_all_again(page):
    numbers_found(page, "no such words")
    assert page._stack.currentWidget() is page._nothing
    page._nothing._button.click()
    page.show_matching()
    assert page.count.text() == "3 of 3 comments"


def test_headings_order_the_table(page, qtbot):
    page.table.order.emit("number")
    ascending = [row.number for row in page.table.rows.rows]
    assert ascending == sorted(ascending)
    page.table.order.emit("number")
    assert [row.number for row in page.table.rows.rows] == ascending[::-1]


def test_the_chart_counts_each_block(room, page):
    bars = {bar.block: bar for bar in room.record.derive(shown.bars)}
    assert bars["10"].open == 2
    room.do(Recommend(comments=(page.table.rows.rows[1].key,), word="noted"))
    bars = {bar.block: bar for bar in room.record.derive(shown.bars)}
    assert (bars["10"].open, bars["10"].recommended) == (1, 1)


def test_a_column_of_the_chart_filters_by_its_block(page, qtbot):
    page.chart.chosen.emit("4")
    page.show_matching()
    assert [row.place for row in page.table.rows.rows] == ["4.1"]


def test_a_page_without_comments_says_what_to_do(empty_room):
    empty_room.window.go("comments")
    page = empty_room.window.page("comments")
    assert page._stack.currentWidget() is page._none


def test_a_short_change_says_what_becomes_of_what():
    assert shown.short_change("the operator shall tell", "the operator should tell") == "shall → should"
    assert shown.short_change("", "new words").startswith("+")


def test_every_term_narrows(room):
    rows, searched = room.record.derive(shown.rows), room.record.derive(haystacks)
    assert len(filtered(rows, searched, "zone width")) == 1


def fill(form, **words: str) -> None:
    for name, text in words.items():
        there = form.input(name)
        if isinstance(there, QPlainTextEdit):
            there.setPlainText(text)
        else:
            assert isinstance(there, QLineEdit)
            there.setText(text)

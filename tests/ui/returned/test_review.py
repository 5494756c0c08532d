"""Returned files in the window: dropped or chosen, looked through point by point, taken in and undone as one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QPushButton

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.submissions import Submission
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.text.numbers import find_place, locator
from hisrg_desktop.ui.returned.review import Review
from hisrg_desktop.ui.windows.main import MainWindow

FILES = Path(__file__).parents[2] / "returns" / "files"
GRAVES, CASTELLANE, OLDER = "34 graves.docx", "09 castellane.docx", "14 wojcicki.docx"


def drop(window: MainWindow, paths: list[Path]) -> None:
    """Let go of files above the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, button, none))


@pytest.fixture
def reviewing(room, qtbot) -> Callable[..., Review]:
    """Drops returned files on the window, and hands back the review once they are read."""

    def dropped(*names: str | Path) -> Review:
        there = room.window.pages.find("comments")
        before = len(there.review.pile.files) if there and there.review else 0
        drop(room.window, [FILES / name for name in names])
        review = room.window.page("comments").review
        qtbot.waitUntil(lambda: len(review.pile.files) == before + len(names), timeout=30_000)
        return review

    return dropped


@pytest.fixture
def taken(qtbot) -> Callable[[Review], None]:
    """Presses the button that takes everything in, and waits until it is on record."""

    def press(review: Review) -> None:
        review.take.click()
        qtbot.waitUntil(lambda: not review.pile.files, timeout=30_000)

    return press


def said(room) -> str:
    """What the window tells the person."""
    return room.window.messages.banner.accessibleName()


def on(review: Review, words: str) -> str:
    """Go to the comment with these words; its key."""
    key = next(point.key for point in review.pile.points() if words in point.item.words)
    review.points.choose(key)
    return key


def test_files_dropped_on_the_window_are_looked_through_before_anything_is_on_record(room, reviewing):
    review = reviewing(GRAVES, CASTELLANE)
    assert review.isVisible()
    assert review.pile.counts().all == 26
    assert review.take.text() == "Take in 26 points"
    assert not room.record.all(Submission)


def test_a_draft_dropped_where_no_dossier_is_open_is_not_taken_for_a_returned_file(look, qtbot):
    window = MainWindow(look)
    qtbot.addWidget(window)
    asked: list[str] = []
    window.welcome.preview.connect(asked.append)
    drop(window, [FILES / GRAVES])
    assert asked == [str(FILES / GRAVES)]


def test_a_draft_dropped_on_a_dossier_without_one_is_not_taken_for_a_returned_file(empty_room):
    asked: list[str] = []
    empty_room.window.welcome.preview.connect(asked.append)
    drop(empty_room.window, [FILES / GRAVES])
    assert asked == [str(FILES / GRAVES)]


def test_the_three_results_stand_apart(reviewing):
    review = reviewing(OLDER)
    said = [button.text() for button in review.results.values()]
    assert said == ["Placed  5", "Placed with doubt  6", "Lost its place  0"]
    review.results["placed with doubt"].click()
    listed = review.pile.points(None, "placed with doubt")
    assert review.points.model().rowCount() == 6
    assert all(point.item.why for point in listed)
    review.results["lost its place"].click()
    assert not review.point.isVisible()


def test_everything_is_taken_in_by_one_act_and_undone_as_one(room, reviewing, taken, qtbot):
    before = len(room.record.all(Comment))
    review = reviewing(GRAVES, CASTELLANE, OLDER)
    taken(review)
    assert len(room.record.all(Submission)) == 3
    assert len(room.record.all(Comment)) == before + 37
    assert room.bridge.desk.entries[-1].sentence == "Take in 3 returned files"
    assert said(room) == "Taken in from 3 files: 37 points. Undo takes all of it back."
    room.window.do_undo()
    qtbot.waitUntil(lambda: not room.record.all(Submission), timeout=10_000)
    assert len(room.record.all(Comment)) == before


def test_a_point_left_out_stays_out_and_the_others_come_in(room, reviewing, taken):
    review = reviewing(CASTELLANE)
    on(review, "Why eleven?")
    review.point.out.click()
    assert review.take.text() == "Take in 6 points"
    taken(review)
    words = {comment.text for comment in room.record.each(Comment)}
    assert "Two tonnes would be safer." in words
    assert "Why eleven?" not in words


def test_the_key_delete_leaves_a_point_out_and_takes_it_in_again(reviewing, qtbot):
    review = reviewing(CASTELLANE)
    review.points.setFocus()
    qtbot.keyClick(review.points, Qt.Key.Key_Delete)
    assert review.take.text() == "Take in 6 points"
    qtbot.keyClick(review.points, Qt.Key.Key_Delete)
    assert review.take.text() == "Take in 7 points"


def test_a_whole_file_is_left_out(room, reviewing, taken):
    review = reviewing(GRAVES, CASTELLANE)
    review.files.choose("0")
    review.file_out.click()
    assert review.take.text() == "Take in 7 points"
    taken(review)
    assert [one.name for one in room.record.each(Submission)] == [CASTELLANE]


def test_the_place_of_a_point_is_typed_as_everywhere(room, reviewing, taken, qtbot):
    review = reviewing(CASTELLANE)
    key = on(review, "Two tonnes")
    assert review.point.place.text() == "3.2a"
    review.point.place.selectAll()
    qtbot.keyClicks(review.point.place, "10.5b")
    qtbot.keyClick(review.point.place, Qt.Key.Key_Return)
    assert locator(room.record, review.pile.find(key).item.provision) == "10.5b"
    taken(review)
    there = next(c for c in room.record.each(Comment) if "Two tonnes" in c.text)
    assert there.provision == find_place(room.record, "10.5b").provision


def test_a_place_that_is_not_in_the_text_is_said_and_nothing_moves(room, reviewing, qtbot):
    review = reviewing(CASTELLANE)
    before = review.pile.find(review.points.key).item
    review.point.place.selectAll()
    qtbot.keyClicks(review.point.place, "77.7")
    qtbot.keyClick(review.point.place, Qt.Key.Key_Return)
    assert said(room) == "There is no place “77.7” in the text."
    assert review.pile.find(review.points.key).item == before
    assert review.point.place.text() == "17.3"


def test_a_change_of_words_needs_a_provision(room, reviewing, qtbot):
    review = reviewing(GRAVES)
    before = review.pile.find(review.points.key).item
    review.point.place.selectAll()
    qtbot.keyClicks(review.point.place, "*")
    qtbot.keyClick(review.point.place, Qt.Key.Key_Return)
    assert said(room) == "A change of words needs a provision, such as 10.3."
    assert review.pile.find(review.points.key).item == before


def test_a_doubt_is_settled_by_saying_that_the_place_is_right(reviewing):
    review = reviewing(OLDER)
    review.results["placed with doubt"].click()
    first, second = (point.key for point in review.pile.points(None, "placed with doubt")[:2])
    assert review.points.key == first
    assert review.point.right.isVisible()
    review.point.right.click()
    assert review.pile.find(first).item.placing == "placed"
    assert review.points.key == second


def test_a_name_that_is_not_on_record_is_asked_once_for_all_files(room, reviewing, taken, qtbot):
    review = reviewing("01 quarto.docx", CASTELLANE)
    assert review.pile.unknown == ["Ilse Quarto", "Ruben Castellane"]
    review.ask.click()
    line = review.form.input("person")
    qtbot.keyClicks(line, "Bayo Okafor")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert review.pile.unknown == ["Ruben Castellane"]
    qtbot.keyClick(review.form.input("person"), Qt.Key.Key_Return)  # left empty: the name stays as it is
    assert review.pile.unknown == []
    assert not review.ask.isVisible()
    taken(review)
    by_words = {comment.text: comment for comment in room.record.each(Comment)}
    okafor = by_words["Four is what the schools asked for."].author
    assert okafor is not None
    assert by_words["Once should be enough."].author == okafor
    assert by_words["Two tonnes would be safer."].by == "Ruben Castellane"


def test_whose_a_name_is_can_be_set_right_at_a_point_and_holds_for_all_of_them(reviewing, qtbot):
    review = reviewing(CASTELLANE)
    on(review, "Two tonnes")
    review.point.person.selectAll()
    qtbot.keyClicks(review.point.person, "Bayo Okafor")
    qtbot.keyClick(review.point.person, Qt.Key.Key_Return)
    whose = {p.item.person for p in review.pile.points() if p.item.author == "Ruben Castellane"}
    assert len(whose) == 1
    assert None not in whose


def test_a_type_is_set_right_at_a_point(room, reviewing, taken, qtbot):
    review = reviewing(CASTELLANE)
    on(review, "Why eleven?")
    review.point.kind.setFocus()
    qtbot.keyClick(review.point.kind, Qt.Key.Key_End)
    taken(review)
    assert next(c.type for c in room.record.each(Comment) if c.text == "Why eleven?") == "ge"


def test_the_same_file_again_says_so_and_has_nothing_to_take_in(reviewing, taken, tmp_path):
    review = reviewing(CASTELLANE)
    reviewing(Path(shutil.copy(FILES / CASTELLANE, tmp_path / "again.docx")))
    review.files.choose("1")
    assert review._none.text() == "again.docx is the same file as 09 castellane.docx."
    assert review.take.text() == "Take in 7 points"
    taken(review)
    reviewing(CASTELLANE)
    assert "taken in already" in review.pile.files[0].refused
    assert not review.take.isEnabled()


def test_a_file_that_is_no_word_file_is_answered_in_words_and_the_others_come_in(reviewing, tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"this is no Word file")
    review = reviewing(broken, CASTELLANE)
    review.files.choose("0")
    assert "broken.docx" in review._none.text()
    assert review.take.text() == "Take in 7 points"


def test_what_changes_is_seen_in_its_provision(reviewing):
    review = reviewing(GRAVES)
    review.points.choose(next(p.key for p in review.pile.points() if "four lanterns" in p.item.after))
    heard = review.point.text.accessibleName()
    assert heard.startswith("b) is marked by at least")
    assert "deletion by Ottoline\u00a0Graves: three" in heard
    assert heard.endswith("lanterns visible from every lane that passes it; and")


def test_escape_goes_back_to_the_comments_and_the_files_wait(room, reviewing, qtbot):
    review = reviewing(CASTELLANE)
    review.points.setFocus()
    qtbot.keyClick(review.points, Qt.Key.Key_Escape)
    assert not review.isVisible()
    button = room.window.page("comments").findChild(QPushButton, "commentsReturned")
    assert button.text() == "Returned files (1)…"
    button.click()
    assert review.isVisible()
    assert review.take.text() == "Take in 7 points"


def test_the_menu_asks_for_files_and_says_what_will_stand_here(room, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: asked.append(given[1]) or ([], ""))
    action = room.window.findChild(QAction, "actionTakeInComments")
    assert action.text() == "Take in comments…"
    action.trigger()
    assert asked == ["What people sent back"]
    assert room.window.page("comments").review._empty.isVisible()


def test_reading_is_stopped_by_cancel_and_nothing_comes_of_it(room, qtbot):
    with qtbot.waitSignal(room.bridge.busy, check_params_cb=lambda busy: not busy, timeout=30_000):
        drop(room.window, sorted(FILES.iterdir()))
        room.window.messages._cancel.click()
    review = room.window.page("comments").review
    assert review.pile.files == []
    assert review._empty.isVisible()


def test_everything_that_can_be_acted_on_has_a_name(reviewing):
    review = reviewing(OLDER)
    acted_on = [*review.findChildren(QAbstractButton), *review.findChildren(QLineEdit)]
    seen = [widget for widget in acted_on if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(seen) > 8
    assert [widget for widget in seen if not widget.objectName()] == []
    assert [widget.objectName() for widget in seen if not (widget.accessibleName() or widget.text())] == []


def test_what_was_in_doubt_is_found_among_the_comments_and_says_why(room, reviewing, taken):
    taken(reviewing(OLDER))
    page = room.window.page("comments")
    page.filter.setText("placing:doubt")
    page.show_matching()
    assert len(page.table.rows.rows) == 6
    assert "although no change is tracked there" in page.detail._reasons.text()


def test_a_comment_from_a_file_shows_the_words_it_stood_on_and_what_it_answers(room, reviewing, taken):
    taken(reviewing(CASTELLANE))
    page = room.window.page("comments")
    by_words = {comment.text: comment for comment in room.record.each(Comment)}
    page.select(by_words["Four is what the schools asked for."].id)
    assert page.detail._words.text() == "“four tonnes” – Four is what the schools asked for."
    assert f"answers {by_words['Two tonnes would be safer.'].number}" in page.detail._line.text()


def test_the_keyboard_goes_round_in_the_order_of_the_work(room, reviewing, qtbot):
    review = reviewing(OLDER)
    review.show_result("placed with doubt")
    room.window.activateWindow()
    review.points.setFocus()
    gone_through = []
    for _ in range(9):
        qtbot.keyClick(room.window.focusWidget(), Qt.Key.Key_Tab)
        gone_through.append(room.window.focusWidget().objectName())
    card = ["returnedRedline", "returnedPlace", "returnedPlaceIsRight", "returnedPerson", "returnedType"]
    assert gone_through == [*card, "returnedLeaveOut", "returnedChannel", "returnedMore", "returnedPutAway"]


def test_coming_back_to_the_page_gives_the_keyboard_to_the_points(room, reviewing):
    review = reviewing(OLDER)
    room.window.go("text")
    room.window.go("comments")
    assert review.points.hasFocus()


def test_what_is_refused_leaves_the_files_where_they_were(room, reviewing, qtbot):
    review = reviewing(CASTELLANE)
    review._refused(OutOfOrder("The dossier is with somebody else."))
    assert said(room) == "The dossier is with somebody else."
    assert review.take.isEnabled()
    assert review.take.text() == "Take in 7 points"

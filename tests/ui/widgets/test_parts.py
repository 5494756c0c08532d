"""Rail, NOW strip, cards, tree, floor, banner, wall."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.ui.widgets.capture import CaptureLine
from hisrg_desktop.ui.widgets.cards import CardList, CommentCard, CommentView, Views
from hisrg_desktop.ui.widgets.floor import FloorColumn, InQueue, OnFloor, QueueRow
from hisrg_desktop.ui.widgets.frame import Banner, EmptyState
from hisrg_desktop.ui.widgets.now import NowStrip
from hisrg_desktop.ui.widgets.parked import MOST, ParkedRows
from hisrg_desktop.ui.widgets.rail import PAGES, Rail
from hisrg_desktop.ui.widgets.running import as_time
from hisrg_desktop.ui.widgets.tree import Node, ProvisionTree
from hisrg_desktop.ui.widgets.wall import WallFace, WallPreview, WallView

AT = datetime(2026, 4, 16, 10, 41, 7, tzinfo=UTC)
WORDS = "Two of the three case studies used a fixed radius for landing and a working radius for extraction."
TREE = (
    Node("8", "8", "Due regard", "agreed", "0"),
    Node("10", "10", "Standards", "open", "19", (Node("10.1", "10.1", "One"), Node("10.3", "10.3", "Three", "open"))),
)
QUEUE = (InQueue("q1", "p2", "member", "C. Moreau", "first time today"), InQueue("q2", "p3", "member", "Y. Tanaka"))
ASKING = (InQueue("q4", "p5", "observer", "E. van der Wiel"),)


class Clock:
    """A clock that is set by hand."""

    now = AT

    def __call__(self) -> datetime:
        return self.now


def comment(number: int, words: str = WORDS) -> CommentView:
    return CommentView(
        str(number), "member", "B. Okafor", "Ministry · written", words, (Piece(WORDS),), (("open", "plain"),)
    )


def test_the_rail_goes_to_the_page_pressed(look, qtbot):
    rail = Rail(look)
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.mouseClick(rail.button("people"), Qt.MouseButton.LeftButton)
    assert told.args == ["people"]
    assert [page for page in PAGES if rail.button(page).isChecked()] == ["people"]


def test_the_rail_is_reached_by_keys(look, qtbot):
    rail = Rail(look)
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert told.args == ["text"]
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.keyClick(rail.button("text"), Qt.Key.Key_Up)
    assert told.args == ["session"]


def test_choosing_a_page_by_program_tells_nobody(look, qtbot):
    rail = Rail(look)
    qtbot.addWidget(rail)
    with qtbot.assertNotEmitted(rail.chosen):
        rail.choose("journal")
    assert rail.page == "journal"


@pytest.mark.parametrize("zoom", [100, 200])
def test_ten_pages_fit_into_800_pixels(look, qtbot, zoom):
    look.set_zoom(zoom)
    rail = Rail(look)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 800)
    rail.show()
    last = rail.button("journal").geometry()
    assert last.bottom() <= 800
    assert last.top() > rail.button("documents").geometry().bottom() - 1


def test_the_strip_tells_the_running_time(look, qtbot):
    clock = Clock()
    now = NowStrip(look, clock)
    qtbot.addWidget(now)
    now.show()
    now.set_floor("A. Lind", "Orbital Law Institute", "member", AT - timedelta(seconds=134))
    cell = now.findChild(QWidget, "nowFloor")
    assert cell.accessibleName() == "Floor: A. Lind (Orbital Law Institute), 2:14"
    clock.now = AT + timedelta(seconds=6)
    qtbot.waitUntil(lambda: cell.accessibleName().endswith("2:20"), timeout=2000)


def test_the_time_stands_still_while_the_sitting_is_suspended(look, qtbot):
    clock = Clock()
    now = NowStrip(look, clock)
    qtbot.addWidget(now)
    now.set_floor("A. Lind", "", "member", None, spoken=timedelta(seconds=134))
    assert now.findChild(QWidget, "nowFloor").accessibleName().endswith("2:14")


@pytest.mark.parametrize(
    ("members", "of", "word"), [(18, 26, "· majority"), (13, 26, "· no majority"), (14, 26, "· majority"), (0, 0, "—")]
)
def test_the_strip_says_whether_there_is_a_majority(look, qtbot, members, of, word):
    now = NowStrip(look, Clock())
    qtbot.addWidget(now)
    now.set_room(members, of, 28)
    assert word in now.findChild(QWidget, "nowRoom").accessibleName()


def test_the_strip_fits_1280_pixels_with_the_longest_names(look, qtbot):
    now = NowStrip(look, Clock())
    qtbot.addWidget(now)
    now.set_place("Item 14 · Second reading of the whole text", "Block 10 · provision 10.3 a) · Technical standards")
    now.set_floor("Dr Maximiliana van der Wiel-Okafor", "International Institute of Orbital Law", "member", AT)
    now.set_room(18, 26, 28)
    now.set_saved("saved 10:41:07")
    now.set_wall("live · 10.3 redline")
    now.resize(1280 - 73, 56)
    now.show()
    assert now.width() == 1280 - 73
    cells = [
        now.findChild(QWidget, name).geometry() for name in ("nowPlace", "nowFloor", "nowRoom", "nowSaved", "nowWall")
    ]
    assert all(left.right() < right.left() + 1 for left, right in pairwise(cells))
    assert cells[-1].right() <= now.width()


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (134, "2:14"), (3600, "1:00:00"), (-5, "0:00")])
def test_times_read_as_people_say_them(seconds, text):
    assert as_time(timedelta(seconds=seconds)) == text


def test_three_hundred_cards_are_there_at_once(look, qtbot):
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.resize(700, 600)
    views = [comment(number) for number in range(300)]
    began = perf_counter()
    cards.show_comments(views)
    cards.show()
    cards.grab()
    assert perf_counter() - began < 1.0


def test_of_very_many_cards_only_those_near_what_is_seen_are_made_at_once(look, qtbot):
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.resize(700, 600)
    views = Views([str(number) for number in range(5000)], lambda key: comment(int(key)))
    cards.show_comments(views)
    cards.show()
    cards.grab()
    assert 0 < len(views.made) < 200


def test_a_card_that_comes_in_leaves_the_others_as_they_were_laid_out(look, qtbot):
    cards = CardList(look)
    qtbot.addWidget(cards)
    old = [comment(number) for number in range(3)]
    cards.show_comments(old)
    cards.show()
    cards.grab()
    with qtbot.assertNotEmitted(cards.model().modelReset), qtbot.waitSignal(cards.model().rowsInserted) as told:
        cards.show_comments([old[0], comment(9), *old[1:]])
    assert told.args[1:] == [1, 1]
    with qtbot.waitSignal(cards.model().dataChanged) as told:
        cards.show_comments([old[0], comment(9), comment(1, "Other words."), old[2]])
    assert told.args[0].row() == 2
    with qtbot.waitSignal(cards.model().modelReset):
        cards.show_comments(old)
    assert [view.key for view in cards.model().views] == ["0", "1", "2"]


def test_arrows_go_through_the_cards_and_enter_opens_one(look, qtbot):
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.resize(700, 600)
    cards.show_comments([comment(number) for number in range(3)])
    cards.show()
    cards.choose("0")
    with qtbot.waitSignal(cards.chosen) as told:
        qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert told.args == ["1"]
    with qtbot.waitSignal(cards.opened) as told:
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert told.args == ["1"]


def test_news_of_a_comment_leaves_the_person_where_they_are(look, qtbot):
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.show_comments([comment(number) for number in range(3)])
    cards.choose("2")
    cards.show_comments([comment(9), *(comment(number) for number in range(3))])
    assert cards.key == "2"


def test_a_card_is_read_aloud_and_grows_with_its_words(look, qtbot):
    card = CommentCard(look, comment(1))
    qtbot.addWidget(card)
    assert "B. Okafor" in card.accessibleName()
    assert card.heightForWidth(200) > card.heightForWidth(700)


def test_selecting_a_place_does_not_make_it_active(look, qtbot):
    tree = ProvisionTree(look)
    qtbot.addWidget(tree)
    tree.show_places(TREE)
    tree.set_active("10.3")
    with qtbot.waitSignal(tree.looked_at) as told, qtbot.assertNotEmitted(tree.wanted):
        tree.select("10.1")
    assert told.args == ["10.1"]
    assert (tree.key, tree.active) == ("10.1", "10.3")


def test_enter_asks_to_make_a_place_active(look, qtbot):
    tree = ProvisionTree(look)
    qtbot.addWidget(tree)
    tree.show_places(TREE)
    tree.show()
    tree.select("8")
    with qtbot.waitSignal(tree.wanted) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told.args == ["8"]


def test_new_counts_leave_tree_and_selection_as_they_are(look, qtbot):
    tree = ProvisionTree(look)
    qtbot.addWidget(tree)
    tree.show_places(TREE)
    tree.set_active("10.3")
    tree.select("10.1")
    block = tree.model().index(1, 0)
    tree.show_places((TREE[0], Node("10", "10", "Standards", "open", "20", TREE[1].below)))
    assert tree.isExpanded(block)
    assert tree.key == "10.1"
    assert block.data(Qt.ItemDataRole.UserRole).count == "20"


def test_the_floor_hands_over_what_was_asked(look, qtbot):
    floor = FloorColumn(look, Clock())
    qtbot.addWidget(floor)
    floor.show_speaker(OnFloor("p1", "member", "A. Lind", "2nd today", "Orbital Law Institute", AT))
    floor.show_queue(QUEUE)
    floor.show_asking(ASKING)
    floor.show()
    first, _, observer = floor.rows()
    with qtbot.waitSignal(floor.give) as told:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert told.args == ["p2"]
    with qtbot.waitSignal(floor.withdraw) as told:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert told.args == ["q1"]
    with qtbot.waitSignal(floor.invite) as told:
        qtbot.mouseClick(observer.findChild(QAbstractButton), Qt.MouseButton.LeftButton)
    assert told.args == ["p5"]
    for name, signal in (("floorNextButton", floor.next), ("floorEndButton", floor.end)):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(floor.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def test_a_double_click_never_gives_an_observer_the_floor(look, qtbot):
    floor = FloorColumn(look, Clock())
    qtbot.addWidget(floor)
    floor.show_asking(ASKING)
    floor.show()
    with qtbot.assertNotEmitted(floor.give), qtbot.assertNotEmitted(floor.invite):
        qtbot.mouseDClick(floor.rows()[0], Qt.MouseButton.LeftButton)


def test_a_longer_queue_leaves_the_keyboard_where_it_was(look, qtbot):
    floor = FloorColumn(look, Clock())
    qtbot.addWidget(floor)
    floor.show_queue(QUEUE)
    floor.show()
    floor.activateWindow()
    floor.rows()[1].setFocus()
    qtbot.waitUntil(floor.rows()[1].hasFocus)
    floor.show_queue((*QUEUE, InQueue("q9", "p9", "panel", "Technical Panel")))
    assert [row.hasFocus() for row in floor.rows()] == [False, True, False]


def test_a_refusal_offers_its_remedy_and_can_be_put_away(look, qtbot):
    banner = Banner(look)
    qtbot.addWidget(banner)
    banner.show_message("E. van der Wiel observes.", "Invite", "F3")
    with qtbot.waitSignal(banner.remedy):
        qtbot.mouseClick(banner.findChild(QAbstractButton, "bannerRemedyButton"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(banner.findChild(QAbstractButton, "bannerDismissButton"), Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def face(look, qtbot, pieces, width=1920, height=1080):
    wall = WallFace(look)
    qtbot.addWidget(wall)
    wall.resize(width, height)
    wall.show_view(WallView("10.3", "Safety zones", pieces=pieces))
    return wall


def test_long_text_on_the_wall_shrinks_but_never_below_24_points(look, qtbot):
    short, long = face(look, qtbot, (Piece(WORDS),)), face(look, qtbot, (Piece(f"{WORDS} " * 60),))
    smallest = 24 * long.logicalDpiY() / 72
    assert short.sheet.pixels > long.sheet.pixels >= smallest
    assert (short.sheet.pages, long.sheet.pages > 1) == (1, True)


def test_the_wall_turns_pages_only_when_told(look, qtbot):
    wall = face(look, qtbot, (Piece(f"{WORDS} " * 60),))
    with qtbot.waitSignal(wall.paged) as told:
        wall.turn(1)
    assert told.args == [2, wall.sheet.pages]
    wall.turn(-9)
    assert wall.page == 1


def test_a_blank_wall_shows_nothing(look, qtbot):
    wall = face(look, qtbot, (Piece(WORDS),), 640, 360)
    wall.show_view(WallView("10.3", pieces=(Piece(WORDS),), blank=True))
    image = wall.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in range(0, 640, 3) for y in range(0, 360, 3)} == {"#0e1217"}


def test_the_preview_keeps_the_shape_of_the_wall(look, qtbot):
    preview = WallPreview(look)
    qtbot.addWidget(preview)
    preview.set_wall(QSize(1024, 768))
    assert preview.heightForWidth(400) == 300


def test_everything_that_can_be_acted_on_has_a_name_to_find_and_a_name_to_hear(look, qtbot):
    floor = FloorColumn(look, Clock())
    floor.show_queue(QUEUE)
    floor.show_asking(ASKING)
    tree, cards = ProvisionTree(look), CardList(look)
    banner = Banner(look)
    banner.show_message("Not invited.", "Invite", "F3")
    page = QWidget()
    whole = [
        Rail(look),
        CaptureLine(look),
        banner,
        EmptyState(look, "people", "Nobody", "Yet.", "Add"),
        floor,
        tree,
        cards,
    ]
    qtbot.addWidget(page)
    for part in whole:
        part.setParent(page)
    kinds = (QAbstractButton, QPlainTextEdit, ProvisionTree, CardList, QueueRow)
    acted_on = [widget for kind in kinds for widget in page.findChildren(kind)]
    assert len(acted_on) > 18
    for widget in acted_on:
        heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert widget.objectName(), widget
        assert heard, widget.objectName()


def test_every_part_follows_a_change_of_look(look, qtbot):
    window, own = QWidget(), look.part()
    qtbot.addWidget(window)
    parts = (NowStrip(own, Clock(), window), CaptureLine(own, window), FloorColumn(own, Clock(), window))
    own.wear(window)
    before = [part.sizeHint().height() for part in parts]
    look.set_zoom(200)
    look.set_theme("dark")
    own.settle()
    assert all(part.sizeHint().height() > height * 1.4 for part, height in zip(parts, before, strict=True))


def test_where_the_tree_becomes_low_the_person_still_sees_where_they_are(look, qtbot):
    tree = ProvisionTree(look)
    qtbot.addWidget(tree)
    tree.resize(240, 400)
    tree.show_places([Node(str(n), str(n), f"Heading {n}") for n in range(1, 13)])
    tree.show()
    tree.select("12")
    tree.resize(240, 120)
    qtbot.waitUntil(lambda: tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center()))
    tree.verticalScrollBar().setValue(0)
    tree.resize(240, 110)
    assert tree.verticalScrollBar().value() == 0


def test_what_is_parked_is_told_whole_and_only_the_first_rows_are_drawn(look, qtbot):
    rows = ParkedRows(look)
    qtbot.addWidget(rows)
    rows.show_rows([(f"{n}.1 the word way", "Wednesday" if n == 1 else "") for n in range(1, MOST + 1)])
    high = rows.sizeHint().height()
    rows.show_rows([(f"{n}.1 the word way", "Wednesday" if n == 1 else "") for n in range(1, 20)])
    assert rows.text().splitlines()[0] == "1.1 the word way — Wednesday"
    assert len(rows.text().splitlines()) == 19
    assert high < rows.sizeHint().height() < 2 * high
    assert "19.1" in rows.accessibleName()


def test_a_message_leaves_free_the_room_that_is_wanted_beneath_it(look, qtbot):
    near, apart = Banner(look), Banner(look, below=10)
    for banner in (near, apart):
        qtbot.addWidget(banner)
        banner.show_message("Not in order.")
    assert apart.sizeHint().height() == near.sizeHint().height() + 10

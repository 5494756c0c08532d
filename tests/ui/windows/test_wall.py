"""The wall: what stands on it, when, and what never does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import GoTo, now
from hisrg_desktop.meeting.comments.alternatives import SetAlternatives
from hisrg_desktop.meeting.comments.off_the_record import GoOffTheRecord
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.floor.giving import AskForFloor, EndIntervention, GiveFloor
from hisrg_desktop.meeting.floor.limits import SetTimeLimit
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Record, removed, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance, observers_in_room
from hisrg_desktop.meeting.text.marked import tabled_here
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.widgets.wall import WallFace, read_out
from hisrg_desktop.ui.widgets.wall_sheet import WallView
from hisrg_desktop.ui.windows.main import MainWindow
from hisrg_desktop.ui.windows.shown import place_words
from hisrg_desktop.ui.windows.walled import PARTS, Read, Wanted, countdown, wall_view

AT = datetime(2026, 1, 15, 10, 0, 0, tzinfo=UTC)
"""Eleven o'clock in the room."""


@pytest.fixture(scope="module")
def record(practice_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The practice meeting as it stands when it is opened."""
    copy = tmp_path_factory.mktemp("wall") / "practice.hisrg"
    copy.write_bytes(practice_file.read_bytes())
    desk = Desk.open(copy)
    yield desk.record
    desk.close()


def active(record: Record) -> Provision:
    """The provision that is active."""
    there = now(record)
    assert there is not None
    return record.get(Provision, there.provision or "")


def typed(window: MainWindow, words: str) -> None:
    """Type into the capture line, and let it be heard."""
    capture = window.page("session").capture
    capture.editor.clear()
    QTest.keyClicks(capture.editor, words)
    capture.typing.emit(capture.text)


# --- what the wall is given --------------------------------------------------------------------------------------------


def test_clean_text_carries_no_mark_and_says_that_it_is_clean(record: Record) -> None:
    marked, clean = wall_view(record), wall_view(record, Wanted(clean=True))
    assert any(piece.inserted or piece.deleted for piece in marked.pieces)
    assert [piece.text for piece in clean.pieces] == [active(record).text]
    assert not any(piece.inserted or piece.deleted for piece in clean.pieces)
    assert "clean text" in clean.state_word


def test_wordings_that_compete_stand_side_by_side_under_those_who_back_them(record: Record) -> None:
    columns = wall_view(record, Wanted(alternatives=True)).columns
    assert len(columns) >= 3
    assert "".join(piece.text for piece in columns[0].pieces) == active(record).text
    for column, proposal in zip(columns[1:], tabled_here(record, active(record)), strict=False):
        assert column.letter == proposal.number
        assert record.get(Person, proposal.sponsor or "").initialled in column.backers


def test_alternatives_stand_side_by_side_under_their_letters(practice: Path) -> None:
    desk = Desk.open(practice)
    there = active(desk.record)
    keys = tuple(p.id for p in tabled_here(desk.record, there))
    desk.do(SetAlternatives(provision=there.id, proposals=keys, keeping=True)).result()
    columns = wall_view(desk.record, Wanted(alternatives=True)).columns
    desk.close()
    assert [column.letter for column in columns] == ["A", "B", "C"]
    assert columns[0].backers == "As agreed so far"
    assert all(column.backers for column in columns[1:])


def test_the_wall_says_how_long_the_speaker_has_spoken_and_may_speak(practice: Path) -> None:
    desk = Desk.open(practice)
    before = wall_view(desk.record, Wanted(), desk.now()).spoken
    desk.do(SetTimeLimit(seconds=180)).result()
    limited = wall_view(desk.record, Wanted(), desk.now()).spoken
    desk.close()
    assert ":" in before
    assert "of" not in before
    assert limited.endswith(" of 3:00")


def test_the_time_until_what_a_message_names_is_counted_down_and_then_gone() -> None:
    assert countdown("Coffee until 11:15", AT) == "15:00"
    assert countdown("Lunch, back at 12h30", AT) == "1:30:00"
    assert countdown("Coffee until 10:55", AT) == ""
    assert countdown("Coffee", AT) == ""


def test_a_part_that_is_left_off_is_not_on_the_wall(record: Record) -> None:
    at = datetime.now(UTC)
    assert wall_view(record, Wanted(), at).floor
    for part in PARTS:
        view = wall_view(record, Wanted(parts=frozenset(PARTS) - {part}), at)
        assert (view.floor == "") == (part == "speaker")
        assert (view.next == ()) == (part == "queue")
        assert (view.clock + view.left + view.spoken == "") == (part == "clock")


def test_the_wall_shows_nothing_that_is_not_for_the_room_wherever_the_room_is(window: MainWindow, qtbot) -> None:
    desk, session, showing = window.bridge.desk, window.page("session"), window.screens.showing
    desk.do(AddPerson(name="mole@secret.example", email="mole@secret.example")).result()
    mole = next(p for p in desk.record.each(Person) if p.name == "mole@secret.example")
    desk.do(Appoint(person=mole.id, role="secretariat", since=date(2020, 1, 1))).result()
    desk.do(Arrive(people=(mole.id,))).result()
    desk.do(GiveFloor(person=mole.id)).result()
    desk.do(EndIntervention()).result()
    desk.do(AskForFloor(person=mole.id, about="x@secret.example", kind="point of order")).result()
    desk.do(TakeNote(text="a private note on what was said", provision=active(desk.record).id)).result()
    typed(window, "a thought of the secretary's, not taken down")
    window.menus.actions["declare"].trigger()
    session.deciding.form.words.setPlainText("words that nobody has declared")
    form = session.deciding.form
    form.hold(form.member.currentData(), "reservation", "a reason that nobody has heard")
    window.go("comments")
    window.page("comments").keep_unfinished()
    secrets = (
        "@",
        "private note",
        "thought of the secretary",
        "nobody has declared",
        "nobody has heard",
        desk.path.name,
    )
    places = [p.id for p in list(desk.record.each(Provision))[::12]]
    read: list[str] = []
    for place in places:
        desk.do(GoTo(provision=place)).result()
        for clean, side, decision in product((False, True), repeat=3):
            wanted = Wanted(clean=clean, alternatives=side, decision=decision)
            read.append(read_out(wall_view(desk.record, wanted, window.bridge.now)))
    qtbot.waitUntil(lambda: window.bridge.record is desk.record)
    window.screens.do_wall()
    for do in (showing.follow, showing.freeze, showing.follow, showing.blank, showing.follow):
        do()
        read.append(f"{window.wall.face.accessibleDescription()} {window.wall.windowTitle()}")
    for secret in secrets:
        assert not [words for words in read if secret in words], secret
    assert len({words for words in read if words}) > len(places)


def test_words_of_a_decision_reach_the_wall_when_they_are_shown_or_declared_and_positions_never(record: Record) -> None:
    declared = wall_view(record, Wanted(decision=True))
    prepared = wall_view(record, Wanted(decision=True, read=Read("10.3", "The Group agrees to wait.")))
    assert declared.label.startswith("D-")
    assert declared.state_word.startswith("declared")
    assert prepared.pieces[0].text == "The Group agrees to wait."
    assert prepared.state_word == "not yet declared"


# --- the window and the desk -------------------------------------------------------------------------------------------


def test_what_is_typed_is_on_the_wall_only_while_that_is_switched_on_and_the_desk_warns(window: MainWindow) -> None:
    screens, session = window.screens, window.page("session")
    screens.do_wall()
    word = active(window.bridge.record).text.split()[0]
    before = window.wall.face.view.pieces
    typed(window, f'"{word}" -> "Never {word}"')
    assert window.wall.face.view.pieces == before
    screens.do_wallTyping()
    shown = read_out(window.wall.face.view)
    assert "being typed" in shown
    assert "Never" in shown
    assert "as you type" in screens.words
    window.bridge.desk.do(GoOffTheRecord()).result()
    QTest.qWait(0)
    typed(window, f'"{word}" -> "Secretly {word}"')
    assert "Secretly" not in read_out(window.wall.face.view)
    assert session.corner._words.text() == f"Wall: {screens.words}"
    assert session.corner.preview._warns
    typed(window, "and now only words")
    assert window.wall.face.view.pieces == before
    screens.do_wallTyping()
    assert not session.corner.preview._warns


def test_the_preview_on_the_desk_is_the_wall_to_the_pixel(window: MainWindow) -> None:
    screens, session = window.screens, window.page("session")
    screens.do_wall()
    window.wall.resize(800, 600)
    for do in (screens.do_brightWall, screens.do_wallClean, screens.do_wallAlternatives, screens.do_freeze):
        do()
        QTest.qWait(0)
        preview, wall = session.corner.preview, window.wall.face
        assert preview.sheet.stand == wall.sheet.stand
        drawn = (preview.sheet.pixels, preview.sheet.pages, preview._page + 1)
        assert drawn == (wall.sheet.pixels, wall.sheet.pages, wall.page)
    preview.setFixedSize(800, 600)
    small, large = preview.grab().toImage(), wall.grab().toImage()
    inner = [(x, y) for x in range(5, 790, 9) for y in range(5, 590, 7)]
    assert [small.pixel(x, y) for x, y in inner] == [large.pixel(x, y) for x, y in inner]


def test_a_frozen_wall_stays_frozen_while_its_window_is_closed_and_opened(window: MainWindow) -> None:
    screens = window.screens
    screens.do_wall()
    screens.do_freeze()
    stood = window.wall.face.view
    screens.do_wall()
    place = find_place(window.bridge.record, "2.9")
    window.bridge.desk.do(GoTo(provision=place.provision)).result()
    QTest.qWait(0)
    screens.do_wall()
    assert window.wall.face.view == stood
    assert screens.words.startswith("frozen")


def test_a_message_with_an_address_or_a_file_is_refused_and_another_is_shown(window: MainWindow) -> None:
    screens, session = window.screens, window.page("session")
    screens.do_wall()
    for words in ("Write to chair@example.org", "See minutes-final.docx"):
        screens.do_wallMessage()
        QTest.keyClicks(session.ask_line.line, words)
        QTest.keyClick(session.ask_line.line, Qt.Key.Key_Return)
        assert window.wall.face.view.message == ""
        assert "do not go on the wall" in window.messages.banner.accessibleName()
    screens.do_wallMessage()
    QTest.keyClicks(session.ask_line.line, "Coffee until 23:59")
    QTest.keyClick(session.ask_line.line, Qt.Key.Key_Return)
    assert window.wall.face.view.message == "Coffee until 23:59"
    screens.do_showWall()
    assert window.wall.face.view.message == ""


def test_what_is_left_off_the_wall_is_remembered_and_ticked_in_the_menu(window: MainWindow) -> None:
    action = window.findChild(QAction, "actionWallQueue")
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    assert window.screens.showing.view.next == ()
    assert "queue" not in str(QSettings().value("wall/parts"))


def test_the_decision_being_prepared_is_shown_by_a_key_and_with_its_number_once_declared(
    window: MainWindow, qtbot
) -> None:
    screens, session = window.screens, window.page("session")
    screens.do_wall()
    window.menus.actions["declare"].trigger()
    form = session.deciding.form
    form.hold(form.member.currentData(), "reservation", "a reason that nobody has heard")
    assert "agrees that" not in read_out(window.wall.face.view)
    screens.do_wallDecision()
    assert "agrees that" in read_out(window.wall.face.view)
    assert "not yet declared" in read_out(window.wall.face.view)
    session.deciding.finish()
    qtbot.waitUntil(
        lambda: "declared 1" in window.wall.face.view.state_word or "declared" in screens.showing.view.label
    )
    qtbot.waitUntil(lambda: window.wall.face.view.label.startswith("D-"))
    assert "nobody has heard" not in read_out(window.wall.face.view)


def test_a_text_too_long_for_one_page_is_turned_by_a_key_of_the_desk(window: MainWindow) -> None:
    screens = window.screens
    screens.do_wall()
    window.wall.resize(700, 420)
    face: WallFace = window.wall.face
    assert face.sheet.pages > 1
    screens.do_wallNext()
    assert face.page == 2
    assert window.page("session").corner.preview._page == 1
    screens.do_wallPrevious()
    assert face.page == 1


def test_on_the_smallest_wall_every_word_is_24_points_at_least(look, qtbot) -> None:
    face = WallFace(look)
    qtbot.addWidget(face)
    face.resize(800, 600)
    face.show_view(WallView("10.3", "A heading", "open", "open", floor="A. Lind", next=("C. Moreau",), item="Item 4"))
    smallest = face.sheet.stand.smallest
    assert smallest >= 24 * face.logicalDpiY() / 72
    assert face.sheet.pixels >= smallest
    assert face.sheet._foot_size >= smallest


def test_a_long_name_of_an_organisation_is_cut_before_the_time_of_its_speaker(look, qtbot) -> None:
    face = WallFace(look)
    qtbot.addWidget(face)
    face.resize(1280, 720)
    pictures = []
    for spoken in ("2:14", "9:58"):
        floor = f"A. Lind, {'Institute of Orbital Law ' * 6}"
        face.show_view(WallView("10.3", floor=floor, spoken=spoken, next=("C. Moreau",)))
        pictures.append(face.grab().toImage())
    assert face.sheet.foot_rows == 2
    assert pictures[0] != pictures[1]


# --- what is for members only ---------------------------------------------------------------------------------------


def at_item_without_block(record: Record) -> tuple[Record, AgendaItem]:
    """The room at the last item but one, which has no block, marked for members only."""
    there = now(record)
    assert there
    item = record.one(AgendaItem, title="Next meeting")
    assert item
    changes = [replaced(there, item=item.id, block=None, provision=None), replaced(item, members_only=True)]
    return record.after(changes), item


def test_the_title_of_a_members_only_item_is_not_on_the_wall_while_observers_are_in_the_room(record):
    then, item = at_item_without_block(record)
    assert len(observers_in_room(then)) > 20
    assert item.title not in read_out(wall_view(then, Wanted(), AT))
    assert place_words(then)[0].startswith(f"Members only: {len(observers_in_room(then))} observers are in the room")
    alone = then.after([removed(a) for p in observers_in_room(then) for a in then.where(Attendance, person=p)])
    assert item.title in read_out(wall_view(alone, Wanted(), AT))
    assert place_words(alone)[0].endswith("Next meeting · members only")

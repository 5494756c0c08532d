"""The chair's view and the card that says where we are: seen by all, taking the keyboard from nobody."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem, now
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.floor.giving import EndIntervention, asking, queue
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.floor.invitations import Invitation
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.meetings import SuspendSitting, current_sitting
from hisrg_desktop.ui.session.shown import undecided_here
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.answered import answers
from hisrg_desktop.ui.windows.chaired import seen
from hisrg_desktop.ui.windows.main import MainWindow


def opened(window: MainWindow) -> QWidget:
    """The chair's view in a window of its own, with somebody typing at the desk."""
    window.activateWindow()
    window.page("session").to_capture()
    window.screens.do_chair()
    chair = window.screens.chair
    chair.resize(1280, 800)
    QTest.qWait(0)
    return chair


def button(chair: QWidget, name: str) -> QPushButton:
    """The button of that name that is seen."""
    return next(b for b in chair.findChildren(QPushButton) if b.objectName().startswith(name) and not b.isHidden())


def read_on(widget: QWidget) -> str:
    """All words that are seen on it."""
    return "\n".join(w.text() for w in widget.findChildren(Words) if w.isVisible())


def test_the_chair_sees_the_floor_the_queue_the_times_and_what_is_undecided(window: MainWindow) -> None:
    chair = opened(window)
    words = read_on(chair)
    there = seen(window.bridge.record, window.bridge.now)
    assert there.floor is not None
    assert there.floor.name in words
    assert [entry.name for entry in (*there.queue, *there.asking) if entry.name not in words] == []
    assert [one.number for one in there.undecided if one.number not in words] == []
    assert there.left in words
    assert "majority" in words
    assert chair.view.text.accessibleDescription() or chair.view.text.laid.text


def test_every_target_of_the_chair_is_large_enough_for_a_finger_and_takes_no_keyboard(window: MainWindow) -> None:
    chair = opened(window)
    window.menus.actions["declare"].trigger()
    QTest.qWait(0)
    targets = [b for b in chair.findChildren(QAbstractButton) if b.isVisible()]
    assert len(targets) > 5
    assert [b.objectName() for b in targets if b.height() < 44 or b.width() < 44] == []
    assert [b.objectName() for b in targets if b.focusPolicy() is not Qt.FocusPolicy.NoFocus] == []
    assert [b for b in targets if not b.objectName() or not (b.accessibleName() or b.text())] == []


def test_the_chair_gives_the_floor_invites_and_parks_while_the_secretary_types_on(window: MainWindow, qtbot) -> None:
    chair, bridge = opened(window), window.bridge
    editor = window.page("session").capture.editor
    sitting = current_sitting(bridge.record)
    first, observer = queue(bridge.record, sitting)[0].person, asking(bridge.record, sitting)[0].person
    QTest.keyClicks(editor, "half a ")
    qtbot.mouseClick(button(chair, "chairInvite"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(i.person == observer for i in bridge.record.each(Invitation)))
    qtbot.mouseClick(button(chair, "chairNext"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: running(bridge.record).speaker == first)
    parked = len(list(bridge.record.each(Parked)))
    qtbot.mouseClick(button(chair, "chairPark"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(bridge.record.each(Parked))) == parked + 1)
    assert window.focusWidget() is editor
    QTest.keyClicks(editor, "sentence")
    assert editor.toPlainText() == "half a sentence"


def test_the_chair_calls_for_consensus_sees_who_does_not_consent_and_declares(window: MainWindow, qtbot) -> None:
    chair, bridge = opened(window), window.bridge
    session = window.page("session")
    proposal = undecided_here(bridge.record, session.looked)[0]
    qtbot.mouseClick(button(chair, f"chairConsensus-{proposal.id}"), Qt.MouseButton.LeftButton)
    assert session.deciding.form.prepared.proposal == proposal.id
    assert window.focusWidget() is session.capture.editor
    assert "Nobody has said" in read_on(chair)
    form = session.deciding.form
    form.hold(form.member.currentData(), "reservation", "prefers the earlier text")
    assert "prefers the earlier text" in read_on(chair)
    before = len(list(bridge.record.each(Decision)))
    qtbot.mouseClick(button(chair, "chairDeclare"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(bridge.record.each(Decision))) == before + 1)
    qtbot.waitUntil(lambda: not chair.view.pending.isVisible())


def test_what_is_not_in_order_is_said_to_the_chair_as_well_as_to_the_desk(window: MainWindow, qtbot) -> None:
    chair, bridge = opened(window), window.bridge
    bridge.desk.do(SuspendSitting()).result()
    qtbot.waitUntil(lambda: running(bridge.record) is None)
    with qtbot.waitSignal(bridge.refused):
        qtbot.mouseClick(button(chair, "chairNext"), Qt.MouseButton.LeftButton)
    assert "suspended" in chair.view._told.text()
    assert "suspended" in window.messages.banner.accessibleName()


def test_the_chair_sees_who_still_waits_on_the_item_before(window: MainWindow, qtbot) -> None:
    chair, bridge = opened(window), window.bridge
    waits = queue(bridge.record, current_sitting(bridge.record))
    at = bridge.record.get(AgendaItem, now(bridge.record).item)
    other = next(i for i in bridge.record.where(AgendaItem, meeting=at.meeting) if i.id != at.id)
    bridge.desk.do(TakeUpItem(item=other.id)).result()
    first = bridge.record.get(Person, waits[0].person).initialled
    qtbot.waitUntil(lambda: f"Still waiting on item {at.number}: {first}" in read_on(chair))
    assert any(line.startswith(f"Still waiting on item {at.number}") for line in answers(bridge.record)[1].more)
    assert not button(chair, "chairNext").isEnabled()


def test_off_the_record_strip_floor_and_chair_say_so_until_it_is_on_again(window: MainWindow, qtbot) -> None:
    chair, page = opened(window), window.page("session")
    strip, band = window.strip.findChild(QWidget, "nowOffRecord"), chair.findChild(QWidget, "chairOffRecord")
    assert not strip.isVisible()
    assert not band.isVisible()
    window.menus.actions["offTheRecord"].trigger()
    qtbot.waitUntil(strip.isVisible)
    since = f"{local(off_the_record(window.bridge.record).began_at):%H:%M}"
    assert strip.accessibleName() == f"since {since}: Off the record"
    assert f"Off the record since {since} · nothing said goes on record" in read_on(band)
    assert f"Off the record since {since}: nothing said goes on record." in answers(window.bridge.record)[1].more
    grounds = [w.grab().toImage().pixelColor(3, 3) for w in (strip, band)]
    assert grounds == [window.look.colour("panel")] * 2
    window.go("journal")
    assert strip.isVisible()
    window.go("session")
    qtbot.mouseClick(button(page.floor, "floorOffTheRecordButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not strip.isVisible() and not band.isVisible())
    assert off_the_record(window.bridge.record) is None


def test_with_one_projector_the_chairs_view_is_half_of_the_desk_and_goes_again(window: MainWindow) -> None:
    session = window.page("session")
    window.screens.do_chairHalf()
    QTest.qWait(0)
    half = window.screens._half
    assert half.isVisible()
    assert half.width() > window.width() * 0.4
    assert not session.floor.isVisible()
    assert window.width() == 1280
    window.screens.do_chairHalf()
    QTest.qWait(0)
    assert session.floor.isVisible()
    assert session.findChild(QWidget, "chairView") is None or not half.isVisible()


def test_the_half_is_as_wide_the_second_time_and_the_tree_makes_way_where_the_window_is_small(
    window: MainWindow,
) -> None:
    session = window.page("session")
    before = session._right.width()
    for _ in range(2):
        window.screens.do_chairHalf()
        QTest.qWait(0)
        assert window.screens._half.width() > session.width() * 0.45
        assert not session.tree.isVisible()
        assert session.centre.width() > 480
        window.screens.do_chairHalf()
        QTest.qWait(0)
        assert session.tree.isVisible()
        assert session._right.width() == before
    window.resize(1920, 1080)
    window.screens.do_chairHalf()
    QTest.qWait(0)
    assert session.tree.isVisible()


def test_the_card_answers_the_four_questions_and_typing_goes_on(window: MainWindow, qtbot) -> None:
    editor = window.page("session").capture.editor
    window.activateWindow()
    editor.setFocus()
    QTest.keyClicks(editor, "half a ")
    window.menus.actions["where"].trigger()
    card = window.screens.card
    assert card.isVisible()
    words = read_on(card)
    for answer in answers(window.bridge.record):
        assert answer.answer in words
    QTest.keyClicks(editor, "sentence")
    assert editor.toPlainText() == "half a sentence"
    speaker = card._cells[1]._answer.text()
    window.bridge.desk.do(EndIntervention()).result()
    qtbot.waitUntil(lambda: card._cells[1]._answer.text() != speaker)
    assert card._cells[1]._answer.text() == "Nobody has the floor."
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not card.isVisible()
    window.menus.actions["where"].trigger()
    window.menus.actions["where"].trigger()
    assert not card.isVisible()


def test_the_card_has_answers_where_there_is_no_meeting_yet(empty: MainWindow) -> None:
    empty.menus.actions["where"].trigger()
    words = read_on(empty.screens.card)
    assert "Nobody: no sitting is open." in words
    assert "No provision is active." in words

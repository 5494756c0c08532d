"""A full disk in the window: a red banner while it is so, typing goes on, a copy elsewhere is one button away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.store.ballast import SIZE
from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.ui.windows.main import MainWindow
from tests.store.files import verified


def limit(desk: Desk, pages: int) -> None:
    """Let the dossier's file grow to this many pages and no further, as on a full disk."""

    def set_it(ledger: Ledger) -> None:
        with ledger._transaction():
            ledger._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").all()

    desk.look(set_it).result()


def fill(window: MainWindow) -> None:
    """No room for the dossier, nor for a reserve."""
    window.bridge.desk.space._ballast._size = 1 << 60
    limit(window.bridge.desk, 1)


def empty(window: MainWindow) -> None:
    """Room again for both."""
    limit(window.bridge.desk, 1_000_000)
    window.bridge.desk.space._ballast._size = SIZE


def joined(text: str) -> str:
    """The words, however the line breaks them."""
    return " ".join(text.split())


def take_down(window: MainWindow, words: str) -> None:
    editor = window.page("session").capture.editor
    editor.setPlainText(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


LONG = "a sentence too long for what is left of the page, " * 200


def test_a_full_disk_is_said_in_red_for_as_long_as_it_is_so_and_typing_goes_on(window: MainWindow, qtbot) -> None:
    fill(window)
    take_down(window, LONG)
    qtbot.waitUntil(lambda: window.standing.says("disk"))
    editor = window.page("session").capture.editor
    qtbot.waitUntil(lambda: joined(LONG) in joined(editor.toPlainText()))
    assert window.standing.findChild(type(window.messages.banner), "diskBanner").isVisible()
    QTest.keyClicks(editor, "and more")
    assert "and more" in editor.toPlainText()
    empty(window)
    qtbot.waitUntil(lambda: not window.standing.says("disk"), timeout=20000)
    before = len(window.bridge.desk.record.all(Comment))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.bridge.record.all(Comment)) == before + 1)
    said = list(window.bridge.record.each(Comment))[-1].text
    assert joined(LONG) in joined(said)
    assert "and more" in said


def test_a_copy_saved_elsewhere_has_the_words_not_yet_taken_down(window: MainWindow, qtbot, tmp_path: Path) -> None:
    QTest.keyClicks(window.page("session").capture.editor, "half a sen")
    qtbot.waitUntil(lambda: bool(window.bridge.desk.kept()))
    target = tmp_path / "stick" / "copy.hisrg"
    target.parent.mkdir()
    window.save_copy(target)
    qtbot.waitUntil(window.messages.banner.isVisible)
    assert verified(target) == []
    copy = Desk.open(target)
    assert [kept.text for kept in copy.kept()] == ["half a sen"]
    assert copy.record == window.bridge.record
    copy.close()

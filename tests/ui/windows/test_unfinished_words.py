"""The window closed while words are unfinished: no question is asked, and the words are there again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow
from tests.ui.windows.conftest import opened

Again = Callable[[], MainWindow]


@pytest.fixture
def again(window: MainWindow, look: Look, practice: Path, qtbot):
    """Closes the window and opens another on the same dossier; it is closed at the end."""
    made: list[MainWindow] = []

    def reopen() -> MainWindow:
        window.close()
        assert not window.isVisible()
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        made.append(opened(look, Desk.open(practice)))
        return made[-1]

    yield reopen
    for one in made:
        one.close()


def test_words_in_the_line_are_there_again_however_lately_they_were_typed(window: MainWindow, again: Again) -> None:
    QTest.keyClicks(window.page("session").capture.editor, "half a sentence, and the last key just before clo")
    other = again()
    assert other.page("session").capture.editor.toPlainText() == "half a sentence, and the last key just before clo"


def test_the_words_of_a_decision_are_in_its_form_again(window: MainWindow, again: Again) -> None:
    page = window.page("session")
    page.look_at(find_place(page.record, "2.9").provision)
    page.deciding.card_declare("")
    page.deciding.form.words.selectAll()
    QTest.keyClicks(page.deciding.form.words, "The Group agrees to")
    other = again()
    assert other.page("session").deciding.form.words.toPlainText() == "The Group agrees to"


def test_words_taken_down_as_the_window_closes_are_on_record_once_and_not_in_the_line(
    window: MainWindow, again: Again
) -> None:
    editor = window.page("session").capture.editor
    QTest.keyClicks(editor, "Taken down with the last key.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    other = again()
    assert [c.text for c in other.bridge.record.each(Comment)].count("Taken down with the last key.") == 1
    assert other.page("session").capture.editor.toPlainText() == ""

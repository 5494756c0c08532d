"""The window in which a draft is looked at before a dossier is made of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from hisrg_desktop.meeting.text.reading import DraftReading, NotUnderstood, PartRead
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.windows.preview import Preview


@pytest.fixture
def preview_of(look, qtbot):
    made = []

    def open_it(path: Path) -> Preview:
        preview = Preview(look, str(path))
        made.append((preview, preview._work))
        preview.open()
        return preview

    yield open_it
    for preview, work in made:
        work.stop()
        work.wait(10)
        if isValid(preview):
            preview.close()
        qtbot.wait(0)


def until_read(qtbot, preview: Preview) -> None:
    qtbot.waitUntil(lambda: preview._stack.currentIndex() != 0, timeout=20_000)


def test_the_window_is_there_before_the_draft_is_read(preview_of):
    preview = preview_of(shipped("sample/draft.docx"))
    assert preview.isVisible()
    assert not preview.isModal()
    assert not preview.make.isEnabled()


def test_a_draft_is_shown_part_by_part_with_its_counts(preview_of, qtbot):
    preview = preview_of(shipped("sample/draft.docx"))
    until_read(qtbot, preview)
    assert preview.title.text() == preview.reading.title
    assert "19 blocks" in preview.counts.text()
    assert len(preview._rows.rows) == len(preview.reading.parts)
    assert preview._left_rows.rows[0].doubt == preview.reading.not_understood[0].what


def test_making_a_dossier_hands_the_path_on(preview_of, qtbot):
    path = shipped("sample/draft.docx")
    preview = preview_of(path)
    until_read(qtbot, preview)
    with qtbot.waitSignal(preview.accepted_draft) as told:
        preview.make.click()
    assert told.args == [str(path)]


def test_an_unreadable_file_says_why_in_one_sentence(preview_of, qtbot, tmp_path):
    bad = tmp_path / "torn.docx"
    bad.write_bytes(b"PK\x03\x04 and nothing more")
    preview = preview_of(bad)
    until_read(qtbot, preview)
    assert "torn.docx" in preview.sentence.text()
    assert not preview.make.isEnabled()


def test_a_file_that_is_gone_says_so(preview_of, qtbot, tmp_path):
    preview = preview_of(tmp_path / "gone.docx")
    until_read(qtbot, preview)
    assert "gone.docx" in preview.sentence.text()


def test_leaving_while_it_reads_tells_nothing_more(preview_of, qtbot):
    preview = preview_of(shipped("sample/draft.docx"))
    work = preview._work
    with qtbot.assertNotEmitted(work.read):
        work.stop()
        work.wait(20)
        qtbot.wait(10)
    assert preview._stack.currentIndex() == 0


@pytest.mark.parametrize("way", ["Escape", "the window's own button", "taking the draft"])
def test_the_window_goes_when_it_is_left(preview_of, qtbot, way):
    preview = preview_of(shipped("sample/draft.docx"))
    until_read(qtbot, preview)
    gone = []
    preview.destroyed.connect(lambda: gone.append(way))
    if way == "Escape":
        QTest.keyClick(preview, Qt.Key.Key_Escape)
    elif way == "taking the draft":
        preview.make.click()
    else:
        preview.close()
    assert not preview.isVisible()
    qtbot.waitUntil(lambda: gone == [way])


def test_doubts_are_counted_and_can_be_shown_alone(look, qtbot, tmp_path):
    preview = Preview(look, str(tmp_path / "draft.docx"))
    parts = [
        PartRead(kind="block", depth=0, label="1", text="Objective", paragraph=0),
        PartRead(kind="provision", depth=1, label="1.1", text="One", paragraph=1, doubt="the number jumps"),
    ]
    left = [NotUnderstood(paragraph=3, what="a picture")]
    preview.show_reading(DraftReading(title="T", parts=parts, not_understood=left, tracked_changes=4))
    assert "Parts that need a look: 1." in preview.notice.text()
    assert "Tracked changes in the file: 4;" in preview.notice.text()
    preview._only.setChecked(True)
    assert [line.doubt for line in preview._rows.rows] == ["the number jumps"]
    preview.close()

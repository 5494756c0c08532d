"""Hostile files dropped on the window: the preview says why in one sentence, and nothing is opened but the file."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QToolTip
from shiboken6 import isValid

from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.ui.rows import RowsModel
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.main import _dropped
from hisrg_desktop.ui.windows.preview import Preview
from tests.hostile.craft import in_body, said
from tests.hostile.files import HOSTILE, LONGEST_NAME, Hostile, Place
from tests.hostile.watched import Canary

SHOWN = (
    "empty.docx", "secret.docx", "almost.docx", "over.docx", "laughs.docx", "fetch.docx", "deep-notes.docx", "columns.docx",
    "choice.docx", "out-styles.docx", "folder.docx", "pipe.docx", "huge.docx", "two\nlines\r\x1b[2J.docx", LONGEST_NAME,
)  # fmt: skip


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    watched = Canary(tmp_path)
    yield watched
    watched.close()


@pytest.fixture
def preview_of(look, qtbot) -> Iterator[Callable[[Path], Preview]]:
    made = []

    def open_it(path: Path) -> Preview:
        preview = Preview(look, str(path))
        made.append((preview, preview._work))
        preview.open()
        qtbot.waitUntil(lambda: preview._stack.currentIndex() != 0, timeout=30_000)
        return preview

    yield open_it
    for preview, work in made:
        work.stop()
        work.wait(10)
        if isValid(preview):
            preview.close()
        qtbot.wait(0)


@pytest.mark.parametrize("name", SHOWN, ids=lambda name: re.sub(r"\W", "_", name)[:30])
def test_the_preview_says_why_or_shows_the_draft(name: str, preview_of, canary: Canary, tmp_path: Path) -> None:
    hostile: Hostile = next(one for one in HOSTILE if one.name == name)
    folder = tmp_path / "came"
    folder.mkdir()
    path = hostile.written(Place(folder, canary.file, canary.address))
    preview = preview_of(path)
    if words := hostile.expected("draft"):
        assert re.search(words, preview.sentence.text())
        assert one_line(path.name) in preview.sentence.text()
        assert not preview.make.isEnabled()
    else:
        assert preview.make.isEnabled()
    assert canary.touched() == []


def marked(canary: Canary) -> str:
    """Words that Qt would take for markup with a picture in a file."""
    return f"The <img src='{canary.file.as_uri()}'> parties"


def test_words_that_look_like_markup_stay_words(preview_of, canary: Canary, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "<b>bold <img src='canary.txt'>.docx"
    path.write_bytes(in_body(said(marked(canary).replace("<", "&lt;"))))
    preview = preview_of(path)
    model: RowsModel = preview._rows
    texts = [(model.index(row, 2).data(), model.index(row, 2)) for row in range(model.rowCount())]
    index = next(index for text, index in texts if "<img" in text)
    for words in (index.data(Qt.ItemDataRole.ToolTipRole), preview.title.toolTip(), preview.windowTitle()):
        QToolTip.showText(QPoint(5, 5), words, preview)
        qtbot.wait(0)
    assert canary.touched() == []


def test_qt_would_open_what_markup_in_a_tooltip_names(canary: Canary, look, qtbot) -> None:
    """Why words are made plain: without it the file would be opened."""
    label = Words(look, marked(canary), shortens=True)
    qtbot.addWidget(label)
    QToolTip.showText(QPoint(5, 5), label.toolTip(), label)
    assert canary.touched() == []
    QToolTip.showText(QPoint(5, 5), marked(canary), label)
    QToolTip.hideText()
    assert canary.touched() or canary._watch is None


def test_only_dossiers_and_word_files_are_taken_from_a_drop() -> None:
    def drop(*urls: str) -> list[str]:
        mime = QMimeData()
        mime.setUrls([QUrl(url) for url in urls])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        return _dropped(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, mime, buttons, keys))

    assert drop("http://example.org/draft.docx", "file:///tmp/run.exe", "javascript:x.docx") == []
    assert drop("http://example.org/a.docx", "file:///tmp/draft.DOCX") == [
        QUrl("file:///" + "tmp/draft.DOCX").toLocalFile()
    ]

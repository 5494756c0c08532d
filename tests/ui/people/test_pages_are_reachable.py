"""Whoever works by keyboard or by ear reaches everything on these pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar

ACTED_ON = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)


def acted_on(page):
    for widget in page.findChildren(object):
        if isinstance(widget, ACTED_ON) and not widget.isHidden() and not _inner(widget):
            yield widget


def _inner(widget) -> bool:
    """Whether it is a part of a control that Qt made, such as the list of a combo box."""
    above = widget.parent()
    while above is not None:
        if isinstance(above, (QComboBox, QAbstractItemView, QLineEdit)) or "Scroll" in type(above).__name__:
            return not isinstance(widget, QAbstractButton) or not widget.text()
        above = above.parent()
    return widget.objectName().startswith("qt_")


@pytest.mark.parametrize("name", ["comments", "people", "agenda"])
def test_what_can_be_acted_on_has_a_name_for_tests_and_for_ears(room, name):
    room.window.go(name)
    page = room.window.page(name)
    for ask in ("ask_comment", "ask_person", "ask_item", "ask_meeting"):
        if hasattr(page, ask):
            getattr(page, ask)()
    found = list(acted_on(page))
    assert len(found) > 5
    for widget in found:
        text = getattr(widget, "text", str)() if isinstance(widget, QAbstractButton) else ""
        assert widget.objectName(), (type(widget), text)
        assert widget.accessibleName() or text, widget.objectName()


@pytest.mark.parametrize("name", ["comments", "people", "agenda"])
@pytest.mark.parametrize(("theme", "zoom"), [("dark", 100), ("light", 150)])
def test_pages_follow_the_look(room, look, qtbot, name, theme, zoom):
    room.window.go(name)
    look.set_theme(theme)
    look.set_zoom(zoom)
    picture = room.window.page(name).grab()
    assert not picture.isNull()


def test_tab_goes_from_the_filter_of_comments_on(room, qtbot):
    room.window.go("comments")
    page = room.window.page("comments")
    page.filter.setFocus()
    seen = set()
    for _ in range(12):
        qtbot.keyClick(room.window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(room.window.focusWidget().objectName())
    assert {"commentsOrder", "commentsTakeIn", "commentsTable"} <= seen

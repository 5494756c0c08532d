"""The look: fonts, icons, light and dark, zoom."""

from functools import partial
from pathlib import Path
from re import findall

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.look import fonts, icons
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.palette import DARK, LIGHT
from hisrg_desktop.ui.look.sheet import stylesheet
from hisrg_desktop.ui.widgets.words import Words


def test_both_families_are_loaded_in_their_weights(qapp):
    assert {fonts.INTERFACE, fonts.LEGAL} <= set(fonts.load())
    assert [QFontInfo(fonts.sized(14, weight)).weight() for weight in (400, 500, 600, 700)] == [400, 500, 600, 700]
    assert QFontInfo(fonts.sized(14, family=fonts.LEGAL)).family() == "Noto Serif"


def test_the_figures_of_a_clock_are_equally_wide(qapp):
    fonts.load()
    metrics = QFontMetricsF(fonts.font("clock"))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_licences_travel_with_fonts_and_icons():
    for name in ("fonts/Inter-OFL.txt", "fonts/NotoSerif-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in shipped(name).read_text(encoding="utf-8")
    assert "ISC License" in shipped("icons/LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", icons.NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    picture = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
    assert picture.width() == 48
    opaque = [picture.pixelColor(x, y) for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() == 255]
    assert opaque
    assert {colour.name() for colour in opaque} == {"#ff0000"}


def test_an_icon_has_a_drawing_for_a_dense_screen(look):
    assert {size.width() for size in look.icon("people", size=16).availableSizes()} >= {16, 32}


def test_a_change_of_theme_dresses_the_running_application(look, qapp, qtbot):
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.paper
    with qtbot.waitSignal(look.changed):
        look.set_theme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.paper
    assert look.dark


def test_the_application_wears_no_stylesheet_for_changing_it_would_hold_the_windows(look, qapp):
    look.set_theme("dark")
    assert qapp.styleSheet() == ""


def test_a_part_that_is_seen_follows_a_change_of_theme_and_so_do_the_words_in_it(look, qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    part = look.part(root)
    words = Words(part, "soft words", "body", "soft", parent=root)
    root.show()
    look.set_theme("dark")
    qtbot.waitUntil(lambda: part.dark and root.updatesEnabled())
    assert DARK.paper in root.styleSheet()
    assert words.palette().color(QPalette.ColorRole.WindowText).name() == DARK.soft


def test_a_part_that_is_not_seen_follows_in_its_turn_or_when_it_is_about_to_be_seen(look, qtbot):
    seen, hidden, called = QWidget(), QWidget(), QWidget()
    for root in (seen, hidden, called):
        qtbot.addWidget(root)
    seen.show()
    parts = {root: look.part(root) for root in (hidden, called, seen)}
    order = []
    for root, part in parts.items():
        part.changed.connect(partial(order.append, root))
    look.set_zoom(150)
    parts[called].settle()
    assert parts[called].px(10) == 15
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [called, seen, hidden]


def test_two_changes_in_a_hurry_leave_every_part_with_the_last(look, qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    part = look.part(root)
    root.show()
    for theme in ("dark", "light", "dark"):
        look.set_theme(theme)
    qtbot.waitUntil(lambda: part.dark and root.updatesEnabled())
    assert DARK.paper in root.styleSheet()
    assert LIGHT.paper not in root.styleSheet()


def test_the_same_theme_again_changes_nothing(look, qtbot):
    with qtbot.assertNotEmitted(look.changed):
        look.set_theme("light")


def test_zoom_makes_words_and_lengths_larger(look, qapp, qtbot):
    with qtbot.waitSignal(look.changed):
        look.set_zoom(150)
    assert look.px(8) == 12
    assert qapp.font().pixelSize() == 20


@pytest.mark.parametrize(("asked", "given"), [(10, 80), (80, 80), (200, 200), (500, 200)])
def test_zoom_stays_between_80_and_200(qapp, asked, given):
    assert Look("light", asked).zoom == given


def test_the_stylesheet_names_only_files_there_are():
    files = findall(r"url\((.+?)\)", stylesheet(LIGHT) + stylesheet(DARK))
    assert files
    assert [name for name in files if not Path(name).is_file()] == []


@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
def test_qt_understands_the_stylesheet(qapp, zoom, capfd):
    widget = QWidget()
    widget.setStyleSheet(stylesheet(LIGHT, zoom))
    widget.ensurePolished()
    assert "parse" not in capfd.readouterr().err


def test_controls_grow_with_the_zoom(look, qtbot):
    inside = QWidget()
    qtbot.addWidget(inside)
    button, choice = QPushButton("Add…"), QComboBox()
    column = QVBoxLayout(inside)
    for control in (button, choice):
        column.addWidget(control)
    look.part(inside)
    inside.show()
    before = [control.font().pixelSize() for control in (button, choice)]
    look.set_zoom(150)
    look.settle()
    assert [control.font().pixelSize() for control in (button, choice)] == [round(size * 1.5) for size in before]

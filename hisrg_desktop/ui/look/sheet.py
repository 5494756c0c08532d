"""One stylesheet for every window, written from the palette."""

from dataclasses import asdict
from string import Template

from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.look.palette import DARK, Tones

_SHEET = Template("""
QToolTip { background: $ink; color: $card; border: 0; padding: ${p4}px ${p8}px; }
QStatusBar, QMainWindow { background: $paper; }
QMainWindow::separator, QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: transparent; border: 0; }

QPushButton {
    background: $card; color: $ink; border: 1px solid $line; border-bottom-color: $soft;
    border-radius: ${p8}px; padding: ${p6}px ${p14}px; min-height: ${p20}px;
    border-color: $soft; outline: 0;
}
QPushButton:hover { background: $quiet; }
QPushButton:pressed { background: $accent_tint; }
QPushButton:focus { border: 2px solid $accent; padding: ${f5}px ${f13}px; }
QPushButton:disabled { color: $soft; border-color: $line; background: transparent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $quiet; color: $soft; border-color: $line; }
QPushButton[kind="quiet"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: ${p4}px ${p8}px;
}
QPushButton[kind="quiet"]:hover { background: $accent_tint; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: ${f3}px ${f7}px; }
QPushButton[kind="choice"]:checked { background: $accent_tint; color: $accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled { color: $soft; }
QPushButton[kind="link"] {
    background: transparent; border: 0; border-bottom: 2px solid transparent; border-radius: 0; color: $accent;
    padding: ${p4}px 0; text-align: left;
}
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus { border-bottom-color: $accent; padding: ${p4}px 0; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_tint; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${p6}px; padding: ${p4}px; color: $ink;
}
QToolButton:hover { background: $quiet; }
QToolButton:checked { background: $accent_tint; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $card; color: $ink; border: 1px solid $soft; border-radius: ${p8}px;
    padding: ${p5}px ${p8}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: ${f4}px ${f7}px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: $paper; color: $soft; border-color: $line;
}
QLineEdit:read-only, QTextEdit:read-only, QPlainTextEdit:read-only { background: $paper; }
QLineEdit[wrong="true"] { border-color: $bad; background: $bad_tint; }
QComboBox { padding-right: ${p24}px; min-height: ${p20}px; }
QComboBox::drop-down { border: 0; width: ${p24}px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($chevron_down); width: ${p14}px; height: ${p14}px; }
QAbstractSpinBox { min-height: ${p20}px; padding-right: ${p20}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; background: transparent; width: ${p20}px; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: ${p12}px; height: ${p12}px; }
QAbstractSpinBox::down-arrow { image: url($chevron_down); width: ${p12}px; height: ${p12}px; }
QComboBox QAbstractItemView {
    background: $card; color: $ink; border: 1px solid $line; padding: ${p4}px; outline: 0;
    selection-background-color: $accent_tint; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: ${p24}px; padding: 0 ${p8}px; border-radius: ${p4}px; }

QAbstractItemView {
    background: $card; alternate-background-color: $card; color: $ink; border: 1px solid $line; border-radius: ${p8}px;
    gridline-color: $line; selection-background-color: $accent_tint; selection-color: $ink; outline: 0;
}
QTableView::item { border: 0; border-bottom: 1px solid $line; padding: ${p4}px ${cell}px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $accent_tint; color: $ink; }
QTableView::item:focus {
    border: 1px solid $accent; padding: ${f3}px ${cell_focus}px ${p4}px ${cell_focus}px;
}
QTreeView::item { min-height: ${p28}px; border: 0; }
QTreeView::item:hover, QListView::item:hover { background: $quiet; }
QTreeView::item:selected:hover, QListView::item:selected:hover { background: $accent_tint; }
QTreeView::branch { background: transparent; border-image: none; }
QTreeView::branch:closed:has-children { image: url($chevron_right); }
QTreeView::branch:open:has-children { image: url($chevron_down); }
QListView::item { min-height: ${p28}px; padding: 0 ${p8}px; }
QAbstractItemView:focus { border-color: $accent; }
QAbstractItemView[bare="true"] {
    background: transparent; border: 0; border-radius: 0; selection-background-color: transparent;
    show-decoration-selected: 0;
}
QTreeView[bare="true"]::item, QTreeView[bare="true"]::item:selected, QTreeView[bare="true"]::item:hover {
    background: transparent;
}
QTreeView[bare="true"]::branch, QTreeView[bare="true"]::branch:selected { background: transparent; image: none; }
QHeaderView { background: transparent; border: 0; font-size: ${p11}px; }
QHeaderView::section {
    background: $card; color: $soft; border: 0; border-bottom: 1px solid $line; padding: ${p8}px; font-weight: 600;
}
QHeaderView::section:first, QHeaderView::section:only-one { border-top-left-radius: ${p7}px; }
QHeaderView::section:last, QHeaderView::section:only-one { border-top-right-radius: ${p7}px; }
QTableCornerButton::section { background: $card; border: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid $line; top: -1px; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $soft; border: 0; border-bottom: 2px solid transparent;
    padding: ${p8}px 0 ${p8}px 0; margin-right: ${p20}px;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus {
    color: $accent; background: $accent_tint; border-bottom: 4px solid $accent; padding-bottom: ${p6}px;
}
QTabBar::scroller { width: ${p24}px; }
QTabBar QToolButton { background: $paper; border: 1px solid $soft; border-radius: ${p4}px; padding: 0; }
QTabBar QToolButton::left-arrow { image: url($chevron_left); width: ${p14}px; height: ${p14}px; }
QTabBar QToolButton::right-arrow { image: url($chevron_right); width: ${p14}px; height: ${p14}px; }
QTabBar QToolButton:disabled { border-color: $line; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: ${p10}px; }
QScrollBar:horizontal { height: ${p10}px; }
QScrollBar::handle { background: $handle; border-radius: ${p3}px; margin: ${p2}px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QMenuBar { background: $paper; color: $ink; }
QMenuBar::item { background: transparent; padding: ${p4}px ${p8}px; border-radius: ${p4}px; }
QMenuBar::item:selected { background: $accent_tint; }
QMenu { background: $card; color: $ink; border: 1px solid $line; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $accent_tint; color: $ink; }
QMenu::item:disabled { color: $soft; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QMenu::icon { padding-left: ${p8}px; }

QCheckBox, QRadioButton { spacing: ${p8}px; color: $ink; }
QCheckBox:disabled, QRadioButton:disabled { color: $soft; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $soft; border-radius: ${p4}px; background: $card;
}
QRadioButton::indicator { border-radius: ${p8}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url($tick);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; image: url($dash);
}
QRadioButton::indicator:checked { border-color: $accent; image: url($dot); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QGroupBox { border: 0; border-top: 1px solid $line; margin-top: ${p20}px; padding-top: ${p8}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $soft; }
QProgressBar { background: $quiet; border: 0; border-radius: ${p4}px; max-height: ${p8}px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: ${p4}px; }
QSlider::groove:horizontal { height: ${p4}px; background: $line; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $accent; width: ${p14}px; margin: -${p5}px 0; border-radius: ${p7}px;
}
QCalendarWidget QToolButton { color: $ink; }
""")

_GRID = range(2, 33)


def stylesheet(tones: Tones, zoom: float = 1.0) -> str:
    """The stylesheet in that palette and size; lengths on a grid of four, hairlines one pixel at every zoom."""
    lengths = {f"p{n}": str(max(1, round(n * zoom))) for n in _GRID}
    # A focused control has a border of two pixels instead of one; its padding gives the pixel back.
    beside_focus = {f"f{n}": str(max(0, round((n + 1) * zoom) - 1)) for n in _GRID}
    # Qt puts three pixels of its own before the words of a cell; with them they stand under their heading.
    cell = max(1, round(8 * zoom) - 3)
    cells = {"cell": str(cell), "cell_focus": str(cell - 1)}
    return _SHEET.substitute(asdict(tones) | lengths | beside_focus | cells | _made_from(tones))


def _made_from(tones: Tones) -> dict[str, str]:
    shade = "dark" if tones is DARK else "light"
    drawings = ("chevron_down", "chevron_up", "chevron_left", "chevron_right", "tick", "dash", "dot")
    return {name: shipped(f"icons/{shade}/{name}.svg").as_posix() for name in drawings} | {
        "accent_hover": "#95c3ec" if tones is DARK else "#173f63",
        "handle": "#4a5562" if tones is DARK else "#bdb9ae",
    }

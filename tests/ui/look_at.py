"""Pictures of every widget with invented words, for people to look at: ``python tests/ui/look_at.py FOLDER``."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QSplitter,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.capture import CaptureLine
from hisrg_desktop.ui.widgets.cards import CardList, CommentView
from hisrg_desktop.ui.widgets.floor import FloorColumn, InQueue, OnFloor
from hisrg_desktop.ui.widgets.frame import Banner, Card, EmptyState
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.marks import CLASS_SIGNS, STATE_TONES, ClassBadge, StateBadge
from hisrg_desktop.ui.widgets.now import NowStrip
from hisrg_desktop.ui.widgets.rail import Rail
from hisrg_desktop.ui.widgets.tags import KINDS, DashedTag, KeyCap, Tag
from hisrg_desktop.ui.widgets.tree import Node, ProvisionTree
from hisrg_desktop.ui.widgets.wall import WallFace, WallPreview, WallView
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

NOW = datetime(2026, 4, 16, 10, 41, 7, tzinfo=UTC)
PROPOSED = Mark("B. Okafor", NOW, "P-044", agreed=False)
AGREED = Mark("Group", NOW, "D-2.3-031")

PROVISION = (
    Piece("Around an extraction site the operator "),
    Piece("shall", deleted=PROPOSED),
    Piece("should", inserted=PROPOSED),
    Piece(", "),
    Piece("after notice to all who are registered nearby,", inserted=AGREED),
    Piece(" set up a safety zone "),
    Piece("no wider than the work requires", inserted=AGREED),
    Piece(", and [publishes] its limits."),
)

COMMENTS = (
    CommentView(
        "1",
        "member",
        "B. Okafor",
        "Ministry of Distant Affairs · written, 4 Feb",
        "“Shall” presumes an obligation that Block 4 leaves open; a recommendation would carry further.",
        (Piece("shall", deleted=PROPOSED), Piece("should", inserted=PROPOSED), Piece(" set up a safety zone")),
        (("recommended: accept with modification", "recommended"),),
    ),
    CommentView(
        "2",
        "observer",
        "E. van der Wiel",
        "Regolith Tools BV · in session, 10:34, invited by the chair",
        "Operators need the width in advance; “no wider than the work requires” cannot be insured.",
        tags=(("at members’ discretion", "plain"),),
    ),
    CommentView(
        "3",
        "panel",
        "Technical Panel",
        "report, remark 7",
        "Two of the three case studies used a fixed radius for landing and a working radius for extraction.",
        tags=(("response due", "warn"),),
    ),
    CommentView(
        "4",
        "member",
        "Y. Tanaka",
        "Institute of Lunar Commerce · in session, 10:37",
        "Supports the wording of Okafor; asks that notice be given to the registry as well.",
        tags=(("supports P-044", "ok"),),
    ),
)

PLACES = (
    Node("8", "8", "Due regard for interest of all", "agreed", "0"),
    Node("9", "9", "Avoidance of harmful impacts", "bracketed", "7"),
    Node(
        "10",
        "10",
        "Technical standards, review, safety zones",
        "open",
        "19",
        (
            Node("10.1", "10.1", "Standards are agreed before work begins", "none", "✓"),
            Node("10.2", "10.2", "A reviewing body may ask", "none", "4"),
            Node(
                "10.3",
                "10.3",
                "Around an extraction site the operator",
                "open",
                "12",
                (
                    Node("10.3a", "a)", "its extent and its duration", "none", "2"),
                    Node("10.3b", "b)", "notice is given to all who", "none", "1"),
                ),
            ),
            Node("10.4", "10.4", "Nothing in this block prevents", "none", "0"),
        ),
    ),
    Node("11", "11", "Monitoring and redressing", "none", "14"),
    Node("12", "12", "Sharing of benefits arising from use", "none", "18"),
    Node("13", "13", "Registration and sharing of words", "deferred", "3"),
)

WALL = WallView(
    "10.3",
    "Technical standards, prior review, safety zones",
    "open",
    "open",
    PROVISION,
    floor="A. Lind, Orbital Law Institute",
    next=("C. Moreau", "Y. Tanaka", "Technical Panel"),
    item="Item 4",
    left="22 min left",
)


def stopped_clock() -> datetime:
    """The moment the pictures show."""
    return NOW


def session(look: Look) -> QWidget:
    """A Session page put together from the widgets."""
    page = QWidget()
    page.setObjectName("sessionPage")
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    capture = CaptureLine(look)
    capture.set_context("A. Lind", "10.3", "remark")
    capture.set_echo("understood: A. Lind on 10.3, remark, supports P-044 (B. Okafor)")
    capture.editor.setPlainText("would accept “should” if notice goes to the registry; + Okafor")
    grid.addWidget(Rail(look), 0, 0, 3, 1)
    grid.addWidget(strip(look), 0, 1, 1, 3)
    columns = QSplitter(Qt.Orientation.Horizontal)
    columns.setHandleWidth(1)
    for column in (places(look), middle(look), floor(look)):
        columns.addWidget(column)
    columns.setStretchFactor(1, 1)
    grid.addWidget(columns, 1, 1, 1, 3)
    grid.addWidget(capture, 2, 1, 1, 3)
    grid.setColumnStretch(2, 1)
    grid.setRowStretch(1, 1)
    capture.editor.setFocus()
    capture.editor.moveCursor(QTextCursor.MoveOperation.End)
    return page


def strip(look: Look) -> NowStrip:
    """The NOW strip in the middle of a sitting."""
    now = NowStrip(look, stopped_clock)
    now.set_place("Item 4 · Second reading", "Block 10 · provision 10.3")
    now.set_floor("A. Lind", "Orbital Law Institute", "member", NOW - timedelta(seconds=134))
    now.set_room(18, 26, 28)
    now.set_saved("saved 10:41:07")
    now.set_wall("live · 10.3 redline")
    return now


def places(look: Look) -> QWidget:
    """The tree of blocks and provisions under its heading."""
    column = QWidget()
    column.setFixedWidth(look.px(272))
    rows = QVBoxLayout(column)
    rows.setContentsMargins(look.px(12), look.px(16), look.px(12), look.px(12))
    tree = ProvisionTree(look)
    tree.show_places(PLACES)
    tree.set_active("10.3")
    tree.select("10.2")
    rows.addWidget(SectionLabel(look, "Draft of 16 April · 61 open"))
    rows.addWidget(tree, 1)
    return column


def middle(look: Look) -> QWidget:
    """The provision and what was said on it."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(look.px(28), look.px(14), look.px(28), look.px(14))
    rows.setSpacing(look.px(10))
    head = QHBoxLayout()
    head.setSpacing(look.px(10))
    head.addWidget(Words(look, "10.3", "strong", "accent"))
    head.addWidget(Words(look, "Safety zones", "strong"))
    head.addWidget(StateBadge(look, "open"))
    head.addWidget(Words(look, "12 comments · 3 proposals · 1 panel remark", "small", "soft"))
    head.addStretch(1)
    card = Card(look, bar=True)
    text = MarkedText(look, 19, leading=1.58)
    text.set_pieces(PROVISION)
    card.column.addWidget(text)
    tabs = QTabBar()
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    for name in ("Comments 12", "Proposals 3", "Alternatives 0", "Panel 1", "Debate"):
        tabs.addTab(name)
    cards = CardList(look)
    cards.show_comments(COMMENTS)
    rows.addLayout(head)
    rows.addWidget(card)
    rows.addWidget(tabs)
    rows.addWidget(cards, 1)
    return column


def floor(look: Look) -> QWidget:
    """The floor with the preview of the wall below."""
    column = QWidget()
    column.setFixedWidth(look.px(310))
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, look.px(12))
    people = FloorColumn(look, stopped_clock)
    people.show_speaker(
        OnFloor(
            "p1",
            "member",
            "A. Lind",
            "2nd today",
            "Orbital Law Institute · speaking to 10.3",
            NOW - timedelta(seconds=134),
        )
    )
    people.show_queue(
        (
            InQueue("q1", "p2", "member", "C. Moreau", "first time today"),
            InQueue("q2", "p3", "member", "Y. Tanaka", "about notice"),
            InQueue("q3", "p4", "panel", "Technical Panel", "when asked"),
        )
    )
    people.show_asking((InQueue("q4", "p5", "observer", "E. van der Wiel", "not yet invited by the chair"),))
    preview = WallPreview(look)
    preview.show_view(WALL)
    inset = QVBoxLayout()
    inset.setContentsMargins(look.px(12), 0, look.px(12), 0)
    inset.addWidget(preview)
    rows.addWidget(people, 1)
    rows.addLayout(inset)
    return column


def controls(look: Look) -> QWidget:
    """Buttons, fields, tables, badges, tags, messages."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setSpacing(look.px(12))
    buttons, fields, badges, tags = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
    kinds = {"Dispose 3 selected…": "primary", "Take in…": "", "Withdraw": "quiet", "Delete": "danger"}
    for words, kind in kinds.items():
        button = QPushButton(words)
        button.setProperty("kind", kind)
        buttons.addWidget(button)
    faint = QPushButton("Not now")
    faint.setEnabled(False)
    buttons.addWidget(faint)
    focused = QPushButton("Focused")
    buttons.addWidget(focused)
    buttons.addStretch(1)
    combo = QComboBox()
    combo.addItems(["accept with modification", "accept", "not accept"])
    ticked, half, plain, radio = QCheckBox("agreed"), QCheckBox("some"), QCheckBox("open"), QRadioButton("by place")
    ticked.setChecked(True)
    half.setTristate(True)
    half.setCheckState(half.checkState().PartiallyChecked)
    radio.setChecked(True)
    line = QLineEdit("block:10 class:member")
    bar = QProgressBar()
    bar.setValue(40)
    for field in (line, combo, QSpinBox(), ticked, half, plain, radio, QRadioButton("by age"), bar):
        fields.addWidget(field)
    for klass in CLASS_SIGNS:
        badges.addWidget(ClassBadge(look, klass, 22))
    for state in STATE_TONES:
        badges.addWidget(StateBadge(look, state))
    for key in ("F4", "Ctrl+Enter", "⏎"):
        badges.addWidget(KeyCap(look, key))
    badges.addStretch(1)
    for kind in KINDS:
        tags.addWidget(DashedTag(look, "recommended: accept") if kind == "recommended" else Tag(look, kind, kind))
    tags.addStretch(1)
    refusal, error = Banner(look), Banner(look)
    refusal.show_message("E. van der Wiel observes, and the chair has not invited them to speak.", "Invite", "F3")
    error.show_message("The disk is full. Nothing is lost; free some space and try again.", "Try again", "F5", "error")
    for layout in (buttons, fields, badges, tags):
        rows.addLayout(layout)
    empty = EmptyState(look, "comments", "No comments yet", "Drop a document here, or take one in.", "Take in…")
    for widget in (refusal, error, table(), empty):
        rows.addWidget(widget)
    focused.setFocus()
    return page


def table() -> QTableView:
    """A table of comments."""
    model = QStandardItemModel(0, 5)
    model.setHorizontalHeaderLabels(["No.", "Place", "From", "Comment", "Disposition"])
    for row in range(4):
        words = (f"M-MDA-01{row}", "10.3", "B. Okafor", "“Shall” presumes an obligation", "open")
        model.appendRow([QStandardItem(text) for text in words])
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setShowGrid(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setColumnWidth(3, 320)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(model.index(1, 0), flags)
    view.setMinimumHeight(200)
    return view


def wall(look: Look) -> QWidget:
    """The wall."""
    face = WallFace(look)
    face.show_view(WALL)
    return face


def long_wall(look: Look) -> QWidget:
    """The wall in a bright room, with more words than one page holds."""
    face = WallFace(look)
    face.set_light(True)
    face.show_view(WallView("10.3", "Safety zones", "bracketed", "in brackets", PROVISION * 12, item="Item 4"))
    return face


PICTURES: dict[str, tuple[Callable[[Look], QWidget], int, int]] = {
    "session": (session, 1440, 900),
    "session-small": (session, 1280, 800),
    "controls": (controls, 1100, 820),
    "wall": (wall, 1920, 1080),
    "wall-long": (long_wall, 1920, 1080),
}


def main() -> None:
    """Write each picture in both palettes into the folder named."""
    application = QApplication(sys.argv)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    look = Look("light")
    look.dress(application)
    for theme, zoom in (("light", 100), ("dark", 100), ("light", 150)):
        look.set_theme(theme)
        look.set_zoom(zoom)
        for name, (make, width, height) in PICTURES.items():
            widget = make(look)
            widget.resize(width, height)
            widget.show()
            application.processEvents()
            widget.grab().save(str(folder / f"{name}-{theme}-{zoom}.png"))
            widget.close()
            widget.deleteLater()


if __name__ == "__main__":
    main()

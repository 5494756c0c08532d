"""The minutes page: the minutes as they would be issued now, with names or without, and out as Word or PDF."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.desk.exports import Options
from hisrg_desktop.desk.given.minutes import Read, read_minutes
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import current_meeting
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.documents.giving import Given, GivingOut
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.minutes.shown import COLUMN, leaks, sheet
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

ANCHOR = Qt.ItemDataRole.UserRole
_MANY = 4_000
"""How many comments of one dossier can be laid out as minutes before anybody looks at them."""
_AFTER_LOOK = 150
"""Milliseconds after a change of look in which the page is drawn before its text is composed."""


class MinutesPage(Page):
    """Sections at the left, the text at the right; it follows the record and stays where one reads."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("minutesPage")
        self.giving = GivingOut.of(bridge)
        self._composer = ThreadPoolExecutor(1, thread_name_prefix="minutes")
        self._composing = self._again = False
        self._made: _Made | None = None
        self.state = Words(look, "", "body", "soft", shortens=True)
        self.full = self._switch("minutesWithNames", self.tr("With names"))
        self.none = self._switch("minutesWithoutNames", self.tr("Without names"))
        self.names = QButtonGroup(self)
        self.names.addButton(self.full)
        self.names.addButton(self.none)
        self.full.setChecked(True)
        self.to_word = QPushButton(self.tr("Export to Word…"))
        self.to_word.setObjectName("minutesToWord")
        self.to_word.setProperty("kind", "primary")
        self.to_pdf = QPushButton(self.tr("Export to PDF…"))
        self.to_pdf.setObjectName("minutesToPdf")
        self.warning = Words(look, "", "body", "warn")
        self.warning.setObjectName("minutesWarning")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.sections = QListWidget()
        self.sections.setObjectName("minutesSections")
        self.sections.setAccessibleName(self.tr("Sections of the minutes"))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text = QTextBrowser()
        # With a font of its own the text is not laid out again whenever the page's changes.
        self.text.setFont(look.font("reading"))
        self.text.setObjectName("minutesText")
        self.text.setAccessibleName(self.tr("The minutes"))
        self.text.setOpenLinks(False)
        self._none_yet = EmptyState(
            look,
            "minutes",
            self.tr("No meeting yet"),
            self.tr("Create a meeting on the Agenda page;\nits minutes are written here while it goes on."),
            self.tr("Go to the agenda"),
        )
        self._stack = QStackedWidget()
        self._arrange()
        self._wire()
        self.first = self.text

    def _switch(self, name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        return button

    def _arrange(self) -> None:
        px = self.look.px
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(self.state, 1)
        for switch in (self.full, self.none):
            top.addWidget(switch)
        top.addSpacing(px(14))
        for button in (self.to_pdf, self.to_word):
            top.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, px(8), 0)
        column.addWidget(SectionLabel(self.look, self.tr("Sections")))
        column.addWidget(self.sections, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([px(250), px(900)])
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(px(24), px(16), px(24), px(16))
        inner.setSpacing(px(12))
        inner.addLayout(top)
        inner.addWidget(self.warning)
        inner.addWidget(split, 1)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._none_yet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _wire(self) -> None:
        self.names.buttonClicked.connect(self._switched)
        self.to_word.clicked.connect(self._ask_word)
        self.to_pdf.clicked.connect(self._ask_pdf)
        self.sections.itemActivated.connect(self._go_to_section)
        self.sections.itemClicked.connect(self._go_to_section)
        self._none_yet.wanted.connect(self._to_agenda)
        self.giving.written.connect(self._written)
        self.look.changed.connect(self._restyle)
        self.destroyed.connect(self._composer.shutdown)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Compose the minutes anew beside the window's own work; the latest record is always the one shown in the end."""
        there = current_meeting(self.record) is not None
        self._stack.setCurrentIndex(0 if there else 1)
        if not there:
            return
        if not self.isVisible() and len(self.record.where(Comment, channel="in session")) > _MANY:
            # To lay out so many words holds up all else; that is done for who looks at them.
            self.stale = True
            return
        if self._composing:
            self._again = True
            return
        self._composing = True
        dress = _Dress(sheet(self.look), self.look.font("reading"), self.look.px(20), self.look.px(COLUMN))
        future = self._composer.submit(_Composing(self.record, self.options(".docx"), dress))
        self.bridge.then(future, self._composed, self._not_composed)

    def options(self, suffix: str) -> Options:
        """What is chosen: the current meeting, with names or without."""
        meeting = current_meeting(self.record)
        return Options(
            meeting=meeting.id if meeting else None, names="full" if self.full.isChecked() else "none", suffix=suffix
        )

    def _composed(self, made: object) -> None:
        assert isinstance(made, _Made)
        self._composing = False
        if self._again:
            self._again = False
            self.show_record()
        if made != self._made:
            self._show(made)

    def _not_composed(self, fault: object) -> None:
        self._composing = self._again = False
        assert isinstance(fault, BaseException)
        raise fault

    def _show(self, made: _Made) -> None:
        bar = self.text.verticalScrollBar()
        at = bar.value()
        self._made = made
        made.text.setParent(self.text)
        self.text.setDocument(made.text)
        bar.setValue(at)
        self._show_sections(made.read)
        self.state.setText(self.tr("As they would be issued now"))
        words = leaks(made.read.names, self.tr("%1 passages name somebody; reword them before this is given out:"))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _show_sections(self, read: Read) -> None:
        shown = [(level, text, anchor) for level, text, anchor in read.places if level <= 2]
        kept = self.sections.currentRow()
        self.sections.clear()
        for level, text, anchor in shown:
            item = QListWidgetItem(text if level == 1 else f"     {text}")
            item.setData(ANCHOR, anchor)
            item.setToolTip(tip(text))
            if level == 1:
                item.setFont(self.look.font("body", 600))
            self.sections.addItem(item)
        self.sections.setCurrentRow(kept)

    def select(self, key: str) -> None:
        """Go to the first section whose heading has these words."""
        for row in range(self.sections.count()):
            if key.casefold() in self.sections.item(row).text().casefold():
                self.sections.setCurrentRow(row)
                self._go_to_section(self.sections.item(row))
                return

    def _go_to_section(self, item: QListWidgetItem) -> None:
        self.text.scrollToAnchor(str(item.data(ANCHOR)))

    def _restyle(self) -> None:
        if not self.isVisible():
            self.stale = True
        elif self._made is not None:
            # Composed at once, it would hold up the drawing of the page in its new look.
            QTimer.singleShot(_AFTER_LOOK, self, self.show_record)

    def _switched(self) -> None:
        self.show_record()

    def _to_agenda(self) -> None:
        self.go.emit("agenda", "")

    # --- giving out ------------------------------------------------------------------------------------------------

    def _ask_word(self) -> None:
        self.giving.ask(self, "minutes", self.options(".docx"))

    def _ask_pdf(self) -> None:
        self.giving.ask(self, "minutes", self.options(".pdf"))

    def _written(self, given: Given) -> None:
        if self.isVisible():
            self.says.emit(self.tr("Written: %1").replace("%1", str(given.path)))


@dataclass(frozen=True, slots=True)
class _Dress:
    """How the text is to look: colours, the letter it is read in, the room around it, the column of its numbers."""

    sheet: str
    font: QFont
    margin: int
    column: int


@dataclass(frozen=True, slots=True)
class _Made:
    """The minutes composed, and laid out as a text; the same words in the same dress are the same."""

    read: Read
    dress: _Dress
    text: QTextDocument = field(compare=False)


class _Composing:
    """Composes the minutes of a record on a thread of its own, and reads their rich text there too: 40 ms of it."""

    def __init__(self, record: Record, options: Options, dress: _Dress) -> None:
        self._record, self._options, self._dress = record, options, dress

    def __call__(self) -> _Made:
        read = read_minutes(self._record, self._options)
        text = QTextDocument()
        text.setDefaultStyleSheet(self._dress.sheet)
        text.setDefaultFont(self._dress.font)
        text.setDocumentMargin(self._dress.margin)
        text.setUndoRedoEnabled(False)
        tabs = text.defaultTextOption()
        tabs.setTabStopDistance(self._dress.column)
        text.setDefaultTextOption(tabs)
        text.setHtml(read.html)
        application = QCoreApplication.instance()
        assert application is not None
        text.moveToThread(application.thread())
        return _Made(read, self._dress, text)

"""The journal page: every entry in plain words, undo, the record as it stood, and the search."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.erasing import Erasure
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.journal import shown
from hisrg_desktop.ui.journal.detail import EntryDetail
from hisrg_desktop.ui.journal.entries import EntriesModel
from hisrg_desktop.ui.journal.shown import Found
from hisrg_desktop.ui.journal.stood import AsItStood
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News


class JournalPage(Page):
    """How the record came to be as it is."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("journalPage")
        self._searched = ""
        self._erasures = len(self.record.all(Erasure))
        self._title = SectionLabel(look, self.tr("Journal"))
        self.filter = self._line("journalFilter", self.tr("Filter the entries"))
        self.search = self._line("journalSearch", self.tr("Search everything said and written, Enter"))
        self.entries = EntriesModel(look, self._entries, self)
        self.table = RowsView(look, "journalTable", wide=3, widths=(64, 132, 112, 300, 130))
        self.table.setAccessibleName(self.tr("Entries, newest first"))
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setModel(self.entries)
        self._hits: RowsModel[Found] = RowsModel(
            {
                self.tr("What"): lambda f: f.what,
                self.tr("Place"): lambda f: f.place,
                self.tr("Words"): self._around,
            },
            lambda f: f.key,
        )
        self.hits = RowsView(look, "journalHits", wide=2, widths=(220, 64, 300))
        self.hits.setAccessibleName(self.tr("What was found, newest first"))
        self.hits.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.hits.setModel(self._hits)
        self._told = Words(look, "", "small", "soft", shortens=True)
        self._take_back = push_button("journalTakeBack", self.tr("Take this back"))
        self._then = push_button("journalStoodThen", self.tr("As it stood then"))
        self._go = push_button("journalGoThere", self.tr("Go there"), "primary")
        self._leave = push_button("journalLeaveSearch", self.tr("Back to the entries"), "quiet")
        self.detail = EntryDetail(look)
        self.stood = AsItStood(look)
        self._stack = QStackedWidget()
        self._arrange()
        self._wire()
        self.first = self.table

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setClearButtonEnabled(True)
        return line

    def _arrange(self) -> None:
        px = self.look.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(20), px(12), px(20), px(12))
        column.setSpacing(px(8))
        lines, buttons = QHBoxLayout(), QHBoxLayout()
        lines.addWidget(self.filter, 2)
        lines.addWidget(self.search, 3)
        for widget in (self.table, self.hits):
            self._stack.addWidget(widget)
        buttons.addWidget(self._told, 1)
        for button in (self._leave, self._go, self._then, self._take_back):
            buttons.addWidget(button)
        column.addWidget(self._title)
        column.addLayout(lines)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(4))
        beside.addWidget(self.detail)
        beside.addWidget(self.stood, 1)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        left.setMinimumWidth(px(480))
        right.setMinimumWidth(px(280))
        split.setSizes([px(860), px(350)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._filtered)
        self.search.returnPressed.connect(self._search)
        self.search.textChanged.connect(self._searching)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.entries.modelReset.connect(self._offer)
        self.hits.selectionModel().currentRowChanged.connect(self._offer)
        self.hits.activated.connect(self._go_there)
        self._go.clicked.connect(self._go_there)
        self._leave.clicked.connect(self.search.clear)
        self._take_back.clicked.connect(self._undo)
        self._then.clicked.connect(self._show_then)
        self.stood.asked.connect(self._show_at)
        self._offer()

    def _entries(self) -> list[Entry]:
        return self.bridge.desk.entries

    # --- entries ----------------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show all entries."""
        count = len(self._entries())
        if self.entries.rowCount() == 0:
            self.entries.begin(count)
        else:
            self.entries.keep_up(count)
            if (erasures := len(self.record.all(Erasure))) != self._erasures:
                self._erasures = erasures
                self.entries.again()
        self._tell()

    def take_in(self, news: News) -> None:
        """Show the entry that was made; nothing else is touched."""
        self.entries.keep_up(news.entry.number)
        self._tell()
        self._offer()

    def select(self, key: str) -> None:
        """Select the entry with this number."""
        row = self.entries.row_of(int(key)) if key.isdecimal() else -1
        if row >= 0:
            self.search.clear()
            self.table.choose_row(row)
            self.table.scrollTo(self.entries.index(row, 0))

    @property
    def chosen(self) -> Entry | None:
        """The entry that is selected."""
        index = self.table.currentIndex()
        return self.entries.entry(index.row()) if index.isValid() else None

    def _filtered(self, typed: str) -> None:
        self.entries.filter(typed)
        self._tell()

    def _tell(self) -> None:
        shown_now, all_of_them = self.entries.rowCount(), len(self._entries())
        words = self.tr("Journal · %1 entries").replace("%1", f"{all_of_them:,}")
        if self.filter.text().strip():
            words += " · " + self.tr("%1 match").replace("%1", f"{shown_now:,}")
        self._title.setText(words)

    def _offer(self) -> None:
        searching = self._stack.currentWidget() is self.hits
        entry = self.chosen
        for button in (self._take_back, self._then):
            button.setVisible(not searching)
            button.setEnabled(entry is not None)
        if entry and entry.number not in self.bridge.undoable.done:
            self._take_back.setEnabled(False)
        for button in (self._go, self._leave):
            button.setVisible(searching)
        self._go.setEnabled(self._hit is not None)
        if not searching:
            self._told.setText(self._of(entry))
        self.detail.show_entry(entry, self._fate(entry))

    def _fate(self, entry: Entry | None) -> str:
        by = self.entries.taken_back.get(entry.number) if entry else None
        return self.tr("taken back by %1").replace("%1", str(by)) if by else ""

    def _of(self, entry: Entry | None) -> str:
        if entry is None:
            return ""
        by = self.entries.taken_back.get(entry.number)
        return self.tr("%1 was taken back by %2").replace("%1", str(entry.number)).replace("%2", str(by)) if by else ""

    def _undo(self) -> None:
        if self.chosen:
            self.bridge.undo(self.chosen.number)

    # --- as it stood ------------------------------------------------------------------------------------------------

    def _show_then(self) -> None:
        if self.chosen:
            self._show_stood(self.chosen.at)

    def _show_at(self, typed: str) -> None:
        entries = self._entries()
        near = self.chosen.at if self.chosen else entries[-1].at if entries else self.bridge.now
        at = shown.read_instant(typed, local(near))
        if at is None:
            self.says.emit(self.tr("“%1” is no time; write 15:40 or 4 May 15:40.").replace("%1", typed))
        else:
            self._show_stood(at)

    def _show_stood(self, at: datetime) -> None:
        self.bridge.then(self.bridge.desk.as_it_stood(at), _Stood(self.stood, at))

    # --- search -----------------------------------------------------------------------------------------------------

    def _around(self, hit: Found) -> str:
        return shown.around(hit.words, self._searched)

    def _search(self) -> None:
        words = self.search.text().strip()
        if words:
            self._searched = words
            self.bridge.then(self.bridge.desk.search(words), self._found)

    def _found(self, hits: list[tuple[str, str]]) -> None:
        rows = shown.found(self.record, hits)
        self._hits.show([])
        self._hits.show(rows)
        self._stack.setCurrentWidget(self.hits)
        if rows:
            self.hits.choose_row(0)
        words = self.tr("%1 found").replace("%1", str(len(rows))) if rows else self.tr("Nothing holds these words.")
        self._told.setText(words)
        self._offer()

    def _searching(self, typed: str) -> None:
        if not typed.strip():
            self._stack.setCurrentWidget(self.table)
            self._offer()

    @property
    def _hit(self) -> Found | None:
        index = self.hits.currentIndex()
        return self._hits.rows[index.row()] if index.isValid() and index.row() < len(self._hits.rows) else None

    def _go_there(self) -> None:
        if self._hit:
            self.go.emit(self._hit.page, self._hit.target)


class _Stood:
    """Shows a record as it stood, when the desk has answered."""

    def __init__(self, widget: AsItStood, at: datetime) -> None:
        self._widget, self._at = widget, at

    def __call__(self, record: Record) -> None:
        self._widget.show_stood(record, self._at)

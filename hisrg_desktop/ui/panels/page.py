"""The panels page: reports as received, the items taken from them, and the Group's responses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.comments.days import read_day
from hisrg_desktop.meeting.local_time import short_day
from hisrg_desktop.meeting.panels.reports import (
    LinkItem,
    MarkItem,
    Panel,
    PanelItem,
    PanelReport,
    ReceiveReport,
    Respond,
    SetUpPanel,
)
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.panels import shown
from hisrg_desktop.ui.panels.forms import ItemForm, MarkForm, ReceiveForm
from hisrg_desktop.ui.panels.paper import ReportPaper
from hisrg_desktop.ui.widgets.cards import CardList
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.reports import ReceivedReport
    from hisrg_desktop.ui.bridge import Progress


class PanelsPage(Page):
    """Reports at the left, the text of one in the middle, its items at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("panelsPage")
        self._report = ""
        self._read: ReceivedReport | None = None
        self._reports_title = SectionLabel(look, "")
        self.reports = CardList(look)
        self.reports.setObjectName("panelsReports")
        self.reports.setAccessibleName(self.tr("Reports"))
        self.receive = QPushButton(self.tr("Receive a report…"))
        self.receive.setObjectName("panelsReceive")
        self.receive_form = ReceiveForm(look)
        self._title = Words(look, "", "heading", shortens=True)
        self._subtitle = Words(look, "", "small", "soft", shortens=True)
        self._scan = Words(look, self.tr("A scan without a text layer: nothing in it can be marked."), "small", "warn")
        self.paper = ReportPaper(look)
        self.mark_form = MarkForm(look)
        self._hint = Words(look, self.tr("Mark words in the report to make an item of them."), "small", "soft")
        self._items_title = SectionLabel(look, "")
        self.items = CardList(look)
        self.items.setObjectName("panelsItems")
        self.items.setAccessibleName(self.tr("Items of the report"))
        self.item_form = ItemForm(look)
        self._empty = EmptyState(
            look,
            "panels",
            self.tr("No panel has reported yet"),
            self.tr("Receive a report in Word or PDF, then mark words in it."),
            self.tr("Receive a report…"),
        )
        self._stack = QStackedWidget()
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self.look.px
        left, middle, right = QWidget(), QWidget(), QWidget()
        reports, text, items = QVBoxLayout(left), QVBoxLayout(middle), QVBoxLayout(right)
        reports.setContentsMargins(px(12), px(12), px(12), px(12))
        for widget in (self._reports_title, self.reports, self.receive_form, self.receive):
            reports.addWidget(widget, 1 if widget is self.reports else 0)
        head = QHBoxLayout()
        head.addWidget(self._subtitle)
        head.addStretch(1)
        head.addWidget(self._scan)
        text.setContentsMargins(px(20), px(12), px(20), px(12))
        text.setSpacing(px(6))
        text.addWidget(self._title)
        text.addLayout(head)
        text.addWidget(self.paper, 1)
        text.addWidget(self.mark_form)
        text.addWidget(self._hint)
        items.setContentsMargins(px(16), px(12), px(16), px(12))
        items.setSpacing(px(8))
        for part in (self._items_title, self.items, self.item_form):
            items.addWidget(part, 1 if part is self.items else 0)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for side, least, stretch in ((left, 220, 0), (middle, 380, 1), (right, 290, 0)):
            split.addWidget(side)
            split.setStretchFactor(split.count() - 1, stretch)
            side.setMinimumWidth(px(least))
        split.setSizes([px(250), px(640), px(340)])
        self._stack.addWidget(split)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _wire(self) -> None:
        self.receive.clicked.connect(self.ask_file)
        self._empty.wanted.connect(self.ask_file)
        self.receive_form.received.connect(self._receive)
        self.receive_form.left.connect(self._leave_report)
        self.reports.chosen.connect(self._show_report)
        self.paper.offered.connect(self._offer)
        self.paper.chosen.connect(self.items.choose)
        self.mark_form.places_typed.connect(self._echo_mark)
        self.mark_form.made.connect(self._make)
        self.mark_form.left.connect(self.paper.unmark)
        self.items.chosen.connect(self._show_item)
        self.items.opened.connect(self._open_item)
        self.item_form.places_typed.connect(self._echo_item)
        self.item_form.linking.connect(self._link)
        self.item_form.answered.connect(self._respond)
        self.item_form.going.connect(self._to_session)

    # --- what it shows ----------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the reports, the text of the one selected, and its items."""
        views = shown.reports(self.record)
        self._stack.setCurrentIndex(0 if views or self._read else 1)
        self._reports_title.setText(self.tr("Reports · %1").replace("%1", str(len(views))))
        self.reports.show_comments(views)
        if views and not self.reports.key:
            self.reports.choose(self._report or views[0].key)
        self._show_items()

    def _show_report(self, key: str) -> None:
        report = self.record.find(PanelReport, key)
        if report is None or key == self._report:
            return
        self._report = key
        self._title.setText(report.title)
        panel = self.record.get(Panel, report.panel).name
        day = short_day(report.received_on)
        self._subtitle.setText(self.tr("%1 · received %2").replace("%1", panel).replace("%2", day))
        self._scan.setVisible(report.scanned)
        self._hint.setVisible(not report.scanned)
        self.paper.show_pages(shown.pages(self.record, key), self.tr(shown.NO_TEXT))
        self.mark_form.clear()
        self._show_items()
        self.paper.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_items(self) -> None:
        views = shown.items(self.record, self._report) if self._report else []
        self._items_title.setText(self.tr("Items · %1").replace("%1", str(len(views))))
        self.items.show_comments(views)
        if views and not self.items.key:
            self.items.choose(views[0].key)
        self._show_item(self.items.key, scroll=False)

    def _show_item(self, key: str, *, scroll: bool = True) -> None:
        item = self.record.find(PanelItem, key)
        self.item_form.setVisible(item is not None)
        self.paper.show_marked(shown.marked(self.record, self._report) if self._report else [], key)
        if item is None:
            return
        self.item_form.show_item(key, item.number, shown.places_of(self.record, item), item.response)
        if scroll:
            self.paper.go_to(key)

    def select(self, key: str) -> None:
        """Select a report, or an item in its report."""
        item = self.record.find(PanelItem, key)
        self.reports.choose(item.report if item else key)
        if item:
            self.items.choose(key)

    # --- items ------------------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Make the item that is prepared, or record the response."""
        if not self.mark_form.isHidden():
            self.mark_form.finish()
        else:
            self.item_form.finish()

    def _offer(self, page: int, words: str) -> None:
        self.mark_form.offer(page, words)

    def _echo_mark(self, typed: str) -> None:
        self.mark_form.echo(*self._understood(typed))

    def _echo_item(self, typed: str) -> None:
        self.item_form.echo(*self._understood(typed))

    def _understood(self, typed: str) -> tuple[str, bool]:
        places = shown.read_places(self.record, typed)
        parts = [places.echo] if places.echo else []
        parts += [self.tr("there is no %1").replace("%1", one) for one in places.unknown]
        return " · ".join(parts), bool(places.unknown)

    def _places(self, typed: str) -> shown.Places | None:
        """The places typed; None, and said so, where one of them is not in the text."""
        places = shown.read_places(self.record, typed)
        if places.unknown:
            self.says.emit(self.tr("There is no %1 in the text.").replace("%1", ", ".join(places.unknown)))
            return None
        return places

    def _make(self, kind: str, typed: str, heading: str) -> None:
        places = self._places(typed)
        if places is None:
            return
        act = MarkItem.model_validate(
            {
                "report": self._report,
                "page": self.mark_form.page,
                "quote": self.mark_form.quote,
                "kind": kind,
                "provisions": places.provisions,
                "blocks": places.blocks,
                "proposes_heading": heading if kind == "proposed block" else "",
            }
        )
        self.bridge.do(act, then=self._made)

    def _made(self, _: object) -> None:
        self.mark_form.clear()
        self.paper.unmark()
        made = self.record.where(PanelItem, report=self._report)
        if made:
            self.items.choose(made[-1].id)

    def _link(self, typed: str) -> None:
        places = self._places(typed)
        if places is not None and self.item_form.item:
            self.bridge.do(LinkItem(item=self.item_form.item, provisions=places.provisions, blocks=places.blocks))

    def _respond(self, words: str) -> None:
        self.bridge.do(Respond(item=self.item_form.item, response=words))

    def _open_item(self, key: str) -> None:
        places = shown.places_of(self.record, self.record.get(PanelItem, key))
        if places:
            self._to_session(places[0][0])

    def _to_session(self, key: str) -> None:
        self.go.emit("session", key)

    # --- receiving a report -----------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask which file to receive."""
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("A report in Word or PDF"), "", self.tr("Reports (*.docx *.pdf)")
        )
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Read this file, and ask from which panel it is."""
        self.bridge.run(_Reading(path), then=self.take_report)

    def take_report(self, read: ReceivedReport) -> None:
        """Ask from which panel the report is that was read."""
        self._read = read
        self._stack.setCurrentIndex(0)
        self.receive_form.prepare(
            read.name,
            len(read.pages),
            read.scanned,
            read.title,
            shown.panels(self.record),
            self.bridge.now.date(),
        )

    def _receive(self, panel: str, name: str, title: str, typed: str) -> None:
        day = read_day(typed, self.bridge.now.date())
        if not name or not title.strip() or day is None:
            self.says.emit(self.tr("A report needs its panel, a title and a day, such as 4 May 2020."))
        elif panel:
            self._receive_from(panel)
        else:
            set_up = SetUpPanel(name=name, prefix=shown.prefix_for(self.record, name))
            self.bridge.do(set_up, then=self._panel_set_up)

    def _panel_set_up(self, _: object) -> None:
        name = self.receive_form.panel.currentText().strip()
        panel = self.record.one(Panel, name=name)
        if panel:
            self._receive_from(panel.id)

    def _receive_from(self, panel: str) -> None:
        read = self._read
        day = read_day(self.receive_form.day.text(), self.bridge.now.date())
        if read is None or day is None:
            return
        kept = attachment_of(read.name, read.data)
        act = ReceiveReport(
            panel=panel,
            title=self.receive_form.title.text().strip(),
            received_on=day,
            pages=read.pages,
            attachment=kept,
            scanned=read.scanned,
        )
        self.bridge.do(act, then=self._received, files={kept.id: read.data})

    def _received(self, _: object) -> None:
        self._read = None
        self.receive_form.hide()
        latest = max(self.record.all(PanelReport), default="")
        self.reports.choose(latest)

    def _leave_report(self) -> None:
        self._read = None
        self.show_record()


class _Reading:
    """Reads a report on a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, progress: Progress) -> ReceivedReport:
        from hisrg_desktop.desk.reports import read

        return read(self._path, progress)

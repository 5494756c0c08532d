"""The forms of the panels page: receive a report, make an item of marked words, answer and link an item."""

from datetime import date
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.meeting.lists import PanelItemKind
from hisrg_desktop.meeting.local_time import short_day
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

KINDS: tuple[PanelItemKind, ...] = get_args(PanelItemKind)


def _line(name: str, words: str, hint: str = "") -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setPlaceholderText(hint or words)
    return line


class ReceiveForm(Form):
    """A report that was read and waits to be received.

    Signals:
        received: the id of the panel or empty, its name, the title, the day as typed.
        left: the form was put away.
    """

    received = Signal(str, str, str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("receiveForm")
        self._said = Words(look, "", "small", "soft")
        self._said.setWordWrap(True)
        self._scan = Words(look, "", "small", "warn")
        self._scan.setWordWrap(True)
        self.panel = QComboBox()
        self.panel.setObjectName("receivePanel")
        self.panel.setAccessibleName(self.tr("Panel; type the name of a new one"))
        self.panel.setEditable(True)
        self.panel.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.title = _line("receiveTitle", self.tr("Title of the report"))
        self.day = _line("receiveDay", self.tr("Received on"))
        self._receive = push_button("receiveButton", self.tr("Receive"), "primary")
        self._leave = push_button("receiveLeave", self.tr("Leave  Esc"))
        buttons = QHBoxLayout()
        for button in (self._receive, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(12))
        self.column.setSpacing(look.px(6))
        self.column.addWidget(SectionLabel(look, self.tr("Receive a report")))
        for widget in (self._said, self._scan, self.panel, self.title, self.day):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self._receive.clicked.connect(self._ask)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def prepare(
        self, name: str, pages: int, scanned: bool, title: str, panels: list[tuple[str, str]], today: date
    ) -> None:
        """Show what was read, and ask from which panel it is."""
        self._said.setText(self.tr("%1, pages: %2").replace("%1", name).replace("%2", str(pages)))
        self._scan.setText(self.tr("A scan without a text layer: it is kept, but nothing in it can be marked."))
        self._scan.setVisible(scanned)
        self.panel.clear()
        for key, called in panels:
            self.panel.addItem(called, key)
        line = self.panel.lineEdit()
        if line:
            line.setPlaceholderText(self.tr("Name of the panel"))
        self.title.setText(title)
        self.title.setCursorPosition(0)
        self.day.setText(short_day(today))
        self.show()
        self.panel.setFocus()

    def _ask(self) -> None:
        name = self.panel.currentText().strip()
        known = self.panel.findText(name)
        self.received.emit(self.panel.itemData(known) if known >= 0 else "", name, self.title.text(), self.day.text())


class MarkForm(Form):
    """Marked words of a report, to become an item.

    Signals:
        places_typed: the places as far as they are typed.
        made: the kind, the places as typed, the heading proposed.
        left: the form was put away.
    """

    places_typed = Signal(str)
    made = Signal(str, str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("markForm")
        self.page, self.quote = 0, ""
        self._title = SectionLabel(look, "")
        self._quote = Words(look, "", "body", "soft", shortens=True)
        self.kind = QComboBox()
        self.kind.setObjectName("markKind")
        self.kind.setAccessibleName(self.tr("Kind of item"))
        self.kind.addItems([self.tr(kind) for kind in KINDS])
        self.places = _line("markPlaces", self.tr("Places it concerns"), self.tr("places: 10.3, 12"))
        self.heading = _line("markHeading", self.tr("Heading of the proposed block"))
        self._echo = Words(look, "", "small", "soft", shortens=True)
        self._make = push_button("markMake", self.tr("Make item  Ctrl+Enter"), "primary")
        self._leave = push_button("markLeave", self.tr("Leave  Esc"), "quiet")
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addWidget(self.places, 1)
        row.addWidget(self._make)
        row.addWidget(self._leave)
        self.column.setContentsMargins(look.px(16), look.px(10), look.px(14), look.px(10))
        self.column.setSpacing(look.px(6))
        for widget in (self._title, self._quote):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.addWidget(self.heading)
        self.column.addWidget(self._echo)
        self._wire()
        self.hide()

    def _wire(self) -> None:
        self.kind.currentIndexChanged.connect(self._offer_heading)
        self.places.textChanged.connect(self.places_typed)
        self.places.returnPressed.connect(self.finish)
        self.heading.returnPressed.connect(self.finish)
        self._make.clicked.connect(self.finish)
        self._leave.clicked.connect(self.leave)
        self._offer_heading()

    def offer(self, page: int, quote: str) -> None:
        """Show these words, to become an item; with none, put the form away."""
        self.page, self.quote = page, quote
        self._title.setText(self.tr("New item from page %1").replace("%1", str(page)))
        self._quote.setText(f"“{quote}”")
        self.setVisible(bool(quote))

    def clear(self) -> None:
        """Empty the form and put it away."""
        for line in (self.places, self.heading):
            line.clear()
        self.kind.setCurrentIndex(0)
        self.hide()

    def echo(self, words: str, wrong: bool) -> None:
        """Say what was understood of the places."""
        self._echo.setText(words)
        self._echo.set_tone("bad" if wrong else "soft")
        _show_wrong(self.places, wrong)

    def finish(self) -> None:
        """Ask for the item."""
        self.made.emit(KINDS[self.kind.currentIndex()], self.places.text(), self.heading.text().strip())

    def _offer_heading(self) -> None:
        self.heading.setVisible(KINDS[self.kind.currentIndex()] == "proposed block")


class ItemForm(QWidget):
    """The item that is selected: its places, and the Group's response.

    Signals:
        places_typed: the places as far as they are typed.
        linking: the places as typed.
        answered: the response.
        going: the id of a place the person wants to see.
    """

    places_typed = Signal(str)
    linking = Signal(str)
    answered = Signal(str)
    going = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelItemForm")
        self.item = ""
        self._look = look
        self._saved: dict[str, str] = {}
        self._unfinished: dict[str, str] = {}
        self._buttons: list[QPushButton] = []
        self._title = SectionLabel(look, "")
        self._links = QHBoxLayout()
        self.places = _line("itemPlaces", self.tr("Places it concerns"), self.tr("places: 10.3, 12"))
        self._link = push_button("itemLink", self.tr("Link"))
        self._echo = Words(look, "", "small", "soft", shortens=True)
        self.response = QPlainTextEdit()
        self.response.setObjectName("itemResponse")
        self.response.setAccessibleName(self.tr("The Group's response"))
        self.response.setPlaceholderText(self.tr("The Group's response"))
        self.response.setTabChangesFocus(True)
        self.response.setFixedHeight(look.px(92))
        self._respond = push_button("itemRespond", self.tr("Respond  Ctrl+Enter"), "primary")
        link, respond = QHBoxLayout(), QHBoxLayout()
        link.addWidget(self.places, 1)
        link.addWidget(self._link)
        respond.addWidget(self._respond)
        respond.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._title)
        column.addLayout(self._links)
        column.addLayout(link)
        column.addWidget(self._echo)
        column.addWidget(self.response)
        column.addLayout(respond)
        self._wire()

    def _wire(self) -> None:
        self.places.textEdited.connect(self.places_typed)
        self.places.returnPressed.connect(self._ask_link)
        self._link.clicked.connect(self._ask_link)
        self._respond.clicked.connect(self.finish)
        self.response.textChanged.connect(self._offer)

    def show_item(self, item: str, number: str, places: list[tuple[str, str]], response: str) -> None:
        """Show this item; words that were typed for it and not yet recorded stay."""
        if self.item and self.response.toPlainText() != self._saved.get("response", ""):
            self._unfinished[self.item] = self.response.toPlainText()
        same = item == self.item
        typed = ", ".join(words for _, words in places)
        if not same or self._saved.get("places") != typed:
            self.places.setText(typed)
            self.echo("", False)
        text = self._unfinished.pop(item, response)
        if text != self.response.toPlainText():
            self.response.setPlainText(text)
        self.item = item
        self._saved = {"places": typed, "response": response}
        self._title.setText(number)
        self._show_links(places)
        self._offer()

    def echo(self, words: str, wrong: bool) -> None:
        """Say what was understood of the places."""
        self._echo.setText(words)
        self._echo.set_tone("bad" if wrong else "soft")
        _show_wrong(self.places, wrong)

    def finish(self) -> None:
        """Ask that the response be recorded."""
        if self._respond.isEnabled():
            self.answered.emit(self.response.toPlainText().strip())

    def _ask_link(self) -> None:
        self.linking.emit(self.places.text())

    def _offer(self) -> None:
        text = self.response.toPlainText().strip()
        self._respond.setEnabled(bool(self.item) and text != self._saved.get("response", "").strip())

    def _show_links(self, places: list[tuple[str, str]]) -> None:
        if [(b.property("place"), b.property("called")) for b in self._buttons] == places:
            return
        while self._links.count():
            self._links.takeAt(0)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for key, words in places:
            button = push_button(f"itemGoTo{len(self._buttons)}", self.tr("Go to %1").replace("%1", words), "link")
            button.setProperty("place", key)
            button.setProperty("called", words)
            button.clicked.connect(self._go)
            self._links.addWidget(button)
            self._buttons.append(button)
        self._links.addStretch(1)

    def _go(self) -> None:
        self.going.emit(str(self.sender().property("place")))


def _show_wrong(line: QLineEdit, wrong: bool) -> None:
    if bool(line.property("wrong")) != wrong:
        line.setProperty("wrong", wrong)
        line.style().unpolish(line)
        line.style().polish(line)

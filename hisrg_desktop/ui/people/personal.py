"""The view of personal data: what is on record about somebody, given out to them, and erased where that is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.desk.exports import Options
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.traces import FORMER
from hisrg_desktop.ui.bridge import Bridge, Progress
from hisrg_desktop.ui.decisions.ticked import TickedRows, TickedView
from hisrg_desktop.ui.documents.giving import GivingOut
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.personal_shown import (
    Holder,
    PlaceRow,
    after_words,
    before_words,
    counted,
    holders,
    is_named,
    matching,
    place_rows,
)
from hisrg_desktop.ui.people.views import PeopleView, nobody_yet
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.erasing import Erased, WouldErase


class PersonalData(PeopleView):
    """People at the left; at the right what can be done with the data of the one selected."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self._would: WouldErase | None = None
        self._person = ""
        self.people: RowsModel[Holder] = RowsModel(
            {self.tr("Name"): _name, self.tr("What they are"): _what}, _holder_key
        )
        self.names = RowsView(look, "personalPeople", wide=0, widths=(200, 190))
        self.names.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.names.setAccessibleName(self.tr("People"))
        self.names.setModel(self.people)
        self.filter = FilterLine("personalFilter", self.tr("Filter of people"), self.tr("Filter by name"), self.names)
        self._title = Words(look, "", "title", shortens=True)
        self._held = self._text("soft")
        self._before = self._text()
        self._count = self._text("soft")
        self._beyond = self._text("soft")
        self._after = self._text()
        self.places: TickedRows[PlaceRow] = TickedRows(
            {self.tr("Where"): _where, self.tr("Words"): _words, self.tr("In doubt"): _doubt}, _place_key, _may
        )
        self.table = TickedView(look, "personalPlaces", wide=1, widths=(190, 240, 190))
        self.table.setAccessibleName(self.tr("Words that name the person; ticked ones are replaced"))
        self.table.setModel(self.places)
        self.word, self.pdf, self.data = (
            push_button("personalWord", self.tr("Word…")),
            push_button("personalPdf", self.tr("PDF…")),
            push_button("personalData", self.tr("Data (JSON)…")),
        )
        self.look_first = push_button("personalLook", self.tr("See what would be erased"))
        self.remedy = push_button("personalRemedy", "")
        self.typed = QLineEdit()
        self.erase = push_button("personalErase", self.tr("Erase for good"))
        self._asking = QWidget()
        self._nobody = EmptyState(
            look,
            "people",
            self.tr("Nobody is selected"),
            self.tr("Choose a name at the left to give out or erase\nwhat is on record about them."),
        )
        self._none = nobody_yet(look)
        self._whole = QStackedWidget()
        self._arrange()
        self._wire()

    def _text(self, tone: str = "ink") -> Words:
        words = Words(self.look, "", "body", "soft" if tone == "soft" else "ink")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return words

    def _arrange(self) -> None:
        px = self.look.px
        self.typed.setObjectName("personalTyped")
        self.typed.setAccessibleName(self.tr("The name of the person, typed"))
        self.erase.setProperty("kind", "danger")
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.filter)
        column.addWidget(self.names, 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(px(12), px(12), px(24), px(16))
        beside.setSpacing(px(12))
        self._told = (self._title, self._giving_out(), self._erasing())
        for part, stretch in zip(self._told, (0, 0, 1), strict=True):
            beside.addWidget(part, stretch)
        beside.addWidget(self._nobody, 1)
        self._whole.addWidget(Sides(self.look, Side(left, 300, 420, 0), Side(Scrolled(right), 480, 790)))
        self._whole.addWidget(self._none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _giving_out(self) -> Card:
        card = Card(self.look)
        card.column.addWidget(SectionLabel(self.look, self.tr("Give out")))
        self._held.setText(
            self.tr("Everything on record about them in one document, for them to read. Private notes are not in it.")
        )
        card.column.addWidget(self._held)
        row = QHBoxLayout()
        row.setSpacing(self.look.px(8))
        for button in (self.word, self.pdf, self.data):
            row.addWidget(button)
        row.addStretch(1)
        card.column.addSpacing(self.look.px(4))
        card.column.addLayout(row)
        return card

    def _erasing(self) -> Card:
        px = self.look.px
        card = Card(self.look)
        card.column.setSpacing(px(8))
        card.column.addWidget(SectionLabel(self.look, self.tr("Erase")))
        card.column.addWidget(self._before)
        row = QHBoxLayout()
        row.addWidget(self.look_first)
        row.addWidget(self.remedy)
        row.addStretch(1)
        card.column.addLayout(row)
        inner = QVBoxLayout(self._asking)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(8))
        self.table.setMinimumHeight(px(190))
        inner.addWidget(self._count)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._beyond)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.typed, 1)
        line.addWidget(self.erase)
        inner.addLayout(line)
        card.column.addWidget(self._asking, 1)
        card.column.addWidget(self._after)
        card.column.addStretch(0)
        return card

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._show_people)
        self._none.wanted.connect(self._to_group)
        self.names.selectionModel().currentRowChanged.connect(self._chosen)
        self.word.clicked.connect(self._give_word)
        self.pdf.clicked.connect(self._give_pdf)
        self.data.clicked.connect(self._give_data)
        self.look_first.clicked.connect(self.ask)
        self.remedy.clicked.connect(self._do_remedy)
        self.places.ticked.connect(self._show_count)
        self.typed.textChanged.connect(self._offer)
        self.typed.returnPressed.connect(self._erase)
        self.erase.clicked.connect(self._erase)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """The filter is what one needs first; where there is nobody to filter, what leads to the first."""
        if self._whole.currentWidget() is self._none:
            self._none.take_keyboard()
        else:
            self.filter.setFocus()

    def show_record(self) -> None:
        """Show the people and the one selected anew. What was looked up stays with its ticks: erasing looks once more."""
        self._show_people()
        if self._would is None or self._would.refused:
            again = self._would is not None
            self._forget()
            self._show_person()
            if again:
                self.ask()

    def look_at(self, person: str) -> None:
        """Select the person on whom the page is."""
        if person and person != self._person:
            self._show_people()
            self.select(person)

    def select(self, person: str) -> None:
        """Select this person."""
        self.filter.clear()
        self.names.choose(person)
        self.names.scrollTo(self.names.currentIndex(), RowsView.ScrollHint.PositionAtCenter)

    def _show_people(self) -> None:
        kept, there = self._person, holders(self.record, self.bridge.now.date())
        self._whole.setCurrentIndex(0 if there else 1)
        self.people.show(matching(there, self.filter.text()))
        if self.people.row_of(kept) >= 0:
            self.names.choose(kept)

    def _chosen(self) -> None:
        row = self.names.currentIndex().row()
        person = self.people.rows[row].key if 0 <= row < len(self.people.rows) else ""
        if person and person != self._person:
            self._person = person
            self._after.setText("")
            self._forget()
            self._show_person()

    def _to_group(self) -> None:
        self.wants.emit("group")

    def _forget(self) -> None:
        self._would = None
        self.typed.clear()

    def _show_person(self) -> None:
        there = self.record.find(Person, self._person or None)
        for part in self._told:
            part.setVisible(there is not None)
        self._nobody.setVisible(there is None)
        if there is None:
            return
        self._title.setText(f"{there.honorific} {there.name}".strip())
        would = self._would
        self._before.setText(before_words(self.record, self._person, would))
        self.look_first.setVisible(would is None and there.name != FORMER)
        self.remedy.setVisible(would is not None and would.remedy is not None)
        if would is not None and would.remedy is not None:
            words = would.remedy.sentence(self.record)
            self.remedy.setText(words)
            self.remedy.setAccessibleName(words)
        self._asking.setVisible(would is not None and not would.refused)
        self._after.setVisible(bool(self._after.text()))
        if would is not None:
            self._show_places(would)

    def _show_places(self, would: WouldErase) -> None:
        rows = place_rows(self.record, would.places)
        self.places.begin(rows, {row.key for row in rows if not row.sure})
        self.table.setVisible(bool(rows))
        self._beyond.setText("\n".join(would.beyond))
        self.typed.setPlaceholderText(self.tr("Type the name to erase it: %1").replace("%1", would.person.name))
        self._offer()

    def _show_count(self) -> None:
        if self._would is not None:
            self._count.setText(counted(self._would, len(self.places.taken)))

    def _offer(self) -> None:
        would = self._would
        self.erase.setEnabled(would is not None and not would.refused and is_named(would.person, self.typed.text()))

    # --- giving out ------------------------------------------------------------------------------------------------

    def _give_word(self) -> None:
        self._give(".docx")

    def _give_pdf(self) -> None:
        self._give(".pdf")

    def _give_data(self) -> None:
        self._give(".json")

    def _give(self, suffix: str) -> None:
        GivingOut.of(self.bridge).ask(self, "person", Options(person=self._person, suffix=suffix))

    # --- erasing ---------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Look up what erasing would do, beside the work."""
        person, desk, doing = self._person, self.bridge.desk, self.tr("Looking for the name…")
        self.look_first.setEnabled(False)

        def work(progress: Progress) -> WouldErase:
            progress(0.1, doing)
            return desk.would_erase(person)

        self.bridge.run(work, self._found, self._not_found)

    def _found(self, would: WouldErase) -> None:
        self.look_first.setEnabled(True)
        if would.person.id != self._person:
            return
        self._would = would
        self._show_person()
        (self.remedy if would.refused else self.table if would.places else self.typed).setFocus()

    def _not_found(self, fault: object) -> None:
        self.look_first.setEnabled(True)
        self.bridge.object_to(fault)

    def _do_remedy(self) -> None:
        if self._would is not None and self._would.remedy is not None:
            self.bridge.do(self._would.remedy)

    def _erase(self) -> None:
        if self._would is None or not self.erase.isEnabled():
            return
        goes = frozenset(row.key for row in self.places.taken)
        self.erase.setEnabled(False)
        self.bridge.then(self.bridge.desk.erase(self._person, goes), self._erased, self._not_erased)

    def _erased(self, erased: Erased) -> None:
        words = after_words(erased)
        self._after.setText(words)
        self._forget()
        self._show_people()
        self._show_person()
        self.says.emit(self.tr("The data was erased. It cannot be taken back."))
        self.names.setFocus()

    def _not_erased(self, fault: object) -> None:
        self._offer()
        self.bridge.object_to(fault)


def _holder_key(row: Holder) -> str:
    return row.key


def _name(row: Holder) -> str:
    return row.name


def _what(row: Holder) -> str:
    return row.what


def _place_key(row: PlaceRow) -> str:
    return row.key


def _where(row: PlaceRow) -> str:
    return row.where


def _words(row: PlaceRow) -> str:
    return row.words


def _doubt(row: PlaceRow) -> str:
    return row.doubt


def _may(row: PlaceRow) -> bool:
    return not row.locked

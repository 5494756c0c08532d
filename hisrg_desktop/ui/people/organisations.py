"""Organisations: for whom people take part, what each counts as, and which are likely on record twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.people.duplicates import KeepApart
from hisrg_desktop.meeting.people.merging import MergeOrganisations, MergePersons, TakeApart
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import bodies, organisation_form
from hisrg_desktop.ui.people.bodies import Body, Pair
from hisrg_desktop.ui.people.form import Answers, Form
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.filter_line import FilterLine
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.sides import Scrolled, Side, Sides
from hisrg_desktop.ui.widgets.tabs import Tabs
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act

MOST_PAIRS = 5
"""So many lines of likely duplicates stand above the table before they scroll."""


class PairsCard(Card):
    """Those likely on record twice, or merged, each with what can be done about it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("organisationsPairs")
        self.tabs = Tabs("organisationsPairTabs", self.tr("Which pairs"))
        self.rows: RowsModel[Pair] = RowsModel(
            {self.tr("Names"): lambda pair: pair.names, self.tr("Why"): lambda pair: pair.why}, lambda pair: pair.key
        )
        self.table = RowsView(look, "organisationsPairsTable", wide=0, widths=(0, 320))
        self.table.setAccessibleName(self.tr("Likely on record twice"))
        self.table.setModel(self.rows)
        self.table.horizontalHeader().hide()
        self.merge = push_button("organisationsMerge", self.tr("Merge"))
        self.other = push_button("organisationsMergeOther", self.tr("Merge the other way"))
        self.apart = push_button("organisationsKeepApart", self.tr("Not the same"))
        self.take_apart = push_button("organisationsTakeApart", self.tr("Take apart"))
        self._says = Words(look, "", "small", "soft", shortens=True)
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        self.tabs.addTab("")
        self.tabs.addTab("")
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._says, 1)
        for button in (self.merge, self.other, self.apart, self.take_apart):
            line.addWidget(button)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.table)
        self.column.addLayout(line)

    @property
    def merged(self) -> bool:
        """Whether what was merged is seen, and not what is likely one."""
        return self.tabs.currentIndex() == 1

    @property
    def pair(self) -> Pair | None:
        """The pair that is selected."""
        keys = self.table.keys
        return self.rows.rows[self.rows.row_of(keys[0])] if keys else None

    def show_pairs(self, likely: list[Pair], merged: list[Pair]) -> None:
        """Show how many there are of both, and those that are seen."""
        self.tabs.setTabText(0, self.tr("Likely on record twice: %1").replace("%1", str(len(likely))))
        self.tabs.setTabText(1, self.tr("Merged: %1").replace("%1", str(len(merged))))
        there = merged if self.merged else likely
        row = self.table.currentIndex().row()
        self.rows.show(there)
        if there and not self.table.keys:
            self.table.choose_row(min(max(row, 0), len(there) - 1))
        rows = min(max(len(there), 1), MOST_PAIRS)
        self.table.setFixedHeight(self._look.px(32) * rows + 2)
        self.table.setVisible(bool(there))

    def offer(self, says: str) -> None:
        """Offer what can be done about the pair that is selected."""
        there = self.pair is not None
        for button in (self.merge, self.other, self.apart):
            button.setVisible(there and not self.merged)
        self.take_apart.setVisible(there and self.merged)
        self._says.setText(says)


class OrganisationsView(PeopleView):
    """Likely duplicates on top, the organisations below, the one selected in a form at the right."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("organisationsView")
        self._listed: list[Body] = []
        self.pairs = PairsCard(look)
        self._add = push_button("organisationsAdd", self.tr("Add an organisation…"))
        self.rows: RowsModel[Body] = RowsModel(
            {
                self.tr("Organisation"): lambda body: body.name,
                self.tr("Short"): lambda body: body.short,
                self.tr("Also called"): lambda body: body.aliases,
                self.tr("Takes part with"): lambda body: body.people,
                self.tr("Counts as"): lambda body: body.counts,
                self.tr("Country"): lambda body: body.country,
                self.tr("Category"): lambda body: body.category,
            },
            lambda body: body.key,
        )
        self.table = RowsView(look, "organisationsTable", wide=0, widths=(0, 64, 120, 150, 120, 64, 92))
        self.table.setAccessibleName(self.tr("Organisations"))
        self.table.setModel(self.rows)
        hint = self.tr("Filter by name, alias, country or category")
        self.filter = FilterLine("organisationsFilter", self.tr("Filter of organisations"), hint, self.table)
        self._stack = QStackedWidget()
        self._none = EmptyState(
            look,
            "people",
            self.tr("No organisation is on record yet"),
            self.tr("Those for which members and observers\ntake part stand here."),
            self.tr("Add an organisation…"),
        )
        self.form = Form(look, "organisationsForm")
        self._title = SectionLabel(look, self.tr("Organisation"))
        self._note = Words(look, self.tr("Choose one to correct it."), "small", "soft")
        self._note.setWordWrap(True)
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self.look.px
        left, right = QWidget(), QWidget()
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.filter, 1)
        line.addWidget(self._add)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(12), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.pairs)
        column.addLayout(line)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        column.addWidget(self._stack, 1)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(px(8), px(12), px(20), px(16))
        inner.setSpacing(px(10))
        inner.addWidget(self._title)
        inner.addWidget(self.form)
        inner.addWidget(self._note)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Sides(self.look, Side(left, 500, 900), Side(Scrolled(right), 270, 290, 0)))

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._show_matching)
        self._add.clicked.connect(self.ask_new)
        self._none.wanted.connect(self.ask_new)
        self.table.selectionModel().selectionChanged.connect(self._ask_selected)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self._left)
        self.form.opened.connect(self._offer_first)
        self.pairs.tabs.currentChanged.connect(self._show_pairs)
        self.pairs.table.selectionModel().selectionChanged.connect(self._offer)
        self.pairs.merge.clicked.connect(self._merge)
        self.pairs.other.clicked.connect(self._merge_other)
        self.pairs.apart.clicked.connect(self._keep_apart)
        self.pairs.take_apart.clicked.connect(self._take_apart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, aliases, what it counts as, country and category are seen whole."""
        super().resizeEvent(event)
        room = max(0, self.width() - self.look.px(1210))
        for column, least in ((2, 120), (4, 120), (5, 64), (6, 92)):
            self.table.setColumnWidth(column, self.look.px(least) + min(room // 6, self.look.px(90)))

    # --- what it shows ---------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """The filter first; where there is none to filter, what adds the first."""
        if self._listed:
            self.filter.setFocus()
        else:
            self._none.take_keyboard()

    def show_record(self) -> None:
        """Show pairs and organisations anew; a form that is being filled in stays."""
        self._listed = bodies.bodies(self.record, self.bridge.now.date())
        self._show_pairs()
        self._show_matching()

    def _show_matching(self) -> None:
        self.rows.show(bodies.matching(self._listed, self.filter.text()))
        self._stack.setCurrentWidget(self.table if self._listed else self._none)
        # Where there is none, the one thing to do stands in the middle of the page.
        for part in (self.pairs, self.filter, self._add, self._title):
            part.setVisible(bool(self._listed))
        self._note.setVisible(bool(self._listed) and not self.form.purpose)

    def _show_pairs(self) -> None:
        self.pairs.show_pairs(bodies.likely(self.record, self.bridge.now.date()), bodies.merged(self.record))
        self._offer()

    def _offer(self) -> None:
        pair = self.pairs.pair
        if pair is None:
            nothing = self.tr("Nothing has been merged.") if self.pairs.merged else self.tr("None that one could tell.")
            self.pairs.offer(nothing)
        elif self.pairs.merged:
            self.pairs.offer(self.tr("What pointed at it then goes back to it; what came since stays."))
        else:
            stays, _ = bodies.survivor_of(self.record, pair)
            name = bodies.name_of(self.record, pair.of, stays)
            self.pairs.offer(self.tr("Merging keeps “%1”; it can be taken apart.").replace("%1", name))

    # --- one organisation ------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for a new organisation."""
        self.table.clearSelection()
        self._ask("add", self.tr("Add an organisation"), None, self.tr("Add"))

    do_add = ask_new

    def _ask_selected(self) -> None:
        there = self.record.find(Organisation, self.table.keys[0]) if self.table.keys else None
        if there is None or there.id == self.form.purpose:
            return
        if self.form.changed:
            self.says.emit(self.tr("What was typed is still in the form: Enter there keeps it, Escape leaves it."))
            return
        on_table = self.table.hasFocus()
        self._ask(there.id, there.name, there, self.tr("Correct"))
        if on_table:
            # The arrows go on through the table; Tab leads into the form.
            self.table.setFocus()

    def _ask(self, purpose: str, title: str, there: Organisation | None, done: str) -> None:
        self.form.ask(purpose, title, organisation_form.questions(self.record, there), done)
        self._note.hide()

    def _filled(self, purpose: str, answers: Answers) -> None:
        try:
            act = organisation_form.answered(self.record, "" if purpose == "add" else purpose, answers)
        except organisation_form.NotOnRecord as fault:
            self.says.emit(str(fault))
            self.form.ask_again(fault.name)
            return
        self._left()
        self.form.do(self.bridge, act, self._did)

    def _did(self, news: News) -> None:
        """Lead to the organisation that was put on record."""
        new = [c.after for c in news.changes if isinstance(c.after, Organisation) and c.before is None]
        if new:
            self.filter.clear()
            self.table.choose(new[0].id)
            self.table.setFocus()

    def _offer_first(self) -> None:
        """While an organisation is asked for there is nothing else to press."""
        self._none.offer(not self.form.purpose)

    def _left(self) -> None:
        self._note.show()
        if self._listed:
            self.table.setFocus()
        else:
            self._none.take_keyboard()

    # --- two that are one ------------------------------------------------------------------------------------------

    def _merge(self) -> None:
        self._merge_pair(swapped=False)

    def _merge_other(self) -> None:
        self._merge_pair(swapped=True)

    def _merge_pair(self, *, swapped: bool) -> None:
        pair = self.pairs.pair
        if pair is None:
            return
        stays, goes = bodies.survivor_of(self.record, pair)
        if swapped:
            stays, goes = goes, stays
        merge = MergePersons if pair.of == "person" else MergeOrganisations
        self._settle_pair(merge(survivor=stays, merged=goes))

    def _keep_apart(self) -> None:
        pair = self.pairs.pair
        if pair is not None:
            act = {"of": pair.of, "one": pair.one, "other": pair.other}
            self._settle_pair(KeepApart.model_validate(act))

    def _take_apart(self) -> None:
        pair = self.pairs.pair
        if pair is not None and pair.merging:
            self._settle_pair(TakeApart(merging=pair.merging))

    def _settle_pair(self, act: Act) -> None:
        """Do this about the pair selected; the keyboard goes on to the next pair."""
        self.bridge.do(act, then=self._next_pair)

    def _next_pair(self, _: object) -> None:
        (self.pairs.table if self.pairs.rows.rows else self.pairs.tabs).setFocus()

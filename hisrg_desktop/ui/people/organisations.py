"""Organisations: for whom people take part, what each counts as, and which are likely on record twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.duplicates import KeepApart
from hisrg_desktop.meeting.people.merging import MergeOrganisations, MergePersons, TakeApart
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation, known_as
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import bodies
from hisrg_desktop.ui.people.bodies import Body, Pair
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.people.forms import listed, shown_again
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act

MOST_PAIRS = 5
"""So many lines of likely duplicates stand above the table before they scroll."""


class PairsCard(Card):
    """Those likely on record twice, or merged, each with what can be done about it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("organisationsPairs")
        self.tabs = QTabBar()
        self.rows: RowsModel[Pair] = RowsModel(
            {self.tr("Names"): lambda pair: pair.names, self.tr("Why"): lambda pair: pair.why}, lambda pair: pair.key
        )
        self.table = RowsView(look, "organisationsPairsTable", wide=0, widths=(0, 320))
        self.table.setAccessibleName(self.tr("Likely on record twice"))
        self.table.setModel(self.rows)
        self.table.horizontalHeader().hide()
        self.merge = QPushButton(self.tr("Merge"))
        self.other = QPushButton(self.tr("Merge the other way"))
        self.apart = QPushButton(self.tr("Not the same"))
        self.take_apart = QPushButton(self.tr("Take apart"))
        self._says = Words(look, "", "small", "soft", shortens=True)
        for button, name in (
            (self.merge, "organisationsMerge"),
            (self.other, "organisationsMergeOther"),
            (self.apart, "organisationsKeepApart"),
            (self.take_apart, "organisationsTakeApart"),
        ):
            button.setObjectName(name)
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        self.tabs.setObjectName("organisationsPairTabs")
        self.tabs.setAccessibleName(self.tr("Which pairs"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
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
        self.filter = QLineEdit()
        self._add = QPushButton(self.tr("Organisation…"))
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
        self._stack = QStackedWidget()
        self._none = EmptyState(
            look,
            "people",
            self.tr("No organisation is on record yet"),
            self.tr("Those for which members and observers\ntake part stand here."),
            self.tr("Organisation…"),
        )
        self.form = Form(look, "organisationsForm")
        self._note = Words(look, self.tr("Choose one to correct it."), "small", "soft")
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        self.filter.setObjectName("organisationsFilter")
        self.filter.setAccessibleName(self.tr("Filter of organisations"))
        self.filter.setPlaceholderText(self.tr("Filter by name, alias, country or category"))
        self.filter.setClearButtonEnabled(True)
        self._add.setObjectName("organisationsAdd")
        self._note.setWordWrap(True)

    def _arrange(self) -> None:
        px = self.look.px
        left, right, scroll, split = QWidget(), QWidget(), QScrollArea(), QSplitter()
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
        inner.addWidget(SectionLabel(self.look, self.tr("Organisation")))
        inner.addWidget(self.form)
        inner.addWidget(self._note)
        inner.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(scroll)
        split.setStretchFactor(0, 1)
        scroll.setMinimumWidth(px(270))
        split.setSizes([px(900), px(290)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._show_matching)
        self._add.clicked.connect(self.ask_new)
        self._none.wanted.connect(self.ask_new)
        self.table.selectionModel().selectionChanged.connect(self._ask_selected)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self._left)
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
        """The filter first."""
        self.filter.setFocus()

    def show_record(self) -> None:
        """Show pairs and organisations anew; a form that is being filled in stays."""
        self._listed = bodies.bodies(self.record, self.bridge.now.date())
        self._show_pairs()
        self._show_matching()

    def _show_matching(self) -> None:
        self.rows.show(bodies.matching(self._listed, self.filter.text()))
        self._stack.setCurrentWidget(self.table if self._listed else self._none)
        self.pairs.setVisible(bool(self._listed))
        self.filter.setEnabled(bool(self._listed))

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

    def _ask_selected(self) -> None:
        there = self.record.find(Organisation, self.table.keys[0]) if self.table.keys else None
        if there is None:
            return
        on_table = self.table.hasFocus()
        self._ask(there.id, there.name, there, self.tr("Correct"))
        if on_table:
            # The arrows go on through the table; Tab leads into the form.
            self.table.setFocus()

    def _ask(self, purpose: str, title: str, there: Organisation | None, done: str) -> None:
        above = self.record.find(Organisation, there.parent) if there else None
        parents = tuple((body.key, body.name) for body in self._listed if not there or body.key != there.id)
        known = there or Organisation(id="", name="")
        hint = self.tr("with semicolons between")
        questions = (
            Question("name", self.tr("Name"), value=known.name, needed=True),
            Question("short", self.tr("Short name"), value=known.short),
            Question("aliases", self.tr("Also called"), value="; ".join(known.aliases), hint=hint),
            Question("parent", self.tr("Part of"), "pick", parents, above.name if above else ""),
            Question(
                "separate",
                self.tr("Counts apart because"),
                value=known.separate_because,
                hint=self.tr("empty: counts with what it is part of"),
            ),
            Question("country", self.tr("Country"), value=known.country),
            Question("category", self.tr("Category"), value=known.category, hint=self.tr("industry, State, academia…")),
        )
        self.form.ask(purpose, title, questions, done)
        self._note.hide()

    def _filled(self, purpose: str, answers: Answers) -> None:
        parent = answers["parent"]
        above = parent.key or (there.id if (there := known_as(self.record, parent.text)) else "")
        if parent.text and not above:
            self.says.emit(self.tr("Put the organisation “%1” on record first.").replace("%1", parent.text))
            self.form.show()
            return
        fields = {
            "name": answers["name"],
            "short": answers["short"],
            "aliases": listed(answers["aliases"]),
            "country": answers["country"],
            "category": answers["category"],
            "separate_because": answers["separate"],
        }
        act: Act
        if purpose == "add":
            act = AddOrganisation.model_validate({**fields, "parent": above or None})
        else:
            act = ChangeOrganisation.model_validate({**fields, "parent": above, "organisation": purpose})
        self.bridge.do(act, otherwise=self._again)
        self._left()

    def _left(self) -> None:
        self._note.show()
        self.table.setFocus()

    def _again(self, fault: object) -> None:
        shown_again(self.bridge, self.form, fault)

    def do_activate(self) -> None:
        """Answer the form that is open."""
        if self.form.purpose:
            self.form.answer()

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
        self.bridge.do(merge(survivor=stays, merged=goes))

    def _keep_apart(self) -> None:
        pair = self.pairs.pair
        if pair is not None:
            act = {"of": pair.of, "one": pair.one, "other": pair.other}
            self.bridge.do(KeepApart.model_validate(act))

    def _take_apart(self) -> None:
        pair = self.pairs.pair
        if pair is not None and pair.merging:
            self.bridge.do(TakeApart(merging=pair.merging))

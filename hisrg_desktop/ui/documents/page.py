"""The documents page: what can be given out, for whom and in which form; and what was given out in this session."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.desk.exports import KINDS, Options
from hisrg_desktop.meeting.agenda.open_record import hides_something
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.documents.giving import Given, GivingOut
from hisrg_desktop.ui.documents.shown import FORMS, GivenRow, KindRow, drafts, kind_rows, meetings, people
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class DocumentsPage(Page):
    """Every kind of document as a row; the one chosen with its options and its button."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("documentsPage")
        self.giving = GivingOut.of(bridge)
        self.kinds: RowsModel[KindRow] = RowsModel(
            {
                self.tr("Document"): _title,
                self.tr("For"): _audience,
                self.tr("Forms"): _forms,
            },
            _kind_key,
        )
        self.view = RowsView(look, "documentsKinds", wide=1, widths=(150, 300, 246))
        self.view.setAccessibleName(self.tr("Documents that can be given out"))
        self.view.setModel(self.kinds)
        self.given: RowsModel[GivenRow] = RowsModel(
            {self.tr("At"): _at, self.tr("Document"): _given_title, self.tr("Written to"): _path}, _given_key
        )
        self.given_view = RowsView(look, "documentsGiven", wide=2, widths=(90, 190))
        self.given_view.setAccessibleName(self.tr("Given out since this window was opened"))
        self.given_view.setModel(self.given)
        self.title = Words(look, "", "title")
        self.audience = Words(look, "", "body", "soft")
        self.audience.setWordWrap(True)
        self.hint = Words(look, "", "small", "soft")
        self.hint.setWordWrap(True)
        self.meeting = self._choice("documentsMeeting", self.tr("Meeting"))
        self.names = self._choice("documentsNames", self.tr("Names"))
        self.readers = self._choice("documentsAudience", self.tr("To"))
        self.which = self._choice("documentsWhich", self.tr("Marked"))
        self.since = self._choice("documentsSince", self.tr("Since"))
        self.person = self._choice("documentsPerson", self.tr("Person"))
        self.form = self._choice("documentsForm", self.tr("Form"))
        for key, words in (("full", self.tr("with names")), ("none", self.tr("without names, for circulation"))):
            self.names.addItem(words, key)
        for key, words in (
            ("members", self.tr("members, with members-only items")),
            ("observers", self.tr("observers and others too")),
        ):
            self.readers.addItem(words, key)
        for key, words in (
            ("agreed", self.tr("what was agreed")),
            ("proposals", self.tr("open proposals too, each under its sponsor")),
        ):
            self.which.addItem(words, key)
        self.export = QPushButton(self.tr("Export…"))
        self.export.setObjectName("documentsExportButton")
        self.export.setProperty("kind", "primary")
        self._none_yet = Words(look, self.tr("Nothing yet."), "body", "soft")
        self._arrange()
        self._wire()
        self.kinds.show(kind_rows())
        self.view.choose_row(0)
        self.first = self.view

    def _choice(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        return box

    def _arrange(self) -> None:
        px = self.look.px
        left = QVBoxLayout()
        left.setSpacing(px(10))
        left.addWidget(SectionLabel(self.look, self.tr("Documents")))
        left.addWidget(self.view, 3)
        left.addSpacing(px(8))
        left.addWidget(SectionLabel(self.look, self.tr("Given out since this window was opened")))
        left.addWidget(self._none_yet)
        left.addWidget(self.given_view, 2)
        left.addStretch(0)
        card = Card(self.look)
        card.setFixedWidth(px(340))
        self.rows = QFormLayout()
        self.rows.setVerticalSpacing(px(10))
        self.rows.setHorizontalSpacing(px(14))
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in (
            (self.tr("Meeting"), self.meeting),
            (self.tr("Names"), self.names),
            (self.tr("To"), self.readers),
            (self.tr("Marked"), self.which),
            (self.tr("Since"), self.since),
            (self.tr("Person"), self.person),
            (self.tr("Form"), self.form),
        ):
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.rows.addRow(Words(self.look, words, "body", "soft"), box)
        card.column.addWidget(self.title)
        card.column.addWidget(self.audience)
        card.column.addSpacing(px(10))
        card.column.addLayout(self.rows)
        card.column.addSpacing(px(10))
        card.column.addWidget(self.export)
        card.column.addWidget(self.hint)
        card.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(20))
        row.addLayout(left, 1)
        row.addWidget(card)

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._chosen)
        self.view.activated.connect(self._activated)
        self.export.clicked.connect(self.ask)
        self.names.currentIndexChanged.connect(self._readers_usual)
        self.giving.written.connect(self._written)

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the meetings there are; the kinds are always the same."""
        kept = self.meeting.currentData()
        self.meeting.clear()
        for key, words in meetings(self.record):
            self.meeting.addItem(words, key)
        if not self.meeting.count():
            self.meeting.setPlaceholderText(self.tr("no meeting yet"))
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(kept)) if self.meeting.count() else -1)
        self._show_drafts()
        self._show_people()
        self._show_given()
        self._show_kind()

    def _show_drafts(self) -> None:
        """The drafts since which changes can be marked; the latest where nothing else is chosen."""
        kept = self.since.currentData()
        self.since.clear()
        for number, name in enumerate(drafts(self.record)):
            self.since.addItem(name, name if number else None)
        self.since.setCurrentIndex(max(0, self.since.findData(kept)) if kept else 0)

    def _show_people(self) -> None:
        kept = self.person.currentData()
        self.person.clear()
        for key, name in people(self.record):
            self.person.addItem(name, key)
        self.person.setCurrentIndex(max(0, self.person.findData(kept)))

    def select(self, key: str) -> None:
        """Choose a kind of document; behind a sign @ that of this meeting."""
        kind, _, meeting = key.partition("@")
        self.view.choose(kind)
        if meeting:
            self.meeting.setCurrentIndex(self.meeting.findData(meeting))

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return self.kinds.rows[max(0, self.view.currentIndex().row())].key

    @property
    def options(self) -> Options:
        """What is chosen for it."""
        return Options(
            meeting=self.meeting.currentData(),
            which=str(self.which.currentData()),
            names=str(self.names.currentData()),
            audience=str(self.readers.currentData()) if "audience" in KINDS[self.kind].choices else "",
            since=self.since.currentData() if "since" in KINDS[self.kind].choices else None,
            person=self.person.currentData() if "person" in KINDS[self.kind].choices else None,
            suffix=str(self.form.currentData()),
        )

    def _chosen(self, _: QModelIndex, __: QModelIndex) -> None:
        self._show_kind()

    def _activated(self, _: QModelIndex) -> None:
        self.ask()

    def _show_kind(self) -> None:
        kind = KINDS[self.kind]
        self.title.setText(kind.title)
        self.audience.setText(self.tr("For: %1.").replace("%1", kind.audience))
        self.rows.setRowVisible(self.meeting, "meeting" in kind.choices)
        self.rows.setRowVisible(self.names, "names" in kind.choices)
        self.rows.setRowVisible(self.readers, "audience" in kind.choices and hides_something(self.record))
        self._readers_usual()
        self.rows.setRowVisible(self.which, "which" in kind.choices)
        self.rows.setRowVisible(self.since, "since" in kind.choices and self.since.count() > 1)
        self.rows.setRowVisible(self.person, "person" in kind.choices)
        kept = self.form.currentData()
        self.form.clear()
        for suffix in kind.suffixes:
            self.form.addItem(f"{FORMS[suffix]} ({suffix})", suffix)
        self.form.setCurrentIndex(max(0, self.form.findData(kept)))
        self.hint.setText(self._hint())
        self.export.setAccessibleName(self.tr("Export %1").replace("%1", kind.title))

    def _readers_usual(self) -> None:
        """What carries no names is for observers and others too, unless the person says otherwise."""
        usual = KINDS[self.kind].readers(str(self.names.currentData()))
        self.readers.setCurrentIndex(self.readers.findData(usual))

    def _hint(self) -> str:
        if "names" in KINDS[self.kind].choices:
            return self.tr(
                "Without names the finished file is searched for every name on record; one that is found stops it."
            )
        return ""

    def _show_given(self) -> None:
        rows = [GivenRow(str(n), f"{local(g.at):%H:%M}", g.title, str(g.path)) for n, g in enumerate(self.giving.given)]
        self.given.show(rows)
        self.given_view.setVisible(bool(rows))
        self._none_yet.setVisible(not rows)

    # --- giving out ------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask where to write the file, then give it out."""
        self.giving.ask(self, self.kind, self.options)

    def _written(self, given: Given) -> None:
        if not self.isVisible():
            self.stale = True
            return
        self._show_given()
        written = self.tr("Written: %1").replace("%1", str(given.path))
        self.says.emit(f"{written}. {given.remark}" if given.remark else written)


def _kind_key(row: KindRow) -> str:
    return row.key


def _title(row: KindRow) -> str:
    return row.title


def _audience(row: KindRow) -> str:
    return row.audience


def _forms(row: KindRow) -> str:
    return row.forms


def _given_key(row: GivenRow) -> str:
    return row.key


def _at(row: GivenRow) -> str:
    return row.at


def _given_title(row: GivenRow) -> str:
    return row.title


def _path(row: GivenRow) -> str:
    return row.path

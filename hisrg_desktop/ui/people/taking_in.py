"""Taking in a list of people: the file, its columns, every row with what would become of it, and then all in one act."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.desk.exports import Options
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.taking_in import RESULTS, Line, Preview, Result, Wishes
from hisrg_desktop.meeting.people.taking_in_columns import Columns, columns_of
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.documents.giving import GivingOut
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people import listed
from hisrg_desktop.ui.people.list_columns import ColumnsForm
from hisrg_desktop.ui.people.list_jobs import Deciding, Reading, Sample
from hisrg_desktop.ui.people.list_row import RowCard
from hisrg_desktop.ui.people.views import PeopleView
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.sides import Side, Sides
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from hisrg_desktop.meeting.people.taking_in_reading import ListReading
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.bridge import Progress

_RESTS_ON = (Person, Organisation, Participation, Application, Function)
"""The kinds on which it depends what would become of a row."""


class TakingInView(PeopleView):
    """The columns at the left, the rows at the right, the row the person is on beneath them."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("peopleTakingIn")
        self.name = ""
        self.reading: ListReading | None = None
        self.columns = Columns(0, None, {})
        self.wishes = Wishes()
        self.found: Preview | None = None
        self._result: Result | None = None
        self._seen: tuple[object, ...] = ()
        self._taking = False
        self._progress: Progress | None = None
        self._title = Words(look, "", "heading", shortens=True)
        self._form = Words(look, "", "small", "soft", shortens=True)
        self._doubts = Words(look, "", "small", "warn")
        self._doubts.setWordWrap(True)
        self.other = push_button("peopleListOther", self.tr("Another file…"))
        self.away = push_button("peopleListAway", self.tr("Put it away"), "quiet")
        self.take = push_button("peopleListTakeIn", kind="primary")
        self.matches = ColumnsForm(look)
        self.results: dict[Result | None, QPushButton] = {result: QPushButton() for result in (None, *RESULTS)}
        self._group = QButtonGroup(self)
        self.rows = RowsView(look, "peopleListRows", wide=5, widths=(44, 104, 150, 150, 78, 200))
        self._lines: RowsModel[Line] = RowsModel(
            {
                self.tr("Row"): lambda line: str(line.row),
                self.tr("Result"): listed.result_words,
                self.tr("Name"): lambda line: listed.one_line(line.name),
                self.tr("Organisation"): lambda line: listed.one_line(line.organisation),
                self.tr("Class"): listed.class_words,
                self.tr("What changes, and why not"): listed.row_words,
            },
            lambda line: str(line.row),
        )
        self.rows.setModel(self._lines)
        self.row = RowCard(look)
        self._empty = EmptyState(
            look,
            "import",
            self.tr("Take in a list of people"),
            self.tr(
                "Choose an Excel or CSV file, or drop it here. Headings in English, Dutch or French are understood; "
                "every row is shown before anything is taken in."
            ),
            self.tr("Choose a file…"),
        )
        self.sample = push_button("peopleListSample", self.tr("Save an example to fill in…"), "quiet")
        self.save = push_button("peopleListSave", self.tr("Save everybody on record as a list…"), "quiet")
        self._stack = QStackedWidget()
        self._name()
        self._arrange()
        self._wire()

    # --- how it is put together -------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.rows.setAccessibleName(self.tr("Rows of the list"))
        self.take.setToolTip(self.tr("Ctrl+Enter"))
        for result, button in self.results.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setObjectName(f"peopleListResult{(result or 'all').title().replace(' ', '')}")
            self._group.addButton(button)
        self.rows.setSelectionMode(RowsView.SelectionMode.SingleSelection)

    def _arrange(self) -> None:
        px = self.look.px
        top, head, body = QHBoxLayout(), QVBoxLayout(), QWidget()
        head.setSpacing(px(2))
        for words in (self._title, self._form):
            head.addWidget(words)
        top.setSpacing(px(10))
        top.addLayout(head, 1)
        for widget in (self.other, self.away, self.take):
            top.addWidget(widget)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(px(24), px(12), px(24), px(16))
        whole.setSpacing(px(10))
        whole.addLayout(top)
        whole.addWidget(self._doubts)
        whole.addWidget(self._sides(), 1)
        self._empty.add(self.sample)
        self._empty.add(self.save)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        order = (self.matches.sheet, self.matches.kind, *self.results.values(), self.rows, *self.row.who.values())
        for before, after in pairwise((*order, self.row.out, self.other, self.away, self.take)):
            self.setTabOrder(before, after)

    def _sides(self) -> Sides:
        px = self.look.px
        right, results = QWidget(), QHBoxLayout()
        results.setSpacing(px(6))
        for button in self.results.values():
            results.addWidget(button)
        results.addStretch(1)
        column = QVBoxLayout(right)
        column.setContentsMargins(px(12), 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(results)
        column.addWidget(self.rows, 1)
        column.addWidget(self.row)
        return Sides(self.look, Side(self.matches, 250, 346, 0), Side(right, 480, 854))

    def _wire(self) -> None:
        self._empty.wanted.connect(self.ask_file)
        self.sample.clicked.connect(self.ask_sample)
        self.save.clicked.connect(self.ask_list)
        self.other.clicked.connect(self.ask_file)
        self.away.clicked.connect(self.put_away)
        self.take.clicked.connect(self.take_in)
        self.matches.sheet_chosen.connect(self._choose_sheet)
        self.matches.meant.connect(self._mean)
        self.matches.kind_chosen.connect(self._choose_kind)
        self._group.buttonClicked.connect(self._choose_result)
        self.rows.selectionModel().selectionChanged.connect(self._show_row)
        self.row.answered.connect(self._answer)
        self.row.left_out.connect(self._leave_out)

    # --- the file ---------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a list."""
        kinds = self.tr("Lists (*.xlsx *.xlsm *.csv *.tsv *.txt)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("A list of people in Excel or CSV"), "", kinds)
        if path:
            self.read(Path(path))

    def ask_sample(self) -> None:
        """Ask where to write an example of a list, and write it."""
        usual = str(self.bridge.desk.path.with_name("people-example.xlsx"))
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("An example to fill in"), usual, "Excel (*.xlsx);;CSV (*.csv)"
        )
        if path:
            self.bridge.run(Sample(Path(path)), then=self._sample_saved)

    def _sample_saved(self, path: Path) -> None:
        self.says.emit(self.tr("%1 has the headings and an invented person of each class.").replace("%1", path.name))

    def ask_list(self) -> None:
        """Ask where everybody on record goes as a list, and give it out."""
        GivingOut.of(self.bridge).ask(self, "people", Options(suffix=".xlsx"))

    def read(self, path: Path) -> None:
        """Read this file beside the work, and show what is in it."""
        self._stop()
        self._progress = self.bridge.run(Reading(path), then=self._have_read)

    def _have_read(self, answer: tuple[str, ListReading, Columns]) -> None:
        """Show a list that was read, with the columns as they are told by its headings."""
        self.name, self.reading, self.columns = answer
        self.found, self.wishes, self._result = None, Wishes(), None
        reading = self.reading
        self.matches.kind.setCurrentIndex(0)
        self.matches.show_sheets([sheet.name for sheet in reading.sheets], self.columns.sheet)
        self._decide()

    def put_away(self) -> None:
        """Forget the list; nothing of it is on record but what was taken in."""
        self._stop()
        self.reading, self.found = None, None
        self.show_record()
        self.take_keyboard()

    # --- deciding ---------------------------------------------------------------------------------------------------

    def _decide(self) -> None:
        """Let it be worked out beside the work what would become of the rows."""
        if self.reading is None:
            return
        self._stop()
        self._seen = _rested_on(self.record)
        deciding = Deciding(self.record, self.reading, self.columns, self.wishes, self.bridge.now)
        self._progress = self.bridge.run(deciding, then=self._decided)
        self._show_list()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _decided(self, answer: tuple[Deciding, Preview]) -> None:
        deciding, found = answer
        if self.reading is deciding.reading and deciding.is_of(self.columns, self.wishes):
            self.found, self._progress = found, None
            self._show_list()

    # --- what it shows ----------------------------------------------------------------------------------------------

    def show_record(self) -> None:
        """Show the list, decided anew where the people on record have changed."""
        if self.reading is not None and not self._taking and _rested_on(self.record) != self._seen:
            self._decide()
        self._show_list()

    def take_keyboard(self) -> None:
        """Give the keyboard to the rows, or where there are none to what asks for a file."""
        if self.reading is None:
            self._empty.take_keyboard()
        else:
            self.rows.setFocus()

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(0 if self.reading is None else 1)
        self.save.setVisible(bool(self.record.all(Person)))
        if self.reading is None:
            return
        self._title.setText(self.name)
        count = len(self.found.lines) if self.found else 0
        said = (
            self.tr("%1 · %2 rows").replace("%2", str(count)) if self.found else self.tr("%1 · being looked through…")
        )
        self._form.setText(said.replace("%1", self.reading.form))
        self._doubts.setText(" ".join(self.columns.doubts))
        self._doubts.setVisible(bool(self.columns.doubts))
        self.matches.show_columns(listed.columns_shown(self.reading, self.columns))
        self._show_results()
        self._show_rows()

    def _show_results(self) -> None:
        counts = self.found.counts if self.found else dict.fromkeys(RESULTS, 0)
        words = {
            "new": self.tr("New"),
            "changed": self.tr("Changed"),
            "unchanged": self.tr("Unchanged"),
            "warning": self.tr("Warnings"),
            "refused": self.tr("Refused"),
            "left out": self.tr("Left out"),
        }
        for result, button in self.results.items():
            count = sum(counts.values()) if result is None else counts[result]
            button.setText(f"{self.tr('All') if result is None else words[result]}  {count}")
            button.setChecked(result == self._result)
            button.setVisible(bool(count) or result in (None, self._result))
        some = self.found is not None and bool(self.found.taken)
        whom = listed.taken_words(self.found) if self.found else ""
        self.take.setText(self.tr("Take in %1").replace("%1", whom) if some else self.tr("Nothing to take in"))
        self.take.setEnabled(some)

    def _show_rows(self) -> None:
        there = self.found.lines if self.found else ()
        lines = [line for line in there if self._result in (None, line.result)]
        on = self.rows.keys[0] if self.rows.keys else ""
        self._lines.show(lines)
        if lines and not self.rows.keys:
            self.rows.choose(on) if self._lines.row_of(on) >= 0 else self.rows.choose_row(0)
        self._show_row()

    def _show_row(self) -> None:
        at = self.rows.currentIndex().row() if self.rows.keys else -1
        self.row.show_line(self._lines.rows[at] if 0 <= at < len(self._lines.rows) else None)

    # --- what a person says otherwise -------------------------------------------------------------------------------

    def show_result(self, result: Result | None) -> None:
        """Show the rows that come to this; all of them without one."""
        self._result = result
        self._show_results()
        self._show_rows()

    def _choose_result(self, button: QPushButton) -> None:
        self.show_result(next(result for result, one in self.results.items() if one is button))

    def _choose_sheet(self, sheet: int) -> None:
        assert self.reading is not None
        self.columns, self.wishes = columns_of(self.reading, sheet), Wishes(kind=self.wishes.kind)
        self._decide()

    def _mean(self, column: int, key: str) -> None:
        self.columns = self.columns.with_field(column, key)
        self._decide()

    def _choose_kind(self, kind: str) -> None:
        self.wishes = replace(self.wishes, kind=kind)
        self._decide()

    def _answer(self, row: int, about: str, answer: str) -> None:
        self.wishes = replace(self.wishes, meant={**self.wishes.meant, (row, about): answer})
        self._decide()

    def _leave_out(self, row: int, out: bool) -> None:
        left = self.wishes.left_out | {row} if out else self.wishes.left_out - {row}
        self.wishes = replace(self.wishes, left_out=left)
        self._decide()

    # --- taking in --------------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Take the list in."""
        if self.take.isEnabled():
            self.take_in()

    def take_in(self) -> None:
        """Take in what is not refused nor left out, as one act."""
        act = self.found.act(self.name) if self.found else None
        if act is not None:
            self.take.setEnabled(False)
            self._taking = True
            self.bridge.do(act, then=self._taken, otherwise=self._not_taken)

    def _taken(self, _: object) -> None:
        self._taking = False
        count = listed.taken_words(self.found) if self.found else ""
        self.put_away()
        self.says.emit(
            self.tr("%1 taken in from %2; undo takes all of it back.").replace("%1", count).replace("%2", self.name)
        )

    def _not_taken(self, fault: object) -> None:
        self._taking = False
        self.bridge.object_to(fault)
        self._decide()


def _rested_on(record: Record) -> tuple[object, ...]:
    return tuple(id(record.all(kind)) for kind in _RESTS_ON)

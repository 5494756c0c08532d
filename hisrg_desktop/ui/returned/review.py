"""The review of returned files: file by file, each point with its place, before one act takes them all in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.desk.returned import taking_in
from hisrg_desktop.meeting.comments.comments import Placing
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.text.numbers import Place, find_place
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.returned import shown
from hisrg_desktop.ui.returned.pile import RESULTS, Pile
from hisrg_desktop.ui.returned.point import PointCard
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.cards import CardList
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from hisrg_desktop.desk.returned import Returned
    from hisrg_desktop.ui.bridge import Bridge, Progress

_CHANNELS = ("written", "consultation", "panel", "informal")
_ALL = "*"


class Review(QWidget):
    """Files at the left, the points of one in the middle, the point looked at at the right.

    Signals:
        left: the person goes back to the comments; files that are not put away wait.
        taken: all were taken in; carries a sentence.
        says: something to tell the person; carries a sentence.
    """

    left = Signal()
    taken = Signal(str)
    says = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._look = look
        self.pile = Pile()
        self._result: Placing = "placed"
        self.setObjectName("returnedReview")
        self._title = Words(look, self.tr("Returned files"), "heading")
        self._counts = Words(look, "", "body", "soft", shortens=True)
        self.channel = QComboBox()
        self.more = QPushButton(self.tr("More files…"))
        self.leave = QPushButton(self.tr("Put them away"))
        self.take = QPushButton()
        self._unknown = Words(look, "", "body", "warn", shortens=True)
        self.ask = QPushButton(self.tr("Say who they are…"))
        self._names = QWidget()
        self.form = Form(look, "returnedNames")
        self.files = RowsView(look, "returnedFiles", wide=0, widths=(150, 52, 50, 40))
        self._rows: RowsModel[shown.FileLine] = RowsModel(
            {
                self.tr("File"): lambda line: line.name,
                self.tr("Points"): lambda line: line.points,
                self.tr("Doubt"): lambda line: line.doubt,
                self.tr("Lost"): lambda line: line.lost,
            },
            lambda line: line.key,
        )
        self.files.setModel(self._rows)
        self.file_out = QPushButton()
        self.results = {result: QPushButton() for result in RESULTS}
        self._group = QButtonGroup(self)
        self.points = CardList(look)
        self._about = Words(look, "", "small", "soft")
        self._none = Words(look, "", "reading", "soft")
        self._middle = QStackedWidget()
        self.point = PointCard(look)
        self._empty = EmptyState(
            look,
            "import",
            self.tr("What people sent back"),
            self.tr(
                "Choose the Word files in which the draft was marked up, or drop them here. Nothing is taken in unseen."
            ),
            self.tr("Choose files…"),
        )
        self._stack = QStackedWidget()
        self._name()
        self._arrange()
        self._order()
        self._wire()
        self.show_pile()

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        for widget, name, words in (
            (self.channel, "returnedChannel", self.tr("Channel")),
            (self.more, "returnedMore", self.tr("More files")),
            (self.leave, "returnedPutAway", self.tr("Put the files away")),
            (self.take, "returnedTakeIn", self.tr("Take in")),
            (self.ask, "returnedAskNames", self.tr("Say who they are")),
            (self.files, "returnedFiles", self.tr("Returned files")),
            (self.points, "returnedPoints", self.tr("Points")),
            (self.file_out, "returnedFileOut", self.tr("Leave the file out")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        self.take.setProperty("kind", "primary")
        self.take.setToolTip(self.tr("Ctrl+Enter"))
        for quiet in (self.leave, self.file_out):
            quiet.setProperty("kind", "quiet")
        for channel in _CHANNELS:
            self.channel.addItem(self.tr(channel), channel)
        for result, button in self.results.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setObjectName(f"returned{result.title().replace(' ', '')}")
            self._group.addButton(button)
        self.files.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        for words_ in (self._about, self._none):
            words_.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _arrange(self) -> None:
        px = self._look.px
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(self._title)
        top.addWidget(self._counts, 1)
        for widget in (self.channel, self.more, self.leave, self.take):
            top.addWidget(widget)
        names = QHBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(self._unknown, 1)
        names.addWidget(self.ask)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(px(24), px(16), px(24), px(16))
        whole.setSpacing(px(12))
        whole.addLayout(top)
        whole.addWidget(self._names)
        whole.addWidget(self.form)
        whole.addWidget(self._sides(), 1)
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _order(self) -> None:
        """The keyboard goes round in the order of the work: file, result, point, what is set right, and then the act."""
        work = (self.files, self.file_out, *self.results.values(), self.points, *self.point.fields)
        order = (self.ask, *work, self.channel, self.more, self.leave, self.take)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def take_keyboard(self) -> None:
        """Give the keyboard to the points, or where there are none to what asks for files."""
        if self.pile.files:
            self.points.setFocus()
        else:
            self._empty.take_keyboard()

    def _sides(self) -> QSplitter:
        px = self._look.px
        left, middle = QWidget(), QWidget()
        files, points = QVBoxLayout(left), QVBoxLayout(middle)
        files.setContentsMargins(0, 0, px(10), 0)
        files.setSpacing(px(8))
        files.addWidget(self.files, 1)
        files.addWidget(self._about)
        files.addWidget(self.file_out)
        results = QHBoxLayout()
        results.setSpacing(px(6))
        for button in self.results.values():
            results.addWidget(button)
        results.addStretch(1)
        points.setContentsMargins(px(10), 0, px(10), 0)
        points.setSpacing(px(8))
        points.addLayout(results)
        self._middle.addWidget(self.points)
        self._middle.addWidget(self._none)
        points.addWidget(self._middle, 1)
        # Beside nothing the card is away, and its side stays as wide as it is.
        right = QWidget()
        card = QVBoxLayout(right)
        card.setContentsMargins(px(10), 0, 0, 0)
        card.addWidget(self.point)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for side, least, stretch in ((left, 250, 0), (middle, 340, 3), (right, 300, 2)):
            split.addWidget(side)
            split.setStretchFactor(split.count() - 1, stretch)
            side.setMinimumWidth(px(least))
        split.setSizes([px(330), px(460), px(380)])
        return split

    def _wire(self) -> None:
        self._empty.wanted.connect(self.ask_files)
        self.more.clicked.connect(self.ask_files)
        self.leave.clicked.connect(self.put_away)
        self.take.clicked.connect(self.take_in)
        self.ask.clicked.connect(self.ask_name)
        self.form.filled.connect(self._name_said)
        self.form.left.connect(self.show_pile)
        self.files.selectionModel().selectionChanged.connect(self._file_chosen)
        self.file_out.clicked.connect(self._leave_file_out)
        self._group.buttonClicked.connect(self._result_chosen)
        self.points.chosen.connect(self._show_point)
        self.points.opened.connect(self._to_place)
        self.point.placed.connect(self._place)
        self.point.named.connect(self._name_point)
        self.point.typed.connect(self._set_type)
        self.point.left_out.connect(self._leave_out)

    # --- reading files ---------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Ask which files came back."""
        paths, _ = QFileDialog.getOpenFileNames(
            self, self.tr("What people sent back"), "", self.tr("Word files and comment tables (*.docx *.docm *.xlsx)")
        )
        if paths:
            self.read([Path(path) for path in paths])

    def read(self, paths: list[Path]) -> None:
        """Read these files beside the work, and put them on the pile."""
        self.bridge.run(_Reading(self.bridge, paths, self.pile.people), then=self.put_on)

    def put_on(self, files: list[Returned]) -> None:
        """Put files on the pile that were read."""
        self.pile.add(files)
        self.show_pile()
        if not self.files.keys:
            self.files.choose(_ALL)
        self.take_keyboard()

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_pile(self) -> None:
        """Show the files, their points and what is still to be said about them."""
        self._stack.setCurrentIndex(0 if self.pile.files else 1)
        self._rows.show(shown.file_lines(self.pile))
        self._counts.setText(shown.counted(self.pile))
        taken = self.pile.counts().taken
        self.take.setText(
            self.tr("Take in %1 points").replace("%1", str(taken)) if taken != 1 else self.tr("Take in 1 point")
        )
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(taken > 0)
        self._show_unknown()
        self.point.know([person.name for person in self._people()])
        self._show_file()

    def _people(self) -> list[Person]:
        return sorted(people(self.bridge.record), key=lambda person: person.sort_name)

    def _show_unknown(self) -> None:
        names = self.pile.unknown
        self._names.setVisible(bool(names) and not self.form.purpose)
        first = ", ".join(f"“{name}”" for name in names[:3])
        rest = self.tr(" and %1 more").replace("%1", str(len(names) - 3)) if len(names) > 3 else ""
        words = self.tr("Not on record: %1.").replace("%1", f"{first}{rest}")
        self._unknown.setText(words)

    @property
    def file(self) -> int | None:
        """The file that is looked at; None is all of them."""
        keys = self.files.keys
        return int(keys[0]) if keys and keys[0] != _ALL else None

    def _show_file(self) -> None:
        counts = self.pile.counts(self.file)
        words = {"placed": self.tr("Placed"), "placed with doubt": self.tr("Placed with doubt")}
        for result, button in self.results.items():
            said = words.get(result, self.tr("Lost its place"))
            button.setText(f"{said}  {counts.of[result]}")
            button.setAccessibleName(button.text())
            button.setChecked(result == self._result)
        file = self.pile.files[self.file] if self.file is not None else None
        self._about.setText(shown.about(file) if file else "")
        self._about.setVisible(bool(self._about.text()))
        out = file is not None and not file.taken
        self.file_out.setVisible(file is not None and bool(file.items))
        self.file_out.setText(self.tr("Take this file in after all") if out else self.tr("Leave this file out"))
        self._show_points()

    def _show_points(self) -> None:
        record, points = self.bridge.record, self.pile.points(self.file, self._result)
        self.points.show_comments(shown.cards(record, self.pile, points))
        self._middle.setCurrentIndex(0 if points else 1)
        self._none.setText(self._why_none())
        if points and not self.points.key:
            self.points.choose(points[0].key)
        self._show_point(self.points.key if points else "")

    def _why_none(self) -> str:
        file = self.pile.files[self.file] if self.file is not None else None
        if file is not None and file.refused:
            return file.refused
        if file is not None and not file.items:
            return self.tr("Nobody changed a word in this file, and nobody commented.")
        return {
            "placed": self.tr("Nothing is placed for sure."),
            "placed with doubt": self.tr("Nothing is in doubt."),
            "lost its place": self.tr("Nothing lost its place."),
        }[self._result]

    def _show_point(self, key: str) -> None:
        self.point.show_point(self.bridge.record, self.pile, self.pile.find(key))

    # --- looking through -------------------------------------------------------------------------------------------

    def _file_chosen(self, *_: object) -> None:
        counts = self.pile.counts(self.file).of
        if not counts[self._result]:
            self._result = next((result for result in RESULTS if counts[result]), "placed")
        self._show_file()

    def _result_chosen(self, button: object) -> None:
        self.show_result(next(result for result, one in self.results.items() if one is button))

    def show_result(self, result: Placing) -> None:
        """Show the points that came to this."""
        self._result = result
        self._show_file()

    def _to_place(self, _: str) -> None:
        self.point.place.setFocus()
        self.point.place.selectAll()

    def _place(self, typed: str) -> None:
        key, record = self.points.key, self.bridge.record
        place, point = find_place(record, typed) if typed.strip() else None, self.pile.find(self.points.key)
        if point is None:
            return
        if place is None:
            self.says.emit(self.tr("There is no place “%1” in the text.").replace("%1", typed))
        elif point.item.operation and not place.provision:
            self.says.emit(self.tr("A change of words needs a provision, such as 10.3."))
        else:
            self._settle(key, place)
            return
        self._show_point(key)

    def _settle(self, key: str, place: Place) -> None:
        """Put a point at a place, and go to the next of those that were looked through with it."""
        keys = [point.key for point in self.pile.points(self.file, self._result)]
        rest = keys[keys.index(key) + 1 :] + keys[: keys.index(key)][::-1] if key in keys else []
        self.pile.place(key, place)
        gone = key not in {point.key for point in self.pile.points(self.file, self._result)}
        self.points.choose(rest[0] if gone and rest else key)
        self.show_pile()
        self.points.setFocus()

    def _name_point(self, typed: str) -> None:
        point = self.pile.find(self.points.key)
        if point is None:
            return
        known = next((p.id for p in self._people() if p.name.casefold() == typed.casefold()), None)
        author = point.item.author or self.pile.files[point.file].by
        if known is None and typed and typed.casefold() != author.casefold():
            self.says.emit(self.tr("“%1” is not on record; the name stays as it is in the file.").replace("%1", typed))
        self.pile.name(author, known)
        self.show_pile()

    def _set_type(self, kind: str) -> None:
        self.pile.set_type(self.points.key, kind)  # type: ignore[arg-type]
        self.show_pile()

    def _leave_out(self, out: bool) -> None:
        self.pile.leave_out(self.points.key, out)
        self.show_pile()

    def _leave_file_out(self) -> None:
        number = self.file
        if number is not None:
            self.pile.leave_file_out(number, bool(self.pile.files[number].taken))
            self.show_pile()

    def ask_name(self) -> None:
        """Ask whom the next name means that is not on record."""
        names = self.pile.unknown
        if not names:
            self.show_pile()
            return
        people = tuple((person.id, person.name) for person in self._people())
        question = Question(
            "person",
            self.tr("The person on record"),
            "pick",
            people,
            hint=self.tr("type two or three letters; leave empty to keep the name as it is in the file"),
        )
        title = self.tr("Who is “%1”?").replace("%1", names[0])
        left = self.tr(" · %1 more after this").replace("%1", str(len(names) - 1)) if len(names) > 1 else ""
        self.form.ask(names[0], f"{title}{left}", (question,), self.tr("Next") if len(names) > 1 else self.tr("Done"))
        self._names.hide()

    def _name_said(self, name: str, answers: Answers) -> None:
        picked = answers["person"]
        if picked.text and not picked.key:
            self.says.emit(self.tr("“%1” is not on record.").replace("%1", picked.text))
            self.form.show()
            return
        self.pile.name(name, picked.key or None)
        self.show_pile()
        self.ask_name()

    # --- the act ---------------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Answer the question that is open, else take in."""
        if self.form.purpose:
            self.form.answer()
        elif self.take.isEnabled():
            self.take_in()

    def take_in(self) -> None:
        """Take in everything that is not left out, as one act."""
        try:
            act, files = taking_in([file for file in self.pile.files if file.taken], self.channel.currentData())
        except OutOfOrder as refusal:
            self.bridge.refused.emit(refusal)
            return
        self.take.setEnabled(False)
        self.take.setText(self.tr("Taking in…"))
        self.bridge.do(act, then=self._done, otherwise=self._refused, files=files)

    def _done(self, _: object) -> None:
        files = sum(bool(file.taken) for file in self.pile.files)
        words = self.tr("Taken in from %1: %2. Undo takes all of it back.")
        said = self.tr("1 file") if files == 1 else self.tr("%1 files").replace("%1", str(files))
        points = self.pile.counts().taken
        what = self.tr("1 point") if points == 1 else self.tr("%1 points").replace("%1", str(points))
        self.pile.clear()
        self.show_pile()
        self.taken.emit(words.replace("%1", said).replace("%2", what))

    def _refused(self, fault: object) -> None:
        self.show_pile()
        self.bridge.object_to(fault)

    def put_away(self) -> None:
        """Put the files away; nothing is taken in."""
        self.pile.clear()
        self.show_pile()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves the point out that one is on, or takes it in after all; Escape goes back, the files wait."""
        point = self.pile.find(self.points.key)
        if event.key() == Qt.Key.Key_Delete and self.points.hasFocus() and point is not None:
            self._leave_out(not point.item.left_out)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Reading:
    """Reads returned files on a thread of its own."""

    def __init__(self, bridge: Bridge, paths: list[Path], people: dict[str, str | None]) -> None:
        self._bridge, self._paths, self._people = bridge, paths, people

    def __call__(self, progress: Progress) -> list[Returned]:
        from hisrg_desktop.desk.returned import read_returned

        return read_returned(self._bridge.record, self._paths, self._attachment, progress, people=self._people)

    def _attachment(self, digest: str) -> bytes | None:
        return self._bridge.desk.attachment(digest).result()

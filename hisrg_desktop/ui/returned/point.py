"""One point of a returned file in full: the provision with the change, and what a person can set right about it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.returned import shown
from hisrg_desktop.ui.returned.pile import LEFT_OUT, Pile, Point, name_of
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.tags import Tag
from hisrg_desktop.ui.widgets.words import Words


class PointCard(Card):
    """The point that is looked at.

    Signals:
        placed: the person typed another place for it.
        named: the person typed whom its name means.
        typed: the person made it general, substantive or editorial.
        left_out: the person leaves it out (True), or takes it in after all.
    """

    placed = Signal(str)
    named = Signal(str)
    typed = Signal(str)
    left_out = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("returnedPoint")
        self._title = Words(look, "", "heading", shortens=True)
        self._result = Tag(look)
        self._why = Words(look, "", "body", "warn")
        self._said = Words(look, "", "body")
        self._answers = Words(look, "", "small", "soft")
        self.text = MarkedText(look, 16)
        self.place = QLineEdit()
        self.right = QPushButton(self.tr("It is right"))
        self._echo = Words(look, "", "small", "soft", shortens=True)
        self.person = QLineEdit()
        self._in_file = Words(look, "", "small", "soft", shortens=True)
        self.kind = QComboBox()
        self.out = QCheckBox(self.tr("Leave this point out  (Del)"))
        self._names: tuple[str, ...] = ()
        self._name()
        self._arrange()
        self._wire()

    def _name(self) -> None:
        for widget, name, words in (
            (self.place, "returnedPlace", self.tr("Place in the text")),
            (self.right, "returnedPlaceIsRight", self.tr("The place is right")),
            (self.person, "returnedPerson", self.tr("Whose it is")),
            (self.kind, "returnedType", self.tr("Type")),
            (self.out, "returnedLeaveOut", self.tr("Leave this point out")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        self.text.setObjectName("returnedRedline")
        self.place.setPlaceholderText(self.tr("10.3, 4.2a, pre1, * for the whole text"))
        for key, words in shown.TYPES:
            self.kind.addItem(self.tr(words), key)
        for words_ in (self._why, self._said, self._answers):
            words_.setWordWrap(True)

    def _arrange(self) -> None:
        px, look = self._look.px, self._look
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._result)
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, px(6), 0)
        words.setSpacing(px(8))
        for widget in (self._why, self._answers, self._said, self.text):
            words.addWidget(widget)
        words.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setProperty("bare", True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        place = QHBoxLayout()
        place.setSpacing(px(8))
        place.addWidget(self.place, 1)
        place.addWidget(self.right)
        rows = ((self.tr("Place"), self.place, self._echo), (self.tr("From"), self.person, self._in_file))
        for row, (label, field, beside) in enumerate((*rows, (self.tr("Type"), self.kind, None))):
            words_ = Words(look, label, "small", "soft")
            words_.setBuddy(field)
            grid.addWidget(words_, 2 * row, 0)
            if field is self.place:
                grid.addLayout(place, 0, 1)
            else:
                grid.addWidget(field, 2 * row, 1)
            if beside is not None:
                grid.addWidget(beside, 2 * row + 1, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(head)
        self.column.addWidget(scroll, 1)
        self.column.addSpacing(px(8))
        self.column.addLayout(grid)
        self.column.addSpacing(px(6))
        self.column.addWidget(self.out)

    def _wire(self) -> None:
        self.place.returnPressed.connect(self._place_said)
        self.place.editingFinished.connect(self._place_typed)
        self.right.clicked.connect(self._place_said)
        self.person.editingFinished.connect(self._person_typed)
        self.kind.activated.connect(self._kind_chosen)
        self.out.clicked.connect(self.left_out)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What can be set right, in the order in which one goes through it."""
        return self.text, self.place, self.right, self.person, self.kind, self.out

    def know(self, names: Sequence[str]) -> None:
        """Offer these names of people on record."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            completer = QCompleter(list(names), self.person)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.person.setCompleter(completer)

    def show_point(self, record: Record, pile: Pile, point: Point | None) -> None:
        """Show this point; without one the card is away."""
        self.setVisible(point is not None)
        if point is None:
            return
        item, file = point.item, pile.files[point.file]
        what = self.tr("Proposal") if item.kind == "proposal" else self.tr("Comment")
        self._title.setText(f"{what} · {shown.place_words(record, item)}")
        self._result.set_text(self.tr(item.placing), shown.RESULT_KINDS[item.placing])
        self._say(self._why, item.why if item.left_out in ("", LEFT_OUT) else item.left_out)
        asked = pile.answered(point)
        self._say(self._answers, self.tr("Answers “%1”").replace("%1", asked.words) if asked else "")
        self._say(self._said, shown.spoken(record, item))
        number, pieces = shown.in_place(record, item)
        self.text.setVisible(bool(pieces))
        self.text.set_pieces(pieces, number)
        self._fill(record, pile, point)
        whose = self.tr("in the file: %1").replace("%1", item.author or file.by or file.name)
        self._in_file.setText(whose)
        self.setAccessibleName(f"{what}, {shown.place_words(record, item)}, {item.placing}. {item.why}")

    def _fill(self, record: Record, pile: Pile, point: Point) -> None:
        item = point.item
        with QSignalBlocker(self.place), QSignalBlocker(self.person), QSignalBlocker(self.out):
            self.place.setText(shown.typed_place(record, item))
            self.place.setReadOnly(item.operation in shown.STAY)
            self.right.setVisible(item.placing == "placed with doubt")
            self._echo.setText(shown.heading_of(record, item))
            self.person.setText(name_of(record, item, pile.files[point.file]))
            self.out.setChecked(bool(item.left_out))
        self.kind.setCurrentIndex(max(0, self.kind.findData(item.type)))

    @staticmethod
    def _say(line: Words, words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))

    def _place_typed(self) -> None:
        if self.place.isModified():
            self.place.setModified(False)
            self.placed.emit(self.place.text())

    def _place_said(self) -> None:
        self.place.setModified(False)
        self.placed.emit(self.place.text())

    def _person_typed(self) -> None:
        if self.person.isModified():
            self.person.setModified(False)
            self.named.emit(self.person.text().strip())

    def _kind_chosen(self, _: int) -> None:
        self.typed.emit(str(self.kind.currentData()))

"""The merge box: the open proposals on a provision as chips, their collisions beneath, the merged wording live."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.comments.merging import merged, merged_pieces, shares
from hisrg_desktop.meeting.comments.proposals import MergeProposals, Proposal, open_proposals, standing_of
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.merge import Clash, Merged, Span
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.text.marked import author_of
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.text.merged import MergedWording
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.tags import Tag
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


def one_of(wording: MergedWording) -> MergeProposals:
    """The act that makes the proposals one: the first takes the merged words, the others go into it."""
    into, *others = wording.proposals
    return MergeProposals(into=into, others=tuple(others), after=wording.text)


class ClashRow(QWidget):
    """One collision: what stands, what each would put there, a line for other words, and whether it is settled.

    Signals:
        settled: the place of the collision and the words that are to stand there; None opens it again.
    """

    settled = Signal(object, object)

    def __init__(self, look: Look, clash: Clash, named: Callable[[str], str], number: int) -> None:
        super().__init__()
        self._clash = clash
        self._look = look
        self.setObjectName(f"mergeClash{number}")
        self.state = Tag(look, "", "plain")
        self._group = QButtonGroup(self)
        self._words: list[str] = []
        self._columns = 0
        row, self._below = QHBoxLayout(), QGridLayout()
        shown = clash.standing.strip()
        heading = self.tr("Instead of “%1”").replace("%1", _short(shown)) if shown else self.tr("Both add words here")
        row.addWidget(Words(look, heading, "body", "soft"))
        row.addStretch(1)
        row.addWidget(self.state)
        choices = [(named(key), words) for key, words in clash.options]
        choices.append((self.tr("as it stands"), clash.standing))
        self._choices = [self._choice(name, words, number) for name, words in choices]
        self.by_hand = QLineEdit()
        self.by_hand.setObjectName(f"mergeByHand{number}")
        self.by_hand.setPlaceholderText(self.tr("other words"))
        self.by_hand.setMinimumWidth(look.px(120))
        self.by_hand.setAccessibleName(self.tr("Other words: %1").replace("%1", heading))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(row)
        column.addLayout(self._below)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._chosen)
        self.by_hand.editingFinished.connect(self._written)

    def lay(self, room: int) -> None:
        """The choices beside each other as far as there is room for them; none may be cut off at the right."""
        widths = [choice.sizeHint().width() for choice in (*self._choices, self.by_hand)]
        gap = self._below.horizontalSpacing()
        columns = next((n for n in (4, 3) if _columns_width(widths, n, gap) <= room), 2)
        if columns == self._columns:
            return
        self._columns = columns
        for place, choice in enumerate(self._choices):
            self._below.addWidget(choice, place // columns, place % columns)
        place = len(self._choices)
        self._below.addWidget(self.by_hand, place // columns, place % columns, 1, columns - place % columns)
        for column in range(4):
            self._below.setColumnStretch(column, 1 if column == columns - 1 else 0)
        whole = self.layout()
        assert whole is not None
        # The layout about the grid hears of it only with the next events, and its height is asked for at once.
        whole.invalidate()

    def _choice(self, name: str, words: str, number: int) -> QPushButton:
        said = words.strip() or self.tr("nothing")
        button = QPushButton(f"{name}: {_short(said)}")
        button.setToolTip(tip(words))
        button.setCheckable(True)
        button.setProperty("kind", "choice")
        button.setObjectName(f"mergeChoice{number}x{len(self._words)}")
        button.setAccessibleName(f"{name}: {said}")
        self._group.addButton(button, len(self._words))
        self._words.append(words)
        return button

    def show_settled(self, words: str | None) -> None:
        """Show how it is settled; None is not yet."""
        self.state.set_text(
            self.tr("open") if words is None else self.tr("resolved"), "warn" if words is None else "ok"
        )
        if words is None:
            return
        if words in self._words:
            self._group.button(self._words.index(words)).setChecked(True)
        elif not self.by_hand.hasFocus():
            self.by_hand.setText(words.strip())

    def _chosen(self, number: int) -> None:
        self.by_hand.clear()
        self.settled.emit(self._clash.span, self._words[number])

    def _written(self) -> None:
        words = self.by_hand.text().strip()
        if not words:
            return
        checked = self._group.checkedButton()
        if checked:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)
        standing = self._clash.standing
        # A collision about an insertion carries its space with it; what is written by hand does not.
        model = standing or self._clash.options[0][1]
        lead, trail = model[: len(model) - len(model.lstrip())], model[len(model.rstrip()) :]
        self.settled.emit(self._clash.span, f"{lead}{words}{trail}")


def _short(words: str) -> str:
    return words if len(words) <= 26 else words[:24] + "…"


def _columns_width(widths: Sequence[int], columns: int, gap: int) -> int:
    """How wide a grid of so many columns is."""
    return sum(max(widths[at::columns], default=0) + gap for at in range(columns)) - gap


class MergeBox(Form):
    """Several proposals on a provision made one wording. Nothing is applied here: it goes to a decision, or becomes one
    proposal.

    Signals:
        to_decision: the merged wording is to be decided on; carries the `MergedWording`.
        to_one: it is to become one proposal; carries the `MergedWording`.
        left: the box was put away.
    """

    whole = True
    to_decision = Signal(object)
    to_one = Signal(object)

    def __init__(self, look: Look, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(look, bar=True, parent=parent)
        self.setObjectName(f"{prefix}MergeBox")
        self.provision = ""
        self._record: Record | None = None
        self._text = ""
        self._on: list[str] = []
        self._settled: dict[Span, str] = {}
        self._proposals: tuple[Proposal, ...] = ()
        self.chips: dict[str, QPushButton] = {}
        self.rows: list[ClashRow] = []
        self._clashes: tuple[Clash, ...] = ()
        self._title = SectionLabel(look, "")
        self._left_out = Words(look, "", "small", "soft")
        self._left_out.setWordWrap(True)
        self._chip_row = QGridLayout()
        self._clash_column = QVBoxLayout()
        self.wording = MarkedText(look, 16.5)
        self.wording.setObjectName(f"{prefix}MergedWording")
        self._inside, self._below = _Inside(), _Inside()
        self.decide = push_button(f"{prefix}MergeDecide", self.tr("Decide…  Ctrl+Enter"), "primary")
        self.one = push_button(f"{prefix}MergeOne", self.tr("One proposal"), "")
        self._leave = push_button(f"{prefix}MergeLeave", self.tr("Leave  Esc"), "quiet")
        self._arrange()
        self.decide.clicked.connect(self.finish)
        self.one.clicked.connect(self._make_one)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def _arrange(self) -> None:
        px = self._look.px
        for row in (self._chip_row, self._clash_column):
            row.setSpacing(px(6))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(8))
        column.addLayout(self._chip_row)
        column.addWidget(self._left_out)
        column.addLayout(self._clash_column)
        column.addStretch(1)
        # The wording stands beneath what is scrolled: it is what everybody waits for.
        self._inside.hold(body)
        self._below.hold(self.wording)
        foot = QHBoxLayout()
        self.decide.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for button in (self.decide, self.one):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        self.column.setContentsMargins(px(18), px(12), px(16), px(12))
        self.column.setSpacing(px(8))
        self.column.addWidget(self._title)
        self.column.addWidget(self._inside)
        self.column.addWidget(self._below)
        self.column.addLayout(foot)

    # --- what it shows ----------------------------------------------------------------------------------------------

    def prepare(self, record: Record, provision: str, on: Sequence[str] = ()) -> None:
        """Offer the proposals on this provision to be merged; those named are on, without names all that apply."""
        self.provision, self._on, self._settled = provision, [], {}
        self._text = record.get(Provision, provision).text
        self._title.setText(self.tr("Merge the proposals on %1").replace("%1", locator(record, provision)))
        self._proposals = ()
        possible = [p.id for p in open_proposals(record, provision) if _fits(record, p)]
        self._on = [key for key in possible if not on or key in on]
        self.show_record(record)
        self.show()
        first = next(iter(self.chips.values()), self._leave)
        first.setFocus()

    def show_record(self, record: Record) -> None:
        """Follow the record: what was decided meanwhile leaves; where the text changed nothing is settled any more."""
        if not self.provision:
            return
        self._record = record
        text = record.get(Provision, self.provision).text
        if text != self._text:
            self._text, self._settled = text, {}
        proposals = tuple(open_proposals(record, self.provision))
        fitting = tuple(p for p in proposals if _fits(record, p))
        self._on = [key for key in self._on if any(p.id == key for p in fitting)]
        out = [p.number for p in proposals if p not in fitting]
        words = self.tr("Not to be merged, as they do not fit today’s text: %1")
        self._left_out.setText(words.replace("%1", ", ".join(out)) if out else "")
        self._left_out.setVisible(bool(out))
        if fitting != self._proposals:
            self._proposals = fitting
            self._show_chips(record)
        self._work_out()

    def _show_chips(self, record: Record) -> None:
        _empty(self._chip_row)
        self.chips = {}
        for proposal in self._proposals:
            person = record.find(Person, proposal.sponsor)
            who = person.initialled if person else author_of(record, None, proposal.by)
            chip = QPushButton(f"{proposal.number}  {who}")
            chip.setObjectName(f"mergeChip{proposal.number}")
            chip.setAccessibleName(f"{proposal.number}, {who}")
            chip.setCheckable(True)
            chip.setChecked(proposal.id in self._on)
            chip.setProperty("kind", "choice")
            chip.setProperty("proposal", proposal.id)
            chip.toggled.connect(self._toggled)
            self.chips[proposal.id] = chip
        self._lay_chips()

    def _lay_chips(self) -> None:
        """The chips in as many columns as there is room for."""
        columns = self._columns()
        if self._chip_row.count():
            for chip in self.chips.values():
                self._chip_row.removeWidget(chip)
        for number, chip in enumerate(self.chips.values()):
            self._chip_row.addWidget(chip, number // columns, number % columns)

    def _columns(self) -> int:
        """As many as the widest chip leaves room for: none may be cut off at the right."""
        wide = max((chip.sizeHint().width() for chip in self.chips.values()), default=self._look.px(132))
        between = self._chip_row.spacing()
        return max(1, (self._room + between) // (wide + between))

    def _toggled(self, on: bool) -> None:
        key = str(self.sender().property("proposal"))
        self._on = [one for one in self._on if one != key] + ([key] if on else [])
        self._work_out()

    @property
    def made(self) -> Merged | None:
        """The proposals that are on, merged as far as they are settled."""
        if self._record is None or not self.provision:
            return None
        return merged(self._record, self._record.get(Provision, self.provision), self._chosen, self._settled)

    @property
    def _chosen(self) -> list[Proposal]:
        return [p for p in self._proposals if p.id in self._on]

    def _work_out(self) -> None:
        made = self.made
        if made is None or self._record is None:
            return
        if made.clashes != self._clashes:
            self._clashes = made.clashes
            self._show_clashes(made)
        for row, clash in zip(self.rows, made.clashes, strict=True):
            row.show_settled(self._settled.get(clash.span))
        if self._chosen:
            at = max(p.at for p in self._chosen)
            by_hand = Mark(group_name(self._record), at, self.tr("by hand"), agreed=False)
            self.wording.set_pieces(merged_pieces(self._record, made, self._chosen, by_hand))
        else:
            self.wording.set_pieces((Piece(made.base),))
        ready = bool(self._on) and not made.open and made.text != made.base
        self.decide.setEnabled(ready)
        self.one.setEnabled(ready and len(self._on) > 1)
        self._fit()

    def _show_clashes(self, made: Merged) -> None:
        _empty(self._clash_column)
        self.rows = []
        for number, clash in enumerate(made.clashes, 1):
            row = ClashRow(self._look, clash, self._number_of, number)
            row.lay(self._room)
            row.settled.connect(self._settle)
            self.rows.append(row)
            self._clash_column.addWidget(row)

    @property
    def _room(self) -> int:
        return self._inside.viewport().width() - self._look.px(6)

    def _number_of(self, key: str) -> str:
        return next((p.number for p in self._proposals if p.id == key), "")

    def _settle(self, span: Span, words: str | None) -> None:
        if words is None:
            self._settled.pop(span, None)
        else:
            self._settled[span] = words
        self._work_out()

    # --- leaving it -------------------------------------------------------------------------------------------------

    def finish(self) -> bool:
        """Send the merged wording to the decision, if nothing is open; whether the box was open."""
        if self.isHidden():
            return False
        if self.decide.isEnabled():
            self.to_decision.emit(self._wording())
        return True

    def _make_one(self) -> None:
        self.to_one.emit(self._wording())

    def _wording(self) -> MergedWording:
        made = self.made
        assert made is not None
        keys = tuple(p.id for p in self._chosen)
        return MergedWording(provision=self.provision, proposals=keys, shares=shares(made), text=made.text)

    def leave(self) -> None:
        """Put the box away; nothing was applied."""
        self.put_away()
        self.left.emit()

    def put_away(self) -> None:
        """Hide and forget."""
        self.provision = ""
        self.hide()

    def resizeEvent(self, event: object) -> None:
        """Give what is inside the height it needs, up to a third of a window."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_chips()
        for row in self.rows:
            row.lay(self._room)
        self._fit()

    def _fit(self) -> None:
        px = self._look.px
        high = self.wording.heightForWidth(max(80, self._below.viewport().width()))
        self.wording.setMinimumHeight(high)
        self._below.want(px(56), min(px(132), high))
        rows = [row.sizeHint().height() for row in self.rows]
        chips = list(self.chips.values())
        rows += [chip.sizeHint().height() for chip in chips[:: self._columns()]]
        rows += [] if self._left_out.isHidden() else [self._left_out.heightForWidth(self._room)]
        wanted = sum(row + px(8) for row in rows)
        self._inside.want(px(120), min(px(320), wanted))


class _Inside(QScrollArea):
    """A part of the box, as high as it likes to be where there is room, scrolled where there is less."""

    _wanted = 0

    def hold(self, widget: QWidget) -> None:
        """Hold that widget, on the ground of the card."""
        self.setWidgetResizable(True)
        # As needed, a bar that makes the words just too high would come and go without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        widget.setAutoFillBackground(False)

    def want(self, least: int, height: int) -> None:
        """Like to be that high, and never lower than the least unless less is enough."""
        self.setMinimumHeight(min(least, height))
        self.setMaximumHeight(height)
        if height != self._wanted:
            self._wanted = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as wanted."""
        return QSize(super().sizeHint().width(), self._wanted)


def _fits(record: Record, proposal: Proposal) -> bool:
    return proposal.operation == "replace" and standing_of(record, proposal) == "applies"


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

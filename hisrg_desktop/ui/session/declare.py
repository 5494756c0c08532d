"""The form in which a decision is prepared: the words to read out, what it settles, who does not consent."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.look.tips import tip
from hisrg_desktop.ui.session.deciding import NonConsent, Prepared, Unfinished
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

KINDS = ("objection", "reservation", "stand aside")
HELD = {"objection": "objects", "reservation": "has a reservation", "stand aside": "stands aside"}
METHODS = ("consensus", "silence procedure", "vote")
_SETTLED = 150
"""Milliseconds after a key when the words are put where they survive, at the latest."""
_ON_RECORD = Qt.ItemDataRole.UserRole
_ROW = 26
"""How high one line of those who do not consent is."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an objection: its name, its words, the key that takes it."""

    name: str
    words: str
    key: str


WAYS = (
    Way("amended", "Amend", "Alt+1"),
    Way("bracketed", "Bracket", "Alt+2"),
    Way("alternative", "Alternative", "Alt+3"),
    Way("footnote", "Footnote", "Alt+4"),
    Way("parked", "Park", "Alt+5"),
    Way("referred", "Refer", "Alt+6"),
    Way("withdrawn", "Withdraw", "Alt+7"),
)
"""The ways out in the order in which a chair tries them."""


class DeclareForm(Form):
    """Prepares a decision beside the text; nothing is decided before it is declared.

    Only who does not consent is entered. While a member objects, the ways out stand where one would declare.

    Signals:
        declared: the decision as it is prepared is to be declared.
        called: this was typed in the line for those who do not consent.
        way_out: the way out of this name was taken.
        lifted: the objection on record with this key is resolved.
        given_up: the silence that runs is given up.
        follows: what else is wanted: a show of hands, an action, a statement.
        changed: the words or the answers changed; they are to be kept.
        left: the form was put away; its words are kept.
        turned: the form is seen now, or not any more.
    """

    declared = Signal()
    called = Signal(str)
    way_out = Signal(str)
    lifted = Signal(str)
    given_up = Signal()
    follows = Signal(str)
    changed = Signal()
    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("declareForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.prepared: Prepared | None = None
        self._pristine = ""
        self._made = ""
        self._way = ""
        self._positions: list[NonConsent] = []
        self._title = SectionLabel(look, self.tr("Decision"))
        self._present = Words(look, "", "small", "soft")
        self.words = self._editor()
        self.method = QComboBox()
        self.method.setObjectName("declareMethod")
        self.method.setAccessibleName(self.tr("Method"))
        self.hands = self._line("declareHands", self.tr("hands for, against, abstaining: 12 3 2"))
        self.until = self._line("declareUntil", self.tr("until 18:00"))
        self.until.setAccessibleName(self.tr("Until when silence runs"))
        self.until.setToolTip(self.tr("Until when silence runs: 18:00, tomorrow 12:00, 16 Sep 18:00"))
        self._by = Words(look, self.tr("By"), "body", "soft")
        self._silent = Words(look, "", "strong")
        self._silent.setWordWrap(True)
        self.settles = QCheckBox()
        self.settles.setObjectName("declareSettles")
        self._who = self.tr("Who does not consent?  lin o why  (o objects, r reserves, s stands aside)")
        self.call = self._line("declareCall", self._who)
        self.call.setToolTip(self.tr("A few letters of a name, then o objects, r has a reservation, s stands aside"))
        self.member = QComboBox()
        self.member.setObjectName("declareMember")
        self.member.setAccessibleName(self.tr("Member who does not consent"))
        self._kinds = [
            push_button(f"declare{name.title().replace(' ', '')}", words, "quiet")
            for name, words in zip(KINDS, (self.tr("objects"), self.tr("reserves"), self.tr("aside")), strict=True)
        ]
        self._choosing = push_button("declareChoose", self.tr("Choose"), "quiet")
        self._choosing.setCheckable(True)
        self._chooser = QWidget()
        self._why = Words(look, "", "body", "bad")
        self._why.setWordWrap(True)
        self.held = QListWidget()
        self.held.setObjectName("declareHeld")
        self.held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.held.setAccessibleName(self.tr("Members who do not consent"))
        self.footnote = self._line("declareFootnote", self.tr("the footnote that meets the objection"))
        self._back = push_button("declareTakeBack", self.tr("Take back"), "quiet")
        self._ways = {
            way.name: push_button(f"declareWay{way.name.title()}", self.tr(way.words), "quiet") for way in WAYS
        }
        self._out = QWidget()
        self._no = Words(
            look, self.tr("No consensus while a member objects. Ways out, Alt+1 to Alt+7:"), "small", "bad"
        )
        self._declare = push_button("declareButton", self.tr("Declare  Ctrl+Enter"), "primary")
        self._leave = push_button("declareLeave", self.tr("Leave  Esc"))
        self._give_up = push_button("declareGiveUp", self.tr("Give the silence up"), "quiet")
        self._more = {
            "poll": push_button("declarePoll", self.tr("Show of hands…"), "quiet"),
            "action": push_button("declareAction", self.tr("Action…"), "quiet"),
            "statement": push_button("declareStatement", self.tr("Statement…"), "quiet"),
        }
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED)
        self._arrange(look)
        self._wire()
        self.hide()

    def _editor(self) -> QPlainTextEdit:
        words = QPlainTextEdit()
        words.setObjectName("declareWords")
        words.setAccessibleName(self.tr("The words to be read out"))
        words.setMinimumHeight(self._look.px(42))
        words.setMaximumHeight(self._look.px(74))
        words.setTabChangesFocus(True)
        return words

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        return line

    def _arrange(self, look: Look) -> None:
        head, how, who = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        out, listed, buttons = QHBoxLayout(self._out), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._present)
        for widget in (self._by, self.method, self.hands, self.until, self.settles):
            how.addWidget(widget)
        how.addStretch(1)
        who.setSpacing(look.px(4))
        who.addWidget(self.call, 1)
        who.addWidget(self._choosing)
        choose = QHBoxLayout(self._chooser)
        choose.setContentsMargins(0, 0, 0, 0)
        choose.addWidget(self.member)
        for button in self._kinds:
            choose.addWidget(button)
        choose.addStretch(1)
        listed.addWidget(self.held, 1)
        listed.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        out.setContentsMargins(0, 0, 0, 0)
        out.setSpacing(0)
        for way in WAYS:
            self._ways[way.name].setText(f"{self.tr(way.words)} {way.key[-1]}")
            self._ways[way.name].setToolTip(f"{self.tr(way.words)}  {way.key}")
            out.addWidget(self._ways[way.name])
        out.addStretch(1)
        for button in (self._declare, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._give_up)
        for button in self._more.values():
            buttons.addWidget(button)
        px = look.px
        self.column.setContentsMargins(px(20), px(10), px(16), px(10))
        self.column.setSpacing(px(6))
        self._chooser.hide()
        for layout in (
            head,
            self.words,
            self._silent,
            how,
            who,
            self._chooser,
            self._why,
            listed,
            self.footnote,
            self._no,
            self._out,
            buttons,
        ):
            self.column.addWidget(layout) if isinstance(layout, QWidget) else self.column.addLayout(layout)

    def _wire(self) -> None:
        self._declare.clicked.connect(self.declare)
        self._leave.clicked.connect(self.leave)
        self._give_up.clicked.connect(self.given_up)
        self.call.returnPressed.connect(self._call)
        self._back.clicked.connect(self._take_back)
        self._choosing.toggled.connect(self._chooser.setVisible)
        self.method.currentIndexChanged.connect(self._show_method)
        for button in self._kinds:
            button.clicked.connect(self._choose)
        for button in (*self._ways.values(), *self._more.values()):
            button.clicked.connect(self._ask)
        for way in WAYS:
            QShortcut(
                QKeySequence(way.key),
                self,
                self._ways[way.name].animateClick,
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
        self.words.textChanged.connect(self._keep_soon)
        self.footnote.textChanged.connect(self._show_method)
        for line in (self.call, self.hands, self.until, self.footnote):
            line.textEdited.connect(self._keep_soon)
        for signal in (self.settles.toggled, self.method.activated):
            signal.connect(self._keep_soon)
        self._pause.timeout.connect(self.changed)

    def _keep_soon(self) -> None:
        # Begun anew by every key, the pause would never end while somebody types on, and a crash would take all of it.
        if not self._pause.isActive():
            self._pause.start()

    # --- what is prepared -------------------------------------------------------------------------------------------

    def prepare(self, prepared: Prepared, unfinished: Unfinished | None, votes: bool = False) -> None:
        """Show the form for this, with the words as they were left if they were."""
        self._way = unfinished.way if unfinished else ""
        self._positions = list(unfinished.positions) if unfinished else []
        self.method.clear()
        names = (self.tr("consensus"), self.tr("silence procedure"), self.tr("vote"))
        self.method.addItems(list(names if votes else names[:2]))
        method = METHODS.index(unfinished.method) if unfinished and unfinished.method in METHODS else 0
        self.method.setCurrentIndex(method if method < self.method.count() else 0)
        self.settles.setChecked(unfinished.settles if unfinished else False)
        words, older = unfinished.words_on(prepared.words) if unfinished else (prepared.words, False)
        self._made = prepared.words
        self.words.setPlainText(words)
        self.hands.setText(unfinished.hands if unfinished else "")
        self.until.setText(unfinished.until if unfinished else "")
        self.call.setText(unfinished.call if unfinished else "")
        self.footnote.setText(unfinished.footnote if unfinished else "")
        self.footnote.setVisible(bool(self.footnote.text()))
        self._title.setText(
            self.tr("Decision on %1").replace("%1", prepared.title) if prepared.title else self.tr("Decision")
        )
        self.settles.setText(self.tr("%1 is then agreed as it stands").replace("%1", prepared.place))
        self.tell(self.tr("The proposal has changed since these words were written; read them again.") if older else "")
        self.show_room(prepared)
        self._show_method()
        self._pause.stop()
        self._pristine = replace(self.unfinished, words=prepared.words, positions=(), settles=False).kept()
        self.show()

    def show_room(self, prepared: Prepared) -> None:
        """Show who is in the room now and who objects on record."""
        members = self.prepared.members if self.prepared else None
        self.prepared = prepared
        self._present.setText(prepared.present)
        if members != prepared.members or self.member.count() != len(prepared.members):
            on = self.member.currentData()
            self.member.clear()
            for person, name in prepared.members:
                self.member.addItem(name, person)
            self.member.setCurrentIndex(max(0, self.member.findData(on)))
        self._show_silence()
        self._show_held()

    def _show_silence(self) -> None:
        """While silence runs, say so; what was put to the members is not changed any more."""
        assert self.prepared is not None
        runs = bool(self.prepared.silence)
        self._silent.setText(self.prepared.silent)
        who = self.tr("Who objects?  lin o why") if runs else self._who
        self.call.setPlaceholderText(who)
        self.call.setAccessibleName(who)
        self.words.setReadOnly(runs)
        for widget in (self._silent, self._give_up):
            widget.setVisible(runs)
        for button in self._more.values():
            button.setVisible(not runs)
        self._by.setVisible(not runs)
        self.method.setVisible(not runs)
        self.settles.setVisible(self.prepared.may_settle and not runs)
        self._show_lines()

    def settle(self, words: str) -> None:
        """Prepare that the place is agreed as it stands, with these words unless some were left."""
        self.settles.setChecked(True)
        if not self.words.toPlainText().strip():
            self.words.setPlainText(words)

    def start(self) -> None:
        """Give the words to the keyboard, all selected; while silence runs, the line in which somebody objects."""
        (self.call if self.words.isReadOnly() else self.words).setFocus()
        self.words.selectAll() if self.words.hasFocus() else self.words.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def unfinished(self) -> Unfinished:
        """The decision as far as it is prepared."""
        return Unfinished(
            self.prepared.subject if self.prepared else "",
            self.words.toPlainText(),
            self._made,
            METHODS[max(0, self.method.currentIndex())],
            self.settles.isChecked(),
            tuple(self._positions),
            self.hands.text(),
            self.call.text(),
            self._way,
            self.footnote.text(),
            self.until.text(),
            seen=not self.isHidden(),
        )

    @property
    def is_touched(self) -> bool:
        """Whether somebody has written something in it that is not there anyway."""
        return replace(self.unfinished, seen=True).kept() != replace(_read(self._pristine), seen=True).kept()

    @property
    def objects(self) -> bool:
        """Whether somebody objects, here or on record."""
        return any(p.kind == "objection" for p in self._positions) or bool(self.prepared and self.prepared.objecting)

    # --- those who do not consent -----------------------------------------------------------------------------------

    def hold(self, person: str, kind: str, reason: str) -> None:
        """Enter a member's position; a member has one, and the last counts."""
        self._positions = [p for p in self._positions if p.person != person] + [NonConsent(person, kind, reason)]
        self._entered()

    def release(self, person: str) -> None:
        """Take a member's position back."""
        self._positions = [p for p in self._positions if p.person != person]
        self._entered()

    def now_on_record(self, way: str) -> None:
        """The objections are on record now; the way out that was taken is remembered."""
        self._way = way
        self._positions = [p for p in self._positions if p.kind != "objection"]
        self._entered()

    def add_footnote(self) -> None:
        """Ask for the footnote that meets the objection."""
        self.footnote.show()
        self.footnote.setFocus()

    @property
    def way(self) -> str:
        """The way out of an objection that was taken last."""
        return self._way

    def tell(self, why: str) -> None:
        """Say beside the line why a position cannot be entered."""
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def empty_line(self) -> None:
        """What was typed in the line was understood and is on record."""
        self.call.clear()
        self.tell("")

    def _entered(self) -> None:
        self.empty_line()
        self._show_held()
        self.changed.emit()

    def _show_held(self) -> None:
        assert self.prepared is not None
        self.held.clear()
        for key, words in self.prepared.objecting:
            item = QListWidgetItem(self.tr("%1  (on record)").replace("%1", words))
            item.setData(_ON_RECORD, key)
            item.setToolTip(tip(words))
            self.held.addItem(item)
        names = dict(self.prepared.members)
        for held in self._positions:
            name = names.get(held.person, self.tr("somebody who has left"))
            words = f"{name} {HELD[held.kind]}"
            item = QListWidgetItem(f"{words}: {held.reason}" if held.reason else words)
            item.setData(_ON_RECORD, "")
            self.held.addItem(item)
        count = self.held.count()
        self.held.setVisible(count > 0)
        self.held.setMinimumHeight(self._look.px(_ROW) + self._look.px(6))
        self.held.setMaximumHeight(self._look.px(_ROW) * min(3, max(1, count)) + self._look.px(6))
        self.held.setCurrentRow(count - 1)
        self._back.setVisible(count > 0)
        stands = self.objects and not self._is_vote and not self.footnote.text().strip()
        for widget in (self._no, self._out):
            widget.setVisible(stands)
        self._declare.setEnabled(not stands)

    def offer_ways(self, names: set[str]) -> None:
        """Offer only these ways out."""
        for name, button in self._ways.items():
            button.setVisible(name in names)

    @property
    def _is_vote(self) -> bool:
        return self.method.currentIndex() == METHODS.index("vote")

    def _show_lines(self) -> None:
        """The line and the word on the button that the method asks for."""
        runs = bool(self.prepared and self.prepared.silence)
        silence = self.method.currentIndex() == METHODS.index("silence procedure")
        self.hands.setVisible(self._is_vote and not runs)
        self.until.setVisible(silence and not runs)
        words = self.tr("Confirm  Ctrl+Enter") if runs else self.tr("Begin  Ctrl+Enter") if silence else ""
        self._declare.setText(words or self.tr("Declare  Ctrl+Enter"))

    def _show_method(self) -> None:
        self._show_lines()
        if self.prepared:
            self._show_held()

    def _call(self) -> None:
        if self.call.text().strip():
            self.called.emit(self.call.text())

    def _choose(self) -> None:
        kind = KINDS[self._kinds.index(self.sender())]  # type: ignore[arg-type]
        if self.member.currentData() and self.prepared and self.prepared.silence:
            self.called.emit(f"{self.member.currentText()} {kind.split()[-1]} {self.call.text().strip()}")
        elif self.member.currentData():
            self.hold(self.member.currentData(), kind, self.call.text().strip())

    def _take_back(self) -> None:
        item = self.held.currentItem()
        if item is None or self.prepared is None:
            return
        key = item.data(_ON_RECORD)
        if key:
            self.lifted.emit(key)
        else:
            held = self._positions[self.held.currentRow() - len(self.prepared.objecting)]
            self.release(held.person)

    def _ask(self) -> None:
        sender = self.sender()
        for name, button in self._ways.items():
            if button is sender:
                self.way_out.emit(name)
                return
        for name, button in self._more.items():
            if button is sender:
                self.follows.emit(name)

    # --- what becomes of it -----------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Ask that the decision be declared; letters that are still in the line are a position first."""
        if self.call.text().strip():
            self.called.emit(self.call.text())
        if not self.call.text().strip():
            self.declared.emit()

    def leave(self) -> None:
        """Put the form away; what was written in it is kept."""
        self._pause.stop()
        self.hide()
        self.changed.emit()
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Say that it is seen."""
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it is not seen any more."""
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; Delete takes the position back that is selected."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.held.hasFocus():
            self._take_back()
        else:
            super().keyPressEvent(event)


def _read(kept: str) -> Unfinished:
    return Unfinished.read(kept) or Unfinished("")

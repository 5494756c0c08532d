"""One decision with everything that is known of it, and the form for one that corrects it."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.ui.decisions.review import Review
from hisrg_desktop.ui.decisions.shown import Effect, Whole
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

METHODS = ("consensus", "silence procedure")


class Correcting(Form):
    """A new decision that puts an earlier one right.

    Signals:
        declared: the decision corrected, the words, the method.
        left: the form was put away.
    """

    declared = Signal(str, str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, bar=True)
        self.setObjectName("correctingForm")
        self.corrects = ""
        self._title = SectionLabel(look, "")
        self.words = QPlainTextEdit()
        self.words.setObjectName("correctingWords")
        self.words.setAccessibleName(self.tr("The words to be read out"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(look.px(96))
        self.words.setMaximumHeight(look.px(150))
        self.method = QComboBox()
        self.method.setObjectName("correctingMethod")
        self.method.setAccessibleName(self.tr("Method"))
        self.method.addItems([self.tr("consensus"), self.tr("silence procedure")])
        self._declare = QPushButton(self.tr("Declare  Ctrl+Enter"))
        self._declare.setObjectName("correctingDeclare")
        self._declare.setProperty("kind", "primary")
        self._leave = QPushButton(self.tr("Leave  Esc"))
        self._leave.setObjectName("correctingLeave")
        how, buttons = QHBoxLayout(), QHBoxLayout()
        how.addWidget(Words(look, self.tr("By"), "body", "soft"))
        how.addWidget(self.method)
        how.addStretch(1)
        for button in (self._declare, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(12))
        self.column.setSpacing(look.px(8))
        self.column.addWidget(self._title)
        self.column.addWidget(self.words)
        self.column.addLayout(how)
        self.column.addLayout(buttons)
        self._declare.clicked.connect(self.finish)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def prepare(self, whole: Whole) -> None:
        """Prepare a decision that corrects this one."""
        self.corrects = whole.key
        self._title.setText(self.tr("Decision that corrects %1").replace("%1", whole.number))
        self.words.setPlainText(
            self.tr("%1 is corrected to read: %2").replace("%1", whole.number).replace("%2", whole.words)
        )
        self.method.setCurrentIndex(0)
        self.show()
        self.words.setFocus()

    def finish(self) -> None:
        """Ask that it be declared."""
        self.declared.emit(self.corrects, self.words.toPlainText(), METHODS[self.method.currentIndex()])


class Detail(QWidget):
    """The decision that is selected.

    Signals:
        session: show this place on the session page.
        decision: select the decision with this number.
        correct: prepare a decision that corrects the one shown.
        fill: show the dispositions that follow from the one shown.
        declared: the decision corrected, the words, the method.
        filled: the decision, and which comments get which disposition and observation.
        left: a form was put away.
        said: something to tell the person.
    """

    session = Signal(str)
    decision = Signal(str)
    correct = Signal()
    fill = Signal()
    declared = Signal(str, str, str)
    filled = Signal(str, object)
    left = Signal()
    said = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.whole: Whole | None = None
        self.setObjectName("decisionDetail")
        self._number = Words(look, "", "heading")
        self._place = Words(look, "", "body", "soft")
        self._words = MarkedText(look, 17)
        self._words.setObjectName("decisionWords")
        self._how = self._soft()
        self._names_button = push_button("decisionNames", "", "link")
        self._names_button.setCheckable(True)
        self._names = self._soft("body")
        self._positions = self._soft("body")
        self._effect_label = SectionLabel(look, self.tr("What it changed"))
        self._effects = QVBoxLayout()
        self._linked = push_button("decisionLinked", "", "quiet")
        self._session = push_button("decisionGoToSession", self.tr("Show on Session"), "primary")
        self._correct = push_button("decisionCorrect", self.tr("Correct…"))
        self._also = self._soft("body")
        self._fill = push_button("decisionFill", self.tr("Fill dispositions…"))
        self._copy = push_button("decisionCopy", self.tr("Copy"), "quiet")
        self._forms = QHBoxLayout()
        self._arrange()
        self._wire()
        self.show_decision(None)

    def _soft(self, role: str = "small") -> Words:
        words = Words(self._look, "", "body" if role == "body" else "small", "soft")
        words.setWordWrap(True)
        return words

    def _arrange(self) -> None:
        px = self._look.px
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(px(18), px(14), px(18), px(8))
        told.setSpacing(px(8))
        head = QHBoxLayout()
        for widget in (self._number, self._place):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._linked)
        told.addLayout(head)
        told.addWidget(self._words)
        told.addWidget(self._how)
        told.addWidget(self._positions)
        names = QHBoxLayout()
        names.addWidget(self._names_button)
        names.addStretch(1)
        told.addLayout(names)
        told.addWidget(self._names)
        told.addWidget(self._effect_label)
        self._effects.setSpacing(px(10))
        told.addLayout(self._effects)
        told.addWidget(self._also)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("decisionScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        buttons, more = QHBoxLayout(), QHBoxLayout()
        for row, several in ((buttons, (self._session, self._copy)), (more, (self._correct, self._fill))):
            row.setContentsMargins(px(18), 0, px(18), 0)
            for button in several:
                row.addWidget(button)
            row.addStretch(1)
        self._forms.setContentsMargins(px(18), 0, px(18), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(12))
        column.addWidget(scroll, 1)
        column.addLayout(self._forms)
        column.addLayout(more)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self._names_button.toggled.connect(self._names.setVisible)
        self._session.clicked.connect(self.to_session)
        self._linked.clicked.connect(self._to_linked)
        self._correct.clicked.connect(self.correct)
        self._fill.clicked.connect(self.fill)
        self._copy.clicked.connect(self.copy)

    @cached_property
    def form(self) -> Correcting:
        """The form for a decision that corrects the one shown, made when it is first needed."""
        form = Correcting(self._look)
        form.declared.connect(self.declared)
        form.left.connect(self.left)
        self._forms.addWidget(form)
        return form

    @cached_property
    def review(self) -> Review:
        """The dispositions that follow from the decision shown, made when they are first needed."""
        review = Review(self._look)
        review.filled.connect(self.filled)
        review.left.connect(self.left)
        self._forms.addWidget(review)
        return review

    def finish(self) -> None:
        """Declare or fill, whichever is prepared."""
        for form in self.findChildren(Form):
            if isinstance(form, Correcting | Review) and not form.isHidden():
                form.finish()

    def show_decision(self, whole: Whole | None) -> None:
        """Show this decision."""
        if whole == self.whole and whole is not None:
            return
        another = (whole.key if whole else "") != (self.whole.key if self.whole else "")
        self.whole = whole
        for widget in (self._words, self._how, self._names_button):
            widget.setVisible(whole is not None)
        self._session.setVisible(bool(whole and whole.provision))
        self._correct.setVisible(bool(whole and whole.closed))
        self._fill.setVisible(bool(whole and whole.unfilled))
        count = whole.unfilled if whole else 0
        words = self.tr("Fill 1 disposition…") if count == 1 else self.tr("Fill %1 dispositions…")
        self._fill.setText(words.replace("%1", str(count)))
        self._copy.setVisible(whole is not None)
        self._also.setText("\n".join(whole.also) if whole else "")
        self._also.setVisible(bool(whole and whole.also))
        if another:
            self._names_button.setChecked(False)
            self._names.hide()
        if whole is None:
            self._number.setText(self.tr("No decision is selected"))
            self._place.setText("")
            self._show_parts("", "", ())
            return
        self._number.setText(whole.number)
        self._place.setText(self.tr("on %1").replace("%1", whole.place) if whole.place else "")
        self._words.set_pieces(_plain(whole.words))
        self._how.setText(whole.how)
        self._names_button.setText(self.tr("Members present: %1").replace("%1", str(len(whole.names))))
        self._names.setText(", ".join(whole.names))
        linked = self.tr("corrected by %1") if whole.corrected_by else self.tr("corrects %1") if whole.corrects else ""
        self._show_parts(
            "\n".join(whole.positions), linked.replace("%1", whole.corrected_by or whole.corrects), whole.effects
        )

    def _show_parts(self, positions: str, linked: str, effects: tuple[Effect, ...]) -> None:
        self._positions.setText(positions)
        self._positions.setVisible(bool(positions))
        self._linked.setText(linked)
        self._linked.setAccessibleName(linked or self.tr("The decision it corrects, or that corrects it"))
        self._linked.setVisible(bool(linked))
        self._effect_label.setVisible(bool(effects))
        while (item := self._effects.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for effect in effects:
            text = MarkedText(self._look, 15)
            text.set_pieces(effect.pieces, effect.place)
            self._effects.addWidget(text)
            if effect.provision and len(effects) > 1:  # for one, the button beneath leads there
                self._effects.addWidget(self._link(effect), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, effect: Effect) -> QPushButton:
        """A button that shows the place of an effect."""
        words = self.tr("Go to %1").replace("%1", effect.place)
        button = push_button(f"decisionEffect-{effect.key}", words, "quiet")
        button.setProperty("place", effect.provision)
        button.clicked.connect(self._to_effect)
        return button

    def _to_effect(self) -> None:
        self.session.emit(str(self.sender().property("place")))

    def copy(self) -> None:
        """Put the decision on the clipboard, as it was read out."""
        if self.whole:
            QApplication.clipboard().setText(self.whole.copied)
            self.said.emit(self.tr("%1 is copied.").replace("%1", self.whole.number))

    def to_session(self) -> None:
        """Show the place of the decision on the session page."""
        if self.whole and self.whole.provision:
            self.session.emit(self.whole.provision)

    def _to_linked(self) -> None:
        if self.whole:
            self.decision.emit(self.whole.corrected_by or self.whole.corrects)


def _plain(words: str) -> tuple[Piece, ...]:
    return (Piece(words),)

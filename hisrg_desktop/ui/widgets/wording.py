"""A provision whose words are edited in place: the words, whose they are, and the change as it will be shown."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from hisrg_desktop.meeting.redline.diff import ends_alike
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Form
from hisrg_desktop.ui.widgets.marked import MarkedText, Pieces, abridged
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_EVERY = 200
"""Milliseconds between two tellings of unfinished words."""
_SOON = 40
"""Milliseconds after a key when the change is shown anew; several quick keys cost one comparison."""
_SHORT = 4_000
"""Characters up to which a change is shown with all that stands about it; most provisions have a few hundred."""
_LONGEST = 8_000
"""Characters up to which changed words are compared one by one while somebody types; that takes under 20 ms."""
_HIGHEST = 132
"""Pixels at 100 % that the words and the change are high at most; what is longer is scrolled."""
_ROOMY = 400
"""The height about the editor from which the change is never cut off."""
_ABOUT = 240
"""Characters that are shown before and behind what is left out."""
_VERY_LONG = 20_000
"""Characters from which on the letters of the editor are set the plain way, which takes a third of the time less."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What is edited: the provision, the open proposal that is amended if there is one, and what the words start from.

    `standing` is the text as it stands, `title` what the form is called, `note` what the person should know;
    `beside` says that the words are meant as an alternative.
    """

    provision: str
    standing: str
    words: str
    title: str
    mark: Mark
    sponsor: str = ""
    proposal: str = ""
    note: str = ""
    beside: bool = False


def change_shown(standing: str, words: str, mark: Mark) -> Pieces:
    """The change as it will be shown; of long texts only the words about what changes, so that typing stays quick."""
    if len(standing) + len(words) <= _SHORT:
        return overlay(standing, [(words, mark)]).pieces
    lead, trail = ends_alike(standing, words)
    out, put = standing[lead : len(standing) - trail], words[lead : len(words) - trail]
    inside: Pieces = (
        overlay(out, [(put, mark)]).pieces
        if len(out) + len(put) <= _LONGEST
        else (Piece(out, deleted=mark), Piece(put, inserted=mark))
    )
    pieces = (Piece(standing[:lead]), *inside, Piece(standing[len(standing) - trail :] if trail else ""))
    return abridged(pieces)


class WordsEditor(QPlainTextEdit):
    """Where the words are edited.

    Signals:
        left: the keyboard goes elsewhere.
        escape: Esc was pressed.
    """

    left = Signal()
    escape = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard goes."""
        self.left.emit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; keys with Ctrl and Enter belong to the window."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.escape.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL:
            event.ignore()
        else:
            super().keyPressEvent(event)


_CONTROL = Qt.KeyboardModifier.ControlModifier


class WordingEditor(Form):
    """The words of a provision being edited into a proposal.

    Signals:
        typing: unfinished words, at most five times a second, and at once when the editor is left.
        tabled: the person is done; the words stay until the page puts the editor away.
        beside: the words are to stand as an alternative beside what is there.
        left: the person leaves; the words stay in the editor.
    """

    typing = Signal(str)
    tabled = Signal()
    beside = Signal()

    def __init__(self, look: Look, prefix: str = "session", parent: QWidget | None = None) -> None:
        super().__init__(look, bar=True, parent=parent)
        self.setObjectName(f"{prefix}WordingEditor")
        self.edited: Edited | None = None
        self._told = ""
        self._title = SectionLabel(look, "")
        self._note = Words(look, "", "small", "warn")
        self._note.setWordWrap(True)
        self.words = WordsEditor()
        self.words.setObjectName(f"{prefix}Wording")
        self.words.setAccessibleName(self.tr("The words of the provision"))
        self.words.setTabChangesFocus(True)
        self.words.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.sponsor = QLineEdit()
        self.sponsor.setObjectName(f"{prefix}WordingSponsor")
        self.sponsor.setAccessibleName(self.tr("Whose words they are"))
        self.sponsor.setPlaceholderText(self.tr("name"))
        self._names = QStringListModel(self)
        self._whose = Words(look, "", "body", "soft")
        self.change = MarkedText(look, 16.5)
        self.change.setObjectName(f"{prefix}WordingChange")
        self._scroll = QScrollArea()
        self._table = push_button(f"{prefix}WordingTable", self.tr("Table  Ctrl+Enter"), "primary")
        self._beside = push_button(f"{prefix}WordingAlternative", self.tr("Alternative"), "")
        self._again = push_button(f"{prefix}WordingAgain", self.tr("Start again"), "quiet")
        self._leave = push_button(f"{prefix}WordingLeave", self.tr("Leave  Esc"), "quiet")
        self._throttle, self._soon = QTimer(self), QTimer(self)
        self._arrange()
        self._wire()
        self.hide()

    def _arrange(self) -> None:
        px = self._look.px
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.sponsor.setCompleter(completer)
        self.sponsor.setFixedWidth(px(190))
        head, foot = QHBoxLayout(), QHBoxLayout()
        self._table.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._whose)
        head.addWidget(self.sponsor)
        for button in (self._table, self._beside):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self._again, self._leave):
            foot.addWidget(button)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.change)
        self.change.setAutoFillBackground(False)
        self._scroll.setAccessibleName(self.tr("The change as it will be shown"))
        for part in (self._note, self.words, self._scroll):
            self.column.addWidget(part)
        self.column.insertLayout(0, head)
        self._margins()
        self.column.addLayout(foot)
        for timer, wait in ((self._throttle, _EVERY), (self._soon, _SOON)):
            timer.setSingleShot(True)
            timer.setInterval(wait)

    def _margins(self) -> None:
        px = self._look.px
        self.column.setContentsMargins(px(18), px(12), px(16), px(12))

    def _wire(self) -> None:
        self.words.textChanged.connect(self._changed)
        self.words.escape.connect(self.leave)
        self.words.left.connect(self.tell)
        self._throttle.timeout.connect(self.tell)
        self._soon.timeout.connect(self._show_change)
        self._table.clicked.connect(self.tabled)
        self._beside.clicked.connect(self.beside)
        self._again.clicked.connect(self._start_again)
        self._leave.clicked.connect(self.leave)
        self._look.changed.connect(self._fit)

    def edit(self, edited: Edited, names: list[str], words: str | None = None) -> None:
        """Edit these words, or the unfinished ones that were typed earlier; the sponsor is one of the names."""
        self.edited = edited
        self._title.setText(edited.title)
        self._note.setText(edited.note)
        self._note.setVisible(bool(edited.note))
        self._names.setStringList(names)
        self.sponsor.setText(edited.sponsor)
        self._whose.setText(self.tr("asked for by") if edited.proposal else self.tr("proposed by"))
        self._beside.setVisible(not edited.proposal and not edited.beside)
        self._table.setText(self.tr("Set beside  Ctrl+Enter") if edited.beside else self.tr("Table  Ctrl+Enter"))
        self.words.setFont(self._look.font("card"))
        self._told = edited.words if words is None else words
        self.words.setPlainText(self._told)
        self._set_plainly()
        self._show_change()
        self.show()
        self.words.setFocus()
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def follow(self, edited: Edited) -> None:
        """Show the same words against a text that has changed meanwhile; the words themselves stay as they are."""
        self.edited = edited
        self._note.setText(edited.note)
        self._note.setVisible(bool(edited.note))
        self._show_change()

    @property
    def text(self) -> str:
        """The words as they are now, without blanks about them."""
        return self.words.toPlainText().strip()

    @property
    def is_changed(self) -> bool:
        """Whether the words differ from what they started from."""
        return self.edited is not None and self.text != self.edited.words.strip()

    def tell(self) -> None:
        """Tell the unfinished words if they differ from what was told last."""
        self._throttle.stop()
        if self.edited is not None and (words := self.words.toPlainText()) != self._told:
            self._told = words
            self.typing.emit(words)

    def bracket(self) -> bool:
        """Put the selected words into brackets; whether there were any."""
        cursor = self.words.textCursor()
        chosen = cursor.selectedText()
        if not chosen.strip():
            return False
        lead, trail = len(chosen) - len(chosen.lstrip()), len(chosen) - len(chosen.rstrip())
        cursor.insertText(f"{chosen[:lead]}[{chosen.strip()}]{chosen[len(chosen) - trail :] if trail else ''}")
        return True

    def leave(self) -> None:
        """Ask to be put away; the words are told first."""
        self.tell()
        self.left.emit()

    def put_away(self) -> None:
        """Hide, and forget what was edited."""
        self._throttle.stop()
        self._soon.stop()
        self.edited = None
        self.hide()

    def sizeHint(self) -> QSize:
        """Room for the words twice: as they are typed and as the change."""
        return QSize(self._look.px(420), super().sizeHint().height())

    def _set_plainly(self) -> None:
        """Letters stand where their font says, except in very long words: their lines are broken anew at every key."""
        long = self.words.document().characterCount() > _VERY_LONG
        font = self.words.font()
        wanted = QFont.StyleStrategy.PreferNoShaping if long else QFont.StyleStrategy.PreferDefault
        if bool(font.styleStrategy() & QFont.StyleStrategy.PreferNoShaping) != long:
            font.setStyleStrategy(wanted)
            self.words.setFont(font)

    def _changed(self) -> None:
        self._set_plainly()
        if not self._throttle.isActive():
            self._throttle.start()
        if not self._soon.isActive():
            self._soon.start()

    def _start_again(self) -> None:
        if self.edited is not None:
            self.words.setPlainText(self.edited.words)
            self.words.setFocus()

    def _show_change(self) -> None:
        if self.edited is not None:
            self.change.set_pieces(change_shown(self.edited.standing, self.text, self.edited.mark))
            self._fit()

    def resizeEvent(self, event: object) -> None:
        """Give words and change the height they need."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        self._margins()
        px = self._look.px
        wanted = self.change.heightForWidth(max(80, self._scroll.width())) + px(6)
        # As needed, a bar that makes the words just too high would come and go without end.
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOn if wanted > px(_HIGHEST) else policy.ScrollBarAlwaysOff
        self._scroll.setVerticalScrollBarPolicy(bar)
        self.words.setMinimumHeight(px(64))
        self.words.setMaximumHeight(max(px(64), min(px(_HIGHEST), wanted + px(16))))
        there = self.parentWidget()
        highest = min(px(_HIGHEST), wanted) if there is not None and there.height() >= px(_ROOMY) else px(40)
        self._scroll.setMinimumHeight(max(px(40), highest))
        self._scroll.setMaximumHeight(max(px(40), min(px(_HIGHEST), wanted)))

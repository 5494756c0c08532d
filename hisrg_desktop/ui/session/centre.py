"""The middle of the session page: the provision, and what is said on it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QChildEvent, QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.comments.alternatives import Alternative, open_alternatives
from hisrg_desktop.meeting.comments.comments import comments_on
from hisrg_desktop.meeting.comments.proposals import Proposal, Standing, is_decidable, open_proposals, standing_of
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.panels.reports import items_on
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.layers import standing_span
from hisrg_desktop.meeting.text.marked import pieces_of
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.beside import alternative_views, brackets_words
from hisrg_desktop.ui.widgets.beside import AlternativeView, SideBySide
from hisrg_desktop.ui.widgets.cards import CardList, CommentView
from hisrg_desktop.ui.widgets.frame import Card, Form
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.marks import StateBadge
from hisrg_desktop.ui.widgets.wording import WordingEditor
from hisrg_desktop.ui.widgets.words import Words

TABS = ("comments", "proposals", "alternatives", "panel", "debate")

ACTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "comments": (
        ("edit", "Edit", ""),
        ("strike", "Strike out", "quiet"),
        ("moveHere", "Move to the active place", "quiet"),
    ),
    "proposals": (
        ("declare", "Decide…", "primary"),
        ("support", "Support", ""),
        ("oppose", "Oppose", ""),
        ("takeUp", "Take up", ""),
        ("repropose", "Propose anew…", ""),
        ("superseded", "Mark superseded", ""),
        ("park", "Park…", "more"),
        ("refer", "Refer…", "more"),
        ("notAgreed", "Not agreed", "quiet"),
        ("withdrawn", "Withdrawn", "quiet"),
        ("amend", "Amend…", "more"),
        ("merge", "Merge with others…", "more"),
        ("names", "Who backs it", "more"),
    ),
    "alternatives": (
        ("choose", "Decide…", "primary"),
        ("takeOut", "Take out", "quiet"),
        ("tableAgain", "Propose it again…", "quiet"),
    ),
    "panel": (("respond", "Answer…", ""),),
    "debate": (
        ("edit", "Edit", ""),
        ("strike", "Strike out", "quiet"),
        ("turn", "Correct the turn…", "quiet"),
        ("moveHere", "Move to the active place", "quiet"),
    ),
}
"""What can be done with the selected card of each tab: name, words, kind of button; `more` stands in a menu."""


_ROOMY = 780
"""The height from which forms and cards have room beside each other."""


class Forms(QWidget):
    """Where forms stand between the provision and the cards, one at a time.

    Signals:
        changed: a form was shown or hidden, or needs another height.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    @property
    def any_open(self) -> bool:
        """Whether a form is open."""
        return bool(self._open())

    @property
    def shows_the_words(self) -> bool:
        """Whether a form is open that shows itself the words it is about."""
        return any(form.whole for form in self._open())

    def _open(self) -> list[Form]:
        items = (self.column.itemAt(n) for n in range(self.column.count()))
        forms = [form for item in items if item and isinstance(form := item.widget(), Form)]
        return [form for form in forms if not form.isHidden()]

    def event(self, event: QEvent) -> bool:
        """Say when a form needs another height."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.changed.emit()
        return done

    def childEvent(self, event: QChildEvent) -> None:
        """Watch every form: while none is open this is hidden, and a hidden widget hears of no layout."""
        super().childEvent(event)
        if event.added() and event.child().isWidgetType():
            event.child().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when a form comes or goes; one that comes puts away what was open, which keeps its words."""
        if event.type() is QEvent.Type.ShowToParent:
            for other in self._open():
                if other is not watched:
                    other.leave()
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.changed.emit()
        return False


class Centre(QWidget):
    """The provision that is looked at, and the cards on it.

    Signals:
        asked: an action from `ACTIONS` on the card with this key.
        activate: make the place that is looked at the active one.
        propose: propose other words for it, typed in place.
    """

    asked = Signal(str, str)
    activate = Signal()
    propose = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._provision: str | None = None
        self._record: Record | None = None
        self._shown: dict[str, object] = {}
        self.setObjectName("sessionCentre")
        self._place = Words(look, "", "strong", "soft", shortens=True)
        self.badge = StateBadge(look)
        self._counts = Words(look, "", "small", "soft")
        self._activate = QPushButton(self.tr("Make active  Ctrl+Enter"))
        self._activate.setObjectName("sessionActivateButton")
        self._propose = QPushButton(self.tr("Propose  F5"))
        self._propose.setObjectName("sessionProposeButton")
        self._propose.setProperty("kind", "quiet")
        self._propose.setToolTip(self.tr("Edit the words in place; what you type becomes a proposal  (Ctrl+Shift+T)"))
        self.text = MarkedText(look, 19)
        self.text.setObjectName("sessionProvision")
        self._card = Card(look, bar=True)
        self._scroll = QScrollArea()
        self.tabs = QTabBar()
        self.tabs.setObjectName("sessionTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.cards = CardList(look)
        self.cards.setObjectName("sessionCards")
        self.beside = SideBySide(look)
        self._nothing = Words(look, "", "body", "soft")
        self._nothing.setWordWrap(True)
        self._under = Words(look, "", "small", "warn")
        self._under.setWordWrap(True)
        self.editor = WordingEditor(look)
        self.named: frozenset[str] = frozenset()
        self._lists = QStackedWidget()
        self._more = QPushButton(self.tr("More"))
        self._more.setObjectName("sessionProposalsMore")
        self._more.setProperty("kind", "quiet")
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._row = QWidget()
        self._buttons = QHBoxLayout(self._row)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._open_key = ""
        self._made: dict[str, list[QPushButton]] = {}
        self._forms = Forms()
        self.below = self._forms.column
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._place)
        head.addWidget(self.badge)
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self._propose)
        head.addWidget(self._activate)
        self._card.column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._card.column.addWidget(self.text)
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._card)
        for _ in TABS:
            self.tabs.addTab("")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(14), px(28), px(8))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._scroll)
        column.addWidget(self.editor)
        column.addWidget(self._under)
        column.addWidget(self._forms)
        column.addWidget(self.tabs)
        column.addWidget(self._nothing)
        for widget in (self.cards, self.beside):
            self._lists.addWidget(widget)
        column.addWidget(self._lists, 1)
        self._buttons.setSpacing(px(8))
        column.addWidget(self._row)
        column.addStretch(0)
        self._stretch = column
        for tab, actions in ACTIONS.items():
            self._made[tab] = [self._button(tab, *action) for action in actions if action[2] != "more"]
            for name, words, kind in actions:
                if kind == "more":
                    self._put_in_menu(tab, name, words)
        self._buttons.addWidget(self._more)
        self._buttons.addStretch(1)

    def _put_in_menu(self, tab: str, name: str, words: str) -> None:
        action = self._menu.addAction(self.tr(words))
        action.setObjectName(f"session{tab.capitalize()}{name[0].upper()}{name[1:]}")
        action.setProperty("does", name)
        action.triggered.connect(self._ask)

    def _button(self, tab: str, name: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(self.tr(words))
        button.setObjectName(f"session{tab.capitalize()}{name[0].upper()}{name[1:]}")
        button.setProperty("kind", kind)
        button.setProperty("does", name)
        button.clicked.connect(self._ask)
        self._buttons.addWidget(button)
        return button

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_cards)
        self.cards.chosen.connect(self._offer)
        self.beside.chosen.connect(self._offer)
        self._propose.clicked.connect(self.propose)
        self._forms.changed.connect(self._make_room)
        self._activate.clicked.connect(self.activate)

    @property
    def tab(self) -> str:
        """Which cards are seen."""
        return TABS[self.tabs.currentIndex()]

    def show_tab(self, tab: str) -> None:
        """Show the cards of this tab of `TABS`."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    def show_provision(self, record: Record, key: str | None, active: bool) -> None:
        """Show a provision (or a block as a whole) and its cards."""
        moved = key != self._provision
        self._record, self._provision = record, key
        provision = record.find(Provision, key)
        block = record.find(Block, provision.block if provision else key)
        self._activate.setVisible(key is not None and not active)
        self._propose.setVisible(provision is not None)
        self.badge.setVisible(provision is not None)
        heading = block.heading if block else ""
        number = label(record, key)
        self._place.setText(f"{number}  {heading}".strip() or self.tr("No place is active"))
        if provision:
            self.badge.set_state(*shown.state_of(record, provision))
            self._set_text(record, provision)
        else:
            self.text.set_pieces((), heading)
        self._under.setText(brackets_words(record, provision) if provision else "")
        self._under.setVisible(bool(self._under.text()))
        self.show_editor()
        self._count(record, provision)
        if moved:
            self.named = frozenset()
            self.tabs.setCurrentIndex(TABS.index("comments") if self.tab != "debate" else TABS.index("debate"))
            self._scroll.verticalScrollBar().setValue(0)
        self._show_cards()

    def show_editor(self) -> None:
        """Show the words being edited in place of the provision, wherever that provision is looked at."""
        editing = self.editor.edited is not None and self.editor.edited.provision == self._provision
        self.editor.setVisible(editing)
        self._propose.setEnabled(not editing)
        self._make_room()

    @property
    def chosen(self) -> str:
        """The key of the card, or the alternative, the person is on."""
        return self.beside.key if self.tab == "alternatives" else self.cards.key

    def selected(self) -> tuple[str, tuple[int, int]] | None:
        """The words selected in the provision, and where they stand in its text as it is; None if none are."""
        provision = self._record.find(Provision, self._provision) if self._record else None
        span = self.text.selected_span
        if provision is None or span is None or self._record is None:
            return None
        start, end = standing_span(pieces_of(self._record, provision), *span)
        return provision.text[start:end], (start, end)

    def name_backers(self, key: str) -> None:
        """Show on a proposal's card who backs it, or no longer."""
        self.named = self.named ^ {key}
        self._show_cards()

    def _set_text(self, record: Record, provision: Provision) -> None:
        state = (pieces_of(record, provision), label(record, provision.id), shown.notes_of(record, provision))
        if self._shown.get("text") != state:
            self._shown["text"] = state
            self.text.set_pieces(state[0], notes=state[2])

    def resizeEvent(self, event: object) -> None:
        """Give the provision the height its words need."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()
        self._make_room()

    def _make_room(self) -> None:
        """Where a form is open and there is little room, the cards make way for it."""
        editing = not self.editor.isHidden()
        busy = self._forms.any_open or editing
        crowded = busy and self.height() < self._look.px(_ROOMY)
        for widget in (self.tabs, self._lists, self._row):
            widget.setVisible(not crowded)
        self._scroll.setVisible(not editing and not (crowded and self._forms.shows_the_words))
        self._forms.setVisible(self._forms.any_open)
        self._fit()
        if crowded:
            self._nothing.hide()
        self._stretch.setStretch(self._stretch.count() - 1, 1 if crowded else 0)

    def _fit(self) -> None:
        margins = self._card.column.contentsMargins()
        inner = self._scroll.width() - margins.left() - margins.right()
        if inner > 0:
            height = self.text.heightForWidth(inner) + margins.top() + margins.bottom() + self._look.px(6)
            # While something is decided or edited, a quarter of the height is enough to see where one is.
            part = 4 if self._forms.any_open else 2.5
            most = max(self._look.px(56), int(self.height() / part))
            self._card.setMinimumHeight(min(height, most))
            self._scroll.setFixedHeight(max(self._look.px(64), min(most, height)))

    def _count(self, record: Record, provision: Provision | None) -> None:
        counts = dict.fromkeys(TABS, 0)
        if provision:
            counts["comments"] = len(comments_on(record, provision.id))
            counts["proposals"] = len(open_proposals(record, provision.id))
            counts["alternatives"] = len(open_alternatives(record, provision.id))
            counts["panel"] = len(items_on(record, provision.id, provision.block))
        names = (
            self.tr("Comments"),
            self.tr("Proposals"),
            self.tr("Alternatives"),
            self.tr("Panel"),
            self.tr("Debate"),
        )
        for index, (tab, name) in enumerate(zip(TABS, names, strict=True)):
            self.tabs.setTabText(index, f"{name} {counts[tab]}" if tab != "debate" else name)
        self._counts.setText(
            self.tr("%1 comments · %2 open proposals")
            .replace("%1", str(counts["comments"]))
            .replace("%2", str(counts["proposals"]))
            if provision
            else ""
        )

    def _views(self) -> Sequence[CommentView]:
        record = self._record
        if record is None:
            return []
        provision = record.find(Provision, self._provision)
        if self.tab == "debate":
            return shown.debate_views(record)
        if provision is None:
            return []
        makers: dict[str, Callable[[], Sequence[CommentView]]] = {
            "comments": lambda: shown.comment_views(record, provision.id),
            "proposals": lambda: shown.proposal_views(record, provision.id, self.named),
            "alternatives": list,
            "panel": lambda: shown.panel_views(record, provision),
        }
        return makers[self.tab]()

    def _show_cards(self) -> None:
        views = self._views()
        self.cards.show_comments(views)
        provision = self._record.find(Provision, self._provision) if self._record else None
        beside: list[AlternativeView] = []
        if self.tab == "alternatives":
            beside = alternative_views(self._record, provision) if self._record and provision else []
            self.beside.show_alternatives(beside)
        self._lists.setCurrentWidget(self.beside if self.tab == "alternatives" else self.cards)
        anything = bool(beside if self.tab == "alternatives" else views)
        self._nothing.setText(self._nothing_words() if provision and not anything else "")
        self._nothing.setVisible(bool(self._nothing.text()))
        for tab, buttons in self._made.items():
            for button in buttons:
                button.setVisible(tab == self.tab and anything)
        self._more.setVisible(self.tab == "proposals" and anything)
        if self.tab == "proposals" and views and (not self.cards.key or self._was_decided()):
            self.cards.choose(views[0].key)
        self._offer()
        self._fit()

    def _was_decided(self) -> bool:
        """Whether the proposal that was chosen has been decided since; one that is still open is wanted then."""
        proposal = self._record.find(Proposal, self.cards.key) if self._record else None
        return proposal is not None and proposal.id == self._open_key and proposal.state not in UNDECIDED

    def _nothing_words(self) -> str:
        return {
            "proposals": self.tr("Nobody has proposed other words. F5 edits the text in place and tables the change."),
            "alternatives": self.tr("No alternatives. Ctrl+Shift+A sets the open proposals side by side."),
        }.get(self.tab, "")

    def _offer(self, _: str = "") -> None:
        fit = self._fitting()
        for button in self._made[self.tab]:
            name = str(button.property("does"))
            button.setEnabled(bool(self.chosen))
            if name in _FITTING:
                button.setVisible(name in fit)
        self._more.setEnabled(bool(self.chosen))

    def _fitting(self) -> frozenset[str]:
        """Which of the acts that only sometimes make sense do so for the card that is chosen."""
        record, key = self._record, self.chosen
        if record is None:
            return frozenset()
        proposal, alternative = record.find(Proposal, key), record.find(Alternative, key)
        if alternative is not None:
            return frozenset({"choose", "takeOut"} if alternative.state == "open" else {"tableAgain"})
        if proposal is None or proposal.state not in UNDECIDED:
            return frozenset()
        self._open_key = proposal.id
        fit = set(_WHERE_IT[standing_of(record, proposal)])
        if "support" in fit and not is_decidable(record, proposal):
            fit.add("takeUp")
        return frozenset(fit)

    def _ask(self) -> None:
        if self.chosen:
            self.asked.emit(str(self.sender().property("does")), self.chosen)


_WHERE_IT: dict[Standing, tuple[str, ...]] = {
    "applies": ("declare", "support", "oppose", "notAgreed", "withdrawn"),
    "conflicts": ("repropose", "superseded", "notAgreed", "withdrawn"),
    "overtaken": ("superseded", "withdrawn"),
}
"""What can be done with an open proposal, by how it stands to the text of today."""
_FITTING = frozenset(name for tab in ("proposals", "alternatives") for name, _, kind in ACTIONS[tab] if kind != "more")
"""The acts whose buttons are shown only where they make sense."""

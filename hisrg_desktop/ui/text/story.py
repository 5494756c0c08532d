"""The story of a provision, beside the text: what changed it and by which decision, what is proposed, what panels say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import AGREED, Block, Provision
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.session.shown import panel_views, state_of
from hisrg_desktop.ui.text import shown
from hisrg_desktop.ui.text.forms import CorrectForm, ReopenForm
from hisrg_desktop.ui.text.proposing import competing
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.cards import CardList, CommentView
from hisrg_desktop.ui.widgets.marks import StateBadge
from hisrg_desktop.ui.widgets.words import Words

TABS = ("changes", "proposals", "panel", "word")


class Story(QWidget):
    """What is known of the place that is selected.

    Signals:
        session: show this place on the session page.
        comments: show this place's comments.
        correct: the secretariat wants to correct this provision.
        reopen: the chair wants to reopen this provision.
        propose: other words are proposed for this provision, typed in place.
        amend: the open proposal with this key is to be given other words.
        merge: its proposals are to be merged.
    """

    session = Signal(str)
    comments = Signal(str)
    correct = Signal(str)
    reopen = Signal(str)
    propose = Signal(str)
    amend = Signal(str)
    merge = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._key = ""
        self._record: Record | None = None
        self.setObjectName("textStory")
        self._place = Words(look, "", "heading")
        self.badge = StateBadge(look)
        self._heading = Words(look, "", "body", "soft")
        self._heading.setWordWrap(True)
        self._comments = push_button("textSeeComments", "", "link")
        self.tabs = QTabBar()
        self.tabs.setObjectName("textStoryTabs")
        self.tabs.setAccessibleName(self.tr("Story of the provision"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _ in TABS:
            self.tabs.addTab("")
        self.cards = CardList(look)
        self.cards.setObjectName("textStoryCards")
        self._nothing = Words(look, "", "body", "soft")
        self._nothing.setWordWrap(True)
        self.correct_form = CorrectForm(look)
        self.reopen_form = ReopenForm(look)
        self._session = push_button("textGoToSession", self.tr("Show on Session"), "primary")
        self._correct = push_button("textCorrectButton", self.tr("Correct…"))
        self._reopen = push_button("textReopenButton", self.tr("Reopen…"))
        self._propose = push_button("textProposeButton", self.tr("Propose  F5"))
        self._amend = push_button("textAmendButton", self.tr("Amend…"), "quiet")
        self._merge = push_button("textMergeButton", self.tr("Merge…"), "quiet")
        self._word: tuple[str, list[CommentView]] = ("", [])
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        px = self._look.px
        head, counts, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._place)
        head.addWidget(self.badge)
        head.addStretch(1)
        counts.setContentsMargins(0, 0, 0, 0)
        counts.addWidget(self._comments)
        counts.addStretch(1)
        for button in (self._session, self._propose, self._correct, self._reopen):
            buttons.addWidget(button)
        buttons.addStretch(1)
        on_proposals = QHBoxLayout()
        for button in (self._amend, self._merge):
            on_proposals.addWidget(button)
        on_proposals.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._heading)
        column.addLayout(counts)
        column.addWidget(self.tabs)
        column.addWidget(self._nothing)
        column.addWidget(self.cards, 1)
        column.addLayout(on_proposals)
        column.addWidget(self.correct_form)
        column.addWidget(self.reopen_form)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_cards)
        self.cards.chosen.connect(self._offer)
        self._session.clicked.connect(self._to_session)
        self._propose.clicked.connect(self._ask_propose)
        self._amend.clicked.connect(self._ask_amend)
        self._merge.clicked.connect(self._ask_merge)
        self._comments.clicked.connect(self._to_comments)
        self._correct.clicked.connect(self._ask_correct)
        self._reopen.clicked.connect(self._ask_reopen)

    @property
    def form(self) -> CorrectForm | ReopenForm | None:
        """The form that is open."""
        return next((form for form in (self.correct_form, self.reopen_form) if not form.isHidden()), None)

    @property
    def tab(self) -> str:
        """Which part of the story is seen."""
        return TABS[self.tabs.currentIndex()]

    def show_place(self, record: Record, key: str) -> None:
        """Tell the story of this provision; of a block only its name."""
        self._record, self._key = record, key
        provision = record.find(Provision, key)
        block = record.find(Block, provision.block if provision else key)
        self._place.setText(self._place_words(record, provision, block))
        self._heading.setText(block.heading if block else "")
        self._heading.setVisible(bool(block and block.heading))
        if key != self._word[0]:
            self._word = (key, [])
        for widget in (self.badge, self._comments, self.tabs, self._correct, self._propose):
            widget.setVisible(provision is not None)
        self._session.setEnabled(bool(provision or block))
        self._reopen.setVisible(bool(provision and provision.state in AGREED))
        self._correct.setVisible(bool(provision and provision.state not in (*AGREED, "deleted")))
        if provision:
            self.badge.set_state(*state_of(record, provision))
            self._count(record, provision)
        self._show_cards()

    def _place_words(self, record: Record, provision: Provision | None, block: Block | None) -> str:
        if provision and not (block and block.front):
            return self.tr("Provision %1").replace("%1", locator(record, provision.id))
        if block:
            return self.tr("Block %1").replace("%1", block.number) if block.number else self.tr("Front matter")
        return self.tr("No place is selected")

    def _count(self, record: Record, provision: Provision) -> None:
        counts = shown.counts(record, provision)
        words = self.tr("Comments: %1 · open proposals: %2")
        self._comments.setText(words.replace("%1", str(counts["comments"])).replace("%2", str(counts["open"])))
        self._comments.setAccessibleName(self.tr("See the comments on this provision"))
        names = (self.tr("Changes"), self.tr("Proposals"), self.tr("Panel"), self.tr("Word"))
        for index, (tab, name) in enumerate(zip(TABS, names, strict=True)):
            self.tabs.setTabText(index, f"{name} {counts[tab]}" if tab in counts else name)

    def _views(self) -> list[CommentView]:
        provision = self._record.find(Provision, self._key) if self._record else None
        if self._record is None or provision is None:
            return []
        if self.tab == "changes":
            return shown.changes(self._record, provision)
        if self.tab == "proposals":
            return shown.proposals(self._record, provision)
        if self.tab == "word":
            return self._word[1]
        return panel_views(self._record, provision)

    def _show_cards(self) -> None:
        views = self._views()
        self.cards.show_comments(views)
        nothing = {
            "changes": self.tr("It stands as drafted."),
            "proposals": self.tr("Nobody has proposed another wording."),
            "panel": self.tr("No panel has said anything on it."),
            "word": self.tr("Click a word of the text to see where it comes from."),
        }
        is_provision = bool(self._record and self._record.find(Provision, self._key))
        self._nothing.setText(nothing[self.tab] if is_provision else self.tr("Select a provision to see its story."))
        self._nothing.setVisible(not views)
        self._offer()

    def tell_word(self, key: str, views: list[CommentView]) -> None:
        """Tell where a word of this provision comes from; one that always stood there does not push itself forward."""
        self._word = (key, [shown.narrow(view) for view in views])
        if len(views) > 1 or (views and views[0].key != "drafted"):
            self.tabs.setCurrentIndex(TABS.index("word"))
        if self.tab == "word":
            self._show_cards()

    def _offer(self, _: str = "") -> None:
        proposal = self._record.find(Proposal, self.cards.key) if self._record else None
        on_proposals = self.tab == "proposals"
        self._amend.setVisible(on_proposals and proposal is not None and proposal.state in UNDECIDED)
        self._merge.setVisible(on_proposals and bool(self._record and competing(self._record, self._key)))

    def _ask_propose(self) -> None:
        self.propose.emit(self._key)

    def _ask_amend(self) -> None:
        self.amend.emit(self.cards.key)

    def _ask_merge(self) -> None:
        self.merge.emit(self._key)

    def _to_session(self) -> None:
        self.session.emit(self._key)

    def _to_comments(self) -> None:
        self.comments.emit(self._key)

    def _ask_correct(self) -> None:
        self.correct.emit(self._key)

    def _ask_reopen(self) -> None:
        self.reopen.emit(self._key)

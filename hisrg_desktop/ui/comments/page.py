"""The comments page: all comments of the dossier, found by typing, recommended on and disposed of many at once."""

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Dispose, ReceiveComment, Recommend
from hisrg_desktop.meeting.lists import NEEDS_REASON, DispositionWord
from hisrg_desktop.meeting.people.persons import people_by_name
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.comments import shown
from hisrg_desktop.ui.comments.card import DetailCard
from hisrg_desktop.ui.comments.chart import BlockChart
from hisrg_desktop.ui.comments.filter import filtered, haystacks
from hisrg_desktop.ui.comments.table import CommentsTable
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.people.form import Answers, Form, Question
from hisrg_desktop.ui.widgets.frame import Card, EmptyState
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.returned.review import Review

_TYPES = (("te", "te – substantive"), ("ed", "ed – editorial"), ("ge", "ge – general"))
_CHANNELS = ("written", "consultation", "panel", "informal")


class CommentsPage(Page):
    """All comments as a table, the selected one in full, and what stands open by block."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("commentsPage")
        self._order, self._backwards = "place", False
        self._sorted: list[shown.Row] = []
        self._keys: tuple[str, ...] = ()
        self.filter = QLineEdit()
        self.count = Words(look, "", "body", "soft")
        self.orders = QComboBox()
        self._take_in = QPushButton(self.tr("Take in…"))
        self._returned_words = self.tr("Returned files…")
        self._returned = QPushButton(self._returned_words)
        self.review: Review | None = None
        self._recommend = QPushButton()
        self._dispose = QPushButton()
        self.chart = BlockChart(look)
        self.detail = DetailCard(look)
        self.form = Form(look, "commentsForm", columns=4)
        self.table = CommentsTable(look)
        self._none = EmptyState(
            look,
            "comments",
            self.tr("No comments yet"),
            self.tr(
                "What is taken down in session stands here, what is received in writing, and what people send back in Word."
            ),
            self.tr("Take in a comment…"),
        )
        self._nothing = EmptyState(
            look,
            "search",
            self.tr("No comment matches"),
            self.tr("Take words out of the filter, or press Esc in it."),
            self.tr("Show all comments"),
        )
        self._stack = QStackedWidget()
        self._whole = QStackedWidget()
        # The filter waits for a pause shorter than the next key, so that fast typing is drawn once.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(30)
        self._name()
        self._arrange()
        self._wire()
        self.first = self.filter

    # --- how it is put together ------------------------------------------------------------------------------------

    def _name(self) -> None:
        self.filter.setObjectName("commentsFilter")
        self.filter.setAccessibleName(self.tr("Filter of comments"))
        self.filter.setPlaceholderText(
            self.tr('open  block:10  class:observer  type:te  channel:written  "safety zone"')
        )
        self.filter.setClearButtonEnabled(True)
        self.filter.setToolTip(
            self.tr(
                "open, recommended, disposed · block:10 · place:10.3 · class:member · type:te · channel:written\n"
                "recommended:accepted · disposed:noted · placing:doubt · placing:lost · words, and “several words” together"
            )
        )
        self.orders.setObjectName("commentsOrder")
        self.orders.setAccessibleName(self.tr("Order"))
        for key, words in (
            ("place", self.tr("by place")),
            ("number", self.tr("by number")),
            ("age", self.tr("by age")),
        ):
            self.orders.addItem(words, key)
        for button, name in (
            (self._take_in, "commentsTakeIn"),
            (self._returned, "commentsReturned"),
            (self._recommend, "commentsRecommend"),
            (self._dispose, "commentsDispose"),
        ):
            button.setObjectName(name)
        self._dispose.setProperty("kind", "primary")

    def _arrange(self) -> None:
        px = self.look.px
        top = QHBoxLayout()
        top.setSpacing(px(10))
        self.filter.setMinimumHeight(px(36))
        top.addWidget(self.filter, 1)
        for widget in (self.count, self.orders, self._take_in, self._returned, self._recommend, self._dispose):
            top.addWidget(widget)
        card = Card(self.look)
        card.column.addWidget(SectionLabel(self.look, self.tr("Comments by block")))
        card.column.addWidget(self.chart, 1)
        self._upper = QWidget()
        upper = QHBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(px(16))
        upper.addWidget(card, 2)
        upper.addWidget(self.detail, 3)
        self._upper.setFixedHeight(px(206))
        for content in (self.table, self._nothing, self._none):
            self._stack.addWidget(content)
        usual = QWidget()
        column = QVBoxLayout(usual)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(14))
        column.addLayout(top)
        column.addWidget(self._upper)
        column.addWidget(self.form)
        column.addWidget(self._stack, 1)
        self._whole.addWidget(usual)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._whole)

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.show_matching)
        self.filter.returnPressed.connect(self._to_table)
        self.orders.currentIndexChanged.connect(self._order_chosen)
        self.table.order.connect(self._order_by)
        self.table.chosen.connect(self._show_selected)
        self.table.opened.connect(self._go_to_place)
        self.chart.chosen.connect(self._only_block)
        self.form.filled.connect(self._filled)
        self.form.left.connect(self._back)
        self._take_in.clicked.connect(self.ask_comment)
        self._returned.clicked.connect(self.ask_returned)
        self._none.wanted.connect(self.ask_comment)
        self._nothing.wanted.connect(self.filter.clear)
        self._recommend.clicked.connect(self.ask_recommendation)
        self._dispose.clicked.connect(self.ask_disposition)

    # --- what it shows ---------------------------------------------------------------------------------------------

    @staticmethod
    def work_out(record: "Record", _: "datetime") -> None:
        """Work out the rows, the chart, and what the filter searches."""
        record.derive(shown.bars)
        record.derive(haystacks)

    def show_record(self) -> None:
        """Show the comments, the chart and the selected comment anew."""
        if self.review is not None:
            self.review.show_pile()
        self.chart.show_bars(self.record.derive(shown.bars))
        self._sort()
        self.show_matching()

    def select(self, key: str) -> None:
        """Select the comment with this key; the filter is emptied if it hides it."""
        if self.table.rows.row_of(key) < 0:
            self.filter.clear()
            self.show_matching()
        self.table.choose(key)

    def show_matching(self) -> None:
        """Show the comments that pass the filter."""
        self._pause.stop()
        found = filtered(self._sorted, self.record.derive(haystacks), self.filter.text())
        self.table.show_rows(found)
        words = self.tr("%1 of %2 comments").replace("%1", str(len(found))).replace("%2", str(len(self._sorted)))
        self.count.setText(words)
        self._stack.setCurrentWidget(self.table if found else self._nothing if self._sorted else self._none)
        self._upper.setVisible(bool(self._sorted) and self.form.purpose != "receive")
        if found and not self.table.keys:
            self.table.choose_row(0)
        self._show_selected()

    def _sort(self) -> None:
        self._sorted = shown.ordered(self.record.derive(shown.rows), self._order, self._backwards)

    def _show_selected(self) -> None:
        keys = self.table.keys
        one = self.table.key if self.table.key in keys else (keys[0] if keys else "")
        there = bool(one) and self.record.find(Comment, one) is not None
        self.detail.show_detail(shown.detail(self.record, one) if there else None)
        for button, words in ((self._recommend, self.tr("Recommend")), (self._dispose, self.tr("Dispose"))):
            button.setText(f"{words} {len(keys)}…" if len(keys) > 1 else f"{words}…")
            button.setEnabled(bool(keys))

    def _order_chosen(self, _: int) -> None:
        self._order_in(self.orders.currentData(), False)

    def _order_by(self, column: str) -> None:
        self._order_in(column, column == self._order and not self._backwards)

    def _order_in(self, order: str, backwards: bool) -> None:
        self._order, self._backwards = order, backwards
        self.orders.blockSignals(True)
        self.orders.setCurrentIndex(self.orders.findData(order))
        self.orders.blockSignals(False)
        self._sort()
        self.show_matching()
        self.table.scrollToTop()

    def _only_block(self, block: str) -> None:
        others = [word for word in self.filter.text().split() if not word.startswith("block:")]
        self.filter.setText(" ".join([f"block:{block}", *others]))

    def _back(self) -> None:
        self._upper.setVisible(bool(self._sorted))
        self._to_table()

    def _to_table(self) -> None:
        self.table.setFocus()
        if not self.table.keys and self.table.rows.rows:
            self.table.choose_row(0)

    def _go_to_place(self, key: str) -> None:
        place = shown.place_of(self.record, key)
        if place:
            self.go.emit("session", place)
        else:
            self.says.emit(self.tr("This comment is on the text as a whole."))

    # --- what is done ----------------------------------------------------------------------------------------------

    def do_activate(self) -> None:
        """Take in the files looked through, or answer the form that is open, else go to the place of the comment."""
        if self.review is not None and self.review.isVisible():
            self.review.do_activate()
        elif self.form.purpose:
            self.form.answer()
        elif self.table.key:
            self._go_to_place(self.table.key)

    def ask_recommendation(self) -> None:
        """Ask what to recommend on the selected comments."""
        self._ask_word("recommend", self.tr("Recommend"), self.tr("Reason"))

    def ask_disposition(self) -> None:
        """Ask how to dispose of the selected comments."""
        self._ask_word("dispose", self.tr("Dispose"), self.tr("Observation"))

    def _ask_word(self, purpose: str, title: str, why: str) -> None:
        keys = self.table.keys
        if not keys:
            self.says.emit(self.tr("Select the comments first."))
            return
        which = self.record.get(Comment, keys[0]).number if len(keys) == 1 else self.tr("%1 comments")
        words = tuple((w, f"{w} *" if w in NEEDS_REASON else w) for w in get_args(DispositionWord))
        first = next((r.recommended for r in self.table.rows.rows if r.key == keys[0]), "") or "accepted"
        questions = (
            Question("word", self.tr("Disposition (* with a reason)"), "choice", words, first),
            Question("reason", why, hint=self.tr("in the words that will be published")),
        )
        self._keys = tuple(keys)
        self.form.ask(purpose, f"{title} · {which.replace('%1', str(len(keys)))}", questions, title)

    # --- what people send back -------------------------------------------------------------------------------------

    def do_takeInComments(self) -> None:
        """Ask which files came back, and show what is in them."""
        self.ask_returned()

    def ask_returned(self) -> None:
        """Show the review of returned files, and ask for them where there are none."""
        review = self.reviewing()
        if not review.pile.files:
            review.ask_files()

    def take_returned(self, paths: "list[Path]") -> None:
        """Read these files, to be looked through."""
        self.reviewing().read(paths)

    def reviewing(self) -> "Review":
        """The review of returned files, shown in the place of the table."""
        if self.review is None:
            from hisrg_desktop.ui.returned.review import Review

            self.review = Review(self.bridge, self.look)
            self.review.left.connect(self._leave_review)
            self.review.taken.connect(self._review_taken)
            self.review.says.connect(self.says)
            self._whole.addWidget(self.review)
        self._whole.setCurrentWidget(self.review)
        return self.review

    def _leave_review(self) -> None:
        waiting = len(self.review.pile.files) if self.review else 0
        self._returned.setText(
            self.tr("Returned files (%1)…").replace("%1", str(waiting)) if waiting else self._returned_words
        )
        self._whole.setCurrentIndex(0)
        self.take_keyboard()

    def _review_taken(self, sentence: str) -> None:
        self._leave_review()
        self.says.emit(sentence)

    def do_add(self) -> None:
        """Ask for a comment that was received."""
        self.ask_comment()

    def ask_comment(self) -> None:
        """Ask for a comment that was received."""
        record = self.record
        known = tuple((p.id, p.name) for p in people_by_name(record))
        spots = tuple((place, place) for _, place in shown.place_words(record))
        channels = tuple((c, self.tr(c)) for c in _CHANNELS)
        questions = (
            Question("author", self.tr("From"), "pick", known, hint=self.tr("a name on record, or any"), needed=True),
            Question("channel", self.tr("Channel"), "choice", channels),
            Question("type", self.tr("Type"), "choice", _TYPES),
            Question("place", self.tr("Place"), "pick", spots, hint=self.tr("10.3, pre1; empty: the whole text")),
            Question("words", self.tr("Comment"), "long", needed=True),
            Question("proposes", self.tr("New wording of the provision, if one is proposed"), "long"),
        )
        # The form needs the height of the card and the chart.
        self._upper.hide()
        self.form.ask("receive", self.tr("Take in a comment"), questions, self.tr("Take in"))

    def _filled(self, purpose: str, answers: Answers) -> None:
        act = self._received(answers) if purpose == "receive" else self._settled(purpose, answers)
        if act is not None:
            self.bridge.do(act, otherwise=self.again)
            self._back()

    def _settled(self, purpose: str, answers: Answers) -> "Act":
        if purpose == "recommend":
            return Recommend(comments=self._keys, word=answers["word"], reason=answers["reason"])
        return Dispose(comments=self._keys, word=answers["word"], observation=answers["reason"])

    def _received(self, answers: Answers) -> "Act | None":
        place = (
            find_place(self.record, answers["place"].text) if answers["place"].text else find_place(self.record, "*")
        )
        if place is None:
            self.says.emit(self.tr("There is no place “%1” in the text.").replace("%1", answers["place"].text))
            self.form.show()
            return None
        author = answers["author"]
        provision = self.record.find(Provision, place.provision)
        proposes = answers["proposes"] if provision and answers["proposes"] else None
        return ReceiveComment(
            text=answers["words"],
            author=author.key or None,
            by="" if author.key else author.text,
            channel=answers["channel"],
            type=answers["type"],
            block=place.block,
            provision=place.provision,
            footnote=place.footnote,
            proposes=proposes,
        )

    def again(self, fault: object) -> None:
        """Show the form again, as it was filled in, because its act was refused."""
        self.form.show()
        self.bridge.object_to(fault)

    def take_keyboard(self) -> None:
        """Give the keyboard to the filter, or to the returned files where they are looked through."""
        if self.review is not None and self._whole.currentWidget() is self.review:
            self.review.take_keyboard()
        else:
            super().take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the filter."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            self.filter.setFocus()
        else:
            super().keyPressEvent(event)

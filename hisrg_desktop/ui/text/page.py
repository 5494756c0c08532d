"""The text page: the draft as a document, read in four ways, with the story of each provision beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock, now
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.text.amendments import CorrectEditorially, Reopen
from hisrg_desktop.meeting.text.marked import tabled_here
from hisrg_desktop.meeting.text.numbers import find_place, locator
from hisrg_desktop.meeting.text.parts import AGREED, Block, Provision
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.session.shown import nodes
from hisrg_desktop.ui.text import shown
from hisrg_desktop.ui.text.compare import CompareBar, ScrolledTogether
from hisrg_desktop.ui.text.document import DocumentView
from hisrg_desktop.ui.text.merge import MergeBox, one_of
from hisrg_desktop.ui.text.merged import MergedWording
from hisrg_desktop.ui.text.proposing import Proposing, competing
from hisrg_desktop.ui.text.provenance import provenance
from hisrg_desktop.ui.text.story import Story
from hisrg_desktop.ui.text.structure import Restructuring
from hisrg_desktop.ui.widgets.frame import EmptyState
from hisrg_desktop.ui.widgets.tree import ProvisionTree
from hisrg_desktop.ui.widgets.wording import WordingEditor
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

if TYPE_CHECKING:
    from hisrg_desktop.ui.text.next_draft import NextDraft


class TextPage(Page):
    """The draft as a document. Looking around moves nothing in the room."""

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, look, parent)
        self.setObjectName("textPage")
        self._key = ""
        self.tree = ProvisionTree(look)
        self.tree.setObjectName("textTree")
        self.readings = QTabBar()
        self.readings.setObjectName("textReadings")
        self.readings.setAccessibleName(self.tr("How the text is read"))
        self.readings.setDrawBase(False)
        self.readings.setExpanding(False)
        self._legend = Words(look, "", "small", "soft", shortens=True)
        self.go_to = QLineEdit()
        self.go_to.setObjectName("textGoTo")
        self.go_to.setAccessibleName(self.tr("Go to a place of the text"))
        self.go_to.setPlaceholderText(self.tr("Go to 10.3"))
        self.document = DocumentView(look)
        self.other = DocumentView(look)
        self.other.setObjectName("textOtherDocument")
        self.other.setAccessibleName(self.tr("The newer version"))
        self.other.hide()
        self.comparing = CompareBar(look)
        self._together = ScrolledTogether(self.document, self.other)
        self.editor = WordingEditor(look, "text")
        self.proposing = Proposing(self, self.editor, "text")
        self.merging = MergeBox(look, "text")
        self._restored = False
        self.story = Story(look)
        self._fold = QPushButton()
        self._fold.setObjectName("textNotUnderstoodButton")
        self._fold.setProperty("kind", "quiet")
        self._fold.setCheckable(True)
        self.not_understood = QPlainTextEdit()
        self.not_understood.setObjectName("textNotUnderstood")
        self.not_understood.setAccessibleName(self.tr("What was not understood when the draft was taken in"))
        self.not_understood.setReadOnly(True)
        self.not_understood.setTabChangesFocus(True)
        self.not_understood.hide()
        self._stack = QStackedWidget()
        self._nothing: EmptyState | None = None
        self.next_draft: NextDraft | None = None
        self._arrange()
        self._wire()
        self.first = self.document

    def _arrange(self) -> None:
        px = self.look.px
        left, middle = QWidget(), QWidget()
        outline = QVBoxLayout(left)
        outline.setContentsMargins(px(12), px(12), px(12), px(12))
        outline.addWidget(SectionLabel(self.look, self.tr("Outline")))
        outline.addWidget(self.tree, 1)
        outline.addWidget(self._fold)
        outline.addWidget(self.not_understood)
        self.not_understood.setMaximumHeight(px(180))
        for words, tip in (
            (self.tr("In the room"), self.tr("What is agreed since the draft, and what is proposed")),
            (self.tr("Agreed"), self.tr("What is agreed since the draft")),
            (self.tr("Clean"), self.tr("The text as it stands, without mark-up")),
            (self.tr("Draft"), self.tr("The draft as it was taken in")),
            (self.tr("Compare"), self.tr("Any two versions, in one or side by side")),
        ):
            self.readings.setTabToolTip(self.readings.addTab(words), tip)
        head = QHBoxLayout()
        head.setContentsMargins(px(28), px(8), px(20), 0)
        head.addWidget(self.readings)
        head.addStretch(1)
        self.go_to.setFixedWidth(px(100))
        head.addWidget(self.go_to)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        legend = QHBoxLayout()
        legend.setContentsMargins(px(28), px(4), px(20), px(4))
        legend.addWidget(self._legend, 1)
        column.addLayout(head)
        column.addLayout(legend)
        column.insertWidget(1, self.comparing)
        documents = QSplitter()
        documents.setChildrenCollapsible(False)
        for view in (self.document, self.other):
            documents.addWidget(view)
        column.addWidget(documents, 1)
        below = QVBoxLayout()
        below.setContentsMargins(px(24), 0, px(24), px(8))
        below.addWidget(self.merging)
        self.restructuring = Restructuring(self, below, "text", self._chosen_place, self._no_words, self._back)
        column.addLayout(below)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for widget, least, stretch in ((left, 190, 0), (middle, 380, 1), (self.story, 0, 0)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
            if least:
                widget.setMinimumWidth(px(least))
        split.setSizes([px(250), px(700), px(350)])
        self._stack.addWidget(split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _wire(self) -> None:
        self.tree.looked_at.connect(self._looked_at)
        self.tree.wanted.connect(self._to_session)
        self.document.chosen.connect(self._chosen)
        self.document.opened.connect(self._to_session)
        self.readings.currentChanged.connect(self._read)
        self.go_to.returnPressed.connect(self._go_there)
        self._fold.toggled.connect(self.not_understood.setVisible)
        self.story.session.connect(self._to_session)
        self.story.comments.connect(self._to_comments)
        self.comparing.changed.connect(self._read)
        self.document.verticalScrollBar().valueChanged.connect(self._other_follows)
        self.other.verticalScrollBar().valueChanged.connect(self._document_follows)
        self.other.chosen.connect(self._chosen)
        self.document.word.connect(self._tell_word)
        self.proposing.shown.connect(self._edited)
        self.story.propose.connect(self.proposing.start)
        self.story.amend.connect(self._amend)
        self.story.merge.connect(self._merge)
        self.merging.to_decision.connect(self._decide_merged)
        self.merging.to_one.connect(self._make_one)
        self.merging.left.connect(self._back)
        self.story.correct.connect(self._prepare_correction)
        self.story.reopen.connect(self._prepare_reopening)
        self.story.correct_form.corrected.connect(self._correct)
        self.story.correct_form.left.connect(self._back)
        self.story.reopen_form.reopened.connect(self._reopen)
        self.story.reopen_form.left.connect(self._back)

    # --- what it shows ----------------------------------------------------------------------------------------------

    @property
    def reading(self) -> shown.Reading | None:
        """How the text is read; None where two versions are compared."""
        index = self.readings.currentIndex()
        return shown.READINGS[index] if index < len(shown.READINGS) else None

    def show_record(self) -> None:
        """Show the outline, the document and the story of the place that is selected."""
        record = self.record
        if self.next_draft is not None:
            self.next_draft.show_record()
        self._say_whether_empty(next(record.each(Block), None) is None)
        self.tree.show_places(record.derive(nodes))
        at = now(record)
        active = (at.provision or at.block or "") if at else ""
        self.tree.set_active(active)
        self._show_lines()
        self._show_left_out()
        if not self._key and active:
            self.select(active)
        else:
            self.story.show_place(record, self._key)
        self.merging.show_record(record)
        self.proposing.follow()
        self.restructuring.show_record()
        if not self._restored:
            self._restored = True
            self.proposing.put_back_kept()

    def keep_unfinished(self) -> None:
        """Keep the words that are being edited."""
        self.proposing.keep_unfinished()
        self.restructuring.keep_unfinished()

    def _say_whether_empty(self, empty: bool) -> None:
        if empty and self._nothing is None:
            words = self.tr("Drop a Word draft on the window to make its dossier.")
            self._nothing = EmptyState(self.look, "text", self.tr("There is no text yet"), words)
            self._stack.addWidget(self._nothing)
        if empty and self._nothing is not None:
            self._stack.setCurrentWidget(self._nothing)
        elif self._stack.currentWidget() is self._nothing:
            self._stack.setCurrentIndex(0)

    def select(self, key: str) -> None:
        """Select a block or provision, and show it in the document."""
        if not (self.record.find(Provision, key) or self.record.find(Block, key)):
            return
        self._key = key
        self.document.choose(key)
        self._show_place()

    def _looked_at(self, key: str) -> None:
        # The outline follows the document as well; only where it leads may the document move.
        if key != self._key:
            self.select(key)

    def _chosen(self, key: str) -> None:
        self._key = key
        self._show_place()

    def _show_place(self) -> None:
        if self.tree.key != self._key:
            self.tree.select(self._key)
        self.story.show_place(self.record, self._key)

    def _read(self) -> None:
        self._show_lines()
        if self._key:
            self.document.choose(self._key)

    def _show_lines(self) -> None:
        """Show the text as it is read, or two versions of it."""
        reading = self.reading
        self.comparing.setVisible(reading is None)
        beside = reading is None and self.comparing.beside.isChecked()
        self._together.on = beside
        self.other.setVisible(beside)
        self.story.setVisible(not beside)
        if reading is not None:
            self.document.show_lines(shown.lines(self.record, reading))
            self._show_legend(reading)
            return
        self.comparing.show_versions(self.record)
        compared = self.comparing.compared(self.record)
        self.document.show_lines(compared.older if beside else compared.inline)
        if beside:
            self.other.show_lines(compared.newer)
        words = self.tr("solid: changed between the two · %1 paragraphs differ")
        if compared.changed == 1:
            words = self.tr("solid: changed between the two · one paragraph differs")
        self._legend.setText(words.replace("%1", str(compared.changed)))

    def _other_follows(self) -> None:
        self._together.follow(self.document)

    def _document_follows(self) -> None:
        self._together.follow(self.other)

    def _show_legend(self, reading: shown.Reading) -> None:
        legends = {
            "room": self.tr("solid: agreed since the draft · dashed: proposed, with its number"),
            "agreed": self.tr("solid: agreed since the draft"),
            "clean": self._clean_words(),
            "drafted": self._draft_words(),
        }
        self._legend.setText(legends[reading])

    def _clean_words(self) -> str:
        left = shown.left_open(self.record)
        return (
            self.tr("not clean yet: %1").replace("%1", left) if left else self.tr("the text as it stands; it is clean")
        )

    def _draft_words(self) -> str:
        return self.tr("%1, as it was taken in").replace("%1", shown.draft_name(self.record) or self.tr("The draft"))

    def _show_left_out(self) -> None:
        left = shown.not_understood(self.record)
        self._fold.setVisible(bool(left))
        self._fold.setText(self.tr("Not taken into the draft: %1").replace("%1", str(len(left))))
        words = "\n".join(f"{what}: {text}" if text else what for what, text in left)
        if words != self.not_understood.toPlainText():
            self.not_understood.setPlainText(words)

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this page does at a key of the window."""
        return self.restructuring.answer_to(key) or super().answer_to(key)

    # --- going about ------------------------------------------------------------------------------------------------

    def do_goTo(self) -> None:
        """Ask for a place of the text."""
        self.go_to.setFocus()
        self.go_to.selectAll()

    def do_activate(self) -> None:
        """Finish what is edited or the form that is open, else make the selected place the active one."""
        form = self.story.form
        if self.next_draft is not None and self.next_draft.isVisible():
            self.next_draft.do_activate()
            return
        if self.restructuring.finish() or self.proposing.finish() or self.merging.finish():
            return
        if form is not None:
            form.finish()
        elif self.record.find(Provision, self._key):
            self.bridge.do(GoTo(provision=self._key))
        elif self._key:
            self.bridge.do(GoToBlock(block=self._key))

    # --- the next draft ---------------------------------------------------------------------------------------------

    def ask_next_draft(self) -> None:
        """Show the draft that is looked through, and ask for it where there is none."""
        if self.looking_through().coming is None:
            self.looking_through().ask_file()

    def take_next_draft(self, path: Path) -> None:
        """Read this file, to be looked through as the next draft."""
        self.looking_through().read(path)

    def looking_through(self) -> NextDraft:
        """The next draft, shown in the place of the text."""
        if self.next_draft is None:
            from hisrg_desktop.ui.text.next_draft import NextDraft

            self.next_draft = NextDraft(self.bridge, self.look)
            self.next_draft.left.connect(self._leave_next_draft)
            self.next_draft.taken.connect(self._next_draft_taken)
            self.next_draft.says.connect(self.says)
            self._stack.addWidget(self.next_draft)
        self._stack.setCurrentWidget(self.next_draft)
        return self.next_draft

    def _leave_next_draft(self) -> None:
        self._stack.setCurrentIndex(0)
        self.take_keyboard()

    def _next_draft_taken(self, sentence: str) -> None:
        self._leave_next_draft()
        self.says.emit(sentence)

    def _go_there(self) -> None:
        place = find_place(self.record, self.go_to.text())
        key = (place.provision or place.block) if place else None
        if key:
            self.select(key)
            self.document.setFocus()
        else:
            self.says.emit(self.tr("There is no %1 in the text.").replace("%1", self.go_to.text()))

    def _to_session(self, key: str) -> None:
        self.go.emit("session", key)

    def _to_comments(self, key: str) -> None:
        self.go.emit("comments", key)

    def _back(self) -> None:
        self.document.setFocus()

    def _chosen_place(self) -> str:
        return self._key

    def _no_words(self) -> None:
        """On this page words of a provision are not selected."""

    # --- proposing and merging --------------------------------------------------------------------------------------

    def do_proposeText(self) -> None:
        """Edit the selected provision in place into a proposal."""
        if self.record.find(Provision, self._key):
            self.proposing.start(self._key)
        else:
            self.says.emit(self.tr("Choose a provision first; its words are edited in place."))

    def do_bracket(self) -> None:
        """Put the words selected in the editor into brackets; elsewhere brackets are put on the Session page."""
        if not self.proposing.is_open or not self.editor.bracket():
            self.says.emit(self.tr("Brackets are put on the Session page, or in words that are being edited."))

    def do_alternative(self) -> None:
        """Set what is edited beside the open proposals; elsewhere alternatives are set on the Session page."""
        if self.proposing.is_open:
            self.proposing.as_alternative()
        elif self._key:
            self._to_session(self._key)

    def do_merge(self) -> None:
        """Offer the proposals on the selected provision to be merged."""
        self._merge(self._key)

    def _amend(self, proposal: str) -> None:
        self.proposing.start(self.record.get(Proposal, proposal).provision, proposal)

    def _edited(self) -> None:
        """Show what is edited in the place of its paragraph, or the paragraph again."""
        edited = self.editor.edited
        self.document.set_inset(edited.provision if edited else "", self.editor if edited else None)
        if edited:
            self.document.choose(edited.provision)
            self.editor.words.setFocus()
        else:
            self.document.setFocus()

    def _merge(self, key: str) -> None:
        if self.record.find(Provision, key) and competing(self.record, key):
            here = tabled_here(self.record, self.record.get(Provision, key))
            self.merging.prepare(self.record, key, [p.id for p in here])
            self.document.choose(key)
        else:
            self.says.emit(self.tr("There is no proposal here that could be merged."))

    def _decide_merged(self, wording: MergedWording) -> None:
        self.merging.put_away()
        self.go.emit("session", wording.kept())

    def _make_one(self, wording: MergedWording) -> None:
        self.bridge.do(one_of(wording), then=self._made_one)

    def _made_one(self, _: object) -> None:
        self.merging.leave()

    def _tell_word(self, key: str, offset: int) -> None:
        reading = self.reading
        lines = shown.lines(self.record, reading) if reading else ()
        line = next((line for line in lines if line.key == key), None)
        provision = self.record.find(Provision, key)
        if line and provision:
            self.story.tell_word(key, provenance(self.record, provision, line.pieces, offset))

    # --- correcting and reopening -----------------------------------------------------------------------------------

    def _prepare_correction(self, key: str) -> None:
        provision = self.record.find(Provision, key)
        if provision:
            self.story.reopen_form.hide()
            self.story.correct_form.prepare(key, locator(self.record, key), provision.text)

    def _prepare_reopening(self, key: str) -> None:
        who = shown.presiding(self.record, self.bridge.now)
        if not who:
            self.says.emit(self.tr("Nobody on record is chair or vice-chair today; enter the function on People."))
            return
        self.story.correct_form.hide()
        self.story.reopen_form.prepare(key, locator(self.record, key), who)

    def do_reopen(self) -> None:
        """Ask who presides and why the selected provision is opened again."""
        provision = self.record.find(Provision, self._key)
        if provision and provision.state in AGREED:
            self._prepare_reopening(self._key)
        else:
            self.says.emit(self.tr("This is not agreed; it can be changed as it is."))

    def _correct(self, provision: str, text: str) -> None:
        self.bridge.do(CorrectEditorially(provision=provision, text=text), then=self._done)

    def _reopen(self, provision: str, by: str, reason: str) -> None:
        self.bridge.do(Reopen(provision=provision, by=by, reason=reason), then=self._done)

    def _done(self, _: object) -> None:
        for form in (self.story.correct_form, self.story.reopen_form):
            form.hide()
        self.document.setFocus()

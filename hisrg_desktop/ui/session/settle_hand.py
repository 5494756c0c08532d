"""Agreeing on what stands, as the session page does it: editorial points at once, a block, the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.polls import AllowVotes, may_vote
from hisrg_desktop.meeting.decisions.settling import NoteTheRest
from hisrg_desktop.meeting.text.parts import Block, Provision, Text
from hisrg_desktop.ui.kept_words import FORM
from hisrg_desktop.ui.session import settling
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.session.settle_forms import AdoptionForm, EditorialForm

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.session.page import SessionPage


SLOT = f"{FORM}editorial"
"""What is chosen of the editorial points is kept here until it is adopted."""


class SettleHand(Hand):
    """Adopts editorial points without discussion, agrees on blocks, prepares the adoption of the text."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._editorial: EditorialForm | None = None
        self._adoption: AdoptionForm | None = None
        self._put_back = False

    @property
    def editorial(self) -> EditorialForm:
        """The list of editorial points, made when it is first wanted."""
        if self._editorial is None:
            self._editorial = EditorialForm(self.page.look)
            self._editorial.declared.connect(self._declare)
            self._editorial.changed.connect(self.keep_unfinished)
            self._editorial.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(self._editorial)
        return self._editorial

    @property
    def adoption(self) -> AdoptionForm:
        """The list of what stands in the way of adopting the text, made when it is first wanted."""
        if self._adoption is None:
            self._adoption = form = AdoptionForm(self.page.look)
            form.opened.connect(self._open)
            form.remedied.connect(self._remedy)
            form.noting.connect(self._note_the_rest)
            form.ready.connect(self._prepare)
            form.left.connect(self.page.to_capture)
            self.page.centre.below.addWidget(form)
        return self._adoption

    def show_record(self) -> None:
        """Show what still stands in the way, while somebody looks at it; put back once the list that was open."""
        if not self._put_back:
            self._put_back = True
            self._put_back_kept()
        if self._adoption is not None and not self._adoption.isHidden():
            self._adoption.show_text(settling.standing_of(self.record, self._adoption.text))

    def finish(self) -> bool:
        """Declare what the list of editorial points holds; whether it was open."""
        if self._editorial is None or self._editorial.isHidden():
            return False
        self._editorial.declare()
        return True

    # --- what survives ---------------------------------------------------------------------------------------------

    @property
    def _kept(self) -> settling.Batch | None:
        return settling.Batch.read(self.bridge.unfinished(SLOT))

    def _put_back_kept(self) -> None:
        """Open the list of editorial points again that was open when the program ended."""
        points = settling.points(self.record) if self._kept and self._kept.seen else []
        if points:
            self.editorial.show_points(points, self._kept)
            self.page.says.emit(self.tr("The list of editorial points is open again as it was when the program ended."))

    def keep_unfinished(self) -> None:
        """Keep what is chosen of the editorial points; a list that was only looked at is forgotten when it is left."""
        form = self._editorial
        if form is not None and form.rows.rows and (self.bridge.unfinished(SLOT) or not form.isHidden()):
            wanted = form.is_touched or not form.isHidden()
            self.bridge.keep(SLOT, form.batch.kept() if wanted else "")

    def _forget(self) -> None:
        self.editorial.forget()
        self.bridge.keep(SLOT, "")

    # --- editorial points ------------------------------------------------------------------------------------------

    def do_editorial(self) -> None:
        """Show the editorial points that can be adopted at once."""
        points = settling.points(self.record)
        if not points:
            self.page.says.emit(self.tr("No editorial proposal is open."))
            return
        self.editorial.show_points(points, self._kept)
        self.editorial.start()
        self.keep_unfinished()

    def _declare(self, words: str, proposals: tuple[str, ...]) -> None:
        known = tuple(key for key in proposals if self.record.find(Proposal, key))
        self.keep_unfinished()
        self.bridge.do(Declare(words=words, proposals=known), scratch=SLOT, then=self._declared)

    def _declared(self, news: News | None) -> None:
        self.editorial.hide()
        self._forget()
        self.page.deciding.offer_review(news)

    # --- a block, the text -----------------------------------------------------------------------------------------

    def do_agreeBlock(self) -> None:
        """Prepare the decision that the block which is looked at is agreed as it stands."""
        at = now(self.record)
        looked = self.record.find(Provision, self.page.looked)
        key = looked.block if looked else self.page.looked or (at.block if at else None)
        block = self.record.find(Block, key)
        if block is None:
            self.page.says.emit(self.tr("Choose a block of the text first."))
            return
        deciding = self.page.deciding
        deciding.prepare(block.id)
        deciding.form.settle(settling.agreeing_words(block))
        deciding.form.start()

    def do_adopt(self) -> None:
        """Show what stands in the way of adopting the text; where nothing does, prepare the decision."""
        at = now(self.record)
        block = self.record.find(Block, at.block if at else None)
        text = block.in_text if block else next((text.id for text in self.record.each(Text)), "")
        if not text:
            self.page.says.emit(self.tr("There is no text yet."))
            return
        standing = settling.standing_of(self.record, text)
        if standing.rows or standing.rest:
            self.adoption.show_text(standing)
            self.adoption.start()
        else:
            self._prepare(text)

    def _prepare(self, text: str) -> None:
        if self._adoption is not None:
            self._adoption.hide()
        self.page.deciding.prepare(text)
        self.page.deciding.form.start()

    def _open(self, place: str, comment: str) -> None:
        if comment:
            self.page.go.emit("comments", comment)
        elif place:
            self.page.look_at(place)

    def _remedy(self, remedy: Act) -> None:
        self.bridge.do(remedy)

    def _note_the_rest(self) -> None:
        self.bridge.do(NoteTheRest())

    def do_votes(self) -> None:
        """Switch decisions by vote on or off for this Group."""
        self.bridge.do(AllowVotes(on=not may_vote(self.record)), then=self._switched)

    def _switched(self, _: object) -> None:
        on = self.tr("This Group may now also decide by vote; the decision form offers it.")
        self.page.says.emit(on if may_vote(self.record) else self.tr("Decisions by vote are off."))

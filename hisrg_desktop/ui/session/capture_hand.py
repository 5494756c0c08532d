"""Taking down what is said, as the session page does it: the capture line and what was taken down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.capture import MoveComment, Restore, StrikeOut, irregularity
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.line import Understood, understand
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.ui.bridge import sentence_of
from hisrg_desktop.ui.session import shown
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.session.page import SessionPage


class CaptureHand(Hand):
    """Takes the words of the capture line down, and gives them back where they cannot be."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._lines = 0

    def wire(self) -> None:
        """Connect the capture line."""
        line = self.page.capture
        line.typing.connect(self._typing)
        line.finished.connect(self._finished)
        line.undo_wanted.connect(self.bridge.undo)
        line.escape.connect(self.page.back_to_active)

    def show_record(self) -> None:
        """Show for whom and where words are taken down now, and what was taken down last."""
        self._context()
        self.page.capture.set_last(shown.last_taken_down(self.record, self.bridge.now))

    def _context(self, said: Understood | None = None) -> None:
        said = said or understand(self.record, "")
        person = self.record.find(Person, said.speaker)
        where = locator(self.record, said.provision or said.block)
        place = where if said.provision or said.block else self.tr("debate")
        self.page.capture.set_context(person.initialled if person else self.tr("nobody"), place, said.kind)

    def _typing(self, text: str) -> None:
        self.bridge.keep("capture", text)
        if not text.strip():
            self.page.capture.set_echo("")
            self._context()
            return
        said = understand(self.record, text)
        self._context(said)
        self.page.capture.set_echo(self._echo(said))

    def _echo(self, said: Understood) -> str:
        record = self.record
        person = record.find(Person, said.speaker)
        parts = [person.name if person else self.tr("nobody has the floor")]
        if said.provision or said.block:
            parts.append(self.tr("on %1").replace("%1", locator(record, said.provision or said.block)))
        parts.append(said.kind)
        for key, words in ((said.supports, self.tr("supports %1")), (said.opposes, self.tr("opposes %1"))):
            proposal = record.find(Proposal, key)
            if proposal:
                parts.append(words.replace("%1", proposal.number))
        if said.proposes is not None:
            parts.append(self.tr("proposes new wording"))
        parts += [f"⚠ {doubt}; kept as words" for doubt in said.doubts]
        return self.tr("understood: %1").replace("%1", ", ".join(parts))

    def _finished(self, text: str) -> None:
        """Take the words down. Until they are on record they are kept under a slot of their own."""
        self._lines += 1
        slot = f"line-{self.bridge.now:%Y%m%dT%H%M%S%f}-{self._lines}"
        self.bridge.keep(slot, text)
        self.bridge.keep("capture", "")
        act = understand(self.record, text).act()
        self.bridge.do(act, scratch=slot, then=self._taken_down, otherwise=PutBack(self, slot, text))
        self.page.capture.set_echo("")
        self._context()

    def _taken_down(self, news: News | None) -> None:
        """Offer to put right what is out of order about the words just taken down; they are on record already."""
        made = [c.after for c in news.changes if isinstance(c.after, Comment)] if news else []
        for comment in made:
            irregular = irregularity(self.record, comment)
            if irregular:
                self.page.offers.emit(irregular)

    def put_back(self, slot: str, text: str, fault: object) -> None:
        """Give the words back that could not be taken down, and say why."""
        self.page.capture.put_back(text)
        self.bridge.keep("capture", self.page.capture.text)
        self.bridge.keep(slot, "")
        if isinstance(fault, OSError):
            self.bridge.failed.emit(sentence_of(fault))
        else:
            self.bridge.refused.emit(fault)

    def keep_unfinished(self) -> None:
        """Keep the words in the line, also those typed since they were last kept."""
        self.bridge.keep("capture", self.page.capture.text)

    def put_back_kept(self) -> None:
        """Offer the words that were unfinished when the program ended."""
        kept = [one for one in self.bridge.desk.kept() if one.slot == "capture" or one.slot.startswith("line-")]
        for one in sorted(kept, key=lambda k: (k.slot == "capture", k.slot)):
            self.page.capture.put_back(one.text)
            if one.slot != "capture":
                self.bridge.keep(one.slot, "")
        if kept:
            self.bridge.keep("capture", self.page.capture.text)
            self.page.says.emit(
                self.tr("The words that were not yet taken down when the program ended are in the line again.")
            )

    # --- what is done to what was taken down -----------------------------------------------------------------------

    def card_strike(self, key: str) -> None:
        """Strike a comment out, or restore it."""
        comment = self.record.get(Comment, key)
        self.bridge.do(Restore(comment=key) if comment.struck else StrikeOut(comment=key))
        self.page.to_capture()

    def card_moveHere(self, key: str) -> None:
        """Move a comment to the active place."""
        at = now(self.record)
        self.bridge.do(MoveComment(comment=key, block=at.block if at else None, provision=at.provision if at else None))
        self.page.to_capture()


class PutBack:
    """Gives words back to the line when they could not be taken down."""

    def __init__(self, hand: CaptureHand, slot: str, text: str) -> None:
        self._hand, self._slot, self._text = hand, slot, text

    def __call__(self, fault: object) -> None:
        self._hand.put_back(self._slot, self._text, fault)

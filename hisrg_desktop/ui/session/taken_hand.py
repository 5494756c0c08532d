"""Putting right what was taken down, as the session page does it: edited, split, joined, moved, struck, restored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.capture import EditComment, MoveComment, Restore, SayWhy, StrikeOut, irregularity
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.private_notes import EditNote, PrivateNote, StrikeNote
from hisrg_desktop.meeting.comments.splitting import JoinComment, ReassignComment, SplitComment
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.numbers import find_place, numbers
from hisrg_desktop.ui.kept_words import FORM, KeptWords
from hisrg_desktop.ui.session import taken_shown
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.ui.session.page import SessionPage


class TakenHand(Hand):
    """Edits, splits, joins, moves, strikes and restores entries; after closing it asks for the reason first."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._kept = KeptWords(self.bridge, page.taken.editor)
        self._asks_about = ""

    def wire(self) -> None:
        """Connect the list of what was taken down."""
        taken = self.page.taken
        taken.wanted.connect(self._wanted)
        taken.kept.connect(self._keep)
        taken.split.connect(self._split)
        taken.left.connect(self._left)
        taken.typed.connect(self._typed)
        self.page.capture.back_wanted.connect(self.do_takenDown)

    def show_record(self) -> None:
        """Show what was taken down last."""
        self.page.taken.show_entries(taken_shown.entries(self.record))

    def keep_unfinished(self) -> None:
        """Keep the words of the entry that is being edited."""
        self._kept.keep()

    def do_takenDown(self) -> None:
        """Go to what was taken down last."""
        self.page.taken.enter()

    def _wanted(self, action: str, key: str) -> None:
        answers: dict[str, Callable[[str], None]] = {
            "edit": self.card_edit,
            "strike": self.card_strike,
            "join": self.join,
            "speaker": self.move_to_speaker,
            "place": self.move_to_place,
            "turn": self.page.correcting.card_turn,
            "remedy": self.remedy,
        }
        answers[action](key)

    # --- words -----------------------------------------------------------------------------------------------------

    def card_edit(self, key: str) -> None:
        """Edit the words of an entry where it stands; what was typed before and never kept is there again."""
        comment, note = self.record.find(Comment, key), self.record.find(PrivateNote, key)
        row = comment or note
        if row is None:
            return
        number = comment.number if comment else self.tr("the note")
        about = self.tr("Editing %1 · Shift+Enter begins a new line").replace("%1", number)
        if self._kept.open(f"edit:{key}", row.text):
            about = self.tr("Editing %1 · your unfinished words are back; Ctrl+Z shows those on record").replace(
                "%1", number
            )
        self.page.taken.edit(key, about)

    def _keep(self, key: str, text: str) -> None:
        row = self.record.find(Comment, key) or self.record.find(PrivateNote, key)
        if row is None or row.text == text:
            self._edited(None)
            return
        act: Act = EditComment(comment=key, text=text) if isinstance(row, Comment) else EditNote(note=key, text=text)
        self._kept.keep()
        self._do(act, self._edited, f"{FORM}edit:{key}")

    def _split(self, key: str, text: str, at: int) -> None:
        row = self.record.find(Comment, key)
        if row is None:
            return
        split = SplitComment(comment=key, at=at)
        edited = Together(acts=(EditComment(comment=key, text=text), split))
        self._do(split if row.text == text else edited, self._edited)

    def _edited(self, _: object) -> None:
        self._kept.done()
        self.page.taken.end_editing()
        self.page.to_capture()

    def _left(self, _: str) -> None:
        self._kept.leave()
        self.page.to_capture()

    def _typed(self, letters: str) -> None:
        """Letters typed among the entries were meant for the line."""
        self.page.to_capture()
        self.page.capture.editor.insertPlainText(letters)

    # --- where they belong -----------------------------------------------------------------------------------------

    def move_to_speaker(self, key: str) -> None:
        """Give an entry to the person who has the floor; where it is theirs already, ask whose it is."""
        there = running(self.record)
        if there and there.speaker != self.record.get(Comment, key).author:
            self._do(ReassignComment(comment=key, speaker=there.speaker))
            return
        self._asks_about = key
        self.page.ask(self.tr("Who said it?"), self.page.names(), self._answer_speaker)

    def _answer_speaker(self, text: str) -> None:
        person = self.page.person_meant(text)
        if person and self.record.find(Comment, self._asks_about) and self.record.find(Person, person.id):
            self._do(ReassignComment(comment=self._asks_about, speaker=person.id))

    def move_to_place(self, key: str) -> None:
        """Move an entry to the active place; where it stands there already, ask for another."""
        at, comment = now(self.record), self.record.get(Comment, key)
        if at and (at.block, at.provision) != (comment.block, comment.provision):
            self.card_moveHere(key)
            return
        self._asks_about = key
        places = [locator for locator in self.record.derive(numbers).places if locator]
        self.page.ask(self.tr("Where does it belong?"), places, self._answer_place)

    def _answer_place(self, text: str) -> None:
        place = find_place(self.record, text)
        if place:
            self._do(MoveComment(comment=self._asks_about, block=place.block, provision=place.provision))
        else:
            self.page.says.emit(self.tr("There is no %1 in the text.").replace("%1", text))

    def card_moveHere(self, key: str) -> None:
        """Move a comment to the active place."""
        at = now(self.record)
        self._do(MoveComment(comment=key, block=at.block if at else None, provision=at.provision if at else None))
        self._back()

    # --- the others ------------------------------------------------------------------------------------------------

    def card_strike(self, key: str) -> None:
        """Strike a comment or a note out, or restore it."""
        comment = self.record.find(Comment, key)
        if comment is None:
            self._do(StrikeNote(note=key))
        else:
            self._do(Restore(comment=key) if comment.struck else StrikeOut(comment=key))
        self._back()

    def join(self, key: str) -> None:
        """Join an entry with the one before it by the same speaker."""
        self._do(JoinComment(comment=key))

    def remedy(self, key: str) -> None:
        """Put right what is out of order about an entry."""
        irregular = irregularity(self.record, self.record.get(Comment, key))
        if irregular and irregular.remedy:
            self._do(irregular.remedy)

    def _back(self) -> None:
        """The keyboard goes to the line, unless it is among the entries."""
        if not self.page.taken.rows.hasFocus():
            self.page.to_capture()

    def _do(self, act: Act, then: Callable[[object], None] | None = None, scratch: str = "") -> None:
        self.bridge.do(act, scratch=scratch, then=then, otherwise=AskWhy(self, act, then, scratch))

    def ask_why(self, act: Act, then: Callable[[object], None] | None, scratch: str) -> None:
        """Ask why what was recorded in a closed sitting is corrected, and do it with the answer."""
        self.page.ask(
            self.tr("The sitting is closed. Why is this corrected?"), [], WithReason(self, act, then, scratch)
        )

    def with_reason(self, act: Act, why: str, then: Callable[[object], None] | None, scratch: str) -> None:
        """Do an act as a correction."""
        if isinstance(act, Together):
            act = Together(acts=tuple(one.model_copy(update={"why": why}) for one in act.acts))
        else:
            act = act.model_copy(update={"why": why})
        self._do(act, then, scratch)


class AskWhy:
    """Asks for the reason where only that is missing; any other refusal is shown as it is."""

    def __init__(self, hand: TakenHand, act: Act, then: Callable[[object], None] | None, scratch: str) -> None:
        self._hand, self._act, self._then, self._scratch = hand, act, then, scratch

    def __call__(self, fault: object) -> None:
        if isinstance(fault, SayWhy):
            self._hand.ask_why(self._act, self._then, self._scratch)
        else:
            self._hand.page.object_to(fault)


class WithReason:
    """Does an act once the person has said why."""

    def __init__(self, hand: TakenHand, act: Act, then: Callable[[object], None] | None, scratch: str) -> None:
        self._hand, self._act, self._then, self._scratch = hand, act, then, scratch

    def __call__(self, why: str) -> None:
        self._hand.with_reason(self._act, why, self._then, self._scratch)

"""Putting past turns of speech right, as the session page does it: one card, of any sitting, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.floor.correcting import CorrectTurn
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.ui.session import turns_shown
from hisrg_desktop.ui.session.hand import Hand
from hisrg_desktop.ui.session.turn_card import TurnCard

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.session.page import SessionPage


class TurnHand(Hand):
    """Shows the turns that have ended, and corrects who spoke, from when to when, on whose invitation."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._card: TurnCard | None = None

    @property
    def card(self) -> TurnCard:
        """The card, made when it is first needed."""
        if self._card is None:
            self._card = TurnCard(self.bridge, self.page.look)
            self._card.sitting_wanted.connect(self._show)
            self._card.correct_wanted.connect(self._correct)
            self._card.left.connect(self._leave)
        return self._card

    @property
    def is_open(self) -> bool:
        """Whether the card is shown."""
        return self._card is not None and self.page.over is self._card

    def do_correctTurn(self) -> None:
        """Show the turns of the latest sitting, to put one right; pressed again, put them away."""
        if self.is_open:
            self.card.leave()
        else:
            self._open("")

    def card_turn(self, key: str) -> None:
        """Show the turn of speech during which something was said, to put it right."""
        comment = self.record.find(Comment, key)
        turn = self.record.find(Intervention, comment.intervention if comment else None)
        if turn is None:
            self.page.says.emit(self.tr("This was not said in a turn of speech."))
        elif turn.ended_at is None:
            self.page.says.emit(self.tr("This turn goes on; it is corrected once it has ended."))
        else:
            self._open(turn.id)

    def finish(self) -> bool:
        """Correct the turn that is shown; whether there is one."""
        if self.is_open:
            self.card.correct()
        return self.is_open

    def keep_unfinished(self) -> None:
        """Keep what is being typed."""
        if self._card is not None:
            self._card.keep_unfinished()

    def show_record(self) -> None:
        """Show the turns as they are now."""
        if self.is_open:
            self._show(str(self.card.sitting.currentData() or ""))

    def _open(self, key: str) -> None:
        sittings = turns_shown.sittings(self.record)
        if not sittings:
            self.page.says.emit(self.tr("Nobody has had the floor yet."))
            return
        turn = self.record.find(Intervention, key)
        self.page.go.emit("session", "")
        self.card.show_sittings(sittings, self.page.names())
        self.card.line.clear()
        self.card.sitting.setCurrentIndex(max(0, self.card.sitting.findData(turn.sitting if turn else None)))
        self._show(str(self.card.sitting.currentData()), key)
        self.page.put_over(self.card)
        if key:
            self.card.enter_fields()
        else:
            self.card.line.setFocus()

    def _show(self, sitting: str, key: str = "") -> None:
        self.card.show_sittings(turns_shown.sittings(self.record), self.page.names())
        self.card.show_turns(turns_shown.turns(self.record, sitting), key)

    def _correct(self, key: str) -> None:
        """Do what differs from what is on record; a time that cannot be read, or a name that is nobody's, is said."""
        turn, card, row = self.record.get(Intervention, key), self.card, self.card.row
        person = self._speaker(turn, card.speaker.text())
        if row is None or person is None:
            return
        began, wrong = turns_shown.time_meant(turn, card.began.text(), row.began, turn.began_at)
        ended, also = turns_shown.time_meant(turn, card.ended.text(), row.ended, turn.ended_at or turn.began_at)
        if wrong or also:
            self.page.says.emit(wrong or also)
            return
        act = CorrectTurn(
            intervention=key,
            speaker=person.id if person.id != turn.speaker else None,
            began_at=began,
            ended_at=ended,
            invited=card.invited.isChecked(),
            why=card.why.text() if row.closed else "",
        )
        self.bridge.do(act, then=self._corrected)

    def _speaker(self, turn: Intervention, typed: str) -> Person | None:
        there = self.record.get(Person, turn.speaker)
        exact = self.record.where(Person, name=typed.strip())
        if there in exact:
            return there
        return exact[0] if len(exact) == 1 else self.page.person_meant(typed)

    def _corrected(self, news: News | None) -> None:
        self.card.forget()
        self.card.refill()
        self.card.line.setFocus()
        if news:
            self.page.says.emit(f"{news.entry.sentence}.")

    def _leave(self) -> None:
        self.page.put_over(None)
        self.page.to_capture()

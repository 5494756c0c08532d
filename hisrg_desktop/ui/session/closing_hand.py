"""Closing a sitting, as the session page does it: what is open, and the remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.decisions.statements import ReceiveStatement
from hisrg_desktop.meeting.floor.points import Rule
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting, named
from hisrg_desktop.meeting.roll.open_ends import OpenEnd, open_ends
from hisrg_desktop.ui.session.closing_card import ClosingCard, EndRow
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from hisrg_desktop.ui.session.page import SessionPage

SHORT = {
    "invitation": "record it",
    "presence": "mark present",
    "ruling": "rule…",
    "floor": "end",
    "queue": "take off",
    "statement": "receive…",
    "silence": "confirm",
    "proposal": "park",
    "parked": "come back",
}
"""What Enter does about each kind of thing, in a word or two."""

ASKS = {
    "statement": ("Put in the words of the statement", "The words of the statement:"),
    "ruling": ("Put in the chair's ruling", "The chair's ruling:"),
}
"""What is settled by words: what Enter does, and the question."""

WORDS = "words:"
"""What the key of a line begins with that stands for unfinished words."""


class ClosingHand(Hand):
    """Lists what is open, carries remedies out, closes the sitting."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._card: ClosingCard | None = None
        self._ends: dict[str, OpenEnd] = {}
        self._asked: OpenEnd | None = None

    @property
    def card(self) -> ClosingCard:
        """The card, made when it is first needed."""
        if self._card is None:
            self._card = ClosingCard(self.page.look)
            self._card.settle.connect(self._settle)
            self._card.close_wanted.connect(self.close)
            self._card.left.connect(self._leave)
        return self._card

    @property
    def is_open(self) -> bool:
        """Whether the card is shown."""
        return self._card is not None and self.page.over is self._card

    def do_closeSitting(self) -> None:
        """Show what is open; where nothing is, or the key is pressed again, close the sitting."""
        sitting = current_sitting(self.record)
        if sitting is None:
            self.page.says.emit(self.tr("No sitting is open."))
        elif self.is_open or not self._rows(sitting):
            self.close()
        else:
            self.page.go.emit("session", "")
            self._show(sitting)
            self.page.put_over(self.card)
            self.card.setFocus()

    def finish(self) -> bool:
        """Close the sitting, if its open ends are listed; whether they were."""
        return self.is_open and self.close()

    def close(self) -> bool:
        """Close the sitting that runs; whether there is one."""
        sitting = current_sitting(self.record)
        if sitting:
            self.bridge.do(CloseSitting(sitting=sitting.id), then=self._closed)
        return sitting is not None

    def show_record(self) -> None:
        """Show what is still open."""
        if self.is_open:
            sitting = current_sitting(self.record)
            if sitting:
                self._show(sitting)
            else:
                self._leave()

    def _show(self, sitting: Sitting) -> None:
        self.card.show_ends(named(sitting), self._rows(sitting))

    def _rows(self, sitting: Sitting) -> list[EndRow]:
        ends = open_ends(self.record, sitting.id)
        self._ends = {f"{end.kind}:{end.about}": end for end in ends}
        return [self._row(end) for end in ends] + self._unfinished()

    def _row(self, end: OpenEnd) -> EndRow:
        return EndRow(
            f"{end.kind}:{end.about}",
            end.must,
            end.words,
            self.tr(SHORT[end.kind]),
            end.remedy.sentence(self.record) if end.remedy else self.tr(ASKS[end.kind][0]),
        )

    def _unfinished(self) -> list[EndRow]:
        """The words typed and not yet taken down; they are kept, whether the sitting is closed or not."""
        kept = {one.slot: " ".join(one.text.split()) for one in self.bridge.desk.kept()}
        return [self._unfinished_row(slot, words) for slot, words in kept.items() if words]

    def _unfinished_row(self, slot: str, words: str) -> EndRow:
        if slot == "capture" or slot.startswith("line-"):
            begins = words if len(words) <= 60 else words[:57] + "…"
            told = self.tr("Words not taken down: “%1”").replace("%1", begins)
        else:
            told = self.tr("Words not finished in a form; they are in it when it is opened again")
        return EndRow(f"{WORDS}{slot}", False, told, self.tr("go to them"), self.tr("Go back to the words"))

    def _settle(self, key: str) -> None:
        if key.startswith(WORDS):
            self._leave()
        elif end := self._ends.get(key):
            if end.remedy:
                self.bridge.do(end.remedy)
            else:
                self._asked = end
                self.page.ask(self.tr(ASKS[end.kind][1]), [], self._answered)

    def _answered(self, text: str) -> None:
        end = self._asked
        assert end is not None
        ruling = end.kind == "ruling"
        self.bridge.do(
            Rule(point=end.about, ruling=text) if ruling else ReceiveStatement(statement=end.about, text=text)
        )
        self.card.setFocus()

    def _leave(self) -> None:
        self.page.put_over(None)
        self.page.to_capture()

    def _closed(self, _: object) -> None:
        """Put the card away."""
        self._leave()

"""Taking down what is said, as the session page does it: the capture line, notes, stored texts, off the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.acts import Together
from hisrg_desktop.meeting.comments.abbreviations import KeepAbbreviation, expansions, named, snippets
from hisrg_desktop.meeting.comments.capture import irregularity
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.completion import offers
from hisrg_desktop.meeting.comments.line import Understood, read
from hisrg_desktop.meeting.comments.off_the_record import GoOffTheRecord, off_the_record
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.hygiene import left_out
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.ui.session import taken_shown
from hisrg_desktop.ui.session.abbreviations import AbbreviationsForm
from hisrg_desktop.ui.session.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.session.page import SessionPage

NOTE = "/note "
"""What stands before the words of a note in scratch: whoever finds them there knows that they are private."""


class CaptureHand(Hand):
    """Takes the words of the capture line down, and gives them back where they cannot be."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self._lines = 0
        self._noting = False
        self._form: AbbreviationsForm | None = None

    def wire(self) -> None:
        """Connect the capture line."""
        line = self.page.capture
        line.typing.connect(self._typing)
        line.typed.connect(self._typed)
        line.finished.connect(self._finished)
        line.undo_wanted.connect(self.bridge.undo)
        line.redo_wanted.connect(self.bridge.redo)
        line.stored_wanted.connect(self._put_in_numbered)
        line.escape.connect(self._escape)

    def show_record(self) -> None:
        """Show for whom and where words are taken down now."""
        self.page.capture.set_expansions(self.record.derive(expansions))
        self._context()
        if self._form:
            self._form.show_record(self.record)

    @property
    def _today(self) -> date:
        return local(self.bridge.now).date()

    # --- what is shown while somebody types ------------------------------------------------------------------------

    def _context(self, said: Understood | None = None) -> None:
        """Show whose words these are and where they belong; or that they are nobody else's business."""
        off = off_the_record(self.record)
        self.page.capture.set_private(self._noting or off is not None)
        if off:
            self.page.capture.set_context(
                self.tr("off the record since %1").replace("%1", f"{local(off.began_at):%H:%M}")
            )
        elif self._noting:
            self.page.capture.set_context(self.tr("private note"))
        else:
            said = said or read(self.record, "")[0]
            person = self.record.find(Person, said.speaker)
            here = said.provision or said.block
            place = locator(self.record, here) if here else self.tr("debate")
            kind = said.kind if not said.asks or isinstance(said.asks, TakeNote) else self.tr("command")
            self.page.capture.set_context(person.initialled if person else self.tr("nobody"), place, kind)

    def _typed(self, letters: str, at: int) -> None:
        """Offer what the letters before the caret may be completed to."""
        private = self._noting or off_the_record(self.record) is not None
        found = (
            () if private and not letters.startswith("/") else offers(self.record, letters, len(letters), self._today)
        )
        self.page.capture.show_offers(taken_shown.offered(found, at))

    def _typing(self, text: str) -> None:
        self.bridge.keep("capture", f"{NOTE}{text}" if self._noting and text else text)
        if not text.strip() or self._noting:
            self.page.wording.emit("", "")
            self.page.capture.set_echo("")
            self._context()
            return
        said = read(self.record, text, self._today)
        self._context(said[0])
        self._tell_wording(said)
        self.page.capture.set_echo(taken_shown.echo(self.record, said, text[-200:]))

    def _tell_wording(self, said: Sequence[Understood]) -> None:
        """Say which wording is being typed; what is off the record is nobody else's business."""
        proposing = (one for one in said if one.proposes is not None and one.asks is None)
        there = next(proposing, None) if off_the_record(self.record) is None else None
        self.page.wording.emit(there.provision or "" if there else "", (there.proposes if there else "") or "")

    # --- finished words --------------------------------------------------------------------------------------------

    def _finished(self, text: str) -> None:
        """Take the words down. Until they are on record each entry is kept under a slot of its own."""
        self._tell_left_out(text)
        self.page.wording.emit("", "")
        self.page.capture.set_echo("")
        if self._noting:
            said = read(self.record, "")[0]
            note = TakeNote(text=text, person=said.speaker, block=said.block, provision=said.provision)
            self._do(note, f"{NOTE}{text}", text)
        else:
            self._take_down(text)
        self.bridge.keep("capture", "")
        self._context()

    def _take_down(self, text: str) -> None:
        """Do what the entries say: words first and as one act, then what commands ask for, in their order."""
        entries = read(self.record, text, self._today)
        words = [one for one in entries if not one.asks and not one.wants]
        if words:
            several = tuple(one.act() for one in words)
            source = "; ".join(one.source for one in words)
            self._do(several[0] if len(several) == 1 else Together(acts=several), source, source)
        for one in entries:
            if one.wants:
                self._carry_out(one)
            elif one.asks:
                self._do(one.asks, one.source, one.source)

    def _do(self, act: Act, kept: str, back: str) -> None:
        self._lines += 1
        slot = f"line-{self.bridge.now:%Y%m%dT%H%M%S%f}-{self._lines}"
        self.bridge.keep(slot, kept)
        self.bridge.do(act, scratch=slot, then=self._taken_down, otherwise=PutBack(self, slot, back))

    def _taken_down(self, news: News | None) -> None:
        """Offer to put right what is out of order about the words just taken down; they are on record already."""
        made = [c.after for c in news.changes if isinstance(c.after, Comment)] if news else []
        for comment in made:
            irregular = irregularity(self.record, comment)
            if irregular:
                self.page.offers.emit(irregular)

    def _tell_left_out(self, text: str) -> None:
        count = left_out(text)
        if count:
            words = self.tr("%1 characters that no document can carry were left out; the words are kept.")
            self.page.says.emit(words.replace("%1", str(count)))

    def put_back(self, slot: str, text: str, fault: object) -> None:
        """Give the words back that could not be taken down, and say why."""
        self.page.capture.put_back(text)
        self.keep_unfinished()
        self.bridge.keep(slot, "")
        self.page.object_to(fault)

    def keep_unfinished(self) -> None:
        """Keep the words in the line, also those typed since they were last kept."""
        text = self.page.capture.text
        self.bridge.keep("capture", f"{NOTE}{text}" if self._noting and text else text)

    def put_back_kept(self) -> None:
        """Offer the words that were unfinished when the program ended; a note among several is kept as a note at once.

        Words of a form are its own affair: they stay kept until it is opened again.
        """
        kept = [one for one in self.bridge.desk.kept() if self.bridge.unfinished(one.slot)]
        mine = [one for one in kept if one.slot == "capture" or one.slot.startswith("line-")]
        for one in sorted(mine, key=lambda k: (k.slot == "capture", k.slot)):
            if one.text.startswith(NOTE) and len(mine) > 1:
                self._do(TakeNote(text=one.text.removeprefix(NOTE)), one.text, one.text)
            else:
                self.page.capture.put_back(one.text)
            if one.slot != "capture":
                self.bridge.keep(one.slot, "")
        if mine:
            self.bridge.keep("capture", self.page.capture.text)
            self.page.says.emit(
                self.tr("The words that were not yet taken down when the program ended are in the line again.")
            )
        elif kept:
            self.page.says.emit(
                self.tr(
                    "Words that were not finished when the program ended are in their form when it is opened again."
                )
            )

    # --- notes, and off the record ---------------------------------------------------------------------------------

    def do_privateNote(self) -> None:
        """Write a private note, or write for the record again; the words in the line stay."""
        self._noting = not self._noting
        self.keep_unfinished()
        self._context()
        self.page.to_capture()

    def do_offTheRecord(self) -> None:
        """Go off the record, or come back."""
        self.bridge.do(GoOffTheRecord())
        self.page.to_capture()

    def _escape(self) -> None:
        """Look at what the room is on; on an empty line a private note ends as well."""
        if self._noting and not self.page.capture.text:
            self.do_privateNote()
        self.page.back_to_active()

    # --- what only a window can do ---------------------------------------------------------------------------------

    def _carry_out(self, said: Understood) -> None:
        if said.wants == "agreed":
            self._prepare(said)
        elif said.wants == "s":
            self._stored(said)
        elif "=" in said.words:
            self._keep_abbreviation(said, "abbreviation")
        else:
            self.do_abbreviations()

    def _prepare(self, said: Understood) -> None:
        """Prepare the decision; words that were typed are those that are read out."""
        if not self.page.looked:
            self.page.capture.put_back(said.source)
            self.page.says.emit(self.tr("No place of the text is active; go to one with Ctrl+G, then decide."))
            return
        self.page.deciding.do_declare()
        if said.words:
            self.page.deciding.form.words.setPlainText(said.words)

    def _stored(self, said: Understood) -> None:
        """Put a stored text in, or store one; a name that is none stays in the line."""
        if "=" in said.words:
            self._keep_abbreviation(said, "snippet")
            return
        there = named(self.record, said.words, "snippet")
        if there:
            self._put_in(there.text)
        elif said.words:
            self.page.capture.put_back(said.source)
            self.page.says.emit(self.tr("No stored text is called “%1”.").replace("%1", said.words))
        else:
            self.do_abbreviations()

    def _keep_abbreviation(self, said: Understood, use: str) -> None:
        short, _, text = said.words.partition("=")
        fields = {"short": short.strip(), "text": text.strip(), "use": use}
        self._do(KeepAbbreviation.model_validate(fields), said.source, said.source)

    def _put_in_numbered(self, number: int) -> None:
        stored = self.record.derive(snippets)
        if number < len(stored):
            self._put_in(stored[number].text)
        else:
            self.page.says.emit(self.tr("There is no stored text %1.").replace("%1", str(number + 1)))

    def _put_in(self, text: str) -> None:
        self.page.to_capture()
        self.page.capture.editor.insert_words(text)

    def do_abbreviations(self) -> None:
        """Show the abbreviations and stored texts, or put them away."""
        if self._form is None:
            self._form = AbbreviationsForm(self.page.look, self.bridge)
            self._form.left.connect(self.page.to_capture)
            self.page.make_room_for(self._form)
        if self._form.isVisible():
            self._form.leave()
        else:
            self._form.show_record(self.record)
            self._form.enter()


class PutBack:
    """Gives words back to the line when they could not be taken down."""

    def __init__(self, hand: CaptureHand, slot: str, text: str) -> None:
        self._hand, self._slot, self._text = hand, slot, text

    def __call__(self, fault: object) -> None:
        self._hand.put_back(self._slot, self._text, fault)

"""Proposing other words: a provision edited in place becomes a proposal of whoever has the floor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hisrg_desktop.meeting.comments.alternatives import SetAlternatives
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.in_short import in_short
from hisrg_desktop.meeting.comments.line import meant
from hisrg_desktop.meeting.comments.proposals import AmendProposal, Proposal, anew, standing_of, would_read
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.redline.pieces import Mark
from hisrg_desktop.meeting.redline.rebase import rebase
from hisrg_desktop.meeting.text.marked import author_of, tabled_here
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import AGREED, Provision
from hisrg_desktop.ui.widgets.wording import Edited, WordingEditor

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.bridge import Heard
    from hisrg_desktop.ui.page import Page

SLOT = "edit/"
"""How the slots begin under which unfinished wordings are kept."""


class Proposing(QObject):
    """Edits provisions of a page in place. Unfinished words stay under a slot of their own and are never lost.

    Signals:
        shown: an editor was opened or put away.
        tabled: what was edited is on record; carries the provision.
        compared: what was edited stands among the alternatives; carries the provision.
    """

    shown = Signal()
    tabled = Signal(str)
    compared = Signal(str)

    def __init__(self, page: Page, editor: WordingEditor, name: str) -> None:
        super().__init__(page)
        self._page = page
        self._editor = editor
        self._name = name
        self._unfinished: dict[str, str] = {}
        self._going = ""
        self._seen = ""
        editor.typing.connect(self._typing)
        editor.tabled.connect(self.finish)
        editor.beside.connect(self.as_alternative)
        editor.left.connect(self.leave)

    @property
    def _record(self) -> Record:
        return self._page.record

    @property
    def is_open(self) -> bool:
        """Whether something is being edited where it is seen."""
        return self._editor.edited is not None and not self._editor.isHidden()

    def has_keyboard(self) -> bool:
        """Whether the person types in the editor."""
        focus = self._editor.window().focusWidget()
        return focus is not None and self._editor.isAncestorOf(focus)

    # --- beginning and leaving --------------------------------------------------------------------------------------

    def start(self, provision: str, proposal: str = "", words: str | None = None, *, beside: bool = False) -> None:
        """Edit a provision, or an open proposal on it; unfinished words typed earlier are there again.

        With `words` it begins with these; `beside` sets them among the alternatives when they are finished.
        """
        edits_it = self.is_open and self._editor.edited and self._editor.edited.provision == provision
        if edits_it and not proposal and words is None:
            self._editor.words.setFocus()
            return
        self._put_by()
        edited = self._edited(provision, proposal, words)
        if beside:
            title = self.tr("Alternative in %1").replace("%1", locator(self._record, provision))
            edited = replace(edited, title=title, beside=True)
        kept = self._unfinished.get(self._slot(edited))
        self._editor.edit(edited, self._names(), kept)
        if kept:
            self._page.says.emit(self.tr("These are the words you left unfinished; “Start again” drops them."))
        self.shown.emit()

    def _edited(self, key: str, amends: str, words: str | None) -> Edited:
        record = self._record
        provision = record.get(Provision, key)
        proposal = record.find(Proposal, amends)
        place = locator(record, key)
        if proposal is None:
            sponsor = self._speaker()
            title = self.tr("Proposal on %1").replace("%1", place)
            mark = Mark(sponsor or self.tr("proposed"), self._page.bridge.now, sponsor, agreed=False)
            standing, starts = provision.text, provision.text if words is None else words
        else:
            sponsor = author_of(record, proposal.sponsor, proposal.by) if proposal.sponsor else proposal.by
            title = self.tr("%1 on %2, amended").replace("%1", proposal.number).replace("%2", place)
            mark = Mark(sponsor, proposal.at, proposal.number, agreed=False)
            sponsor = self._speaker() or sponsor
            standing = provision.text if proposal.operation == "replace" else proposal.after
            starts = anew(record, proposal) if words is None else words
        return Edited(key, standing, starts, title, mark, sponsor, amends, self._note(provision, proposal))

    def _note(self, provision: Provision, proposal: Proposal | None) -> str:
        if provision.state in AGREED:
            return self.tr("It is %1; for a decision on it the chair reopens it first.").replace("%1", provision.state)
        if provision.state == "deleted":
            return self.tr("It has been deleted.")
        if proposal and standing_of(self._record, proposal) == "conflicts":
            return self.tr(
                "The text has changed since: these are the proposal’s words on today’s text. Read them again."
            )
        return ""

    def _speaker(self) -> str:
        there = running(self._record)
        return self._record.get(Person, there.speaker).name if there else ""

    def _names(self) -> list[str]:
        return sorted(person.name for person in people(self._record))

    def leave(self) -> None:
        """Put the editor away; words that differ from the text are kept for later."""
        edited = self._editor.edited
        if edited is None:
            return
        changed = self._editor.is_changed
        self._put_by()
        self.shown.emit()
        if changed:
            self._page.says.emit(
                self.tr("The wording of %1 is kept; F5 there goes on with it.").replace(
                    "%1", locator(self._record, edited.provision)
                )
            )

    def _put_by(self) -> None:
        """Keep what is in the editor, if it differs from what it began with, and put the editor away."""
        edited = self._editor.edited
        if edited is None:
            return
        self._editor.tell()
        slot = self._slot(edited)
        if self._editor.is_changed:
            self._keep(slot, self._editor.words.toPlainText())
        else:
            self._keep(slot, "")
        self._editor.put_away()

    def follow(self) -> None:
        """Show the words against today's text, where that was changed while they were typed; the words stay."""
        edited = self._editor.edited
        provision = self._record.find(Provision, edited.provision) if edited else None
        if edited is None or provision is None or self._wants_other(edited):
            return
        if provision.text not in (edited.standing, self._seen):
            self._seen = provision.text
            note = self.tr("The text was changed while you typed. It reads now: “%1”").replace("%1", provision.text)
            self._editor.follow(replace(edited, note=note))

    def _wants_other(self, edited: Edited) -> bool:
        """Whether something else than other words for the provision is edited, such as the text of a new one."""
        proposal = self._record.find(Proposal, edited.proposal)
        return proposal is not None and proposal.operation != "replace"

    def _on_todays_text(self, edited: Edited) -> str | None:
        """The words as they are meant on today's text; None where somebody has changed the same words, which is said."""
        words = self._editor.text
        text = self._record.get(Provision, edited.provision).text
        if edited.standing == text or self._wants_other(edited):
            return words
        carried = rebase(edited.standing, words, text)
        if carried is None:
            self._editor.follow(replace(edited, standing=text, note=self._note_of_conflict()))
            self._page.says.emit(self.tr("Read the words again: the text was changed in the same place meanwhile."))
        return carried

    def _note_of_conflict(self) -> str:
        return self.tr(
            "The same words were changed while you typed. Beneath is your wording against today’s text; "
            "Ctrl+Enter tables it as it is."
        )

    # --- what is kept -----------------------------------------------------------------------------------------------

    def _slot(self, edited: Edited) -> str:
        return f"{SLOT}{self._name}/{edited.provision}/{edited.proposal}"

    def _typing(self, words: str) -> None:
        if self._editor.edited is not None:
            self._keep(self._slot(self._editor.edited), words)

    def _keep(self, slot: str, words: str) -> None:
        if words or slot in self._unfinished:
            self._page.bridge.keep(slot, words)
        if words:
            self._unfinished[slot] = words
        else:
            self._unfinished.pop(slot, None)

    def keep_unfinished(self) -> None:
        """Keep the words in the editor, also those typed since they were last kept."""
        if self._editor.edited is not None and self._editor.is_changed:
            self._keep(self._slot(self._editor.edited), self._editor.words.toPlainText())

    def put_back_kept(self) -> str:
        """Put back what was being edited when the program ended; the provision it was in, or nothing."""
        found = ""
        for kept in self._page.bridge.desk.kept():
            parts = kept.slot.split("/")
            if not kept.slot.startswith(f"{SLOT}{self._name}/") or len(parts) != 4:
                continue
            provision, proposal = self._record.find(Provision, parts[2]), self._record.find(Proposal, parts[3])
            if provision is None:
                continue
            self._unfinished[kept.slot] = kept.text
            still = proposal is not None and proposal.state in UNDECIDED
            if parts[3] and not still:
                self._unfinished[f"{SLOT}{self._name}/{provision.id}/"] = kept.text
            found = provision.id
            self.start(provision.id, parts[3] if still else "")
        if found:
            words = self.tr("The wording of %1 that was not yet tabled when the program ended is there again.")
            self._page.says.emit(words.replace("%1", locator(self._record, found)))
        return found

    # --- finishing --------------------------------------------------------------------------------------------------

    def finish(self) -> bool:
        """Table what is edited; whether anything was being edited."""
        edited = self._editor.edited
        if edited is None or not self.is_open:
            return False
        if edited.beside:
            self.as_alternative()
            return True
        sponsor = self._sponsor()
        if sponsor is None:
            return True
        words = self._on_todays_text(edited)
        if words is None:
            return True
        if edited.proposal:
            self._do(AmendProposal(proposal=edited.proposal, after=words, by=sponsor or None))
        elif words == self._record.get(Provision, edited.provision).text:
            self._page.says.emit(self.tr("The words are as they stand; change them first."))
        else:
            self._do(
                TakeDown(
                    text=in_short(edited.standing, self._editor.text),
                    speaker=sponsor or None,
                    provision=edited.provision,
                    kind="proposal",
                    proposes=words,
                )
            )
        return True

    def as_alternative(self) -> None:
        """Set what is edited beside the open proposals, or beside the text as it stands where there are none."""
        edited = self._editor.edited
        sponsor = self._sponsor()
        words = self._on_todays_text(edited) if edited is not None and sponsor is not None else None
        if edited is None or words is None:
            return
        beside = before_the_room(self._record, edited.provision)
        stands = words == self._record.get(Provision, edited.provision).text
        known = stands or any(would_read(self._record, self._record.get(Proposal, key)) == words for key in beside)
        self._do(
            SetAlternatives(
                provision=edited.provision,
                proposals=beside,
                keeping=not beside or stands or (known and len(beside) == 1),
                wording=None if known else words,
                by=sponsor or None,
            ),
            self._set_beside,
        )

    def _sponsor(self) -> str | None:
        """Who proposes it; empty if nobody is named, None if it cannot be told who is meant, which is said."""
        typed = self._editor.sponsor.text().strip()
        if not typed:
            return ""
        found = meant(self._record, typed)
        if len(found) == 1:
            return found[0].id
        others = ", ".join(person.name for person in found[:5])
        words = self.tr("“%1” could be %2.") if others else self.tr("Nobody is called “%1”.")
        self._page.says.emit(words.replace("%1", typed).replace("%2", others))
        self._editor.sponsor.setFocus()
        return None

    def _do(self, act: Act, then: Heard | None = None) -> None:
        assert self._editor.edited is not None
        slot = self._slot(self._editor.edited)
        self._keep(slot, self._editor.words.toPlainText())
        self._going = slot
        self._page.bridge.do(act, scratch=slot, then=then or self._done)

    def _done(self, _: object) -> None:
        """The words are on record; put the editor away, unless it holds others by now."""
        slot, self._going = self._going, ""
        edited = self._editor.edited
        self._unfinished.pop(slot, None)
        if edited is not None and self._slot(edited) == slot:
            self._editor.put_away()
            self.shown.emit()
            self.tabled.emit(edited.provision)

    def _set_beside(self, answer: object) -> None:
        provision = self._editor.edited.provision if self._editor.edited else ""
        self._done(answer)
        if provision and self._editor.edited is None:
            self.compared.emit(provision)


def competing(record: Record, provision: str) -> tuple[str, ...]:
    """The open proposals of other words for a provision that still apply, oldest first."""
    return tuple(
        p.id
        for p in record.where(Proposal, provision=provision)
        if p.state in UNDECIDED and p.operation == "replace" and standing_of(record, p) == "applies"
    )


def before_the_room(record: Record, provision: str) -> tuple[str, ...]:
    """The competing wordings that the room has before it; written ones only where there is nothing else."""
    proposals = competing(record, provision)
    here = {p.id for p in tabled_here(record, record.get(Provision, provision))}
    return tuple(key for key in proposals if key in here) or proposals

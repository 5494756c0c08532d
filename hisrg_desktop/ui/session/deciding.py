"""What the form for decisions starts from, and how its words survive: read from the record, written as text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, would_read
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.objections import Objection, unresolved
from hisrg_desktop.meeting.decisions.silence import silence_on, silence_words
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Headcount, members_present
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.carrying import in_words
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision, Text
from hisrg_desktop.ui.text.merged import MergedWording

SLOT = "decision-"
"""Unfinished decisions are kept in slots of this beginning, one for each thing that is decided."""


@dataclass(frozen=True, slots=True)
class NonConsent:
    """A member who does not simply consent."""

    person: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A decision as far as it has been prepared: what is decided, the words, and who does not consent.

    `seen` says that the form stood open; `call` are the letters in the line for those who do not consent; `way` the
    way out that was taken last; `until` is when silence ends, as typed; `made` are the words that followed from the
    record when they were edited.
    """

    subject: str
    words: str = ""
    made: str = ""
    method: str = "consensus"
    settles: bool = False
    positions: tuple[NonConsent, ...] = field(default=())
    hands: str = ""
    call: str = ""
    way: str = ""
    footnote: str = ""
    until: str = ""
    seen: bool = True

    def kept(self) -> str:
        """The decision as words that can be kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def words_on(self, made: str) -> tuple[str, bool]:
        """The words for what follows from the record now, and whether they are older than it and are to be read again."""
        if self.made == made or not made:
            return self.words, False
        if self.words == self.made or self.way in ("amended", "bracketed"):
            return made, False
        return self.words, True

    @classmethod
    def read(cls, kept: str) -> Unfinished | None:
        """The decision from kept words; None where they are not one."""
        try:
            fields = json.loads(kept)
            positions = tuple(NonConsent(**held) for held in fields.pop("positions", ()))
            return cls(**fields, positions=positions)
        except (ValueError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the form shows of the record: the thing decided, by name and place, and the members who may answer.

    Where silence runs on it, `silence` is its key and `silent` says how it stands.
    """

    subject: str
    title: str
    place: str
    proposal: str = ""
    provision: str = ""
    block: str = ""
    adopts: str = ""
    merged: MergedWording | None = None
    words: str = ""
    present: str = ""
    members: tuple[tuple[str, str], ...] = ()
    objecting: tuple[tuple[str, str], ...] = ()
    silence: str = ""
    silent: str = ""

    @property
    def may_settle(self) -> bool:
        """Whether the place can be agreed as it then stands."""
        return bool(self.provision or self.block) and not self.adopts


def prepared(record: Record, subject: str, at: datetime) -> Prepared:
    """What is decided under this key: a proposal, a provision, a block, a text, or with no key something without a place."""
    merged = MergedWording.read(subject)
    if merged:
        return with_room(record, _on_merged(record, subject, merged), at)
    proposal, provision = record.find(Proposal, subject), record.find(Provision, subject)
    block, text = record.find(Block, subject), record.find(Text, subject)
    if proposal:
        provision = record.get(Provision, proposal.provision)
    place = label(record, provision.id if provision else block.id if block else "") if provision or block else ""
    named = f"Block {place}" if block and place else place
    made = Prepared(
        subject,
        proposal.number if proposal else text.name if text else named,
        named,
        proposal=proposal.id if proposal else "",
        provision=provision.id if provision else "",
        block=block.id if block else "",
        adopts=text.id if text else "",
        words=words_for(record, proposal, text) or last_summing_up(record, subject),
    )
    return with_room(record, made, at)


def _on_merged(record: Record, subject: str, merged: MergedWording) -> Prepared:
    """The decision on several proposals in one wording."""
    place = label(record, merged.provision)
    numbers = ", ".join(record.get(Proposal, key).number for key in merged.proposals)
    words = f"The Group agrees that {place} reads: “{merged.text}”"
    return Prepared(subject, numbers, place, provision=merged.provision, merged=merged, words=words)


def with_room(record: Record, made: Prepared, at: datetime) -> Prepared:
    """The same with who is in the room now, and the objections on record."""
    sitting = current_sitting(record)
    there = members_present(record, sitting.id, at) if sitting else []
    count = Headcount(record, sitting.id, at) if sitting else None
    members = sorted(((p, record.get(Person, p).name) for p in there), key=lambda pair: pair[1])
    objecting = tuple((o.id, objection_words(record, o)) for o in objections_to(record, made))
    present = f"{count.members} of {count.of} members present" if count else "no sitting is open"
    made = replace(made, members=tuple(members), objecting=objecting, present=present)
    silence = silence_on(record, proposals_of(made), made.provision or None, made.block or None)
    if silence is None:
        return replace(made, silence="", silent="")
    breaks = ". One objection breaks it." if at < silence.until else "."
    silent = f"Silence {silence_words(record, silence, at)}{breaks}"
    return replace(made, silence=silence.id, words=silence.words, silent=silent)


def proposals_of(made: Prepared) -> tuple[str, ...]:
    """The proposals that are decided: those merged into one wording, the one, or none."""
    return made.merged.proposals if made.merged else (made.proposal,) if made.proposal else ()


def objections_to(record: Record, made: Prepared) -> list[Objection]:
    """The objections on record that stand in the way of what is decided."""
    if made.proposal:
        return unresolved(record, (made.proposal,))
    if made.merged:
        return unresolved(record, made.merged.proposals)
    if made.provision:
        return [o for o in unresolved(record, (), made.provision) if o.proposal is None]
    return [o for o in unresolved(record, (), None, made.block) if o.proposal is None] if made.block else []


def objection_words(record: Record, objection: Objection) -> str:
    """Who objects and why."""
    name = record.get(Person, objection.person).name
    return f"{name} objects: {objection.reason}" if objection.reason else f"{name} objects"


def words_for(record: Record, proposal: Proposal | None, text: Text | None = None) -> str:
    """The words to read out that follow from a proposal, or from the adoption of a text."""
    if text:
        return f"The Group adopts the {text.name} as a whole."
    if proposal is None:
        return ""
    place = label(record, proposal.provision)
    whole = record.find(Block, proposal.target) is not None
    if proposal.operation == "replace":
        return f"The Group agrees that {place} reads: “{would_read(record, proposal) or proposal.after}”"
    if proposal.operation == "insert" and not whole:
        return f"The Group agrees to insert after {place}: “{proposal.after}”"
    if proposal.operation == "delete" and not whole:
        return f"The Group agrees to delete {place}."
    if proposal.operation == "add footnote":
        return f"The Group agrees to add a footnote to {place}: “{proposal.after}”"
    words = in_words(record, proposal)
    return f"The Group agrees to {words[0].lower()}{words[1:]}."


def quoted(words: str) -> str | None:
    """The wording that is read out within the words of a decision; None where none is quoted."""
    start, end = words.find("“"), words.rfind("”")
    return words[start + 1 : end] if 0 <= start < end else None


def last_summing_up(record: Record, place: str) -> str:
    """The words in which the chair last summed up on this place since something was decided there; empty without any."""
    sitting = current_sitting(record)
    if sitting is None or sitting.opened_at is None:
        return ""
    decided = [d.declared_at for d in record.where(Decision, sitting=sitting.id) if place in (d.provision, d.block, "")]
    since = max([sitting.opened_at, *decided])
    said = [c for c in record.where(Comment, kind="summing-up") if not c.struck and c.at >= since]
    here = [c for c in said if not place or place in (c.provision, c.block)]
    return here[-1].text if here else ""


def active_place(record: Record) -> str:
    """The provision, else the block, that the room is on."""
    at = now(record)
    return (at.provision or at.block or "") if at else ""

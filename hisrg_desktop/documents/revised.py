"""The revised draft inside the Word file it came from: a redline with the margin comments, and the clean text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hisrg_desktop.documents.attribution import Attribution, Names, initials
from hisrg_desktop.documents.head import last_change, place_of, sentence
from hisrg_desktop.documents.word import proof, splice
from hisrg_desktop.documents.word.margin import Margin, Reply
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import DeletedParagraph, Edit, InsertedParagraph, NotSpliced, ParagraphEdit
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support, open_proposals, would_read
from hisrg_desktop.meeting.comments.received import Disposition, proposal_of
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.compose import without
from hisrg_desktop.meeting.redline.diff import Hunk, hunks
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece, after, before
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart
from hisrg_desktop.meeting.text.marked import agreed_pieces, proposed, with_proposals
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision, Text, blocks, provisions_of

Which = Literal["agreed", "proposals"]
GROUP_INITIALS = "WG"


def redline(record: Record, draft: Draft, original: bytes, *, which: Which = "agreed", names: Names = "full") -> bytes:
    """The draft's Word file with what was agreed since (and, if asked, what is proposed) as tracked changes.

    Proved before it is handed out: accepted it reads as the working text, rejected as the draft. `NotSpliced` says which
    provision cannot be written.
    """
    revision = _Revision(record, draft, original, which, names)
    return splice.redline(original, revision.edits(), revision.margins(), _titles(record, draft, "redline"))


def clean(record: Record, draft: Draft, original: bytes) -> bytes:
    """The draft's Word file as the working text reads now, without marks of ours."""
    revision = _Revision(record, draft, original, "agreed", "none")
    return splice.clean(original, revision.edits(), _titles(record, draft, "text"))


def _titles(record: Record, draft: Draft, what: str) -> Properties:
    text = record.find(Text, draft.in_text)
    name = text.name if text else draft.label
    return Properties(f"{name} – {what}", group_name(record), last_change(record), draft.reference)


@dataclass(slots=True)
class _Place:
    """Where a part of the text stands in the Word file: its paragraph, what it reads there, and what is typed before it."""

    paragraph: int
    drafted: str
    typed: str = ""


class _Revision:
    """The edits and margin comments that make the revised draft of the draft's Word file."""

    def __init__(self, record: Record, draft: Draft, original: bytes, which: Which, names: Names) -> None:
        self._record, self._which, self._names = record, which, names
        self._attribution = Attribution(record, names)
        self._group = group_name(record)
        self._standing: dict[str, list[Proposal]] = {}
        read = proof.lines(original, "accepted")
        self._places = {
            part.part: _Place(part.paragraph, part.text, _typed(read[part.paragraph].text, part))
            for part in record.where(DraftPart, draft=draft.id)
            if 0 <= part.paragraph < len(read)
        }

    # --- the edits -------------------------------------------------------------------------------------------------

    def edits(self) -> list[Edit]:
        """Every change, in the order of the text."""
        return [edit for block in self._record.derive(blocks) for edit in self._of_block(block)]

    def _of_block(self, block: Block) -> Iterator[Edit]:
        """The changes below one heading; what was inserted follows the paragraph that stands before it."""
        last = self._places.get(block.id)
        for provision in provisions_of(self._record, block.id):
            place = self._places.get(provision.id)
            if place is None:
                yield from self._new(provision, last)
            else:
                last = place
                yield from self._changed(provision, place)
            yield from self._proposed_after(provision, last)

    def _changed(self, provision: Provision, place: _Place) -> Iterator[Edit]:
        pieces = self._pieces(provision)
        if before(pieces) != place.drafted:
            raise NotSpliced(f"{self._named(provision)} does not begin with the words of the draft.")
        if all(p.inserted is None and p.deleted is None for p in pieces):
            return
        if not after(pieces) and all(p.inserted is None for p in pieces):
            yield DeletedParagraph(place.paragraph, next(p.deleted for p in pieces if p.deleted))
            return
        yield ParagraphEdit(place.paragraph, pieces, len(place.typed))

    def _new(self, provision: Provision, last: _Place | None) -> Iterator[Edit]:
        pieces = self._pieces(provision)
        if not after(pieces):
            return
        if last is None:
            raise NotSpliced(f"{self._named(provision)} was inserted where the Word file has no paragraph before it.")
        like = self._like(provision) or last
        mark = next(p.inserted for p in pieces if p.inserted)
        yield InsertedParagraph(last.paragraph, like.paragraph, (*self._number(provision, like, mark), *pieces), mark)

    def _proposed_after(self, provision: Provision, last: _Place | None) -> Iterator[Edit]:
        """The new provisions that are proposed to follow this one."""
        if self._which == "agreed" or last is None:
            return
        for proposal in open_proposals(self._record, provision.id):
            if proposal.operation == "insert":
                (piece,) = self._masked((Piece(proposal.after, proposed(self._record, proposal)),))
                like = self._places.get(provision.id) or last
                yield InsertedParagraph(last.paragraph, like.paragraph, (piece,), piece.inserted)

    def _pieces(self, provision: Provision) -> tuple[Piece, ...]:
        standing = self._side_by_side(provision)
        pieces = (
            with_proposals(self._record, provision, standing) if standing else agreed_pieces(self._record, provision)
        )
        return self._masked(tuple(p for p in pieces if p.text))

    def _side_by_side(self, provision: Provision) -> list[Proposal]:
        """The open proposals that stand in the text together; of two that touch the same words, or want the same, the first."""
        if provision.id not in self._standing:
            self._standing[provision.id] = self._chosen(provision)
        return self._standing[provision.id]

    def _chosen(self, provision: Provision) -> list[Proposal]:
        if self._which == "agreed" or provision.state == "deleted":
            return []
        kept: list[Proposal] = []
        taken: set[Hunk] = set()
        for proposal in open_proposals(self._record, provision.id):
            text = would_read(self._record, proposal) if proposal.operation != "insert" else None
            wanted = set(hunks(provision.text, text)) if text is not None else set()
            if wanted and not wanted & taken:
                kept.append(proposal)
                taken |= wanted
        readings = [(would_read(self._record, p) or "", proposed(self._record, p)) for p in kept]
        hidden = {collision.mark.reference for collision in overlay(provision.text, readings).collisions}
        return [p for p in kept if p.number not in hidden]

    def _masked(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return without(pieces, self._group) if self._names == "none" else pieces

    def _like(self, provision: Provision) -> _Place | None:
        """The nearest neighbour at the same level, whose look and numbering the new provision takes."""
        siblings = [p for p in provisions_of(self._record, provision.block) if p.parent == provision.parent]
        at = siblings.index(provision)
        near = [*reversed(siblings[:at]), *siblings[at + 1 :]]
        return next((place for p in near if (place := self._places.get(p.id))), None)

    def _number(self, provision: Provision, like: _Place, mark: Mark) -> tuple[Piece, ...]:
        """The number typed before a new provision, where the draft types its numbers."""
        if not like.typed.strip():
            return ()
        space = like.typed[len(like.typed.rstrip()) :] or " "
        return (Piece(label(self._record, provision.id) + space, mark),)

    def _named(self, provision: Provision) -> str:
        return place_of(self._record, provision.id)

    # --- the margin ------------------------------------------------------------------------------------------------

    def margins(self) -> list[Margin]:
        """The comments that have a place in the text, each at its paragraph; support and opposition as replies."""
        answers = {s.comment: s.proposal for s in self._record.each(Support) if s.comment}
        replies: dict[str, list[Comment]] = {}
        for key, proposal in answers.items():
            comment = self._record.find(Comment, key)
            asked = self._record.find(Proposal, proposal)
            if comment and asked and not comment.struck and asked.comment != key:
                replies.setdefault(asked.comment, []).append(comment)
        under = {c.id for some in replies.values() for c in some}
        found = [
            (paragraph, comment)
            for comment in self._record.each(Comment)
            if not comment.struck and comment.id not in under and (paragraph := self._paragraph(comment)) is not None
        ]
        found.sort(key=lambda pair: (pair[0], pair[1].at, pair[1].id))
        return [self._margin(paragraph, c, replies.get(c.id, [])) for paragraph, c in found]

    def _paragraph(self, comment: Comment) -> int | None:
        """The paragraph a comment stands on; for a provision inserted since the draft, the one before it."""
        place = self._places.get(comment.provision or comment.block or "")
        if place is None and comment.provision:
            place = self._preceding(comment.provision)
        return place.paragraph if place else None

    def _preceding(self, key: str) -> _Place | None:
        provision = self._record.find(Provision, key)
        if provision is None:
            return None
        last = self._places.get(provision.block)
        for other in provisions_of(self._record, provision.block):
            if other.id == key:
                return last
            last = self._places.get(other.id, last)
        return last

    def _margin(self, paragraph: int, comment: Comment, replies: list[Comment]) -> Margin:
        author = self._attribution.full_author(comment)
        there = self._record.find(Disposition, comment.id)
        decided = there is not None and there.decided is not None
        return Margin(
            paragraph=paragraph,
            start=0,
            end=0,
            author=author,
            initials=self._initials(author),
            at=comment.at,
            text=tuple(filter(None, self._words(comment, there))),
            resolved=decided,
            replies=tuple(self._reply(reply) for reply in sorted(replies, key=lambda c: (c.at, c.id))),
        )

    def _words(self, comment: Comment, there: Disposition | None) -> Iterator[str]:
        yield " · ".join(filter(None, (self._attribution.number(comment), self._attribution.author(comment))))
        yield comment.text
        proposal = proposal_of(self._record, comment.id)
        if proposal:
            yield proposal_words(proposal, self._shown(proposal))
        yield disposition_words(self._record, there)

    def _shown(self, proposal: Proposal) -> bool:
        """Whether the proposed words stand in the text as tracked changes; where they do not, the margin has them."""
        if proposal.state in ("agreed", "agreed as amended"):
            return True
        if self._which == "agreed" or proposal.state not in UNDECIDED:
            return False
        provision = self._record.get(Provision, proposal.provision)
        return proposal.operation == "insert" or proposal in self._side_by_side(provision)

    def _reply(self, comment: Comment) -> Reply:
        author = self._attribution.full_author(comment)
        stance = {"support": "Supports.", "oppose": "Opposes."}.get(comment.kind, "")
        lines = (" · ".join(filter(None, (self._attribution.number(comment), self._attribution.author(comment)))),)
        said = comment.text or stance
        return Reply(author, self._initials(author), comment.at, (*lines, said) if said else lines)

    def _initials(self, author: str) -> str:
        return GROUP_INITIALS if author == self._group else initials(author)


def _typed(read: str, part: DraftPart) -> str:
    """What stands in the paragraph before the words the draft reader took: a typed number and the space after it."""
    at = read.find(part.text) if part.text else -1
    if at >= 0:
        return read[:at]
    start = len(read) - len(read.lstrip())
    number = part.label
    if number and read.startswith(number, start) and not part.text.startswith(number):
        end = start + len(number)
        return read[: end + len(read[end:]) - len(read[end:].lstrip(" .)\t\u00a0"))]
    return ""


def proposal_words(proposal: Proposal, shown: bool) -> str:
    """What a proposal asks for and what became of it, in a line."""
    what = f"{proposal.number}, {proposal.state}"
    return f"{what}." if shown else f"{what}: {change_words(proposal)}"


def change_words(proposal: Proposal) -> str:
    """The change as the room would say it: “old” → “new”."""
    if proposal.operation == "delete":
        return "delete the provision."
    if proposal.operation == "insert":
        return f"insert “{proposal.after}”"
    changes = []
    for hunk in hunks(proposal.before, proposal.after):
        old, new = proposal.before[hunk.start : hunk.end].strip(), hunk.text.strip()
        lead = proposal.before[: hunk.start].split()[-3:]
        if old and new:
            changes.append(f"“{old}” → “{new}”")
        elif old:
            changes.append(f"delete “{old}”")
        else:
            changes.append(f"after “{' '.join(lead)}” insert “{new}”" if lead else f"at the beginning insert “{new}”")
    return "; ".join(changes)


def disposition_words(record: Record, there: Disposition | None) -> str:
    """What became of a comment, the decision it rests on and the reason; empty while nothing is decided."""
    if there is None or there.decided is None:
        return ""
    decision = record.find(Decision, there.decision)
    word = there.decided.capitalize() + (f" ({decision.number})" if decision else "")
    return " ".join(filter(None, (f"{word}.", sentence(there.observation))))

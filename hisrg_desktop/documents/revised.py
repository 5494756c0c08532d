"""The revised draft inside the Word file it came from: a redline with the margin comments, and the clean text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import normalize

from hisrg_desktop.documents.anchors import coming_and_going, drafted, marked_at
from hisrg_desktop.documents.attribution import Attribution, Names, initials
from hisrg_desktop.documents.head import last_change, place_of, sentence
from hisrg_desktop.documents.outline import Status
from hisrg_desktop.documents.standing import Unit, in_place, units
from hisrg_desktop.documents.word import package, reading, splice, story
from hisrg_desktop.documents.word.margin import Margin, Reply
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.splice import (
    DeletedParagraph,
    Edit,
    InsertedParagraph,
    NotePut,
    NotSpliced,
    ParagraphEdit,
)
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support, open_proposals, would_read
from hisrg_desktop.meeting.comments.received import Disposition, proposal_of
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.compose import without
from hisrg_desktop.meeting.redline.diff import Hunk, hunks, replacements
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece, after, before
from hisrg_desktop.meeting.text.amendments import Amendment, amendments_of
from hisrg_desktop.meeting.text.carrying import in_words
from hisrg_desktop.meeting.text.concordance import latest_renumbering
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart
from hisrg_desktop.meeting.text.effects import last_amendment, moving
from hisrg_desktop.meeting.text.marked import agreed_pieces, heading_pieces, mark_of, proposed, with_proposals
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Footnote, Provision, Text, blocks, depth, provisions_of

Which = Literal["agreed", "proposals"]
GROUP_INITIALS = "WG"


def redline(
    record: Record,
    draft: Draft,
    original: bytes,
    *,
    which: Which = "agreed",
    names: Names = "full",
    status: Status = "",
) -> bytes:
    """The draft's Word file with what was agreed since (and, if asked, what is proposed) as tracked changes.

    Proved before it is handed out: accepted it reads as the working text, rejected as the draft. `NotSpliced` says which
    provision cannot be written.
    """
    revision = _Revision(record, draft, original, which, names)
    return splice.redline(original, revision.edits(), revision.margins(), _titles(record, draft, "redline", status))


def clean(record: Record, draft: Draft, original: bytes, *, status: Status = "") -> bytes:
    """The draft's Word file as the working text reads now, without marks of ours."""
    revision = _Revision(record, draft, original, "agreed", "none")
    return splice.clean(original, revision.edits(), _titles(record, draft, "text", status))


def markup(
    record: Record,
    draft: Draft,
    original: bytes,
    *,
    which: Which = "agreed",
    names: Names = "full",
    status: Status = "",
) -> bytes:
    """The draft's Word file with the same changes as the redline shown by their look, without any tracked change of ours."""
    revision = _Revision(record, draft, original, which, names)
    return splice.static(original, revision.edits(), _titles(record, draft, "mark-up", status))


def _titles(record: Record, draft: Draft, what: str, status: Status) -> Properties:
    text = record.find(Text, draft.in_text)
    name = text.name if text else draft.label
    title = " – ".join(filter(None, (name, what, status)))
    return Properties(title, group_name(record), last_change(record), draft.reference)


@dataclass(slots=True)
class _Place:
    """Where a part of the text stands in the Word file: its paragraph, what it reads there, and what is typed before it.

    `whole` says that all its words stand in that paragraph, and not in several cells of a row.
    """

    paragraph: int
    drafted: str
    typed: str = ""
    label: str = ""
    whole: bool = True


_IN_THE_WORDS = frozenset({"replace", "rename", "delete"})
"""The operations that a tracked change in the provision's own words can show."""


class _Revision:
    """The edits and margin comments that make the revised draft of the draft's Word file."""

    def __init__(self, record: Record, draft: Draft, original: bytes, which: Which, names: Names) -> None:
        self._record, self._which, self._names, self._since = record, which, names, draft.id
        self._attribution = Attribution(record, names)
        self._group = group_name(record)
        self._standing: dict[str, list[Proposal]] = {}
        self._notes = drafted(record, draft, original)
        read = reading.lines(original, "accepted")
        parts = package.opened(original)
        self._extents = story.scanned(parts.part(parts.main())).extents
        self._places = {
            part.part: _Place(
                part.paragraph,
                part.text,
                _typed(read[part.paragraph].text, part),
                part.label,
                _bare(part.text) in _bare(read[part.paragraph].text),
            )
            for part in record.where(DraftPart, draft=draft.id)
            if 0 <= part.paragraph < len(read)
        }

    # --- the edits -------------------------------------------------------------------------------------------------

    def edits(self) -> list[Edit]:
        """Every change, in the order of the text; what is new or has moved follows the paragraph that stands before it."""
        return list(self._edits())

    def _edits(self) -> Iterator[Edit]:
        text = units(self._record)
        placed = [u for u in text if u.key in self._places]
        standing = in_place(
            [self._places[u.key].paragraph for u in placed], [u.gone or self._was_moved(u) for u in placed]
        )
        last = self._before_all()
        for unit in text:
            place = self._places.get(unit.key)
            if place and place.paragraph in standing:
                last = place
                yield from self._changed(unit, place)
            else:
                yield from self._moved(unit, place, last)
            if unit.provision:
                yield from self._proposed_after(unit.provision, last)

    def _before_all(self) -> _Place | None:
        """The paragraph right before the first part of the text, such as the title; None where there is none."""
        first = min((place.paragraph for place in self._places.values()), default=-1)
        there = self._extents[first].previous if first >= 0 else -1
        return _Place(there, "") if there >= 0 else None

    def _changed(self, unit: Unit, place: _Place) -> Iterator[Edit]:
        """What changes in a paragraph that stands where it stood; a typed number gives way to the new one."""
        pieces = self._unit_pieces(unit)
        if before(pieces) != place.drafted:
            raise NotSpliced(f"{self._named(unit)} does not begin with the words of the draft.")
        if unit.gone:
            self._refuse_parted(unit, place)
            yield DeletedParagraph(place.paragraph, self._gone_by(unit, pieces))
            return
        number, dropped = self._renumbered(unit, place), self._dropped(unit)
        notes = self._put(unit, pieces, sum(len(p.text) for p in number), all_new=False)
        changed = any(p.inserted or p.deleted for p in pieces)
        if number or notes or dropped or changed:
            self._refuse_parted(unit, place)
        if number:
            yield ParagraphEdit(place.paragraph, (*number, *pieces), 0, notes, dropped)
        elif notes or dropped or changed:
            yield ParagraphEdit(place.paragraph, pieces, len(place.typed), notes, dropped)

    def _refuse_parted(self, unit: Unit, place: _Place) -> None:
        if not place.whole:
            raise NotSpliced(
                f"{self._named(unit)} is changed, and in the Word file of the draft its words stand in several paragraphs, "
                "such as the cells of a row; export the clean text as PDF."
            )

    def _gone_by(self, unit: Unit, pieces: tuple[Piece, ...]) -> Mark:
        """Whose deletion it is."""
        return next((p.deleted for p in pieces if p.deleted), None) or self._mark(
            last_amendment(self._record, unit.key)
        )

    def _moved(self, unit: Unit, place: _Place | None, last: _Place | None) -> Iterator[Edit]:
        """A new paragraph; where it stood elsewhere in the draft, it is deleted there and inserted here."""
        by = self._mark(moving(self._record, unit.key))
        if place:
            self._refuse_parted(unit, place)
            yield DeletedParagraph(place.paragraph, by)
        if unit.gone:
            return
        pieces = tuple(Piece(p.text, p.inserted or by, p.deleted) for p in self._unit_pieces(unit) if stays(p))
        if not after(pieces):
            return
        if last is None:
            raise NotSpliced(f"{self._named(unit)} would stand where the Word file has no paragraph before it.")
        like = place or self._like(unit) or last
        mark = by if place else next((p.inserted for p in pieces if p.inserted), by)
        number = self._number(unit, like, mark)
        notes = self._put(unit, pieces, sum(len(p.text) for p in number), all_new=True)
        as_it_was = place is not None and not (number or notes) and self._reads_as_drafted(unit, place)
        source = place.paragraph if place and as_it_was else None
        yield InsertedParagraph(last.paragraph, like.paragraph, (*number, *pieces), mark, notes, source)

    def _reads_as_drafted(self, unit: Unit, place: _Place) -> bool:
        """Whether a paragraph's words are the draft's, and all that stands in it."""
        pieces = self._unit_pieces(unit)
        return not place.typed and before(pieces) == place.drafted and not any(p.inserted or p.deleted for p in pieces)

    def _was_moved(self, unit: Unit) -> bool:
        return any(a.operation == "move" for a in amendments_of(self._record, unit.key, self._since))

    # --- footnotes ---------------------------------------------------------------------------------------------------

    def _dropped(self, unit: Unit) -> tuple[tuple[str, Mark], ...]:
        """The ids of the footnotes that go from a paragraph that stays."""
        before_, _ = coming_and_going(self._record, unit.key, self._notes.get(unit.key, ()))
        for gone in before_:
            if not gone.id:
                raise NotSpliced(
                    f"A footnote of {self._named(unit)} goes or is changed, and its mark is not found in the Word file;"
                    " export the clean text as PDF."
                )
        return tuple((gone.id, self._note_mark(gone.note)) for gone in before_)

    def _put(self, unit: Unit, pieces: tuple[Piece, ...], lead: int, *, all_new: bool) -> tuple[NotePut, ...]:
        """The footnotes that come to a paragraph; to a new or moved one all that it has."""
        if unit.provision is None:
            return ()
        known = () if all_new else self._notes.get(unit.key, ())
        _, come = coming_and_going(self._record, unit.key, known)
        return tuple(NotePut(lead + marked_at(pieces, n.offset), n.text, self._note_mark(n)) for n in come)

    def _note_mark(self, note: Footnote) -> Mark:
        """Whose a change of a footnote is: its own amendment's, else that of what its provision went through last."""
        own = self._record.one(Amendment, footnote=note.id)
        return self._mark(own or last_amendment(self._record, note.provision))

    def _proposed_after(self, provision: Provision, last: _Place | None) -> Iterator[Edit]:
        """The new provisions that are proposed to follow this one."""
        if self._which == "agreed" or last is None:
            return
        for proposal in open_proposals(self._record, provision.id):
            if proposal.operation == "insert" and proposal.target is None:
                (piece,) = self._masked((Piece(proposal.after, proposed(self._record, proposal)),))
                like = self._places.get(provision.id) or last
                yield InsertedParagraph(last.paragraph, like.paragraph, (piece,), piece.inserted)

    def _unit_pieces(self, unit: Unit) -> tuple[Piece, ...]:
        """The words of a heading or a provision against the draft."""
        if unit.provision:
            return self._pieces(unit.provision)
        return self._masked(tuple(p for p in heading_pieces(self._record, unit.block, self._since) if p.text))

    def _mark(self, amendment: Amendment | None) -> Mark:
        """Whose an amendment is; the Group's where there is none."""
        if amendment is None:
            return Mark(self._group, last_change(self._record))
        mark = mark_of(self._record, amendment)
        return replace(mark, author=self._group, reference="") if self._names == "none" else mark

    def _pieces(self, provision: Provision) -> tuple[Piece, ...]:
        standing = self._side_by_side(provision)
        pieces = (
            with_proposals(self._record, provision, standing, self._since)
            if standing
            else agreed_pieces(self._record, provision, self._since)
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
            text = would_read(self._record, proposal) if proposal.operation in _IN_THE_WORDS else None
            wanted = set(hunks(provision.text, text)) if text is not None else set()
            if wanted and not wanted & taken:
                kept.append(proposal)
                taken |= wanted
        readings = [(would_read(self._record, p) or "", proposed(self._record, p)) for p in kept]
        hidden = {collision.mark.reference for collision in overlay(provision.text, readings).collisions}
        return [p for p in kept if p.number not in hidden]

    def _masked(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return without(pieces, self._group) if self._names == "none" else pieces

    def _like(self, unit: Unit) -> _Place | None:
        """The nearest neighbour at the same level, whose look and numbering the new paragraph takes."""
        if unit.provision is None:
            around = [b.id for b in self._record.derive(blocks) if not b.front]
            return self._nearest(around, unit.key)
        level = depth(self._record, unit.provision)
        siblings = [p.id for p in provisions_of(self._record, unit.block.id) if p.parent == unit.provision.parent]
        level_at = [u.key for u in units(self._record) if u.provision and depth(self._record, u.provision) == level]
        return self._nearest(siblings, unit.key) or self._nearest(level_at, unit.key)

    def _nearest(self, keys: list[str], key: str) -> _Place | None:
        at = keys.index(key)
        return next((place for k in [*reversed(keys[:at]), *keys[at + 1 :]] if (place := self._places.get(k))), None)

    def _number(self, unit: Unit, like: _Place, mark: Mark) -> tuple[Piece, ...]:
        """The number typed before a new paragraph, where the draft types its numbers."""
        if not like.typed.strip():
            return ()
        space = like.typed[len(like.typed.rstrip()) :] or " "
        return (Piece(label(self._record, unit.key) + space, mark),)

    def _renumbered(self, unit: Unit, place: _Place) -> tuple[Piece, ...]:
        """The typed number given way to today's; nothing where it is the same or Word counts by itself."""
        old, new = place.label, label(self._record, unit.key)
        at = place.typed.find(old) if old else -1
        if at < 0 or not new or (not unit.provision and unit.block.number == old.rstrip(".) ")):
            return ()
        if new == old:
            return ()
        renumbering = latest_renumbering(self._record)
        mark = Mark(self._group, renumbering.at if renumbering else last_change(self._record))
        lead, rest = place.typed[:at], place.typed[at + len(old) :]
        shown = (Piece(lead), Piece(old, None, mark), Piece(new, mark), Piece(rest))
        return tuple(piece for piece in shown if piece.text)

    def _named(self, unit: Unit) -> str:
        return place_of(self._record, unit.key) if unit.provision else f"The heading of block {unit.block.number}"

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
            yield proposal_words(self._record, proposal, self._shown(proposal))
        yield disposition_words(self._record, there)

    def _shown(self, proposal: Proposal) -> bool:
        """Whether the proposed words stand in the text as tracked changes; where they do not, the margin has them."""
        if proposal.state in ("agreed", "agreed as amended"):
            return True
        if self._which == "agreed" or proposal.state not in UNDECIDED:
            return False
        provision = self._record.get(Provision, proposal.provision)
        new = proposal.operation == "insert" and proposal.target is None
        return new or proposal in self._side_by_side(provision)

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


def _bare(text: str) -> str:
    """The text without what readers differ on: white space, soft hyphens, kinds of hyphens, composed letters."""
    levelled = normalize("NFC", text).replace("\u2011", "-").replace("\u00ad", "")
    return "".join(levelled.split())


def proposal_words(record: Record, proposal: Proposal, shown: bool) -> str:
    """What a proposal asks for and what became of it, in a line."""
    what = f"{proposal.number}, {proposal.state}"
    return f"{what}." if shown else f"{what}: {change_words(record, proposal)}"


def change_words(record: Record, proposal: Proposal) -> str:
    """The change as the room would say it: replace “old” by “new”; in words, for not every typeface has an arrow."""
    if proposal.target or proposal.operation not in (*_IN_THE_WORDS, "insert"):
        return sentence(in_words(record, proposal))
    if proposal.operation == "delete":
        return "delete the provision."
    if proposal.operation == "insert":
        return f"insert “{proposal.after}”"
    return "; ".join(replacements(proposal.before, proposal.after))


def disposition_words(record: Record, there: Disposition | None) -> str:
    """What became of a comment, the decision it rests on and the reason; empty while nothing is decided."""
    if there is None or there.decided is None:
        return ""
    decision = record.find(Decision, there.decision)
    word = there.decided.capitalize() + (f" ({decision.number})" if decision else "")
    return " ".join(filter(None, (f"{word}.", sentence(there.observation))))


def stays(piece: Piece) -> bool:
    """Whether a stretch of text still stands once what was agreed is carried out; what is only proposed to go stays."""
    return piece.deleted is None or not piece.deleted.agreed

"""The text with its mark-up: what was agreed since the draft, and what is proposed now, each under its author."""

from functools import lru_cache

from hisrg_desktop.meeting.comments.proposals import Proposal, open_proposals, would_read
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.compose import Step, compose
from hisrg_desktop.meeting.redline.layers import layered
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.text.amendments import Amendment, amendments_of, came_to_be, changes_words
from hisrg_desktop.meeting.text.drafts import latest_draft
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision


@lru_cache(maxsize=2048)
def _composed(base: str, steps: tuple[Step, ...]) -> tuple[Piece, ...]:
    """Composing is pure, and the same provisions are shown again and again."""
    return compose(base, steps)


@lru_cache(maxsize=2048)
def _laid(text: str, readings: tuple[tuple[str, Mark], ...]) -> tuple[Piece, ...]:
    return overlay(text, readings).pieces


def author_of(record: Record, person: str | None, by: str = "") -> str:
    """Under whose name a change goes: who proposed it, or the Working Group."""
    known = record.find(Person, person)
    return known.name if known else by or group_name(record)


def mark_of(record: Record, amendment: Amendment) -> Mark:
    """Whose an amendment is, when it was made, and by which proposal."""
    proposal = record.find(Proposal, amendment.proposal)
    by = proposal.by if proposal else ""
    return Mark(author_of(record, amendment.author, by), amendment.at, proposal.number if proposal else "", agreed=True)


def _latest(record: Record) -> str:
    """The draft against which the room reads the text."""
    draft = latest_draft(record)
    return draft.id if draft else ""


def agreed_pieces(record: Record, provision: Provision, since: str | None = None) -> tuple[Piece, ...]:
    """A provision against a draft: each inserted or deleted word with its author and the time of the decision.

    `since` is the draft, the latest if none is named; empty where it was deleted before.
    """
    amendments = amendments_of(record, provision.id, _latest(record) if since is None else since)
    inserted = next((a for a in amendments if came_to_be(a)), None)
    deleted = next((a for a in reversed(amendments) if a.operation in ("delete", "merge")), None)
    if inserted:
        pieces: tuple[Piece, ...] = (Piece(provision.text, mark_of(record, inserted)),)
    else:
        steps = tuple(Step(a.before, a.after, mark_of(record, a)) for a in amendments if changes_words(a))
        pieces = _composed(steps[0].before, steps) if steps else (Piece(provision.text),)
    if provision.state == "deleted":
        if deleted is None:
            return ()
        mark = mark_of(record, deleted)
        pieces = tuple(Piece(p.text, p.inserted, p.deleted or mark) for p in pieces)
    return pieces


def heading_pieces(record: Record, block: Block, since: str | None = None) -> tuple[Piece, ...]:
    """A block's heading against a draft, as `agreed_pieces` has a provision."""
    base = _latest(record) if since is None else since
    amendments = [a for a in record.where(Amendment, block=block.id) if a.id > base]
    made = next((a for a in amendments if a.operation in ("insert", "split")), None)
    deleted = next((a for a in reversed(amendments) if a.operation == "delete"), None)
    if made:
        pieces: tuple[Piece, ...] = (Piece(block.heading, mark_of(record, made)),)
    else:
        steps = tuple(Step(a.before, a.after, mark_of(record, a)) for a in amendments if a.operation == "rename")
        pieces = _composed(steps[0].before, steps) if steps else (Piece(block.heading),)
    if block.deleted:
        if deleted is None:
            return ()
        mark = mark_of(record, deleted)
        pieces = tuple(Piece(p.text, p.inserted, p.deleted or mark) for p in pieces)
    return pieces


def proposed(record: Record, proposal: Proposal) -> Mark:
    """The mark of a proposal that is not decided."""
    return Mark(author_of(record, proposal.sponsor, proposal.by), proposal.at, proposal.number, agreed=False)


def with_proposals(
    record: Record, provision: Provision, proposals: list[Proposal], since: str | None = None
) -> tuple[Piece, ...]:
    """A provision with what was agreed since the draft and, over it, what these proposals would change."""
    readings = [(text, proposed(record, p)) for p in proposals if (text := would_read(record, p)) is not None]
    agreed = agreed_pieces(record, provision, since)
    if provision.state == "deleted" or not readings:
        return agreed
    return layered(agreed, _laid(provision.text, tuple(readings)))


def over(text: str, reading: str, mark: Mark) -> tuple[Piece, ...]:
    """A text with what one other wording of it would change."""
    return _laid(text, ((reading, mark),))


def with_reading(record: Record, provision: Provision, text: str, mark: Mark) -> tuple[Piece, ...]:
    """A provision with what was agreed since the draft and, over it, one more wording under this mark."""
    if text == provision.text or provision.state == "deleted":
        return agreed_pieces(record, provision)
    return layered(agreed_pieces(record, provision), over(provision.text, text, mark))


def pieces_of(record: Record, provision: Provision) -> tuple[Piece, ...]:
    """A provision as the room sees it: agreed changes and those tabled in session; written ones stay on their cards."""
    return with_proposals(record, provision, tabled_here(record, provision))


def tabled_here(record: Record, provision: Provision) -> list[Proposal]:
    """The open proposals that were made in session or that someone supported there."""
    from hisrg_desktop.meeting.comments.comments import Comment

    made = []
    for proposal in open_proposals(record, provision.id):
        comment = record.find(Comment, proposal.comment)
        if proposal.state != "tabled" or (comment and comment.channel == "in session"):
            made.append(proposal)
    return made


def proposal_pieces(record: Record, proposal: Proposal) -> tuple[Piece, ...]:
    """A proposal alone, against the text it was made on."""
    mark = proposed(record, proposal)
    block = record.find(Block, proposal.target)
    if block and proposal.operation != "move":
        return _on_block(proposal, block, mark)
    match proposal.operation:
        case "insert":
            return (Piece(proposal.after, mark),)
        case "delete":
            return (Piece(proposal.before, None, mark),)
        case "move":
            return (Piece(proposal.before),)
        case "split":
            return _laid(proposal.before, ((" ¶ ".join(proposal.texts), mark),))
        case "merge":
            other = record.find(Provision, proposal.target)
            return _laid(
                proposal.before, ((proposal.after or f"{proposal.before} {other.text if other else ''}", mark),)
            )
        case "add footnote":
            lead, rest = proposal.before[: proposal.offset], proposal.before[proposal.offset :]
            pieces = (Piece(lead), Piece(f" [footnote: {proposal.after}]", mark), Piece(rest))
            return tuple(piece for piece in pieces if piece.text)
        case "edit footnote" | "delete footnote":
            note = record.find(Footnote, proposal.target)
            return _laid(note.text if note else "", ((proposal.after, mark),))
        case _:
            return _laid(proposal.before, ((proposal.after, mark),))


def _on_block(proposal: Proposal, block: Block, mark: Mark) -> tuple[Piece, ...]:
    """A proposal that concerns a block: its heading, or the new one with what stands under it."""
    if proposal.operation == "rename":
        return _laid(block.heading, ((proposal.after, mark),))
    if proposal.operation == "delete":
        return (Piece(block.heading, None, mark),)
    return (Piece("\n".join((proposal.after, *proposal.texts)), mark),)

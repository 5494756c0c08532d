"""Merging: several open proposals on one provision made one wording, and carried out by one decision under their authors."""

from collections.abc import Mapping, Sequence

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal, standing_of, would_read
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, replaced
from hisrg_desktop.meeting.redline.merge import Merged, Span, Wording, merge
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.text.amendments import amend, refuse_agreed
from hisrg_desktop.meeting.text.marked import proposed
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision


class Share(Act):
    """A proposal's part in a merged wording: what the provision reads once that part is in; no proposal is by hand."""

    proposal: str | None = None
    after: str


def mergeable(record: Record, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that can be merged: other wordings that still apply to the text as it stands."""
    return [p for p in proposals if p.operation == "replace" and standing_of(record, p) == "applies"]


def merged(
    record: Record, provision: Provision, proposals: Sequence[Proposal], settled: Mapping[Span, str] | None = None
) -> Merged:
    """These proposals on today's text, joined where they do not collide; the others are settled by hand."""
    readings = [(p, text) for p in proposals if (text := would_read(record, p)) is not None]
    wordings = [Wording(p.id, text, proposed(record, p)) for p, text in readings]
    return merge(provision.text, wordings, settled)


def merged_pieces(record: Record, made: Merged, proposals: Sequence[Proposal], moment: Mark) -> tuple[Piece, ...]:
    """The merged wording with its mark-up, each change under its author; `moment` marks what was settled by hand."""
    return made.pieces({p.id: proposed(record, p) for p in proposals}, moment)


def shares(made: Merged) -> tuple[Share, ...]:
    """The merged wording as steps, each one proposal's part; refused while a collision is open."""
    if made.open:
        raise OutOfOrder("Settle the collisions first: choose whose words stand, or write them.")
    return tuple(Share(proposal=key or None, after=after) for key, after in made.steps())


def merged_changes(
    record: Record, moment: Moment, proposals: Sequence[Proposal], parts: Sequence[Share], decision: str
) -> list[Change]:
    """The changes that a decision on a merged wording makes: an amendment for each part under its author.

    A proposal whose wording the provision then has is agreed; the others that gave words are agreed as amended, and
    those of which nothing was taken not agreed.
    """
    provision = record.get(Provision, proposals[0].provision)
    refuse_agreed(record, provision)
    wanted = {p.id: would_read(record, p) for p in proposals}
    for proposal in proposals:
        if wanted[proposal.id] is None:
            where = label(record, provision.id)
            raise OutOfOrder(f"{where} has changed since {proposal.number} was made; propose it anew on today's text.")
    changes: list[Change] = []
    for part in parts:
        here = record.after(changes).get(Provision, provision.id)
        owner = record.find(Proposal, part.proposal)
        state = "open" if here.state == "unopened" else None
        author = owner.sponsor if owner else None
        changes += amend(
            record.after(changes), moment, here, part.after, state=state, proposal=part.proposal, decision=decision,
            author=author,
        )  # fmt: skip
    gave = {part.proposal for part in parts}
    final = parts[-1].after if parts else provision.text
    for proposal in proposals:
        fate = (
            "agreed" if wanted[proposal.id] == final else "agreed as amended" if proposal.id in gave else "not agreed"
        )
        changes.append(replaced(proposal, state=fate))
    return changes

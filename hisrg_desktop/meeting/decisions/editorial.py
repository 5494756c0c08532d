"""Editorial points: what can be adopted at once without discussion, and why the rest cannot."""

from dataclasses import dataclass

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, backers, is_decidable, would_read
from hisrg_desktop.meeting.decisions.objections import unresolved
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.parts import AGREED, Provision, blocks, by_block


@dataclass(frozen=True, slots=True)
class Editorial:
    """An editorial proposal; `left_out` says in words why it cannot be adopted in one go, empty where it can."""

    proposal: str
    left_out: str = ""


def editorial_points(record: Record) -> list[Editorial]:
    """The open editorial proposals in the order of the text; on each provision the oldest that can be adopted goes first.

    One decision adopts them: the room says yes once, to a list that it has seen.
    """
    taken: set[str] = set()
    found = []
    for proposal in _in_order(record):
        why = _why_not(record, proposal, taken)
        if not why:
            taken.add(proposal.provision)
        found.append(Editorial(proposal.id, why))
    return found


def _in_order(record: Record) -> list[Proposal]:
    grouped = record.derive(by_block)
    rank = {p.id: n for n, p in enumerate(p for b in record.derive(blocks) for p in grouped.get(b.id, []))}
    made = [p for p in record.each(Proposal) if p.state in UNDECIDED and _is_editorial(record, p)]
    return sorted(made, key=lambda p: (rank.get(p.provision, len(rank)), p.id))


def _is_editorial(record: Record, proposal: Proposal) -> bool:
    comment = record.find(Comment, proposal.comment)
    return comment is not None and comment.type == "ed" and not comment.struck


def _why_not(record: Record, proposal: Proposal, taken: set[str]) -> str:
    provision = record.get(Provision, proposal.provision)
    reasons = {
        f"the provision is {provision.state}": provision.state in AGREED or provision.state == "deleted",
        "no member has taken it up": not is_decidable(record, proposal),
        "the text has changed since": would_read(record, proposal) is None,
        "somebody opposes it": bool(backers(record, proposal.id, "oppose") or unresolved(record, (proposal.id,))),
        f"it is {proposal.state}": proposal.state in ("parked", "referred", "bracketed"),
        "another one is on the same provision": proposal.provision in taken,
    }
    return next((why for why, holds in reasons.items() if holds), "")

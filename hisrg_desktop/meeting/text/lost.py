"""What lost its place: comments and open proposals whose place was deleted or merged, or was never found in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.numbers import full_number
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision
from hisrg_desktop.meeting.text.structure import merged_into


@dataclass(frozen=True, slots=True)
class Lost:
    """A comment or proposal without a place: which, where it stood, why, and the place that took its words (or None).

    It stays listed where it stood: nothing is anchored anew silently.
    """

    kind: Literal["comment", "proposal"]
    key: str
    number: str
    stood: str
    why: str
    instead: str | None = None


@derived(Block, Provision, Footnote, Amendment, Comment, Proposal)
def lost_their_place(record: Record) -> list[Lost]:
    """The comments that are not struck and the proposals still open whose place is gone, oldest first."""
    return [*_comments(record), *_proposals(record)]


def _comments(record: Record) -> Iterator[Lost]:
    for comment in record.each(Comment):
        place = comment.provision or comment.block or ""
        gone = _footnote_gone(record, comment.footnote) or _gone(record, place) or _never_found(comment)
        if gone and not comment.struck:
            yield Lost("comment", comment.id, comment.number, place, gone, merged_into(record, place))


def _proposals(record: Record) -> Iterator[Lost]:
    for proposal in record.each(Proposal):
        if proposal.state in UNDECIDED:
            place = proposal.provision
            gone = _gone(record, place) or _gone(record, proposal.target or "")
            if gone:
                yield Lost("proposal", proposal.id, proposal.number, place, gone, merged_into(record, place))


def _gone(record: Record, place: str) -> str:
    """Why a place is gone, in words; empty where it stands."""
    provision, block = record.find(Provision, place), record.find(Block, place)
    if block and block.deleted:
        return f"Block {block.number} was deleted."
    if provision is None or provision.state != "deleted":
        return ""
    where = full_number(record, place) or "The paragraph"
    into = merged_into(record, place)
    return f"{where} was merged into {full_number(record, into)}." if into else f"{where} was deleted."


def _never_found(comment: Comment) -> str:
    """Why a point of a returned file has no place."""
    return comment.why if comment.placing == "lost its place" else ""


def _footnote_gone(record: Record, footnote: str | None) -> str:
    note = record.find(Footnote, footnote)
    return f"A footnote of {full_number(record, note.provision)} was deleted." if note and note.deleted else ""

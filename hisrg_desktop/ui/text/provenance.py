"""Where a word comes from: who proposed it, what was said about that, the decision, the comments."""

from datetime import datetime

from hisrg_desktop.meeting.comments.comments import Comment, comments_on
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.redline.tokens import says_something, tokens
from hisrg_desktop.meeting.text.amendments import Amendment, amendments_of
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.shown import comment_view, proposal_view
from hisrg_desktop.ui.text.shown import amended_view, draft_name
from hisrg_desktop.ui.widgets.cards import CommentView
from hisrg_desktop.ui.widgets.marked import Pieces

_MOST = 12
"""How many of the things said on a change are shown."""


def word_at(pieces: Pieces, offset: int) -> tuple[str, Piece | None]:
    """The word at an offset of the joined pieces, and the piece it is in."""
    at = 0
    for piece in pieces:
        if at <= offset < at + len(piece.text):
            inside = offset - at
            found = next((t.text for t in tokens(piece.text) if t.start <= inside < t.end), "")
            return found or piece.text.strip(), piece
        at += len(piece.text)
    return "", None


def provenance(record: Record, provision: Provision, pieces: Pieces, offset: int) -> list[CommentView]:
    """Where the word at this offset of the marked text comes from, the decision first, then what led to it."""
    word, piece = word_at(pieces, offset)
    if piece is None:
        return []
    marks = [mark for mark in (piece.deleted, piece.inserted) if mark is not None]
    made: list[CommentView] = []
    for mark in marks:
        made += _of_mark(record, provision, mark)
    if not marks:
        name = draft_name(record) or "the draft"
        made.append(CommentView("drafted", "secretariat", f"“{word}”", f"as it stood in {name}"))
        made += [comment_view(record, c) for c in _about(record, provision, word)]
    return _once(made)


def _of_mark(record: Record, provision: Provision, mark: Mark) -> list[CommentView]:
    proposal = record.one(Proposal, number=mark.reference) if mark.reference else None
    amendments = [a for a in amendments_of(record, provision.id) if a.at == mark.at] if mark.agreed else []
    if proposal:
        amendments = [a for a in amendments if a.proposal == proposal.id] or amendments
    made = [amended_view(record, a) for a in amendments[:1]]
    if proposal:
        made.append(proposal_view(record, proposal, named=True))
        made += [comment_view(record, c) for c in _debate(record, provision, proposal, amendments)]
    return made


def _debate(record: Record, provision: Provision, proposal: Proposal, amendments: list[Amendment]) -> list[Comment]:
    """What was said for and against a proposal, and on its provision while it was before the room, oldest first."""
    backing = {s.comment for s in record.where(Support, proposal=proposal.id) if s.comment}
    decision = record.find(Decision, amendments[0].decision) if amendments else None
    until = decision.declared_at if decision else None
    found = [
        comment
        for comment in comments_on(record, provision.id)
        if comment.id != proposal.comment and (comment.id in backing or _meanwhile(comment, proposal, until))
    ]
    return sorted(found, key=lambda c: (c.id not in backing, c.at, c.id))[:_MOST]


def _meanwhile(comment: Comment, proposal: Proposal, until: datetime | None) -> bool:
    after = comment.channel == "in session" and comment.at >= proposal.at
    return after and (until is None or comment.at <= until)


def _about(record: Record, provision: Provision, word: str) -> list[Comment]:
    """The comments on the provision that have the word in them."""
    if not says_something(word):
        return []
    wanted = word.casefold()
    return [c for c in comments_on(record, provision.id) if wanted in c.text.casefold()][:_MOST]


def _once(views: list[CommentView]) -> list[CommentView]:
    return list({view.key: view for view in views}.values())

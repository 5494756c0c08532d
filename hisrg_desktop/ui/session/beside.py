"""What the session page shows of alternatives and brackets."""

from hisrg_desktop.meeting.comments.alternatives import Alternative, alternatives_of
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.proposals import Proposal, would_read
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.brackets import Bracketed, brackets_in
from hisrg_desktop.meeting.text.marked import proposal_pieces, proposed
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.shown import backers_words
from hisrg_desktop.ui.widgets.beside import AlternativeView
from hisrg_desktop.ui.widgets.marked import Pieces
from hisrg_desktop.ui.widgets.tags import Kind
from hisrg_desktop.ui.windows.shown import class_of_letter

_TAGS: dict[str, Kind] = {"open": "accent", "chosen": "ok", "not agreed": "plain", "given up": "plain"}


def alternative_views(record: Record, provision: Provision) -> list[AlternativeView]:
    """The alternatives of a provision: the open ones, then what was chosen and what was not, which stay to be read."""
    there = alternatives_of(record, provision.id)
    ordered = sorted(there, key=lambda one: (one.state != "open", -int(one.id, 16) if one.state != "open" else 0))
    return [_view(record, provision, one) for one in ordered]


def _view(record: Record, provision: Provision, one: Alternative) -> AlternativeView:
    proposal = record.find(Proposal, one.proposal)
    decision = record.find(Decision, one.decision)
    word = f"{one.state} · {decision.number}" if decision else one.state
    tag = ("", _TAGS["open"]) if one.state == "open" else (word, _TAGS[one.state])
    if proposal is None:
        pieces = (Piece(provision.text),) if one.state == "open" else ()
        return AlternativeView(one.id, one.letter, "secretariat", "The text as it stands", pieces, "", tag)
    comment = record.get(Comment, proposal.comment)
    name = f"{author_name(record, comment)} · {proposal.number}"
    return AlternativeView(
        one.id,
        one.letter,
        class_of_letter(comment.capacity),
        name,
        _pieces(record, provision, proposal),
        backers_words(record, proposal),
        tag,
    )


def _pieces(record: Record, provision: Provision, proposal: Proposal) -> Pieces:
    """The wording against the text as it stands; one that no longer fits, against the text it was made on."""
    text = would_read(record, proposal)
    if text is None or proposal.state not in UNDECIDED:
        return proposal_pieces(record, proposal)
    return overlay(provision.text, [(text, proposed(record, proposal))]).pieces


def brackets_words(record: Record, provision: Provision) -> str:
    """The brackets in a provision that somebody asked for: who, and why."""
    known = [there for there in brackets_in(record, provision) if there.bracket]
    return "   ".join(_bracket_words(record, there) for there in known)


def _bracket_words(record: Record, there: Bracketed) -> str:
    words = there.words if len(there.words) <= 40 else there.words[:38] + "…"
    assert there.bracket is not None
    who = record.get(Person, there.bracket.asked_by).initialled
    return f"[{words}] asked by {who}" + (f": {there.bracket.why}" if there.bracket.why else "")

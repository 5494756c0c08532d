"""Who stood behind a proposal and who against it, in the words of the minutes; and what became of it."""

from __future__ import annotations

from hisrg_desktop.documents.attribution import Attribution
from hisrg_desktop.documents.head import counted, joined, sentence
from hisrg_desktop.documents.outline import Run
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support, backers
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.record import Record


def backing(record: Record, proposal: Proposal, who: Attribution) -> list[Run]:
    """Who supported and who opposed: first those who gave no reason, then each of the others with it."""
    named = who.names == "full"
    words: list[Run] = []
    for stance, verb in (("support", "Supported"), ("oppose", "Opposed")):
        people = [p for p in backers(record, proposal.id, stance) if p != proposal.sponsor]
        reasons = _reasons(record, proposal, stance)
        if not people:
            continue
        silent = [p for p in people if p not in reasons] if named else people
        groups = [(joined(_counted(record, silent, proposal, who)), "")] if silent else []
        if named:
            groups += [(who.person(p, proposal.at.date()), reasons[p]) for p in people if p in reasons]
        for names, reason in groups:
            words += [
                Run(f"{' ' if words else ''}{verb} by ", italic=True),
                Run(f"{names}: {reason}" if reason else f"{names}."),
            ]
        if not named:
            words += [Run(f" {reason}") for reason in reasons.values()]
    return words


def _counted(record: Record, people: list[str], proposal: Proposal, who: Attribution) -> list[str]:
    """Names; or, without names, how many of each class, observers always apart."""
    on = proposal.at.date()
    if who.names == "full":
        return [who.person(p, on) for p in people]
    classes = [badge_of(record, p, on).replace("C", "M") for p in people]
    found = []
    for letter, one in (
        ("M", "member"),
        ("O", "observer"),
        ("P", "panel chair"),
        ("S", "person of the secretariat"),
    ):
        if count := classes.count(letter):
            found.append(counted(count, one))
    return found or [counted(len(people), "person", "persons")]


def _reasons(record: Record, proposal: Proposal, stance: str) -> dict[str, str]:
    """What each of those who spoke for or against it said."""
    found: dict[str, str] = {}
    for support in record.where(Support, proposal=proposal.id, stance=stance):
        comment = record.find(Comment, support.comment)
        if comment and not comment.struck and comment.text.strip():
            found[support.person] = " ".join(filter(None, (found.get(support.person), sentence(comment.text))))
    return found


def fate(record: Record, proposal: Proposal) -> str:
    """What became of a proposal that no decision here carried."""
    deciding = next((d for d in record.each(Decision) if proposal.id in d.proposals), None)
    if deciding:
        return f"{proposal.number} was {proposal.state} by decision {deciding.number}."
    if proposal.state in UNDECIDED:
        return f"{proposal.number} remains open."
    return f"{proposal.number} was {proposal.state}."

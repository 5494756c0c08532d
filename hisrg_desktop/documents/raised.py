"""What was raised while the room decided, a sentence each: objections, shows of hands, what was put off, statements."""

from collections.abc import Iterator

from hisrg_desktop.documents.attribution import Attribution
from hisrg_desktop.documents.head import clock, place_of, sentence
from hisrg_desktop.documents.outline import Heading, Outline, Paragraph, Quote
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.objections import Objection, is_unresolved, resolved_words
from hisrg_desktop.meeting.decisions.parking import Parked, destination
from hisrg_desktop.meeting.decisions.polls import Poll
from hisrg_desktop.meeting.decisions.statements import Statement
from hisrg_desktop.meeting.local_time import day_in_words, local
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting

_PUT_OFF = {"parked": "parked", "deferred": "deferred", "referred": "referred"}


def objections(record: Record, meeting: Meeting, provision: str, who: Attribution) -> list[str]:
    """Who objected to what on a provision and why, and how it was resolved."""
    found = []
    for objection in record.where(Objection, provision=provision):
        if record.get(Sitting, objection.sitting).meeting != meeting.id:
            continue
        name = who.under(objection.item).person(objection.person, objection.at.date())
        proposal = record.find(Proposal, objection.proposal)
        to = f" to {proposal.number}" if proposal else ""
        reason = f": {objection.reason}" if objection.reason else ""
        told = sentence(f"{name} objected{to}{reason}")
        found.append(told[:1].upper() + told[1:] + _ended(record, objection))
    return found


def _ended(record: Record, objection: Objection) -> str:
    if objection.resolved:
        words = resolved_words(objection.resolved)
        return f" {words[0].upper()}{words[1:]}." if words.startswith("the ") else f" The objection was {words}."
    return " The objection was not resolved." if is_unresolved(record, objection) else ""


def polls(record: Record, meeting: Meeting, provision: str) -> list[str]:
    """The indicative shows of hands on a provision."""
    found = []
    for poll in record.where(Poll, provision=provision):
        if poll.decision is None and record.get(Sitting, poll.sitting).meeting == meeting.id:
            proposal = record.find(Proposal, poll.proposal)
            on = f" on {proposal.number}" if proposal else ""
            found.append(f"An indicative show of hands{on} gave {_count(poll)}; it decided nothing.")
    return found


def vote_of(record: Record, decision: str) -> str:
    """How the vote went by which something was decided; empty where it was not."""
    poll = record.one(Poll, decision=decision)
    return f"{_count(poll)}." if poll else ""


def _count(poll: Poll) -> str:
    there = len(poll.members_present)
    return (
        f"{poll.in_favour} in favour, {poll.against} against and {poll.abstaining} abstaining "
        f"among {there} {'member' if there == 1 else 'members'} present"
    )


def put_off(record: Record, provision: str, who: Attribution) -> list[str]:
    """What of a provision the room has still to come back to, with whom and when."""
    found = []
    for there in record.where(Parked, provision=provision, returned_at=None):
        proposal, to = record.find(Proposal, there.proposal), destination(record, there)
        what = proposal.number if proposal else "The provision"
        where = f" to {to}" if to else ""
        until = f", to be taken up again {there.until}" if there.until else ""
        whose = f" {who.person(there.owner, there.at.date())} is to report." if there.owner else ""
        whose = f" {whose[1:2].upper()}{whose[2:]}" if whose else ""
        found.append(f"{what} was {_PUT_OFF[there.state]}{where}{until}. {sentence(there.what)}".strip() + whose)
    return found


def statements(record: Record, meeting: Meeting, provision: str, who: Attribution) -> list[str]:
    """The statements for the record announced on a provision."""
    return [_announced(s, who) for s in record.where(Statement, provision=provision) if _counts(s, meeting)]


def _counts(statement: Statement, meeting: Meeting) -> bool:
    return statement.meeting == meeting.id and statement.withdrawn_at is None


def _announced(statement: Statement, who: Attribution) -> str:
    who = who.under(statement.item)
    name = who.person(statement.person, statement.announced_at.date())
    about = f" on {statement.about.removeprefix('about ').removeprefix('on ')}" if statement.about else ""
    came = "; it is annexed" if statement.received_at else "; it had not been received"
    return sentence(f"{name[:1].upper()}{name[1:]} announced a statement for the record{about}{came}")


def statement_parts(record: Record, meeting: Meeting, who: Attribution) -> Outline:
    """The statements for the record as they were received, and those still awaited."""
    return [
        part
        for s in record.where(Statement, meeting=meeting.id)
        if _counts(s, meeting)
        for part in _parts(record, s, who)
    ]


def _parts(record: Record, statement: Statement, who: Attribution) -> Iterator[Heading | Paragraph | Quote]:
    who = who.under(statement.item)
    name = who.person(statement.person, statement.announced_at.date())
    place = place_of(record, statement.provision)
    title = " · ".join(part for part in (name[:1].upper() + name[1:], statement.about, place) if part)
    yield Heading(title, 3)
    kept = record.find(Attachment, statement.attachment)
    # The words of a statement are its author's and name them; without attribution they stay out.
    if statement.text and who.names == "full":
        yield Quote(statement.text)
    elif kept and who.names == "full":
        yield Paragraph(f"Received as a file, {kept.name}; it is kept with the dossier.")
    elif statement.received_at:
        yield Paragraph("The statement was received and is kept by the secretariat.")
    elif statement.due:
        yield Paragraph(f"Due {day_in_words(local(statement.due).date())}, {clock(statement.due)}; not yet received.")
    else:
        yield Paragraph("Not yet received.")

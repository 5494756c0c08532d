"""The four standing questions, answered of the record: what is agreed, who may speak, may this change, what is undecided."""

from dataclasses import dataclass

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.proposals import Proposal, is_decidable
from hisrg_desktop.meeting.floor.giving import asking, queue
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.floor.invitations import Invitation
from hisrg_desktop.meeting.floor.points import open_point
from hisrg_desktop.meeting.floor.speakers_list import closed_list
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting, named
from hisrg_desktop.meeting.text.numbers import label, locator
from hisrg_desktop.meeting.text.parts import AGREED, Block, Provision, provisions_of
from hisrg_desktop.ui.session.shown import elsewhere_words, state_of, undecided_here
from hisrg_desktop.ui.windows.shown import since_off_the_record

_SEVERAL = 8
"""More than this are counted and not named: the card is read at a glance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in one line, and what more there is to say in smaller lines."""

    question: str
    answer: str
    more: tuple[str, ...] = ()


def place(record: Record) -> tuple[str, str]:
    """Where the room is: the item, and the block with the provision."""
    there = now(record)
    item = record.find(AgendaItem, there.item) if there else None
    provision = record.find(Provision, there.provision) if there else None
    block = record.find(Block, there.block) if there else None
    sitting = current_sitting(record)
    first = f"Item {item.number} · {item.title}" if item else named(sitting) if sitting else "No sitting is open"
    if block is None:
        return first, "No place of the text is active"
    words = f"Block {block.number} · {block.heading}" if block.number else "Front matter"
    return first, f"{words} · {label(record, provision.id)}" if provision else words


def answers(record: Record) -> tuple[Answer, ...]:
    """The four questions with their answers."""
    return (_agreed(record), _speaking(record), _changing(record), _undecided(record))


# --- what is agreed and what not ------------------------------------------------------------------------------------


def _agreed(record: Record) -> Answer:
    question = "What is agreed, and what not?"
    there = now(record)
    block = record.find(Block, there.block) if there else None
    if block is None:
        return Answer(question, _in_all(record))
    standing = [p for p in provisions_of(record, block.id) if p.state != "deleted"]
    agreed = [p for p in standing if p.state in AGREED]
    others = [p for p in standing if p.state not in AGREED]
    where = f"Block {block.number}" if block.number else "the front matter"
    lines = [f"Agreed: {_named(record, agreed)}", f"Not yet: {_named(record, others)}"]
    return Answer(question, f"{len(agreed)} of {len(standing)} in {where}", (*lines, _in_all(record)))


def _in_all(record: Record) -> str:
    standing = [p for p in record.each(Provision) if p.state != "deleted"]
    return f"In the whole text {sum(p.state in AGREED for p in standing)} of {len(standing)} are agreed."


def _named(record: Record, provisions: list[Provision]) -> str:
    if not provisions:
        return "none"
    labels = ", ".join(locator(record, p.id) for p in provisions[:_SEVERAL])
    rest = len(provisions) - _SEVERAL
    return f"{labels} and {rest} more" if rest > 0 else labels


# --- who may speak --------------------------------------------------------------------------------------------------


def _speaking(record: Record) -> Answer:
    question = "Who may speak now?"
    sitting = current_sitting(record)
    if sitting is None:
        return Answer(question, "Nobody: no sitting is open.")
    if sitting.state == "suspended":
        return Answer(question, f"Nobody: {named(sitting)} is suspended.")
    there = running(record)
    answer = f"{record.get(Person, there.speaker).name} has the floor." if there else "Nobody has the floor."
    if open_point(record):
        answer = f"{answer} A point of order awaits the chair's ruling."
    since, elsewhere = since_off_the_record(record), elsewhere_words(record)
    off = f"Off the record since {since}: nothing said goes on record." if since else ""
    still = f"Still waiting on {elsewhere[:1].lower()}{elsewhere[1:]}." if elsewhere else ""
    return Answer(question, answer, (off, _waiting(record, sitting), still, _observers(record, sitting)))


def _waiting(record: Record, sitting: Sitting) -> str:
    names = [record.get(Person, entry.person).initialled for entry in queue(record, sitting)]
    closed = "the list of speakers is closed" if closed_list(record, sitting) else ""
    if not names:
        return f"Nobody waits; {closed or 'members may ask for the floor'}."
    rest = f" and {len(names) - _SEVERAL} more" if len(names) > _SEVERAL else ""
    return f"Next: {', '.join(names[:_SEVERAL])}{rest}{closed and f'; {closed}'}"


def _observers(record: Record, sitting: Sitting) -> str:
    there = now(record)
    item = there.item if there else None
    if any(one.person is None and one.item == item for one in record.where(Invitation, sitting=sitting.id)):
        return "Observers may speak on this item: the chair has opened it to them."
    waiting = len(asking(record, sitting))
    count = f"; {waiting} {'waits' if waiting == 1 else 'wait'} for the chair's invitation" if waiting else ""
    return f"Observers only when the chair invites them{count}."


# --- may this text be changed ---------------------------------------------------------------------------------------


def _changing(record: Record) -> Answer:
    question = "May this text be changed now?"
    there = now(record)
    provision = record.find(Provision, there.provision) if there else None
    if provision is None:
        return Answer(question, "No provision is active.")
    where, (_, word) = label(record, provision.id), state_of(record, provision)
    if provision.state == "deleted":
        return Answer(question, f"No: {where} is deleted.")
    if provision.state in AGREED:
        return Answer(question, f"No: {where} is {word}.", ("The presiding chair may reopen it, with a reason.",))
    sitting = current_sitting(record)
    if sitting is None or sitting.state != "open":
        return Answer(question, "Not now: no sitting is open.")
    stands = "has alternatives" if word == "alternatives" else f"is {word}"
    return Answer(question, f"Yes: {where} {stands}.", ("By a decision, or as an editorial correction.",))


# --- what is undecided ----------------------------------------------------------------------------------------------


def _undecided(record: Record) -> Answer:
    question = "Which proposals are undecided?"
    there = now(record)
    provision = record.find(Provision, there.provision) if there else None
    all_open = sum(proposal.state in UNDECIDED for proposal in record.each(Proposal))
    whole = f"{all_open} in the whole text." if all_open else "None in the whole text."
    if provision is None:
        return Answer(question, whole)
    here = undecided_here(record, provision.id)
    where = label(record, provision.id)
    if not here:
        return Answer(question, f"None on {where}.", (whole,))
    lines = [_proposal(record, p) for p in here[:_SEVERAL]]
    return Answer(question, f"{len(here)} on {where}", (", ".join(lines), whole))


def _proposal(record: Record, proposal: Proposal) -> str:
    return proposal.number if is_decidable(record, proposal) else f"{proposal.number} (needs a member)"

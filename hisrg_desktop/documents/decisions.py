"""The decisions of a meeting, and the actions that follow from them."""

from collections.abc import Iterator
from functools import partial

from hisrg_desktop.documents.attribution import Attribution, Names
from hisrg_desktop.documents.head import clock, document, joined, place_of, sentence, weekday
from hisrg_desktop.documents.outline import (
    Column,
    Document,
    Heading,
    KeyValues,
    Outline,
    Paragraph,
    Part,
    Quote,
    Run,
    Table,
    Words,
)
from hisrg_desktop.documents.raised import vote_of
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Position, declared_in
from hisrg_desktop.meeting.local_time import day_in_words, local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.effects import effects
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Text

_POSITIONS = {"stand aside": "stood aside", "reservation": "entered a reservation", "objection": "objected"}


def decisions(record: Record, meeting: Meeting, names: Names = "full") -> Document:
    """The decisions of a meeting in the order in which they were declared, and its actions."""
    who = Attribution(record, names)
    parts: list[Part] = [*decision_parts(record, meeting, who)]
    if record.where(ActionItem, meeting=meeting.id):
        parts += [Heading("Actions", 1), action_table(record, meeting, who)]
    return document(record, meeting, "Decisions", parts, "DRAFT")


def actions(record: Record, meeting: Meeting, names: Names = "full") -> Document:
    """What is to be done, by whom and until when."""
    there = record.where(ActionItem, meeting=meeting.id)
    parts = (
        [action_table(record, meeting, Attribution(record, names))] if there else [Paragraph("No action is on record.")]
    )
    return document(record, meeting, "Actions", parts)


def decision_parts(record: Record, meeting: Meeting, who: Attribution, only: list[Decision] | None = None) -> Outline:
    """Each decision (or `only` these) with its words, how it was reached, the members present, positions and effect."""
    found = declared_in(record, meeting.id) if only is None else only
    if not found:
        return [Paragraph("No decision has been declared.")]
    return [part for decision in found for part in _decision(record, decision, who)]


def _decision(record: Record, decision: Decision, who: Attribution) -> Iterator[Part]:
    yield Heading(" · ".join(filter(None, (decision.number, where_of(record, decision)))), 3)
    yield Quote(decision.words)
    pairs: list[tuple[str, Words]] = [
        ("Reached by", reached(record, decision)),
        ("Members present", present(decision)),
    ]
    if vote := vote_of(record, decision.id):
        pairs.append(("Vote", vote))
    if held := positions(record, decision, who):
        pairs.append(("Positions", " ".join(held)))
    if effect := effect_of(record, decision):
        pairs.append(("Effect", effect))
    if settled := _settled(record, decision):
        pairs.append(("Agreed", settled))
    if corrected := record.find(Decision, decision.corrects):
        pairs.append(("Corrects", corrected.number))
    yield KeyValues(pairs)


def _settled(record: Record, decision: Decision) -> str:
    """What was agreed as it stood, or the text adopted as a whole."""
    text = record.find(Text, decision.adopts)
    if text:
        return f"The {text.name} as a whole."
    places = [place_of(record, key) for key in decision.settled]
    return f"{joined(places)} as {'it stands' if len(places) == 1 else 'they stand'}." if places else ""


def where_of(record: Record, decision: Decision) -> str:
    """The place in the text that a decision is about."""
    return place_of(record, decision.provision) or (f"Block {label(record, decision.block)}" if decision.block else "")


def reached(record: Record, decision: Decision) -> str:
    """By which method, on which day, in which sitting, at what time."""
    sitting = record.get(Sitting, decision.sitting)
    method = decision.method.capitalize()
    return f"{method}, {weekday(local(decision.declared_at).date())}, {clock(decision.declared_at)} ({named(sitting)})"


def present(decision: Decision) -> str:
    """How many of the members were there when it was declared."""
    return f"{len(decision.members_present)} of {decision.members}"


def positions(record: Record, decision: Decision, who: Attribution) -> list[str]:
    """What members answered where it was not plain consent, a sentence each."""
    found = []
    who = who.under(decision.item)
    for held in record.where(Position, decision=decision.id):
        name = who.person(held.person, decision.declared_at.date())
        reason = f": {held.reason}" if held.reason else ""
        found.append(sentence(f"{name} {_POSITIONS[held.kind]}{reason}"))
    return found


def effect_of(record: Record, decision: Decision) -> str:
    """What the decision changed in the text, and on which proposals."""
    changed = effects(record.where(Amendment, decision=decision.id), partial(place_of, record))
    carried = [record.get(Proposal, key).number for key in decision.proposals]
    words = joined(changed)
    return f"{words} as proposed in {joined(carried)}." if words and carried else sentence(words)


def action_table(record: Record, meeting: Meeting, who: Attribution) -> Table:
    """The actions of a meeting: number, what, who, until when; what is done says so."""
    columns = [Column("No.", 800), Column("Action", 4350), Column("Owner", 2248), Column("Due", 1900)]
    rows = [_action(record, action, who) for action in record.where(ActionItem, meeting=meeting.id)]
    return Table(columns, rows)


def _action(record: Record, action: ActionItem, who: Attribution) -> list[Words]:
    owner = who.person(action.owner, action.at.date()) if record.find(Person, action.owner) else "–"
    if who.names == "none":
        owner = owner[0].upper() + owner[1:]
    due = "done" if action.done_at else day_in_words(action.due) if action.due else "–"
    return [[Run(action.number, bold=True)], action.title, owner, due]

"""What the decisions page shows of the record."""

from dataclasses import dataclass
from datetime import date, datetime

from hisrg_desktop.meeting.comments.line import people_called
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Position, declared_in, parked
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.roll.closing import is_closed
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, number_of
from hisrg_desktop.meeting.text.amendments import CHANGE_WORDS, Amendment
from hisrg_desktop.meeting.text.marked import author_of
from hisrg_desktop.meeting.text.numbers import label, locator
from hisrg_desktop.ui.widgets.marked import Pieces


def moment_words(at: datetime) -> str:
    """A day and a time as people write them: ``4 May, 10:41``."""
    at = local(at)
    return f"{at.day} {at:%b}, {at:%H:%M}"


def day_words(day: date | None) -> str:
    """A day as people write it: ``4 May 2020``."""
    return f"{day.day} {day:%b %Y}" if day else ""


def present_words(decision: Decision) -> str:
    """How a decision was reached and how many members were present."""
    return f"By {decision.method}, {len(decision.members_present)} of {decision.members} members present."


def changed_pieces(record: Record, amendment: Amendment) -> Pieces:
    """What one amendment changed, as mark-up of an agreed change."""
    proposal = record.find(Proposal, amendment.proposal)
    by = author_of(record, amendment.author, proposal.by if proposal else "")
    mark = Mark(by, amendment.at, proposal.number if proposal else "", agreed=True)
    if amendment.operation in CHANGE_WORDS:
        return overlay(amendment.before, [(amendment.after, mark)]).pieces
    if amendment.before == amendment.after:
        return (Piece(amendment.after),)
    pieces = (Piece(amendment.before, None, mark), Piece(amendment.after, mark))
    return tuple(piece for piece in pieces if piece.text)


# --- decisions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declared:
    """A decision as a row of the list."""

    key: str
    number: str
    place: str
    words: str
    method: str
    at: str
    present: str
    note: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision changed at one place of the text."""

    key: str
    place: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Whole:
    """A decision with everything that is known of it."""

    key: str
    number: str
    place: str
    provision: str
    words: str
    how: str
    names: tuple[str, ...]
    positions: tuple[str, ...]
    effects: tuple[Effect, ...]
    corrects: str
    corrected_by: str
    closed: bool


def meetings(record: Record) -> list[tuple[str, str]]:
    """The meetings by id and name, the latest first."""
    found = sorted(record.each(Meeting), key=lambda m: m.planned_from, reverse=True)
    return [(m.id, f"{number_of(record, m)} {m.place}".strip()) for m in found]


def meeting_shown(record: Record) -> str:
    """The meeting whose decisions are shown first."""
    meeting = current_meeting(record)
    return meeting.id if meeting else ""


def decisions(record: Record, meeting: str) -> list[Declared]:
    """The decisions of a meeting in the order in which they were declared."""
    return [_row(record, decision) for decision in declared_in(record, meeting)]


def _row(record: Record, decision: Decision) -> Declared:
    by = record.one(Decision, corrects=decision.id)
    corrected = record.find(Decision, decision.corrects)
    note = f"corrected by {by.number}" if by else f"corrects {corrected.number}" if corrected else ""
    return Declared(
        decision.id,
        decision.number,
        place_of(record, decision.provision, decision.block),
        decision.words,
        decision.method,
        moment_words(decision.declared_at),
        f"{len(decision.members_present)} of {decision.members}",
        note,
    )


def place_of(record: Record, provision: str | None, block: str | None) -> str:
    """A place as one points at it; empty where there is none."""
    key = provision or block
    return locator(record, key) if key else ""


def whole(record: Record, key: str) -> Whole | None:
    """Everything that is known of a decision."""
    decision = record.find(Decision, key)
    if decision is None:
        return None
    by = record.one(Decision, corrects=key)
    corrected = record.find(Decision, decision.corrects)
    at = f"{moment_words(decision.declared_at)}. {present_words(decision)}"
    return Whole(
        key,
        decision.number,
        place_of(record, decision.provision, decision.block),
        decision.provision or decision.block or "",
        decision.words,
        at,
        tuple(record.get(Person, p).name for p in decision.members_present),
        tuple(_position(record, p) for p in record.where(Position, decision=key)),
        tuple(
            Effect(a.id, label(record, a.provision or a.block), changed_pieces(record, a))
            for a in record.where(Amendment, decision=key)
        ),
        corrected.number if corrected else "",
        by.number if by else "",
        is_closed(record, decision),
    )


def _position(record: Record, position: Position) -> str:
    words = f"{record.get(Person, position.person).name}: {position.kind}"
    return f"{words}, {position.reason}" if position.reason else words


# --- parked ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """Something parked: the place, what, until when, since when."""

    key: str
    place: str
    what: str
    until: str
    since: str


def parked_rows(record: Record) -> list[ParkedRow]:
    """What the room has still to come back to, oldest first."""
    return [
        ParkedRow(p.id, place_of(record, p.provision, p.block), p.what, p.until, moment_words(p.at))
        for p in parked(record)
    ]


# --- actions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A task: its number, what, whose, until when or since when done."""

    key: str
    number: str
    title: str
    owner: str
    due: str
    done: bool


def action_rows(record: Record, meeting: str, today: date) -> list[ActionRow]:
    """The tasks that are open, those due first ahead, then those of this meeting that are done."""
    far = date.max
    rows = [a for a in record.each(ActionItem) if a.done_at is None or a.meeting == meeting]
    rows.sort(key=lambda a: (a.done_at is not None, a.due or far, a.number))
    return [_action(record, a, today) for a in rows]


def _action(record: Record, action: ActionItem, today: date) -> ActionRow:
    owner = record.find(Person, action.owner)
    if action.done_at:
        due = f"done {day_words(action.done_at.date())}"
    else:
        due = day_words(action.due) + (" – overdue" if action.due and action.due < today else "")
    return ActionRow(
        action.id,
        action.number,
        action.title,
        owner.name if owner else "",
        due,
        action.done_at is not None,
    )


def named(record: Record, typed: str) -> tuple[str | None, str]:
    """The person meant by a typed name, and in words why there is none."""
    if not typed.strip():
        return None, ""
    exact = [p for p in record.each(Person) if p.name == typed.strip()]
    found = exact or people_called(record, typed)
    if len(found) == 1:
        return found[0].id, ""
    if found:
        others = ", ".join(p.name for p in found[:4])
        return None, f"“{typed}” could be {others}."
    return None, f"Nobody is called “{typed}”."

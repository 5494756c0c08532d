"""What the decisions page shows of the record."""

from dataclasses import dataclass
from datetime import date, datetime

from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.called import people_called
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, Position, declared_in
from hisrg_desktop.meeting.decisions.filling import filled, unfilled
from hisrg_desktop.meeting.decisions.objections import Objection, is_unresolved, resolved_words
from hisrg_desktop.meeting.decisions.parking import destination, parked
from hisrg_desktop.meeting.decisions.polls import Poll, counted_words
from hisrg_desktop.meeting.decisions.silence import Silence, silence_words, silences
from hisrg_desktop.meeting.decisions.statements import Statement, is_overdue
from hisrg_desktop.meeting.local_time import local, short_day
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.roll.closing import is_closed
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, current_meeting, number_of
from hisrg_desktop.meeting.text.amendments import CHANGE_WORDS, Amendment
from hisrg_desktop.meeting.text.marked import author_of
from hisrg_desktop.meeting.text.numbers import label, locator
from hisrg_desktop.meeting.text.parts import Text
from hisrg_desktop.ui.widgets.marked import Pieces


def moment_words(at: datetime) -> str:
    """A day and a time as people write them: ``4 May, 10:41``."""
    at = local(at)
    return f"{at.day} {at:%b}, {at:%H:%M}"


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
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision changed at one place of the text."""

    key: str
    place: str
    pieces: Pieces
    provision: str = ""


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
    also: tuple[str, ...] = ()
    unfilled: int = 0
    copied: str = ""


def meetings(record: Record) -> list[tuple[str, str]]:
    """The meetings by id and name, the latest first."""
    found = sorted(record.each(Meeting), key=lambda m: m.planned_from, reverse=True)
    return [(m.id, f"{number_of(record, m)} {m.place}".strip()) for m in found]


def meeting_shown(record: Record) -> str:
    """The meeting whose decisions are shown first."""
    meeting = current_meeting(record)
    return meeting.id if meeting else ""


def decisions(record: Record, meeting: str, typed: str = "") -> list[Declared]:
    """The decisions of a meeting in the order in which they were declared; with words typed, those that have them all."""
    wanted = typed.casefold().split()
    rows = [_row(record, decision) for decision in declared_in(record, meeting)]
    return [row for row in rows if all(word in row.searched for word in wanted)]


def _row(record: Record, decision: Decision) -> Declared:
    by = record.one(Decision, corrects=decision.id)
    corrected = record.find(Decision, decision.corrects)
    note = f"corrected by {by.number}" if by else f"corrects {corrected.number}" if corrected else ""
    place = place_of(record, decision.provision, decision.block)
    held = [_position(record, position) for position in record.where(Position, decision=decision.id)]
    numbers = [record.get(Proposal, key).number for key in decision.proposals]
    searched = (decision.number, place, decision.words, decision.method, note, *held, *numbers)
    return Declared(
        decision.id,
        decision.number,
        place,
        decision.words,
        decision.method,
        moment_words(decision.declared_at),
        f"{len(decision.members_present)} of {decision.members}",
        note,
        " ".join(searched).casefold(),
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
            Effect(a.id, label(record, a.provision or a.block), changed_pieces(record, a), a.provision or a.block or "")
            for a in record.where(Amendment, decision=key)
        ),
        corrected.number if corrected else "",
        by.number if by else "",
        is_closed(record, decision),
        tuple(_also(record, decision)),
        len([s for s in unfilled(record, key) if s.taken]),
        f"{decision.number}\n{decision.words}\n{at}",
    )


def _also(record: Record, decision: Decision) -> list[str]:
    """What else hangs on a decision, a sentence each: what it agreed, the vote, the comments, statements, actions."""
    told = []
    text = record.find(Text, decision.adopts)
    if text:
        told.append(f"Adopts the {text.name} as a whole: {len(decision.settled)} provisions.")
    elif decision.settled:
        places = ", ".join(label(record, key) for key in decision.settled[:12])
        more = f" and {len(decision.settled) - 12} more" if len(decision.settled) > 12 else ""
        told.append(f"Provisionally agreed as it stands: {places}{more}.")
    told += [f"Vote: {counted_words(poll)}." for poll in record.where(Poll, decision=decision.id)]
    comments = [comment.number for comment in filled(record, decision.id)]
    if comments:
        shown = ", ".join(comments[:6]) + (f" and {len(comments) - 6} more" if len(comments) > 6 else "")
        told.append(f"Comments disposed of by it: {shown}.")
    told += [f"{_statement_words(record, s)}." for s in record.where(Statement, decision=decision.id)]
    told += [f"{a.number}: {a.title}" for a in record.where(ActionItem, decision=decision.id)]
    return told


def _statement_words(record: Record, statement: Statement) -> str:
    name = record.get(Person, statement.person).name
    return f"Statement for the record of {name}" + (f", {statement.about}" if statement.about else "")


def _position(record: Record, position: Position) -> str:
    words = f"{record.get(Person, position.person).name}: {position.kind}"
    return f"{words}, {position.reason}" if position.reason else words


# --- parked ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """Something put off: the place, what, with whom, until when, since when."""

    key: str
    place: str
    what: str
    until: str
    since: str
    whose: str = ""


def parked_rows(record: Record) -> list[ParkedRow]:
    """What the room has still to come back to, oldest first."""
    rows = []
    for there in parked(record):
        owner, proposal = record.find(Person, there.owner), record.find(Proposal, there.proposal)
        place = place_of(record, there.provision, there.block)
        to = destination(record, there) or (owner.name if owner else "")
        what = " ".join(part for part in (proposal.number if proposal else "", there.what) if part)
        until = there.until or (there.state if there.state != "parked" else "")
        rows.append(ParkedRow(there.id, place, what, until, moment_words(there.at), to))
    return rows


# --- statements, shows of hands, objections -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement for the record: whose, about what, and whether it has come."""

    key: str
    who: str
    about: str
    place: str
    state: str
    text: str
    waits: bool


def statement_rows(record: Record, meeting: str, at: datetime) -> list[StatementRow]:
    """The statements announced at a meeting, those awaited first."""
    rows = [_statement(record, s, at) for s in record.where(Statement, meeting=meeting)]
    return sorted(rows, key=lambda row: not row.waits)


def _statement(record: Record, statement: Statement, at: datetime) -> StatementRow:
    kept = record.find(Attachment, statement.attachment)
    if statement.received_at:
        state = f"received {moment_words(statement.received_at)}" + (f", {kept.name}" if kept else "")
    elif statement.withdrawn_at:
        state = "will not come"
    elif statement.due:
        state = f"due {moment_words(statement.due)}" + (" – overdue" if is_overdue(statement, at) else "")
    else:
        state = "awaited"
    return StatementRow(
        statement.id,
        record.get(Person, statement.person).name,
        statement.about,
        place_of(record, statement.provision, statement.block),
        state,
        statement.text,
        statement.received_at is None and statement.withdrawn_at is None,
    )


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A fact of the room as a row: on what, what, when; `place` is where it leads, `waits` that it is not over."""

    key: str
    on: str
    what: str
    at: str
    place: str
    waits: bool = False


def poll_rows(record: Record, meeting: str) -> list[ToldRow]:
    """The indicative shows of hands at a meeting, in their order."""
    rows = []
    for poll in record.each(Poll):
        if poll.decision is None and record.get(Sitting, poll.sitting).meeting == meeting:
            proposal = record.find(Proposal, poll.proposal)
            place = place_of(record, poll.provision, poll.block)
            on = f"{place} {proposal.number}".strip() if proposal else place
            there = f", {len(poll.members_present)} members present"
            question = f"{poll.question}: " if poll.question else ""
            rows.append(
                ToldRow(
                    poll.id,
                    on,
                    question + counted_words(poll) + there,
                    moment_words(poll.at),
                    poll.provision or poll.block or "",
                )
            )
    return rows


def objection_rows(record: Record, meeting: str) -> list[ToldRow]:
    """The objections raised at a meeting, those unresolved first."""
    found = [o for o in record.each(Objection) if record.get(Sitting, o.sitting).meeting == meeting]
    found.sort(key=lambda o: not is_unresolved(record, o))
    rows = []
    for objection in found:
        proposal = record.find(Proposal, objection.proposal)
        place = place_of(record, objection.provision, objection.block)
        on = f"{place} {proposal.number}".strip() if proposal else place
        name = record.get(Person, objection.person).name
        reason = f": {objection.reason}" if objection.reason else ""
        rows.append(
            ToldRow(
                objection.id,
                on,
                f"{name}{reason}",
                objection_state(record, objection),
                objection.provision or objection.block or "",
            )
        )
    return rows


def silence_rows(record: Record, meeting: str, at: datetime) -> list[ToldRow]:
    """The silences that run, then those of a meeting that are over."""
    running = silences(record)
    others = [s for s in record.each(Silence) if s not in running and record.get(Sitting, s.sitting).meeting == meeting]
    return [_silence(record, s, at, s in running) for s in (*running, *others)]


def _silence(record: Record, silence: Silence, at: datetime, waits: bool) -> ToldRow:
    place = silence.provision or silence.block or ""
    numbers = " ".join(record.get(Proposal, key).number for key in silence.proposals)
    on = f"{place_of(record, silence.provision, silence.block)} {numbers}".strip()
    return ToldRow(silence.id, on, silence.words, silence_words(record, silence, at), place, waits)


def objection_state(record: Record, objection: Objection) -> str:
    """Whether an objection stands in the way, or how it ceased to."""
    if is_unresolved(record, objection):
        return "unresolved"
    proposal = record.find(Proposal, objection.proposal)
    return (
        resolved_words(objection.resolved)
        if objection.resolved
        else f"{proposal.number} {proposal.state}"
        if proposal
        else ""
    )


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
        due = f"done {short_day(action.done_at.date())}"
    else:
        due = short_day(action.due) + (" – overdue" if action.due and action.due < today else "")
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
    exact = [p for p in people(record) if p.name == typed.strip()]
    found = exact or people_called(record, typed)
    if len(found) == 1:
        return found[0].id, ""
    if found:
        others = ", ".join(p.name for p in found[:4])
        return None, f"“{typed}” could be {others}."
    return None, f"Nobody is called “{typed}”."


def counts(record: Record, meeting: str) -> tuple[int, int, int, int, int, int]:
    """How many actions are open, parked items left, statements awaited, hands counted, objections, silences."""
    return (
        sum(a.done_at is None for a in record.each(ActionItem)),
        len(parked(record)),
        sum(s.received_at is None and s.withdrawn_at is None for s in record.where(Statement, meeting=meeting)),
        len(poll_rows(record, meeting)),
        sum(row.at == "unresolved" for row in objection_rows(record, meeting)),
        len(silences(record)),
    )

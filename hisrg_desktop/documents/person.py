"""What the dossier holds about one person, for that person to read: in an outline, and as plain data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hisrg_desktop.documents.head import clock, document, last_change, place_of
from hisrg_desktop.documents.outline import Bullet, Column, Document, Heading, KeyValues, Paragraph, Part, Table, Words
from hisrg_desktop.meeting.agenda.items import AgendaItem, for_members_only
from hisrg_desktop.meeting.agenda.open_record import open_record
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.decisions.decisions import Decision, Position
from hisrg_desktop.meeting.decisions.objections import Objection
from hisrg_desktop.meeting.decisions.statements import Statement
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.about import about, mentions, private_notes
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function, roles_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.where_named import where_named
from hisrg_desktop.meeting.record import KINDS, Record, Row, name_of, references, replaced
from hisrg_desktop.meeting.roll.attendance import Apology, Attendance
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, number_of

_CLASSES = {"C": "chair", "M": "member", "O": "observer", "P": "panel chair", "S": "secretariat"}
_LABELS = {"sort_name": "Sorted as", "email": "E-mail", "given": "Given name", "family": "Family name"}


def person_document(record: Record, person: str, entries: Sequence[Entry]) -> Document:
    """Everything on record about a person, in the order in which they would look for it."""
    record, entries = _as_they_may_know(record, person, entries)
    there = record.get(Person, person)
    rows = about(record, person)
    parts = [*_who(record, there, rows), *_took_part(record, rows), *_said(record, rows), *_decided(record, rows)]
    parts += [*_rest(record, rows), *_named(record, person), *_journal(entries)]
    return document(record, None, f"What is on record about {there.name}", parts)


def person_data(record: Record, person: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """The same as plain data: the rows by kind, where others name the person, the entries of the journal."""
    record, entries = _as_they_may_know(record, person, entries)
    return {
        "person": person,
        "rows": {kind: [dict(row.__dict__) for row in rows] for kind, rows in about(record, person).items()},
        "named": [{"where": where, "words": words} for where, words in _named_by_others(record, person)],
        "private_notes": private_notes(record, person),
        "journal": [{"number": e.number, "at": e.at, "by": e.by, "what": e.sentence} for e in entries],
    }


# --- what is for members only ---------------------------------------------------------------------------------------

_UNTOLD = "an item for members only"
_OF_THE_OFFICE = frozenset({"chair", "vice-chair", "executive secretary", "secretariat", "rapporteur"})


def _as_they_may_know(record: Record, person: str, entries: Sequence[Entry]) -> tuple[Record, Sequence[Entry]]:
    """The record and the entries without the titles of members-only items, for who may not know them.

    What they themselves said there is theirs, and stays.
    """
    hidden = [] if _may_know(record, person) else _closed(record)
    untold = record.after([replaced(item, title=_UNTOLD, annotation="") for item in hidden])
    return untold, [replace(entry, sentence=_without_titles(entry.sentence, hidden)) for entry in entries]


def _may_know(record: Record, person: str) -> bool:
    on = last_change(record).date()
    return class_of(record, person, on) == "member" or not _OF_THE_OFFICE.isdisjoint(roles_of(record, person, on))


def _closed(record: Record) -> list[AgendaItem]:
    return [item for item in record.each(AgendaItem) if for_members_only(record, item)]


def _without_titles(sentence: str, hidden: Iterable[AgendaItem]) -> str:
    for item in hidden:
        sentence = sentence.replace(item.title, _UNTOLD)
    return sentence


# --- who they are ---------------------------------------------------------------------------------------------------


def _who(record: Record, person: Person, rows: dict[str, list[Row]]) -> Iterator[Part]:
    yield Heading("Particulars", 1)
    told = ((_label(name), _plain(getattr(person, name))) for name in type(person).model_fields if name != "id")
    yield KeyValues([(label, words) for label, words in told if words])
    held = _of(rows, Participation)
    yield from _table(
        "Class",
        (("Class", 1500), ("Organisation", 4398), ("From", 1700), ("Until", 1700)),
        ((p.kind, _organisation(record, p.organisation), day_in_words(p.since), _day(p.until)) for p in held),
    )
    yield from _table(
        "Functions",
        (("Function", 5898), ("From", 1700), ("Until", 1700)),
        ((_function(record, f), day_in_words(f.since), _day(f.until)) for f in _of(rows, Function)),
    )
    yield from _table(
        "Applications",
        (("Organisation", 4198), ("Received", 1700), ("Outcome", 1700), ("On", 1700)),
        (
            (_organisation(record, a.organisation), day_in_words(a.received_on), str(a.outcome), _day(a.decided_on))
            for a in _of(rows, Application)
        ),
    )


def _function(record: Record, function: Function) -> str:
    panel = record.find(Panel, function.panel)
    return f"{function.role}, {panel.name}" if panel else function.role


def _organisation(record: Record, key: str | None) -> str:
    there = record.find(Organisation, key)
    return there.name if there else ""


# --- what they did --------------------------------------------------------------------------------------------------


def _took_part(record: Record, rows: dict[str, list[Row]]) -> Iterator[Part]:
    yield from _table(
        "Attendance",
        (("Meeting and sitting", 4498), ("Day", 2200), ("From", 1300), ("Until", 1300)),
        (
            (_sitting(record, a.sitting), day_in_words(a.arrived_at.date()), clock(a.arrived_at), _clock(a.left_at))
            for a in _of(rows, Attendance)
        ),
    )
    yield from _table(
        "Apologies",
        (("Meeting", 9298),),
        ((_meeting(record, a.meeting),) for a in _of(rows, Apology)),
    )
    turns = sorted(_of(rows, Intervention), key=lambda turn: turn.began_at)
    yield from _table(
        "Turns of speech",
        (("Day", 2200), ("From", 900), ("Length", 1000), ("As", 1400), ("Item", 3798)),
        (
            (day_in_words(t.began_at.date()), clock(t.began_at), _length(t), _as(t.capacity), _item(record, t.item))
            for t in turns
        ),
    )


def _as(letter: str) -> str:
    return _CLASSES.get(letter, letter)


def _length(turn: Intervention) -> str:
    lasted: timedelta = turn.lasted(turn.began_at)
    return f"{lasted.seconds // 60}:{lasted.seconds % 60:02}" if turn.ended_at else "runs"


def _item(record: Record, key: str | None) -> str:
    there = record.find(AgendaItem, key)
    if there and for_members_only(record, there):
        return f"{there.number} (for members only)"
    return f"{there.number} {there.title}".strip() if there else ""


def _sitting(record: Record, key: str) -> str:
    there = record.get(Sitting, key)
    return f"{_meeting(record, there.meeting)}, {named(there)}"


def _meeting(record: Record, key: str) -> str:
    return f"Meeting {number_of(record, record.get(Meeting, key))}"


# --- what they said and what became of it ---------------------------------------------------------------------------


def _said(record: Record, rows: dict[str, list[Row]]) -> Iterator[Part]:
    comments = sorted(_of(rows, Comment), key=lambda comment: comment.at)
    yield from _table(
        "Comments",
        (("No.", 1450), ("Day", 1450), ("Place", 900), ("Words", 3098), ("What became of it", 2400)),
        (
            (c.number, day_in_words(c.at.date()), place_of(record, c.provision), _words(c), _fate(record, c))
            for c in comments
        ),
    )
    yield from _table(
        "Proposals",
        (("No.", 1000), ("Place", 1200), ("Kind", 1500), ("Would read", 3898), ("State", 1700)),
        (
            (p.number, place_of(record, p.provision), p.operation, p.after, p.state)
            for p in sorted(_of(rows, Proposal), key=lambda p: p.at)
        ),
    )
    yield from _table(
        "Statements for the record",
        (("About", 2500), ("Words", 6798)),
        ((s.about, s.text) for s in _of(rows, Statement)),
    )


def _words(comment: Comment) -> str:
    return f"{comment.text} (struck out)" if comment.struck else comment.text


def _fate(record: Record, comment: Comment) -> str:
    there = record.find(Disposition, comment.id)
    if there is None:
        return ""
    if there.decided:
        return f"{there.decided.capitalize()}. {there.observation}".strip()
    return f"Recommended: {there.recommended}. {there.recommended_reason}".strip() if there.recommended else ""


def _decided(record: Record, rows: dict[str, list[Row]]) -> Iterator[Part]:
    yield from _table(
        "Positions on decisions",
        (("Decision", 1900), ("Position", 2000), ("Reason", 5398)),
        ((record.get(Decision, p.decision).number, p.kind, p.reason) for p in _of(rows, Position)),
    )
    yield from _table(
        "Objections",
        (("Day", 2200), ("Reason", 5098), ("Resolved", 2000)),
        ((day_in_words(o.at.date()), o.reason, o.resolved or "no") for o in _of(rows, Objection)),
    )
    yield from _table(
        "Decisions made with them present",
        (("No.", 1900), ("Words", 7398)),
        ((d.number, d.words) for d in _of(rows, Decision)),
    )


# --- everything else ------------------------------------------------------------------------------------------------

_WITHIN = frozenset({"id", "rank", "attributed"})
_KINDS = {
    "queue_entry": "Asked for the floor",
    "support": "Support and opposition",
    "meeting_invitation": "Invitations",
    "meeting_answer": "Answers to invitations",
    "action_item": "Actions",
    "agenda_item": "Presents on the agenda",
    "alternate": "Alternates",
    "submission": "Letters and files sent",
    "silence": "Put to them in silence",
    "poll": "Present at a show of hands",
}
_TOLD = frozenset(
    {
        *("person", "participation", "function", "application", "attendance", "apology", "intervention", "comment"),
        *("proposal", "statement", "position", "objection", "decision", "disposition"),
    }
)


def _rest(record: Record, rows: dict[str, list[Row]]) -> Iterator[Part]:
    rest = {kind: some for kind, some in rows.items() if kind not in _TOLD}
    if rest:
        yield Heading("Also on record", 1)
    for kind, some in rest.items():
        yield Heading(f"{_KINDS.get(kind, kind.replace('_', ' ').capitalize())} ({len(some)})", 2)
        for row in some:
            yield Bullet(_all_of(record, row))


def _all_of(record: Record, row: Row) -> str:
    """What a row of any kind says; the rows it points at by their numbers or names, without ids."""
    pointing = dict(references(type(row)))
    said = []
    for name, value in row.__dict__.items():
        words = _pointed_at(record, pointing[name], value) if name in pointing else _plain(value)
        if words and name not in _WITHIN and not _is_keys(record, value if name not in pointing else ""):
            said.append(f"{_label(name).lower()}: {words}")
    return "; ".join(said) or "no more than that it belongs to them"


def _pointed_at(record: Record, kind: str, key: str | None) -> str:
    """A row as one names it in a sentence; empty for a person, who is the one or somebody else."""
    there = record.find(KINDS[kind], key)
    if there is None or kind == "person":
        return ""
    if isinstance(there, Meeting):
        return number_of(record, there)
    if isinstance(there, Sitting):
        return _sitting(record, there.id)
    if isinstance(there, AgendaItem):
        return _item(record, there.id)
    return place_of(record, key) or str(getattr(there, "number", "") or getattr(there, "name", ""))


def _is_keys(record: Record, value: object) -> bool:
    keys = value if isinstance(value, tuple) else (value,)
    return any(isinstance(key, str) and record.find(kind, key) for key in keys for kind in KINDS.values())


def _named(record: Record, person: str) -> Iterator[Part]:
    found = _named_by_others(record, person)
    yield from _table("Named by others", (("Where", 3298), ("Words", 6000)), found)
    notes = private_notes(record, person)
    if notes:
        yield Paragraph(
            f"The secretariat has {notes} private note{'' if notes == 1 else 's'} about this person. "
            "They are not given out with this document."
        )


def _named_by_others(record: Record, person: str) -> list[tuple[str, str]]:
    known = record if _may_know(record, person) else open_record(record)
    return [(where_named(known, place), place.words) for place in mentions(known, person)]


def _journal(entries: Iterable[Entry]) -> Iterator[Part]:
    yield from _table(
        "Entries of the journal",
        (("No.", 900), ("When", 2900), ("What", 5498)),
        ((str(e.number), f"{day_in_words(e.at.date())}, {clock(e.at)}", e.sentence) for e in entries),
    )


# --- in words -------------------------------------------------------------------------------------------------------


def _of(rows: dict[str, list[Row]], kind: type[Row]) -> Any:
    return rows.get(name_of(kind), [])


def _table(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Words]]) -> Iterator[Part]:
    found = list(rows)
    if found:
        yield Heading(f"{title} ({len(found)})", 1)
        yield Table([Column(heading, width) for heading, width in columns], found)


def _label(field: str) -> str:
    return _LABELS.get(field, field.replace("_", " ").capitalize())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{day_in_words(value.date())}, {clock(value)}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None or value is False else "yes" if value is True else str(value)


def _day(on: date | None) -> str:
    return day_in_words(on) if on else ""


def _clock(at: datetime | None) -> str:
    return clock(at) if at else ""

"""What is due and has not come: statements for the record, and silences that wait to be confirmed."""

from datetime import datetime

from hisrg_desktop.meeting.decisions.silence import on_words, silence_words, silences, until_words
from hisrg_desktop.meeting.decisions.statements import Statement, awaited, is_overdue
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record


def overdue(record: Record, at: datetime) -> list[str]:
    """What somebody has to see to now, a line each: statements that should have come, silences that are over."""
    statements = [_statement(record, s, at) for s in awaited(record) if is_overdue(s, at)]
    return statements + _silences(record, at, over=True)


def waiting(record: Record, at: datetime) -> list[str]:
    """The same, and the silences that still run."""
    return overdue(record, at) + _silences(record, at, over=False)


def due_words(record: Record, at: datetime) -> str:
    """All of it counted: ``2 statements overdue · 1 silence to be confirmed · 1 silence running``."""
    late = sum(is_overdue(s, at) for s in awaited(record))
    over = sum(s.until <= at for s in silences(record))
    running = len(silences(record)) - over
    counted = ((late, "statement", "overdue"), (over, "silence", "to be confirmed"), (running, "silence", "running"))
    return " · ".join(f"{count} {what}{'s' if count > 1 else ''} {how}" for count, what, how in counted if count)


def _statement(record: Record, statement: Statement, at: datetime) -> str:
    name = record.get(Person, statement.person).name
    about = f" about {statement.about}" if statement.about else ""
    assert statement.due is not None
    return f"{name}’s statement for the record{about} was due {until_words(statement.due, at)} and has not come"


def _silences(record: Record, at: datetime, *, over: bool) -> list[str]:
    found = [s for s in silences(record) if (s.until <= at) is over]
    return [f"Silence{on_words(record, s.id)} {silence_words(record, s, at)}" for s in found]

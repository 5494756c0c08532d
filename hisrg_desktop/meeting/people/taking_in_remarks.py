"""What is said beside a row of a list: what weighs, and what the record keeps as it has it."""

from collections.abc import Sequence

from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.names import folded
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.taking_in_said import Said
from hisrg_desktop.meeting.people.taking_in_same import name_key
from hisrg_desktop.meeting.record import Change, Record


def in_words(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *before, last = names or ("",)
    return f"{', '.join(before)} and {last}" if before else last


def weighty(record: Record, change: Change) -> str:
    """What nobody should do by a list unawares: that a class ends, that somebody is given a function of the Group."""
    row = change.after
    if isinstance(row, Function):
        return f"Becomes {row.role} of the Group; a function elsewhere is none here."
    if change.before is None or not isinstance(row, Participation) or row.until is None:
        return ""
    organisation = record.get(Organisation, row.organisation).name
    return f"Ends as {row.kind} for {organisation} on {day_in_words(row.until)}."


def named_otherwise(record: Record, person: str, said: Said) -> str | None:
    """That the record has another name, which stays; None where it has not, or the list has none of its accents."""
    there, name = record.get(Person, person).name, said.listed.name
    if name_key(there) == name_key(name) and (name.isascii() or _letters(there) == _letters(name)):
        return None
    # A list that has the accents gives them to a name that has none.
    if there.isascii() and folded(there) == folded(name):
        return None
    return f"On record as {there}; that name is kept."


def held_otherwise(record: Record, person: str, said: Said) -> str | None:
    """That the record has another first day of the same class, which is history and stays; None where it has not."""
    since = said.listed.since
    if since is None or not said.listed.kind:
        return None
    same = [p for p in record.where(Participation, person=person) if p.kind == said.listed.kind]
    if not same or any(p.since == since for p in same):
        return None
    held = next((p for p in same if p.until is None), same[-1])
    if held.since < since and held.until is not None and held.until < since:
        return None
    return f"On record as {held.kind} since {day_in_words(held.since)}; that day is kept."


def _letters(name: str) -> list[str]:
    """The words of a name with their accents, in any order."""
    return sorted(name.casefold().replace(",", " ").replace("-", " ").split())

"""The lists of the people page. After news only the lines of those whom it concerns are made anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.meeting.local_time import short_day
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function, badge_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import (
    MOST_MEMBERS,
    Participation,
    counts,
    organisation_of,
    participation_of,
)
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.meeting.roll.attendance import room

LISTS = ("members", "observers", "functions", "externals", "applications", "all")
_OF_CLASS = {"member": "members", "observer": "observers", "external": "externals"}


@dataclass(frozen=True, slots=True)
class Who:
    """One line of a list. `key` is the person's, or the application's in the list of applications; `place` sorts."""

    key: str
    person: str
    letter: str
    name: str
    organisation: str
    note: str
    present: bool
    haystack: str
    place: tuple[object, ...] = ()


Lists = dict[str, list[Who]]


@dataclass(slots=True)
class _Known:
    """The lists of each day that was asked for, and those whose lines have to be made anew before they are seen."""

    days: dict[date, Lists] = field(default_factory=dict)
    concerned: frozenset[str] = frozenset()


@derived(Person, Participation, Organisation, Application, Function, Panel)
def _known(_: Record) -> _Known:
    """Nothing yet: arriving and leaving changes none of them."""
    return _Known()


@follows(_known)
def _still_known(known: _Known, before: Record, after: Record, changes: list[Change]) -> _Known:
    """The same lists, with those more whom the changes concern."""
    if not known.days:
        return known
    return _Known(known.days, known.concerned.union(*(_concerned(before, after, change) for change in changes)))


def _concerned(before: Record, after: Record, change: Change) -> Iterator[str]:
    """Those in whose lines a changed row is told; the lists know a panel by those who have a function in it."""
    key = change.row.id
    for record, row in ((before, change.before), (after, change.after)):
        if isinstance(row, Person):
            yield key
        elif isinstance(row, Participation | Application | Function):
            yield row.person
        elif isinstance(row, Organisation):
            yield from (held.person for held in record.where(Participation, organisation=key))
            yield from (asked.person for asked in record.where(Application, organisation=key))
        elif isinstance(row, Panel):
            yield from (held.person for held in record.where(Function, panel=key))


def lists(record: Record, day: date) -> Lists:
    """The lists of the page by their names."""
    known = record.derive(_known)
    if known.concerned:
        known.days = {on: _anew(record, there, known.concerned, on) for on, there in known.days.items()}
        known.concerned = frozenset()
    if day not in known.days:
        known.days = {day: _in_order(_lines(record, record.all(Person), day))}
    here = record.derive(room)
    return {
        name: [replace(who, present=True) if who.person in here else who for who in there]
        for name, there in known.days[day].items()
    }


def _anew(record: Record, there: Lists, concerned: frozenset[str], day: date) -> Lists:
    """The lists with other lines for those concerned."""
    fresh = _lines(record, concerned, day)
    return _in_order(
        {name: [*(who for who in there[name] if who.person not in concerned), *fresh[name]] for name in LISTS}
    )


def _in_order(several: Lists) -> Lists:
    return {name: sorted(there, key=lambda who: who.place) for name, there in several.items()}


def _lines(record: Record, persons: Iterable[str], day: date) -> Lists:
    """The lines of these people in each list, in no order."""
    found: Lists = {name: [] for name in LISTS}
    for person in persons:
        for name, who in _lines_of(record, person, day):
            found[name].append(who)
    return found


def _lines_of(record: Record, person: str, day: date) -> Iterator[tuple[str, Who]]:
    there = record.find(Person, person)
    if there is None:
        return
    by_name = (folded(there.sort_name), person)
    for held in record.where(Participation, person=person):
        if held.holds_on(day) and counts(record, held):
            line = who(record, person, person, _standing(record, held), day)
            yield (
                _OF_CLASS[held.kind],
                replace(line, place=(line.organisation if held.kind == "observer" else "", *by_name)),
            )
    for function in record.where(Function, person=person):
        if function.since <= day and (function.until is None or day <= function.until):
            line = who(record, person, person, role_words(record, function), day)
            yield "functions", replace(line, place=(function.role, there.sort_name, function.id))
    for asked in record.where(Application, person=person):
        yield "applications", _applicant(record, asked, day)
    if there.merged_into is None:
        yield "all", replace(who(record, person, person, _class_words(record, person, day), day), place=by_name)


def counted(listed: Lists) -> dict[str, str]:
    """How many stand in each list; members of how many there may be."""
    counts = {name: str(len(there)) for name, there in listed.items()}
    counts["members"] = f"{counts['members']}/{MOST_MEMBERS}"
    waiting = sum(1 for who in listed["applications"] if who.note.startswith(("waiting", "asked")))
    counts["applications"] = str(waiting)
    return counts


def matching(listed: Iterable[Who], typed: str) -> list[Who]:
    """Those in whose line every word typed occurs."""
    words = folded(typed).split()
    return [who for who in listed if all(word in who.haystack for word in words)]


def who(record: Record, key: str, person: str, note: str, day: date, organisation: str = "") -> Who:
    """The line of a person with this note, as what they are on this day."""
    there = record.get(Person, person)
    held = organisation_of(record, person, day)
    name = organisation or (held.name if held else "")
    letter = badge_of(record, person, day)
    haystack = folded(f"{there.name} {there.sort_name} {name} {held.short if held else ''} {note}")
    return Who(key, person, letter, there.name, name, note, False, haystack)


def _standing(record: Record, held: Participation) -> str:
    asked = record.find(Application, held.application)
    return f"{asked.outcome} {in_words(asked.decided_on)}" if asked else f"since {in_words(held.since)}"


def role_words(record: Record, function: Function) -> str:
    """A function with its panel."""
    panel = record.find(Panel, function.panel)
    return f"{function.role}, {panel.name}" if panel else function.role


def _class_words(record: Record, person: str, day: date) -> str:
    held = participation_of(record, person, day)
    if held:
        return f"{held.kind} since {in_words(held.since)}"
    roles = [role_words(record, f) for f in record.where(Function, person=person)]
    return ", ".join(roles) or "on record only"


def _applicant(record: Record, asked: Application, day: date) -> Who:
    note = f"{asked.outcome} {in_words(asked.decided_on)}"
    if asked.outcome == "waiting":
        note = f"asked {in_words(asked.asked_on)}" if asked.asked_on else f"waiting since {in_words(asked.received_on)}"
    line = who(record, asked.id, asked.person, note, day, record.get(Organisation, asked.organisation).name)
    return replace(line, place=(asked.outcome != "waiting", asked.received_on, asked.id))


def in_words(day: date | None) -> str:
    """A day as people write it: ``4 Feb 2020``."""
    return short_day(day) if day else ""

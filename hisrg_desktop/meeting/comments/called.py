"""Who is meant: the ways in which people are called in a hurry, and the people whom a few letters may mean."""

import re
from collections import Counter as Tally
from dataclasses import dataclass
from functools import lru_cache

from hisrg_desktop.meeting.people.names import PARTICLES
from hisrg_desktop.meeting.people.names import folded as folded
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.roll.attendance import room

SHORTEST = 2
"""From so many letters on the beginning of a name may mean somebody."""


@dataclass(frozen=True, slots=True)
class Called:
    """A person with the ways in which they may be called whole, and the words of which their name is made."""

    person: Person
    names: frozenset[str]
    words: tuple[str, ...]
    short: str = ""


@derived(Person, Participation, Organisation)
def index(record: Record) -> tuple[Called, ...]:
    """Each person with the ways in which they may be called."""
    latest = {p.person: p for p in record.each(Participation)}
    alike: Tally[str] = Tally()
    called = []
    for person in people(record):
        held = latest.get(person.id)
        organisation = record.find(Organisation, held.organisation) if held else None
        short = organisation.short if organisation else ""
        name = folded(person.name)
        alike[name] += 1
        names = _names(person) | {f"{name} {alike[name]}"} | {folded(other) for other in person.other_names}
        if short:
            names |= {f"{name} {folded(short)}" for name in names} | {folded(short)}
        called.append(Called(person, frozenset(n for n in names if n), tuple(name.split()), short))
    return tuple(called)


def _names(person: Person) -> frozenset[str]:
    """The name, its tails, its parts and initials, with and without particles."""
    return _ways(person.name, person.given, person.family or "", person.initialled)


# Kept for each name: one person who comes would else have those of two thousand others worked out anew.
@lru_cache(maxsize=10_000)
def _ways(name: str, given: str, last: str, initialled: str) -> frozenset[str]:
    words = folded(name).split()
    bare = [word for word in words if word not in PARTICLES] or words
    family = folded(last)
    names = {folded(given), family, folded(initialled)}
    for several in (words, bare):
        names |= {" ".join(several[n:]) for n in range(len(several))}
        names.add("".join(word[0] for word in several))
    if given:
        names.add(f"{folded(given)[:1]} {' '.join(w for w in family.split() if w not in PARTICLES)}")
    names |= {word for word in words if word not in PARTICLES}
    return frozenset(names | {folded(part) for part in re.split(r"[-\s’']", name) if len(part) > SHORTEST})


def people_called(record: Record, typed: str, *, beginnings: bool = True) -> list[Person]:
    """The people who may be meant by what was typed: exact names, initials and short names first, else beginnings."""
    wanted = folded(typed)
    if not wanted:
        return []
    known = record.derive(index)
    exact = [one.person for one in known if wanted in one.names]
    if exact or not beginnings or len(wanted) < SHORTEST:
        return exact
    begun = [one.person for one in known if any(name.startswith(wanted) for name in one.names)]
    words = wanted.split()
    return begun or ([one.person for one in known if _begins(one.words, words)] if len(words) > 1 else [])


def _begins(name: tuple[str, ...], typed: list[str]) -> bool:
    """Whether the words typed begin words of the name in their order: ``c oka``."""
    left = iter(name)
    return all(any(word.startswith(begun) for word in left) for begun in typed)


def meant(record: Record, typed: str, *, beginnings: bool = True) -> list[Person]:
    """The people who may be meant; where several are called so, those in the room."""
    found = people_called(record, typed, beginnings=beginnings)
    if len(found) > 1:
        here = record.derive(room)
        return [person for person in found if person.id in here] or found
    return found


def in_the_room_first(record: Record, people: list[Person]) -> list[Person]:
    """The people, those in the room before the others."""
    here = record.derive(room)
    return sorted(people, key=lambda person: person.id not in here)


def call_of(record: Record, person: Person) -> str:
    """What to type so that this person and nobody else is meant: the family name, the whole one, or one with more."""
    ways = (person.family or person.name, person.name, f"{person.name} ({short_of(record, person)})")
    unmistakable = (way for way in ways if people_called(record, way, beginnings=False) == [person])
    return next(unmistakable, None) or _counted(record, person)


def _counted(record: Record, person: Person) -> str:
    """The name with a number, for one of several people who cannot be told apart otherwise."""
    alike = [other for other in people(record) if folded(other.name) == folded(person.name)]
    return f"{person.name} {alike.index(person) + 1}"


def short_of(record: Record, person: Person) -> str:
    """The short name of the organisation the person was last on record for; empty where there is none."""
    return next((one.short for one in record.derive(index) if one.person.id == person.id), "")


def beginning_named(record: Record, words: str) -> tuple[Person | None, str]:
    """The person with whose name these words begin, and the rest; None where that is nobody or several."""
    parts = words.split(" ")
    for count in range(min(5, len(parts)), 0, -1):
        found = meant(record, " ".join(parts[:count]).rstrip(":,"))
        if len(found) == 1:
            return found[0], " ".join(parts[count:]).strip(" :,")
    return None, words

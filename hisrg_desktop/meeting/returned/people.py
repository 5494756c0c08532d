"""Whose name stands in a returned file: a person on record, by name, initials or organisation."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from hisrg_desktop.meeting.people.organisations import known_as
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record

NOBODY = frozenset(
    {
        "",
        "author",
        "unknown author",
        "unknown",
        "user",
        "microsoft office user",
        "microsoft account",
        "windows user",
        "owner",
        "admin",
        "administrator",
        "guest",
        "reviewer",
        "anonymous",
    }
)
"""What programs write where they do not know a name."""
_HONORIFICS = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "hon", "amb", "judge"})


_NO_LETTER = re.compile(r"[^a-z0-9'-]")


def is_nobody(name: str) -> bool:
    """Whether a name is only what a program writes by itself."""
    return folded(name) in NOBODY


def folded(name: str) -> str:
    """A name without accents, capitals and stops."""
    if name.isascii():
        return " ".join(_NO_LETTER.sub(" ", name.casefold()).split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c in "'-" else " " for c in plain.casefold()).split())


def person_named(record: Record, name: str, day: date) -> str | None:
    """The one person on record whom a name in a file can mean; None where it is nobody or could be several."""
    bare, _, inside = name.partition("(")
    wanted = [name, bare]
    for one in wanted:
        found = _by_name(record, one)
        if found:
            return found
    for one in (bare, inside.rstrip(") "), name):
        found = _of_organisation(record, one, day)
        if found:
            return found
    return None


def _by_name(record: Record, name: str) -> str | None:
    words = [w for w in folded(name).split() if w not in _HONORIFICS]
    if not words:
        return None
    for ways in (_whole, _swapped, _initialled, _initials):
        found = {p.id for p in people(record) if " ".join(words) in ways(p)}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _whole(person: Person) -> set[str]:
    names = (person.name, f"{person.given} {person.family or ''}", person.email, *person.other_names)
    return {folded(name) for name in names} - {""}


def _swapped(person: Person) -> set[str]:
    words = folded(person.name).split()
    family = folded(person.family or (words[-1] if words else ""))
    given = folded(person.given or " ".join(words[:-1]))
    return {f"{family} {given}".strip()} | ({folded(person.sort_name)} if person.sort_name else set())


def _initialled(person: Person) -> set[str]:
    words = folded(person.name).split()
    family = folded(person.family or "") or (words[-1] if words else "")
    if len(words) < 2:
        return set()
    return {family, f"{words[0][0]} {family}", f"{words[0][0]}{family}", f"{family} {words[0][0]}"}


def _initials(person: Person) -> set[str]:
    letters = [word[0] for word in folded(person.name).replace("-", " ").split()]
    return {"".join(letters), f"{letters[0]}{letters[-1]}"} if len(letters) > 1 else set()


def _of_organisation(record: Record, name: str, day: date) -> str | None:
    there = known_as(record, name) if name.strip() else None
    if there is None:
        return None
    held = {p.person for p in record.where(Participation, organisation=there.id) if p.holds_on(day)}
    return held.pop() if len(held) == 1 else None


def authors_of(names: Iterable[str]) -> list[str]:
    """The names that stand for somebody, each once."""
    return list(dict.fromkeys(name for name in names if not is_nobody(name)))

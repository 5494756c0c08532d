"""Likely duplicates: organisations and persons on record under two names. They are offered, never merged silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.names import PARTICLES, folded, parted
from hisrg_desktop.meeting.people.organisations import Organisation, organisations
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived


class Distinct(Row):
    """Two that look like one and are not: `one` and `other`, in the order of their ids."""

    of: Literal["person", "organisation"]
    one: str = Field(index=True)
    other: str


class KeepApart(Act):
    """Record that two who look like one are not the same, so that they are not offered again."""

    of: Literal["person", "organisation"]
    one: str
    other: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """That they are not the same, once."""
        kind = Person if self.of == "person" else Organisation
        one, other = sorted((record.get(kind, self.one).id, record.get(kind, self.other).id))
        if one == other:
            raise OutOfOrder("That is one and the same.")
        if record.where(Distinct, one=one, other=other):
            return []
        return [added(Distinct(id=moment.new_id(), of=self.of, one=one, other=other))]

    def sentence(self, record: Record) -> str:
        """Names both."""
        kind: type[Person] | type[Organisation] = Person if self.of == "person" else Organisation
        return f"Record that {record.get(kind, self.one).name} and {record.get(kind, self.other).name} are not the same"


@dataclass(frozen=True, slots=True)
class Likely:
    """Two that are likely one, and why; the first has been on record for longer."""

    one: str
    other: str
    why: str


@derived(Organisation, Distinct)
def _organisations_likely_one(record: Record) -> tuple[Likely, ...]:
    there = organisations(record)
    apart = _apart(record) | {frozenset((o.id, o.parent)) for o in there if o.parent}
    return _pairs({o.id: keys_of_organisation(o.name, o.short, o.aliases) for o in there}, apart)


def organisations_likely_one(record: Record) -> tuple[Likely, ...]:
    """The organisations that are likely on record twice; a part and its parent are not."""
    return record.derive(_organisations_likely_one)


@derived(Person, Distinct, Participation)
def _people_likely_one(record: Record) -> tuple[Likely, ...]:
    latest = {p.person: p.organisation for p in record.each(Participation)}
    keys = {p.id: keys_of_person((p.name, *p.other_names), p.email, latest.get(p.id, "")) for p in people(record)}
    return _pairs(keys, _apart(record))


def people_likely_one(record: Record) -> tuple[Likely, ...]:
    """The persons who are likely on record twice."""
    return record.derive(_people_likely_one)


def _apart(record: Record) -> set[frozenset[str | None]]:
    return {frozenset((pair.one, pair.other)) for pair in record.each(Distinct)}


# --- by what two are likely one -------------------------------------------------------------------------------------

Keys = Mapping[str, str]
"""What somebody is looked up by. Two who share a key are likely one, unless both say of it that they only stand for it."""

_WHY = {
    "@": "the same e-mail address",
    "=": "the same name but for spelling",
    "n": "the same name",
    "~": "the same words",
    "a": "the one is the first letters of the other",
    "i": "initial and family name, same organisation",
    "-": "names that differ by a letter",
}
"""What two share, by the first sign of the key, the surest first."""
STANDS = "stands for it"
"""What is said of a key by one who is only likely to be called so: an acronym made of the words, an initial."""

_LEGAL = frozenset(
    {"ltd", "limited", "inc", "incorporated", "llc", "plc", "gmbh", "ag", "sa", "sarl", "sas", "srl", "spa", "bv", "nv"}
    | {"vzw", "asbl", "ev", "eg", "ab", "as", "asa", "oy", "oyj", "aps", "kk", "pty", "corp", "corporation", "co"}
    | {"company", "llp", "se", "stichting"}
)
"""What a name carries only because of the law of the place."""
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "at", "de", "du", "des", "la", "le", "les", "et", "pour", "van"}
    | {"voor", "het", "der", "die", "das", "und", "fur", "en"}
)
"""Words that stand in no acronym."""
_SHORTEST_ACRONYM = 3


def _words(name: str) -> list[str]:
    """The words of a name, folded; letters with stops between them are one word: ``E.S.A.`` is ``esa``."""
    joined = re.sub(r"\b(?:\w[.\s]\s?){1,}\w\b\.?", lambda found: re.sub(r"[.\s]", "", found[0]), name)
    words = re.sub(r"[^\w\s]", " ", folded(re.sub(r"[-/&,]", " ", joined))).split()
    legal = [word for word in words if word not in _LEGAL]
    return legal or words


@lru_cache(maxsize=20_000)
def keys_of_organisation(name: str, short: str, aliases: tuple[str, ...]) -> Keys:
    """What an organisation is looked up by: its names without ornament, their first letters, their words in any order."""
    keys: dict[str, str] = {}
    for one in (name, short, *aliases):
        plain = [word for word in _words(one) if word not in _SMALL] or _words(one)
        together = "".join(plain)
        if not together:
            continue
        keys[f"= {together}"] = ""
        if len(plain) > 1:
            keys[f"~ {' '.join(sorted(plain))}"] = ""
        if len(plain) >= _SHORTEST_ACRONYM:
            keys.setdefault(f"a {''.join(word[0] for word in plain)}", STANDS)
        elif len(plain) == 1 and one != short:
            keys[f"a {together}"] = ""
        keys |= {f"- {part}": "" for part in _with_one_letter_less(together)}
    return keys


@lru_cache(maxsize=20_000)
def keys_of_person(names: tuple[str, ...], email: str, organisation: str) -> Keys:
    """What a person is looked up by: the words of the name in any order, initial and family name there, e-mail."""
    keys: dict[str, str] = {}
    if email.strip():
        keys[f"@ {email.strip().casefold()}"] = ""
    for name in names:
        words = sorted(word for word in folded(name.replace(",", " ")).split() if word not in PARTICLES)
        if len(words) > 1 and max(len(word) for word in words[:-1]) > 1:
            keys[f"n {' '.join(words)}"] = ""
        given, family = (folded(part) for part in parted(name))
        if organisation and given:
            initial = len(given.replace(" ", "")) <= _INITIALS if family else True
            keys[f"i {organisation} {given[0] if family else given} {family}"] = "" if initial else STANDS
    return keys


_INITIALS = 2
"""A given name of so few letters is initials."""
_LONG_ENOUGH = 8
"""In shorter names a letter makes another name."""


def _with_one_letter_less(name: str) -> Iterator[str]:
    """The name, and the name with any one letter left out: two that share one of these differ by a letter or a slip."""
    if len(name) >= _LONG_ENOUGH and not any(letter.isdigit() for letter in name):
        yield name
        for at in range(len(name)):
            yield name[:at] + name[at + 1 :]


def _pairs(keys: Mapping[str, Keys], apart: set[frozenset[str | None]]) -> tuple[Likely, ...]:
    """The pairs who share a key, each with the surest reason."""
    by_key: dict[str, list[str]] = {}
    for one, theirs in keys.items():
        for key in theirs:
            by_key.setdefault(key, []).append(one)
    shared = {key: several for key, several in by_key.items() if 1 < len(several) <= _TOO_MANY}
    signs = list(_WHY)
    found: dict[frozenset[str | None], Likely] = {}
    for key in sorted(shared, key=lambda key: (signs.index(key[0]), key)):
        for one, other in combinations(sorted(shared[key]), 2):
            pair = frozenset((one, other))
            if pair not in apart and pair not in found and STANDS not in (keys[one][key] and keys[other][key]):
                found[pair] = Likely(one, other, _WHY[key[0]])
    return tuple(found.values())


_TOO_MANY = 12
"""What so many share tells none of them from another."""

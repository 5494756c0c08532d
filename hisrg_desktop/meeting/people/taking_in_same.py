"""Who on record a row of a list may mean: the same person, the same organisation, or one that is likely the same."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from hisrg_desktop.meeting.people.duplicates import STANDS, keys_of_organisation, keys_of_person
from hisrg_desktop.meeting.people.erasing import erased
from hisrg_desktop.meeting.people.names import folded
from hisrg_desktop.meeting.people.organisations import Organisation, organisations
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Change, Record

_SIGNS = "=~a-"
"""By what organisations are known to be likely one, the surest first; the last is a letter in which they differ."""
_SHORT = re.compile(r"\s*[([]([^)\]]{2,12})[)\]]\s*$")


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """A name in which neither order, accents, capitals nor stops count: ``Lind, Åsa`` is ``Asa Lind``."""
    return " ".join(sorted(folded(name.replace(",", " ").replace("-", " ")).split())) or " ".join(
        name.casefold().split()
    )


class Known:
    """The people and organisations known so far; it learns of changes as the rows of a list are decided."""

    def __init__(self, record: Record) -> None:
        self._names: set[str] = set()
        self._named: dict[str, list[str]] = {}
        self._addressed: dict[str, list[str]] = {}
        self._exact: dict[str, str] = {}
        self._likely: dict[str, tuple[str, str]] = {}
        self._likely_people: dict[str, tuple[str, str]] = {}
        gone = record.derive(erased)
        latest = {p.person: p.organisation for p in record.each(Participation)}
        for person in people(record):
            if person.id not in gone:
                self._learn_person(person)
                self._learn_initials(person, latest.get(person.id, ""))
        for organisation in organisations(record):
            self._learn_organisation(organisation)

    def learn(self, changes: Iterable[Change]) -> None:
        """Know what changed."""
        several = list(changes)
        takes_part = {c.after.person: c.after.organisation for c in several if isinstance(c.after, Participation)}
        for change in several:
            if isinstance(change.after, Person):
                self._learn_person(change.after)
                self._learn_initials(change.after, takes_part.get(change.after.id, ""))
            elif isinstance(change.after, Organisation):
                self._learn_organisation(change.after)

    def _learn_person(self, person: Person) -> None:
        names = (person.name, *person.other_names)
        self._names |= {" ".join(name.split()) for name in names}
        named = ((self._named, name_key(name)) for name in names)
        for known, key in (*named, (self._addressed, person.email.casefold())):
            there = known.setdefault(key, [])
            if key and person.id not in there:
                there.append(person.id)

    def _learn_initials(self, person: Person, organisation: str) -> None:
        for key, stands in keys_of_person((person.name, *person.other_names), "", organisation).items():
            self._likely_people.setdefault(key, (person.id, stands))

    def _learn_organisation(self, organisation: Organisation) -> None:
        for name in organisation.names:
            self._exact.setdefault(name.casefold().strip(), organisation.id)
        for key, stands in _keys(organisation.name, organisation.short, organisation.aliases).items():
            self._likely.setdefault(key, (organisation.id, stands))

    def likely_person(self, name: str, organisation: str) -> str | None:
        """The id of a person on record who is likely the same: ``A. Lind`` of the same organisation, ``Joost Meer``."""
        theirs = keys_of_person((name,), "", organisation)
        for key, stands in theirs.items():
            there, also = self._likely_people.get(key, ("", ""))
            if there and STANDS not in (stands and also):
                return there
        return None

    def is_name(self, name: str) -> bool:
        """Whether somebody is called exactly so."""
        return " ".join(name.split()) in self._names

    def people(self, name: str, email: str) -> tuple[list[str], list[str]]:
        """The ids of the people of this name, and of those with this address."""
        return self._named.get(name_key(name), []), self._addressed.get(email.casefold(), []) if email else []

    def organisation(self, name: str) -> str | None:
        """The id of the organisation that goes by this name, short name or alias."""
        return self._exact.get(name.casefold().strip())

    def likely_organisation(self, name: str) -> tuple[str, bool] | None:
        """The id of an organisation that goes by other names and is likely the same, and whether by more than a letter."""
        theirs = _keys(name)
        for sign in _SIGNS:
            for key in (key for key in theirs if key[0] == sign):
                there, stands = self._likely.get(key, ("", ""))
                if there and STANDS not in (stands and theirs[key]):
                    return there, sign != _SIGNS[-1]
        return None


def _keys(name: str, short: str = "", aliases: tuple[str, ...] = ()) -> Mapping[str, str]:
    """By what an organisation is looked up; a short name in brackets behind the name is one."""
    inside = _SHORT.search(name)
    return keys_of_organisation(_SHORT.sub("", name) if inside else name, inside[1] if inside else short, aliases)

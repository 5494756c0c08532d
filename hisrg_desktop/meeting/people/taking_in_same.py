"""Who on record a row of a list may mean: the same person, the same organisation, or one that is likely the same."""

import re
from collections.abc import Iterable
from functools import lru_cache

from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.returned.people import folded

_SMALL = frozenset("a an and de der des du e en et for in la le les of on the van von voor y".split())  # noqa: SIM905
_FORMS = frozenset("ag asbl bv gmbh inc llc ltd nv plc sa sarl se vzw".split())  # noqa: SIM905
_SHORT = re.compile(r"\s*[([]([^)\]]{2,12})[)\]]\s*$")


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """A name in which neither order, accents, capitals nor stops count: ``Lind, Åsa`` is ``Asa Lind``."""
    return " ".join(sorted(folded(name).replace("-", " ").split())) or " ".join(name.casefold().split())


class Known:
    """The people and organisations known so far; it learns of changes as the rows of a list are decided."""

    def __init__(self, record: Record) -> None:
        self._names: set[str] = set()
        self._named: dict[str, list[str]] = {}
        self._addressed: dict[str, list[str]] = {}
        self._exact: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._initials: dict[str, str] = {}
        for person in record.each(Person):
            self._learn_person(person)
        for organisation in record.each(Organisation):
            self._learn_organisation(organisation)

    def learn(self, changes: Iterable[Change]) -> None:
        """Know what changed."""
        for change in changes:
            if isinstance(change.after, Person):
                self._learn_person(change.after)
            elif isinstance(change.after, Organisation):
                self._learn_organisation(change.after)

    def _learn_person(self, person: Person) -> None:
        self._names.add(" ".join(person.name.split()))
        for known, key in ((self._named, name_key(person.name)), (self._addressed, person.email.casefold())):
            there = known.setdefault(key, [])
            if key and person.id not in there:
                there.append(person.id)

    def _learn_organisation(self, organisation: Organisation) -> None:
        for name in (organisation.name, organisation.short, *organisation.aliases):
            plain = name.casefold().strip()
            if plain and plain not in self._exact:
                self._exact[plain] = organisation.id
                whole, short, initials = squeezed(name)
                for known, key in ((self._whole, whole), (self._short, short), (self._initials, initials)):
                    if key:
                        known.setdefault(key, organisation.id)

    def is_name(self, name: str) -> bool:
        """Whether somebody is called exactly so."""
        return " ".join(name.split()) in self._names

    def people(self, name: str, email: str) -> tuple[list[str], list[str]]:
        """The ids of the people of this name, and of those with this address."""
        return self._named.get(name_key(name), []), self._addressed.get(email.casefold(), []) if email else []

    def organisation(self, name: str) -> str | None:
        """The id of the organisation that goes by this name, short name or alias."""
        return self._exact.get(name.casefold().strip())

    def likely_organisation(self, name: str) -> str | None:
        """The id of an organisation that goes by other names and is likely the same."""
        whole, short, initials = squeezed(name)
        ways = (
            (self._whole, whole),
            (self._short, short),
            (self._initials, short),
            (self._short, initials),
        )
        return next((known[key] for known, key in ways if key and key in known), None)


def squeezed(name: str) -> tuple[str, str, str]:
    """What is left of an organisation's name without stops, order and small words; its short name; its initials.

    ``European Space Agency (ESA)``, ``E.S.A.`` and ``European Space Agency`` have something of this in common.
    """
    inside = _SHORT.search(name)
    bare = _SHORT.sub("", name) if inside else name
    letters = folded(bare).replace("-", " ").replace("'", " ").split()
    words = [w for w in letters if w not in _SMALL]
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    short = folded(inside[1]).replace(" ", "") if inside else ""
    # "E.S.A." is three words of a letter each.
    if all(len(w) == 1 for w in letters) or (bare.isupper() and len(letters) == 1):
        short = "".join(letters)
    whole = "".join(sorted(words)) if all(len(w) > 1 for w in words) else ""
    initials = "".join(w[0] for w in words) if len(words) > 2 and whole and "".join(words).isalpha() else ""
    return whole, short if len(short) > 1 else "", initials

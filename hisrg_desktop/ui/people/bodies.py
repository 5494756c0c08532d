"""What the view of organisations shows: each with its people by class, what it counts as, and likely duplicates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.comments.called import folded
from hisrg_desktop.meeting.people.duplicates import organisations_likely_one, people_likely_one
from hisrg_desktop.meeting.people.merging import Merging
from hisrg_desktop.meeting.people.organisations import Organisation, counts_as, organisations
from hisrg_desktop.meeting.people.participations import Participation, active, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation as the table has it."""

    key: str
    name: str
    short: str
    aliases: str
    people: str
    counts: str
    country: str
    category: str
    haystack: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, or that were merged: what a line says of them. `merging` is set where they were merged."""

    key: str
    of: str
    one: str
    other: str
    names: str
    why: str
    merging: str = ""


def bodies(record: Record, day: date) -> list[Body]:
    """The organisations by name."""
    people = people_of(record, day)
    return [_body(record, one, people.get(one.id, Counter())) for one in organisations(record)]


def people_of(record: Record, day: date) -> dict[str, Counter[str]]:
    """How many of which class take part for each organisation on this day."""
    counted: dict[str, Counter[str]] = {}
    for kind in ("member", "observer", "external"):
        for held in active(record, kind, day):
            counted.setdefault(held.organisation, Counter())[kind] += 1
    return counted


def _body(record: Record, one: Organisation, people: Counter[str]) -> Body:
    counts = counts_as(record, one)
    as_what = "" if counts.id == one.id else counts.name
    if one.parent and one.separate_because:
        as_what = f"itself: {one.separate_because}"
    who = ", ".join(_many(people[kind], words) for kind, words in _CLASSES if people[kind])
    haystack = folded(" ".join((*one.names, as_what, who, one.country, one.category)))
    return Body(one.id, one.name, one.short, ", ".join(one.aliases), who, as_what, one.country, one.category, haystack)


_CLASSES = (("member", "member"), ("observer", "observer"), ("external", "external"))


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def matching(there: Iterable[Body], typed: str) -> list[Body]:
    """Those in whose line every word typed occurs."""
    words = folded(typed).split()
    return [one for one in there if all(word in one.haystack for word in words)]


# --- likely one, and merged -----------------------------------------------------------------------------------------


def likely(record: Record, day: date) -> list[Pair]:
    """The organisations, then the persons, that are likely on record twice."""
    found = [_pair(record, "organisation", two.one, two.other, two.why) for two in organisations_likely_one(record)]
    return found + [_pair(record, "person", two.one, two.other, two.why, day) for two in people_likely_one(record)]


def _pair(record: Record, of: str, one: str, other: str, why: str, day: date | None = None) -> Pair:
    names = [_named(record, of, key, day) for key in (one, other)]
    return Pair(f"{one} {other}", of, one, other, " = ".join(names) + "?", why)


def _named(record: Record, of: str, key: str, day: date | None) -> str:
    if of == "organisation":
        body = record.get(Organisation, key)
        return f"{body.name} ({body.short})" if body.short and body.short != body.name else body.name
    person = record.get(Person, key)
    held = organisation_of(record, key, day) if day else None
    return f"{person.name} ({held.short or held.name})" if held else person.name


def merged(record: Record) -> list[Pair]:
    """What was merged and can be taken apart, the latest first."""
    pairs = []
    for merging in reversed(list(record.each(Merging))):
        goes, stays = (_named(record, merging.of, key, None) for key in (merging.merged, merging.survivor))
        names = f"{goes} was merged into {stays}"
        pairs.append(Pair(merging.id, merging.of, merging.survivor, merging.merged, names, "", merging.id))
    return pairs


def name_of(record: Record, of: str, key: str) -> str:
    """The name of one of a pair."""
    return record.get(Person, key).name if of == "person" else record.get(Organisation, key).name


def survivor_of(record: Record, pair: Pair) -> tuple[str, str]:
    """Which of two likely stays, and which goes: the one with more people; of two persons who is longer on record."""
    if pair.of == "person":
        weight = {key: _weight(record, key) for key in (pair.one, pair.other)}
    else:
        weight = {key: len(record.where(Participation, organisation=key)) for key in (pair.one, pair.other)}
    stays = max((pair.one, pair.other), key=lambda key: weight[key])
    return stays, pair.other if stays == pair.one else pair.one


def _weight(record: Record, person: str) -> int:
    """How much somebody's class weighs: a member's most."""
    kinds = {held.kind for held in record.where(Participation, person=person)}
    return 3 if "member" in kinds else 2 if "observer" in kinds else 1 if kinds else 0

"""What the view of personal data shows: the people, where words name the one selected, and what erasing does, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.people.erasing import Place
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.people.traces import FORMER, folded
from hisrg_desktop.meeting.people.where_named import where_named
from hisrg_desktop.meeting.record import Record

if TYPE_CHECKING:
    from hisrg_desktop.desk.erasing import Erased, WouldErase


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody on record, and what they are now."""

    key: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Words that name the person: where, which, and why it is not sure that they go."""

    key: str
    where: str
    words: str
    doubt: str
    sure: bool
    locked: bool


def holders(record: Record, day: date) -> list[Holder]:
    """Everybody on record by their names."""
    return [Holder(p.id, p.sort_name or p.name, _what(record, p, day)) for p in people_by_name(record)]


def _what(record: Record, person: Person, day: date) -> str:
    if person.name == FORMER:
        return "erased"
    held = class_of(record, person.id, day)
    return ", ".join(filter(None, (held or "", *roles_of(record, person.id, day)))) or "on record only"


def matching(listed: Iterable[Holder], typed: str) -> list[Holder]:
    """Those in whose line every word typed occurs."""
    words = folded(typed).split()
    return [one for one in listed if all(word in folded(f"{one.name} {one.what}") for word in words)]


def place_rows(record: Record, places: Iterable[Place]) -> list[PlaceRow]:
    """The places with what is to be said of each."""
    return [PlaceRow(p.key, where_named(record, p), p.words, _doubt(p), p.sure, p.locked) for p in places]


def _doubt(place: Place) -> str:
    if place.locked:
        return "stays: words of the text"
    if place.whole:
        return "about them: goes whole"
    return "" if place.sure else "may mean somebody else"


def before_words(record: Record, person: str, would: WouldErase | None) -> str:
    """What is said before anything is erased."""
    there = record.find(Person, person)
    if there is not None and there.name == FORMER:
        return "The data of this person was erased."
    if would is None:
        return (
            f"The person becomes “{FORMER}”, here and in the journal, the search, the words not yet taken down and the "
            "backups. What they said and decided stays, with class and organisation. It cannot be taken back."
        )
    if would.refused:
        return f"Not now: {would.refused}"
    return f"{would.person.name} becomes “{FORMER}” everywhere. It cannot be taken back."


def counted(would: WouldErase, ticked: int) -> str:
    """What goes, counted."""
    parts = [f"{_n(would.entries, 'entry', 'entries')} of the journal will be told without the name"]
    if would.files:
        names = ", ".join(kept.name for kept in would.files)
        parts.append(f"kept files that came from them alone are removed: {names}")
    if would.places:
        parts.append(f"{ticked} of {_n(len(would.places), 'place', 'places')} in words are ticked and go")
    else:
        parts.append("no words on record name them")
    return f"{'; '.join(parts)}."


def after_words(erased: Erased) -> str:
    """What was done and what was not reached."""
    beyond = "\n".join(f"• {one}" for one in erased.beyond)
    return "\n".join(erased.done) + (f"\n\nNot reached:\n{beyond}" if beyond else "")


def is_named(person: Person, typed: str) -> bool:
    """Whether the name was typed, letter case and accents left aside."""
    return bool(typed.strip()) and folded(typed) in (folded(person.name), folded(person.sort_name))


def _n(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"

"""Completion of the capture line: who, where and what may be meant by the letters before the caret."""

import re
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.abbreviations import snippets
from hisrg_desktop.meeting.comments.called import SHORTEST, call_of, folded, in_the_room_first, people_called, short_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.prefixes import begun_with
from hisrg_desktop.meeting.comments.proposals import open_proposals
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.text.numbers import numbers
from hisrg_desktop.meeting.text.parts import Block, Provision

MOST = 24
"""More than so many say nothing to somebody who types."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to complete with: the words that take the place of those from `start` to `end`, and how it is shown.

    `letter` is that by which the room knows a person; `detail` their organisation, or what a place or prefix is.
    """

    start: int
    end: int
    words: str
    label: str
    detail: str = ""
    letter: str = ""


_ENTRY = re.compile(r"(?:^|;\s+)(?=[^;]*$)")
_SLASH = re.compile(r"^/([a-z]*)$", re.IGNORECASE)
_NAMED = re.compile(r"^(/(?:q|poo|to|action)\s+)([^\W\d_][^:;@\"\n]*)$", re.IGNORECASE)
_STORED = re.compile(r"^/s\s+([^=\n]*)$", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|\s)(?:@|/at\s+|^/to\s+@?)([\w.()*]*)$")
_TAGGED = re.compile(r"(?:^|\s)(?:#|/tag\s+)(\w*)$")
_STANCE = re.compile(r"^(?:[+-]\s*|/(?:for|against)\s+)(\w[\w-]*)?$", re.IGNORECASE)
_NAME = re.compile(r"^([^\W\d_][^:;@/\"“”\n]{1,40}?)(:?)\s*$")


def offers(record: Record, line: str, caret: int, today: date) -> tuple[Offer, ...]:
    """What the letters before the caret may be completed to, the likeliest first; nothing where they are plain words."""
    before = line[:caret]
    at = max((match.end() for match in _ENTRY.finditer(before)), default=0)
    entry = before[at:]
    if match := _SLASH.match(entry):
        return _prefixes(match[1], at, caret)
    if match := _STORED.match(entry):
        return _stored(record, match[1], at, caret)
    if (match := _PLACE.search(entry)) and (
        entry[match.start(1) - 1 : match.start(1)] == "@" or match[1][:1].isdigit()
    ):
        return _places(record, match[1], at + match.start(1), caret)
    if match := _NAMED.match(entry):
        return _people(record, match[2], at + match.start(2), caret, today, " ")
    if match := _TAGGED.search(entry):
        return _tags(record, match[1], at + match.start(1), caret)
    if match := _STANCE.match(entry):
        return _proposals(record, match[1] or "", at + (match.start(1) if match[1] else len(entry)), caret)
    if match := _NAME.match(entry):
        return _names(record, match, at, caret, today)
    return ()


def _prefixes(typed: str, at: int, caret: int) -> tuple[Offer, ...]:
    return tuple(
        Offer(at, caret, f"/{prefix.word} ", f"/{prefix.word} {prefix.takes}".strip(), prefix.says, prefix.sign[:3])
        for prefix in begun_with(typed)
    )


def _stored(record: Record, typed: str, at: int, caret: int) -> tuple[Offer, ...]:
    wanted = typed.strip().casefold()
    return tuple(
        Offer(at, caret, one.text, one.short, " ".join(one.text.split())[:80])
        for one in record.derive(snippets)
        if one.short.casefold().startswith(wanted)
    )


def _places(record: Record, typed: str, at: int, caret: int) -> tuple[Offer, ...]:
    wanted = typed.casefold()
    known = [(locator, key) for locator, key in record.derive(numbers).places.items() if locator]
    begun = [(locator, key) for locator, key in known if locator.casefold().startswith(wanted)][:MOST]
    return tuple(Offer(at, caret, f"{locator} ", locator, _begins(record, key)) for locator, key in begun)


def _begins(record: Record, key: str) -> str:
    provision, block = record.find(Provision, key), record.find(Block, key)
    return (provision.text if provision else block.heading if block else "")[:80]


def _names(record: Record, match: re.Match[str], at: int, caret: int, today: date) -> tuple[Offer, ...]:
    """People who may be named at the beginning; behind a colon only where several are meant by it."""
    if match[2] and len(people_called(record, match[1])) < 2:
        return ()
    return _people(record, match[1], at, caret, today, ": ")


def _people(record: Record, typed: str, at: int, caret: int, today: date, behind: str) -> tuple[Offer, ...]:
    if len(folded(typed)) < SHORTEST:
        return ()
    found = in_the_room_first(record, people_called(record, typed))
    return tuple(_person(record, person, at, caret, today, behind) for person in found) if len(found) <= MOST else ()


def _person(record: Record, person: Person, at: int, caret: int, today: date, behind: str) -> Offer:
    letter = badge_of(record, person.id, today)
    return Offer(at, caret, call_of(record, person) + behind, person.name, short_of(record, person), letter)


@derived(Comment)
def tags_used(record: Record) -> tuple[str, ...]:
    """The tags on record, those used last first."""
    return tuple(dict.fromkeys(tag for comment in reversed([*record.each(Comment)]) for tag in comment.tags))


def _tags(record: Record, typed: str, at: int, caret: int) -> tuple[Offer, ...]:
    begun = [tag for tag in record.derive(tags_used) if tag.casefold().startswith(typed.casefold())]
    return tuple(Offer(at, caret, f"{tag} ", f"#{tag}") for tag in begun[:MOST] if tag != typed)


def _proposals(record: Record, typed: str, at: int, caret: int) -> tuple[Offer, ...]:
    """The open proposals here whose number or proposer begins so."""
    place = now(record)
    here = open_proposals(record, place.provision) if place and place.provision else []
    made = []
    for proposal in here:
        sponsor = record.find(Person, proposal.sponsor)
        name = sponsor.name if sponsor else proposal.by
        called = [proposal.number, *folded(name).split()]
        if any(one.casefold().startswith(folded(typed) or typed.casefold()) for one in called):
            words = record.get(Comment, proposal.comment).text
            made.append(Offer(at, caret, f"{proposal.number} ", f"{proposal.number}  {name}", words[:80]))
    return tuple(reversed(made))

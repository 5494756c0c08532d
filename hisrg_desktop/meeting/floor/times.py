"""How often and how long people have spoken, from the instants of their turns of speech."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.meeting.roll.meetings import current_meeting, sittings_of

Key = tuple[str, str, str]
"""Sitting, person, and the letter under which they spoke."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How often somebody has had the floor, and for how long in all; a turn that was interrupted counts once."""

    turns: int = 0
    time: timedelta = timedelta()

    def __add__(self, other: "Spoken") -> "Spoken":
        return Spoken(self.turns + other.turns, self.time + other.time)

    def __sub__(self, other: "Spoken") -> "Spoken":
        return Spoken(self.turns - other.turns, self.time - other.time)


def _key(turn: Intervention) -> Key:
    return turn.sitting, turn.speaker, turn.capacity


def _ended(turn: Intervention) -> Spoken:
    """What the turn adds; the time of one that runs is added when it is asked for."""
    return Spoken(int(turn.counts), turn.lasted(turn.began_at))


@derived(Intervention)
def _spoken(record: Record) -> dict[Key, Spoken]:
    summed: dict[Key, Spoken] = {}
    for turn in record.each(Intervention):
        summed[_key(turn)] = summed.get(_key(turn), Spoken()) + _ended(turn)
    return _known(summed)


@follows(_spoken)
def _spoken_on(known: dict[Key, Spoken], before: Record, after: Record, changes: list[Change]) -> dict[Key, Spoken]:
    """The sums with the turns that changed taken out as they were and put in as they are."""
    summed = dict(known)
    for key in {change.row.id for change in changes}:
        was, turn = before.find(Intervention, key), after.find(Intervention, key)
        if was:
            # Words thrown in add nothing, and who has added nothing is not kept.
            summed[_key(was)] = summed.get(_key(was), Spoken()) - _ended(was)
        if turn:
            summed[_key(turn)] = summed.get(_key(turn), Spoken()) + _ended(turn)
    return _known(summed)


def _known(summed: dict[Key, Spoken]) -> dict[Key, Spoken]:
    return {key: spoken for key, spoken in summed.items() if spoken != Spoken()}


def spoken_in(record: Record, sittings: Iterable[str], at: datetime) -> dict[tuple[str, str], Spoken]:
    """What each person has spoken in these sittings by now, by person and letter."""
    wanted = set(sittings)
    found: dict[tuple[str, str], Spoken] = {}
    for (sitting, person, letter), spoken in record.derive(_spoken).items():
        if sitting in wanted:
            found[person, letter] = found.get((person, letter), Spoken()) + spoken
    there = running(record)
    if there and there.sitting in wanted:
        key = there.speaker, there.capacity
        found[key] = found.get(key, Spoken()) + Spoken(0, there.lasted(at))
    return found


def by_person(record: Record, sittings: Iterable[str], at: datetime) -> dict[str, Spoken]:
    """What each person has spoken in these sittings by now."""
    found: dict[str, Spoken] = {}
    for (person, _), spoken in spoken_in(record, sittings, at).items():
        found[person] = found.get(person, Spoken()) + spoken
    return {person: spoken for person, spoken in found.items() if spoken.turns}


def by_letter(record: Record, sittings: Iterable[str], at: datetime) -> dict[str, Spoken]:
    """What each letter of the room has spoken in these sittings by now."""
    found: dict[str, Spoken] = {}
    for (_, letter), spoken in spoken_in(record, sittings, at).items():
        found[letter] = found.get(letter, Spoken()) + spoken
    return {letter: spoken for letter, spoken in found.items() if spoken.turns}


def in_this_meeting(record: Record) -> list[str]:
    """The sittings of the current meeting."""
    meeting = current_meeting(record)
    return [s.id for s in sittings_of(record, meeting.id)] if meeting else []


def turns_before(record: Record, person: str) -> int:
    """How often a person has had the floor in the current meeting; nought makes the next their first speech."""
    known, sittings = record.derive(_spoken), in_this_meeting(record)
    return sum(s.turns for (sitting, who, _), s in known.items() if who == person and sitting in sittings)

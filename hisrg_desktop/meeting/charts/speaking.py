"""Who spoke for how long in a meeting: by class, and the people who spoke longest."""

from collections.abc import Mapping
from datetime import date, datetime

from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series, used
from hisrg_desktop.meeting.charts.groups import SERIES
from hisrg_desktop.meeting.floor.times import Spoken, by_letter, spoken_in
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, sittings_of

LONGEST = 15
"""How many people are named; the others are counted together."""

_ORDER = ("C", "M", "P", "O", "S")
_COUNTED = "Speaking time: while somebody has the floor, and nothing else."


def speaking_by_class(record: Record, meeting: str, at: datetime) -> Chart:
    """One bar for each class that spoke."""
    spoken = by_letter(record, [s.id for s in sittings_of(record, meeting)], at)
    known = {letter: one for letter, one in spoken.items() if letter in _ORDER}
    bars = tuple(
        Bar(SERIES[letter].name, (_minutes(known[letter]),), _turns(known[letter].turns))
        for letter in _ORDER
        if letter in known
    )
    series = (Series("Time", "solid", "accent"),)
    return Chart(
        "speaking-class",
        "Speaking time by class",
        "minutes",
        series,
        bars,
        labels="Class",
        asides="Turns",
        note=_COUNTED if bars else "",
    )


def speaking_by_person(record: Record, meeting: str, at: datetime) -> Chart:
    """The fifteen who spoke longest, longest first, the rest in a note; the pattern says as what they spoke."""
    spoken = spoken_in(record, [s.id for s in sittings_of(record, meeting)], at)
    longest = sorted(_by_person(spoken).items(), key=lambda one: (-one[1].time, record.get(Person, one[0]).sort_name))
    held = record.get(Meeting, meeting)
    day = held.held_to or held.planned_to
    bars = [_bar(record, person, spoken, day) for person, _ in longest[:LONGEST]]
    series, shown = used([SERIES[letter] for letter in _ORDER], bars)
    return Chart(
        "speaking-person",
        "Speaking time by person",
        "minutes",
        series,
        shown,
        labels="Who",
        asides="Turns",
        note=" ".join(filter(None, (_COUNTED if bars else "", _rest([one for _, one in longest[LONGEST:]])))),
    )


def _by_person(spoken: Mapping[tuple[str, str], Spoken]) -> dict[str, Spoken]:
    found: dict[str, Spoken] = {}
    for (person, _), one in spoken.items():
        found[person] = found.get(person, Spoken()) + one
    return {person: one for person, one in found.items() if one.turns}


def _bar(record: Record, person: str, spoken: Mapping[tuple[str, str], Spoken], day: date) -> Bar:
    own = {letter: one for (who, letter), one in spoken.items() if who == person}
    values = tuple(_minutes(own.get(letter, Spoken())) for letter in _ORDER)
    return Bar(_called(record, person, day), values, _turns(sum(one.turns for one in own.values())))


def _called(record: Record, person: str, day: date) -> str:
    there, organisation = record.get(Person, person), organisation_of(record, person, day)
    short = (organisation.short or organisation.name) if organisation else ""
    return f"{there.initialled} ({short})" if short else there.initialled


def _rest(others: list[Spoken]) -> str:
    """How long the others spoke: one bar for all of them would dwarf the rest."""
    if not others:
        return ""
    together = sum(others, Spoken())
    who = "1 other person" if len(others) == 1 else f"{len(others)} others"
    return f"{who} spoke for {round(_minutes(together))} min together, in {_turns(together.turns)}."


def _minutes(spoken: Spoken) -> float:
    return spoken.time.total_seconds() / 60


def _turns(count: int) -> str:
    return f"{count} turn{'' if count == 1 else 's'}"

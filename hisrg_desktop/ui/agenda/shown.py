"""What the agenda page shows: the items with their times, planned and used, and the sittings with their states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hisrg_desktop.meeting.agenda.forecast import (
    ON_TIME,
    Expected,
    Forecast,
    WhatIf,
    active_item,
    forecast,
    planned_minutes,
)
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of, depth_of, for_members_only, subtree
from hisrg_desktop.meeting.agenda.taken_up import spells, used_by_item
from hisrg_desktop.meeting.agenda.unfinished import is_finished
from hisrg_desktop.meeting.local_time import ZONE, at_clock, days_in_words, local
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, days_of, named, number_of, sittings_of
from hisrg_desktop.meeting.text.numbers import find_place, label
from hisrg_desktop.meeting.text.parts import Block


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda as the table has it; times in whole minutes, as in the figures."""

    key: str
    active: bool
    number: str
    title: str
    purpose: str
    blocks: str
    planned: int | None
    used: int
    done: bool
    depth: int = 0
    outcome: str = ""
    limit: int | None = None
    marks: tuple[str, ...] = ()
    about: str = ""
    starts: str = ""
    late: str = ""
    tried: str = ""
    then: str = ""
    then_late: str = ""

    @property
    def time_words(self) -> str:
        """The time used of the time there is: ``12 of 45 min``, ``70 of 60 min, 10 over``."""
        box = self.limit or self.planned
        if not box:
            return f"{self.used} min" if self.used else "—"
        if not self.used and not self.active:
            return f"{box} min" + (", limited" if self.limit else "")
        over = f", {self.used - box} over" if self.used > box else ""
        return f"{self.used} of {box} min{over}"

    @property
    def sign(self) -> str:
        """What became of it, as one sign."""
        if self.active:
            return "▶"
        return {"put off": "→", "to be continued": "…"}.get(self.outcome, "✓" if self.done else "")


def items(record: Record, meeting: Meeting, at: datetime, what_if: WhatIf | None = None) -> list[Item]:
    """The items of a meeting's agenda in their order, with when they began or begin at this pace, and what if."""
    used = used_by_item(record, meeting.id, at)
    active = active_item(record, meeting.id)
    real = forecast(record, meeting.id, at)
    then = forecast(record, meeting.id, at, what_if) if what_if else None
    began = _began(record, meeting.id)
    told = []
    for item in agenda_of(record, meeting.id):
        expected = real.of(item.id)
        minutes = planned_minutes(record, item)
        starts, late = _starts(expected, began.get(item.id), real, at)
        instead, instead_late = _starts(then.of(item.id), None, then, at) if then and item.id not in began else ("", "")
        told.append(
            Item(
                item.id,
                item.id == active,
                item.number,
                item.title,
                item.purpose,
                block_words(record, item.blocks),
                minutes or None,
                round(_used(record, item, used).total_seconds() / 60),
                is_finished(record, item) and item.id != active,
                depth_of(record, item),
                item.outcome,
                item.limit,
                _marks(record, item),
                _about(record, item),
                starts,
                late,
                _tried(item, what_if),
                instead,
                instead_late,
            )
        )
    return told


def _used(record: Record, item: AgendaItem, used: dict[str, timedelta]) -> timedelta:
    """The time used on an item and on those under it."""
    return sum((used.get(one.id, timedelta()) for one in subtree(record, item)), timedelta())


def _began(record: Record, meeting: str) -> dict[str, datetime]:
    """When each item was first dealt with."""
    began: dict[str, datetime] = {}
    for spell in spells(record, meeting):
        began.setdefault(spell.item, spell.began)
    return began


def _marks(record: Record, item: AgendaItem) -> tuple[str, ...]:
    marks = ["members only"] if for_members_only(record, item) else []
    marks += ["put off"] if item.outcome == "put off" else []
    marks += ["to be continued"] if item.outcome == "to be continued" else []
    marks += ["observers may speak"] if item.observers_may_speak else []
    return tuple(marks)


def _about(record: Record, item: AgendaItem) -> str:
    """The rest of what is said of an item, in one line."""
    presenter = record.find(Person, item.presenter)
    source = record.find(AgendaItem, item.carried_from)
    numbers = block_words(record, item.blocks)
    count = len(item.documents)
    parts = (
        item.purpose,
        (f"Blocks {numbers}" if len(item.blocks) > 1 else f"Block {numbers}") if item.blocks else "",
        presenter.initialled if presenter else "",
        (f"{count} documents" if count > 1 else "1 document") if count else "",
        "" if item.attributed else "without names",
        f"from meeting {number_of(record, record.get(Meeting, source.meeting))}, item {source.number}"
        if source
        else "",
    )
    return " · ".join(part for part in parts if part)


def _starts(expected: Expected | None, began: datetime | None, told: Forecast, at: datetime) -> tuple[str, str]:
    """When an item began or begins, and how late that is."""
    if began:
        return when(began, at), ""
    if expected is None or not told.hours_known:
        return "", ""
    if expected.begins is None:
        return "no time left", ""
    return when(expected.begins, at), lateness(expected)


def lateness(expected: Expected) -> str:
    """How late something begins: ``35 min late``, ``planned Mon 17:20``; nothing where it is on time or that is not known."""
    late = expected.late
    if late is None or expected.begins is None or expected.planned is None:
        return ""
    if local(expected.begins).date() != local(expected.planned).date():
        return f"planned {when(expected.planned, expected.begins)}"
    minutes = round(late.total_seconds() / 60)
    if abs(late) <= ON_TIME:
        return ""
    return f"{length(minutes)} late" if minutes > 0 else f"{length(-minutes)} early"


def when(instant: datetime, at: datetime) -> str:
    """The time on the clock of the room, with the day where it is another one: ``16:40``, ``Tue 09:30``."""
    there, here = local(instant), local(at)
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%a} {there:%H:%M}"


def _tried(item: AgendaItem, what_if: WhatIf | None) -> str:
    if what_if is None:
        return ""
    if item.id in what_if.dropped:
        return "put off"
    return f"limited to {what_if.limits[item.id]} min" if item.id in what_if.limits else ""


def totals(shown: Iterable[Item]) -> tuple[int, int]:
    """The minutes planned and used in all."""
    several = [one for one in shown if not one.depth]
    return sum(i.planned or 0 for i in several), sum(i.used for i in several)


# --- places and times in words --------------------------------------------------------------------------------------


def block_words(record: Record, blocks: Iterable[str]) -> str:
    """The numbers of blocks: ``10, 11``; the front matter is ``pre``."""
    return ", ".join(label(record, key) or "pre" for key in blocks)


def blocks_typed(record: Record, typed: str) -> tuple[tuple[str, ...], str]:
    """The blocks whose numbers were typed with commas or blanks between them, and what is no block."""
    found: list[str] = []
    for word in typed.replace(",", " ").split():
        key = _front(record) if word.casefold() == "pre" else _block(record, word)
        if key is None:
            return (), word
        found.append(key)
    return tuple(found), ""


def _block(record: Record, word: str) -> str | None:
    place = find_place(record, word)
    return place.block if place and not place.provision else None


def _front(record: Record) -> str | None:
    block = record.one(Block, front=True)
    return block.id if block else None


def length(minutes: int) -> str:
    """A time in hours and minutes: ``2 h 15``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{rest} min"


# --- the meeting ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SittingShown:
    """One sitting as the list has it."""

    key: str
    name: str
    state: str
    times: str


def sittings(record: Record, meeting: Meeting) -> list[SittingShown]:
    """The sittings of a meeting in their order."""
    return [SittingShown(s.id, named(s), s.state, _times(s)) for s in sittings_of(record, meeting.id)]


def _times(sitting: Sitting) -> str:
    if sitting.opened_at is None:
        if sitting.planned_from is None or sitting.planned_to is None:
            return ""
        begins = local(sitting.planned_from)
        return f"{begins.day} {begins:%b %H:%M}–{local(sitting.planned_to):%H:%M}"
    at = local(sitting.opened_at)
    opened = f"{at.day} {at:%b %H:%M}"
    return f"{opened}–{local(sitting.closed_at):%H:%M}" if sitting.closed_at else f"since {opened}"


def span(begins: datetime | None, ends: datetime | None) -> str:
    """A span of time on the clock of the room: ``09:30–12:30``; empty for none."""
    return f"{local(begins):%H:%M}–{local(ends):%H:%M}" if begins and ends else ""


def span_typed(typed: str, day: date) -> tuple[datetime | None, datetime | None] | None:
    """The instants of a span typed as ``09:30–12:30`` on a day, two of nothing for nothing, None where it is no span."""
    if not typed:
        return None, None
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
    ends = [at_clock(part, noon) for part in re.split(r"\s*(?:[-–—]|\bto\b)\s*", typed.strip())]
    return (ends[0], ends[1]) if len(ends) == 2 and all(ends) else None


def meeting_words(record: Record, meeting: Meeting) -> tuple[str, str]:
    """The meeting's name, and where and when it is."""
    phase = record.get(Phase, meeting.phase)
    planned = days_in_words(meeting.planned_from, meeting.planned_to)
    told = days_in_words(*days_of(record, meeting))
    when = planned if told == planned else f"held {told}"
    parts = (meeting.kind, meeting.place, meeting.venue, when, phase.name)
    return f"Meeting {number_of(record, meeting)}", " · ".join(part for part in parts if part)


def next_numbers(record: Record) -> tuple[int, int]:
    """The phase now running and the number its next meeting has."""
    phase = max(record.each(Phase), key=lambda p: p.number, default=None)
    if phase is None:
        return 1, 1
    there = record.where(Meeting, phase=phase.id)
    return phase.number, max((m.number for m in there), default=0) + 1

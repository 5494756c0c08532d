"""What the agenda page shows: the items with their times, planned and used, and the sittings with their states."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hisrg_desktop.meeting.agenda.items import agenda_of
from hisrg_desktop.meeting.agenda.now import Now
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, number_of, sittings_of
from hisrg_desktop.meeting.text.numbers import find_place, label
from hisrg_desktop.meeting.text.parts import Block


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda as the table has it; times in minutes, `used` rounded down."""

    key: str
    active: bool
    number: str
    title: str
    purpose: str
    blocks: str
    planned: int | None
    used: int
    done: bool

    @property
    def planned_words(self) -> str:
        """The time planned: ``45 min``."""
        return f"{self.planned} min" if self.planned else "—"

    @property
    def used_words(self) -> str:
        """The time used, and by how much it is over."""
        if not self.used:
            return "—" if not self.active else "0 min"
        over = self.used - self.planned if self.planned else 0
        return f"{self.used} min, {over} over" if over > 0 else f"{self.used} min"


def items(record: Record, meeting: Meeting, at: datetime) -> list[Item]:
    """The items of a meeting's agenda in their order."""
    used = used_by_item(record, meeting.id, at)
    there = record.find(Now, meeting.id)
    active = there.item if there else None
    return [
        Item(
            item.id,
            item.id == active,
            item.number,
            item.title,
            item.purpose,
            block_words(record, item.blocks),
            item.minutes,
            int(used.get(item.id, timedelta()).total_seconds() // 60),
            item.id in used and item.id != active,
        )
        for item in agenda_of(record, meeting.id)
    ]


def totals(shown: Iterable[Item]) -> tuple[int, int]:
    """The minutes planned and used in all."""
    several = list(shown)
    return sum(i.planned or 0 for i in several), sum(i.used for i in several)


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
        return ""
    at = local(sitting.opened_at)
    opened = f"{at.day} {at:%b %H:%M}"
    return f"{opened} – {local(sitting.closed_at):%H:%M}" if sitting.closed_at else f"since {opened}"


def meeting_words(record: Record, meeting: Meeting) -> tuple[str, str]:
    """The meeting's name, and where and when it is."""
    phase = record.get(Phase, meeting.phase)
    planned = days(meeting.planned_from, meeting.planned_to)
    held = days(meeting.held_from, meeting.held_to) if meeting.held_from and meeting.held_to else ""
    when = f"held {held}" if held and held != planned else planned
    parts = (meeting.kind, meeting.place, meeting.venue, when, phase.name)
    return f"Meeting {number_of(record, meeting)}", " · ".join(part for part in parts if part)


def days(first: date, last: date) -> str:
    """A span of days: ``14–17 April 2020``."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"


def next_numbers(record: Record) -> tuple[int, int]:
    """The phase now running and the number its next meeting has."""
    phase = max(record.each(Phase), key=lambda p: p.number, default=None)
    if phase is None:
        return 1, 1
    there = record.where(Meeting, phase=phase.id)
    return phase.number, max((m.number for m in there), default=0) + 1

"""How the day runs: when each item was to begin, and when it begins at the pace that the room keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.agenda.items import (
    AgendaItem,
    ChangeAgendaItem,
    SayOutcome,
    above,
    agenda_of,
    items_under,
    subtree,
)
from hisrg_desktop.meeting.agenda.now import Now
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.agenda.timetable import Hours, Share, Slot, laid_out
from hisrg_desktop.meeting.agenda.unfinished import is_finished
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Sitting, sittings_of

EVIDENCE = timedelta(minutes=30)
"""How much planned time must have been dealt with before a pace is computed from it; until then the plan holds."""
SLOWEST, FASTEST = 3.0, 0.5
"""Beyond these no pace is carried on into the rest of the day: it would say more of one item than of the room."""
ON_TIME = timedelta(minutes=5)
"""What is no later or earlier than this is on time."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is tried out: items that would be dropped, and items that would have so many minutes and no more.

    An item that holds others together shares out its minutes among them.
    """

    dropped: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.dropped or self.limits)


@dataclass(frozen=True, slots=True)
class Expected:
    """When an item to come begins and ends; `late` against the plan, less than nothing where it is early.

    Without `begins` it no longer fits; without `ends` it begins but does not end within the hours.
    """

    item: str
    begins: datetime | None
    ends: datetime | None
    planned: datetime | None
    begun: bool = False

    @property
    def late(self) -> timedelta | None:
        """By how much it begins after the time planned; None where one of the two is not known, or it has begun."""
        return self.begins - self.planned if self.begins and self.planned and not self.begun else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The rest of a meeting at a pace: 1.2 is a fifth slower than planned; `evidence` is the time it is computed from."""

    pace: float
    evidence: timedelta
    expected: tuple[Expected, ...]
    untimed: int = 0
    hours_known: bool = True

    def of(self, item: str) -> Expected | None:
        """What is expected of an item."""
        return next((one for one in self.expected if one.item == item), None)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The items that no longer fit, wholly or in part."""
        return tuple(one.item for one in self.expected if one.ends is None)


# --- the shares of time -----------------------------------------------------------------------------------------------


def boxes(record: Record, meeting: str) -> dict[str, int]:
    """The minutes each item has for itself, in the order of the agenda; an item whose time is told by those under it has 0."""
    return {item.id: 0 if _told_below(record, item) else item.minutes or 0 for item in agenda_of(record, meeting)}


def _told_below(record: Record, item: AgendaItem) -> bool:
    return any(one.minutes or _told_below(record, one) for one in items_under(record, item.meeting, item.id))


def planned_minutes(record: Record, item: AgendaItem) -> int:
    """The time box of an item: its own, or that of the items under it where they have one."""
    if not _told_below(record, item):
        return item.minutes or 0
    return sum(planned_minutes(record, one) for one in items_under(record, item.meeting, item.id))


def planned_hours(record: Record, meeting: str) -> list[Hours]:
    """The hours planned for a meeting, cut by their pauses."""
    return [hours for sitting in sittings_of(record, meeting) for hours in _hours(sitting)]


def _hours(sitting: Sitting) -> list[Hours]:
    begins, ends = sitting.planned_from, sitting.planned_to
    if begins is None or ends is None:
        return []
    if sitting.pause_from and sitting.pause_to:
        return [Hours(begins, sitting.pause_from, sitting.id), Hours(sitting.pause_to, ends, sitting.id)]
    return [Hours(begins, ends, sitting.id)]


def timetable(record: Record, meeting: str) -> dict[str, Slot]:
    """When each item of a meeting is to be dealt with as planned; nothing where no hours are planned."""
    hours = planned_hours(record, meeting)
    shares = [Share(key, timedelta(minutes=minutes)) for key, minutes in boxes(record, meeting).items()]
    return {slot.key: slot for slot in laid_out(shares, hours)} if hours else {}


# --- the pace ---------------------------------------------------------------------------------------------------------


def pace_of(record: Record, meeting: str, at: datetime) -> tuple[float, timedelta]:
    """The time used of the time planned, over what is finished and what runs over; and how much planned time that was.

    It is 1, the plan, until there is evidence enough.
    """
    used = used_by_item(record, meeting, at)
    planned = spent = timedelta()
    for key, minutes in boxes(record, meeting).items():
        box, took = timedelta(minutes=minutes), used.get(key, timedelta())
        item = record.get(AgendaItem, key)
        if minutes and took and (is_finished(record, item) or took > box):
            planned += box
            spent += took
    if planned < EVIDENCE:
        return 1.0, planned
    return min(SLOWEST, max(FASTEST, spent / planned)), planned


# --- the forecast -----------------------------------------------------------------------------------------------------


def forecast(record: Record, meeting: str, at: datetime, what_if: WhatIf = WhatIf()) -> Forecast:
    """The rest of a meeting from an instant on at the pace of the room, or as it would be if items were dropped or limited."""
    pace, evidence = pace_of(record, meeting, at)
    used = used_by_item(record, meeting, at)
    rest = [item for item in agenda_of(record, meeting) if _is_to_come(record, item, what_if)]
    needed = _needed(record, meeting, rest, used, pace, what_if)
    shares = [Share(item.id, needed[item.id]) for item in rest]
    plan = timetable(record, meeting)
    hours = _hours_left(record, meeting, at)
    slots = laid_out(shares, hours)
    # What has begun is neither late nor early any more: it goes on.
    expected = tuple(Expected(s.key, s.begins, s.ends, _begins(plan.get(s.key)), s.key in used) for s in slots)
    untimed = sum(not planned_minutes(record, item) and not _is_limited(record, item, what_if) for item in rest)
    return Forecast(pace, evidence, expected, untimed, bool(hours))


def _begins(slot: Slot | None) -> datetime | None:
    return slot.begins if slot else None


def _is_to_come(record: Record, item: AgendaItem, what_if: WhatIf) -> bool:
    """Whether time is still needed; none is by what is finished or put off, and what stands under that."""
    put_off = any(one.outcome == "put off" or one.id in what_if.dropped for one in (item, *above(record, item)))
    return not put_off and not is_finished(record, item)


def _limit(item: AgendaItem, what_if: WhatIf) -> int | None:
    return what_if.limits.get(item.id, item.limit)


def _is_limited(record: Record, item: AgendaItem, what_if: WhatIf) -> bool:
    return any(_limit(one, what_if) for one in (item, *above(record, item)))


def _needed(
    record: Record,
    meeting: str,
    rest: Sequence[AgendaItem],
    used: Mapping[str, timedelta],
    pace: float,
    what_if: WhatIf,
) -> dict[str, timedelta]:
    """The time each item still needs; a limit is kept to, whatever the pace, by an item and all that stand under it."""
    own, none = boxes(record, meeting), timedelta()
    needed = {i.id: max(none, timedelta(minutes=own[i.id]) * pace - used.get(i.id, none)) for i in rest}
    # From below upwards: what an item is limited to is kept when the one above it shares out less.
    for item in reversed(agenda_of(record, meeting)):
        limit = _limit(item, what_if)
        if limit:
            within = [one.id for one in subtree(record, item)]
            left = timedelta(minutes=limit) - sum((used.get(key, none) for key in within), none)
            needed |= _shared_out(max(none, left), {key: needed[key] for key in within if key in needed})
    return needed


def _shared_out(time: timedelta, needed: Mapping[str, timedelta]) -> dict[str, timedelta]:
    """A time shared out by what each needs; where none needs any, the first has it."""
    whole = sum(needed.values(), timedelta())
    if whole:
        return {key: time * (need / whole) for key, need in needed.items()}
    return {key: time if n == 0 else timedelta() for n, key in enumerate(needed)}


def _hours_left(record: Record, meeting: str, at: datetime) -> list[Hours]:
    """The planned hours from an instant on. A sitting that runs with no end planned lasts as long as is needed."""
    left: list[Hours] = []
    for sitting in sittings_of(record, meeting):
        if sitting.state == "closed":
            continue
        running = sitting.state in ("open", "suspended")
        if running and sitting.planned_to is None:
            left.append(Hours(at, None, sitting.id))
        for hours in _hours(sitting):
            # A sitting that was opened early has begun, whatever was planned.
            begins = at if running and hours.begins == sitting.planned_from else max(at, hours.begins)
            left.append(Hours(begins, hours.ends, sitting.id))
    return left


# --- in words, and carried out ----------------------------------------------------------------------------------------


def limits_kept(record: Record, meeting: str, what_if: WhatIf) -> Together | None:
    """What is tried out as acts, all as one entry: what is dropped is put off, what is limited has that time and no more."""
    dropped = [item for item in agenda_of(record, meeting) if item.id in what_if.dropped]
    limited = [item for item in agenda_of(record, meeting) if item.id in what_if.limits and item not in dropped]
    acts: list[Act] = [SayOutcome(item=item.id, outcome="put off") for item in dropped]
    acts += [ChangeAgendaItem(item=item.id, limit=what_if.limits[item.id]) for item in limited]
    if not acts:
        return None
    told = [f"put off {', '.join(item.number for item in dropped)}"] if dropped else []
    told += [f"limit {item.number} to {what_if.limits[item.id]} min" for item in limited]
    return Together(acts=tuple(acts), called=f"Keep to the time: {'; '.join(told)}")


def active_item(record: Record, meeting: str) -> str | None:
    """The item a meeting is at."""
    there = record.find(Now, meeting)
    return there.item if there else None

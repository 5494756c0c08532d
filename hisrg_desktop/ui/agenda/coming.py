"""How the rest of the meeting runs, in words: what comes next and when at this pace, and whether everything is done."""

from datetime import datetime

from hisrg_desktop.meeting.agenda.forecast import EVIDENCE, Expected, Forecast, WhatIf, active_item, forecast, pace_of
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, current_sitting
from hisrg_desktop.ui.agenda.shown import block_words, lateness, length

_FEW = 2
"""How many blocks in a row are told by their numbers; of more the first and the last are."""


# --- on the agenda page -----------------------------------------------------------------------------------------------


def outlook(record: Record, meeting: Meeting, at: datetime, what_if: WhatIf | None = None) -> str:
    """How the rest of the meeting runs, in a sentence; nothing where no hours are planned and none are under way."""
    told = forecast(record, meeting.id, at, what_if or WhatIf())
    if not told.hours_known or not told.expected:
        return ""
    coming = next_of(record, meeting, told)
    parts = [_starts(record, told, coming, at, bool(what_if))] if coming else []
    if told.left_out:
        parts.append(_fit_no_longer(record, told))
    elif told.expected[-1].ends:
        parts.append(f"everything is done {_by(told.expected[-1].ends, at)}")
    if told.untimed:
        count = told.untimed
        parts.append(f"{count} {'item has' if count == 1 else 'items have'} no time planned")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def pace_words(record: Record, meeting: Meeting, at: datetime) -> str:
    """What the pace rests on, for who asks."""
    pace, evidence = pace_of(record, meeting.id, at)
    minutes = length(round(evidence.total_seconds() / 60))
    if evidence < EVIDENCE:
        return f"So far {minutes} of planned time are dealt with: too little for a pace, so the plan is carried on."
    if 0.95 <= pace <= 1.05:
        return f"The room keeps to the time planned, over {minutes} of planned time dealt with."
    how = f"{round((pace - 1) * 100)} % longer" if pace > 1 else f"{round((1 - pace) * 100)} % shorter"
    return f"Items take {how} than planned, over {minutes} of planned time dealt with."


# --- for who looks at the session and not at the agenda ---------------------------------------------------------------


def coming_next(record: Record, at: datetime) -> tuple[str, str]:
    """In short and as a sentence: what starts next and when while a sitting runs; nothing where that is not known."""
    meeting = current_meeting(record)
    if meeting is None or current_sitting(record) is None:
        return "", ""
    told = forecast(record, meeting.id, at)
    coming = next_of(record, meeting, told) if told.hours_known else None
    if coming:
        said = _starts(record, told, coming, at, tried=False)
        return f"Then {_named(record, coming)} {_when_and_late(coming, at)}", f"{said[0].upper()}{said[1:]}."
    if told.hours_known and told.left_out:
        said = _fit_no_longer(record, told)
        return f"{said[0].upper()}{said[1:]}", f"{said[0].upper()}{said[1:]}."
    return "", ""


# --- in parts ---------------------------------------------------------------------------------------------------------


def next_of(record: Record, meeting: Meeting, told: Forecast) -> Expected | None:
    """What starts next: the first item with blocks, which the room waits for, else the first of all."""
    active = active_item(record, meeting.id)
    to_come = [one for one in told.expected if one.item != active and one.begins]
    with_blocks = (one for one in to_come if record.get(AgendaItem, one.item).blocks)
    return next(with_blocks, to_come[0] if to_come else None)


def _starts(record: Record, told: Forecast, coming: Expected, at: datetime, tried: bool) -> str:
    pace = "then" if tried else ("at this pace" if told.evidence >= EVIDENCE else "as planned")
    verb = "start" if len(record.get(AgendaItem, coming.item).blocks) > 1 else "starts"
    on_time = ", on time" if told.evidence and coming.planned and not lateness(coming) else ""
    return f"{pace} {_named(record, coming)} {verb} {_when_and_late(coming, at)}{on_time}"


def _when_and_late(coming: Expected, at: datetime) -> str:
    assert coming.begins
    return ", ".join(filter(None, (_at(coming.begins, at), lateness(coming))))


def _named(record: Record, coming: Expected) -> str:
    """An item by its blocks: ``Block 10``, ``Blocks 12–14``; one without blocks by its number."""
    item = record.get(AgendaItem, coming.item)
    if not item.blocks:
        return f"item {item.number}"
    words = block_words(record, item.blocks)
    numbers = words.split(", ")
    if len(numbers) > _FEW and all(number.isdigit() for number in numbers):
        first, last = int(numbers[0]), int(numbers[-1])
        if [int(number) for number in numbers] == list(range(first, last + 1)):
            words = f"{first}–{last}"
    return f"{'Blocks' if len(numbers) > 1 else 'Block'} {words}"


def _fit_no_longer(record: Record, told: Forecast) -> str:
    count, first = len(told.left_out), record.get(AgendaItem, told.left_out[0]).number
    return f"item {first} no longer fits" if count == 1 else f"{count} items no longer fit, from item {first} on"


def _at(instant: datetime, at: datetime) -> str:
    """When something is: ``at 16:40``, ``on Tue at 09:30``, ``on 14 April at 09:30``."""
    day = _other_day(instant, at)
    return f"on {day} at {local(instant):%H:%M}" if day else f"at {local(instant):%H:%M}"


def _by(instant: datetime, at: datetime) -> str:
    """Until when something is done: ``by 16:40``, ``by Tue 09:30``."""
    return f"by {_other_day(instant, at)} {local(instant):%H:%M}".replace("  ", " ")


def _other_day(instant: datetime, at: datetime) -> str:
    """The day of an instant where it is not that of another: within a week the weekday, else the date."""
    there, here = local(instant).date(), local(at).date()
    return "" if there == here else f"{there:%a}" if 0 < (there - here).days < 7 else f"{there.day} {there:%B}"

"""How many minutes each item of the agenda was given, and how many it took."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hisrg_desktop.meeting.agenda.forecast import boxes
from hisrg_desktop.meeting.agenda.items import agenda_of
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series
from hisrg_desktop.meeting.record import Record

_PLANNED = Series("Planned", "empty", "soft")
_ACTUAL = Series("Actual", "solid", "accent")


NOTE = (
    "Actual is the time used: from when an item is taken up until the next one is, whoever speaks or nobody, "
    "without the pauses."
)
"""What the actual minutes are, in the same words on the agenda, in the chart and on paper."""


def planned_and_actual(
    record: Record, meeting: str, at: datetime, taken: Mapping[str, timedelta] | None = None
) -> Chart:
    """Two bars for each item that has a share of time or was taken up: planned, and taken, as told or as on record."""
    used, planned = used_by_item(record, meeting, at) if taken is None else taken, boxes(record, meeting)
    bars = tuple(
        Bar(f"{item.number}  {item.title}", (float(planned[item.id]), _minutes(used.get(item.id))))
        for item in agenda_of(record, meeting)
        if planned[item.id] or item.id in used
    )
    return Chart(
        "agenda-minutes",
        "Planned and actual minutes of the agenda",
        "minutes",
        (_PLANNED, _ACTUAL),
        bars,
        labels="Item",
        stacked=False,
        note=NOTE if bars else "",
    )


def _minutes(time: timedelta | None) -> float:
    return time.total_seconds() / 60 if time else 0.0

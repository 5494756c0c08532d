"""How many minutes each item of the agenda was given, and how many it took."""

from datetime import datetime, timedelta

from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of
from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import sittings_of

_PLANNED = Series("Planned", "empty", "soft")
_ACTUAL = Series("Spoken", "solid", "accent")


def planned_and_actual(record: Record, meeting: str, at: datetime) -> Chart:
    """Two bars for each item that has a share of time or was spoken on: planned, and taken."""
    spent = _spent(record, meeting, at)
    bars = tuple(
        Bar(f"{item.number}  {item.title}", (float(item.minutes or 0), spent.get(item.id, 0.0)))
        for item in agenda_of(record, meeting)
        if item.minutes or spent.get(item.id)
    )
    return Chart(
        "agenda-minutes",
        "Planned and actual minutes of the agenda",
        "minutes",
        (_PLANNED, _ACTUAL),
        bars,
        labels="Item",
        stacked=False,
        note="Actual minutes are those in which somebody had the floor on the item." if bars else "",
    )


def _spent(record: Record, meeting: str, at: datetime) -> dict[str, float]:
    spent: dict[str, timedelta] = {}
    for sitting in sittings_of(record, meeting):
        for turn in record.where(Intervention, sitting=sitting.id):
            if turn.item and record.find(AgendaItem, turn.item):
                spent[turn.item] = spent.get(turn.item, timedelta()) + turn.lasted(at)
    return {item: time.total_seconds() / 60 for item, time in spent.items()}

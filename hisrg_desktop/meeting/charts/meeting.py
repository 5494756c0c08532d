"""The charts of one meeting."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from hisrg_desktop.meeting.charts.attendance import attendance
from hisrg_desktop.meeting.charts.chart import Chart
from hisrg_desktop.meeting.charts.minutes import planned_and_actual
from hisrg_desktop.meeting.charts.speaking import speaking_by_class, speaking_by_person
from hisrg_desktop.meeting.record import Record

CHARTS: dict[str, Callable[[Record, str, datetime], Chart]] = {
    "attendance": attendance,
    "speaking-class": speaking_by_class,
    "speaking-person": speaking_by_person,
    "agenda-minutes": planned_and_actual,
}
"""Every chart by its key, in the order in which they are shown."""


def chart_of(key: str, record: Record, meeting: str, at: datetime) -> Chart:
    """The chart with this key; `at` ends what still runs."""
    return CHARTS[key](record, meeting, at)


def charts_of(
    record: Record, meeting: str, at: datetime, taken: Mapping[str, timedelta] | None = None
) -> tuple[Chart, ...]:
    """Attendance, speaking time by class and by person, planned minutes against those `taken`, or those on record."""
    drawn = (chart_of(key, record, meeting, at) for key in CHARTS if key != "agenda-minutes")
    return (*drawn, planned_and_actual(record, meeting, at, taken))

"""The charts of one meeting."""

from datetime import datetime

from hisrg_desktop.meeting.charts.attendance import attendance
from hisrg_desktop.meeting.charts.chart import Chart
from hisrg_desktop.meeting.charts.minutes import planned_and_actual
from hisrg_desktop.meeting.charts.speaking import speaking_by_class, speaking_by_person
from hisrg_desktop.meeting.record import Record


def charts_of(record: Record, meeting: str, at: datetime) -> tuple[Chart, ...]:
    """Attendance, speaking time by class and by person, planned against actual minutes; `at` ends what still runs."""
    return (
        attendance(record, meeting),
        speaking_by_class(record, meeting, at),
        speaking_by_person(record, meeting, at),
        planned_and_actual(record, meeting, at),
    )

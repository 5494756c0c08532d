"""Who was in the room at each sitting, counted by class."""

from datetime import datetime

from hisrg_desktop.meeting.charts.chart import Bar, Chart, used
from hisrg_desktop.meeting.charts.groups import GROUPS, SERIES, group_in_room
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance, was_there
from hisrg_desktop.meeting.roll.meetings import Sitting, named, sittings_of


def attendance(record: Record, meeting: str, at: datetime) -> Chart:
    """One bar for each sitting that was opened, in their order."""
    bars = [_bar(record, sitting) for sitting in sittings_of(record, meeting) if sitting.opened_at]
    series, shown = used([SERIES[letter] for letter in GROUPS], bars)
    return Chart(
        "attendance",
        "Attendance by sitting and class",
        "people",
        series,
        shown,
        labels="Sitting",
        note="Everybody who was in the room at some time of the sitting, counted once; an alternate with the member."
        if bars
        else "",
    )


def _bar(record: Record, sitting: Sitting) -> Bar:
    seen: dict[str, str] = {}
    for stay in filter(was_there, record.where(Attendance, sitting=sitting.id)):
        # A member is a seat with one voice: whoever sits in it for a while is counted with the member.
        seen.setdefault(stay.stands_in_for or stay.person, group_in_room(record, stay))
    name = named(sitting)
    counts = tuple(float(sum(letter == one for one in seen.values())) for letter in GROUPS)
    return Bar(name[:1].upper() + name[1:], counts)

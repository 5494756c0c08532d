"""The groups in which people are counted in charts and lists, by the letter the room knows them by."""

from datetime import date

from hisrg_desktop.meeting.charts.chart import Series
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance

GROUPS = {"M": "Members", "P": "Panel chairs", "O": "Observers", "S": "Secretariat"}
"""The name of a group by its letter, in the order of lists."""

SERIES = {
    "M": Series("Members", "solid", "accent", "Member"),
    "P": Series("Panel chairs", "hatch", "panel", "Panel chair"),
    "O": Series("Observers", "dots", "ok", "Observer"),
    "S": Series("Secretariat", "empty", "soft", "Secretariat"),
    "C": Series("Chair", "grid", "warn", "Chair"),
}
"""How each group looks in a chart. A chair's words are counted apart from the members'."""


def group_of(record: Record, person: str, day: date) -> str:
    """The letter of the group a person is listed in on a day: a chair who is no member is no member in a list either."""
    letter = badge_of(record, person, day)
    if letter == "C":
        letter = "M" if class_of(record, person, day) == "member" else "S"
    return letter if letter in GROUPS else "O"


def group_in_room(record: Record, stay: Attendance) -> str:
    """The letter of the group of somebody in the room: whoever stands in for a member sits in that member's seat."""
    return "M" if stay.stands_in_for else group_of(record, stay.person, stay.arrived_at.date())

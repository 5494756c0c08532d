"""The clock on the wall of the room. Instants are recorded in universal time and told as people there read them."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""Meetings are held in Leiden or Luxembourg, which share one clock."""


def local(at: datetime) -> datetime:
    """The instant as a clock in the room shows it."""
    return at.astimezone(ZONE)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_in_words(day: date) -> str:
    """A day as it is read aloud, the same on every machine: ``4 May 2020``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_in_words(first: date, last: date) -> str:
    """From one day to another: ``14–16 September 2020``."""
    if first == last:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_in_words(last)}"
    return f"{day_in_words(first)} – {day_in_words(last)}"


def short_day(day: date | None) -> str:
    """A day as it stands in a table: ``4 Feb 2020``; empty for none."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")


def lasting(time: timedelta) -> str:
    """How long, as one tells it: "4 h 51 min", "13 min", "less than a minute"."""
    hours, minutes = divmod(round(time / timedelta(minutes=1)), 60)
    told = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
    return " ".join(filter(None, told)) or "less than a minute"


def at_clock(typed: str, day: datetime) -> datetime | None:
    """The instant at which the clock in the room reads what was typed (``9:40``, ``9:40:15``), on the day of this instant."""
    read = _CLOCK.fullmatch(typed.strip())
    hour, minute, second = (int(part or 0) for part in read.groups()) if read else (24, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return local(day).replace(hour=hour, minute=minute, second=second, microsecond=0).astimezone(UTC)

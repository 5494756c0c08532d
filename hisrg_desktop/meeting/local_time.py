"""The clock on the wall of the room. Instants are recorded in universal time and told as people there read them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""Meetings are held in Leiden or Luxembourg, which share one clock."""


def local(at: datetime) -> datetime:
    """The instant as a clock in the room shows it."""
    return at.astimezone(ZONE)


_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")


def at_clock(typed: str, day: datetime) -> datetime | None:
    """The instant at which the clock in the room reads what was typed (``9:40``), on the day of this instant."""
    read = _CLOCK.fullmatch(typed.strip())
    if not read or int(read[1]) > 23 or int(read[2]) > 59:
        return None
    return local(day).replace(hour=int(read[1]), minute=int(read[2]), second=0, microsecond=0).astimezone(UTC)

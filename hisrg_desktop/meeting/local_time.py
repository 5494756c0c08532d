"""The clock on the wall of the room. Instants are recorded in universal time and told as people there read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""Meetings are held in Leiden or Luxembourg, which share one clock."""


def local(at: datetime) -> datetime:
    """The instant as a clock in the room shows it."""
    return at.astimezone(ZONE)

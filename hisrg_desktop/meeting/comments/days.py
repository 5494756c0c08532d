"""Days as people say them: ``4 May``, ``4.5.``, ``2031-05-04``, ``Friday``, ``tomorrow``."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?:on\s+|next\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./]?\s*(\d{4})?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3})[a-z]*\.?,?\s*(\d{4})?")


def day_meant(words: str, today: date) -> date | None:
    """The day meant, in this year or else the next where it has passed; None where it is no day."""
    said = (
        " ".join(words.casefold().split()).rstrip(".,") if not words.strip()[:1].isdigit() else words.casefold().strip()
    )
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    if match := _WEEKDAY.fullmatch(said):
        ahead = (_WEEKDAYS.index(match[1]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if match := _ISO.fullmatch(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(said):
        return _coming(match[3], int(match[2]), int(match[1]), today)
    match = _NAMED.fullmatch(said)
    if match and match[2] in _MONTHS:
        return _coming(match[3], _MONTHS.index(match[2]) + 1, int(match[1]), today)
    return None


def _coming(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this = _day(today.year, month, day)
    return this if this and this >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

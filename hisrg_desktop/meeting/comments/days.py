"""Days by which something is due, as people say them: ``4 May``, ``4.5.``, ``2031-05-04``, ``Friday``, ``tomorrow``."""

import re
from datetime import date, datetime, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?:on\s+|next\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?")
_YEAR = re.compile(r"\d{4}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b(?:\s+of\b)?|(?<=\d)\s+of\b")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./]?")


def day_meant(words: str, today: date) -> date | None:
    """The day meant that is still to come, or whatever day a year was named for; None where it is no day."""
    said = " ".join(_ORDINAL.sub("", words.casefold()).split()).rstrip(",;")
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    if match := _WEEKDAY.fullmatch(said.rstrip(".")):
        ahead = (_WEEKDAYS.index(match[1][:3]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if match := _DOTTED.fullmatch(said):
        said = f"{match[1]}.{match[2]}.{today.year}"
    day = read_day(said, today)
    if day and day < today and not _YEAR.search(words):
        return _a_year_on(day)
    return day


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def read_day(typed: str, today: date) -> date | None:
    """The day meant by ``2020-06-30``, ``30.6.2020``, ``30 Jun 2020`` or ``30 June``; None where it is not understood."""
    words = " ".join(typed.split())
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"):
        for text in (words, f"{words} {today.year}"):
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    return None

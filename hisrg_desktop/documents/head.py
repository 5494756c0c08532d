"""What every document of a meeting carries at its head: the body, the meeting, place and days, and the date on record."""

import re
from dataclasses import replace
from datetime import date, datetime

from hisrg_desktop.documents.outline import REHEARSAL, Document, Masthead, Outline, Status
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.local_time import WEEKDAYS, day_in_words, days_in_words, local
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.record import Record, Row
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, days_of, number_of
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision

_INSTANTS: tuple[tuple[type[Row], str], ...] = (
    (Amendment, "at"),
    (Attendance, "left_at"),
    (Attendance, "arrived_at"),
    (Comment, "at"),
    (Decision, "declared_at"),
    (Disposition, "decided_at"),
    (Intervention, "ended_at"),
    (Sitting, "closed_at"),
    (Sitting, "opened_at"),
)


def last_change(record: Record) -> datetime:
    """The latest instant that anything on record bears; with nothing on record, the first day of 1980, as in a zip."""
    found = (at for kind, field in _INSTANTS for row in record.each(kind) if (at := getattr(row, field)))
    planned = (datetime.fromisoformat(f"{m.planned_from}T00:00:00+00:00") for m in record.each(Meeting))
    return max(found, default=None) or max(planned, default=datetime.fromisoformat("1980-01-01T00:00:00+00:00"))


def document(record: Record, meeting: Meeting | None, title: str, parts: Outline, status: Status = "") -> Document:
    """A document under the masthead of the Group and the meeting."""
    head = Masthead(
        body=group_name(record),
        title=title,
        meeting=meeting_line(record, meeting) if meeting else "",
        place_and_dates=place_and_days(record, meeting) if meeting else "",
        status=status,
    )
    return Document(parts=parts, masthead=head, at=last_change(record), author=group_name(record))


def rehearsed(document: Document) -> Document:
    """The document of a meeting that is only practised, which says so where it would say that it is a draft."""
    return replace(document, masthead=replace(document.masthead, status=REHEARSAL))


def meeting_line(record: Record, meeting: Meeting) -> str:
    """The meeting with its number in the phase, and of all where that is known."""
    kind = "Meeting" if meeting.kind == "face-to-face" else "Teleconference"
    overall = f" ({ordinal(meeting.overall)} in all)" if meeting.overall else ""
    return f"{kind} {number_of(record, meeting)}{overall}"


def ordinal(number: int) -> str:
    """The number in its row: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def place_of(record: Record, key: str | None) -> str:
    """A provision as one names it in a sentence, with the chapeau it stands under: “4.2 d) i.”; empty for none."""
    provision = record.find(Provision, key)
    if provision is None:
        return label(record, key)
    own = label(record, provision.id)
    if not own:
        return "the opening statement"
    return own if own[:1].isdigit() or not provision.parent else f"{place_of(record, provision.parent)} {own}"


def place_and_days(record: Record, meeting: Meeting) -> str:
    """Where and on which days: those on which it was held, or the planned ones."""
    where = ", ".join(filter(None, (meeting.place, meeting.venue)))
    return " · ".join(filter(None, (where, days_in_words(*days_of(record, meeting)))))


def weekday(one: date) -> str:
    """A day with its weekday."""
    return f"{WEEKDAYS[one.weekday()]} {day_in_words(one)}"


def clock(at: datetime) -> str:
    """A time of day as the clock in the room showed it; the same data give the same words anywhere."""
    return f"{local(at):%H:%M}"


def sentence(words: str) -> str:
    """The words with a capital first and a stop at the end."""
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if re.search(r"[.!?…][\"”’»)\]]?$", words) else ".")


def joined(names: list[str]) -> str:
    """The names in a row: A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def counted(count: int, one: str, several: str = "") -> str:
    """So many of them: 1 item, 2 items."""
    return f"{count} {one if count == 1 else several or one + 's'}"

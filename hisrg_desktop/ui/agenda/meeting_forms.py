"""What is asked of a meeting and of a sitting, and the acts that the answers are."""

from datetime import date, datetime, timedelta
from typing import get_args

from PySide6.QtCore import QCoreApplication

from hisrg_desktop.meeting.acts import Act, Together
from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.changing import ChangeMeeting, ChangeSitting
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, PlanHours, PlanSitting, Sitting, sittings_of
from hisrg_desktop.meeting.roll.next_meeting import NewMeetingFrom
from hisrg_desktop.ui.agenda import shown
from hisrg_desktop.ui.people.form import Answers, Question

KINDS = tuple((word, word) for word in get_args(MeetingKind))
LATER = timedelta(weeks=26)
"""How long after a meeting the next one is guessed to be, on the same day of the week."""

Questions = tuple[Question, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)


class NoTime(Exception):
    """A span of time was typed that is none: the name of the answer, and what was typed."""

    def __init__(self, name: str, typed: str) -> None:
        super().__init__(_tr("“%1” is no span of time; type it as 09:30–12:30.").replace("%1", typed))
        self.name = name


# --- a meeting ------------------------------------------------------------------------------------------------------


def of_new_meeting(record: Record, today: date) -> Questions:
    """A meeting, and its phase where there is none of its number."""
    phase, number = shown.next_numbers(record)
    there = record.one(Phase, number=phase)
    return (
        Question("phase", _tr("Phase"), "number", value=str(phase), needed=True),
        Question("phaseName", _tr("Its name, if it is new"), hint=there.name if there else ""),
        Question("number", _tr("Number in the phase"), "number", value=str(number), needed=True),
        Question("kind", _tr("Kind"), "choice", KINDS),
        Question("place", _tr("Place")),
        Question("venue", _tr("Venue")),
        Question("from", _tr("From"), "date", value=today),
        Question("to", _tr("To"), "date", value=today),
    )


def create(record: Record, answers: Answers) -> CreateMeeting | None:
    """The meeting as it was told, once its phase is on record."""
    phase = record.one(Phase, number=answers["phase"])
    if phase is None:
        return None
    return CreateMeeting(
        phase=phase.id,
        number=answers["number"],
        kind=answers["kind"],
        place=answers["place"],
        venue=answers["venue"],
        planned_from=answers["from"],
        planned_to=answers["to"],
    )


def of_next_meeting(last: Meeting, today: date) -> Questions:
    """The meeting after this one: as it was, half a year later or from today."""
    first = max(last.planned_from, today) + LATER
    return (
        Question("kind", _tr("Kind"), "choice", KINDS, last.kind),
        *_where(last),
        Question("from", _tr("From"), "date", value=first),
        Question("to", _tr("To"), "date", value=first + (last.planned_to - last.planned_from)),
    )


def create_next(last: str, answers: Answers) -> Act:
    """The next meeting as it was told."""
    away = answers["kind"] == "teleconference"
    return NewMeetingFrom(
        last=last,
        kind=answers["kind"],
        planned_from=answers["from"],
        # A teleconference is of one day unless more were asked for.
        planned_to=max(answers["from"], answers["to"]) if away else answers["to"],
        place="" if away else answers["place"],
        venue="" if away else answers["venue"],
        capacity=None if away else answers["seats"],
    )


def of_meeting(meeting: Meeting) -> Questions:
    """What is planned of a meeting that is on record."""
    return (
        *_where(meeting),
        Question("from", _tr("From"), "date", value=meeting.planned_from),
        Question("to", _tr("To"), "date", value=meeting.planned_to),
    )


def change_meeting(meeting: str, answers: Answers) -> Act:
    """The meeting as it is told now."""
    return ChangeMeeting(
        meeting=meeting,
        place=answers["place"],
        venue=answers["venue"],
        capacity=answers["seats"],
        unlimited=answers["seats"] is None,
        planned_from=answers["from"],
        planned_to=answers["to"],
    )


def _where(meeting: Meeting) -> Questions:
    return (
        Question("place", _tr("Place"), value=meeting.place),
        Question("venue", _tr("Venue"), value=meeting.venue),
        Question("seats", _tr("Seats"), "number", value=str(meeting.capacity or ""), hint=_tr("empty: no limit")),
    )


# --- a sitting ------------------------------------------------------------------------------------------------------


def of_new_sitting(record: Record, meeting: Meeting) -> Questions:
    """A sitting after the others."""
    there = sittings_of(record, meeting.id)
    hint = _tr("such as: Tuesday morning; empty: sitting %1").replace("%1", str(len(there) + 1))
    last = there[-1].planned_from if there else None
    day = local(last).date() if last else meeting.planned_from
    return (Question("title", _tr("Title"), hint=hint), *_hours(None, day))


def plan_sitting(meeting: str, answers: Answers) -> Act:
    """The sitting as it was told; `NoTime` where its hours are none."""
    return PlanSitting(meeting=meeting, title=answers["title"], **_times(answers))


def of_sitting(sitting: Sitting, meeting: Meeting) -> Questions:
    """The title and the hours of a sitting."""
    known = sitting.planned_from or sitting.opened_at
    day = local(known).date() if known else meeting.planned_from
    return (Question("title", _tr("Title"), value=sitting.title), *_hours(sitting, day))


def change_sitting(sitting: Sitting, answers: Answers) -> Act:
    """The sitting as it is told now, as one entry; `NoTime` where its hours are none."""
    hours = PlanHours(sitting=sitting.id, **_times(answers))
    if not answers["title"] or answers["title"] == sitting.title:
        return hours
    return Together(acts=(hours, ChangeSitting(sitting=sitting.id, title=answers["title"])))


def _hours(sitting: Sitting | None, day: date) -> Questions:
    hours = shown.span(sitting.planned_from, sitting.planned_to) if sitting else ""
    pause = shown.span(sitting.pause_from, sitting.pause_to) if sitting else ""
    return (
        Question("day", _tr("Day"), "date", value=day),
        Question("hours", _tr("Hours"), value=hours, hint="09:30–12:30"),
        Question("pause", _tr("Pause"), value=pause, hint="11:00–11:20"),
    )


def _times(answers: Answers) -> dict[str, datetime | None]:
    times: dict[str, datetime | None] = {}
    for name, begins, ends in (("hours", "planned_from", "planned_to"), ("pause", "pause_from", "pause_to")):
        typed = shown.span_typed(answers[name], answers["day"])
        if typed is None:
            raise NoTime(name, answers[name])
        times[begins], times[ends] = typed
    return times

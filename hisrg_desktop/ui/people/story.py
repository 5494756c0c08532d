"""What the view of one person shows: what they were and when, where they came, how they spoke, what they commented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import disposition_of, is_due
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.times import by_person
from hisrg_desktop.meeting.local_time import lasting, local, short_day
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.alternates import Alternate
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function, badge_of
from hisrg_desktop.meeting.people.merging import merged_with
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import history, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, number_of, sittings_of
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.ui.people.in_room import times
from hisrg_desktop.ui.people.shown import application_words
from hisrg_desktop.ui.widgets.running import as_time


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: what its columns say, and the page and the row it leads to."""

    key: str
    columns: tuple[str, ...]
    page: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One person in full."""

    person: str
    letter: str
    name: str
    about: str
    held: tuple[Told, ...]
    came: tuple[Told, ...]
    spoke: tuple[Told, ...]
    wrote: tuple[Told, ...]
    sums: tuple[str, str, str]


def story(record: Record, key: str, at: datetime) -> Story:
    """The story of a person as it is on record now."""
    person = record.get(Person, key)
    came, spoke, wrote = _came(record, key), _spoke(record, key), _wrote(record, key)
    return Story(
        key,
        badge_of(record, key, at.date()),
        f"{person.honorific} {person.name}".strip(),
        _about(record, person, at.date()),
        tuple(told for _, told in sorted(_held(record, key), key=lambda pair: pair[0], reverse=True)),
        came,
        spoke,
        wrote,
        (_meetings(record, came), _spoken(record, key, at), _comments(wrote)),
    )


def _about(record: Record, person: Person, day: date) -> str:
    body = organisation_of(record, person.id, day)
    merged = [record.get(Person, one.merged).name for one in merged_with(record, person.id)]
    others = [name for name in person.other_names if name not in merged]
    parts = (
        f"{body.name} ({body.short})" if body and body.short else body.name if body else "",
        person.country,
        person.email,
        f"also {', '.join(others)}" if others else "",
        f"merged with {', '.join(merged)}" if merged else "",
    )
    return " · ".join(part for part in parts if part)


# --- what they were -------------------------------------------------------------------------------------------------


def _held(record: Record, key: str) -> list[tuple[date, Told]]:
    """Classes, functions, applications and whom they stand in for, each with the day it is put in order by."""
    told = [
        (p.since, _span(p.id, p.kind, record.get(Organisation, p.organisation).name, p.since, p.until))
        for p in history(record, key)
    ]
    for function in record.where(Function, person=key):
        panel = record.find(Panel, function.panel)
        of = panel.name if panel else ""
        told.append((function.since, _span(function.id, function.role, of, function.since, function.until)))
    told += [
        (asked.received_on, Told(asked.id, ("application", *application_words(record, asked))))
        for asked in record.where(Application, person=key)
    ]
    for one in record.where(Alternate, person=key):
        instead = record.get(Person, one.member).name
        told.append((one.since, _span(one.id, "alternate", f"of {instead}", one.since, one.until)))
    for one in record.where(Alternate, member=key):
        instead = record.get(Person, one.person).name
        told.append((one.since, _span(one.id, "has an alternate", instead, one.since, one.until)))
    return told


def _span(key: str, what: str, of: str, since: date, until: date | None) -> Told:
    return Told(key, (what, of, f"{short_day(since)} – {short_day(until) if until else ''}".rstrip()))


# --- where they came ------------------------------------------------------------------------------------------------


def _came(record: Record, key: str) -> tuple[Told, ...]:
    stays = (*record.where(Attendance, person=key), *record.where(Attendance, stands_in_for=key))
    told = []
    for stay in sorted(stays, key=lambda stay: stay.arrived_at, reverse=True):
        sitting = record.get(Sitting, stay.sitting)
        number = number_of(record, record.get(Meeting, sitting.meeting))
        note = ""
        if stay.stands_in_for == key:
            note = f" · by {record.get(Person, stay.person).initialled}"
        elif stay.stands_in_for:
            note = f" · for {record.get(Person, stay.stands_in_for).initialled}"
        on = short_day(local(stay.arrived_at).date())
        where = f"{number}  {named(sitting)}"
        told.append(Told(stay.id, (where, on, times(record, stay, both=True) + note), "people", sitting.id))
    return tuple(told)


def _meetings(record: Record, came: tuple[Told, ...]) -> str:
    several = {record.get(Sitting, told.target).meeting for told in came}
    sittings = {told.target for told in came}
    if not several:
        return "has not come yet"
    return f"{_many(len(several), 'meeting')}, {_many(len(sittings), 'sitting')}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


# --- how they spoke -------------------------------------------------------------------------------------------------


def _spoke(record: Record, key: str) -> tuple[Told, ...]:
    """Their turns of speech, the latest first; each leads to what was taken down then, else to the item."""
    told = []
    for turn in sorted(record.where(Intervention, speaker=key), key=lambda turn: turn.began_at, reverse=True):
        item = record.find(AgendaItem, turn.item)
        number = number_of(record, record.get(Meeting, record.get(Sitting, turn.sitting).meeting))
        said = next((c for c in record.where(Comment, intervention=turn.id) if not c.struck), None)
        lasted = as_time(turn.lasted(turn.ended_at)) if turn.ended_at else "speaks"
        at = local(turn.began_at)
        began = f"{number}  {short_day(at.date()).rpartition(' ')[0]} {at:%H:%M}"
        about = f"Item {item.number} {item.title}" if item else ""
        target = ("comments", said.id) if said else ("agenda", turn.item or "")
        told.append(Told(turn.id, (began, about, lasted), *target))
    return tuple(told)


def _spoken(record: Record, key: str, at: datetime) -> str:
    """How often and how long in all, and in each meeting where there were several."""
    parts, turns, time = [], 0, timedelta()
    for meeting in sorted(record.each(Meeting), key=lambda m: m.planned_from):
        there = by_person(record, [s.id for s in sittings_of(record, meeting.id)], at).get(key)
        if there and there.turns:
            turns, time = turns + there.turns, time + there.time
            parts.append(f"{number_of(record, meeting)}: {there.turns}, {lasting(there.time)}")
    if not turns:
        return "has not spoken yet"
    whole = f"{'once' if turns == 1 else f'{turns} times'}, {lasting(time)} in all"
    return f"{whole} ({'; '.join(parts)})" if len(parts) > 1 else whole


# --- what they commented --------------------------------------------------------------------------------------------


def _wrote(record: Record, key: str) -> tuple[Told, ...]:
    told = []
    for comment in sorted(record.where(Comment, author=key), key=lambda c: (c.at, c.id), reverse=True):
        if not comment.struck:
            place = locator(record, comment.provision or comment.block)
            gist = " ".join(comment.text.split())
            columns = (comment.number, place, gist, _disposition(record, comment))
            told.append(Told(comment.id, columns, "comments", comment.id))
    return tuple(told)


def _disposition(record: Record, comment: Comment) -> str:
    there = disposition_of(record, comment.id)
    if there and there.decided:
        return there.decided
    if there and there.recommended:
        return f"proposed: {there.recommended}"
    return "open" if is_due(record, comment) else ""


def _comments(wrote: tuple[Told, ...]) -> str:
    if not wrote:
        return "none"
    left = sum(1 for told in wrote if told.columns[3] == "open" or told.columns[3].startswith("proposed"))
    return f"{len(wrote)}, {left} open" if left else f"{len(wrote)}, all settled"

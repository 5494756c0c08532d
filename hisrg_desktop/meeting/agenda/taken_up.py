"""When the room was at which item: from its being taken up until the next one is, while the sitting ran."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.record import Record, Row, derived
from hisrg_desktop.meeting.roll.meetings import Sitting, Suspension, sittings_of


class TakenUp(Row):
    """An item of the agenda being taken up."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    item: str = Field(foreign_key="agenda_item.id", index=True)
    at: datetime


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time that the room spent on an item; one that goes on has no end."""

    item: str
    began: datetime
    ended: datetime | None

    def lasted(self, at: datetime) -> timedelta:
        """How long it has lasted."""
        return max(timedelta(), (self.ended or at) - self.began)


def was_taken_up(record: Record, item: str) -> bool:
    """Whether the room has been at an item."""
    return bool(record.where(TakenUp, item=item))


@derived(TakenUp, Sitting, Suspension)
def _by_meeting(record: Record) -> dict[str, tuple[Spell, ...]]:
    return {meeting: tuple(_spells(record, meeting)) for meeting in {t.meeting for t in record.each(TakenUp)}}


def spells(record: Record, meeting: str) -> tuple[Spell, ...]:
    """The stretches of a meeting that the room spent on items, in their order; pauses belong to none."""
    return record.derive(_by_meeting).get(meeting, ())


def _spells(record: Record, meeting: str) -> Iterable[Spell]:
    taken = sorted(record.where(TakenUp, meeting=meeting), key=lambda t: (t.at, t.id))
    for began, ended in _running(record, meeting):
        before = [t for t in taken if t.at <= began][-1:]
        steps = [*before, *(t for t in taken if began < t.at and (ended is None or t.at < ended))]
        for index, step in enumerate(steps):
            until = steps[index + 1].at if index + 1 < len(steps) else ended
            begins = max(began, step.at)
            if until is None or until > begins:
                yield Spell(step.item, begins, until)


def _running(record: Record, meeting: str) -> Iterable[tuple[datetime, datetime | None]]:
    """From when to when the sittings of a meeting ran, without their pauses."""
    for sitting in sittings_of(record, meeting):
        if sitting.opened_at is None:
            continue
        began: datetime | None = sitting.opened_at
        for pause in sorted(record.where(Suspension, sitting=sitting.id), key=lambda p: p.began_at):
            if began is not None and pause.began_at > began:
                yield began, pause.began_at
            began = pause.ended_at
        if began is not None and (sitting.closed_at is None or sitting.closed_at > began):
            yield began, sitting.closed_at


def used_by_item(record: Record, meeting: str, at: datetime) -> dict[str, timedelta]:
    """How long the room has been at each item of a meeting so far."""
    used: dict[str, timedelta] = {}
    for spell in spells(record, meeting):
        used[spell.item] = used.get(spell.item, timedelta()) + spell.lasted(at)
    return used

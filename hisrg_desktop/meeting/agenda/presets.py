"""Agendas to begin from: for two and for three days, for a Group that reads its text block by block."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from hisrg_desktop.meeting.acts import Act, Moment, decide_all
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, agenda_of, items_under, ordered
from hisrg_desktop.meeting.lists import Purpose
from hisrg_desktop.meeting.local_time import WEEKDAYS, ZONE
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel, PanelReport
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.roll.meetings import Meeting, PlanHours, PlanSitting, sittings_of
from hisrg_desktop.meeting.text.parts import Block, blocks, provisions_of
from hisrg_desktop.shipped import shipped

STEP = 5
"""Time is shared out in steps of so many minutes."""


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PresetItem(_Told):
    """An item of a preset; with `under` its minutes are shared out among the blocks of the text or the panels' reports."""

    title: str
    purpose: Purpose = "discussion"
    minutes: int
    under: Literal["", "blocks", "reports"] = ""
    members_only: bool = False
    observers_may_speak: bool = False
    usual: bool = False


class PresetSitting(_Told):
    """A sitting of a preset, on the first or a later day of the meeting, with its hours on the clock of the room."""

    day: int
    title: str
    begins: time
    ends: time
    pause: tuple[time, time] | None = None


class Preset(_Told):
    """An agenda to begin from, with its sittings."""

    title: str
    about: str
    sittings: tuple[PresetSitting, ...]
    items: tuple[PresetItem, ...]

    @property
    def days(self) -> int:
        """For how many days it is."""
        return max(sitting.day for sitting in self.sittings)


@cache
def presets() -> tuple[Preset, ...]:
    """The agendas that come with the program, the shortest first."""
    files = sorted(shipped("agendas").glob("*.json"))
    read = [Preset.model_validate(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(sorted(read, key=lambda preset: preset.days))


class TakePreset(Act):
    """Begin the agenda from a preset.

    Sittings are planned only where the meeting has none; those that are there and have no hours take them from the
    preset. Items that are there, carried over from the last meeting,
    come before the reading of the text.
    """

    meeting: str
    preset: Preset

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sittings with their hours, and the items with their shares of time."""
        meeting = record.get(Meeting, self.meeting)
        there = items_under(record, meeting.id, None)
        if any(not item.carried_from for item in there):
            raise OutOfOrder("The agenda has items already; a preset is for an empty one.")
        sittings = self._hours(record, meeting) if sittings_of(record, meeting.id) else self._sittings(meeting)
        changes = decide_all(sittings, record, moment)
        for item in self.preset.items:
            changes += self._with_those_under(record.after(changes), item, moment)
        return changes + self._in_order(record.after(changes), list(there))

    def _sittings(self, meeting: Meeting) -> list[Act]:
        return [_sitting(meeting, told) for told in self.preset.sittings]

    def _hours(self, record: Record, meeting: Meeting) -> list[Act]:
        """The hours for those sittings that are called as in the preset and have none yet."""
        told = {plan.title: plan for plan in (_sitting(meeting, one) for one in self.preset.sittings)}
        bare = [s for s in sittings_of(record, meeting.id) if s.state == "planned" and s.planned_from is None]
        return [
            PlanHours(sitting=sitting.id, **told[sitting.title].model_dump(exclude={"meeting", "title"}))
            for sitting in bare
            if sitting.title in told
        ]

    def _with_those_under(self, record: Record, told: PresetItem, moment: Moment) -> list[Change]:
        fields = told.model_dump(exclude={"under", "minutes"})
        under = _UNDER[told.under](record, told) if told.under else []
        changes = AddAgendaItem(meeting=self.meeting, minutes=told.minutes, **fields).decide(record, moment)
        parent = changes[0].row.id
        acts = [one.model_copy(update={"meeting": self.meeting, "parent": parent}) for one in under]
        return changes + decide_all(acts, record.after(changes), moment)

    def _in_order(self, record: Record, carried: list[AgendaItem]) -> list[Change]:
        """What was carried over placed before the reading of the text."""
        if not carried:
            return []
        fresh = [i for i in items_under(record, self.meeting, None) if i.id not in {c.id for c in carried}]
        reading = {told.title for told in self.preset.items if told.under == "blocks"}
        at = next((n for n, item in enumerate(fresh) if item.title in reading), len(fresh))
        return ordered(record, self.meeting, None, [*fresh[:at], *carried, *fresh[at:]])

    def sentence(self, record: Record) -> str:
        """Names the preset."""
        return f"Begin the agenda from the preset “{self.preset.title}”"


def _sitting(meeting: Meeting, told: PresetSitting) -> PlanSitting:
    day = meeting.planned_from + timedelta(days=told.day - 1)

    def at(clock: time) -> datetime:
        return datetime.combine(day, clock, ZONE)

    return PlanSitting(
        meeting=meeting.id,
        title=f"{WEEKDAYS[day.weekday()]} {told.title}",
        planned_from=at(told.begins),
        planned_to=at(told.ends),
        pause_from=at(told.pause[0]) if told.pause else None,
        pause_to=at(told.pause[1]) if told.pause else None,
    )


def _reading(record: Record, told: PresetItem) -> list[AddAgendaItem]:
    """An item for each block of the text; a long one has more of the time."""
    read = [block for block in blocks(record) if not block.front and not block.deleted]
    sizes = [len(provisions_of(record, block.id)) for block in read]
    return [
        AddAgendaItem(
            meeting="-", title=_block_title(block), purpose=told.purpose, blocks=(block.id,), minutes=minutes or None
        )
        for block, minutes in zip(read, shared_out(told.minutes, sizes), strict=True)
    ]


def _block_title(block: Block) -> str:
    return f"Block {block.number}, {block.heading}" if block.heading else f"Block {block.number}"


def _reports(record: Record, told: PresetItem) -> list[AddAgendaItem]:
    """An item for each report of a panel that no agenda has had yet, with the report before the Group."""
    had = {key for item in record.each(AgendaItem) for key in item.documents}
    reports = [report for report in record.each(PanelReport) if report.id not in had]
    return [
        AddAgendaItem(
            meeting="-",
            title=f"{record.get(Panel, report.panel).name}: {report.title}",
            purpose=told.purpose,
            documents=(report.id,),
            observers_may_speak=told.observers_may_speak,
            minutes=minutes or None,
        )
        for report, minutes in zip(reports, shared_out(told.minutes, [1] * len(reports)), strict=True)
    ]


_UNDER = {"blocks": _reading, "reports": _reports}


def shared_out(minutes: int, sizes: Sequence[int]) -> list[int]:
    """The minutes shared out by size in steps of five, each at least five while there are any; never more in all."""
    if not sizes:
        return []
    steps, parts = minutes // STEP, [max(1, size) for size in sizes]
    shares = [min(1, max(0, steps - n)) for n in range(len(parts))]
    rest = steps - sum(shares)
    wanted = [rest * part / sum(parts) for part in parts]
    shares = [share + int(more) for share, more in zip(shares, wanted, strict=True)]
    largest = sorted(range(len(parts)), key=lambda n: (int(wanted[n]) - wanted[n], n))
    for n in largest[: steps - sum(shares)]:
        shares[n] += 1
    return [share * STEP for share in shares]


def is_empty(record: Record, meeting: str) -> bool:
    """Whether a preset can be taken: nothing is on the agenda but what was carried over."""
    return all(item.carried_from for item in agenda_of(record, meeting))

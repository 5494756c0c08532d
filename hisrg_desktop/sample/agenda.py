"""The agendas of the practice meetings; an item that one left unfinished comes to the next by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem, ChangeAgendaItem, MoveAgendaItem
from hisrg_desktop.meeting.panels.reports import Panel, PanelReport
from hisrg_desktop.meeting.text.drafts import Draft
from hisrg_desktop.meeting.text.numbers import find_place

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script

Told = dict[str, Any]


def put_on_agenda(script: Script, meeting: str, item: Told) -> str:
    """An item at the end of a meeting's agenda; one that was carried over from the last meeting goes there. Its id."""
    fields = _fields(script, item)
    if item.get("carried"):
        return _carried(script, meeting, int(item["number"]), fields)
    return script.do(AddAgendaItem.model_validate({"meeting": meeting, **fields}), "", AgendaItem)


def _carried(script: Script, meeting: str, place: int, fields: Told) -> str:
    """What the new meeting was handed by the last one, at its place and with its time of now."""
    there = next(item.id for item in script.desk.record.where(AgendaItem, meeting=meeting) if item.carried_from)
    script.do(MoveAgendaItem(item=there, to=place))
    script.do(ChangeAgendaItem.model_validate({"item": there, **fields}))
    return there


def _fields(script: Script, item: Told) -> Told:
    places = [find_place(script.desk.record, block) for block in item["blocks"]]
    return {
        "title": item["title"],
        "purpose": item["purpose"],
        "blocks": tuple(p.block for p in places if p and p.block),
        "presenter": script.ids.get(item.get("presenter") or ""),
        "minutes": item["minutes"],
        "observers_may_speak": item.get("observers_may_speak", False),
        "members_only": item.get("members_only", False),
        "documents": _before_the_group(script, item["title"]),
    }


def _before_the_group(script: Script, title: str) -> tuple[str, ...]:
    """The report that an item is about, and for a reading the draft that is read."""
    record = script.desk.record
    reports = [report for report in record.each(PanelReport) if record.get(Panel, report.panel).name in title]
    drafts = list(record.each(Draft))[-1:] if title.startswith("Second reading") else []
    return tuple(row.id for row in (*reports, *drafts))
